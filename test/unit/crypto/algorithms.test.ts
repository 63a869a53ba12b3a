import { expect } from '@open-wc/testing';
import {
  checkKeyStrength, createCsr, createKeyPort, exportPkcs12, inspectCsr, proveKey, samePublicKey, supportedAlgorithms, unwrapPrivateKey, wrapPrivateKey,
  type KeyAlgorithmId,
} from '../../../src/crypto.js';
import { hasAlgorithm } from '../../../src/crypto/algorithms.js';
import { bytesOf, concat } from '../../../src/crypto/bytes.js';
import { algorithmIdentifier, bitString, derNull, DerReader, TAG, decodeOid, sequence } from '../../../src/crypto/der.js';
import { isSoundEd25519Point } from '../../../src/crypto/ed25519.js';
import { OID } from '../../../src/crypto/oids.js';
import { PLAIN_ALGORITHMS } from '../../../src/crypto/signature.js';
import { sliceCsr } from '../../../src/crypto/x509.js';
import { checkOf, dns, errorOf, failed, generalNames, keyPair, makeCertificate, makeCsr, selfSigned, spkiOf } from './fixtures.js';

const PASSPHRASE = 'a passphrase of ours';
const OIDS: Readonly<Record<string, string>> = {
  ed25519: '1.3.101.112', 'ml-dsa-44': '2.16.840.1.101.3.4.3.17', 'ml-dsa-65': '2.16.840.1.101.3.4.3.18', 'ml-dsa-87': '2.16.840.1.101.3.4.3.19',
};
/** Octets of PrivateKeyInfo: for ML-DSA, the seed of 32 octets under [0] (RFC 9881 section 6). */
const PKCS8_SIZES: Readonly<Record<string, number>> = { ed25519: 48, 'ml-dsa-44': 54, 'ml-dsa-65': 54, 'ml-dsa-87': 54 };

