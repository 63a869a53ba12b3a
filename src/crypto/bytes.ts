import { RekeyError } from '../core/errors.js';

/** Bytes over an unshared buffer: what WebCrypto takes. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** The same bytes where possible; a copy when they lie in shared memory or in another realm. */
export function bytesOf(input: Uint8Array | ArrayBuffer): Bytes {
  if (input instanceof ArrayBuffer) return new Uint8Array(input);
  return input.buffer instanceof ArrayBuffer ? (input as Bytes) : new Uint8Array(input);
}

export function concat(parts: readonly Uint8Array[]): Bytes {
  let length = 0;
  for (const part of parts) length += part.length;
  const out = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

const HEX = '0123456789abcdef';

/** Lower-case hex without separators. */
export function toHex(bytes: Uint8Array): string {
  let out = '';
  for (const byte of bytes) out += HEX.charAt(byte >> 4) + HEX.charAt(byte & 15);
  return out;
}

/** Base64 with padding, without line breaks (RFC 4648 section 4). */
export function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (let i = 0; i < bytes.length; i += 0x2000) binary += String.fromCharCode(...bytes.subarray(i, i + 0x2000));
  return btoa(binary);
}

/**
 * Base64 with or without white space between the characters (RFC 7468 section 3 allows both).
 * @throws RekeyError `bad-input` with reason `base64`
 */
export function fromBase64(text: string): Bytes {
  const packed = text.replace(/[ \t\r\n\v\f]+/g, '');
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(packed) || packed.length % 4 !== 0) throw new RekeyError('bad-input', { reason: 'base64' });
  try {
    const binary = atob(packed);
    const out = new Uint8Array(binary.length);
    for (let i = 0; i < binary.length; i++) out[i] = binary.charCodeAt(i);
    return out;
  } catch (cause) {
    throw new RekeyError('bad-input', { reason: 'base64', cause });
  }
}

/** Big-endian unsigned integer. */
export function toBigInt(bytes: Uint8Array): bigint {
  return bytes.length === 0 ? 0n : BigInt(`0x${toHex(bytes)}`);
}

/** @throws RekeyError `aborted` */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new RekeyError('aborted', { cause: signal.reason });
}
