import type {
  AllowedAction, Artefact, Certificate, CertificateSummary, HistoryEntry, IssuedCertificate, RekeyPolicy, RekeyRequest, RequestAction,
  Settings,
} from '../../core/domain.js';
import { RekeyError } from '../../core/errors.js';
import { mayDo } from '../../core/lifecycle.js';
import { caaObstacle } from './caa.js';
import { etagOf, refOf, settingsOf, type Call } from './call.js';
import { agreementOf, certificateStatus, decisionObstacle, maxDaysOf, policyOf, refusalOf, visibleCertificate, visibleRequest } from './eligibility.js';
import type { CertificateRecord, PolicyRecord, RequestRecord } from './model.js';
import { hasRole } from './people.js';
import { REMARK_TEMPLATES } from './remarks.js';
import { factorAction, isFactorAccepted } from './second-factor.js';

export const RA_NAME = 'Sandbox RA';

export async function settingsView(call: Call): Promise<Settings> {
  const { showCitizenId, vetting, remarkTemplates } = await settingsOf(call);
  return {
    user: { ...await refOf(call, call.person.id), roles: call.person.roles },
    raName: RA_NAME, sandbox: true, showCitizenId, vetting, capabilities: [],
    ...(hasRole(call.person, 'admin') && { remarkTemplates: remarkTemplates ?? REMARK_TEMPLATES }),
  };
}

export async function summaryOf(call: Call, record: CertificateRecord): Promise<CertificateSummary> {
  const { id, requestNumber, name, subject, serialNumber, notBefore, notAfter, enrolledBy, key, profile, openRequestId } = record;
  return {
    id, requestNumber, name, subject, serialNumber, notBefore, notAfter, enrolledBy, key, profile,
    status: certificateStatus(record, call.now),
    owner: await refOf(call, record.ownerId),
    ...(openRequestId !== undefined && { openRequestId }),
  };
}

export async function certificateView(call: Call, id: string): Promise<Certificate> {
  const record = await visibleCertificate(call, id);
  const { revocation } = record;
  return {
    ...await summaryOf(call, record),
    etag: etagOf(record.version), pem: record.pem, chain: record.chain,
    ...(revocation !== undefined && call.now >= Date.parse(revocation.at) && { revocation }),
    artefacts: await lineageArtefacts(call, record.lineageId),
  };
}

/** The policy as it applies to this reader and this certificate now. */
export async function policyView(call: Call, certificateId: string): Promise<RekeyPolicy> {
  const certificate = await visibleCertificate(call, certificateId);
  const policy = await policyOf(call, certificate.policyId);
  const { action: _, agreementId: __, dualControl: ___, decisionRules: ____, factorOptions: _____, ...shown } = policy;
  const open = certificate.openRequestId === undefined ? undefined : await call.work.get('requests', certificate.openRequestId);
  // A request of their own is no refusal: they go on with it.
  const mine = open?.requestedBy === call.person.id ? open.id : undefined;
  const refusal = refusalOf(certificate, policy, call.now, mine);
  return {
    ...shown,
    enabled: refusal === undefined,
    ...(refusal !== undefined && { refusal }),
    agreement: await agreementOf(call, policy),
    validity: { ...policy.validity, maxDays: maxDaysOf(call, certificate, policy) },
  };
}

