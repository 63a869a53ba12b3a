/** GeneralNames (RFC 5280 4.2.1.6) as text, for display alone. Nothing here throws. */
import type { GeneralNameText } from '../core/keys.js';
import { toHex, type Bytes } from './bytes.js';
import { decodeOid, DerReader, readTlv, TAG, type Tlv } from './der.js';
import { escapeText, formatName, textOf } from './names.js';
import { OID } from './oids.js';
import { decodePunycode } from './punycode.js';
import { sliceGeneralNames } from './x509.js';

const TYPES = ['otherName', 'email', 'dns', 'x400', 'dirName', 'ediParty', 'uri', 'ip', 'registeredId'] as const;

export const GENERAL_NAME = { email: 0x81, dns: 0x82, uri: 0x86, ip: 0x87 } as const;

/** What a whole GeneralName compares as: its DER, a dNSName without case (RFC 5280 section 7.2). */
export function comparable(name: Bytes): string {
  return toHex(name[0] === GENERAL_NAME.dns ? name.map((byte) => (byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte)) : name);
}

const OTHER_NAMES: Readonly<Record<string, string>> = {
  [OID.upn]: 'UPN', [OID.smtpUtf8Mailbox]: 'SmtpUTF8Mailbox', [OID.srvName]: 'SRVName', [OID.xmppAddr]: 'XmppAddr',
};

/** Every name of a DER GeneralNames, in order; empty when it cannot be read. */
export function generalNames(san: Bytes | undefined): GeneralNameText[] {
  if (san === undefined) return [];
  try {
    return sliceGeneralNames(san).map(generalName);
  } catch {
    return [];
  }
}

/** One whole GeneralName. What cannot be read is shown as `#` and its hex. */
export function generalName(der: Bytes): GeneralNameText {
  let type: GeneralNameText['type'] = 'otherName';
  try {
    const name = readTlv(der);
    type = TYPES[name.tag & 0x1f] ?? 'otherName';
    const value = describe(type, name);
    const unicode = type === 'dns' ? unicodeName(value) : undefined;
    return unicode === undefined ? { type, value } : { type, value, unicode };
  } catch {
    return { type, value: `#${toHex(der)}` };
  }
}

function describe(type: GeneralNameText['type'], { content, bytes }: Tlv): string {
  switch (type) {
    case 'dns': case 'email': case 'uri': return escapeText(Array.from(content, (byte) => String.fromCharCode(byte)).join(''));
    case 'ip': return formatIp(content) ?? `#${toHex(content)}`;
    case 'dirName': return formatName(content);
    case 'registeredId': return decodeOid(content);
    case 'otherName': return describeOther(content);
    case 'x400': case 'ediParty': return `#${toHex(bytes)}`;
  }
}

function describeOther(content: Bytes): string {
  const reader = new DerReader(content);
  const oid = decodeOid(reader.read(TAG.oid).content);
  const value = reader.read().content;
  const text = textOf(value);
  return `${OTHER_NAMES[oid] ?? oid}:${text === undefined ? `#${toHex(value)}` : escapeText(text)}`;
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

/** The U-label form, when there is an A-label that decodes to something printable. */
function unicodeName(name: string): string | undefined {
  if (!/(^|\.)xn--/i.test(name)) return undefined;
  const labels = name.split('.').map((label) => {
    if (!/^xn--/i.test(label)) return label;
    const decoded = decodePunycode(label.slice(4));
    return decoded === undefined || decoded !== escapeText(decoded) ? label : decoded;
  });
  const unicode = labels.join('.');
  return unicode === name ? undefined : unicode;
}
