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

/** Base64 with padding, without line breaks (RFC 4648 section 4). Newer engines do it themselves, tens of times as fast. */
export function toBase64(bytes: Uint8Array): string {
  const { toBase64: encode } = bytes as Uint8Array & { toBase64?: () => string };
  if (encode !== undefined) return encode.call(bytes);
  let binary = '';
  // In parts: each byte becomes an argument, of which a call cannot have any number.
  for (let i = 0; i < bytes.length; i += 4096) binary += String.fromCharCode.apply(null, bytes.subarray(i, i + 4096) as unknown as number[]);
  return btoa(binary);
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
let values: Int8Array | undefined;

/** The value of each ASCII character: -1 is no base64, -2 is white space. */
function base64Values(): Int8Array {
  if (values === undefined) {
    values = new Int8Array(128).fill(-1);
    for (let i = 0; i < ALPHABET.length; i++) values[ALPHABET.charCodeAt(i)] = i;
    for (const space of ' \t\r\n\v\f') values[space.charCodeAt(0)] = -2;
  }
  return values;
}

/**
 * Base64 with or without white space between the characters (RFC 7468 section 3 allows both); padding is required, and unused
 * bits are zero (RFC 4648 section 3.5), so that no two texts are the same bytes by accident. `atob` is laxer and slower.
 * @throws RekeyError `bad-input` with reason `base64`
 */
export function fromBase64(text: string): Bytes {
  const table = base64Values();
  const out = new Uint8Array(Math.ceil(text.length / 4) * 3);
  let [at, bits, pending, padding] = [0, 0, 0, 0];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const value = code < 128 ? table[code] ?? -1 : -1;
    if (value === -2) continue;
    if (code === 0x3d && padding < 2) padding++;
    else if (value < 0 || padding > 0) throw new RekeyError('bad-input', { reason: 'base64' });
    else {
      pending = ((pending << 6) | value) & 0xffff;
      bits += 6;
      if (bits >= 8) {
        bits -= 8;
        out[at++] = (pending >> bits) & 0xff;
      }
    }
  }
  // Six bits a character: 0, 4 or 2 are left over, and are then made up by no, one or two padding characters.
  const left = pending & ((1 << bits) - 1);
  if (left !== 0 || padding * 2 !== bits) throw new RekeyError('bad-input', { reason: 'base64' });
  return out.subarray(0, at);
}

/**
 * The bytes of base64url without padding, as JWK has them (RFC 4648 section 5, RFC 7515 section 2).
 * @throws RekeyError `bad-input` with reason `base64`
 */
export const fromBase64Url = (text: string): Bytes =>
  fromBase64(text.replaceAll('-', '+').replaceAll('_', '/').padEnd(text.length + (-text.length & 3), '='));

/** Big-endian unsigned integer. */
export function toBigInt(bytes: Uint8Array): bigint {
  return bytes.length === 0 ? 0n : BigInt(`0x${toHex(bytes)}`);
}

/** @throws RekeyError `aborted` */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new RekeyError('aborted', { cause: signal.reason });
}
