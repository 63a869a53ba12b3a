import { expect } from '@open-wc/testing';
import type { RekeyRequest, SecondFactorChallenge, SecondFactorMethod } from '../../../src/core/domain.js';
import { authorize, CLIENT_ID, redeem } from '../../../src/sandbox/idp/authorization.js';
import { byRa, type Call, type RaContext } from '../../../src/sandbox/ra/call.js';
import { finishSignIn } from '../../../src/sandbox/ra/second-factor-sign-in.js';
import { MemoryStore, openSandboxIdentityProvider, type SandboxIdentityProvider, type SandboxOptions, type SandboxRa } from '../../../src/sandbox.js';
import { attach, client, newRa, once, prepared, refusal, send, type Client } from './people.js';

const MINUTE = 60_000;
const PAGE = 'https://portal.example/idp.html';
const BACK = 'https://portal.example/rekey?certificate=7#step';
const METHODS = ['saml', 'oidc', 'azure-ad'] as const satisfies readonly SecondFactorMethod[];
const [AMELIA, RUBEN, NADIA] = [['ad-7c41', 'Teal-Harbour-41'], ['ad-2b93', 'Slate-Orchard-93'], ['ad-8d70', 'Coral-Lantern-70']] as const;

interface Begun {
  readonly ra: SandboxRa;
  readonly store: MemoryStore;
  readonly user: Client;
  readonly request: RekeyRequest;
  readonly challenge: SecondFactorChallenge;
  readonly idp: SandboxIdentityProvider;
  /** The transaction at the provider. */
  readonly id: string;
}

async function begun(
  { method = 'oidc', when = 'submit', returnTo, ...options }: SandboxOptions & { method?: SecondFactorMethod; when?: 'submit' | 'issue'; returnTo?: string } = {},
): Promise<Begun> {
  const store = new MemoryStore();
  const ra = newRa({ store, identityProviderUrl: PAGE, portalOrigins: ['https://portal.example'], ...options });
  await ra.controls.setPolicy('tls-server', { secondFactor: { when, methods: [...METHODS, 'email-otp'] } });
  const user = client(ra, 'user');
  let request = await prepared(user);
  if (when === 'issue') {
    const sent = await send(user, request);
    await client(ra, 'admin').approve(sent.id, { reviewed: true }, once(sent.etag));
    request = await user.getRequest(sent.id);
  }
  const challenge = await start(user, request.id, method, returnTo);
  const idp = ra.controls.identityProvider;
  return { ra, store, user, request, challenge, idp, id: (await idp.pending())[0]!.id };
}

async function start(user: Client, requestId: string, method: SecondFactorMethod = 'oidc', returnTo?: string): Promise<SecondFactorChallenge> {
  const { etag } = await user.getRequest(requestId);
  return user.startSecondFactor(requestId, { method, ...(returnTo !== undefined && { returnTo }) }, once(etag));
}

const context = (store: MemoryStore): RaContext => ({
  store, platformNow: () => Date.now(), crypto, sign: () => Promise.reject(new Error('No certificate is asked for.')), caMaxDays: () => 0,
});
const atRa = <T>(store: MemoryStore, rule: (call: Call) => Promise<T>): Promise<T> => byRa(context(store), rule);
async function bindingOf(store: MemoryStore, challengeId: string): Promise<{ state: string; nonce: string; verifier: string }> {
  return (await store.get('challenges', challengeId))!.value.signIn!;
}

