import type { KeyAlgorithmId, Pem } from './domain.js';

/**
 * Opens a token when its key is needed: for the first CSR, and again when the names in it change.
 * @throws RekeyError `token` with reason `reader-absent`, `card-absent`, `pin-refused`, `pin-locked`, `key-absent` or `cancelled`;
 *   anything else that is thrown is shown as a token that cannot be used
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
  /** The signature as it stands in a certification request: DER ECDSA-Sig-Value, or the raw RSA octets. */
  sign(tbs: Uint8Array, o?: { signal?: AbortSignal }): Promise<Uint8Array>;
}
