/** Names (X.501) and alternative names (RFC 5280 section 4.2.1.6) as DER, with the string types chosen one by one. */
import {
  bmpString, context, contextPrimitive, ia5String, oid, printableString, sequence, setOf, utf8String,
} from '../../crypto/der.js';
import type { Bytes } from '../../crypto/bytes.js';

const TYPES = {
  C: '2.5.4.6', ST: '2.5.4.8', L: '2.5.4.7', O: '2.5.4.10', OU: '2.5.4.11', CN: '2.5.4.3', serialNumber: '2.5.4.5',
  UID: '0.9.2342.19200300.100.1.1', emailAddress: '1.2.840.113549.1.9.1',
} as const;
const STRINGS = { utf8: utf8String, printable: printableString, ia5: ia5String, bmp: bmpString } as const;
const USER_PRINCIPAL_NAME = '1.3.6.1.4.1.311.20.2.3';

type StringType = keyof typeof STRINGS;

/** One AttributeTypeAndValue; the type by short name or dotted OID. PrintableString for countries, else UTF8String. */
export function attribute(type: keyof typeof TYPES | `${number}.${string}`, value: string, string?: StringType): Bytes {
  const fallback: StringType = type === 'C' || type === 'serialNumber' ? 'printable' : type === 'emailAddress' ? 'ia5' : 'utf8';
  return sequence(oid(type in TYPES ? TYPES[type as keyof typeof TYPES] : type), STRINGS[string ?? fallback](value));
}

/** A Name; each RDN is one attribute or several. */
export function distinguishedName(...rdns: readonly (Bytes | readonly Bytes[])[]): Bytes {
  return sequence(...rdns.map((rdn) => (rdn instanceof Uint8Array ? setOf(rdn) : setOf(...rdn))));
}

/** GeneralNames: the value of a subjectAltName extension. */
export const generalNames = (...names: readonly Bytes[]): Bytes => sequence(...names);
export const dnsName = (name: string): Bytes => contextPrimitive(2, ascii(name));
export const rfc822Name = (mailbox: string): Bytes => contextPrimitive(1, ascii(mailbox));
export const uriName = (uri: string): Bytes => contextPrimitive(6, ascii(uri));
/** @param address dotted decimal IPv4 */
export const ipAddress = (address: string): Bytes => contextPrimitive(7, Uint8Array.from(address.split('.'), Number));
/** The user principal name by which a directory knows a card's holder. */
export const userPrincipalName = (upn: string): Bytes => context(0, oid(USER_PRINCIPAL_NAME), context(0, utf8String(upn)));

function ascii(text: string): Bytes {
  return new TextEncoder().encode(text);
}
