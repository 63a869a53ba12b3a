import type { AttachCsrResult, ChangeOptions } from '../../core/adapter.js';
import type { CaaReport, Check, RekeyRequest } from '../../core/domain.js';
import { RekeyError } from '../../core/errors.js';
import { mayDo, requireAction, type Actor } from '../../core/lifecycle.js';
import { isOpen } from '../../core/plan.js';
import type { RequestAction, RequestStatus } from '../../core/domain.js';
import { sliceCertificate, sliceCsr } from '../../crypto/x509.js';
import { caaCheck, caaError, caaObstacle, checkCaa, withCheck } from './caa.js';
import { nextNumber, randomHex, requireRequestVersion, requireVersion, saveRequest, settingsOf, writeHistory, type Call } from './call.js';
import { deliver, firstStop } from './delivery.js';
import {
  certificateOf, holdCertificate, loadRequest, maxDaysOf, policyOf, releaseCertificate, requireAgreement,
  requireEligible, visibleCertificate,
} from './eligibility.js';
import { asAcceptance, asBody, asKeySource, asOptionalText, asReason, asText, asValidity } from './input.js';
import type { GeneralNameText } from '../../core/keys.js';
import { keyReuseCheck, knownAs, markCompromised, rememberKey } from './keys.js';
import type { RequestRecord } from './model.js';
import { domainsOf, namesToIssue, sanPolicyCheck, takesNamesOfCsr } from './names.js';
import { hasRole, isStaff } from './people.js';
import { factorAction, isFactorAccepted, voidChallenge } from './second-factor.js';
import { requestView, summaryOf } from './views.js';

const REQUEST_LIFE_MS = 14 * 86_400_000;
const MAX_CSR = 64 * 1024;
const MAX_MESSAGE = 2000;

/** In which part this person does it; who has none is refused. */
export function actorOf(call: Call, request: RequestRecord, action: RequestAction): Actor {
  const isAdmin = hasRole(call.person, 'admin');
  if (request.requestedBy === call.person.id && (!isAdmin || mayDo(request.status, action, 'requester'))) return 'requester';
  if (isAdmin) return 'approver';
  throw new RekeyError('forbidden', { reason: 'not-yours', requestId: request.id });
}

/** The request, once this caller may do this to this version of it, and the states that it may go to. */
export async function requireChange(
  call: Call, id: string, action: RequestAction, o: ChangeOptions, as?: Actor,
): Promise<{ readonly request: RequestRecord; readonly to: readonly RequestStatus[] }> {
  const request = await loadRequest(call, id);
  const actor = as ?? actorOf(call, request, action);
  requireRequestVersion(o, request);
  return { request, to: requireAction(request.status, action, actor) };
}

export async function createRequest(call: Call, certificateId: string, input: unknown, o: ChangeOptions): Promise<RekeyRequest> {
  const certificate = await visibleCertificate(call, certificateId);
  if (call.origin === 'admin' && !isStaff(call.person)) throw new RekeyError('forbidden', { reason: 'origin' });
  const policy = await policyOf(call, certificate.policyId);
  requireEligible(certificate, policy, call.now);
  requireVersion(o.ifMatch, certificate.version, {});
  const body = asBody(input);
  const reason = asReason(body['reason'], policy.reasons);
  const agreement = asAcceptance(body['agreement']);
  await requireAgreement(call, policy, agreement);

  const id = `rq-${randomHex(call.ra, 12)}`;
  const number = policy.numbering === 'same' ? certificate.requestNumber : await newNumber(call);
  const request: RequestRecord = {
    id, number, version: 1, certificateId, certificate: await summaryOf(call, certificate), policyId: policy.id, status: 'draft',
    origin: call.origin, requestedBy: call.person.id, editedBy: [call.person.id],
    createdAt: call.at, updatedAt: call.at, expiresAt: new Date(call.now + REQUEST_LIFE_MS).toISOString(),
    reason, agreement, checks: [], domains: domainsOf(certificate, policy), historyLength: 1,
    lastChange: { by: call.person.name, at: call.at, action: 'created' },
  };
  call.work.put('requests', id, request);
  writeHistory(call, id, 1, 'created', { detail: `${agreement.id} ${agreement.version}` });
  await holdCertificate(call, certificate, id);
  const lineage = await call.work.get('lineages', certificate.lineageId);
  call.work.put('lineages', certificate.lineageId, {
    certificateIds: lineage?.certificateIds ?? [certificateId], requestIds: [...(lineage?.requestIds ?? []), id],
  });
  return requestView(call, request);
}

