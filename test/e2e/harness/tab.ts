import type { Page } from 'puppeteer-core';
import { pageOf, surfaceOf } from './puppeteer.js';
import { PATIENCE, until, type Focused, type Handle, type Surface } from './surface.js';

export { until } from './surface.js';

/** It was drawn anew between being found and being used. */
const GONE = /not clickable|detached|not attached|stale element|no such node|no such element/i;

/** A tab of the portal, driven as a person would: by role and accessible name, by keys, by what can be read. */
export class Tab {
  readonly surface: Surface;
  readonly #url: string;
  readonly #faults: readonly string[];

  constructor(surface: Surface, url: string, faults: readonly string[]) {
    this.surface = surface;
    this.#url = url;
    this.#faults = faults;
  }

  /** A page that Chromium opened by itself. */
  static async of(page: Page, url: string, faults: string[]): Promise<Tab> {
    return new Tab(await surfaceOf(page, url, faults), url, faults);
  }

  /** The page as puppeteer has it, for what is tried in Chromium alone. */
  get page(): Page {
    return pageOf(this.surface);
  }

  /** Opens the portal and signs in with the switch at the top. */
  async enter(account: string, address: string): Promise<void> {
    await this.surface.goto(this.#url + address);
    await this.signIn(account);
  }

  async signIn(account: string): Promise<void> {
    await this.#select('Signed in as', (label) => label.includes(account), account);
  }

  async front(): Promise<void> {
    await this.surface.front();
  }

  async go(address: string): Promise<void> {
    await this.surface.evaluate((to) => { location.hash = to; }, address);
  }

  async reload(): Promise<void> {
    await this.surface.reload();
  }

  get address(): Promise<string> {
    return this.surface.url().then((url) => new URL(url).hash);
  }

  async close(): Promise<void> {
    await this.surface.close();
  }

  // ------------------------------------------------------------------------------------------------ finding

  /** The first control of that role and accessible name, in whatever shadow root; waits for it. */
  async find(role: string, name: string): Promise<Handle> {
    return until(() => this.#lost(`the ${role} "${name}"`), async () => (await this.surface.all(role, name))[0]);
  }

  async has(role: string, name: string): Promise<boolean> {
    return (await this.surface.all(role, name)).length > 0;
  }

  async gone(role: string, name: string): Promise<void> {
    await until(`the ${role} "${name}" to go`, async () => !(await this.has(role, name)));
  }

  async heading(name: string): Promise<Handle> {
    return this.find('heading', name);
  }

  /** All that can be read on the page, shadow roots and dialogs included, white space folded. */
  async text(): Promise<string> {
    return this.surface.evaluate(() => {
      const read = (node: Node): string => {
        if (node instanceof Text) return node.data;
        if (node instanceof HTMLSlotElement && node.assignedNodes().length > 0) return node.assignedNodes().map(read).join(' ');
        if (node instanceof Element && !(node instanceof HTMLSlotElement)) {
          if (['SCRIPT', 'STYLE', 'TEMPLATE', 'NOSCRIPT'].includes(node.tagName) || !(node.checkVisibility() || getComputedStyle(node).display === 'contents')) return '';
        }
        const children = [...(node instanceof Element && node.shadowRoot ? node.shadowRoot : node).childNodes].map(read);
        return children.join(node instanceof Element && /^(SPAN|B|STRONG|CODE|A|TIME|BDI)$/.test(node.tagName) ? '' : ' ');
      };
      return read(document.body).replace(/\s+/g, ' ').trim();
    });
  }

  async reads(words: string | RegExp, patience = PATIENCE): Promise<string> {
    return until(() => this.#lost(`"${String(words)}"`), async () => {
      const text = await this.text();
      return (typeof words === 'string' ? text.includes(words) : words.test(text)) && text;
    }, patience);
  }

  async #lost(what: string): Promise<string> {
    return `${what} ${await this.where()}`;
  }

  /** Where the tab is, for whoever reads a failure. */
  async where(): Promise<string> {
    return `at ${await this.address.catch(String)}, where it reads: ${(await this.text().catch(String)).slice(0, 4000)}\nFaults: ${this.#faults.join('; ') || 'none'}`;
  }

