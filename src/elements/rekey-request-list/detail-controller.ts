import type { ChangeOptions, RaAdapter } from '../../core/adapter.js';
import { isOutcomeUnknown } from '../../core/calls.js';
import type { Caller } from '../../core/calls.js';
import type { HistoryEntry, RekeyPolicy, RekeyRequest } from '../../core/domain.js';
import { errorInfo, RekeyError, toRekeyError } from '../../core/errors.js';
import type { RekeyErrorInfo } from '../../core/errors.js';
import { isSameSubmission, meanwhileOf, obstacleTo, staleOf } from './meanwhile.js';
import type { Meanwhile, Step } from './meanwhile.js';

export type Decision = Exclude<Step, 'claim'>;

export interface DetailState {
  readonly phase: 'loading' | 'ready' | 'failed';
  readonly request?: RekeyRequest;
  /** Absent while it is read, or where the RA keeps none. */
  readonly history?: readonly HistoryEntry[];
  readonly policy?: RekeyPolicy;
  readonly problem?: RekeyErrorInfo;
  readonly reviewed: boolean;
  readonly declining: boolean;
  readonly remarks: string;
  readonly remarksMissing: boolean;
  readonly busy?: Step;
  /** Why the last decision was not taken, or is not known to be. */
  readonly failure?: RekeyErrorInfo;
  readonly meanwhile?: Meanwhile;
  /** What was decided here. */
  readonly decided?: Decision;
}

type Sent = { readonly ifMatch: string } & ({ readonly step: 'claim'; readonly body?: undefined } | { readonly step: 'approve'; readonly body: { readonly reviewed: boolean } } | { readonly step: 'decline'; readonly body: { readonly remarks: string } });

export interface DetailContext {
  readonly ra: RaAdapter;
  readonly caller: Caller;
  /** The reader's id, once it is known. */
  readonly me: () => string | undefined;
  /** Ends a decision that nobody waits for any more: closing the detail does not, leaving the page does. */
  readonly signal: AbortSignal;
}

/**
 * One request without a page: reads it with its history, follows it, and decides it once.
 *
 * @fires change - `state` is another
 * @fires request - `detail` is the request as the RA has it now
 * @fires decided - `detail` is the Decision, which the RA has taken
 * @fires claimed - the RA has it that the reader looks at the request
 * @fires conflict - somebody else changed what was open here
 * @fires problem - a call failed; `detail` is a RekeyErrorInfo
 */
export class DetailController extends EventTarget {
  state: DetailState = { phase: 'loading', reviewed: false, declining: false, remarks: '', remarksMissing: false };

  readonly #reading = new AbortController();
  /** The decision whose outcome is not known: it is sent again as it was. */
  #sent: Sent | undefined;
  /** What the watch told while a decision was under way. */
  #held: RekeyRequest | undefined;
  #unwatch: (() => void) | undefined;

  constructor(readonly id: string, readonly context: DetailContext, known?: RekeyRequest) {
    super();
    if (known !== undefined) this.state = { ...this.state, phase: 'ready', request: known };
  }

