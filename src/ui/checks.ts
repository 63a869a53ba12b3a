import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Check } from '../core/domain.js';
import type { Messages } from '../locales/en.js';
import { icon } from './icons.js';
import { looks, verdict } from './status.js';
import type { Look } from './status.js';

const checkLooks: Readonly<Record<Check['outcome'], Look>> = { pass: looks.ok, warn: looks.warn, fail: looks.bad, unknown: looks.unknown };
const worstFirst: Readonly<Record<Check['outcome'], number>> = { fail: 0, warn: 1, unknown: 2, pass: 3 };

/** One entry an id, the worst of them: a key has several rules of strength and one verdict. */
function byId(checks: readonly Check[]): Check[] {
  const worst = new Map<string, Check>();
  for (const check of checks) {
    const there = worst.get(check.id);
    if (!there || worstFirst[check.outcome] < worstFirst[there.outcome]) worst.set(check.id, check);
  }
  return [...worst.values()].sort((a, b) => worstFirst[a.outcome] - worstFirst[b.outcome]);
}

/** Each check in words, the worst first. */
export function checkList(o: { readonly checks: readonly Check[]; readonly t: Messages; readonly tight?: boolean; readonly label?: string }): TemplateResult {
  return html`<ul class="checks${o.tight ? ' tight' : ''}" role="list" aria-label=${o.label ?? nothing}>${byId(o.checks).map((check) => {
    const words = o.t.checks.describe(check);
    const look = checkLooks[check.outcome];
    return html`<li data-tone=${look.tone} data-check=${check.id} data-outcome=${check.outcome}>${icon(look.icon)}<span class="what">${words.what}</span><span class="res">${words.result}</span>${
      words.why ? html`<p class="note-text">${words.why}</p>` : nothing}</li>`;
  })}</ul>`;
}

/** `1 of 7 checks failed`, for the heading of a list of checks. */
export function checkSummary(checks: readonly Check[], t: Messages): TemplateResult {
  const each = byId(checks);
  const n = (outcome: Check['outcome']): number => each.filter((check) => check.outcome === outcome).length;
  const [failed, noted] = [n('fail'), n('warn') + n('unknown')];
  return verdict(failed > 0 ? looks.bad : noted > 0 ? looks.warn : looks.ok, t.checks.summary(n('pass'), noted, failed, each.length));
}
