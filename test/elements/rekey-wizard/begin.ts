import { fixture, html } from '@open-wc/testing';
import type { RaAdapter } from '../../../src/core/adapter.js';
import '../../../src/elements/rekey-wizard/define.js';
import type { SandboxRa } from '../../../src/sandbox.js';
import { Page } from './late.js';

export interface BeginOptions {
  readonly person?: string;
  /** Goes on in the same tab: what it keeps stays. */
  readonly sameTab?: boolean;
  readonly inlineSize?: string;
  readonly wrap?: (adapter: RaAdapter) => RaAdapter;
  readonly setUp?: (page: Page) => void;
}

/** The wizard on an empty page, for a certificate that its owner has just opened. */
export async function begin(ra: SandboxRa, certificateId = 'cert-shop', { person = 'user', sameTab = false, inlineSize = '60rem', wrap = (adapter) => adapter, setUp }: BeginOptions = {}): Promise<Page> {
  if (!sameTab) sessionStorage.clear();
  const room = await fixture<HTMLElement>(html`<div></div>`);
  room.style.inlineSize = inlineSize;
  const element = document.createElement('rekey-wizard');
  element.certificateId = certificateId;
  element.adapter = wrap(ra.as(person));
  const page = new Page(element);
  setUp?.(page);
  room.append(element);
  await page.until(() => page.has('#heading'), 'the first screen');
  return page;
}

/** The page is loaded again: the element is gone, a new one stands in the same tab. */
export async function reload(page: Page, ra: SandboxRa, certificateId = 'cert-shop', o: BeginOptions = {}): Promise<Page> {
  page.element.remove();
  await Promise.resolve();
  return begin(ra, certificateId, { ...o, sameTab: true });
}

export function tick(page: Page, id: string): void {
  page.find<HTMLInputElement>(`#${id}`).click();
}

export async function toAgreement(page: Page): Promise<Page> {
  page.press('Rekey Certificate');
  await page.at('certificate-action', 'Are you sure you want to rekey this certificate?');
  page.press('Next');
  return page.at('agreement');
}

export async function toReason(page: Page): Promise<Page> {
  await toAgreement(page);
  tick(page, 'agree');
  await page.element.updateComplete;
  page.press('Next');
  return page.at('reason', 'Why are you changing the key?');
}

export async function toKey(page: Page): Promise<Page> {
  await toReason(page);
  tick(page, 'reason');
  await page.element.updateComplete;
  page.press('Next');
  return page.at('csr', 'Certificate Signing Request');
}

/** The element that has the focus, inside the wizard. */
export const focused = (page: Page): Element | null => page.root.activeElement;
