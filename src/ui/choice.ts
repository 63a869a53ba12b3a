import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { icon } from './icons.js';

export interface FieldOptions {
  readonly id: string;
  readonly label: string | TemplateResult;
  readonly hint?: string | TemplateResult | undefined;
  readonly error?: string | undefined;
  /** The word for fields that may be left empty. */
  readonly optional?: string;
  readonly tag?: string | undefined;
}

/** The words of an error beside what it is about. */
export function fieldError(id: string, text: string | undefined): TemplateResult | typeof nothing {
  return text ? html`<p class="error" id=${id}>${icon('bad')}<span>${text}</span></p>` : nothing;
}

/** The ids of what describes a control, its error first. */
export const describedBy = (o: { id: string; hint?: unknown; error?: unknown }, more?: string): string | typeof nothing =>
  [o.error && `${o.id}-error`, o.hint && `${o.id}-hint`, more].filter(Boolean).join(' ') || nothing;

export interface CheckBoxOptions extends Omit<FieldOptions, 'optional' | 'tag'> {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

export function checkBox(o: CheckBoxOptions): TemplateResult {
  return html`<div class="check">
    <input type="checkbox" id=${o.id} .checked=${o.checked} aria-describedby=${describedBy(o)} aria-invalid=${o.error ? 'true' : nothing}
      @change=${(event: Event): void => o.onChange((event.target as HTMLInputElement).checked)}>
    <label for=${o.id}>${o.label}</label>
    ${o.hint ? html`<p class="hint" id="${o.id}-hint">${o.hint}</p>` : nothing}
    ${fieldError(`${o.id}-error`, o.error)}
  </div>`;
}

export interface Choice<V extends string> {
  readonly value: V;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly tag?: string | undefined;
  /** Shown inside the choice while it is chosen. */
  readonly inside?: () => TemplateResult;
}

export interface ChoiceOptions<V extends string> {
  readonly id: string;
  readonly legend: string;
  readonly hideLegend?: boolean;
  readonly options: readonly Choice<V>[];
  readonly value: V | undefined;
  readonly error?: string | undefined;
  readonly onChange: (value: V) => void;
}

export const radio = <V extends string>(o: ChoiceOptions<V>, choice: Choice<V>, at: number): TemplateResult => html`<input type="radio" name=${o.id}
  id=${at === 0 ? o.id : `${o.id}-${choice.value}`} .value=${choice.value} .checked=${choice.value === o.value}
  aria-describedby=${describedBy({ id: `${o.id}-${choice.value}`, hint: choice.hint }, o.error ? `${o.id}-error` : undefined)} aria-invalid=${o.error ? 'true' : nothing}
  @change=${(): void => o.onChange(choice.value)}>`;

export const legend = <V extends string>(o: ChoiceOptions<V>): TemplateResult => html`<legend class=${o.hideLegend ? 'vh' : 'legend'}>${o.legend}</legend>${fieldError(`${o.id}-error`, o.error)}`;

/** Radios in one frame, each with a hint; the chosen one may hold fields of its own. The first has the group's id. */
export function choiceGroup<V extends string>(o: ChoiceOptions<V>): TemplateResult {
  return html`<fieldset class="stack s">${legend(o)}<div class="choices">${o.options.map((choice, at) => {
    const on = choice.value === o.value;
    return html`<div class="choice${on ? ' on' : ''}${on && choice.inside ? ' open' : ''}">
      ${radio(o, choice, at)}<label for=${at === 0 ? o.id : `${o.id}-${choice.value}`}>${choice.label}${choice.tag ? html` <span class="tag">${choice.tag}</span>` : nothing}</label>
      ${choice.hint ? html`<p class="hint" id="${o.id}-${choice.value}-hint">${choice.hint}</p>` : nothing}
      ${on && choice.inside ? html`<div class="inside">${choice.inside()}</div>` : nothing}
    </div>`;
  })}</div></fieldset>`;
}

/** What is wrong, at the top of the screen, in the words of the fields. Give it the focus when it appears. */
export function errorSummary(o: { readonly title: string; readonly errors: readonly { readonly id: string; readonly text: string }[] }): TemplateResult | typeof nothing {
  if (o.errors.length === 0) return nothing;
  const go = (event: Event, id: string): void => {
    // A fragment does not reach into a shadow root, and the host's address is not ours to change.
    event.preventDefault();
    ((event.target as Element).getRootNode() as ShadowRoot | Document).getElementById(id)?.focus();
  };
  return html`<div class="summary" id="summary" tabindex="-1" role="group" aria-labelledby="summary-title">
    <h3 id="summary-title">${o.title}</h3>
    <ul>${o.errors.map(({ id, text }) => html`<li><a href="#${id}" @click=${(event: Event): void => go(event, id)}>${text}</a></li>`)}</ul>
  </div>`;
}
