/**
 * Certificates and certification requests as slices of their own bytes (RFC 5280 section 4.1, RFC 2986 section 4).
 *
 * Names and alternative names are carried from here as raw DER: going through strings would change string types, order and
 * escapes, and lose what is not understood.
 */
import { RekeyError } from '../core/errors.js';
import { equalBytes, type Bytes } from './bytes.js';
import { bitStringBytes, contextTag, decodeOid, decodeTime, DerReader, readTlv, TAG, type Lengths } from './der.js';
import { OID } from './oids.js';
import { certificateDer, csrDer, type PemOrDer } from './pem.js';

export interface AlgorithmSlice {
  readonly oid: string;
  /** One whole element, or absent. */
  readonly parameters?: Bytes;
  /** The whole AlgorithmIdentifier. */
  readonly bytes: Bytes;
}

export interface ExtensionSlice {
  readonly oid: string;
  readonly critical: boolean;
  /** What the extnValue OCTET STRING holds. */
  readonly value: Bytes;
}

export interface AttributeSlice {
  readonly oid: string;
  /** Each value, whole. */
  readonly values: readonly Bytes[];
}

/** What a signature covers, and the signature. */
export interface SignedSlices {
  readonly der: Bytes;
  readonly tbs: Bytes;
  readonly signatureAlgorithm: AlgorithmSlice;
  /** Content of the BIT STRING. */
  readonly signature: Bytes;
}

export interface CertificateSlices extends SignedSlices {
  /** Content of the INTEGER. */
  readonly serialNumber: Bytes;
  readonly issuer: Bytes;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly subject: Bytes;
  readonly spki: Bytes;
  readonly extensions: readonly ExtensionSlice[];
  /** GeneralNames: the value of the subjectAltName extension. */
  readonly san?: Bytes;
  /** The signature algorithm is the same inside and outside (RFC 5280 4.1.1.2), and each extension stands once (4.2). */
  readonly wellFormed: boolean;
}

export interface CsrSlices extends SignedSlices {
  /** Content of the version INTEGER. */
  readonly version: Bytes;
  readonly subject: Bytes;
  readonly spki: Bytes;
  /** Absent when the mandatory `[0]` is missing. */
  readonly attributes?: readonly AttributeSlice[];
  /** The extensions of every extensionRequest, in order. */
  readonly extensions: readonly ExtensionSlice[];
  readonly san?: Bytes;
  /** Number of bytes after the request. */
  readonly trailing: number;
}

export function readAlgorithm(reader: DerReader): AlgorithmSlice {
  const element = reader.read(TAG.sequence);
  const { bytes } = element;
  const inner = reader.inside(element);
  const oid = decodeOid(inner.read(TAG.oid).content);
  const parameters = inner.done ? undefined : inner.read().bytes;
  inner.end();
  return { oid, bytes, ...(parameters !== undefined && { parameters }) };
}

/** `Extensions`, whole. */
export function readExtensions(der: Bytes, lengths: Lengths = 'minimal'): ExtensionSlice[] {
  return DerReader.of(der, TAG.sequence, lengths).all(TAG.sequence).map(({ content }) => {
    const reader = new DerReader(content, lengths);
    const oid = decodeOid(reader.read(TAG.oid).content);
    const critical = reader.optional(TAG.boolean);
    const value = reader.read(TAG.octetString).content;
    reader.end();
    return { oid, critical: critical !== undefined && critical.content[0] !== 0, value };
  });
}

function readSigned(der: Bytes, lengths: Lengths = 'minimal'): { outer: SignedSlices; body: DerReader } {
  const reader = DerReader.of(der, TAG.sequence, lengths);
  const tbs = reader.read(TAG.sequence);
  const signatureAlgorithm = readAlgorithm(reader);
  const signature = bitStringBytes(reader.read(TAG.bitString));
  reader.end();
  return { outer: { der, tbs: tbs.bytes, signatureAlgorithm, signature }, body: reader.inside(tbs) };
}

