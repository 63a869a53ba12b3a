import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { CaaReport, Check, CheckOutcome, RekeyPolicy, RekeyRequest } from '../../core/domain.js';
import type { Format } from '../../lit/format.js';
import type { Messages } from '../../locales/en.js';
import { checkRow, foldedList, groupChecks, outcomeSummary } from '../../ui/checks.js';
import type { CheckRow } from '../../ui/checks.js';
import { relative } from '../../lit/durations.js';

export interface ChecksScene {
  readonly request: RekeyRequest;
  readonly policy: RekeyPolicy | undefined;
  /** It waits for a decision, at which the CA looks again. */
  readonly isOpen: boolean;
  /** The reader is one who decides. */
  readonly decides: boolean;
  readonly now: number;
  readonly t: Messages;
  readonly fmt: Format;
}

const WORST_FIRST: Readonly<Record<CheckOutcome, number>> = { fail: 0, warn: 1, unknown: 2, pass: 3 };
/** Those that an approver looks for, even when they passed; the others fold. */
const MAIN: readonly string[] = ['signature', 'key-reuse', 'key-known', 'key-strength', 'caa', 'domain-control', 'agreement', 'second-factor'];

/** Every check and what it found, the worst first. */
export function checkRows(scene: ChecksScene): readonly CheckRow[] {
  const { request, t } = scene;
  const told = groupChecks(request.checks.filter(({ id }) => id !== 'caa')).map((group) => rowOf(group, t));
  const rows = [...told, ...caaRows(scene), ...controlRows(scene), ...personRows(scene)];
  const place = ({ id }: CheckRow): number => (MAIN.includes(id) ? MAIN.indexOf(id) : MAIN.length);
  return rows.sort((a, b) => WORST_FIRST[a.outcome] - WORST_FIRST[b.outcome] || place(a) - place(b));
}

export function checksTemplate(rows: readonly CheckRow[], t: Messages): TemplateResult {
  const words = t.list.detail;
  if (rows.length === 0) return html`<p class="small muted">${words.noChecks}</p>`;
  return foldedList(rows, MAIN, { t, tight: true, label: words.checks });
}

export const checksSummary = (rows: readonly CheckRow[], t: Messages): TemplateResult => outcomeSummary(rows.map(({ outcome }) => outcome), t);

function rowOf(checks: readonly Check[], t: Messages): CheckRow {
  const words = t.list.detail;
  const row = checkRow(checks, t);
  const { id, outcome } = row;
  const named = id === 'signature' ? words.possession : id === 'key-reuse' ? words.keyIsNew : undefined;
  const what = named?.[0] ?? row.what;
  if (outcome === 'pass') return { ...row, what, result: named?.[1] ?? row.result };
  if (outcome === 'unknown') return { ...row, what, result: words.notTold, why: [words.notToldWhy] };
  return { ...row, what, why: id === 'key-reuse' ? [words.keyUsed] : row.why };
}

const inDns = ({ kind }: { readonly kind: string }): boolean => kind === 'dns' || kind === 'email';

/** The names of a report with one of these verdicts. */
export const namesWith = (caa: CaaReport | undefined, ...verdicts: readonly string[]): string[] =>
  (caa?.names ?? []).filter(({ verdict: its }) => verdicts.includes(its)).map(({ name }) => name);

function caaRows({ request: { caa, domains }, policy, isOpen, decides, now, t, fmt }: ChecksScene): CheckRow[] {
  const words = t.list.detail.caa;
  const again = !isOpen ? '' : decides ? words.again : words.later;
  const row = (outcome: CheckOutcome, result: string, ...why: readonly string[]): CheckRow[] => [{ id: 'caa', outcome, what: words.what, result, why: [why.filter(Boolean).join(' ')].filter(Boolean), checks: [] }];
  if (caa === undefined) return policy?.caa.gate === 'ra' && domains.some(inDns) ? row('warn', words.missing, again) : [];
  const ago = relative(fmt, Math.min(-1000, Date.parse(caa.checkedAt) - now));
  const forbidden = namesWith(caa, 'forbidden', 'likely-forbidden');
  if (forbidden.length > 0) return row('fail', words.forbidden, words.names(fmt.list(forbidden)), words.seen(ago), again);
  const unclear = namesWith(caa, 'indeterminate');
  if (unclear.length > 0) return row('unknown', words.unclear, words.names(fmt.list(unclear)), words.seen(ago), again);
  if (isOpen && caa.validUntil !== undefined && Date.parse(caa.validUntil) <= now) return row('warn', words.old, words.seen(ago), again);
  return row('pass', words.verified(ago), again);
}

function controlRows({ request: { domains }, now, t, fmt }: ChecksScene): CheckRow[] {
  const words = t.list.detail.control;
  const known = domains.flatMap(({ name, domainControl }) => (domainControl ? [{ name, ...domainControl }] : []));
  if (known.length === 0) return [];
  const open = known.filter(({ status, reusableUntil }) => status !== 'valid' || (reusableUntil !== undefined && Date.parse(reusableUntil) <= now));
  const base = { id: 'domain-control', what: words.what, why: [], checks: [] } as const;
  if (open.length > 0) return [{ ...base, outcome: 'warn', result: words.missing, why: [words.names(fmt.list(open.map(({ name }) => name)))] }];
  const until = known.map(({ reusableUntil }) => reusableUntil).filter((one) => one !== undefined).sort()[0];
  return [{ ...base, outcome: 'pass', result: until === undefined ? words.proven : words.until(fmt.date(until)) }];
}

function personRows({ request: { agreement, secondFactor }, policy, t, fmt }: ChecksScene): CheckRow[] {
  const words = t.list.detail;
  const rows: CheckRow[] = [{ id: 'agreement', outcome: 'pass', what: words.agreement.what, result: words.agreement.accepted(agreement.version, fmt.dateTime(agreement.acceptedAt)), why: [], checks: [] }];
  const base = { id: 'second-factor', what: words.factor.what, why: [], checks: [] } as const;
  const accepted = secondFactor?.accepted;
  if (accepted) rows.push({ ...base, outcome: 'pass', result: words.factor.accepted(t.methods[accepted.method], fmt.dateTime(accepted.at)) });
  else if (policy?.secondFactor.when === 'issue') rows.push({ ...base, outcome: 'unknown', result: words.factor.later });
  else if (policy?.secondFactor.when === 'submit') rows.push({ ...base, outcome: 'warn', result: words.factor.missing });
  return rows;
}
