import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { RekeyRequest } from '../../../core/domain.js';
import type { Facts, StepState } from '../../../core/flow-types.js';
import { awaitsGenerate } from '../../../core/plan.js';
import { copyButton, facts as factList, note, parts } from '../../../ui/index.js';
import type { Part } from '../../../ui/index.js';
import type { Step, StepHost, StepView } from '../step.js';
import { endStyles } from './end-styles.js';

const AT_THE_RA = ['approved', 'validating', 'issuing'] as const;

/** Submitted, approved where somebody has to, CAA once more, issued. */
function stages(host: StepHost, request: RekeyRequest, facts: Facts): readonly Part[] {
  const { settings, policy } = facts;
  const words = host.t.wizard.end.stages;
  const { status } = request;
  const waits = status === 'pending-approval' || status === 'in-review';
  const vetted = waits || request.decidedBy !== undefined || settings.vetting[request.origin];
  const generates = policy.secondFactor.when === 'issue';
  const position = waits ? 1 : awaitsGenerate({ facts, request }) ? 2 : status === 'issuing' ? 4 : 3;
  const state = (at: number): Part['state'] => (at < position ? 'done' : at === position ? 'now' : 'todo');
  const approval = waits
    ? request.claimedBy === undefined ? words.approvers(settings.raName) : words.claimed(request.claimedBy.name)
    : request.decidedBy === undefined ? undefined : words.approvedBy(request.decidedBy.name);
  const until = request.caa?.validUntil;
  return [
    { state: 'done', title: words.submitted, text: words.received },
    ...(vetted ? [{ state: state(1), title: words.approval, text: approval }] : []),
    ...(generates ? [{ state: state(2), title: words.generate, text: words.generateWho }] : []),
    { state: state(3), title: words.caa, text: until === undefined ? undefined : words.caaUntil(host.fmt.dateTime(until)) },
    { state: state(4), title: words.issued },
  ];
}

export function pendingStep(host: StepHost): Step<'pending'> {
  host.adopt(endStyles);
  const words = () => host.t.wizard.end;

  const kept = (state: Extract<StepState, { step: 'pending' }>, linked: boolean): TemplateResult => {
    const { request, custody } = state;
    const name = custody?.fileName;
    const key = request?.csr?.source !== 'browser' ? words().keyElsewhere : name === undefined || name === '' ? words().keySaved : html`${words().keyIn} <code>${name}</code>.`;
    return note({ tone: 'ok', icon: 'lock', title: words().closable, text: html`${key} ${words().csrOnly} ${linked ? words().linkBack : words().comeBack}${awaitsGenerate(state) ? '' : ` ${words().changesByItself}`}` });
  };

  return {
    render: (state): StepView => {
      const { request, facts } = state;
      const { t, fmt } = host;
      if (request === undefined) return { heading: words().pendingHeading, body: html``, mark: 'wait' };
      const mine = awaitsGenerate(state);
      const atRa = !mine && AT_THE_RA.some((status) => status === request.status);
      const link = host.requestHref?.(request.id);
      const copy = (label: string, text: string, kind: 'quiet' | 'plain', more = ''): TemplateResult =>
        copyButton({ label, more, text, kind, done: t.common.copied, failed: t.common.copyFailed, announce: (said) => host.announce(said) });
      const mayCancel = request.allowedActions.some(({ action, allowed }) => action === 'cancel' && allowed);
      return {
        heading: mine ? words().approvedHeading : atRa ? words().issuingHeading : words().pendingHeading,
        mark: mine ? 'ok' : 'wait',
        lead: mine ? words().approvedLead : atRa ? words().issuingLead : request.claimedBy === undefined ? words().pendingLead : words().reviewLead(request.claimedBy.name),
        body: html`${factList([
            { term: words().number, value: html`<span class="nums strong">${request.number}</span>`, action: copy(t.common.copy, request.number, 'quiet', words().number.toLowerCase()) },
            ...(request.submittedAt === undefined ? [] : [{ term: words().submitted, value: html`<time>${fmt.dateTime(request.submittedAt)}</time>` }]),
            { term: words().expires, value: html`<time>${atRa || mine ? fmt.date(request.expiresAt) : words().expiresUndecided(fmt.date(request.expiresAt))}</time>` },
          ])}
          ${parts(stages(host, request, facts))}
          ${kept(state, link !== undefined)}`,
        ...(mine && { primary: { label: host.t.wizard.submit.generate, busy: state.busy?.effect.type === 'submit', press: () => host.session.send({ type: 'submit' }) } }),
        hide: mayCancel ? ['back', 'steps'] : ['back', 'cancel', 'steps'],
        ...(link !== undefined && { footNote: copy(words().copyLink, new URL(link, document.baseURI).href, 'plain') }),
      };
    },
  };
}
