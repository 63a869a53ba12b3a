import { RekeyError } from './errors.js';
import type { RequestAction, RequestStatus } from './domain.js';

/** `requester` made the request, `approver` may decide it, `ra` is the registration authority and its CA. */
export const ACTORS = ['requester', 'approver', 'ra'] as const;
export type Actor = (typeof ACTORS)[number];

type Rules = Partial<Record<RequestAction, Partial<Record<Actor, readonly RequestStatus[]>>>>;

const view = { requester: [], approver: [], ra: [] } as const;
const cancellable = { cancel: { requester: ['cancelled'] } } as const satisfies Rules;
const ends = { expire: { ra: ['expired'] }, fail: { ra: ['failed'] } } as const satisfies Rules;
const decidable = {
  claim: { approver: ['in-review'] },
  approve: { approver: ['approved', 'validating', 'issuing', 'issued'] },
  decline: { approver: ['declined'] },
} as const satisfies Rules;

/**
 * Who may do what in which state, and where it may lead; an empty list leaves the state as it is. What is not in this table is
 * refused.
 */
export const LIFECYCLE: { readonly [S in RequestStatus]: Rules } = {
  draft: {
    view, ...cancellable, ...ends,
    'attach-csr': { requester: ['draft'] },
    'verify-caa': { requester: [], ra: [] },
    'start-second-factor': { requester: ['second-factor'] },
    submit: { requester: ['pending-approval', 'approved', 'validating', 'issuing', 'issued'] },
  },
  'second-factor': {
    view, ...cancellable, ...ends,
    'attach-csr': { requester: ['draft'] },
    'verify-caa': { requester: [], ra: [] },
    'start-second-factor': { requester: ['second-factor'] },
    'answer-second-factor': { requester: ['second-factor'] },
    submit: { requester: ['pending-approval', 'approved', 'validating', 'issuing', 'issued'] },
  },
  'pending-approval': { view, ...cancellable, ...ends, ...decidable, 'verify-caa': { approver: [], ra: [] } },
  'in-review': { view, ...cancellable, ...ends, ...decidable, 'verify-caa': { approver: [], ra: [] } },
  approved: {
    view, ...cancellable, ...ends,
    'start-second-factor': { requester: ['approved'] },
    'answer-second-factor': { requester: ['approved'] },
    submit: { requester: ['validating', 'issuing', 'issued'] },
    validate: { ra: ['validating'] },
  },
  validating: { view, fail: { ra: ['failed'] }, 'verify-caa': { ra: [] }, issue: { ra: ['issuing'] } },
  issuing: { view, fail: { ra: ['failed'] }, issue: { ra: ['issued'] } },
  issued: { view, 'get-issued': { requester: [], approver: [] } },
  declined: { view, ...cancellable, reopen: { requester: ['draft'] }, expire: { ra: ['expired'] } },
  failed: { view, ...cancellable, reopen: { requester: ['draft'] }, expire: { ra: ['expired'] } },
  cancelled: { view },
  expired: { view },
};

export function mayDo(status: RequestStatus, action: RequestAction, actor: Actor): boolean {
  return LIFECYCLE[status][action]?.[actor] !== undefined;
}

/**
 * The states that an action may lead to.
 * @throws RekeyError `forbidden` when this actor may never do it in any state, or not in this one although another actor may;
 *   `conflict` with reason `state` when nobody may do it in this state.
 */
export function requireAction(status: RequestStatus, action: RequestAction, actor: Actor): readonly RequestStatus[] {
  const rule = LIFECYCLE[status][action];
  const to = rule?.[actor];
  if (to !== undefined) return to;
  const anywhere = Object.values(LIFECYCLE).some((rules) => rules[action]?.[actor] !== undefined);
  if (rule !== undefined || !anywhere) throw new RekeyError('forbidden', { reason: 'actor', detail: { status, action, actor } });
  throw new RekeyError('conflict', { reason: 'state', detail: { status, action, actor } });
}
