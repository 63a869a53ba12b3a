/** Certificates and requests with whatever names and faults a test wants, made with real keys. */
import { bytesOf, concat, type Bytes } from '../../../src/crypto/bytes.js';
import {
  bitString, bmpString, boolean, context, contextPrimitive, integer, octetString, oid, printableString, sequence, set, setOf, time, tlv,
  TAG, utf8String,
} from '../../../src/crypto/der.js';
import { OID } from '../../../src/crypto/oids.js';
import { encodePem } from '../../../src/crypto/pem.js';
import { schemeOfKey, signatureAlgorithmOf, signWith } from '../../../src/crypto/signature.js';
import { generateKey } from '../../../src/crypto.js';
import type { Check, CsrReport, KeyAlgorithmId } from '../../../src/crypto.js';

const pairs = new Map<string, Promise<CryptoKeyPair>>();

/** The same key for the same name, so that a file makes few of them. */
export function keyPair(name: string, algorithm: KeyAlgorithmId = 'ec-p256'): Promise<CryptoKeyPair> {
  const id = `${name} ${algorithm}`;
  let pair = pairs.get(id);
  if (pair === undefined) pairs.set(id, (pair = generateKey(algorithm)));
  return pair;
}

export const spkiOf = async (pair: CryptoKeyPair): Promise<Bytes> => new Uint8Array(await crypto.subtle.exportKey('spki', pair.publicKey));

export const attribute = (type: string, value: Uint8Array): Bytes => sequence(oid(type), value);
/** Each argument is an RDN: a list of attributes. */
export const name = (...rdns: readonly (readonly Uint8Array[])[]): Bytes => sequence(...rdns.map((attributes) => setOf(...attributes)));
export const cn = (text: string): Bytes => name([attribute('2.5.4.3', utf8String(text))]);

export const dns = (text: string): Bytes => contextPrimitive(2, new TextEncoder().encode(text));
export const ip = (...octets: readonly number[]): Bytes => contextPrimitive(7, Uint8Array.from(octets));
export const email = (text: string): Bytes => contextPrimitive(1, new TextEncoder().encode(text));
export const otherName = (type: string, value: Uint8Array): Bytes => context(0, oid(type), context(0, value));
export const generalNames = (...names: readonly Uint8Array[]): Bytes => sequence(...names);

export const teletex = (...octets: readonly number[]): Bytes => tlv(TAG.teletexString, Uint8Array.from(octets));
export const universal = (text: string): Bytes =>
  tlv(TAG.universalString, concat(Array.from(text, (char) => Uint8Array.of(0, (char.codePointAt(0) ?? 0) >> 16, ((char.codePointAt(0) ?? 0) >> 8) & 255, (char.codePointAt(0) ?? 0) & 255))));

/** A name with everything that strings lose: a multi-valued RDN, four string types, an attribute nobody knows. */
export const uglyName = (): Bytes => name(
  [attribute('2.5.4.6', printableString('SK'))],
  [attribute('2.5.4.10', bmpString('Žltý kôň, a.s.')), attribute('2.5.4.11', teletex(0x4b, 0xf4, 0xf2))],
  [attribute('1.3.6.1.4.1.99999.7', octetString(Uint8Array.of(1, 2, 3)))],
  [attribute('2.5.4.5', universal('№ 7'))],
  [attribute('2.5.4.3', utf8String(' example.org '))],
);
export const uglySan = (): Bytes => generalNames(
  dns('Example.ORG'), dns('*.xn--bcher-kva.example'), ip(192, 0, 2, 1), ip(0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1),
  otherName(OID.upn, utf8String('anna@example.org')), otherName('1.3.6.1.4.1.99999.8', integer(5)), context(4, cn('inside')),
  contextPrimitive(8, oid('1.2.3.4').subarray(2)),
);

export const extension = (type: string, value: Uint8Array, critical = false): Bytes =>
  sequence(oid(type), ...(critical ? [boolean(true)] : []), octetString(value));

export interface CertificateSpec {
  subject?: Uint8Array;
  san?: Uint8Array;
  /** Of the certificate. */
  spki: Uint8Array;
  /** Of the issuer; the certificate's own when it signs itself. */
  signer: CryptoKeyPair;
  issuer?: Uint8Array;
  notBefore?: Date;
  notAfter?: Date;
  serial?: number;
  /** The SAN stands twice. */
  again?: boolean;
  /** Whole extensions after the SAN. */
  extensions?: readonly Uint8Array[];
  /** AlgorithmIdentifier of the signature inside what is signed, in place of the true one. */
  inner?: Uint8Array;
}

