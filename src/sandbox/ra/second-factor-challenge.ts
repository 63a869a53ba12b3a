import type { SecondFactorChallenge, SecondFactorMethod } from '../../core/domain.js';
import { RekeyError } from '../../core/errors.js';
import { requireAction } from '../../core/lifecycle.js';
import { accountOfPerson, findAccount } from '../directory.js';
import { isSignInMethod, providerOf } from '../idp/authorization.js';
import { etagOf, saveRequest, type Call } from './call.js';
import { policyOf } from './eligibility.js';
import type { ChallengeRecord, FactorAction, FactorRecord, Person, PolicyRecord, RequestRecord } from './model.js';
import { findPerson } from './people.js';
import { channelsOf, CODE_LENGTH, destinationOf, mask } from './second-factor-codes.js';

const ATTEMPTS = 3;
const LOCK_MS = 15 * 60_000;
/** How long an accepted factor waits for the action that it was given for. */
const ACCEPTED_MS = 15 * 60_000;

/** The action that a second factor would now stand for; undefined when none is asked for. */
export function factorAction(request: Pick<RequestRecord, 'status'>, policy: PolicyRecord): FactorAction | undefined {
  const { when } = policy.secondFactor;
  if (when === 'submit') return request.status === 'approved' ? undefined : 'submit';
  return when === 'issue' && request.status === 'approved' ? 'issue' : undefined;
}

/**
 * Whether the factor that the action needs was accepted, for this CSR and lately. It is good for one submission: whatever lets a
 * request be submitted again (a decision, a reopening) takes the acceptance away.
 */
export function isFactorAccepted(request: RequestRecord, action: FactorAction, now: number): boolean {
  const { accepted, csr } = request;
  return accepted?.action === action && accepted.csrSha256 === csr?.sha256
    && now < Date.parse(accepted.at) + ACCEPTED_MS;
}

/** Ends the request's challenge: what it was bound to has changed. */
export async function voidChallenge(call: Call, request: RequestRecord): Promise<void> {
  const challenge = request.challengeId === undefined ? undefined : await call.work.get('challenges', request.challengeId);
  if (challenge !== undefined && challenge.state !== 'void') next(call, challenge, { state: 'void' });
}

/** Writes a challenge's next version. */
export function next(call: Call, challenge: ChallengeRecord, patch: Partial<ChallengeRecord>): ChallengeRecord {
  const written: ChallengeRecord = { ...challenge, ...patch, version: challenge.version + 1 };
  call.work.put('challenges', written.id, written);
  return written;
}

/**
 * Refuses what comes for a challenge that is over: it is good for one acceptance, for the CSR and the action that it was started for.
 * @throws RekeyError `second-factor` with reason `void`, `used`, `expired`, `failed` or `locked`
 */
export async function requireOpen(call: Call, challenge: ChallengeRecord, request: RequestRecord, factor: FactorRecord): Promise<void> {
  requireUnlocked(call, factor, request.id);
  requireAction(request.status, 'answer-second-factor', 'requester');
  const state = stateOf(call, challenge, factor);
  const isBound = request.challengeId === challenge.id && request.csr?.sha256 === challenge.csrSha256
    && factorAction(request, await policyOf(call, request.policyId)) === challenge.action;
  if (state === 'open' && isBound) return;
  throw new RekeyError('second-factor', { reason: state === 'open' ? 'void' : state === 'accepted' ? 'used' : state, requestId: request.id });
}

export function accept(call: Call, request: RequestRecord, challenge: ChallengeRecord): ChallengeRecord {
  call.work.put('factors', call.person.id, { failures: 0 });
  const { method, csrSha256, action } = challenge;
  saveRequest(call, request, { accepted: { method, at: call.at, csrSha256, action } }, 'second-factor-accepted', { detail: method });
  return next(call, challenge, { state: 'accepted' });
}

/** Ends a challenge by a sign-in that came to nothing. No guess was made, so that no try is gone. */
export function fail(
  call: Call, request: RequestRecord, challenge: ChallengeRecord, failure: NonNullable<ChallengeRecord['failure']>,
): ChallengeRecord {
  saveRequest(call, request, {}, 'second-factor-failed', { detail: `${challenge.method} ${failure}` });
  return next(call, challenge, { state: 'failed', failure });
}

