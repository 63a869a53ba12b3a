import { expect } from '@open-wc/testing';
import type { KeySource } from '../../../src/core/domain.js';
import { isFactorAccepted } from '../../../src/sandbox/ra/second-factor.js';
import type { RequestRecord } from '../../../src/sandbox/ra/model.js';
import { accept, APP, client, create, csrFor, newRa, once, prepared, refusal, relaxed, send, verify } from './people.js';

const HOUR = 3_600_000;

describe('a new certificate', () => {
  for (const [source, enrolledBy] of [['upload', 'csr'], ['browser', 'browser'], ['token', 'token']] as const satisfies readonly (readonly [KeySource, string])[]) {
    it(`says that its key came by ${enrolledBy}`, async () => {
      const ra = newRa();
      await relaxed(ra);
      await ra.controls.setPolicy('tls-server', { keySources: ['browser', 'upload', 'token'] });
      const user = client(ra, 'user');
      const request = await create(user);
      const { csr } = await csrFor(user, APP);
      const attached = (await user.attachCsr(request.id, { csr, source }, once(request.etag))).request;
      const { status, issued } = await send(user, await verify(user, attached));
      expect(status).to.equal('issued');
      const all = (await user.listCertificates({ search: issued?.serialNumber ?? '' })).items;
      expect(all.map((one) => one.enrolledBy)).to.deep.equal([enrolledBy]);
    });
  }

  it('leaves the old one valid to the last of the hours that the policy names, and gives its CRL reason', async () => {
    const ra = newRa();
    await relaxed(ra);
    await ra.controls.setPolicy('tls-server', { predecessor: { disposition: 'revoked-after', hours: 24, crlReason: 'cessationOfOperation' } });
    const user = client(ra, 'user');
    await send(user, await prepared(user));
    await ra.controls.clock.advance(23 * HOUR);
    expect((await user.getCertificate(APP)).status).to.equal('active');
    await ra.controls.clock.advance(HOUR);
    const { status, revocation } = await user.getCertificate(APP);
    expect([status, revocation?.reason]).to.deep.equal(['revoked', 'cessationOfOperation']);
  });

  it('stands in the request with all that came under that number, where the number stays the same', async () => {
    const ra = newRa();
    await relaxed(ra);
    const user = client(ra, 'user');
    const first = await send(user, await prepared(user));
    await ra.controls.setPolicy('tls-server', { numbering: 'same' });
    const second = await create(user);
    expect(second.artefacts.filter(({ kind }) => kind === 'certificate')).to.have.length(2);
    expect(second.artefacts.some(({ rekeyRequestId }) => rekeyRequestId === first.id), 'the earlier request under the same number').to.equal(true);
    await ra.controls.setPolicy('tls-server', { numbering: 'new' });
    expect((await user.getRequest(second.id)).artefacts.some(({ rekeyRequestId }) => rekeyRequestId === first.id)).to.equal(false);
  });
});

describe('a request', () => {
  it('shows in the status of its certificate while it is open, and carries no decision once it was opened again', async () => {
    const ra = newRa();
    await relaxed(ra);
    await ra.controls.setSettings({ vetting: { web: true, admin: true } });
    const [user, admin] = [client(ra, 'user'), client(ra, 'admin')];
    const waiting = await send(user, await prepared(user));
    expect((await user.getCertificate(APP)).status).to.equal('rekey-open');
    const declined = await admin.decline(waiting.id, { remarks: 'No.' }, once(waiting.etag));
    expect(declined.decidedBy?.id).to.equal('admin');
    const again = await user.reopenRequest(waiting.id, once(declined.etag));
    expect([again.decidedBy, again.decidedAt, again.claimedBy]).to.deep.equal([undefined, undefined, undefined]);
  });

  it('is made for a reason that the policy offers', async () => {
    const ra = newRa();
    await ra.controls.setPolicy('tls-server', { reasons: ['routine', 'compromised'] });
    const user = client(ra, 'user');
    const { etag } = await user.getCertificate(APP);
    const error = await refusal(user.createRequest(APP, { reason: 'lost', agreement: await accept(user, APP) }, once(etag)));
    expect(error).to.deep.include({ code: 'protocol', reason: 'validation', fields: { reason: 'not-offered' } });
  });

  it('has a second factor for the action, the CSR and the time that it was accepted for', () => {
    const at = '2026-06-02T09:14:00.000Z';
    const request = { csr: { sha256: 'cc' }, accepted: { method: 'email-otp', at, csrSha256: 'cc', action: 'submit' } } as RequestRecord;
    const soon = Date.parse(at) + 60_000;
    expect(isFactorAccepted(request, 'submit', soon)).to.equal(true);
    expect(isFactorAccepted(request, 'issue', soon), 'another action').to.equal(false);
    expect(isFactorAccepted({ ...request, csr: { sha256: 'dd' } } as RequestRecord, 'submit', soon), 'another CSR').to.equal(false);
    expect(isFactorAccepted(request, 'submit', Date.parse(at) + HOUR), 'later').to.equal(false);
  });
});
