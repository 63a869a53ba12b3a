import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { RekeyErrorCode } from '../../../core/errors.js';
import type { StepState } from '../../../core/flow-types.js';
import { code, copyButton, facts, lists, note, progress, quote } from '../../../ui/index.js';
import type { Step, StepAction, StepFactories, StepHost, StepView } from '../step.js';
import { issuedScreen } from './end-issued.js';
import { pendingStep } from './end-pending.js';
import { endStyles } from './end-styles.js';

type ResultState = Extract<StepState, { step: 'result' }>;

/** Request number and reference: what support asks for. */
export function references(host: StepHost, state: Pick<ResultState, 'request'>): TemplateResult {
  return html`<p class="small muted nums foot-ref">${host.t.wizard.end.footer(state.request?.number ?? '')} <code>${host.session.correlationId}</code></p>`;
}

function resultStep(host: StepHost): Step<'result'> {
  host.adopt(lists, code, endStyles);
  const words = () => host.t.wizard.end;
  const issued = issuedScreen(host);
  const rest = { hide: ['back', 'cancel', 'steps'] } as const;

  const close = ({ request }: ResultState): StepAction => ({ label: host.t.common.close, press: () => { host.emit('rekey-done', { requestId: request?.id }); } });
  /** Opens a declined or failed request again, where the RA still allows it. */
  const reopen = (label: string, { request, busy }: ResultState): Pick<StepView, 'primary'> => {
    const rule = request?.allowedActions.find(({ action }) => action === 'reopen');
    if (rule?.allowed === false) return { primary: { label, press: () => undefined, disabledReason: words().noReopen[rule.reason ?? ''] ?? words().noReopenNow } };
    return { primary: { label, busy: busy?.effect.type === 'reopen-request', press: () => host.session.send({ type: 'reopen' }) } };
  };

  const declined = (state: ResultState): StepView => {
    const { request } = state;
    const by = request?.decidedBy?.name;
    const at = request?.decidedAt === undefined ? '' : host.fmt.dateTime(request.decidedAt);
    return {
      ...rest, mark: 'warn', heading: by === undefined ? words().declinedHeading : words().declinedBy(by), lead: words().declinedLead(at),
      body: html`${request?.remarks === undefined || request.remarks === '' ? note({ text: words().noRemarks }) : quote(words().remarks, request.remarks)}
        <p class="prose muted">${words().declinedNext}</p>${references(host, state)}`,
      ...reopen(words().editAgain, state), secondary: close(state),
    };
  };

  const failed = (state: ResultState): StepView => {
    const { t } = host;
    const problem = state.request?.problem ?? { code: 'protocol' };
    const info = t.errors.describe({ code: problem.code as RekeyErrorCode, ...(problem.reason !== undefined && { reason: problem.reason }) });
    const { correlationId } = host.session;
    return {
      ...rest, mark: 'bad', heading: words().failedHeading, lead: `${info.title}. ${info.text}`,
      body: html`${facts([
          { term: words().number, value: html`<span class="nums">${state.request?.number}</span>` },
          { term: t.common.code, value: html`<code>${problem.code}${problem.reason === undefined ? nothing : `: ${problem.reason}`}</code>` },
          {
            term: t.common.reference, value: html`<code>${correlationId}</code>`,
            action: copyButton({ label: t.common.copy, more: t.common.reference, text: correlationId, done: t.common.copied, failed: t.common.copyFailed, announce: (text) => host.announce(text) }),
          },
        ], true)}
        <p class="prose muted">${words().failedNext}</p>`,
      ...reopen(t.common.tryAgain, state), secondary: close(state),
    };
  };

  const ended = (state: ResultState, kind: 'cancelled' | 'expired'): StepView => ({
    ...rest, mark: 'info', markIcon: kind === 'expired' ? 'clock' : 'na', heading: words().ended[kind].heading, lead: words().ended[kind].lead,
    body: html`<p class="prose muted">${kind === 'cancelled' && state.request?.csr?.source === 'browser' ? words().cancelledKey : words().startAgain}</p>`,
    footNote: references(host, state), primary: close(state),
  });

  return {
    render: (state) => {
      const { outcome } = state;
      switch (outcome.kind) {
        case 'checking': return {
          ...rest, heading: words().checkingHeading, lead: words().checkingLead, mark: 'wait', footNote: references(host, state),
          body: state.busy === undefined ? html`` : progress({ name: words().checkingNow }),
        };
        case 'issued': case 'issued-problem': return { ...rest, ...issued.render(state, outcome), footNote: references(host, state) };
        case 'declined': return declined(state);
        case 'failed': return failed(state);
        case 'cancelled': case 'expired': return ended(state, outcome.kind);
      }
    },
    leave: () => issued.leave(),
  };
}

export const endSteps: StepFactories<'pending' | 'result'> = { pending: pendingStep, result: resultStep };

export { shared } from '../shared.js';
