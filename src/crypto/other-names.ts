/** The kinds of alternative names that few know, as text for display. These throw where a name is not of its kind. */
import { toHex, type Bytes } from './bytes.js';
import { contextTag, decodeOid, DerReader, readExactly, TAG } from './der.js';
import { OID, OTHER_NAMES } from './oids.js';
import { ascii, decodeString, escapeText, escapeValue } from './strings.js';

const reader = (content: Bytes): DerReader => new DerReader(content, 'any');

/** The text of an element that has to be a string, as a value of RFC 4514. */
function text(element: ReturnType<DerReader['read']>): string {
  const decoded = decodeString(element);
  if (decoded === undefined) throw new RangeError('string');
  return escapeValue(decoded.text);
}

/**
 * `type:value` of an OtherName. A string of an unexpected type, or under an OID that is not known, says its type as OpenSSL writes
 * it, `1.2.3.4;UTF8:text`; what is no string is `#` and hex.
 * @param content of the `[0]` of a GeneralName
 */
export function describeOtherName(content: Bytes): string {
  const parts = reader(content);
  const oid = decodeOid(parts.read(TAG.oid).content);
  const { label = oid, string } = OTHER_NAMES[oid] ?? {};
  const value = parts.rest[0] === contextTag(0) ? readExactly(parts.rest, undefined, 'any').content : parts.rest;
  try {
    if (oid === OID.krb5PrincipalName) return `${label}:${kerberosPrincipal(value)}`;
    const decoded = decodeString(readExactly(value, undefined, 'any'));
    if (decoded !== undefined) return `${label}${decoded.stringType === string ? '' : `;${decoded.stringType}`}:${escapeText(decoded.text)}`;
  } catch {
    // It is not what its OID says.
  }
  return `${label}:#${toHex(value)}`;
}

/** `name/instance@REALM` of KRB5PrincipalName (RFC 4556 section 3.2.2, RFC 4120 section 6), the separators quoted as Kerberos does. */
function kerberosPrincipal(der: Bytes): string {
  const parts = DerReader.of(der, TAG.sequence, 'any');
  const quoted = (element: ReturnType<DerReader['read']>): string => {
    const decoded = decodeString(element);
    if (decoded === undefined) throw new RangeError('string');
    return escapeText(decoded.text).replace(/[/@]/g, '\\$&');
  };
  const realm = quoted(parts.enter(contextTag(0)).read());
  const principal = parts.enter(contextTag(1)).enter();
  principal.enter(contextTag(0)).read(TAG.integer);
  const names = principal.enter(contextTag(1)).enter().all().map(quoted);
  if (!parts.done || !principal.done || names.length === 0) throw new RangeError('principal');
  return `${names.join('/')}@${realm}`;
}

/** `nameAssigner=...,partyName=...` of an EDIPartyName (RFC 5280 4.2.1.6). @param content of the `[5]` */
export function describeEdiParty(content: Bytes): string {
  const parts = reader(content);
  const assigner = parts.optional(contextTag(0));
  const party = text(parts.enter(contextTag(1)).read());
  parts.end();
  return `${assigner === undefined ? '' : `nameAssigner=${text(parts.inside(assigner).read())},`}partyName=${party}`;
}

/** What the parts of an ORAddress are called on paper (ITU-T F.401 annex B), by their tags (RFC 5280 appendix A.1). */
const X400_PARTS: Readonly<Record<number, string>> = { 0x80: 'X.121', 0x81: 'T-ID', 0x83: 'O', 0x84: 'N-ID' };
/** These hold a choice of strings. */
const X400_CHOICES: Readonly<Record<number, string>> = { 0x61: 'C', 0x62: 'A', 0xa2: 'P' };
const PERSON: Readonly<Record<number, string>> = { 0x80: 'S', 0x81: 'G', 0x82: 'I', 0x83: 'Q' };

/** `C=..;A=..;P=..;O=..;S=..` of an ORAddress. @param content of the `[3]` */
export function describeX400(content: Bytes): string {
  const address = reader(content);
  const plain = (label: string | undefined, octets: Bytes): string => {
    if (label === undefined) throw new RangeError('part');
    return `${label}=${escapeValue(ascii(octets))}`;
  };
  const parts = address.enter().all().flatMap((part): string | string[] => {
    const choice = X400_CHOICES[part.tag];
    if (choice !== undefined) return `${choice}=${text(readExactly(part.content, undefined, 'any'))}`;
    if (part.tag === 0xa5) return reader(part.content).all().map(({ tag, content: octets }) => plain(PERSON[tag], octets));
    if (part.tag === 0xa6) return reader(part.content).all().map((unit, i) => `OU${String(i + 1)}=${text(unit)}`);
    return plain(X400_PARTS[part.tag], part.content);
  });
  const defined = address.optional(TAG.sequence);
  for (const { content: pair } of defined === undefined ? [] : reader(defined.content).all(TAG.sequence)) {
    const [type, value] = reader(pair).all(TAG.printableString);
    if (type === undefined || value === undefined) throw new RangeError('domain-defined');
    parts.push(`DDA:${text(type)}=${text(value)}`);
  }
  const extensions = address.optional(TAG.set);
  address.end();
  if (extensions !== undefined) parts.push(`#${toHex(extensions.bytes)}`);
  return parts.join(';');
}
