import { REQUEST_STATUSES } from '../../core/domain.js';
import type { RekeyReason, RequestFilter, RequestQuery, RequestSort, RequestStatus } from '../../core/domain.js';

/** The columns in their order. The number and the actions are always there; the actions are no column that can be chosen. */
export const COLUMNS = ['number', 'requestedBy', 'certificate', 'createdAt', 'reason', 'status'] as const satisfies readonly RequestSort[];
export type RequestColumn = (typeof COLUMNS)[number];
export const REASONS = ['routine', 'lost', 'compromised', 'algorithm'] as const satisfies readonly RekeyReason[];

export const DEFAULT_PAGE_SIZE = 25;
export const MAX_PAGE_SIZE = 100;
export const PAGE_SIZES: readonly number[] = [25, 50, 100];
const MAX_SEARCH = 200;

/** What of the requests is wanted; every part that is there has to fit. */
export interface ViewFilter {
  readonly status?: readonly RequestStatus[];
  readonly reason?: readonly RekeyReason[];
  /** `me` for the reader's own claims, `none` for what nobody has claimed. */
  readonly claimedBy?: 'me' | 'none';
  /** Requested at this instant or later, ISO 8601. */
  readonly from?: string;
  /** Requested before this instant, ISO 8601. */
  readonly before?: string;
}

/**
 * How the list is looked at: plain JSON that a host may keep and give back. Where in the list the reader is, is no part of it,
 * since a cursor is good for one RA at one time.
 */
export interface RequestListView {
  readonly search: string;
  readonly filter: ViewFilter;
  readonly sort: { readonly by: RequestSort; readonly descending: boolean };
  /** The columns that are shown, `number` always among them. */
  readonly columns: readonly RequestColumn[];
  /** 1 to 100. */
  readonly pageSize: number;
}

export const DEFAULT_VIEW: RequestListView = {
  search: '', filter: {}, sort: { by: 'createdAt', descending: true }, columns: COLUMNS, pageSize: DEFAULT_PAGE_SIZE,
};

type Loose = Readonly<Record<string, unknown>>;
const isRecord = (value: unknown): value is Loose => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Those of a list that are known, each once and in our order; `undefined` when it is no list. */
function some<T extends string>(known: readonly T[], value: unknown): readonly T[] | undefined {
  return Array.isArray(value) ? known.filter((one) => value.includes(one)) : undefined;
}

const isInstant = (value: unknown): value is string => typeof value === 'string' && value.length <= 40 && !Number.isNaN(Date.parse(value));

/** 1 to 100, whatever was asked for. */
export function pageSizeOf(value: unknown): number {
  const size = typeof value === 'number' && Number.isFinite(value) ? Math.trunc(value) : DEFAULT_PAGE_SIZE;
  return Math.min(MAX_PAGE_SIZE, Math.max(1, size));
}

function readFilter(value: Loose): ViewFilter {
  const [status, reason] = [some(REQUEST_STATUSES, value['status']), some(REASONS, value['reason'])];
  const { claimedBy, from, before } = value;
  return {
    ...(status && status.length > 0 && { status }),
    ...(reason && reason.length > 0 && { reason }),
    ...((claimedBy === 'me' || claimedBy === 'none') && { claimedBy }),
    ...(isInstant(from) && { from }),
    ...(isInstant(before) && { before }),
  };
}

/** A view from outside: what is unknown, damaged or of another shape is left out, and `base` stands in its place. */
export function readView(value: unknown, base: RequestListView = DEFAULT_VIEW): RequestListView {
  if (!isRecord(value)) return base;
  const { search, filter, sort, columns, pageSize } = value;
  const by = isRecord(sort) ? COLUMNS.find((one) => one === sort['by']) : undefined;
  const chosen = some(COLUMNS, columns);
  return {
    search: typeof search === 'string' ? search.slice(0, MAX_SEARCH) : base.search,
    filter: isRecord(filter) ? readFilter(filter) : base.filter,
    sort: by === undefined ? base.sort : { by, descending: (sort as Loose)['descending'] === true },
    columns: chosen === undefined ? base.columns : COLUMNS.filter((one) => one === 'number' || chosen.includes(one)),
    pageSize: typeof pageSize === 'number' ? pageSizeOf(pageSize) : base.pageSize,
  };
}

/** Statuses as an attribute names them: separated by commas or spaces. */
export function readStatuses(text: string): readonly RequestStatus[] {
  return some(REQUEST_STATUSES, text.split(/[\s,]+/)) ?? [];
}

/** Something is left out of the list. */
export const isNarrowed = ({ search, filter }: RequestListView): boolean => search.trim() !== '' || Object.keys(filter).length > 0;

/** What the RA is asked, without the place in the list. @param me the reader's id, which `own` and `claimedBy: 'me'` need */
export function queryOf({ search, filter, sort }: RequestListView, own: boolean, me: string | undefined): RequestQuery {
  const { claimedBy, ...rest } = filter;
  const claimer = claimedBy === 'me' ? me : claimedBy;
  const asked: RequestFilter = { ...rest, ...(claimer !== undefined && { claimedBy: claimer }), ...(own && me !== undefined && { requestedBy: me }) };
  const words = search.trim();
  return { ...(words !== '' && { search: words }), filter: asked, sort };
}

// ---------------------------------------------------------------------------------------------------- days

/** The day of an instant in UTC, as a date field has it. */
export const dayOf = (instant: string | undefined): string => (instant === undefined ? '' : new Date(instant).toISOString().slice(0, 10));

/** The first instant of a day in UTC; `undefined` for what is no day. */
export function startOf(day: string): string | undefined {
  return /^\d{4}-\d{2}-\d{2}$/.test(day) && isInstant(`${day}T00:00:00.000Z`) ? `${day}T00:00:00.000Z` : undefined;
}
