import type { AgreementAcceptance, Agreement, CertificateStatus, RefusalReason } from '../../core/domain.js';
import { RekeyError } from '../../core/errors.js';
import { LIFECYCLE } from '../../core/lifecycle.js';
import { isOpen } from '../../core/plan.js';
import { maxDaysAt, type ValidityLimits } from '../../core/validity.js';
import { saveRequest, sha256Hex, type Call } from './call.js';
import { invalid } from './input.js';
import type { CertificateRecord, PolicyRecord, RequestRecord } from './model.js';
import { hasRole, isStaff } from './people.js';

const notFound = (): RekeyError => new RekeyError('not-found');

/** The certificate, if the caller may see it. */
export async function visibleCertificate(call: Call, id: string): Promise<CertificateRecord> {
  const record = await call.work.get('certificates', id);
  if (record === undefined) throw notFound();
  if (record.ownerId !== call.person.id && !isStaff(call.person)) throw new RekeyError('forbidden', { reason: 'not-yours' });
  if (record.openRequestId === undefined) return record;
  await loadRequest(call, record.openRequestId);
  return await call.work.get('certificates', id) ?? record;
}

/** The request as it is now, whoever asks: what time has decided is settled first. */
export async function loadRequest(call: Call, id: string): Promise<RequestRecord> {
  const record = await call.work.get('requests', id);
  if (record === undefined) throw notFound();
  return settle(call, record);
}

export async function visibleRequest(call: Call, id: string): Promise<RequestRecord> {
  const request = await loadRequest(call, id);
  if (!(await maySee(call, request))) throw new RekeyError('forbidden', { reason: 'not-yours' });
  return request;
}

export async function maySee(call: Call, request: RequestRecord): Promise<boolean> {
  return request.requestedBy === call.person.id || isStaff(call.person)
    || (await call.work.get('certificates', request.certificateId))?.ownerId === call.person.id;
}

/** Expires a request whose time is over. */
export async function settle(call: Call, request: RequestRecord): Promise<RequestRecord> {
  if (LIFECYCLE[request.status].expire?.ra === undefined || call.now < Date.parse(request.expiresAt)) return request;
  if (isOpen(request)) await releaseCertificate(call, request);
  return saveRequest(call, request, { status: 'expired', problem: { code: 'expired' }, accepted: undefined }, 'expired', { byRa: true });
}

/** Settles every request at once, so that those who watch hear of what time has decided. */
export async function settleAll(call: Call): Promise<void> {
  for (const { id } of await call.work.list('requests')) await loadRequest(call, id);
}

export async function certificateOf(call: Call, request: RequestRecord): Promise<CertificateRecord> {
  const certificate = await call.work.get('certificates', request.certificateId);
  if (certificate === undefined) throw new RekeyError('protocol', { reason: 'certificate-missing', requestId: request.id });
  return certificate;
}

/** Gives the certificate its old status back. */
export async function releaseCertificate(call: Call, request: RequestRecord): Promise<void> {
  const { openRequestId, ...certificate } = await certificateOf(call, request);
  if (openRequestId === request.id) call.work.put('certificates', certificate.id, { ...certificate, version: certificate.version + 1 });
}

export async function holdCertificate(call: Call, certificate: CertificateRecord, requestId: string): Promise<void> {
  call.work.put('certificates', certificate.id, { ...certificate, version: certificate.version + 1, openRequestId: requestId });
}

export async function policyOf(call: Call, policyId: string): Promise<PolicyRecord> {
  const policy = await call.work.get('policies', policyId);
  if (policy === undefined) throw new RekeyError('protocol', { reason: 'policy-missing' });
  return policy;
}

