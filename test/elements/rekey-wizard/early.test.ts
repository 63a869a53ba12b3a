import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { createSandboxRa } from '../../../src/sandbox.js';
import type { SandboxRa } from '../../../src/sandbox.js';
import { begin, focused, tick, toAgreement, toReason } from './begin.js';
import type { Page } from './late.js';

const room = (): SandboxRa => createSandboxRa({ name: `early-${crypto.randomUUID()}` });

async function pressNext(page: Page): Promise<void> {
  page.press('Next');
  await page.element.updateComplete;
}

describe('the choice of what is done with a certificate', () => {
  it('shows which certificate it is', async () => {
    const page = await begin(room());
    expect(page.text).to.include('shop.example.com');
    expect(page.fact('Key')).to.equal('RSA 2048');
    expect(page.fact('Request number')).to.match(/^CR-\d{4}-003021$/);
    expect(page.text).to.include('Active');
    await page.isAccessible();
  });

  it('lists in place every artefact under the request number of the certificate', async () => {
    const page = await begin(room());
    const button = page.button('View Request');
    expect(button.getAttribute('aria-expanded')).to.equal('false');
    page.press('View Request');
    await page.until(() => page.find('#artefacts').textContent.includes('Everything under request CR-'), 'the list');
    expect(button.getAttribute('aria-expanded')).to.equal('true');
    expect(page.all('#artefacts li').join(' ')).to.include('Certificate').and.to.include('Active').and.to.include('Serial number');
    await page.isAccessible();
  });

  it('asks before it begins, and takes the answer back', async () => {
    const page = await begin(room());
    page.press('Rekey Certificate');
    await page.at('certificate-action', 'Are you sure you want to rekey this certificate?');
    expect(page.text).to.include('is not revoked. It works until it ends on');
    await page.isAccessible();
    page.press('Back');
    await page.at('certificate-action', 'What is to be done with this certificate?');
  });

  it('says what the policy does with the old certificate', async () => {
    const ra = room();
    await ra.controls.setPolicy('tls-server', { predecessor: { disposition: 'revoked-after', hours: 72, crlReason: 'superseded' } });
    const page = await begin(ra);
    page.press('Rekey Certificate');
    await page.at('certificate-action', 'is revoked 72 hours after the new one is issued.');
  });
});

describe('the welcome note', () => {
  it('comes first where the policy has one, as the plain text that it is', async () => {
    const ra = room();
    await ra.controls.setPolicy('tls-server', { welcome: { text: 'Have your password manager at hand. <b>Five minutes.</b>' } });
    const page = await begin(ra);
    page.press('Rekey Certificate');
    await page.at('certificate-action', 'Are you sure');
    page.press('Next');
    await page.at('welcome', 'Have your password manager at hand. <b>Five minutes.</b>');
    expect(page.heading).to.equal('Rekey shop.example.com');
    await page.isAccessible();
    page.press('Next');
    await page.at('agreement');
  });
});