describe('a sign-in at the identity provider', () => {
  for (const method of METHODS) {
    for (const when of ['submit', 'issue'] as const) {
      it(`by ${method} lets the action go on, with the factor before ${when === 'submit' ? 'submission' : 'issuance'}`, async () => {
        const { user, request, challenge, idp, id } = await begun({ method, when });
        expect(challenge).to.deep.include({ method, state: 'open', channels: [] });
        expect(challenge.provider).to.match(/^Sandbox /);
        expect(await idp.signIn(id, ...AMELIA)).to.deep.equal({ state: 'accepted' });
        expect((await user.getSecondFactor(challenge.id)).state).to.equal('accepted');
        expect((await send(user, await user.getRequest(request.id))).status).to.equal(when === 'submit' ? 'pending-approval' : 'issued');
      });
    }
  }

  it('has an address that carries an opaque id and nothing else', async () => {
    const { store, challenge, id } = await begun({ returnTo: BACK });
    expect(challenge.href).to.equal(`${PAGE}?transaction=${id}`);
    expect(id).to.match(/^[0-9a-f]{32}$/);
    const { state, nonce, verifier } = await bindingOf(store, challenge.id);
    const seen = JSON.stringify(challenge);
    for (const secret of [state, nonce, verifier]) expect(seen).to.not.include(secret);
  });

  it('has no address where the sandbox was given none, and is carried out by the controls', async () => {
    const ra = newRa();
    await ra.controls.setPolicy('tls-server', { secondFactor: { when: 'submit', methods: ['saml'] } });
    const user = client(ra, 'user');
    const challenge = await start(user, (await prepared(user)).id, 'saml');
    expect(challenge).to.include({ state: 'open', provider: 'Sandbox SAML provider' });
    expect('href' in challenge).to.equal(false);
    const [signIn] = await ra.controls.identityProvider.pending();
    await ra.controls.identityProvider.signIn(signIn!.id, ...AMELIA);
    expect((await user.getSecondFactor(challenge.id)).state).to.equal('accepted');
  });

  it('can be given no address but https, or http on a loopback host', async () => {
    for (const identityProviderUrl of ['http://portal.example/idp.html', 'javascript:alert(1)', '/idp.html', 'data:text/html,', 'http://127.0.0.1.evil.example/']) {
      expect(await refusal((async () => newRa({ identityProviderUrl }))())).to.include({ code: 'bad-input', reason: 'identity-provider-url' });
    }
    for (const identityProviderUrl of ['https://a.example/idp', 'http://localhost:5173/idp.html', 'http://127.0.0.1/idp.html', 'http://ra.localhost/idp', 'http://[::1]:80/idp']) newRa({ identityProviderUrl });
  });

  it('works from another window, which shares the store and nothing else', async () => {
    const { store, user, challenge, id } = await begun({ returnTo: BACK });
    const other = openSandboxIdentityProvider({ store });
    expect(await other.find(id)).to.include({ id, method: 'oidc', state: 'open', returnTo: BACK });
    expect(await other.signIn(id, ...AMELIA)).to.deep.equal({ state: 'accepted', returnTo: BACK });
    expect((await user.getSecondFactor(challenge.id)).state).to.equal('accepted');
    expect(await other.find(id)).to.include({ state: 'ended' });
    expect(await other.pending()).to.deep.equal([]);
  });

  it('of somebody else is refused, and the next of the requester is not', async () => {
    const { user, request, challenge, idp, id } = await begun();
    expect(await idp.signIn(id, ...RUBEN)).to.deep.equal({ state: 'failed', failure: 'other-person' });
    const failed = await user.getSecondFactor(challenge.id);
    expect(failed).to.include({ state: 'failed', failure: 'other-person', attemptsLeft: 3 });
    expect('href' in failed).to.equal(false);
    const now = await user.getRequest(request.id);
    expect(now.secondFactor?.accepted).to.equal(undefined);
    expect(await refusal(send(user, now))).to.include({ code: 'second-factor', reason: 'required' });
    await start(user, request.id);
    expect(await idp.signIn((await idp.pending())[0]!.id, ...AMELIA)).to.deep.equal({ state: 'accepted' });
  });

  for (const [how, failure] of [['cancel', 'cancelled'], ['deny', 'denied'], ['fail', 'provider']] as const) {
    it(`that ends in ${how} says so, keeps the request, and can be begun again`, async () => {
      const { user, request, challenge, idp, id } = await begun({ returnTo: BACK });
      expect(await idp[how](id)).to.deep.equal({ state: 'failed', failure, returnTo: BACK });
      expect(await user.getSecondFactor(challenge.id)).to.include({ state: 'failed', failure });
      expect((await user.getRequest(request.id)).csr?.sha256).to.equal(request.csr?.sha256);
      const again = await start(user, request.id);
      expect(again.id).to.not.equal(challenge.id);
      expect(again.state).to.equal('open');
    });
  }

  it('of somebody without access is denied by the provider', async () => {
    const { user, challenge, idp, id } = await begun();
    expect(await idp.signIn(id, ...NADIA)).to.deep.equal({ state: 'failed', failure: 'denied' });
    expect((await user.getSecondFactor(challenge.id)).failure).to.equal('denied');
  });

  it('with a wrong password goes on at the provider: the RA hears nothing of it, the directory counts', async () => {
    const { ra, user, challenge, idp, id } = await begun();
    for (let i = 0; i < 5; i++) expect(await refusal(idp.signIn(id, AMELIA[0], 'wrong'))).to.include({ code: 'second-factor', reason: 'wrong-password' });
    expect(await user.getSecondFactor(challenge.id)).to.include({ state: 'open', attemptsLeft: 3 });
    const locked = await refusal(idp.signIn(id, ...AMELIA));
    expect(locked).to.include({ reason: 'account-locked', retryAfter: 1800 });
    for (const [status, reason] of [['disabled', 'account-disabled'], ['password-expired', 'password-expired']] as const) {
      await ra.controls.directory.set(AMELIA[0], status);
      expect(await refusal(idp.signIn(id, ...AMELIA))).to.include({ reason });
    }
    await ra.controls.directory.set(AMELIA[0], 'enabled');
    expect((await idp.signIn(id, ...AMELIA)).state).to.equal('accepted');
  });

  it('that was begun is gone on with: the same address, until it is to lead back elsewhere', async () => {
    const { user, request, challenge, idp, id } = await begun();
    expect(await start(user, request.id)).to.deep.equal(challenge);
    const redirected = await start(user, request.id, 'oidc', BACK);
    expect(redirected.id).to.not.equal(challenge.id);
    expect((await user.getSecondFactor(challenge.id)).state).to.equal('void');
    expect(await start(user, request.id, 'oidc', BACK)).to.deep.equal(redirected);
    expect(await refusal(idp.signIn(id, ...AMELIA)), 'in the window of before').to.include({ code: 'second-factor', reason: 'void' });
  });
});

