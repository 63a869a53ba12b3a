import { expect } from '@open-wc/testing';
import { createCsr, createKeyPort, ecdsaSigValue, generateKey, inspectCsr, RekeyError, signerFromCryptoKey, type KeyAlgorithmId, type Signer } from '../../../src/crypto.js';
import { hasAlgorithm } from '../../../src/crypto/algorithms.js';
import { cachedScheme, signWith } from '../../../src/crypto/signature.js';
import { sliceCsr } from '../../../src/crypto/x509.js';
import { dns, errorOf, generalNames, keyPair, selfSigned, spkiOf } from './fixtures.js';

const certificate = async (): Promise<string> => (await selfSigned({ san: generalNames(dns('example.org')) })).pem;
const notPassed = (checks: readonly { id: string; outcome: string }[]): string[] => checks.filter(({ outcome }) => outcome !== 'pass').map(({ id }) => id);

/** A card as a bridge shows it: its private key signs and is not to be had. */
async function card(algorithm: KeyAlgorithmId = 'ec-p256'): Promise<{ privateKey: CryptoKey; publicKey: CryptoKey; subtle: Pick<SubtleCrypto, 'sign' | 'exportKey'> }> {
  const { privateKey, publicKey } = await keyPair('card', algorithm);
  return {
    privateKey, publicKey,
    subtle: {
      sign: (...args: Parameters<SubtleCrypto['sign']>) => crypto.subtle.sign(...args),
      exportKey: ((format: 'spki', key: CryptoKey) => (key.type === 'public' ? crypto.subtle.exportKey(format, key)
        : Promise.reject(new DOMException('the key stays', 'InvalidAccessError')))) as SubtleCrypto['exportKey'],
    },
  };
}

const signerOf = async (algorithm: KeyAlgorithmId = 'ec-p256'): Promise<Signer> => signerFromCryptoKey(await card(algorithm));

