import type { KeyAlgorithmId, Pem } from './domain.js';
import { RekeyError, toRekeyError } from './errors.js';

/**
 * Opens a token when its key is needed: for the first CSR, and again when the names in it change.
 * @throws RekeyError `token` with reason `reader-absent`, `card-absent`, `pin-refused` (`detail.triesLeft`, a number, where the
 *   token tells), `pin-locked`, `key-absent` or `cancelled`; anything else that is thrown is shown as a token that cannot be used
 */
export type SignerProvider = (o: {
  /** The certificate that is rekeyed. */
  readonly certificate: Pem;
  /** What the policy takes, in order of preference. */
  readonly algorithms: readonly KeyAlgorithmId[];
  readonly signal: AbortSignal;
}) => Promise<Signer>;

/** A key that signs but cannot be had: a smart card, a token, or a stand-in for one. */
export interface Signer {
  /** DER SubjectPublicKeyInfo. */
  readonly spki: Uint8Array;
  readonly algorithm: KeyAlgorithmId;
  /**
   * The signature as it stands in a certification request: DER ECDSA-Sig-Value (RFC 3279 2.2.3), or the raw octets of RSA, Ed25519
   * and ML-DSA. ECDSA and RSA sign the hash of `tbs`, which the signer makes: SHA-256, SHA-384 for P-384, SHA-512 for P-521.
   * @throws RekeyError as {@link SignerProvider}
   */
  sign(tbs: Uint8Array, o?: { signal?: AbortSignal }): Promise<Uint8Array>;
}

/** Whatever a bridge to a token throws, as our own error: its words are not shown. */
export function tokenError(thrown: unknown): RekeyError {
  const error = toRekeyError(thrown);
  return error.code === 'token' || error.code === 'aborted' ? error : new RekeyError('token', { reason: 'other', cause: thrown });
}
