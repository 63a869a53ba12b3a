import { expect, oneEvent } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { provideAdapter } from '../../../src/lit/context.js';
import { createSandboxRa } from '../../../src/sandbox.js';
import type { SandboxRa } from '../../../src/sandbox.js';
import { begin, focused, reload, tick, toAgreement, toKey, toReason } from './begin.js';
import { draft, open, sandbox } from './late.js';
import type { Page } from './late.js';

const openRequests = async (ra: SandboxRa): Promise<number> => (await ra.as('user').listRequests?.({}))?.total.count ?? -1;
const room = (): SandboxRa => createSandboxRa({ name: `frame-${crypto.randomUUID()}` });
const visible = (page: Page, selector: string): boolean => [...page.root.querySelectorAll(selector)].some((one) => one.getClientRects().length > 0);

describe('the wizard on a page', () => {
  it('begins by itself, says so, and leaves the focus where it is', async () => {
    const details: unknown[] = [];
    const page = await begin(room(), 'cert-shop', { setUp: ({ element }) => { element.addEventListener('rekey-ready', ({ detail }) => details.push(detail)); } });
    expect(details).to.deep.equal([{ step: 'certificate-action' }]);
    expect(page.element.step).to.equal('certificate-action');
    expect(document.activeElement).to.equal(document.body);
    expect(page.text).to.include('This registration authority exists in this page only.');
  });

  it('shows words and the final height while it reads the certificate', async () => {
    const ra = room();
    await ra.ready;
    ra.controls.latency.set(60);
    const element = document.createElement('rekey-wizard');
    element.certificateId = 'cert-shop';
    element.adapter = ra.as('user');
    document.body.append(element);
    await element.updateComplete;
    expect(element.renderRoot.textContent).to.include('Reading the certificate and its policy');
    expect(element.renderRoot.querySelector('[aria-busy="true"]')).to.not.equal(null);
    expect(element.getBoundingClientRect().height).to.be.greaterThan(200);
    await oneEvent(element, 'rekey-ready');
    element.remove();
  });

  it('works when it was set up before it was upgraded', async () => {
    const ra = room();
    const early = document.implementation.createHTMLDocument().createElement('rekey-wizard');
    expect(early.matches(':defined')).to.equal(false);
    Object.assign(early, { certificateId: 'cert-shop', adapter: ra.as('user') });
    const ready = oneEvent(early, 'rekey-ready');
    document.body.append(early);
    await ready;
    expect(early.step).to.equal('certificate-action');
    early.remove();
  });

  it('takes the adapter of a context above it, even of one that comes later', async () => {
    const ra = room();
    const above = document.createElement('div');
    const element = document.createElement('rekey-wizard');
    element.setAttribute('certificate-id', 'cert-shop');
    above.append(element);
    document.body.append(above);
    await element.updateComplete;
    expect(element.renderRoot.textContent).to.include('No registration authority is connected to this page.');
    const ready = oneEvent(element, 'rekey-ready');
    provideAdapter(above, ra.as('user'));
    await ready;
    above.remove();
  });

  it('begins anew for another certificate', async () => {
    const page = await begin(room());
    page.element.certificateId = 'cert-app';
    await page.until(() => page.text.includes('app.example.com'), 'the other certificate');
    expect(page.element.step).to.equal('certificate-action');
  });

  it('loses nothing when it is moved', async () => {
    const page = await toKey(await begin(room()));
    const input = page.find<HTMLInputElement>('#passphrase');
    input.value = 'typed and not yet used';
    const other = document.createElement('div');
    document.body.append(other);
    other.append(page.element);
    await page.element.updateComplete;
    expect(page.element.step).to.equal('csr');
    expect(page.find<HTMLInputElement>('#passphrase')).to.equal(input);
    expect(input.value).to.equal('typed and not yet used');
    other.remove();
  });
});

