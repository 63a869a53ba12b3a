import type { RaAdapter } from '../core/adapter.js';
import { RekeyError, type RekeyErrorCode } from '../core/errors.js';

/** What can be made to fail: a call of the adapter, or the CA behind it. */
export type FailureTarget = { [M in keyof RaAdapter]-?: NonNullable<RaAdapter[M]> extends (...args: never[]) => Promise<unknown> ? M : never }[keyof RaAdapter] | 'ca';

export interface PlannedFailure {
  /** `before`: nothing happened. `after`: the change took effect and its answer is lost. */
  readonly when?: 'before' | 'after';
  /** `unavailable` unless given. */
  readonly code?: RekeyErrorCode;
  readonly reason?: string;
  readonly retryAfter?: number;
  /** How many calls in a row; 1 unless given. */
  readonly times?: number;
}

/** Failures that the next calls meet, in the order in which they were asked for. */
export class Failures {
  #planned: { readonly target: FailureTarget; readonly failure: PlannedFailure; left: number }[] = [];

  next(target: FailureTarget, failure: PlannedFailure = {}): void {
    this.#planned.push({ target, failure, left: failure.times ?? 1 });
  }

  clear(): void {
    this.#planned = [];
  }

  /** The failure that this call meets now, if any; it is spent. */
  take(target: FailureTarget, when: 'before' | 'after'): RekeyError | undefined {
    const planned = this.#planned.find((one) => one.target === target && (one.failure.when ?? 'before') === when);
    if (planned === undefined) return undefined;
    planned.left -= 1;
    if (planned.left <= 0) this.#planned = this.#planned.filter((one) => one !== planned);
    const { code = 'unavailable', reason, retryAfter } = planned.failure;
    return new RekeyError(code, { reason, retryAfter });
  }
}
