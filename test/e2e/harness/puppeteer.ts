import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launch, type Browser, type BrowserContext, type ElementHandle, type KeyInput, type Page } from 'puppeteer-core';
import { launchBrowser } from '../../../.tools/browser.mjs';
import { firefoxOptions } from '../../../.tools/engines.mjs';
import { inPageScript } from './in-page-script.js';
import type { InPage } from './in-page.js';
import { isFault, PATIENCE, type Engine, type Focused, type Handle, type Profile, type Surface } from './surface.js';

const quote = (text: string): string => text.replace(/[\\"]/g, (c) => `\\${c}`);

/** Chromium, by its own protocol. */
export async function chromium(url: string): Promise<Engine> {
  const browser = await launchBrowser({ args: ['--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'] });
  return {
    profile: async (faults) => chromiumProfile(browser, await browser.createBrowserContext(), url, faults),
    close: () => browser.close(),
  };
}

/** Firefox, by WebDriver BiDi. A profile has a browser of its own: where downloads go is a setting of the whole. */
export async function firefox(url: string): Promise<Engine> {
  const script = await inPageScript();
  const running = new Set<Browser>();
  return {
    profile: async (faults) => {
      const downloads = mkdtempSync(join(tmpdir(), 'rekey-e2e-'));
      const browser = await launch(firefoxOptions(downloads));
      running.add(browser);
      return new PuppeteerProfile(browser.defaultBrowserContext(), downloads, (page) => FirefoxSurface.of(page, url, faults, script), async () => {
        running.delete(browser);
        await browser.close();
      });
    },
    close: async () => {
      await Promise.all([...running].map((browser) => browser.close()));
    },
  };
}

/** A page of Chromium, watched. */
export const surfaceOf = (page: Page, url: string, faults: string[]): Promise<Surface> => ChromiumSurface.of(page, url, faults);

/** @throws where puppeteer drives no page */
export function pageOf(surface: Surface): Page {
  if (!(surface instanceof PuppeteerSurface)) throw new Error('This is tried in Chromium alone.');
  return surface.page;
}

/** A profile of a running Chromium, whose downloads go to a folder of its own. */
export async function chromiumProfile(browser: Browser, context: BrowserContext, url: string, faults: string[]): Promise<Profile> {
  const downloads = mkdtempSync(join(tmpdir(), 'rekey-e2e-'));
  const cdp = await browser.target().createCDPSession();
  await cdp.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: downloads, ...(context.id !== undefined && { browserContextId: context.id }) });
  return new PuppeteerProfile(context, downloads, (page) => ChromiumSurface.of(page, url, faults), async () => {
    await cdp.detach();
    await context.close();
  });
}

class PuppeteerProfile implements Profile {
  constructor(
    private readonly context: BrowserContext, readonly downloads: string,
    private readonly surface: (page: Page) => Promise<Surface>, private readonly end: () => Promise<void>,
  ) {}

  async open(): Promise<Surface> {
    return this.surface(await this.context.newPage());
  }

  // Events tell of all.
  gather(): Promise<void> { return Promise.resolve(); }

  async close(): Promise<void> {
    await this.end();
    rmSync(this.downloads, { recursive: true, force: true, maxRetries: 5 });
  }
}

abstract class PuppeteerSurface implements Surface {
  constructor(readonly page: Page) {}

