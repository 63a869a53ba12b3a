import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { CaaNameReport, CaaReport, DomainControl } from '../../core/domain.js';
import { button } from '../../ui/button.js';
import { verdict } from '../../ui/status.js';
import { explanation, when } from './explain.js';
import type { ExplainScene, Said } from './explain.js';
import { rowLooks } from './rows.js';
import type { Row } from './rows.js';

export interface RowsScene extends ExplainScene {
  readonly rows: readonly Row[];
  readonly report: CaaReport | undefined;
  /** This page's own report beside the RA's. */
  readonly own: CaaReport | undefined;
  /** What a name waits for while it is asked about. */
  readonly asking: string;
  readonly open: ReadonlySet<string>;
  readonly toggle: (name: string) => void;
}

/** One row a name, a wildcard apart from its base name; the explanation on demand. */
export function rowsTemplate(scene: RowsScene): TemplateResult {
  return html`<ul class="caa" role="list" part="list" aria-label=${scene.t.caa.caption}>${scene.rows.map((row, at) => rowTemplate(scene, row, `explain-${at}`))}</ul>`;
}

const said = (report: CaaReport | undefined, entry: CaaNameReport | undefined): Said | undefined => (report && entry ? { report, entry } : undefined);

function rowTemplate(scene: RowsScene, row: Row, id: string): TemplateResult {
  const { t, open, toggle } = scene;
  const { item, state } = row;
  const key = `${item.kind} ${item.name}`;
  const main = row.outdated || state === 'verifying' ? undefined : said(scene.report, row.report);
  const own = said(scene.own, row.own);
  const explained = state !== 'not-applicable' && state !== 'verifying' && (main !== undefined || own !== undefined);
  const expanded = explained && open.has(key);
  const kind = t.caa.kinds[item.kind];
  return html`<li part="row" data-name=${item.name} data-state=${state}>
    <div class="entry">
      <div class="name"><code>${item.name}</code>${item.wildcard ? html`<span class="tag">${t.caa.wildcard}</span>` : nothing}${kind ? html`<span class="tag">${kind}</span>` : nothing}${
        item.extra ? html`<span class="tag">${t.caa.extra}</span>` : nothing}${item.domainControl ? html`<span class="sub">${controlText(item.domainControl, scene)}</span>` : nothing}</div>
      <div class="state">${verdict(rowLooks[state], t.caa.verdicts[state])}<span class="sub">${below(row, scene)}</span>${
        row.own && state !== 'not-applicable' ? html`<span class="sub">${t.caa.page.beside(t.caa.verdicts[row.own.verdict])}</span>` : nothing}</div>
      ${explained ? button({ label: t.caa.explain(item.name), icon: expanded ? 'up' : 'down', iconOnly: true, expanded, controls: id, onClick: () => toggle(key) }) : nothing}
    </div>
    <div id=${id} ?hidden=${!expanded}>${expanded ? explanation(id, main, own, scene) : nothing}</div>
  </li>`;
}

/** The few words under a verdict. */
function below({ state, report, outdated }: Row, { t, fmt, now, asking }: RowsScene): string | TemplateResult {
  if (state === 'unverified') return outdated ? t.caa.expiredResult : t.caa.notAsked;
  if (state === 'verifying') return asking;
  if (state === 'not-applicable') return t.caa.notCovered;
  if (state === 'permitted' || state === 'likely-permitted') return report?.validUntil ? t.caa.until(when(report.validUntil, now, fmt), fmt.sameDay(report.validUntil, now)) : '';
  if (state === 'indeterminate') return t.caa.brief[report?.reason ?? ''] ?? '';
  return report?.relevantOwner ? t.caa.by(report.relevantOwner) : '';
}

function controlText({ status, reusableUntil }: DomainControl, { t, fmt }: RowsScene): string {
  return status === 'valid' ? t.caa.control.valid(reusableUntil ? fmt.date(reusableUntil) : '') : t.caa.control[status];
}
