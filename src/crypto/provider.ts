import { RekeyError } from '../core/errors.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesOf, throwIfAborted, toHex } from './bytes.js';

export interface CallOptions {
  signal?: AbortSignal | undefined;
}

/** What every function that uses WebCrypto takes. */
export interface CryptoOptions extends CallOptions {
  /** Another implementation of WebCrypto; `globalThis.crypto` when absent. */
  crypto?: Crypto | undefined;
}

/** WebCrypto, or nothing: browsers have `subtle` in secure contexts alone. */
export function findCrypto(o: CryptoOptions = {}): Crypto | undefined {
  const candidate = o.crypto ?? (globalThis as { crypto?: Crypto }).crypto;
  return (candidate as Partial<Crypto> | undefined)?.subtle === undefined ? undefined : candidate;
}

/** @throws RekeyError `unsupported` with reason `no-webcrypto`, or `aborted` */
export function requireCrypto(o: CryptoOptions = {}): Crypto {
  throwIfAborted(o.signal);
  const found = findCrypto(o);
  if (found === undefined) throw new RekeyError('unsupported', { reason: 'no-webcrypto' });
  return found;
}

/** Lower-case hex SHA-256; needs no WebCrypto. */
export const sha256Hex = (bytes: Uint8Array): string => toHex(sha256(bytes));
/** SHA-256; needs no WebCrypto. */
export const digest = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => bytesOf(sha256(bytes));
