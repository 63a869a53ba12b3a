import type { RaAdapter } from '../core/adapter.js';
import type { PersonRef } from '../core/domain.js';
import { RekeyError } from '../core/errors.js';
import { abortable, sandboxAdapter } from './adapter.js';
import { openCa, type SandboxCa } from './ca/ca.js';
import { CA_PROFILES, type CaProfile } from './ca/profiles.js';
import { sandboxControls, type SandboxControls } from './controls.js';
import { Failures } from './failures.js';
import { populate } from './first-day.js';
import { byRa, type CertificateOrder, type PortalSite, type RaContext } from './ra/call.js';
import { deliverDue } from './ra/delivery.js';
import type { Message, Origin, Person } from './ra/model.js';
import { findPerson, hasRole, PEOPLE } from './ra/people.js';
import type { RaStore, RowRef } from './ra/store.js';
import { playScenario, type ScenarioName, type ScenarioResult } from './scenarios.js';
import { IndexedDbStore } from './stores/indexeddb.js';
import { MemoryStore } from './stores/memory.js';

export interface SandboxOptions {
  /** `memory`, the default, lives as long as the object; `indexeddb` outlives a reload and is shared by tabs. */
  readonly store?: 'memory' | 'indexeddb' | RaStore;
  /** Names this RA among others on the same origin; `default` unless given. */
  readonly name?: string;
  /** Milliseconds since the epoch; the platform's clock unless given. */
  readonly now?: () => number;
  /** Milliseconds that every call takes, and at most so many more at random; 0 unless given. */
  readonly latency?: number;
  readonly latencyJitter?: number;
  readonly crypto?: Crypto;
  /**
   * Absolute address of the page that opens {@link openSandboxIdentityProvider} on the same store: `https:`, or `http:` on a loopback
   * host. Without it a sign-in has no address, and is carried out by `controls.identityProvider`.
   */
  readonly identityProviderUrl?: string;
  /** Origins that a sign-in may lead back to; that of the page unless given. */
  readonly portalOrigins?: readonly string[];
}

/** Where the messages arrive that an RA would send: one-time codes. Shown to the person, since nothing here leaves the page. */
export interface SandboxInbox {
  /** Oldest first. */
  list(): Promise<readonly Message[]>;
  /** @param to a person's id, or an address */
  latest(to?: string): Promise<Message | undefined>;
  /** Told of each message once, also of those that another tab caused. */
  subscribe(listener: (message: Message) => void): () => void;
}

/**
 * A registration authority in the page, with a CA that signs real certificates. No RA: nobody vets anything, nobody trusts what
 * it signs, and its settings say so.
 *
 * @fires change - something in the store changed, in this tab or another; `detail.tables` names what
 */
export class SandboxRa extends EventTarget {
  readonly raId: string;
  /** Settles when the RA stands; calls wait for it by themselves. */
  readonly ready: Promise<void>;
  readonly controls: SandboxControls;
  readonly inbox: SandboxInbox;
  readonly #store: RaStore;
  readonly #crypto: Crypto;
  readonly #now: () => number;
  readonly #portal: PortalSite;
  readonly #failures = new Failures();
  readonly #clock = { value: 0 };
  readonly #requestListeners = new Set<(ids: ReadonlySet<string>) => void>();
  readonly #messageListeners = new Set<(message: Message) => void>();
  readonly #jitter: number;
  #latency: number;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #closed = false;
  #ca: { readonly root: string; readonly ca: SandboxCa } | undefined;