  protected static async watch(page: Page, url: string, faults: string[]): Promise<void> {
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warn') faults.push(`console ${message.type()}: ${message.text()}`);
    });
    page.on('pageerror', (error) => {
      const said = error instanceof Error ? error.stack ?? error.message : String(error);
      if (isFault(said)) faults.push(`page error: ${said}`);
    });
    page.on('request', (request) => {
      // Firefox reports what its own panels load from data: addresses too; the policy lets no page load one.
      if (![url, `blob:${url}`, 'data:'].some((start) => request.url().startsWith(start))) faults.push(`request to ${request.url()}`);
    });
    page.on('dialog', (dialog) => {
      if (dialog.type() !== 'beforeunload') faults.push(`dialog: ${dialog.message()}`);
      void dialog.accept();
    });
    await page.setViewport({ width: 1180, height: 1000 });
    // The test runner's compiler names functions by a helper that a page does not have.
    await page.evaluateOnNewDocument('globalThis.__name = (value) => value;');
  }

  abstract all(role: string, name?: string): Promise<readonly Handle[]>;
  abstract focused(): Promise<Focused>;

  async goto(url: string): Promise<void> { await this.page.goto(url); }
  async reload(): Promise<void> { await this.page.reload(); }
  url(): Promise<string> { return Promise.resolve(this.page.url()); }
  front(): Promise<void> { return this.page.bringToFront(); }
  close(): Promise<void> { return this.page.close(); }
  evaluate<A extends readonly unknown[], R>(fn: (...args: A) => R, ...args: A): Promise<Awaited<R>> {
    return this.page.evaluate(fn as unknown as (...args: unknown[]) => R, ...args);
  }

  async resize(width: number, height: number): Promise<number> {
    await this.page.setViewport({ width, height });
    return this.page.evaluate(() => innerWidth);
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) {
      if (key.length > 1) await this.page.keyboard.press(key as KeyInput);
      else await this.page.keyboard.type(key);
    }
  }

  async insert(text: string): Promise<void> {
    // By name: what stands for a paste is deprecated, and nothing else does what it does in every engine.
    await this.page.evaluate((inserted) => { (document as unknown as Record<'execCommand', (...args: unknown[]) => boolean>).execCommand('insertText', false, inserted); }, text);
  }

  async choose(path: string, ask: () => Promise<unknown>): Promise<void> {
    const waiting = this.page.waitForFileChooser({ timeout: PATIENCE });
    // The page answers in order: after this it knows that the chooser is waited for.
    await this.page.evaluate(() => undefined);
    const [chooser] = await Promise.all([waiting, ask()]);
    await chooser.accept([path]);
  }

  async screenshot(path: string): Promise<void> {
    await this.page.screenshot({ path: path, fullPage: true });
  }
}

const handleOf = (handle: ElementHandle): Handle => ({
  evaluate: (fn, ...args) => handle.evaluate(fn as unknown as (element: Element, ...args: unknown[]) => ReturnType<typeof fn>, ...args),
  click: () => handle.click(),
});

class ChromiumSurface extends PuppeteerSurface {
  static async of(page: Page, url: string, faults: string[]): Promise<Surface> {
    await PuppeteerSurface.watch(page, url, faults);
    const cdp = await page.createCDPSession();
    await cdp.send('Emulation.setFocusEmulationEnabled', { enabled: true });
    return new ChromiumSurface(page);
  }

  async all(role: string, name?: string): Promise<readonly Handle[]> {
    const handles = await this.page.$$(`::-p-aria(${name === undefined ? '' : `[name="${quote(name)}"]`}[role="${role}"])`);
    return handles.map(handleOf);
  }

  async focused(): Promise<Focused> {
    const cdp = await this.page.createCDPSession();
    try {
      const { result } = await cdp.send('Runtime.evaluate', {
        expression: '(() => { let e = document.activeElement; while (e?.shadowRoot?.activeElement) e = e.shadowRoot.activeElement; return e; })()',
      });
      if (result.objectId === undefined) return { role: '', name: '', text: '' };
      const { nodes } = await cdp.send('Accessibility.getPartialAXTree', { objectId: result.objectId, fetchRelatives: false });
      const node = nodes[0];
      const { result: text } = await cdp.send('Runtime.callFunctionOn', {
        objectId: result.objectId, functionDeclaration: 'function () { return (this.textContent ?? "").trim().slice(0, 200); }', returnByValue: true,
      });
      return { role: String(node?.role?.value ?? ''), name: String(node?.name?.value ?? ''), text: String(text.value) };
    } finally {
      await cdp.detach();
    }
  }
}

/** WebDriver BiDi looks for no accessible name in a shadow root: the page does. Violations of the policy come as errors. */
class FirefoxSurface extends PuppeteerSurface {
  static async of(page: Page, url: string, faults: string[], script: string): Promise<Surface> {
    await PuppeteerSurface.watch(page, url, faults);
    await page.evaluateOnNewDocument(script);
    await page.bringToFront();
    return new FirefoxSurface(page);
  }

  async all(role: string, name?: string): Promise<readonly Handle[]> {
    const list = await this.page.evaluateHandle((wanted, called) => (globalThis as unknown as { inPage: InPage }).inPage.all(wanted, called ?? undefined), role, name ?? null);
    const items = [...(await list.getProperties()).values()];
    return items.flatMap((item) => {
      const element = item.asElement();
      return element === null ? [] : [handleOf(element as ElementHandle)];
    });
  }

  focused(): Promise<Focused> {
    return this.page.evaluate(() => (globalThis as unknown as { inPage: InPage }).inPage.focused());
  }
}
