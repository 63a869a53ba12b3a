import { expect } from '@open-wc/testing';
import { sha256Hex } from '../../../src/crypto/provider.js';
import { accept, APP, client, create, newRa, once, pending, prepared, ready, refusal, relaxed, send } from './people.js';

const DAY = 86_400_000;

describe('who may rekey what', () => {
  it('refuses expired and revoked certificates, and says which', async () => {
    const ra = newRa();
    for (const [person, id, reason] of [['user', 'cert-old', 'expired'], ['user2', 'cert-museum', 'revoked']] as const) {
      const adapter = client(ra, person);
      const policy = await adapter.getRekeyPolicy(id);
      expect(policy.enabled).to.equal(false);
      expect(policy.refusal).to.deep.equal({ reason });
      expect(await refusal(create(adapter, id))).to.include({ code: 'not-eligible', reason });
      expect((await adapter.getCertificate(id)).status).to.equal(reason);
    }
  });

  it('refuses where the policy says None or Renew', async () => {
    const ra = newRa();
    expect(await refusal(create(client(ra, 'user2'), 'cert-archive'))).to.include({ code: 'not-eligible', reason: 'renew-only' });
    await ra.controls.setPolicy('tls-server', { action: 'none' });
    const user = client(ra, 'user');
    expect((await user.getRekeyPolicy(APP)).refusal).to.deep.equal({ reason: 'policy-off' });
    expect(await refusal(create(user))).to.include({ code: 'not-eligible', reason: 'policy-off' });
    await ra.controls.setPolicy('tls-server', { action: 'rekey' });
    expect((await create(user)).status).to.equal('draft');
  });

  it('keeps a user to certificates and requests of their own', async () => {
    const ra = newRa();
    const [user, other] = [client(ra, 'user'), client(ra, 'user2')];
    const request = await create(user);
    const { etag } = await user.getCertificate(APP);
    const agreement = await accept(user, APP);
    for (const error of await Promise.all([
      other.getCertificate(APP), other.getRekeyPolicy(APP), other.createRequest(APP, { reason: 'routine', agreement }, once(etag)),
      other.getRequest(request.id), other.getHistory(request.id), other.getIssued(request.id), other.cancelRequest(request.id, once(request.etag)),
    ].map(refusal))) expect(error).to.include({ code: 'forbidden', reason: 'not-yours' });
    expect((await other.listCertificates({})).items.map(({ id }) => id)).to.not.include(APP);
    expect((await other.listRequests({})).items).to.have.length(0);
  });

  it('lets an operator start one for any certificate, from either portal, and an administrator too', async () => {
    const ra = newRa();
    expect((await create(client(ra, 'operator', 'web'), 'cert-app')).origin).to.equal('web');
    expect((await create(client(ra, 'operator', 'admin'), 'cert-vpn')).origin).to.equal('admin');
    expect((await create(client(ra, 'admin'), 'cert-shop')).origin).to.equal('admin');
  });

  it('does not believe a user who claims to come from the admin portal', async () => {
    const ra = newRa();
    expect(await refusal(create(client(ra, 'user', 'admin')))).to.include({ code: 'forbidden', reason: 'origin' });
  });

  it('opens one request a certificate, and names the one that is open', async () => {
    const ra = newRa();
    const first = await create(client(ra, 'user'));
    for (const person of ['user', 'operator', 'admin']) {
      const error = await refusal(create(client(ra, person)));
      expect(error).to.include({ code: 'conflict', reason: 'request-open', requestId: first.id });
    }
    expect((await client(ra, 'operator').getRekeyPolicy(APP)).refusal).to.deep.equal({ reason: 'request-open', openRequestId: first.id });
    expect((await client(ra, 'user').getRekeyPolicy(APP)).enabled, 'the person who goes on with it').to.equal(true);
  });

  it('grants one of two that come at the same moment', async () => {
    const ra = newRa();
    const results = await Promise.allSettled([create(client(ra, 'user')), create(client(ra, 'operator')), create(client(ra, 'admin'))]);
    expect(results.filter(({ status }) => status === 'fulfilled')).to.have.length(1);
  });

  it('looks again at submission: the certificate expired, was revoked, or the policy was switched off', async () => {
    for (const [change, reason] of [
      [(ra) => ra.controls.certificates.expire(APP), 'expired'],
      [(ra) => ra.controls.certificates.revoke(APP, 'keyCompromise'), 'revoked'],
      [(ra) => ra.controls.setPolicy('tls-server', { action: 'renew' }), 'renew-only'],
    ] as [(ra: ReturnType<typeof newRa>) => Promise<unknown>, string][]) {
      const ra = newRa();
      const user = client(ra, 'user');
      const request = await ready(ra, user);
      await change(ra);
      expect(await refusal(send(user, request))).to.include({ code: 'not-eligible', reason, requestId: request.id });
      expect((await user.getRequest(request.id)).etag).to.equal(request.etag);
    }
  });

  it('looks again at approval, records the refusal, and lets the request wait to be declined', async () => {
    const ra = newRa();
    const [user, admin] = [client(ra, 'user'), client(ra, 'admin')];
    const request = await pending(ra, user);
    await ra.controls.certificates.revoke(APP);
    expect(await refusal(admin.approve(request.id, { reviewed: true }, once(request.etag)))).to.include({ code: 'not-eligible', reason: 'revoked' });
    const after = await admin.getRequest(request.id);
    expect(after.status).to.equal('pending-approval');
    expect((await admin.getHistory(request.id)).at(-1)).to.include({ action: 'refused', detail: 'revoked' });
    expect((await admin.decline(request.id, { remarks: 'Revoked meanwhile.' }, once(after.etag))).status).to.equal('declined');
    expect((await user.getCertificate(APP)).status).to.equal('revoked');
  });
});

