import type { RaAdapter, StaleDetail } from '../../core/adapter.js';
import { isOutcomeUnknown } from '../../core/calls.js';
import type { Caller } from '../../core/calls.js';
import type { AllowedAction, HistoryEntry, RekeyPolicy, RekeyRequest } from '../../core/domain.js';
import { errorInfo, RekeyError, toRekeyError } from '../../core/errors.js';
import type { RekeyErrorInfo } from '../../core/errors.js';

export type Decision = 'approve' | 'decline';

/** What somebody else did to the request while it was open here. */
export interface Meanwhile { readonly by?: string; readonly at?: string; readonly action: string }

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
  readonly busy?: Decision;
  /** Why the last decision was not taken, or is not known to be. */
  readonly failure?: RekeyErrorInfo;
  readonly meanwhile?: Meanwhile;
  /** What was decided here. */
  readonly decided?: Decision;
}

interface Sent { readonly decision: Decision; readonly body: { readonly reviewed: boolean } | { readonly remarks: string }; readonly ifMatch: string }

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

  allowed(action: Decision): AllowedAction | undefined {
    return this.state.request?.allowedActions.find((one) => one.action === action);
  }

  /** Sends a decision, unless one is under way or something is missing, which `state` then says. */
  async decide(decision: Decision): Promise<void> {
    const { request, busy, reviewed, remarks } = this.state;
    if (request === undefined || busy !== undefined || this.allowed(decision)?.allowed !== true) return;
    const { reviewedTick, remarks: remarksRequired } = request.decisionRules;
    if (decision === 'approve' && reviewedTick && !reviewed) return;
    if (decision === 'decline' && remarksRequired && remarks.trim() === '') {
      this.#set({ remarksMissing: true });
      return;
    }
    await this.#send({ decision, body: decision === 'approve' ? { reviewed } : { remarks: remarks.trim() }, ifMatch: request.etag });
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
    const wasOpen = this.state.decided === undefined && (this.allowed('approve')?.allowed === true || this.allowed('decline')?.allowed === true);
    this.#take(request, wasOpen ? { reviewed: false, failure: undefined, meanwhile: meanwhileOf(request), declining: this.state.declining && mayDecline(request) } : {});
    if (wasOpen) this.dispatchEvent(new Event('conflict'));
    void this.#readHistory();
  }

  end(): void {
    this.#reading.abort();
    this.#unwatch?.();
  }

  async #send(sent: Sent): Promise<void> {
    const { ra, caller, signal } = this.context;
    const { decision, body, ifMatch } = sent;
    this.#sent = sent;
    this.#held = undefined;
    this.#set({ busy: decision, failure: undefined, meanwhile: undefined, remarksMissing: false });
    try {
      const answer = await caller.change(`${decision}:${this.id}`, body, (o) => {
        const call = 'reviewed' in body ? ra.approve?.(this.id, body, o) : ra.decline?.(this.id, body, o);
        return call ?? Promise.reject(new RekeyError('unsupported', { reason: decision }));
      }, { signal, ifMatch });
      this.#finish(answer);
    } catch (thrown) {
      if (!signal.aborted) await this.#refused(toRekeyError(thrown, caller.correlationId));
    }
  }

  #finish(request: RekeyRequest): void {
    const decision = this.#sent?.decision;
    this.#sent = undefined;
    this.#take(request, { busy: undefined, failure: undefined, meanwhile: undefined, declining: false, decided: decision });
    if (decision !== undefined) this.dispatchEvent(new CustomEvent('decided', { detail: decision }));
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
    if (!error.retryable) this.#sent = undefined;
    const conflict = error.code === 'conflict' ? { ...meanwhileOf(now), ...staleOf(error.detail) } : undefined;
    this.#take(now ?? this.state.request, {
      busy: undefined, reviewed: this.state.reviewed && conflict === undefined,
      ...(conflict === undefined ? { failure } : { meanwhile: conflict, declining: this.state.declining && now !== undefined && mayDecline(now) }),
    });
    if (conflict !== undefined) this.dispatchEvent(new Event('conflict'));
    this.dispatchEvent(new CustomEvent('problem', { detail: failure }));
    this.#release();
    if (now !== undefined) void this.#readHistory();
  }

  /** True when the decision that was sent from here, and whose outcome was not known, is the one that the RA has. */
  #isOurs({ decidedBy, status }: RekeyRequest): boolean {
    if (this.#sent === undefined || decidedBy === undefined || decidedBy.id !== this.context.me()) return false;
    return (this.#sent.decision === 'decline') === (status === 'declined');
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

const mayDecline = (request: RekeyRequest): boolean => request.allowedActions.some(({ action, allowed }) => action === 'decline' && allowed);

/** Who did what, as far as the request itself tells it. */
function meanwhileOf(request: RekeyRequest | undefined): Meanwhile {
  if (request === undefined) return { action: 'changed' };
  const { status, decidedBy, decidedAt, claimedBy, requestedBy, updatedAt } = request;
  if (decidedBy !== undefined) return { by: decidedBy.name, at: decidedAt ?? updatedAt, action: status === 'declined' ? 'declined' : 'approved' };
  if (status === 'in-review' && claimedBy !== undefined) return { by: claimedBy.name, at: updatedAt, action: 'claimed' };
  if (status === 'cancelled') return { by: requestedBy.name, at: updatedAt, action: 'cancelled' };
  return { at: updatedAt, action: status === 'expired' ? 'expired' : 'changed' };
}

function staleOf(detail: unknown): Partial<Meanwhile> {
  const { by, at, action } = (typeof detail === 'object' && detail !== null ? detail : {}) as Partial<StaleDetail>;
  return {
    ...(typeof by === 'string' && { by }), ...(typeof at === 'string' && { at }), ...(typeof action === 'string' && { action }),
  };
}