describe('where a sign-in leads back to', () => {
  for (const [what, returnTo] of [
    ['another origin', 'https://evil.example/rekey'], ['another scheme', 'http://portal.example/rekey'], ['another port', 'https://portal.example:8443/'],
    ['a host that only begins alike', 'https://portal.example.evil.example/'], ['a script', 'javascript:alert(1)'],
    ['a blob of the same origin', 'blob:https://portal.example/2f0c'], ['a relative address', '/rekey'], ['credentials', 'https://a:b@portal.example/'], ['nothing', ' '],
  ] as const) {
    it(`is not ${what}`, async () => {
      const { user, request, challenge } = await begun();
      const error = await refusal(start(user, request.id, 'oidc', returnTo));
      expect(error).to.include({ code: 'protocol', reason: 'validation' });
      expect(Object.keys(error.fields ?? {})).to.deep.equal(['returnTo']);
      expect((await user.getSecondFactor(challenge.id)).state, 'what was begun').to.equal('open');
    });
  }

  it('is a page of the origin that the sandbox lives in, where it was told of none', async () => {
    const ra = newRa();
    await ra.controls.setPolicy('tls-server', { secondFactor: { when: 'submit', methods: ['oidc'] } });
    const user = client(ra, 'user');
    const request = await prepared(user);
    expect((await refusal(start(user, request.id, 'oidc', 'https://portal.example/'))).fields).to.deep.equal({ returnTo: 'not-allowed' });
    await start(user, request.id, 'oidc', location.href);
    expect((await ra.controls.identityProvider.pending())[0]?.returnTo).to.equal(location.href);
  });

  it('is a page of the portal, whole', async () => {
    const { idp, id } = await begun({ returnTo: BACK });
    expect((await idp.find(id))?.returnTo).to.equal(BACK);
  });
});

