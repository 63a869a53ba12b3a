/** What the fuzzer begins with: good objects of every kind, and some that are good and ugly. Made once, and kept in `corpus.ts`. */
import { concat, toBase64, type Bytes } from '../../../src/crypto/bytes.js';
import { createCsr, exportPkcs12 } from '../../../src/crypto.js';
import {
  algorithmIdentifier, bitString, bmpString, boolean, context, contextPrimitive, derNull, ia5String, integer, octetString, oid, printableString, sequence, set, tlv,
  utf8String,
} from '../../../src/crypto/der.js';
import { OID } from '../../../src/crypto/oids.js';
import { wrap } from '../../../src/crypto/private-key.js';
import {
  attribute, cn, compressed, dns, email, extension, extensionRequest, generalNames, keyPair, makeCertificate, makeCsr, name, otherName, sanRequest, selfSigned, spkiOf,
  teletex, uglyName, uglySan, universal,
} from '../../unit/crypto/fixtures.js';
import { PASSPHRASE, type Corpus } from './corpus-types.js';

const octets = (value: bigint): Uint8Array => {
  const hex = value.toString(16);
  return Uint8Array.from((hex.length % 2 === 0 ? hex : `0${hex}`).match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
};
const rsa = (modulus: bigint, exponent = 65_537n): Bytes =>
  sequence(algorithmIdentifier(OID.rsaEncryption, derNull()), bitString(sequence(integer(octets(modulus)), integer(octets(exponent)))));

/** Names of every kind (RFC 5280 4.2.1.6), some of them odd. */
const everyName = (): Bytes => generalNames(
  otherName(OID.smtpUtf8Mailbox, utf8String('žofia@bücher.example')), otherName('1.3.6.1.5.2.2', sequence(context(0, ia5String('EXAMPLE.ORG')))),
  otherName(OID.srvName, ia5String('_ldap.example.org')), email('anna@example.org'), dns('xn--bcher-kva.example'), dns('*.example.org'), dns(''),
  context(3, sequence(contextPrimitive(1, new TextEncoder().encode('X')))), context(4, uglyName()), context(5, context(0, utf8String('a')), context(1, utf8String('b'))),
  contextPrimitive(6, new TextEncoder().encode('https://example.org/?a=1#b')), contextPrimitive(7, Uint8Array.of(1, 2, 3, 4, 255, 255, 255, 0)),
  contextPrimitive(8, oid('2.999.340282366920938463463374607431768211455').subarray(2)),
);
const everyString = (): Bytes => name(
  [attribute('2.5.4.3', teletex(0x80, 0xff)), attribute('2.5.4.3', universal('\u{1f512}')), attribute('2.5.4.3', bmpString('\ufeff\ud83d'))],
  [attribute('2.5.4.5', tlv(0x12, new TextEncoder().encode('12 3')))], [attribute('2.5.4.15', tlv(0x1a, new TextEncoder().encode('Private Organization')))],
  [attribute('1.3.6.1.4.1.311.60.2.1.3', printableString('SK'))], [attribute('0.9.2342.19200300.100.1.25', ia5String('example'))],
  [attribute('2.5.4.97', utf8String('VATSK-1234567890'))], [attribute('2.5.4.45', bitString(Uint8Array.of(0xa0)))], [attribute('1.2.840.113549.1.9.1', ia5String('a@b'))],
  [attribute('2.999.1', sequence(set(integer(1), boolean(true))))],
);

async function requests(): Promise<Record<string, Bytes>> {
  const key = await keyPair('corpus');
  const [one, rsaKey] = [await selfSigned({ subject: uglyName(), san: uglySan() }), await keyPair('corpus', 'rsa-2048')];
  return {
    plain: await makeCsr({ key, attributes: [sanRequest(generalNames(dns('example.org')))] }),
    ours: Uint8Array.from((await createCsr({ certificate: one.der, key })).der),
    p384: await makeCsr({ key: await keyPair('corpus', 'ec-p384'), subject: everyString(), attributes: [sanRequest(everyName())] }),
    p521: await makeCsr({ key: await keyPair('corpus', 'ec-p521'), subject: name(), attributes: [] }),
    rsa: await makeCsr({ key: rsaKey, subject: uglyName(), attributes: [sanRequest(uglySan())] }),
    ed25519: await makeCsr({ key: await keyPair('corpus', 'ed25519') }),
    attributes: await makeCsr({ key, attributes: [
      sequence(oid(OID.challengePassword), set(utf8String('x'))), sequence(oid(OID.microsoftCertExtensions), set(sequence(extension('2.5.29.15', bitString(Uint8Array.of(5)), true)))),
      extensionRequest(extension(OID.subjectAltName, everyName(), true), extension('2.5.29.37', sequence(oid('1.3.6.1.5.5.7.3.1')))),
    ] }),
    bare: await makeCsr({ key, attributes: null }),
    compressed: await makeCsr({ key, spki: compressed(await spkiOf(key)) }),
  };
}

async function certificates(): Promise<Record<string, Bytes>> {
  const [key, ca] = [await keyPair('corpus'), await keyPair('corpus-ca')];
  const issued = { spki: await spkiOf(key), signer: ca, issuer: cn('CA') };
  return {
    ca: (await makeCertificate({ spki: await spkiOf(ca), signer: ca, subject: cn('CA'), extensions: [extension('2.5.29.19', sequence(boolean(true)), true)] })).der,
    plain: (await makeCertificate({ ...issued, subject: cn('example.org'), san: generalNames(dns('example.org'), dns('www.example.org')) })).der,
    ugly: (await makeCertificate({ ...issued, subject: uglyName(), san: uglySan() })).der,
    odd: (await makeCertificate({ ...issued, subject: everyString(), san: everyName(), extensions: [extension('1.2.3.4', octetString(everyString()))] })).der,
    empty: (await makeCertificate({ ...issued, subject: name(), san: everyName() })).der,
    rsa: (await selfSigned({ key: 'corpus', algorithm: 'rsa-2048', subject: uglyName(), san: uglySan() })).der,
    ed25519: (await selfSigned({ key: 'corpus', algorithm: 'ed25519', san: uglySan() })).der,
  };
}

/** Keys under ten rounds, so that they open at once. */
async function keyFiles(): Promise<Record<string, Bytes>> {
  const made: Record<string, Bytes> = {};
  for (const algorithm of ['ec-p256', 'ec-p521', 'ed25519', 'rsa-2048'] as const) {
    made[algorithm] = (await wrap((await keyPair('corpus', algorithm)).privateKey, PASSPHRASE, 10, {})).der;
  }
  return made;
}

async function plainKeys(): Promise<Record<string, Bytes>> {
  const made: Record<string, Bytes> = {};
  for (const algorithm of ['ec-p256', 'ec-p384', 'ed25519', 'rsa-2048'] as const) {
    made[algorithm] = new Uint8Array(await crypto.subtle.exportKey('pkcs8', (await keyPair('corpus', algorithm)).privateKey));
  }
  return made;
}

async function publicKeys(): Promise<Record<string, Bytes>> {
  const made: Record<string, Bytes> = {};
  for (const algorithm of ['ec-p256', 'ec-p384', 'ec-p521', 'ed25519', 'rsa-2048'] as const) made[algorithm] = await spkiOf(await keyPair('corpus', algorithm));
  made['compressed'] = compressed(made['ec-p256'] ?? new Uint8Array());
  const prime = 2n ** 521n - 1n;
  made['power'] = rsa(prime ** 4n);
  made['close'] = rsa((2n ** 1023n + 1155n) * (2n ** 1023n + 1165n), 3n);
  made['manifold'] = rsa(757n ** 210n);
  made['secp256k1'] = sequence(sequence(oid(OID.ecPublicKey), oid(OID.secp256k1)), bitString(concat([Uint8Array.of(4), new Uint8Array(64).fill(7)])));
  return made;
}

/** What is given by mistake. */
async function others(): Promise<Record<string, Bytes>> {
  const certificate = await selfSigned({ key: 'corpus' });
  const { der: encryptedKey } = await wrap((await keyPair('corpus')).privateKey, PASSPHRASE, 10, {});
  const p12 = await exportPkcs12({ encryptedKey, passphrase: PASSPHRASE, certificate: certificate.der, chain: [] });
  return {
    pkcs12: Uint8Array.from(p12),
    pkcs7: sequence(oid(OID.signedData), context(0, sequence(integer(1), set(), sequence(oid(OID.data)), context(0, certificate.der), set()))),
    sec1: sequence(integer(1), octetString(new Uint8Array(32).fill(0x1f)), context(0, oid(OID.p256))),
    pkcs1: sequence(integer(0), ...[3233, 17, 413, 61, 53, 53, 49, 38].map((each) => integer(each))),
  };
}

export async function makeCorpus(): Promise<Corpus> {
  const text = (all: Record<string, Bytes>): Record<string, string> => Object.fromEntries(Object.entries(all).map(([id, der]) => [id, toBase64(der)]));
  return {
    csr: text(await requests()), certificate: text(await certificates()), keyFile: text(await keyFiles()), plainKey: text(await plainKeys()),
    spki: text(await publicKeys()), other: text(await others()), name: text({ ugly: uglyName(), every: everyString(), cn: cn('example.org') }),
    names: text({ ugly: uglySan(), every: everyName(), dns: generalNames(dns('example.org'), dns('*.xn--bcher-kva.example')) }),
  };
}
