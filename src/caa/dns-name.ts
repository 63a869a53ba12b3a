import { RekeyError } from '../core/errors.js';

/** RFC 1035 section 2.3.4, both in octets; the root label and the length octets count. */
const MAX_NAME = 255;
const MAX_LABEL = 63;
const HEADER = 12;
/** As many as the labels of the longest name: more would only cost time. */
const MAX_POINTERS = 127;

/** An answer that is not what the protocol allows. */
export function badWire(reason: string, detail?: unknown): RekeyError {
  return new RekeyError('protocol', { reason, ...(detail !== undefined && { detail }) });
}

/**
 * A domain name on the wire, uncompressed (RFC 1035 section 3.1).
 *
 * @param name as `normaliseName` gives it: lower case, no root dot; the empty text is the root
 * @throws RekeyError `bad-input` for a label or a name that is too long
 */
export function encodeName(name: string): Uint8Array {
  const labels = name === '' ? [] : name.split('.');
  const bytes = labels.flatMap((label) => [label.length, ...[...label].map((char) => char.charCodeAt(0))]);
  const fits = labels.every((label) => label.length > 0 && label.length <= MAX_LABEL) && /^[\x21-\x7e]*$/.test(name) && bytes.length < MAX_NAME;
  if (!fits) throw new RekeyError('bad-input', { reason: 'bad-name', detail: { name } });
  return Uint8Array.from([...bytes, 0]);
}

/**
 * Reads a domain name, compressed or not (RFC 1035 section 4.1.4).
 *
 * A pointer leads to what stands before the part that it ends: so a loop or a look ahead cannot be written at all.
 *
 * @returns the name in lower case without the root dot, unusual bytes escaped as in a zone file (RFC 1035 section 5.1), so that
 * two names are one exactly when their texts are; and where the reading goes on
 * @throws RekeyError `protocol`
 */
export function readName(wire: Uint8Array, start: number): { name: string; next: number } {
  const labels: string[] = [];
  let octets = 1;
  let next: number | undefined;
  let at = start;
  let bound = start;
  let pointers = 0;
  for (;;) {
    const length = octet(wire, at);
    if (length === 0) return { name: labels.join('.'), next: next ?? at + 1 };
    if (length >= 0xc0) {
      const target = ((length & 0x3f) << 8) | octet(wire, at + 1);
      pointers += 1;
      if (target >= bound || target < HEADER || pointers > MAX_POINTERS) throw badWire('bad-pointer');
      next ??= at + 2;
      at = bound = target;
      continue;
    }
    // The label types 01 and 10 were never put to use (RFC 6891 section 5).
    if (length > MAX_LABEL) throw badWire('bad-label');
    octets += length + 1;
    if (octets > MAX_NAME) throw badWire('long-name');
    if (at + 1 + length > wire.length) throw badWire('truncated');
    labels.push(labelText(wire.subarray(at + 1, at + 1 + length)));
    at += 1 + length;
  }
}

const SPECIAL = Array.from('.\\"();@$', (char) => char.charCodeAt(0));

/** A label as text: letters in lower case; as an escape what is not printable, or means something in a zone file. */
function labelText(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) {
    if (byte >= 0x41 && byte <= 0x5a) text += String.fromCharCode(byte + 0x20);
    else if (SPECIAL.includes(byte)) text += `\\${String.fromCharCode(byte)}`;
    else if (byte > 0x20 && byte < 0x7f) text += String.fromCharCode(byte);
    else text += `\\${String(byte).padStart(3, '0')}`;
  }
  return text;
}

/** The name one label up; undefined above the root. An escaped dot divides nothing. */
export function parentOf(name: string): string | undefined {
  if (name === '') return undefined;
  return /^(?:[^.\\]|\\.)+\.(.*)$/s.exec(name)?.[1] ?? '';
}

/** The octets that a name takes on the wire. */
export function nameOctets(name: string): number {
  if (name === '') return 1;
  return name.replace(/\\(?:\d{3}|.)/gs, 'x').length + 2;
}

export function octet(wire: Uint8Array, at: number): number {
  const value = wire[at];
  if (value === undefined) throw badWire('truncated');
  return value;
}