describe('a hostile client of a sign-in', () => {
  it('cannot answer it with a code or a password, nor have it sent again', async () => {
    const { user, challenge } = await begun();
    for (const answer of [{}, { password: AMELIA[1] }, { codes: { email: '000000' } }]) {
      expect(await refusal(user.answerSecondFactor(challenge.id, answer, once(challenge.etag)))).to.include({ code: 'second-factor', reason: 'elsewhere' });
    }
    expect(await refusal(user.resendSecondFactor(challenge.id, { channel: 'email' }, once(challenge.etag)))).to.include({ code: 'protocol', reason: 'validation' });
  });

  it('cannot start, read or answer that of another', async () => {
    const { ra, request, challenge } = await begun();
    for (const person of ['user2', 'operator', 'admin']) {
      const stranger = client(ra, person);
      expect((await refusal(stranger.getSecondFactor(challenge.id))).code).to.equal('forbidden');
      expect((await refusal(stranger.answerSecondFactor(challenge.id, {}, once(challenge.etag)))).code).to.equal('forbidden');
      expect((await refusal(stranger.startSecondFactor(request.id, { method: 'oidc' }, once(request.etag)))).code).to.equal('forbidden');
    }
    expect((await refusal(client(ra, 'user').getSecondFactor('sf-nothing'))).code).to.equal('not-found');
  });

  it('cannot use a transaction twice, one that is unknown, or one that has expired', async () => {
    const { ra, user, request, idp, id } = await begun();
    expect(await refusal(idp.signIn('0'.repeat(32), ...AMELIA))).to.include({ reason: 'unknown' });
    await idp.signIn(id, ...AMELIA);
    expect(await refusal(idp.signIn(id, ...AMELIA))).to.include({ reason: 'used' });
    expect(await refusal(idp.cancel(id))).to.include({ reason: 'used' });
    await ra.controls.clock.advance(16 * MINUTE);
    const late = await start(user, request.id, 'saml');
    const [signIn] = await idp.pending();
    await ra.controls.clock.advance(10 * MINUTE);
    expect((await user.getSecondFactor(late.id)).state).to.equal('expired');
    expect(await refusal(idp.signIn(signIn!.id, ...AMELIA))).to.include({ reason: 'expired' });
  });

  it('gets nothing for a sign-in whose CSR was replaced meanwhile', async () => {
    const { user, request, challenge, idp, id } = await begun();
    await attach(user, await user.getRequest(request.id));
    expect((await user.getSecondFactor(challenge.id)).state).to.equal('void');
    const error = await refusal(idp.signIn(id, ...AMELIA));
    expect(error.code).to.be.oneOf(['second-factor', 'conflict']);
    expect((await user.getRequest(request.id)).secondFactor?.accepted).to.equal(undefined);
  });

  it('gets nothing for a request that was withdrawn, or whose policy now asks at another place', async () => {
    const one = await begun();
    await one.user.cancelRequest(one.request.id, once((await one.user.getRequest(one.request.id)).etag));
    expect((await refusal(one.idp.signIn(one.id, ...AMELIA))).code).to.be.oneOf(['second-factor', 'conflict']);
    const two = await begun();
    await two.ra.controls.setPolicy('tls-server', { secondFactor: { when: 'issue', methods: [...METHODS] } });
    expect(await refusal(two.idp.signIn(two.id, ...AMELIA))).to.include({ code: 'second-factor', reason: 'void' });
  });

  it('cannot get past a lock by signing in elsewhere', async () => {
    const { ra, store, user, request } = await begun();
    await store.commit([], [{ table: 'factors', key: 'user', value: { failures: 0, lockedUntil: new Date(ra.controls.clock.now() + MINUTE).toISOString() } }]);
    expect(await refusal(start(user, request.id))).to.include({ code: 'second-factor', reason: 'locked' });
    const [signIn] = await ra.controls.identityProvider.pending();
    expect(await refusal(ra.controls.identityProvider.signIn(signIn!.id, ...AMELIA))).to.include({ code: 'second-factor', reason: 'locked' });
  });

  it('cannot bring an answer to a transaction that this RA did not begin', async () => {
    const { store, challenge } = await begun();
    const { state } = await bindingOf(store, challenge.id);
    for (const forged of ['', 'nonsense', `${challenge.id}.`, `${challenge.id}.${'0'.repeat(32)}`, `${state}0`, `sf-other.${state.split('.')[1]!}`]) {
      expect(await refusal(atRa(store, (call) => finishSignIn(call, { state: forged, code: 'x.y' }))), forged).to.include({ code: 'second-factor', reason: 'unknown' });
    }
  });

  it('cannot bring a code of another transaction, not even one of the same person', async () => {
    const mine = await begun();
    const other = await prepared(client(mine.ra, 'operator'), 'cert-mail');
    await start(client(mine.ra, 'operator'), other.id);
    const theirs = (await mine.idp.pending()).find(({ id }) => id !== mine.id)!;
    const stolen = await atRa(mine.store, (call) => authorize(call, theirs.id, ...AMELIA));
    const { state } = await bindingOf(mine.store, mine.challenge.id);
    const code = 'code' in stolen ? stolen.code : '';
    expect(await atRa(mine.store, (call) => finishSignIn(call, { state, code }))).to.deep.equal({ state: 'failed', failure: 'provider' });
    expect((await mine.user.getSecondFactor(mine.challenge.id)).state).to.equal('failed');
  });

  it('cannot redeem a code without the verifier, as another client, twice, or late', async () => {
    const { ra, store, challenge, id } = await begun();
    const { verifier } = await bindingOf(store, challenge.id);
    const grant = async (): Promise<string> => {
      const answer = await atRa(store, (call) => authorize(call, id, ...AMELIA));
      return 'code' in answer ? answer.code : '';
    };
    const use = (code: string, client = CLIENT_ID, proof = verifier) => atRa(store, (call) => redeem(call, code, client, proof));
    const code = await grant();
    expect(await refusal(use(code, CLIENT_ID, '0'.repeat(64)))).to.include({ reason: 'code-invalid' });
    expect(await refusal(use(code, 'another-ra'))).to.include({ reason: 'code-invalid' });
    expect(await refusal(use(`${id}.${'0'.repeat(64)}`))).to.include({ reason: 'code-invalid' });
    expect(JSON.stringify(await store.list('signIns')), 'a code is kept as its hash').to.not.include(code);
    await ra.controls.clock.advance(MINUTE);
    expect(await refusal(use(code))).to.include({ reason: 'code-expired' });
    const fresh = await grant();
    expect(await refusal(use(code)), 'the code before').to.include({ reason: 'code-invalid' });
    expect((await use(fresh)).subject).to.equal(AMELIA[0]);
    expect(await refusal(use(fresh))).to.include({ reason: 'code-used' });
  });

  it('gets one acceptance for two sign-ins at once', async () => {
    const { store, idp, id } = await begun();
    const ends = await Promise.allSettled([idp.signIn(id, ...AMELIA), openSandboxIdentityProvider({ store }).signIn(id, ...AMELIA), idp.cancel(id)]);
    expect(ends.filter(({ status }) => status === 'fulfilled')).to.have.length(1);
    for (const end of ends) if (end.status === 'rejected') expect(end.reason).to.include({ code: 'second-factor', reason: 'used' });
  });

  it('cannot replay an answer that was taken', async () => {
    const { store, user, challenge, id } = await begun();
    const answer = await atRa(store, (call) => authorize(call, id, ...AMELIA));
    expect((await atRa(store, (call) => finishSignIn(call, answer))).state).to.equal('accepted');
    expect(await refusal(atRa(store, (call) => finishSignIn(call, answer)))).to.include({ code: 'second-factor', reason: 'used' });
    expect((await user.getSecondFactor(challenge.id)).state).to.equal('accepted');
  });

  it('begins one sign-in with one key, however often the call is repeated', async () => {
    const { user, request, idp } = await begun();
    const o = once((await user.getRequest(request.id)).etag);
    const first = await user.startSecondFactor(request.id, { method: 'saml' }, o);
    expect(await user.startSecondFactor(request.id, { method: 'saml' }, o)).to.deep.equal(first);
    expect((await idp.pending()).filter(({ method }) => method === 'saml')).to.have.length(1);
    expect(await refusal(user.startSecondFactor(request.id, { method: 'saml', returnTo: BACK }, o))).to.include({ code: 'protocol', reason: 'idempotency' });
    expect(await refusal(user.startSecondFactor(request.id, { method: 'oidc' }, { idempotencyKey: '', ifMatch: o.ifMatch }))).to.include({ code: 'protocol' });
  });
});