/** A number of its own, for example `RK-2026-000001`. */
export async function newNumber(call: Call): Promise<string> {
  const year = new Date(call.now).getUTCFullYear();
  return `RK-${year}-${String(await nextNumber(call, `requests-${year}`)).padStart(6, '0')}`;
}

export async function attachCsr(call: Call, id: string, input: unknown, o: ChangeOptions): Promise<AttachCsrResult> {
  const { request } = await requireChange(call, id, 'attach-csr', o);
  const certificate = await certificateOf(call, request);
  const policy = await policyOf(call, request.policyId);
  requireEligible(certificate, policy, call.now, id);
  const body = asBody(input);
  const source = asKeySource(body['source']);
  if (!policy.keySources.includes(source)) throw new RekeyError('key-rejected', { reason: 'key-source', requestId: id });
  if (typeof body['csr'] === 'string' && body['csr'].length > MAX_CSR) {
    throw new RekeyError('csr-rejected', { reason: 'too-large', requestId: id, detail: { limit: MAX_CSR } });
  }
  const ownNames = takesNamesOfCsr(policy, source);
  const { inspectCsr } = await import('../../crypto/inspect-csr.js');
  const report = await inspectCsr(asText(body['csr'], 'csr', MAX_CSR), {
    // The RA's own: the page may have none.
    crypto: call.ra.crypto as Crypto,
    certificate: certificate.pem,
    policy: {
      // Where the names in the CSR count, its subject does too.
      csrMismatch: ownNames ? 'reject' : policy.csrMismatch, keyAlgorithms: policy.keyAlgorithms, san: { editable: ownNames },
    },
  });
  const { pem, sha256, key } = report;
  const spki = pem === undefined ? undefined : sliceCsr(pem).spki;
  const named = ownNames && pem !== undefined ? withCheck(report.checks, sanPolicyCheck(pem, certificate.pem, policy.san)) : report.checks;
  const checks = await raChecks(call, named, spki, request);
  const isSound = spki !== undefined && pem !== undefined && sha256 !== undefined && key !== undefined;
  if (!isSound || checks.some(({ outcome, id: check }) => outcome === 'fail' || (outcome === 'unknown' && check === 'signature'))) {
    return { checks, request: await requestView(call, request) };
  }
  await voidChallenge(call, request);
  await rememberKey(call.work, spki, { use: 'csr', requestId: id });
  const domains = domainsOf(certificate, policy, { pem, source });
  const caa = isSame(domains, request.domains) ? request.caa : undefined;
  const next = saveRequest(call, request, {
    status: 'draft', csr: { pem, sha256, key, source, attachedAt: call.at }, challengeId: undefined, accepted: undefined,
    domains, caa, checks: caa === undefined ? checks : withCheck(checks, caaCheck(caa)),
    editedBy: [...new Set([...request.editedBy, call.person.id])],
  }, 'csr-attached', { detail: [key.spkiSha256, ...(ownNames ? changeOf(checks) : [])].join(' ') });
  return { checks, request: await requestView(call, next) };
}

function isSame(a: RequestRecord['domains'], b: RequestRecord['domains']): boolean {
  const named = (domains: RequestRecord['domains']): string => domains.map(({ kind, name, extra }) => `${kind} ${name} ${extra === true}`).sort().join('\n');
  return named(a) === named(b);
}

/** For the audit trail: which names the requester added and removed. */
function changeOf(checks: readonly Check[]): readonly string[] {
  const detail = checks.find(({ id, outcome }) => id === 'san-match' && outcome === 'warn')?.detail as Record<'added' | 'removed', readonly GeneralNameText[]> | undefined;
  if (detail === undefined) return [];
  const list = (sign: string, names: readonly GeneralNameText[]): string[] => names.map(({ value }) => `${sign}${value}`);
  return [...list('+', detail.added), ...list('-', detail.removed)].slice(0, 50);
}

/** The checks of the CSR by itself, with what only the RA knows of its key. */
async function raChecks(call: Call, checks: readonly Check[], spki: Uint8Array | undefined, request: RequestRecord): Promise<readonly Check[]> {
  if (spki === undefined || checks.some(({ id, outcome }) => id === 'key-reuse' && outcome === 'fail')) return checks;
  try {
    return withCheck(checks, await keyReuseCheck(call, spki, request.id));
  } catch (thrown) {
    // A point that is on no curve has no normal form; the check of its strength says so.
    if (thrown instanceof RekeyError && checks.some(({ outcome }) => outcome === 'fail')) return checks;
    throw thrown;
  }
}

