import { expect } from '@open-wc/testing';
import { createCsr, generateKey } from '../../../src/crypto.js';
import { draft, once, open, Page, plainRa, sandbox } from './late.js';

const types = (page: Page): readonly string[] => page.events.map(({ type }) => type);

describe('the step of the domains', () => {
  it('keeps Rekey shut, with the reason in words, until every name is verified', async () => {
    const ra = await plainRa();
    const page = await open(ra, await draft(ra, { unverified: true }));
    await page.at('domains', 'Every name has to be verified.');
    expect(page.heading).to.equal('Domain Ownership Verification');
    expect(page.button('Rekey').getAttribute('aria-disabled')).to.equal('true');
    page.press('Rekey');
    expect(page.element.step).to.equal('domains');
    expect(page.hasButton('Next')).to.equal(false);

    const inside = (): ShadowRoot | null => page.find('caa-verifier').shadowRoot;
    const verify = (): HTMLButtonElement | undefined => [...(inside()?.querySelectorAll('button') ?? [])].find((one) => one.textContent?.trim() === 'Verify');
    await page.until(() => Boolean(inside()?.querySelector('[data-name]')) && verify() !== undefined, 'the names are listed');
    expect(inside()?.textContent).to.include('Unverified');
    verify()?.click();
    await page.until(() => page.button('Rekey').getAttribute('aria-disabled') !== 'true', 'the gate is open');
    await page.isAccessible();
    page.press('Rekey');
    await page.at('confirm');
  });

  for (const [what, certificateId, words] of [
    ['forbidden', 'cert-blocked', 'A name is forbidden. Change its record, then verify again.'],
    ['not to be told', 'cert-flaky', 'A name could not be told. Verify again.'],
  ] as const) {
    it(`says that a name is ${what}, and stays shut`, async () => {
      const ra = await plainRa();
      const page = await open(ra, await draft(ra, { certificateId }));
      await page.at('domains', words);
      expect(page.button('Rekey').getAttribute('aria-disabled')).to.equal('true');
    });
  }

  it('stands open where the policy asks for no CAA', async () => {
    const ra = await plainRa();
    const { caa } = await ra.controls.getPolicy('tls-server');
    await ra.controls.setPolicy('tls-server', { caa: { ...caa, gate: 'none' } });
    const page = await open(ra, await draft(ra, { unverified: true }));
    await page.at('confirm');
    await page.visit('Domain ownership', 'domains');
    expect(page.button('Rekey').getAttribute('aria-disabled')).to.equal(null);
  });
});

