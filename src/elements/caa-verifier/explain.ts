import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { CaaNameReport, CaaPerspective, CaaReport, CaaTrailStep } from '../../core/domain.js';
import { duration } from '../../lit/durations.js';
import type { Format } from '../../lit/format.js';
import type { Messages } from '../../locales/en.js';
import { linkButton } from '../../ui/button.js';
import { icon } from '../../ui/icons.js';
import { verdict } from '../../ui/status.js';
import { fixView } from './fix-view.js';
import type { FixScene } from './fix-view.js';
import { changesFrom, decidingSet, recordText, rowLooks, sameRecord } from './rows.js';

export interface ExplainScene extends FixScene {
  readonly fmt: Format;
  readonly now: number;
  /** Rows of which every record is shown. */
  readonly whole: ReadonlySet<string>;
  readonly toggleWhole: (id: string) => void;
}

/** A report and the entry of one name in it. */
export interface Said { readonly report: CaaReport; readonly entry: CaaNameReport }

/** A time of day for today, a date with its time for later. */
export const when = (instant: string | number, now: number, fmt: Format): string => (fmt.sameDay(instant, now) ? fmt.time(instant) : fmt.dateTime(instant));

/**
 * Why a name stands as it does. What the RA said and what this page found stand under headings of their own; what only the page
 * found is never put in the RA's place.
 */
export function explanation(id: string, main: Said | undefined, own: Said | undefined, scene: ExplainScene): TemplateResult {
  const { t } = scene;
  const told = main ?? own;
  const isBeside = own !== undefined && main?.report.by !== 'page';
  return html`<div class="explain" part="explanation">
    ${main === undefined && own !== undefined ? html`<p class="prose muted">${t.caa.page.raNotAsked}</p><h3 class="advice">${t.caa.page.label}</h3>` : nothing}
    ${told === undefined ? nothing : html`<p class="prose">${sentence(told.entry, t)}</p>
      <div class="pair">${recordSection(told, id, scene)}<section><h3>${t.caa.trail}</h3>${trail(told.entry.trail, told.entry, t)}</section></div>
      ${told.entry.fix ? fixView(told.entry, told.entry.fix, id, scene) : nothing}`}
    <div class=${main && isBeside ? 'pair even' : 'stack'}>
      ${main && main.entry.answers.length > 0 ? answers(main, scene) : nothing}
      ${own && isBeside ? answers(own, scene, main !== undefined && main.entry.reason !== own.entry.reason) : nothing}
    </div>
  </div>`;
}

const sentence = ({ verdict: said, reason, relevantOwner, wildcard }: CaaNameReport, t: Messages): string => t.caa.sentence(said, reason, relevantOwner, wildcard);

// ---------------------------------------------------------------------------------------------------- the record

const SHOWN = 6;

function recordSection({ report, entry }: Said, id: string, { t, fmt, now, whole, toggleWhole }: ExplainScene): TemplateResult {
  const { record, relevantOwner: owner, dnssec } = entry;
  const set = decidingSet(entry);
  const isWhole = whole.has(id);
  // The record that decided comes first when the set is too long to be shown.
  const few = set.length > SHOWN && record ? [record, ...set.filter((other) => !sameRecord(other, record))].slice(0, SHOWN) : set.slice(0, SHOWN);
  const from = changesFrom(entry, report.checkedAt);
  return html`<section><h3>${t.caa.record}</h3>${
    owner === undefined || few.length === 0
      ? html`<p class="small muted">${t.caa.noRecord}</p>`
      : html`<div class="code"><pre tabindex="0" role="region" aria-label=${t.caa.record}>${few.map((one) => html`<span class=${sameRecord(one, record) ? 'hit' : 'rest'}>${`${recordText(owner, one)}\n`}</span>`)}${
          set.length <= few.length ? nothing
          // One text, however many records there are.
          : isWhole ? html`<span class="rest">${set.filter((one) => !few.includes(one)).map((one) => recordText(owner, one)).join('\n')}</span>`
          : html`<span class="rest">${t.caa.moreRecords(set.length - few.length)}</span>`}</pre></div>${
        set.length > few.length ? html`<p>${linkButton({ label: isWhole ? t.caa.showFewer : t.caa.showAll(set.length), onClick: () => { toggleWhole(id); } })}</p>` : nothing}`}${
    entry.ttl === undefined && dnssec === undefined ? nothing : html`<p class="small muted">${
      entry.ttl === undefined ? nothing : html`${t.caa.ttl(duration(fmt, entry.ttl * 1000))} `}${
      from === undefined || from <= now ? nothing : html`${t.caa.again.remembered(when(from, now, fmt))} `}${
      dnssec === undefined ? nothing : t.caa.dnssec[dnssec]}</p>`}</section>`;
}

