import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { STEPS } from '../../core/flow-types.js';
import type { StepId, StepState } from '../../core/flow-types.js';
import { isComplete, isReachable, numberedSteps, screenOf, stepNumber } from '../../core/plan.js';
import type { Format } from '../../lit/format.js';
import type { Messages } from '../../locales/en.js';
import { button } from '../../ui/button.js';
import { errorSummary } from '../../ui/choice.js';
import { looks, note, outcome, sandboxBanner } from '../../ui/status.js';
import type { Look } from '../../ui/status.js';
import { stepBar, stepList } from '../../ui/steps.js';
import type { Step } from '../../ui/steps.js';
import { ledgerOf } from './frame-ledger.js';
import type { StepView } from './step.js';

export interface FrameText {
  readonly t: Messages;
  readonly fmt: Format;
  readonly lang: string;
  readonly announce: (text: string) => void;
}

export interface FrameView extends FrameText {
  readonly state: StepState;
  /** Absent while the code of the step is on its way. */
  readonly view: StepView | undefined;
  /** The code of the step could not be loaded. */
  readonly failed: boolean;
  readonly furthest: number;
  readonly stepsOpen: boolean;
  readonly canGoBack: boolean;
  readonly dialog: TemplateResult | undefined;
  /** The problem in words, once they are here. */
  readonly problemNote: TemplateResult | undefined;
  readonly toggleSteps: () => void;
  readonly goto: (step: StepId) => void;
  readonly back: () => void;
  readonly next: () => void;
  readonly cancel: () => void;
  readonly retry: () => void;
  readonly stop: () => void;
}

const marks: Readonly<Record<NonNullable<StepView['mark']>, Look>> = {
  ok: { icon: 'check', tone: 'ok' }, info: { icon: 'info', tone: 'info' }, warn: looks.warn, bad: looks.bad, wait: { icon: 'clock', tone: 'info' },
};

/** The tasks that a step shows by itself, with a way to stop them. */
const OWN_PROGRESS: ReadonlySet<string> = new Set(['make-key', 'inspect-csr', 'prove-key']);

/** Steps, screen and actions. The rail stands beside the screen where the wizard itself has room; else the bar is above it. */
export function frame(o: FrameView): TemplateResult {
  const { t, state, view } = o;
  const place = view?.hide?.includes('steps') ? undefined : stepNumber(state, state.step);
  const steps = place === undefined ? [] : stepsOf(o);
  const { name } = state.facts.certificate;
  return html`<section class="frame ${place ? 'railed' : ''}" part="frame" aria-label=${t.wizard.frame.region(name)} lang=${o.lang}>
    <slot name="header"></slot>
    ${state.facts.settings.sandbox ? sandboxBanner(t) : nothing}
    ${place ? html`<div class="rail" part="rail"><div class="about">${t.wizard.frame.about}<b>${name}</b></div>${stepList(steps, t)}${ledgerOf(state, t, o.fmt)}</div>` : nothing}
    <div class="main">
      ${place ? html`${stepBar({ steps, t, all: button({ kind: 'quiet', size: 'small', label: t.common.allSteps, expanded: o.stepsOpen, controls: 'all-steps', onClick: o.toggleSteps }) })}
        <div class="allsteps" id="all-steps" ?hidden=${!o.stepsOpen}>${o.stepsOpen ? html`${stepList(steps, t)}${ledgerOf(state, t, o.fmt)}` : nothing}</div>` : nothing}
      ${view ? screen(o, view, place) : waiting(o)}
      ${view ? foot(o, view) : nothing}
    </div>
    ${o.dialog ?? nothing}
  </section>`;
}

function screen({ t, state, problemNote, retry }: FrameView, view: StepView, place: ReturnType<typeof stepNumber>): TemplateResult {
  const heading = html`<h2 id="heading" part="heading" tabindex="-1">${view.heading}</h2>`;
  const problem = view.saysProblem ? undefined : state.problem;
  return html`
    <header class="head" part="head">
      ${place ? html`<p class="stepno">${t.common.step(place.position, place.of)}</p>` : nothing}
      ${view.mark ? outcome({ look: view.markIcon ? { ...marks[view.mark], icon: view.markIcon } : marks[view.mark], heading, text: view.lead })
        : html`${heading}${view.lead ? html`<p class="muted">${view.lead}</p>` : nothing}`}
    </header>
    <div class="body" part="body">
      ${problem ? html`<div id="problem" tabindex="-1" role="group" aria-label=${t.common.problem}>${problemNote ?? plainProblem(t, problem.error.code, retry)}</div>` : nothing}
      ${errorSummary({ title: t.common.problem, errors: (view.errors ?? []).map(({ text, field }) => ({ id: field, text })) })}
      ${view.body}
      ${problem ? html`<slot name="support"></slot>` : nothing}
    </div>`;
}

