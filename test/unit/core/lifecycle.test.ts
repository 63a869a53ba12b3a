import { expect } from '@open-wc/testing';
import { REQUEST_ACTIONS, REQUEST_STATUSES } from '../../../src/core/domain.js';
import type { RequestAction, RequestStatus } from '../../../src/core/domain.js';
import { ACTORS, LIFECYCLE, mayDo, requireAction, type Actor } from '../../../src/core/lifecycle.js';
import { isOpen } from '../../../src/core/plan.js';
import { toRekeyError } from '../../../src/core/errors.js';

/**
 * The rules written down a second time, state by state and actor by actor, so that a change of the table has to be meant:
 * r requester, a approver, x the RA.
 */
const EXPECTED: Record<RequestStatus, Record<string, string>> = {
  draft: { view: 'rax', 'attach-csr': 'r', 'verify-caa': 'rx', 'start-second-factor': 'r', submit: 'r', cancel: 'r', expire: 'x', fail: 'x' },
  'second-factor': {
    view: 'rax', 'attach-csr': 'r', 'verify-caa': 'rx', 'start-second-factor': 'r', 'answer-second-factor': 'r', submit: 'r', cancel: 'r',
    expire: 'x', fail: 'x',
  },
  'pending-approval': { view: 'rax', cancel: 'r', claim: 'a', approve: 'a', decline: 'a', 'verify-caa': 'ax', expire: 'x', fail: 'x' },
  'in-review': { view: 'rax', cancel: 'r', claim: 'a', approve: 'a', decline: 'a', 'verify-caa': 'ax', expire: 'x', fail: 'x' },
  approved: {
    view: 'rax', cancel: 'r', 'start-second-factor': 'r', 'answer-second-factor': 'r', submit: 'r', validate: 'x', expire: 'x', fail: 'x',
  },
  validating: { view: 'rax', 'verify-caa': 'x', issue: 'x', fail: 'x' },
  issuing: { view: 'rax', issue: 'x', fail: 'x' },
  issued: { view: 'rax', 'get-issued': 'ra' },
  declined: { view: 'rax', reopen: 'r', cancel: 'r', expire: 'x' },
  failed: { view: 'rax', reopen: 'r', cancel: 'r', expire: 'x' },
  cancelled: { view: 'rax' },
  expired: { view: 'rax' },
};
const LETTER: Record<Actor, string> = { requester: 'r', approver: 'a', ra: 'x' };
const expected = (status: RequestStatus, action: RequestAction, actor: Actor): boolean =>
  (EXPECTED[status][action] ?? '').includes(LETTER[actor]);

function codeOf(call: () => unknown): string | undefined {
  try {
    call();
    return undefined;
  } catch (thrown) {
    const { code, reason } = toRekeyError(thrown);
    return `${code}/${reason}`;
  }
}

describe('the life cycle of a rekey request', () => {
  for (const status of REQUEST_STATUSES) {
    for (const actor of ACTORS) {
      it(`lets ${actor} do in ${status} what the rules name, and refuses the rest with a code`, () => {
        for (const action of REQUEST_ACTIONS) {
          const granted = expected(status, action, actor);
          expect(mayDo(status, action, actor), action).to.equal(granted);
          const code = codeOf(() => requireAction(status, action, actor));
          if (granted) expect(code, action).to.equal(undefined);
          else expect(code, action).to.be.oneOf(['forbidden/actor', 'conflict/state']);
        }
      });
    }
  }

  it('tells what is never theirs from what is not possible now', () => {
    expect(codeOf(() => requireAction('pending-approval', 'approve', 'requester'))).to.equal('forbidden/actor');
    expect(codeOf(() => requireAction('draft', 'approve', 'requester'))).to.equal('forbidden/actor');
    expect(codeOf(() => requireAction('draft', 'approve', 'approver'))).to.equal('conflict/state');
    expect(codeOf(() => requireAction('issued', 'cancel', 'requester'))).to.equal('conflict/state');
  });

  it('leads from every state that is not the last to an end, and from an end nowhere', () => {
    const next = (status: RequestStatus): RequestStatus[] =>
      Object.values(LIFECYCLE[status]).flatMap((rule) => Object.values(rule).flat()).filter((to) => to !== status);
    const ends = new Set<RequestStatus>(['issued', 'cancelled', 'expired']);
    for (const status of REQUEST_STATUSES) {
      const reached = new Set<RequestStatus>([status]);
      for (const at of reached) for (const to of next(at)) reached.add(to);
      if (ends.has(status)) expect([...reached], status).to.deep.equal([status]);
      else expect([...reached].some((to) => ends.has(to)), status).to.equal(true);
    }
  });

  it('holds the certificate in every state that may still become a certificate without being opened again', () => {
    for (const status of REQUEST_STATUSES) {
      const over = ['issued', 'declined', 'failed', 'cancelled', 'expired'].includes(status);
      expect(isOpen({ status }), status).to.equal(!over);
    }
  });

  it('lets nobody but the requester submit, and nobody but an approver decide', () => {
    for (const status of REQUEST_STATUSES) {
      for (const action of ['submit', 'attach-csr', 'answer-second-factor', 'cancel', 'reopen'] as const) {
        expect(mayDo(status, action, 'approver') || mayDo(status, action, 'ra'), `${status} ${action}`).to.equal(false);
      }
      for (const action of ['approve', 'decline', 'claim'] as const) {
        expect(mayDo(status, action, 'requester') || mayDo(status, action, 'ra'), `${status} ${action}`).to.equal(false);
      }
    }
  });
});
