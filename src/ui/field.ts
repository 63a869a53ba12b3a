import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { icon } from './icons.js';

/** What a control needs so that its label, hint and error belong to it. */
export interface Wiring {
  readonly id: string;
  readonly describedBy: string | typeof nothing;
  readonly invalid: 'true' | typeof nothing;
}

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

const describedBy = (o: { id: string; hint?: unknown; error?: unknown }, more?: string): string | typeof nothing =>
  [o.error && `${o.id}-error`, o.hint && `${o.id}-hint`, more].filter(Boolean).join(' ') || nothing;

/** Label, hint, error, control, in this order. `below` comes after the control. */
export function field(o: FieldOptions, control: (wiring: Wiring) => TemplateResult, below?: TemplateResult): TemplateResult {
  return html`<div class="field">
    <label class="label" for=${o.id}>${o.label}${o.optional ? html` <span class="opt">${o.optional}</span>` : nothing}${o.tag ? html` <span class="tag">${o.tag}</span>` : nothing}</label>
    ${o.hint ? html`<p class="hint" id="${o.id}-hint">${o.hint}</p>` : nothing}
    ${fieldError(`${o.id}-error`, o.error)}
    ${control({ id: o.id, describedBy: describedBy(o), invalid: o.error ? 'true' : nothing })}
    ${below ?? nothing}
  </div>`;
}

export interface TextFieldOptions extends FieldOptions {
  readonly value?: string;
  readonly type?: 'text' | 'password' | 'search' | 'number';
  readonly rows?: number;
  readonly name?: string;
  readonly width?: 's' | 'm' | 'full';
  readonly mono?: boolean;
  readonly readonly?: boolean;
  readonly autocomplete?: string;
  readonly inputmode?: 'text' | 'numeric' | 'decimal';
  readonly maxLength?: number;
  readonly min?: number;
  readonly max?: number;
  readonly onInput?: (value: string) => void;
  /** Beside the control, on its line. */
  readonly beside?: TemplateResult;
  readonly below?: TemplateResult;
}

/** A line or a block of text. Without `value` the control keeps its own, so that a secret never passes through a state. */
export function textField(o: TextFieldOptions): TemplateResult {
  const input = (event: Event): void => o.onInput?.((event.target as HTMLInputElement | HTMLTextAreaElement).value);
  const look = `input${o.mono ? ' mono' : ''}${o.width && o.width !== 'full' ? ` ${o.width}` : ''}`;
  const value = o.value === undefined ? nothing : live(o.value);
  return field(
    o,
    (w) => {
      const control = o.rows
        ? html`<textarea class=${look} id=${w.id} name=${o.name ?? nothing} rows=${o.rows} .value=${value} ?readonly=${o.readonly} spellcheck=${o.mono ? 'false' : nothing}
            maxlength=${o.maxLength ?? nothing} aria-describedby=${w.describedBy} aria-invalid=${w.invalid} @input=${input}></textarea>`
        : html`<input class=${look} id=${w.id} name=${o.name ?? nothing} type=${o.type ?? 'text'} .value=${value} ?readonly=${o.readonly} spellcheck=${o.mono ? 'false' : nothing}
            autocomplete=${o.autocomplete ?? nothing} inputmode=${o.inputmode ?? nothing} maxlength=${o.maxLength ?? nothing} min=${o.min ?? nothing} max=${o.max ?? nothing}
            aria-describedby=${w.describedBy} aria-invalid=${w.invalid} @input=${input}>`;
      return o.beside ? html`<div class="inputrow">${control}${o.beside}</div>` : control;
    },
    o.below,
  );
}

export interface CheckBoxOptions extends Omit<FieldOptions, 'optional' | 'tag'> {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

export function checkBox(o: CheckBoxOptions): TemplateResult {
  return html`<div class="check">
    <input type="checkbox" id=${o.id} .checked=${live(o.checked)} aria-describedby=${describedBy(o)} aria-invalid=${o.error ? 'true' : nothing}
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

const radio = <V extends string>(o: ChoiceOptions<V>, choice: Choice<V>, at: number): TemplateResult => html`<input type="radio" name=${o.id}
  id=${at === 0 ? o.id : `${o.id}-${choice.value}`} .value=${choice.value} .checked=${live(choice.value === o.value)}
  aria-describedby=${describedBy({ id: `${o.id}-${choice.value}`, hint: choice.hint }, o.error ? `${o.id}-error` : undefined)} aria-invalid=${o.error ? 'true' : nothing}
  @change=${(): void => o.onChange(choice.value)}>`;

const legend = <V extends string>(o: ChoiceOptions<V>): TemplateResult => html`<legend class=${o.hideLegend ? 'vh' : 'legend'}>${o.legend}</legend>${fieldError(`${o.id}-error`, o.error)}`;

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

/** Radios on one line, for a few short words. */
export function pickGroup<V extends string>(o: ChoiceOptions<V> & { readonly below?: TemplateResult }): TemplateResult {
  return html`<fieldset>${legend(o)}<div class="picks">${o.options.map(
    (choice, at) => html`<label class="pick${choice.value === o.value ? ' on' : ''}">${radio(o, { ...choice, hint: undefined }, at)}${choice.label}${
      choice.tag ? html` <span class="tag accent">${choice.tag}</span>` : nothing}</label>`,
  )}</div>${o.below ?? nothing}</fieldset>`;
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
