import { expect, oneEvent } from '@open-wc/testing';
import type { RekeyWizard } from '../../../src/elements/rekey-wizard/rekey-wizard.js';
import { createSandboxRa } from '../../../src/sandbox.js';
import type { SandboxRa } from '../../../src/sandbox.js';
import { begin, tick, toKey, toReason } from './begin.js';
import { draft, once, open, PASSPHRASE, plainRa, sandbox, submitted } from './late.js';
import type { Page } from './late.js';

const room = (): SandboxRa => createSandboxRa({ name: `surface-${crypto.randomUUID()}` });

/** Puts a paragraph of the host's into a slot. */
function fill(element: RekeyWizard, slot: string): HTMLElement {
  const own = document.createElement('p');
  own.slot = slot;
  own.textContent = `The host's ${slot}`;
  element.append(own);
  return own;
}
const isShown = (own: HTMLElement): boolean => own.assignedSlot !== null && own.getClientRects().length > 0;

/** The requests, events and details that a host hears of, by name. */
function heard(page: Page): Map<string, CustomEvent<Record<string, unknown>>[]> {
  const events = new Map<string, CustomEvent<Record<string, unknown>>[]>();
  for (const name of ['rekey-ready', 'rekey-step-change', 'rekey-before-submit', 'rekey-submitted', 'rekey-pending', 'rekey-complete', 'rekey-declined', 'rekey-cancel', 'rekey-error']) {
    events.set(name, []);
    page.element.addEventListener(name, (event) => events.get(name)?.push(event as CustomEvent<Record<string, unknown>>));
  }
  return events;
}

describe('what a host may put into the wizard', () => {
  it('stands above the steps on each screen: header', async () => {
    const page = await begin(room());
    const own = fill(page.element, 'header');
    expect(isShown(own)).to.equal(true);
    await toReason(page);
    expect(isShown(own)).to.equal(true);
    expect(own.getBoundingClientRect().bottom).to.be.at.most(page.find('#heading').getBoundingClientRect().top);
  });

  it('stands where help is needed, and nowhere else: support', async () => {
    const ra = room();
    const page = await toReason(await begin(ra));
    const own = fill(page.element, 'support');
    await page.element.updateComplete;
    expect(isShown(own)).to.equal(false);
    ra.controls.failures.next('createRequest');
    tick(page, 'reason');
    await page.element.updateComplete;
    page.element.next();
    await page.until(() => page.has('#problem') && isShown(own), 'the help of the host');
    page.element.retry();
    await page.at('csr');
    expect(isShown(own)).to.equal(false);
  });

  it('stands on the last screen: install-guide', async () => {
    const ra = await plainRa();
    const page = await open(ra, await submitted(ra));
    const own = fill(page.element, 'install-guide');
    await page.until(() => page.has('.files') && isShown(own), 'the guide of the host');
  });
});

describe('a host that drives the wizard by its methods', () => {
  it('goes on, back, tries again and begins anew; next() does not pass what keeps a person', async () => {
    const ra = room();
    const page = await begin(ra);
    const { element } = page;
    element.next();
    await page.at('certificate-action', 'Are you sure you want to rekey this certificate?');
    element.next();
    await page.at('agreement');
    element.next();
    await page.until(() => page.has('#summary'), 'the agreement is missing');
    expect(element.step).to.equal('agreement');
    tick(page, 'agree');
    await element.updateComplete;
    element.next();
    await page.at('reason');
    element.back();
    await page.at('agreement');
    element.next();
    await page.at('reason');
    tick(page, 'reason');
    await element.updateComplete;
    ra.controls.failures.next('createRequest', { when: 'after' });
    element.next();
    await page.until(() => page.has('#problem'), 'the problem');
    element.retry();
    await page.at('csr');
    element.next();
    expect(element.step, 'there is no CSR').to.equal('csr');
    element.reset();
    await page.at('csr');
    expect((await ra.as('user').listRequests?.({}))?.total.count).to.equal(1);
  });

  it('starts again after the person left with their request kept', async () => {
    const page = await toKey(await begin(room()));
    page.element.cancel();
    await page.until(() => page.root.querySelector('dialog')?.open === true, 'the question');
    page.press('Keep the request and leave');
    await page.until(() => page.element.step === undefined, 'the person left');
    page.element.start();
    await page.at('csr');
  });

  it('says where the key is made first: key-source', async () => {
    const page = await toKey(await begin(room(), 'cert-shop', { setUp: ({ element }) => { element.setAttribute('key-source', 'upload'); } }));
    expect(page.find<HTMLInputElement>('#key-source-upload').checked).to.equal(true);
    expect(page.has('#passphrase')).to.equal(false);
  });
});

