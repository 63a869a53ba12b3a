import { expect } from '@open-wc/testing';
import type { RekeyRequest } from '../../../src/core/domain.js';
import type { FailureTarget, SandboxRa } from '../../../src/sandbox.js';
import { accept, APP, challenged, client, create, csrFor, newRa, once, pending, prepared, ready, refusal, type Client } from './people.js';

type Change = (call: { idempotencyKey: string; ifMatch?: string | undefined }) => Promise<unknown>;

/** Each change of the port, set up so that it would be granted. */
const CHANGES: Partial<Record<FailureTarget, (ra: SandboxRa, user: Client, admin: Client) => Promise<{ readonly etag: string; readonly run: Change; readonly other?: Change }>>> = {
  createRequest: async (_ra, user) => {
    const { etag } = await user.getCertificate(APP);
    const agreement = await accept(user, APP);
    return {
      etag, run: (o) => user.createRequest(APP, { reason: 'routine', agreement }, o),
      other: (o) => user.createRequest(APP, { reason: 'lost', agreement }, o),
    };
  },
  attachCsr: async (_ra, user) => {
    const { id, etag } = await create(user);
    const [{ csr }, { csr: another }] = [await csrFor(user, APP), await csrFor(user, APP)];
    return {
      etag, run: (o) => user.attachCsr(id, { csr, source: 'browser' }, o),
      other: (o) => user.attachCsr(id, { csr: another, source: 'browser' }, o),
    };
  },
  verifyCaa: async (_ra, user) => {
    const { id, etag } = await create(user);
    const { id: vpn } = await create(user, 'cert-vpn');
    return { etag, run: (o) => user.verifyCaa(id, o), other: (o) => user.verifyCaa(vpn, o) };
  },
  startSecondFactor: async (_ra, user) => {
    const { id, etag } = await prepared(user);
    return { etag, run: (o) => user.startSecondFactor(id, { method: 'email-otp' }, o), other: (o) => user.startSecondFactor(id, { method: 'sms-otp' }, o) };
  },
  answerSecondFactor: async (ra, user) => {
    const { challenge, code } = await challenged(ra, user, await prepared(user));
    return {
      etag: challenge.etag, run: (o) => user.answerSecondFactor(challenge.id, { codes: { email: code } }, o),
      other: (o) => user.answerSecondFactor(challenge.id, { codes: { email: 'x' } }, o),
    };
  },
  resendSecondFactor: async (ra, user) => {
    const { challenge } = await challenged(ra, user, await prepared(user));
    await ra.controls.clock.advance(30_000);
    return {
      etag: challenge.etag, run: (o) => user.resendSecondFactor(challenge.id, { channel: 'email' }, o),
      other: (o) => user.resendSecondFactor(challenge.id, { channel: 'sms' }, o),
    };
  },
  submit: async (ra, user) => {
    const { id, etag } = await ready(ra, user);
    return {
      etag, run: (o) => user.submit(id, { validity: { mode: 'new' } }, o),
      other: (o) => user.submit(id, { validity: { mode: 'new' }, message: 'And this.' }, o),
    };
  },
  cancelRequest: async (_ra, user) => {
    const { id, etag } = await create(user);
    const { id: vpn } = await create(user, 'cert-vpn');
    return { etag, run: (o) => user.cancelRequest(id, o), other: (o) => user.cancelRequest(vpn, o) };
  },
  reopenRequest: async (ra, user, admin) => {
    const { id, etag } = await pending(ra, user);
    const declined = await admin.decline(id, { remarks: 'No.' }, once(etag));
    return { etag: declined.etag, run: (o) => user.reopenRequest(id, o), other: (o) => user.reopenRequest('another', o) };
  },
  claim: async (ra, user, admin) => {
    const { id, etag } = await pending(ra, user);
    return { etag, run: (o) => admin.claim(id, o), other: (o) => admin.claim('another', o) };
  },
  approve: async (ra, user, admin) => {
    const { id, etag } = await pending(ra, user);
    return { etag, run: (o) => admin.approve(id, { reviewed: true }, o), other: (o) => admin.approve(id, { reviewed: true, message: 'Fine.' }, o) };
  },
  decline: async (ra, user, admin) => {
    const { id, etag } = await pending(ra, user);
    return { etag, run: (o) => admin.decline(id, { remarks: 'No.' }, o), other: (o) => admin.decline(id, { remarks: 'Never.' }, o) };
  },
};

