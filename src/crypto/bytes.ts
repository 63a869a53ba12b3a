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

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Base64 with padding, without line breaks (RFC 4648 section 4). */
export function toBase64(bytes: Uint8Array): string {
  let out = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const [a, b, c] = [bytes[i] ?? 0, bytes[i + 1], bytes[i + 2]];
    const group = (a << 16) | ((b ?? 0) << 8) | (c ?? 0);
    out += ALPHABET.charAt(group >> 18) + ALPHABET.charAt((group >> 12) & 63);
    out += b === undefined ? '=' : ALPHABET.charAt((group >> 6) & 63);
    out += c === undefined ? '=' : ALPHABET.charAt(group & 63);
  }
  return out;
}

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

/** Big-endian unsigned integer. */
export function toBigInt(bytes: Uint8Array): bigint {
  return bytes.length === 0 ? 0n : BigInt(`0x${toHex(bytes)}`);
}

/** @throws RekeyError `aborted` */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new RekeyError('aborted', { cause: signal.reason });
}