export async function verifyDomains(call: Call, id: string, o: ChangeOptions): Promise<CaaReport> {
  const { request } = await requireChange(call, id, 'verify-caa', o);
  const caa = await checkCaa(call, request, await policyOf(call, request.policyId));
  saveRequest(call, request, { caa, checks: withCheck(request.checks, caaCheck(caa)) }, 'caa-verified', {
    detail: caa.names.map(({ name, verdict }) => `${name} ${verdict}`).join(', ').slice(0, 500),
  });
  return caa;
}

export async function submit(call: Call, id: string, input: unknown, o: ChangeOptions): Promise<RekeyRequest> {
  const { request, to } = await requireChange(call, id, 'submit', o);
  const certificate = await certificateOf(call, request);
  const policy = await policyOf(call, request.policyId);
  requireEligible(certificate, policy, call.now, id);
  const body = asBody(input);
  const message = body['message'] === undefined ? request.message : asOptionalText(body['message'], 'message', MAX_MESSAGE);
  const reason = body['reason'] === undefined ? request.reason : asReason(body['reason'], policy.reasons);
  const agreement = body['agreement'] === undefined ? request.agreement : asAcceptance(body['agreement']);
  const isFirst = request.status !== 'approved';
  const validity = isFirst ? asValidity(body['validity'], policy.validity.modes, maxDaysOf(call, certificate, policy)) : request.validity;
  if (isFirst) await requireAgreement(call, policy, agreement, id);
  await requireKey(call, request);
  namesToIssue(request, certificate, policy);
  const obstacle = caaObstacle(request, policy, call.now);
  if (obstacle !== undefined) throw caaError(obstacle, request);
  const action = factorAction(request, policy);
  if (action !== undefined && !isFactorAccepted(request, action, call.now)) throw new RekeyError('second-factor', { reason: 'required', requestId: id });
  if (reason === 'compromised') await markCompromised(call.work, sliceCertificate(certificate.pem).spki);

  const { vetting } = await settingsOf(call);
  const next: RequestStatus = isFirst && vetting[request.origin] ? 'pending-approval'
    : isFirst && policy.secondFactor.when === 'issue' ? 'approved' : await firstStop(call);
  if (!to.includes(next)) throw new RekeyError('conflict', { reason: 'state', requestId: id });
  const isWaiting = next === 'pending-approval' || next === 'approved';
  const submitted = saveRequest(call, request, {
    status: isWaiting ? next : 'issuing',
    validity, reason, agreement, message, submittedAt: request.submittedAt ?? call.at,
  }, 'submitted', message === undefined ? {} : { detail: message });
  return requestView(call, isWaiting ? submitted : await deliver(call, submitted));
}

/** @throws RekeyError `conflict` with reason `csr-missing`, `key-rejected` when the key became known as compromised or used */
export async function requireKey(call: Call, request: RequestRecord): Promise<void> {
  const { csr } = request;
  if (csr === undefined) throw new RekeyError('conflict', { reason: 'csr-missing', requestId: request.id });
  const known = await knownAs(call, sliceCsr(csr.pem).spki, request.id);
  if (known !== 'no') throw new RekeyError('key-rejected', { reason: known, requestId: request.id });
}

/** What the RA says of the request's key now. */
export function keyCheckOf(call: Call, request: RequestRecord): Promise<Check> {
  if (request.csr === undefined) throw new RekeyError('conflict', { reason: 'csr-missing', requestId: request.id });
  return keyReuseCheck(call, sliceCsr(request.csr.pem).spki, request.id);
}

export async function cancelRequest(call: Call, id: string, o: ChangeOptions): Promise<RekeyRequest> {
  const { request } = await requireChange(call, id, 'cancel', o);
  if (isOpen(request)) await releaseCertificate(call, request);
  await voidChallenge(call, request);
  return requestView(call, saveRequest(call, request, { status: 'cancelled', accepted: undefined }, 'cancelled'));
}

/** Opens a declined or failed request for editing, when its certificate still may be rekeyed. */
export async function reopenRequest(call: Call, id: string, o: ChangeOptions): Promise<RekeyRequest> {
  const { request } = await requireChange(call, id, 'reopen', o);
  const certificate = await visibleCertificate(call, request.certificateId);
  const policy = await policyOf(call, request.policyId);
  requireEligible(certificate, policy, call.now, id);
  await holdCertificate(call, certificate, id);
  await voidChallenge(call, request);
  return requestView(call, saveRequest(call, request, {
    status: 'draft', expiresAt: new Date(call.now + REQUEST_LIFE_MS).toISOString(), claimedBy: undefined, decidedBy: undefined,
    decidedAt: undefined, submittedAt: undefined, problem: undefined, challengeId: undefined, accepted: undefined,
  }, 'reopened'));
}
