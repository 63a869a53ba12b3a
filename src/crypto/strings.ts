/**
 * The strings of certificates as text, for display alone. Whatever they hold, what comes out can stand on a screen: nothing in it is
 * invisible, reorders its surroundings, or passes for something else.
 */
import type { Bytes } from './bytes.js';
import { toHex } from './bytes.js';
import { TAG, type Tlv } from './der.js';

/** T.61, general, graphic and videotex strings have repertoires that nobody implements: see {@link decoders}. */
const STRING_TYPES: Readonly<Record<number, string>> = {
  [TAG.utf8String]: 'UTF8', [TAG.numericString]: 'Numeric', [TAG.printableString]: 'Printable', [TAG.teletexString]: 'Teletex',
  [TAG.ia5String]: 'IA5', [TAG.visibleString]: 'Visible', [TAG.universalString]: 'Universal', [TAG.bmpString]: 'BMP',
  0x15: 'Videotex', 0x19: 'Graphic', 0x1b: 'General',
};

export interface DecodedString {
  /** Not escaped. An octet that is no text in its type is the lone surrogate U+DC00 plus its value, which no text has. */
  readonly text: string;
  /** `UTF8`, `Printable`, `BMP` and so on. */
  readonly stringType: string;
}

/** The text of a string element, and the name of its type; `undefined` for anything else. */
export function decodeString({ tag, content }: Tlv): DecodedString | undefined {
  const stringType = STRING_TYPES[tag];
  if (stringType === undefined) return undefined;
  return { text: decodeContent(tag, content), stringType };
}

function decodeContent(tag: number, content: Bytes): string {
  switch (tag) {
    case TAG.utf8String: return utf8(content);
    case TAG.bmpString: return new TextDecoder('utf-16be', { ignoreBOM: true }).decode(content);
    case TAG.universalString: return utf32(content);
    // T.61 as everyone writes it.
    case TAG.teletexString: return latin1(content);
    default: return ascii(content);
  }
}

const fromOctets = (content: Bytes, charOf: (octet: number) => number): string => {
  let out = '';
  for (const octet of content) out += String.fromCharCode(charOf(octet));
  return out;
};
const latin1 = (content: Bytes): string => fromOctets(content, (octet) => octet);
const noText = (octet: number): number => 0xdc00 | octet;
/** The octets of IA5String and its like, seven bits each. */
export const ascii = (content: Bytes): string => fromOctets(content, (octet) => (octet < 0x80 ? octet : noText(octet)));

/** UTF-8 (RFC 3629); octets that are none are kept apart one by one, where `TextDecoder` would show all of them alike. */
function utf8(content: Bytes): string {
  let out = '';
  for (let at = 0; at < content.length;) {
    const lead = content[at] ?? 0;
    const more = lead < 0x80 ? 0 : lead < 0xc2 ? -1 : lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : lead < 0xf5 ? 3 : -1;
    let point = more > 0 ? lead & (0x3f >> more) : lead;
    let isText = more >= 0;
    for (let i = 1; i <= more; i++) {
      const next = content[at + i] ?? 0;
      isText &&= (next & 0xc0) === 0x80;
      point = (point << 6) | (next & 0x3f);
    }
    isText &&= point >= ([0, 0x80, 0x800, 0x10000][more] ?? 0) && point <= 0x10ffff && !(point >= 0xd800 && point < 0xe000);
    out += isText ? String.fromCodePoint(point) : String.fromCharCode(noText(lead));
    at += isText ? 1 + more : 1;
  }
  return out;
}

/** UTF-32, most significant octet first. */
function utf32(content: Bytes): string {
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
  let out = '';
  for (let i = 0; i < content.length; i += 4) {
    const point = i + 4 <= content.length ? view.getUint32(i) : 0xfffd;
    out += point > 0x10ffff || (point >= 0xd800 && point < 0xe000) ? '\uFFFD' : String.fromCodePoint(point);
  }
  return out;
}

/** Text for places that take any text but no lone surrogates. */
export const wellFormed = (text: string): string => text.replace(/\p{Cs}/gu, '\uFFFD');

/**
 * Controls, format characters that hide or reorder what stands beside them, line separators, what is not assigned or for private
 * use, what has no look of its own (fillers, selectors, the empty braille cell), spaces that pass for the common one or would be lost
 * at an end (of the others, the ideographic one alone is as wide as it is meant), and a combining mark with nothing to combine with.
 */
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]|(?![ \u3000])\p{Zs}|^\u3000|\u3000$|^\p{M}/gu;

/** A space at an end or after another, which a page would swallow. */
const SPACES = /^ | $|(?<= ) /g;

/** Hex pairs of the UTF-8 octets (RFC 4514 section 2.4), or of the one octet that is no text. */
function hexPairs(char: string): string {
  const octets = /\p{Cs}/u.test(char) ? Uint8Array.of(char.charCodeAt(0) & 0xff) : new TextEncoder().encode(char);
  return Array.from(octets, (octet) => `\\${toHex(Uint8Array.of(octet)).toUpperCase()}`).join('');
}

const reveal = (text: string): string => text.replace(UNSEEN, hexPairs).replace(SPACES, '\\ ');

/**
 * Text that can be shown: what would not be seen, or would reorder what is, stands as hex pairs of its UTF-8 octets, a space that
 * would be lost as `\ `, and a backslash as two, so that none of these can be made up.
 */
export const escapeText = (text: string): string => reveal(text.replace(/\\/g, '\\\\'));

/** The same as a value of RFC 4514 (section 2.4), whose own special characters are escaped too. */
export const escapeValue = (text: string): string => reveal(text.replace(/[",+;<>\\]/g, '\\$&')).replace(/^#/, '\\#');
