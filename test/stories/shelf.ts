import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type axeCore from 'axe-core';
import type { Browser, CDPSession, Page } from 'puppeteer-core';
import { launchBrowser } from '../../.tools/browser.mjs';
import { startServer } from '../../.tools/serve.mjs';
import { storybookDir } from '../../.tools/storybook-build.mjs';

/** A story as the built Storybook lists it. */
export interface Listed { readonly id: string; readonly title: string; readonly name: string; readonly type: 'story' | 'docs' }

export type Theme = 'light' | 'dark';
export type Language = 'en-GB' | 'fr' | 'ar' | 'en-XA';

/** WCAG 2.2, levels A and AA. */
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const PATIENCE = 60_000;

/** Storybook's own pages carry scripts and styles of their own; nothing comes from elsewhere. */
const POLICY = "default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:";

/** What the preview tells of a story. */
interface Told { readonly storyId: string; readonly error?: string }
interface Payload { readonly storyId?: string; readonly status?: string; readonly message?: string; readonly description?: string }
interface Channel { on(event: string, listener: (payload: Payload) => void): void; emit(event: string, payload: unknown): void }
interface PreviewWindow { __STORYBOOK_ADDONS_CHANNEL__?: Channel; told: Told[] }

/** All entries of the built Storybook. */
export function listed(): readonly Listed[] {
  const { entries } = JSON.parse(readFileSync(join(storybookDir, 'index.json'), 'utf8')) as { entries: Record<string, Listed> };
  return Object.values(entries);
}

/** The built Storybook in a browser that reaches nothing else: one story after the other in one page. */
export class Shelf {
  readonly page: Page;
  /** What the page did that it must not do, since the last story was asked for. */
  readonly faults: string[] = [];
  readonly #browser: Browser;
  readonly #close: () => Promise<void>;
  #cdp: CDPSession | undefined;
  #theme: Theme = 'light';
  #language: Language = 'en-GB';
  #shown: string | undefined;

  private constructor(page: Page, browser: Browser, readonly url: string, close: () => Promise<void>) {
    this.page = page;
    this.#browser = browser;
    this.#close = close;
  }

