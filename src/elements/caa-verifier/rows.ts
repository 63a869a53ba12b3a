import type { CaaNameReport, CaaRecord, CaaReport, CaaVerdict, DomainItem } from '../../core/domain.js';
import { nameKind } from '../../core/name-kind.js';
import { looks } from '../../ui/status.js';
import type { Look } from '../../ui/status.js';

export type RowState = CaaVerdict | 'unverified' | 'verifying';

/** One name, with what is known of it. */
export interface Row {
  readonly item: DomainItem;
  readonly state: RowState;
  readonly report?: CaaNameReport | undefined;
  /** What this page found beside the RA: a hint, which never becomes the state. */
  readonly own?: CaaNameReport | undefined;
  /** The verdict is past its time and counts no more. */
  readonly outdated: boolean;
}

export const rowLooks: Readonly<Record<RowState, Look>> = {
  permitted: looks.ok, forbidden: looks.bad, indeterminate: looks.unknown, 'not-applicable': looks.none,
  'likely-permitted': looks.ok, 'likely-forbidden': looks.bad, unverified: looks.todo, verifying: looks.busy,
};

/** Words as a host writes them in an attribute: separated by commas or white space. */
export const wordsIn = (text: string): string[] => [...new Set(text.split(/[\s,]+/).filter(Boolean))];

/** Names from attributes, and those that the CA adds by itself. */
export function itemsOf(domains: string, extraNames = ''): DomainItem[] {
  const item = (name: string): DomainItem => ({
    name, wildcard: name.startsWith('*.'), kind: nameKind(name),
  });
  const names = wordsIn(domains);
  return [...names.map(item), ...wordsIn(extraNames).filter((name) => !names.includes(name)).map((name) => ({ ...item(name), extra: true }))];
}

/** A name's key: `*.example.com` and `example.com` are two. */
const key = ({ kind, name }: Pick<DomainItem, 'kind' | 'name'>): string => `${kind} ${name}`;

export interface Found {
  readonly items: readonly DomainItem[];
  readonly report: CaaReport | undefined;
  /** This page's own report beside the RA's. */
  readonly own?: CaaReport | undefined;
  readonly verifying: boolean;
  readonly now: number;
}

export function rowsOf({ items, report, own, verifying, now }: Found): Row[] {
  const reports = new Map(report?.names.map((entry) => [key(entry), entry]));
  const owns = new Map(own?.names.map((entry) => [key(entry), entry]));
  const row = (item: DomainItem, found: CaaNameReport | undefined): Row => {
    const beside = owns.get(key(item));
    return rowOf(item, found, beside && !isOver(beside, now) ? beside : undefined, verifying, now);
  };
  const rows: Row[] = items.map((item) => {
    const found = reports.get(key(item));
    reports.delete(key(item));
    return row(found?.domainControl ? { ...item, domainControl: found.domainControl } : item, found);
  });
  // Names that only the report knows: those that the CA adds.
  return [...rows, ...[...reports.values()].map((entry) => row(entry, entry))];
}

const isOver = ({ validUntil }: CaaNameReport, now: number): boolean => validUntil !== undefined && Date.parse(validUntil) <= now;

function rowOf(item: DomainItem, report: CaaNameReport | undefined, own: CaaNameReport | undefined, verifying: boolean, now: number): Row {
  const covered = item.kind === 'dns' || item.kind === 'email';
  const outdated = report !== undefined && isOver(report, now);
  const known: RowState = report && !outdated ? report.verdict : covered ? 'unverified' : 'not-applicable';
  return { item, report, own, outdated, state: verifying && known !== 'not-applicable' ? 'verifying' : known };
}

export interface Tally { readonly verified: number; readonly likely: number; readonly applicable: number; readonly forbidden: number; readonly unclear: number }

export function tallyOf(rows: readonly Row[]): Tally {
  const n = (...states: RowState[]): number => rows.filter(({ state }) => states.includes(state)).length;
  return {
    verified: n('permitted'), likely: n('likely-permitted'), forbidden: n('forbidden', 'likely-forbidden'), unclear: n('indeterminate'), applicable: rows.length - n('not-applicable'),
  };
}

/**
 * When asking again can have another result: milliseconds since the epoch. What was found is remembered for its time to live, an
 * absence as well (RFC 2308); of a failure nothing is.
 *
 * @param checkedAt of the report
 */
export function changesFrom(report: CaaNameReport, checkedAt: string): number | undefined {
  const answers = report.answers.flatMap(({ ttl }) => ttl ?? []);
  const ttl = report.ttl ?? (answers.length > 0 ? Math.min(...answers) : report.trail.find((step) => step.status === 'nxdomain' || step.status === 'ok')?.ttl);
  return ttl === undefined || report.verdict === 'indeterminate' && report.reason !== 'resolvers-disagree' ? undefined : Date.parse(checkedAt) + ttl * 1000;
}

const failed = ({ state }: Row): boolean => state === 'forbidden' || state === 'likely-forbidden' || state === 'indeterminate';

/** The names that do not permit, and the earliest moment at which one of them can be told otherwise; `undefined`: at any. */
export function askAgain(rows: readonly Row[], report: CaaReport | undefined): { readonly failed: boolean; readonly from?: number } {
  const bad = rows.filter(failed);
  const moments = bad.map((row) => (row.report && report ? changesFrom(row.report, report.checkedAt) : undefined));
  const known = moments.filter((moment) => moment !== undefined);
  return { failed: bad.length > 0, ...(known.length > 0 && known.length === moments.length && { from: Math.min(...known) }) };
}

/** The next moment after which something reads otherwise: a verdict is over, or an answer is no longer remembered. */
export function nextMoment(rows: readonly Row[], report: CaaReport | undefined, now: number): number | undefined {
  const moments = rows.flatMap((row) => [row.report?.validUntil, row.own?.validUntil].flatMap((until) => (until === undefined ? [] : Date.parse(until))));
  const { from } = askAgain(rows, report);
  const later = [...moments, ...(from === undefined ? [] : [from])].filter((moment) => moment > now);
  return later.length > 0 ? Math.min(...later) : undefined;
}

const visible = (text: string): string =>
  text.replace(/[^\x20-\x7e]|["\\]/g, (char) => (/["\\]/.test(char) ? `\\${char}` : `\\${String(char.charCodeAt(0) & 0xff).padStart(3, '0')}`));

/** A record as it reads in a zone file. Tag and value are untrusted: what is not printable ASCII is shown as an escape. */
export function recordText(owner: string, { flags, tag, value }: CaaRecord): string {
  return `${owner}. CAA ${flags} ${visible(tag)} "${visible(value)}"`;
}

export const sameRecord = (a: CaaRecord | undefined, b: CaaRecord | undefined): boolean =>
  b !== undefined && a?.tag === b.tag && a.value === b.value && a.flags === b.flags;

/** The set that the verdict rests on, the record that decided first when there are more than `most`. */
export function decidingSet(report: CaaNameReport): readonly CaaRecord[] {
  const { record, relevantOwner } = report;
  return report.trail.find((step) => step.owner === relevantOwner)?.records ?? (record ? [record] : []);
}

/** The set with one more, or without it. */
export function toggled(set: ReadonlySet<string>, one: string): ReadonlySet<string> {
  const next = new Set(set);
  if (!next.delete(one)) next.add(one);
  return next;
}
