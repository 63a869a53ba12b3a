import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { legend, radio } from './choice.js';
import type { ChoiceOptions } from './choice.js';

/** Radios on one line, for a few short words. */
export function pickGroup<V extends string>(o: ChoiceOptions<V> & { readonly below?: TemplateResult }): TemplateResult {
  return html`<fieldset>${legend(o)}<div class="picks">${o.options.map(
    (choice, at) => html`<label class="pick${choice.value === o.value ? ' on' : ''}">${radio(o, { ...choice, hint: undefined }, at)}${choice.label}${
      choice.tag ? html` <span class="tag accent">${choice.tag}</span>` : nothing}</label>`,
  )}</div>${o.below ?? nothing}</fieldset>`;
}
