/** Certificates as the sandbox's CA writes them: RFC 5280 section 4, names and keys spliced in as they come. */
import type { Bytes } from '../../crypto/bytes.js';
import {
  algorithmIdentifier, bitString, bitStringBytes, boolean, context, contextPrimitive, DerReader, integer, octetString, oid, sequence,
  TAG, time, tlv,
} from '../../crypto/der.js';
import { isEmptyName } from '../../crypto/x509.js';
import { uriName } from './names.js';

export interface CertificateFields {
  /** Unsigned, big-endian. */
  readonly serialNumber: Uint8Array;
  /** AlgorithmIdentifier of the issuer's signature. */
  readonly signatureAlgorithm: Uint8Array;
  /** DER Name. */
  readonly issuer: Uint8Array;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** DER Name. */
  readonly subject: Uint8Array;
  /** DER SubjectPublicKeyInfo. */
  readonly spki: Uint8Array;
  readonly extensions: readonly Bytes[];
}

/** TBSCertificate, version 3. */
export function tbsCertificate(fields: CertificateFields): Bytes {
  return sequence(
    context(0, integer(2)),
    integer(fields.serialNumber),
    fields.signatureAlgorithm,
    fields.issuer,
    sequence(time(fields.notBefore), time(fields.notAfter)),
    fields.subject,
    fields.spki,
    context(3, sequence(...fields.extensions)),
  );
}

/** The signature as it stands in a certificate; `raw` is what WebCrypto returns for ECDSA: r and s side by side. */
export function ecdsaSignature(raw: Uint8Array): Bytes {
  const half = raw.length / 2;
  return sequence(integer(raw.subarray(0, half)), integer(raw.subarray(half)));
}

export function signedCertificate(tbs: Uint8Array, signatureAlgorithm: Uint8Array, signature: Uint8Array): Bytes {
  return sequence(tbs, signatureAlgorithm, bitString(signature));
}

// ------------------------------------------------------------------------------------------------ extensions

const extension = (id: string, value: Uint8Array, critical = false): Bytes =>
  sequence(oid(id), ...(critical ? [boolean(true)] : []), octetString(value));

/** Section 4.2.1.9. cA defaults to FALSE, so the sequence of an end entity is empty. */
export const basicConstraints = (ca?: { readonly pathLen?: number }): Bytes =>
  extension('2.5.29.19', ca ? sequence(boolean(true), ...(ca.pathLen === undefined ? [] : [integer(ca.pathLen)])) : sequence(), true);

/** Bit numbers of section 4.2.1.3. */
export const KEY_USAGE = { digitalSignature: 0, keyEncipherment: 2, keyCertSign: 5, cRLSign: 6 } as const;

/** A named bit list has no trailing zero bits in DER (X.690 11.2.2); all bits in use here lie in the first octet. */
export function keyUsage(...bits: readonly number[]): Bytes {
  const octet = bits.reduce((sum, bit) => sum | (0x80 >> bit), 0);
  return extension('2.5.29.15', tlv(TAG.bitString, Uint8Array.of(7 - Math.max(...bits), octet)), true);
}

export const extendedKeyUsage = (purposes: readonly string[]): Bytes => extension('2.5.29.37', sequence(...purposes.map(oid)));
export const subjectKeyIdentifier = (id: Uint8Array): Bytes => extension('2.5.29.14', octetString(id));
export const authorityKeyIdentifier = (id: Uint8Array): Bytes => extension('2.5.29.35', sequence(contextPrimitive(0, id)));
export const certificatePolicies = (policy: string): Bytes => extension('2.5.29.32', sequence(sequence(oid(policy))));
export const crlDistributionPoints = (uri: string): Bytes => extension('2.5.29.31', sequence(sequence(context(0, context(0, uriName(uri))))));

/** Section 4.2.2.1. */
export const authorityInformationAccess = (o: { readonly ocsp?: string; readonly caIssuers: string }): Bytes =>
  extension('1.3.6.1.5.5.7.1.1', sequence(
    ...(o.ocsp === undefined ? [] : [sequence(oid('1.3.6.1.5.5.7.48.1'), uriName(o.ocsp))]),
    sequence(oid('1.3.6.1.5.5.7.48.2'), uriName(o.caIssuers)),
  ));

/** Section 4.2.1.6: critical where the subject is empty. */
export const subjectAltName = (generalNames: Uint8Array, subject: Bytes): Bytes =>
  extension('2.5.29.17', generalNames, isEmptyName(subject));

/** RFC 7093 section 2 method 1: 160 bits of SHA-256 over the key without its algorithm. */
export async function keyIdentifier(spki: Bytes, crypto: Crypto): Promise<Bytes> {
  const reader = DerReader.of(spki);
  reader.read(TAG.sequence);
  const digest = await crypto.subtle.digest('SHA-256', bitStringBytes(reader.read(TAG.bitString)));
  return new Uint8Array(digest, 0, 20);
}

export const ECDSA_SHA256 = (): Bytes => algorithmIdentifier('1.2.840.10045.4.3.2');
export const ECDSA_SHA384 = (): Bytes => algorithmIdentifier('1.2.840.10045.4.3.3');
