import { expect } from '@open-wc/testing';
import type { RaAdapter } from '../../../src/core/adapter.js';
import type { KeySource, RekeyRequest } from '../../../src/core/domain.js';
import { RekeyError } from '../../../src/core/errors.js';
import { samePublicKey, type Signer, type SignerProvider } from '../../../src/crypto.js';
import { sliceCertificate, sliceCsr } from '../../../src/crypto/x509.js';
import { createSandboxRa, SANDBOX_PIN, SandboxCard } from '../../../src/sandbox.js';
import type { SandboxRa } from '../../../src/sandbox.js';
import { begin, focused, reload, toKey } from './begin.js';
import type { BeginOptions } from './begin.js';
import type { Page } from './late.js';

const USE = 'Sign with the card';

async function room(keySources: readonly KeySource[] = ['token', 'upload']): Promise<SandboxRa> {
  const ra = createSandboxRa({ name: `card-${crypto.randomUUID()}` });
  await ra.controls.setPolicy('tls-server', { keySources });
  return ra;
}

const withSigner = (signer: Signer | SignerProvider): BeginOptions => ({
  setUp: ({ element }) => {
    element.signer = signer;
    element.keySource = 'token';
  },
});

async function atCard(ra: SandboxRa, signer: Signer | SignerProvider, o: BeginOptions = {}): Promise<Page> {
  return toKey(await begin(ra, 'cert-shop', { ...withSigner(signer), ...o }));
}

async function requestIn(ra: SandboxRa): Promise<RekeyRequest | undefined> {
  return (await ra.as('user').listRequests?.({}))?.items[0];
}

const troubled = (page: Page, title: string): Promise<void> => page.until(() => page.has('#problem') && page.text.includes(title), title);
const signed = (page: Page): Promise<void> => page.until(() => page.has('.checks') && page.button('Next').getAttribute('aria-disabled') !== 'true', 'the CSR of the card');

