import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { CertificateStatus } from '../core/domain.js';
import type { Messages } from '../locales/en.js';
import { icon } from './icons.js';
import type { IconName } from './icons.js';
import { chip, looks } from './looks.js';
import type { Look, Tone } from './looks.js';

export { chip, looks, verdict } from './looks.js';
export type { Look, Tone } from './looks.js';

const certificateLooks: Readonly<Record<CertificateStatus | 'superseded', Look>> = {
  active: looks.ok, expired: looks.none, revoked: looks.bad, 'rekey-open': looks.pending, superseded: looks.none,
};
export const certificateChip = (status: CertificateStatus | 'superseded', t: Messages): TemplateResult => chip(certificateLooks[status], t.certificateStatus[status]);

export interface NoteOptions {
  readonly tone?: Tone;
  readonly icon?: IconName;
  readonly title?: string;
  readonly text?: string | TemplateResult;
  readonly actions?: TemplateResult | typeof nothing;
  /** `alert` for what has just gone wrong and needs hearing. */
  readonly role?: 'alert' | 'note';
}

const noteIcons: Readonly<Record<Tone, IconName>> = { info: 'info', ok: 'ok', warn: 'warn', bad: 'bad' };

/** At most one coloured note a screen. */
export function note(o: NoteOptions): TemplateResult {
  return html`<div class="note" data-tone=${o.tone ?? nothing} role=${o.role ?? nothing} part="note">
    ${icon(o.icon ?? (o.tone ? noteIcons[o.tone] : 'info'))}
    <div class="stack xs">${o.title ? html`<p class="strong">${o.title}</p>` : nothing}${o.text ? html`<p>${o.text}</p>` : nothing}${
      o.actions ? html`<div class="row">${o.actions}</div>` : nothing}</div>
  </div>`;
}

/** Term and value on a line, with an action at its end. */
export function facts(rows: readonly { readonly term: string; readonly value: unknown; readonly action?: TemplateResult | undefined }[], tight = false): TemplateResult {
  return html`<dl class="facts${tight ? ' tight' : ''}">${rows.map(
    (row) => html`<div><dt>${row.term}</dt><dd>${row.value}</dd>${row.action ? html`<dd class="ch">${row.action}</dd>` : nothing}</div>`,
  )}</dl>`;
}

/** The permanent word that this RA is none. */
export const sandboxBanner = (t: Messages): TemplateResult => html`<p class="banner" part="sandbox">${icon('warn')}<span>${t.common.sandbox}</span></p>`;

/** The head of a place where a flow rests: issued, pending, declined, refused. */
export function outcome(o: { readonly look: Look; readonly heading: TemplateResult; readonly text?: unknown }): TemplateResult {
  return html`<div class="outcome"><span class="badge" data-tone=${o.look.tone ?? nothing}>${icon(o.look.icon)}</span><div class="txt">${o.heading}${o.text ? html`<p>${o.text}</p>` : nothing}</div></div>`;
}
