import type { FlowState } from '../../../core/flow-types.js';
import { EDITABLE } from '../../../core/plan.js';
import type { Told } from '../frame-events.js';

/** What the host is told when a request goes from one state to the next; errors apart. */
export function toldOf(before: FlowState, after: FlowState, correlationId: string): readonly Told[] {
  const told: Told[] = [];
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
