import type { RaAdapter } from './adapter.js';
import { Caller } from './calls.js';
import type { KeySource, RekeyRequest } from './domain.js';
import { errorInfo, RekeyError, toRekeyError } from './errors.js';
import { initialState, snapshot, startTransition, wantsLock, watchTarget } from './flow-start.js';
import type { Effect, Facts, FlowEvent, FlowState, Layout, Report, Saved, Target } from './flow-types.js';
import type { KeyPort } from './keys.js';
import { EDITABLE } from './plan.js';
import type { HeldLock, SessionPorts } from './ports.js';
import type { Signer, SignerProvider } from './signer.js';
import type * as requestTasks from './request-tasks.js';

/** What a task needs and no state may hold. It goes from the caller to the key port and nowhere else. */
export interface Secrets {
  readonly passphrase?: string;
  /** The encrypted key file that the person opens again. */
  readonly file?: Blob;
  /** What was uploaded, dropped or pasted as a CSR: it may turn out to be a private key. */
  readonly input?: Blob | string;
}

export interface RekeySessionOptions {
  adapter: RaAdapter;
  ports: SessionPorts;
  certificateId?: string | undefined;
  requestId?: string | undefined;
  /** The key source that is offered first, where the policy has it. */
  keySource?: KeySource | undefined;
  /** Read whenever the flow is loaded; a change in between is an `arrange`. */
  layout?: Layout | undefined;
  /** A token of the page, or the way to one: what the key source `token` needs. */
  signer?: Signer | SignerProvider | undefined;
}

type RequestCode = typeof requestTasks;

/**
 * Runs one rekey: takes events, asks the flow for the next state, does the work that it names, and tells of each new state
 * with a `change` event. One task runs at a time; its result is dropped when the flow went on without it.
 *
 * Calls that change something at the RA are repeated with the same idempotency key until their outcome is known.
 */
export class RekeySession extends EventTarget {
  readonly #adapter: RaAdapter;
  readonly #ports: SessionPorts;
  readonly #caller: Caller;
  readonly #given: RekeySessionOptions;
  readonly #life = new AbortController();
  #state: FlowState;
  #task: { readonly effect: Effect; readonly abort: AbortController } | undefined;
  #keys: Promise<KeyPort> | undefined;
  /** The code for a request that is there: loaded with the first one. */
  #requestCode: RequestCode | undefined;
  #watch: { readonly id: string; readonly end: () => void } | undefined;
  #lock: HeldLock | undefined;

  constructor(options: RekeySessionOptions) {
    super();
    const { adapter, ports, certificateId, requestId } = options;
    this.#given = options;
    this.#adapter = adapter;
    this.#ports = ports;
    this.#caller = new Caller({ journal: ports.memory.journal });
    this.#state = initialState({ ...(certificateId !== undefined && { certificateId }), ...(requestId !== undefined && { requestId }) });
  }

