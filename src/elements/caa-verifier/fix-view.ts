import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { CaaFix, CaaNameReport, CaaRecord } from '../../core/domain.js';
import type { Messages } from '../../locales/en.js';
import { codeBlock, copyButton, note, pickGroup } from '../../ui/index.js';
import { recordText } from './rows.js';
import { adminLetter } from './texts.js';
import type { FormatFix } from './texts.js';

export type FixForm = 'zone' | 'generic' | 'fields';
const FORMS: readonly FixForm[] = ['zone', 'generic', 'fields'];

export interface FixScene {
  /** Absent until the code for it has come. */
  readonly format: FormatFix | undefined;
  readonly form: FixForm;
  readonly setForm: (form: FixForm) => void;
  readonly issuers: readonly string[];
  readonly announce: (text: string) => void;
  readonly t: Messages;
}

/** What would permit a name that is forbidden: in three forms to paste, with what stays and what stands in the way. */
export function fixView(report: CaaNameReport, fix: CaaFix, id: string, scene: FixScene): TemplateResult | typeof nothing {
  const { format, t, announce } = scene;
  const words = t.caa.fix;
  if (format === undefined) return html`<p class="small muted">${t.common.loading}</p>`;
  return html`<section class="fix" part="fix"><div class="row between"><h3>${words.heading}</h3>${copyButton({
      label: words.copyLetter, more: report.name, done: t.common.copied, failed: t.common.copyFailed, announce, text: adminLetter([report], scene.issuers, format, t),
    })}</div>
    ${fix.blockedBy.length > 0 ? note({ tone: 'warn', text: html`${words.blocked} ${quoted(fix.owner, fix.blockedBy)}` }) : nothing}
    ${fix.needs ? note({ tone: 'warn', text: words.needs[fix.needs] }) : nothing}
    ${fix.viaAlias ? html`<p class="small">${words.alias(report.relevantOwner ?? report.name, fix.owner)}</p>` : nothing}
    ${fix.remove.length > 0 ? html`<div class="small"><p>${words.remove}</p>${quoted(fix.owner, fix.remove)}</div>` : nothing}
    ${fix.add.length > 0 ? forms(fix, id, format, scene) : nothing}
    ${fix.keep.length > 0 ? html`<p class="small muted">${words.stays(fix.keep.length)}</p>` : nothing}
  </section>`;
}

const SHOWN = 6;

const quoted = (owner: string, records: readonly CaaRecord[]): TemplateResult => html`<span class="quoted">${records.slice(0, SHOWN).map((record) => html`<code>${recordText(owner, record)}</code>`)}${
  records.length > SHOWN ? html`<code>…</code>` : nothing}</span>`;

function forms(fix: CaaFix, id: string, format: FormatFix, { form, setForm, announce, t }: FixScene): TemplateResult {
  const words = t.caa.fix;
  const title = fix.remove.length > 0 ? words.replace(fix.owner) : words.add(fix.owner);
  const added = format({ ...fix, keep: [] });
  const whole = format(fix);
  return html`${pickGroup<FixForm>({
      id: `${id}-form`, legend: words.form, hideLegend: true, value: form, options: FORMS.map((value) => ({ value, label: words.forms[value] })), onChange: setForm,
    })}
    ${form === 'fields' ? html`<div class="stack s"><p class="small muted">${title}</p>${added.fields.map((field) => fieldList(field, t, announce))}</div>`
      : html`${codeBlock({ title, text: added[form], t, announce })}${
        fix.keep.length > 0 ? html`<details class="small"><summary>${words.whole(fix.owner)}</summary>${codeBlock({ title: words.whole(fix.owner), text: whole[form], t, announce })}</details>` : nothing}`}`;
}

function fieldList(field: ReturnType<FormatFix>['fields'][number], t: Messages, announce: (text: string) => void): TemplateResult {
  const words = t.caa.fix;
  return html`<table class="mini fields" role="table"><caption class="vh">${words.forms.fields}</caption><tbody role="rowgroup">${(['name', 'flags', 'tag', 'value'] as const).map((which) =>
    html`<tr role="row"><th scope="row" role="rowheader">${words[which]}</th><td role="cell"><code>${field[which]}</code></td><td class="act" role="cell">${copyButton({
      label: t.common.copy, more: words[which], done: t.common.copied, failed: t.common.copyFailed, text: field[which], announce,
    })}</td></tr>`)}</tbody></table>`;
}
