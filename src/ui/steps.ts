import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Messages } from '../locales/en.js';
import { linkButton } from './button.js';
import { icon } from './icons.js';

export interface Step {
  readonly id: string;
  readonly label: string;
  readonly state: 'done' | 'now' | 'todo';
  /** Where the step may be visited again. */
  readonly onGo?: (() => void) | undefined;
}

/** The mark of a step: its number, or that it is done. */
export const dot = (step: Pick<Step, 'state'>, at: number): TemplateResult => html`<span class="dot" aria-hidden="true">${step.state === 'done' ? icon('check') : at + 1}</span>`;

/** The steps as a list of links: in the rail, and behind *All steps*. */
export function stepList(steps: readonly Step[], t: Messages): TemplateResult {
  return html`<nav aria-label=${t.common.steps}><ol class="steplist">${steps.map(
    (step, at) => html`<li class=${step.state} aria-current=${step.state === 'now' ? 'step' : nothing}>${dot(step, at)}${
      step.onGo ? linkButton({ label: step.label, onClick: step.onGo }) : html`<span>${step.label}</span>`}${
      step.state === 'done' ? html`<span class="vh">${t.common.stepDone}</span>` : nothing}</li>`,
  )}</ol></nav>`;
}

/** A bar with one segment a step, where the rail has no room. `all` opens the list of steps. */
export function stepBar(o: { readonly steps: readonly Step[]; readonly t: Messages; readonly all?: TemplateResult }): TemplateResult {
  const now = o.steps.findIndex((step) => step.state === 'now');
  return html`<div class="stepbar" part="progress">
    <div class="line"><span>${o.t.common.step(now + 1, o.steps.length)}: <b>${o.steps[now]?.label ?? ''}</b></span>${o.all ?? nothing}</div>
    <div class="segments" aria-hidden="true">${o.steps.map((step) => html`<i class=${step.state}></i>`)}</div>
  </div>`;
}

/** What changes (arrow) and what stays (=), always in view beside the steps. */
export function ledger(rows: readonly { readonly term: string; readonly value: unknown; readonly changed: boolean }[]): TemplateResult {
  return html`<dl class="ledger">${rows.map((row) => html`<div class=${row.changed ? 'changed' : 'kept'}><dt>${icon(row.changed ? 'arrow' : 'same')}<span class="muted">${row.term}</span></dt><dd>${row.value}</dd></div>`)}</dl>`;
}
