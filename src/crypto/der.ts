/**
 * A strict reader and a small writer of DER (X.690).
 *
 * The reader hands out slices of its input and never copies, so that what is carried from one structure to another stays the
 * same bytes. It does not descend by itself: depth is the caller's, one level per call.
 */
import { RekeyError } from '../core/errors.js';
import type { Bytes } from './bytes.js';

/** Identifier octets (X.690 8.1.2), as far as PKIX uses them. */
export const TAG = {
  boolean: 0x01, integer: 0x02, bitString: 0x03, octetString: 0x04, null: 0x05, oid: 0x06, utf8String: 0x0c, numericString: 0x12,
  printableString: 0x13, teletexString: 0x14, ia5String: 0x16, utcTime: 0x17, generalizedTime: 0x18, visibleString: 0x1a,
  universalString: 0x1c, bmpString: 0x1e, sequence: 0x30, set: 0x31,
} as const;

/** `[n]`, constructed or primitive. */
export const contextTag = (n: number, constructed = true): number => (constructed ? 0xa0 : 0x80) | n;

/**
 * Which lengths are read. DER has one form of each (X.690 10.1): `minimal`. `any` takes a definite length in more octets than it
 * needs, too, which is BER, and is for one purpose: names that stand in a certificate are carried as they are, so that whoever reads
 * on the way to them cannot insist on more. What is made here, and what is read of a request, a key or a container, is DER.
 */
export type Lengths = 'minimal' | 'any';

/** One element: `bytes` with its header, `content` without; both are slices of what was read. */
export interface Tlv { readonly tag: number; readonly bytes: Bytes; readonly content: Bytes }

const bad = (detail: string): RekeyError => new RekeyError('bad-input', { reason: 'der', detail });

/**
 * The element that starts at `offset`; bytes after it are not looked at.
 * @throws RekeyError `bad-input` with reason `der`: indefinite lengths, non-minimal ones unless they are allowed, tags above 30,
 *   content cut short
 */
export function readTlv(bytes: Bytes, offset = 0, lengths: Lengths = 'minimal'): Tlv {
  const tag = bytes[offset];
  const first = bytes[offset + 1];
  if (tag === undefined || first === undefined) throw bad('truncated');
  if ((tag & 0x1f) === 0x1f) throw bad('high-tag');
  let start = offset + 2;
  let length = first;
  if (first >= 0x80) {
    const octets = first & 0x7f;
    // Indefinite; more than four say more than there is, or begin with zeros. 127 is reserved (X.690 8.1.3.5).
    if (octets === 0 || octets === 127 || (octets > 4 && lengths === 'minimal')) throw bad('length');
    length = 0;
    for (let i = 0; i < octets; i++) {
      const next = bytes[start++];
      if (next === undefined) throw bad('truncated');
      length = length * 256 + next;
    }
    if (lengths === 'minimal' && (length < 0x80 || length < 256 ** (octets - 1))) throw bad('length');
  }
  const end = start + length;
  if (end > bytes.length) throw bad('truncated');
  return { tag, bytes: bytes.subarray(offset, end), content: bytes.subarray(start, end) };
}

/**
 * Reads the elements of one level in turn, and hands its rule about lengths on to the readers of what lies inside. Every method
 * throws RekeyError `bad-input` with reason `der`.
 */
export class DerReader {
  private offset = 0;

  constructor(private readonly bytes: Bytes, private readonly lengths: Lengths = 'minimal') {}

  /** A reader of what lies inside the one element that `bytes` must consist of. */
  static of(bytes: Bytes, tag: number = TAG.sequence, lengths: Lengths = 'minimal'): DerReader {
    return new DerReader(readExactly(bytes, tag, lengths).content, lengths);
  }

  get done(): boolean {
    return this.offset >= this.bytes.length;
  }

  /** The bytes that were not read yet. */
  get rest(): Bytes {
    return this.bytes.subarray(this.offset);
  }

  read(tag?: number, lengths: Lengths = this.lengths): Tlv {
    const tlv = readTlv(this.bytes, this.offset, lengths);
    if (tag !== undefined && tlv.tag !== tag) throw bad('tag');
    this.offset += tlv.bytes.length;
    return tlv;
  }

  /** Reads the next element when it has this tag. */
  optional(tag: number): Tlv | undefined {
    return this.bytes[this.offset] === tag ? this.read(tag) : undefined;
  }

  /** A reader of the inside of the next element. */
  enter(tag: number = TAG.sequence): DerReader {
    return this.inside(this.read(tag));
  }

  /** A reader of the inside of an element that was read here. */
  inside({ content }: Tlv): DerReader {
    return new DerReader(content, this.lengths);
  }

  end(): void {
    if (!this.done) throw bad('trailing');
  }

