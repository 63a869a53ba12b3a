import type { ChangeOptions, RaAdapter } from '../../core/adapter.js';
import { isOutcomeUnknown } from '../../core/calls.js';
import type { Caller } from '../../core/calls.js';
import type { RekeyRequest } from '../../core/domain.js';
import { errorInfo, RekeyError, toRekeyError } from '../../core/errors.js';
import type { RekeyErrorInfo } from '../../core/errors.js';
import { isSameSubmission, meanwhileOf, obstacleTo, staleOf } from './meanwhile.js';
import type { Meanwhile, Step } from './meanwhile.js';

/** One of the requests, and what became of it. `barred`: the reader may not, so that nothing is sent for it. */
export interface BulkItem {
  /** As the RA told it last. */
  readonly request: RekeyRequest;
  readonly outcome: 'waiting' | 'sending' | 'done' | 'failed' | 'stopped' | 'barred';
  readonly failure?: RekeyErrorInfo;
  readonly meanwhile?: Meanwhile;
  /** Why the reader may not: a machine reason. */
  readonly barred?: string;
  /** It changed after it was shown, and before anything was sent. */
  readonly changed?: boolean;
}

export interface BulkState {
  readonly phase: 'asking' | 'running' | 'over';
  readonly items: readonly BulkItem[];
  readonly reviewed: boolean;
  readonly remarks: string;
  readonly remarksMissing: boolean;
  readonly stopping: boolean;
}

export interface BulkContext {
  readonly ra: RaAdapter;
  readonly caller: Caller;
  readonly signal: AbortSignal;
}

/** After these every other one would fail the same way. */
const ENDS_ALL: readonly string[] = ['auth', 'rate-limited', 'unsupported'];

const itemOf = (step: Step, request: RekeyRequest): BulkItem => {
  const barred = obstacleTo(step, request);
  return { request, outcome: barred === undefined ? 'waiting' : 'barred', ...(barred !== undefined && { barred }) };
};

/**
 * One decision on many requests, one after the other. Each answers for itself; those whose failure may pass are sent again as
 * they were, with the same idempotency key while their outcome is not known.
 *
 * @fires change - `state` is another
 * @fires request - `detail` is a request as the RA has it now
 * @fires decided - `detail` is a request that was approved or declined here
 * @fires over - every one has an answer, or the rest was stopped
 * @fires problem - a call failed; `detail` is a RekeyErrorInfo
 */
export class BulkController extends EventTarget {
  state: BulkState;

  /** The version that each was sent with, while its outcome is not known. */
  readonly #sentOn = new Map<string, string>();

  constructor(readonly step: Step, requests: readonly RekeyRequest[], readonly context: BulkContext) {
    super();
    this.state = { phase: 'asking', items: requests.map((request) => itemOf(step, request)), reviewed: false, remarks: '', remarksMissing: false, stopping: false };
  }

