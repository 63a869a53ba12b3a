import type { ChangeOptions } from '../../core/adapter.js';
import type { SecondFactorChallenge, SecondFactorMethod } from '../../core/domain.js';
import { RekeyError } from '../../core/errors.js';
import { requireAction } from '../../core/lifecycle.js';
import { etagOf, randomHex, requireRequestVersion, requireVersion, saveRequest, sha256Hex, type Call } from './call.js';
import { certificateOf, loadRequest, policyOf, requireEligible } from './eligibility.js';
import { asBody, asOneOf, invalid } from './input.js';
import type { ChallengeRecord, ChannelRecord, FactorAction, FactorRecord, Person, PolicyRecord, RequestRecord } from './model.js';
import { findPerson } from './people.js';

const METHODS: readonly SecondFactorMethod[] = ['email-otp', 'sms-otp', 'email-sms', 'saml', 'active-directory', 'azure-ad', 'oidc'];
/** What this RA can send. */
const CHANNELS: Partial<Record<SecondFactorMethod, 'email' | 'sms'>> = { 'email-otp': 'email', 'sms-otp': 'sms' };
const CODE_LENGTH = 6;
const LIFE_MS = 5 * 60_000;
const RESEND_MS = 30_000;
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

export async function startSecondFactor(call: Call, requestId: string, input: unknown, o: ChangeOptions): Promise<SecondFactorChallenge> {
  const request = await ownRequest(call, requestId);
  requireRequestVersion(o, request);
  requireAction(request.status, 'start-second-factor', 'requester');
  const policy = await policyOf(call, request.policyId);
  requireEligible(await certificateOf(call, request), policy, call.now, request.id);
  const method = asOneOf(asBody(input)['method'], 'method', METHODS);
  const action = factorAction(request, policy);
  if (action === undefined) throw new RekeyError('conflict', { reason: 'second-factor-not-needed', requestId });
  if (!policy.secondFactor.methods.includes(method)) throw new RekeyError('second-factor', { reason: 'method', requestId });
  const channel = CHANNELS[method];
  if (channel === undefined) throw new RekeyError('second-factor', { reason: 'unsupported', requestId });
  const { csr } = request;
  if (csr === undefined) throw new RekeyError('conflict', { reason: 'csr-missing', requestId });
  const factor = await factorOf(call);
  requireUnlocked(call, factor, requestId);

  const before = request.challengeId === undefined ? undefined : await call.work.get('challenges', request.challengeId);
  if (before !== undefined && stateOf(call, before, factor) === 'open') {
    const isSame = before.method === method && before.action === action && before.csrSha256 === csr.sha256;
    // A dialog that was closed and opened again goes on with the code that is on its way.
    if (isSame && before.channels.every(({ resendAt }) => call.now < Date.parse(resendAt))) return challengeView(call, before, factor);
    call.work.put('challenges', before.id, { ...before, version: before.version + 1, state: 'void' });
  }
  const id = `sf-${randomHex(call.ra, 12)}`;
  const challenge: ChallengeRecord = {
    id, version: 1, requestId, personId: call.person.id, method, methods: policy.secondFactor.methods, action, csrSha256: csr.sha256, state: 'open', startedAt: call.at,
    expiresAt: new Date(call.now + LIFE_MS).toISOString(),
    channels: [await sendCode(call, id, channel, request)],
  };
  call.work.put('challenges', id, challenge);
  const status = request.status === 'draft' ? 'second-factor' : request.status;
  saveRequest(call, request, { status, challengeId: id, accepted: undefined }, 'second-factor-started', { detail: method });
  return challengeView(call, challenge, factor);
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
  const state = stateOf(call, challenge, factor);
  // Single use, and bound to what it was started for.
  const isBound = request.challengeId === id && request.csr?.sha256 === challenge.csrSha256
    && factorAction(request, await policyOf(call, request.policyId)) === challenge.action;
  if (state !== 'open' || !isBound) {
    throw new RekeyError('second-factor', { reason: state === 'open' ? 'void' : state === 'accepted' ? 'used' : state, requestId: request.id });
  }
  const codes = asBody(asBody(input)['codes'] ?? {}, 'codes');
  const isRight = await Promise.all(challenge.channels.map(async ({ channel, salt, codeHash }) => {
    const code = codes[channel];
    if (typeof code !== 'string' || code.length > 50) throw invalid(`codes.${channel}`, 'required');
    return equalText(await hashCode(call, salt, id, channel, code.replace(/\s+/g, '')), codeHash);
  }));
  if (isRight.every(Boolean)) return accept(call, request, challenge);

  const failures = factor.failures + 1;
  const locked = failures >= ATTEMPTS;
  const next: FactorRecord = locked
    ? { failures: 0, lockedUntil: new Date(call.now + LOCK_MS).toISOString() }
    : { failures };
  call.work.put('factors', call.person.id, next);
  const spent: ChallengeRecord = { ...challenge, version: challenge.version + 1, ...(locked && { state: 'void' as const }) };
  call.work.put('challenges', id, spent);
  saveRequest(call, request, {}, locked ? 'second-factor-locked' : 'second-factor-failed', { detail: challenge.method });
  const view = challengeView(call, spent, next);
  return call.work.refuse(new RekeyError('second-factor', {
    reason: locked ? 'locked' : 'wrong-code', requestId: request.id,
    ...(locked && { retryAfter: LOCK_MS / 1000 }),
    detail: { attemptsLeft: view.attemptsLeft, challenge: view },
  }));
}