  /** Every remaining element of this level. */
  all(tag?: number): Tlv[] {
    const out: Tlv[] = [];
    while (!this.done) out.push(this.read(tag));
    return out;
  }
}

/** The single element that `bytes` consist of. */
export function readExactly(bytes: Bytes, tag?: number, lengths: Lengths = 'minimal'): Tlv {
  const tlv = readTlv(bytes, 0, lengths);
  if (tag !== undefined && tlv.tag !== tag) throw bad('tag');
  if (tlv.bytes.length !== bytes.length) throw bad('trailing');
  return tlv;
}

/**
 * Whether every length in `bytes`, however deep, stands in as few octets as it needs. Nothing else is looked at: what is no element
 * has no length to object to. One pass, without recursion.
 */
export function hasMinimalLengths(bytes: Bytes): boolean {
  try {
    for (let at = 0; at < bytes.length;) {
      const { tag, bytes: whole, content } = readTlv(bytes, at, 'any');
      const header = whole.length - content.length;
      if (header > 2 && (content.length < 0x80 || content.length < 256 ** (header - 3))) return false;
      // Into what is constructed, past what is not.
      at += (tag & 0x20) !== 0 ? header : whole.length;
    }
  } catch {
    return true;
  }
  return true;
}

/** Dotted form of the content of an OBJECT IDENTIFIER. Arcs above 2^53 are exact too. */
export function decodeOid(content: Uint8Array): string {
  if (content.length === 0 || content.length > 256) throw bad('oid');
  const arcs: (number | bigint)[] = [];
  let value: number | bigint = 0;
  let fresh = true;
  for (const byte of content) {
    if (fresh && byte === 0x80) throw bad('oid');
    value = typeof value === 'number' && value < 2 ** 46 ? value * 128 + (byte & 0x7f) : BigInt(value) * 128n + BigInt(byte & 0x7f);
    fresh = byte < 0x80;
    if (fresh) {
      arcs.push(value);
      value = 0;
    }
  }
  const first = arcs[0];
  if (!fresh || first === undefined) throw bad('oid');
  // X.690 8.19.4: the first two arcs share one number.
  const root = first < 40 ? 0 : first < 80 ? 1 : 2;
  arcs[0] = typeof first === 'number' ? first - root * 40 : first - BigInt(root * 40);
  return `${root}.${arcs.join('.')}`;
}

/** Content of a BIT STRING without unused bits: keys and signatures have none. */
export function bitStringBytes(tlv: Tlv): Bytes {
  if (tlv.tag !== TAG.bitString || tlv.content[0] !== 0) throw bad('bit-string');
  return tlv.content.subarray(1);
}

/** Content octets of a non-negative INTEGER without the sign octet. */
export function unsignedInteger(tlv: Tlv): Bytes {
  const { tag, content } = tlv;
  const first = content[0];
  if (tag !== TAG.integer || first === undefined || first >= 0x80) throw bad('integer');
  if (first !== 0 || content.length === 1) return content;
  if ((content[1] ?? 0) < 0x80) throw bad('integer');
  return content.subarray(1);
}

/** A non-negative INTEGER that fits a JavaScript number. */
export function smallInteger(tlv: Tlv): number {
  const bytes = unsignedInteger(tlv);
  if (bytes.length > 6) throw bad('integer');
  let value = 0;
  for (const byte of bytes) value = value * 256 + byte;
  return value;
}

/** UTCTime or GeneralizedTime in the forms of RFC 5280 4.1.2.5: seconds present, `Z`, no fraction. */
export function decodeTime(tlv: Tlv): Date {
  const { tag, content } = tlv;
  const utc = tag === TAG.utcTime;
  if ((!utc && tag !== TAG.generalizedTime) || content.length !== (utc ? 13 : 15) || content[content.length - 1] !== 0x5a) throw bad('time');
  let at = 0;
  const two = (): number => {
    const [tens, ones] = [(content[at++] ?? 0) - 0x30, (content[at++] ?? 0) - 0x30];
    if (tens < 0 || tens > 9 || ones < 0 || ones > 9) throw bad('time');
    return tens * 10 + ones;
  };
  const lead = two();
  // RFC 5280 4.1.2.5.1: two-digit years from 50 on are of the twentieth century.
  const year = !utc ? lead * 100 + two() : lead >= 50 ? 1900 + lead : 2000 + lead;
  const [month, day, hour, minute, second] = [two(), two(), two(), two(), two()];
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day || hour > 23 || minute > 59 || second > 59) throw bad('time');
  return date;
}

// -------------------------------------------------------------------------------------------------------- writer

/** One element around its parts; a part is spliced in as it stands. */
export function tlv(tag: number, ...parts: readonly Uint8Array[]): Bytes {
  let length = 0;
  for (const part of parts) length += part.length;
  const head: number[] = [tag];
  if (length < 0x80) head.push(length);
  else {
    const octets: number[] = [];
    for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256);
    head.push(0x80 | octets.length, ...octets);
  }
  const out = new Uint8Array(head.length + length);
  out.set(head);
  let at = head.length;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

