import { toRekeyError } from '../../core/errors.js';
import type { RekeyError } from '../../core/errors.js';

/** Milliseconds between two questions: from the first to the longest, each half as long again as the one before. */
const FIRST = 1500;
const LONGEST = 10_000;
const GROWTH = 1.5;
/** A timer that is told more than 2^31 - 1 milliseconds runs out at once. */
const LONGEST_WAIT = 86_400_000;

export interface PollPorts {
  /** Asks once. */
  readonly ask: () => Promise<void>;
  /** It could not be asked; it will be asked again. */
  readonly missed: (error: RekeyError) => void;
  /** Asking again is of no use before somebody acted. */
  readonly failed: (error: RekeyError) => void;
  /** Runs a callback after some milliseconds; the result calls it off. */
  readonly after: (milliseconds: number, callback: () => void) => () => void;
  /** Milliseconds by a clock that only goes forward. */
  readonly clock: () => number;
}

/** Asks again and again, less often with time, and at once when there is reason to; waits as long as it is told to. */
export class Poll {
  readonly #ports: PollPorts;
  #delay = FIRST;
  #callOff: (() => void) | undefined;
  #running = false;
  #asking = false;
  /** Nothing is asked before this time of the clock. */
  #notBefore = 0;

  constructor(ports: PollPorts) {
    this.#ports = ports;
  }

  start(): void {
    if (this.#running) return;
    this.#running = true;
    this.#delay = FIRST;
    this.#wait();
  }

  stop(): void {
    this.#running = false;
    this.#callOff?.();
    this.#callOff = undefined;
  }

  /** Asks at once, unless it was told to wait, and more often for a while: the person is looking. */
  wake(): void {
    if (!this.#running || this.#asking) return;
    this.#delay = FIRST;
    this.#callOff?.();
    if (this.#ports.clock() < this.#notBefore) this.#wait();
    else void this.#ask();
  }

  #wait(): void {
    const delay = Math.max(this.#delay, Math.min(LONGEST_WAIT, this.#notBefore - this.#ports.clock()));
    this.#callOff = this.#ports.after(delay, () => void this.#ask());
  }

  async #ask(): Promise<void> {
    this.#asking = true;
    try {
      await this.#ports.ask();
    } catch (thrown) {
      this.#answerTo(toRekeyError(thrown));
    } finally {
      this.#asking = false;
      this.#delay = Math.min(LONGEST, this.#delay * GROWTH);
      if (this.#running) this.#wait();
    }
  }

  #answerTo(error: RekeyError): void {
    if (!this.#running || error.code === 'aborted') return;
    if (error.retryAfter !== undefined) this.#notBefore = this.#ports.clock() + error.retryAfter * 1000;
    if (error.code === 'unavailable' || error.code === 'rate-limited') {
      this.#ports.missed(error);
    } else {
      this.stop();
      this.#ports.failed(error);
    }
  }
}
