/** GeneralNames (RFC 5280 4.2.1.6) as text, for display alone. Nothing here throws. */
import type { GeneralNameText } from '../core/keys.js';
import { bytesOf, toHex, type Bytes } from './bytes.js';
import { decodeOid, readExactly, type Tlv } from './der.js';
import { formatName } from './names.js';
import { describeEdiParty, describeOtherName, describeX400 } from './other-names.js';
import { decodePunycode } from './punycode.js';
import { ascii, escapeText } from './strings.js';
import { sliceGeneralNames } from './x509.js';

/** The kinds by their tags: all of them are IMPLICIT but directoryName, which is a CHOICE. */
const KINDS: Readonly<Record<number, GeneralNameText['type']>> = {
  0xa0: 'otherName', 0x81: 'email', 0x82: 'dns', 0xa3: 'x400', 0xa4: 'dirName', 0xa5: 'ediParty', 0x86: 'uri', 0x87: 'ip', 0x88: 'registeredId',
};

export const GENERAL_NAME = { email: 0x81, dns: 0x82, uri: 0x86, ip: 0x87 } as const;

/** What a whole GeneralName compares as: its DER, a dNSName without case (RFC 5280 section 7.2). */
export function comparable(name: Bytes): string {
  return toHex(name[0] === GENERAL_NAME.dns ? name.map((byte) => (byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte)) : name);
}

/**
 * The names of a GeneralNames, each as its kind and a text that can be shown: what would not be seen or would reorder the rest stands
 * as hex pairs, and so does an octet that is no ASCII where ASCII belongs; what is no name of its kind is `#` and the hex of its DER.
 *
 * @param san DER (or BER) GeneralNames: the value of a subjectAltName extension, or nothing. What is none is a single `otherName`
 *   of hex. Nothing is thrown.
 */
export function generalNames(san: Uint8Array | undefined): GeneralNameText[] {
  if (san === undefined) return [];
  try {
    return sliceGeneralNames(bytesOf(san)).map(generalName);
  } catch {
    return [{ type: 'otherName', value: `#${toHex(san)}` }];
  }
}

/** One whole GeneralName; see {@link generalNames}. */
export function generalName(der: Bytes): GeneralNameText {
  let type: GeneralNameText['type'] = 'otherName';
  try {
    const name = readExactly(der, undefined, 'any');
    const kind = KINDS[name.tag];
    if (kind === undefined) return { type, value: `#${toHex(der)}` };
    type = kind;
    const value = describe(type, name);
    const unicode = type === 'dns' ? unicodeName(value) : undefined;
    return unicode === undefined ? { type, value } : { type, value, unicode };
  } catch {
    return { type, value: `#${toHex(der)}` };
  }
}

function describe(type: GeneralNameText['type'], { content }: Tlv): string {
  switch (type) {
    case 'dns': case 'email': case 'uri': return escapeText(ascii(content));
    case 'ip': return formatIp(content) ?? `#${toHex(content)}`;
    case 'dirName': return formatName(content);
    case 'registeredId': return decodeOid(content);
    case 'otherName': return describeOtherName(content);
    case 'x400': return describeX400(content);
    case 'ediParty': return describeEdiParty(content);
  }
}

/** RFC 5952 for sixteen octets, dotted decimal for four, nothing for other lengths. */
export function formatIp(octets: Uint8Array): string | undefined {
  if (octets.length === 4) return octets.join('.');
  if (octets.length !== 16) return undefined;
  const groups = Array.from({ length: 8 }, (_, i) => ((octets[2 * i] ?? 0) << 8) | (octets[2 * i + 1] ?? 0));
  let [best, length] = [-1, 1];
  for (let start = 0; start < 8; start++) {
    let end = start;
    while (end < 8 && groups[end] === 0) end++;
    if (end - start > length) [best, length] = [start, end - start];
  }
  const hex = (from: number, to: number): string => groups.slice(from, to).map((group) => group.toString(16)).join(':');
  return best < 0 ? hex(0, 8) : `${hex(0, best)}::${hex(best + length, 8)}`;
}

/** Characters of a host name (RFC 1035 section 2.3.4). To look at a hundred thousand labels takes seconds. */
const MAX_HOST = 255;

/** The U-label form, when there is an A-label that stands for one. */
function unicodeName(name: string): string | undefined {
  if (name.length > MAX_HOST || !/(^|\.)xn--/i.test(name)) return undefined;
  const unicode = name.split('.').map((label) => unicodeLabel(label) ?? label).join('.');
  return unicode === name ? undefined : unicode;
}

/**
 * What an A-label stands for, if it is written as RFC 5890 2.3.2.1 has it: both forms turn into each other. Another would let one
 * name pass for a second: `xn--google-` for `google`, or one with a dot of another script for two labels.
 */
function unicodeLabel(label: string): string | undefined {
  if (!/^xn--/i.test(label)) return undefined;
  const decoded = decodePunycode(label.slice(4).toLowerCase());
  if (decoded === undefined || decoded !== escapeText(decoded) || !/[^\0-\x7f]/.test(decoded)) return undefined;
  try {
    return new URL(`http://${decoded}`).hostname === label.toLowerCase() ? decoded : undefined;
  } catch {
    return undefined;
  }
}