export const sequence = (...parts: readonly Uint8Array[]): Bytes => tlv(TAG.sequence, ...parts);
/** Parts in the given order: a SET OF with more than one part is {@link setOf}. */
export const set = (...parts: readonly Uint8Array[]): Bytes => tlv(TAG.set, ...parts);
export const octetString = (...parts: readonly Uint8Array[]): Bytes => tlv(TAG.octetString, ...parts);
export const bitString = (bytes: Uint8Array): Bytes => tlv(TAG.bitString, Uint8Array.of(0), bytes);
/** `[n]` around whole elements (EXPLICIT, or IMPLICIT of something constructed). */
export const context = (n: number, ...parts: readonly Uint8Array[]): Bytes => tlv(contextTag(n), ...parts);
/** `[n]` IMPLICIT of something primitive. */
export const contextPrimitive = (n: number, content: Uint8Array): Bytes => tlv(contextTag(n, false), content);
export const derNull = (): Bytes => Uint8Array.of(TAG.null, 0);
export const boolean = (value: boolean): Bytes => Uint8Array.of(TAG.boolean, 1, value ? 0xff : 0);
export const utf8String = (text: string): Bytes => tlv(TAG.utf8String, new TextEncoder().encode(text));
export const printableString = (text: string): Bytes => tlv(TAG.printableString, new TextEncoder().encode(text));
export const ia5String = (text: string): Bytes => tlv(TAG.ia5String, new TextEncoder().encode(text));
export const bmpString = (text: string): Bytes => tlv(TAG.bmpString, utf16be(text));

/** UTF-16, most significant octet first: the content of a BMPString. */
export function utf16be(text: string): Bytes {
  const out = new Uint8Array(text.length * 2);
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    out[2 * i] = unit >> 8;
    out[2 * i + 1] = unit & 0xff;
  }
  return out;
}

/** DER SET OF: the parts in ascending order of their encodings (X.690 11.6). */
export function setOf(...parts: readonly Uint8Array[]): Bytes {
  return set(...[...parts].sort(compareBytes));
}

/** Octet by octet; of two that begin alike the shorter comes first. */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** A non-negative INTEGER, from a number or from unsigned big-endian octets of any length. */
export function integer(value: number | Uint8Array): Bytes {
  let octets: Uint8Array;
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value) || value < 0) throw new RangeError('integer');
    const digits: number[] = [];
    for (let rest = value; rest > 0; rest = Math.floor(rest / 256)) digits.unshift(rest % 256);
    octets = Uint8Array.from(digits);
  } else octets = value;
  let start = 0;
  while (start < octets.length - 1 && octets[start] === 0) start++;
  const minimal = octets.subarray(start);
  if (minimal.length === 0) return Uint8Array.of(TAG.integer, 1, 0);
  return (minimal[0] ?? 0) >= 0x80 ? tlv(TAG.integer, Uint8Array.of(0), minimal) : tlv(TAG.integer, minimal);
}

const encodedOids = new Map<string, Bytes>();

/** OBJECT IDENTIFIER from its dotted form. */
export function oid(dotted: string): Bytes {
  const known = encodedOids.get(dotted);
  if (known !== undefined) return known;
  const [root = 0n, second = 0n, ...rest] = dotted.split('.').map((arc) => BigInt(arc));
  const octets: number[] = [];
  for (const arc of [root * 40n + second, ...rest]) {
    const group = [Number(arc & 0x7fn)];
    for (let high = arc >> 7n; high > 0n; high >>= 7n) group.unshift(Number(high & 0x7fn) | 0x80);
    octets.push(...group);
  }
  const encoded = tlv(TAG.oid, Uint8Array.from(octets));
  if (encodedOids.size < 256) encodedOids.set(dotted, encoded);
  return encoded;
}

/** UTCTime through 2049, GeneralizedTime afterwards (RFC 5280 4.1.2.5); fractions of a second are cut. */
export function time(date: Date): Bytes {
  const digits = date.toISOString().replace(/[-:T]|\.\d+/g, '');
  const encoder = new TextEncoder();
  const year = date.getUTCFullYear();
  return year >= 1950 && year < 2050 ? tlv(TAG.utcTime, encoder.encode(digits.slice(2))) : tlv(TAG.generalizedTime, encoder.encode(digits));
}

/** AlgorithmIdentifier; `parameters` is one whole element, absent when not given. */
export function algorithmIdentifier(dotted: string, parameters?: Uint8Array): Bytes {
  return parameters === undefined ? sequence(oid(dotted)) : sequence(oid(dotted), parameters);
}
