import type { TemplateResult } from 'lit';
import { nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { RaAdapter } from '../../core/adapter.js';
import { Caller } from '../../core/calls.js';
import type { SecondFactorMethod } from '../../core/domain.js';
import type { RekeyError } from '../../core/errors.js';
import { RekeyElement } from '../../lit/base.js';
import { learn } from '../../lit/localize.js';
import { secondFactor } from '../../locales/en-factor.js';
import { shared } from '../../locales/en-shared.js';
import { addIcons, base, buttons, choices, dialogs, fields, moreIcons, notes, openDialog, tokens } from '../../ui/index.js';
import { sayingWords, viewWords } from './announcements.js';
import { codeField } from './code-view.js';
import { FactorController } from './controller.js';
import { FactorCalls } from './factor-calls.js';
import { SignInWindow } from './sign-in-window.js';
import { styles } from './styles.js';
import { dialogTemplate } from './templates.js';
import { askedFor, isFederated } from './view.js';
import type { Channel, View, WindowState } from './view.js';
import { MessageCode } from './web-otp.js';

export interface SecondFactorQuery {
  readonly requestId: string;
  /** Skips the choice where the policy allows several. */
  readonly method?: SecondFactorMethod | undefined;
  /** The id of the flow that this is part of. */
  readonly correlationId?: string | undefined;
  /** Where a sign-in in this window comes back to; the address of the page unless given. It has to be one of the RA's portal. */
  readonly returnTo?: string | undefined;
}
export interface SecondFactorResult {
  readonly accepted: boolean;
  /** The method that was accepted, or the last one that was tried. */
  readonly method?: SecondFactorMethod | undefined;
}

/** The second click of a double click meets another button where the first one was. */
const isFirst = ({ detail }: MouseEvent): boolean => detail < 2;

/** One call of `request()`, from opening to closing. */
interface Run {
  readonly ra: RaAdapter | undefined;
  readonly requestId: string;
  readonly returnTo: string | undefined;
  readonly controller: FactorController;
  readonly correlationId: string;
  readonly ended: AbortController;
  readonly promise: Promise<SecondFactorResult>;
  readonly settle: (result: SecondFactorResult) => void;
  readonly message: MessageCode;
}

/**
 * Asks for the second factor of a rekey request in a native dialog: codes by email, SMS or both, the password of a directory, or a
 * sign-in with SAML, OpenID Connect or Microsoft Entra ID in a window of its own or in this one. It goes on with a challenge that is
 * open already; what the RA says of it is the truth, whatever becomes of a window.
 *
 * @customElement second-factor-dialog
 * @fires {CustomEvent<{ requestId: string, method: string }>} second-factor-accepted - The RA accepted the factor.
 * @fires {CustomEvent<{ code: string, reason?: string, correlationId?: string }>} second-factor-failed - A try failed; the dialog stays open.
 * @fires {CustomEvent<{ requestId: string }>} second-factor-cancelled - It was closed without an accepted factor.
 * @fires {CustomEvent<{ requestId: string, href: string }>} second-factor-leaving - Cancelable: this window is about to go to the sign-in at `href`. Prevented, the host takes the person there itself.
 * @fires {CustomEvent<{ code: string, correlationId: string }>} rekey-error - The RA could not be asked; `retry()` goes on.
 * @csspart dialog - The dialog.
 * @csspart sandbox - The banner that says that the RA is none.
 * @csspart code-input - A field for a code.
 * @csspart password-input - The field for the password.
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

  /** Set by an element around it that shows the sandbox banner already. */
  @property({ attribute: false }) embedded = false;

  @state() private sandbox = false;

  #run: Run | undefined;
  #timer: ReturnType<typeof setInterval> | undefined;
  readonly #window = new SignInWindow();
  /** A window was asked for in the present try. */
  #asked = false;
  #drawn: View | undefined;
  /** The failed sign-in that was told of already. */
  #told: string | undefined;

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
  async request({ requestId, method, correlationId, returnTo }: SecondFactorQuery): Promise<SecondFactorResult> {
    if (this.#run?.requestId === requestId) return this.#run.promise;
    this.#finish(false);
    const ended = new AbortController();
    const calls = new FactorCalls(this.ra, new Caller({ correlationId }), ended.signal);
    let settle: Run['settle'] = () => undefined;
    const promise = new Promise<SecondFactorResult>((resolve) => (settle = resolve));
    const controller = this.#control(requestId, calls);
    this.#run = { ra: this.ra, requestId, returnTo, controller, correlationId: calls.caller.correlationId, ended, promise, settle, message: new MessageCode() };
    this.#asked = false;
    this.#drawn = undefined;
    this.#watch(ended.signal);
    if (!this.embedded) calls.settings().then(({ sandbox }) => (this.sandbox = sandbox), () => undefined);
    this.requestUpdate();
    void controller.begin(method, this.#told);
    return promise;
  }

  /** Does what *Try again* does: repeats the call that failed, a change with the same key. Without a failure it does nothing. */
  retry(): void {
    if (this.#run?.controller.retry() === false) this.#answer();
  }

  protected override ended(): void {
    this.#finish(false);
  }

  protected override adapterChanged(ra: RaAdapter | undefined): void {
    // Another RA knows nothing of this challenge.
    if (this.#run && ra !== this.#run.ra) this.#finish(false);
  }

  protected override updated(): void {
    const element = this.#dialog;
    const run = this.#run;
    if (!run) {
      element?.close();
      return;
    }
    openDialog(element);
    const { view } = run.controller;
    const before = this.#drawn;
    if (before === view) return;
    this.#drawn = view;
    if (view.at === 'elsewhere' ? view.address === undefined : view.at !== 'starting') this.#window.close();
    if (before) this.#moved(before, view);
    if (view.at === 'code') run.message.wait(view.challenge, (code, isAlone) => { this.#fill(code, isAlone); });
    else run.message.stop();
    if (view.at === 'refused') this.#told = view.challenge.id;
  }

  protected override render(): TemplateResult | typeof nothing {
    const run = this.#run;
    if (!run) return nothing;
    const { controller } = run;
    const cancel = (): void => { this.#finish(false); };
    return dialogTemplate({
      view: controller.view, busy: controller.busy, now: this.now(), t: this.t, fmt: this.fmt, lang: this.locale,
      correlationId: run.correlationId, sandbox: this.sandbox && !this.embedded,
      on: {
        cancel,
        answer: () => { this.#answer(); },
        edited: () => { controller.edited(); },
        resend: (channel) => void this.#resend(controller, channel),
        start: (method) => { this.#start(controller, method); },
        openWindow: (click) => { if (isFirst(click)) this.#openWindow(controller); },
        leave: (click) => { if (isFirst(click)) this.#leaveFor(controller, run.returnTo ?? location.href); },
        retry: () => { this.retry(); },
        choose: (method) => { controller.choose(method); },
        another: () => { controller.another(); },
        back: () => { controller.back(); },
        announce: (text) => { this.announce(text); },
      },
    });
  }

  // ---------------------------------------------------------------------------------------------- one opening

  #control(requestId: string, calls: FactorCalls): FactorController {
    return new FactorController(requestId, calls, {
      now: () => this.now(),
      clock: () => performance.now(),
      after: (milliseconds, callback) => {
        const timer = setTimeout(callback, milliseconds);
        return () => { clearTimeout(timer); };
      },
      changed: () => { this.requestUpdate(); },
      say: (saying) => {
        const method = this.#run?.controller.method;
        void this.updateComplete.then(() => { this.announce(sayingWords(saying, method, this.t, this.fmt)); });
      },
      failed: (error) => { this.#failed(error); },
      send: (address) => this.#send(address),
      leave: (address) => this.#leave(requestId, address),
      accepted: () => { this.#finish(true); },
    });
  }

  /** What tells that time went by, or that the person is back. */
  #watch(signal: AbortSignal): void {
    const tick = (): void => {
      const controller = this.#run?.controller;
      if (controller?.view.at === 'elsewhere' && controller.view.window === 'open' && !this.#window.isThere) controller.windowIs('closed');
      controller?.tick();
      this.requestUpdate();
    };
    const wake = (): void => {
      if (this.ownerDocument.visibilityState === 'visible') this.#run?.controller.wake();
    };
    this.#timer = setInterval(tick, 1000);
    window.addEventListener('focus', wake, { signal });
    window.addEventListener('pageshow', wake, { signal });
    this.ownerDocument.addEventListener('visibilitychange', wake, { signal });
  }

  /** Ends the call: nothing of a code or a password stays, timers and calls stop, the promise resolves. */
  #finish(accepted: boolean): void {
    const run = this.#run;
    if (!run) return;
    this.#run = undefined;
    clearInterval(this.#timer);
    run.ended.abort();
    run.message.stop();
    run.controller.end();
    this.#window.close();
    for (const input of this.#secrets()) input.value = '';
    this.#dialog?.close();
    this.requestUpdate();
    const { requestId, controller: { method } } = run;
    if (accepted && method) this.emit('second-factor-accepted', { requestId, method });
    else this.emit('second-factor-cancelled', { requestId });
    run.settle({ accepted, ...(method !== undefined && { method }) });
  }

  #failed({ code, reason, correlationId = this.#run?.correlationId }: RekeyError): void {
    if (code !== 'second-factor' && code !== 'conflict') this.emit('rekey-error', { code, correlationId });
    this.emit('second-factor-failed', { code, ...(reason !== undefined && { reason }), ...(correlationId !== undefined && { correlationId }) });
  }

  // ---------------------------------------------------------------------------------------------- codes and passwords

  /** Sends what stands in the fields. A code or a password goes from there into the call and nowhere else. */
  #answer(): void {
    const run = this.#run;
    if (!run || run.controller.busy) return;
    const { view } = run.controller;
    if (view.at === 'password') {
      const input = this.#input('password');
      const password = input?.value ?? '';
      if (input) input.value = '';
      void run.controller.answerPassword(password);
    } else if (view.at === 'code') {
      const { challenge } = view;
      void run.controller.answerCodes(Object.fromEntries(askedFor(challenge).map(({ channel }) => [channel, this.#input(codeField(challenge, channel))?.value])));
    }
  }

  /** A text message came: its code goes into its field; asked for alone, it is confirmed. */
  #fill(code: string, isAlone: boolean): void {
    const input = this.#input('code-sms') ?? this.#input('code');
    if (!input || !this.#run) return;
    input.value = code;
    this.#run.controller.edited();
    if (isAlone) this.#answer();
    else this.#input('code-email')?.focus();
  }

  async #resend(controller: FactorController, channel?: Channel): Promise<void> {
    await controller.resend(channel);
    const { view } = controller;
    if (this.#run?.controller !== controller || view.at !== 'code') return;
    await this.updateComplete;
    const to = channel && askedFor(view.challenge).some((one) => one.channel === channel) ? channel : view.challenge.channels[0]?.channel;
    if (to) this.#input(codeField(view.challenge, to))?.focus();
  }

  // ---------------------------------------------------------------------------------------------- a sign-in elsewhere

  /** In a click: a browser opens no window later. */
  #start(controller: FactorController, method: SecondFactorMethod): void {
    this.#asked = isFederated(method);
    if (this.#asked) this.#blank();
    void controller.start(method);
  }

  #openWindow(controller: FactorController): void {
    const { view } = controller;
    if (view.at !== 'elsewhere' || view.address === undefined) return;
    this.#asked = true;
    this.#blank();
    controller.windowIs(this.#send(view.address));
    if (view.problem) controller.retry();
    else controller.wake();
  }

  #leaveFor(controller: FactorController, returnTo: string): void {
    if (controller.method !== undefined) void controller.start(controller.method, { returnTo });
  }

  #blank(): void {
    this.#window.open(this.t.secondFactor.signIn.oneMoment, this.locale);
  }

  #send(address: URL): WindowState {
    if (!this.#asked) return 'ready';
    return this.#window.go(address) ? 'open' : 'blocked';
  }

  #leave(requestId: string, address: URL): boolean {
    if (!this.emit('second-factor-leaving', { requestId, href: address.href }, { cancelable: true })) return false;
    location.assign(address);
    return true;
  }

  // ---------------------------------------------------------------------------------------------- focus

  /** What is said, and where the focus goes, when another view has been drawn. */
  #moved(before: View, view: View): void {
    const words = viewWords(before, view, this.t);
    if (words !== undefined) this.announce(words);
    const wrong = this.renderRoot.querySelector<HTMLInputElement>('input[aria-invalid="true"]');
    if (wrong) {
      wrong.focus();
      wrong.select();
    } else if (before.at !== view.at || (this.renderRoot as ShadowRoot).activeElement === null) {
      this.#focus();
    }
  }

  #focus(): void {
    const root = this.renderRoot;
    const target = root.querySelector<HTMLElement>('input[autofocus]') ?? root.querySelector<HTMLElement>('input:checked') ?? root.querySelector<HTMLElement>('#dialog-title');
    target?.focus();
  }

  get #dialog(): HTMLDialogElement | null {
    return this.renderRoot.querySelector('dialog');
  }

  #input(id: string): HTMLInputElement | null {
    return this.renderRoot.querySelector<HTMLInputElement>(`#${id}`);
  }

  #secrets(): NodeListOf<HTMLInputElement> {
    return this.renderRoot.querySelectorAll<HTMLInputElement>('[part="code-input"], [part="password-input"]');
  }
}
