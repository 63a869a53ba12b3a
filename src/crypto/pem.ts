import { RekeyError } from '../core/errors.js';
import { bytesOf, fromBase64, toBase64, type Bytes } from './bytes.js';

/** PEM text, base64 text without armour, or DER bytes; bytes may also hold either text, as files do. */
export type PemOrDer = string | Uint8Array;

export interface PemBlock {
  /** The label between `BEGIN` and the dashes, for example `CERTIFICATE`. */
  readonly label: string;
  readonly der: Bytes;
  /** RFC 1421 headers stood before the base64: the content is encrypted in the old OpenSSL way. */
  readonly headers: boolean;
}

export interface Decoded {
  readonly encoding: 'pem' | 'base64' | 'der';
  readonly blocks: readonly PemBlock[];
  /** There was something other than white space outside the blocks. */
  readonly surroundingText: boolean;
}

const BEGIN = /-----BEGIN ([A-Z0-9][A-Z0-9 .#-]{0,63}?)-----/g;
/** The dashes at its end may be those that the next line of armour begins with. */
const END = /-----END ([A-Z0-9][A-Z0-9 .#-]{0,63}?)(?=-----)/g;
/** Headers of RFC 1421, up to the empty line, with line ends of any of the three kinds. */
const HEADER = /^[ \t\r\n]*(?:[A-Za-z0-9-]+:[^\r\n]*(?:(?:\r\n|\n|\r(?!\n))[ \t][^\r\n]*)*(?:\r\n|\n|\r(?!\n)))+(?:\r\n|\n|\r(?!\n))/;

/**
 * Every block of the input. Bytes that begin like a DER SEQUENCE are one block without a label.
 * @throws RekeyError `bad-input` with reason `empty`, `base64` or `pem` (armour that is not closed)
 */
export function decodePem(input: PemOrDer): Decoded {
  if (typeof input !== 'string') {
    const bytes = bytesOf(input);
    if (looksLikeDer(bytes)) return { encoding: 'der', blocks: [{ label: '', der: bytes, headers: false }], surroundingText: false };
    return decodePem(decodeText(bytes));
  }
  // `trim` takes a byte order mark for white space, as it should be taken here.
  if (input.trim() === '') throw new RekeyError('bad-input', { reason: 'empty' });
  const blocks: PemBlock[] = [];
  let outside = '';
  let last = 0;
  for (const { label, body, start, end } of armoured(input)) {
    const base64 = body.replace(HEADER, '');
    blocks.push({ label, der: fromBase64(base64), headers: base64.length !== body.length });
    outside += input.slice(last, start);
    last = end;
  }
  outside += input.slice(last);
  if (blocks.length > 0) return { encoding: 'pem', blocks, surroundingText: outside.trim() !== '' };
  if (input.includes('-----BEGIN')) throw new RekeyError('bad-input', { reason: 'pem' });
  return { encoding: 'base64', blocks: [{ label: '', der: fromBase64(input.trim()), headers: false }], surroundingText: false };
}

interface Armour { readonly label: string; readonly body: string; readonly start: number; readonly end: number }

/**
 * Each block that is closed. Ends are looked for once, for all labels: an expression for the whole of a block, or a search from
 * each beginning, would go through the text again and again, for minutes.
 */
function armoured(input: string): Armour[] {
  const footers = new Map<string, { readonly at: number[]; next: number }>();
  for (const { index, 1: label = '' } of input.matchAll(END)) {
    const known = footers.get(label);
    if (known === undefined) footers.set(label, { at: [index], next: 0 });
    else known.at.push(index);
  }
  const found: Armour[] = [];
  let last = 0;
  for (const { index, 0: begin, 1: label = '' } of input.matchAll(BEGIN)) {
    const ends = footers.get(label);
    if (index < last || ends === undefined) continue;
    const from = index + begin.length;
    while ((ends.at[ends.next] ?? from) < from) ends.next++;
    const to = ends.at[ends.next];
    if (to === undefined) continue;
    last = to + '-----END -----'.length + label.length;
    found.push({ label, body: input.slice(from, to), start: index, end: last });
  }
  return found;
}

/** Bytes or characters of one certificate or request, wherever no smaller bound holds: room for tens of thousands of names. */
export const MAX_OBJECT_BYTES = 1_048_576;

/**
 * The DER of the first block with one of these labels; unlabelled input is taken as it is.
 * @throws RekeyError `too-large` above {@link MAX_OBJECT_BYTES}; `bad-input` with the reasons of {@link decodePem}, or `wrong-object`
 *   when the blocks are of other kinds
 */
export function toDer(input: PemOrDer, ...labels: readonly string[]): Bytes {
  // Each element costs a hundred times its two bytes while it is read.
  if (input.length > MAX_OBJECT_BYTES) throw new RekeyError('too-large', { detail: { limit: MAX_OBJECT_BYTES, bytes: input.length } });
  const { blocks, encoding } = decodePem(input);
  const block = encoding === 'pem' ? blocks.find(({ label }) => labels.includes(label)) : blocks[0];
  if (block === undefined) throw new RekeyError('bad-input', { reason: 'wrong-object' });
  return block.der;
}

export const certificateDer = (input: PemOrDer): Bytes => toDer(input, 'CERTIFICATE', 'X509 CERTIFICATE', 'TRUSTED CERTIFICATE');
/** `NEW CERTIFICATE REQUEST` is what older tools write (RFC 7468 section 7). */
export const csrDer = (input: PemOrDer): Bytes => toDer(input, 'CERTIFICATE REQUEST', 'NEW CERTIFICATE REQUEST');

/** RFC 7468: 64 characters a line, LF, a line break at the end. */
export function encodePem(label: string, der: Uint8Array): string {
  const base64 = toBase64(der);
  let body = '';
  for (let i = 0; i < base64.length; i += 64) body += `${base64.slice(i, i + 64)}\n`;
  return `-----BEGIN ${label}-----\n${body}-----END ${label}-----\n`;
}

/** A SEQUENCE, and not a text that begins with a zero: DER of any length has octets that no text has. */
const looksLikeDer = (bytes: Bytes): boolean => bytes[0] === 0x30 && bytes.length > 1 && bytes.some((octet) => octet < 0x09 || octet > 0x7e);

/** UTF-8, or UTF-16 by its byte order mark, or by the zeros of a first ASCII character: PowerShell redirects into UTF-16 files. */
export function decodeText(bytes: Uint8Array): string {
  const [a, b] = bytes;
  if ((a === 0xff && b === 0xfe) || (isAscii(a) && b === 0)) return new TextDecoder('utf-16le').decode(bytes);
  if ((a === 0xfe && b === 0xff) || (a === 0 && isAscii(b))) return new TextDecoder('utf-16be').decode(bytes);
  return new TextDecoder().decode(bytes);
}

const isAscii = (octet: number | undefined): boolean => octet !== undefined && octet > 0 && octet < 0x80;

/**
 * The bytes of a file, once its size is known to be allowed.
 * @throws RekeyError `too-large` with detail `{limit, bytes}` before anything is read; `bad-input` with reason `unreadable`
 */
export async function readLimited(input: PemOrDer | Blob, limit: number): Promise<PemOrDer> {
  const bytes = typeof input === 'string' ? input.length : input instanceof Uint8Array ? input.length : input.size;
  if (bytes > limit) throw new RekeyError('too-large', { detail: { limit, bytes } });
  if (typeof input === 'string' || input instanceof Uint8Array) return input;
  try {
    return new Uint8Array(await input.arrayBuffer());
  } catch (cause) {
    throw new RekeyError('bad-input', { reason: 'unreadable', cause });
  }
}