describe('the subscriber agreement', () => {
  const { documentElement: page } = document;
  const spoken = page.lang;
  afterEach(() => { page.lang = spoken; });

  it('comes in the language of the page where it was translated, and is agreed to as that text', async () => {
    const ra = newRa();
    const user = client(ra, 'user');
    const texts = new Map<string, string>();
    for (const [lang, language] of [['fr-CA', 'fr'], ['ar', 'ar'], ['en', 'en'], ['de', 'en'], ['constructor', 'en'], ['', 'en']] as const) {
      page.lang = lang;
      const { agreement } = await user.getRekeyPolicy(APP);
      expect(agreement).not.to.have.property('translations');
      expect(agreement.language, lang).to.equal(language);
      texts.set(agreement.language, agreement.text);
    }
    expect(texts.size).to.equal(3);
    expect(new Set(texts.values()).size).to.equal(3);

    page.lang = 'fr';
    const french = await accept(user, APP);
    page.lang = 'ar';
    const { etag } = await user.getCertificate(APP);
    const crossed = { ...french, language: 'ar' };
    expect(await refusal(user.createRequest(APP, { reason: 'routine', agreement: crossed }, once(etag)))).to.include({ code: 'agreement-changed' });
    expect((await user.createRequest(APP, { reason: 'routine', agreement: french }, once(etag))).agreement).to.deep.equal(french);
  });

  it('is in its first language again when a new text is published', async () => {
    const ra = newRa();
    page.lang = 'fr';
    await ra.controls.agreement.publish('A new text.');
    expect((await client(ra, 'user').getRekeyPolicy(APP)).agreement).to.include({ language: 'en', text: 'A new text.' });
  });

  it('has to be accepted in exactly the version, language and text that is in force', async () => {
    const ra = newRa();
    const user = client(ra, 'user');
    const { etag } = await user.getCertificate(APP);
    const right = await accept(user, APP);
    for (const wrong of [
      { ...right, version: '1.0' }, { ...right, id: 'other' }, { ...right, language: 'fr' },
      { ...right, sha256: sha256Hex(new TextEncoder().encode('Another text.')) },
    ]) {
      expect(await refusal(user.createRequest(APP, { reason: 'routine', agreement: wrong }, once(etag)))).to.include({ code: 'agreement-changed' });
    }
    expect((await user.createRequest(APP, { reason: 'routine', agreement: right }, once(etag))).agreement).to.deep.equal(right);
  });

  it('cannot be accepted before it was in force, nor in the future', async () => {
    const ra = newRa();
    const user = client(ra, 'user');
    await ra.controls.agreement.publish('A new text.');
    const { etag } = await user.getCertificate(APP);
    const right = await accept(user, APP);
    for (const days of [-1, 1]) {
      const agreement = { ...right, acceptedAt: new Date(ra.controls.clock.now() + days * DAY).toISOString() };
      const error = await refusal(user.createRequest(APP, { reason: 'routine', agreement }, once(etag)));
      expect(error).to.include({ code: 'protocol', reason: 'validation' });
      expect(Object.keys(error.fields ?? {})).to.deep.equal(['agreement.acceptedAt']);
    }
    expect((await user.createRequest(APP, { reason: 'routine', agreement: right }, once(etag))).status).to.equal('draft');
  });

  it('that changed meanwhile is asked for again at submission', async () => {
    const ra = newRa();
    const user = client(ra, 'user');
    const request = await ready(ra, user);
    await ra.controls.agreement.publish('A new text.');
    expect(await refusal(send(user, request))).to.include({ code: 'agreement-changed', requestId: request.id });
    const again = await accept(user, APP);
    const sent = await user.submit(request.id, { validity: { mode: 'new' }, agreement: again }, once(request.etag));
    expect(sent.status).to.equal('pending-approval');
    expect(sent.agreement.version).to.equal(again.version);
  });
});

describe('the validity that is asked for', () => {
  it('has to be one that the policy offers', async () => {
    const ra = newRa();
    await relaxed(ra);
    await ra.controls.setPolicy('tls-server', { validity: { modes: ['new'], maxDays: 90 } });
    const user = client(ra, 'user');
    const request = await prepared(user);
    for (const [validity, field] of [
      [{ mode: 'same-expiry' }, 'validity.mode'], [{ mode: 'new', days: 91 }, 'validity.days'], [{ mode: 'new', days: 0 }, 'validity.days'],
      [{ mode: 'new', days: 1.5 }, 'validity.days'], [{ mode: 'new', days: '90' }, 'validity.days'], [undefined, 'validity'],
    ] as [never, string][]) {
      const error = await refusal(user.submit(request.id, { validity }, once(request.etag)));
      expect(error).to.include({ code: 'protocol', reason: 'validation' });
      expect(Object.keys(error.fields ?? {})).to.deep.equal([field]);
    }
    const done = await user.submit(request.id, { validity: { mode: 'new', days: 90 } }, once(request.etag));
    const span = Date.parse(done.issued!.notAfter) - Date.parse(done.issued!.notBefore) + 1000;
    expect(span / DAY).to.equal(90);
  });

  it('is never longer than the Baseline Requirements allow on that day', async () => {
    const ra = newRa({ now: () => Date.UTC(2027, 3, 1) });
    await relaxed(ra);
    const user = client(ra, 'user');
    expect((await user.getRekeyPolicy(APP)).validity.maxDays).to.equal(100);
    const done = await send(user, await prepared(user));
    expect((Date.parse(done.issued!.notAfter) - Date.parse(done.issued!.notBefore) + 1000) / DAY).to.equal(100);
  });
});
