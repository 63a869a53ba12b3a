import { RekeyError } from '../core/errors.js';
import type { CaaNameReport, CaaReport, CaaVerdict } from '../core/domain.js';

/** What a summary says of a report. */
export interface CaaSummary {
  readonly by: CaaReport['by'];
  readonly checkedAt: string;
  readonly validUntil?: string;
  readonly issuers: readonly string[];
  readonly names: readonly CaaSummaryName[];
  /** How many more there were than fit: names by their verdicts. */
  readonly omitted: { readonly issuers: number; readonly names: Readonly<Partial<Record<CaaVerdict, number>>> };
}

export interface CaaSummaryName {
  /** Of a mailbox the part after the `@` alone, with it. */
  readonly name: string;
  readonly verdict: CaaVerdict;
  readonly reason: string;
  /** Where the deciding set stands, when that is the name itself or a name above it. */
  readonly relevantOwner?: string;
}

/** The longest summary, in characters: what addresses may have in mail programs and logs. */
const MAX_SUMMARY = 2000;
const MAX_ISSUERS = 500;
const FORM = 'caa1';
/** Between parts, and within them; neither is left as it is in text. */
const PART = '~~';
const FIELD = '_';

const LETTERS: readonly (readonly [CaaVerdict, string])[] = [
  ['forbidden', 'F'], ['likely-forbidden', 'f'], ['indeterminate', 'i'], ['permitted', 'P'], ['likely-permitted', 'p'], ['not-applicable', 'n'],
];
const VERDICT_OF = new Map(LETTERS.map(([verdict, letter]) => [letter, verdict]));
const LETTER_OF = new Map(LETTERS);
/** What matters most comes in first where not all fit. */
const URGENCY: readonly CaaVerdict[] = LETTERS.map(([verdict]) => verdict);

/**
 * The gist of a report in at most 2,000 characters that an address holds as they are (RFC 3986 section 2.3), for a permalink or a
 * ticket: who found what and when, the names with their verdicts and where the deciding records stand. Neither the records, nor who
 * was asked, nor the account; of mailboxes the domain alone. Where not all names fit, those that are forbidden come first.
 *
 * It is not signed: whoever writes an address says what is in it.
 *
 * @throws RekeyError `bad-input`, reason `bad-caa-report`, for times that are none
 */
export function summariseCaa({ by, checkedAt, validUntil, issuers, names }: CaaReport): string {
  let room = MAX_ISSUERS;
  const shownIssuers = issuers.map(escape).filter((text) => (room -= text.length + 1) >= 0);
  const head = [
    FORM,
    [by, written(checkedAt), ...(validUntil === undefined ? [] : [written(validUntil)])].join(FIELD),
    [String(issuers.length - shownIssuers.length), ...shownIssuers].join(FIELD),
  ].join(PART);

  const entries = names.map((name, at) => ({ at, verdict: name.verdict, text: `${PART}${entryOf(name)}` }));
  // What is left out is counted in the end: a part for each verdict, with six digits at most.
  room = MAX_SUMMARY - head.length - URGENCY.length * (PART.length + FIELD.length * 2 + 7);
  const kept = new Set(entries.toSorted((a, b) => URGENCY.indexOf(a.verdict) - URGENCY.indexOf(b.verdict) || a.at - b.at).filter(({ text }) => {
    if (text.length > room) return false;
    room -= text.length;
    return true;
  }));
  const omitted = URGENCY.flatMap((verdict) => {
    const count = entries.filter((entry) => entry.verdict === verdict && !kept.has(entry)).length;
    return count > 0 ? [`${PART}${FIELD}${LETTER_OF.get(verdict) ?? ''}${FIELD}${Math.min(count, 999_999)}`] : [];
  });
  return [head, ...entries.filter((entry) => kept.has(entry)).map(({ text }) => text), ...omitted].join('');
}

