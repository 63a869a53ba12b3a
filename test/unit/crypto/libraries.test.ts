import { expect } from '@open-wc/testing';
import 'reflect-metadata/lite';
import * as x509 from '@peculiar/x509';
import * as pkijs from 'pkijs';
import { checkIssued, createCsr, exportPkcs12, generateKey, wrapPrivateKey, type IssuedReport, type KeyAlgorithmId } from '../../../src/crypto.js';
import { concat, equalBytes, toHex, type Bytes } from '../../../src/crypto/bytes.js';
import { algorithmIdentifier, DerReader, octetString, sequence, TAG } from '../../../src/crypto/der.js';
import { OID } from '../../../src/crypto/oids.js';
import { encodePem } from '../../../src/crypto/pem.js';
import { digest } from '../../../src/crypto/provider.js';
import { isConfirmed } from '../../../src/crypto/second-opinion.js';
import { sliceCertificate } from '../../../src/crypto/x509.js';
import { cn, compressed, dns, errorOf, generalNames, keyPair, makeCertificate, selfSigned, spkiOf, uglyName, uglySan } from './fixtures.js';

const PASSPHRASE = 'a passphrase of ours';
const ALGORITHMS: readonly KeyAlgorithmId[] = ['ec-p256', 'ec-p384', 'ec-p521', 'rsa-2048', 'ed25519'];

/** Whether every element is in the shortest DER form, however deep; strings in pieces are not. */
function assertDer(bytes: Bytes): void {
  const visit = (reader: DerReader): void => {
    for (const { tag, content } of reader.all()) {
      expect(tag).not.to.equal(TAG.octetString | 0x20);
      if ((tag & 0x20) !== 0) visit(new DerReader(content));
    }
  };
  visit(new DerReader(bytes));
}

describe('what other libraries make of a request', () => {
  const KNOWN_TO_PKIJS = ALGORITHMS.filter((algorithm) => algorithm !== 'ed25519');
  for (const algorithm of ALGORITHMS) {
    it(`@peculiar/x509 verifies one with an ${algorithm} key, and finds its names`, async () => {
      const key = await generateKey(algorithm);
      const { pem } = await createCsr({ certificate: (await selfSigned({ san: generalNames(dns('a.example'), dns('b.example')) })).pem, key });
      const request = new x509.Pkcs10CertificateRequest(pem);
      expect(await request.verify()).to.equal(true);
      expect(request.subject).to.equal('CN=example.org');
      const names = new x509.SubjectAlternativeNameExtension(request.getExtension(OID.subjectAltName)?.rawData ?? new ArrayBuffer());
      expect(names.names.toJSON()).to.deep.equal([{ type: 'dns', value: 'a.example' }, { type: 'dns', value: 'b.example' }]);
      expect(toHex(new Uint8Array(request.publicKey.rawData))).to.equal(toHex(await spkiOf(key)));
    });
  }

  for (const algorithm of KNOWN_TO_PKIJS) {
    it(`pkijs verifies one with an ${algorithm} key, ugly names and all`, async () => {
      const { der } = await createCsr({ certificate: (await selfSigned({ subject: uglyName(), san: uglySan() })).pem, key: await generateKey(algorithm) });
      const request = pkijs.CertificationRequest.fromBER(Uint8Array.from(der));
      expect(await request.verify()).to.equal(true);
      expect(toHex(new Uint8Array(request.subject.valueBeforeDecode))).to.equal(toHex(uglyName()));
    });
  }
});