export async function makeCertificate(spec: CertificateSpec): Promise<{ der: Bytes; pem: string }> {
  const subject = spec.subject ?? cn('example.org');
  const algorithm = signatureAlgorithmOf(schemeOfKey(spec.signer.privateKey));
  const san = spec.san === undefined ? undefined : extension(OID.subjectAltName, spec.san, subject.length === 2);
  const all = [...(san === undefined ? [] : spec.again === true ? [san, san] : [san]), ...(spec.extensions ?? [])];
  const extensions = all.length === 0 ? [] : [context(3, sequence(...all))];
  const tbs = sequence(
    context(0, integer(2)), integer(spec.serial ?? 0xfedcba), spec.inner ?? algorithm, spec.issuer ?? subject,
    sequence(time(spec.notBefore ?? new Date('2026-01-01T00:00:00Z')), time(spec.notAfter ?? new Date('2027-01-01T00:00:00Z'))),
    subject, spec.spki, ...extensions,
  );
  const signature = await signWith(spec.signer.privateKey, schemeOfKey(spec.signer.privateKey), tbs, crypto.subtle);
  const der = sequence(tbs, algorithm, bitString(signature));
  return { der, pem: encodePem('CERTIFICATE', der) };
}

/** A certificate that signs itself with the key of that name. */
export async function selfSigned(o: { key?: string; subject?: Uint8Array; san?: Uint8Array; again?: boolean; algorithm?: KeyAlgorithmId } = {}): Promise<{ der: Bytes; pem: string }> {
  const signer = await keyPair(o.key ?? 'old', o.algorithm);
  return makeCertificate({ ...o, spki: await spkiOf(signer), signer });
}

export const extensionRequest = (...extensions: readonly Uint8Array[]): Bytes => sequence(oid(OID.extensionRequest), set(sequence(...extensions)));
export const sanRequest = (san: Uint8Array): Bytes => extensionRequest(extension(OID.subjectAltName, san));

export interface CsrSpec {
  version?: Uint8Array;
  subject?: Uint8Array;
  spki?: Uint8Array;
  key: CryptoKeyPair;
  /** Attributes; `null` leaves `[0]` out. */
  attributes?: readonly Uint8Array[] | null;
  /** AlgorithmIdentifier in place of the true one. */
  algorithm?: Uint8Array;
  /** Changes the signature before it goes in. */
  forge?: (signature: Bytes) => Uint8Array;
}

/** A request with the given faults, and a signature that is right unless `forge` says otherwise. */
export async function makeCsr(spec: CsrSpec): Promise<Bytes> {
  const attributes = spec.attributes === null ? [] : [context(0, ...(spec.attributes ?? []))];
  const info = sequence(spec.version ?? integer(0), spec.subject ?? cn('example.org'), spec.spki ?? (await spkiOf(spec.key)), ...attributes);
  const scheme = schemeOfKey(spec.key.privateKey);
  const signature = await signWith(spec.key.privateKey, scheme, info, crypto.subtle);
  return sequence(info, spec.algorithm ?? signatureAlgorithmOf(scheme), bitString(spec.forge?.(signature) ?? signature));
}

/** The SPKI of the same P-256 key with its point compressed (SEC 1 2.3.3). */
export function compressed(spki: Uint8Array): Bytes {
  const point = bytesOf(spki).subarray(-65);
  const odd = (point[64] ?? 0) & 1;
  return sequence(sequence(oid(OID.ecPublicKey), oid(OID.p256)), bitString(concat([Uint8Array.of(2 | odd), point.subarray(1, 33)])));
}

export function checkOf(report: Pick<CsrReport, 'checks'>, id: string): Check {
  const found = report.checks.filter((check) => check.id === id);
  if (found.length !== 1 || found[0] === undefined) throw new Error(`${String(found.length)} checks named ${id}`);
  return found[0];
}

export const failed = (report: Pick<CsrReport, 'checks'>): string[] => report.checks.filter(({ outcome }) => outcome !== 'pass').map(({ id }) => id);

/** The error of a call that must fail. */
export async function errorOf(promise: Promise<unknown>): Promise<{ name?: string; code?: string; reason?: string; detail?: unknown }> {
  try {
    await promise;
  } catch (thrown) {
    return thrown as { code?: string };
  }
  throw new Error('It did not fail.');
}
