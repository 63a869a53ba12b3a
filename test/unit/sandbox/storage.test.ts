import { expect } from '@open-wc/testing';
import type { RekeyRequest } from '../../../src/core/domain.js';
import { IndexedDbStore, MemoryStore, type Message, type RaStore, type SandboxRa } from '../../../src/sandbox.js';
import { APP, challenged, client, create, newRa, once, pending, prepared, refusal, send } from './people.js';

const open: SandboxRa[] = [];
/** What a tab has: an RA object of its own, on the database that all tabs share. */
function tab(name: string): SandboxRa {
  const ra = newRa({ store: 'indexeddb', name });
  open.push(ra);
  return ra;
}

describe('an RA that is kept in the browser', () => {
  let name = '';
  beforeEach(() => { name = `test-${crypto.randomUUID()}`; });
  afterEach(async () => {
    for (const ra of open.splice(0)) ra.close();
    await new Promise((resolve) => { const request = indexedDB.deleteDatabase(`rekey-sandbox-${name}`); request.onsuccess = request.onerror = resolve; });
  });

  it('goes on after a reload in every state, with the same CA', async () => {
    const before = tab(name);
    const { challenge, code } = await challenged(before, client(before, 'user'), await prepared(client(before, 'user')));
    before.close();

    const after = tab(name);
    const user = client(after, 'user');
    await user.answerSecondFactor(challenge.id, { codes: { email: code } }, once(challenge.etag));
    const sent = await send(user, await user.getRequest(challenge.requestId));
    after.close();

    const later = tab(name);
    const admin = client(later, 'admin');
    const issued = await admin.approve(sent.id, { reviewed: true }, once(sent.etag));
    expect(issued.status).to.equal('issued');
    const { chain } = await client(later, 'user').getIssued(sent.id);
    expect(chain).to.deep.equal((await client(later, 'user').getCertificate(APP)).chain);
  });

  it('keeps clock, policy, settings, zone and sign-outs over a reload', async () => {
    const before = tab(name);
    await before.ready;
    await before.controls.clock.set('2031-01-01T00:00:00Z');
    await before.controls.setPolicy('tls-server', { numbering: 'same' });
    await before.controls.setSettings({ showCitizenId: false });
    await before.controls.setZone('added.example', { status: 'servfail' });
    await before.controls.signOut('user2');
    before.close();
    const after = tab(name);
    await after.ready;
    expect(new Date(after.controls.clock.now()).getUTCFullYear()).to.equal(2031);
    expect((await after.controls.getPolicy()).numbering).to.equal('same');
    expect((await after.controls.getSettings()).showCitizenId).to.equal(false);
    expect((await after.controls.getZone())['added.example']).to.deep.equal({ status: 'servfail' });
    expect((await refusal(client(after, 'user2').getSettings())).code).to.equal('auth');
    await after.controls.clock.reset();
    expect(Math.abs(after.controls.clock.now() - Date.now())).to.be.below(60_000);
  });

  it('answers a call that was repeated after the reload as it had before it', async () => {
    const before = tab(name);
    const user = client(before, 'user');
    const request = await create(user);
    const o = once(request.etag);
    before.controls.failures.next('cancelRequest', { when: 'after' });
    await refusal(user.cancelRequest(request.id, o));
    before.close();
    expect((await client(tab(name), 'user').cancelRequest(request.id, o)).status).to.equal('cancelled');
  });

  it('is one RA for two tabs that open it at the same moment', async () => {
    const [one, two] = [tab(name), tab(name)];
    const [a, b] = await Promise.all([client(one, 'user').getCertificate(APP), client(two, 'user').getCertificate(APP)]);
    expect(a).to.deep.equal(b);
  });

  it('lets one of two tabs open a request for a certificate', async () => {
    const [one, two] = [tab(name), tab(name)];
    const results = await Promise.allSettled([create(client(one, 'user')), create(client(two, 'operator'))]);
    expect(results.filter(({ status }) => status === 'fulfilled')).to.have.length(1);
    const refused = results.find((result): result is PromiseRejectedResult => result.status === 'rejected');
    expect(refused?.reason).to.include({ code: 'conflict', reason: 'request-open' });
  });

  it('lets one of two administrators in two tabs decide', async () => {
    const [one, two] = [tab(name), tab(name)];
    const request = await pending(one, client(one, 'user'));
    const results = await Promise.allSettled([
      client(one, 'admin').approve(request.id, { reviewed: true }, once(request.etag)),
      client(two, 'admin2').approve(request.id, { reviewed: true }, once(request.etag)),
    ]);
    expect(results.filter(({ status }) => status === 'fulfilled')).to.have.length(1);
    const certificates = (await client(one, 'user').getRequest(request.id)).artefacts.filter(({ kind }) => kind === 'certificate');
    expect(certificates, 'the old one and one new one').to.have.length(2);
  });

  it('tells a tab what another decided, and of the messages that it caused', async () => {
    const [one, two] = [tab(name), tab(name)];
    const message = new Promise<Message>((resolve) => { two.inbox.subscribe(resolve); });
    const request = await pending(one, client(one, 'user'));
    expect((await message).personId).to.equal('user');
    const decided = new Promise<RekeyRequest>((resolve) => {
      client(one, 'user').watchRequest(request.id, (now) => { if (now.status === 'declined') resolve(now); });
    });
    await client(two, 'admin').decline(request.id, { remarks: 'From the other tab.' }, once(request.etag));
    expect((await decided).remarks).to.equal('From the other tab.');
  });

  it('gives numbers once, however many tabs ask', async () => {
    const [one, two] = [tab(name), tab(name)];
    const requests = await Promise.all(['cert-app', 'cert-vpn', 'cert-edge', 'cert-names'].map((id, at) => create(client(at % 2 === 0 ? one : two, 'user'), id)));
    expect(new Set(requests.map(({ number }) => number)).size).to.equal(4);
  });

  it('begins anew when it is reset', async () => {
    const ra = tab(name);
    await create(client(ra, 'user'));
    await ra.reset();
    expect((await client(ra, 'admin').listRequests({})).total.count).to.equal(0);
    expect((await create(client(ra, 'user'))).number).to.match(/^RK-\d{4}-000001$/);
  });
});

