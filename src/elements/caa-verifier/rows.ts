import type { CaaNameReport, CaaRecord, CaaReport, CaaVerdict, DomainItem } from '../../core/domain.js';
import { looks } from '../../ui/status.js';
import type { Look } from '../../ui/status.js';

export type RowState = CaaVerdict | 'unverified' | 'verifying';

/** One name, with what is known of it. */
export interface Row {
  readonly item: DomainItem;
  readonly state: RowState;
  readonly report?: CaaNameReport | undefined;
  /** The verdict is past its time and counts no more. */
  readonly outdated: boolean;
}

export const rowLooks: Readonly<Record<RowState, Look>> = {
  permitted: looks.ok, forbidden: looks.bad, indeterminate: looks.unknown, 'not-applicable': looks.none,
  'likely-permitted': looks.ok, 'likely-forbidden': looks.bad, unverified: looks.todo, verifying: looks.busy,
};

const IPV4 = /^\d{1,3}(?:\.\d{1,3}){3}$/;

/** Names as a host writes them in an attribute: separated by commas or white space. */
export function itemsOf(domains: string): DomainItem[] {
  const names = [...new Set(domains.split(/[\s,]+/).filter(Boolean))];
  return names.map((name) => ({
    name, wildcard: name.startsWith('*.'), kind: IPV4.test(name) || name.includes(':') ? 'ip' : name.includes('@') ? 'email' : 'dns',
  }));
}

/** A name's key: `*.example.com` and `example.com` are two. */
const key = ({ kind, name }: Pick<DomainItem, 'kind' | 'name'>): string => `${kind} ${name}`;

export function rowsOf(items: readonly DomainItem[], report: CaaReport | undefined, verifying: boolean, now: number): Row[] {
  const reports = new Map(report?.names.map((entry) => [key(entry), entry]));
  const rows: Row[] = items.map((item) => {
    const found = reports.get(key(item));
    reports.delete(key(item));
    return rowOf(found?.domainControl ? { ...item, domainControl: found.domainControl } : item, found, verifying, now);
  });
  // Names that only the report knows: those that the CA adds.
  return [...rows, ...[...reports.values()].map((entry) => rowOf(entry, entry, verifying, now))];
}

function rowOf(item: DomainItem, report: CaaNameReport | undefined, verifying: boolean, now: number): Row {
  const covered = item.kind === 'dns' || item.kind === 'email';
  const outdated = report?.validUntil !== undefined && Date.parse(report.validUntil) <= now;
  const known: RowState = report && !outdated ? report.verdict : covered ? 'unverified' : 'not-applicable';
  return { item, report, outdated, state: verifying && known !== 'not-applicable' ? 'verifying' : known };
}

export interface Tally { readonly verified: number; readonly applicable: number; readonly forbidden: number; readonly unclear: number }

export function tallyOf(rows: readonly Row[]): Tally {
  const n = (...states: RowState[]): number => rows.filter(({ state }) => states.includes(state)).length;
  return {
    verified: n('permitted'), forbidden: n('forbidden', 'likely-forbidden'), unclear: n('indeterminate'), applicable: rows.length - n('not-applicable'),
  };
}

const visible = (text: string): string =>
  text.replace(/[^\x20-\x7e]|["\\]/g, (char) => (/["\\]/.test(char) ? `\\${char}` : `\\${String(char.charCodeAt(0) & 0xff).padStart(3, '0')}`));

/** A record as it reads in a zone file. Tag and value are untrusted: what is not printable ASCII is shown as an escape. */
export function recordText(owner: string, { flags, tag, value }: CaaRecord): string {
  return `${owner}. CAA ${flags} ${visible(tag)} "${visible(value)}"`;
}
