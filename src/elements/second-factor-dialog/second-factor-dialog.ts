import type { PropertyValues, TemplateResult } from 'lit';
import { nothing } from 'lit';
import { state } from 'lit/decorators.js';
import type { RaAdapter } from '../../core/adapter.js';
import { Caller } from '../../core/calls.js';
import type { RekeyRequest, SecondFactorChallenge, SecondFactorMethod } from '../../core/domain.js';
import { errorInfo, toRekeyError } from '../../core/errors.js';
import type { RekeyError } from '../../core/errors.js';
import { RekeyElement } from '../../lit/base.js';
import { learn } from '../../lit/localize.js';
import { secondFactor } from '../../locales/en-factor.js';
import { shared } from '../../locales/en-shared.js';
import { addIcons, base, buttons, choices, dialogs, fields, moreIcons, notes, openDialog, tokens } from '../../ui/index.js';
import { FactorCalls } from './factor-calls.js';
import { styles } from './styles.js';
import { dialogTemplate } from './templates.js';
import { driven, otherWays, passedThreshold, plainCode, viewOf } from './view.js';
import type { View } from './view.js';
import { codeFromMessage } from './web-otp.js';

export interface SecondFactorQuery {
  readonly requestId: string;
  /** Skips the choice where the policy allows several. */
  readonly method?: SecondFactorMethod | undefined;
  /** The id of the flow that this is part of. */
  readonly correlationId?: string | undefined;
}
export interface SecondFactorResult {
  readonly accepted: boolean;
  /** The method that was accepted, or the last one that was tried. */
  readonly method?: SecondFactorMethod | undefined;
}

/** One call of `request()`, from opening to closing. */
interface Run {
  readonly requestId: string;
  readonly calls: FactorCalls;
  readonly ended: AbortController;
  readonly promise: Promise<SecondFactorResult>;
  readonly settle: (result: SecondFactorResult) => void;
  method: SecondFactorMethod | undefined;
  /** Counts what was typed: another code is another change and never goes under the key of an earlier one. */
  attempt: number;
  /** Time left at the last look at the clock. */
  left: number;
}

/**
 * Asks for the second factor of a rekey request in a native dialog: a one-time code by email or SMS. It goes on with a code that
 * is already on its way, shows where it went, until when it is good, when it can be sent again and how many tries are left.
 *
 * @customElement second-factor-dialog
 * @fires {CustomEvent<{ requestId: string, method: string }>} second-factor-accepted - The RA accepted the code.
 * @fires {CustomEvent<{ code: string, reason?: string, correlationId?: string }>} second-factor-failed - A try failed; the dialog stays open.
 * @fires {CustomEvent<{ requestId: string }>} second-factor-cancelled - It was closed without an accepted code.
 * @fires {CustomEvent<{ code: string, correlationId: string }>} rekey-error - The RA could not be asked; `retry()` goes on.
 * @csspart dialog - The dialog.
 * @csspart code-input - The field for the code.
 * @csspart error - An error that concerns no single field.
 * @csspart retry - *Try again*.
 * @csspart note - What is kept.
 * @cssprop --rekey-color-surface-raised - Ground of the dialog.
 * @cssprop --rekey-color-backdrop - What dims the page behind it.
 * @cssprop --rekey-shadow - Shadow of the dialog.
 * @cssprop --rekey-radius-l - Its corners.
 */
export class SecondFactorDialog extends RekeyElement {
  static override styles = [tokens, base, buttons, fields, choices, notes, dialogs, styles];

  @state() private view: View = { at: 'starting' };
  @state() private busy: 'answer' | 'resend' | false = false;
  @state() private clock = 0;

