import { expect } from '@open-wc/testing';
import type { RequestFilter } from '../../../src/core/domain.js';
import { APP, client, create, factored, newRa, once, pending, prepared, refusal, relaxed, send } from './people.js';

const DAY = 86_400_000;

describe('the decision on a request', () => {
  it('is never that of the person who made it, where the policy has dual control', async () => {
    const ra = newRa();
    await ra.controls.setSettings({ vetting: { web: true, admin: true } });
    const admin = client(ra, 'admin');
    const request = await pending(ra, admin);
    for (const error of await Promise.all([
      admin.claim(request.id, once(request.etag)), admin.approve(request.id, { reviewed: true }, once(request.etag)),
      admin.decline(request.id, { remarks: 'No.' }, once(request.etag)),
    ].map(refusal))) expect(error).to.include({ code: 'forbidden', reason: 'own-request' });
    expect((await admin.getRequest(request.id)).allowedActions.find(({ action }) => action === 'approve')).to.deep.equal({ action: 'approve', allowed: false, reason: 'own-request' });
    expect((await client(ra, 'admin2').approve(request.id, { reviewed: true }, once(request.etag))).status).to.equal('issued');
  });

  it('may be theirs where the policy has no dual control', async () => {
    const ra = newRa();
    await ra.controls.setSettings({ vetting: { web: true, admin: true } });
    await ra.controls.setPolicy('tls-server', { dualControl: false });
    const admin = client(ra, 'admin');
    const request = await pending(ra, admin);
    expect((await admin.approve(request.id, { reviewed: true }, once(request.etag))).status).to.equal('issued');
  });

  it('is for administrators alone', async () => {
    const ra = newRa();
    const user = client(ra, 'user');
    const request = await pending(ra, user);
    for (const person of ['user', 'user2', 'operator']) {
      const who = client(ra, person);
      for (const error of await Promise.all([who.claim(request.id, once(request.etag)), who.approve(request.id, { reviewed: true }, once(request.etag)), who.decline(request.id, { remarks: 'x' }, once(request.etag))].map(refusal))) {
        expect(error, person).to.include({ code: 'forbidden', reason: 'role' });
      }
    }
  });

  it('to approve needs the tick, to decline needs remarks, where the policy asks for them', async () => {
    const ra = newRa();
    const [user, admin] = [client(ra, 'user'), client(ra, 'admin')];
    const request = await pending(ra, user);
    expect((await refusal(admin.approve(request.id, { reviewed: false }, once(request.etag)))).fields).to.deep.equal({ reviewed: 'required' });
    expect((await refusal(admin.approve(request.id, { reviewed: 'yes' as never }, once(request.etag)))).fields).to.deep.equal({ reviewed: 'required' });
    expect((await refusal(admin.decline(request.id, { remarks: '  ' }, once(request.etag)))).fields).to.deep.equal({ remarks: 'required' });
    await ra.controls.setPolicy('tls-server', { decisionRules: { reviewedTick: false, remarks: false } });
    expect((await admin.approve(request.id, { reviewed: false }, once(request.etag))).status).to.equal('issued');
  });

  it('that declines is read by the requester and gives the certificate its old status back', async () => {
    const ra = newRa();
    const [user, admin] = [client(ra, 'user'), client(ra, 'admin')];
    const request = await pending(ra, user);
    await admin.decline(request.id, { remarks: 'Use the new names.' }, once(request.etag));
    expect(await user.getRequest(request.id)).to.include({ status: 'declined', remarks: 'Use the new names.' });
    const { status, openRequestId } = await user.getCertificate(APP);
    expect([status, openRequestId]).to.deep.equal(['active', undefined]);
  });

  it('that declined can be followed by an edit and another submission', async () => {
    const ra = newRa();
    const [user, admin] = [client(ra, 'user'), client(ra, 'admin')];
    const request = await pending(ra, user);
    const declined = await admin.decline(request.id, { remarks: 'Again.' }, once(request.etag));
    const draft = await user.reopenRequest(request.id, once(declined.etag));
    expect([draft.status, draft.csr?.sha256]).to.deep.equal(['draft', request.csr?.sha256]);
    expect((await user.getCertificate(APP)).openRequestId).to.equal(request.id);
    const again = await send(user, await factored(ra, user, draft));
    expect((await admin.approve(again.id, { reviewed: true }, once(again.etag))).status).to.equal('issued');
  });

  it('that declined cannot be reopened while another request holds the certificate', async () => {
    const ra = newRa();
    const [user, admin] = [client(ra, 'user'), client(ra, 'admin')];
    const request = await pending(ra, user);
    const declined = await admin.decline(request.id, { remarks: 'No.' }, once(request.etag));
    const other = await create(client(ra, 'operator'));
    expect(await refusal(user.reopenRequest(request.id, once(declined.etag)))).to.include({ code: 'conflict', reason: 'request-open', requestId: other.id });
    expect((await user.cancelRequest(request.id, once(declined.etag))).status).to.equal('cancelled');
    expect((await user.getCertificate(APP)).openRequestId, 'the other request keeps its hold').to.equal(other.id);
  });

  it('belongs to who claimed it, until another takes it over', async () => {
    const ra = newRa();
    const [user, one, two] = [client(ra, 'user'), client(ra, 'admin'), client(ra, 'admin2')];
    const request = await pending(ra, user);
    const claimed = await one.claim(request.id, once(request.etag));
    expect([claimed.status, claimed.claimedBy?.id]).to.deep.equal(['in-review', 'admin']);
    expect(await refusal(two.approve(request.id, { reviewed: true }, once(claimed.etag)))).to.include({ code: 'conflict', reason: 'claimed' });
    const taken = await two.claim(request.id, once(claimed.etag));
    expect((await two.approve(request.id, { reviewed: true }, once(taken.etag))).status).to.equal('issued');
  });

  it('made on an old version is told who changed what', async () => {
    const ra = newRa();
    const [user, one, two] = [client(ra, 'user'), client(ra, 'admin'), client(ra, 'admin2')];
    const request = await pending(ra, user);
    const declined = await one.decline(request.id, { remarks: 'No.' }, once(request.etag));
    const error = await refusal(two.approve(request.id, { reviewed: true }, once(request.etag)));
    expect(error).to.include({ code: 'conflict', reason: 'stale', requestId: request.id });
    expect(error.detail).to.include({ etag: declined.etag, by: 'Beatriz Nakamura', action: 'declined' });
  });

  it('is taken once when two administrators press at the same moment', async () => {
    const ra = newRa();
    const [user, one, two] = [client(ra, 'user'), client(ra, 'admin'), client(ra, 'admin2')];
    const request = await pending(ra, user);
    const results = await Promise.allSettled([
      one.approve(request.id, { reviewed: true }, once(request.etag)), two.decline(request.id, { remarks: 'No.' }, once(request.etag)),
    ]);
    expect(results.filter(({ status }) => status === 'fulfilled')).to.have.length(1);
  });

  it('is in the audit trail, with who and when', async () => {
    const ra = newRa();
    const [user, admin] = [client(ra, 'user'), client(ra, 'admin')];
    const request = await pending(ra, user);
    await admin.approve(request.id, { reviewed: true }, { ...once(request.etag), correlationId: 'trace-1' });
    const trail = await user.getHistory(request.id);
    expect(trail.map(({ action, by }) => [action, by?.id])).to.deep.equal([
      ['created', 'user'], ['csr-attached', 'user'], ['caa-verified', 'user'], ['second-factor-started', 'user'],
      ['second-factor-accepted', 'user'], ['submitted', 'user'], ['approved', 'admin'], ['issued', undefined],
    ]);
    expect(trail.at(-1)?.correlationId).to.equal('trace-1');
  });
});

