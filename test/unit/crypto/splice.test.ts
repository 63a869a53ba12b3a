import { expect } from '@open-wc/testing';
import { concat, toBase64, type Bytes } from '../../../src/crypto/bytes.js';
import { bitString, boolean, context, contextPrimitive, integer, octetString, oid, sequence, set } from '../../../src/crypto/der.js';
import { OID } from '../../../src/crypto/oids.js';
import { exportSpki } from '../../../src/crypto/public-key.js';
import { carriedFrom, carriedInto } from '../../../src/crypto/splice.js';
import { sliceCertificate } from '../../../src/crypto/x509.js';
import { createCsr, generateKey, RekeyError, supportedAlgorithms } from '../../../src/crypto.js';
import { corpus } from './corpus.js';
import { cn, dns, extension, generalNames, keyPair, makeCertificate, selfSigned, spkiOf } from './fixtures.js';

/** A certificate with nothing true in it but its shape. */
const shaped = (...afterKey: readonly Uint8Array[]): Bytes => {
  const algorithm = sequence(oid(OID.ecdsaWithSha256));
  const key = sequence(sequence(oid(OID.ecPublicKey), oid(OID.p256)), bitString(Uint8Array.of(4)));
  return sequence(sequence(integer(1), algorithm, cn('CA'), sequence(), cn('example.org'), key, ...afterKey), algorithm, bitString(Uint8Array.of(1)));
};

function thrownBy(action: () => unknown): unknown {
  try {
    action();
  } catch (thrown) {
    return thrown;
  }
  return undefined;
}

describe('what is carried from a certificate', () => {
  it('is what the whole of it says, for every certificate of the corpus', async () => {
    for (const each of corpus) {
      const der = await each.certificate();
      const { subject, spki, san, extensions } = sliceCertificate(der);
      const sanCritical = extensions.some(({ oid: type, critical }) => type === OID.subjectAltName && critical);
      expect(carriedFrom(der), each.name).to.deep.equal({ subject, spki, san, sanCritical });
    }
  });

  it('is a slice, and not a copy', async () => {
    const { der } = await selfSigned({ san: generalNames(dns('a.example')) });
    const { subject, spki, san } = carriedFrom(der);
    expect([subject, spki, san].map((slice) => slice?.buffer === der.buffer)).to.deep.equal([true, true, true]);
  });

  it('is found in version 1 and beside unique identifiers', () => {
    const san = generalNames(dns('a.example'));
    const extensions = context(3, sequence(extension(OID.subjectAltName, san)));
    expect(carriedFrom(shaped())).to.deep.include({ subject: cn('example.org'), san: undefined });
    expect(carriedFrom(shaped(contextPrimitive(1, Uint8Array.of(0, 1)), contextPrimitive(2, Uint8Array.of(0, 2)), extensions)).san).to.deep.equal(san);
  });

  it('is critical when the certificate says so, and not when it says no', () => {
    const named = (...critical: readonly Uint8Array[]): Bytes => shaped(context(3, sequence(sequence(oid(OID.subjectAltName), ...critical, octetString(generalNames())))));
    expect([named(), named(boolean(false)), named(boolean(true))].map((der) => carriedFrom(der).sanCritical)).to.deep.equal([false, false, true]);
  });

  it('is refused when there are two SANs, wherever the second stands', async () => {
    const spki = await spkiOf(await keyPair('old'));
    const san = extension(OID.subjectAltName, generalNames(dns('a.example')));
    const { der } = await makeCertificate({ spki, signer: await keyPair('old'), extensions: [san, extension('2.5.29.19', sequence()), san] });
    expect(thrownBy(() => carriedFrom(der))).to.include({ code: 'bad-input', reason: 'duplicate-extension' });
  });

  it('is refused with a typed error wherever the certificate is cut, and when something follows', async () => {
    const { der } = await selfSigned({ san: generalNames(dns('a.example')) });
    for (let length = 0; length < der.length; length++) {
      const thrown = thrownBy(() => carriedFrom(der.slice(0, length)));
      expect(thrown, String(length)).to.be.instanceOf(RekeyError);
      expect(thrown, String(length)).to.include({ code: 'bad-input', reason: 'der' });
    }
    expect(thrownBy(() => carriedFrom(concat([der, Uint8Array.of(0)])))).to.include({ code: 'bad-input', reason: 'der' });
  });

  it('is refused when a length reaches out of what it lies in', async () => {
    const { der } = await selfSigned({ san: generalNames(dns('a.example')) });
    let refused = 0;
    for (let at = 1; at < der.length; at++) {
      const longer = Uint8Array.from(der);
      longer[at] = 0x7f;
      const thrown = thrownBy(() => carriedFrom(longer));
      if (thrown !== undefined) refused++;
      expect(thrown === undefined || thrown instanceof RekeyError, String(at)).to.equal(true);
    }
    expect(refused).to.be.greaterThan(10);
    expect(thrownBy(() => carriedFrom(Uint8Array.of(0x30, 0x80, 0, 0)))).to.include({ code: 'bad-input', reason: 'der' });
    expect(thrownBy(() => carriedFrom(Uint8Array.of(0x30, 0xff, 0, 0)))).to.include({ code: 'bad-input', reason: 'der' });
  });

  it('is read back from a request of ours, and from no other attribute', async () => {
    const certificate = await selfSigned({ subject: sequence(), san: generalNames(dns('a.example')) });
    const { der } = await createCsr({ certificate: certificate.der, key: await keyPair('new') });
    expect(carriedInto(Uint8Array.from(der))).to.deep.equal({ subject: sequence(), san: generalNames(dns('a.example')), sanCritical: true });
    const other = context(0, sequence(oid(OID.challengePassword), set(sequence())));
    const request = sequence(sequence(integer(0), sequence(), sequence(), other), sequence(), bitString(Uint8Array.of(1)));
    expect(thrownBy(() => carriedInto(request))).to.include({ code: 'bad-input', reason: 'der' });
  });
});

