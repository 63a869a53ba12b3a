import { expect } from '@open-wc/testing';
import type { RekeyRequest, SecondFactorAnswer, SecondFactorChallenge, SecondFactorMethod } from '../../../src/core/domain.js';
import { MemoryStore, type AccountStatus, type FactorOptions, type SandboxOptions, type SandboxRa } from '../../../src/sandbox.js';
import { client, newRa, once, prepared, refusal, send, type Client } from './people.js';

const MINUTE = 60_000;
const PASSWORD = 'Teal-Harbour-41';
const ACCOUNT = 'amelia.osei@corp.example.com';

interface Begun { readonly ra: SandboxRa; readonly user: Client; readonly request: RekeyRequest; readonly challenge: SecondFactorChallenge }

async function begun(method: SecondFactorMethod, { factorOptions, when = 'submit', ...options }: SandboxOptions & { factorOptions?: FactorOptions; when?: 'submit' | 'issue' } = {}): Promise<Begun> {
  const ra = newRa(options);
  await ra.controls.setPolicy('tls-server', { secondFactor: { when, methods: [method, 'email-otp'] }, factorOptions });
  const user = client(ra, 'user');
  let request = await prepared(user);
  if (when === 'issue') {
    const sent = await send(user, request);
    await client(ra, 'admin').approve(sent.id, { reviewed: true }, once(sent.etag));
    request = await user.getRequest(sent.id);
  }
  return { ra, user, request, challenge: await user.startSecondFactor(request.id, { method }, once(request.etag)) };
}

const answer = (user: Client, { id, etag }: SecondFactorChallenge, body: SecondFactorAnswer): Promise<SecondFactorChallenge> =>
  user.answerSecondFactor(id, body, once(etag));

async function codes(ra: SandboxRa): Promise<{ email: string; sms: string }> {
  const messages = await ra.inbox.list();
  const last = (channel: string): string => messages.findLast((one) => one.channel === channel)?.code ?? '';
  return { email: last('email'), sms: last('sms') };
}
const other = (code: string): string => (code.startsWith('0') ? '1' : '0') + code.slice(1);

describe('a code by email and another by SMS', () => {
  it('are two codes, and both are asked for', async () => {
    const { ra, user, request, challenge } = await begun('email-sms');
    expect(challenge.channels.map(({ channel, destination }) => [channel, destination])).to.deep.equal([['email', 'a…i@example.com'], ['sms', '+44 ••• 0142']]);
    expect(challenge.oneCode).to.equal(undefined);
    const { email, sms } = await codes(ra);
    expect(await refusal(answer(user, challenge, { codes: { email } }))).to.include({ code: 'protocol', reason: 'validation' });
    expect(await refusal(answer(user, challenge, { codes: { sms } }))).to.include({ code: 'protocol', reason: 'validation' });
    expect((await answer(user, challenge, { codes: { email, sms } })).state).to.equal('accepted');
    expect((await user.getRequest(request.id)).secondFactor?.accepted?.method).to.equal('email-sms');
  });

  it('are wrong when one of them is, and which one is not told', async () => {
    const { ra, user, challenge } = await begun('email-sms');
    const { email, sms } = await codes(ra);
    const first = await refusal(answer(user, challenge, { codes: { email, sms: other(sms) } }));
    const now = await user.getSecondFactor(challenge.id);
    const second = await refusal(answer(user, now, { codes: { email: other(email), sms } }));
    for (const error of [first, second]) expect(error).to.include({ code: 'second-factor', reason: 'wrong-code' });
    expect((await user.getSecondFactor(challenge.id)).attemptsLeft).to.equal(1);
  });

  it('do not stand for each other', async () => {
    const { ra, user, challenge } = await begun('email-sms');
    const { email, sms } = await codes(ra);
    if (email === sms) return;
    expect(await refusal(answer(user, challenge, { codes: { email: sms, sms: email } }))).to.include({ reason: 'wrong-code' });
  });

  it('are sent again each after a cooldown of its own', async () => {
    const { ra, user, challenge } = await begun('email-sms');
    await ra.controls.clock.advance(MINUTE / 2);
    const again = await user.resendSecondFactor(challenge.id, { channel: 'sms' }, once(challenge.etag));
    const [email, sms] = again.channels;
    expect(email?.resendAt).to.equal(challenge.channels[0]?.resendAt);
    expect(Date.parse(sms!.resendAt)).to.be.greaterThan(Date.parse(challenge.channels[1]!.resendAt));
    expect(await ra.inbox.list()).to.have.length(3);
    expect(await refusal(user.resendSecondFactor(challenge.id, { channel: 'sms' }, once(again.etag)))).to.include({ code: 'rate-limited' });
    const both = await user.resendSecondFactor(challenge.id, { channel: 'email' }, once(again.etag));
    expect((await answer(user, both, { codes: await codes(ra) })).state).to.equal('accepted');
  });

  it('are one code to both where the policy says so: asked for once, sent anew to both', async () => {
    const { ra, user, challenge } = await begun('email-sms', { factorOptions: { oneCode: true } });
    expect(challenge.oneCode).to.equal(true);
    const first = await codes(ra);
    expect(first.email).to.equal(first.sms);
    await ra.controls.clock.advance(MINUTE / 2);
    const again = await user.resendSecondFactor(challenge.id, { channel: 'sms' }, once(challenge.etag));
    expect(await ra.inbox.list()).to.have.length(4);
    expect(await refusal(user.resendSecondFactor(challenge.id, { channel: 'email' }, once(again.etag)))).to.include({ code: 'rate-limited' });
    const second = await codes(ra);
    expect(second.email).to.equal(second.sms);
    expect((await answer(user, again, { codes: { email: second.email } })).state).to.equal('accepted');
  });

  it('reads a text message whose last line binds the code to the portal', async () => {
    const { ra } = await begun('email-sms', { portalOrigins: ['https://portal.example'] });
    const [email, sms] = await ra.inbox.list();
    expect(sms!.text.endsWith(`\n@portal.example #${sms!.code}`)).to.equal(true);
    expect(email!.text).to.not.include('@portal.example');
  });
});