describe('the end of a request', () => {
  it('comes by the RA\'s clock after fourteen days, and the certificate is free again', async () => {
    const ra = newRa();
    const [user, admin] = [client(ra, 'user'), client(ra, 'admin')];
    const request = await pending(ra, user);
    await ra.controls.clock.advance(14 * DAY - 60_000);
    expect((await user.getRequest(request.id)).status).to.equal('pending-approval');
    await ra.controls.clock.advance(60_000);
    expect((await user.getRequest(request.id)).status).to.equal('expired');
    expect((await user.getCertificate(APP)).status).to.equal('active');
    const late = await refusal(admin.approve(request.id, { reviewed: true }, once((await admin.getRequest(request.id)).etag)));
    expect(late).to.include({ code: 'conflict', reason: 'state' });
    expect((await user.getHistory(request.id)).at(-1)).to.include({ action: 'expired' }).and.not.to.have.property('by');
    expect((await create(user)).status).to.equal('draft');
  });

  it('as failed comes when the CA does not sign; it can be opened again', async () => {
    const ra = newRa();
    await relaxed(ra);
    const user = client(ra, 'user');
    ra.controls.failures.next('ca');
    const failed = await send(user, await prepared(user));
    expect(failed).to.deep.include({ status: 'failed', problem: { code: 'unavailable', reason: 'ca' } });
    expect((await user.getCertificate(APP)).status).to.equal('active');
    const draft = await user.reopenRequest(failed.id, once(failed.etag));
    expect((await send(user, draft)).status).to.equal('issued');
  });

  it('as cancelled is the requester\'s to choose, once', async () => {
    const ra = newRa();
    const user = client(ra, 'user');
    const request = await pending(ra, user);
    const cancelled = await user.cancelRequest(request.id, once(request.etag));
    expect(cancelled.status).to.equal('cancelled');
    expect((await user.getCertificate(APP)).status).to.equal('active');
    expect(await refusal(user.cancelRequest(request.id, once(cancelled.etag)))).to.include({ code: 'conflict', reason: 'state' });
  });
});

