import type { CallOptions, ChangeOptions, StaleDetail } from '../../core/adapter.js';
import type { Instant, IssuedCertificate } from '../../core/domain.js';
import { errorInfo, RekeyError } from '../../core/errors.js';
import { toHex } from '../../crypto/bytes.js';
import type { HistoryRecord, Origin, Person, RequestRecord, SettingsRecord } from './model.js';
import { personRef } from './people.js';
import { transact, type RaStore, type Work } from './store.js';

/** What the CA is asked to sign: names and key as the bytes that they came as. */
export interface CertificateOrder {
  /** DER Name. */
  readonly subject: Uint8Array;
  /** DER GeneralNames. */
  readonly subjectAltName?: Uint8Array;
  /** DER SubjectPublicKeyInfo. */
  readonly spki: Uint8Array;
  readonly notBefore: Instant;
  readonly notAfter: Instant;
  readonly profileId: string;
}

/** What the rules stand on. */
export interface RaContext {
  readonly store: RaStore;
  /** Milliseconds since the epoch, before the RA's own offset. */
  readonly platformNow: () => number;
  readonly crypto: Pick<Crypto, 'getRandomValues' | 'subtle'>;
  /** The certification authority behind the RA. */
  readonly sign: (order: CertificateOrder) => Promise<IssuedCertificate>;
  /** The most days that the CA signs for, whatever a policy says. */
  readonly caMaxDays: (profileId: string) => number;
  readonly portal?: PortalSite;
}

/** Where people meet this RA. */
export interface PortalSite {
  /** Origins that a sign-in may lead back to. */
  readonly origins: readonly string[];
  /** The identity provider's page, absolute; without one its sign-ins have no address. */
  readonly identityProviderUrl?: string;
}

/** Who calls, from which portal. */
export interface Caller {
  readonly person: Person;
  readonly origin: Origin;
  /** BCP 47; the language of the page. */
  readonly language?: string | undefined;
}

/** One call of one person, within one unit of work. */
export interface Call extends Caller {
  readonly ra: RaContext;
  readonly work: Work;
  /** The RA's clock: milliseconds since the epoch. */
  readonly now: number;
  readonly at: Instant;
  readonly correlationId?: string | undefined;
}

async function begin(ra: RaContext, caller: Caller, work: Work, o: CallOptions): Promise<Call> {
  if ((await work.get('signedOut', caller.person.id)) !== undefined) throw new RekeyError('auth', { reason: 'signed-out' });
  const now = ra.platformNow() + ((await work.get('clock', 'clock'))?.offset ?? 0);
  const correlationId = typeof o.correlationId === 'string' ? o.correlationId.slice(0, 100) : undefined;
  return { ...caller, ra, work, now, at: new Date(now).toISOString(), correlationId };
}

const RA_ITSELF: Person = { id: 'ra', name: 'RA', citizenId: '', email: '', phone: '', roles: [] };

/** Runs what the RA does by itself. */
export function byRa<T>(ra: RaContext, rule: (call: Call) => Promise<T>): Promise<T> {
  return transact(ra.store, async (work) => rule(await begin(ra, { person: RA_ITSELF, origin: 'admin' }, work, {})));
}

/** Runs a rule that only reads. It may still settle what time has decided, such as an expired request. */
export function read<T>(ra: RaContext, caller: Caller, o: CallOptions, rule: (call: Call) => Promise<T>): Promise<T> {
  return transact(ra.store, async (work) => rule(await begin(ra, caller, work, o)));
}

/**
 * Runs a rule that changes something, once for an idempotency key: the same key with the same body gives the original answer
 * again, the same key with another body is an error. Keys are those of a person and an operation.
 * @param body with the target of the change, without its version
 */
