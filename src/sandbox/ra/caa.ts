import { zoneLookup, type CaaZoneEntry } from '../../caa/zone.js';
import { verifyCaa } from '../../caa/verify.js';
import type { CaaReport, Check, DomainItem } from '../../core/domain.js';
import { RekeyError } from '../../core/errors.js';
import type { Call } from './call.js';
import type { PolicyRecord, RequestRecord } from './model.js';

const CAA_SOURCE = 'RFC 8659; TLS BR 3.2.2.8';

/** Names that CAA speaks of: an iPAddress has no owner in the DNS tree (RFC 8659 section 1). */
const inDns = ({ kind }: { readonly kind: DomainItem['kind'] }): boolean => kind === 'dns' || kind === 'email';

/** Looks at the zone now, for every name of the request and those that the CA adds. */
export async function checkCaa(call: Call, request: RequestRecord, policy: PolicyRecord): Promise<CaaReport> {
  const rows = await call.ra.store.list('zone');
  const zone = Object.fromEntries(rows.map(({ key, value }): [string, CaaZoneEntry] => [key, value]));
  const { issuers, accountUri, extraNames } = policy.caa;
  const report = await verifyCaa(request.domains.filter(({ extra }) => extra !== true), {
    issuers, accountUri, extraNames, resolvers: [zoneLookup(zone, 'primary')], by: 'ra', now: () => call.now,
  });
  return {
    ...report,
    names: report.names.map((entry) => {
      const domainControl = request.domains.find(({ name }) => name === entry.name)?.domainControl;
      return domainControl === undefined ? entry : { ...entry, domainControl };
    }),
  };
}

export type CaaObstacle = 'caa-missing' | 'caa-stale' | 'caa-forbidden' | 'caa-indeterminate';

/** What in a report keeps a request from being submitted or issued, if anything. */
export function caaObstacle(request: Pick<RequestRecord, 'domains' | 'caa'>, policy: PolicyRecord, now: number): CaaObstacle | undefined {
  if (policy.caa.gate !== 'ra' || !request.domains.some(inDns)) return undefined;
  const { caa } = request;
  if (caa?.by !== 'ra') return 'caa-missing';
  if (caa.names.some(({ verdict }) => verdict === 'forbidden')) return 'caa-forbidden';
  const verified = request.domains.every(({ name, kind }) =>
    caa.names.some((entry) => entry.name === name && entry.kind === kind && (entry.verdict === 'permitted' || entry.verdict === 'not-applicable')));
  if (!verified) return 'caa-indeterminate';
  return caa.validUntil === undefined || now < Date.parse(caa.validUntil) ? undefined : 'caa-stale';
}

export function caaError(obstacle: CaaObstacle, request: RequestRecord): RekeyError {
  const names = request.caa?.names.filter(({ verdict }) => verdict === 'forbidden' || verdict === 'indeterminate').map(({ name }) => name) ?? [];
  const init = { requestId: request.id, detail: { names } };
  if (obstacle === 'caa-forbidden') return new RekeyError('caa-forbidden', init);
  const reason = obstacle === 'caa-missing' ? 'missing' : obstacle === 'caa-stale' ? 'stale' : 'lookup';
  // Only a look-up that failed may succeed by itself; the others need a new verification first.
  return new RekeyError('caa-indeterminate', { ...init, reason, retryable: reason === 'lookup' });
}

/** The report as one of the request's checks. */
export function caaCheck(report: CaaReport): Check {
  const forbidden = report.names.filter(({ verdict }) => verdict === 'forbidden').map(({ name }) => name);
  const open = report.names.filter(({ verdict }) => verdict === 'indeterminate').map(({ name }) => name);
  return {
    id: 'caa', source: CAA_SOURCE,
    outcome: forbidden.length > 0 ? 'fail' : open.length > 0 ? 'unknown' : 'pass',
    detail: { checkedAt: report.checkedAt, forbidden, indeterminate: open },
  };
}

/** The checks with this one in the place of its predecessor. */
export function withCheck(checks: readonly Check[], check: Check): readonly Check[] {
  return [...checks.filter(({ id }) => id !== check.id), check];
}
