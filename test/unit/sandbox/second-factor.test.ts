import { expect } from '@open-wc/testing';
import type { SecondFactorChallenge, SecondFactorMethod } from '../../../src/core/domain.js';
import type { SandboxRa } from '../../../src/sandbox.js';
import { MemoryStore } from '../../../src/sandbox.js';
import { attach, challenged, client, create, newRa, once, prepared, ready, refusal, send, type Client } from './people.js';

const MINUTE = 60_000;
const wrong = (code: string): string => (code.startsWith('0') ? '1' : '0') + code.slice(1);
const answer = (user: Client, challenge: SecondFactorChallenge, email: string): Promise<SecondFactorChallenge> =>
  user.answerSecondFactor(challenge.id, { codes: { email } }, once(challenge.etag));

async function begun(): Promise<{ ra: SandboxRa; user: Client; challenge: SecondFactorChallenge; code: string }> {
  const ra = newRa();
  const user = client(ra, 'user');
  return { ra, user, ...await challenged(ra, user, await prepared(user)) };
}

describe('the second factor', () => {
  it('is asked for before submission where the policy says so', async () => {
    const ra = newRa();
    const user = client(ra, 'user');
    const request = await prepared(user);
    expect(await refusal(send(user, request))).to.include({ code: 'second-factor', reason: 'required', requestId: request.id });
  });

  it('sends six digits to the account, and tells the page where, masked', async () => {
    const { ra, challenge, code } = await begun();
    expect(code).to.match(/^\d{6}$/);
    expect(challenge).to.deep.include({ method: 'email-otp', state: 'open', attemptsLeft: 3 });
    expect(challenge.channels[0]).to.include({ channel: 'email', destination: 'a…i@example.com', codeLength: 6, alphabet: 'digits' });
    expect(challenge.alternatives).to.deep.equal([{ method: 'sms-otp', destination: '+44 ••• 0142' }]);
    expect(Date.parse(challenge.expiresAt) - ra.controls.clock.now()).to.be.within(4 * MINUTE, 5 * MINUTE);
    expect(await ra.inbox.latest('user')).to.include({ channel: 'email', to: 'amelia.osei@example.com' });
  });

  it('keeps only a salted hash of the code at the RA', async () => {
    const store = new MemoryStore();
    const ra = newRa({ store });
    const user = client(ra, 'user');
    const { code } = await challenged(ra, user, await prepared(user));
    expect(JSON.stringify(await store.list('challenges'))).to.not.include(code);
    expect(JSON.stringify(await store.list('idempotency'))).to.not.include(code);
    expect(JSON.stringify(await store.list('history'))).to.not.include(code);
  });

  it('draws each digit from octets that fall evenly on ten, and passes over the rest', async () => {
    const octets = [255, 250, 17, 251, 249, 252, 0, 253, 130, 254, 88, 255, 243, 250, 1, 2];
    let isFixed = false;
    const fixed = {
      subtle: crypto.subtle,
      getRandomValues: (array: Uint8Array<ArrayBuffer>) => {
        if (!isFixed) return crypto.getRandomValues(array);
        array.set(octets.slice(0, array.length));
        return array;
      },
    } as unknown as Crypto;
    const ra = newRa({ crypto: fixed });
    const user = client(ra, 'user');
    const request = await prepared(user);
    isFixed = true;
    const { code } = await challenged(ra, user, request);
    expect(code).to.equal('790083');
  });

  it('accepts the code with spaces in it, by SMS too', async () => {
    const ra = newRa();
    const user = client(ra, 'user');
    const request = await prepared(user);
    const challenge = await user.startSecondFactor(request.id, { method: 'sms-otp' }, once(request.etag));
    const code = (await ra.inbox.latest())!.code;
    const accepted = await user.answerSecondFactor(challenge.id, { codes: { sms: `${code.slice(0, 3)} ${code.slice(3)} ` } }, once(challenge.etag));
    expect(accepted.state).to.equal('accepted');
    expect((await user.getRequest(request.id)).secondFactor?.accepted?.method).to.equal('sms-otp');
  });

  it('counts wrong codes, locks after the third for a quarter of an hour, and a new challenge gives no new tries', async () => {
    const { ra, user, challenge, code } = await begun();
    const first = await refusal(answer(user, challenge, wrong(code)));
    expect(first).to.include({ code: 'second-factor', reason: 'wrong-code' });
    const { challenge: second, attemptsLeft } = first.detail as { challenge: SecondFactorChallenge; attemptsLeft: number };
    expect(attemptsLeft).to.equal(2);
    await refusal(answer(user, second, wrong(code)));

    await ra.controls.clock.advance(MINUTE);
    const request = await user.getRequest(challenge.requestId);
    const fresh = await challenged(ra, user, request);
    expect(fresh.challenge.attemptsLeft).to.equal(1);
    const locked = await refusal(answer(user, fresh.challenge, wrong(fresh.code)));
    expect(locked).to.include({ code: 'second-factor', reason: 'locked', retryAfter: 900 });
    const shown = await user.getSecondFactor(fresh.challenge.id);
    expect(shown.state).to.equal('locked');
    expect(await refusal(answer(user, shown, fresh.code)), 'the right code, too late').to.include({ reason: 'locked' });
    const now = await user.getRequest(request.id);
    expect(await refusal(user.startSecondFactor(now.id, { method: 'sms-otp' }, once(now.etag))), 'another method').to.include({ reason: 'locked' });

    await ra.controls.clock.advance(15 * MINUTE);
    expect((await challenged(ra, user, now)).challenge).to.include({ state: 'open', attemptsLeft: 3 });
  });

  it('counts one wrong code once, however often the call is repeated', async () => {
    const { user, challenge, code } = await begun();
    const o = once(challenge.etag);
    const body = { codes: { email: wrong(code) } };
    const errors = [];
    for (let i = 0; i < 4; i++) errors.push(await refusal(user.answerSecondFactor(challenge.id, body, o)));
    expect(new Set(errors.map(({ reason }) => reason))).to.deep.equal(new Set(['wrong-code']));
    expect((await user.getSecondFactor(challenge.id)).attemptsLeft).to.equal(2);
  });

  it('counts wrong codes that come side by side, one by one', async () => {
    const { user, challenge, code } = await begun();
    const tries = await Promise.all(Array.from({ length: 8 }, () => refusal(answer(user, challenge, wrong(code)))));
    expect(tries.filter(({ reason }) => reason === 'wrong-code')).to.have.length(1);
    expect(tries.filter(({ code: c, reason }) => c === 'conflict' && reason === 'stale')).to.have.length(7);
  });

  it('expires after five minutes', async () => {
    const { ra, user, challenge, code } = await begun();
    await ra.controls.clock.advance(5 * MINUTE);
    expect((await user.getSecondFactor(challenge.id)).state).to.equal('expired');
    expect(await refusal(answer(user, challenge, code))).to.include({ code: 'second-factor', reason: 'expired' });
  });

  it('sends a code again only after the cooldown, and then only the new one counts', async () => {
    const { ra, user, challenge, code } = await begun();
    const early = await refusal(user.resendSecondFactor(challenge.id, { channel: 'email' }, once(challenge.etag)));
    expect(early.code).to.equal('rate-limited');
    expect(early.retryAfter).to.be.within(1, 30);
    await ra.controls.clock.advance(30_000);
    const again = await user.resendSecondFactor(challenge.id, { channel: 'email' }, once(challenge.etag));
    const second = (await ra.inbox.latest())!.code;
    if (second !== code) expect(await refusal(answer(user, again, code))).to.include({ reason: 'wrong-code' });
    const now = await user.getSecondFactor(challenge.id);
    expect((await answer(user, now, second)).state).to.equal('accepted');
  });

  it('goes on with the code on its way when the dialog is opened again, and voids it for another method', async () => {
    const { ra, user, challenge, code } = await begun();
    const request = await user.getRequest(challenge.requestId);
    expect(await user.startSecondFactor(request.id, { method: 'email-otp' }, once(request.etag))).to.deep.equal(challenge);
    expect(await ra.inbox.list()).to.have.length(1);
    const other = await user.startSecondFactor(request.id, { method: 'sms-otp' }, once(request.etag));
    expect(other.id).to.not.equal(challenge.id);
    const voided = await user.getSecondFactor(challenge.id);
    expect(voided.state).to.equal('void');
    expect(await refusal(answer(user, voided, code))).to.include({ code: 'second-factor', reason: 'void' });
  });

  it('is used up by one submission', async () => {
    const ra = newRa();
    const [user, admin] = [client(ra, 'user'), client(ra, 'admin')];
    const sent = await send(user, await ready(ra, user));
    expect(sent.secondFactor?.accepted?.method, 'still shown to the approver').to.equal('email-otp');
    const declined = await admin.decline(sent.id, { remarks: 'Again, please.' }, once(sent.etag));
    const reopened = await user.reopenRequest(sent.id, once(declined.etag));
    expect(await refusal(send(user, reopened))).to.include({ code: 'second-factor', reason: 'required' });
  });

  it('that was accepted does not wait for ever', async () => {
    const ra = newRa();
    const user = client(ra, 'user');
    const request = await ready(ra, user);
    await ra.controls.clock.advance(15 * MINUTE);
    expect(await refusal(send(user, request))).to.include({ code: 'second-factor', reason: 'required' });
  });

  it('cannot be answered twice', async () => {
    const { user, challenge, code } = await begun();
    const accepted = await answer(user, challenge, code);
    expect(await refusal(answer(user, accepted, code))).to.include({ code: 'second-factor', reason: 'used' });
  });

  it('needs a CSR that it can be bound to', async () => {
    const ra = newRa();
    const user = client(ra, 'user');
    const request = await create(user);
    expect(await refusal(user.startSecondFactor(request.id, { method: 'email-otp' }, once(request.etag)))).to.include({ code: 'conflict', reason: 'csr-missing' });
  });

  it('for one CSR is worth nothing for another', async () => {
    const { user, challenge, code } = await begun();
    await attach(user, await user.getRequest(challenge.requestId));
    const voided = await user.getSecondFactor(challenge.id);
    const error = await refusal(answer(user, voided, code));
    expect(error.code).to.be.oneOf(['second-factor', 'conflict']);
  });

  it('belongs to the person it was sent to', async () => {
    const { ra, challenge, code } = await begun();
    for (const person of ['user2', 'operator', 'admin']) {
      const other = client(ra, person);
      for (const error of await Promise.all([other.getSecondFactor(challenge.id), answer(other, challenge, code), other.resendSecondFactor(challenge.id, { channel: 'email' }, once(challenge.etag))].map(refusal))) {
        expect(error.code).to.equal('forbidden');
      }
    }
  });

  it('by a method that the policy lacks, or that nobody knows, is refused', async () => {
    const ra = newRa();
    const user = client(ra, 'user');
    const request = await prepared(user);
    const start = (method: string) => user.startSecondFactor(request.id, { method: method as SecondFactorMethod }, once(request.etag));
    expect(await refusal(start('saml'))).to.include({ code: 'second-factor', reason: 'method' });
    expect(await refusal(start('telepathy'))).to.include({ code: 'protocol', reason: 'validation' });
  });

  it('names every other method of the policy, and where each would go, masked', async () => {
    const ra = newRa();
    await ra.scenario('every-second-factor');
    const user = client(ra, 'user');
    const [request] = (await user.listRequests({})).items;
    const { alternatives } = await user.startSecondFactor(request!.id, { method: 'sms-otp' }, once(request!.etag));
    expect(alternatives).to.deep.equal([
      { method: 'email-otp', destination: 'a…i@example.com' },
      { method: 'email-sms', destination: 'a…i@example.com, +44 ••• 0142' },
      { method: 'active-directory', destination: 'amelia.osei@corp.example.com' },
      { method: 'saml', destination: 'Sandbox SAML provider' },
      { method: 'oidc', destination: 'Sandbox OpenID provider' },
      { method: 'azure-ad', destination: 'Sandbox Entra tenant' },
    ]);
  });

  it('before issuance follows the approval, and the requester presses the last button', async () => {
    const ra = newRa();
    await ra.controls.setPolicy('tls-server', { secondFactor: { when: 'issue', methods: ['email-otp'] } });
    const [user, admin] = [client(ra, 'user'), client(ra, 'admin')];
    const sent = await send(user, await prepared(user));
    const approved = await admin.approve(sent.id, { reviewed: true }, once(sent.etag));
    expect(approved.status).to.equal('approved');
    expect(await refusal(send(user, approved))).to.include({ code: 'second-factor', reason: 'required' });
    const { challenge, code } = await challenged(ra, user, approved);
    await answer(user, challenge, code);
    expect((await send(user, await user.getRequest(sent.id))).status).to.equal('issued');
  });
});
