import { fixture, html, waitUntil } from '@open-wc/testing';
import type { RaAdapter } from '../../../src/core/adapter.js';
import type { RekeyReason, RekeyRequest } from '../../../src/core/domain.js';
import { createSandboxRa } from '../../../src/sandbox.js';
import type { SandboxRa } from '../../../src/sandbox.js';
import { submitted, verified } from '../../../src/sandbox/scenarios.js';
import '../../../src/rekey-request-list.js';
import type { RekeyRequestList } from '../../../src/rekey-request-list.js';

export { submitted, verified };

/** One call that reached the RA. */
export interface Seen { readonly method: string; readonly key: string | undefined; readonly ifMatch: string | undefined; readonly correlationId: string | undefined }

const EVENTS = ['rekey-request-open', 'rekey-request-decided', 'rekey-view-change', 'rekey-error'] as const;

/** The adapter with a record of its changes; without the methods named. */
export function recorded(ra: RaAdapter, seen: Seen[], without: readonly (keyof RaAdapter)[] = []): RaAdapter {
  return new Proxy(ra, {
    get(target, name) {
      if ((without as readonly (string | symbol)[]).includes(name)) return undefined;
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      return (...args: unknown[]): unknown => {
        const o = args.at(-1) as Partial<Seen> & { idempotencyKey?: string } | undefined;
        if (o?.idempotencyKey !== undefined) seen.push({ method: String(name), key: o.idempotencyKey, ifMatch: o.ifMatch, correlationId: o.correlationId });
        return value.apply(target, args) as unknown;
      };
    },
  });
}

export interface StageOptions {
  readonly person?: string;
  readonly roleMode?: 'admin' | 'operator' | 'user';
  readonly status?: string;
  readonly pageSize?: number;
  readonly requestId?: string;
  readonly width?: string;
  readonly without?: readonly (keyof RaAdapter)[];
  readonly ra?: SandboxRa;
  /** What this browser has kept of earlier visits stays. */
  readonly kept?: boolean;
  readonly view?: RekeyRequestList['view'];
}

/** The list on the page, driven as a person drives it. */
export class Stage {
  readonly events: { readonly type: string; readonly detail: unknown }[] = [];

  constructor(readonly ra: SandboxRa, readonly element: RekeyRequestList, readonly seen: Seen[]) {
    for (const type of EVENTS) element.addEventListener(type, (event) => this.events.push({ type, detail: (event as CustomEvent<unknown>).detail }));
  }

  get root(): ShadowRoot {
    return this.element.renderRoot as ShadowRoot;
  }
  /** What is on the screen, without what is drawn for another width. */
  get text(): string {
    return (this.root.querySelector<HTMLElement>('.frame')?.innerText ?? '').replace(/\s+/g, ' ');
  }
  get rows(): HTMLTableRowElement[] {
    return [...this.root.querySelectorAll<HTMLTableRowElement>('tbody tr[data-id]')];
  }
  get numbers(): string[] {
    return this.rows.map((row) => row.querySelector('th .nums')?.textContent.trim() ?? '');
  }
  get focused(): Element | null {
    return this.root.activeElement;
  }
  get said(): string {
    return [...this.root.children].find((one) => one.role === 'status')?.textContent.trim() ?? '';
  }
  /** Which of its pictures stands in the place of the table. */
  get picture(): string | undefined {
    return this.root.querySelector<HTMLElement>('[data-picture]')?.dataset['picture'];
  }
  get heading(): string {
    return this.root.querySelector('#detail-title')?.textContent.trim() ?? '';
  }
  /** What a part of the detail says. */
  part(name: string): string {
    return (this.root.querySelector<HTMLElement>(`[part="${name}"]`)?.innerText ?? '').replace(/\s+/g, ' ').trim();
  }
  has(selector: string): boolean {
    return this.root.querySelector(selector) !== null;
  }
  button(name: string): HTMLButtonElement {
    const found = [...this.root.querySelectorAll<HTMLButtonElement>('button')].find((one) => one.innerText.trim() === name && one.checkVisibility());
    if (!found) throw new Error(`no button ${name} in: ${this.text}`);
    return found;
  }
  row(request: { readonly id: string }): HTMLTableRowElement {
    const found = this.rows.find((row) => row.dataset['id'] === request.id);
    if (!found) throw new Error(`no row of ${request.id}`);
    return found;
  }
  viewOf(request: { readonly id: string }): HTMLButtonElement {
    return this.row(request).querySelector('button[part="view"]') as HTMLButtonElement;
  }
  changes(method: string): readonly Seen[] {
    return this.seen.filter((one) => one.method === method);
  }
  of(type: (typeof EVENTS)[number]): unknown[] {
    return this.events.filter((event) => event.type === type).map(({ detail }) => detail);
  }