  #run: Run | undefined;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor() {
    super();
    learn({ ...shared, secondFactor });
    addIcons(moreIcons);
  }

  /**
   * Opens the dialog and resolves once the factor is accepted, or the dialog was closed without. A call for the same request while
   * it is open gives the same promise; one for another request closes the first.
   *
   * @throws RekeyError `unsupported` when the adapter knows no second factor
   */
  async request({ requestId, method, correlationId }: SecondFactorQuery): Promise<SecondFactorResult> {
    if (this.#run?.requestId === requestId) return this.#run.promise;
    this.#finish(false);
    const ended = new AbortController();
    const calls = new FactorCalls(this.ra, new Caller({ correlationId }), ended.signal);
    let settle: Run['settle'] = () => undefined;
    const promise = new Promise<SecondFactorResult>((resolve) => (settle = resolve));
    const run: Run = { requestId, calls, ended, promise, settle, method, attempt: 0, left: Infinity };
    this.#run = run;
    this.view = { at: 'starting' };
    this.busy = false;
    this.#tick();
    this.#timer = setInterval(() => this.#tick(), 1000);
    void this.#begin(run, method);
    return promise;
  }

  /** Does what *Try again* does: repeats the call that failed, a change with the same key. Without a failure it does nothing. */
  retry(): void {
    const { view } = this;
    if (view.at === 'failed') {
      if (view.info.retryable) view.again();
    } else if (view.at === 'code' && view.problem?.retryable) {
      void this.#answer();
    }
  }

  protected override ended(): void {
    this.#finish(false);
  }

  protected override adapterChanged(ra: RaAdapter | undefined): void {
    // Another RA knows nothing of this challenge.
    if (this.#run && ra === undefined) this.#finish(false);
  }

  protected override updated(changed: PropertyValues): void {
    const element = this.#dialog;
    if (!this.#run) {
      element?.close();
      return;
    }
    openDialog(element);
    const before = changed.get('view') as View | undefined;
    if (before && before.at !== this.view.at) this.#focus();
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.#run) return nothing;
    return dialogTemplate({
      view: this.view, busy: this.busy, now: this.now(), t: this.t, fmt: this.fmt, lang: this.locale, correlationId: this.#run.calls.caller.correlationId,
      on: {
        cancel: () => this.#finish(false),
        closed: () => this.#finish(false),
        answer: () => void this.#answer(),
        edited: () => this.#edited(),
        resend: () => void this.#resend(),
        start: (method) => void this.#again(method),
        choose: (chosen) => {
          if (this.view.at === 'choose') this.view = { ...this.view, chosen };
        },
        another: () => this.#another(),
        back: () => {
          if (this.view.at === 'choose' && this.view.back) this.view = viewOf(this.view.back, this.now());
        },
        announce: (text) => this.announce(text),
      },
    });
  }

  get #dialog(): HTMLDialogElement | null {
    return this.renderRoot.querySelector('dialog');
  }

  get #input(): HTMLInputElement | null {
    return this.renderRoot.querySelector<HTMLInputElement>('#code');
  }

  // ---------------------------------------------------------------------------------------------- calls

  /** Finds out where the request stands: a code on its way, a choice to make, or a code to send. */
  async #begin(run: Run, wanted: SecondFactorMethod | undefined): Promise<void> {
    await this.#guard(run, () => this.#begin(run, wanted), async () => {
      const request = await run.calls.request(run.requestId);
      const challenge = await this.#openChallenge(run, request);
      if (challenge && (wanted === undefined || challenge.method === wanted || challenge.state === 'locked')) {
        this.#show(run, challenge);
        return;
      }
      const policy = await run.calls.policy(request.certificateId);
      const methods = driven(policy.secondFactor.methods.map((method) => ({ method })));
      const [first, second] = methods;
      const only = wanted ?? (second ? undefined : first?.method);
      if (only) await this.#start(run, request, only);
      else if (this.#run === run) this.view = first ? { at: 'choose', methods, chosen: first.method } : { at: 'unsupported' };
    });
  }

  /** The challenge that the request already has, unless it is spent. */
  async #openChallenge(run: Run, request: RekeyRequest): Promise<SecondFactorChallenge | undefined> {
    const id = request.secondFactor?.challengeId;
    if (id === undefined) return undefined;
    const challenge = await run.calls.challenge(id);
    const accepted = challenge.state === 'accepted' && request.secondFactor?.accepted !== undefined;
    return challenge.state === 'open' || challenge.state === 'locked' || accepted ? challenge : undefined;
  }

  async #start(run: Run, request: RekeyRequest, method: SecondFactorMethod): Promise<void> {
    run.method = method;
    this.#show(run, await run.calls.start(request, method));
  }

  /** A code by that method, for the request as it is now. */
  async #again(method: SecondFactorMethod): Promise<void> {
    const run = this.#run;
    if (!run) return;
    this.view = { at: 'starting' };
    await this.#guard(run, () => this.#again(method), async () => this.#start(run, await run.calls.request(run.requestId), method));
  }

  async #resend(): Promise<void> {
    const [run, view] = [this.#run, this.view];
    if (!run || this.busy || (view.at !== 'code' && view.at !== 'expired')) return;
    const { challenge } = view;
    const channel = challenge.channels[0]?.channel;
    if (!run.calls.canResend || !channel) return this.#again(challenge.method);
    this.busy = 'resend';
    try {
      this.#show(run, await run.calls.resend(challenge, channel));
      await this.updateComplete;
      if (this.#run !== run) return;
      this.announce(this.t.secondFactor.resent);
      this.#input?.focus();
    } catch (thrown) {
      await this.#refused(run, toRekeyError(thrown), challenge);
    } finally {
      if (this.#run === run) this.busy = false;
    }
  }

  /** Sends what stands in the field. The code goes from there into the call and nowhere else. */
  async #answer(): Promise<void> {
    const [run, view, input] = [this.#run, this.view, this.#input];
    if (!run || !input || this.busy || view.at !== 'code') return;
    const { challenge } = view;
    const [channel] = challenge.channels;
    if (!channel) return;
    const code = plainCode(input.value);
    const s = this.t.secondFactor;
    if (code.length !== channel.codeLength) {
      this.#wrong(challenge, code === '' ? s.empty : s.tooShort(channel.codeLength));
      return;
    }
    this.busy = 'answer';
    this.view = { at: 'code', challenge };
    try {
      const next = await run.calls.answer(challenge, run.attempt, { codes: { [channel.channel]: code } });
      run.attempt += 1;
      this.#show(run, next);
    } catch (thrown) {
      await this.#refused(run, toRekeyError(thrown), challenge);
    } finally {
      if (this.#run === run) this.busy = false;
    }
  }

  /** What a refusal of the code, or of another one, means for the dialog. */
  async #refused(run: Run, error: RekeyError, challenge: SecondFactorChallenge): Promise<void> {
    if (this.#run !== run || error.code === 'aborted') return;
    this.#failed(error);
    const told = error.detail as { challenge?: SecondFactorChallenge } | undefined;
    if (this.#lock(run, error, told?.challenge ?? challenge)) return;
    if (error.code !== 'second-factor' && error.code !== 'conflict') {
      const info = errorInfo(error);
      this.view = this.view.at === 'expired' ? { ...this.view, problem: info } : { at: 'code', challenge, problem: info };
      this.announce(this.t.errors.describe(info).title);
      return;
    }
    run.attempt += 1;
    const now = told?.challenge ?? (await run.calls.challenge(challenge.id).catch(() => challenge));
    // It may have been closed while the RA was asked.
    if (run.ended.signal.aborted) return;
    if (error.reason === 'wrong-code' && now.state === 'open') this.#wrong(now, this.t.secondFactor.wrong(now.attemptsLeft));
    else if (error.reason === 'void') this.view = { at: 'void', method: challenge.method };
    else this.#show(run, now);
  }

  /** Runs what opens the dialog; a failure is shown with a way to try again. */
  async #guard(run: Run, again: () => Promise<void>, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (thrown) {
      const error = toRekeyError(thrown, run.calls.caller.correlationId);
      if (this.#run !== run || error.code === 'aborted') return;
      this.#failed(error);
      if (this.#lock(run, error)) return;
      const retry = (): void => {
        this.view = { at: 'starting' };
        void again();
      };
      this.view = { at: 'failed', info: errorInfo(error), again: retry };
    }
  }

  /** Shows until when the RA takes no more codes, if that is what the error says. */
  #lock(run: Run, error: RekeyError, challenge?: SecondFactorChallenge): boolean {
    const method = challenge?.method ?? run.method;
    if (error.code !== 'second-factor' || error.reason !== 'locked' || !method) return false;
    const wait = error.retryAfter;
    const until = challenge?.lockedUntil ?? (error.detail as { lockedUntil?: string } | undefined)?.lockedUntil
      ?? (wait === undefined ? undefined : new Date(this.now() + wait * 1000).toISOString());
    this.view = { at: 'locked', method, ...(challenge && { challenge }), ...(until !== undefined && { until }) };
    return true;
  }

  // ---------------------------------------------------------------------------------------------- what is shown

  #show(run: Run, challenge: SecondFactorChallenge): void {
    if (this.#run !== run) return;
    run.method = challenge.method;
    if (challenge.state === 'accepted') {
      this.#finish(true);
      return;
    }
    run.left = Date.parse(challenge.expiresAt) - this.now();
    this.view = viewOf(challenge, this.now());
    if (this.view.at === 'code') void this.#readFromMessage(run, challenge);
  }

  #wrong(challenge: SecondFactorChallenge, words: string): void {
    this.view = { at: 'code', challenge, wrong: words };
    this.announce(words);
    void this.updateComplete.then(() => {
      this.#input?.focus();
      this.#input?.select();
    });
  }

  #edited(): void {
    if (this.#run) this.#run.attempt += 1;
  }

  #another(): void {
    const back = 'challenge' in this.view ? this.view.challenge : undefined;
    if (!back) return;
    const methods = otherWays(back);
    const first = methods[0];
    if (first) this.view = { at: 'choose', methods, chosen: first.method, back };
  }

  #failed({ code, reason, correlationId = this.#run?.calls.caller.correlationId }: RekeyError): void {
    if (code !== 'second-factor' && code !== 'conflict') this.emit('rekey-error', { code, correlationId });
    this.emit('second-factor-failed', { code, ...(reason !== undefined && { reason }), ...(correlationId !== undefined && { correlationId }) });
  }

  /** Once a second: the times that are shown, and what happens when one of them is over. */
  #tick(): void {
    const run = this.#run;
    if (!run) return;
    this.clock = this.now();
    if (this.view.at !== 'code' || this.busy) return;
    const left = Date.parse(this.view.challenge.expiresAt) - this.clock;
    const s = this.t.secondFactor;
    if (left <= 0) {
      this.view = { at: 'expired', challenge: this.view.challenge };
      this.announce(s.expiredHeading);
    } else if (passedThreshold(run.left, left) !== undefined) {
      this.announce(s.expiresIn(this.fmt.duration(left)));
    }
    run.left = left;
  }

  #focus(): void {
    const root = this.renderRoot;
    const target = this.#input ?? root.querySelector<HTMLElement>('input:checked') ?? root.querySelector<HTMLElement>('#dialog-title');
    target?.focus();
  }

  async #readFromMessage(run: Run, challenge: SecondFactorChallenge): Promise<void> {
    if (!challenge.channels.some(({ channel }) => channel === 'sms')) return;
    const code = await codeFromMessage(run.ended.signal);
    const input = this.#input;
    if (!code || !input) return;
    input.value = code;
    this.#edited();
    await this.#answer();
  }

  /** Ends the call: nothing of the code stays, timers and calls stop, the promise resolves. */
  #finish(accepted: boolean): void {
    const run = this.#run;
    if (!run) return;
    this.#run = undefined;
    clearInterval(this.#timer);
    run.ended.abort();
    const input = this.#input;
    if (input) input.value = '';
    this.busy = false;
    this.#dialog?.close();
    this.view = { at: 'starting' };
    this.requestUpdate();
    if (accepted && run.method) this.emit('second-factor-accepted', { requestId: run.requestId, method: run.method });
    else this.emit('second-factor-cancelled', { requestId: run.requestId });
    run.settle({ accepted, ...(run.method !== undefined && { method: run.method }) });
  }
}
