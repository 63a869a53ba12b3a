import { mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext } from 'puppeteer-core';
import { demoDir } from '../../../.tools/demo.mjs';
import { startServer } from '../../../.tools/serve.mjs';
import { chromium, chromiumProfile, firefox } from './puppeteer.js';
import { until, type Engine, type Profile } from './surface.js';
import { Tab } from './tab.js';
import { webkit, withInPage } from './webkit.js';

export interface Downloaded { readonly name: string; readonly path: string; readonly bytes: Buffer; readonly text: string }

/** The engine of this run. */
export const ENGINE = process.env['REKEY_ENGINE'] ?? 'chromium';

/** What browsers call a file that is not whole yet; Firefox holds its place with an empty one. */
const UNFINISHED = /\.(?:crdownload|part|wkdownload)$|^\.org\.chromium/;

/** The built portal behind its strict content security policy, and a browser that reaches nothing else. */
export class Stage {
  readonly #engine: Engine;
  readonly #url: string;
  readonly #close: () => Promise<void>;

  private constructor(engine: Engine, url: string, close: () => Promise<void>) {
    this.#engine = engine;
    this.#url = url;
    this.#close = close;
  }

  static async open(): Promise<Stage> {
    const made = ENGINE === 'webkit' ? await withInPage(demoDir) : undefined;
    const server = await startServer({ dir: made ?? demoDir });
    const engine = await (ENGINE === 'webkit' ? webkit() : ENGINE === 'firefox' ? firefox(server.url) : chromium(server.url));
    return new Stage(engine, server.url, async () => {
      await engine.close();
      await server.close();
      if (made !== undefined) rmSync(made, { recursive: true, force: true });
    });
  }

  /** A browser profile of its own: an RA that nobody used yet. */
  async visitor(): Promise<Visitor> {
    const faults: string[] = [];
    return new Visitor(await this.#engine.profile(faults), this.#url, faults);
  }

  async close(): Promise<void> {
    await this.#close();
  }
}

/** One browser profile: its tabs share the RA and the storage, and its downloads go to a folder of their own. */
export class Visitor {
  readonly #profile: Profile;
  readonly #url: string;
  /** Whatever a page of this profile did that it must not do; `heard` asks the pages first. */
  readonly faults: string[];
  /** Files that were downloaded and asked for: out of the way of others with their name. */
  readonly #kept = mkdtempSync(join(tmpdir(), 'rekey-kept-'));
  #taken = 0;

  constructor(profile: Profile, url: string, faults: string[]) {
    this.#profile = profile;
    this.#url = url;
    this.faults = faults;
  }

  /** A profile of a Chromium that a test started itself. */
  static async of(browser: Browser, context: BrowserContext, url: string): Promise<Visitor> {
    const faults: string[] = [];
    return new Visitor(await chromiumProfile(browser, context, url, faults), url, faults);
  }

  /** A new tab at `address`, for example `#/certificates`, signed in as one of the accounts of the portal. */
  async tab(account: string, address = '#/certificates'): Promise<Tab> {
    const tab = new Tab(await this.#profile.open(), this.#url, this.faults);
    await tab.enter(account, address);
    return tab;
  }

  /** Whatever a page of this profile did that it must not do, up to now. */
  async heard(): Promise<readonly string[]> {
    await this.#profile.gather();
    return this.faults;
  }

  /** Does something that downloads a file, and gives the file. */
  async download(by: () => Promise<unknown>): Promise<Downloaded> {
    await by();
    const name = await until('a file to be downloaded', () => Promise.resolve(this.#whole()));
    const folder = join(this.#kept, String(this.#taken++));
    mkdirSync(folder);
    const path = join(folder, name);
    renameSync(join(this.#profile.downloads, name), path);
    const bytes = readFileSync(path);
    return { name, path, bytes, text: bytes.toString('utf8') };
  }

  /** The name of a file that is all there. */
  #whole(): string | undefined {
    const names = readdirSync(this.#profile.downloads);
    if (names.some((name) => UNFINISHED.test(name))) return undefined;
    return names.find((name) => statSync(join(this.#profile.downloads, name)).size > 0);
  }

  /** Files that were downloaded and not asked for. */
  get strayDownloads(): readonly string[] {
    return readdirSync(this.#profile.downloads);
  }

  async leave(): Promise<void> {
    await this.#profile.close();
    rmSync(this.#kept, { recursive: true, force: true });
  }
}
