import { RekeyError } from '../../core/errors.js';
import { listDirectory, type DirectoryEntry } from '../directory.js';
import { byRa, type Call, type RaContext } from '../ra/call.js';
import type { SignInRecord } from '../ra/model.js';
import { finishSignIn, type SignInEnd } from '../ra/second-factor-sign-in.js';
import type { RaStore } from '../ra/store.js';
import { IndexedDbStore } from '../stores/indexeddb.js';
import { authorize, isSignInMethod, providerOf, refuseAuthorization, type SignInMethod } from './authorization.js';

/** A sign-in that somebody began at the portal, as the provider's page shows it. */
export interface PendingSignIn {
  readonly id: string;
  readonly method: SignInMethod;
  /** The provider's display name. */
  readonly provider: string;
  readonly startedAt: string;
  readonly expiresAt: string;
  readonly state: 'open' | 'ended' | 'expired';
  /** The only account that may sign in, where the RA named one. */
  readonly accountId?: string;
  readonly returnTo?: string;
}

/**
 * The identity provider of the sandbox: one for SAML, OpenID Connect, Entra and the directory's own page. It is a party of its own:
 * what it gives the RA is a code that the RA redeems, and whether that will do is the RA's to say.
 *
 * Every method rejects with a RekeyError `second-factor`: `unknown`, `used` or `expired` for a transaction, `wrong-password`,
 * `account-disabled`, `account-locked`, `password-expired` or `account` for an account, `void`, `failed` or `locked` when the RA no longer
 * waits.
 */
export interface SandboxIdentityProvider {
  /** Everybody in the directory, with their passwords: sandbox data, made up. */
  accounts(): Promise<readonly DirectoryEntry[]>;
  /** Those that nobody has ended yet, newest first. */
  pending(): Promise<readonly PendingSignIn[]>;
  find(transactionId: string): Promise<PendingSignIn | undefined>;
  signIn(transactionId: string, accountId: string, password: string): Promise<SignInEnd>;
  /** The person goes back without signing in. */
  cancel(transactionId: string): Promise<SignInEnd>;
  /** The provider lets nobody in. */
  deny(transactionId: string): Promise<SignInEnd>;
  /** Something breaks at the provider. */
  fail(transactionId: string): Promise<SignInEnd>;
}

export function identityProvider(context: () => Promise<RaContext>): SandboxIdentityProvider {
  const run = async <T>(rule: (call: Call) => Promise<T>): Promise<T> => structuredClone(await byRa(await context(), rule));
  const end = (id: string, failure: Parameters<typeof refuseAuthorization>[2]): Promise<SignInEnd> =>
    run(async (call) => finishSignIn(call, await refuseAuthorization(call, id, failure)));
  return {
    accounts: () => run(listDirectory),
    pending: () => run(async (call) => {
      const shown = (await call.work.list('signIns')).flatMap((record) => pendingOf(call, record) ?? []);
      return shown.filter(({ state }) => state === 'open').sort((a, b) => b.startedAt.localeCompare(a.startedAt));
    }),
    find: (id) => run(async (call) => {
      const record = await call.work.get('signIns', id);
      return record === undefined ? undefined : pendingOf(call, record);
    }),
    // One unit of work: a code that was made is redeemed, or nothing happened.
    signIn: (id, accountId, password) => run(async (call) => finishSignIn(call, await authorize(call, id, accountId, password))),
    cancel: (id) => end(id, 'cancelled'),
    deny: (id) => end(id, 'denied'),
    fail: (id) => end(id, 'provider'),
  };
}

function pendingOf(call: Call, record: SignInRecord): PendingSignIn | undefined {
  const { id, method, startedAt, expiresAt, accountId, returnTo } = record;
  if (!isSignInMethod(method)) return undefined;
  return {
    id, method, provider: providerOf(method).name, startedAt, expiresAt,
    state: record.ended ? 'ended' : call.now < Date.parse(expiresAt) ? 'open' : 'expired',
    ...(accountId !== undefined && { accountId }), ...(returnTo !== undefined && { returnTo }),
  };
}

export interface IdentityProviderOptions {
  /** The store of the sandbox that it belongs to. */
  readonly store?: 'indexeddb' | RaStore;
  /** That sandbox's name; `default` unless given. */
  readonly name?: string;
  /** Milliseconds since the epoch; the platform's clock unless given. */
  readonly now?: () => number;
  readonly crypto?: Crypto;
}

/**
 * The identity provider of a sandbox in another window, for a page of its own: the two share a store and nothing else. Loads
 * nothing of the CA.
 */
export function openSandboxIdentityProvider(
  { store = 'indexeddb', name = 'default', now = () => Date.now(), crypto = globalThis.crypto }: IdentityProviderOptions = {},
): SandboxIdentityProvider & { close(): void } {
  const shared = store === 'indexeddb' ? new IndexedDbStore(`rekey-sandbox-${name}`) : store;
  const context: RaContext = {
    store: shared, platformNow: now, crypto,
    sign: () => Promise.reject(new RekeyError('unsupported', { reason: 'ca' })),
    caMaxDays: () => 0,
  };
  return { ...identityProvider(() => Promise.resolve(context)), close: () => { shared.close(); } };
}
