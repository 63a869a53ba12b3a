import { fixture, html, nextFrame, waitUntil } from '@open-wc/testing';
import type { RaAdapter } from '../../../src/core/adapter.js';
import type { SecondFactorChallenge, SecondFactorMethod } from '../../../src/core/domain.js';
import { createSandboxRa } from '../../../src/sandbox.js';
import type { SandboxRa } from '../../../src/sandbox.js';
import '../../../src/second-factor-dialog.js';
import type { SecondFactorDialog, SecondFactorQuery, SecondFactorResult } from '../../../src/second-factor-dialog.js';

/** One call that reached the RA. */
export interface Seen { readonly method: string; readonly key: string | undefined; readonly text: string }

/** The adapter, with a record of what went through it. */
export function recorded(ra: RaAdapter, seen: Seen[]): RaAdapter {
  return new Proxy(ra, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      return (...args: unknown[]): unknown => {
        const options = args.at(-1) as { idempotencyKey?: string } | undefined;
        seen.push({ method: String(name), key: options?.idempotencyKey, text: JSON.stringify(args.slice(0, -1)) });
        return value.apply(target, args) as unknown;
      };
    },
  });
}

export class Stage {
  readonly events: { readonly type: string; readonly detail: unknown }[] = [];
  readonly seen: Seen[] = [];
  result: SecondFactorResult | undefined;

  constructor(readonly ra: SandboxRa, readonly element: SecondFactorDialog, readonly requestId: string) {
    for (const type of ['second-factor-accepted', 'second-factor-failed', 'second-factor-cancelled'] as const) {
      element.addEventListener(type, (event) => this.events.push({ type, detail: event.detail }));
    }
  }

  /** Presses what leads here, and waits until the dialog has something to ask. */
  async open(query: Omit<SecondFactorQuery, 'requestId'> = {}): Promise<void> {
    void this.element.request({ requestId: this.requestId, ...query }).then((result) => (this.result = result));
    await this.asked();
  }

  /** Waits until the dialog has something to ask. */
  async asked(): Promise<void> {
    await waitUntil(() => this.dialog?.open === true && this.root.querySelector('dialog progress') === null, 'the dialog asks', { timeout: 8000 });
    await this.element.updateComplete;
  }

  /** Before the dialog is opened a second time. */
  forget(): void {
    this.result = undefined;
  }

  get root(): ShadowRoot {
    return this.element.renderRoot as ShadowRoot;
  }
  get dialog(): HTMLDialogElement | null {
    return this.root.querySelector('dialog');
  }
  get input(): HTMLInputElement {
    const input = this.root.querySelector<HTMLInputElement>('#code');
    if (!input) throw new Error('no field for a code');
    return input;
  }
  get heading(): string {
    return this.root.querySelector('h2')?.textContent ?? '';
  }
  get text(): string {
    return (this.dialog?.textContent ?? '').replace(/\s+/g, ' ');
  }
  get said(): string {
    return this.root.querySelector('[data-live]')?.textContent?.trim() ?? '';
  }
  get focused(): Element | null {
    return this.root.activeElement;
  }

  field(id: string): HTMLInputElement {
    const input = this.root.querySelector<HTMLInputElement>(`#${id}`);
    if (!input) throw new Error(`no field ${id} in: ${this.text}`);
    return input;
  }
  /** The words of the error beside a field. */
  errorOf(id: string): string {
    return this.root.getElementById(`${id}-error`)?.textContent?.trim() ?? '';
  }
  calls(method: string): Seen[] {
    return this.seen.filter((one) => one.method === method);
  }

  button(name: string): HTMLButtonElement {
    const found = [...this.root.querySelectorAll<HTMLButtonElement>('button')].find((one) => one.textContent?.trim() === name);
    if (!found) throw new Error(`no button ${name} in: ${this.text}`);
    return found;
  }
  has(name: string): boolean {
    return [...this.root.querySelectorAll('button')].some((one) => one.textContent?.trim() === name);
  }

  async code(to = 'user'): Promise<string> {
    const code = (await this.ra.inbox.latest(to))?.code;
    if (!code) throw new Error('no code arrived');
    return code;
  }
  async wrongCode(): Promise<string> {
    return (await this.code()) === '000000' ? '111111' : '000000';
  }

  /** Types into a field. */
  type(id: string, text: string): void {
    const input = this.field(id);
    input.value = text;
    input.dispatchEvent(new Event('input', { bubbles: true }));
  }