describe('a signer over a bridge with the interface of WebCrypto', () => {
  for (const algorithm of ['ec-p256', 'ec-p384', 'ec-p521', 'rsa-2048', 'rsa-3072', 'ed25519', 'ml-dsa-44'] as const) {
    it(`signs a CSR with an ${algorithm} key`, async function () {
      if (!await hasAlgorithm(algorithm)) this.skip();
      const signer = await signerOf(algorithm);
      expect(signer.algorithm).to.equal(algorithm);
      const { pem } = await createCsr({ certificate: await certificate(), key: signer });
      const report = await inspectCsr(pem, { certificate: await certificate() });
      expect(notPassed(report.checks)).to.deep.equal([]);
      expect(report.key?.algorithm).to.equal(algorithm);
    });
  }

  it('takes the public key as bytes where the bridge cannot export it', async () => {
    const { privateKey, publicKey, subtle } = await card();
    const spki = new Uint8Array(await crypto.subtle.exportKey('spki', publicKey));
    const { sign } = subtle;
    const signer = await signerFromCryptoKey({ subtle: { sign, exportKey: (() => Promise.reject(new Error('no'))) as SubtleCrypto['exportKey'] }, privateKey, spki });
    expect(signer.spki).to.deep.equal(spki);
    expect(await errorOf(signerFromCryptoKey({ subtle, privateKey }))).to.include({ code: 'bad-input', reason: 'spki-missing' });
    expect(await errorOf(signerFromCryptoKey({ subtle, privateKey, spki: Uint8Array.of(0x30, 0) }))).to.include({ code: 'bad-input' });
  });

  it('refuses keys that no CSR of ours is signed with', async () => {
    const { subtle } = await card();
    const rsa = await crypto.subtle.generateKey({ name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-1', modulusLength: 2048, publicExponent: Uint8Array.of(1, 0, 1) }, false, ['sign', 'verify']);
    expect(await errorOf(signerFromCryptoKey({ subtle, ...rsa }))).to.include({ code: 'unsupported', reason: 'algorithm' });
    const odd = await crypto.subtle.generateKey({ name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', modulusLength: 2176, publicExponent: Uint8Array.of(1, 0, 1) }, false, ['sign', 'verify']);
    expect(await errorOf(signerFromCryptoKey({ subtle, ...odd }))).to.include({ code: 'unsupported', detail: 'rsa-2176' });
  });

  it('turns r || s into DER whatever its leading bits are', () => {
    const raw = Uint8Array.of(0, 0, 1, 2, 0xff, 3, 4, 5);
    expect([...ecdsaSigValue(raw)]).to.deep.equal([0x30, 11, 2, 2, 1, 2, 2, 5, 0, 0xff, 3, 4, 5]);
  });
});

describe('what a token signs', () => {
  const fails = async (signer: Signer): Promise<unknown> => errorOf(createCsr({ certificate: await certificate(), key: signer }));
  const bad = { code: 'token', reason: 'bad-signature' };

  it('is believed only when it verifies under the public key that the token named', async () => {
    const good = await signerOf();
    const other = await keyPair('another card');
    expect(await fails({ ...good, sign: (tbs) => good.sign(Uint8Array.from(tbs, (byte) => byte ^ 1)) }), 'other bytes').to.include(bad);
    expect(await fails({ ...good, spki: await spkiOf(other) }), 'another key').to.include(bad);
    expect(await fails({ ...good, algorithm: 'ec-p384' }), 'another kind than its key is').to.include(bad);
    expect(await fails({ ...good, spki: Uint8Array.of(0x30, 0) }), 'no key').to.include(bad);
    expect(await fails({ ...good, sign: () => Promise.resolve(new Uint8Array(0)) }), 'nothing').to.include(bad);
    expect(await fails({ ...good, sign: () => Promise.resolve('signature' as unknown as Uint8Array) }), 'no bytes').to.include(bad);
    const { privateKey } = await card();
    const raw = async (tbs: Uint8Array): Promise<Uint8Array> => new Uint8Array(await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, privateKey, Uint8Array.from(tbs)));
    expect(await fails({ ...good, sign: raw }), 'r || s, which is no DER').to.include(bad);
  });

  it('is signed by no key of another kind than the token says, though the signature verifies', async () => {
    // RSA signs alike at every length, and the policy allows kinds of keys by their length.
    const long = await signerOf('rsa-3072');
    expect(await fails({ ...long, algorithm: 'rsa-2048' })).to.include(bad);
    const { pem } = await createCsr({ certificate: await certificate(), key: long });
    expect((await inspectCsr(pem)).key?.algorithm).to.equal('rsa-3072');
  });

  it('is what the page made, whatever the token does to the bytes that it was given', async () => {
    const good = await signerOf();
    const pem = await certificate();
    const forger: Signer = { ...good, sign: (tbs) => { tbs.fill(0x78, -4); return good.sign(tbs); } };
    expect(await fails(forger)).to.include(bad);
    const vandal: Signer = { ...good, sign: async (tbs) => { const signature = await good.sign(tbs); tbs.fill(0); return signature; } };
    const { pem: csr } = await createCsr({ certificate: pem, key: vandal });
    expect(notPassed((await inspectCsr(csr, { certificate: pem })).checks)).to.deep.equal([]);
  });

  it('goes to the RA unverified where the page has no WebCrypto, or lacks the algorithm', async () => {
    const good = await signerOf();
    const none = {} as Crypto;
    const { pem } = await createCsr({ certificate: await certificate(), key: good, crypto: none });
    const report = await inspectCsr(pem, { crypto: none });
    expect(report.checks.find(({ id }) => id === 'signature')?.outcome).to.equal('unknown');
    const without = { subtle: { generateKey: () => Promise.reject(new DOMException('', 'NotSupportedError')) }, getRandomValues: crypto.getRandomValues.bind(crypto) } as unknown as Crypto;
    const edwards = new Uint8Array([0x30, 0x2a, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 3, 0x21, 0, 0x58, ...new Array<number>(31).fill(0x66)]);
    const signer: Signer = { spki: edwards, algorithm: 'ed25519', sign: () => Promise.resolve(new Uint8Array(64)) };
    const unseen = await createCsr({ certificate: await certificate(), key: signer, crypto: without });
    const signature = (await inspectCsr(unseen.pem, { crypto: without })).checks.find(({ id }) => id === 'signature');
    expect(signature).to.deep.include({ outcome: 'unknown', detail: { reason: 'algorithm' } });
  });

  it('is not waited for after a stop, whatever the token does', async () => {
    const good = await signerOf();
    const controller = new AbortController();
    const hanging: Signer = { ...good, sign: () => new Promise(() => { controller.abort(); }) };
    expect(await errorOf(createCsr({ certificate: await certificate(), key: hanging, signal: controller.signal }))).to.include({ code: 'aborted' });
    const again = new AbortController();
    const thrower: Signer = { ...good, sign: () => { again.abort(); throw new Error('gone'); } };
    expect(await errorOf(createCsr({ certificate: await certificate(), key: thrower, signal: again.signal }))).to.have.property('code');
  });

  it('hands the signal to the token', async () => {
    const good = await signerOf();
    const { signal } = new AbortController();
    let given: AbortSignal | undefined;
    await createCsr({ certificate: await certificate(), signal, key: { ...good, sign: (tbs, o) => { given = o?.signal; return good.sign(tbs); } } });
    expect(given).to.equal(signal);
  });

  it('fails with the reason that the token gives, and with none of its words', async () => {
    const good = await signerOf();
    expect(await fails({ ...good, sign: () => Promise.reject(new RekeyError('token', { reason: 'card-absent' })) })).to.include({ code: 'token', reason: 'card-absent' });
    expect(await fails({ ...good, sign: () => Promise.reject(new Error('CKR_PIN_INCORRECT')) })).to.include({ code: 'token', reason: 'other' });
    // A bridge of another copy of this package.
    expect(await fails({ ...good, sign: () => Promise.reject(Object.assign(new Error('x'), { code: 'token', reason: 'pin-locked' })) })).to.include({ code: 'token', reason: 'pin-locked' });
  });
});

describe('the key port with a token', () => {
  const { signal } = new AbortController();

  it('signs again for other names with the key of the attached CSR, and with no other', async () => {
    const port = createKeyPort({ indexedDB: null });
    const pem = await certificate();
    const key = await signerOf();
    const { csr } = await port.sign({ key, certificate: pem, signal });
    const san = { from: 'csr', keep: [0], add: [{ type: 'dns', value: 'www.example.org' }] } as const;
    const changed = await port.sign({ key, certificate: pem, csr, san, signal });
    expect(sliceCsr(changed.csr).spki).to.deep.equal(sliceCsr(csr).spki);
    expect(port.names(changed.csr).map(({ value }) => value)).to.deep.equal(['example.org', 'www.example.org']);
    const pair = await generateKey('ec-p256');
    const stranger: Signer = { spki: await spkiOf(pair), algorithm: 'ec-p256', sign: (tbs) => signWith(pair.privateKey, cachedScheme('ec-p256'), Uint8Array.from(tbs), crypto.subtle) };
    expect(await errorOf(port.sign({ key: stranger, certificate: pem, csr, san, signal }))).to.include({ code: 'token', reason: 'key-absent' });
  });
});
