import type { DomainControl, Instant, IssuedCertificate, Pem } from '../../core/domain.js';
import { RekeyError } from '../../core/errors.js';
import { projectValidity } from '../../core/validity.js';
import { equalBytes, type Bytes } from '../../crypto/bytes.js';
import { sliceCertificate, sliceCsr } from '../../crypto/x509.js';
import { saveRequest, type Call, type CertificateOrder } from './call.js';
import { certificateOf, limitsOf, policyOf, releaseCertificate } from './eligibility.js';
import { rememberKey } from './keys.js';
import type { CertificateRecord, PolicyRecord, RequestRecord } from './model.js';
import { domainItems, namesToIssue } from './names.js';

/** What a record takes from the certificate itself. */
export type CertificateFacts = Pick<
  CertificateRecord, 'pem' | 'name' | 'subject' | 'serialNumber' | 'notBefore' | 'notAfter' | 'key' | 'domains'
>;

/**
 * Reads what the RA shows of a certificate. Names are read for display and for CAA; the bytes that are signed again are sliced
 * from the PEM.
 * @param domainControl the RA's own status of a name
 */
export async function readCertificate(pem: Pem, domainControl: (name: string) => DomainControl | undefined): Promise<CertificateFacts> {
  const { inspectCertificate } = await import('../../crypto/inspect-certificate.js');
  const report = await inspectCertificate(pem);
  const commonName = report.subjectAttributes.find(({ oid }) => oid === '2.5.4.3')?.value;
  return {
    pem,
    name: commonName ?? report.names[0]?.value ?? report.serialNumber,
    subject: report.subject,
    serialNumber: report.serialNumber.toUpperCase(),
    notBefore: report.notBefore,
    notAfter: report.notAfter,
    key: report.key,
    domains: domainItems(report.names, domainControl),
  };
}

/**
 * Has the CA sign the new certificate: the subject is the bytes of the old one, as are the alternative names unless the policy let
 * the requester change them; the key is that of the CSR. The request ends as `issued`, or as `failed` when the CA did not deliver
 * exactly that.
 */
export async function issue(call: Call, request: RequestRecord): Promise<RequestRecord> {
  const old = await certificateOf(call, request);
  const policy = await policyOf(call, request.policyId);
  if (request.csr === undefined) throw new RekeyError('conflict', { reason: 'csr-missing', requestId: request.id });
  const { spki } = sliceCsr(request.csr.pem);
  const { subject } = sliceCertificate(old.pem);
  let san: Bytes | undefined;
  try {
    san = namesToIssue(request, old, policy);
  } catch (thrown) {
    // The policy changed while the CA was at work.
    if (!(thrown instanceof RekeyError)) throw thrown;
    return fail(call, request, { code: thrown.code, ...(thrown.reason !== undefined && { reason: thrown.reason }) });
  }
  const { notBefore, notAfter } = projectValidity(request.validity ?? { mode: 'new' }, call.now, old, limitsOf(call, old, policy));
  const order: CertificateOrder = { subject, spki, notBefore, notAfter, profileId: old.profile.id, ...(san !== undefined && { subjectAltName: san }) };

  let issued: IssuedCertificate;
  try {
    issued = await call.ra.sign(order);
  } catch {
    return fail(call, request, { code: 'unavailable', reason: 'ca' });
  }
  if (!isAsOrdered(issued.certificate, { subject, spki, san })) return fail(call, request, { code: 'protocol', reason: 'issued-mismatch' });

  const { openRequestId: _, ...free } = old;
  call.work.put('certificates', old.id, { ...free, version: old.version + 1, ...revocationOf(old, request, policy, call.now) });
  const control = (name: string): DomainControl | undefined => request.domains.find((domain) => domain.name === name)?.domainControl;
  const facts = await readCertificate(issued.certificate, control);
  const id = `cert-${facts.serialNumber.toLowerCase()}`;
  call.work.put('certificates', id, {
    ...facts, id, version: 1, requestNumber: request.number, lineageId: old.lineageId, policyId: old.policyId, ownerId: old.ownerId,
    profile: old.profile, chain: issued.chain, createdAt: call.at, rekeyRequestId: request.id,
    enrolledBy: request.csr.source === 'upload' ? 'csr' : request.csr.source,
  });
  const lineage = await call.work.get('lineages', old.lineageId);
  call.work.put('lineages', old.lineageId, {
    certificateIds: [...(lineage?.certificateIds ?? []), id], requestIds: lineage?.requestIds ?? [],
  });
  await rememberKey(call.work, spki, { use: 'certificate', requestId: request.id });
  return saveRequest(call, request, { status: 'issued', issuedCertificateId: id, problem: undefined, dueAt: undefined }, 'issued', { byRa: true, detail: facts.serialNumber });
}

async function fail(call: Call, request: RequestRecord, problem: NonNullable<RequestRecord['problem']>): Promise<RequestRecord> {
  await releaseCertificate(call, request);
  return saveRequest(call, request, { status: 'failed', problem, dueAt: undefined }, 'failed', { byRa: true, detail: problem.reason ?? problem.code });
}

function isAsOrdered(certificate: Pem, order: { subject: Bytes; spki: Bytes; san: Bytes | undefined }): boolean {
  const made = sliceCertificate(certificate);
  const sameSan = order.san === undefined ? made.san === undefined : made.san !== undefined && equalBytes(order.san, made.san);
  return sameSan && equalBytes(order.subject, made.subject) && equalBytes(order.spki, made.spki);
}

/** What the policy does with the old certificate once the new one is there. */
function revocationOf(
  old: CertificateRecord, request: RequestRecord, { predecessor }: PolicyRecord, now: number,
): Pick<CertificateRecord, 'revocation'> | undefined {
  if (predecessor.disposition === 'kept' || old.revocation !== undefined) return undefined;
  const at: Instant = new Date(predecessor.disposition === 'superseded' ? now : now + (predecessor.hours ?? 0) * 3_600_000).toISOString();
  // A compromised key is revoked as such, never as superseded (TLS BR 4.9.1.1, 7.2.2).
  return { revocation: { at, reason: request.reason === 'compromised' ? 'keyCompromise' : predecessor.crlReason ?? 'superseded' } };
}
