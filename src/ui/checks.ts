import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Check, CheckOutcome } from '../core/domain.js';
import type { Messages } from '../locales/en.js';
import { icon } from './icons.js';
import { ruleLinks } from './rule-links.js';
import { looks, verdict } from './status.js';
import type { Look } from './status.js';

const checkLooks: Readonly<Record<CheckOutcome, Look>> = { pass: looks.ok, warn: looks.warn, fail: looks.bad, unknown: looks.unknown };
const WORST_FIRST: Readonly<Record<CheckOutcome, number>> = { fail: 0, warn: 1, unknown: 2, pass: 3 };
/** Those that people look for, even when they passed. */
const MAIN: readonly string[] = ['signature', 'key-reuse', 'key-strength', 'subject-match', 'san-match'];

/** One line of a list: what was looked at, what came of it, and what stands behind it. */
export interface CheckRow {
  readonly id: string;
  readonly outcome: CheckOutcome;
  readonly what: string;
  readonly result: string;
  /** Why it matters and what to do, each by itself; empty for a pass. */
  readonly why: readonly string[];
  /** Every check of that id, the worst first: several rules may make one verdict. */
  readonly checks: readonly Check[];
}

/** The worst of several outcomes. */
export const worstOf = (outcomes: readonly CheckOutcome[]): CheckOutcome =>
  outcomes.reduce<CheckOutcome>((worst, one) => (WORST_FIRST[one] < WORST_FIRST[worst] ? one : worst), 'pass');

/** The checks of each id together, the worst first. The same finding twice is one. */
export function groupChecks(checks: readonly Check[]): readonly (readonly Check[])[] {
  const groups = new Map<string, Check[]>();
  const seen = new Set<string>();
  for (const check of checks) {
    const finding = JSON.stringify([check.id, check.outcome, check.source, check.detail]);
    if (seen.has(finding)) continue;
    seen.add(finding);
    const group = groups.get(check.id);
    if (group) group.push(check);
    else groups.set(check.id, [check]);
  }
  const byOutcome = (a: Check, b: Check): number => WORST_FIRST[a.outcome] - WORST_FIRST[b.outcome];
  const place = (id: string): number => (MAIN.includes(id) ? MAIN.indexOf(id) : MAIN.length);
  return [...groups.values()].map((group) => group.sort(byOutcome))
    .sort(([a], [b]) => (a === undefined || b === undefined ? 0 : byOutcome(a, b) || place(a.id) - place(b.id)));
}

/** The checks of one id in words. */
export function checkRow(checks: readonly Check[], t: Messages): CheckRow {
  const [worst] = checks;
  if (worst === undefined) throw new RangeError('no check');
  const { id, outcome } = worst;
  const { what, result } = t.checks.describe(worst);
  const rules = checks.filter((check) => t.checks.ruleOf(check) !== undefined).length;
  const bad = checks.filter((check) => check.outcome !== 'pass');
  return {
    id, outcome, what, result: outcome === 'pass' && rules > 1 ? t.checks.rulesHold(rules) : result,
    why: [...new Set(bad.map((check) => t.checks.describe(check).why).filter(Boolean))], checks,
  };
}

/** Rows as a list, with the rule of each one click away. */
export function rowList(rows: readonly CheckRow[], { t, tight, label, name = 'check' }: {
  readonly t: Messages;
  readonly tight?: boolean | undefined;
  readonly label?: string | undefined;
  /** What its ids begin with: another for each list of a page. */
  readonly name?: string | undefined;
}): TemplateResult {
  return html`<ul class="checks ruled${tight ? ' tight' : ''}" role="list" aria-label=${label ?? nothing}>${repeat(rows, ({ id }) => id, (row) => {
    const look = checkLooks[row.outcome];
    const [button, panel] = ruleOf(row, `${name}-${row.id.replace(/[^\w-]/g, '')}-rule`, t);
    return html`<li class=${button === nothing ? 'plain' : nothing} data-tone=${look.tone} data-check=${row.id} data-outcome=${row.outcome}>${icon(look.icon)}<span class="what">${row.what}</span><span class="res"><bdi>${row.result}</bdi></span>${button}${
      row.why.map((why) => html`<p class="note-text">${why}</p>`)}${panel}</li>`;
  })}</ul>`;
}

/** Opens and closes what it names; nothing of it is the caller's to keep. */
function toggle(event: Event): void {
  const button = event.currentTarget as HTMLElement;
  const panel = button.closest('li')?.querySelector<HTMLElement>('.rulebox');
  if (!panel) return;
  panel.hidden = !panel.hidden;
  button.setAttribute('aria-expanded', String(!panel.hidden));
}

