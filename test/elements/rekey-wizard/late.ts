import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import type { ChangeOptions, RaAdapter } from '../../../src/core/adapter.js';
import type { RekeyReason, RekeyRequest } from '../../../src/core/domain.js';
import type { StepId } from '../../../src/core/flow-types.js';
import { createKeyPort } from '../../../src/crypto/vault.js';
import '../../../src/elements/rekey-wizard/define.js';
import type { RekeyWizard } from '../../../src/elements/rekey-wizard/rekey-wizard.js';
import { createSandboxRa } from '../../../src/sandbox.js';
import type { PolicyRecord, SandboxRa } from '../../../src/sandbox.js';

export const PASSPHRASE = 'amber-harbour-27-thistle';

export const once = (ifMatch: string): ChangeOptions => ({ idempotencyKey: crypto.randomUUID(), ifMatch });

let rooms = 0;
/** An RA of its own, whose policy lets a flow go on without a backup of the key, so that a test may begin at a late step. */
export async function sandbox(policy: Partial<Omit<PolicyRecord, 'id'>> = {}): Promise<SandboxRa> {
  const ra = createSandboxRa({ name: `late-${rooms++}` });
  await ra.ready;
  for (const { id } of await ra.controls.listPolicies()) await ra.controls.setPolicy(id, { keyBackup: 'optional', ...policy });
  return ra;
}

/** The CSR of a key that is made in this browser and kept in it, as the wizard does it. */
async function madeCsr(ra: SandboxRa, person: string, certificate: string): Promise<string> {
  const made = await createKeyPort().make({
    algorithm: 'ec-p256', passphrase: PASSPHRASE, certificate, raId: ra.raId, userId: person, keepFor: 86_400_000, signal: new AbortController().signal,
  });
  return made.csr;
}

export interface DraftOptions {
  readonly certificateId?: string;
  readonly reason?: RekeyReason;
  /** A CSR that the person made elsewhere, in place of a key from this browser. */
  readonly upload?: string;
  /** Leaves the domains unverified. */
  readonly unverified?: boolean;
}

/** A request of the user, as far as its review. */
export async function draft(ra: SandboxRa, { certificateId = 'cert-app', reason = 'routine', upload, unverified }: DraftOptions = {}): Promise<RekeyRequest> {
  const adapter = ra.as('user');
  const certificate = await adapter.getCertificate(certificateId);
  const { agreement } = await adapter.getRekeyPolicy(certificateId);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(agreement.text)));
  const { id, version, language } = agreement;
  const created = await adapter.createRequest(certificateId, {
    reason,
    agreement: { id, version, language, sha256: [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join(''), acceptedAt: new Date(ra.controls.clock.now()).toISOString() },
  }, once(certificate.etag));
  const csr = upload ?? await madeCsr(ra, 'user', certificate.pem);
  const { request } = await adapter.attachCsr(created.id, { csr, source: upload === undefined ? 'browser' : 'upload' }, once(created.etag));
  if (unverified) return request;
  await adapter.verifyCaa?.(request.id, once(request.etag));
  return adapter.getRequest(request.id);
}

/** A request that was submitted; it waits where the RA vets. */
export async function submitted(ra: SandboxRa, options: DraftOptions = {}): Promise<RekeyRequest> {
  const request = await draft(ra, options);
  return ra.as('user').submit(request.id, { validity: { mode: 'new' } }, once(request.etag));
}

/** Without a second factor, and without vetting unless asked for. */
export async function plainRa({ vetting = false, ...policy }: Partial<Omit<PolicyRecord, 'id'>> & { vetting?: boolean } = {}): Promise<SandboxRa> {
  const ra = await sandbox({ secondFactor: { when: 'never', methods: [] }, ...policy });
  await ra.controls.setSettings({ vetting: { web: vetting, admin: vetting } });
  return ra;
}

const words = (node: Node): string => (node.textContent ?? '').replace(/\s+/g, ' ').trim();

/** The wizard on a page, as its reader meets it. */
export class Page {
  readonly events: { readonly type: string; readonly detail: unknown }[] = [];

  constructor(readonly element: RekeyWizard) {
    for (const type of ['rekey-before-submit', 'rekey-submitted', 'rekey-pending', 'rekey-complete', 'rekey-declined', 'rekey-cancel', 'rekey-done', 'rekey-error']) {
      element.addEventListener(type, (event) => this.events.push({ type, detail: (event as CustomEvent).detail }));
    }
  }

