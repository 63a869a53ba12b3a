import { expect, oneEvent } from '@open-wc/testing';
import type { RekeyPolicy } from '../../../src/core/domain.js';
import { createSandboxRa } from '../../../src/sandbox.js';
import type { SandboxRa } from '../../../src/sandbox.js';
import { begin, reload } from './begin.js';
import { draft, sandbox } from './late.js';
import type { Page } from './late.js';

async function room(): Promise<SandboxRa> {
  const ra = createSandboxRa({ name: `gates-${crypto.randomUUID()}` });
  await ra.ready;
  return ra;
}

/** Refused: nothing is offered but the way back, and what else is named. */
async function refused(page: Page, heading: string, buttons: readonly string[] = ['Back to certificates']): Promise<void> {
  await page.until(() => page.heading === heading, 'the refusal');
  expect(page.element.step).to.equal('refused');
  expect(page.all('.body button')).to.deep.equal(buttons);
  await page.isAccessible();
}

describe('a certificate that was revoked', () => {
  const revoked = async (reissue?: RekeyPolicy['reissue']): Promise<Page> => {
    const ra = await room();
    if (reissue !== undefined) await ra.controls.setPolicy('tls-server', { reissue });
    await ra.controls.certificates.revoke('cert-shop', 'keyCompromise');
    return begin(ra);
  };

  it('is told of with date and reason, and with the way to a reissue that the RA has', async () => {
    const page = await revoked();
    await refused(page, 'This certificate was revoked');
    expect(page.text).to.match(/Revoked on .*\d{4}, reason: key compromise\./);
    expect(page.text).to.include('is replaced by a reissue, which is a request of its own');
    expect(page.text).to.include('reissue@ra.sandbox.example');
  });

  it('leads to the reissue where the RA has an address for it', async () => {
    const page = await revoked({ href: 'https://ra.example/reissue' });
    const link = page.find<HTMLAnchorElement>('.body a');
    expect([link.href, link.textContent.trim()]).to.deep.equal(['https://ra.example/reissue', 'Ask for a reissue']);
    await page.isAccessible();
  });

  it('makes no link of an address that runs code, and shows text as text', async () => {
    const page = await revoked({ href: 'javascript:alert(1)', text: '<b>Call us</b>' });
    expect(page.has('.body a')).to.equal(false);
    expect(page.text).to.include('<b>Call us</b>');
  });
});

describe('the other refusals', () => {
  it('of an expired certificate say when it ended, and speak of no reissue', async () => {
    const page = await begin(await room(), 'cert-old');
    await refused(page, 'This certificate has expired');
    expect(page.text).to.match(/It ended on .*\d{4}\./);
    expect(page.text).to.not.include('reissue');
  });

  for (const [action, words] of [['none', 'does not allow a rekey'], ['renew', 'allows renewal only']] as const) {
    it(`of a policy that has ${action} name the policy and who can change it`, async () => {
      const ra = await room();
      await ra.controls.setPolicy('tls-server', { action });
      const page = await begin(ra);
      await refused(page, 'Rekey is switched off');
      expect(page.text).to.include(`The policy TLS server, standard ${words}. Your RA administrator can change this`);
    });
  }

  it('of another open request say whose it is, its number, since when and how far', async () => {
    const ra = await sandbox();
    const other = await draft(ra);
    const page = await begin(ra, 'cert-app', { person: 'operator' });
    await page.until(() => page.text.includes(other.number), 'the request');
    await refused(page, 'A rekey of this certificate is already open', ['View Request', 'Back to certificates']);
    expect(page.text).to.match(new RegExp(`Amelia Osei started request ${other.number} on .*\\d{4}\\. Its status: Draft\\.`));
    const opened = oneEvent(page.element, 'rekey-request-open');
    page.press('View Request');
    expect((await opened).detail).to.deep.equal({ requestId: other.id });
  });

  it('are taken back once the reason for them is gone', async () => {
    const ra = await room();
    await ra.controls.setPolicy('tls-server', { action: 'none' });
    const page = await begin(ra);
    await refused(page, 'Rekey is switched off');
    await ra.controls.setPolicy('tls-server', { action: 'rekey' });
    const again = await reload(page, ra);
    expect(again.hasButton('Rekey Certificate')).to.equal(true);
  });

  it('of somebody else’s certificate say that it is theirs', async () => {
    const page = await begin(await room(), 'cert-shop', {
      wrap: (adapter) => ({ ...adapter, getRekeyPolicy: async (id, o) => ({ ...await adapter.getRekeyPolicy(id, o), enabled: false, refusal: { reason: 'not-yours' } }) }),
    });
    await refused(page, 'Not your certificate');
  });
});

describe('a policy that this page cannot serve', () => {
  afterEach(() => {
    Reflect.deleteProperty(crypto, 'subtle');
  });

  it('because it wants a card is said with words of its own', async () => {
    const ra = await room();
    await ra.controls.setPolicy('tls-server', { keySources: ['token'] });
    const page = await begin(ra);
    await refused(page, 'A key cannot be given here');
    expect(page.text).to.include('wants a key on a card or token');
    expect(page.text).to.not.include('https');
  });

  it('because its connection is not secure is said so, where only a key of the browser is allowed', async () => {
    const { subtle } = crypto;
    const ra = createSandboxRa({ name: `gates-${crypto.randomUUID()}`, crypto: { subtle, getRandomValues: crypto.getRandomValues.bind(crypto) } as unknown as Crypto });
    await ra.controls.setPolicy('tls-server', { keySources: ['browser'] });
    Object.defineProperty(crypto, 'subtle', { value: undefined, configurable: true });
    const page = await begin(ra);
    await refused(page, 'A key cannot be given here');
    expect(page.text).to.include('it needs a secure connection (https)');
    expect(page.text).to.not.include('card');
  });
});