export async function requestView(call: Call, record: RequestRecord): Promise<RekeyRequest> {
  const policy = await policyOf(call, record.policyId);
  const { claimedBy, decidedBy, decidedAt, remarks, problem, csr, caa, validity, message, submittedAt, challengeId, accepted } = record;
  const issued = record.issuedCertificateId === undefined ? undefined : await call.work.get('certificates', record.issuedCertificateId);
  return {
    id: record.id, number: record.number, etag: etagOf(record.version), certificateId: record.certificateId,
    certificate: { ...record.certificate, owner: await refOf(call, record.certificate.owner.id) },
    status: record.status, origin: record.origin, requestedBy: await refOf(call, record.requestedBy),
    createdAt: record.createdAt, updatedAt: record.updatedAt, expiresAt: record.expiresAt, reason: record.reason, agreement: record.agreement,
    checks: record.checks, domains: record.domains, decisionRules: policy.decisionRules, predecessor: policy.predecessor,
    allowedActions: await allowedActions(call, record, policy),
    artefacts: policy.numbering === 'same' ? await numberArtefacts(call, record) : await requestArtefacts(call, record),
    ...(submittedAt !== undefined && { submittedAt }),
    ...(csr !== undefined && { csr }),
    ...(caa !== undefined && { caa }),
    ...((challengeId !== undefined || accepted !== undefined) && {
      secondFactor: {
        ...(challengeId !== undefined && { challengeId }),
        ...(accepted !== undefined && { accepted: { method: accepted.method, at: accepted.at } }),
      },
    }),
    ...(validity !== undefined && { validity }),
    ...(message !== undefined && { message }),
    ...(claimedBy !== undefined && { claimedBy: await refOf(call, claimedBy) }),
    ...(decidedBy !== undefined && { decidedBy: await refOf(call, decidedBy) }),
    ...(decidedAt !== undefined && { decidedAt }),
    ...(remarks !== undefined && { remarks }),
    ...(problem !== undefined && { problem }),
    ...(issued !== undefined && {
      issued: { serialNumber: issued.serialNumber, notBefore: issued.notBefore, notAfter: issued.notAfter, spkiSha256: issued.key.spkiSha256 },
    }),
  };
}

export async function issuedView(call: Call, requestId: string): Promise<IssuedCertificate> {
  const request = await visibleRequest(call, requestId);
  const certificate = request.issuedCertificateId === undefined ? undefined : await call.work.get('certificates', request.issuedCertificateId);
  if (certificate === undefined) throw new RekeyError('conflict', { reason: 'state', requestId, detail: { status: request.status } });
  return { certificate: certificate.pem, chain: certificate.chain };
}

export async function historyView(call: Call, requestId: string): Promise<readonly HistoryEntry[]> {
  await visibleRequest(call, requestId);
  const entries = await call.work.list('history', `${requestId}/`);
  return Promise.all(entries.map(async ({ byId, ...entry }) => ({ ...entry, ...(byId !== undefined && { by: await refOf(call, byId) }) })));
}

// ---------------------------------------------------------------------------------------------------- what a reader may do

const SHOWN_ACTIONS = [
  'view', 'attach-csr', 'verify-caa', 'start-second-factor', 'answer-second-factor', 'submit', 'cancel', 'reopen',
  'claim', 'approve', 'decline', 'get-issued',
] as const satisfies readonly RequestAction[];

async function allowedActions(call: Call, request: RequestRecord, policy: PolicyRecord): Promise<readonly AllowedAction[]> {
  const certificate = await call.work.get('certificates', request.certificateId);
  return SHOWN_ACTIONS.map((action) => {
    const reason = obstacleTo(action, call, request, policy)
      ?? (action === 'reopen' && certificate !== undefined ? refusalOf(certificate, policy, call.now, request.id)?.reason : undefined);
    return { action, allowed: reason === undefined, ...(reason !== undefined && { reason }) };
  });
}

/** The machine reason why this reader may not do it now, if so. */
function obstacleTo(action: (typeof SHOWN_ACTIONS)[number], call: Call, request: RequestRecord, policy: PolicyRecord): string | undefined {
  const { status } = request;
  const isOwn = request.requestedBy === call.person.id;
  switch (action) {
    case 'view': return undefined;
    case 'get-issued': return status === 'issued' ? undefined : 'state';
    case 'claim': case 'approve': case 'decline': {
      const obstacle = decisionObstacle(call, request, policy);
      if (obstacle !== undefined) return obstacle;
      if (!mayDo(status, action, 'approver')) return 'state';
      return action !== 'claim' && isClaimedByOther(call, request) ? 'claimed' : undefined;
    }
    case 'verify-caa':
      if (!isOwn && !hasRole(call.person, 'admin')) return 'not-yours';
      return (isOwn && mayDo(status, action, 'requester')) || (hasRole(call.person, 'admin') && mayDo(status, action, 'approver'))
        ? undefined : 'state';
    default:
      if (!isOwn) return 'not-yours';
      if (!mayDo(status, action, 'requester')) return 'state';
      if (action === 'submit') return submissionObstacle(call, request, policy);
      if (action === 'start-second-factor') {
        return factorAction(request, policy) === undefined ? 'not-needed' : request.csr === undefined ? 'csr-missing' : undefined;
      }
      return undefined;
  }
}