describe('the review', () => {
  it('shows what changes and what stays, with both whole fingerprints a step away', async () => {
    const ra = await plainRa();
    const request = await draft(ra, { certificateId: 'cert-shop' });
    const page = await open(ra, request);
    await page.at('confirm', '6 names: shop.example.com');
    expect(page.heading).to.equal('Check and rekey');
    const rows = page.all('.diff tbody tr');
    expect(rows[0]).to.match(/^Changes ?Key ?RSA 2048 ?ECDSA P-256$/);
    expect(rows[2]).to.match(/^Stays the same ?Strength ?Strong enough$/);
    expect(rows[3]).to.match(/Valid until.*about/);
    expect(rows[4]).to.match(/^Stays the same ?Subject ?CN=shop\.example\.com/);
    expect(rows[5]).to.include('6 names: shop.example.com and 5 more');
    const [before, after] = page.all('.diff details > span').map((hex) => hex.replace(/ /g, ''));
    expect(before).to.equal((await ra.as('user').getCertificate('cert-shop')).key.spkiSha256);
    expect(after).to.equal(request.csr?.key.spkiSha256);
    expect(page.fact('CAA')).to.equal('5 of 5 names verified');
    expect(page.fact('Agreement')).to.match(/^Version 3\.1, accepted .*UTC$/);
    await page.isAccessible();
  });

  it('leads to each answer by Change, and Next leads back to it', async () => {
    const ra = await plainRa();
    const page = await open(ra, await draft(ra));
    await page.at('confirm');
    page.press('Change reason');
    await page.at('reason');
    page.find<HTMLInputElement>('input[type="radio"][value="lost"]').click();
    page.press('Next');
    await page.at('confirm');
    expect(page.fact('Reason')).to.equal('The key is lost');
    page.press('Change validity');
    await page.at('validity');
    page.press('Next');
    await page.at('confirm');
    page.press('View CAA');
    await page.at('domains');
    page.press('Back');
    await page.at('validity');
  });

  it('keeps the message through a look at another step, and sends it', async () => {
    const ra = await plainRa({ vetting: true });
    const request = await draft(ra);
    const page = await open(ra, request);
    await page.at('confirm');
    const message = page.find<HTMLTextAreaElement>('#message');
    message.value = 'Change window: Thursday, 20:00 UTC.';
    message.dispatchEvent(new Event('input', { bubbles: true }));
    await page.visit('Subject name', 'subject');
    page.press('Next');
    await page.at('confirm');
    expect(page.find<HTMLTextAreaElement>('#message').value).to.equal('Change window: Thursday, 20:00 UTC.');
    page.press('Rekey');
    await page.at('pending');
    expect((await ra.as('admin').getRequest(request.id)).message).to.equal('Change window: Thursday, 20:00 UTC.');
    expect(types(page)).to.deep.equal(['rekey-before-submit', 'rekey-submitted', 'rekey-pending']);
  });

  it('sends nothing when the host prevents it', async () => {
    const ra = await plainRa();
    const request = await draft(ra);
    const page = await open(ra, request);
    await page.at('confirm');
    page.element.addEventListener('rekey-before-submit', (event) => event.preventDefault(), { once: true });
    page.press('Rekey');
    await page.element.updateComplete;
    expect(page.element.step).to.equal('confirm');
    expect((await ra.as('user').getRequest(request.id)).status).to.equal('draft');
    page.press('Rekey');
    await page.at('result', 'Certificate issued');
  });

  it('says what becomes of the old certificate, by the policy of the request', async () => {
    const cases = [
      [{ disposition: 'kept' }, /The current certificate is kept\. It works until it ends on/],
      [{ disposition: 'superseded', crlReason: 'superseded' }, /revoked as superseded once the new one is approved/],
      [{ disposition: 'revoked-after', hours: 24 }, /is revoked 24 hours after the new one is issued/],
      [{ disposition: 'revoked-after', hours: 1 }, /is revoked 1 hour after the new one is issued/],
    ] as const;
    for (const [predecessor, words] of cases) {
      const ra = await plainRa({ predecessor });
      const page = await open(ra, await draft(ra));
      await page.at('confirm');
      expect(page.all('.note').join(' ')).to.match(words);
    }
  });

  it('warns that a compromised certificate stays valid until it is revoked, and offers the way', async () => {
    const ra = await plainRa({ revocation: { href: 'https://ra.example/revocation', text: 'Ask for revocation now' } });
    const page = await open(ra, await draft(ra, { reason: 'compromised' }));
    await page.at('confirm', 'The current certificate stays valid until it is revoked');
    expect(page.find<HTMLAnchorElement>('.note a').href).to.equal('https://ra.example/revocation');
    await page.isAccessible();
  });

  it('makes no link of an address that would run a script', async () => {
    const ra = await plainRa({ revocation: { href: 'javascript:alert(1)', text: 'Ask for revocation now' } });
    const page = await open(ra, await draft(ra, { reason: 'compromised' }));
    await page.at('confirm', 'Ask for revocation now');
    expect(page.has('.note a')).to.equal(false);
  });

  it('says of an uploaded CSR that its key stays where it was made', async () => {
    const ra = await plainRa();
    const { pem } = await ra.as('user').getCertificate('cert-app');
    const { pem: csr } = await createCsr({ certificate: pem, key: await generateKey('ec-p256') });
    const page = await open(ra, await draft(ra, { upload: csr }));
    await page.at('confirm');
    expect(page.fact('Key')).to.equal('Your own CSR. Its key stays where you made it.');
  });
});

