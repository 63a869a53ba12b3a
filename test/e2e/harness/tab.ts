import type { ElementHandle, KeyInput, Page } from 'puppeteer-core';

const PATIENCE = 20_000;

/** Polls until `probe` gives something. */
export async function until<T>(what: string | (() => Promise<string>), probe: () => Promise<T | undefined | false | null>, patience = PATIENCE): Promise<T> {
  const deadline = Date.now() + patience;
  for (;;) {
    const found = await probe();
    if (found !== undefined && found !== false && found !== null) return found;
    if (Date.now() > deadline) throw new Error(`Waited in vain for ${typeof what === 'string' ? what : await what()}`);
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
}

const quote = (text: string): string => text.replace(/[\\"]/g, (c) => `\\${c}`);

/** A tab of the portal, driven as a person would: by role and accessible name, by keys, by what can be read. */
export class Tab {
  readonly page: Page;
  readonly #url: string;
  readonly #faults: readonly string[];

  private constructor(page: Page, url: string, faults: readonly string[]) {
    this.page = page;
    this.#url = url;
    this.#faults = faults;
  }

  /** @param faults collects what a page must not do: errors, violations of the policy, addresses beyond the server */
  static async of(page: Page, url: string, faults: string[]): Promise<Tab> {
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warn') faults.push(`console ${message.type()}: ${message.text()}`);
    });
    page.on('pageerror', (error) => faults.push(`page error: ${error instanceof Error ? error.stack ?? error.message : String(error)}`));
    page.on('request', (request) => {
      if (!request.url().startsWith(url) && !request.url().startsWith(`blob:${url}`)) faults.push(`request to ${request.url()}`);
    });
    page.on('dialog', (dialog) => {
      if (dialog.type() !== 'beforeunload') faults.push(`dialog: ${dialog.message()}`);
      void dialog.accept();
    });
    await page.setViewport({ width: 1180, height: 1000 });
    const cdp = await page.createCDPSession();
    await cdp.send('Emulation.setFocusEmulationEnabled', { enabled: true });
    // The test runner's compiler names functions by a helper that a page does not have.
    await page.evaluateOnNewDocument('globalThis.__name = (value) => value;');
    return new Tab(page, url, faults);
  }

  /** Opens the portal and signs in with the switch at the top. */
  async enter(account: string, address: string): Promise<void> {
    await this.page.goto(this.#url + address);
    await this.signIn(account);
  }

  async signIn(account: string): Promise<void> {
    const combo = await this.find('combobox', 'Signed in as');
    const value = await combo.evaluate((select, wanted) =>
      [...(select as HTMLSelectElement).options].find(({ label }) => label.includes(wanted))?.value, account);
    if (value === undefined) throw new Error(`There is no account ${account}.`);
    if ((await combo.evaluate((select) => (select as HTMLSelectElement).value)) !== value) await combo.select(value);
  }

  async front(): Promise<void> {
    await this.page.bringToFront();
  }

  async go(address: string): Promise<void> {
    await this.page.evaluate((to) => { location.hash = to; }, address);
  }

  async reload(): Promise<void> {
    await this.page.reload();
  }

  get address(): string {
    return new URL(this.page.url()).hash;
  }

  async close(): Promise<void> {
    await this.page.close();
  }

  // ------------------------------------------------------------------------------------------------ finding

  #selector(role: string, name: string): string {
    return `::-p-aria([name="${quote(name)}"][role="${role}"])`;
  }

  /** The first control of that role and accessible name, in whatever shadow root; waits for it. */
  async find(role: string, name: string): Promise<ElementHandle> {
    return until(() => this.#lost(`the ${role} "${name}"`), () => this.page.$(this.#selector(role, name)));
  }

  async has(role: string, name: string): Promise<boolean> {
    return (await this.page.$(this.#selector(role, name))) !== null;
  }

  async gone(role: string, name: string): Promise<void> {
    await until(`the ${role} "${name}" to go`, async () => !(await this.has(role, name)));
  }

  async heading(name: string): Promise<ElementHandle> {
    return this.find('heading', name);
  }

  /** All that can be read on the page, shadow roots and dialogs included, white space folded. */
  async text(): Promise<string> {
    return this.page.evaluate(() => {
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
    return `at ${this.address}, where it reads: ${(await this.text().catch(String)).slice(0, 4000)}\nFaults: ${this.#faults.join('; ') || 'none'}`;
  }

  // ------------------------------------------------------------------------------------------------ doing

  /** Presses a button once it can be pressed. */
  async press(name: string, role = 'button'): Promise<void> {
    await until(() => this.#lost(`the ${role} "${name}" to be pressed`), async () => {
      for (const handle of await this.page.$$(this.#selector(role, name))) {
        const ready = await handle.evaluate((element) =>
          element.getAttribute('aria-disabled') !== 'true' && !(element as HTMLButtonElement).disabled && element.getAttribute('aria-busy') !== 'true');
        if (!ready) continue;
        try {
          await handle.click();
          return true;
        } catch (error) {
          // It was drawn anew between being found and being clicked.
          if (!/not clickable|detached|not attached/i.test(String(error))) throw error;
        }
      }
      return false;
    });
  }

  /** Presses the first control of that role whose accessible name is like the pattern. */
  async pressLike(role: string, pattern: RegExp): Promise<void> {
    await until(() => this.#lost(`a ${role} like ${String(pattern)}`), async () => {
      for (const handle of await this.page.$$(`::-p-aria([role="${role}"])`)) {
        const name = await handle.evaluate((element) => (element.getAttribute('aria-label') ?? element.textContent).replace(/\s+/g, ' ').trim());
        if (!pattern.test(name)) continue;
        await handle.click();
        return true;
      }
      return false;
    });
  }

  async disabled(name: string, role = 'button'): Promise<boolean> {
    return (await this.find(role, name)).evaluate((element) => element.getAttribute('aria-disabled') === 'true' || (element as HTMLButtonElement).disabled);
  }

  async tick(name: string, role: 'checkbox' | 'radio' = 'checkbox', on = true): Promise<void> {
    const handle = await this.find(role, name);
    if ((await handle.evaluate((element) => (element as HTMLInputElement).checked)) === on) return;
    await handle.evaluate((element) => element.scrollIntoView({ block: 'center' }));
    await handle.click();
    await until(`${name} to be ${on ? 'on' : 'off'}`, async () =>
      (await (await this.find(role, name)).evaluate((element) => (element as HTMLInputElement).checked)) === on);
  }

  /** A field for text by its label. */
  async #field(name: string): Promise<ElementHandle> {
    return until(() => this.#lost(`the field "${name}"`), async () => (await this.page.$(this.#selector('textbox', name))) ?? undefined);
  }

  /** Types a text where a field of that name is, in place of what is there. */
  async fill(name: string, text: string): Promise<void> {
    const handle = await this.#field(name);
    await handle.focus();
    await handle.evaluate((element) => (element as HTMLInputElement).select());
    await this.key('Backspace');
    await handle.type(text);
  }

  /** Puts a long text where a field of that name is, as a paste does. */
  async paste(name: string, text: string): Promise<void> {
    const handle = await this.#field(name);
    await handle.focus();
    await handle.evaluate((element) => (element as HTMLInputElement).select());
    await this.page.keyboard.sendCharacter(text);
  }

  async choose(name: string, label: string): Promise<void> {
    const handle = await this.find('combobox', name);
    const value = await handle.evaluate((select, wanted) =>
      [...(select as HTMLSelectElement).options].find((option) => option.label === wanted)?.value, label);
    if (value === undefined) throw new Error(`${name} does not offer ${label}.`);
    await handle.select(value);
  }

  /** Presses the button that stands in the same row, list item or section as a text. */
  async pressBeside(words: string, name: string): Promise<void> {
    await until(() => this.#lost(`the button "${name}" beside "${words}"`), async () => {
      for (const handle of await this.page.$$(this.#selector('button', name))) {
        const near = await handle.evaluate((element, wanted) => element.closest('li, tr, section')?.textContent.includes(wanted) === true, words);
        if (!near) continue;
        await handle.click();
        return true;
      }
      return false;
    });
  }

  /** Presses the button that asks for a file, and chooses one. */
  async give(path: string, button = 'Choose file'): Promise<void> {
    await this.find('button', button);
    const [chooser] = await Promise.all([this.page.waitForFileChooser({ timeout: PATIENCE }), this.press(button)]);
    await chooser.accept([path]);
  }

  async key(...keys: readonly KeyInput[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  async keys(text: string): Promise<void> {
    await this.page.keyboard.type(text);
  }

  /** Accessible role and name of what has the focus, through shadow roots. */
  async focused(): Promise<{ role: string; name: string; text: string }> {
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

  async screenshot(path: string): Promise<void> {
    await this.page.screenshot({ path, fullPage: true });
  }
}
