import { toRekeyError } from '../core/errors.js';
import type { CaaRecord } from '../core/domain.js';
import type { CaaAnswer } from './climb.js';
import { badWire, encodeName, nameOctets, octet, parentOf, readName } from './dns-name.js';

/** The longest DNS message (RFC 1035 section 4.2.2). */
export const MAX_MESSAGE = 65_535;
/** RFC 8659 section 4.1. */
const CAA = 257;
const IN = 1;
const CNAME = 5;
const SOA = 6;
const DNAME = 39;
const OPT = 41;
const RRSIG = 46;

const HEADER = 12;
const QR = 0x8000;
const OPCODE = 0x7800;
const TC = 0x0200;
const RD = 0x0100;
const RA = 0x0080;
const AD = 0x0020;
const CD = 0x0010;
const DO = 0x8000;
/** Option code of an extended DNS error (RFC 8914 section 2). */
const EXTENDED_ERROR = 15;
const SERVFAIL = 2;
const NXDOMAIN = 3;
/** The answer to a DNAME whose target would be too long (RFC 6672 section 2.2). */
const YXDOMAIN = 6;
const MAX_ALIASES = 16;
/** The largest time to live; the bit above it makes the value zero (RFC 2181 section 8). */
const MAX_TTL = 0x7fffffff;

/** An answer as it stood in one message. */
export interface WireAnswer extends CaaAnswer {
  readonly rcode: number;
}

/**
 * A query for the CAA records of a name, as DoH carries it: id 0 so that HTTP can cache it (RFC 8484 section 4.1), recursion
 * desired, and EDNS with DO (RFC 6891, RFC 4035 section 3.2.1).
 *
 * @param owner lower case, A-labels, no root dot
 * @param options `checkingDisabled` asks for what a validating resolver would hold back (RFC 4035 section 3.2.2); `payload`, bytes
 *   that an answer over UDP may have (RFC 6891 section 6.2.3), is any length unless given
 * @throws RekeyError `bad-input`
 */
export function encodeCaaQuery(owner: string, options: { checkingDisabled?: boolean; payload?: number } = {}): Uint8Array {
  const flags = RD | (options.checkingDisabled === true ? CD : 0);
  const sixteen = (value: number): number[] => [value >> 8, value & 0xff];
  return Uint8Array.from([
    ...[0, flags, 1, 0, 0, 1].flatMap(sixteen),
    ...encodeName(owner), ...sixteen(CAA), ...sixteen(IN),
    // OPT: root owner, type, payload size, extended RCODE and version, flags, no options.
    0, ...sixteen(OPT), ...sixteen(options.payload ?? MAX_MESSAGE), 0, 0, ...sixteen(DO), 0, 0,
  ]);
}

/**
 * Reads the answer to such a query: the CAA records of the name, or of the name that its aliases lead to. Records of other
 * owners, types and classes are passed over; what breaks the format anywhere in the message spoils the whole of it.
 *
 * `dnssec` is what the resolver says of it: `secure` by the AD bit; `insecure` when it knows DNSSEC and shows no signature;
 * otherwise `unknown`.
 *
 * @param wire the message, at most 65,535 bytes
 * @param owner the name that was asked
 * @throws RekeyError `protocol`, whatever the bytes are
 */
export function decodeCaaAnswer(wire: Uint8Array, owner: string): WireAnswer {
  if (wire.length > MAX_MESSAGE) throw badWire('too-large');
  if (wire.length < HEADER) throw badWire('truncated');
  const view = new DataView(wire.buffer, wire.byteOffset, wire.byteLength);
  try {
    return decode(wire, view, owner.toLowerCase());
  } catch (thrown) {
    // What is read beyond the end.
    if (thrown instanceof RangeError) throw badWire('truncated');
    throw toRekeyError(thrown);
  }
}

interface Resource {
  readonly owner: string;
  readonly type: number;
  readonly class: number;
  readonly ttl: number;
  /** As in the message, for OPT, which keeps other things there. */
  readonly rawTtl: number;
  /** Where its data begins and ends. */
  readonly start: number;
  readonly end: number;
}

