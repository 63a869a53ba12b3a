import type { ChangeOptions } from '../../core/adapter.js';
import type { RekeyRequest } from '../../core/domain.js';
import { RekeyError } from '../../core/errors.js';
import { caaCheck, caaError, caaObstacle, checkCaa, withCheck } from './caa.js';
import { saveRequest, type Call } from './call.js';
import { deliver } from './delivery.js';
import { certificateOf, decisionObstacle, loadRequest, policyOf, releaseCertificate, requireEligible } from './eligibility.js';
import { asBody, asOptionalText, invalid } from './input.js';
import type { PolicyRecord, RequestRecord } from './model.js';
import { namesToIssue } from './names.js';
import { keyCheckOf, requireChange, requireKey } from './requests.js';
import { isClaimedByOther, requestView } from './views.js';

const MAX_REMARKS = 4000;

async function requireDecision(
  call: Call, id: string, action: 'claim' | 'approve' | 'decline', o: ChangeOptions,
): Promise<{ readonly request: RequestRecord; readonly policy: PolicyRecord }> {
  const before = await loadRequest(call, id);
  const policy = await policyOf(call, before.policyId);
  const reason = decisionObstacle(call, before, policy);
  if (reason !== undefined) throw new RekeyError('forbidden', { reason, requestId: id });
  const { request } = await requireChange(call, id, action, o, 'approver');
  if (action !== 'claim' && isClaimedByOther(call, request)) {
    throw new RekeyError('conflict', { reason: 'claimed', requestId: id, detail: { by: request.lastChange.by, at: request.lastChange.at } });
  }
  return { request, policy };
}

/** Says that this person looks at the request; also takes it over from another. */
export async function claim(call: Call, id: string, o: ChangeOptions): Promise<RekeyRequest> {
  const { request } = await requireDecision(call, id, 'claim', o);
  return requestView(call, saveRequest(call, request, { status: 'in-review', claimedBy: call.person.id }, 'claimed'));
}

/**
 * Approves. Everything that may have changed while the request waited is looked at again; what no longer holds is refused and
 * recorded, and the request goes on waiting, so that it can be declined for that reason.
 */
export async function approve(call: Call, id: string, input: unknown, o: ChangeOptions): Promise<RekeyRequest> {
  const { request, policy } = await requireDecision(call, id, 'approve', o);
  const body = asBody(input);
  if (policy.decisionRules.reviewedTick && body['reviewed'] !== true) throw invalid('reviewed', 'required');
  const message = asOptionalText(body['message'], 'message', MAX_REMARKS);
  const certificate = await certificateOf(call, request);
  try {
    requireEligible(certificate, policy, call.now, id);
    await requireKey(call, request);
    namesToIssue(request, certificate, policy);
  } catch (thrown) {
    if (!(thrown instanceof RekeyError)) throw thrown;
    return refuse(call, request, thrown.code === 'key-rejected' ? { checks: withCheck(request.checks, await keyCheckOf(call, request)) } : {}, thrown);
  }
  let checked = request;
  if (policy.caa.gate === 'ra') {
    const caa = await checkCaa(call, request, policy);
    const patch = { caa, checks: withCheck(request.checks, caaCheck(caa)) };
    const obstacle = caaObstacle({ ...request, ...patch }, policy, call.now);
    if (obstacle !== undefined) return refuse(call, request, patch, caaError(obstacle, { ...request, ...patch }));
    checked = { ...request, ...patch };
  }
  const approved = saveRequest(call, checked, {
    status: 'approved', decidedBy: call.person.id, decidedAt: call.at, remarks: message, accepted: policy.secondFactor.when === 'issue' ? undefined : request.accepted,
  }, 'approved', message === undefined ? {} : { detail: message });
  return requestView(call, policy.secondFactor.when === 'issue' ? approved : await deliver(call, approved));
}

function refuse(call: Call, request: RequestRecord, patch: Partial<RequestRecord>, error: RekeyError): never {
  saveRequest(call, request, patch, 'refused', { detail: error.reason ?? error.code });
  return call.work.refuse(error);
}

/** Declines, and gives the certificate its old status back. */
export async function decline(call: Call, id: string, input: unknown, o: ChangeOptions): Promise<RekeyRequest> {
  const { request, policy } = await requireDecision(call, id, 'decline', o);
  const body = asBody(input);
  const remarks = asOptionalText(body['remarks'], 'remarks', MAX_REMARKS);
  const reason = asOptionalText(body['reason'], 'reason', 200);
  if (policy.decisionRules.remarks && remarks === undefined) throw invalid('remarks', 'required');
  await releaseCertificate(call, request);
  return requestView(call, saveRequest(call, request, {
    status: 'declined', decidedBy: call.person.id, decidedAt: call.at, remarks, ...(reason !== undefined && { problem: { code: 'declined', reason } }),
  }, 'declined', remarks === undefined ? {} : { detail: remarks }));
}