describe('exportSpki', () => {
  it('gives the bytes that WebCrypto gives, for a key of every kind', async () => {
    for (const algorithm of await supportedAlgorithms(['ec-p256', 'ec-p384', 'ec-p521', 'rsa-2048', 'ed25519', 'ml-dsa-44'])) {
      const { publicKey } = await generateKey(algorithm);
      expect(await exportSpki(publicKey, crypto.subtle), algorithm).to.deep.equal(new Uint8Array(await crypto.subtle.exportKey('spki', publicKey)));
    }
  });

  it('is content with a WebCrypto that has SPKI alone, or other points than the plain ones', async () => {
    const answers: readonly ((format: string) => unknown)[] = [
      () => { throw new DOMException('no such form', 'NotSupportedError'); }, () => Uint8Array.of(2, ...new Uint8Array(32)).buffer, () => ({}),
    ];
    for (const algorithm of ['ec-p256', 'rsa-2048'] as const) {
      for (const answer of answers) {
        const { publicKey } = await generateKey(algorithm);
        const subtle = { exportKey: async (format: 'spki', key: CryptoKey) => (format === 'spki' ? crypto.subtle.exportKey(format, key) : answer(format)) };
        expect(await exportSpki(publicKey, subtle as unknown as SubtleCrypto), algorithm).to.deep.equal(new Uint8Array(await crypto.subtle.exportKey('spki', publicKey)));
      }
    }
  });
});

describe('toBase64', () => {
  it('writes the same in an engine that has it and in one that has not', () => {
    for (const length of [0, 1, 2, 3, 4095, 4096, 4097, 100_000]) {
      const bytes = Uint8Array.from({ length }, (_, i) => (i * 7 + (i >> 8)) & 255);
      const written = toBase64(bytes);
      expect(atob(written), String(length)).to.equal(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
      expect(toBase64(Object.defineProperty(bytes, 'toBase64', { value: undefined })), String(length)).to.equal(written);
    }
  });
});
