import { fixture, html, nextFrame, waitUntil } from '@open-wc/testing';
import type { RaAdapter } from '../../../src/core/adapter.js';
import { createSandboxRa } from '../../../src/sandbox.js';
import type { SandboxRa } from '../../../src/sandbox.js';
import '../../../src/second-factor-dialog.js';
import type { SecondFactorDialog, SecondFactorResult } from '../../../src/second-factor-dialog.js';

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
  async open(query: { method?: 'email-otp' | 'sms-otp' } = {}): Promise<void> {
    void this.element.request({ requestId: this.requestId, ...query }).then((result) => (this.result = result));
    await waitUntil(() => this.dialog?.open === true && !this.text.includes('Sending a code'), 'the dialog opens', { timeout: 8000 });
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

  /** Types a code and confirms it. */
  async answer(code: string): Promise<void> {
    this.input.value = code;
    this.input.dispatchEvent(new Event('input', { bubbles: true }));
    this.button('Confirm').click();
    await this.element.updateComplete;
    await waitUntil(() => !this.text.includes('Checking'), 'the RA answers', { timeout: 8000 });
    await nextFrame();
  }

  /** Waits until `request()` has resolved. */
  async settled(): Promise<void> {
    await waitUntil(() => this.result !== undefined, 'the promise resolves', { timeout: 8000 });
  }

  async until(words: string): Promise<void> {
    await waitUntil(() => this.text.includes(words), `the dialog says: ${words}`, { timeout: 8000 });
    await this.element.updateComplete;
  }
}

/** A request whose second factor was started: a code by email is on its way. */
export async function stage(scenario: 'second-factor' | 'caa-forbidden' = 'second-factor'): Promise<Stage> {
  const ra = createSandboxRa();
  const { requestId } = await ra.scenario(scenario);
  const seen: Seen[] = [];
  const element = await fixture<SecondFactorDialog>(html`<second-factor-dialog .adapter=${recorded(ra.as('user'), seen)} .now=${ra.controls.clock.now}></second-factor-dialog>`);
  const made = new Stage(ra, element, requestId ?? '');
  Object.assign(made, { seen });
  return made;
}
