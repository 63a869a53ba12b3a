import { expect } from '@open-wc/testing';
import type { RekeyPolicy, RekeyRequest } from '../../../src/core/domain.js';
import type { SandboxRa } from '../../../src/sandbox.js';
import { addLanguages } from '../../../src/lit/localize.js';
import { ar } from '../../../src/locales/ar.js';
import { begin } from './begin.js';
import { draft, once, open, plainRa, submitted } from './late.js';
import type { Page } from './late.js';

const HOUR = 3_600_000;

async function approve(ra: SandboxRa, id: string): Promise<void> {
  const { etag } = await ra.as('admin').getRequest(id);
  await ra.as('admin').approve?.(id, { reviewed: true }, once(etag));
}

async function decline(ra: SandboxRa, id: string, remarks: string): Promise<void> {
  const { etag } = await ra.as('admin').getRequest(id);
  await ra.as('admin').decline?.(id, { remarks }, once(etag));
}

const issuedIn = (page: Page): Promise<void> => page.until(() => page.has('.files'), 'the downloads');

describe('a declined request that is edited', () => {
  it('keeps key and answers, waits again, and ends in a certificate', async function () {
    this.timeout(30_000);
    const ra = await plainRa({ vetting: true });
    const request = await submitted(ra, { reason: 'algorithm' });
    await decline(ra, request.id, 'Name the change window.');
    const page = await open(ra, request);
    await page.at('result', 'Name the change window.');
    page.press('Edit and submit again');
    await page.at('confirm');
    expect(page.fact('Reason')).to.equal('Change of algorithm');
    expect(page.fact('Key')).to.include('Made in this browser');
    const message = page.find<HTMLTextAreaElement>('#message');
    message.value = 'Thursday, 22:00';
    message.dispatchEvent(new Event('input', { bubbles: true }));
    page.press('Rekey');
    await page.at('pending', 'Waiting for approval');
    await page.until(() => page.events.some(({ type }) => type === 'rekey-pending'), 'the RA has it');
    const again = await ra.as('user').getRequest(request.id);
    expect([again.number, again.message, again.csr?.key.spkiSha256]).to.deep.equal([request.number, 'Thursday, 22:00', request.csr?.key.spkiSha256]);
    await approve(ra, request.id);
    expect((await ra.as('user').getRequest(request.id)).status).to.equal('issued');
    await page.at('result', 'Certificate issued');
    await page.until(() => page.root.querySelectorAll('.files li:nth-child(3) button').length === 1, 'the key is still there');
    expect(page.events.map(({ type }) => type)).to.include('rekey-complete');
  });
});

describe('a request that waits', () => {
  it('is found again by its certificate alone', async () => {
    const ra = await plainRa({ vetting: true });
    const request = await submitted(ra);
    const page = await begin(ra, 'cert-app');
    await page.at('pending', 'An RA administrator looks at your request next.');
    expect(page.fact('Request number')).to.equal(request.number);
  });

  it('shows how far the RA is on the way to the certificate', async () => {
    const ra = await plainRa();
    await ra.controls.setSettings({ dwell: { validating: HOUR, issuing: HOUR } });
    const page = await open(ra, await submitted(ra));
    await page.at('pending', 'Your certificate is on its way');
    const now = (): readonly string[] => page.all('.parts [aria-current="step"] h3');
    expect(now()).to.deep.equal(['CAA is checked again']);
    expect(page.text).to.not.include('if nobody decides');
    await page.isAccessible();
    await ra.controls.clock.advance(HOUR + 1000);
    await page.until(() => now()[0] === 'Certificate issued', 'the next stage');
    await ra.controls.clock.advance(HOUR + 1000);
    await issuedIn(page);
    expect(page.heading).to.equal('Certificate issued');
  });

  it('comes back to its requester where the second factor stands before issuance', async () => {
    const ra = await plainRa({ vetting: true, secondFactor: { when: 'issue', methods: ['email-otp'] } });
    const request = await submitted(ra);
    const page = await open(ra, request);
    await page.at('pending', 'Waiting for approval');
    expect(page.all('.parts h3')).to.include('You generate the certificate');
    await approve(ra, request.id);
    await page.until(() => page.heading === 'Approved: the last step is yours', 'the turn of the requester');
    expect(page.all('.parts [aria-current="step"] h3')).to.deep.equal(['You generate the certificate']);
    await page.isAccessible();
    // Another page that comes back says the same.
    const later = await begin(ra, 'cert-app');
    await later.at('pending', 'Approved: the last step is yours');
    later.press('Generate');
    await later.at('second-factor');
  });
});

