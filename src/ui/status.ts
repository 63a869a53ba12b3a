import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { CertificateStatus, RequestStatus } from '../core/domain.js';
import type { RekeyErrorInfo } from '../core/errors.js';
import type { Format } from '../lit/format.js';
import type { Messages } from '../locales/en.js';
import { button, copyButton } from './button.js';
import { icon } from './icons.js';
import type { IconName } from './icons.js';

export type Tone = 'info' | 'ok' | 'warn' | 'bad';

/** A shape and a tone: colour never stands alone. */
export interface Look { readonly icon: IconName; readonly tone?: Tone }

/** The looks of a status. */
export const looks = {
  ok: { icon: 'ok', tone: 'ok' }, warn: { icon: 'warn', tone: 'warn' }, failed: { icon: 'warn', tone: 'bad' }, bad: { icon: 'bad', tone: 'bad' },
  unknown: { icon: 'unknown', tone: 'warn' }, pending: { icon: 'clock', tone: 'warn' }, review: { icon: 'eye', tone: 'info' },
  busy: { icon: 'busy', tone: 'info' }, todo: { icon: 'todo' }, none: { icon: 'na' },
} as const satisfies Record<string, Look>;

/** Shape and word, plain: in lists of checks. */
export const verdict = (look: Look, label: string): TemplateResult => html`<span class="verdict" data-tone=${look.tone ?? nothing}>${icon(look.icon)}${label}</span>`;
/** Shape and word in a pill: in tables and headers. */
export const chip = (look: Look, label: string): TemplateResult => html`<span class="chip" data-tone=${look.tone ?? nothing}>${icon(look.icon)}${label}</span>`;

const requestLooks: Readonly<Record<RequestStatus, Look>> = {
  draft: looks.todo, 'second-factor': looks.pending, 'pending-approval': looks.pending, 'in-review': looks.review, approved: looks.ok,
  validating: looks.busy, issuing: looks.busy, issued: looks.ok, declined: looks.bad, failed: looks.failed, cancelled: looks.none, expired: looks.none,
};
export const requestChip = (status: RequestStatus, t: Messages): TemplateResult => chip(requestLooks[status], t.requestStatus[status]);

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

export interface ErrorNoteOptions {
  readonly info: RekeyErrorInfo;
  readonly t: Messages;
  readonly fmt: Format;
  readonly announce: (text: string) => void;
  readonly onRetry?: (() => void) | undefined;
  /** The RA's own words about where help is. */
  readonly support?: { readonly text: string; readonly href?: string } | undefined;
}

/** An error in place: what happened, what to do next, code and reference for support, *Try again* where that can help. */
export function errorNote({ info, t, fmt, announce, onRetry, support }: ErrorNoteOptions): TemplateResult {
  const words = t.errors.describe(info);
  const wait = info.retryAfter ? ` ${t.common.retryAfter(fmt.duration(info.retryAfter * 1000))}` : '';
  return html`<div class="note" data-tone="bad" part="error" data-code=${info.code}>
    ${icon('bad')}
    <div class="stack s">
      <div class="stack xs"><p class="strong">${words.title}</p><p>${words.text} ${words.next}${wait}</p>
        ${support ? html`<p class="small">${support.href && /^(https?:|mailto:)/i.test(support.href) ? html`<a href=${support.href} rel="noopener noreferrer">${support.text}</a>` : support.text}</p>` : nothing}</div>
      <p class="small muted">${t.common.code} <code>${info.code}</code>${
        info.correlationId
          ? html`<br>${t.common.reference} <code>${info.correlationId}</code> ${copyButton({
              label: t.common.copy, more: t.common.reference, done: t.common.copied, failed: t.common.copyFailed, text: info.correlationId, announce,
            })}`
          : nothing}</p>
      ${onRetry ? html`<div>${button({ label: t.common.tryAgain, size: 'small', onClick: onRetry, part: 'retry' })}</div>` : nothing}
    </div>
  </div>`;
}

/** The permanent word that this RA is none. */
export const sandboxBanner = (t: Messages): TemplateResult => html`<p class="banner" part="sandbox">${icon('warn')}<span>${t.common.sandbox}</span></p>`;

/** The head of a place where a flow rests: issued, pending, declined, refused. */
export function outcome(o: { readonly look: Look; readonly heading: TemplateResult; readonly text?: unknown }): TemplateResult {
  return html`<div class="outcome"><span class="badge" data-tone=${o.look.tone ?? nothing}>${icon(o.look.icon)}</span><div class="txt">${o.heading}${o.text ? html`<p>${o.text}</p>` : nothing}</div></div>`;
}

/** Someone else's words, kept apart from ours. */
export const quote = (from: string, words: string): TemplateResult => html`<figure class="quote"><figcaption class="from">${from}</figcaption><p class="msg">${words}</p></figure>`;
