import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Messages } from '../locales/en.js';
import { button } from './button.js';
import { copyButton } from './copy.js';
import { icon } from './icons.js';
import type { IconName } from './icons.js';

export interface DiffRow {
  readonly field: string;
  readonly before: unknown;
  /** Absent when it stays the same. */
  readonly after?: unknown;
}

/** What stays (=) and what changes (arrow), field by field. */
export function diffTable(o: { readonly caption: string; readonly rows: readonly DiffRow[]; readonly t: Messages; readonly before?: string; readonly after?: string }): TemplateResult {
  const { t } = o;
  const [before, after] = [o.before ?? t.common.old, o.after ?? t.common.new];
  return html`<table class="diff">
    <caption class="vh">${o.caption}</caption>
    <thead><tr><td class="mk"></td><th class="f" scope="col">${t.common.field}</th><th scope="col">${before}</th><th scope="col">${after}</th></tr></thead>
    <tbody>${o.rows.map((row) => {
      const changed = row.after !== undefined;
      return html`<tr class=${changed ? 'changed' : 'kept'}><td class="mk">${icon(changed ? 'arrow' : 'same')}<span class="vh">${changed ? t.common.changes : t.common.same}</span></td><th class="f" scope="row">${row.field}</th>${
        changed ? html`<td data-label=${before}><span>${row.before}</span></td><td class="new" data-label=${after}><span>${row.after}</span></td>` : html`<td colspan="2">${row.before}</td>`}</tr>`;
    })}</tbody>
  </table>`;
}

export interface CodeOptions {
  readonly title: string;
  readonly text: string;
  readonly t: Messages;
  readonly announce: (text: string) => void;
  readonly copyLabel?: string;
}

/** PEM, a command, a record: always left to right, with *Copy*. */
export function codeBlock(o: CodeOptions): TemplateResult {
  return html`<div class="code" part="code"><div class="bar"><span>${o.title}</span>${copyButton({
    label: o.copyLabel ?? o.t.common.copy, more: o.copyLabel ? '' : o.title, done: o.t.common.copied, failed: o.t.common.copyFailed, text: o.text, announce: o.announce,
  })}</div><pre tabindex="0" aria-label=${o.title} role="region">${o.text}</pre></div>`;
}

export interface FileDropOptions {
  readonly id: string;
  /** Beside the icon: `Drop shop.csr here`. */
  readonly label: string | TemplateResult;
  readonly hint?: string | undefined;
  /** The button's name, for example *Upload CSR*. */
  readonly button: string;
  readonly accept?: string;
  readonly icon?: IconName;
  readonly compact?: boolean;
  readonly error?: string | undefined;
  readonly busy?: string | false;
  readonly onFile: (file: File) => void;
}

/** A file, dropped or chosen. The button does all that dropping does; the input behind it is for the browser. */
export function fileDrop(o: FileDropOptions): TemplateResult {
  const over = (event: DragEvent): void => {
    event.preventDefault();
    if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy';
    (event.currentTarget as Element).classList.add('over');
  };
  const leave = (event: DragEvent): void => {
    const zone = event.currentTarget as Element;
    if (!(event.relatedTarget instanceof Node && zone.contains(event.relatedTarget))) zone.classList.remove('over');
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    (event.currentTarget as Element).classList.remove('over');
    const file = event.dataTransfer?.files[0];
    if (file && !o.busy) o.onFile(file);
  };
  const chosen = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    const file = input.files?.[0];
    // The same file may be chosen again after it was mended.
    input.value = '';
    if (file) o.onFile(file);
  };
  const choose = (event: MouseEvent): void => {
    (event.currentTarget as Element).closest('.drop')?.querySelector<HTMLInputElement>('input[type="file"]')?.click();
  };
  return html`<div class="stack xs">${o.error ? html`<p class="error" id="${o.id}-error">${icon('bad')}<span>${o.error}</span></p>` : nothing}
    <div class="drop${o.compact ? ' compact' : ''}" ?data-invalid=${Boolean(o.error)} part="drop" @dragenter=${over} @dragover=${over} @dragleave=${leave} @drop=${drop}>
      ${icon(o.icon ?? 'upload')}
      <div><p>${o.label}</p>${o.hint ? html`<p class="hint" id="${o.id}-hint">${o.hint}</p>` : nothing}</div>
      <input type="file" hidden accept=${o.accept ?? nothing} @change=${chosen}>
      ${button({ id: o.id, label: o.button, size: 'small', onClick: choose, ...(o.error ? { describedBy: `${o.id}-error` } : o.hint ? { describedBy: `${o.id}-hint` } : {}), busy: o.busy })}
    </div></div>`;
}

/** One row a file: what it is, its name, what can be done with it. */
export function fileRows(rows: readonly { readonly what: string; readonly name: string | TemplateResult; readonly actions: TemplateResult }[]): TemplateResult {
  return html`<ul class="files" role="list">${rows.map((row) => html`<li>${icon('file')}<div><p class="strong">${row.what}</p><p><code class="muted">${row.name}</code></p></div><div class="btns">${row.actions}</div></li>`)}</ul>`;
}

/** Long work: its name, how far it is, and a way to stop it. Without `value` the bar is indeterminate. */
export function progress(o: { readonly name: string; readonly value?: number; readonly max?: number; readonly aside?: string; readonly text?: string; readonly cancel?: TemplateResult }): TemplateResult {
  return html`<div class="progress" part="progress">
    <div class="row between"><p class="strong">${o.name}</p>${o.aside ? html`<p class="small muted nums">${o.aside}</p>` : nothing}</div>
    <progress aria-label=${o.name} value=${o.value ?? nothing} max=${o.max ?? 1}></progress>
    ${o.text || o.cancel ? html`<div class="row between"><p class="small muted">${o.text ?? nothing}</p>${o.cancel ?? nothing}</div>` : nothing}
  </div>`;
}
