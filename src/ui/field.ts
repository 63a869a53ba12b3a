import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { describedBy, fieldError } from './choice.js';
import type { FieldOptions } from './choice.js';

/** What a control needs so that its label, hint and error belong to it. */
export interface Wiring {
  readonly id: string;
  readonly describedBy: string | typeof nothing;
  readonly invalid: 'true' | typeof nothing;
}

/** Label, hint, error, control, in this order. `below` comes after the control. */
export function field(o: FieldOptions, control: (wiring: Wiring) => TemplateResult, below?: TemplateResult): TemplateResult {
  return html`<div class="field">
    <div class="labelled"><label class="label" for=${o.id}>${o.label}</label>${['optional', 'tag'].map((name) => mark(o, name as 'optional' | 'tag'))}</div>
    ${o.hint ? html`<p class="hint" id="${o.id}-hint">${o.hint}</p>` : nothing}
    ${fieldError(`${o.id}-error`, o.error)}
    ${control({ id: o.id, describedBy: describedBy(o, marksOf(o)), invalid: o.error ? 'true' : nothing })}
    ${below ?? nothing}
  </div>`;
}

/** What stands beside the label describes the control; it is no part of its name. */
function mark(o: FieldOptions, name: 'optional' | 'tag'): TemplateResult | typeof nothing {
  return o[name] ? html`<span class=${name === 'tag' ? 'tag' : 'opt'} id="${o.id}-${name}">${o[name]}</span>` : nothing;
}

function marksOf(o: FieldOptions): string | undefined {
  return (['optional', 'tag'] as const).filter((name) => o[name]).map((name) => `${o.id}-${name}`).join(' ') || undefined;
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

