import { expect } from '@open-wc/testing';
import type { AttachCsrResult } from '../../../src/core/adapter.js';
import type { Check, KeySource, RekeyRequest, SanRule } from '../../../src/core/domain.js';
import { createCsr, generateKey } from '../../../src/crypto/csr.js';
import { sequence, tlv } from '../../../src/crypto/der.js';
import { generalNames } from '../../../src/crypto/general-names.js';
import { sliceCertificate, sliceGeneralNames } from '../../../src/crypto/x509.js';
import type { SandboxRa } from '../../../src/sandbox.js';
import { APP, challenged, client, create, newRa, once, prepared, refusal, relaxed, send, verify, type Client } from './people.js';

const bytes = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const dns = (name: string): Uint8Array => tlv(0x82, bytes(name));
const ip = (...octets: number[]): Uint8Array => tlv(0x87, Uint8Array.from(octets));
const email = (mailbox: string): Uint8Array => tlv(0x81, bytes(mailbox));
const uri = (address: string): Uint8Array => tlv(0x86, bytes(address));

async function editable(san: Partial<SanRule> = {}): Promise<SandboxRa> {
  const ra = newRa();
  await ra.controls.setPolicy('tls-server', { san: { editable: true, ...san } });
  return ra;
}

/** The alternative names of a certificate as bytes, one by one. */
async function namesOf(user: Client, certificateId = APP): Promise<readonly Uint8Array[]> {
  const { san } = sliceCertificate((await user.getCertificate(certificateId)).pem);
  return san === undefined ? [] : sliceGeneralNames(san);
}

/** Offers a CSR with exactly these alternative names. */
async function offer(user: Client, request: RekeyRequest, names: readonly Uint8Array[], o: { key?: CryptoKeyPair; source?: KeySource; subjectOf?: string } = {}): Promise<AttachCsrResult> {
  const { pem: certificate } = await user.getCertificate(o.subjectOf ?? request.certificateId);
  const { pem: csr } = await createCsr({ certificate, key: o.key ?? await generateKey('ec-p256'), subjectAltName: sequence(...names) });
  return user.attachCsr(request.id, { csr, source: o.source ?? 'browser' }, once(request.etag));
}

const failed = ({ checks }: AttachCsrResult): string[] => checks.filter(({ outcome }) => outcome === 'fail').map(({ id }) => id);
const rules = (checks: readonly Check[]): string[] =>
  ((checks.find(({ id }) => id === 'san-policy')?.detail as { problems: { rule: string }[] } | undefined)?.problems ?? []).map(({ rule }) => rule);

