import { fixture, html, waitUntil } from '@open-wc/testing';
import type { RaAdapter } from '../../../src/core/adapter.js';
import { createSandboxRa } from '../../../src/sandbox.js';
import type { SandboxRa } from '../../../src/sandbox.js';
import '../../../src/caa-verifier.js';
import type { CaaVerifier } from '../../../src/caa-verifier.js';

/** A draft of the user for that certificate, about which CAA was not asked yet. */
export async function draft(ra: SandboxRa, certificateId: string): Promise<string> {
  const adapter = ra.as('user');
  const certificate = await adapter.getCertificate(certificateId);
  const { agreement } = await adapter.getRekeyPolicy(certificateId);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(agreement.text)));
  const { id, version, language } = agreement;
  const request = await adapter.createRequest(certificateId, {
    reason: 'routine',
    agreement: { id, version, language, sha256: [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join(''), acceptedAt: new Date(ra.controls.clock.now()).toISOString() },
  }, { idempotencyKey: crypto.randomUUID(), ifMatch: certificate.etag });
  return request.id;
}

export class Stage {
  readonly events: { readonly type: string; readonly detail: unknown }[] = [];

  constructor(readonly ra: SandboxRa, readonly element: CaaVerifier) {
    for (const type of ['caa-verified', 'caa-failed'] as const) element.addEventListener(type, (event) => this.events.push({ type, detail: event.detail }));
  }

  get root(): ShadowRoot {
    return this.element.renderRoot as ShadowRoot;
  }
  get text(): string {
    return (this.root.textContent ?? '').replace(/\s+/g, ' ');
  }
  /** What the live region says. */
  get said(): string {
    return this.root.querySelector('[role="status"]')?.textContent?.trim() ?? '';
  }
  row(name: string): HTMLElement {
    const row = this.root.querySelector<HTMLElement>(`[data-name="${name}"]`);
    if (!row) throw new Error(`no row for ${name}`);
    return row;
  }
  /** The words of each row's verdict, by name. */
  get verdicts(): Record<string, string> {
    return Object.fromEntries([...this.root.querySelectorAll<HTMLElement>('[data-name]')].map((row) => [row.dataset['name'] ?? '', row.querySelector('.verdict')?.textContent?.trim() ?? '']));
  }
  button(name: string): HTMLButtonElement {
    const found = [...this.root.querySelectorAll<HTMLButtonElement>('button')].find((one) => one.textContent?.trim() === name);
    if (!found) throw new Error(`no button ${name} in: ${this.text}`);
    return found;
  }
  async until(condition: () => boolean, what: string): Promise<void> {
    await waitUntil(condition, what, { timeout: 8000 });
    await this.element.updateComplete;
  }
  /** Presses *Verify* and waits for the answer. */
  async verify(): Promise<void> {
    this.button('Verify').click();
    await this.until(() => this.events.length > 0, 'the RA looked');
  }
}

/** The element for a draft whose names nobody looked at yet. */
export async function stage(certificateId: string, wrap: (adapter: RaAdapter) => RaAdapter = (adapter) => adapter, ra = createSandboxRa()): Promise<Stage> {
  const requestId = await draft(ra, certificateId);
  const element = await fixture<CaaVerifier>(html`<caa-verifier request-id=${requestId} .adapter=${wrap(ra.as('user'))} .now=${ra.controls.clock.now}></caa-verifier>`);
  const made = new Stage(ra, element);
  await made.until(() => made.root.querySelector('[data-name]') !== null, 'the names are read');
  return made;
}
