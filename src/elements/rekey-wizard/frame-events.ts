import type { FlowState, GateId, StepId } from '../../core/flow-types.js';
import { EDITABLE } from '../../core/plan.js';
import type { Pem } from '../../core/domain.js';
import type { RekeyErrorCode } from '../../core/errors.js';

/** The wizard's public events. None holds key material, a passphrase or a code. */
export interface RekeyWizardEvents {
  /** The first screen is known. */
  'rekey-ready': CustomEvent<{ readonly step: StepId | GateId }>;
  'rekey-step-change': CustomEvent<{ readonly from: StepId | GateId; readonly to: StepId | GateId }>;
  /** Before the request goes to the RA; `preventDefault()` keeps it back. */
  'rekey-before-submit': CustomEvent<{ readonly requestId: string }>;
  'rekey-submitted': CustomEvent<{ readonly requestId: string }>;
  /** The request waits for someone else. */
  'rekey-pending': CustomEvent<{ readonly requestId: string }>;
  /** The issued certificate was checked and fits. PEM; the chain begins with the issuing CA. */
  'rekey-complete': CustomEvent<{ readonly requestId: string; readonly certificate: Pem; readonly chain: readonly Pem[] }>;
  'rekey-declined': CustomEvent<{ readonly requestId: string }>;
  /** The person leaves: `kept` tells whether a request stays open at the RA. */
  'rekey-cancel': CustomEvent<{ readonly requestId?: string; readonly kept: boolean }>;
  'rekey-error': CustomEvent<{ readonly code: RekeyErrorCode; readonly correlationId: string }>;
  /** *Done* on the last screen. */
  'rekey-done': CustomEvent<{ readonly requestId: string }>;
  /** *View request*, where another request is open and the host gave no `requestHref`. */
  'rekey-request-open': CustomEvent<{ readonly requestId: string }>;
}

export type WizardLayout = 'classic';

type Told = { readonly [K in keyof RekeyWizardEvents]: readonly [name: K, detail: RekeyWizardEvents[K]['detail']] }[keyof RekeyWizardEvents];

/** What the host is told when the flow goes from one state to the next. */
export function toldOf(before: FlowState, after: FlowState, correlationId: string): readonly Told[] {
  const told: Told[] = [];
  const error = after.problem?.error;
  if (error !== undefined && error !== before.problem?.error && error.code !== 'aborted') {
    told.push(['rekey-error', { code: error.code, correlationId: error.correlationId ?? correlationId }]);
  }
  if (!('choices' in after) || after.request === undefined) return told;
  const { request } = after;
  const requestId = request.id;
  const was = 'choices' in before ? before.request?.status : undefined;
  if (before.busy?.effect.type === 'submit' && was !== undefined && EDITABLE.has(was) && !EDITABLE.has(request.status)) {
    told.push(['rekey-submitted', { requestId }]);
  }
  if (after.step === 'pending' && before.step !== 'pending') told.push(['rekey-pending', { requestId }]);
  if (after.step !== 'result') return told;
  const { outcome } = after;
  const earlier = before.step === 'result' ? before.outcome : undefined;
  if (outcome.kind !== earlier?.kind) {
    switch (outcome.kind) {
      case 'issued': told.push(['rekey-complete', { requestId, certificate: outcome.issued.certificate, chain: outcome.issued.chain }]); break;
      case 'issued-problem': told.push(['rekey-error', { code: 'issued-mismatch', correlationId }]); break;
      case 'declined': told.push(['rekey-declined', { requestId }]); break;
      case 'cancelled': told.push(['rekey-cancel', { requestId, kept: false }]); break;
      default:
    }
  }
  if ('finished' in outcome && outcome.finished && earlier !== undefined && 'finished' in earlier && !earlier.finished) told.push(['rekey-done', { requestId }]);
  return told;
}