function submissionObstacle(call: Call, request: RequestRecord, policy: PolicyRecord): string | undefined {
  if (request.csr === undefined) return 'csr-missing';
  const action = factorAction(request, policy);
  return caaObstacle(request, policy, call.now)
    ?? (action !== undefined && !isFactorAccepted(request, action, call.now) ? 'second-factor' : undefined);
}

/** Somebody else looks at it: they decide, or it is claimed from them first. */
export const isClaimedByOther = (call: Call, request: RequestRecord): boolean =>
  request.status === 'in-review' && request.claimedBy !== undefined && request.claimedBy !== call.person.id;

// ---------------------------------------------------------------------------------------------------- artefacts

const byAge = (a: Artefact, b: Artefact): number => Date.parse(a.createdAt) - Date.parse(b.createdAt);

/** Everything that came of one enrolment, oldest first. */
async function lineageArtefacts(call: Call, lineageId: string): Promise<readonly Artefact[]> {
  const { certificateIds, requestIds } = await call.work.get('lineages', lineageId) ?? { certificateIds: [], requestIds: [] };
  const certificates = await Promise.all(certificateIds.map((id) => certificateArtefact(call, id)));
  const requests = await Promise.all(requestIds.map(async (id) => ownArtefacts(await call.work.get('requests', id))));
  return [...certificates, ...requests].flat().sort(byAge);
}

/** With one number for all, a request holds what stands under that number. */
async function numberArtefacts(call: Call, request: RequestRecord): Promise<readonly Artefact[]> {
  const certificate = await call.work.get('certificates', request.certificateId);
  return certificate === undefined ? requestArtefacts(call, request) : lineageArtefacts(call, certificate.lineageId);
}

async function requestArtefacts(call: Call, request: RequestRecord): Promise<readonly Artefact[]> {
  const { certificateId, issuedCertificateId } = request;
  const ids = issuedCertificateId === undefined ? [certificateId] : [certificateId, issuedCertificateId];
  const certificates = await Promise.all(ids.map((id) => certificateArtefact(call, id)));
  return [...certificates, ownArtefacts(request)].flat().sort(byAge);
}

async function certificateArtefact(call: Call, id: string): Promise<readonly Artefact[]> {
  const record = await call.work.get('certificates', id);
  if (record === undefined) return [];
  const { createdAt, rekeyRequestId, serialNumber, notAfter, key, pem, revocation } = record;
  const status = certificateStatus(record, call.now);
  return [{
    id, kind: 'certificate', createdAt, serialNumber, notAfter, key, pem,
    status: status === 'revoked' && revocation?.reason === 'superseded' ? 'superseded' : status,
    ...(rekeyRequestId !== undefined && { rekeyRequestId }),
  }];
}

function ownArtefacts(request: RequestRecord | undefined): readonly Artefact[] {
  if (request === undefined) return [];
  const { id: rekeyRequestId, createdAt, csr, caa } = request;
  return [
    { id: `${rekeyRequestId}/agreement`, kind: 'agreement', createdAt, rekeyRequestId },
    ...(csr === undefined ? [] : [{ id: `${rekeyRequestId}/csr`, kind: 'csr' as const, createdAt: csr.attachedAt, rekeyRequestId, key: csr.key, pem: csr.pem }]),
    ...(caa === undefined ? [] : [{ id: `${rekeyRequestId}/caa`, kind: 'caa-report' as const, createdAt: caa.checkedAt, rekeyRequestId }]),
  ];
}