/** The least that is said of a problem: its words and all that helps are on their way. */
export const plainProblem = (t: Messages, code: string, retry: () => void): TemplateResult =>
  note({ tone: 'bad', title: t.common.problem, text: html`<code>${code}</code>`, actions: button({ label: t.common.tryAgain, size: 'small', onClick: retry }) });

function waiting({ t, failed, retry }: FrameView): TemplateResult {
  if (!failed) return lines(t.common.loading);
  const [title, text] = t.wizard.frame.chunk;
  return html`<div class="body">${note({ tone: 'warn', title, text, actions: button({ label: t.common.tryAgain, size: 'small', onClick: retry }) })}</div>`;
}

function foot(o: FrameView, view: StepView): TemplateResult {
  const { t, state } = o;
  const hidden = (part: 'back' | 'cancel'): boolean => view.hide?.includes(part) === true;
  const words = state.busy ? t.wizard.frame.busy[state.busy.effect.type] ?? t.common.loading : undefined;
  const own = state.busy !== undefined && OWN_PROGRESS.has(state.busy.effect.type);
  const { primary, secondary } = view;
  const reason = own ? primary?.disabledReason : words ?? primary?.disabledReason;
  const back = o.canGoBack && !hidden('back');
  const cancel = state.step !== 'result' && !hidden('cancel') && !own;
  if (!back && !cancel && !primary && !secondary && !view.footNote && !reason) return html``;
  return html`<footer class="foot" part="foot">
    ${view.footNote ? html`<div class="footnote small muted">${view.footNote}</div>` : nothing}
    ${back ? button({ label: t.common.back, onClick: o.back, part: 'back', disabled: state.busy !== undefined && !own }) : nothing}
    <span class="push"></span>
    ${words && !own ? button({ label: t.wizard.frame.stop, kind: 'quiet', onClick: o.stop })
      : cancel ? button({ label: state.step === 'pending' ? t.wizard.frame.cancelRequest : t.common.cancel, kind: 'quiet', onClick: o.cancel, part: 'cancel' }) : nothing}
    ${secondary ? button({ label: secondary.label, onClick: secondary.press, disabled: Boolean(secondary.busy) || secondary.disabledReason !== undefined }) : nothing}
    ${primary ? button({
      label: primary.label, kind: 'primary', part: 'next', id: 'next', onClick: o.next,
      disabled: reason !== undefined || Boolean(primary.busy), ...(reason !== undefined && { describedBy: 'why' }),
    }) : nothing}
    ${reason ? html`<p class="why" id="why">${reason}</p>` : nothing}
  </footer>`;
}

/** The numbered steps: those that are done are links, as are those that were seen before the person went back. */
function stepsOf({ state, furthest, goto, t, fmt }: FrameView): Step[] {
  const ids = numberedSteps(state);
  const at = (stepNumber(state, state.step)?.position ?? 1) - 1;
  const busy = state.busy !== undefined;
  return ids.map((id, i) => {
    const done = i !== at && (i < at || i <= furthest) && isComplete(state, id) && isReachable(state, id);
    return {
      id, label: fmt.list(STEPS.filter((one) => screenOf(state, one) === id).map((one) => t.wizard.frame.names[one])), state: i === at ? 'now' : done ? 'done' : 'todo',
      ...(i !== at && !busy && i <= Math.max(furthest, at) && isReachable(state, id) && { onGo: () => { goto(id); } }),
    };
  });
}

const lines = (label: string): TemplateResult => html`<div class="body loading" aria-busy="true"><p class="muted">${label}</p>
  <span class="skeleton w6"></span><span class="skeleton w9"></span><span class="skeleton block"></span></div>`;

/** The wizard without a certificate: something in a frame of the height that it will have. */
export const bare = ({ t, lang }: Pick<FrameText, 't' | 'lang'>, content: unknown, name = ''): TemplateResult => html`<section class="frame" part="frame" aria-label=${t.wizard.frame.region(name)} lang=${lang}>
  <slot name="header"></slot>${content}</section>`;

/** The picture of a wizard whose first screen is not known yet. */
export const skeleton = (o: FrameText): TemplateResult => bare(o, html`<div class="main">${lines(o.t.wizard.frame.loading)}</div>`);
