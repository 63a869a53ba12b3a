import type { SecondFactorChallenge, SecondFactorMethod } from '../../core/domain.js';
import { RekeyError, toRekeyError } from '../../core/errors.js';
import {
  CLIENT_ID, isAccountOf, isSignInMethod, providerOf, pushAuthorization, redeem, type AuthorizationAnswer,
} from '../idp/authorization.js';
import { randomHex, sha256Hex, type Call } from './call.js';
import { loadRequest } from './eligibility.js';
import { asText, invalid } from './input.js';
import type { ChallengeRecord, SignInBinding } from './model.js';
import { findPerson } from './people.js';
import { accept, fail, factorOf, requireOpen } from './second-factor-challenge.js';
import { equalText } from './second-factor-codes.js';

/** What the provider's page is told when the RA has taken its answer. */
export interface SignInEnd {
  readonly state: SecondFactorChallenge['state'];
  readonly failure?: NonNullable<SecondFactorChallenge['failure']>;
  /** Where the person is sent, for a sign-in that left the portal's page. */
  readonly returnTo?: string;
}

/**
 * The address that a sign-in leads back to: a page of the portal.
 * @throws RekeyError `protocol` with reason `validation` for the field `returnTo`
 */
export function asReturnTo(call: Call, value: unknown): string | undefined {
  if (value === undefined) return undefined;
  const text = asText(value, 'returnTo', 2000);
  let address: URL;
  try {
    address = new URL(text);
  } catch {
    throw invalid('returnTo', 'invalid');
  }
  const { protocol, username, password, origin } = address;
  // A `blob:` address has the origin of the page that made it.
  if ((protocol !== 'https:' && protocol !== 'http:') || username !== '' || password !== '') throw invalid('returnTo', 'invalid');
  if (call.ra.portal?.origins.includes(origin) !== true) throw invalid('returnTo', 'not-allowed');
  return address.href;
}

/** Begins a transaction at the provider. State, nonce and verifier are the RA's; the browser sees none of them. */
export async function beginSignIn(
  call: Call, challengeId: string, method: SecondFactorMethod, o: { readonly expiresAt: string; readonly returnTo?: string | undefined; readonly accountId?: string | undefined },
): Promise<SignInBinding> {
  const { expiresAt, returnTo, accountId } = o;
  // The first half finds the challenge again, the second shows that the answer is to this transaction.
  const state = `${challengeId}.${randomHex(call.ra, 16)}`;
  const nonce = randomHex(call.ra, 16);
  const verifier = randomHex(call.ra, 32);
  const transactionId = pushAuthorization(call, {
    method, clientId: CLIENT_ID, state, nonce, codeChallenge: await sha256Hex(call.ra, verifier), expiresAt,
    ...(returnTo !== undefined && { returnTo }), ...(accountId !== undefined && { accountId }),
  });
  return { transactionId, state, nonce, verifier, ...(returnTo !== undefined && { returnTo }) };
}

/**
 * Takes the provider's answer, which came by way of a browser and proves nothing by itself: it has to fit the transaction that the
 * RA began, the code has to be redeemed with the RA's own verifier, and the person who signed in has to be the requester.
 *
 * @throws RekeyError `second-factor` with reason `unknown` when the answer is to no transaction of this RA; `void`, `used`, `expired`,
 *   `failed` or `locked` when nobody waits for it any longer
 */
export async function finishSignIn(by: Call, answer: AuthorizationAnswer): Promise<SignInEnd> {
  const challenge = await by.work.get('challenges', answer.state.slice(0, answer.state.indexOf('.')));
  const person = challenge === undefined ? undefined : findPerson(challenge.personId);
  if (challenge?.signIn === undefined || person === undefined || !equalText(challenge.signIn.state, answer.state)) {
    throw new RekeyError('second-factor', { reason: 'unknown' });
  }
  const request = await loadRequest(by, challenge.requestId);
  // What follows is the requester's doing, whichever window it came by.
  const call: Call = { ...by, person, origin: request.origin };
  await requireOpen(call, challenge, request, await factorOf(call));
  const failure = 'failure' in answer ? answer.failure : await failureOf(call, challenge, challenge.signIn, answer.code);
  const ended = failure === undefined ? accept(call, request, challenge) : fail(call, request, challenge, failure);
  const { returnTo } = challenge.signIn;
  return { state: ended.state, ...(failure !== undefined && { failure }), ...(returnTo !== undefined && { returnTo }) };
}

/** OpenID Connect Core 3.1.3.7: issuer, audience, expiry and nonce; SAML profiles 4.1.4.2 asks for the same of an assertion. */
async function failureOf(
  call: Call, { method, personId }: ChallengeRecord, { nonce, verifier }: SignInBinding, code: string,
): Promise<'provider' | 'other-person' | undefined> {
  let assertion: Awaited<ReturnType<typeof redeem>>;
  try {
    assertion = await redeem(call, code, CLIENT_ID, verifier);
  } catch (thrown) {
    if (toRekeyError(thrown).code === 'second-factor') return 'provider';
    throw thrown;
  }
  const isOurs = isSignInMethod(method) && assertion.issuer === providerOf(method).issuer && assertion.audience === CLIENT_ID
    && call.now < assertion.expiresAt && equalText(assertion.nonce, nonce);
  if (!isOurs) return 'provider';
  return isAccountOf(assertion.subject, personId) ? undefined : 'other-person';
}
