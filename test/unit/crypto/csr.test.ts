import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { createCsr, generateKey, inspectCsr, type KeyAlgorithmId, type Signer } from '../../../src/crypto.js';
import { equalBytes, toHex } from '../../../src/crypto/bytes.js';
import { OID } from '../../../src/crypto/oids.js';
import { cachedScheme, signWith, verifySigned } from '../../../src/crypto/signature.js';
import { sliceCsr } from '../../../src/crypto/x509.js';
import { dns, email, errorOf, generalNames, keyPair, name, attribute, selfSigned, spkiOf, uglyName, uglySan } from './fixtures.js';
import { utf8String, bmpString, printableString } from '../../../src/crypto/der.js';

describe('createCsr', () => {
  const algorithms: readonly (readonly [KeyAlgorithmId, string])[] = [
    ['ec-p256', OID.ecdsaWithSha256], ['ec-p384', OID.ecdsaWithSha384], ['ec-p521', OID.ecdsaWithSha512], ['rsa-2048', OID.sha256WithRsa],
  ];
  for (const [algorithm, signatureOid] of algorithms) {
    it(`signs with a new ${algorithm} key under the algorithm that belongs to it`, async () => {
      const certificate = await selfSigned({ san: uglySan() });
      const key = await generateKey(algorithm);
      const csr = sliceCsr((await createCsr({ certificate: certificate.pem, key })).pem);
      expect(csr.signatureAlgorithm.oid).to.equal(signatureOid);
      // RFC 4055 section 5: RSA has a NULL; RFC 5758 3.2: ECDSA has no parameters.
      expect(csr.signatureAlgorithm.parameters && toHex(csr.signatureAlgorithm.parameters)).to.equal(algorithm.startsWith('rsa') ? '0500' : undefined);
      expect(await verifySigned(csr, await spkiOf(key))).to.equal(true);
    });
  }

  it('carries an ugly subject and ugly alternative names as the bytes that they are', async () => {
    const certificate = await selfSigned({ subject: uglyName(), san: uglySan() });
    const csr = sliceCsr((await createCsr({ certificate: certificate.der, key: await keyPair('new') })).der);
    expect(equalBytes(csr.subject, uglyName())).to.equal(true);
    expect(csr.san !== undefined && equalBytes(csr.san, uglySan())).to.equal(true);
  });

  it('carries any subject and any names', async () => {
    const key = await keyPair('new');
    const value = fc.oneof(fc.string({ maxLength: 20 }).map(utf8String), fc.string({ maxLength: 20 }).map(bmpString), fc.constant(printableString('')));
    const attributes = fc.array(fc.tuple(fc.constantFrom('2.5.4.3', '2.5.4.10', '1.2.3.4'), value), { minLength: 1, maxLength: 3 });
    const subjects = fc.array(attributes, { minLength: 1, maxLength: 3 }).map((rdns) => name(...rdns.map((each) => each.map(([type, text]) => attribute(type, text)))));
    const sans = fc.array(fc.oneof(fc.string().map(dns), fc.string().map(email)), { minLength: 1, maxLength: 5 }).map((names) => generalNames(...names));
    await fc.assert(fc.asyncProperty(subjects, sans, async (subject, san) => {
      const certificate = await selfSigned({ subject, san });
      const csr = sliceCsr((await createCsr({ certificate: certificate.der, key })).der);
      expect(equalBytes(csr.subject, subject)).to.equal(true);
      expect(csr.san !== undefined && equalBytes(csr.san, san)).to.equal(true);
    }), { numRuns: 25 });
  });

  it('is version 0 with one extensionRequest that holds the SAN alone, and no challenge password', async () => {
    const certificate = await selfSigned({ san: generalNames(dns('a.example')) });
    const csr = sliceCsr((await createCsr({ certificate: certificate.pem, key: await keyPair('new') })).der);
    expect(toHex(csr.version)).to.equal('00');
    expect(csr.attributes?.map(({ oid, values }) => [oid, values.length])).to.deep.equal([[OID.extensionRequest, 1]]);
    expect(csr.extensions.map(({ oid, critical }) => [oid, critical])).to.deep.equal([[OID.subjectAltName, false]]);
  });

  it('has its [0] even when there is nothing to put in', async () => {
    const csr = sliceCsr((await createCsr({ certificate: (await selfSigned()).pem, key: await keyPair('new') })).der);
    expect(csr.attributes).to.deep.equal([]);
  });

  it('makes the SAN critical when the subject is empty', async () => {
    const certificate = await selfSigned({ subject: name(), san: generalNames(dns('a.example')) });
    const csr = sliceCsr((await createCsr({ certificate: certificate.pem, key: await keyPair('new') })).der);
    expect(csr.extensions.map(({ critical }) => critical)).to.deep.equal([true]);
  });

  it('takes other names where they may be edited, and refuses bytes that are none', async () => {
    const certificate = await selfSigned({ san: generalNames(dns('a.example')) });
    const key = await keyPair('new');
    const subjectAltName = generalNames(dns('b.example'));
    const csr = sliceCsr((await createCsr({ certificate: certificate.pem, key, subjectAltName })).der);
    expect(csr.san).to.deep.equal(subjectAltName);
    expect(await errorOf(createCsr({ certificate: certificate.pem, key, subjectAltName: Uint8Array.of(1, 2) }))).to.include({ code: 'bad-input' });
  });

  it('is signed by a signer that keeps its key to itself', async () => {
    const pair = await keyPair('token', 'ec-p384');
    const scheme = cachedScheme('ec-p384');
    const signer: Signer = {
      spki: await spkiOf(pair), algorithm: 'ec-p384',
      sign: (tbs) => signWith(pair.privateKey, scheme, Uint8Array.from(tbs), crypto.subtle),
    };
    const report = await inspectCsr((await createCsr({ certificate: (await selfSigned()).pem, key: signer })).pem);
    expect(report.checks.filter(({ outcome }) => outcome !== 'pass')).to.deep.equal([]);
    expect(report.key?.algorithm).to.equal('ec-p384');
  });

  it('refuses what is no certificate', async () => {
    const key = await keyPair('new');
    const { pem } = await createCsr({ certificate: (await selfSigned()).pem, key });
    expect(await errorOf(createCsr({ certificate: pem, key }))).to.include({ code: 'bad-input', reason: 'wrong-object' });
    expect(await errorOf(createCsr({ certificate: 'x', key }))).to.include({ code: 'bad-input', reason: 'base64' });
  });

  it('ends when it is aborted, before the key and while a signer thinks', async () => {
    const certificate = (await selfSigned()).pem;
    const gone = AbortSignal.abort();
    expect(await errorOf(generateKey('ec-p256', { signal: gone }))).to.include({ code: 'aborted' });
    expect(await errorOf(createCsr({ certificate, key: await keyPair('new'), signal: gone }))).to.include({ code: 'aborted' });
    const controller = new AbortController();
    const signer: Signer = {
      spki: await spkiOf(await keyPair('new')), algorithm: 'ec-p256',
      sign: () => {
        controller.abort();
        return Promise.resolve(Uint8Array.of(0x30, 0));
      },
    };
    expect(await errorOf(createCsr({ certificate, key: signer, signal: controller.signal }))).to.include({ code: 'aborted' });
  });

  it('says that a key is unsupported where WebCrypto is missing or has no such keys', async () => {
    const crypto = {} as Crypto;
    expect(await errorOf(generateKey('ec-p256', { crypto }))).to.include({ code: 'unsupported', reason: 'no-webcrypto' });
    expect(await errorOf(generateKey('dsa-1024' as KeyAlgorithmId))).to.include({ code: 'unsupported', reason: 'algorithm' });
  });
});
