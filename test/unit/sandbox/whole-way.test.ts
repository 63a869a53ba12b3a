import { expect } from '@open-wc/testing';
import { SCENARIOS } from '../../../src/sandbox.js';
import { equalBytes } from '../../../src/crypto/bytes.js';
import { sliceCertificate, sliceCsr } from '../../../src/crypto/x509.js';
import { APP, client, create, csrFor, newRa, once, pending, prepared, relaxed, ready, send } from './people.js';

describe('a rekey at the sandbox', () => {
  it('goes from the request to a certificate that an administrator lets through', async () => {
    const ra = newRa();
    const user = client(ra, 'user');
    const old = await user.getCertificate(APP);
    const waiting = await pending(ra, user);
    expect(waiting.status).to.equal('pending-approval');
    expect((await user.getCertificate(APP)).status).to.equal('rekey-open');

    const admin = client(ra, 'admin');
    const issued = await admin.approve(waiting.id, { reviewed: true }, once((await admin.getRequest(waiting.id)).etag));
    expect(issued.status).to.equal('issued');
    const { certificate, chain } = await user.getIssued(waiting.id);
    const [before, after, csr] = [sliceCertificate(old.pem), sliceCertificate(certificate), sliceCsr(waiting.csr!.pem)];
    expect(equalBytes(after.spki, csr.spki)).to.equal(true);
    expect(equalBytes(after.subject, before.subject)).to.equal(true);
    expect(equalBytes(after.san!, before.san!)).to.equal(true);
    expect(chain).to.have.length(2);
    expect((await user.getCertificate(APP)).status).to.equal('active');
    expect(issued.issued!.notAfter > old.notBefore).to.equal(true);
  });

  it('carries awkward names byte for byte', async () => {
    const ra = newRa();
    await relaxed(ra);
    await ra.controls.setPolicy('user-card', { secondFactor: { when: 'never', methods: [] } });
    const user = client(ra, 'user');
    for (const id of ['cert-names', 'cert-edge', 'cert-card']) {
      const old = sliceCertificate((await user.getCertificate(id)).pem);
      const done = await send(user, await prepared(user, id));
      expect(done.status).to.equal('issued');
      const fresh = sliceCertificate((await user.getIssued(done.id)).certificate);
      expect(equalBytes(fresh.subject, old.subject), id).to.equal(true);
      expect(equalBytes(fresh.san!, old.san!), id).to.equal(true);
    }
  });

  it('queues nothing where vetting is off', async () => {
    const ra = newRa();
    await ra.controls.setSettings({ vetting: { web: false, admin: false } });
    const user = client(ra, 'user');
    expect((await send(user, await ready(ra, user))).status).to.equal('issued');
  });

  it('vets by the portal that a request comes from', async () => {
    const ra = newRa();
    const [web, desk] = [client(ra, 'operator', 'web'), client(ra, 'operator', 'admin')];
    expect((await pending(ra, desk, 'cert-mail')).status).to.equal('issued');
    expect((await pending(ra, web, 'cert-support')).status).to.equal('pending-approval');
  });

  it('lists every artefact, the old certificate still active', async () => {
    const ra = newRa();
    await relaxed(ra);
    const user = client(ra, 'user');
    const done = await send(user, await prepared(user));
    expect(done.artefacts.map(({ kind, status }) => [kind, status])).to.deep.include.members([
      ['certificate', 'active'], ['agreement', undefined], ['csr', undefined], ['caa-report', undefined],
    ]);
    expect(done.artefacts.filter(({ kind }) => kind === 'certificate')).to.have.length(2);
    expect((await user.getCertificate(APP)).artefacts).to.deep.equal(done.artefacts);
  });

  it('rekeys the new certificate as it did the old one', async () => {
    const ra = newRa();
    await relaxed(ra);
    const user = client(ra, 'user');
    const first = await send(user, await prepared(user));
    const second = first.artefacts.find(({ kind, rekeyRequestId }) => kind === 'certificate' && rekeyRequestId === first.id);
    expect((await send(user, await prepared(user, second!.id))).status).to.equal('issued');
  });

  for (const name of SCENARIOS) {
    it(`plays the scenario ${name}`, async function () {
      this.timeout(60_000);
      const ra = newRa();
      const { requestId, requestIds } = await ra.scenario(name);
      const admin = client(ra, 'admin');
      expect((await admin.listRequests({})).total.count).to.equal(requestIds.length);
      const status = requestId === undefined ? undefined : (await admin.getRequest(requestId)).status;
      const expected = {
        fresh: undefined, 'vetting-off': undefined, 'policy-off': undefined, 'second-factor': 'second-factor',
        'every-second-factor': 'draft', 'second-factor-before-issue': 'approved', pending: 'pending-approval',
        declined: 'declined', issued: 'issued', 'caa-forbidden': 'draft', 'caa-indeterminate': 'draft', 'editable-names': undefined, 'edited-names': 'pending-approval',
        dwell: 'validating', 'many-requests': status,
      };
      expect(status).to.equal(expected[name]);
    });
  }

  it('says that it is no RA', async () => {
    expect((await client(newRa(), 'user').getSettings()).sandbox).to.equal(true);
  });

  it('attaches a CSR of every algorithm that it offers', async function () {
    this.timeout(60_000);
    const ra = newRa();
    const user = client(ra, 'user');
    let request = await create(user);
    for (const algorithm of (await user.getRekeyPolicy(APP)).keyAlgorithms) {
      const { csr } = await csrFor(user, APP, algorithm);
      request = (await user.attachCsr(request.id, { csr, source: 'browser' }, once(request.etag))).request;
      expect(request.csr?.key.algorithm).to.equal(algorithm);
    }
  });
});