  async until(seen: () => unknown, what: string): Promise<void> {
    await waitUntil(() => Boolean(seen()), what, { timeout: 9000 });
    await this.element.updateComplete;
  }
  async says(words: string): Promise<void> {
    await this.until(() => this.text.includes(words), `the page says: ${words}`).catch((thrown: unknown) => {
      throw new Error(`${String(thrown)}, but it says: ${this.text}`);
    });
  }
  async press(name: string): Promise<void> {
    const button = this.button(name);
    button.focus();
    button.click();
    await this.element.updateComplete;
  }
  async listed(): Promise<void> {
    await this.until(() => this.has('[part="row"], [part="blank"], [part="error"]'), 'the list was read');
  }
  /** Opens a request and waits for all of it. */
  async open(request: RekeyRequest): Promise<void> {
    this.viewOf(request).click();
    await this.opened();
  }
  async opened(): Promise<void> {
    await this.until(() => this.has('.audit li') && !this.has('.detail[aria-busy]'), 'the request was read');
  }
  box(request: { readonly id: string }): HTMLInputElement {
    return this.row(request).querySelector('input[part="select"]') as HTMLInputElement;
  }
  async pick(...requests: readonly { readonly id: string }[]): Promise<void> {
    for (const request of requests) this.box(request).click();
    await this.element.updateComplete;
  }
  /** Opens a filter and ticks some of its boxes. */
  async filter(name: string, ...labels: readonly string[]): Promise<void> {
    await this.press(name);
    for (const label of labels) {
      const found = [...this.root.querySelectorAll<HTMLLabelElement>('#panel label')].find((one) => one.innerText.trim() === label);
      if (!found) throw new Error(`no box ${label} in: ${this.part('panel')}`);
      found.click();
      await this.element.updateComplete;
    }
  }
  /** Types a search and presses Enter. */
  async search(words: string): Promise<void> {
    const field = this.root.querySelector('#search') as HTMLInputElement;
    field.focus();
    field.value = words;
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    field.form?.requestSubmit();
    await this.element.updateComplete;
  }
  /** The list is read as it was asked for last. */
  async read(): Promise<void> {
    await this.until(() => !this.has('table[aria-busy]'), 'the list was read');
  }
  async tick(): Promise<void> {
    this.root.querySelector<HTMLInputElement>('#reviewed')?.click();
    await this.element.updateComplete;
  }
  async write(remarks: string): Promise<void> {
    const field = this.root.querySelector('#remarks') as HTMLTextAreaElement;
    field.value = remarks;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    await this.element.updateComplete;
  }
}

/** An RA whose requests need no second factor, so that a test makes many of them quickly. */
export async function quickRa(): Promise<SandboxRa> {
  const ra = createSandboxRa();
  await ra.controls.setPolicy('tls-server', { secondFactor: { when: 'never', methods: [] } });
  return ra;
}

export async function stage(o: StageOptions = {}): Promise<Stage> {
  const ra = o.ra ?? (await quickRa());
  const seen: Seen[] = [];
  if (o.kept !== true) for (const key of Object.keys(localStorage)) if (key.startsWith('rekey-elements:list:')) localStorage.removeItem(key);
  const wrapper = await fixture<HTMLElement>(html`<div></div>`);
  wrapper.style.inlineSize = o.width ?? '75rem';
  const element = document.createElement('rekey-request-list');
  const made = new Stage(ra, element, seen);
  if (o.roleMode) element.setAttribute('role-mode', o.roleMode);
  if (o.status !== undefined) element.setAttribute('status', o.status);
  if (o.pageSize !== undefined) element.setAttribute('page-size', String(o.pageSize));
  if (o.requestId !== undefined) element.setAttribute('request-id', o.requestId);
  if (o.view !== undefined) element.view = o.view;
  element.adapter = recorded(ra.as(o.person ?? 'admin'), seen, o.without);
  element.now = ra.controls.clock.now;
  wrapper.append(element);
  await made.listed();
  return made;
}

/** A request of Amelia Osei that waits for its approval, and the list in front of an administrator. */
export async function pendingStage(o: StageOptions & { readonly reason?: RekeyReason; readonly certificateId?: string } = {}): Promise<{ on: Stage; request: RekeyRequest }> {
  const ra = o.ra ?? (await quickRa());
  const request = await submitted(ra, 'user', o.certificateId ?? 'cert-app', o.reason);
  return { on: await stage({ ...o, ra }), request };
}

export const once = (ifMatch: string): { idempotencyKey: string; ifMatch: string } => ({ idempotencyKey: crypto.randomUUID(), ifMatch });
