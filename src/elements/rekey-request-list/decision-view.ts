import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { RekeyRequest } from '../../core/domain.js';
import type { RekeyErrorInfo } from '../../core/errors.js';
import type { Format } from '../../lit/format.js';
import type { Messages } from '../../locales/en.js';
import { button } from '../../ui/button.js';
import { copyButton } from '../../ui/copy.js';
import { checkBox } from '../../ui/choice.js';
import { icon } from '../../ui/icons.js';
import { note } from '../../ui/status.js';
import { errorNote } from '../../ui/error-note.js';
import { quote } from '../../ui/request-status.js';
import { namesWith } from './checks.js';
import type { DetailState } from './detail-controller.js';
import { isUndecided, obstacleTo } from './meanwhile.js';
import type { Meanwhile } from './meanwhile.js';
import { remarksFields } from './remarks-view.js';
import type { RemarkTemplates } from './remarks-view.js';

export interface DecisionScene {
  readonly state: DetailState;
  readonly context: {
    /** The presentation is that of someone who decides. */
    readonly decides: boolean;
    /** The adapter has the calls. */
    readonly canDecide: boolean;
    readonly canClaim: boolean;
    readonly templates: RemarkTemplates;
    readonly hasHistory: boolean;
    readonly me: string | undefined;
  };
  readonly now: number;
  readonly t: Messages;
  readonly fmt: Format;
  readonly announce: (text: string) => void;
  readonly act: {
    readonly review: (checked: boolean) => void;
    readonly claim: () => void;
    readonly approve: () => void;
    readonly beginDecline: () => void;
    readonly remarks: (text: string) => void;
    readonly decline: () => void;
    readonly endDecline: () => void;
    readonly retry: () => void;
  };
}

/** What came of it: what was decided here, by whom it was decided, what somebody did meanwhile. At most one coloured note. */
export function outcomeTemplate(scene: DecisionScene, request: RekeyRequest): TemplateResult | typeof nothing {
  const { state, t, fmt, context } = scene;
  const { status, decidedBy, decidedAt, remarks, number } = request;
  const words = t.list.decision;
  const theirs = remarks && decidedBy ? quote(words.remarksOf(decidedBy.id === context.me ? words.you : decidedBy.name), remarks) : nothing;
  if (state.decided !== undefined) {
    const tone = state.decided === 'approve' ? (status === 'failed' ? 'warn' : 'ok') : undefined;
    return html`<section part="outcome">${note({ ...(tone !== undefined && { tone }), title: words.done[state.decided](number), text: doneText(request, t) })}${theirs}</section>`;
  }
  if (state.meanwhile !== undefined) return html`<section part="conflict">${conflict(scene, state.meanwhile, request)}${theirs}${kept(scene)}</section>`;
  if (decidedBy === undefined) return nothing;
  const who = decidedBy.id === context.me ? words.you.toLowerCase() : decidedBy.name;
  const say = status === 'declined' ? words.decidedBy.declined : words.decidedBy.approved;
  return html`<section part="outcome"><p class="strong">${say(who, fmt.dateTime(decidedAt ?? request.updatedAt))}</p>${theirs}</section>`;
}

function doneText({ status }: RekeyRequest, t: Messages): string {
  const { doneText: text } = t.list.decision;
  if (status === 'declined' || status === 'issued' || status === 'failed') return text[status];
  return status === 'approved' ? text.factor : text.issuing;
}

function conflict({ t, fmt, context }: DecisionScene, { action, by, at }: Meanwhile, request: RekeyRequest): TemplateResult {
  const words = t.list.decision;
  const mayDecide = context.decides && (['approve', 'decline'] as const).some((step) => obstacleTo(step, request) === undefined);
  return note({
    tone: 'warn', title: words.changed(action, by),
    text: `${at === undefined ? '' : words.changedAt(fmt.dateTime(at))}${words.nothingSent}${mayDecide ? ` ${words.lookAgain}` : ''}`,
  });
}

