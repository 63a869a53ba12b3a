import type { ChangeOptions } from '../../core/adapter.js';
import type { SecondFactorChallenge, SecondFactorMethod } from '../../core/domain.js';
import { RekeyError } from '../../core/errors.js';
import { requireAction } from '../../core/lifecycle.js';
import { accountOfPerson, bind, findAccount } from '../directory.js';
import { randomHex, requireRequestVersion, requireVersion, saveRequest, type Call } from './call.js';
import { certificateOf, loadRequest, policyOf, requireEligible } from './eligibility.js';
import { asBody, asOneOf, asText } from './input.js';
import type { ChallengeRecord, FactorAction, PolicyRecord, RequestRecord } from './model.js';
import {
  accept, challengeView, factorAction, factorOf, next, refuseGuess, requireOpen, requireUnlocked, stateOf,
} from './second-factor-challenge.js';
import { areCodesRight, channelsOf, resendCodes, sendCodes } from './second-factor-codes.js';
import { asReturnTo, beginSignIn } from './second-factor-sign-in.js';

export { factorAction, isFactorAccepted, voidChallenge } from './second-factor-challenge.js';

const METHODS: readonly SecondFactorMethod[] = ['email-otp', 'sms-otp', 'email-sms', 'saml', 'active-directory', 'azure-ad', 'oidc'];
const LIFE_MS = 5 * 60_000;
/** A sign-in elsewhere may begin with a password to be looked up. */
const SIGN_IN_MS = 10 * 60_000;
const MAX_PASSWORD = 256;

export async function startSecondFactor(call: Call, requestId: string, input: unknown, o: ChangeOptions): Promise<SecondFactorChallenge> {
  const request = await ownRequest(call, requestId);
  requireRequestVersion(o, request);
  requireAction(request.status, 'start-second-factor', 'requester');
  const policy = await policyOf(call, request.policyId);
  requireEligible(await certificateOf(call, request), policy, call.now, request.id);
  const body = asBody(input);
  const method = asOneOf(body['method'], 'method', METHODS);
  const returnTo = asReturnTo(call, body['returnTo']);
  const action = factorAction(request, policy);
  if (action === undefined) throw new RekeyError('conflict', { reason: 'second-factor-not-needed', requestId });
  if (!policy.secondFactor.methods.includes(method)) throw new RekeyError('second-factor', { reason: 'method', requestId });
  if (request.csr === undefined) throw new RekeyError('conflict', { reason: 'csr-missing', requestId });
  const factor = await factorOf(call);
  requireUnlocked(call, factor, requestId);

  const wanted = { method, action, csrSha256: request.csr.sha256, returnTo, policy };
  const before = request.challengeId === undefined ? undefined : await call.work.get('challenges', request.challengeId);
  if (before !== undefined && stateOf(call, before, factor) === 'open') {
    if (goesOn(call, before, wanted)) return challengeView(call, before, factor);
    next(call, before, { state: 'void' });
  }
  const challenge = await begin(call, request, wanted);
  call.work.put('challenges', challenge.id, challenge);
  const status = request.status === 'draft' ? 'second-factor' : request.status;
  saveRequest(call, request, { status, challengeId: challenge.id, accepted: undefined }, 'second-factor-started', { detail: method });
  return challengeView(call, challenge, factor);
}

interface Wanted {
  readonly method: SecondFactorMethod;
  readonly action: FactorAction;
  readonly csrSha256: string;
  readonly returnTo: string | undefined;
  readonly policy: PolicyRecord;
}

const isOneCode = ({ method, policy }: Wanted): boolean => method === 'email-sms' && policy.factorOptions?.oneCode === true;
const isOnPage = ({ method, policy }: Wanted): boolean =>
  method === 'saml' || method === 'oidc' || method === 'azure-ad' || (method === 'active-directory' && policy.factorOptions?.passwordPage === true);

/** A dialog that was closed and opened again goes on with the code that is on its way, or the sign-in that was begun. */
function goesOn(call: Call, before: ChallengeRecord, wanted: Wanted): boolean {
  return before.method === wanted.method && before.action === wanted.action && before.csrSha256 === wanted.csrSha256
    && (before.oneCode ?? false) === isOneCode(wanted)
    && (before.signIn !== undefined) === isOnPage(wanted)
    && (before.signIn === undefined || before.signIn.returnTo === wanted.returnTo)
    && before.channels.every(({ resendAt }) => call.now < Date.parse(resendAt));
}

