import { cpSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { closeDisplay, elementKey, WebKitSession } from '../../../.tools/webkit.mjs';
import { inPageScript } from './in-page-script.js';
import type { InPage } from './in-page.js';
import { isFault, until, type Engine, type Focused, type Handle, type Profile, type Surface } from './surface.js';

type Reference = Readonly<Record<string, string>>;

/**
 * The built portal with one script before its others, which is there under the policy like any other of the server: WebDriver
 * (classic) puts none into a page before it loads.
 *
 * @returns the folder
 */
export async function withInPage(portal: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'rekey-portal-'));
  cpSync(portal, folder, { recursive: true });
  writeFileSync(join(folder, 'in-page.js'), await inPageScript());
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.html'))) {
    const page = join(folder, name);
    writeFileSync(page, readFileSync(page, 'utf8').replace(/<head[^>]*>/, '$&<script src="./in-page.js"></script>'));
  }
  return folder;
}

/** WebKitGTK, by WebDriver: each profile is a session of its own. */
export function webkit(): Engine {
  const running = new Set<WebKitProfile>();
  return {
    profile: async (faults) => {
      const profile = new WebKitProfile(await WebKitSession.open(), faults, () => running.delete(profile));
      running.add(profile);
      return profile;
    },
    close: async () => {
      for (const profile of [...running]) await profile.close();
      await closeDisplay();
    },
  };
}

class WebKitProfile implements Profile {
  readonly #surfaces = new Set<WebKitSurface>();
  #current: string | undefined;
  #first = true;

  constructor(readonly session: WebKitSession, readonly faults: string[], private readonly ended: () => void) {}

  get downloads(): string { return this.session.downloads; }

  async open(): Promise<Surface> {
    const handle: string = this.#first
      ? await this.session.command('GET', '/window') as string
      : (await this.session.command('POST', '/window/new', { type: 'window' }) as { handle: string }).handle;
    this.#first = false;
    const surface = new WebKitSurface(this, handle);
    this.#surfaces.add(surface);
    await surface.front();
    await surface.resize(1180, 1000);
    return surface;
  }

  /** Commands go to the window that was switched to last. */
  async use(handle: string, again = false): Promise<void> {
    if (this.#current === handle && !again) return;
    await this.session.command('POST', '/window', { handle });
    this.#current = handle;
  }

  async left(surface: WebKitSurface): Promise<void> {
    this.#surfaces.delete(surface);
    this.#current = undefined;
    // The session ends with its last window.
    const [other] = this.#surfaces;
    if (other === undefined) this.#first = true;
    else await other.front();
  }

  get last(): boolean { return this.#surfaces.size === 1; }

  async gather(): Promise<void> {
    for (const surface of this.#surfaces) await surface.gather();
  }

  async close(): Promise<void> {
    await this.gather();
    this.ended();
    await this.session.close();
  }
}

class WebKitSurface implements Surface {
  constructor(private readonly profile: WebKitProfile, private readonly handle: string) {}

  async #command<T>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: object): Promise<T> {
    await this.profile.use(this.handle);
    return await this.profile.session.command(method, path, body) as T;
  }

  /** Takes over what the page must not have done, before its memory goes. */
  async gather(): Promise<void> {
    const said = await this.evaluate(() => (globalThis as { inPage?: InPage }).inPage?.faults.splice(0) ?? []);
    this.profile.faults.push(...said.filter(isFault));
  }

  async goto(url: string): Promise<void> {
    await this.gather();
    await this.#command('POST', '/url', { url });
  }

  async reload(): Promise<void> {
    await this.gather();
    await this.#command('POST', '/refresh');
  }

  url(): Promise<string> { return this.#command('GET', '/url'); }
  front(): Promise<void> { return this.profile.use(this.handle, true); }

  async resize(width: number, height: number): Promise<number> {
    const [x, y] = await this.evaluate(() => [outerWidth - innerWidth, outerHeight - innerHeight] as const);
    await this.#command('POST', '/window/rect', { width: width + x, height: height + y });
    return this.evaluate(() => innerWidth);
  }

  async close(): Promise<void> {
    await this.gather();
    if (this.profile.last) await this.#command('POST', '/url', { url: 'about:blank' });
    else await this.#command('DELETE', '/window');
    await this.profile.left(this);
  }

  async #run<T>(source: string, args: readonly unknown[]): Promise<T> {
    // The test runner's compiler names functions by a helper that a page does not have.
    const script = `const __name = (value) => value; const args = [...arguments]; const done = args.pop();
      Promise.resolve().then(() => (${source})(...args)).then((value) => done({ value }), (error) => done({ error: String(error) }));`;
    const { value, error } = await this.#command<{ value: T; error?: string }>('POST', '/execute/async', { script, args });
    if (error !== undefined) throw new Error(error);
    return value;
  }

  evaluate<A extends readonly unknown[], R>(fn: (...args: A) => R, ...args: A): Promise<Awaited<R>> {
    return this.#run(String(fn), args);
  }

  async all(role: string, name?: string): Promise<readonly Handle[]> {
    const found = await this.#run<readonly Reference[]>('(role, name) => inPage.all(role, name ?? undefined)', [role, name ?? null]);
    return found.map((reference) => ({
      evaluate: <A extends readonly unknown[], R>(fn: (element: Element, ...args: A) => R, ...args: A) => this.#run<Awaited<R>>(String(fn), [reference, ...args]),
      click: () => this.#click(reference),
    }));
  }

  async #click(reference: Reference): Promise<void> {
    const point = await this.#run<readonly [number, number] | null>(`async (element) => {
      element.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' });
      const before = element.getBoundingClientRect();
      // What is still being laid out would be elsewhere when the click arrives.
      await new Promise((resolve) => setTimeout(resolve, 50));
      const box = element.getBoundingClientRect();
      if (box.left !== before.left || box.top !== before.top) return null;
      const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
      let hit = document.elementFromPoint(x, y);
      for (let inner = hit; inner?.shadowRoot; ) {
        inner = inner.shadowRoot.elementFromPoint(x, y);
        if (inner === null || inner === hit) break;
        hit = inner;
      }
      for (let node = hit; node; node = node.parentNode ?? node.host) if (node === element) return [x, y];
      return null;
    }`, [reference]);
    if (point === null) throw new Error('It is not clickable: something else is there.');
    await this.profile.use(this.handle);
    await this.profile.session.clickAt(...point);
  }

  focused(): Promise<Focused> {
    return this.evaluate(() => (globalThis as unknown as { inPage: InPage }).inPage.focused());
  }

  async press(...keys: readonly string[]): Promise<void> {
    await this.profile.use(this.handle);
    await this.profile.session.press(keys);
  }

  async insert(text: string): Promise<void> {
    await this.#run('(text) => document.execCommand("insertText", false, text)', [text]);
  }

  async choose(path: string, ask: () => Promise<unknown>): Promise<void> {
    await this.evaluate(() => { (globalThis as unknown as { inPage: InPage }).inPage.expectFile(); });
    await ask();
    const input = await until('a file to be asked for', () => this.#run<Reference | null>('() => inPage.asking ?? null', []));
    await this.#command('POST', `/element/${String(input[elementKey])}/value`, { text: path });
  }

  async screenshot(path: string): Promise<void> {
    writeFileSync(path, Buffer.from(await this.#command<string>('GET', '/screenshot'), 'base64'));
  }
}