  /** @throws RekeyError `bad-input` when `identityProviderUrl` is no address that a person may be sent to */
  constructor({
    store = 'memory', name = 'default', now = () => Date.now(), latency = 0, latencyJitter = 0, crypto = globalThis.crypto,
    identityProviderUrl, portalOrigins,
  }: SandboxOptions = {}) {
    super();
    this.#portal = {
      // A page without an origin of its own has `null` for one: nothing leads back to it.
      origins: (portalOrigins ?? ('location' in globalThis ? [globalThis.location.origin] : [])).filter((origin) => URL.canParse(origin)),
      ...(identityProviderUrl !== undefined && { identityProviderUrl: pageAddress(identityProviderUrl) }),
    };
    this.raId = `sandbox:${name}`;
    this.#store = store === 'memory' ? new MemoryStore() : store === 'indexeddb' ? new IndexedDbStore(`rekey-sandbox-${name}`) : store;
    this.#crypto = crypto;
    this.#now = now;
    this.#latency = latency;
    this.#jitter = latencyJitter;
    this.#store.onCommit((rows) => { this.#onCommit(rows); });
    this.controls = sandboxControls({
      store: this.#store, failures: this.#failures, platformNow: now, context: () => this.#context(),
      latency: { get: () => this.#latency, set: (milliseconds) => { this.#latency = milliseconds; } },
    }, this.#clock);
    this.inbox = {
      list: async () => structuredClone((await this.#messages()).slice()),
      latest: async (to) => structuredClone((await this.#messages()).findLast((one) => to === undefined || one.personId === to || one.to === to)),
      subscribe: (listener) => {
        this.#messageListeners.add(listener);
        return () => { this.#messageListeners.delete(listener); };
      },
    };
    this.ready = this.#context().then(() => this.#readClock());
    this.ready.then(() => this.#deliver()).catch(() => undefined);
    // Whoever awaits a call or `ready` hears of it; nobody else needs to.
    this.ready.catch(() => undefined);
  }

  /** The accounts that there are. */
  get people(): readonly (PersonRef & Pick<Person, 'roles'>)[] {
    return PEOPLE.map(({ id, name, citizenId, roles }) => ({ id, name, citizenId, roles: [...roles] }));
  }

  /**
   * The adapter of one person.
   * @param origin the portal that they work in: `admin` for administrators, `web` for the others, unless given
   * @throws RekeyError `auth` with reason `unknown-person`
   */
  as(personId: string, { origin }: { readonly origin?: Origin } = {}): RaAdapter {
    const person = findPerson(personId);
    if (person === undefined) throw new RekeyError('auth', { reason: 'unknown-person' });
    return sandboxAdapter({
      raId: this.raId,
      failures: this.#failures,
      context: () => this.#context(),
      now: () => this.controls.clock.now(),
      delay: (signal) => this.#delay(signal),
      onRequests: (listener) => {
        this.#requestListeners.add(listener);
        return () => { this.#requestListeners.delete(listener); };
      },
    }, {
      person,
      origin: origin ?? (hasRole(person, 'admin') ? 'admin' : 'web'),
      get language() { return typeof document === 'undefined' ? undefined : document.documentElement.lang; },
    });
  }

  /** Brings the RA into a named state, by the calls that people would have made. */
  async scenario(name: ScenarioName): Promise<ScenarioResult> {
    return playScenario(this, name);
  }

  /** Forgets everything and begins with the first day again. */
  async reset(): Promise<void> {
    await this.#store.clear();
    this.#ca = undefined;
    this.#failures.clear();
    await this.#context();
    await this.#readClock();
  }

  /** Lets go of the store; what is kept in it stays. */
  close(): void {
    this.#requestListeners.clear();
    this.#messageListeners.clear();
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#store.close();
  }

  async #context(): Promise<RaContext> {
    await populate(this.#store, this.#now(), this.#crypto);
    return {
      store: this.#store, platformNow: this.#now, crypto: this.#crypto, sign: (order) => this.#sign(order),
      caMaxDays: (profileId) => profileOf(profileId).maxDays, portal: this.#portal,
    };
  }

  async #sign({ subject, subjectAltName, spki, notBefore, notAfter, profileId }: CertificateOrder): Promise<{ certificate: string; chain: readonly string[] }> {
    const planned = this.#failures.take('ca', 'before');
    if (planned !== undefined) throw planned;
    const profile = profileOf(profileId);
    const ca = await this.#openCa();
    const { certificate, chain } = await ca.issue({
      subject, spki, notBefore: new Date(notBefore), notAfter: new Date(notAfter), profile, ...(subjectAltName !== undefined && { subjectAltName }),
    });
    return { certificate, chain };
  }

  async #openCa(): Promise<SandboxCa> {
    const state = (await this.#store.get('ca', 'ca'))?.value.state as { readonly root: string } | undefined;
    if (state === undefined) throw new RekeyError('unavailable', { reason: 'ca' });
    // Another tab may have begun anew, with another CA.
    if (this.#ca?.root !== state.root) this.#ca = { root: state.root, ca: await openCa(state, { crypto: this.#crypto }) };
    return this.#ca.ca;
  }

  async #delay(signal: AbortSignal | undefined): Promise<void> {
    if (signal?.aborted === true) throw new RekeyError('aborted', { cause: signal.reason });
    const milliseconds = this.#latency + Math.random() * this.#jitter;
    if (milliseconds > 0) await abortable(new Promise<void>((resolve) => { setTimeout(resolve, milliseconds); }), signal);
  }

  /**
   * Takes requests further that dwell on their way to a certificate, now and when the next one is due by the clock.
   * @param changed ids of requests that changed; all are looked at without it
   */
  async #deliver(changed?: readonly string[]): Promise<void> {
    const rows = changed === undefined ? await this.#store.list('requests') : await Promise.all(changed.map((id) => this.#store.get('requests', id)));
    if (this.#closed || !rows.some((row) => row?.value.dueAt !== undefined)) return;
    const began = this.#now();
    const wait = await byRa(await this.#context(), deliverDue);
    clearTimeout(this.#timer);
    if (wait === undefined) return;
    // A clock that stands still is moved by hand, and that delivers too.
    this.#timer = setTimeout(() => { if (this.#now() !== began) this.#deliver().catch(() => undefined); }, Math.max(wait, 1));
  }

  async #messages(): Promise<readonly Message[]> {
    await this.#context();
    return (await this.#store.list('messages')).map(({ value }) => value);
  }

  async #readClock(): Promise<void> {
    this.#clock.value = (await this.#store.get('clock', 'clock'))?.value.offset ?? 0;
  }

  #onCommit(rows: readonly RowRef[]): void {
    const keys = (table: RowRef['table']): ReadonlySet<string> => new Set(rows.filter((row) => row.table === table).map(({ key }) => key));
    if (keys('clock').size > 0) void this.#readClock();
    const requests = keys('requests');
    if (requests.size > 0) {
      for (const listener of [...this.#requestListeners]) listener(requests);
      this.#deliver([...requests]).catch(() => undefined);
    }
    if (this.#messageListeners.size > 0) for (const key of keys('messages')) void this.#tellMessage(key);
    this.dispatchEvent(new CustomEvent('change', { detail: { tables: [...new Set(rows.map(({ table }) => table))] } }));
  }

  async #tellMessage(key: string): Promise<void> {
    const message = (await this.#store.get('messages', key))?.value;
    if (message !== undefined) for (const listener of [...this.#messageListeners]) listener(structuredClone(message));
  }
}

function profileOf(id: string): CaProfile {
  const profile = Object.values(CA_PROFILES).find((one) => one.id === id);
  if (profile === undefined) throw new RekeyError('protocol', { reason: 'profile' });
  return profile;
}

const LOOPBACK = /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/;

function pageAddress(text: string): string {
  const address = URL.canParse(text) ? new URL(text) : undefined;
  const isSafe = address !== undefined && (address.protocol === 'https:' || (address.protocol === 'http:' && LOOPBACK.test(address.hostname)));
  if (!isSafe) throw new RekeyError('bad-input', { reason: 'identity-provider-url', fields: { identityProviderUrl: 'invalid' } });
  return address.href;
}

/** Creates a sandbox at once; what has to be made or opened first is waited for by its calls. */
export function createSandboxRa(options: SandboxOptions = {}): SandboxRa {
  return new SandboxRa(options);
}