function entryOf({ name, kind, verdict, reason, relevantOwner }: CaaNameReport): string {
  // The part before the at sign is a person's, and CAA does not look at it.
  const shown = kind === 'email' ? name.slice(Math.max(0, name.lastIndexOf('@'))) : name;
  const up = owners(shown).indexOf(relevantOwner ?? '');
  return [LETTER_OF.get(verdict) ?? '', escape(shown), escape(reason), ...(up >= 0 ? [String(up)] : [])].join(FIELD);
}

/** The domain of the name, and each one above it. */
function owners(name: string): string[] {
  const labels = name.replace(/^(?:\*\.|@)/, '').split('.');
  return labels.map((_, at) => labels.slice(at).join('.'));
}

/**
 * Reads a summary back.
 *
 * @throws RekeyError `bad-input`, reason `bad-caa-summary`, for anything else, a later form among it
 */
export function readCaaSummary(text: string): CaaSummary {
  const [form, when = '', who = '', ...rest] = text.length <= MAX_SUMMARY ? text.split(PART) : [];
  const [by, checkedAt = '', validUntil, ...more] = when.split(FIELD);
  if (form !== FORM || (by !== 'page' && by !== 'ra') || more.length > 0) throw badSummary();
  const [omittedIssuers = '', ...issuers] = who.split(FIELD);
  const names: CaaSummaryName[] = [];
  const omitted: Partial<Record<CaaVerdict, number>> = {};
  for (const part of rest) {
    const fields = part.split(FIELD);
    if (fields[0] !== '') {
      names.push(readEntry(fields));
      continue;
    }
    const [, letter = '', count = ''] = fields;
    const verdict = VERDICT_OF.get(letter);
    if (verdict === undefined || fields.length !== 3) throw badSummary();
    omitted[verdict] = number(count);
  }
  return {
    by, checkedAt: instant(checkedAt), ...(validUntil !== undefined && { validUntil: instant(validUntil) }),
    issuers: issuers.map(unescape), names, omitted: { issuers: number(omittedIssuers), names: omitted },
  };
}

function readEntry([letter = '', name, reason, up, ...more]: readonly string[]): CaaSummaryName {
  const verdict = VERDICT_OF.get(letter);
  if (verdict === undefined || name === undefined || reason === undefined || more.length > 0) throw badSummary();
  const shown = unescape(name);
  const relevantOwner = up === undefined ? undefined : owners(shown)[number(up)];
  if (up !== undefined && relevantOwner === undefined) throw badSummary();
  return { name: shown, verdict, reason: unescape(reason), ...(relevantOwner !== undefined && { relevantOwner }) };
}

/** Letters, digits, hyphens and dots as they are; each other UTF-8 byte as a tilde and two digits. */
function escape(text: string): string {
  return text.replace(/[^A-Za-z0-9.-]/gu, (char) => [...new TextEncoder().encode(char)].map((byte) => `~${byte.toString(16).padStart(2, '0')}`).join(''));
}

function unescape(text: string): string {
  if (!/^(?:[A-Za-z0-9.-]|~[0-9a-f]{2})*$/.test(text)) throw badSummary();
  const bytes = (text.match(/~..|./g) ?? []).map((part) => (part.length === 3 ? parseInt(part.slice(1), 16) : part.charCodeAt(0)));
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Uint8Array.from(bytes));
  } catch (cause) {
    throw badSummary(cause);
  }
}

function written(instant: string): string {
  const ms = Date.parse(instant);
  if (!Number.isInteger(ms) || ms < 0) throw new RekeyError('bad-input', { reason: 'bad-caa-report', detail: { instant } });
  return ms.toString(36);
}

/** The latest time that a `Date` tells (ECMAScript section 21.4.1.1). */
const LAST = 8.64e15;

function instant(text: string): string {
  const ms = /^[0-9a-z]{1,11}$/.test(text) ? parseInt(text, 36) : Infinity;
  if (ms > LAST) throw badSummary();
  return new Date(ms).toISOString();
}

function number(text: string): number {
  if (!/^\d{1,6}$/.test(text)) throw badSummary();
  return Number(text);
}

function badSummary(cause?: unknown): RekeyError {
  return new RekeyError('bad-input', { reason: 'bad-caa-summary', cause });
}
