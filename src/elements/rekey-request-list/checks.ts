import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { CaaReport, Check, CheckOutcome, RekeyPolicy, RekeyRequest } from '../../core/domain.js';
import type { Format } from '../../lit/format.js';
import type { Messages } from '../../locales/en.js';
import { icon } from '../../ui/icons.js';
import { looks, verdict } from '../../ui/status.js';
import type { Look } from '../../ui/status.js';
import { relative } from '../../lit/durations.js';

export interface CheckRow {
  readonly id: string;
  readonly outcome: CheckOutcome;
  readonly what: string;
  readonly result: string;
  readonly why?: string;
}

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

const lookOf: Readonly<Record<CheckOutcome, Look>> = { pass: looks.ok, warn: looks.warn, fail: looks.bad, unknown: looks.unknown };
const WORST_FIRST: Readonly<Record<CheckOutcome, number>> = { fail: 0, warn: 1, unknown: 2, pass: 3 };
/** Those that an approver looks for, even when they passed; the others fold. */
const MAIN: readonly string[] = ['signature', 'key-reuse', 'key-known', 'key-strength', 'caa', 'domain-control', 'agreement', 'second-factor'];

/** Every check and what it found, the worst first. */
export function checkRows(scene: ChecksScene): readonly CheckRow[] {
  const { request, t } = scene;
  const told = worstOfEach(request.checks.filter(({ id }) => id !== 'caa')).map((check) => rowOf(check, t));
  const rows = [...told, ...caaRows(scene), ...controlRows(scene), ...personRows(scene)];
  const place = ({ id }: CheckRow): number => (MAIN.includes(id) ? MAIN.indexOf(id) : MAIN.length);
  return rows.sort((a, b) => WORST_FIRST[a.outcome] - WORST_FIRST[b.outcome] || place(a) - place(b));
}

/** A key has several rules of strength, and one row. */
function worstOfEach(checks: readonly Check[]): Check[] {
  const worst = new Map<string, Check>();
  for (const check of checks) {
    const there = worst.get(check.id);
    if (there === undefined || WORST_FIRST[check.outcome] < WORST_FIRST[there.outcome]) worst.set(check.id, check);
  }
  return [...worst.values()];
}

export function checksTemplate(rows: readonly CheckRow[], t: Messages): TemplateResult {
  const words = t.list.detail;
  if (rows.length === 0) return html`<p class="small muted">${words.noChecks}</p>`;
  const shown = rows.filter(({ id, outcome }) => outcome !== 'pass' || MAIN.includes(id));
  const folded = rows.filter((row) => !shown.includes(row));
  const list = (some: readonly CheckRow[]): TemplateResult => html`<ul class="checks tight" role="list">${some.map(({ id, outcome, what, result, why }) => html`<li
    data-tone=${lookOf[outcome].tone ?? nothing} data-check=${id} data-outcome=${outcome}>${icon(lookOf[outcome].icon)}<span class="what">${what}</span><span class="res">${result}</span>${
      why ? html`<p class="note-text">${why}</p>` : nothing}</li>`)}</ul>`;
  return html`${list(shown)}${folded.length > 0 ? html`<details class="more"><summary>${words.morePassed(folded.length)}</summary>${list(folded)}</details>` : nothing}`;
}

export function checksSummary(rows: readonly CheckRow[], t: Messages): TemplateResult {
  const n = (...outcomes: CheckOutcome[]): number => rows.filter(({ outcome }) => outcomes.includes(outcome)).length;
  const [failed, noted] = [n('fail'), n('warn', 'unknown')];
  return verdict(failed > 0 ? looks.bad : noted > 0 ? looks.warn : looks.ok, t.checks.summary(n('pass'), noted, failed, rows.length));
}

function rowOf(check: Check, t: Messages): CheckRow {
  const words = t.list.detail;
  const { id, outcome } = check;
  const { what, result, why } = t.checks.describe(check);
  const named = id === 'signature' ? words.possession : id === 'key-reuse' ? words.keyIsNew : undefined;
  if (outcome === 'pass') return { id, outcome, what: named?.[0] ?? what, result: named?.[1] ?? result };
  if (outcome === 'unknown') return { id, outcome, what: named?.[0] ?? what, result: words.notTold, why: words.notToldWhy };
  return { id, outcome, what: named?.[0] ?? what, result, why: id === 'key-reuse' ? words.keyUsed : why };
}

const inDns = ({ kind }: { readonly kind: string }): boolean => kind === 'dns' || kind === 'email';

/** The names of a report with one of these verdicts. */
export const namesWith = (caa: CaaReport | undefined, ...verdicts: readonly string[]): string[] =>
  (caa?.names ?? []).filter(({ verdict: its }) => verdicts.includes(its)).map(({ name }) => name);

function caaRows({ request: { caa, domains }, policy, isOpen, decides, now, t, fmt }: ChecksScene): CheckRow[] {
  const words = t.list.detail.caa;
  const again = !isOpen ? '' : decides ? words.again : words.later;
  const row = (outcome: CheckOutcome, result: string, ...why: readonly string[]): CheckRow[] => [{ id: 'caa', outcome, what: words.what, result, why: why.filter(Boolean).join(' ') }];
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
  const base = { id: 'domain-control', what: words.what } as const;
  if (open.length > 0) return [{ ...base, outcome: 'warn', result: words.missing, why: words.names(fmt.list(open.map(({ name }) => name))) }];
  const until = known.map(({ reusableUntil }) => reusableUntil).filter((one) => one !== undefined).sort()[0];
  return [{ ...base, outcome: 'pass', result: until === undefined ? words.proven : words.until(fmt.date(until)) }];
}

function personRows({ request: { agreement, secondFactor }, policy, t, fmt }: ChecksScene): CheckRow[] {
  const words = t.list.detail;
  const rows: CheckRow[] = [{ id: 'agreement', outcome: 'pass', what: words.agreement.what, result: words.agreement.accepted(agreement.version, fmt.dateTime(agreement.acceptedAt)) }];
  const base = { id: 'second-factor', what: words.factor.what } as const;
  const accepted = secondFactor?.accepted;
  if (accepted) rows.push({ ...base, outcome: 'pass', result: words.factor.accepted(t.methods[accepted.method], fmt.dateTime(accepted.at)) });
  else if (policy?.secondFactor.when === 'issue') rows.push({ ...base, outcome: 'unknown', result: words.factor.later });
  else if (policy?.secondFactor.when === 'submit') rows.push({ ...base, outcome: 'warn', result: words.factor.missing });
  return rows;
}
