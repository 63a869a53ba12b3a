/** Names as text, for display alone: what travels is DER. Nothing here throws. */
import type { NameAttributeText } from '../core/keys.js';
import { toHex, type Bytes } from './bytes.js';
import { decodeOid, DerReader, readTlv, TAG, type Tlv } from './der.js';
import { ATTRIBUTE_NAMES } from './oids.js';

const STRING_TYPES: Readonly<Record<number, string>> = {
  [TAG.utf8String]: 'UTF8', [TAG.numericString]: 'Numeric', [TAG.printableString]: 'Printable', [TAG.teletexString]: 'Teletex',
  [TAG.ia5String]: 'IA5', [TAG.visibleString]: 'Visible', [TAG.universalString]: 'Universal', [TAG.bmpString]: 'BMP',
};

/** The text of a string element, and the name of its type; `undefined` for anything else. */
export function decodeString({ tag, content }: Tlv): { text: string; stringType: string } | undefined {
  const stringType = STRING_TYPES[tag];
  if (stringType === undefined) return undefined;
  return { text: decodeContent(tag, content), stringType };
}

function decodeContent(tag: number, content: Bytes): string {
  switch (tag) {
    case TAG.utf8String: return new TextDecoder('utf-8', { ignoreBOM: true }).decode(content);
    case TAG.bmpString: return new TextDecoder('utf-16be', { ignoreBOM: true }).decode(content);
    case TAG.universalString: return fixedWidth(content);
    // T.61 as everyone writes it: Latin-1, which also shows the octets of the ASCII types one by one.
    default: return Array.from(content, (byte) => String.fromCharCode(byte)).join('');
  }
}

/** UTF-32, most significant octet first. */
function fixedWidth(content: Bytes): string {
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
  let out = '';
  for (let i = 0; i < content.length; i += 4) {
    const point = i + 4 <= content.length ? view.getUint32(i) : 0xfffd;
    out += point > 0x10ffff || (point >= 0xd800 && point < 0xe000) ? '\uFFFD' : String.fromCodePoint(point);
  }
  return out;
}

/** Controls, and format characters that reorder or hide what stands beside them. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

const hexPairs = (text: string): string => Array.from(new TextEncoder().encode(text), (byte) => `\\${toHex(Uint8Array.of(byte)).toUpperCase()}`).join('');

/** Makes invisible and reordering characters visible as hex pairs of their UTF-8 octets; a backslash becomes two. */
export const escapeText = (text: string): string => text.replace(/\\/g, '\\\\').replace(UNSAFE, hexPairs);

/** RFC 4514 section 2.4; characters that would not be seen are hex pairs too. */
function escapeValue(text: string): string {
  let out = text.replace(/[",+;<>\\]/g, '\\$&').replace(UNSAFE, hexPairs);
  if (/^[ #]/.test(out)) out = `\\${out}`;
  if (text.length > 1 && text.endsWith(' ')) out = `${out.slice(0, -1)}\\ `;
  return out;
}

interface Attribute extends NameAttributeText { readonly der: Bytes }

function readName(name: Bytes): Attribute[] {
  return DerReader.of(name).all(TAG.set).flatMap(({ content }, rdn) =>
    new DerReader(content).all(TAG.sequence).map((pair) => {
      const reader = new DerReader(pair.content);
      const oid = decodeOid(reader.read(TAG.oid).content);
      const value = reader.read();
      const decoded = decodeString(value);
      return {
        oid, rdn, der: value.bytes, label: ATTRIBUTE_NAMES[oid] ?? oid,
        value: decoded?.text ?? `#${toHex(value.bytes)}`, stringType: decoded?.stringType ?? 'other',
      };
    }));
}

function attributesOf(name: Bytes): Attribute[] | undefined {
  try {
    return readName(name);
  } catch {
    return undefined;
  }
}

/** Every attribute in the order of the Name; empty when it cannot be read. `value` is not escaped. */
export function nameAttributes(name: Bytes): NameAttributeText[] {
  return (attributesOf(name) ?? []).map(({ oid, label, value, stringType, rdn }) => ({ oid, label, value, stringType, rdn }));
}

/**
 * A DER Name as RFC 4514 writes it: last RDN first, `+` within an RDN, values of unknown types as `#` and hex. A Name that
 * cannot be read is all hex.
 */
export function formatName(name: Bytes): string {
  const attributes = attributesOf(name);
  if (attributes === undefined) return `#${toHex(name)}`;
  const rdns: string[][] = [];
  for (const { oid, label, rdn, value, der, stringType } of attributes) {
    const plain = label === oid || stringType === 'other' ? `#${toHex(der)}` : escapeValue(value);
    (rdns[rdn] ??= []).push(`${label}=${plain}`);
  }
  return rdns.reverse().map((parts) => parts.join('+')).join(',');
}

/** What to call a certificate: its last common name. Not escaped. */
export function commonName(name: Bytes): string | undefined {
  return nameAttributes(name).filter(({ label }) => label === 'CN').at(-1)?.value;
}

/** The text of the single string element in `der`. */
export function textOf(der: Bytes): string | undefined {
  try {
    return decodeString(readTlv(der))?.text;
  } catch {
    return undefined;
  }
}