describe('the frame of the wizard', () => {
  it('gives the focus to the heading of a new step, and says which step it is', async () => {
    const page = await begin(room());
    page.button('Rekey Certificate').focus();
    await sendKeys({ press: 'Enter' });
    await page.at('certificate-action', 'Are you sure');
    expect(focused(page)?.id).to.equal('heading');
    page.button('Next').focus();
    await sendKeys({ press: 'Enter' });
    await page.at('agreement');
    expect(focused(page)?.id).to.equal('heading');
    expect(page.said).to.include('Step 1 of 8');
  });

  it('does not take the focus from another part of the page', async () => {
    const page = await begin(room());
    const elsewhere = document.createElement('input');
    document.body.append(elsewhere);
    elsewhere.focus();
    page.element.next();
    await page.at('certificate-action', 'Are you sure');
    expect(document.activeElement).to.equal(elsewhere);
    elsewhere.remove();
  });

  it('names the steps in a rail where it has room; done ones are links, later ones are not', async () => {
    const page = await toReason(await begin(room()));
    expect(visible(page, '.rail .steplist')).to.equal(true);
    expect(visible(page, '.stepbar')).to.equal(false);
    const steps = page.all('.rail .steplist li');
    expect(steps).to.have.length(8);
    expect([...page.root.querySelectorAll('.rail .steplist button')].map((one) => one.textContent.trim())).to.deep.equal(['Agreement']);
    expect(page.find('.rail [aria-current="step"]').textContent).to.include('Reason');
    await page.visit('Agreement', 'agreement');
    expect(page.find<HTMLInputElement>('#agree').checked).to.equal(true);
    // Seen before: it may be seen again.
    await page.visit('Reason', 'reason');
    await page.isAccessible();
  });

  it('shows a bar where it has no room, and the steps and the ledger behind All steps', async () => {
    const page = await toReason(await begin(room(), 'cert-shop', { inlineSize: '20rem' }));
    expect(visible(page, '.rail')).to.equal(false);
    expect(page.find('.stepbar').textContent.replace(/\s+/g, ' ')).to.include('Step 2 of 8: Reason');
    expect(visible(page, '.allsteps .ledger')).to.equal(false);
    page.press('All steps');
    await page.element.updateComplete;
    expect(page.button('All steps').getAttribute('aria-expanded')).to.equal('true');
    expect(visible(page, '.allsteps .steplist')).to.equal(true);
    expect(page.find('.allsteps .ledger').textContent).to.include('Subject and names stay');
    expect(page.element.scrollWidth).to.be.at.most(page.element.clientWidth);
    await page.isAccessible();
  });

  it('goes back without losing an answer, and tells the host of each step', async () => {
    const steps: unknown[] = [];
    const page = await begin(room(), 'cert-shop', { setUp: ({ element }) => { element.addEventListener('rekey-step-change', ({ detail }) => steps.push(detail)); } });
    await toReason(page);
    tick(page, 'reason-lost');
    page.press('Back');
    await page.at('agreement');
    expect(page.find<HTMLInputElement>('#agree').checked).to.equal(true);
    page.element.next();
    await page.at('reason');
    expect(page.find<HTMLInputElement>('#reason-lost').checked).to.equal(true);
    expect(steps).to.deep.equal([
      { from: 'certificate-action', to: 'agreement' }, { from: 'agreement', to: 'reason' }, { from: 'reason', to: 'agreement' }, { from: 'agreement', to: 'reason' },
    ]);
  });

  it('sends its events through the shadow root of a host', async () => {
    const ra = room();
    const outer = document.createElement('div');
    const shadow = outer.attachShadow({ mode: 'open' });
    const element = document.createElement('rekey-wizard');
    element.certificateId = 'cert-shop';
    element.adapter = ra.as('user');
    shadow.append(element);
    document.body.append(outer);
    const event = await oneEvent(outer, 'rekey-ready');
    expect(event.composed).to.equal(true);
    outer.remove();
  });
});

