/** Changes to text that holds encodings: armour, base64, what stands around them, and how it is written in a file. */
import { toBase64 } from '../../../src/crypto/bytes.js';
import type { Random } from './random.js';

export const LABELS = [
  'CERTIFICATE', 'X509 CERTIFICATE', 'TRUSTED CERTIFICATE', 'CERTIFICATE REQUEST', 'NEW CERTIFICATE REQUEST', 'PRIVATE KEY', 'ENCRYPTED PRIVATE KEY',
  'RSA PRIVATE KEY', 'EC PRIVATE KEY', 'PUBLIC KEY', 'PKCS7', 'PKCS #7 SIGNED DATA', 'CMS', 'PKCS12', 'X509 CRL', '__proto__', 'constructor', 'A', '',
  'A-', '-', 'A'.repeat(64), 'A'.repeat(65), 'certificate', 'OPENSSH PRIVATE KEY',
];
const HEADERS = [
  'Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00\n\n', 'Comment: x\n', 'a:\n\n', '__proto__: 1\n\n', 'X: y\n z\n\tw\n\n', ':\n\n', '\n\n', 'a: b\r\n\r\n',
];
const AROUND = [
  ' ', '\n', '\uFEFF', '\u0000', 'Bag Attributes\n  friendlyName: x\n', '-----', '-----BEGIN ', '-----END CERTIFICATE-----\n', '----BEGIN PRIVATE KEY', '{"kty":"EC","d":"AA"}',
  'PuTTY-User-Key-File-3: x\n', '# ', '\u2028', '\ud800', '--- BEGIN SSH2 ---',
];

const lines = (base64: string, width: number, end: string): string => {
  const out: string[] = [];
  for (let i = 0; i < base64.length; i += width) out.push(base64.slice(i, i + width));
  return out.join(end);
};

/** Armour, mostly as it should be. */
export function armour(label: string, der: Uint8Array, random: Random): string {
  const end = random.pick(['\n', '\n', '\n', '\r\n', '\r', '', ' ', '\n\n', '\t\n', '\v']);
  const dashes = random.once(30) ? '-'.repeat(random.int(9)) : '-----';
  const other = random.once(30) ? random.pick(LABELS) : label;
  const headers = random.once(8) ? random.pick(HEADERS) : '';
  const width = random.pick([64, 64, 76, 1, 100_000]);
  const footer = random.once(30) ? '' : `${dashes}END ${other}${random.once(40) ? '' : '-----'}`;
  return `${random.once(40) ? ' ' : ''}-----BEGIN ${label}${dashes}${random.once(30) ? '' : '\n'}${headers}${lines(toBase64(der), width, end)}${end}${footer}${random.once(4) ? '' : end}`;
}

/** Changes to some of the characters of a text. */
export function changeText(text: string, random: Random): string {
  let out = text;
  for (let i = random.small(4) - 1; i > 0; i--) {
    const at = random.int(out.length + 1);
    const length = random.small(Math.max(1, out.length - at));
    switch (random.int(9)) {
      case 0: out = out.slice(0, at) + random.pick(AROUND) + out.slice(at); break;
      case 1: out = out.slice(0, at) + out.slice(at + length); break;
      case 2: out = out.slice(0, at) + out.slice(at, at + length) + out.slice(at); break;
      case 3: out = out.slice(0, at) + random.pick(['=', '==', '-', '_', '+', '\u00e9', '!', ' ', '\n']) + out.slice(at + 1); break;
      case 4: out = random.pick(AROUND) + out; break;
      case 5: out += random.pick(AROUND); break;
      case 6: out = out.slice(0, at); break;
      case 7: out = random.once(2) ? out.replace(/\n/g, '\r\n') : out.replace(/-----/g, '----'); break;
      default: out = random.once(2) ? out.replace(/=/g, '') : out.replace(/\+/g, '-').replace(/\//g, '_');
    }
  }
  if (random.once(3_000)) {
    const part = random.pick(['-----BEGIN A-----', '-----BEGIN A-----\n-----END A-----\n', '-----END A-----', 'A:\n b\n', '"kty":', '\n ', '-', `-----BEGIN ${'A-'.repeat(32)}`]);
    out = random.once(2) ? part.repeat(random.pick([1_000, 10_000])) + out : out.slice(0, 40) + part.repeat(random.pick([1_000, 10_000])) + out.slice(40);
  }
  if (random.once(3_000)) {
    let many = '';
    for (let i = 0; i < 10_000; i++) many += `-----BEGIN ${i.toString(36).toUpperCase()}-----`;
    out = many + out;
  }
  return out;
}

/** A text as a file may hold it. */
export function asFile(text: string, random: Random): string | Uint8Array<ArrayBuffer> {
  switch (random.int(12)) {
    case 0: case 1: return new TextEncoder().encode(text);
    case 2: {
      // UTF-16 with its byte order mark.
      const big = random.once(2);
      const units = Uint16Array.from(`\uFEFF${text}`, (char) => char.charCodeAt(0));
      const out = new Uint8Array(units.length * 2);
      for (const [i, unit] of units.entries()) [out[2 * i], out[2 * i + 1]] = big ? [unit >> 8, unit & 0xff] : [unit & 0xff, unit >> 8];
      return random.once(10) ? out.slice(0, -1) : out;
    }
    case 3: return Uint8Array.of(0xef, 0xbb, 0xbf, ...new TextEncoder().encode(text.slice(0, 50_000)));
    default: return text;
  }
}
