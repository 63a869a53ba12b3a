import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { HistoryEntry, RekeyRequest } from '../../core/domain.js';
import { diffTable } from '../../ui/content.js';
import { button } from '../../ui/button.js';
import { icon } from '../../ui/icons.js';
import { quote, requestChip } from '../../ui/request-status.js';
import { changesOf } from './changes.js';
import { checkRows, checksSummary, checksTemplate } from './checks.js';
import { decisionTemplate, outcomeTemplate } from './decision-view.js';
import type { DecisionScene } from './decision-view.js';
import { isUndecided } from './meanwhile.js';
import { oldCertificate } from './old-certificate.js';
import { citizenIdOf } from './list-view.js';
import { failed } from './pictures.js';

export interface DetailScene extends DecisionScene {
  readonly showCitizenId: boolean | undefined;
  readonly close: () => void;
  readonly reload: () => void;
}

/** One request: what changes, what was checked, who did what, and the decision. */
export function detailTemplate(scene: DetailScene): TemplateResult {
  const { state, t } = scene;
  const { request } = state;
  return html`<section class="detail" part="detail" aria-labelledby="detail-title" aria-busy=${state.phase === 'loading' ? 'true' : nothing}>
    <div class="dhead" part="detail-header">
      <div class="way">${button({ label: t.list.detail.back, kind: 'quiet', size: 'small', part: 'back', onClick: scene.close })}</div>
      <div class="row"><h2 id="detail-title" class="nums" tabindex="-1">${request ? request.number : state.phase === 'failed' ? t.list.detail.unknown : t.list.detail.loading}</h2>${request ? requestChip(request.status, t) : nothing}</div>
      <div class="shut">${button({ label: t.list.detail.close, icon: 'close', iconOnly: true, part: 'close', onClick: scene.close })}</div>
      ${request ? html`<p class="small muted about">${about(scene, request)}</p>` : nothing}
    </div>
    ${request ? html`<div class="dbody">${content(scene, request)}</div>${decisionTemplate(scene, request)}` : rest(scene)}
  </section>`;
}

function about({ t, fmt, showCitizenId }: DetailScene, { requestedBy, reason, createdAt }: RekeyRequest): string {
  return t.list.detail.about(requestedBy.name, citizenIdOf(requestedBy, showCitizenId, t), t.reasons[reason], fmt.dateTime(createdAt));
}

function rest(scene: DetailScene): TemplateResult {
  const { state, t, reload } = scene;
  if (state.problem) return html`<div class="dbody">${failed(t.list.detailFailed, state.problem, scene, reload)}</div>`;
  return html`<div class="dbody">${[1, 2, 3, 4, 5, 6].map(() => html`<span class="skeleton long"></span>`)}</div>`;
}

function content(scene: DetailScene, request: RekeyRequest): TemplateResult {
  const { state, t, fmt, now } = scene;
  const words = t.list.detail;
  const changes = changesOf(request, state.policy, t, fmt);
  const rows = checkRows({ request, policy: state.policy, isOpen: isUndecided(request), decides: scene.context.decides, now, t, fmt });
  return html`${state.problem && state.phase === 'failed' ? failed(t.list.detailFailed, state.problem, scene, scene.reload) : nothing}
    ${outcomeTemplate(scene, request)}
    <section part="changes" data-other=${changes.other}>
      <div class="verdictline" data-tone=${changes.other === 'none' ? 'info' : changes.other === 'changes' ? 'bad' : 'warn'}>${icon(changes.other === 'none' ? 'key' : 'warn')}<div><h3>${changes.title}</h3><p class="small muted">${changes.text}</p></div></div>
      ${diffTable({ caption: words.caption, rows: changes.rows, t, before: words.current, after: words.new })}
    </section>
    ${oldCertificate(scene, request)}
    ${request.message ? html`<section part="message">${quote(words.message(request.requestedBy.name), request.message)}</section>` : nothing}
    <section part="checks"><div class="row between"><h3>${words.checks}</h3>${checksSummary(rows, t)}</div>${checksTemplate(rows, t)}</section>
    <section part="audit"><h3>${words.audit}</h3>${audit(scene, state.history)}</section>`;
}

function audit({ t, fmt, context }: DetailScene, history: readonly HistoryEntry[] | undefined): TemplateResult {
  const words = t.list.detail;
  if (history === undefined) return html`<p class="small muted">${context.hasHistory ? t.common.loading : words.noAudit}</p>`;
  return html`<ol class="audit" role="list">${history.map(({ at, by, action, detail }) => html`<li><time datetime=${at}>${fmt.dateTime(at)}</time><span>${words.event(action, by?.name, detail)}</span></li>`)}</ol>`;
}