  async load(): Promise<void> {
    const { ra, caller } = this.context;
    const { signal } = this.#reading;
    this.#set({ problem: undefined, phase: this.state.request === undefined ? 'loading' : 'ready' });
    try {
      const request = await caller.read((o) => ra.getRequest(this.id, o), signal);
      this.#take(request, { phase: 'ready' });
      this.#unwatch ??= ra.watchRequest?.(this.id, (changed) => this.receive(changed), { signal, correlationId: caller.correlationId });
      await Promise.all([this.#readHistory(), this.#readPolicy(request.certificateId)]);
    } catch (thrown) {
      if (signal.aborted) return;
      const problem = errorInfo(toRekeyError(thrown, caller.correlationId));
      this.#set({ problem, phase: 'failed' });
      this.dispatchEvent(new CustomEvent('problem', { detail: problem }));
    }
  }

  setReviewed(reviewed: boolean): void {
    this.#set({ reviewed });
  }

  /** @param remarks to start from, unless something was typed before */
  beginDecline(remarks: string): void {
    this.#set({ declining: true, remarks: this.state.remarks || remarks, remarksMissing: false, failure: undefined });
  }

  setRemarks(remarks: string): void {
    this.#set({ remarks, remarksMissing: this.state.remarksMissing && remarks.trim() === '' });
  }

  endDecline(): void {
    this.#set({ declining: false, remarksMissing: false });
  }

  #may(step: Step): boolean {
    return this.state.request !== undefined && obstacleTo(step, this.state.request) === undefined;
  }

  /** Says that the reader looks at the request, so that nobody else does; takes it over from who said so before. */
  async claim(): Promise<void> {
    const { request, busy } = this.state;
    if (request === undefined || busy !== undefined || !this.#may('claim')) return;
    await this.#send({ step: 'claim', ifMatch: request.etag });
  }

  /** Sends a decision, unless one is under way or something is missing, which `state` then says. */
  async decide(decision: Decision): Promise<void> {
    const { request, busy, reviewed, remarks } = this.state;
    if (request === undefined || busy !== undefined || !this.#may(decision)) return;
    const { reviewedTick, remarks: remarksRequired } = request.decisionRules;
    if (decision === 'approve' && reviewedTick && !reviewed) return;
    if (decision === 'decline' && remarksRequired && remarks.trim() === '') {
      this.#set({ remarksMissing: true });
      return;
    }
    await this.#send(decision === 'approve' ? { step: decision, body: { reviewed }, ifMatch: request.etag } : { step: decision, body: { remarks: remarks.trim() }, ifMatch: request.etag });
  }

  /** Sends the last decision again as it was, with the same idempotency key while its outcome is unknown. */
  async retry(): Promise<void> {
    const { request, failure, busy } = this.state;
    if (this.#sent === undefined || request === undefined || failure === undefined || busy !== undefined) return;
    const known = failure.code === 'rate-limited' || failure.code === 'caa-indeterminate';
    await this.#send(known ? { ...this.#sent, ifMatch: request.etag } : this.#sent);
  }

  /** The request as somebody's watch tells it. */
  receive(request: RekeyRequest): void {
    if (request.id !== this.id) return;
    if (this.state.busy !== undefined) {
      this.#held = request;
      return;
    }
    const before = this.state.request;
    if (before === undefined || before.etag === request.etag || request.updatedAt < before.updatedAt) return;
    if (this.#isOurs(request)) {
      if (this.state.failure === undefined) {
        this.#finish(request);
        return;
      }
      // It took effect although its answer was lost: what the RA answers to the same key is still to be had.
      this.#take(request, {});
      void this.#readHistory();
      return;
    }
    const wasOpen = this.state.decided === undefined && (this.#may('approve') || this.#may('decline'));
    this.#take(request, wasOpen ? { reviewed: false, failure: undefined, meanwhile: meanwhileOf(request), declining: this.state.declining && obstacleTo('decline', request) === undefined } : {});
    if (wasOpen) this.dispatchEvent(new Event('conflict'));
    void this.#readHistory();
  }

  end(): void {
    this.#reading.abort();
    this.#unwatch?.();
  }

  async #send(sent: Sent): Promise<void> {
    const { caller, signal } = this.context;
    const { step, body, ifMatch } = sent;
    this.#sent = sent;
    this.#held = undefined;
    this.#set({ busy: step, failure: undefined, meanwhile: undefined, remarksMissing: false });
    try {
      const answer = await caller.change(`${step}:${this.id}`, body, (o) => this.#call(sent, o), { signal, ifMatch });
      this.#finish(answer);
    } catch (thrown) {
      if (!signal.aborted) await this.#refused(toRekeyError(thrown, caller.correlationId));
    }
  }

  #call(sent: Sent, o: ChangeOptions): Promise<RekeyRequest> {
    const { ra } = this.context;
    const call = sent.step === 'claim' ? ra.claim?.(this.id, o) : sent.step === 'approve' ? ra.approve?.(this.id, sent.body, o) : ra.decline?.(this.id, sent.body, o);
    return call ?? Promise.reject(new RekeyError('unsupported', { reason: sent.step }));
  }

  #finish(request: RekeyRequest): void {
    const step = this.#sent?.step;
    this.#sent = undefined;
    const taken = { busy: undefined, failure: undefined, meanwhile: undefined };
    if (step === 'claim') {
      this.#take(request, taken);
      this.dispatchEvent(new Event('claimed'));
    } else {
      this.#take(request, { ...taken, declining: false, decided: step });
      if (step !== undefined) this.dispatchEvent(new CustomEvent('decided', { detail: step }));
    }
    this.#release();
    void this.#readHistory();
  }

  /** A decision that the RA refused, or did not answer: what was typed stays. */
  async #refused(error: RekeyError): Promise<void> {
    const { ra, caller, signal } = this.context;
    const failure = errorInfo(error);
    const now = isOutcomeUnknown(error) ? undefined : await caller.read((o) => ra.getRequest(this.id, o), signal).catch(() => undefined);
    if (now !== undefined && error.code === 'conflict' && this.#isOurs(now)) {
      this.#finish(now);
      return;
    }
    // What nobody has reviewed is not sent again, whatever else stood in the way.
    const isOther = now !== undefined && this.state.request !== undefined && !isSameSubmission(now, this.state.request);
    if (!error.retryable || isOther) this.#sent = undefined;
    const conflict = error.code === 'conflict' || isOther ? { ...meanwhileOf(now), ...staleOf(error.detail) } : undefined;
    this.#take(now ?? this.state.request, {
      busy: undefined, reviewed: this.state.reviewed && conflict === undefined,
      ...(conflict === undefined ? { failure } : { meanwhile: conflict, declining: this.state.declining && now !== undefined && obstacleTo('decline', now) === undefined }),
    });
    if (conflict !== undefined) this.dispatchEvent(new Event('conflict'));
    this.dispatchEvent(new CustomEvent('problem', { detail: failure }));
    this.#release();
    if (now !== undefined) void this.#readHistory();
  }

