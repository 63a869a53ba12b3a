import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Settings } from '../../core/domain.js';
import type { Messages } from '../../locales/en.js';
import { field, textField } from '../../ui/field.js';

export type RemarkTemplates = NonNullable<Settings['remarkTemplates']>;
export const MAX_REMARKS = 4000;

export interface RemarksScene {
  readonly remarks: string;
  readonly missing: boolean;
  readonly required: boolean;
  readonly busy: boolean;
  /** What a failed check suggests. */
  readonly suggested: string;
  readonly templates: RemarkTemplates;
  /** Of the certificate of the (first) request. */
  readonly certificate: string;
  /** Who reads it, above the preview. */
  readonly reader: string;
  readonly t: Messages;
  readonly write: (remarks: string) => void;
}

/** Remarks with a template in them: in the place of nothing, of a suggestion or of another template; behind what was typed. */
export function withTemplate(remarks: string, text: string, suggested: string, templates: RemarkTemplates): string {
  const typed = remarks.trim();
  const isTheirs = typed === '' || typed === suggested.trim() || templates.some((one) => one.text.trim() === typed);
  return (isTheirs ? text : `${typed}\n\n${text}`).slice(0, MAX_REMARKS);
}

/** What the requester will read, from a template or typed, and how it will look to them. */
export function remarksFields(scene: RemarksScene): TemplateResult {
  const { remarks, missing, required, busy, suggested, templates, certificate, reader, t, write } = scene;
  const words = t.list.decision;
  const text = remarks.trim();
  const filled = text !== '' && text === suggested;
  const choose = (event: Event): void => {
    const chosen = templates.find(({ id }) => id === (event.target as HTMLSelectElement).value);
    if (chosen && !busy) write(withTemplate(remarks, chosen.text, suggested, templates));
  };
  return html`${templates.length === 0 ? nothing : field({ id: 'template', label: words.template }, (w) => html`<select class="input" id=${w.id} @change=${choose}>
      <option value="">${words.templateNone}</option>${templates.map(({ id, title }) => html`<option value=${id}>${title}</option>`)}</select>`)}
    ${textField({
      id: 'remarks', label: words.remarks, rows: 4, value: remarks, maxLength: MAX_REMARKS, readonly: busy, hint: `${words.remarksHint}${filled ? ` ${words.prefilled}` : ''}`,
      error: missing ? words.remarksMissing : undefined, onInput: write, ...(!required && { optional: t.common.optional }),
    })}
    <figure class="quote" part="preview"><figcaption class="from">${reader}</figcaption><div class="msg stack xs">
      <p class="strong">${words.previewTitle(certificate)}</p><p class="pre">${text === '' ? html`<span class="muted">${words.previewEmpty}</span>` : text}</p><p class="small muted">${words.previewEnd}</p></div></figure>`;
}