describe('what pkijs makes of a PKCS#12 file', () => {
  for (const algorithm of ['ec-p256', 'rsa-2048'] as const) {
    it(`finds an ${algorithm} key, its certificate and the chain under the passphrase`, async () => {
      const [pair, ca] = [await keyPair('leaf', algorithm), await selfSigned({ key: 'ca' })];
      const leaf = await makeCertificate({ spki: await spkiOf(pair), signer: await keyPair('ca') });
      const { pem: encryptedKey } = await wrapPrivateKey(pair.privateKey, PASSPHRASE);
      const friendlyName = 'Kľúč 🔑';
      const file = Uint8Array.from(await exportPkcs12({ encryptedKey, passphrase: PASSPHRASE, certificate: leaf.pem, chain: [ca.pem], friendlyName }));
      assertDer(file);

      const password = new TextEncoder().encode(PASSPHRASE).buffer;
      const pfx = pkijs.PFX.fromBER(file);
      await pfx.parseInternalValues({ password, checkIntegrity: true });
      const safe = pfx.parsedValue?.authenticatedSafe;
      await safe?.parseInternalValues({ safeContents: [{ password }, {}] });
      const contents = (safe?.parsedValue as { safeContents: { value: pkijs.SafeContents }[] }).safeContents.map(({ value }) => value);
      const [certificates = [], keys = []] = contents.map(({ safeBags }) => safeBags);
      const raw = certificates.map(({ bagValue }) => new Uint8Array(((bagValue as pkijs.CertBag).parsedValue as pkijs.Certificate).toSchema(false).toBER()));
      expect(raw.map(toHex)).to.deep.equal([leaf.der, ca.der].map(toHex));

      const [key] = keys;
      const bag = key?.bagValue as pkijs.PKCS8ShroudedKeyBag;
      await (bag as unknown as { parseInternalValues: (o: { password: ArrayBuffer }) => Promise<void> }).parseInternalValues({ password });
      expect(toHex(new Uint8Array(bag.parsedValue?.toSchema().toBER() ?? new ArrayBuffer())))
        .to.equal(toHex(new Uint8Array(await crypto.subtle.exportKey('pkcs8', pair.privateKey))));

      const attributes = ({ bagAttributes = [] }: pkijs.SafeBag): Record<string, string> =>
        Object.fromEntries(bagAttributes.map(({ type, values }) => {
          const value = values[0] as { valueBlock: { value?: string; valueHexView: Uint8Array } };
          return [type, type === OID.friendlyName ? value.valueBlock.value ?? '' : toHex(value.valueBlock.valueHexView)];
        }));
      const names = { [OID.friendlyName]: friendlyName, [OID.localKeyId]: toHex(digest(await spkiOf(pair))) };
      expect([...certificates, ...keys].map(attributes)).to.deep.equal([names, {}, names]);
    });
  }

  it('lists the attributes of a bag in the order of their encodings', async () => {
    const pair = await keyPair('leaf');
    const leaf = await makeCertificate({ spki: await spkiOf(pair), signer: pair });
    const { pem: encryptedKey } = await wrapPrivateKey(pair.privateKey, PASSPHRASE);
    // The short one is shorter than the identifier of the key, the other is longer: what comes first differs.
    for (const [friendlyName, order] of [['x', [OID.friendlyName, OID.localKeyId]], ['x'.repeat(40), [OID.localKeyId, OID.friendlyName]]] as const) {
      const file = Uint8Array.from(await exportPkcs12({ encryptedKey, passphrase: PASSPHRASE, certificate: leaf.pem, chain: [], friendlyName }));
      const safe = pkijs.AuthenticatedSafe.fromBER((pkijs.PFX.fromBER(file).authSafe.content as unknown as { getValue: () => ArrayBuffer }).getValue());
      const bags = pkijs.SafeContents.fromBER((safe.safeContents[1]?.content as unknown as { getValue: () => ArrayBuffer }).getValue());
      expect(bags.safeBags[0]?.bagAttributes?.map(({ type }) => type)).to.deep.equal(order);
    }
  });
});