  /** True when what was sent from here, and whose outcome was not known, is what the RA has. */
  #isOurs({ decidedBy, claimedBy, status }: RekeyRequest): boolean {
    if (this.#sent?.step === 'claim') return status === 'in-review' && claimedBy?.id === this.context.me();
    if (this.#sent === undefined || decidedBy === undefined || decidedBy.id !== this.context.me()) return false;
    return (this.#sent.step === 'decline') === (status === 'declined');
  }

  #release(): void {
    const held = this.#held;
    this.#held = undefined;
    if (held !== undefined) this.receive(held);
  }

  /** The audit trail is worth no error of its own: what is shown without it is whole. */
  async #readHistory(): Promise<void> {
    const { ra, caller } = this.context;
    const history = await caller.read((o) => ra.getHistory?.(this.id, o) ?? Promise.resolve(undefined), this.#reading.signal).catch(() => undefined);
    if (history !== undefined && !this.#reading.signal.aborted) this.#set({ history });
  }

  async #readPolicy(certificateId: string): Promise<void> {
    const { ra, caller } = this.context;
    const policy = await caller.read((o) => ra.getRekeyPolicy(certificateId, o), this.#reading.signal).catch(() => undefined);
    if (policy !== undefined && !this.#reading.signal.aborted) this.#set({ policy });
  }

  #take(request: RekeyRequest | undefined, patch: Patch): void {
    this.#set({ ...patch, request });
    if (request !== undefined) this.dispatchEvent(new CustomEvent('request', { detail: request }));
  }

  #set(patch: Patch): void {
    const merged: Record<string, unknown> = { ...this.state, ...patch };
    this.state = Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== undefined)) as unknown as DetailState;
    this.dispatchEvent(new Event('change'));
  }
}

type Patch = { [K in keyof DetailState]?: DetailState[K] | undefined };