/**
 * A certificate. It is there already and others trust it, so a length that stands in more octets than it needs, in its names or on
 * the way to them, is no reason to give up: names go on as the bytes that they are. The key is read by the rules of DER all the same.
 * @throws RekeyError `bad-input` with reason `der`, `duplicate-extension`, or those of `decodePem`
 */
export function sliceCertificate(input: PemOrDer): CertificateSlices {
  const { outer, body } = readSigned(certificateDer(input), 'any');
  body.optional(contextTag(0));
  const serialNumber = body.read(TAG.integer).content;
  const inner = readAlgorithm(body);
  const issuer = body.read(TAG.sequence).bytes;
  const validity = body.enter();
  const notBefore = decodeTime(validity.read());
  const notAfter = decodeTime(validity.read());
  validity.end();
  const subject = body.read(TAG.sequence).bytes;
  const spki = body.read(TAG.sequence).bytes;
  body.optional(contextTag(1, false));
  body.optional(contextTag(2, false));
  const explicit = body.optional(contextTag(3));
  body.end();
  const extensions = explicit === undefined ? [] : readExtensions(explicit.content, 'any');
  const sans = extensions.filter(({ oid }) => oid === OID.subjectAltName);
  if (sans.length > 1) throw new RekeyError('bad-input', { reason: 'duplicate-extension' });
  const san = sans[0]?.value;
  const wellFormed = equalBytes(inner.bytes, outer.signatureAlgorithm.bytes) && new Set(extensions.map(({ oid }) => oid)).size === extensions.length;
  return { ...outer, serialNumber, issuer, notBefore, notAfter, subject, spki, extensions, wellFormed, ...(san !== undefined && { san }) };
}

const isExtensionRequest = (oid: string): boolean => oid === OID.extensionRequest || oid === OID.microsoftCertExtensions;

/**
 * A request as far as it can be read; what is wrong with it beyond its shape is left to checks: `trailing`, a missing `[0]`,
 * more than one extensionRequest, duplicate extensions (the first SAN counts). It is read as DER, but for the subject, which may be
 * one that had to be carried as it was: its own lengths, and those in the alternative names, are for `hasMinimalLengths` to judge.
 * @throws RekeyError `bad-input` with reason `der`, or those of `decodePem`
 */
export function sliceCsr(input: PemOrDer): CsrSlices {
  const all = csrDer(input);
  const { bytes } = readTlv(all);
  const { outer, body } = readSigned(bytes);
  const version = body.read(TAG.integer).content;
  const subject = body.read(TAG.sequence, 'any').bytes;
  const spki = body.read(TAG.sequence).bytes;
  const tagged = body.optional(contextTag(0));
  body.end();
  const attributes = tagged === undefined ? undefined : new DerReader(tagged.content).all(TAG.sequence).map(({ content }) => {
    const reader = new DerReader(content);
    const oid = decodeOid(reader.read(TAG.oid).content);
    const values = reader.enter(TAG.set).all().map((value) => value.bytes);
    reader.end();
    return { oid, values };
  });
  const extensions = (attributes ?? []).filter(({ oid }) => isExtensionRequest(oid)).flatMap(({ values }) => values.flatMap((value) => readExtensions(value)));
  const san = extensions.find(({ oid }) => oid === OID.subjectAltName)?.value;
  return {
    ...outer, version, subject, spki, extensions, trailing: all.length - bytes.length,
    ...(attributes !== undefined && { attributes }), ...(san !== undefined && { san }),
  };
}

/** Each GeneralName, whole, whatever its lengths. @throws RekeyError `bad-input` with reason `der` */
export function sliceGeneralNames(san: Bytes): Bytes[] {
  return DerReader.of(san, TAG.sequence, 'any').all().map(({ bytes }) => bytes);
}

/** Whether a Name, or a GeneralNames, is a SEQUENCE of nothing, in however many octets its length says so. */
export const isEmptyName = (name: Bytes): boolean => readTlv(name, 0, 'any').content.length === 0;
