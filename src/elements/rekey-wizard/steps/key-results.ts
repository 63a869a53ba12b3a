import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Check, Pem } from '../../../core/domain.js';
import { codeBlock } from '../../../ui/content.js';
import { checkList, checkSummary } from '../../../ui/checks.js';
import type { StepHost } from '../step.js';
import type { CsrState } from './key-csr.js';

/**
 * The checks of the CSR that stands: the local ones of what was just given, or the RA's of what is attached. What this page could
 * not check is unknown until the RA took the same CSR and says it.
 */
export function checksOf({ report, request, pendingCsr }: CsrState): readonly Check[] {
  if (report === undefined) return request?.checks ?? [];
  const isAttached = pendingCsr === undefined && request?.csr !== undefined && report.key?.spkiSha256 === request.csr.key.spkiSha256
    && !report.checks.some(({ outcome }) => outcome === 'fail');
  return !isAttached ? report.checks
    : report.checks.map((check) => (check.outcome === 'unknown' ? request.checks.find(({ id }) => id === check.id) ?? check : check));
}

/** The rules, each once, a click away from the results. */
const sourcesOf = (checks: readonly Check[]): readonly string[] => [...new Set(checks.map(({ source }) => source).filter(Boolean))];

/** What the checks of a CSR came to, each by itself, and the CSR as text. */
export function results({ t, announce }: Pick<StepHost, 't' | 'announce'>, state: CsrState, title: string): TemplateResult {
  const words = t.wizard.key;
  const { report, request, facts } = state;
  const checks = checksOf(state);
  const pem: Pem | undefined = report === undefined ? request?.csr?.pem : report.pem;
  const ignored = facts.policy.csrMismatch === 'ignore-csr' && checks.some(({ id, outcome }) => (id === 'subject-match' || id === 'san-match') && outcome === 'warn');
  return html`<section class="stack s"><div class="row between"><h3>${words.checksOf(title)}</h3>${checkSummary(checks, t)}</div>
      ${checkList({ checks, t, label: words.checksOf(title) })}
      ${ignored ? html`<p class="hint">${words.ignored}</p>` : nothing}
      <details class="rules"><summary>${words.rules}</summary><ul>${sourcesOf(checks).map((source) => html`<li>${source}</li>`)}</ul></details></section>
    ${pem === undefined ? nothing : codeBlock({ title: words.pem(report?.bytes ?? pem.length), text: pem, t, announce: (said) => { announce(said); } })}`;
}