  /** Types a code and confirms it. */
  async answer(code: string): Promise<void> {
    this.type('code', code);
    await this.confirm();
  }

  async confirm(): Promise<void> {
    this.button('Confirm').click();
    await this.element.updateComplete;
    await waitUntil(() => !this.text.includes('Checking'), 'the RA answers', { timeout: 8000 });
    await nextFrame();
  }

  /** Waits until `request()` has resolved. */
  async settled(): Promise<void> {
    await waitUntil(() => this.result !== undefined, 'the promise resolves', { timeout: 8000 });
  }

  /** A colour on its way from one to another is neither. */
  async still(): Promise<void> {
    await this.element.updateComplete;
    await Promise.all(this.root.getAnimations().filter((one) => one instanceof CSSTransition).map((one) => one.finished.catch(() => undefined)));
  }

  async until(words: string): Promise<void> {
    await waitUntil(() => this.text.includes(words), `the dialog says: ${words}`, { timeout: 8000 });
    await this.element.updateComplete;
  }
}

/** A request whose second factor was started: a code by email is on its way. */
export async function stage(): Promise<Stage> {
  const ra = createSandboxRa();
  const { requestId } = await ra.scenario('second-factor');
  return staged(ra, requestId);
}

/** A request whose policy asks for one of these methods, none of which was started. */
export async function stageOf(methods: readonly SecondFactorMethod[], o: StageOptions = {}): Promise<Stage> {
  const ra = createSandboxRa(o.isWithoutAddress ? {} : { identityProviderUrl: new URL('/identity-provider', location.href).href });
  const { requestId } = await ra.scenario('every-second-factor');
  await ra.controls.setPolicy('tls-server', { secondFactor: { when: 'submit', methods }, factorOptions: o.factorOptions });
  return staged(ra, requestId, o.through);
}

export interface StageOptions {
  /** Sign-ins have no address. */
  readonly isWithoutAddress?: boolean;
  readonly factorOptions?: { readonly oneCode?: boolean; readonly passwordPage?: boolean };
  /** What stands between the dialog and the RA. */
  readonly through?: (ra: RaAdapter) => RaAdapter;
}

/** A challenge as another RA might give it. */
export function altered(ra: RaAdapter, alter: (challenge: SecondFactorChallenge) => SecondFactorChallenge): RaAdapter {
  return new Proxy(ra, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      const call = (...args: unknown[]): unknown => value.apply(target, args) as unknown;
      if (name !== 'startSecondFactor' && name !== 'getSecondFactor' && name !== 'resendSecondFactor') return call;
      return async (...args: unknown[]): Promise<SecondFactorChallenge> => alter(await call(...args) as SecondFactorChallenge);
    },
  });
}

async function staged(ra: SandboxRa, requestId = '', through = (adapter: RaAdapter): RaAdapter => adapter): Promise<Stage> {
  const seen: Seen[] = [];
  const element = await fixture<SecondFactorDialog>(html`<second-factor-dialog .adapter=${recorded(through(ra.as('user')), seen)} .now=${ra.controls.clock.now}></second-factor-dialog>`);
  const made = new Stage(ra, element, requestId);
  Object.assign(made, { seen });
  return made;
}

/** A window as the page sees it: whether it looks open, and where it was sent. */
export class OpenedWindow {
  closed = false;
  opener: unknown = window;
  readonly sentTo: string[] = [];
  /** Whether it still had an opener when it was sent somewhere. */
  hadOpener = false;
  readonly document = document.implementation.createHTMLDocument();
  readonly location = {
    replace: (href: string): void => {
      this.hadOpener = this.opener !== null;
      this.sentTo.push(href);
    },
  };
  close(): void {
    this.closed = true;
  }
}

/** Stands for `window.open`, until it is restored. */
export class Windows {
  readonly opened: OpenedWindow[] = [];
  readonly addresses: string[] = [];
  blocks = false;
  readonly #open = window.open;

  constructor() {
    window.open = (address?: string | URL): Window | null => {
      this.addresses.push(String(address));
      if (this.blocks) return null;
      const made = new OpenedWindow();
      this.opened.push(made);
      return made as unknown as Window;
    };
  }
  get last(): OpenedWindow {
    const last = this.opened.at(-1);
    if (!last) throw new Error('no window was opened');
    return last;
  }
  restore(): void {
    window.open = this.#open;
  }
}