describe('a wizard that is loaded again', () => {
  for (const [step, go] of [['certificate-action', async (page: Page) => page], ['agreement', toAgreement], ['reason', toReason], ['csr', toKey]] as const) {
    it(`goes on at ${step} in the same tab`, async () => {
      const ra = room();
      const before = await go(await begin(ra));
      const page = await reload(before, ra);
      await page.at(step);
      if (step !== 'certificate-action') {
        await page.visit('Agreement', 'agreement').catch(() => page.at('agreement'));
        expect(page.find<HTMLInputElement>('#agree').checked).to.equal(step !== 'agreement');
      }
    });
  }

  it('finds the open request in another tab by the certificate', async () => {
    const ra = room();
    const before = await toKey(await begin(ra));
    before.element.remove();
    const page = await begin(ra);
    await page.at('csr');
    expect(await openRequests(ra)).to.equal(1);
  });
});

describe('two tabs with one request', () => {
  it('lets one of them work, and the other go on by itself when the first is closed', async () => {
    const ra = room();
    const first = await toReason(await begin(ra));
    const second = await begin(ra);
    await second.until(() => second.element.step === 'locked' && second.heading === 'Open in another tab', 'the second waits');
    expect(second.hasButton('Try again')).to.equal(true);
    await second.isAccessible();
    first.element.remove();
    await second.until(() => second.element.step === 'certificate-action', 'the second goes on');
  });
});

describe('an RA that does not answer', () => {
  it('is asked again when nothing could be read', async () => {
    const ra = room();
    await ra.ready;
    ra.controls.failures.next('getRekeyPolicy');
    const page = await begin(ra);
    expect(page.heading).to.equal('The RA did not answer');
    expect(page.events.map(({ type, detail }) => [type, (detail as { code: string }).code])).to.deep.equal([['rekey-error', 'unavailable']]);
    expect(page.text).to.include('Support reference');
    await page.isAccessible();
    page.press('Try again');
    await page.at('certificate-action');
  });

  for (const when of ['before', 'after'] as const) {
    it(`has one request in the end when it fails ${when} the request was opened`, async () => {
      const ra = room();
      const page = await toReason(await begin(ra));
      ra.controls.failures.next('createRequest', { when });
      tick(page, 'reason');
      await page.element.updateComplete;
      page.press('Next');
      await page.until(() => page.has('#problem'), 'the problem');
      expect(page.element.step).to.equal('reason');
      expect(focused(page)?.id).to.equal('problem');
      expect(page.find<HTMLInputElement>('#reason').checked).to.equal(true);
      page.press('Try again');
      await page.at('csr');
      expect(await openRequests(ra)).to.equal(1);
    });
  }

  it('pauses when the session of the person has ended, and goes on after they signed in', async () => {
    const ra = room();
    const page = await toReason(await begin(ra));
    await ra.controls.signOut('user');
    tick(page, 'reason');
    await page.element.updateComplete;
    page.press('Next');
    await page.until(() => page.text.includes('Your session has ended'), 'the words');
    expect(page.events.at(-1)?.type).to.equal('rekey-error');
    await ra.controls.signIn('user');
    page.element.retry();
    await page.at('csr');
  });
});