for (const algorithm of PLAIN_ALGORITHMS) {
  describe(`${algorithm}, where the browser has it`, () => {
    before(async function () {
      if (!await hasAlgorithm(algorithm)) this.skip();
    });

    it('signs a CSR that passes every check', async () => {
      const { pem: certificate } = await selfSigned({ san: generalNames(dns('example.org')) });
      const csr = await createCsr({ certificate, key: await keyPair('whole', algorithm) });
      const report = await inspectCsr(csr.pem, { certificate, policy: { keyAlgorithms: [algorithm] } });
      expect(failed(report)).to.deep.equal([]);
      expect(report.key?.algorithm).to.equal(algorithm);
    });

    let file: string;
    it('is encrypted, and opened with its passphrase alone as a key that stays', async () => {
      ({ pem: file } = await wrapPrivateKey((await keyPair('whole', algorithm)).privateKey, PASSPHRASE));
      expect((await unwrapPrivateKey(file, PASSPHRASE)).extractable).to.equal(false);
      expect(await errorOf(unwrapPrivateKey(file, 'wrong'))).to.include({ code: 'wrong-passphrase' });
    });

    it('is proven by its file, and another is not', async () => {
      const spkis = await Promise.all(['whole', 'other'].map(async (name) => spkiOf(await keyPair(name, algorithm))));
      const proofs = await Promise.all(spkis.map((spki) => proveKey({ file, passphrase: PASSPHRASE, spki })));
      expect(proofs).to.deep.equal([true, false]);
    });

    it('goes into a PKCS#12 file', async () => {
      const issued = await makeCertificate({ spki: await spkiOf(await keyPair('whole', algorithm)), signer: await keyPair('ca') });
      expect((await exportPkcs12({ encryptedKey: file, passphrase: PASSPHRASE, certificate: issued.pem, chain: [] }))[0]).to.equal(0x30);
    });

    it('has the identifiers of its standard, without parameters', async () => {
      const pair = await keyPair('whole', algorithm);
      const csr = sliceCsr((await createCsr({ certificate: (await selfSigned()).pem, key: pair })).der);
      expect(csr.signatureAlgorithm).to.deep.include({ oid: OIDS[algorithm] });
      expect(csr.signatureAlgorithm.parameters).to.equal(undefined);
      const inner = DerReader.of(csr.spki).enter();
      expect(decodeOid(inner.read(TAG.oid).content)).to.equal(OIDS[algorithm]);
      expect(inner.done).to.equal(true);
      expect((await crypto.subtle.exportKey('pkcs8', pair.privateKey)).byteLength).to.equal(PKCS8_SIZES[algorithm]);
    });

    it('is refused with parameters, in the key or in the signature', async () => {
      const pair = await keyPair('whole', algorithm);
      const reader = DerReader.of(await spkiOf(pair));
      reader.read();
      const odd = await inspectCsr(await makeCsr({ key: pair, spki: sequence(algorithmIdentifier(OIDS[algorithm] ?? '', derNull()), reader.rest) }));
      expect(checkOf(odd, 'key-encoding')).to.deep.include({ outcome: 'fail', detail: { form: 'extra-parameters' } });
      const signed = await inspectCsr(await makeCsr({ key: pair, algorithm: algorithmIdentifier(OIDS[algorithm] ?? '', derNull()) }));
      expect(checkOf(signed, 'signature-algorithm').outcome).to.equal('fail');
    });

    it('proves nothing when the signature is another’s', async () => {
      const forged = await inspectCsr(await makeCsr({ key: await keyPair('whole', algorithm), forge: (signature) => signature.map((byte, i) => (i === 3 ? byte ^ 1 : byte)) }));
      expect(checkOf(forged, 'signature').outcome).to.equal('fail');
      const short = await inspectCsr(await makeCsr({ key: await keyPair('whole', algorithm), forge: () => new Uint8Array(3) }));
      expect(checkOf(short, 'signature').outcome).to.equal('fail');
    });

    it('is weak when its length is not that of its kind', async () => {
      const spki = await spkiOf(await keyPair('whole', algorithm));
      const strength = checkKeyStrength(spki);
      expect(strength.every(({ outcome }) => outcome === 'pass')).to.equal(true);
      const cut = sequence(algorithmIdentifier(OIDS[algorithm] ?? ''), bitString(bytesOf(spki).subarray(-31)));
      expect(checkKeyStrength(cut)[0]).to.deep.include({ outcome: 'fail' });
      expect(samePublicKey(cut, spki)).to.equal(false);
    });

    it('is made, kept and signed with by the key port', async () => {
      const port = createKeyPort({ indexedDB: null });
      const { pem: certificate } = await selfSigned({ san: generalNames(dns('example.org')) });
      const made = await port.make({
        algorithm, passphrase: PASSPHRASE, certificate, raId: 'ra', userId: 'user', keepFor: 1000, signal: new AbortController().signal,
      });
      expect(failed(await inspectCsr(made.csr, { certificate }))).to.deep.equal([]);
      expect(made.key.algorithm).to.equal(algorithm);
    });
  });
}

