import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { CaaNameReport, CaaTrailStep, DomainControl } from '../../core/domain.js';
import type { Format } from '../../lit/format.js';
import type { Messages } from '../../locales/en.js';
import { button } from '../../ui/button.js';
import { icon } from '../../ui/icons.js';
import { verdict } from '../../ui/status.js';
import { recordText, rowLooks } from './rows.js';
import type { Row } from './rows.js';
import { duration } from '../../lit/durations.js';

export interface RowsScene {
  readonly rows: readonly Row[];
  readonly by: 'ra' | 'page';
  readonly open: ReadonlySet<string>;
  readonly toggle: (name: string) => void;
  readonly now: number;
  readonly t: Messages;
  readonly fmt: Format;
}

/** One row a name, a wildcard apart from its base name; the explanation on demand. */
export function rowsTemplate(scene: RowsScene): TemplateResult {
  return html`<ul class="caa" role="list" part="list" aria-label=${scene.t.caa.caption}>${scene.rows.map((row, at) => rowTemplate(scene, row, `explain-${at}`))}</ul>`;
}

function rowTemplate(scene: RowsScene, row: Row, id: string): TemplateResult {
  const { t, open, toggle } = scene;
  const { item, state, report } = row;
  const key = `${item.kind} ${item.name}`;
  const explained = report && !row.outdated && state !== 'not-applicable' && state !== 'verifying' ? report : undefined;
  const expanded = explained !== undefined && open.has(key);
  const kind = t.caa.kinds[item.kind];
  return html`<li part="row" data-name=${item.name} data-state=${state}>
    <div class="entry">
      <div class="name"><code>${item.name}</code>${item.wildcard ? html`<span class="tag">${t.caa.wildcard}</span>` : nothing}${kind ? html`<span class="tag">${kind}</span>` : nothing}${
        item.extra ? html`<span class="tag">${t.caa.extra}</span>` : nothing}${item.domainControl ? html`<span class="sub">${controlText(item.domainControl, scene)}</span>` : nothing}</div>
      <div class="state">${verdict(rowLooks[state], t.caa.verdicts[state])}<span class="sub">${below(row, scene)}</span></div>
      ${explained ? button({ label: t.caa.explain(item.name), icon: expanded ? 'up' : 'down', iconOnly: true, expanded, controls: id, onClick: () => toggle(key) }) : nothing}
    </div>
    <div id=${id} ?hidden=${!expanded}>${expanded ? explanation(explained, scene) : nothing}</div>
  </li>`;
}

/** The few words under a verdict. */
function below({ state, report, outdated }: Row, { t, fmt, now }: RowsScene): string | TemplateResult {
  if (state === 'unverified') return outdated ? t.caa.expiredResult : t.caa.notAsked;
  if (state === 'verifying') return t.caa.asking;
  if (state === 'not-applicable') return t.caa.notCovered;
  if (state === 'permitted' || state === 'likely-permitted') return report?.validUntil ? t.caa.until(when(report.validUntil, now, fmt), fmt.sameDay(report.validUntil, now)) : '';
  if (state === 'indeterminate') return t.caa.brief[report?.reason ?? ''] ?? '';
  return report?.relevantOwner ? t.caa.by(report.relevantOwner) : '';
}

/** A time of day for today, a date with its time for later. */
export const when = (instant: string, now: number, fmt: Format): string => (fmt.sameDay(instant, now) ? fmt.time(instant) : fmt.dateTime(instant));

function controlText({ status, reusableUntil }: DomainControl, { t, fmt }: RowsScene): string {
  return status === 'valid' ? t.caa.control.valid(reusableUntil ? fmt.date(reusableUntil) : '') : t.caa.control[status];
}

function explanation(report: CaaNameReport, scene: RowsScene): TemplateResult {
  const { t } = scene;
  return html`<div class="explain" part="explanation">
    <p class="prose">${t.caa.sentence(report.verdict, report.reason, report.relevantOwner, report.wildcard)}</p>
    <div class="pair">${recordSection(report, scene)}<section><h4>${t.caa.trail}</h4>${trail(report, scene)}</section></div>
    ${report.answers.length > 0 ? answers(report, scene) : nothing}
  </div>`;
}

const SHOWN = 6;

function recordSection(report: CaaNameReport, { t, fmt }: RowsScene): TemplateResult {
  const { record, relevantOwner: owner } = report;
  const set = report.trail.find((step) => step.owner === owner)?.records ?? (record ? [record] : []);
  const same = (other: CaaNameReport['record']): boolean => record !== undefined && other?.tag === record.tag && other.value === record.value && other.flags === record.flags;
  // The record that decided comes first when the set is too long to be shown.
  const shown = set.length > SHOWN && record ? [record, ...set.filter((other) => !same(other))].slice(0, SHOWN) : set.slice(0, SHOWN);
  return html`<section><h4>${t.caa.record}</h4>${
    owner === undefined || shown.length === 0
      ? html`<p class="small muted">${t.caa.noRecord}</p>`
      : html`<div class="code"><pre tabindex="0" role="region" aria-label=${t.caa.record}>${shown.map((one) => html`<span class=${same(one) ? 'hit' : 'rest'}>${`${recordText(owner, one)}\n`}</span>`)}${
          set.length > shown.length ? html`<span class="rest">${t.caa.moreRecords(set.length - shown.length)}</span>` : nothing}</pre></div>`}${
    report.ttl === undefined ? nothing : html`<p class="small muted">${t.caa.ttl(duration(fmt, report.ttl * 1000))}</p>`}</section>`;
}

function trail(report: CaaNameReport, { t }: RowsScene): TemplateResult {
  return html`<ol class="trail" data-tone=${rowLooks[report.verdict].tone ?? nothing}>${report.trail.map((step) => {
    const end = step.owner === report.relevantOwner;
    const aliases = step.aliases.map((target) => html`<li class="alias">${icon('alias')}<span class="muted">${t.caa.aliasTo(target)}</span></li>`);
    return html`<li class=${end ? 'end' : ''}><code class=${end ? 'hit' : ''}>${step.owner}</code><span class="muted">${stepText(step, end, t)}</span></li>${aliases}`;
  })}</ol>`;
}

function stepText({ status, records }: CaaTrailStep, end: boolean, t: Messages): string {
  if (status !== 'ok' && status !== 'nxdomain') return t.caa.dns[status] ?? status;
  return end ? t.caa.endsHere(records.length) : t.caa.records(records.length);
}

/** What the CA said and what this browser found are never mixed up: a report is of one of them. */
function answers(report: CaaNameReport, { t, by }: RowsScene): TemplateResult {
  const [title, who] = by === 'ra' ? [t.caa.perspectives, t.caa.perspective] : [t.caa.resolvers, t.caa.resolver];
  return html`<section><h4>${title}</h4><table class="mini"><caption class="vh">${title}</caption>
    <thead><tr><th scope="col">${who}</th><th scope="col">${t.caa.answer}</th></tr></thead>
    <tbody>${report.answers.map((answer) => html`<tr><td>${answer.who}</td><td>${verdict(rowLooks[answer.verdict], t.caa.verdicts[answer.verdict])}</td></tr>`)}</tbody></table>${
    by === 'page' ? html`<p class="small muted">${t.caa.advisory}</p>` : nothing}</section>`;
}