/** What was typed is kept when it can no longer be sent. */
function kept({ state, t, announce }: DecisionScene): TemplateResult | typeof nothing {
  const words = t.list.decision;
  if (state.remarks.trim() === '' || state.declining) return nothing;
  return html`${quote(words.keptRemarks, state.remarks)}<div>${copyButton({
    label: words.copyRemarks, done: t.common.copied, failed: t.common.copyFailed, text: state.remarks, announce, kind: 'plain',
  })}</div>`;
}

/** The footer: nothing for who only looks or when there is nothing to decide, else the decision or why it is not theirs. */
export function decisionTemplate(scene: DecisionScene, request: RekeyRequest): TemplateResult | typeof nothing {
  const { state, context } = scene;
  if (!context.decides || !context.canDecide) return nothing;
  const open = isUndecided(request);
  if (state.decided !== undefined || (!open && state.failure === undefined)) return nothing;
  if (!open) return html`<div class="dfoot" part="decision">${failureNote(scene, scene.t.list.decision.arrived)}</div>`;
  return html`<div class="dfoot" part="decision">${failureNote(scene)}${state.declining ? declineForm(scene, request) : choice(scene, request)}</div>`;
}

function failureNote({ state, t, fmt, announce, act }: DecisionScene, otherwise?: Readonly<Partial<Record<'text' | 'next', string>>>): TemplateResult | typeof nothing {
  const { failure } = state;
  if (failure === undefined) return nothing;
  const refused = otherwise ?? t.list.decision.refused[failure.code];
  // The words of an error are the requester's; what an approver can do about it is another thing.
  const words = refused === undefined ? t : { ...t, errors: { describe: (info: RekeyErrorInfo) => ({ ...t.errors.describe(info), ...refused }) } };
  return errorNote({ info: failure, t: words, fmt, announce, onRetry: failure.retryable ? act.retry : undefined });
}

function choice(scene: DecisionScene, request: RekeyRequest): TemplateResult {
  const { state, t, act } = scene;
  const words = t.list.decision;
  const [noApproval, noDecline] = [obstacleTo('approve', request), obstacleTo('decline', request)];
  const own = noApproval === 'own-request' || noDecline === 'own-request';
  const tick = noApproval === undefined && request.decisionRules.reviewedTick;
  const untold = noApproval !== undefined ? whyNot(scene, noApproval, request) : tick && !state.reviewed ? words.tickFirst : '';
  const why = state.busy !== undefined ? '' : untold;
  return html`${own ? note({ icon: 'person', title: words.own, text: words.ownWhy }) : nothing}${claimLine(scene, request)}
    ${tick ? checkBox({ id: 'reviewed', label: words.reviewed, checked: state.reviewed, onChange: act.review }) : nothing}
    <div class="row">
      ${button({ id: 'approve', label: words.approve, kind: 'primary', part: 'approve', busy: state.busy === 'approve' && words.approving, disabled: untold !== '' || state.busy !== undefined, ...(why !== '' && { describedBy: 'why' }), onClick: act.approve })}
      ${button({ id: 'decline', label: words.decline, part: 'decline', disabled: noDecline !== undefined || state.busy !== undefined, ...(noDecline !== undefined && why !== '' && { describedBy: 'why' }), onClick: act.beginDecline })}
      ${state.busy === undefined ? html`<p class="why" id="why">${why === '' ? words.told : why}</p>` : nothing}
    </div>`;
}

