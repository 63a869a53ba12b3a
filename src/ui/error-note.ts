import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { RekeyErrorInfo } from '../core/errors.js';
import type { Format } from '../lit/format.js';
import type { Messages } from '../locales/en.js';
import { button } from './button.js';
import { copyButton } from './copy.js';
import { icon } from './icons.js';
import { duration } from '../lit/durations.js';

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
  const wait = info.retryAfter ? ` ${t.common.retryAfter(duration(fmt, info.retryAfter * 1000))}` : '';
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
