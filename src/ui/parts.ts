import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { dot } from './steps.js';

export interface Part {
  readonly state: 'done' | 'now' | 'todo';
  readonly title: string;
  readonly text?: unknown;
  /** What is to be done in it, while it is the present one. */
  readonly more?: TemplateResult | undefined;
}

/** Numbered parts of one screen; those that are done fold to a line. */
export function parts(list: readonly Part[]): TemplateResult {
  return html`<ol class="parts">${list.map(
    (part, at) => html`<li class=${part.state} aria-current=${part.state === 'now' ? 'step' : nothing}>${dot(part, at)}<div class="part"><h3 class="part-title">${part.title}</h3>${
      part.text ? html`<p class="small muted">${part.text}</p>` : nothing}${part.more ? html`<div class="more">${part.more}</div>` : nothing}</div></li>`,
  )}</ol>`;
}