/** Who looks at it, and *Claim*, which tells the others that it is the reader. */
function claimLine({ state, context, t, act }: DecisionScene, request: RekeyRequest): TemplateResult | typeof nothing {
  const words = t.list.decision;
  const { status, claimedBy } = request;
  const isClaimed = status === 'in-review' && claimedBy !== undefined;
  if (isClaimed && claimedBy.id === context.me) return html`<p class="claimed" part="claimed">${icon('eye')}<span>${words.mine}</span></p>`;
  if (!context.canClaim || obstacleTo('claim', request) !== undefined) return nothing;
  return html`<div class="row" part="claimed">${isClaimed ? html`<p class="claimed">${icon('eye')}<span>${words.claimedBy(claimedBy.name)}</span></p>` : nothing}${button({
    id: 'claim', label: isClaimed ? words.takeOver : words.claim, size: 'small', part: 'claim', busy: state.busy === 'claim' && words.claiming, disabled: state.busy !== undefined, onClick: act.claim,
  })}</div>`;
}

/** Where *Take over* says who looks at it, that is not said twice. */
function whyNot({ context, t }: DecisionScene, reason: string, request: RekeyRequest): string {
  const isTold = reason === 'claimed' && context.canClaim && obstacleTo('claim', request) === undefined;
  return isTold ? t.list.decision.claimFirst : notAllowed(reason, request, t);
}

/** Why a decision is not the reader's, in words. */
export function notAllowed(reason: string, { claimedBy }: RekeyRequest, t: Messages): string {
  const words = t.list.decision;
  if (reason === 'own-request') return words.ownShort;
  if (reason === 'claimed' && claimedBy !== undefined) return `${words.claimedBy(claimedBy.name)} ${words.claimFirst}`;
  return words.not[reason] ?? words.notNow;
}

function declineForm(scene: DecisionScene, request: RekeyRequest): TemplateResult {
  const { state, t, act, context } = scene;
  const words = t.list.decision;
  const submit = (event: Event): void => {
    event.preventDefault();
    act.decline();
  };
  return html`<form class="stack" novalidate autocomplete="off" @submit=${submit}>
    <h3>${words.declineHeading(request.number)}</h3>
    ${remarksFields({
      remarks: state.remarks, missing: state.remarksMissing, required: request.decisionRules.remarks, busy: state.busy !== undefined, suggested: remarksFor(request, state, t),
      templates: context.templates, certificate: request.certificate.name, reader: words.preview(request.requestedBy.name), t, write: act.remarks,
    })}
    <div class="row">${button({ label: words.decline, kind: 'danger-primary', type: 'submit', part: 'decline', busy: state.busy === 'decline' && words.declining, disabled: state.busy !== undefined })}
      ${button({ label: t.common.cancel, kind: 'quiet', part: 'cancel', disabled: state.busy !== undefined, onClick: act.endDecline })}</div>
  </form>`;
}

/** Remarks that a failed check, or the refusal of the approval, suggests; empty when nothing failed. */
export function remarksFor(request: RekeyRequest, { failure }: Pick<DetailState, 'failure'>, t: Messages): string {
  const { caa, checks } = request;
  const words = t.list.prefill;
  const said: string[] = [];
  const forbidden = (caa?.names ?? []).filter(({ verdict }) => verdict === 'forbidden');
  const owners = [...new Set(forbidden.map(({ relevantOwner }) => relevantOwner))];
  const [owner] = owners;
  const issuer = caa?.issuers[0];
  if (owners.length === 1 && owner !== undefined && issuer !== undefined) said.push(words.caa(owner, issuer));
  else if (forbidden.length > 0) said.push(words.caaNames(namesWith(caa, 'forbidden').join(', ')));
  const unclear = namesWith(caa, 'indeterminate');
  if (unclear.length > 0) said.push(words.caaUnclear(unclear.join(', ')));
  for (const check of checks) {
    if (check.outcome !== 'fail' || check.id === 'caa') continue;
    const { what, why } = t.checks.describe(check);
    said.push(words.check(what, why));
  }
  if (said.length === 0 && (failure?.code === 'not-eligible' || failure?.code === 'key-rejected')) {
    const { title, text } = t.errors.describe(failure);
    said.push(words.error(title, text));
  }
  return said.join('\n');
}