describe('a directory password', () => {
  for (const when of ['submit', 'issue'] as const) {
    it(`lets the action go on, with the factor before ${when === 'submit' ? 'submission' : 'issuance'}`, async () => {
      const { user, request, challenge } = await begun('active-directory', { when });
      expect(challenge).to.deep.include({ method: 'active-directory', state: 'open', account: ACCOUNT, channels: [], attemptsLeft: 3 });
      expect(challenge).to.not.have.any.keys('href', 'provider');
      expect((await answer(user, challenge, { password: PASSWORD })).state).to.equal('accepted');
      expect((await send(user, await user.getRequest(request.id))).status).to.equal(when === 'submit' ? 'pending-approval' : 'issued');
    });
  }

  it('is in the directory as the sandbox shows it', async () => {
    const ra = newRa();
    const accounts = await ra.controls.directory.list();
    expect(accounts.find(({ personId }) => personId === 'user')).to.deep.include({ account: ACCOUNT, password: PASSWORD, status: 'enabled' });
    expect(new Set(accounts.map(({ password }) => password)).size).to.equal(accounts.length);
    for (const { id } of ra.people) expect(accounts.some(({ personId }) => personId === id)).to.equal(true);
  });

  it('that is wrong takes a try, and the third locks', async () => {
    const { user, challenge } = await begun('active-directory');
    const first = await refusal(answer(user, challenge, { password: `${PASSWORD} ` }));
    expect(first).to.include({ code: 'second-factor', reason: 'wrong-password' });
    expect(first.detail).to.deep.include({ attemptsLeft: 2 });
    for (const reason of ['wrong-password', 'locked']) {
      const now = await user.getSecondFactor(challenge.id);
      expect(await refusal(answer(user, now, { password: 'nonsense' }))).to.include({ code: 'second-factor', reason });
    }
    const locked = await user.getSecondFactor(challenge.id);
    expect(locked).to.include({ state: 'locked', attemptsLeft: 0 });
    expect(await refusal(answer(user, locked, { password: PASSWORD })), 'the right one, too late').to.include({ reason: 'locked' });
  });

  for (const [status, reason] of [
    ['disabled', 'account-disabled'], ['password-expired', 'password-expired'], ['locked', 'account-locked'],
  ] as const satisfies readonly (readonly [AccountStatus, string])[]) {
    it(`of an account that is ${status} is refused and takes no try`, async () => {
      const { ra, user, challenge } = await begun('active-directory');
      await ra.controls.directory.set(ACCOUNT, status);
      const error = await refusal(answer(user, challenge, { password: PASSWORD }));
      expect(error).to.include({ code: 'second-factor', reason });
      expect(error.retryAfter).to.equal(status === 'locked' ? 1800 : undefined);
      expect(await user.getSecondFactor(challenge.id)).to.include({ state: 'open', attemptsLeft: 3 });
      await ra.controls.directory.set(ACCOUNT, 'enabled');
      expect((await answer(user, challenge, { password: PASSWORD })).state).to.equal('accepted');
    });
  }

  it('is known as disabled or expired to those alone who know it', async () => {
    const { ra, user, challenge } = await begun('active-directory');
    await ra.controls.directory.set(ACCOUNT, 'disabled');
    expect(await refusal(answer(user, challenge, { password: 'a guess' }))).to.include({ reason: 'wrong-password' });
  });

  it('tried wrong five times locks the account for half an hour, whoever tried', async () => {
    const { ra, user, request, challenge } = await begun('active-directory');
    let now = challenge;
    for (let i = 0; i < 3; i++) {
      await refusal(answer(user, now, { password: 'nonsense' }));
      now = await user.getSecondFactor(challenge.id);
    }
    await ra.controls.clock.advance(15 * MINUTE);
    now = await user.startSecondFactor(request.id, { method: 'active-directory' }, once((await user.getRequest(request.id)).etag));
    for (let i = 0; i < 2; i++) {
      await refusal(answer(user, now, { password: 'nonsense' }));
      now = await user.getSecondFactor(now.id);
    }
    expect((await ra.controls.directory.list())[0]).to.include({ status: 'locked' });
    expect(await refusal(answer(user, now, { password: PASSWORD }))).to.include({ reason: 'account-locked' });
  });

  it('is not taken in place of a code, nor a code in place of it', async () => {
    const { user, request, challenge } = await begun('active-directory');
    expect(await refusal(answer(user, challenge, { codes: { email: '123456' } }))).to.include({ code: 'protocol', reason: 'validation' });
    expect(await refusal(answer(user, challenge, { password: 'x'.repeat(257) }))).to.include({ code: 'protocol', reason: 'validation' });
    const coded = await user.startSecondFactor(request.id, { method: 'email-otp' }, once((await user.getRequest(request.id)).etag));
    expect(await refusal(answer(user, coded, { password: PASSWORD }))).to.include({ code: 'protocol', reason: 'validation' });
    expect(await refusal(user.resendSecondFactor(coded.id, { channel: 'sms' }, once(coded.etag)))).to.include({ code: 'protocol', reason: 'validation' });
  });

  it('is kept nowhere: what was tried stands in no record', async () => {
    const store = new MemoryStore();
    const { user, challenge } = await begun('active-directory', { store });
    await refusal(answer(user, challenge, { password: 'Not-The-Right-One' }));
    await answer(user, await user.getSecondFactor(challenge.id), { password: PASSWORD });
    for (const table of ['challenges', 'idempotency', 'history', 'directory', 'requests', 'factors', 'messages'] as const) {
      const text = JSON.stringify(await store.list(table));
      expect(text).to.not.include('Not-The-Right-One');
      expect(text).to.not.include(PASSWORD);
    }
  });

  it('answers the same key with the same outcome, and counts it once', async () => {
    const { user, challenge } = await begun('active-directory');
    const o = once(challenge.etag);
    for (let i = 0; i < 4; i++) expect(await refusal(user.answerSecondFactor(challenge.id, { password: 'wrong' }, o))).to.include({ reason: 'wrong-password' });
    expect((await user.getSecondFactor(challenge.id)).attemptsLeft).to.equal(2);
    expect(await refusal(user.answerSecondFactor(challenge.id, { password: PASSWORD }, o))).to.include({ code: 'protocol', reason: 'idempotency' });
  });

  it('is asked for on a page of the RA where the policy says so, and then not taken from a portal', async () => {
    const { ra, user, challenge } = await begun('active-directory', {
      factorOptions: { passwordPage: true }, identityProviderUrl: 'https://portal.example/idp.html',
    });
    expect(challenge).to.deep.include({ account: ACCOUNT, provider: 'Sandbox directory' });
    expect(challenge.href).to.match(/^https:\/\/portal\.example\/idp\.html\?transaction=[0-9a-f]{32}$/);
    expect(await refusal(answer(user, challenge, { password: PASSWORD }))).to.include({ code: 'second-factor', reason: 'elsewhere' });
    const [signIn] = await ra.controls.identityProvider.pending();
    const { identityProvider } = ra.controls;
    expect(await refusal(identityProvider.signIn(signIn!.id, 'ad-2b93', 'Slate-Orchard-93')), 'another account').to.include({ reason: 'account' });
    expect(await identityProvider.signIn(signIn!.id, 'ad-7c41', PASSWORD)).to.deep.equal({ state: 'accepted' });
    expect((await user.getSecondFactor(challenge.id)).state).to.equal('accepted');
  });
});