for (const [kind, make] of [
  ['memory', () => new MemoryStore()], ['IndexedDB', () => new IndexedDbStore(`store-${crypto.randomUUID()}`)],
] as [string, () => RaStore][]) {
  describe(`the store in ${kind}`, () => {
    const value = (n: number) => ({ value: n });

    it('writes all or nothing', async () => {
      const store = make();
      expect(await store.commit([], [{ table: 'counters', key: 'a', value: value(1) }])).to.equal(true);
      const refused = await store.commit(
        [{ table: 'counters', key: 'a', version: 7 }],
        [{ table: 'counters', key: 'a', value: value(2) }, { table: 'counters', key: 'b', value: value(2) }],
      );
      expect(refused).to.equal(false);
      expect(await store.get('counters', 'a')).to.deep.include({ version: 1, value: value(1) });
      expect(await store.get('counters', 'b')).to.equal(undefined);
      store.close();
    });

    it('counts versions, expects absence, and removes', async () => {
      const store = make();
      const write = (n: number | undefined, version: number) =>
        store.commit([{ table: 'counters', key: 'a', version }], [{ table: 'counters', key: 'a', value: n === undefined ? undefined : value(n) }]);
      expect([await write(1, 0), await write(2, 0), await write(2, 1), await write(undefined, 2), await write(3, 0)])
        .to.deep.equal([true, false, true, true, true]);
      store.close();
    });

    it('lists a table by the beginning of its keys, in order', async () => {
      const store = make();
      await store.commit([], ['b/2', 'a/1', 'b/1', 'bb'].map((key) => ({ table: 'counters' as const, key, value: value(0) })));
      await store.commit([], [{ table: 'keys', key: 'b/9', value: { use: 'csr', compromised: false } }]);
      expect((await store.list('counters', 'b/')).map(({ key }) => key)).to.deep.equal(['b/1', 'b/2']);
      expect((await store.list('counters')).map(({ key }) => key)).to.deep.equal(['a/1', 'b/1', 'b/2', 'bb']);
      store.close();
    });
  });
}