/** The button that shows a rule, and what it shows. */
function ruleOf({ what, checks }: CheckRow, id: string, t: Messages): readonly [TemplateResult | typeof nothing, TemplateResult | typeof nothing] {
  const look = t.checks.look(checks[0]?.id ?? '');
  const rules = checks.filter((check) => t.checks.ruleOf(check) !== undefined);
  const facts = factsOf(checks);
  const sources = [...new Set(checks.map(({ source }) => source).filter(Boolean))];
  if (look === '' && sources.length === 0) return [nothing, nothing];
  return [
    html`<button class="link ruler" type="button" aria-expanded="false" aria-controls=${id} @click=${toggle}>${t.checks.showRule}<span class="vh"> ${t.checks.of(what)}</span>${icon('down')}</button>`,
    html`<div class="rulebox" id=${id} hidden>
      ${look === '' ? nothing : html`<p>${look}</p>`}
      ${rules.length === 0 ? nothing : html`<ul role="list" class="rules">${rules.map((check) => html`<li data-tone=${checkLooks[check.outcome].tone} data-rule=${String(detailOf(check)['rule'])}>${
        icon(checkLooks[check.outcome].icon)}<span>${t.checks.ruleOf(check)?.text}<span class="vh"> (${t.checks.outcomes[check.outcome]})</span></span></li>`)}</ul>`}
      ${facts.length === 0 ? nothing : html`<dl>${facts.map(([key, value]) => html`<div><dt>${t.checks.facts[key]}</dt><dd><code>${value}</code></dd></div>`)}</dl>`}
      ${sources.length === 0 ? nothing : html`<p class="from">${t.checks.source} ${sources.flatMap((source) => ruleLinks(source)).map((link, at) => html`${at > 0 ? ', ' : nothing}${
        link.href === undefined ? html`<bdi>${link.text === 'policy' ? t.checks.policy : link.text}</bdi>`
          : html`<a href=${link.href} target="_blank" rel="noopener noreferrer"><bdi>${link.text}</bdi><span class="vh"> (${t.checks.newTab})</span></a>`}`)}</p>`}
    </div>`,
  ];
}

type FactKey = keyof Messages['checks']['facts'];
const FACTS: readonly FactKey[] = ['expected', 'found', 'removed', 'added', 'names', 'algorithm', 'allowed', 'bits', 'exponent', 'factor', 'curve', 'oids', 'blocks', 'bytes'];

const detailOf = ({ detail }: Check): Readonly<Record<string, unknown>> => (typeof detail === 'object' && detail !== null ? (detail as Readonly<Record<string, unknown>>) : {});

/** What was found, as far as it is known how to say it. */
function factsOf(checks: readonly Check[]): readonly (readonly [FactKey, string])[] {
  return FACTS.flatMap((key) => {
    const values = checks.map((check) => textOf(detailOf(check)[key])).filter(Boolean);
    return values.length === 0 ? [] : [[key, [...new Set(values)].join(', ')] as const];
  });
}

function textOf(value: unknown): string {
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  if (Array.isArray(value)) return value.map(textOf).filter(Boolean).join(', ');
  return typeof value === 'object' && value !== null && 'value' in value ? textOf(value.value) : '';
}

export interface CheckListOptions {
  readonly checks: readonly Check[];
  readonly t: Messages;
  readonly tight?: boolean;
  readonly label?: string;
  /** What its ids begin with: another for each list of a page. */
  readonly name?: string;
  /** Those that passed and that nobody looks for stand behind a line of their own. */
  readonly fold?: boolean;
}

/** Each check in words, the worst first, with its rule one click away. */
export function checkList({ checks, t, fold = false, ...o }: CheckListOptions): TemplateResult {
  const rows = groupChecks(checks).map((group) => checkRow(group, t));
  return fold ? foldedList(rows, MAIN, { t, ...o }) : rowList(rows, { t, ...o });
}

/** The rows that did not pass or that people look for; the others behind `13 more checks passed`. */
export function foldedList(rows: readonly CheckRow[], main: readonly string[], o: Parameters<typeof rowList>[1]): TemplateResult {
  const shown = rows.filter(({ id, outcome }) => outcome !== 'pass' || main.includes(id));
  const folded = rows.filter((row) => !shown.includes(row));
  return html`${shown.length === 0 ? nothing : rowList(shown, o)}${folded.length === 0 ? nothing
    : html`<details class="more"><summary>${o.t.checks.morePassed(folded.length)}</summary>${rowList(folded, o)}</details>`}`;
}

/** `1 of 7 checks failed`, in plain text: for the live region. */
export function summaryText(outcomes: readonly CheckOutcome[], t: Messages): string {
  const n = (...of: readonly CheckOutcome[]): number => outcomes.filter((outcome) => of.includes(outcome)).length;
  return t.checks.summary(n('pass'), n('warn', 'unknown'), n('fail'), outcomes.length);
}

/** One outcome an id: a key has several rules of strength and one verdict. */
export const outcomesOf = (checks: readonly Check[]): readonly CheckOutcome[] => groupChecks(checks).map((group) => worstOf(group.map(({ outcome }) => outcome)));

/** `1 of 7 checks failed`, for the heading of a list of checks. */
export const checkSummary = (checks: readonly Check[], t: Messages): TemplateResult => outcomeSummary(outcomesOf(checks), t);

export function outcomeSummary(outcomes: readonly CheckOutcome[], t: Messages): TemplateResult {
  const worst = worstOf(outcomes);
  return verdict(worst === 'fail' ? looks.bad : worst === 'pass' ? looks.ok : looks.warn, summaryText(outcomes, t));
}