  get state(): FlowState { return this.#state; }
  /** One id for the whole flow: for the support ticket. */
  get correlationId(): string { return this.#caller.correlationId; }
  get adapter(): RaAdapter { return this.#adapter; }
  now(): number { return this.#ports.now(); }

  /** Reads the certificate, its policy and its open request, and goes to the step where the person left off. */
  start(): void {
    if (this.#state.step === 'loading') this.send({ type: 'retry' });
  }

  /** The one way into the flow. `secrets` goes to the task that this event starts and is kept by nobody. */
  send(event: FlowEvent, secrets: Secrets = {}): void {
    if (this.#life.signal.aborted) return;
    const before = this.#state;
    const next = startTransition(before, event) ?? this.#requestCode?.transition(before, event);
    if (next === undefined) return;
    const { state, effects } = next;
    if (state === before && effects.length === 0) return;
    this.#state = state;
    if (!('busy' in state) || effects.length > 0) this.#stopTask();
    this.#remember(before, state);
    this.#follow();
    this.dispatchEvent(new Event('change'));
    for (const effect of effects) void this.#perform(effect, secrets);
  }

  /** Loads the code for keys ahead of its use. When that fails now, it is tried again once a key is needed. */
  prepare(): void {
    void this.#keyPort().catch(() => undefined);
  }

  /** Drops what this tab keeps of the flow. The request stays as it is. */
  discard(): void {
    const s = this.#state;
    this.#ports.memory.clear('facts' in s ? snapshot(s) ?? { certificateId: s.facts.certificate.id } : { certificateId: '', ...s.target });
  }

  /** Ends the session in this page: stops what runs, lets go of the lock, ends the watch. The request stays as it is. */
  dispose(): void {
    // Who goes elsewhere has seen the result; a reload of the page disposes of nothing and shows it again.
    const s = this.#state;
    if (s.step === 'result' && 'issued' in s.outcome) this.#ports.memory.clear(snapshot(s) as Saved);
    this.#life.abort();
    this.#keys = undefined;
    this.#stopTask();
    this.#watch?.end();
    this.#watch = undefined;
    this.#lock?.release();
    this.#lock = undefined;
  }

  // -------------------------------------------------------------------------------------------------- files for the person

  /** The files of the request as it is now, and what reads the names in it. @throws RekeyError `unavailable` */
  async files(): Promise<requestTasks.Files> {
    return (await this.#needRequestCode()).filesOf(this.#state, () => this.#keyPort());
  }

  // -------------------------------------------------------------------------------------------------- tasks

  async #perform(effect: Effect, secrets: Secrets): Promise<void> {
    const task = { effect, abort: new AbortController() };
    this.#task = task;
    let report: Report;
    try {
      report = await this.#work(effect, secrets, task.abort.signal);
    } catch (thrown) {
      report = { type: 'failed', effect, error: errorInfo(toRekeyError(thrown, this.correlationId)) };
    }
    if (this.#task !== task || this.#life.signal.aborted) return;
    this.#task = undefined;
    this.send(report);
  }

  async #work(effect: Effect, secrets: Secrets, signal: AbortSignal): Promise<Report> {
    const ra = this.#adapter;
    switch (effect.type) {
      case 'load': return this.#load(effect.target, signal);
      case 'create-request': {
        const { certificateId, body, ifMatch } = effect;
        const [request] = await Promise.all([
          this.#caller.change(`create:${certificateId}`, body, (o) => ra.createRequest(certificateId, body, o), { signal, ifMatch }),
          this.#needRequestCode(),
        ]);
        return { type: 'request-created', request };
      }
      case 'refresh': return {
        type: 'request-changed', request: await this.#caller.read((o) => ra.getRequest(effect.requestId, o), signal),
        ...(effect.then && { then: effect.then }),
      };
      case 'reload-policy': return { type: 'policy-reloaded', facts: await this.#readFacts(effect.certificateId, signal) };
      default: {
        const { runTask, openSigner } = await this.#needRequestCode();
        return runTask(effect, secrets, {
          adapter: ra, caller: this.#caller, state: this.#state, signal,
          keys: () => this.#keyPort(), now: () => this.now(), signer: () => openSigner(this.#given.signer, this.#state, signal), forget: () => this.#forget(),
          progress: (stage) => { this.send({ type: 'progress', stage }); },
          takeLock: () => this.#takeLock('facts' in this.#state ? this.#state.facts.certificate.id : '', undefined),
        });
      }
    }
  }

  async #load(target: Target, signal: AbortSignal): Promise<Report> {
    const ra = this.#adapter;
    let request: RekeyRequest | undefined;
    if (target.requestId !== undefined) {
      const id = target.requestId;
      request = await this.#caller.read((o) => ra.getRequest(id, o), signal);
    }
    const certificateId = request?.certificateId ?? target.certificateId;
    if (certificateId === undefined) throw new RekeyError('bad-input', { reason: 'no-certificate' });
    if (!await this.#takeLock(certificateId, request)) return { type: 'locked' };
    const facts = await this.#readFacts(certificateId, signal);
    const { memory } = this.#ports;
    request ??= await this.#ownRequest(facts, memory.read(certificateId)?.requestId, signal);
    if (request !== undefined) await this.#needRequestCode();
    const { keySource, layout } = this.#given;
    const saved = memory.read(request?.id ?? certificateId) ?? memory.read(certificateId);
    return { type: 'loaded', facts, ...(request && { request }), ...(saved && { saved }), ...(keySource && { keySource }), ...(layout && { layout }) };
  }

  /** The open request of the certificate, or the issued one that this tab has not finished with, when it is this person's. */
  async #ownRequest({ certificate: { openRequestId }, settings }: Facts, kept: string | undefined, signal: AbortSignal): Promise<RekeyRequest | undefined> {
    const id = openRequestId ?? kept;
    if (id === undefined) return undefined;
    try {
      const request = await this.#caller.read((o) => this.#adapter.getRequest(id, o), signal);
      return request.requestedBy.id === settings.user.id && (id === openRequestId || request.status === 'issued') ? request : undefined;
    } catch (thrown) {
      const error = toRekeyError(thrown);
      if (error.code === 'forbidden' || error.code === 'not-found') return undefined;
      throw error;
    }
  }

  async #readFacts(certificateId: string, signal: AbortSignal): Promise<Facts> {
    const ra = this.#adapter;
    const [settings, certificate, policy] = await Promise.all([
      this.#caller.read((o) => ra.getSettings(o), signal),
      this.#caller.read((o) => ra.getCertificate(certificateId, o), signal),
      this.#caller.read((o) => ra.getRekeyPolicy(certificateId, o), signal),
    ]);
    const here = [...this.#ports.keySources(), ...(this.#given.signer ? ['token'] : [])];
    const withheld = policy.keySources.filter((source) => !here.includes(source));
    return {
      raId: ra.raId, settings, certificate, ...(withheld.length > 0 && { withheld }),
      policy: { ...policy, keySources: policy.keySources.filter((source) => here.includes(source)) },
      agreementSha256: await this.#ports.sha256(policy.agreement.text),
    };
  }

  async #forget(): Promise<void> {
    const { scopesOf } = await this.#needRequestCode();
    for (const scope of scopesOf(this.#state)) await (await this.#keyPort()).forget(scope);
    const saved = snapshot(this.#state);
    if (saved !== undefined) this.#ports.memory.clear(saved);
  }

  #stopTask(): void {
    this.#task?.abort.abort();
    this.#task = undefined;
  }

  // -------------------------------------------------------------------------------------------------- what goes along with a state

  #remember(before: FlowState, state: FlowState): void {
    const saved = snapshot(state);
    if (saved === undefined) return;
    const old = snapshot(before);
    if (old?.requestId !== undefined && saved.requestId === undefined) this.#ports.memory.clear(old);
    if (state.step === 'result') {
      const { outcome } = state;
      const over = outcome.kind === 'cancelled' || outcome.kind === 'expired';
      if (over) this.#ports.memory.clear(saved);
      if (over || outcome.kind === 'checking' || ('finished' in outcome && outcome.finished)) return;
    }
    this.#ports.memory.write(saved);
  }

  #follow(): void {
    const id = watchTarget(this.#state);
    if (id !== this.#watch?.id) {
      this.#watch?.end();
      this.#watch = id === undefined ? undefined : this.#requestCode?.watch(id, {
        adapter: this.#adapter, caller: this.#caller, signal: this.#life.signal, after: this.#ports.after.bind(this.#ports),
        tell: (request) => { if (this.#watch?.id === id) this.send({ type: 'request-changed', request }); },
      });
    }
    if (this.#lock !== undefined && !wantsLock(this.#state)) {
      this.#lock.release();
      this.#lock = undefined;
    }
  }

  async #takeLock(certificateId: string, request: RekeyRequest | undefined): Promise<boolean> {
    if (this.#lock !== undefined) return true;
    if (request !== undefined && !EDITABLE.has(request.status)) return true;
    const name = `rekey-elements:${this.#adapter.raId}:${certificateId}`;
    this.#lock = await this.#ports.lock(name, () => { this.send({ type: 'retry' }); }, this.#life.signal);
    return this.#lock !== undefined;
  }

  // -------------------------------------------------------------------------------------------------- code that comes later

  #keyPort(): Promise<KeyPort> {
    this.#keys ??= this.#ports.keys().catch((thrown: unknown) => {
      this.#keys = undefined;
      throw new RekeyError('unavailable', { reason: 'code', cause: thrown });
    });
    return this.#keys;
  }

  async #needRequestCode(): Promise<RequestCode> {
    try {
      return this.#requestCode ??= await import('./request-tasks.js');
    } catch (cause) {
      throw new RekeyError('unavailable', { reason: 'code', cause });
    }
  }
}