describe('the algorithms of a WebCrypto', () => {
  /** Counts how often keys are made, and refuses some algorithms. */
  function lacking(...names: readonly string[]): { crypto: Crypto; made: string[] } {
    const made: string[] = [];
    const subtle = new Proxy(crypto.subtle, {
      get: (target, property) => {
        const value: unknown = Reflect.get(target, property, target);
        if (typeof value !== 'function') return value;
        const call = value as (...args: unknown[]) => unknown;
        return (...args: unknown[]) => {
          const name = (args[0] as { name?: string }).name ?? '';
          if (property === 'generateKey') made.push(name);
          return property === 'generateKey' && names.includes(name) ? Promise.reject(new DOMException(name, 'NotSupportedError')) : call.apply(target, args);
        };
      },
    });
    return { made, crypto: { subtle, getRandomValues: crypto.getRandomValues.bind(crypto) } as unknown as Crypto };
  }

  it('are found by trying, in the order that was asked for, each once', async () => {
    const { crypto: without, made } = lacking('Ed25519', 'ML-DSA-44');
    const wanted: KeyAlgorithmId[] = ['ml-dsa-44', 'ec-p384', 'ed25519', 'rsa-4096', 'ec-p256'];
    expect(await supportedAlgorithms(wanted, { crypto: without })).to.deep.equal(['ec-p384', 'rsa-4096', 'ec-p256']);
    const tried = made.length;
    expect(await supportedAlgorithms([...wanted].reverse(), { crypto: without })).to.deep.equal(['ec-p256', 'rsa-4096', 'ec-p384']);
    expect(made.length).to.equal(tried);
    expect(made.filter((name) => name.startsWith('RSA'))).to.deep.equal([]);
  });

  it('are none without WebCrypto', async () => {
    expect(await supportedAlgorithms(['ec-p256', 'rsa-2048'], { crypto: {} as Crypto })).to.deep.equal([]);
  });

  it('leave the signature of a CSR to the RA where they lack its algorithm, and to nobody where they have it', async () => {
    const { crypto: without } = lacking('Ed25519');
    if (!await hasAlgorithm('ed25519')) return;
    const missing = new Proxy(without.subtle, {
      get: (target, property) => (property === 'importKey' ? () => Promise.reject(new DOMException('', 'NotSupportedError')) : Reflect.get(target, property) as unknown),
    });
    const csr = await makeCsr({ key: await keyPair('whole', 'ed25519') });
    const o = { crypto: { subtle: missing } as unknown as Crypto };
    expect(checkOf(await inspectCsr(csr, o), 'signature')).to.deep.include({ outcome: 'unknown' });
    // An RSA signature under an Ed25519 key is not made good by that.
    const wrong = await makeCsr({ key: await keyPair('whole', 'ed25519'), algorithm: algorithmIdentifier(OID.sha256WithRsa, derNull()) });
    expect(checkOf(await inspectCsr(wrong, o), 'signature').outcome).to.equal('fail');
  });
});

describe('a public key of Ed25519', () => {
  const point = (...bytes: readonly number[]): Uint8Array => Uint8Array.from({ length: 32 }, (_, i) => bytes[i] ?? 0);
  const hex = (text: string): Uint8Array => Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));

  it('is sound when it is one of RFC 8032 section 7.1', () => {
    for (const key of [
      'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a', '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
      'fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025', '278117fc144c72340f67d0f2316e8386ceffbf2b2428c9c51fef7c597f1d426e',
    ]) expect(isSoundEd25519Point(hex(key)), key).to.equal(true);
  });

  it('is not when it is of small order, out of range or off the curve', () => {
    const p = concat([Uint8Array.of(0xed), new Uint8Array(30).fill(0xff), Uint8Array.of(0x7f)]);
    const bad: Readonly<Record<string, Uint8Array>> = {
      'the neutral element': point(1), 'order 2': concat([Uint8Array.of(0xec), p.subarray(1)]), 'order 4': point(0),
      'order 8': hex('26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05'), 'order 8, the other': hex('c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a'),
      'y = p': p, 'y = 2^255 - 1': concat([new Uint8Array(31).fill(0xff), Uint8Array.of(0x7f)]), 'x = 0 with a sign': concat([point(1).subarray(0, 31), Uint8Array.of(0x80)]),
      'no square': point(2), 'too short': new Uint8Array(31),
    };
    for (const [what, key] of Object.entries(bad)) expect(isSoundEd25519Point(key), what).to.equal(false);
  });

  it('is what the browser makes', async function () {
    if (!await hasAlgorithm('ed25519')) this.skip();
    for (let i = 0; i < 8; i++) {
      const key = (await spkiOf(await keyPair(`sound ${String(i)}`, 'ed25519'))).subarray(12);
      expect(isSoundEd25519Point(key)).to.equal(true);
    }
  });
});
