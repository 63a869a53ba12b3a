import type { RekeyRequest, SecondFactorAnswer, SecondFactorChallenge, SecondFactorMethod } from '../../core/domain.js';
import { errorInfo, toRekeyError } from '../../core/errors.js';
import type { RekeyError } from '../../core/errors.js';
import type { FactorCalls } from './factor-calls.js';
import { Poll } from './polling.js';
import { lockedView, passwordProblem, readCodes, wrongCodes } from './refusals.js';
import { known, otherWays, passedThreshold, signInAddress, viewOf } from './view.js';
import type { Channel, View, WayOut, WindowState } from './view.js';

/** What is said to screen readers when it happens, as facts for the wording. */
export type Saying =
  | { readonly what: 'resent' | 'unheard' }
  | { readonly what: 'expires'; readonly left: number }
  | { readonly what: 'problem'; readonly error: RekeyError };

/** What the controller needs of whoever shows it. */
export interface FactorHost {
  /** Milliseconds since the epoch by the RA's clock. */
  readonly now: () => number;
  /** Milliseconds by a clock that only goes forward. */
  readonly clock: () => number;
  /** Runs a callback after some milliseconds; the result calls it off. */
  readonly after: (milliseconds: number, callback: () => void) => () => void;
  /** Another view, or another state of its work. */
  readonly changed: () => void;
  readonly say: (saying: Saying) => void;
  /** A try failed, or the RA could not be asked. */
  readonly failed: (error: RekeyError) => void;
  /** Sends the window that a click has opened to a sign-in; tells what became of it. */
  readonly send: (address: URL) => WindowState;
  /** Takes this window to a sign-in; false when it is kept where it is. */
  readonly leave: (address: URL) => boolean;
  readonly accepted: (method: SecondFactorMethod) => void;
}

type StartOptions = { readonly returnTo?: string };

/**
 * The second factor of one request, from the first call to its end: the challenge, its clock, what is left of tries, the questions
 * to the RA while somebody signs in elsewhere. It knows no document: a code, a password pass through {@link answer} and stay nowhere.
 */
export class FactorController {
  view: View = { at: 'starting' };
  busy: 'answer' | Channel | false = false;
  /** The method that is tried, or was last. */
  method: SecondFactorMethod | undefined;

  readonly #calls: FactorCalls;
  readonly #host: FactorHost;
  readonly #poll: Poll;
  readonly #requestId: string;
  /** Counts what was typed: another answer is another change and never goes under the key of an earlier one. */
  #attempt = 0;
  /** Time left at the last look at the clock. */
  #left = Infinity;
  #lastLook = false;
  #ways: readonly WayOut[] = [];