/** Counts a wrong code or password, and rejects the call with `reason`, or `locked` when it was one too many. */
export function refuseGuess(
  call: Call, request: RequestRecord, challenge: ChallengeRecord, factor: FactorRecord, reason: 'wrong-code' | 'wrong-password',
): never {
  const failures = factor.failures + 1;
  const locked = failures >= ATTEMPTS;
  const counted: FactorRecord = locked
    ? { failures: 0, lockedUntil: new Date(call.now + LOCK_MS).toISOString() }
    : { failures };
  call.work.put('factors', call.person.id, counted);
  const spent = next(call, challenge, locked ? { state: 'void' } : {});
  saveRequest(call, request, {}, locked ? 'second-factor-locked' : 'second-factor-failed', { detail: challenge.method });
  const view = challengeView(call, spent, counted);
  return call.work.refuse(new RekeyError('second-factor', {
    reason: locked ? 'locked' : reason, requestId: request.id,
    ...(locked && { retryAfter: LOCK_MS / 1000 }),
    detail: { attemptsLeft: view.attemptsLeft, challenge: view },
  }));
}

export const factorOf = async (call: Call, personId = call.person.id): Promise<FactorRecord> =>
  await call.work.get('factors', personId) ?? { failures: 0 };

const isLocked = (call: Call, { lockedUntil }: FactorRecord): boolean => lockedUntil !== undefined && call.now < Date.parse(lockedUntil);

export function requireUnlocked(call: Call, factor: FactorRecord, requestId: string): void {
  if (factor.lockedUntil === undefined || !isLocked(call, factor)) return;
  const retryAfter = Math.ceil((Date.parse(factor.lockedUntil) - call.now) / 1000);
  throw new RekeyError('second-factor', { reason: 'locked', retryAfter, requestId, detail: { attemptsLeft: 0, lockedUntil: factor.lockedUntil } });
}

export function stateOf(call: Call, challenge: ChallengeRecord, factor: FactorRecord): SecondFactorChallenge['state'] {
  if (challenge.state === 'accepted') return 'accepted';
  if (isLocked(call, factor)) return 'locked';
  if (challenge.state !== 'open') return challenge.state;
  return call.now < Date.parse(challenge.expiresAt) ? 'open' : 'expired';
}

export function challengeView(call: Call, challenge: ChallengeRecord, factor: FactorRecord): SecondFactorChallenge {
  const { method, signIn, failure, accountId } = challenge;
  const person = findPerson(challenge.personId);
  const state = stateOf(call, challenge, factor);
  const href = state === 'open' && signIn !== undefined ? pageOf(call, signIn.transactionId) : undefined;
  const account = accountId === undefined ? undefined : findAccount(accountId)?.account;
  return {
    id: challenge.id, etag: etagOf(challenge.version), requestId: challenge.requestId, method, state,
    ...(state === 'failed' && failure !== undefined && { failure }),
    channels: challenge.channels.map(({ channel, destination, resendAt }) => ({ channel, destination, resendAt, codeLength: CODE_LENGTH, alphabet: 'digits' })),
    ...(challenge.oneCode === true && { oneCode: true }),
    ...(account !== undefined && { account }),
    ...(href !== undefined && { href }),
    ...(signIn !== undefined && isSignInMethod(method) && { provider: providerOf(method).name }),
    expiresAt: challenge.expiresAt,
    attemptsLeft: state === 'locked' ? 0 : ATTEMPTS - factor.failures,
    ...(isLocked(call, factor) && factor.lockedUntil !== undefined && { lockedUntil: factor.lockedUntil }),
    alternatives: challenge.methods.filter((other) => other !== method).map((other) => {
      const destination = person === undefined ? undefined : whereTo(other, person);
      return { method: other, ...(destination !== undefined && { destination }) };
    }),
  };
}

/** The address of a transaction at the provider's page; nothing but its id is in it. */
function pageOf({ ra: { portal } }: Call, transactionId: string): string | undefined {
  if (portal?.identityProviderUrl === undefined) return undefined;
  const page = new URL(portal.identityProviderUrl);
  page.searchParams.set('transaction', transactionId);
  return page.href;
}

/** Where a method would reach this person, masked; or who asks there. */
function whereTo(method: SecondFactorMethod, person: Person): string | undefined {
  const channels = channelsOf(method);
  if (channels.length > 0) return channels.map((channel) => mask(channel, destinationOf(channel, person))).join(', ');
  if (method === 'active-directory') return accountOfPerson(person.id)?.account;
  return isSignInMethod(method) ? providerOf(method).name : undefined;
}
