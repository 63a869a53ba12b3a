import { expect } from '@open-wc/testing';
import type { RequestAction, RequestStatus, RekeyRequest } from '../../../src/core/domain.js';
import { mayDo } from '../../../src/core/lifecycle.js';
import type { SandboxRa } from '../../../src/sandbox.js';
import {
  challenged, client, create, csrFor, newRa, once, pending, prepared, refusal, send, type Client,
} from './people.js';

/** How a request gets into each state that one can find it in. */
const WAYS: Partial<Record<RequestStatus, (ra: SandboxRa, user: Client, admin: Client) => Promise<RekeyRequest>>> = {
  draft: (_ra, user) => prepared(user),
  'second-factor': async (ra, user) => {
    const request = await prepared(user);
    await challenged(ra, user, request);
    return user.getRequest(request.id);
  },
  'pending-approval': (ra, user) => pending(ra, user),
  'in-review': async (ra, user, admin) => {
    const request = await pending(ra, user);
    return admin.claim(request.id, once(request.etag));
  },
  approved: async (ra, user, admin) => {
    await ra.controls.setPolicy('tls-server', { secondFactor: { when: 'issue', methods: ['email-otp'] } });
    const request = await send(user, await prepared(user));
    return admin.approve(request.id, { reviewed: true }, once(request.etag));
  },
  issued: async (ra, user, admin) => {
    const request = await pending(ra, user);
    return admin.approve(request.id, { reviewed: true }, once(request.etag));
  },
  declined: async (ra, user, admin) => {
    const request = await pending(ra, user);
    return admin.decline(request.id, { remarks: 'No.' }, once(request.etag));
  },
  failed: async (ra, user, admin) => {
    const request = await pending(ra, user);
    ra.controls.failures.next('ca');
    return admin.approve(request.id, { reviewed: true }, once(request.etag));
  },
  cancelled: async (_ra, user) => {
    const request = await create(user);
    return user.cancelRequest(request.id, once(request.etag));
  },
  expired: async (ra, user) => {
    const request = await create(user);
    await ra.controls.clock.advance(14 * 86_400_000);
    return user.getRequest(request.id);
  },
};

type Attempt = (who: Client, request: RekeyRequest, etag: string) => Promise<unknown>;
const ATTEMPTS: Partial<Record<RequestAction, Attempt>> = {
  'attach-csr': async (who, { id, certificateId }, etag) => who.attachCsr(id, { csr: (await csrFor(who, certificateId)).csr, source: 'browser' }, once(etag)),
  'verify-caa': (who, { id }, etag) => who.verifyCaa(id, once(etag)),
  'start-second-factor': (who, { id }, etag) => who.startSecondFactor(id, { method: 'email-otp' }, once(etag)),
  submit: (who, { id }, etag) => who.submit(id, { validity: { mode: 'new' } }, once(etag)),
  cancel: (who, { id }, etag) => who.cancelRequest(id, once(etag)),
  reopen: (who, { id }, etag) => who.reopenRequest(id, once(etag)),
  claim: (who, { id }, etag) => who.claim(id, once(etag)),
  approve: (who, { id }, etag) => who.approve(id, { reviewed: true }, once(etag)),
  decline: (who, { id }, etag) => who.decline(id, { remarks: 'No.' }, once(etag)),
  'get-issued': (who, { id }) => who.getIssued(id),
};

describe('the RA enforces the life cycle by itself', () => {
  for (const [status, way] of Object.entries(WAYS) as [RequestStatus, NonNullable<(typeof WAYS)[RequestStatus]>][]) {
    it(`refuses in ${status} whatever the table lacks, for the requester, an approver and a stranger, and changes nothing`, async function () {
      this.timeout(30_000);
      const ra = newRa();
      const people = { requester: client(ra, 'user'), approver: client(ra, 'admin') };
      const request = await way(ra, people.requester, people.approver);
      expect(request.status).to.equal(status);
      for (const [actor, who] of Object.entries(people) as ['requester' | 'approver', Client][]) {
        for (const [action, attempt] of Object.entries(ATTEMPTS) as [RequestAction, Attempt][]) {
          if (mayDo(status, action, actor)) continue;
          const error = await refusal(attempt(who, request, request.etag));
          expect(error.code, `${actor} ${action}`).to.be.oneOf(['forbidden', 'conflict']);
          expect((await who.getRequest(request.id)).etag, `${actor} ${action}`).to.equal(request.etag);
        }
      }
      for (const [action, attempt] of Object.entries(ATTEMPTS)) {
        expect((await refusal(attempt(client(ra, 'user2'), { ...request, certificateId: 'cert-archive' }, request.etag))).code, `stranger ${action}`).to.equal('forbidden');
      }
    });

    it(`tells the reader of a request in ${status} just what the RA would grant`, async function () {
      this.timeout(30_000);
      for (const personId of ['user', 'admin', 'operator'] as const) {
        const ra = newRa();
        const [user, admin] = [client(ra, 'user'), client(ra, 'admin')];
        const { id } = await way(ra, user, admin);
        const who = client(ra, personId);
        const shown = await who.getRequest(id);
        for (const { action, allowed, reason } of shown.allowedActions) {
          const attempt = ATTEMPTS[action];
          if (allowed || attempt === undefined || reason === 'claimed') continue;
          const error = await refusal(attempt(who, shown, shown.etag));
          expect(error.code, `${personId} ${action} ${reason}`).to.be.oneOf(['forbidden', 'conflict', 'second-factor', 'caa-indeterminate', 'caa-forbidden']);
        }
        const first = shown.allowedActions.find(({ action, allowed }) => allowed && ATTEMPTS[action] !== undefined);
        if (first !== undefined) await ATTEMPTS[first.action]!(who, shown, shown.etag);
      }
    });
  }
});