describe('the old certificate', () => {
  for (const [predecessor, reason, status, revocation] of [
    [{ disposition: 'kept' }, 'routine', 'active', undefined],
    [{ disposition: 'superseded', crlReason: 'superseded' }, 'routine', 'revoked', 'superseded'],
    [{ disposition: 'superseded', crlReason: 'superseded' }, 'compromised', 'revoked', 'keyCompromise'],
  ] as const) {
    it(`is ${status} after a ${reason} rekey where the policy says ${predecessor.disposition}${revocation === undefined ? '' : `, for ${revocation}`}`, async () => {
      const ra = newRa();
      await relaxed(ra);
      await ra.controls.setPolicy('tls-server', { predecessor });
      const user = client(ra, 'user');
      await send(user, await prepared(user, APP, reason));
      const old = await user.getCertificate(APP);
      expect([old.status, old.revocation?.reason]).to.deep.equal([status, revocation]);
    });
  }

  it('is revoked after the hours that the policy names', async () => {
    const ra = newRa();
    await relaxed(ra);
    await ra.controls.setPolicy('tls-server', { predecessor: { disposition: 'revoked-after', hours: 24, crlReason: 'superseded' } });
    const user = client(ra, 'user');
    await send(user, await prepared(user));
    expect((await user.getCertificate(APP)).status).to.equal('active');
    await ra.controls.clock.advance(DAY);
    expect((await user.getCertificate(APP)).status).to.equal('revoked');
  });
});

describe('numbers and names', () => {
  it('are new and consecutive, or those of the original request, as the policy says', async () => {
    const ra = newRa({ now: () => Date.UTC(2026, 5, 2, 9) });
    const user = client(ra, 'user');
    expect([(await create(user)).number, (await create(user, 'cert-vpn')).number]).to.deep.equal(['RK-2026-000001', 'RK-2026-000002']);
    await ra.controls.setPolicy('tls-server', { numbering: 'same' });
    const { requestNumber } = await user.getCertificate('cert-edge');
    expect((await create(user, 'cert-edge')).number).to.equal(requestNumber);
  });

  it('show citizen IDs only where the setting says so', async () => {
    const ra = newRa();
    const user = client(ra, 'user');
    const { id } = await create(user);
    expect((await user.getRequest(id)).requestedBy.citizenId).to.equal('19-0042-7731');
    await ra.controls.setSettings({ showCitizenId: false });
    expect(JSON.stringify(await user.getRequest(id))).to.not.include('19-0042-7731');
    expect(JSON.stringify(await user.getSettings())).to.not.include('19-0042-7731');
  });
});

describe('the list of requests', () => {
  it('is narrowed by reason, claim and time of the request, every part that is given', async () => {
    const ra = newRa();
    const [user, admin] = [client(ra, 'user'), client(ra, 'admin')];
    const lost = await pending(ra, user, APP, 'lost');
    await ra.controls.clock.advance(DAY);
    const routine = await pending(ra, user, 'cert-shop');
    await admin.claim(routine.id, once(routine.etag));
    const found = async (filter: RequestFilter): Promise<string[]> => (await admin.listRequests({ filter })).items.map(({ id }) => id).sort();
    const [one, two] = [lost.id, routine.id];
    const cases: readonly (readonly [RequestFilter, readonly string[]])[] = [
      [{ reason: ['lost'] }, [one]], [{ reason: ['lost', 'routine'] }, [one, two].sort()], [{ reason: [] }, [one, two].sort()], [{ reason: ['algorithm'] }, []],
      [{ claimedBy: 'admin' }, [two]], [{ claimedBy: 'none' }, [one]], [{ claimedBy: 'admin2' }, []],
      [{ from: routine.createdAt }, [two]], [{ before: routine.createdAt }, [one]], [{ from: lost.createdAt, before: routine.createdAt }, [one]], [{ before: lost.createdAt }, []],
      [{ reason: ['lost'], claimedBy: 'admin' }, []], [{ reason: ['routine'], claimedBy: 'admin', status: ['in-review'] }, [two]],
    ];
    for (const [filter, wanted] of cases) expect(await found(filter), JSON.stringify(filter)).to.deep.equal(wanted);
  });

  it('refuses a filter that makes no sense', async () => {
    const admin = client(newRa(), 'admin');
    for (const filter of [{ reason: ['whim'] }, { reason: 'lost' }, { status: 'draft' }, { from: 'yesterday' }, { before: 7 }, { claimedBy: ['admin'] }]) {
      expect(await refusal(admin.listRequests({ filter: filter as never })), JSON.stringify(filter)).to.include({ code: 'protocol', reason: 'validation' });
    }
  });

  it('offers templates for remarks to those who may write them', async () => {
    const ra = newRa();
    const texts = async (person: string): Promise<number | undefined> => (await client(ra, person).getSettings()).remarkTemplates?.length;
    expect([await texts('user'), await texts('operator')]).to.deep.equal([undefined, undefined]);
    expect(await texts('admin')).to.be.greaterThan(0);
    await ra.controls.setSettings({ remarkTemplates: [{ id: 'own', title: 'Own', text: 'Our own words.' }] });
    expect((await client(ra, 'admin').getSettings()).remarkTemplates).to.deep.equal([{ id: 'own', title: 'Own', text: 'Our own words.' }]);
  });
});