export async function resendSecondFactor(call: Call, id: string, input: unknown, o: ChangeOptions): Promise<SecondFactorChallenge> {
  const { challenge, request, factor } = await requireAnswerable(call, id, o);
  const wanted = asOneOf(asBody(input)['channel'], 'channel', challenge.channels.map(({ channel }) => channel));
  if (challenge.state !== 'open' || request.challengeId !== id) throw new RekeyError('second-factor', { reason: 'void', requestId: request.id });
  const channels = await Promise.all(challenge.channels.map(async (entry) => {
    if (entry.channel !== wanted) return entry;
    const wait = Date.parse(entry.resendAt) - call.now;
    if (wait > 0) throw new RekeyError('rate-limited', { reason: 'resend', retryAfter: Math.ceil(wait / 1000), requestId: request.id });
    return sendCode(call, id, entry.channel, request);
  }));
  const next: ChallengeRecord = {
    ...challenge, version: challenge.version + 1, channels, expiresAt: new Date(call.now + LIFE_MS).toISOString(),
  };
  call.work.put('challenges', id, next);
  return challengeView(call, next, factor);
}

/** Ends the request's challenge: what it was bound to has changed. */
export async function voidChallenge(call: Call, request: RequestRecord): Promise<void> {
  const challenge = request.challengeId === undefined ? undefined : await call.work.get('challenges', request.challengeId);
  if (challenge !== undefined && challenge.state !== 'void') {
    call.work.put('challenges', challenge.id, { ...challenge, version: challenge.version + 1, state: 'void' });
  }
}