describe('leaving', () => {
  it('drops the answers when no request is open', async () => {
    const page = await toReason(await begin(room()));
    page.press('Cancel');
    await page.at('certificate-action');
    expect(page.events).to.deep.equal([{ type: 'rekey-cancel', detail: { kept: false } }]);
    await toAgreement(page);
    expect(page.find<HTMLInputElement>('#agree').checked).to.equal(false);
  });

  it('asks when a request is open: it can be kept, and gone on with', async () => {
    const ra = room();
    const page = await toKey(await begin(ra));
    page.press('Cancel');
    await page.until(() => page.root.querySelector('dialog')?.open === true, 'the question');
    expect(page.text).to.include('stays open until');
    await page.isAccessible();
    await sendKeys({ press: 'Escape' });
    await page.until(() => page.root.querySelector('dialog')?.open === false, 'Escape closes the question');
    page.press('Cancel');
    await page.until(() => page.root.querySelector('dialog')?.open === true, 'the question again');
    page.press('Keep the request and leave');
    await page.until(() => page.heading === 'Your request is kept', 'the place to come back to');
    expect(page.events.at(-1)).to.deep.include({ type: 'rekey-cancel' });
    expect((page.events.at(-1)?.detail as { kept: boolean }).kept).to.equal(true);
    expect(page.element.step).to.equal(undefined);
    // The tab let go of it: another may work.
    const other = await begin(ra);
    await other.at('csr');
    other.element.remove();
    page.press('Go on');
    await page.at('csr');
  });

  it('cancels the request at the RA when that is chosen', async () => {
    const ra = room();
    const page = await toKey(await begin(ra));
    page.element.cancel();
    await page.until(() => page.root.querySelector('dialog')?.open === true, 'the question');
    page.press('Cancel the request');
    await page.at('result');
    expect((await ra.as('user').listRequests?.({}))?.items[0]?.status).to.equal('cancelled');
    expect(page.events.at(-1)?.type).to.equal('rekey-cancel');
    expect((page.events.at(-1)?.detail as { kept: boolean }).kept).to.equal(false);
  });

  it('begins again from what the RA knows after reset()', async () => {
    const page = await toReason(await begin(room()));
    page.element.reset();
    await page.at('certificate-action', 'What is to be done with this certificate?');
  });
});

describe('a certificate that cannot be rekeyed', () => {
  const cases: readonly [string, string, string, ((ra: SandboxRa) => Promise<unknown>)?][] = [
    ['expired', 'cert-old', 'This certificate has expired'],
    ['revoked', 'cert-shop', 'This certificate was revoked', (ra) => ra.controls.certificates.revoke('cert-shop', 'keyCompromise')],
    ['switched off by its policy', 'cert-shop', 'Rekey is switched off', (ra) => ra.controls.setPolicy('tls-server', { action: 'none' })],
    ['for renewal only', 'cert-shop', 'Rekey is switched off', (ra) => ra.controls.setPolicy('tls-server', { action: 'renew' })],
  ];
  for (const [what, certificateId, heading, arrange] of cases) {
    it(`says so when it is ${what}, and offers nothing but the way back`, async () => {
      const ra = room();
      await ra.ready;
      await arrange?.(ra);
      const page = await begin(ra, certificateId);
      await page.until(() => page.heading === heading, 'the reason');
      expect(page.element.step).to.equal('refused');
      expect(page.hasButton('Rekey Certificate')).to.equal(false);
      await page.isAccessible();
      page.press('Back to certificates');
      expect(page.events.at(-1)?.type).to.equal('rekey-cancel');
    });
  }

  it('names who has a request open, and lets it be viewed', async () => {
    const ra = await sandbox();
    const other = await draft(ra);
    const page = await begin(ra, 'cert-app', { person: 'operator' });
    await page.until(() => page.heading === 'A rekey of this certificate is already open' && page.text.includes(other.number), 'who has it');
    expect(page.text).to.include('Amelia Osei');
    const opened = oneEvent(page.element, 'rekey-request-open');
    page.press('View Request');
    expect((await opened).detail).to.deep.equal({ requestId: other.id });
  });

  it('is not shown to somebody else', async () => {
    const page = await begin(room(), 'cert-museum');
    expect(page.heading).to.equal('Not allowed');
    expect(page.hasButton('Try again')).to.equal(false);
    expect(page.hasButton('Back to certificates')).to.equal(true);
  });
});

describe('a request by its number', () => {
  it('is resumed where it stands', async () => {
    const ra = await sandbox();
    const page = await open(ra, await draft(ra, { unverified: true }));
    expect(page.element.step).to.not.equal('certificate-action');
    expect(page.text).to.include('app.example.com');
  });
});