function decode(wire: Uint8Array, view: DataView, owner: string): WireAnswer {
  const flags = view.getUint16(2);
  if (view.getUint16(0) !== 0) throw badWire('bad-id');
  if ((flags & QR) === 0 || (flags & OPCODE) !== 0) throw badWire('no-response');
  const at = readQuestion(wire, view, owner);
  // What a message that was cut short still holds is of no use (RFC 2181 section 9).
  if ((flags & TC) !== 0) return { status: 'truncated', records: [], aliases: [], rcode: flags & 15 };

  // A server that does not go and ask says what it happens to know: a referral has no records, and forbids nothing.
  if ((flags & RA) === 0) return { status: 'servfail', records: [], aliases: [], rcode: flags & 15, error: 'no-recursion' };

  const answers = readSection(wire, view, at, view.getUint16(6));
  const authorities = readSection(wire, view, answers.next, view.getUint16(8));
  const additional = readSection(wire, view, authorities.next, view.getUint16(10));
  if (additional.next !== wire.length) throw badWire('trailing-bytes');

  const opt = onlyOpt(answers.records, authorities.records, additional.records);
  // RFC 6891 section 6.1.3: OPT holds the upper eight bits.
  const rcode = (flags & 15) | (opt ? (opt.rawTtl >>> 24) << 4 : 0);
  const told = opt ? extendedErrors(view, opt) : [];
  const more = { rcode, ...(told.length > 0 && { extendedErrors: told }) };
  if (rcode !== 0 && rcode !== NXDOMAIN) {
    const error = rcode === SERVFAIL ? undefined : rcode === YXDOMAIN ? 'alias-too-long' : `rcode-${rcode}`;
    return { status: 'servfail', records: [], aliases: [], ...(error !== undefined && { error }), ...more };
  }

  const { name, aliases, ttl: chainTtl } = follow(wire, answers.records, owner);
  const set = answers.records.filter((record) => record.type === CAA && record.class === IN && record.owner === name);
  if (rcode === NXDOMAIN && set.length > 0) throw badWire('records-of-no-name');
  const records = set.map((record) => readCaa(wire, record));
  const ttls = [...chainTtl, ...(set.length > 0 ? set.map(({ ttl }) => ttl) : negativeTtl(wire, view, authorities.records, name))];
  const signed = [...answers.records, ...authorities.records].some(({ type }) => type === RRSIG);
  const aware = opt !== undefined && (opt.rawTtl & DO) !== 0;
  return {
    status: rcode === NXDOMAIN ? 'nxdomain' : 'ok',
    records,
    aliases,
    ...(ttls.length > 0 && { ttl: ttls.reduce((least, ttl) => Math.min(least, ttl)) }),
    dnssec: (flags & AD) !== 0 ? 'secure' : aware && !signed ? 'insecure' : 'unknown',
    ...more,
  };
}

/** The question has to be ours: what answers another one proves nothing. */
function readQuestion(wire: Uint8Array, view: DataView, owner: string): number {
  if (view.getUint16(4) !== 1) throw badWire('bad-question');
  const { name, next } = readName(wire, HEADER);
  if (name !== owner || view.getUint16(next) !== CAA || view.getUint16(next + 2) !== IN) throw badWire('bad-question');
  return next + 4;
}

function readSection(wire: Uint8Array, view: DataView, start: number, count: number): { records: Resource[]; next: number } {
  const records: Resource[] = [];
  let at = start;
  for (let read = 0; read < count; read += 1) {
    const { name, next } = readName(wire, at);
    const rawTtl = view.getUint32(next + 4);
    const data = next + 10;
    const end = data + view.getUint16(next + 8);
    if (end > wire.length) throw badWire('truncated');
    records.push({
      owner: name, type: view.getUint16(next), class: view.getUint16(next + 2),
      ttl: rawTtl > MAX_TTL ? 0 : rawTtl, rawTtl, start: data, end,
    });
    at = end;
  }
  return { records, next: at };
}

/** RFC 6891 section 6.1.1: one at most, at the root, and in the additional section alone. */
function onlyOpt(...[answers, authorities, additional]: readonly [Resource[], Resource[], Resource[]]): Resource | undefined {
  const isOpt = ({ type }: Resource): boolean => type === OPT;
  const [opt, ...more] = additional.filter(isOpt);
  if (more.length > 0 || (opt && opt.owner !== '') || answers.some(isOpt) || authorities.some(isOpt)) throw badWire('bad-opt');
  return opt;
}