function accept(call: Call, request: RequestRecord, challenge: ChallengeRecord): SecondFactorChallenge {
  const next: ChallengeRecord = { ...challenge, version: challenge.version + 1, state: 'accepted' };
  call.work.put('challenges', next.id, next);
  call.work.put('factors', call.person.id, { failures: 0 });
  const { method, csrSha256, action } = challenge;
  saveRequest(call, request, { accepted: { method, at: call.at, csrSha256, action } }, 'second-factor-accepted', { detail: method });
  return challengeView(call, next, { failures: 0 });
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

const factorOf = async (call: Call): Promise<FactorRecord> => await call.work.get('factors', call.person.id) ?? { failures: 0 };

const isLocked = (call: Call, { lockedUntil }: FactorRecord): boolean => lockedUntil !== undefined && call.now < Date.parse(lockedUntil);

function requireUnlocked(call: Call, factor: FactorRecord, requestId: string): void {
  if (factor.lockedUntil === undefined || !isLocked(call, factor)) return;
  const retryAfter = Math.ceil((Date.parse(factor.lockedUntil) - call.now) / 1000);
  throw new RekeyError('second-factor', { reason: 'locked', retryAfter, requestId, detail: { attemptsLeft: 0, lockedUntil: factor.lockedUntil } });
}

function stateOf(call: Call, challenge: ChallengeRecord, factor: FactorRecord): SecondFactorChallenge['state'] {
  if (challenge.state === 'accepted') return 'accepted';
  if (isLocked(call, factor)) return 'locked';
  if (challenge.state === 'void') return 'void';
  return call.now < Date.parse(challenge.expiresAt) ? 'open' : 'expired';
}

async function sendCode(call: Call, challengeId: string, channel: 'email' | 'sms', request: RequestRecord): Promise<ChannelRecord> {
  const code = randomCode(call);
  const salt = randomHex(call.ra, 16);
  const destination = channel === 'email' ? call.person.email : call.person.phone;
  const text = `${code} is your code to rekey ${request.certificate.name} (${request.number}). It is good for 5 minutes and for this request alone.`;
  const id = `${call.at}-${randomHex(call.ra, 6)}`;
  call.work.put('messages', id, {
    id, at: call.at, channel, to: destination, personId: call.person.id, text, code, ...(channel === 'email' && { subject: 'Your code' }),
  });
  return {
    channel, destination: mask(channel, destination), salt,
    codeHash: await hashCode(call, salt, challengeId, channel, code),
    resendAt: new Date(call.now + RESEND_MS).toISOString(),
  };
}

const hashCode = (call: Call, salt: string, challengeId: string, channel: string, code: string): Promise<string> =>
  sha256Hex(call.ra, `${salt}\n${challengeId}\n${channel}\n${code}`);

/** Digits without modulo bias: 250 of the 256 values of an octet fall evenly on ten digits. */
function randomCode(call: Call): string {
  let code = '';
  while (code.length < CODE_LENGTH) {
    for (const octet of call.ra.crypto.getRandomValues(new Uint8Array(16))) {
      if (octet < 250 && code.length < CODE_LENGTH) code += String(octet % 10);
    }
  }
  return code;
}

/** Compares without telling by the time it takes where two texts of one length part. */
function equalText(a: string, b: string): boolean {
  let difference = a.length ^ b.length;
  for (let i = 0; i < a.length; i++) difference |= a.charCodeAt(i) ^ b.charCodeAt(i);
  return difference === 0;
}

export function mask(channel: 'email' | 'sms', destination: string): string {
  if (channel === 'sms') return `${destination.slice(0, 3)} ••• ${destination.slice(-4)}`;
  const [name = '', domain = ''] = destination.split('@');
  return `${name.slice(0, 1)}…${name.slice(-1)}@${domain}`;
}

function challengeView(call: Call, challenge: ChallengeRecord, factor: FactorRecord): SecondFactorChallenge {
  const person: Person | undefined = findPerson(challenge.personId);
  const state = stateOf(call, challenge, factor);
  return {
    id: challenge.id, etag: etagOf(challenge.version), requestId: challenge.requestId, method: challenge.method, state,
    channels: challenge.channels.map(({ channel, destination, resendAt }) => ({ channel, destination, resendAt, codeLength: CODE_LENGTH, alphabet: 'digits' })),
    expiresAt: challenge.expiresAt,
    attemptsLeft: state === 'locked' ? 0 : ATTEMPTS - factor.failures,
    ...(isLocked(call, factor) && factor.lockedUntil !== undefined && { lockedUntil: factor.lockedUntil }),
    alternatives: challenge.methods.filter((method) => method !== challenge.method).flatMap((method) => {
      const channel = CHANNELS[method];
      if (channel === undefined) return [];
      return [{ method, ...(person !== undefined && { destination: mask(channel, channel === 'email' ? person.email : person.phone) }) }];
    }),
  };
}
