/**
 * Signatures of certificates as @peculiar/x509 sees them: another reader of the same bytes. It comes after our own strict one and
 * can only take away from what that found, for it reads past trailing bytes and swallows some errors.
 *
 * It is to be imported after `reflect-metadata/lite`, without which the library throws when it is evaluated.
 */
import { PublicKey, X509Certificate } from '@peculiar/x509';
import type { Bytes } from './bytes.js';

/** The library names an algorithm that it does not know by its OID. */
const isUnknown = ({ name }: Algorithm): boolean => /^[\d.]+$/.test(name);

/**
 * @param certificate DER, nothing after it
 * @param issuerSpki DER SubjectPublicKeyInfo in a form that WebCrypto imports
 * @returns whether the signature of `certificate` verifies; `undefined` when the library does not know its algorithm. What it
 *   throws over is not verified.
 */
export async function isConfirmed(certificate: Bytes, issuerSpki: Bytes, crypto: Crypto): Promise<boolean | undefined> {
  try {
    const child = new X509Certificate(certificate);
    const publicKey = new PublicKey(issuerSpki);
    if (isUnknown(child.signatureAlgorithm) || isUnknown(publicKey.algorithm)) return undefined;
    return await child.verify({ publicKey, signatureOnly: true }, crypto);
  } catch {
    return false;
  }
}
