/** Names that certificates have and that a program refuses or changes, with its reason: a request for them is still right to the byte. */
import type { Reader } from './accepted-readers.js';

export interface Exception {
  readonly why: string;
  /** What it prints when it refuses; `changed` where it reads the names and writes others. */
  readonly says: RegExp | 'changed';
  /** By the names of the corpus. */
  readonly cases: readonly string[];
}

const UTF8 = ['invalid UTF-8', 'overlong UTF-8', 'UTF-8 cut short', 'a surrogate in UTF-8'];
const ODD = ['a BMPString of odd length', 'a UniversalString of odd length'];
const SURROGATES = ['a BMPString with a surrogate pair', 'a BMPString with a lone surrogate'];
const BEYOND = 'a UniversalString beyond Unicode';
const TELETEX = ['a T61String in Latin-1', 'a T61String with an accent before its letter'];
/** Values that X.520 has no attribute for. */
const NO_DIRECTORY_STRING = [
  'a VisibleString', 'a GeneralString', 'a GraphicString', 'a VideotexString', 'an INTEGER as value', 'an OCTET STRING as value', 'a NULL as value',
  'a BOOLEAN as value', 'a context tag as value', 'a GeneralizedTime as value',
];
const UNSORTED = ['a SET out of order', 'SETs out of order in the middle'];
const PADDED = 'an OID with a padded arc';
const LONG_OID = 'an OID of 300 octets';
const BIG_ARC = 'an OID arc of 128 bits';
/** Lengths in more octets than they need, which DER forbids (X.690 10.1). */
const LONG_NAMES = [
  'a long length of a value', 'a long length of a Name', 'long lengths at every level of a Name', 'lengths of four octets at every level of a Name',
  'a length of eight octets', 'an empty subject with a long length', 'long lengths in and around the names',
];
const LONG_SANS = ['SAN: a long length of GeneralNames', 'SAN: a long length of a dNSName', 'SAN: long lengths inside an other name', 'SAN: long lengths inside a directoryName'];
const NO_SANS = 'SAN: bytes that are no GeneralNames';

export const EXCEPTIONS: Readonly<Record<Reader['name'], readonly Exception[]>> = {
  OpenSSL: [
    { why: 'takes few types for the value of an attribute', says: /mstring (wrong tag|not universal)/, cases: NO_DIRECTORY_STRING },
    { why: 'checks UTF-8', says: /invalid utf8string/, cases: UTF8 },
    { why: 'checks the lengths of wide strings', says: /(bmp|universal)string is wrong length/, cases: ODD },
    { why: 'has no surrogates in a BMPString, and nothing beyond Unicode', says: /illegal characters/, cases: [...SURROGATES, BEYOND] },
    { why: 'checks OIDs', says: /invalid object encoding/, cases: [PADDED] },
    { why: 'verifies it, and cannot issue from it', says: /header too long/, cases: ['an empty subject with a long length'] },
  ],
  GnuTLS: [
    { why: 'writes a Name again, in DER, before it verifies', says: /Self signature: FAILED/, cases: [...UNSORTED, ...LONG_NAMES] },
    { why: 'has no room for the arcs', says: /Error in DER parsing/, cases: [BIG_ARC, PADDED, LONG_OID] },
  ],
  NSS: [
    { why: 'writes the lengths of a Name and of its RDNs anew', says: 'changed', cases: LONG_NAMES },
  ],
  cryptography: [
    { why: 'verifies through OpenSSL', says: /InternalError: Unknown OpenSSL error/, cases: [...NO_DIRECTORY_STRING, ...UTF8, ...ODD, ...SURROGATES, BEYOND] },
    { why: 'reads every string but the wide ones as UTF-8', says: /InvalidValue/, cases: [...TELETEX, 'an IA5String with octets above 127'] },
    { why: 'knows no such type', says: /KeyError/, cases: ['a SEQUENCE as value', 'a constructed UTF8String'] },
    { why: 'wants SETs in order', says: /InvalidSetOrdering/, cases: [...UNSORTED, 'SAN: directoryNames'] },
    { why: 'keeps each attribute of an RDN once', says: 'changed', cases: ['the same attribute twice in an RDN'] },
    { why: 'wants an attribute in each RDN', says: /cannot be empty/, cases: ['an RDN of nothing'] },
    { why: 'has no room for the arcs', says: /InvalidValue|OidTooLong/, cases: [BIG_ARC, 'OIDs that nobody knows', PADDED, LONG_OID, 'SAN: other names that nobody knows', 'SAN: registeredIDs'] },
    { why: 'wants a dNSName in ASCII', says: /GeneralName::DNSName/, cases: ['SAN: dNSNames that are none'] },
    { why: 'wants an address', says: /does not appear to be an IPv4 or IPv6 address/, cases: ['SAN: addresses of wrong lengths'] },
    { why: 'knows no such names', says: /x400Address\/EDIPartyName are not supported/, cases: ['SAN: an x400Address', 'SAN: an x400Address that is none', 'SAN: an ediPartyName', 'SAN: an ediPartyName that is none'] },
    { why: 'wants names as their grammar is', says: /UnexpectedTag/, cases: ['SAN: an other name without its [0]', 'SAN: a kind that does not exist', NO_SANS] },
    { why: 'wants DER', says: /InvalidLength/, cases: [...LONG_NAMES, ...LONG_SANS] },
  ],
  Java: [
    { why: 'sorts a SET when it writes', says: 'changed', cases: UNSORTED },
    { why: 'checks OIDs', says: /useless extra octet/, cases: [PADDED] },
    { why: 'leaves out an extension that it cannot read', says: 'changed', cases: ['SAN: addresses of wrong lengths', 'SAN: registeredIDs', 'SAN: a kind that does not exist', 'SAN: no name in them', NO_SANS] },
    { why: 'writes DER', says: 'changed', cases: ['a long length of a value'] },
  ],
  Go: [
    { why: 'checks UTF-8', says: /invalid UTF-8 string/, cases: UTF8 },
    { why: 'checks the length of a BMPString', says: /odd-length BMP string/, cases: ['a BMPString of odd length'] },
    { why: 'checks the characters of a string', says: /String contains invalid character/, cases: ['a PrintableString with characters that it has not', 'an IA5String with octets above 127', 'a NumericString with letters'] },
    { why: 'has no room for the arcs', says: /base 128 integer too large|not minimally encoded/, cases: [BIG_ARC, 'OIDs that nobody knows', PADDED, LONG_OID] },
    { why: 'wants dNSNames and rfc822Names in ASCII', says: /is malformed/, cases: ['SAN: dNSNames that are none', 'SAN: rfc822Names'] },
    { why: 'wants an address', says: /cannot parse IP address/, cases: ['SAN: addresses of wrong lengths'] },
    { why: 'wants DER', says: /non-minimal length|superfluous leading zeros in length|invalid subject alternative name/, cases: [...LONG_NAMES, ...LONG_SANS, NO_SANS] },
  ],
};