describe('a key on a smart card', () => {
  it('signs a CSR whose checks are shown, and goes on without a backup', async () => {
    const ra = await room();
    const card = new SandboxCard();
    const page = await atCard(ra, card.signer);
    expect(page.text).to.include('this page never sees it');
    expect(page.button('Next').getAttribute('aria-disabled')).to.equal('true');
    expect(page.text).to.include('Sign with the card first');
    await page.isAccessible();
    page.press(USE);
    await signed(page);
    expect(page.text).to.include('Checks of the CSR of your card').and.to.include('Proves possession of the key');
    await page.isAccessible();
    const request = await requestIn(ra);
    expect(request?.csr?.source).to.equal('token');
    const { spki } = await card.signer({ certificate: (await ra.as('user').getCertificate('cert-shop')).pem, algorithms: ['ec-p256'], signal: new AbortController().signal });
    expect(samePublicKey(sliceCsr(request?.csr?.pem ?? '').spki, spki), 'it is the key of the card').to.equal(true);
    page.press('Next');
    await page.at('subject');
  });

  it('shows the old and the new key side by side', async () => {
    const ra = await room();
    const page = await atCard(ra, new SandboxCard().signer);
    page.press(USE);
    await signed(page);
    const { key: old } = await ra.as('user').getCertificate('cert-shop');
    const made = (await requestIn(ra))?.csr?.key;
    const ledger = page.find('.ledger').textContent.replace(/[^0-9a-f]/gi, '').toLowerCase();
    for (const id of [old.spkiSha256, made?.spkiSha256 ?? 'none']) expect(ledger).to.include(id.slice(0, 8).toLowerCase());
  });

  it('asks the provider for the keys that the policy takes, and hands over the certificate', async () => {
    const ra = await room();
    await ra.controls.setPolicy('tls-server', { keyAlgorithms: ['rsa-3072', 'ec-p384'] });
    const asked: unknown[] = [];
    const card = new SandboxCard();
    const page = await atCard(ra, (o) => {
      asked.push(o.algorithms, sliceCertificate(o.certificate).subject.length > 0);
      return card.signer(o);
    });
    page.press(USE);
    await signed(page);
    expect(asked).to.deep.equal([['rsa-3072', 'ec-p384'], true]);
    expect((await requestIn(ra))?.csr?.key.algorithm).to.equal('ec-p384');
  });

  const faults: readonly (readonly [what: string, title: string, (card: SandboxCard) => void])[] = [
    ['has no reader', 'No card reader was found', (card) => { card.reader = false; }],
    ['is not in the reader', 'No card in the reader', (card) => { card.inserted = false; }],
    ['gives a wrong signature', 'The card gave a wrong signature', (card) => { card.damaged = true; }],
  ];
  for (const [what, title, set] of faults) {
    it(`that ${what} is said, with what to do, and works once that is mended`, async () => {
      const ra = await room();
      const card = new SandboxCard();
      const page = await atCard(ra, card.signer);
      set(card);
      page.press(USE);
      await troubled(page, title);
      expect(focused(page)?.id).to.equal('problem');
      await page.isAccessible();
      expect((await requestIn(ra))?.csr, 'nothing was sent').to.equal(undefined);
      expect(page.button('Next').getAttribute('aria-disabled')).to.equal('true');
      Object.assign(card, { reader: true, inserted: true, damaged: false });
      page.press('Try again');
      await signed(page);
    });
  }

  it('says how many tries are left when the PIN is refused, and when it is locked', async () => {
    const ra = await room();
    let pin = 'wrong';
    const card = new SandboxCard({ askPin: () => Promise.resolve(pin) });
    const page = await atCard(ra, card.signer);
    page.press(USE);
    await troubled(page, 'The PIN was not accepted');
    expect(page.text).to.include('2 tries are left.');
    page.press('Try again');
    await page.until(() => page.text.includes('One try is left.'), 'the second refusal');
    page.press('Try again');
    await troubled(page, 'The PIN is locked');
    expect(page.text).to.include('PUK');
    await page.isAccessible();
    pin = SANDBOX_PIN;
    const told = page.events.length;
    page.press('Try again');
    await page.until(() => page.events.length > told && page.has('#problem'), 'the right PIN opens no locked card');
    card.unlock();
    page.press('Try again');
    await signed(page);
    expect(JSON.stringify([page.events, Object.entries(sessionStorage)])).to.not.include(SANDBOX_PIN);
  });

  it('says nothing of tries when the token does not tell', async () => {
    const page = await atCard(await room(), () => Promise.reject(new RekeyError('token', { reason: 'pin-refused' })));
    page.press(USE);
    await troubled(page, 'The PIN was not accepted');
    expect(page.text).to.not.match(/tries are left|try is left/);
  });

  for (const [what, thrown, title] of [
    ['has no key', new RekeyError('token', { reason: 'key-absent' }), 'The card has no key for this'],
    ['was cancelled', new RekeyError('token', { reason: 'cancelled' }), 'Signing was cancelled'],
    ['throws in words of its own', new Error('CKR_DEVICE_ERROR 0x30'), 'The card could not be used'],
  ] as const) {
    it(`that ${what} is told in our words, and another source is at hand`, async () => {
      const page = await atCard(await room(['token', 'browser', 'upload']), () => Promise.reject(thrown));
      page.press(USE);
      await troubled(page, title);
      expect(page.text).to.not.include('CKR');
      expect(page.events.at(-1)).to.deep.include({ type: 'rekey-error' });
      page.press('Give the key in another way');
      await page.until(() => page.has('#passphrase'), 'the key of the browser');
      expect(page.has('#problem')).to.equal(false);
    });
  }

  it('that is pulled in the middle is told, and one that hangs can be stopped', async () => {
    const ra = await room();
    const signals: (AbortSignal | undefined)[] = [];
    let typed: (pin: string) => void = () => undefined;
    const card = new SandboxCard({ askPin: ({ signal }) => new Promise((resolve) => {
      signals.push(signal);
      typed = resolve;
    }) });
    const page = await atCard(ra, card.signer);
    page.press(USE);
    await page.until(() => page.has('progress') && signals.length === 1, 'the wait for the card');
    expect(page.text).to.include('Waiting for the card');
    await page.isAccessible();
    card.inserted = false;
    typed(SANDBOX_PIN);
    await troubled(page, 'No card in the reader');
    card.inserted = true;
    page.press('Try again');
    await page.until(() => signals.length === 2, 'the second wait');
    page.press('Stop');
    await page.until(() => !page.has('progress'), 'the end of the wait');
    expect(signals[1]?.aborted).to.equal(true);
    expect(page.has('#problem'), 'a stop is no problem').to.equal(false);
    typed(SANDBOX_PIN);
    await page.element.updateComplete;
    expect((await requestIn(ra))?.csr, 'what comes too late goes nowhere').to.equal(undefined);
    page.press(USE);
    await page.until(() => signals.length === 3, 'the third wait');
    typed(SANDBOX_PIN);
    await signed(page);
  });

  it('with a key that the RA knows is refused before its CSR is sent', async () => {
    const ra = await room();
    const card = new SandboxCard();
    const attached: string[] = [];
    const wrap = (adapter: RaAdapter): RaAdapter => Object.assign(Object.create(adapter) as RaAdapter, {
      attachCsr: (...args: Parameters<RaAdapter['attachCsr']>) => { attached.push(args[0]); return adapter.attachCsr(...args); },
      checkKey: () => Promise.resolve({ known: 'compromised' as const }),
    });
    const page = await atCard(ra, card.signer, { wrap });
    page.press(USE);
    await page.until(() => page.has('.checks'), 'the checks');
    expect(page.text).to.include('The RA knows this key as compromised');
    expect(attached).to.deep.equal([]);
    expect(page.text).to.include('Needs a CSR that passes');
    await page.isAccessible();
    expect(page.button('Sign with the card again').getAttribute('aria-disabled')).to.equal(null);
  });

  it('with a key of a kind that the policy does not take is refused before its CSR is sent', async () => {
    const ra = await room();
    await ra.controls.setPolicy('tls-server', { keyAlgorithms: ['rsa-3072'] });
    const card = new SandboxCard();
    const page = await atCard(ra, (o) => card.signer({ ...o, algorithms: ['ec-p256'] }));
    page.press(USE);
    await page.until(() => page.has('.checks'), 'the checks');
    expect((await requestIn(ra))?.csr).to.equal(undefined);
    expect(page.text).to.include('This key cannot be used.');
  });

  it('stays attached over a reload and may sign again', async () => {
    const ra = await room();
    const card = new SandboxCard();
    const first = await atCard(ra, card.signer);
    first.press(USE);
    await signed(first);
    const page = await reload(first, ra, 'cert-shop', withSigner(card.signer));
    await page.at('csr');
    await signed(page);
    const before = (await requestIn(ra))?.csr?.key.spkiSha256;
    card.erase();
    const shown = page.find('pre').textContent;
    page.press('Sign with the card again');
    await page.until(() => page.has('pre') && page.find('pre').textContent !== shown, 'another CSR');
    await signed(page);
    expect((await requestIn(ra))?.csr?.key.spkiSha256).to.not.equal(before);
  });

  it('is not offered as a file at the end: no PKCS#12, no key', async () => {
    const ra = await room();
    await ra.controls.setPolicy('tls-server', { secondFactor: { when: 'never', methods: [] } });
    await ra.controls.setSettings({ vetting: { web: false, admin: false } });
    const { signer } = new SandboxCard();
    const page = await toKey(await begin(ra, 'cert-app', withSigner(signer)));
    page.press(USE);
    await signed(page);
    const user = ra.as('user');
    const request = await requestIn(ra);
    await user.verifyCaa?.(request?.id ?? '', { idempotencyKey: 'v', ifMatch: request?.etag });
    await user.submit(request?.id ?? '', { validity: { mode: 'new' } }, { idempotencyKey: 's', ifMatch: (await requestIn(ra))?.etag });
    const end = await reload(page, ra, 'cert-app', { setUp: ({ element }) => { element.requestId = request?.id; } });
    await end.at('result');
    await end.until(() => end.text.includes('Certificate only'), 'the files');
    expect(end.text).to.not.match(/PKCS#12|\.p12|\.key\.pem/);
    await end.isAccessible();
  });

  it('replaces a key of this browser, whose copy goes', async () => {
    const ra = await room(['browser', 'token']);
    const page = await toKey(await begin(ra, 'cert-shop', { setUp: ({ element }) => { element.signer = new SandboxCard().signer; } }));
    const field = page.find<HTMLInputElement>('#passphrase');
    field.value = 'amber-harbour-27-thistle';
    field.dispatchEvent(new Event('input', { bubbles: true }));
    page.press('Generate key and CSR');
    await page.at('key-backup');
    page.press('Back');
    await page.at('csr');
    page.press('Make another key');
    await page.element.updateComplete;
    page.find<HTMLInputElement>('#key-source-token').click();
    await page.until(() => page.text.includes('this page never sees it'), 'the way of the card');
    page.press(USE);
    await signed(page);
    expect((await requestIn(ra))?.csr?.source).to.equal('token');
    page.press('Next');
    await page.at('subject');
  });
});

describe('a page without a card reader', () => {
  it('does not offer the card, and says so', async () => {
    const page = await toKey(await begin(await room(['token', 'browser', 'upload'])));
    expect(page.has('#passphrase')).to.equal(true);
    expect(page.text).to.include('this page has no way to a card reader');
    expect(page.text).to.not.include('Use a smart card or token');
    await page.isAccessible();
  });

  it('cannot begin where the policy takes nothing but a card', async () => {
    const page = await begin(await room(['token']));
    expect(page.element.step).to.equal('refused');
  });
});
