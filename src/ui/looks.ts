import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
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
