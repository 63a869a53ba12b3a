import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { RequestStatus } from '../core/domain.js';
import type { Messages } from '../locales/en.js';
import { chip, looks } from './looks.js';
import type { Look } from './looks.js';

const requestLooks: Readonly<Record<RequestStatus, Look>> = {
  draft: looks.todo, 'second-factor': looks.pending, 'pending-approval': looks.pending, 'in-review': looks.review, approved: looks.ok,
  validating: looks.busy, issuing: looks.busy, issued: looks.ok, declined: looks.bad, failed: looks.failed, cancelled: looks.none, expired: looks.none,
};
export const requestChip = (status: RequestStatus, t: Messages): TemplateResult => chip(requestLooks[status], t.requestStatus[status]);

/** Someone else's words, kept apart from ours. */
export const quote = (from: string, words: string): TemplateResult => html`<figure class="quote"><figcaption class="from">${from}</figcaption><p class="msg">${words}</p></figure>`;
