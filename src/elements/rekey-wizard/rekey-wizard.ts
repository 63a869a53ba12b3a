import { html } from 'lit';
import type { CSSResultGroup, PropertyDeclarations, PropertyValues, TemplateResult } from 'lit';
import type { RaAdapter } from '../../core/adapter.js';
import type { KeySource } from '../../core/domain.js';
import type { Signer, SignerProvider } from '../../core/signer.js';
import type { FlowState, GateId, StepId, StepState } from '../../core/flow-types.js';
import { isOpen, stepBefore, stepNumber } from '../../core/plan.js';
import { RekeySession } from '../../core/session.js';
import { RekeyElement } from '../../lit/base.js';
import { browserPorts } from '../../lit/browser-ports.js';
import { learn } from '../../lit/localize.js';
import { wizardFirst } from '../../locales/en-first.js';
import { bare, frame, plainProblem, skeleton } from './frame.js';
import type { FrameView } from './frame.js';
import type { WizardLayout } from './frame-events.js';
import { FrameFocus } from './frame-focus.js';
import type { GateScreen } from './frame-gates.js';
import { loadLate, loadStep, prefetchAfter } from './steps/index.js';
import type { CaaResolver, Step, StepHost, StepView } from './step.js';
import { styles } from './styles.js';

type AnyStep = { render(state: StepState): StepView; leave?(): void; retry?(): void };
/** The screen of the present step: its code may be on its way, or may have failed to load. */
interface Screen { readonly step: StepId; readonly made?: AnyStep; readonly failed?: boolean }

/**
 * The whole rekey of a certificate: from choosing it to the downloaded certificate and key.
 *
 * Give it an adapter (`.adapter`, or a context above it) and a `certificate-id` or a `request-id`; it begins by itself, goes on
 * where the person left off, and tells the host of what happens by events. None of them holds key material.
 *
 * @customElement rekey-wizard
 *
 * @slot header - Above the steps.
 * @slot agreement - Beside the text that is agreed to, never instead of it.
 * @slot support - Where help is, in place of the RA's own words.
 * @slot install-guide - On the last screen, below the instructions for common servers.
 *
 * @fires {CustomEvent} rekey-ready - The first screen is known. `detail.step`
 * @fires {CustomEvent} rekey-step-change - `detail.from`, `detail.to`
 * @fires {CustomEvent} rekey-before-submit - Cancelable: the request is about to go to the RA.
 * @fires {CustomEvent} rekey-submitted - `detail.requestId`
 * @fires {CustomEvent} rekey-pending - The request waits for someone else. `detail.requestId`
 * @fires {CustomEvent} rekey-complete - The issued certificate was checked and fits. `detail.requestId`, `detail.certificate` and `detail.chain` in PEM
 * @fires {CustomEvent} rekey-declined - `detail.requestId`
 * @fires {CustomEvent} rekey-cancel - The person leaves. `detail.requestId`, `detail.kept`: whether the request stays open
 * @fires {CustomEvent} rekey-error - `detail.code`, `detail.correlationId`
 * @fires {CustomEvent} rekey-done - *Done* on the last screen. `detail.requestId`
 * @fires {CustomEvent} rekey-request-open - Another request is to be shown, and there is no `requestHref`. `detail.requestId`
 *
 * @csspart frame - Everything.
 * @csspart sandbox - The banner that says that the RA is none.
 * @csspart rail - Steps and ledger beside the screen, where there is room.
 * @csspart progress - The bar of steps, where there is none.
 * @csspart head - Step number, heading and lead.
 * @csspart heading - The heading of the screen.
 * @csspart body - The screen.
 * @csspart foot - The actions.
 * @csspart back - *Back*.
 * @csspart cancel - *Cancel*.
 * @csspart next - The one way on.
 * @csspart error - An error of the RA.
 * @csspart dialog - The question before leaving.
 */
export class RekeyWizard extends RekeyElement {
  static override styles: CSSResultGroup = styles;

  static override properties: PropertyDeclarations = {
    certificateId: { attribute: 'certificate-id' }, requestId: { attribute: 'request-id' }, layout: {}, keySource: { attribute: 'key-source' }, signer: { attribute: false }, requestHref: { attribute: false }, resolvers: { attribute: false },
  };

