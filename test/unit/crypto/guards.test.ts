import { expect } from '@open-wc/testing';
import { checkIssued, createCsr, inspectCsr } from '../../../src/crypto.js';
import { bitString, context, integer, octetString, oid, sequence } from '../../../src/crypto/der.js';
import { OID } from '../../../src/crypto/oids.js';
import { sliceCsr } from '../../../src/crypto/x509.js';
import { checkOf, cn, dns, errorOf, generalNames, keyPair, makeCertificate, selfSigned, spkiOf } from './fixtures.js';

describe('what others hand over', () => {
  it('is no CSR when whoever signs has written into the names: they are read back and compared', async () => {
    const { privateKey, publicKey } = await keyPair('card');
    const certificate = (await selfSigned({ subject: cn('example.org'), san: generalNames(dns('example.net')) })).pem;
    const meddle = (bytes: Uint8Array, there: string): Uint8Array => {
      bytes[String.fromCharCode(...bytes).indexOf(there)] = 'x'.charCodeAt(0);
      return bytes;
    };
    for (const there of ['example.org', 'example.net']) {
      const subtle = {
        exportKey: crypto.subtle.exportKey.bind(crypto.subtle),
        sign: (algorithm: EcdsaParams, key: CryptoKey, data: Uint8Array<ArrayBuffer>) => crypto.subtle.sign(algorithm, key, meddle(data, there) as Uint8Array<ArrayBuffer>),
      };
      const error = await errorOf(createCsr({ certificate, key: { privateKey, publicKey }, crypto: { subtle } as unknown as Crypto }));
      expect(error, there).to.include({ code: 'protocol', reason: 'names-not-carried' });
    }
  });

  it('is no signed chain when the algorithm of a signature is one that nobody knows', async () => {
    const key = await keyPair('leaf');
    const ca = await selfSigned({ key: 'ca', subject: cn('CA') });
    const spki = await spkiOf(key);
    const { der, pem } = await makeCertificate({ spki, subject: cn('example.org'), signer: await keyPair('ca'), issuer: cn('CA') });
    const csr = (await createCsr({ certificate: pem, key })).pem;
    // 1.2.840.10045.4.3.2 becomes 1.2.840.10045.4.3.9, inside and outside.
    const unknown = Uint8Array.from(der);
    const mark = [0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02];
    for (let at = 0; at < unknown.length; at += 1) if (mark.every((byte, i) => unknown[at + i] === byte)) unknown[at + 7] = 9;
    const report = await checkIssued({ certificate: unknown, chain: [ca.pem], csr, predecessor: pem, now: Date.now() });
    expect(report.checks.find(({ id }) => id === 'issued-chain')).to.deep.include({ outcome: 'fail' });
    expect(report.matches).to.equal(false);
  });

  it('is a private key also in the form of SEC 1 without any label', async () => {
    const scalar = new Uint8Array(32).fill(0x1f);
    for (const der of [
      sequence(integer(1), octetString(scalar)),
      sequence(integer(1), octetString(scalar), context(0, oid(OID.p256)), context(1, bitString(new Uint8Array(65)))),
    ]) {
      const report = await inspectCsr(der);
      expect(report.kind).to.equal('private-key');
      expect(checkOf(report, 'wrong-object').outcome).to.equal('fail');
      expect(report.pem).to.equal(undefined);
    }
    expect(() => sliceCsr(sequence(integer(1), octetString(scalar)))).to.throw();
  });
});