describe('the second reader of signatures', () => {
  const root = (algorithm: KeyAlgorithmId = 'ec-p256'): Promise<{ der: Bytes; pem: string }> => selfSigned({ key: 'root', subject: cn('Root'), algorithm });
  const leafOf = async (algorithm: KeyAlgorithmId = 'ec-p256'): Promise<{ der: Bytes; pem: string }> =>
    makeCertificate({ spki: await spkiOf(await keyPair('leaf')), signer: await keyPair('root', algorithm), issuer: cn('Root') });

  async function check(leaf: string | Uint8Array, chain: readonly string[], provided?: Crypto): Promise<IssuedReport> {
    const predecessor = (await selfSigned()).pem;
    const { pem: csr } = await createCsr({ certificate: predecessor, key: await keyPair('leaf') });
    return checkIssued({ certificate: leaf, chain, csr, predecessor, now: Date.now(), crypto: provided });
  }
  const chainOf = ({ checks }: IssuedReport): { outcome: string | undefined; detail: unknown } => {
    const found = checks.find(({ id }) => id === 'issued-chain');
    return { outcome: found?.outcome, detail: found?.detail };
  };

  /** WebCrypto whose verdict on a key that @peculiar/x509 has imported is another: it imports keys extractable, we do not. */
  function dissenting(verdict: () => Promise<boolean>): Crypto {
    const subtle = new Proxy(crypto.subtle, {
      get: (target, method: keyof SubtleCrypto) => (...args: unknown[]) =>
        method === 'verify' && (args[1] as CryptoKey).extractable ? verdict() : (target[method] as (...all: unknown[]) => unknown).apply(target, args),
    });
    return { subtle, getRandomValues: crypto.getRandomValues.bind(crypto) } as unknown as Crypto;
  }

  for (const algorithm of ALGORITHMS) {
    it(`confirms each signature of a chain under an ${algorithm} key`, async () => {
      const report = await check((await leafOf(algorithm)).pem, [(await root(algorithm)).pem]);
      expect(chainOf(report)).to.deep.equal({ outcome: 'pass', detail: { certificates: 2, signatures: 2, confirmed: 2 } });
    });
  }

  it('is given a key that WebCrypto imports, whatever form the CA has written it in', async () => {
    const signer = await keyPair('root');
    const pressed = await makeCertificate({ subject: cn('Root'), spki: compressed(await spkiOf(signer)), signer });
    expect(chainOf(await check((await leafOf()).pem, [pressed.pem]))).to.deep.include({ outcome: 'pass', detail: { certificates: 2, signatures: 2, confirmed: 2 } });
  });

  it('can only take away: its refusal, or what it throws, is a failure', async () => {
    const [leaf, chain] = [(await leafOf()).pem, [(await root()).pem]];
    for (const verdict of [() => Promise.resolve(false), () => Promise.reject(new Error('it threw'))]) {
      expect(chainOf(await check(leaf, chain, dissenting(verdict)))).to.deep.include({ outcome: 'fail' });
    }
    const forged = await makeCertificate({ spki: await spkiOf(await keyPair('leaf')), signer: await keyPair('mallory'), issuer: cn('Root') });
    expect(chainOf(await check(forged.pem, chain, dissenting(() => Promise.resolve(true))))).to.deep.include({ outcome: 'fail' });
  });

  it('is not asked about bytes after a certificate, which it would read past', async () => {
    const [leaf, ca] = [await leafOf(), await root()];
    const longer = concat([leaf.der, Uint8Array.of(0)]);
    expect(await new x509.X509Certificate(longer).verify({ publicKey: new x509.PublicKey(await spkiOf(await keyPair('root'))), signatureOnly: true })).to.equal(true);
    expect(await errorOf(check(longer, [ca.pem]))).to.include({ code: 'bad-input', reason: 'der' });
    expect(await errorOf(check(leaf.pem, [encodePem('CERTIFICATE', concat([ca.der, Uint8Array.of(5, 0)]))]))).to.include({ code: 'bad-input', reason: 'der' });
  });

  it('has no opinion on an algorithm that it does not know, and refuses what is no certificate', async () => {
    const spki = await spkiOf(await keyPair('root'));
    const { der, tbs, signatureAlgorithm } = sliceCertificate((await leafOf()).der);
    const rest = der.subarray(der.indexOf(tbs[0] ?? 0, 4) + tbs.length + signatureAlgorithm.bytes.length);
    const strange = sequence(tbs, algorithmIdentifier('1.2.3.4'), rest);
    expect(await isConfirmed(strange, spki, crypto)).to.equal(undefined);
    expect(await isConfirmed(der, spki, crypto)).to.equal(true);
    expect(await isConfirmed(der, await spkiOf(await keyPair('mallory')), crypto)).to.equal(false);
    expect(await isConfirmed(octetString(), spki, crypto)).to.equal(false);
    expect(equalBytes(sequence(tbs, signatureAlgorithm.bytes, rest), der)).to.equal(true);
  });
});