// ---------------------------------------------------------------------------------------------------- the trail

type End = Pick<CaaPerspective, 'verdict' | 'relevantOwner'>;

function trail(steps: readonly CaaTrailStep[], { verdict: said, relevantOwner }: End, t: Messages): TemplateResult {
  return html`<ol class="trail" data-tone=${rowLooks[said].tone ?? nothing}>${steps.map((step) => {
    const end = step.owner === relevantOwner;
    const aliases = step.aliases.map((target) => html`<li class="alias">${icon('alias')}<span class="muted">${t.caa.aliasTo(target)}</span></li>`);
    return html`<li class=${end ? 'end' : ''}><code class=${end ? 'hit' : ''}>${step.owner}</code><span class="muted">${stepText(step, end, t)}</span></li>${aliases}`;
  })}</ol>`;
}

function stepText(step: CaaTrailStep, end: boolean, t: Messages): string {
  const { status, records, error, extendedErrors = [], resolver } = step;
  const what = status === 'nxdomain' ? t.caa.noSuchName
    : status !== 'ok' ? error === undefined ? t.caa.dns[status] ?? status : troubleText(error, t)
      : end ? t.caa.endsHere(records.length) : t.caa.records(records.length);
  return [what, extendedErrors.length > 0 && t.caa.extended(extendedErrors.join(', ')), resolver !== undefined && t.caa.answeredBy(resolver)].filter(Boolean).join(' · ');
}

function troubleText(error: string, t: Messages): string {
  const { http, rcode, other } = t.caa.troubleOf;
  const [, kind, code = ''] = /^(http|rcode)-(\d+)$/.exec(error) ?? [];
  return kind === 'http' ? http(code) : kind === 'rcode' ? rcode(code) : t.caa.trouble[error] ?? other(error);
}

// ---------------------------------------------------------------------------------------------------- who said what

/** What the CA said and what this page found are never mixed up: a report is of one of them. */
function answers({ report, entry }: Said, { t, fmt }: ExplainScene, differs = false): TemplateResult {
  const isRa = report.by === 'ra';
  const [title, who] = isRa ? [t.caa.perspectives, t.caa.perspective] : [t.caa.resolvers, t.caa.resolver];
  const told = entry.recordsDiffer || new Set(entry.answers.map((answer) => answer.verdict)).size > 1;
  return html`<section part=${isRa ? 'perspectives' : 'resolvers'}><div class="row"><h3>${title}</h3><span class="tag">${isRa ? t.caa.page.ra : t.caa.page.label}</span></div>
    ${differs ? html`<p class="small">${sentence(entry, t)}</p>` : nothing}
    <table class="mini said" role="table"><caption class="vh">${title}</caption>
    <thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">${who}</th><th scope="col" role="columnheader">${t.caa.answer}</th><th scope="col" role="columnheader">${t.caa.stands}</th></tr></thead>
    <tbody role="rowgroup">${entry.answers.map((answer) => html`<tr role="row"><th scope="row" role="rowheader">${answer.who}</th>
      <td role="cell">${verdict(rowLooks[answer.verdict], t.caa.verdicts[answer.verdict])}<span class="sub">${[
        t.caa.brief[answer.reason], answer.ttl !== undefined && `${t.caa.timeToLive} ${duration(fmt, answer.ttl * 1000)}`, answer.dnssec && `DNSSEC: ${t.caa.dnssecShort[answer.dnssec]}`,
      ].filter(Boolean).join(' · ')}</span></td>
      <td role="cell">${answer.relevantOwner === undefined ? html`<span class="muted">${t.caa.nowhere}</span>`
        : html`<code>${answer.record ? recordText(answer.relevantOwner, answer.record) : answer.relevantOwner}</code>`}</td></tr>`)}</tbody></table>
    ${entry.recordsDiffer ? html`<p class="small differ">${icon('warn')}<span>${t.caa.differ}</span></p>` : nothing}
    ${told ? entry.answers.map((answer) => (answer.trail ? html`<details class="small"><summary>${t.caa.trailOf(answer.who)}</summary>${trail(answer.trail, answer, t)}</details>` : nothing)) : nothing}
    ${isRa ? nothing : html`<p class="small muted">${t.caa.page.decides}</p>`}</section>`;
}