/** The text in force: in the reader's language where there is one, else in the language that it was written in. */
export async function agreementOf(call: Call, policy: PolicyRecord, language = call.language ?? ''): Promise<Agreement> {
  const record = await call.work.get('agreements', policy.agreementId);
  if (record === undefined) throw new RekeyError('protocol', { reason: 'agreement-missing' });
  const { translations = {}, ...agreement } = record;
  const [spoken = ''] = language.toLowerCase().split('-');
  const translation = Object.hasOwn(translations, spoken) ? translations[spoken] : undefined;
  return translation === undefined ? agreement : { ...agreement, ...translation, language: spoken };
}

export function certificateStatus(record: CertificateRecord, now: number): CertificateStatus {
  if (record.revocation !== undefined && now >= Date.parse(record.revocation.at)) return 'revoked';
  if (now > Date.parse(record.notAfter)) return 'expired';
  return record.openRequestId === undefined ? 'active' : 'rekey-open';
}

/**
 * Why a certificate may not be rekeyed now, if so.
 * @param mine the request that asks: its own hold on the certificate is no obstacle
 */
export function refusalOf(
  certificate: CertificateRecord, policy: PolicyRecord, now: number, mine?: string,
): { readonly reason: RefusalReason; readonly openRequestId?: string } | undefined {
  const status = certificateStatus(certificate, now);
  if (status === 'revoked' || status === 'expired') return { reason: status };
  if (policy.action === 'none') return { reason: 'policy-off' };
  if (policy.action === 'renew') return { reason: 'renew-only' };
  const { openRequestId } = certificate;
  return openRequestId === undefined || openRequestId === mine ? undefined : { reason: 'request-open', openRequestId };
}

/** @throws RekeyError `not-eligible` with the refusal as its reason, or `conflict` with reason `request-open` */
export function requireEligible(certificate: CertificateRecord, policy: PolicyRecord, now: number, mine?: string): void {
  const refusal = refusalOf(certificate, policy, now, mine);
  if (refusal === undefined) return;
  const { reason, openRequestId } = refusal;
  throw new RekeyError(reason === 'request-open' ? 'conflict' : 'not-eligible', { reason, requestId: openRequestId ?? mine });
}

/** What the clock of a page may be off. */
const SKEW_MS = 5 * 60_000;

/**
 * The acceptance travels with the request as a record: it must be of the text in force, and of a time at which that could be done.
 * @throws RekeyError `agreement-changed` unless exactly the text in force was accepted; `protocol` with reason `validation` for
 *   an acceptance before it was in force, or in the future
 */
export async function requireAgreement(call: Call, policy: PolicyRecord, acceptance: AgreementAcceptance, requestId?: string): Promise<void> {
  const agreement = await agreementOf(call, policy, acceptance.language);
  const same = acceptance.id === agreement.id && acceptance.version === agreement.version && acceptance.language === agreement.language;
  if (!same || acceptance.sha256 !== await sha256Hex(call.ra, agreement.text)) {
    throw new RekeyError('agreement-changed', { requestId, detail: { id: agreement.id, version: agreement.version, language: agreement.language } });
  }
  const at = Date.parse(acceptance.acceptedAt);
  const since = agreement.inForceSince === undefined ? -Infinity : Date.parse(agreement.inForceSince);
  if (at > call.now + SKEW_MS || at < since - SKEW_MS) throw invalid('agreement.acceptedAt', 'invalid');
}

export function limitsOf(call: Call, { profile }: CertificateRecord, policy: PolicyRecord): ValidityLimits {
  return { maxDays: Math.min(policy.validity.maxDays, call.ra.caMaxDays(profile.id)), publicTrust: profile.publicTrust };
}

export const maxDaysOf = (call: Call, certificate: CertificateRecord, policy: PolicyRecord): number =>
  maxDaysAt(limitsOf(call, certificate, policy), call.now);

/** Why this person may not decide this request, if so. */
export function decisionObstacle(call: Call, request: RequestRecord, policy: PolicyRecord): 'role' | 'own-request' | undefined {
  if (!hasRole(call.person, 'admin')) return 'role';
  const own = request.requestedBy === call.person.id || request.editedBy.includes(call.person.id);
  return own && policy.dualControl ? 'own-request' : undefined;
}
