/** Names as text, for display alone: what travels is DER. Nothing here throws. */
import type { NameAttributeText } from '../core/keys.js';
import { bytesOf, toHex, type Bytes } from './bytes.js';
import { decodeOid, DerReader, TAG, type Tlv } from './der.js';
import { ATTRIBUTE_NAMES } from './oids.js';
import { decodeString, escapeText, escapeValue, wellFormed } from './strings.js';

interface Attribute {
  readonly oid: string;
  readonly label: string;
  readonly value: Tlv;
}

/** An attribute that cannot be read is its bytes. */
type Rdn = readonly (Attribute | Bytes)[];

function readName(name: Uint8Array): Rdn[] | undefined {
  try {
    return DerReader.of(bytesOf(name), TAG.sequence, 'any').all(TAG.set).map(({ content }) => new DerReader(content, 'any').all().map(readAttribute));
  } catch {
    return undefined;
  }
}

function readAttribute({ tag, bytes, content }: Tlv): Attribute | Bytes {
  try {
    const reader = new DerReader(content, 'any');
    const oid = decodeOid(reader.read(TAG.oid).content);
    const value = reader.read();
    return tag === TAG.sequence && reader.done ? { oid, label: ATTRIBUTE_NAMES[oid] ?? oid, value } : bytes;
  } catch {
    return bytes;
  }
}

const isRead = (attribute: Attribute | Bytes): attribute is Attribute => !(attribute instanceof Uint8Array);
const hexOf = (der: Uint8Array): string => `#${toHex(der)}`;
/** What cannot be read, under no name. */
const unread = (der: Uint8Array, rdn: number): NameAttributeText => ({ oid: '', label: 'DER', value: hexOf(der), stringType: 'other', rdn });

/**
 * A Name as a table: each attribute in the order of the encoding, by the short name of the standards or, where it has none that is
 * known here, by its dotted OID. Every `value` can be shown as it is: invisible and reordering characters stand as hex pairs (`\00`,
 * `\E2\80\AE`), so do octets that are no text in their string type; a value that is no string is `#` and the hex of its DER.
 *
 * @param name DER (or BER) of a whole Name. One that cannot be read is a single row of hex without an `oid`; so is an attribute.
 *   Nothing is thrown.
 */
export function nameAttributes(name: Uint8Array): NameAttributeText[] {
  const rdns = readName(name);
  if (rdns === undefined) return [unread(name, 0)];
  return rdns.flatMap((attributes, rdn) => attributes.map((attribute) => {
    if (!isRead(attribute)) return unread(attribute, rdn);
    const { oid, label, value } = attribute;
    const decoded = decodeString(value);
    return { oid, label, value: decoded === undefined ? hexOf(value.bytes) : escapeText(decoded.text), stringType: decoded?.stringType ?? 'other', rdn };
  }));
}

/**
 * A Name as RFC 4514 writes it: last RDN first, `+` within an RDN, attributes without a name as dotted OID with `#` and hex, as are
 * values that are no strings. Beyond what section 2.4 asks for, everything is escaped that would not be seen or would reorder the
 * rest. Octets that are no text in their string type are hex pairs too.
 *
 * @param name DER (or BER) of a whole Name. What RFC 4514 has no words for (a Name that cannot be read, an RDN of nothing) is `#`
 *   and the hex of all of it. Nothing is thrown.
 */
export function formatName(name: Uint8Array): string {
  const rdns = readName(name);
  if (!rdns?.every((attributes) => attributes.length > 0 && attributes.every(isRead))) return hexOf(name);
  return rdns.reverse().map((attributes) => attributes.filter(isRead).map(({ oid, label, value }) => {
    const decoded = label === oid ? undefined : decodeString(value);
    return `${label}=${decoded === undefined ? hexOf(value.bytes) : escapeValue(decoded.text)}`;
  }).join('+')).join(',');
}

/** What to call a certificate: its last common name. Not escaped. */
export function commonName(name: Bytes): string | undefined {
  const names = (readName(name) ?? []).flat().filter(isRead).filter(({ label }) => label === 'CN');
  const last = names.at(-1);
  const text = last && decodeString(last.value)?.text;
  return text === undefined ? undefined : wellFormed(text);
}