async function begin(call: Call, request: RequestRecord, wanted: Wanted): Promise<ChallengeRecord> {
  const { method, action, csrSha256, returnTo, policy } = wanted;
  const id = `sf-${randomHex(call.ra, 12)}`;
  const accountId = method === 'active-directory' ? accountOfPerson(call.person.id)?.id : undefined;
  if (method === 'active-directory' && accountId === undefined) throw new RekeyError('second-factor', { reason: 'account', requestId: request.id });
  const expiresAt = new Date(call.now + (isOnPage(wanted) ? SIGN_IN_MS : LIFE_MS)).toISOString();
  return {
    id, version: 1, requestId: request.id, personId: call.person.id, method, methods: policy.secondFactor.methods, action, csrSha256,
    state: 'open', startedAt: call.at, expiresAt,
    channels: await sendCodes(call, id, channelsOf(method), isOneCode(wanted), request),
    ...(isOneCode(wanted) && { oneCode: true }),
    ...(accountId !== undefined && { accountId }),
    ...(isOnPage(wanted) && { signIn: await beginSignIn(call, id, method, { expiresAt, returnTo, accountId }) }),
  };
}

export async function getSecondFactor(call: Call, id: string): Promise<SecondFactorChallenge> {
  return challengeView(call, await ownChallenge(call, id), await factorOf(call));
}

/** The caller's challenge, once this version of it may be answered or sent again. */
async function requireAnswerable(call: Call, id: string, o: ChangeOptions) {
  const challenge = await ownChallenge(call, id);
  const request = await ownRequest(call, challenge.requestId);
  requireVersion(o.ifMatch, challenge.version, request.lastChange, request.id);
  requireAction(request.status, 'answer-second-factor', 'requester');
  const factor = await factorOf(call);
  requireUnlocked(call, factor, request.id);
  return { challenge, request, factor };
}

export async function answerSecondFactor(call: Call, id: string, input: unknown, o: ChangeOptions): Promise<SecondFactorChallenge> {
  const { challenge, request, factor } = await requireAnswerable(call, id, o);
  await requireOpen(call, challenge, request, factor);
  // Whoever has a page to sign in at gives no password to a portal.
  if (challenge.signIn !== undefined) throw new RekeyError('second-factor', { reason: 'elsewhere', requestId: request.id });
  if (challenge.accountId === undefined) {
    if (!(await areCodesRight(call, challenge, input))) refuseGuess(call, request, challenge, factor, 'wrong-code');
  } else {
    const tried = await tryPassword(call, challenge.accountId, asBody(input)['password']);
    if (tried === 'wrong-password') refuseGuess(call, request, challenge, factor, tried);
    else if (tried !== undefined) throw new RekeyError('second-factor', { ...tried, requestId: request.id });
  }
  return challengeView(call, accept(call, request, challenge), { failures: 0 });
}

/** @returns why the directory does not take it, if so; a password is taken as it was typed, white space included */
async function tryPassword(
  call: Call, accountId: string, password: unknown,
): Promise<'wrong-password' | { readonly reason: string; readonly retryAfter?: number } | undefined> {
  const account = findAccount(accountId);
  if (account === undefined) return { reason: 'account' };
  const bound = await bind(call, account, asText(password, 'password', MAX_PASSWORD));
  switch (bound.result) {
    case 'success': return undefined;
    case 'wrong-password': return bound.result;
    case 'account-locked': return { reason: bound.result, retryAfter: Math.ceil((Date.parse(bound.until) - call.now) / 1000) };
    default: return { reason: bound.result };
  }
}

export async function resendSecondFactor(call: Call, id: string, input: unknown, o: ChangeOptions): Promise<SecondFactorChallenge> {
  const { challenge, request, factor } = await requireAnswerable(call, id, o);
  const wanted = asOneOf(asBody(input)['channel'], 'channel', challenge.channels.map(({ channel }) => channel));
  if (challenge.state !== 'open' || request.challengeId !== id) throw new RekeyError('second-factor', { reason: 'void', requestId: request.id });
  const channels = await resendCodes(call, challenge, wanted, request);
  return challengeView(call, next(call, challenge, { channels, expiresAt: new Date(call.now + LIFE_MS).toISOString() }), factor);
}

async function ownRequest(call: Call, id: string): Promise<RequestRecord> {
  const request = await loadRequest(call, id);
  if (request.requestedBy !== call.person.id) throw new RekeyError('forbidden', { reason: 'not-yours' });
  return request;
}

async function ownChallenge(call: Call, id: string): Promise<ChallengeRecord> {
  const challenge = await call.work.get('challenges', id);
  if (challenge === undefined) throw new RekeyError('not-found');
  if (challenge.personId !== call.person.id) throw new RekeyError('forbidden', { reason: 'not-yours' });
  return challenge;
}