describe('the step of the second factor', () => {
  type Dialog = HTMLElementTagNameMap['second-factor-dialog'];
  const inside = (page: Page): ShadowRoot | null => page.find<Dialog>('second-factor-dialog').shadowRoot;
  const isOpen = (page: Page): boolean => page.has('second-factor-dialog') && Boolean(inside(page)?.querySelector('dialog[open] #code'));
  const answer = async (page: Page, code: string): Promise<void> => {
    await page.until(() => isOpen(page), 'the dialog asks for the code');
    const input = inside(page)?.querySelector<HTMLInputElement>('#code');
    if (!input) throw new Error('no field');
    input.value = code;
    input.dispatchEvent(new Event('input', { bubbles: true }));
    input.form?.requestSubmit();
  };
  const byEmail = { secondFactor: { when: 'submit' as const, methods: ['email-otp' as const] } };

  it('opens the dialog when Generate is pressed, and submits once the code was accepted', async () => {
    const ra = await sandbox(byEmail);
    const request = await draft(ra);
    const page = await open(ra, request);
    await page.at('confirm');
    expect(page.hasButton('Rekey')).to.equal(false);
    page.press('Generate');
    await page.at('second-factor', 'Code by email');
    await page.until(() => isOpen(page), 'the dialog asks for the code');
    expect(page.heading).to.equal('Confirm it is you');
    await page.isAccessible();
    await answer(page, (await ra.inbox.latest('user'))?.code ?? '');
    await page.at('pending');
    const { secondFactor, status } = await ra.as('user').getRequest(request.id);
    expect(status).to.equal('pending-approval');
    expect(secondFactor?.accepted?.method).to.equal('email-otp');
  });

  it('stands after the approval where the policy says so: the requester comes back and presses Generate', async () => {
    const ra = await sandbox({ secondFactor: { when: 'issue', methods: ['email-otp'] } });
    const request = await draft(ra);
    const page = await open(ra, request);
    await page.at('confirm');
    page.press('Rekey');
    await page.at('pending', 'Waiting for approval');
    expect(page.hasButton('Generate')).to.equal(false);
    const waiting = await ra.as('user').getRequest(request.id);
    await ra.as('admin').approve?.(request.id, { reviewed: true }, once(waiting.etag));
    await page.at('pending', 'Approved: the last step is yours');
    expect(page.all('.parts [aria-current="step"] h3')).to.deep.equal(['You generate the certificate']);
    await page.isAccessible();
    page.press('Generate');
    await page.at('second-factor');
    await page.until(() => isOpen(page), 'the dialog asks for the code');
    [...(inside(page)?.querySelectorAll('button') ?? [])].find((one) => one.textContent?.trim() === 'Cancel')?.click();
    await page.at('pending', 'Approved: the last step is yours');
    page.press('Generate');
    await page.at('second-factor');
    await answer(page, (await ra.inbox.latest('user'))?.code ?? '');
    await page.at('result', 'Certificate issued');
  });

  it('goes back to the review when it is closed, with everything kept, and asks again with the same challenge', async () => {
    const ra = await sandbox(byEmail);
    const page = await open(ra, await draft(ra));
    await page.at('confirm');
    const message = page.find<HTMLTextAreaElement>('#message');
    message.value = 'Thursday';
    message.dispatchEvent(new Event('input', { bubbles: true }));
    page.press('Generate');
    await page.at('second-factor');
    await page.until(() => isOpen(page), 'the dialog asks for the code');
    [...(inside(page)?.querySelectorAll('button') ?? [])].find((one) => one.textContent?.trim() === 'Cancel')?.click();
    await page.at('confirm');
    expect(page.find<HTMLTextAreaElement>('#message').value).to.equal('Thursday');
    page.press('Generate');
    await page.at('second-factor');
    await answer(page, (await ra.inbox.latest('user'))?.code ?? '');
    await page.at('pending');
    expect((await ra.inbox.list()).filter(({ personId }) => personId === 'user')).to.have.length(1);
  });

  it('is where a reload goes on, with the code that is already on its way', async () => {
    const ra = await sandbox(byEmail);
    const request = await draft(ra);
    const first = await open(ra, request);
    await first.at('confirm');
    first.press('Generate');
    await first.at('second-factor');
    await first.until(() => isOpen(first), 'the dialog asks for the code');
    const room = first.element.parentElement;
    first.element.remove();

    const again = document.createElement('rekey-wizard');
    again.requestId = request.id;
    again.adapter = ra.as('user');
    room?.append(again);
    const page = new Page(again);
    await page.until(() => page.has('#heading') && page.element.step === 'second-factor', 'the same step');
    await answer(page, (await ra.inbox.latest('user'))?.code ?? '');
    await page.at('pending');
    expect((await ra.inbox.list()).filter(({ personId }) => personId === 'user')).to.have.length(1);
  });
});
