import type { KeyAlgorithmId } from '../core/domain.js';
import { RekeyError } from '../core/errors.js';
import type { Signer } from '../core/signer.js';
import { bytesOf, equalBytes, throwIfAborted, type Bytes } from './bytes.js';
import { bitString, boolean, context, integer, octetString, oid, sequence, set } from './der.js';
import { OID } from './oids.js';
import { certificateDer, encodePem, type PemOrDer } from './pem.js';
import { requireCrypto, type CryptoOptions } from './provider.js';
import { exportSpki } from './public-key.js';
import { assertTokenSigned, signByToken, tokenSpki } from './token.js';
import { keyScheme, schemeOfKey, signWith, signatureAlgorithmOf, cachedScheme, type KeyScheme } from './signature.js';
import { carriedFrom, carriedInto } from './splice.js';
import { isEmptyName, sliceGeneralNames } from './x509.js';

/** DER and PEM of the same object. */
export interface Encoded { readonly der: Uint8Array; readonly pem: string }

/**
 * Makes a key pair whose private half is extractable once, so that `wrapPrivateKey` can encrypt it.
 * @throws RekeyError `unsupported` with reason `algorithm` when this WebCrypto has no such keys, `no-webcrypto`; or `aborted`
 */
export async function generateKey(id: KeyAlgorithmId, o: CryptoOptions = {}): Promise<CryptoKeyPair> {
  const { subtle } = requireCrypto(o);
  const { generateParams } = keyScheme(id);
  let pair: CryptoKey | CryptoKeyPair;
  try {
    pair = await subtle.generateKey(generateParams, true, ['sign', 'verify']);
  } catch (cause) {
    throw new RekeyError('unsupported', { reason: 'algorithm', detail: id, cause });
  }
  throwIfAborted(o.signal);
  return pair as CryptoKeyPair;
}

/**
 * A certification request (RFC 2986) for the names of `certificate`: its subject and its alternative names go in as the bytes
 * that they are, be they BER in their lengths. Version 0, `[0]` always present with at most one extensionRequest that holds the SAN
 * alone, critical where the certificate's is (RFC 7030 4.2.2 asks for the same extension) and when the subject is empty (RFC 5280
 * 4.2.1.6). After signing, the names are read back and compared.
 *
 * ECDSA signs with the hash of its curve's strength, RSA with PKCS#1 v1.5 and SHA-256.
 *
 * @param o.subjectAltName DER GeneralNames in place of the certificate's, where policy lets the user edit them
 * @throws RekeyError `bad-input` (certificate or names cannot be read), `unsupported` (key algorithm, no WebCrypto), `aborted`;
 *   of a signer, `token` with the reason that it gives, `bad-signature` when what it returned does not verify, or `other`;
 *   `protocol` with reason `names-not-carried` when the names that were read back are others
 */
export async function createCsr(
  o: CryptoOptions & { certificate: PemOrDer; key: CryptoKeyPair | Signer; subjectAltName?: Uint8Array | undefined },
): Promise<Encoded> {
  throwIfAborted(o.signal);
  const { subject, san: inherited, sanCritical: wasCritical } = carriedFrom(certificateDer(o.certificate));
  const san = o.subjectAltName === undefined ? inherited : bytesOf(o.subjectAltName);
  if (o.subjectAltName !== undefined && san !== undefined) sliceGeneralNames(san);

  let scheme: KeyScheme;
  let spki: Bytes;
  let sign: (tbs: Bytes) => Promise<Uint8Array>;
  const { key } = o;
  if ('privateKey' in key) {
    const { subtle } = requireCrypto(o);
    scheme = schemeOfKey(key.privateKey);
    spki = await exportSpki(key.publicKey, subtle);
    sign = (tbs) => signWith(key.privateKey, scheme, tbs, subtle);
  } else {
    scheme = cachedScheme(key.algorithm);
    spki = tokenSpki(key);
    sign = (tbs) => signByToken(key, tbs, o);
  }

  const info = sequence(integer(0), subject, spki, attributes(san, wasCritical || isEmptyName(subject)));
  const signature = await sign(info);
  throwIfAborted(o.signal);
  const der = sequence(info, signatureAlgorithmOf(scheme), bitString(signature));
  assertCarried(der, subject, san);
  if (!('privateKey' in key)) await assertTokenSigned(der, key, o);
  return { der, pem: encodePem('CERTIFICATE REQUEST', der) };
}

/** `[0]` IMPLICIT SET OF Attribute: it is not optional, even when it is empty (RFC 2986 section 4.1). */
function attributes(san: Bytes | undefined, isCritical: boolean): Bytes {
  if (san === undefined) return context(0);
  const extension = sequence(oid(OID.subjectAltName), ...(isCritical ? [boolean(true)] : []), octetString(san));
  return context(0, sequence(oid(OID.extensionRequest), set(sequence(extension))));
}

function assertCarried(der: Bytes, subject: Bytes, san: Bytes | undefined): void {
  const made = carriedInto(der);
  const sameNames = san === undefined ? made.san === undefined : made.san !== undefined && equalBytes(made.san, san);
  if (!equalBytes(made.subject, subject) || !sameNames) {
    throw new RekeyError('protocol', { reason: 'names-not-carried' });
  }
}