  /** The certificate to rekey. Its open request, when it is the person's own, is found. */
  declare certificateId: string | undefined;
  /** The request to go on with. */
  declare requestId: string | undefined;
  /** `classic`: one screen after the other; `compact`: subject, alternative names and validity on one. */
  declare layout: WizardLayout;
  /** Where the new key is made unless the person says otherwise: `browser`, `upload` or `token`. */
  declare keySource: KeySource | undefined;
  /** A token of the page, or the way to one: without it, the key source `token` is not offered. */
  declare signer: Signer | SignerProvider | undefined;
  /** The address at which the host shows a request again: for links that people keep. */
  declare requestHref: ((requestId: string) => string) | undefined;
  /** Who is asked about CAA from this page once *Verify* is pressed, as of `<caa-verifier>`: beside the RA, or in its place where the gate is `advisory`. */
  declare resolvers: readonly CaaResolver[] | undefined;

  #screen: Screen | undefined;
  #gates: GateScreen | undefined;
  #gatesFailed = false;
  /** The person left with the request kept open. */
  #left = false;
  #untold: [before: FlowState, after: FlowState][] = [];
  #stepsOpen = false;
  #session: RekeySession | undefined;
  #host: StepHost | undefined;
  #target = '';
  #ready = false;
  /** How far the person came, by position among the numbered steps: what was seen may be seen again. */
  #furthest = -1;
  #view: StepView | undefined;
  readonly #focus = new FrameFocus();

  /** The step that is shown, or `loading`, `locked` (another tab has it), `refused`; `undefined` without an adapter or an id. */
  get step(): StepId | GateId | undefined {
    return this.#session?.state.step;
  }

  constructor() {
    super();
    this.layout = 'classic';
    learn({ wizard: wizardFirst });
  }

  // ---------------------------------------------------------------------------------------------------- public methods

