import type {
  CertificateQuery, CertificateSummary, Page, RekeyReason, RekeyRequest, RequestQuery,
} from '../../core/domain.js';
import { REQUEST_STATUSES } from '../../core/domain.js';
import { RekeyError } from '../../core/errors.js';
import type { Call } from './call.js';
import { maySee, settle } from './eligibility.js';
import { asOneOf, invalid } from './input.js';
import type { RequestRecord } from './model.js';
import { findPerson, isStaff } from './people.js';
import { requestView, summaryOf } from './views.js';

const MAX_LIMIT = 100;
const DEFAULT_LIMIT = 25;
const REASONS = ['routine', 'lost', 'compromised', 'algorithm'] as const satisfies readonly RekeyReason[];

export async function listCertificates(call: Call, query: CertificateQuery): Promise<Page<CertificateSummary>> {
  const words = wordsOf(query.search);
  const records = (await call.work.list('certificates'))
    .filter((record) => (isStaff(call.person) || record.ownerId === call.person.id)
      && hasAll(words, [record.name, record.subject, record.serialNumber, record.requestNumber, ...record.domains.map(({ name }) => name)]));
  const page = paged(records, (record) => record.createdAt, ({ id }) => id, true, query);
  return { ...page, items: await Promise.all(page.items.map((record) => summaryOf(call, record))) };
}

export async function listRequests(call: Call, query: RequestQuery): Promise<Page<RekeyRequest>> {
  const settled = await Promise.all((await call.work.list('requests')).map((request) => settle(call, request)));
  const isWanted = requestFilter(query);
  const found: RequestRecord[] = [];
  for (const request of settled) if (isWanted(request) && await maySee(call, request)) found.push(request);
  const by = asOneOf(query.sort?.by ?? 'createdAt', 'sort.by', ['number', 'createdAt', 'requestedBy', 'certificate', 'reason', 'status']);
  const page = paged(found, (request) => sortText(request, by), ({ id }) => id, query.sort?.descending ?? query.sort === undefined, query);
  return { ...page, items: await Promise.all(page.items.map((request) => requestView(call, request))) };
}

/** Whether a request belongs to what was asked for. */
export function requestFilter(query: RequestQuery): (request: RequestRecord) => boolean {
  const words = wordsOf(query.search);
  const { status, reason, certificateId, requestedBy, claimedBy, from, before } = query.filter ?? {};
  const [earliest, latest] = [instantOf(from, 'filter.from'), instantOf(before, 'filter.before')];
  if (reason !== undefined && !Array.isArray(reason)) throw invalid('filter.reason', 'invalid');
  if (status !== undefined && !Array.isArray(status)) throw invalid('filter.status', 'invalid');
  for (const one of status ?? []) asOneOf(one, 'filter.status', REQUEST_STATUSES);
  for (const one of reason ?? []) asOneOf(one, 'filter.reason', REASONS);
  for (const [field, value] of Object.entries({ certificateId, requestedBy, claimedBy })) {
    if (value !== undefined && typeof value !== 'string') throw invalid(`filter.${field}`, 'invalid');
  }
  return (request) => (status === undefined || status.length === 0 || status.includes(request.status))
    && (certificateId === undefined || request.certificateId === certificateId)
    && (reason === undefined || reason.length === 0 || reason.includes(request.reason))
    && (claimedBy === undefined || (request.claimedBy ?? 'none') === claimedBy)
    && (earliest === undefined || Date.parse(request.createdAt) >= earliest)
    && (latest === undefined || Date.parse(request.createdAt) < latest)
    && (requestedBy === undefined || request.requestedBy === requestedBy)
    && hasAll(words, [
      request.number, request.certificate.name, request.certificate.subject, request.certificate.serialNumber,
      request.certificate.requestNumber, findPerson(request.requestedBy)?.name ?? '',
    ]);
}

function sortText(request: RequestRecord, by: NonNullable<RequestQuery['sort']>['by']): string {
  switch (by) {
    case 'number': return request.number;
    case 'createdAt': return request.createdAt;
    case 'requestedBy': return findPerson(request.requestedBy)?.name ?? request.requestedBy;
    case 'certificate': return request.certificate.name;
    case 'reason': return request.reason;
    case 'status': return String(REQUEST_STATUSES.indexOf(request.status)).padStart(2, '0');
  }
}

function instantOf(value: unknown, field: string): number | undefined {
  if (value === undefined) return undefined;
  const at = typeof value === 'string' ? Date.parse(value) : NaN;
  if (Number.isNaN(at)) throw invalid(field, 'invalid');
  return at;
}

function wordsOf(search: unknown): readonly string[] {
  if (search === undefined) return [];
  if (typeof search !== 'string' || search.length > 200) throw invalid('search', 'invalid');
  return search.toLowerCase().split(/\s+/).filter((word) => word !== '');
}

function hasAll(words: readonly string[], fields: readonly string[]): boolean {
  const text = fields.join('\n').toLowerCase();
  return words.every((word) => text.includes(word));
}

/** A page that begins after the row that the cursor names, so that rows which come or go meanwhile shift nothing. */
function paged<T>(
  rows: readonly T[], sortOf: (row: T) => string, idOf: (row: T) => string, descending: boolean, { cursor, limit }: { cursor?: string; limit?: number },
): Page<T> {
  if (limit !== undefined && (!Number.isInteger(limit) || limit < 1 || limit > MAX_LIMIT)) throw invalid('limit', 'invalid');
  const size = limit ?? DEFAULT_LIMIT;
  const compare = (a: readonly [string, string], b: readonly [string, string]): number => {
    const order = a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : a[1] < b[1] ? -1 : a[1] > b[1] ? 1 : 0;
    return descending ? -order : order;
  };
  const placed = rows.map((row) => ({ row, place: [sortOf(row), idOf(row)] as const })).sort((a, b) => compare(a.place, b.place));
  const after = cursor === undefined ? undefined : placeOf(cursor);
  const rest = after === undefined ? placed : placed.filter(({ place }) => compare(place, after) > 0);
  const items = rest.slice(0, size);
  const last = items.at(-1);
  return {
    items: items.map(({ row }) => row),
    total: { count: rows.length, exact: true },
    ...(rest.length > size && last !== undefined && { next: encodeURIComponent(JSON.stringify(last.place)) }),
  };
}

function placeOf(cursor: unknown): readonly [string, string] {
  try {
    const place: unknown = JSON.parse(decodeURIComponent(String(cursor)));
    if (Array.isArray(place) && typeof place[0] === 'string' && typeof place[1] === 'string') return [place[0], place[1]];
  } catch {
    // Not one of ours: refused below.
  }
  throw new RekeyError('protocol', { reason: 'validation', fields: { cursor: 'invalid' } });
}