  constructor(requestId: string, calls: FactorCalls, host: FactorHost) {
    this.#requestId = requestId;
    this.#calls = calls;
    this.#host = host;
    this.#poll = new Poll({
      ask: () => this.#look(), after: host.after, clock: host.clock,
      missed: () => this.#unheard(true),
      failed: (error) => this.#stuck(error),
    });
  }

  /** Finds out where the request stands: a challenge to go on with, a choice to make, or a method to start. */
  async begin(wanted?: SecondFactorMethod, told?: string): Promise<void> {
    await this.#guard(() => this.begin(wanted, told), async () => {
      const request = await this.#calls.request(this.#requestId);
      const challenge = await this.#calls.openChallenge(request, told);
      if (challenge && (wanted === undefined || challenge.method === wanted || challenge.state === 'locked')) {
        this.#show(challenge, 'away');
        return;
      }
      const policy = await this.#calls.policy(request.certificateId);
      this.#ways = known(policy.secondFactor.methods.map((method) => ({ method })));
      const [first, second] = this.#ways;
      const only = wanted ?? (second ? undefined : first?.method);
      if (only) await this.#start(request, only);
      else this.#go(first ? { at: 'choose', methods: this.#ways, chosen: first.method } : { at: 'unsupported' });
    });
  }

  /**
   * A challenge of that method, for the request as it is now.
   * @param returnTo takes this window to the sign-in, which comes back to that address
   */
  async start(method: SecondFactorMethod, o: StartOptions = {}): Promise<void> {
    this.#go({ at: 'starting', method });
    await this.#guard(() => this.start(method, o), async () => this.#start(await this.#calls.request(this.#requestId), method, o));
  }

  /** Another code by a channel, or a new challenge where there is none to resend. */
  async resend(channel?: Channel): Promise<void> {
    const { view } = this;
    if (this.busy || (view.at !== 'code' && view.at !== 'expired')) return;
    const { challenge } = view;
    const [only, second] = challenge.channels;
    const by = channel ?? (second ? undefined : only?.channel);
    if (!this.#calls.canResend || by === undefined) return this.start(challenge.method);
    await this.#while(by, async () => {
      this.#show(await this.#calls.resend(challenge, by), 'ready');
      this.#host.say({ what: 'resent' });
    }, (error) => this.#refused(error, challenge));
  }

  /** Sends the codes as they were typed. */
  async answerCodes(typed: Partial<Record<Channel, string>>): Promise<void> {
    const { view } = this;
    if (this.busy || view.at !== 'code') return;
    const { challenge } = view;
    const { codes, wrong } = readCodes(challenge, typed);
    if (wrong) this.#go({ at: 'code', challenge, wrong });
    else await this.#answer(challenge, { codes });
  }

  async answerPassword(password: string): Promise<void> {
    const { view } = this;
    if (this.busy || view.at !== 'password') return;
    const { challenge } = view;
    if (password === '') {
      this.#go({ at: 'password', challenge, wrong: { kind: 'empty' } });
      return;
    }
    // What was typed is gone after each try: what is typed next is another answer.
    this.#attempt += 1;
    await this.#answer(challenge, { password });
  }

  /** Something else was typed. */
  edited(): void {
    this.#attempt += 1;
  }

  /**
   * Goes on after a failure: repeats the call that failed, or asks the RA where things stand.
   * @returns false when what was typed has to be sent again
   */
  retry(): boolean {
    const { view } = this;
    if (view.at === 'failed' && view.info.retryable) view.again();
    else if (view.at === 'password' && view.problem) void this.#again(view.challenge);
    else if (view.at === 'elsewhere' && view.problem) {
      const { problem: _, ...rest } = view;
      this.#go(rest);
      this.#poll.wake();
    } else return !(view.at === 'code' && view.problem?.retryable === true);
    return true;
  }

  choose(chosen: SecondFactorMethod): void {
    if (this.view.at === 'choose') this.#go({ ...this.view, chosen });
  }

  /** The choice among the other ways. */
  another(): void {
    const back = this.view;
    const methods = otherWays(back);
    const [first] = methods;
    if (first) this.#go({ at: 'choose', methods, chosen: first.method, back });
  }

  back(): void {
    if (this.view.at !== 'choose' || !this.view.back) return;
    const { back } = this.view;
    // Time went by: a challenge may have run out meanwhile.
    if ('challenge' in back) this.#show(back.challenge, back.at === 'elsewhere' ? back.window : 'ready');
    else this.#go(back);
  }

  /** What became of the window, as far as can be seen. */
  windowIs(window: WindowState): void {
    if (this.view.at === 'elsewhere' && this.view.window !== window) this.#go({ ...this.view, window });
  }

  /** The person is back at this page. */
  wake(): void {
    if (this.view.at === 'elsewhere' && this.view.window === 'leaving') this.windowIs('away');
    this.#poll.wake();
  }

  /** Once a second: what happens when a time is over. */
  tick(): void {
    const { view } = this;
    if ((view.at !== 'code' && view.at !== 'password' && view.at !== 'elsewhere') || this.busy) return;
    const left = Date.parse(view.challenge.expiresAt) - this.#host.now();
    if (left <= 0) void this.#runOut(view);
    else if (passedThreshold(this.#left, left) !== undefined) this.#host.say({ what: 'expires', left });
    this.#left = left;
  }

  end(): void {
    this.#poll.stop();
  }

  // -------------------------------------------------------------------------------------------------- calls

  async #start(request: RekeyRequest, method: SecondFactorMethod, { returnTo }: StartOptions = {}): Promise<void> {
    this.method = method;
    const challenge = await this.#calls.start(request, method, returnTo);
    if (this.#isOver) return;
    if (challenge.href === undefined || challenge.state !== 'open') {
      this.#show(challenge, 'ready');
      return;
    }
    const address = signInAddress(challenge.href);
    if (returnTo === undefined) this.#show(challenge, this.#host.send(address));
    else this.#show(challenge, this.#host.leave(address) ? 'leaving' : 'away');
  }

  #answer(challenge: SecondFactorChallenge, answer: SecondFactorAnswer): Promise<void> {
    this.#go(challenge.method === 'active-directory' ? { at: 'password', challenge } : { at: 'code', challenge });
    return this.#while('answer', async () => {
      const next = await this.#calls.answer(challenge, this.#attempt, answer);
      this.#attempt += 1;
      this.#show(next, 'ready');
    }, (error) => this.#refused(error, challenge));
  }

  /** What a refusal of an answer, or of another code, means. */
  async #refused(error: RekeyError, challenge: SecondFactorChallenge): Promise<void> {
    this.#host.failed(error);
    const told = error.detail as { challenge?: SecondFactorChallenge } | undefined;
    if (this.#lock(error, told?.challenge ?? challenge)) return;
    if (error.code !== 'second-factor' && error.code !== 'conflict') {
      const at = this.view.at === 'expired' || this.view.at === 'password' ? this.view.at : 'code';
      this.#go({ at, challenge, problem: errorInfo(error) });
      this.#host.say({ what: 'problem', error });
      return;
    }
    this.#attempt += 1;
    const now = told?.challenge ?? (await this.#calls.challenge(challenge.id).catch(() => challenge));
    if (this.#isOver) return;
    const wrong = error.code === 'second-factor' ? wrongCodes(error, now) : undefined;
    const refusal = error.code === 'second-factor' && now.method === 'active-directory' ? passwordProblem(error, now) : undefined;
    if (refusal && now.state === 'open') this.#go({ at: 'password', challenge: now, wrong: refusal });
    else if (wrong && now.state === 'open') this.#go({ at: 'code', challenge: now, wrong });
    else if (error.reason === 'void') this.#go({ at: 'void', method: challenge.method });
    else this.#show(now, 'ready');
  }

  /** The sign-in as the RA sees it: the one truth about it. */
  async #look(): Promise<void> {
    const { view } = this;
    if (view.at !== 'elsewhere') return;
    const next = await this.#calls.challenge(view.challenge.id);
    if (this.#isOver || this.view.at !== 'elsewhere' || this.view.challenge.id !== next.id) return;
    this.#unheard(false);
    if (next.state !== 'open' || next.etag !== view.challenge.etag) this.#show(next, this.view.window);
  }

  #unheard(unheard: boolean): void {
    const { view } = this;
    if (view.at !== 'elsewhere' || (view.unheard ?? false) === unheard) return;
    const { unheard: _, ...rest } = view;
    this.#go(unheard ? { ...rest, unheard } : rest);
    if (unheard) this.#host.say({ what: 'unheard' });
  }

  /** The RA refuses to say how the sign-in stands. */
  #stuck(error: RekeyError): void {
    if (this.view.at !== 'elsewhere') return;
    this.#host.failed(error);
    const info = errorInfo(error);
    this.#go({ ...this.view, problem: { ...info, correlationId: info.correlationId ?? this.#calls.caller.correlationId } });
    this.#poll.stop();
    this.#host.say({ what: 'problem', error });
  }

  /** Asks where the challenge stands, after an answer whose outcome is unknown. */
  async #again(challenge: SecondFactorChallenge): Promise<void> {
    await this.#while('answer', async () => this.#show(await this.#calls.challenge(challenge.id), 'ready'), (error) => this.#refused(error, challenge));
  }

  /** A sign-in may have been accepted in its last second: the RA is asked once more. */
  async #runOut(view: Extract<View, { challenge: SecondFactorChallenge }>): Promise<void> {
    if (this.#lastLook) return;
    this.#lastLook = true;
    try {
      const last = view.at === 'elsewhere' ? await this.#calls.challenge(view.challenge.id).catch(() => view.challenge) : view.challenge;
      const isStill = this.view.at === view.at && 'challenge' in this.view && this.view.challenge.id === last.id;
      if (isStill && !this.#isOver) this.#show(last, 'away');
    } finally {
      this.#lastLook = false;
    }
  }

  /** Runs what opens the dialog; a failure is shown with a way to try again. */
  async #guard(again: () => Promise<void>, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (thrown) {
      const error = toRekeyError(thrown, this.#calls.caller.correlationId);
      if (this.#isOver || error.code === 'aborted') return;
      this.#host.failed(error);
      if (this.#lock(error)) return;
      const retry = (): void => {
        this.#go({ at: 'starting', method: this.method });
        void again();
      };
      const ways = this.#ways.filter(({ method }) => method !== this.method);
      this.#go({ at: 'failed', info: errorInfo(error), again: retry, ways });
    }
  }

  /** Runs one change at a time. */
  async #while(busy: 'answer' | Channel, work: () => Promise<void>, refused: (error: RekeyError) => Promise<void>): Promise<void> {
    this.busy = busy;
    this.#host.changed();
    try {
      await work();
    } catch (thrown) {
      const error = toRekeyError(thrown, this.#calls.caller.correlationId);
      if (!this.#isOver && error.code !== 'aborted') await refused(error);
    } finally {
      this.busy = false;
      if (!this.#isOver) this.#host.changed();
    }
  }

  /** Shows until when the RA takes no more answers, if that is what the error says. */
  #lock(error: RekeyError, challenge?: SecondFactorChallenge): boolean {
    const view = lockedView(error, challenge, this.method, this.#host.now());
    if (view) this.#go(view);
    return view !== undefined;
  }

  // -------------------------------------------------------------------------------------------------- what is shown

  get #isOver(): boolean {
    return this.#calls.signal.aborted;
  }

  #show(challenge: SecondFactorChallenge, window: WindowState): void {
    if (this.#isOver) return;
    this.method = challenge.method;
    if (challenge.state === 'accepted') {
      this.#poll.stop();
      this.#host.accepted(challenge.method);
      return;
    }
    this.#left = Date.parse(challenge.expiresAt) - this.#host.now();
    this.#go(viewOf(challenge, this.#host.now(), window));
  }

  #go(view: View): void {
    if (this.#isOver) return;
    this.view = view;
    if (view.at === 'elsewhere' && view.problem === undefined) this.#poll.start();
    else this.#poll.stop();
    this.#host.changed();
  }
}