describe('what is said of the old certificate', () => {
  const FATES: readonly [RekeyPolicy['predecessor'], review: string, end: string, remove: string][] = [
    [{ disposition: 'kept' }, 'The current certificate is kept. It works until it ends on', 'keep working, so you can change one server at a time', 'was not revoked by this rekey; it ends by itself on'],
    [{ disposition: 'superseded', crlReason: 'superseded' }, 'is revoked as superseded once the new one is approved', 'is revoked as superseded. Do it now', 'is of no more use'],
    [{ disposition: 'revoked-after', hours: 72, crlReason: 'superseded' }, 'is revoked 72 hours after the new one is issued', 'is revoked 72 hours after the new one was issued', 'will be of no more use'],
  ];
  for (const [predecessor, review, end, remove] of FATES) {
    it(`is the same in the review and at the end: ${predecessor.disposition}`, async () => {
      const ra = await plainRa({ predecessor });
      const page = await open(ra, await draft(ra));
      await page.at('confirm', review);
      page.press('Rekey');
      await issuedIn(page);
      expect(page.all('.tasks label')).to.deep.equal(['Install the new certificate on every server that uses the old one', 'Remove the old key']);
      expect(page.text).to.include(end).and.to.include(remove);
    });
  }

  it('after a compromise says plainly, in the review and at the end, that it stays valid until it is revoked', async () => {
    const ra = await plainRa({ revocation: { text: 'Call the desk.' } });
    const page = await open(ra, await draft(ra, { reason: 'compromised' }));
    await page.at('confirm', 'The current certificate stays valid until it is revoked');
    expect(page.text).to.include('with the reason key compromise').and.to.include('Call the desk.');
    page.press('Rekey');
    await issuedIn(page);
    expect(page.all('.tasks li')[0]).to.include('can use it until the certificate is revoked').and.to.include('Call the desk.');
  });

  it('asks nobody to remove a key that is lost', async () => {
    const ra = await plainRa();
    const page = await open(ra, await submitted(ra, { reason: 'lost' }));
    await issuedIn(page);
    expect(page.all('.tasks label')).to.deep.equal(['Install the new certificate on every server that uses the old one']);
  });
});

describe('the tasks that are left', () => {
  it('stay ticked when the page is loaded again', async () => {
    const ra = await plainRa();
    const request = await submitted(ra, { reason: 'compromised' });
    const page = await open(ra, request);
    await issuedIn(page);
    page.find<HTMLInputElement>('#task-revoke').click();
    await page.until(() => page.find<HTMLInputElement>('#task-revoke').checked, 'the tick');
    // A reload takes the page away without a word to it: the first wizard stays as it is.
    const again = await begin(ra, 'cert-app', { sameTab: true, setUp: ({ element }) => { element.requestId = request.id; } });
    await issuedIn(again);
    expect(['revoke', 'install', 'remove'].map((id) => again.find<HTMLInputElement>(`#task-${id}`).checked)).to.deep.equal([true, false, false]);
  });
});

describe('an issued certificate that has ended meanwhile', () => {
  it('is not to be installed; its files stay', async () => {
    const ra = await plainRa();
    const request: RekeyRequest = await submitted(ra);
    await ra.controls.clock.set(Date.parse(request.issued?.notAfter ?? '') + 24 * HOUR);
    const page = await open(ra, request);
    await issuedIn(page);
    expect(page.text).to.include('It has ended: valid until').and.to.include('Do not install it.');
    expect(page.has('#install')).to.equal(false);
    expect(page.text).to.not.include('Install the new certificate');
    await page.isAccessible();
  });
});

describe('the guide', () => {
  it('stays at the server that was chosen, whatever is drawn again, and is chosen by keyboard', async () => {
    const ra = await plainRa();
    const page = await open(ra, await submitted(ra));
    await issuedIn(page);
    const picks = page.root.querySelectorAll<HTMLInputElement>('#install input[type="radio"]');
    expect([...picks].map(({ name }) => name).every((name) => name !== '' && name === picks[0]?.name), 'one group, for the arrow keys').to.equal(true);
    picks[4]?.click();
    await page.until(() => page.find('#install').textContent.includes('haproxy.cfg'), 'HAProxy');
    page.find<HTMLInputElement>('#task-install').click();
    addLanguages(ar);
    page.element.lang = 'ar';
    page.element.dir = 'rtl';
    await page.until(() => page.find('#install h3').textContent === 'التثبيت', 'Arabic');
    expect(page.find('#install').textContent).to.include('haproxy.cfg');
    expect([...page.root.querySelectorAll('#install pre')].map((one) => getComputedStyle(one).direction)).to.deep.equal(['ltr', 'ltr', 'ltr']);
    await page.isAccessible();
  });
});
