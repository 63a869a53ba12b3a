import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { RekeyErrorInfo } from '../../core/errors.js';
import type { Format } from '../../lit/format.js';
import type { Messages } from '../../locales/en.js';
import { button } from '../../ui/button.js';
import { copyButton } from '../../ui/copy.js';
import { icon } from '../../ui/icons.js';
import type { IconName } from '../../ui/icons.js';
import type { ListScene } from './list-view.js';
import { isNarrowed } from './view.js';
import { duration } from '../../lit/durations.js';

interface Picture { readonly icon: IconName; readonly name: string; readonly title: string; readonly text: string; readonly more?: unknown }

function blank({ icon: shown, name, title, text, more = nothing }: Picture): TemplateResult {
  return html`<div class="blank" part="blank" data-picture=${name}>${icon(shown)}<h3>${title}</h3><p>${text}</p>${more}</div>`;
}

/** There is nothing to show: because there is nothing, or because nothing fits. */
export function nothingHere(scene: ListScene): TemplateResult {
  const { t, own, state: { view }, act } = scene;
  if (!isNarrowed(view)) return blank({ icon: 'inbox', name: 'empty', title: t.list.empty.title, text: own ? t.list.empty.own : t.list.empty.all });
  const isSearched = view.search.trim() !== '';
  const isFiltered = Object.keys(view.filter).length > 0;
  return blank({
    icon: 'search', name: 'nothing', title: t.list.nothing.title, text: nothingText(scene),
    more: html`<div class="row">${isSearched ? button({ id: 'clear-search', label: t.list.clear.search, size: 'small', onClick: act.clearSearch }) : nothing}${
      isFiltered ? button({ id: 'clear-filters', label: t.list.clear.filters, size: 'small', ...(isSearched && { kind: 'quiet' }), onClick: act.clearFilters }) : nothing}</div>`,
  });
}

/** What nothing fits, in words. */
export function nothingText({ t, fmt, state: { view: { search, filter } } }: Pick<ListScene, 't' | 'fmt' | 'state'>): string {
  const words = t.list.nothing;
  if (search.trim() !== '') return words.search(search.trim(), Object.keys(filter).length > 0);
  return filter.status !== undefined && Object.keys(filter).length === 1 ? words.text(fmt.list(filter.status.map((one) => t.requestStatus[one]))) : words.filters;
}

/** The list could not be had: the reader may not see it, the RA has none, or it failed. */
export function notHad(scene: ListScene, problem: RekeyErrorInfo): TemplateResult {
  const { t, state, own, act } = scene;
  if (problem.code === 'forbidden') {
    const role = state.settings?.user.roles[0];
    return blank({
      icon: 'lock', name: 'not-allowed', title: t.list.notAllowed.title, text: t.list.notAllowed.text(role === undefined ? '' : t.list.notAllowed.roles[role]),
      more: own ? nothing : html`<div class="row">${button({ id: 'show-own', label: t.list.notAllowed.own, size: 'small', onClick: act.showOwn })}</div>`,
    });
  }
  if (problem.code === 'unsupported') return blank({ icon: 'na', name: 'no-list', title: t.list.noList.title, text: t.list.noList.text });
  return failed(t.list.failed, problem, scene, act.reload);
}

/** What could not be loaded, with code, reference and *Try again*. */
export function failed(
  title: string, { code, correlationId, retryAfter, reason }: RekeyErrorInfo,
  { t, fmt, announce }: { readonly t: Messages; readonly fmt: Format; readonly announce: (text: string) => void }, retry: () => void,
): TemplateResult {
  const words = t.errors.describe({ code, ...(reason !== undefined && { reason }) });
  const wait = retryAfter ? ` ${t.common.retryAfter(duration(fmt, retryAfter * 1000))}` : '';
  return html`<div class="blank failed" part="error" data-picture="failed" data-code=${code}>${icon('cloud')}<h3>${title}</h3><p>${words.title}.${code === 'unavailable' ? '' : ` ${words.next}`}${wait}</p>
    <p class="small">${t.common.code} <code>${code}</code>${correlationId ? html`<br>${t.common.reference} <code>${correlationId}</code> ${copyButton({
      label: t.common.copy, more: t.common.reference, done: t.common.copied, failed: t.common.copyFailed, text: correlationId, announce,
    })}` : nothing}</p>
    <div class="row">${button({ label: t.common.tryAgain, size: 'small', part: 'retry', onClick: retry })}</div></div>`;
}

/** What is shown is old, and says so. */
export function staleBar({ t, fmt, state: { staleSince }, act }: ListScene): TemplateResult | typeof nothing {
  if (staleSince === undefined) return nothing;
  return html`<div class="stalebar" part="stale">${icon('clock')}<span class="nums">${t.list.stale.text(fmt.time(staleSince))}</span><button class="link strong" type="button" id="refresh" @click=${act.reload}>${t.list.stale.again}</button></div>`;
}