  /** Begins, or goes on after the person left. It happens by itself once there are an adapter and an id. */
  start(): void {
    if (this.#session === undefined || this.#left) this.#begin();
    else this.#session.start();
  }

  /** Presses the screen's way on, unless it is shut. */
  next(): void {
    const primary = this.#draw()?.primary;
    if (primary === undefined || primary.busy || primary.disabledReason !== undefined || this.#session?.state.busy) return;
    this.#act();
    this.#focus.pressed = true;
    primary.press();
    this.requestUpdate();
  }

  /** Goes to the step before; nothing that was typed is lost. */
  back(): void {
    this.#act();
    this.#session?.send({ type: 'back' });
  }

  /** Tries again what failed. A change at the RA is never made twice. */
  retry(): void {
    this.#act();
    if (this.#gatesFailed) void this.#loadGates();
    if (this.#screen?.failed) {
      this.#show(this.#screen.step);
      return;
    }
    this.#screen?.made?.retry?.();
    this.#session?.send({ type: 'retry' });
  }

  /** Does what *Cancel* does: leaves, after a question when a request is open. */
  cancel(): void {
    const session = this.#session;
    if (session === undefined) return;
    this.#act();
    const request = 'request' in session.state ? session.state.request : undefined;
    if (request !== undefined && isOpen(request)) {
      void this.#loadGates().then((gates) => gates?.askToLeave(this.renderRoot));
      return;
    }
    session.send({ type: 'cancel' });
    this.emit('rekey-cancel', { kept: false });
  }

  /** Drops what this tab keeps and begins again from what the RA knows. */
  reset(): void {
    this.#session?.discard();
    if (this.#session) this.#begin();
  }

  // ---------------------------------------------------------------------------------------------------- life

  override connectedCallback(): void {
    super.connectedCallback();
    for (const type of ['pointerdown', 'keydown'] as const) this.addEventListener(type, this.#act);
  }

  protected override adapterChanged(): void {
    this.#target = '';
  }

  protected override ended(): void {
    this.#end();
    this.#target = '';
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (!this.isConnected) return;
    const target = `${this.certificateId ?? ''} ${this.requestId ?? ''} ${this.signer ? 'token' : ''}`;
    if (target !== this.#target) {
      this.#target = target;
      this.#begin();
    }
    if (changed.has('layout')) this.#session?.send({ type: 'arrange', layout: this.layout });
  }

  #begin(): void {
    this.#end();
    this.#left = false;
    const { ra, certificateId, requestId } = this;
    if (ra === undefined || (!certificateId && !requestId)) return;
    const session = RekeyWizard.#sessionOf(this, ra);
    this.#session = session;
    this.#host = RekeyWizard.#hostOf(this, session, ra);
    let before = session.state;
    session.addEventListener('change', () => {
      if (this.#session !== session) return;
      const after = session.state;
      const from = before;
      before = after;
      this.#changed(from, after);
    });
    session.start();
    this.requestUpdate();
  }

  #end(): void {
    this.#screen?.made?.leave?.();
    this.#screen = undefined;
    this.#untold = [];
    this.#session?.dispose();
    this.#session = undefined;
    this.#ready = false;
    this.#furthest = -1;
  }

  static #sessionOf(wizard: RekeyWizard, adapter: RaAdapter): RekeySession {
    return new RekeySession({
      adapter, ports: browserPorts(adapter), keySource: wizard.keySource,
      certificateId: wizard.certificateId || undefined, requestId: wizard.requestId || undefined,
      get layout() { return wizard.layout; },
      get signer() { return wizard.signer; },
    });
  }

  static #hostOf(wizard: RekeyWizard, session: RekeySession, adapter: RaAdapter): StepHost {
    return {
      session, adapter,
      get t() { return wizard.t; },
      get fmt() { return wizard.fmt; },
      get root() { return wizard.renderRoot as ShadowRoot; },
      get signal() { return wizard.signal; },
      get messages() { return wizard.messages; },
      get requestHref() { return wizard.requestHref; },
      now: () => session.now(),
      requestUpdate: () => { wizard.requestUpdate(); },
      showErrors: () => { wizard.#focus.pressed = true; wizard.requestUpdate(); },
      announce: (text) => { wizard.announce(text); },
      emit: (name, detail, o) => wizard.emit(name, detail, o),
      adopt: (...sheets) => { wizard.adopt(...sheets); },
    };
  }

  // ---------------------------------------------------------------------------------------------------- the flow moves

  #changed(before: FlowState, after: FlowState): void {
    this.requestUpdate();
    const gate = after.step === 'loading' || after.step === 'locked' || after.step === 'refused';
    if (gate) {
      this.#screen?.made?.leave?.();
      this.#screen = undefined;
    } else if (this.#screen?.step !== after.step) {
      this.#show(after.step);
    }
    if (after.step === 'locked' || after.step === 'refused' || after.problem !== undefined) void this.#loadGates();
    const busy = after.busy?.effect.type;
    // The code of the key step comes while the RA opens the request.
    if (busy === 'create-request') void prefetchAfter('reason');
    if (busy !== undefined && busy !== before.busy?.effect.type) this.announce(this.t.wizard.frame.busy[busy] ?? this.t.common.loading);
    if (!this.#ready && after.step !== 'loading') {
      this.#ready = true;
      this.emit('rekey-ready', { step: after.step });
    } else if (this.#ready && before.step !== after.step) {
      this.emit('rekey-step-change', { from: before.step, to: after.step });
    }
    const error = after.problem?.error;
    if (error !== undefined && error !== before.problem?.error && error.code !== 'aborted') {
      this.emit('rekey-error', { code: error.code, correlationId: error.correlationId ?? this.#session?.correlationId });
    }
    if ('choices' in after && after.request !== undefined) {
      this.#untold.push([before, after]);
      void this.#tell().catch(() => undefined);
    }
  }

  /** Tells the host of what became of the request. What cannot be told for want of its code is told with the next news. */
  async #tell(): Promise<void> {
    const { toldOf } = await loadLate();
    const correlationId = this.#session?.correlationId ?? '';
    for (const [before, after] of this.#untold.splice(0)) {
      for (const [name, detail] of toldOf(before, after, correlationId)) this.emit(name, detail);
    }
  }

  #show(step: StepId): void {
    const host = this.#host;
    if (host === undefined) return;
    this.#screen?.made?.leave?.();
    this.#stepsOpen = false;
    const put = (screen: Screen): void => {
      if (this.#host === host && this.#session?.state.step === step) this.#screen = screen;
      this.requestUpdate();
    };
    const there = loadStep(step, host);
    // The screen of a step is drawn with the state of that step alone.
    const ready = (made: Step<StepId>): void => {
      put({ step, made });
      if (step !== 'reason') void prefetchAfter(step);
    };
    if (there instanceof Promise) {
      this.#screen = { step };
      there.then(ready, () => { put({ step, failed: true }); });
    } else {
      ready(there);
    }
  }

  async #loadGates(): Promise<GateScreen | undefined> {
    if (this.#gates !== undefined) return this.#gates;
    try {
      const [{ gateScreen, gateStyles }] = await Promise.all([import('./frame-gates.js'), loadLate()]);
      this.adopt(...gateStyles);
      this.#gates ??= gateScreen();
      this.#gatesFailed = false;
    } catch {
      this.#gatesFailed = true;
    }
    this.requestUpdate();
    await this.updateComplete;
    return this.#gates;
  }

  readonly #act = (): void => { this.#focus.acted = true; };

  // ---------------------------------------------------------------------------------------------------- what is drawn

  #draw(): StepView | undefined {
    const s = this.#session?.state;
    if (s === undefined || !('choices' in s) || this.#screen?.step !== s.step) return undefined;
    return this.#screen.made?.render(s);
  }

  protected override render(): TemplateResult {
    const { t, fmt } = this;
    const session = this.#session;
    this.#view = undefined;
    const retry = (): void => { this.retry(); };
    const common = { t, fmt, lang: this.locale, announce: (text: string): void => { this.announce(text); } };
    if (session === undefined && !this.#left) {
      return bare(common, html`<div class="body"><h2>${t.wizard.frame.idle}</h2><p>${this.ra === undefined ? t.common.noAdapter : t.wizard.frame.noTarget}</p></div>`);
    }
    const s = session?.state;
    if (s === undefined || this.#left || !('choices' in s)) {
      return this.#gates?.render({
        ...common, state: s, left: this.#left, adapter: this.ra, signal: this.signal, requestHref: this.requestHref,
        requestUpdate: () => { this.requestUpdate(); }, retry, goOn: () => { this.start(); },
        emit: (name, detail) => { this.emit(name, detail); },
      }) ?? (this.#gatesFailed ? bare(common, html`<div class="body">${plainProblem(t, s?.problem?.error.code ?? 'unavailable', retry)}</div>`) : skeleton(common));
    }
    const view = this.#view = this.#draw();
    const { problem } = s;
    const o: FrameView = {
      ...common, state: s, view, failed: this.#screen?.failed === true, furthest: this.#furthest, stepsOpen: this.#stepsOpen,
      canGoBack: s.step === 'certificate-action' ? s.choices.rekey && s.request === undefined : stepBefore(s, s.step) !== undefined && s.step !== 'pending' && s.step !== 'result',
      toggleSteps: () => {
        this.#stepsOpen = !this.#stepsOpen;
        this.requestUpdate();
      },
      goto: (step) => { this.#act(); session?.send({ type: 'goto', step }); },
      back: () => { this.back(); }, next: () => { this.next(); }, cancel: () => { this.cancel(); }, retry,
      stop: () => { session?.send({ type: 'stop' }); },
      problemNote: problem && this.#gates?.problem({ ...common, problem, support: s.facts.settings.support, retry }),
      dialog: this.#gates?.leaveDialog({
        t, fmt, request: s.request, keep: () => { this.#leave(s); }, withdraw: () => { this.#act(); session?.send({ type: 'cancel' }); },
      }),
    };
    return frame(o);
  }

  /** Leaves with the request kept open: lets go of the tab's lock, so that another page may go on with it. */
  #leave({ request }: StepState): void {
    this.#end();
    this.#left = true;
    this.requestUpdate();
    this.emit('rekey-cancel', { ...(request && { requestId: request.id }), kept: true });
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const s = this.#session?.state;
    const { arrived, first, unheard } = this.#focus.drawn(this, this.renderRoot, {
      step: s?.step ?? '', problem: s?.problem, errors: (this.#view?.errors ?? []).map(({ text }) => text).join('\n'),
    });
    if (unheard) this.announce(unheard);
    const place = arrived && s !== undefined && 'choices' in s ? stepNumber(s, s.step) : undefined;
    if (place === undefined) return;
    this.#furthest = Math.max(this.#furthest, place.position - 1);
    if (!first) this.announce(this.t.common.step(place.position, place.of));
  }
}
