import type { SecondFactorChallenge, SecondFactorMethod } from '../../core/domain.js';
import type { RekeyError } from '../../core/errors.js';
import { askedFor, plainCode } from './view.js';
import type { Channel, PasswordWrong, View, Wrong } from './view.js';

/** The codes as they are sent, or what keeps them from being sent. */
export function readCodes(challenge: SecondFactorChallenge, typed: Partial<Record<Channel, string>>):
{ readonly codes: Partial<Record<Channel, string>>; readonly wrong?: Partial<Record<Channel, Wrong>> } {
  const codes: Partial<Record<Channel, string>> = {};
  const wrong: Partial<Record<Channel, Wrong>> = {};
  for (const { channel, codeLength } of askedFor(challenge)) {
    const code = codes[channel] = plainCode(typed[channel] ?? '');
    if (code.length !== codeLength) wrong[channel] = code === '' ? { kind: 'empty' } : { kind: 'length', length: codeLength };
  }
  return Object.keys(wrong).length > 0 ? { codes, wrong } : { codes };
}

/** The codes that a refusal is about; `undefined` when it is about something else. */
export function wrongCodes({ reason, fields = {} }: RekeyError, challenge: SecondFactorChallenge): Partial<Record<Channel, Wrong>> | undefined {
  if (reason !== 'wrong-code') return undefined;
  const left = challenge.attemptsLeft;
  const asked = askedFor(challenge).map(({ channel }) => channel);
  const named = asked.filter((channel) => `codes.${channel}` in fields || channel in fields);
  const [first] = asked;
  if (named.length > 0) return Object.fromEntries(named.map((channel) => [channel, { kind: 'code', left }]));
  if (asked.length === 1 && first) return { [first]: { kind: 'code', left } };
  return Object.fromEntries(asked.map((channel) => [channel, { kind: 'one-of-two', left }]));
}

const ACCOUNT = { 'account-disabled': 'disabled', 'account-locked': 'locked', 'password-expired': 'password-expired' } as const;

/** What a directory says against a sign-in; `undefined` when the refusal is about something else. */
export function passwordProblem({ reason = '' }: RekeyError, { attemptsLeft }: SecondFactorChallenge): PasswordWrong | undefined {
  if (reason === 'wrong-password' || reason === 'wrong-code') return { kind: 'password', left: attemptsLeft };
  return reason in ACCOUNT ? { kind: 'account', reason: ACCOUNT[reason as keyof typeof ACCOUNT] } : undefined;
}

/** Until when the RA takes no more answers, if that is what the error says. */
export function lockedView(error: RekeyError, challenge: SecondFactorChallenge | undefined, tried: SecondFactorMethod | undefined, now: number): View | undefined {
  const method = challenge?.method ?? tried;
  if (error.code !== 'second-factor' || error.reason !== 'locked' || !method) return undefined;
  const wait = error.retryAfter;
  const until = challenge?.lockedUntil ?? (error.detail as { lockedUntil?: string } | undefined)?.lockedUntil
    ?? (wait === undefined ? undefined : new Date(now + wait * 1000).toISOString());
  return { at: 'locked', method, ...(challenge && { challenge }), ...(until !== undefined && { until }) };
}
