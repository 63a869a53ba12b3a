import type { StaleDetail } from '../../core/adapter.js';
import type { RekeyRequest } from '../../core/domain.js';

/** What somebody else did to a request while it was open here. */
export interface Meanwhile { readonly by?: string; readonly at?: string; readonly action: string }

/** Who did what, as far as the request itself tells it. */
export function meanwhileOf(request: RekeyRequest | undefined): Meanwhile {
  if (request === undefined) return { action: 'changed' };
  const { status, decidedBy, decidedAt, claimedBy, requestedBy, updatedAt } = request;
  if (decidedBy !== undefined) return { by: decidedBy.name, at: decidedAt ?? updatedAt, action: status === 'declined' ? 'declined' : 'approved' };
  if (status === 'in-review' && claimedBy !== undefined) return { by: claimedBy.name, at: updatedAt, action: 'claimed' };
  if (status === 'cancelled') return { by: requestedBy.name, at: updatedAt, action: 'cancelled' };
  return { at: updatedAt, action: status === 'expired' ? 'expired' : 'changed' };
}

/** Who did what, as far as the RA's refusal of a stale change tells it. */
export function staleOf(detail: unknown): Partial<Meanwhile> {
  const { by, at, action } = (typeof detail === 'object' && detail !== null ? detail : {}) as Partial<StaleDetail>;
  return {
    ...(typeof by === 'string' && { by }), ...(typeof at === 'string' && { at }), ...(typeof action === 'string' && { action }),
  };
}

/** What was submitted is still what was read: the RA may have written something down, but nobody has put another CSR in its place. */
export const isSameSubmission = (a: RekeyRequest, b: RekeyRequest): boolean => a.csr?.sha256 === b.csr?.sha256 && a.submittedAt === b.submittedAt;

/** A request waits for its decision. */
export const isUndecided = ({ status }: RekeyRequest): boolean => status === 'pending-approval' || status === 'in-review';

export type Step = 'claim' | 'approve' | 'decline';

/** The machine reason why the reader may not do it now; `undefined` when they may. */
export function obstacleTo(step: Step, { allowedActions }: RekeyRequest): string | undefined {
  const rule = allowedActions.find(({ action }) => action === step);
  return rule?.allowed === true ? undefined : rule?.reason ?? 'now';
}
