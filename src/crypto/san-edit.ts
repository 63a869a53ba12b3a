/** Changed alternative names: what is kept stays to the byte, what is added is encoded by RFC 5280 4.2.1.6. */
import type { Pem, SanEdit, SanName } from '../core/domain.js';
import { RekeyError } from '../core/errors.js';
import { concat, type Bytes } from './bytes.js';
import { sequence, tlv } from './der.js';
import { comparable, GENERAL_NAME } from './general-names.js';
import { decodePunycode } from './punycode.js';
import { sliceCertificate, sliceCsr, sliceGeneralNames } from './x509.js';

/** The DER GeneralNames of a certificate or a CSR, or nothing. @throws RekeyError `bad-input` */
export function namesIn(pem: Pem): Bytes | undefined {
  return /BEGIN (?:NEW )?CERTIFICATE REQUEST/.test(pem) ? sliceCsr(pem).san : sliceCertificate(pem).san;
}

/**
 * DER GeneralNames after an edit: the names that are kept, in the order of `keep`, then those that are added. A name that is there
 * already is not added again (dNSName without case, RFC 5280 7.2); one that is kept stays even when it stood twice.
 * @throws RekeyError `bad-input` with reason `san-empty` when no name is left, `san-name` when an added one cannot be encoded
 *   (`fields` names it by its position in `add`), `san-kept` when there is no name at a position that is to be kept, or no CSR
 */
export function editedNames({ from, keep, add }: SanEdit, of: { certificate: Pem; csr?: Pem | undefined }): Bytes {
  const source = from === 'csr' ? of.csr : of.certificate;
  // The positions count in that CSR: in other names they would mean others.
  if (source === undefined) throw new RekeyError('bad-input', { reason: 'san-kept' });
  const base = namesIn(source);
  const there = base === undefined ? [] : sliceGeneralNames(base);
  const kept = [...new Set(keep)].map((position) => {
    const name = there[position];
    if (name === undefined) throw new RekeyError('bad-input', { reason: 'san-kept' });
    return name;
  });
  const wrong: Record<string, string> = {};
  const added = add.flatMap((name, i) => {
    const der = encodeName(name);
    if (der === undefined) wrong[String(i)] = name.type;
    return der === undefined ? [] : [der];
  });
  if (Object.keys(wrong).length > 0) throw new RekeyError('bad-input', { reason: 'san-name', fields: wrong });
  if (kept.length + added.length === 0) throw new RekeyError('bad-input', { reason: 'san-empty' });
  const seen = new Set(kept.map(comparable));
  const fresh = added.filter((name) => !seen.has(comparable(name)) && seen.add(comparable(name)));
  // Joined first: more names than a call has arguments may stand in a certificate.
  return sequence(concat([...kept, ...fresh]));
}

/** One GeneralName from what a person typed, or nothing when it is none of its kind. DNS names become lower-case A-labels. */
export function encodeName({ type, value }: SanName): Bytes | undefined {
  const text = value.trim();
  switch (type) {
    case 'dns': {
      const name = asciiHost(text);
      return name === undefined ? undefined : tlv(GENERAL_NAME.dns, ascii(name));
    }
    case 'email': {
      const at = text.lastIndexOf('@');
      const local = text.slice(0, at);
      const host = asciiHost(text.slice(at + 1));
      // RFC 5321 4.1.2 dot-string; another local part would have to be a SmtpUTF8Mailbox (RFC 9598).
      const isPlain = at > 0 && at <= 64 && /^[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*$/.test(local);
      return host === undefined || host.startsWith('*') || !isPlain ? undefined : tlv(GENERAL_NAME.email, ascii(`${local}@${host}`));
    }
    case 'ip': {
      const octets = parseIp(text);
      return octets === undefined ? undefined : tlv(GENERAL_NAME.ip, octets);
    }
  }
}

/**
 * The URL parser knows IDNA (UTS 46); its other readings (addresses, ports, paths, and controls that it strips) are told apart
 * here. A name of one label is none: what is certified is qualified.
 */
function asciiHost(text: string): string | undefined {
  const wildcard = text.startsWith('*.');
  const name = wildcard ? text.slice(2) : text;
  if (name === '' || /[\s\p{Cc}/\\?#@:%*_[\]]/u.test(name)) return undefined;
  const host = parsedHost(name);
  if (host === undefined) return undefined;
  const labels = host.split('.');
  const isName = host.length + (wildcard ? 2 : 0) <= 253 && labels.length > 1 && !/^\d+$/.test(labels.at(-1) ?? '')
    && labels.every((label) => /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(label)) && parsedHost(labels.map(unicodeLabel).join('.')) === host;
  return isName ? `${wildcard ? '*.' : ''}${host}` : undefined;
}

function parsedHost(name: string): string | undefined {
  try {
    return new URL(`http://${name}`).hostname.replace(/\.$/, '');
  } catch {
    return undefined;
  }
}

/** What an A-label stands for: browsers take some that stand for nothing, or for what would be written otherwise. */
const unicodeLabel = (label: string): string => (label.startsWith('xn--') ? decodePunycode(label.slice(4)) ?? '' : label);

/** Four octets of dotted decimal, sixteen of IPv6 (RFC 4291 2.2); nothing else. */
export function parseIp(text: string): Uint8Array | undefined {
  return parseIp4(text) ?? parseIp6(text);
}

function parseIp4(text: string): Uint8Array | undefined {
  const parts = text.split('.');
  const isAddress = parts.length === 4 && parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255);
  return isAddress ? Uint8Array.from(parts.map(Number)) : undefined;
}

function parseIp6(text: string): Uint8Array | undefined {
  // Its last four octets may stand in dotted decimal.
  const [, start = text, tail] = /^(.*:)([^:]*\.[^:]*)$/.exec(text) ?? [];
  const last = tail === undefined ? undefined : parseIp4(tail);
  if (tail !== undefined && last === undefined) return undefined;
  const [head = '', ...rest] = `${start}${last === undefined ? '' : '0:0'}`.split('::');
  if (rest.length > 1) return undefined;
  const groups = (part: string | undefined): string[] => (part === undefined || part === '' ? [] : part.split(':'));
  const [before, after] = [groups(head), groups(rest[0])];
  const left = 8 - before.length - after.length;
  // Two colons stand for one group at least.
  if (rest.length === 0 ? left !== 0 : left < 1) return undefined;
  const all = [...before, ...Array<string>(left).fill('0'), ...after];
  if (!all.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined;
  const octets = Uint8Array.from(all.flatMap((group) => [parseInt(group, 16) >> 8, parseInt(group, 16) & 0xff]));
  if (last !== undefined) octets.set(last, 12);
  return octets;
}

const ascii = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
