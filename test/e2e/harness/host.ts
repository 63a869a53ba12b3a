import { cpSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Browser, Page } from 'puppeteer-core';
import { launchBrowser } from '../../../.tools/browser.mjs';
import { installPackage } from '../../../.tools/packed.mjs';
import { contentSecurityPolicy, startServer } from '../../../.tools/serve.mjs';
import { Visitor } from './browser.js';
import { Tab } from './tab.js';

const sources = fileURLToPath(new URL('../../types/hosts/', import.meta.url));

/** A page that a visitor has open. */
export interface Visit {
  readonly tab: Tab;
  readonly visitor: Visitor;
  readonly url: string;
}

/** The project of someone who installed the package from npm and serves pages with it. */
export class Host {
  /** The project's folder; the package is in its node_modules. */
  readonly folder: string;
  /** The package in it. */
  readonly installed: string;
  readonly #remove: () => void;
  readonly #browser: Browser;
  readonly #leave: (() => Promise<unknown>)[] = [];

  private constructor(browser: Browser, { host, folder, remove }: Awaited<ReturnType<typeof installPackage>>) {
    this.#browser = browser;
    this.folder = host;
    this.installed = folder;
    this.#remove = remove;
    for (const name of readdirSync(sources)) cpSync(join(sources, name), join(host, 'src', name));
  }

  static async open(): Promise<Host> {
    const [browser, installed] = await Promise.all([
      launchBrowser({ args: ['--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'] }), installPackage('host'),
    ]);
    return new Host(browser, installed);
  }

  /** Puts a file into the project; what is below public/ is served. */
  write(path: string, text: string | Uint8Array): void {
    const to = join(this.folder, path);
    mkdirSync(dirname(to), { recursive: true });
    writeFileSync(to, text);
  }

  /** Bundles a script as hosts do, code split, into public/<name>/. */
  async bundle(name: string, entry: string): Promise<void> {
    await build({
      absWorkingDir: this.folder, entryPoints: { main: entry }, outdir: `public/${name}`, bundle: true, splitting: true, format: 'esm', target: 'es2022',
      platform: 'browser', conditions: ['browser', 'production'], define: { 'process.env.NODE_ENV': '"production"' }, jsx: 'automatic', logLevel: 'silent',
    });
  }

  /** A page with nothing inline. */
  page(path: string, { body = '', scripts = [] }: { readonly body?: string; readonly scripts?: readonly string[] }): void {
    const tags = scripts.map((script) => (script.startsWith('<') ? script : `<script type="module" src="${script}"></script>`));
    this.write(`public/${path}`, `<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>Host</title></head>\n<body>${body}\n${tags.join('\n')}\n</body></html>\n`);
  }

  /** Opens a page in a browser profile of its own; without a policy, the strict one. */
  async visit(path: string, policy = contentSecurityPolicy): Promise<Visit> {
    const server = await startServer({ dir: join(this.folder, 'public'), policy });
    const context = await this.#browser.createBrowserContext();
    const visitor = await Visitor.of(this.#browser, context, server.url);
    this.#leave.push(async () => {
      await visitor.leave();
      await server.close();
    });
    const page = await context.newPage();
    const tab = await Tab.of(page, server.url, visitor.faults);
    await page.goto(server.url + path);
    return { tab, visitor, url: server.url };
  }

  async close(): Promise<void> {
    for (const leave of this.#leave) await leave();
    await this.#browser.close();
    this.#remove();
  }
}

/** A page as its first frame sees it, for a {@link Tab} that works in there. */
export async function framed(page: Page): Promise<Page> {
  const handle = await page.waitForSelector('iframe');
  const frame = await handle?.contentFrame();
  if (!frame) throw new Error('There is no frame.');
  return new Proxy(page, {
    get(target, name) {
      const from = ['$', '$$', 'evaluate', 'waitForFunction', 'waitForSelector'].includes(String(name)) ? frame : target;
      const value: unknown = Reflect.get(from, name);
      return typeof value === 'function' ? (value as (...args: unknown[]) => unknown).bind(from) : value;
    },
  });
}

/** What the host page wrote down of the events that it heard. */
export const heard = (tab: Tab): Promise<string[]> =>
  tab.page.evaluate(() => [...document.querySelectorAll('#heard li')].map(({ textContent }) => textContent));
