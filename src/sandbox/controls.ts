import type { CaaZoneEntry } from '../caa/zone.js';
import type { Agreement } from '../core/domain.js';
import { SUBSCRIBER_AGREEMENT } from './agreement.js';
import { RekeyError } from '../core/errors.js';
import { fromBase64, bytesOf } from '../crypto/bytes.js';
import { sliceCertificate } from '../crypto/x509.js';
import { findAccount, listDirectory, setAccountStatus, type AccountStatus, type DirectoryEntry } from './directory.js';
import type { Failures } from './failures.js';
import { identityProvider, type SandboxIdentityProvider } from './idp/identity-provider.js';
import { byRa, settingsOf, type Call, type RaContext } from './ra/call.js';
import { readCertificate } from './ra/certificates.js';
import { deliverDue } from './ra/delivery.js';
import { agreementOf, policyOf, settleAll } from './ra/eligibility.js';
import { markCompromised } from './ra/keys.js';
import type { CertificateRecord, PolicyRecord, SettingsRecord } from './ra/model.js';
import type { RaStore } from './ra/store.js';

const DAY = 86_400_000;
const DEFAULT_POLICY = 'tls-server';

export interface ControlsBackend {
  readonly store: RaStore;
  readonly failures: Failures;
  readonly platformNow: () => number;
  context(): Promise<RaContext>;
  readonly latency: { get(): number; set(milliseconds: number): void };
}

/** The sandbox's clock. It runs; setting it moves it, for every tab on the same store. */
export interface SandboxClock {
  /** Milliseconds since the epoch. */
  now(): number;
  set(to: number | string): Promise<void>;
  advance(milliseconds: number): Promise<void>;
  reset(): Promise<void>;
}

/** Everything about the sandbox that no person of it could change through an adapter. Kept in the store, but for latency and failures. */
export interface SandboxControls {
  readonly clock: SandboxClock;
  /** Milliseconds that every call takes. */
  readonly latency: { get(): number; set(milliseconds: number): void };
  readonly failures: Failures;
  listPolicies(): Promise<readonly PolicyRecord[]>;
  getPolicy(id?: string): Promise<PolicyRecord>;
  setPolicy(id: string, patch: Partial<Omit<PolicyRecord, 'id'>>): Promise<PolicyRecord>;
  getSettings(): Promise<SettingsRecord>;
  setSettings(patch: Partial<SettingsRecord>): Promise<SettingsRecord>;
  getZone(): Promise<Readonly<Record<string, CaaZoneEntry>>>;
  /** `undefined` removes the owner name. */
  setZone(owner: string, entry: CaaZoneEntry | undefined): Promise<void>;
  readonly certificates: {
    /** `reason`: RFC 5280 5.3.1, for example `keyCompromise`. */
    revoke(id: string, reason?: string): Promise<void>;
    /** Puts a certificate of the same names and key in its place that ended a day ago. */
    expire(id: string): Promise<void>;
  };
  readonly agreement: {
    get(policyId?: string): Promise<Agreement>;
    /** Puts a new version in force. */
    publish(text: string, version?: string): Promise<Agreement>;
  };
  readonly keys: {
    /** @param spki DER SubjectPublicKeyInfo, bytes or base64 */
    compromise(spki: Uint8Array | string): Promise<void>;
  };
  /** The directory that *Active Directory* and the identity provider look people up in. */
  readonly directory: {
    /** Everybody, with their passwords: sandbox data, made up. */
    list(): Promise<readonly DirectoryEntry[]>;
    /** @param accountId or the account's name */
    set(accountId: string, status: AccountStatus): Promise<void>;
  };
  /** Does what the identity provider's page does, for a sandbox that no other window can share. */
  readonly identityProvider: SandboxIdentityProvider;
  /** Ends a person's session: every call of theirs is refused with `auth` until they sign in. */
  signOut(personId: string): Promise<void>;
  signIn(personId: string): Promise<void>;
}

