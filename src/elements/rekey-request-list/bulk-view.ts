import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { RekeyRequest } from '../../core/domain.js';
import type { Format } from '../../lit/format.js';
import type { Messages } from '../../locales/en.js';
import { button } from '../../ui/button.js';
import { checkBox } from '../../ui/choice.js';
import { progress } from '../../ui/content.js';
import { icon } from '../../ui/icons.js';
import { looks, verdict } from '../../ui/status.js';
import type { Look } from '../../ui/status.js';
import { canRetry } from './bulk-controller.js';
import type { BulkItem, BulkState } from './bulk-controller.js';
import { notAllowed } from './decision-view.js';
import type { Step } from './meanwhile.js';
import { remarksFields } from './remarks-view.js';
import type { RemarkTemplates } from './remarks-view.js';

export interface BulkScene {
  readonly state: BulkState;
  readonly step: Step;
  readonly needsTick: boolean;
  readonly needsRemarks: boolean;
  readonly templates: RemarkTemplates;
  readonly t: Messages;
  readonly fmt: Format;
  readonly act: {
    readonly review: (checked: boolean) => void;
    readonly remarks: (text: string) => void;
    readonly start: () => void;
    readonly stop: () => void;
    readonly retry: () => void;
    readonly goOn: () => void;
    readonly close: () => void;
  };
}

const count = ({ items }: BulkState, ...outcomes: readonly BulkItem['outcome'][]): number => items.filter(({ outcome }) => outcomes.includes(outcome)).length;

/** How many were asked for, as far as the reader may. */
const sent = (state: BulkState): number => state.items.length - count(state, 'barred');

/** `9 of 12 approved`, and what became of the others. */
export function bulkSummary(state: BulkState, step: Step, t: Messages): string {
  const words = t.list.bulk;
  const [failed, stopped] = [count(state, 'failed'), count(state, 'stopped')];
  return [words.over[step](count(state, 'done'), sent(state)), failed > 0 ? words.failed[step](failed) : '', stopped > 0 ? words.stopped(stopped) : ''].filter(Boolean).join(', ');
}

/** One decision on many: what it would be made on, how far it is, what became of each. */
export function bulkTemplate(scene: BulkScene): TemplateResult {
  const { state, step, t, act } = scene;
  const words = t.list.bulk;
  const title = state.phase === 'over' ? words.over[step](count(state, 'done'), sent(state)) : words.ask[step](sent(state));
  const submit = (event: Event): void => {
    event.preventDefault();
    act.start();
  };
  return html`<section class="detail" part="bulk-detail" aria-labelledby="bulk-title" aria-busy=${state.phase === 'running' ? 'true' : nothing}>
    <div class="dhead"><h2 id="bulk-title" class="nums" tabindex="-1">${title}</h2>${
      state.phase === 'running' ? nothing : html`<div>${button({ label: t.list.detail.close, icon: 'close', iconOnly: true, part: 'close', onClick: act.close })}</div>`}<p class="small muted about">${words.each}</p></div>
    ${state.phase === 'asking'
      ? html`<form class="detail" novalidate autocomplete="off" @submit=${submit}><div class="dbody">${asked(scene)}</div>${askFoot(scene)}</form>`
      : html`<div class="dbody">${how(scene)}</div>${runFoot(scene)}`}
  </section>`;
}

// ---------------------------------------------------------------------------------------------------- before

function asked(scene: BulkScene): TemplateResult {
  const { state, step, t, templates, needsRemarks, act } = scene;
  const first = state.items.find(({ outcome }) => outcome === 'waiting')?.request;
  const others = new Set(state.items.filter(({ outcome, request }) => outcome === 'waiting' && request.requestedBy.id !== first?.requestedBy.id).map(({ request }) => request.requestedBy.id)).size;
  return html`${step === 'decline' && first ? html`<div class="stack">${remarksFields({
    remarks: state.remarks, missing: state.remarksMissing, required: needsRemarks, busy: false, suggested: '', templates, certificate: first.certificate.name,
    reader: t.list.decision.previewMany(first.requestedBy.name, others), t, write: act.remarks,
  })}</div>` : nothing}${list(scene, state.items)}`;
}

function askFoot({ state, step, needsTick, t, act }: BulkScene): TemplateResult {
  const words = t.list.decision;
  const none = count(state, 'waiting') === 0;
  const why = none ? t.list.bulk.nobody : needsTick && !state.reviewed ? words.tickFirst : '';
  const label = { claim: words.claim, approve: words.approve, decline: words.decline }[step];
  return html`<div class="dfoot" part="decision">${needsTick ? checkBox({ id: 'reviewed', label: words.reviewed, checked: state.reviewed, onChange: act.review }) : nothing}
    <div class="row">${button({ id: 'bulk-start', label, kind: step === 'decline' ? 'danger-primary' : 'primary', type: 'submit', part: step, disabled: why !== '', ...(why !== '' && { describedBy: 'why' }) })}
      ${button({ label: t.common.cancel, kind: 'quiet', part: 'cancel', onClick: act.close })}
      <p class="why" id="why">${why || (step === 'claim' ? '' : t.list.bulk.tellAll)}</p></div></div>`;
}

/** What an approver sees of each at a glance: whether more than the key may change, and whether a check failed. */
function glance({ checks, caa }: RekeyRequest, t: Messages): { readonly look: Look; readonly text: string } {
  const words = t.list.bulk;
  const of = (id: string): string | undefined => checks.find((check) => check.id === id)?.outcome;
  if (checks.some(({ outcome }) => outcome === 'fail') || caa?.names.some(({ verdict: one }) => one === 'forbidden')) return { look: looks.bad, text: words.checkFailed };
  if (of('subject-match') !== 'pass' || of('san-match') !== 'pass') return { look: looks.warn, text: words.notOnlyKey };
  return { look: looks.todo, text: t.list.detail.onlyKey };
}

