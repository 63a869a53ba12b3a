import type { SecondFactorChallenge, SecondFactorMethod } from '../../core/domain.js';
import { RekeyError } from '../../core/errors.js';
import { accountOfPerson, bind, findAccount } from '../directory.js';
import { randomHex, sha256Hex, type Call } from '../ra/call.js';
import type { SignInRecord } from '../ra/model.js';

/** Methods that are carried out on a page of the identity provider. */
export type SignInMethod = Extract<SecondFactorMethod, 'saml' | 'oidc' | 'azure-ad' | 'active-directory'>;

export interface Provider { readonly name: string; readonly issuer: string }

const TENANT = '5d0c7a3e-7f1b-4c55-9f0e-1b6a2f7c9e42';
const PROVIDERS: Readonly<Record<SignInMethod, Provider>> = {
  saml: { name: 'Sandbox SAML provider', issuer: 'https://idp.sandbox.example/saml' },
  oidc: { name: 'Sandbox OpenID provider', issuer: 'https://idp.sandbox.example/oidc' },
  // Entra puts the tenant in the issuer (Microsoft identity platform, v2.0 endpoints).
  'azure-ad': { name: 'Sandbox Entra tenant', issuer: `https://login.sandbox.example/${TENANT}/v2.0` },
  'active-directory': { name: 'Sandbox directory', issuer: 'https://directory.sandbox.example' },
};
export const providerOf = (method: SignInMethod): Provider => PROVIDERS[method];
export const isSignInMethod = (method: SecondFactorMethod): method is SignInMethod => method in PROVIDERS;

/** How the RA is known at the provider. */
export const CLIENT_ID = 'sandbox-ra';

/** An authorization code (RFC 6749 section 4.1.2: ten minutes at the most) or SAML artifact is redeemed within a minute. */
const CODE_LIFE_MS = 60_000;

/** What the RA asks the provider for, from server to server (RFC 9126): the person's browser carries the transaction's id alone. */
export type AuthorizationRequest = Pick<SignInRecord, 'method' | 'clientId' | 'state' | 'nonce' | 'codeChallenge' | 'returnTo' | 'accountId' | 'expiresAt'>;

/** What comes back by way of the browser: a code that is of use to the RA alone, or why there is none. */
export type AuthorizationAnswer = { readonly state: string } & (
  | { readonly code: string }
  | { readonly failure: Exclude<NonNullable<SecondFactorChallenge['failure']>, 'other-person'> });

/** What a code is good for: an ID token's claims (OpenID Connect Core 2), or those of a SAML assertion. */
export interface Assertion {
  readonly issuer: string;
  readonly audience: string;
  /** The account that signed in. */
  readonly subject: string;
  /** In SAML: InResponseTo. */
  readonly nonce: string;
  readonly expiresAt: number;
}

/** @returns the id of the transaction: opaque, and good for nothing by itself */
export function pushAuthorization(call: Call, request: AuthorizationRequest): string {
  const id = randomHex(call.ra, 16);
  call.work.put('signIns', id, { ...request, id, startedAt: call.at, ended: false });
  return id;
}

/** @throws RekeyError `second-factor` with reason `unknown`, `used` or `expired` */
async function openSignIn(call: Call, id: string): Promise<SignInRecord> {
  const record = await call.work.get('signIns', id);
  if (record === undefined) throw new RekeyError('second-factor', { reason: 'unknown' });
  if (record.ended) throw new RekeyError('second-factor', { reason: 'used' });
  if (call.now >= Date.parse(record.expiresAt)) throw new RekeyError('second-factor', { reason: 'expired' });
  return record;
}

/**
 * Signs an account in and makes the code for the RA.
 * @throws RekeyError `second-factor` with the directory's reason; a wrong password is counted all the same
 */
export async function authorize(call: Call, id: string, accountId: string, password: string): Promise<AuthorizationAnswer> {
  const record = await openSignIn(call, id);
  const account = findAccount(accountId);
  if (account === undefined || (record.accountId !== undefined && record.accountId !== accountId)) {
    throw new RekeyError('second-factor', { reason: 'account' });
  }
  const bound = await bind(call, account, password);
  if (bound.result !== 'success') {
    return call.work.refuse(new RekeyError('second-factor', {
      reason: bound.result,
      ...(bound.result === 'account-locked' && { retryAfter: Math.ceil((Date.parse(bound.until) - call.now) / 1000) }),
    }));
  }
  // Who has an account and no business at the RA is signed in and sent away.
  if (account.personId === undefined) return refuseAuthorization(call, id, 'denied');
  const code = `${id}.${randomHex(call.ra, 32)}`;
  call.work.put('signIns', id, {
    ...record, grant: { codeHash: await sha256Hex(call.ra, code), accountId, expiresAt: new Date(call.now + CODE_LIFE_MS).toISOString() },
  });
  return { state: record.state, code };
}

/** Ends a transaction without anybody having signed in. */
export async function refuseAuthorization(
  call: Call, id: string, failure: Extract<AuthorizationAnswer, { failure: unknown }>['failure'],
): Promise<AuthorizationAnswer> {
  const record = await openSignIn(call, id);
  call.work.put('signIns', id, { ...record, ended: true });
  return { state: record.state, failure };
}

/**
 * Gives the assertion for a code, once, to whom it was made for and who began the transaction (RFC 7636 section 4.6).
 * @throws RekeyError `second-factor` with reason `code-used`, `code-expired` or `code-invalid`
 */
export async function redeem(call: Call, code: string, clientId: string, verifier: string): Promise<Assertion> {
  const record = await call.work.get('signIns', code.slice(0, code.indexOf('.')));
  const { grant } = record ?? {};
  if (record === undefined || grant === undefined) throw new RekeyError('second-factor', { reason: 'code-invalid' });
  if (record.ended) throw new RekeyError('second-factor', { reason: 'code-used' });
  const isFitting = record.clientId === clientId && grant.codeHash === await sha256Hex(call.ra, code)
    && record.codeChallenge === await sha256Hex(call.ra, verifier);
  if (!isFitting || !isSignInMethod(record.method)) throw new RekeyError('second-factor', { reason: 'code-invalid' });
  if (call.now >= Date.parse(grant.expiresAt)) throw new RekeyError('second-factor', { reason: 'code-expired' });
  call.work.put('signIns', record.id, { ...record, ended: true });
  return {
    issuer: providerOf(record.method).issuer, audience: clientId, subject: grant.accountId, nonce: record.nonce, expiresAt: call.now + CODE_LIFE_MS,
  };
}

/** Whether that account is this person's at the RA. */
export const isAccountOf = (accountId: string, personId: string): boolean => accountOfPerson(personId)?.id === accountId;