  get root(): ShadowRoot { return this.element.renderRoot as ShadowRoot; }
  get text(): string { return words(this.root); }
  get heading(): string { return words(this.root.querySelector('#heading') ?? this.root); }
  /** What the live region says. */
  get said(): string { return [...this.root.querySelectorAll('[role="status"]')].map(words).join(' '); }
  find<E extends Element = HTMLElement>(selector: string): E {
    const found = this.root.querySelector<E>(selector);
    if (found === null) throw new Error(`no ${selector} in: ${this.text}`);
    return found;
  }
  all(selector: string): readonly string[] { return [...this.root.querySelectorAll(selector)].map(words); }
  has(selector: string): boolean { return this.root.querySelector(selector) !== null; }
  button(name: string): HTMLButtonElement {
    const found = [...this.root.querySelectorAll<HTMLButtonElement>('button')].find((one) => words(one) === name);
    if (found === undefined) throw new Error(`no button ${name} in: ${this.text}`);
    return found;
  }
  hasButton(name: string): boolean { return [...this.root.querySelectorAll('button')].some((one) => words(one) === name); }
  press(name: string): void { this.button(name).click(); }
  /** The value beside a term in a list of facts. */
  fact(term: string): string {
    const row = [...this.root.querySelectorAll('.facts > div')].find((one) => words(one.querySelector('dt') ?? one) === term);
    return words(row?.querySelector('dd') ?? this.root);
  }
  async until(condition: () => boolean, what: string): Promise<void> {
    await waitUntil(condition, `${what}; it reads: ${this.text.slice(0, 1500)}`, { timeout: 25_000 });
    await this.element.updateComplete;
  }
  async at(step: StepId, text = ''): Promise<this> {
    // What was pressed has been drawn: else the screen before would still be read.
    await this.element.updateComplete;
    await this.until(() => this.element.step === step && this.has('#heading') && this.text.includes(text), `the step ${step} is shown`);
    return this;
  }
  /** Goes to a step that was passed, by the list of steps. */
  async visit(label: string, step: StepId): Promise<this> {
    await this.until(() => this.hasButton(label), `a link to ${label}`);
    this.press(label);
    return this.at(step);
  }
  async isAccessible(): Promise<void> {
    expect([...this.root.querySelectorAll('[style]')].filter((one) => one.getAttribute('style')?.replace(/--[\w-]+:[^;]*;?/g, '').trim() !== ''), 'no inline style but custom properties').to.deep.equal([]);
    // A colour on its way from one to another is neither.
    await Promise.all(this.root.getAnimations().filter((one) => one instanceof CSSTransition).map((one) => one.finished));
    await expect(this.element).to.be.accessible();
  }
}

export interface OpenOptions { readonly requestHref?: (id: string) => string; readonly wrap?: (adapter: RaAdapter) => RaAdapter; readonly setUp?: (page: Page) => void }

/** The wizard with a request, in a room wide enough for its list of steps. */
export async function open(ra: SandboxRa, { id }: Pick<RekeyRequest, 'id'>, { requestHref, wrap = (adapter) => adapter, setUp }: OpenOptions = {}): Promise<Page> {
  sessionStorage.clear();
  const room = await fixture<HTMLElement>(html`<div></div>`);
  room.style.inlineSize = '60rem';
  const element = document.createElement('rekey-wizard');
  element.requestId = id;
  element.requestHref = requestHref;
  element.adapter = wrap(ra.as('user'));
  element.now = () => ra.controls.clock.now();
  const page = new Page(element);
  setUp?.(page);
  room.append(element);
  await page.until(() => page.has('#heading'), 'the first screen');
  return page;
}

/** What was saved by links with a `download` attribute while `act` ran: file name and content. */
export async function saves(act: () => Promise<unknown>): Promise<readonly { readonly name: string; readonly content: Blob }[]> {
  const saved: { name: string; content: Blob }[] = [];
  const blobs = new Map<string, Blob>();
  const { createObjectURL } = URL;
  const click: () => void = Reflect.get(HTMLAnchorElement.prototype, 'click');
  URL.createObjectURL = (object: Blob | MediaSource): string => {
    const address = createObjectURL(object);
    blobs.set(address, object as Blob);
    return address;
  };
  HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement): void {
    const content = blobs.get(this.href);
    if (content === undefined) click.call(this);
    else saved.push({ name: this.download, content });
  };
  try {
    await act();
  } finally {
    URL.createObjectURL = createObjectURL;
    HTMLAnchorElement.prototype.click = click;
  }
  return saved;
}