describe('changed alternative names at the RA', () => {
  it('are refused where the policy does not let them be changed, and the request stays as it was', async () => {
    const user = client(newRa(), 'user');
    const request = await create(user);
    const result = await offer(user, request, [...await namesOf(user), dns('new.app.example.com')]);
    expect(failed(result)).to.deep.equal(['san-match']);
    expect(await user.getRequest(request.id)).to.deep.equal(request);
  });

  it('are those of the new certificate where the policy lets them be changed: what is kept, to the byte', async () => {
    const ra = await editable();
    await relaxed(ra);
    const user = client(ra, 'user');
    const [first] = await namesOf(user);
    const asked = [first!, dns('new.app.example.com')];
    const { request, checks } = await offer(user, await create(user), asked);
    expect(checks.filter(({ outcome }) => outcome !== 'pass').map(({ id, outcome }) => `${id} ${outcome}`)).to.deep.equal(['san-match warn']);
    expect(request.domains.map(({ name }) => name)).to.deep.equal(['app.example.com', 'new.app.example.com']);
    const done = await send(user, await verify(user, request));
    const issued = sliceCertificate((await user.getIssued(done.id)).certificate);
    expect(sliceGeneralNames(issued.san!)).to.deep.equal(asked);
    expect(issued.subject).to.deep.equal(sliceCertificate((await user.getCertificate(APP)).pem).subject);
    const { detail = '' } = (await user.getHistory(done.id)).find(({ action }) => action === 'csr-attached') ?? {};
    expect(detail).to.include('+new.app.example.com -www.app.example.com');
  });

  it('need the subject of the certificate all the same', async () => {
    const user = client(await editable(), 'user');
    expect(failed(await offer(user, await create(user), await namesOf(user), { subjectOf: 'cert-vpn' }))).to.deep.equal(['subject-match']);
  });

  it('are refused by each rule of the policy', async () => {
    const ra = await editable({ within: ['example.com', 'Internal.Example.'], max: 4 });
    const user = client(ra, 'user');
    const kept = await namesOf(user);
    const request = await create(user);
    const broken = async (...added: Uint8Array[]): Promise<string[]> => {
      const result = await offer(user, request, [...kept, ...added]);
      expect(result.request.csr, 'nothing is attached').to.equal(undefined);
      return rules(result.checks);
    };
    expect(await broken(dns('shop.example.org')), 'outside').to.deep.equal(['within']);
    expect(await broken(dns('evilexample.com')), 'a name that only ends so').to.deep.equal(['within']);
    expect(await broken(dns('example.com.evil.test')), 'a name that only begins so').to.deep.equal(['within']);
    expect(await broken(dns('*.evil.test')), 'a wildcard elsewhere').to.deep.equal(['within']);
    expect(await broken(dns('a.example.com'), dns('b.example.com'), dns('c.example.com')), 'too many').to.deep.equal(['max']);
    expect(await broken(ip(192, 0, 2, 7)), 'a kind that is not named').to.deep.equal(['kind']);
    expect(await broken(uri('https://a.example.com/'))).to.deep.equal(['kind']);
    expect(await broken(dns('a.example.com'), dns('A.example.com')), 'the same twice').to.deep.equal(['duplicate']);
    expect(await broken(kept[0]!), 'a kept one twice').to.deep.equal(['duplicate']);
    const empty = await offer(user, request, []);
    expect(rules(empty.checks)).to.deep.equal(['empty']);
    const good = await offer(user, request, [...kept, dns('*.internal.example'), dns('deep.down.example.com')]);
    expect(failed(good)).to.deep.equal([]);
  });

  it('are refused when they are no names', async () => {
    const user = client(await editable({ kinds: ['dns', 'email', 'ip'] }), 'user');
    const request = await create(user);
    const kept = await namesOf(user);
    for (const name of [
      'app.example.com\0.evil.test', 'caf\u00e9.example.com', 'a..example.com', '.example.com', 'example.com.', 'a b.example.com', '*.*.example.com', 'www.*.example.com',
      '-a.example.com', `${'a'.repeat(64)}.example.com`, 'localhost', '192.0.2.1', 'a.example.com/..', 'a_b.example.com', '',
    ]) {
      const result = await offer(user, request, [...kept, dns(name)]);
      expect(rules(result.checks), JSON.stringify(name)).to.deep.equal(['form']);
    }
    for (const mailbox of ['nobody', '@example.com', 'a@b@example.com\0', 'a b@example.com']) {
      expect(rules((await offer(user, request, [...kept, email(mailbox)])).checks), mailbox).to.deep.equal(['form']);
    }
    expect(failed(await offer(user, request, [...kept, ip(10, 0, 0, 0, 255)]))).to.include('ip-length');
    expect(failed(await offer(user, request, [...kept, dns('Good.Example.com'), email('pki@example.com'), ip(192, 0, 2, 9)]))).to.deep.equal([]);
  });

  it('void the report on CAA and a second factor that was accepted, and drop neither when no name changed', async () => {
    const ra = await editable();
    const user = client(ra, 'user');
    const key = await generateKey('ec-p256');
    const first = await offer(user, await create(user), await namesOf(user), { key });
    const before = await verify(user, first.request);
    const { challenge, code } = await challenged(ra, user, before);
    await user.answerSecondFactor(challenge.id, { codes: { email: code } }, once(challenge.etag));

    const same = await offer(user, await user.getRequest(before.id), await namesOf(user), { key });
    expect(same.request.caa, 'the same names').to.deep.equal(before.caa);
    expect(same.request.checks.map(({ id }) => id)).to.include('caa');
    expect(same.request.secondFactor).to.equal(undefined);
    const again = await challenged(ra, user, same.request);
    await user.answerSecondFactor(again.challenge.id, { codes: { email: again.code } }, once(again.challenge.etag));

    const { request } = await offer(user, await user.getRequest(before.id), [...await namesOf(user), dns('new.app.example.com')], { key });
    expect([request.status, request.caa, request.secondFactor]).to.deep.equal(['draft', undefined, undefined]);
    expect(request.checks.map(({ id }) => id)).to.not.include('caa');
    expect((await user.getSecondFactor(again.challenge.id)).state).to.equal('void');
    expect(await refusal(send(user, request))).to.include({ code: 'caa-indeterminate', reason: 'missing' });
  });

  it('are looked at by CAA, each of them, and what was removed is not', async () => {
    const user = client(await editable(), 'user');
    const [first] = await namesOf(user);
    const { request } = await offer(user, await create(user), [first!, dns('blocked.example.net')]);
    const { caa } = await verify(user, request);
    expect(caa?.names.map(({ name, verdict }) => `${name} ${verdict}`)).to.deep.equal(['app.example.com permitted', 'blocked.example.net forbidden']);
  });

  it('inherit the control that was proven of a domain above them, and have none elsewhere', async () => {
    const user = client(await editable(), 'user');
    const { request } = await offer(user, await create(user), [...await namesOf(user), dns('new.app.example.com'), dns('other.example.net')]);
    expect(request.domains.map(({ name, domainControl }) => `${name} ${domainControl?.status ?? 'none'}`)).to.deep.equal([
      'app.example.com valid', 'www.app.example.com valid', 'new.app.example.com valid', 'other.example.net missing',
    ]);
  });

  it('of an uploaded CSR count, unless the policy takes the names of the certificate all the same', async () => {
    const ra = await editable();
    await relaxed(ra);
    const user = client(ra, 'user');
    const asked = [dns('new.app.example.com')];
    const first = await offer(user, await create(user), asked, { source: 'upload' });
    expect(generalNames(sequence(...asked)).map(({ value }) => value)).to.deep.equal(first.request.domains.map(({ name }) => name));

    await ra.controls.setPolicy('tls-server', { csrMismatch: 'ignore-csr' });
    const { request } = await offer(user, first.request, asked, { source: 'upload' });
    expect(request.domains.map(({ name }) => name)).to.deep.equal(['app.example.com', 'www.app.example.com']);
    const done = await send(user, await verify(user, request));
    expect(sliceGeneralNames(sliceCertificate((await user.getIssued(done.id)).certificate).san!)).to.deep.equal(await namesOf(user));
  });

  it('are held against the policy again at submission and at approval', async () => {
    const ra = await editable();
    await ra.controls.setPolicy('tls-server', { secondFactor: { when: 'never', methods: [] } });
    const [user, admin] = [client(ra, 'user'), client(ra, 'admin')];
    const { request } = await offer(user, await create(user), [...await namesOf(user), dns('new.app.example.com')]);
    const ready = await verify(user, request);
    await ra.controls.setPolicy('tls-server', { san: { editable: false } });
    expect(await refusal(send(user, ready))).to.include({ code: 'csr-rejected', reason: 'san-policy' });
    await ra.controls.setPolicy('tls-server', { san: { editable: true } });
    const waiting = await send(user, ready);
    await ra.controls.setPolicy('tls-server', { san: { editable: true, within: ['example.org'] } });
    expect(await refusal(admin.approve(waiting.id, { reviewed: true }, once(waiting.etag)))).to.include({ code: 'csr-rejected', reason: 'san-policy' });
    const refused = await admin.getRequest(waiting.id);
    expect(refused.status).to.equal('pending-approval');
    await ra.controls.setPolicy('tls-server', { san: { editable: true } });
    expect((await admin.approve(refused.id, { reviewed: true }, once(refused.etag))).status).to.equal('issued');
  });

  it('that the certificate has already stay whatever the rule says', async () => {
    const ra = await editable({ within: ['elsewhere.test'], max: 1, kinds: [] });
    const user = client(ra, 'user');
    expect(failed(await offer(user, await create(user), await namesOf(user)))).to.deep.equal([]);
  });
});