describe('the agreement', () => {
  it('shows the whole text in a region that can be scrolled by keyboard, with version, language and hash', async () => {
    const ra = room();
    const { text, version } = await ra.controls.agreement.get();
    const page = await toAgreement(await begin(ra));
    const region = page.find('.doc [role="region"]');
    const letters = (of: string): string => of.replace(/\s+/g, '');
    expect(letters(region.textContent) === letters(text), 'every letter of it').to.equal(true);
    expect(region.lang).to.equal((await ra.as('user').getRekeyPolicy('cert-shop')).agreement.language);
    region.focus();
    expect(focused(page)).to.equal(region);
    expect(region.scrollHeight).to.be.greaterThan(region.clientHeight);
    expect(page.text).to.include(`Version ${version} in`).and.to.include('in force since');
    const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
    const hex = [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    expect(page.find('.doc .fp > .mono:last-child').textContent.replace(/\s/g, '')).to.equal(hex);
    await page.isAccessible();
  });

  it('is not gone past without a tick: the words stand in the summary and beside the box', async () => {
    const page = await toAgreement(await begin(room()));
    page.button('Next').focus();
    await sendKeys({ press: 'Enter' });
    await page.until(() => page.has('#summary'), 'the summary');
    expect(page.element.step).to.equal('agreement');
    expect(focused(page)?.id).to.equal('summary');
    const words = 'Agree to the text to go on, or cancel';
    expect(page.find('#summary li').textContent).to.equal(words);
    expect(page.find('#agree-error').textContent.trim()).to.equal(words);
    await page.isAccessible();
    page.find('#summary a').click();
    expect(focused(page)?.id).to.equal('agree');
    await sendKeys({ press: ' ' });
    await page.element.updateComplete;
    expect(page.has('#summary')).to.equal(false);
    await pressNext(page);
    await page.at('reason');
  });

  it('moves the focus to the summary on every press that finds an error', async () => {
    const page = await toAgreement(await begin(room()));
    await pressNext(page);
    page.button('Next').focus();
    await pressNext(page);
    expect(focused(page)?.id).to.equal('summary');
  });

  it('is asked for again, with the other answers kept, when the text changed meanwhile', async () => {
    const ra = room();
    const page = await toReason(await begin(ra));
    tick(page, 'reason-lost');
    await ra.controls.agreement.publish('1. A new text\nIt says something else.', '9.0');
    await page.element.updateComplete;
    await pressNext(page);
    await page.at('agreement', 'The agreement has changed');
    expect(page.text).to.include('Version 9.0').and.to.include('It says something else.');
    expect(page.find<HTMLInputElement>('#agree').checked).to.equal(false);
    await page.isAccessible();
    tick(page, 'agree');
    await page.element.updateComplete;
    await pressNext(page);
    await page.at('reason');
    expect(page.find<HTMLInputElement>('#reason-lost').checked).to.equal(true);
    await pressNext(page);
    await page.at('csr');
  });

  it('shows what the host puts beside the text', async () => {
    const page = await begin(room(), 'cert-shop', { setUp: ({ element }) => {
      const beside = document.createElement('p');
      beside.slot = 'agreement';
      beside.textContent = 'A summary in plain words.';
      element.append(beside);
    } });
    await toAgreement(page);
    expect(page.find<HTMLSlotElement>('slot[name="agreement"]').assignedElements().map((one) => one.textContent)).to.deep.equal(['A summary in plain words.']);
  });
});

describe('the reason', () => {
  it('is one of those of the policy', async () => {
    const ra = room();
    await ra.controls.setPolicy('tls-server', { reasons: ['compromised', 'routine'] });
    const page = await toReason(await begin(ra));
    expect(page.all('.choice label')).to.deep.equal(['The key may be compromised', 'Routine change']);
    await page.isAccessible();
  });

  it('has to be chosen', async () => {
    const page = await toReason(await begin(room()));
    await pressNext(page);
    expect(page.element.step).to.equal('reason');
    expect(page.find('#summary li').textContent).to.equal('Choose why you are changing the key');
    expect(focused(page)?.id).to.equal('summary');
    await page.isAccessible();
    tick(page, 'reason-algorithm');
    await page.element.updateComplete;
    expect(page.has('#summary')).to.equal(false);
  });

  it('says of a compromised key that the old certificate stays valid until it is revoked, and where to ask for that', async () => {
    const ra = room();
    await ra.controls.setPolicy('tls-server', { revocation: { href: 'https://ra.example/revoke' } });
    const page = await toReason(await begin(ra));
    expect(page.text).to.not.include('stays valid until it is revoked');
    tick(page, 'reason-compromised');
    await page.until(() => page.text.includes('The current certificate stays valid until it is revoked'), 'the warning');
    expect(page.find<HTMLAnchorElement>('.note a').href).to.equal('https://ra.example/revoke');
    await page.isAccessible();
  });

  it('makes no link of an address that is none', async () => {
    const ra = room();
    await ra.controls.setPolicy('tls-server', { revocation: { href: 'javascript:alert(1)' } });
    const page = await toReason(await begin(ra));
    tick(page, 'reason-compromised');
    await page.until(() => page.text.includes('stays valid until it is revoked'), 'the warning');
    expect(page.has('.note a')).to.equal(false);
  });
});
