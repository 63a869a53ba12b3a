import type { KeyAlgorithmId } from './domain.js';

/** A key that signs but cannot be had: a smart card, a token, or a stand-in for one. */
export interface Signer {
  /** DER SubjectPublicKeyInfo. */
  readonly spki: Uint8Array;
  readonly algorithm: KeyAlgorithmId;
  /** The signature as it stands in a certification request: DER ECDSA-Sig-Value, or the raw RSA octets. */
  sign(tbs: Uint8Array, o?: { signal?: AbortSignal }): Promise<Uint8Array>;
}
