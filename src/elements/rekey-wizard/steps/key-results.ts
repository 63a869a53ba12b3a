import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Check, CheckId, KeySummary, Pem } from '../../../core/domain.js';
import { button } from '../../../ui/button.js';
import { codeBlock } from '../../../ui/content.js';
import { checkList, checkSummary, outcomesOf, summaryText } from '../../../ui/checks.js';
import { keyComparison } from '../../../ui/key-compare.js';
import type { StepHost } from '../step.js';
import { saveText } from './end-files.js';
import { opensslCommands } from './key-again.js';
import type { CsrState } from './key-csr.js';
import { readCertificate } from './names-report.js';

const ruleOf = ({ detail }: Check): unknown => (detail as { rule?: unknown } | undefined)?.rule;

/**
 * The checks of the CSR that stands: the local ones of what was just given, or the RA's of what is attached. What this page could
 * not check is unknown until the RA took the same CSR and says it.
 */
export function checksOf({ report, request, pendingCsr }: CsrState): readonly Check[] {
  if (report === undefined) return request?.checks ?? [];
  const isAttached = pendingCsr === undefined && request?.csr !== undefined && report.key?.spkiSha256 === request.csr.key.spkiSha256
    && !report.checks.some(({ outcome }) => outcome === 'fail');
  return !isAttached ? report.checks : report.checks.map((check) => (check.outcome !== 'unknown' ? check
    : request.checks.find((told) => told.id === check.id && ruleOf(told) === ruleOf(check)) ?? check));
}

/** Of what the RA looks at beside the CSR, this step says nothing: the DNS is asked later. */
const OTHERS: readonly string[] = ['caa', 'domain-control', 'agreement', 'second-factor', 'eligibility', 'validity'];
const ofTheCsr = (checks: readonly Check[]): readonly Check[] => checks.filter(({ id }) => !OTHERS.includes(id));

/** For the live region: what the checks came to, without the checks. */
export const saidOf = (host: Pick<StepHost, 't'>, state: CsrState, title: string): string =>
  `${host.t.wizard.key.checksOf(title)}. ${summaryText(outcomesOf(ofTheCsr(checksOf(state))), host.t)}`;

/** What the checks of a CSR came to, each by itself, the two keys side by side, and the CSR as text. */
export function results(host: StepHost, state: CsrState, title: string): TemplateResult {
  const { t } = host;
  const words = t.wizard.key;
  const { report, request, facts } = state;
  const checks = ofTheCsr(checksOf(state));
  const pem: Pem | undefined = report === undefined ? request?.csr?.pem : report.pem;
  const ignored = facts.policy.csrMismatch === 'ignore-csr' && checks.some(({ id, outcome }) => (id === 'subject-match' || id === 'san-match') && outcome === 'warn');
  return html`<section class="stack s"><div class="row between"><h3>${words.checksOf(title)}</h3>${checkSummary(checks, t)}</div>
      <div>${checkList({ checks, t, label: words.checksOf(title), fold: true })}</div>
      ${ignored ? html`<p class="hint">${words.ignored}</p>` : nothing}
      ${remedy(host, state, checks)}</section>
    ${comparison(host, state)}
    ${pem === undefined ? nothing : codeBlock({ title: words.pem(report?.bytes ?? pem.length), text: pem, t, announce: (said) => { host.announce(said); } })}`;
}

/** The checks of a CSR that was made here and attached: nothing to do about them, and a step away. */
export function madeResults(host: StepHost, state: CsrState): TemplateResult {
  const checks = ofTheCsr(state.request?.checks ?? []);
  return html`${checks.length === 0 ? nothing : html`<details class="checked"><summary>${checkSummary(checks, host.t)}</summary>${
    checkList({ checks, t: host.t, tight: true, label: host.t.wizard.key.checksOf(host.t.wizard.key.attachedName) })}</details>`}${comparison(host, state)}`;
}

/** The key of the certificate and the one of the CSR, once there is one. */
function comparison(host: StepHost, state: CsrState): TemplateResult | typeof nothing {
  const { certificate } = state.facts;
  const fresh: KeySummary | undefined = state.report?.key ?? (state.report === undefined ? state.request?.csr?.key : undefined);
  if (fresh === undefined) return nothing;
  const old = readCertificate(host, certificate.pem);
  return keyComparison({ old: { ...(old?.key ?? certificate.key), checks: old?.keyChecks }, fresh: { ...fresh, checks: checksOf(state) }, t: host.t });
}

const OF_KEY: readonly (CheckId | 'key-known')[] = ['key-reuse', 'key-strength', 'key-algorithm', 'key-encoding', 'key-known'];
/** What another run of OpenSSL would mend. */
const OF_CSR: readonly CheckId[] = ['signature', 'subject-match', 'san-match', 'signature-algorithm', 'attributes', 'extension-request', 'duplicate-extension', 'version', 'dnsname-ascii', 'name-ascii', 'ip-length', 'san-encoding'];

/** The commands that make a CSR which passes, for one that does not. */
function remedy(host: StepHost, { facts, choices }: CsrState, checks: readonly Check[]): TemplateResult | typeof nothing {
  const failed = checks.filter(({ outcome }) => outcome === 'fail').map(({ id }) => id);
  const needsKey = failed.some((id) => (OF_KEY as readonly string[]).includes(id));
  if (choices.keySource === 'token' || (!needsKey && !failed.some((id) => (OF_CSR as readonly string[]).includes(id)))) return nothing;
  const words = host.t.checks.again;
  const [algorithm] = facts.policy.keyAlgorithms;
  return html`<details class="more"><summary>${words.heading}</summary><div class="stack s">
    <p class="small muted">${words.text} ${needsKey ? words.newKey : words.sameKey}</p>
    ${codeBlock({ title: words.commands, text: opensslCommands(needsKey ? algorithm : undefined), t: host.t, announce: (said) => { host.announce(said); } })}
    <p>${button({ label: words.save, size: 'small', icon: 'download', onClick: () => { saveText('current.pem', facts.certificate.pem); } })}</p></div></details>`;
}