  /** The value of the field that has this id, in whatever shadow root. */
  async value(id: string): Promise<string> {
    return until(() => this.#lost(`the field ${id}`), () => this.surface.evaluate((wanted) => {
      const search = (root: Document | ShadowRoot): string | undefined => {
        const found = root.getElementById(wanted);
        if (found) return (found as HTMLInputElement).value;
        for (const element of root.querySelectorAll('*')) {
          const inner = element.shadowRoot ? search(element.shadowRoot) : undefined;
          if (inner !== undefined) return inner;
        }
        return undefined;
      };
      // An object: an empty string is a value too.
      const value = search(document);
      return value === undefined ? undefined : { value };
    }, id)).then(({ value }) => value);
  }

  // ------------------------------------------------------------------------------------------------ doing

  /** Tries to use an element; one that was drawn anew meanwhile is looked for again. */
  async #use(handles: readonly Handle[], use: (handle: Handle) => Promise<boolean>): Promise<boolean> {
    for (const handle of handles) {
      try {
        if (await use(handle)) return true;
      } catch (error) {
        if (!GONE.test(String(error))) throw error;
      }
    }
    return false;
  }

  /** Presses a button once it can be pressed. */
  async press(name: string, role = 'button'): Promise<void> {
    await until(() => this.#lost(`the ${role} "${name}" to be pressed`), async () => this.#use(await this.surface.all(role, name), async (handle) => {
      const ready = await handle.evaluate((element) =>
        element.getAttribute('aria-disabled') !== 'true' && !(element as HTMLButtonElement).disabled && element.getAttribute('aria-busy') !== 'true');
      if (ready) await handle.click();
      return ready;
    }));
  }

  /** Presses the first control of that role whose accessible name is like the pattern. */
  async pressLike(role: string, pattern: RegExp): Promise<void> {
    await until(() => this.#lost(`a ${role} like ${String(pattern)}`), async () => this.#use(await this.surface.all(role), async (handle) => {
      const fits = pattern.test(await handle.evaluate((element) => (element.getAttribute('aria-label') ?? element.textContent).replace(/\s+/g, ' ').trim()));
      if (fits) await handle.click();
      return fits;
    }));
  }

  async disabled(name: string, role = 'button'): Promise<boolean> {
    return (await this.find(role, name)).evaluate((element) => element.getAttribute('aria-disabled') === 'true' || (element as HTMLButtonElement).disabled);
  }

  async tick(name: string, role: 'checkbox' | 'radio' = 'checkbox', on = true): Promise<void> {
    await until(() => this.#lost(`${name} to be ${on ? 'on' : 'off'}`), async () => this.#use(await this.surface.all(role, name), async (handle) => {
      if (await handle.evaluate((element, wanted) => {
        element.scrollIntoView({ block: 'center' });
        return (element as HTMLInputElement).checked === wanted;
      }, on)) return true;
      await handle.click();
      return handle.evaluate((element, wanted) => (element as HTMLInputElement).checked === wanted, on);
    }));
  }

  /** A field for text by its label, with the focus and all of its text selected. */
  async #field(name: string): Promise<void> {
    const handle = await this.find('textbox', name);
    await handle.evaluate((element) => {
      (element as HTMLInputElement).focus();
      (element as HTMLInputElement).select();
    });
  }

  /** Types a text where a field of that name is, in place of what is there. */
  async fill(name: string, text: string): Promise<void> {
    await this.#field(name);
    await this.key('Backspace');
    await this.keys(text);
  }

  /** Puts a long text where a field of that name is, as a paste does. */
  async paste(name: string, text: string): Promise<void> {
    await this.#field(name);
    await this.surface.insert(text);
  }

  async choose(name: string, label: string): Promise<void> {
    await this.#select(name, (one) => one === label, label);
  }

  async #select(name: string, fits: (label: string) => boolean, wanted: string): Promise<void> {
    const combo = await this.find('combobox', name);
    const labels = await combo.evaluate((select) => [...(select as HTMLSelectElement).options].map(({ label }) => label));
    const index = labels.findIndex(fits);
    if (index < 0) throw new Error(`${name} does not offer ${wanted}.`);
    await combo.evaluate((element, at) => {
      const select = element as HTMLSelectElement;
      if (select.selectedIndex === at) return;
      select.selectedIndex = at;
      for (const type of ['input', 'change']) select.dispatchEvent(new Event(type, { bubbles: true, composed: type === 'input' }));
    }, index);
  }

  /** Presses the button that stands in the same row, list item or section as a text. */
  async pressBeside(words: string, name: string): Promise<void> {
    await until(() => this.#lost(`the button "${name}" beside "${words}"`), async () => this.#use(await this.surface.all('button', name), async (handle) => {
      const near = await handle.evaluate((element, wanted) => element.closest('li, tr, section')?.textContent.includes(wanted) === true, words);
      if (near) await handle.click();
      return near;
    }));
  }

  /** Presses the button that asks for a file, and chooses one. */
  async give(path: string, button = 'Choose file'): Promise<void> {
    await this.surface.choose(path, () => this.press(button));
  }

  /** Presses keys one after the other: names as in `KeyboardEvent.key`, `Space` beside them. */
  async key(...keys: readonly string[]): Promise<void> {
    await this.surface.press(...keys.map((key) => (key === 'Space' ? ' ' : key)));
  }

  async keys(text: string): Promise<void> {
    await this.surface.press(...text);
  }

  /** Accessible role and name of what has the focus, through shadow roots. */
  async focused(): Promise<Focused> {
    return this.surface.focused();
  }

  async screenshot(path: string): Promise<void> {
    await this.surface.screenshot(path);
  }
}