/** How often each thing was done: what a repeated call may not raise. */
async function traces(ra: SandboxRa, admin: Client): Promise<unknown> {
  const { items } = await admin.listRequests({});
  return {
    messages: (await ra.inbox.list()).length,
    certificates: (await admin.listCertificates({ limit: 100 })).total.count,
    history: await Promise.all(items.map(async ({ id }) => (await admin.getHistory(id)).length)),
  };
}

describe('a change at the RA', () => {
  for (const [method, prepare] of Object.entries(CHANGES) as [FailureTarget, NonNullable<(typeof CHANGES)[FailureTarget]>][]) {
    describe(method, () => {
      async function setUp() {
        const ra = newRa();
        const [user, admin] = [client(ra, 'user'), client(ra, 'admin')];
        return { ra, admin, ...await prepare(ra, user, admin) };
      }

      it('answers the same call with the same key as it did at first, and does nothing twice', async () => {
        const { ra, admin, run, etag } = await setUp();
        const o = once(etag);
        const first = await run(o);
        const after = await traces(ra, admin);
        expect(await run(o)).to.deep.equal(first);
        expect(await run({ ...o, ifMatch: 'gone' }), 'whatever version it names').to.deep.equal(first);
        expect(await traces(ra, admin)).to.deep.equal(after);
      });

      it('takes effect once when the same call comes twice at the same moment', async () => {
        const { run, etag } = await setUp();
        const o = once(etag);
        const [one, two] = await Promise.all([run(o), run(o)]);
        expect(one).to.deep.equal(two);
      });

      it('refuses the same key with another body', async () => {
        const { run, other, etag } = await setUp();
        const o = once(etag);
        await run(o);
        expect(await refusal(other!(o))).to.include({ code: 'protocol', reason: 'idempotency' });
      });

      it('whose answer is lost gives it when repeated', async () => {
        const { ra, admin, run, etag } = await setUp();
        const o = once(etag);
        ra.controls.failures.next(method, { when: 'after' });
        const lost = await refusal(run(o));
        expect([lost.code, lost.retryable]).to.deep.equal(['unavailable', true]);
        const after = await traces(ra, admin);
        await run(o);
        expect(await traces(ra, admin)).to.deep.equal(after);
      });

      it('that never arrived leaves nothing behind', async () => {
        const { ra, admin, run, etag } = await setUp();
        const before = await traces(ra, admin);
        ra.controls.failures.next(method, { when: 'before' });
        expect((await refusal(run(once(etag)))).code).to.equal('unavailable');
        expect(await traces(ra, admin)).to.deep.equal(before);
        await run(once(etag));
      });

      it('needs a key and the version that it was made on', async () => {
        const { run, etag } = await setUp();
        expect(await refusal(run({ idempotencyKey: crypto.randomUUID() }))).to.include({ code: 'protocol', reason: 'precondition-required' });
        expect(await refusal(run({ ifMatch: etag } as never))).to.include({ code: 'protocol', reason: 'precondition-required' });
        const stale = await refusal(run(once('"999"')));
        expect(stale).to.include({ code: 'conflict', reason: 'stale' });
        expect((stale.detail as { etag: string }).etag).to.equal(etag);
        await run(once(etag));
      });
    });
  }

  it('has keys of its own for each person and each operation', async () => {
    const ra = newRa();
    const [user, operator] = [client(ra, 'user'), client(ra, 'operator')];
    const idempotencyKey = 'the-same';
    const agreement = await accept(user, APP);
    const [one, two] = await Promise.all([user.getCertificate(APP), operator.getCertificate('cert-mail')]);
    const mine = await user.createRequest(APP, { reason: 'routine', agreement }, { idempotencyKey, ifMatch: one.etag });
    const theirs = await operator.createRequest('cert-mail', { reason: 'lost', agreement }, { idempotencyKey, ifMatch: two.etag });
    expect(theirs.id).to.not.equal(mine.id);
    expect((await user.cancelRequest(mine.id, { idempotencyKey, ifMatch: mine.etag })).status).to.equal('cancelled');
  });
});