  static async open(): Promise<Shelf> {
    const server = await startServer({ dir: storybookDir, policy: POLICY });
    const browser = await launchBrowser({ args: ['--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'] });
    const page = await browser.newPage();
    const shelf = new Shelf(page, browser, server.url, server.close);
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warn') shelf.faults.push(`console ${message.type()}: ${message.text()}`);
    });
    page.on('pageerror', (error) => shelf.faults.push(`page error: ${error instanceof Error ? error.message : String(error)}`));
    page.on('request', (request) => {
      if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(server.url)) shelf.faults.push(`request to ${request.url()}`);
    });
    await page.setViewport({ width: 1180, height: 900 });
    const cdp = await page.createCDPSession();
    await cdp.send('Emulation.setFocusEmulationEnabled', { enabled: true });
    await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
    // The test runner's compiler names functions by a helper that a page does not have.
    await page.evaluateOnNewDocument('globalThis.__name = (value) => value;');
    return shelf;
  }

  /** The theme that is on. */
  get theme(): Theme { return this.#theme; }

  /** Shows a story and waits until its play has ended. @returns what it threw, if anything */
  async show(id: string): Promise<string | undefined> {
    this.faults.length = 0;
    if (this.#shown !== undefined) await this.page.evaluate((storyId, again) => {
      const preview = globalThis as unknown as PreviewWindow;
      preview.told = preview.told.filter((one) => one.storyId !== storyId);
      preview.__STORYBOOK_ADDONS_CHANNEL__?.emit(again ? 'forceRemount' : 'setCurrentStory', { storyId, viewMode: 'story' });
    }, id, this.#shown === id);
    else await this.#load(id);
    this.#shown = id;
    const told = await this.page.waitForFunction((storyId) => (globalThis as unknown as PreviewWindow).told.find((one) => one.storyId === storyId), { timeout: PATIENCE, polling: 50 }, id);
    return (await told.jsonValue())?.error;
  }

  async #load(id: string): Promise<void> {
    await this.page.evaluateOnNewDocument(() => {
      const preview = globalThis as unknown as PreviewWindow;
      preview.told = [];
      let channel: Channel | undefined;
      Object.defineProperty(preview, '__STORYBOOK_ADDONS_CHANNEL__', {
        configurable: true,
        get: () => channel,
        set: (made: Channel) => {
          channel = made;
          let thrown: string | undefined;
          for (const event of ['playFunctionThrewException', 'storyThrewException', 'storyErrored', 'unhandledErrorsWhilePlaying']) {
            made.on(event, (payload) => {
              const [told] = [payload].flat();
              thrown ??= `${event}: ${told?.message ?? told?.description ?? JSON.stringify(payload)}`;
            });
          }
          made.on('storyFinished', ({ storyId, status }) => {
            thrown ??= status === 'error' ? 'the play failed' : undefined;
            preview.told.push({ storyId: String(storyId), ...(thrown !== undefined && { error: thrown }) });
            thrown = undefined;
          });
        },
      });
    });
    // What axe finds is this side's to ask for.
    await this.page.goto(`${this.url}iframe.html?id=${id}&viewMode=story&globals=a11y.manual:!true;theme:${this.#theme};language:${this.#language}`);
    await this.page.evaluate(readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
  }

  /** Chooses theme and language in the toolbar, and waits until the story stands in them. */
  async choose(theme: Theme, language: Language = this.#language): Promise<void> {
    if (this.#theme === theme && this.#language === language) return;
    this.#theme = theme;
    this.#language = language;
    await this.page.evaluate((globals) => (globalThis as unknown as PreviewWindow).__STORYBOOK_ADDONS_CHANNEL__?.emit('updateGlobals', { globals }), { theme, language });
    await this.page.waitForFunction((wanted, lang) => {
      const room = document.querySelector<HTMLElement>('.story-room');
      // A story that is about a theme keeps its own.
      return room !== null && room.lang === lang && (room.style.colorScheme === wanted || room.dataset['keeps']?.includes('theme'));
    }, { timeout: PATIENCE, polling: 30 }, theme, language);
    await this.drawn();
  }

  /** What was chosen has been drawn, inside too. */
  async drawn(): Promise<void> {
    await this.page.evaluate(async () => {
      const frame = (): Promise<unknown> => new Promise((resolve) => { requestAnimationFrame(resolve); });
      const all = (root: ParentNode): Element[] => [...root.querySelectorAll('*')].flatMap((one) => [one, ...(one.shadowRoot ? all(one.shadowRoot) : [])]);
      await frame();
      for (const one of all(document) as (Element & { readonly updateComplete?: Promise<unknown> })[]) await one.updateComplete;
      await frame();
      await Promise.all(document.getAnimations().filter((one) => one instanceof CSSTransition).map((one) => one.finished.catch(() => undefined)));
    });
  }

  /** All that can be read in the story's elements. */
  async text(): Promise<string> {
    return this.page.evaluate(() => {
      const read = (node: Node): string => {
        if (node instanceof Text) return node.data;
        if (node instanceof Element && (node.localName === 'style' || (node.shadowRoot === null && !node.checkVisibility()))) return '';
        return [...(node instanceof Element && node.shadowRoot ? [node.shadowRoot] : []), ...node.childNodes].map(read).join(' ');
      };
      return read(document.querySelector('#storybook-root') ?? document).replace(/\s+/g, ' ').trim();
    });
  }

  /** What a story tells of the state that it shows, for example `status:issued`. */
  async shows(): Promise<readonly string[]> {
    return this.page.evaluate(() => document.querySelector<HTMLElement>('#storybook-root')?.dataset['shows']?.split(' ') ?? []);
  }

  /** How wide a window is; a phone's, and back. */
  async window(width: 320 | 1180): Promise<void> {
    await this.page.setViewport({ width, height: width === 320 ? 640 : 900 });
  }

  /** Colours of the system in place of the page's, as Windows' contrast themes have them. */
  async forceColours(on: boolean): Promise<void> {
    const cdp = (this.#cdp ??= await this.page.createCDPSession());
    const reduced = { name: 'prefers-reduced-motion', value: 'reduce' };
    await cdp.send('Emulation.setEmulatedMedia', { features: [reduced, ...(on ? [{ name: 'forced-colors', value: 'active' }, { name: 'prefers-color-scheme', value: 'dark' }] : [])] });
  }

  /** Opens a page of documentation, and waits for words of it. @returns what can be read */
  async docs(tag: string, words = 'css shadow parts'): Promise<string> {
    this.faults.length = 0;
    this.#shown = undefined;
    await this.page.goto(`${this.url}iframe.html?id=${tag}--docs&viewMode=docs`);
    await this.reads(words);
    return this.page.evaluate(() => document.querySelector('#storybook-docs')?.textContent ?? '');
  }

  /** Chooses something else in the toolbar. */
  async set(globals: Readonly<Record<string, string>>): Promise<void> {
    const rendered = this.page.evaluate((chosen) => new Promise<void>((resolve) => {
      const channel = (globalThis as unknown as PreviewWindow).__STORYBOOK_ADDONS_CHANNEL__;
      channel?.on('storyRendered', () => { resolve(); });
      channel?.emit('updateGlobals', { globals: chosen });
    }), globals);
    await rendered;
  }

  async press(name: string): Promise<void> {
    const button = await this.page.waitForSelector(`::-p-aria([name="${name}"][role="button"])`, { timeout: PATIENCE });
    await button?.click();
  }

  /** Waits until these words can be read in the story's element. */
  async reads(words: string): Promise<void> {
    await this.page.waitForSelector(`::-p-text(${words})`, { timeout: PATIENCE });
  }

  /** What axe finds wrong in the story as it stands. */
  async violations(rules: 'all' | 'colours' | 'targets' = 'all'): Promise<string[]> {
    const runOnly: axeCore.RunOptions['runOnly'] = rules === 'all' ? { type: 'tag', values: WCAG } : { type: 'rule', values: rules === 'colours' ? ['color-contrast', 'link-in-text-block'] : ['target-size'] };
    return this.page.evaluate(async (only) => {
      const { axe } = globalThis as unknown as { axe: typeof axeCore };
      const { violations } = await axe.run('#storybook-root', { runOnly: only, resultTypes: ['violations'] });
      return violations.flatMap(({ id, help, nodes }) => nodes.map((node) => `${id}: ${help}, at ${node.target.flat().join(' ')}: ${node.any.concat(node.all, node.none).map(({ message }) => message).join('; ')}`));
    }, runOnly);
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.#close();
  }
}