export function change<T>(
  ra: RaContext, caller: Caller, operation: string, body: unknown, o: ChangeOptions, rule: (call: Call) => Promise<T>,
): Promise<T> {
  return transact(ra.store, async (work) => {
    const call = await begin(ra, caller, work, o);
    const { idempotencyKey } = o;
    if (typeof idempotencyKey !== 'string' || idempotencyKey === '' || idempotencyKey.length > 200) {
      throw new RekeyError('protocol', { reason: 'precondition-required', fields: { idempotencyKey: 'required' } });
    }
    const row = `${caller.person.id}/${operation}/${idempotencyKey}`;
    const known = await work.get('idempotency', row);
    const salt = known?.salt ?? randomHex(ra, 16);
    // Salted: a body may hold a one-time code, whose plain hash could be searched.
    const digest = await sha256Hex(ra, `${salt}\n${canonicalJson(body)}`);
    if (known !== undefined) {
      if (known.digest !== digest) throw new RekeyError('protocol', { reason: 'idempotency' });
      if (known.error !== undefined) throw new RekeyError(known.error.code, known.error);
      return known.answer as T;
    }
    work.onRefusal((error) => { work.put('idempotency', row, { salt, digest, at: call.at, error: errorInfo(error) }); });
    const answer = await rule(call);
    work.put('idempotency', row, { salt, digest, at: call.at, answer });
    return answer;
  });
}

/**
 * Refuses a change that does not say which version it was made on, or that was made on one which is gone.
 * @throws RekeyError `protocol` with reason `precondition-required`, or `conflict` with reason `stale`
 */
export function requireVersion(ifMatch: string | undefined, version: number, detail: Omit<StaleDetail, 'etag'>, requestId?: string): void {
  if (typeof ifMatch !== 'string' || ifMatch === '') {
    throw new RekeyError('protocol', { reason: 'precondition-required', fields: { ifMatch: 'required' }, requestId });
  }
  const etag = etagOf(version);
  if (ifMatch !== etag) throw new RekeyError('conflict', { reason: 'stale', requestId, detail: { etag, ...detail } satisfies StaleDetail });
}

/** {@link requireVersion} for a request: a stale change is told who changed it last. */
export function requireRequestVersion(o: ChangeOptions, request: RequestRecord): void {
  requireVersion(o.ifMatch, request.version, request.lastChange, request.id);
}

export const etagOf = (version: number): string => `"${version}"`;

/** Writes a request's next version and, with it, the line of its audit trail. `by` undefined: the RA itself. */
export function saveRequest(
  call: Call, before: RequestRecord, patch: Partial<RequestRecord>, action: string, o: { detail?: string; byRa?: boolean } = {},
): RequestRecord {
  const historyLength = before.historyLength + 1;
  const by = o.byRa === true ? 'RA' : call.person.name;
  const next: RequestRecord = {
    ...before, ...patch, version: before.version + 1, updatedAt: call.at, historyLength, lastChange: { by, at: call.at, action },
  };
  call.work.put('requests', next.id, next);
  writeHistory(call, next.id, historyLength, action, o);
  return next;
}

export function writeHistory(call: Call, requestId: string, n: number, action: string, o: { detail?: string; byRa?: boolean } = {}): void {
  const entry: HistoryRecord = {
    at: call.at, action,
    ...(o.byRa !== true && { byId: call.person.id }),
    ...(o.detail !== undefined && { detail: o.detail }),
    ...(call.correlationId !== undefined && { correlationId: call.correlationId }),
  };
  call.work.put('history', `${requestId}/${String(n).padStart(6, '0')}`, entry);
}

export async function settingsOf(call: Call): Promise<SettingsRecord> {
  return await call.work.get('settings', 'settings') ?? { showCitizenId: false, vetting: { web: true, admin: false } };
}

export async function refOf(call: Call, personId: string): Promise<ReturnType<typeof personRef>> {
  return personRef(personId, (await settingsOf(call)).showCitizenId);
}

/** The next number of a sequence that never gives one twice. */
export async function nextNumber(call: Call, counter: string): Promise<number> {
  const value = ((await call.work.get('counters', counter))?.value ?? 0) + 1;
  call.work.put('counters', counter, { value });
  return value;
}

export function randomHex(ra: RaContext, bytes: number): string {
  return toHex(ra.crypto.getRandomValues(new Uint8Array(bytes)));
}

/** SHA-256 over UTF-8 text or bytes, lower-case hex. */
export async function sha256Hex(ra: RaContext, input: string | Uint8Array<ArrayBuffer>): Promise<string> {
  const bytes = typeof input === 'string' ? new TextEncoder().encode(input) : input;
  return toHex(new Uint8Array(await ra.crypto.subtle.digest('SHA-256', bytes)));
}

/** JSON with the members of each object in one order, so that equal bodies have equal text. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member);
}