describe('a call of the RA', () => {
  it('is refused with auth while the session is over, and goes on afterwards', async () => {
    const ra = newRa();
    const user = client(ra, 'user');
    const request = await create(user);
    await ra.controls.signOut('user');
    for (const error of await Promise.all([user.getSettings(), user.getRequest(request.id), user.cancelRequest(request.id, once(request.etag))].map(refusal))) {
      expect(error).to.include({ code: 'auth', retryable: true });
    }
    expect((await client(ra, 'admin').getRequest(request.id)).etag, 'another session').to.equal(request.etag);
    await ra.controls.signIn('user');
    expect((await user.getRequest(request.id)).etag).to.equal(request.etag);
  });

  it('that is aborted rejects at once, and what the RA had begun still happens', async () => {
    const ra = newRa();
    const user = client(ra, 'user');
    const { etag } = await user.getCertificate(APP);
    const agreement = await accept(user, APP);
    ra.controls.latency.set(3_600_000);
    const early = new AbortController();
    const waiting = refusal(user.getSettings({ signal: early.signal }));
    early.abort();
    expect((await waiting).code).to.equal('aborted');

    ra.controls.latency.set(0);
    const controller = new AbortController();
    const o = { ...once(etag), signal: controller.signal };
    const created = new Promise<void>((resolve) => { ra.addEventListener('change', () => { resolve(); }, { once: true }); });
    const call = refusal(user.createRequest(APP, { reason: 'routine', agreement }, o));
    await Promise.resolve().then(() => { controller.abort(); });
    expect((await call).code).to.equal('aborted');
    await created;
    expect((await user.createRequest(APP, { reason: 'routine', agreement }, { ...o, signal: undefined })).status).to.equal('draft');
  });

  it('carries its correlation id into the error and the audit trail', async () => {
    const user = client(newRa(), 'user');
    expect((await refusal(user.getRequest('nothing', { correlationId: 'abc' }))).correlationId).to.equal('abc');
  });

  it('hands out copies: no client reaches into what the RA keeps', async () => {
    const ra = newRa();
    const user = client(ra, 'user');
    const request = await create(user) as { -readonly [K in keyof RekeyRequest]: RekeyRequest[K] };
    expect(() => { request.status = 'issued'; }).to.throw(TypeError);
    expect(() => { (request.domains as unknown[]).push('evil.example'); }).to.throw(TypeError);
    const agreement = { ...await accept(user, 'cert-vpn') };
    const vpn = await user.getCertificate('cert-vpn');
    const made = await user.createRequest('cert-vpn', { reason: 'routine', agreement }, once(vpn.etag));
    agreement.version = 'forged';
    expect((await user.getRequest(made.id)).agreement.version).to.not.equal('forged');
  });

  it('answers nonsense with an error that has a code', async () => {
    const ra = newRa();
    const user = client(ra, 'user');
    const request = await create(user);
    const cyclic: Record<string, unknown> = {};
    cyclic['self'] = cyclic;
    const o = (): ReturnType<typeof once> => once(request.etag);
    for (const error of await Promise.all([
      user.getRequest(undefined as never), user.getCertificate({} as never), user.createRequest(APP, null as never, once('"1"')),
      user.attachCsr(request.id, { csr: 42, source: 'browser' } as never, o()), user.attachCsr(request.id, { csr: 'x', source: 'elsewhere' } as never, o()),
      user.submit(request.id, 'now' as never, o()), user.submit(request.id, cyclic as never, o()), user.listRequests({ limit: 1e9 }),
      user.listRequests({ cursor: 'forged' }), user.listRequests({ filter: { status: ['unheard-of' as never] } }), user.checkKey(undefined as never),
      user.startSecondFactor(request.id, {} as never, o()), user.cancelRequest(request.id, undefined as never),
    ].map(refusal))) expect(error.code).to.be.oneOf(['protocol', 'not-found', 'conflict', 'key-rejected']);
    expect((await user.getRequest(request.id)).etag).to.equal(request.etag);
  });
});