describe('the way to a certificate', () => {
  it('dwells in the states before the end for as long as the settings say, by the clock of the RA', async () => {
    const ra = newRa({ now: () => Date.UTC(2026, 5, 2) });
    await relaxed(ra);
    await ra.controls.setSettings({ dwell: { validating: 2000, issuing: 3000 } });
    const user = client(ra, 'user');
    const { id, status } = await send(user, await prepared(user));
    expect(status).to.equal('validating');
    const seen: string[] = [];
    user.watchRequest(id, (request) => { seen.push(request.status); });
    await ra.controls.clock.advance(1999);
    expect((await user.getRequest(id)).status).to.equal('validating');
    await ra.controls.clock.advance(1);
    expect((await user.getRequest(id)).status).to.equal('issuing');
    expect(await refusal(user.getIssued(id))).to.include({ code: 'conflict', reason: 'state' });
    await ra.controls.clock.advance(3000);
    expect((await user.getRequest(id)).status).to.equal('issued');
    expect((await user.getIssued(id)).certificate).to.include('BEGIN CERTIFICATE');
    expect((await user.getHistory(id)).map(({ action }) => action).slice(-4)).to.deep.equal(['submitted', 'validating', 'issuing', 'issued']);
    await ra.controls.setSettings({ dwell: undefined });
    expect(seen).to.include.members(['validating', 'issuing', 'issued']);
  });

  it('ends by itself when the clock runs', async () => {
    const ra = newRa();
    await relaxed(ra);
    await ra.controls.setSettings({ dwell: { issuing: 20 } });
    const user = client(ra, 'user');
    const { id, status } = await send(user, await prepared(user));
    expect(status).to.equal('issuing');
    await new Promise<void>((resolve) => { user.watchRequest(id, (request) => { if (request.status === 'issued') resolve(); }); });
    ra.close();
  });
});