/** @param offset what the clock is ahead of the platform's, in milliseconds, as this tab knows it */
export function sandboxControls(backend: ControlsBackend, offset: { value: number }): SandboxControls {
  const write = async <T>(rule: (call: Call) => Promise<T>): Promise<T> => structuredClone(await byRa(await backend.context(), rule));
  const setOffset = async (next: (now: number, platform: number) => number): Promise<void> => {
    await write(async (call) => {
      offset.value = next(call.now, backend.platformNow());
      call.work.put('clock', 'clock', { offset: offset.value });
    });
    await write(settleAll);
    await write(deliverDue);
  };
  const certificate = async (call: Call, id: string): Promise<CertificateRecord> => {
    const record = await call.work.get('certificates', id);
    if (record === undefined) throw new RekeyError('not-found', { detail: { id } });
    return record;
  };

  return {
    clock: {
      now: () => backend.platformNow() + offset.value,
      set: (to) => setOffset((_now, platform) => new Date(to).getTime() - platform),
      advance: (milliseconds) => setOffset((now, platform) => now + milliseconds - platform),
      reset: () => setOffset(() => 0),
    },
    latency: backend.latency,
    failures: backend.failures,
    listPolicies: () => write((call) => call.work.list('policies')),
    getPolicy: (id = DEFAULT_POLICY) => write((call) => policyOf(call, id)),
    setPolicy: (id, patch) => write(async (call) => {
      const next = { ...await policyOf(call, id), ...patch, id };
      call.work.put('policies', id, next);
      return next;
    }),
    getSettings: () => write(settingsOf),
    setSettings: (patch) => write(async (call) => {
      const before = await settingsOf(call);
      const next = { ...before, ...patch, vetting: { ...before.vetting, ...patch.vetting } };
      call.work.put('settings', 'settings', next);
      return next;
    }),
    getZone: async () => {
      await backend.context();
      return structuredClone(Object.fromEntries((await backend.store.list('zone')).map(({ key, value }) => [key, value])));
    },
    setZone: (owner, entry) => write(async (call) => {
      const name = owner.toLowerCase().replace(/\.$/, '');
      if (entry === undefined) call.work.remove('zone', name);
      else call.work.put('zone', name, structuredClone(entry));
    }),
    certificates: {
      revoke: (id, reason = 'unspecified') => write(async (call) => {
        const record = await certificate(call, id);
        call.work.put('certificates', id, { ...record, version: record.version + 1, revocation: { at: call.at, reason } });
      }),
      expire: (id) => write(async (call) => {
        const record = await certificate(call, id);
        const { subject, spki, san } = sliceCertificate(record.pem);
        const end = Math.min(call.now - DAY, Date.parse(record.notAfter));
        const issued = await call.ra.sign({
          subject, spki, profileId: record.profile.id, ...(san !== undefined && { subjectAltName: san }),
          notBefore: new Date(Math.min(Date.parse(record.notBefore), end - 30 * DAY)).toISOString(), notAfter: new Date(end).toISOString(),
        });
        const control = (name: string) => record.domains.find((domain) => domain.name === name)?.domainControl;
        call.work.put('certificates', id, { ...record, ...await readCertificate(issued.certificate, control), version: record.version + 1 });
      }),
    },
    agreement: {
      get: (policyId = DEFAULT_POLICY) => write(async (call) => agreementOf(call, await policyOf(call, policyId))),
      publish: (text, version) => write(async (call) => {
        // A new text is in the language of the first; nobody has translated it.
        const before = await agreementOf(call, await policyOf(call, DEFAULT_POLICY), SUBSCRIBER_AGREEMENT.language);
        const next: Agreement = { ...before, text, version: version ?? nextVersion(before.version), inForceSince: call.at };
        call.work.put('agreements', next.id, next);
        return next;
      }),
    },
    keys: {
      compromise: (spki) => write((call) => markCompromised(call.work, typeof spki === 'string' ? fromBase64(spki) : bytesOf(spki))),
    },
    directory: {
      list: () => write(listDirectory),
      set: (accountId, status) => write(async (call) => {
        const account = findAccount(accountId) ?? (await listDirectory(call)).find((one) => one.account === accountId);
        if (account === undefined) throw new RekeyError('not-found', { detail: { id: accountId } });
        setAccountStatus(call, account.id, status);
      }),
    },
    identityProvider: identityProvider(() => backend.context()),
    signOut: (personId) => write(async (call) => { call.work.put('signedOut', personId, { at: call.at }); }),
    signIn: (personId) => write(async (call) => { call.work.remove('signedOut', personId); }),
  };
}

function nextVersion(version: string): string {
  const [major = '1', minor = '0'] = version.split('.');
  return `${major}.${Number(minor) + 1}`;
}