describe('lists and watches', () => {
  it('pages through requests without losing or repeating one, while others come', async () => {
    const ra = newRa();
    const { requestIds } = await ra.scenario('many-requests');
    const admin = client(ra, 'admin');
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await admin.listRequests({ limit: 5, sort: { by: 'number' }, ...(cursor !== undefined && { cursor }) });
      seen.push(...page.items.map(({ id }) => id));
      if (cursor === undefined) await create(client(ra, 'operator'), 'cert-blocked');
      cursor = page.next;
    } while (cursor !== undefined);
    expect(seen.slice(0, requestIds.length)).to.deep.equal(requestIds);
    expect(new Set(seen).size).to.equal(seen.length);
  }).timeout(60_000);

  it('finds by number, name, serial number and requester, and filters by status', async () => {
    const ra = newRa();
    const [user, admin] = [client(ra, 'user'), client(ra, 'admin')];
    const one = await create(user);
    const two = await create(client(ra, 'operator'), 'cert-mail');
    await user.cancelRequest(one.id, once(one.etag));
    const found = async (query: Parameters<Client['listRequests']>[0]) => (await admin.listRequests(query)).items.map(({ id }) => id);
    expect(await found({ search: two.number })).to.deep.equal([two.id]);
    expect(await found({ search: 'app.example' })).to.deep.equal([one.id]);
    expect(await found({ search: one.certificate.serialNumber.toLowerCase() })).to.deep.equal([one.id]);
    expect(await found({ search: 'lindqvist' })).to.deep.equal([two.id]);
    expect(await found({ filter: { status: ['cancelled'] } })).to.deep.equal([one.id]);
    expect(await found({ search: 'nothing like it' })).to.deep.equal([]);
    expect((await user.listRequests({})).items.map(({ id }) => id), 'a user sees their own').to.deep.equal([one.id]);
  });

  it('tells a watcher what stands, and then each change, for that reader', async () => {
    const ra = newRa();
    const [user, admin] = [client(ra, 'user'), client(ra, 'admin')];
    const request = await pending(ra, user);
    const seen: RekeyRequest[] = [];
    const decided = new Promise<void>((resolve) => {
      user.watchRequest(request.id, (now) => { seen.push(now); if (now.status === 'declined') resolve(); });
    });
    const listed = new Promise<RekeyRequest>((resolve) => { admin.watchRequests({}, resolve); });
    await admin.decline(request.id, { remarks: 'No.' }, once(request.etag));
    await decided;
    expect(seen.map(({ status }) => status)).to.deep.equal(['pending-approval', 'declined']);
    expect(seen[1]!.allowedActions.find(({ action }) => action === 'reopen')?.allowed).to.equal(true);
    expect((await listed).allowedActions.find(({ action }) => action === 'reopen')?.allowed).to.equal(false);
  });

  it('tells a watcher nothing after the watch ended, and nothing of others\' requests', async () => {
    const ra = newRa();
    const [user, other] = [client(ra, 'user'), client(ra, 'user2')];
    const request = await create(user);
    const heard: string[] = [];
    const controller = new AbortController();
    user.watchRequests({}, () => heard.push('aborted'), { signal: controller.signal });
    user.watchRequests({}, () => heard.push('ended'))();
    other.watchRequests({}, () => heard.push('other'));
    other.watchRequest(request.id, () => heard.push('other request'));
    controller.abort();
    const told = new Promise<void>((resolve) => { user.watchRequests({}, () => { resolve(); }); });
    await user.cancelRequest(request.id, once(request.etag));
    await told;
    await other.getSettings();
    expect(heard).to.deep.equal([]);
  });

  it('tells a watcher when time has decided', async () => {
    const ra = newRa();
    const user = client(ra, 'user');
    const request = await create(user);
    const expired = new Promise<void>((resolve) => { user.watchRequests({}, ({ status }) => { if (status === 'expired') resolve(); }); });
    await ra.controls.clock.advance(15 * 86_400_000);
    await expired;
    expect((await user.getRequest(request.id)).status).to.equal('expired');
  });
});
