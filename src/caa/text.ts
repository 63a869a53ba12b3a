import { RekeyError } from '../core/errors.js';
import type { CaaRecord } from '../core/domain.js';

/**
 * The record data in zone-file syntax (RFC 8659 section 4.1.1), for example `0 issue "ca.example"`; safe to paste. A tag with other
 * characters than letters and digits has no such form: its record is written byte by byte.
 */
export function formatCaa(record: CaaRecord): string {
  const { flags, tag, value } = record;
  if (!/^[A-Za-z0-9]+$/.test(tag)) return formatCaaGeneric(record);
  const quoted = value.replace(/[^\x20-\x7e]|["\\]/g, (char) =>
    char === '"' || char === '\\' ? `\\${char}` : `\\${String(char.charCodeAt(0) & 0xff).padStart(3, '0')}`);
  return `${flags} ${tag} "${quoted}"`;
}

/** The record data for DNS software that does not know CAA (RFC 3597 section 5): to stand after `TYPE257`. */
export function formatCaaGeneric({ flags, tag, value }: CaaRecord): string {
  const bytes = [flags, tag.length, ...[...`${tag}${value}`].map((char) => char.charCodeAt(0))];
  return `\\# ${bytes.length} ${bytes.map((byte) => (byte & 0xff).toString(16).padStart(2, '0')).join('')}`;
}

/**
 * Reads record data in zone-file syntax: flags, tag, and a value as a quoted or bare character string (RFC 1035 section 5.1).
 *
 * @throws RekeyError `bad-input`, reason `bad-caa-text`
 */
export function parseCaaText(text: string): CaaRecord {
  const match = /^[ \t]*(\d{1,3})[ \t]+([A-Za-z0-9]+)[ \t]+(?:"((?:[^"\\]|\\.)*)"|((?:[^\s"\\;]|\\.)+))[ \t]*$/s.exec(text);
  const flags = Number(match?.[1]);
  if (!match || flags > 255) throw badText(text);
  const value = (match[3] ?? match[4] ?? '').replace(/\\(\d{3}|.)/gs, (_, escaped: string) => {
    if (escaped.length === 1) {
      if (/\d/.test(escaped)) throw badText(text);
      return escaped;
    }
    if (Number(escaped) > 255) throw badText(text);
    return String.fromCharCode(Number(escaped));
  });
  if (/[^\x00-\xff]/.test(value)) throw badText(text);
  return { flags, tag: match[2] ?? '', value };
}

function badText(text: string): RekeyError {
  return new RekeyError('bad-input', { reason: 'bad-caa-text', detail: { text } });
}
