import { expect } from '@open-wc/testing';
import type { RaAdapter } from '../../../src/core/adapter.js';
import type { KeyAlgorithmId, RekeyRequest } from '../../../src/core/domain.js';
import { RekeyError } from '../../../src/core/errors.js';
import { createCsr, createKeyPort, generateKey } from '../../../src/crypto.js';
import { hasAlgorithm } from '../../../src/crypto/algorithms.js';
import { toBase64 } from '../../../src/crypto/bytes.js';
import { sliceCsr } from '../../../src/crypto/x509.js';
import { createSandboxRa, SandboxCard } from '../../../src/sandbox.js';
import type { SandboxRa } from '../../../src/sandbox.js';
import { begin, tick, toKey } from './begin.js';
import { PASSPHRASE } from './late.js';
import type { Page } from './late.js';

const room = (): SandboxRa => createSandboxRa({ name: `sources-${crypto.randomUUID()}` });
const requestIn = async (ra: SandboxRa): Promise<RekeyRequest | undefined> => (await ra.as('user').listRequests?.({}))?.items[0];
const shut = (page: Page, label = 'Next'): boolean => page.button(label).getAttribute('aria-disabled') === 'true';

function type(page: Page, id: string, value: string): void {
  const input = page.find<HTMLInputElement>(`#${id}`);
  input.value = value;
  input.dispatchEvent(new Event('input', { bubbles: true }));
}

/** An adapter that differs in some of its methods. */
const but = (change: (adapter: RaAdapter) => Partial<RaAdapter>) => (adapter: RaAdapter): RaAdapter =>
  Object.assign(Object.create(adapter) as RaAdapter, change(adapter));

