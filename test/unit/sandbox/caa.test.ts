import { expect } from '@open-wc/testing';
import type { CaaRecord } from '../../../src/core/domain.js';
import { APP, client, create, attach, factored, newRa, once, pending, prepared, ready, refusal, relaxed, send, verify } from './people.js';

const issueBy = (value: string): CaaRecord => ({ flags: 0, tag: 'issue', value });
const HOUR = 3_600_000;

describe('CAA at the RA', () => {
  it('is its own answer, name by name, with how long it holds', async () => {
    const ra = newRa();
    const user = client(ra, 'user');
    const { caa, domains } = await prepared(user, 'cert-shop');
    expect(caa?.by).to.equal('ra');
    expect(caa?.names.map(({ name, verdict }) => [name, verdict])).to.deep.equal([
      ['shop.example.com', 'permitted'], ['*.img.static.example.com', 'permitted'], ['api.example.net', 'permitted'],
      ['xn--mnchen-3ya.example', 'permitted'], ['legacy.example.org', 'permitted'], ['192.0.2.24', 'not-applicable'],
    ]);
    expect(Date.parse(caa!.validUntil!) - Date.parse(caa!.checkedAt)).to.equal(8 * HOUR);
    expect(caa?.names[0]?.domainControl?.status).to.equal('valid');
    expect(domains[0]?.domainControl?.status).to.equal('valid');
  });

  it('has to stand before a submission', async () => {
    const ra = newRa();
    await relaxed(ra);
    const user = client(ra, 'user');
    const request = await attach(user, await create(user));
    expect(await refusal(send(user, request))).to.include({ code: 'caa-indeterminate', reason: 'missing', retryable: false });
  });

  it('keeps a name that is forbidden, or cannot be told, from being submitted', async () => {
    const ra = newRa();
    await relaxed(ra);
    const user = client(ra, 'user');
    const blocked = await prepared(user, 'cert-blocked');
    expect(blocked.checks.find(({ id }) => id === 'caa')?.outcome).to.equal('fail');
    const error = await refusal(send(user, blocked));
    expect(error.code).to.equal('caa-forbidden');
    expect(error.detail).to.deep.equal({ names: ['blocked.example.net'] });
    const flaky = await prepared(user, 'cert-flaky');
    expect(flaky.caa?.names[0]).to.include({ verdict: 'indeterminate', reason: 'servfail' });
    expect(await refusal(send(user, flaky))).to.include({ code: 'caa-indeterminate', reason: 'lookup' });
  });

  it('opens once the zone is mended', async () => {
    const ra = newRa();
    await relaxed(ra);
    const user = client(ra, 'user');
    const blocked = await prepared(user, 'cert-blocked');
    await ra.controls.setZone('blocked.example.net', { records: [issueBy('ca.sandbox.example')] });
    expect((await send(user, await verify(user, blocked))).status).to.equal('issued');
  });

  it('is too old after its time', async () => {
    const ra = newRa();
    await relaxed(ra);
    const user = client(ra, 'user');
    const request = await prepared(user);
    await ra.controls.clock.advance(8 * HOUR);
    const shown = await user.getRequest(request.id);
    expect(shown.allowedActions.find(({ action }) => action === 'submit')).to.deep.equal({ action: 'submit', allowed: false, reason: 'caa-stale' });
    expect(await refusal(send(user, request))).to.include({ code: 'caa-indeterminate', reason: 'stale' });
    expect((await send(user, await verify(user, request))).status).to.equal('issued');
  });

  it('is looked at again at approval; what forbids then is recorded, and the request waits to be declined', async () => {
    for (const [entry, code] of [
      [{ records: [issueBy('other-ca.example')] }, 'caa-forbidden'], [{ status: 'servfail' }, 'caa-indeterminate'],
    ] as const) {
      const ra = newRa();
      const [user, admin] = [client(ra, 'user'), client(ra, 'admin')];
      const request = await pending(ra, user);
      await ra.controls.setZone('app.example.com', entry);
      expect(await refusal(admin.approve(request.id, { reviewed: true }, once(request.etag)))).to.include({ code });
      const after = await admin.getRequest(request.id);
      expect(after.status).to.equal('pending-approval');
      expect(after.checks.find(({ id }) => id === 'caa')?.outcome).to.equal(code === 'caa-forbidden' ? 'fail' : 'unknown');
      expect((await admin.getHistory(request.id)).at(-1)?.action).to.equal('refused');
      await ra.controls.setZone('app.example.com', undefined);
      expect((await admin.approve(request.id, { reviewed: true }, once(after.etag))).status).to.equal('issued');
    }
  });

  it('can be asked for by the approver while a request waits, not by its requester', async () => {
    const ra = newRa();
    const [user, admin] = [client(ra, 'user'), client(ra, 'admin')];
    const request = await pending(ra, user);
    expect(await refusal(user.verifyCaa(request.id, once(request.etag)))).to.include({ code: 'forbidden' });
    expect((await admin.verifyCaa(request.id, once(request.etag))).by).to.equal('ra');
  });

  it('includes the names that the CA adds by itself', async () => {
    const ra = newRa();
    const policy = await ra.controls.getPolicy();
    await ra.controls.setPolicy('tls-server', { caa: { ...policy.caa, extraNames: ['www.blocked.example.net'] } });
    const user = client(ra, 'user');
    const request = await prepared(user);
    expect(request.domains.at(-1)).to.deep.include({ name: 'www.blocked.example.net', extra: true });
    expect(request.caa?.names.at(-1)).to.include({ name: 'www.blocked.example.net', extra: true, verdict: 'forbidden' });
    expect(await refusal(send(user, await factored(ra, user, request)))).to.include({ code: 'caa-forbidden' });
  });

  it('binds nothing where the policy has no gate', async () => {
    const ra = newRa();
    const policy = await ra.controls.getPolicy();
    await ra.controls.setPolicy('tls-server', { caa: { ...policy.caa, gate: 'none' } });
    const user = client(ra, 'user');
    const request = await factored(ra, user, await attach(user, await create(user, 'cert-blocked')));
    expect((await send(user, request)).status).to.equal('pending-approval');
  });

  it('is not the page\'s to give: nothing that a client sends opens the gate', async () => {
    const ra = newRa();
    const user = client(ra, 'user');
    const request = await ready(ra, user, 'cert-blocked');
    const forged = { validity: { mode: 'new' as const }, caa: { by: 'ra', names: [{ name: 'blocked.example.net', verdict: 'permitted' }] } };
    expect(await refusal(user.submit(request.id, forged, once(request.etag)))).to.include({ code: 'caa-forbidden' });
    expect((await user.getCertificate(APP)).status).to.equal('active');
  });
});