  get #sendable(): readonly RekeyRequest[] {
    return this.state.items.filter(({ outcome }) => outcome === 'waiting').map(({ request }) => request);
  }

  /** Whether one of those that would be sent asks for the tick, or for remarks. */
  get needsTick(): boolean {
    return this.step === 'approve' && this.#sendable.some(({ decisionRules }) => decisionRules.reviewedTick);
  }
  get needsRemarks(): boolean {
    return this.step === 'decline' && this.#sendable.some(({ decisionRules }) => decisionRules.remarks);
  }

  setReviewed(reviewed: boolean): void {
    this.#set({ reviewed });
  }

  setRemarks(remarks: string): void {
    this.#set({ remarks, remarksMissing: this.state.remarksMissing && remarks.trim() === '' });
  }

  /** Sends all that wait, unless the tick or the remarks are missing, which `state` then says. */
  async start(): Promise<void> {
    const { phase, reviewed, remarks } = this.state;
    if (phase !== 'asking' || this.#sendable.length === 0 || (this.needsTick && !reviewed)) return;
    if (this.needsRemarks && remarks.trim() === '') {
      this.#set({ remarksMissing: true });
      return;
    }
    await this.#run();
  }

  /** Lets the one that is under way end, and sends no other. */
  stop(): void {
    if (this.state.phase === 'running') this.#set({ stopping: true });
  }

  /** Sends those again whose failure may pass. */
  async retry(): Promise<void> {
    await this.#again(canRetry);
  }

  /** Sends those that were stopped before their turn. */
  async goOn(): Promise<void> {
    await this.#again(({ outcome }) => outcome === 'stopped');
  }

  /** A request as somebody's watch tells it: what changed before it was sent has to be looked at again. */
  receive(request: RekeyRequest): void {
    const item = this.state.items.find((one) => one.request.id === request.id);
    if (item === undefined || this.state.phase !== 'asking' || item.request.etag === request.etag || request.updatedAt < item.request.updatedAt) return;
    this.#set({ items: this.state.items.map((one) => (one === item ? { ...itemOf(this.step, request), changed: true } : one)), reviewed: false });
  }

  async #again(which: (item: BulkItem) => boolean): Promise<void> {
    if (this.state.phase !== 'over') return;
    this.#set({ items: this.state.items.map((item) => (which(item) ? { request: item.request, outcome: 'waiting' } : item)) });
    if (this.#sendable.length > 0) await this.#run();
  }

  async #run(): Promise<void> {
    this.#set({ phase: 'running', stopping: false, remarksMissing: false });
    for (const { id } of this.#sendable) {
      if (this.context.signal.aborted) return;
      if (!this.state.stopping) await this.#send(id);
    }
    this.#set({ phase: 'over', items: this.state.items.map((item) => (item.outcome === 'waiting' ? { ...item, outcome: 'stopped' } : item)) });
    this.dispatchEvent(new Event('over'));
  }

  async #send(id: string): Promise<void> {
    const { caller, signal } = this.context;
    const request = this.state.items.find((item) => item.request.id === id)?.request;
    if (request === undefined) return;
    const ifMatch = this.#sentOn.get(id) ?? request.etag;
    this.#put(id, { request, outcome: 'sending' });
    try {
      const answer = await caller.change(`${this.step}:${id}`, this.#body(), (o) => this.#call(id, o), { signal, ifMatch });
      this.#done(answer);
    } catch (thrown) {
      if (!signal.aborted) await this.#refused(request, ifMatch, toRekeyError(thrown, caller.correlationId));
    }
  }

  #body(): { readonly reviewed: boolean } | { readonly remarks: string } | undefined {
    if (this.step === 'claim') return undefined;
    return this.step === 'approve' ? { reviewed: this.state.reviewed } : { remarks: this.state.remarks.trim() };
  }

  #call(id: string, o: ChangeOptions): Promise<RekeyRequest> {
    const { ra } = this.context;
    const { reviewed, remarks } = this.state;
    const call = this.step === 'claim' ? ra.claim?.(id, o) : this.step === 'approve' ? ra.approve?.(id, { reviewed }, o) : ra.decline?.(id, { remarks: remarks.trim() }, o);
    return call ?? Promise.reject(new RekeyError('unsupported', { reason: this.step }));
  }

  #done(request: RekeyRequest): void {
    this.#sentOn.delete(request.id);
    this.#put(request.id, { request, outcome: 'done' });
    this.dispatchEvent(new CustomEvent('request', { detail: request }));
    if (this.step !== 'claim') this.dispatchEvent(new CustomEvent('decided', { detail: request }));
  }

  async #refused(request: RekeyRequest, ifMatch: string, error: RekeyError): Promise<void> {
    const { ra, caller, signal } = this.context;
    const { id } = request;
    const unknown = isOutcomeUnknown(error);
    if (unknown) this.#sentOn.set(id, ifMatch);
    else this.#sentOn.delete(id);
    // A refusal is a change of its own where it is recorded: the next try is made on the version that there is now.
    const now = unknown ? undefined : await caller.read((o) => ra.getRequest(id, o), signal).catch(() => undefined);
    // What nobody has reviewed is not sent again, whatever else stood in the way.
    const isOther = now !== undefined && !isSameSubmission(now, request);
    const failure = errorInfo(isOther && error.code !== 'conflict' ? new RekeyError('conflict', { reason: 'stale', correlationId: error.correlationId }) : error);
    const conflict = failure.code === 'conflict' ? { ...meanwhileOf(now), ...staleOf(error.detail) } : undefined;
    this.#put(id, { request: now ?? request, outcome: 'failed', failure, ...(conflict !== undefined && { meanwhile: conflict }) });
    if (now !== undefined) this.dispatchEvent(new CustomEvent('request', { detail: now }));
    this.dispatchEvent(new CustomEvent('problem', { detail: failure }));
    if (ENDS_ALL.includes(error.code)) this.#set({ stopping: true });
  }

  #put(id: string, item: BulkItem): void {
    this.#set({ items: this.state.items.map((one) => (one.request.id === id ? item : one)) });
  }

  #set(patch: Partial<BulkState>): void {
    this.state = { ...this.state, ...patch };
    this.dispatchEvent(new Event('change'));
  }
}

/** Its failure may pass, and the reader may still do it. */
export const canRetry = ({ outcome, failure }: BulkItem): boolean => outcome === 'failed' && failure?.retryable === true;