function extendedErrors(view: DataView, { start, end }: Resource): number[] {
  const codes: number[] = [];
  for (let at = start; at < end;) {
    const length = at + 4 <= end ? view.getUint16(at + 2) : end;
    if (at + 4 + length > end) throw badWire('bad-opt');
    if (view.getUint16(at) === EXTENDED_ERROR && length >= 2) codes.push(view.getUint16(at + 4));
    at += 4 + length;
  }
  return codes;
}

/** Follows CNAME and DNAME from the name that was asked, inside the answer. */
function follow(wire: Uint8Array, answers: readonly Resource[], owner: string): { name: string; aliases: string[]; ttl: number[] } {
  const cnames = targets(wire, answers, CNAME);
  const dnames = targets(wire, answers, DNAME);
  const aliases: string[] = [];
  const ttl: number[] = [];
  for (let name = owner; ;) {
    const rewritten = rewrite(name, dnames);
    const cname = cnames.get(name);
    // A CNAME below a DNAME was made from it (RFC 6672 section 3.1): the two cannot differ.
    if (cname && rewritten && cname.target !== rewritten.target) throw badWire('aliases-differ');
    const step = cname ?? rewritten;
    if (!step) return { name, aliases, ttl };
    if (answers.some((record) => record.type === CAA && record.owner === name)) throw badWire('alias-and-records');
    if (step.target === owner || aliases.includes(step.target) || aliases.length >= MAX_ALIASES) throw badWire('alias-loop');
    ttl.push(step.ttl, ...(cname && rewritten ? [rewritten.ttl] : []));
    aliases.push(step.target);
    name = step.target;
  }
}

interface Alias { readonly target: string; readonly ttl: number }

function targets(wire: Uint8Array, answers: readonly Resource[], type: number): Map<string, Alias> {
  const found = new Map<string, Alias>();
  for (const record of answers) {
    if (record.type !== type || record.class !== IN) continue;
    const { name: target, next } = readName(wire, record.start);
    if (next !== record.end) throw badWire('bad-data');
    const other = found.get(record.owner);
    // One name is an alias of one other (RFC 2181 section 10.1).
    if (other && other.target !== target) throw badWire('aliases-differ');
    found.set(record.owner, { target, ttl: Math.min(record.ttl, other?.ttl ?? record.ttl) });
  }
  return found;
}

/** What a DNAME makes of the names below it (RFC 6672 section 2.2). */
function rewrite(name: string, dnames: ReadonlyMap<string, Alias>): Alias | undefined {
  if (dnames.size === 0) return undefined;
  for (let above = parentOf(name); above !== undefined; above = parentOf(above)) {
    const dname = dnames.get(above);
    if (!dname) continue;
    const prefix = above === '' ? name : name.slice(0, -above.length - 1);
    const target = dname.target === '' ? prefix : `${prefix}.${dname.target}`;
    if (nameOctets(target) > 255) throw badWire('long-name');
    return { target, ttl: dname.ttl };
  }
  return undefined;
}

/** RFC 8659 section 4.1: one octet of flags, a tag of one octet or more, and the value in the rest. */
function readCaa(wire: Uint8Array, { start, end }: Resource): CaaRecord {
  if (end - start < 3) throw badWire('bad-data');
  const tagEnd = start + 2 + octet(wire, start + 1);
  if (tagEnd === start + 2 || tagEnd > end) throw badWire('bad-data');
  return { flags: octet(wire, start), tag: byteText(wire.subarray(start + 2, tagEnd)), value: byteText(wire.subarray(tagEnd, end)) };
}

/** One character a byte. */
function byteText(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 8192) parts.push(String.fromCharCode(...bytes.subarray(at, at + 8192)));
  return parts.join('');
}

/** How long the absence may be remembered (RFC 2308 section 5): so long a new record may stay unseen. */
function negativeTtl(wire: Uint8Array, view: DataView, authorities: readonly Resource[], name: string): number[] {
  const soa = authorities.find((record) => record.type === SOA && record.class === IN && isWithin(name, record.owner));
  if (!soa) return [];
  const numbers = readName(wire, readName(wire, soa.start).next).next;
  if (numbers + 20 !== soa.end) throw badWire('bad-data');
  const minimum = view.getUint32(numbers + 16);
  return [Math.min(soa.ttl, minimum > MAX_TTL ? 0 : minimum)];
}

function isWithin(name: string, zone: string): boolean {
  for (let at: string | undefined = name; at !== undefined; at = parentOf(at)) if (at === zone) return true;
  return false;
}