describe('what a host is told', () => {
  it('names the request and nothing more until there is a certificate, then that and its chain in PEM', async () => {
    const ra = await plainRa({ vetting: true });
    const request = await draft(ra);
    let events = new Map<string, CustomEvent<Record<string, unknown>>[]>();
    const page = await open(ra, request, { setUp: (fresh) => { events = heard(fresh); } });
    const details = (name: string): unknown[] => (events.get(name) ?? []).map(({ detail }) => detail);
    await page.at('confirm');
    expect(details('rekey-ready')).to.deep.equal([{ step: 'confirm' }]);
    page.element.next();
    await page.at('pending');
    await page.until(() => details('rekey-pending').length > 0, 'the wait is told');
    expect(events.get('rekey-before-submit')?.map(({ cancelable }) => cancelable)).to.deep.equal([true]);
    expect(details('rekey-submitted')).to.deep.equal([{ requestId: request.id }]);
    expect(details('rekey-pending')).to.deep.equal([{ requestId: request.id }]);
    const { etag } = await ra.as('admin').getRequest(request.id);
    await ra.as('admin').approve?.(request.id, { reviewed: true }, once(etag));
    await page.at('result', 'Certificate issued');
    await page.until(() => details('rekey-complete').length > 0, 'the certificate is told');
    expect(details('rekey-complete')).to.deep.equal([{ requestId: request.id, ...await ra.as('user').getIssued(request.id) }]);
    expect(details('rekey-step-change')).to.deep.equal([{ from: 'confirm', to: 'pending' }, { from: 'pending', to: 'result' }]);
    const all = [...events.values()].flat();
    expect(all.every(({ bubbles, composed }) => bubbles && composed)).to.equal(true);
    expect(JSON.stringify(all.map(({ detail }) => detail))).to.not.match(new RegExp(`PRIVATE|${PASSPHRASE}`));
  });

  it('names the request that was declined', async () => {
    const ra = await plainRa({ vetting: true });
    const request = await submitted(ra);
    const page = await open(ra, request);
    await page.at('pending');
    const told = oneEvent(page.element, 'rekey-declined');
    await ra.as('admin').decline?.(request.id, { remarks: 'No.' }, once(request.etag));
    expect((await told).detail).to.deep.equal({ requestId: request.id });
  });

  it('is an error by its code, with the reference that the page shows, also where another element asks the RA', async () => {
    const ra = await plainRa();
    const page = await open(ra, await draft(ra, { unverified: true }));
    await page.at('domains');
    const verifier = page.find<HTMLElementTagNameMap['caa-verifier']>('caa-verifier');
    await page.until(() => Boolean(verifier.renderRoot?.querySelector('[data-name]')), 'the names are listed');
    await ra.controls.signOut('user');
    const told = oneEvent(page.element, 'rekey-error');
    void verifier.verify();
    const { detail, target } = await told as CustomEvent<{ code: string; correlationId: string }>;
    expect(target).to.equal(page.element);
    expect(detail.code).to.equal('auth');
    expect(Object.keys(detail)).to.have.members(['code', 'correlationId']);
    await page.until(() => verifier.renderRoot.textContent?.includes(detail.correlationId), 'the reference is shown');
    await ra.controls.signIn('user');
    page.element.retry();
    await page.until(() => page.button('Rekey').getAttribute('aria-disabled') !== 'true', 'the gate is open');
  });

  it('is told of a session that ended while a code is asked for; retry() sends the code again, which is still there', async () => {
    const ra = await sandbox({ secondFactor: { when: 'submit', methods: ['email-otp'] } });
    const page = await open(ra, await draft(ra));
    await page.at('confirm');
    page.press('Generate');
    await page.at('second-factor');
    const dialog = page.find<HTMLElementTagNameMap['second-factor-dialog']>('second-factor-dialog');
    const field = (): HTMLInputElement | null | undefined => dialog.shadowRoot?.querySelector<HTMLInputElement>('#code');
    await page.until(() => field() instanceof HTMLInputElement, 'the dialog asks for the code');
    const input = field();
    if (!input) throw new Error('no field');
    input.value = (await ra.inbox.latest('user'))?.code ?? '';
    input.dispatchEvent(new Event('input', { bubbles: true }));
    await ra.controls.signOut('user');
    const told = oneEvent(page.element, 'rekey-error');
    input.form?.requestSubmit();
    const { detail, target } = await told as CustomEvent<{ code: string; correlationId: string }>;
    expect(target).to.equal(page.element);
    expect(detail.code).to.equal('auth');
    await page.until(() => dialog.renderRoot.textContent?.includes('Your session has ended'), 'it is said in place');
    await ra.controls.signIn('user');
    page.element.retry();
    await page.at('pending');
  });
});