describe('algorithms that not every browser has', () => {
  const real = SubtleCrypto.prototype.generateKey;
  const lack = (...names: readonly string[]): void => {
    SubtleCrypto.prototype.generateKey = function (this: SubtleCrypto, ...args: Parameters<SubtleCrypto['generateKey']>) {
      const name = typeof args[0] === 'string' ? args[0] : args[0].name;
      return names.includes(name) ? Promise.reject(new DOMException(name, 'NotSupportedError')) : Reflect.apply(real, this, args) as Promise<CryptoKeyPair>;
    } as SubtleCrypto['generateKey'];
    // What was tried before is remembered by this object.
    Object.defineProperty(crypto, 'subtle', {
      configurable: true,
      value: new Proxy(crypto.subtle, {
        get: (target, property) => {
          const value: unknown = Reflect.get(target, property, target);
          return typeof value === 'function' ? (value as (...args: unknown[]) => unknown).bind(target) : value;
        },
      }),
    });
  };
  afterEach(() => {
    SubtleCrypto.prototype.generateKey = real;
    Reflect.deleteProperty(crypto, 'subtle');
  });

  const names: Readonly<Record<string, string>> = { 'ed25519': 'Ed25519', 'ml-dsa-44': 'ML-DSA-44', 'ml-dsa-65': 'ML-DSA-65', 'ml-dsa-87': 'ML-DSA-87' };
  for (const algorithm of Object.keys(names) as KeyAlgorithmId[]) {
    it(`are made where it has them: ${algorithm}, as far as the certificate`, async function () {
      if (!await hasAlgorithm(algorithm)) this.skip();
      const ra = room();
      await ra.controls.setPolicy('tls-server', { keyAlgorithms: [algorithm, 'ec-p256'], keyBackup: 'optional', secondFactor: { when: 'never', methods: [] } });
      await ra.controls.setSettings({ vetting: { web: false, admin: false } });
      const page = await toKey(await begin(ra, 'cert-app'));
      expect(page.all('.pick')).to.deep.equal([`${names[algorithm] ?? ''} recommended`, 'ECDSA P-256']);
      expect(page.text, 'what cannot be read later is said before').to.match(/PKCS#12/);
      await page.isAccessible();
      type(page, 'passphrase', PASSPHRASE);
      page.press('Generate key and CSR');
      await page.at('key-backup');
      page.press('Next');
      await page.at('subject');
      const request = await requestIn(ra);
      expect(request?.csr?.key.algorithm).to.equal(algorithm);
      expect(request?.checks.find(({ id }) => id === 'signature')?.outcome).to.equal('pass');
      const user = ra.as('user');
      const verified = await user.verifyCaa?.(request?.id ?? '', { idempotencyKey: 'v', ifMatch: request?.etag });
      expect(verified).to.not.equal(undefined);
      const now = await requestIn(ra);
      await user.submit(now?.id ?? '', { validity: { mode: 'new' } }, { idempotencyKey: 's', ifMatch: now?.etag });
      const issued = await user.getIssued(now?.id ?? '');
      const report = await createKeyPort({ indexedDB: null }).checkIssued({
        ...issued, csr: request?.csr?.pem ?? '', predecessor: (await user.getCertificate('cert-app')).pem, now: ra.controls.clock.now(), signal: new AbortController().signal,
      });
      expect(report.matches).to.equal(true);
    });
  }

  it('are withheld where it lacks them, with the reason, and the next of the policy is recommended', async () => {
    lack('Ed25519', 'ML-DSA-65');
    const ra = room();
    await ra.controls.setPolicy('tls-server', { keyAlgorithms: ['ed25519', 'ml-dsa-65', 'ec-p384', 'rsa-2048'] });
    const page = await toKey(await begin(ra));
    await page.until(() => page.all('.pick').length === 2, 'what this browser has');
    expect(page.all('.pick')).to.deep.equal(['ECDSA P-384 recommended', 'RSA 2048']);
    expect(page.find<HTMLInputElement>('#algorithm').checked).to.equal(true);
    expect(page.text).to.include('Not offered here: Ed25519, ML-DSA-65. This browser has no such keys.');
    await page.isAccessible();
    type(page, 'passphrase', PASSPHRASE);
    page.press('Generate key and CSR');
    await page.at('key-backup');
    expect((await requestIn(ra))?.csr?.key.algorithm).to.equal('ec-p384');
  });

  it('leave nothing to make where it has none of them, and another way is open', async () => {
    lack('Ed25519');
    const ra = room();
    await ra.controls.setPolicy('tls-server', { keyAlgorithms: ['ed25519'] });
    const page = await toKey(await begin(ra));
    await page.until(() => page.text.includes('The policy takes no key that this browser can make.'), 'the reason');
    expect(page.has('#passphrase')).to.equal(false);
    expect(page.text).to.include('No key can be made in this browser');
    await page.isAccessible();
    tick(page, 'key-source-upload');
    await page.until(() => page.has('.drop'), 'the upload');
  });
});

describe('a key that the RA is asked about before its CSR is sent', () => {
  interface Told { readonly asked: string[]; readonly attached: string[] }
  function asking(answer: NonNullable<RaAdapter['checkKey']>): Told & { wrap: (adapter: RaAdapter) => RaAdapter } {
    const [asked, attached]: [string[], string[]] = [[], []];
    return {
      asked, attached,
      wrap: but((adapter) => ({
        checkKey: (body, o) => { asked.push(body.spki); return answer(body, o); },
        attachCsr: (...args) => { attached.push(args[1].csr); return adapter.attachCsr(...args); },
      })),
    };
  }
  const csrFor = async (ra: SandboxRa): Promise<string> =>
    (await createCsr({ certificate: (await ra.as('user').getCertificate('cert-shop')).pem, key: await generateKey('ec-p256') })).pem;
  async function offer(page: Page, csr: string): Promise<void> {
    tick(page, 'key-source-upload');
    await page.until(() => page.has('.drop'), 'the place for it');
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([csr], 'mine.csr'));
    page.find('.drop').dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  }
  const failing = (page: Page): string[] => [...page.root.querySelectorAll<HTMLElement>('[data-check][data-outcome="fail"]')].map((row) => row.dataset['check'] ?? '');

  for (const [known, check] of [['weak', 'key-strength'], ['used', 'key-reuse'], ['compromised', 'key-reuse']] as const) {
    it(`is refused as ${known}, and its CSR stays here`, async () => {
      const ra = room();
      const told = asking(() => Promise.resolve({ known }));
      const page = await toKey(await begin(ra, 'cert-shop', { wrap: told.wrap }));
      const csr = await csrFor(ra);
      await offer(page, csr);
      await page.until(() => page.has('.checks'), 'the checks');
      expect(failing(page)).to.deep.equal([check]);
      expect(told.asked).to.deep.equal([toBase64(sliceCsr(csr).spki)]);
      expect(told.attached).to.deep.equal([]);
      expect(shut(page)).to.equal(true);
      await page.isAccessible();
    });
  }

  for (const [what, answer] of [
    ['does not answer', () => Promise.reject(new RekeyError('unavailable'))], ['knows no such question', () => Promise.reject(new RekeyError('not-found'))],
    ['knows nothing of it', () => Promise.resolve({ known: 'no' as const })],
  ] as const) {
    it(`goes on when the RA ${what}`, async () => {
      const ra = room();
      const told = asking(answer);
      const page = await toKey(await begin(ra, 'cert-shop', { wrap: told.wrap }));
      await offer(page, await csrFor(ra));
      await page.until(() => !shut(page), 'the RA took it');
      expect([told.asked.length, told.attached.length]).to.deep.equal([1, 1]);
    });
  }

  it('is not asked about when it failed here already, or when the RA has no such question', async () => {
    const ra = room();
    const told = asking(() => Promise.resolve({ known: 'no' }));
    const page = await toKey(await begin(ra, 'cert-shop', { wrap: told.wrap }));
    const other = await createCsr({ certificate: (await ra.as('user').getCertificate('cert-app')).pem, key: await generateKey('ec-p256') });
    await offer(page, other.pem);
    await page.until(() => page.has('.checks'), 'the checks');
    expect(told.asked).to.deep.equal([]);
    const silent = await toKey(await begin(room(), 'cert-shop', { wrap: but(() => ({ checkKey: undefined }) as unknown as Partial<RaAdapter>) }));
    await offer(silent, await csrFor(ra));
    await silent.until(() => silent.has('.checks'), 'the checks');
  });

  it('and was made here is dropped when the RA refuses it, and another can be made', async () => {
    const ra = room();
    let known: 'compromised' | 'no' = 'compromised';
    const told = asking(() => Promise.resolve({ known }));
    const page = await toKey(await begin(ra, 'cert-shop', { wrap: told.wrap }));
    type(page, 'passphrase', PASSPHRASE);
    page.press('Generate key and CSR');
    await page.until(() => page.text.includes('The RA did not accept the key'), 'the refusal');
    expect(told.attached).to.deep.equal([]);
    const { id } = (await ra.as('user').getSettings()).user;
    const spkiSha256 = [...new Uint8Array(await crypto.subtle.digest('SHA-256', Uint8Array.from(atob(told.asked[0] ?? ''), (c) => c.charCodeAt(0))))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    expect(await createKeyPort().encryptedKey({ raId: ra.as('user').raId, userId: id, spkiSha256 }), 'no copy is kept').to.equal(undefined);
    known = 'no';
    type(page, 'passphrase', PASSPHRASE);
    page.press('Generate key and CSR');
    await page.at('key-backup');
  });
});

describe('pasted text', () => {
  it('stays in its field when it could not be checked', async () => {
    const page = await toKey(await begin(room()));
    tick(page, 'key-source-upload');
    await page.until(() => page.has('.drop'), 'the place for it');
    page.press('paste it as text');
    await page.until(() => page.has('#csr-text'), 'the field');
    const text = `-----BEGIN CERTIFICATE REQUEST-----\n${'A'.repeat(70_000)}`;
    page.find<HTMLTextAreaElement>('#csr-text').value = text;
    page.press('Check the CSR');
    await page.until(() => page.text.includes('larger than 64 kB'), 'the refusal');
    expect(page.find<HTMLTextAreaElement>('#csr-text').value).to.equal(text);
  });
});

describe('a token in a page without a secure context', () => {
  afterEach(() => {
    Reflect.deleteProperty(crypto, 'subtle');
  });

  it('serves: the RA checks what this page cannot', async () => {
    const { subtle } = crypto;
    const own = { subtle, getRandomValues: crypto.getRandomValues.bind(crypto) } as unknown as Crypto;
    const ra = createSandboxRa({ name: `insecure-card-${crypto.randomUUID()}`, crypto: own });
    await ra.controls.setPolicy('tls-server', { keySources: ['browser', 'token'] });
    const card = new SandboxCard({ crypto: own });
    // A chip needs nothing of the page's crypto.
    const { pem } = await ra.as('user').getCertificate('cert-shop');
    const signer = await card.signer({ certificate: pem, algorithms: ['ec-p256'], signal: new AbortController().signal });
    Object.defineProperty(crypto, 'subtle', { value: undefined, configurable: true });
    const page = await toKey(await begin(ra, 'cert-shop', { setUp: ({ element }) => { element.signer = signer; } }));
    expect(page.text).to.include('A key cannot be made in this page');
    page.press('Sign with the card');
    await page.until(() => page.has('.checks') && !shut(page), 'the RA took it');
    await page.isAccessible();
  });
});
