import type { RequestStatus } from './domain.js';

/** Requests in these states hold their certificate: no second one may be opened. */
export const OPEN_STATUSES: ReadonlySet<RequestStatus> = new Set<RequestStatus>([
  'draft', 'second-factor', 'pending-approval', 'in-review', 'approved', 'validating', 'issuing',
]);