// ---------------------------------------------------------------------------------------------------- while and after

/** Those that need somebody first. */
const ORDER: Readonly<Record<BulkItem['outcome'], number>> = { sending: 0, failed: 1, stopped: 2, barred: 3, waiting: 4, done: 5 };

function how(scene: BulkScene): TemplateResult {
  const { state, step, t } = scene;
  const words = t.list.bulk;
  const [done, failed, stopped, barred] = [count(state, 'done'), count(state, 'failed'), count(state, 'stopped'), count(state, 'barred')];
  const answered = done + failed + stopped;
  const counts = html`<div class="row" part="counts">${verdict(looks.ok, words.done[step](done))}${failed > 0 ? verdict(looks.bad, words.failed[step](failed)) : nothing}${
    stopped > 0 ? verdict(looks.none, words.stopped(stopped)) : nothing}${barred > 0 ? verdict(looks.none, words.barred(barred)) : nothing}</div>`;
  const all = Math.max(1, sent(state));
  const bar = state.phase === 'running'
    ? progress({ name: words.running[step], value: answered, max: all, aside: words.progress(answered, all) })
    : html`<div class="progress" part="progress"><progress aria-label=${words.over[step](done, sent(state))} value=${answered} max=${all}></progress></div>`;
  if (state.phase === 'running') return html`${bar}${counts}${list(scene, state.items)}`;
  const sorted = [...state.items].sort((a, b) => ORDER[a.outcome] - ORDER[b.outcome]);
  const open = sorted.filter(({ outcome }) => outcome !== 'done');
  return html`${bar}${counts}${open.length > 0 ? list(scene, open) : nothing}${
    done > 0 ? html`<details class="more"><summary>${words.show(words.done[step](done))}</summary>${list(scene, sorted.filter(({ outcome }) => outcome === 'done'))}</details>` : nothing}`;
}

function runFoot({ state, step, t, act }: BulkScene): TemplateResult {
  const words = t.list.bulk;
  if (state.phase === 'running') {
    return html`<div class="dfoot" part="decision"><div class="row">${button({ id: 'stop', label: words.stop, part: 'stop', disabled: state.stopping, onClick: act.stop })}${
      state.stopping ? html`<p class="why">${words.stopping}</p>` : nothing}</div></div>`;
  }
  const [again, stopped] = [state.items.filter(canRetry).length, count(state, 'stopped')];
  return html`<div class="dfoot" part="decision"><div class="row">
    ${again > 0 ? button({ id: 'bulk-retry', label: words.tryAgain(again), kind: 'primary', part: 'retry', onClick: act.retry }) : nothing}
    ${stopped > 0 ? button({ id: 'bulk-go-on', label: words.goOn[step](stopped), part: 'go-on', onClick: act.goOn }) : nothing}
    ${button({ id: 'bulk-done', label: words.finish, kind: again + stopped > 0 ? 'quiet' : 'primary', part: 'done', onClick: act.close })}</div></div>`;
}

// ---------------------------------------------------------------------------------------------------- each

function list(scene: BulkScene, items: readonly BulkItem[]): TemplateResult {
  return html`<ul class="checks each" role="list">${repeat(items, ({ request }) => request.id, (item) => one(scene, item))}</ul>`;
}

function one(scene: BulkScene, item: BulkItem): TemplateResult {
  const { request } = item;
  const { look, text, state } = said(scene, item);
  return html`<li data-tone=${look.tone ?? nothing} data-id=${request.id} data-outcome=${item.outcome}>${icon(look.icon)}<span class="what"><b class="nums">${request.number}</b> ${request.certificate.name}</span><span class="res">${state}</span>
    <p class="note-text">${text}</p></li>`;
}

function said({ t, fmt, step }: BulkScene, item: BulkItem): { readonly look: Look; readonly text: unknown; readonly state: string } {
  const words = t.list.bulk;
  const { request, outcome } = item;
  const who = request.requestedBy.name;
  switch (outcome) {
    case 'barred': return { look: looks.none, text: notAllowed(item.barred ?? 'now', request, t), state: words.notSent };
    case 'sending': return { look: looks.busy, text: who, state: words.sending };
    case 'done': return { look: looks.ok, text: who, state: words.result[step] };
    case 'stopped': return { look: looks.none, text: words.stillWaits, state: words.notStarted };
    case 'failed': return { look: looks.bad, text: failedText(item, t, fmt), state: canRetry(item) ? words.again : words.final };
    case 'waiting': {
      if (item.changed) return { look: looks.warn, text: words.changed, state: '' };
      const seen = glance(request, t);
      return { look: step === 'approve' ? seen.look : looks.todo, text: `${who}. ${t.list.reasons[request.reason]}. ${seen.text}.`, state: '' };
    }
  }
}

function failedText({ failure, meanwhile }: BulkItem, t: Messages, fmt: Format): unknown {
  if (meanwhile !== undefined) return `${t.list.decision.changed(meanwhile.action, meanwhile.by)}. ${meanwhile.at === undefined ? '' : t.list.decision.changedAt(fmt.dateTime(meanwhile.at))}${t.list.decision.nothingSent}`;
  if (failure === undefined) return '';
  const { title, text } = t.errors.describe(failure);
  return html`${title}. ${t.list.decision.refused[failure.code]?.text ?? text}${failure.correlationId === undefined ? nothing : html`<br>${t.common.reference} <code>${failure.correlationId}</code>`}`;
}
