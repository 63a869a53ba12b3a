import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, CDPSession } from 'puppeteer-core';
import { launchBrowser } from '../../../.tools/browser.mjs';
import { demoDir } from '../../../.tools/demo.mjs';
import { startServer } from '../../../.tools/serve.mjs';
import { Tab } from './tab.js';

export interface Downloaded { readonly name: string; readonly path: string; readonly bytes: Buffer; readonly text: string }

/** The built portal behind its strict content security policy, and a browser that reaches nothing else. */
export class Stage {
  readonly #browser: Browser;
  readonly #server: Awaited<ReturnType<typeof startServer>>;

  private constructor(browser: Browser, server: Awaited<ReturnType<typeof startServer>>) {
    this.#browser = browser;
    this.#server = server;
  }

  static async open(): Promise<Stage> {
    const server = await startServer({ dir: demoDir });
    const browser = await launchBrowser({ args: ['--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'] });
    return new Stage(browser, server);
  }

  /** A browser profile of its own: an RA that nobody used yet. */
  async visitor(): Promise<Visitor> {
    return Visitor.of(this.#browser, await this.#browser.createBrowserContext(), this.#server.url);
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.#server.close();
  }
}

/** One browser profile: its tabs share the RA and the storage, and its downloads go to a folder of their own. */
export class Visitor {
  readonly #context: BrowserContext;
  readonly #cdp: CDPSession;
  readonly #url: string;
  readonly #folder: string;
  /** Whatever a page of this profile did that it must not do. */
  readonly faults: string[] = [];
  readonly #downloads: { guid: string; name: string; done: boolean }[] = [];
  #taken = 0;
  #wake: () => void = () => undefined;

  private constructor(context: BrowserContext, cdp: CDPSession, url: string, folder: string) {
    this.#context = context;
    this.#cdp = cdp;
    this.#url = url;
    this.#folder = folder;
  }

  static async of(browser: Browser, context: BrowserContext, url: string): Promise<Visitor> {
    const folder = mkdtempSync(join(tmpdir(), 'rekey-e2e-'));
    const cdp = await browser.target().createCDPSession();
    await cdp.send('Browser.setDownloadBehavior', {
      behavior: 'allowAndName', downloadPath: folder, eventsEnabled: true, ...(context.id !== undefined && { browserContextId: context.id }),
    });
    const visitor = new Visitor(context, cdp, url, folder);
    cdp.on('Browser.downloadWillBegin', ({ guid, suggestedFilename }) => {
      visitor.#downloads.push({ guid, name: suggestedFilename, done: false });
    });
    cdp.on('Browser.downloadProgress', ({ guid, state }) => {
      const item = visitor.#downloads.find((one) => one.guid === guid);
      if (item === undefined) return;
      if (state === 'canceled') visitor.faults.push(`The download of ${item.name} broke off.`);
      if (state === 'completed') item.done = true;
      visitor.#wake();
    });
    return visitor;
  }

  /** A new tab at `address`, for example `#/certificates`, signed in as one of the accounts of the portal. */
  async tab(account: string, address = '#/certificates'): Promise<Tab> {
    const page = await this.#context.newPage();
    const tab = await Tab.of(page, this.#url, this.faults);
    await tab.enter(account, address);
    return tab;
  }

  /** Does something that downloads a file, and gives the file. */
  async download(by: () => Promise<unknown>): Promise<Downloaded> {
    await by();
    const deadline = Date.now() + 20_000;
    while (Date.now() < deadline) {
      const item = this.#downloads[this.#taken];
      if (item?.done === true) {
        this.#taken += 1;
        const path = join(this.#folder, item.guid);
        const bytes = readFileSync(path);
        return { name: item.name, path, bytes, text: bytes.toString('utf8') };
      }
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
        setTimeout(resolve, 250).unref();
      });
    }
    throw new Error('No file was downloaded.');
  }

  /** Files that were downloaded and not asked for. */
  get strayDownloads(): readonly string[] {
    return this.#downloads.slice(this.#taken).map(({ name }) => name);
  }

  async leave(): Promise<void> {
    await this.#cdp.detach();
    await this.#context.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
