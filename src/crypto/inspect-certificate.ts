import type { Check } from '../core/domain.js';
import type { CertificateReport, IssuedReport } from '../core/keys.js';
import { equalBytes, throwIfAborted, toHex } from './bytes.js';
import { generalName, generalNames } from './general-names.js';
import { byComparison } from './inspect-csr.js';
import { formatName, nameAttributes } from './names.js';
import { encodePem, type PemOrDer } from './pem.js';
import { keySummary, samePublicKey } from './public-key.js';
import { findCrypto, sha256Hex, type CallOptions, type CryptoOptions } from './provider.js';
import { verifySigned } from './signature.js';
import { sliceCertificate, sliceCsr, type CertificateSlices } from './x509.js';

/**
 * What a certificate says, for display and for comparison.
 * @throws RekeyError `bad-input` (reasons of the PEM and DER readers), `aborted`
 */
export async function inspectCertificate(input: PemOrDer, o: CallOptions = {}): Promise<CertificateReport> {
  throwIfAborted(o.signal);
  return Promise.resolve(describeCertificate(sliceCertificate(input)));
}

export function describeCertificate(slices: CertificateSlices): CertificateReport {
  const { der, subject, issuer, serialNumber, notBefore, notAfter, san, spki } = slices;
  return {
    subject: formatName(subject), subjectAttributes: nameAttributes(subject), issuer: formatName(issuer),
    serialNumber: toHex(serialNumber).replace(/^00(?=[89a-f])/, '').toUpperCase(),
    notBefore: notBefore.toISOString(), notAfter: notAfter.toISOString(), names: generalNames(san),
    key: keySummary(spki), sha256: sha256Hex(der), spki, subjectDer: subject, ...(san !== undefined && { sanDer: san }),
  };
}

/** The first certificate's PEM, canonical. */
export const certificatePem = (input: PemOrDer): string => encodePem('CERTIFICATE', sliceCertificate(input).der);

/**
 * Compares what was issued with what was asked for: the key is the CSR's, the names cover the CSR's, the subject is the
 * predecessor's byte for byte, and each certificate is signed by the next of `chain` (RFC 5280 6.1; trust is not judged).
 * `matches` is true when nothing failed and nothing is unknown but for want of WebCrypto.
 *
 * @param o.now epoch milliseconds by the RA's clock: a later notBefore is worth a warning, not an error
 * @throws RekeyError `bad-input` when one of the objects cannot be read; `aborted`
 */
export async function checkIssued(o: CryptoOptions & {
  certificate: PemOrDer; chain: readonly PemOrDer[]; csr: PemOrDer; predecessor: PemOrDer; now: number;
}): Promise<IssuedReport> {
  throwIfAborted(o.signal);
  const issued = sliceCertificate(o.certificate);
  const csr = sliceCsr(o.csr);
  const predecessor = sliceCertificate(o.predecessor);
  const checks: Check[] = [
    { id: 'issued-key', outcome: samePublicKey(issued.spki, csr.spki) ? 'pass' : 'fail', source: 'RFC 2986 section 3' },
    names(issued, csr.san),
    { id: 'issued-subject', outcome: equalBytes(issued.subject, predecessor.subject) ? 'pass' : 'fail', source: 'RFC 3647 section 4.4.7' },
    await chain(issued, o.chain, o),
    issued.notBefore.getTime() > o.now
      ? { id: 'issued-not-before', outcome: 'warn', source: 'RFC 5280 section 4.1.2.5', detail: { notBefore: issued.notBefore.toISOString() } }
      : { id: 'issued-not-before', outcome: 'pass', source: 'RFC 5280 section 4.1.2.5' },
  ];
  throwIfAborted(o.signal);
  const { spki: _spki, subjectDer: _subject, sanDer: _san, ...certificate } = describeCertificate(issued);
  const settled = (each: Check): boolean =>
    each.outcome === 'pass' || each.outcome === 'warn' || (each.outcome === 'unknown' && findCrypto(o) === undefined);
  return { checks, matches: checks.every(settled), certificate };
}

function names(issued: CertificateSlices, asked: CertificateSlices['san']): Check {
  const source = 'RFC 5280 section 4.2.1.6';
  const [wanted, found] = [byComparison(asked), byComparison(issued.san)];
  if (wanted === undefined || found === undefined) return { id: 'issued-names', outcome: 'fail', source, detail: { reason: 'unreadable' } };
  const removed = [...wanted].filter(([key]) => !found.has(key)).map(([, der]) => generalName(der));
  const added = [...found].filter(([key]) => !wanted.has(key)).map(([, der]) => generalName(der));
  // CAs add names of their own (`www`): what was asked for must be there.
  return { id: 'issued-names', outcome: removed.length === 0 ? 'pass' : 'fail', source, detail: { added, removed } };
}

async function chain(issued: CertificateSlices, above: readonly PemOrDer[], o: CryptoOptions): Promise<Check> {
  const base = { id: 'issued-chain', source: 'RFC 5280 section 6.1' } as const;
  if (findCrypto(o) === undefined) return { ...base, outcome: 'unknown', detail: { reason: 'no-webcrypto' } };
  const path = [issued, ...above.map((each) => sliceCertificate(each))];
  const last = path[path.length - 1] ?? issued;
  const selfIssued = equalBytes(last.issuer, last.subject);
  if (path.length === 1 && !selfIssued) return { ...base, outcome: 'unknown', detail: { reason: 'no-chain' } };
  for (const [index, child] of path.entries()) {
    const parent = path[index + 1] ?? (selfIssued ? child : undefined);
    if (parent === undefined) break;
    const reason = !equalBytes(child.issuer, parent.subject) ? 'issuer' : (await signedBy(child, parent, o)) ? undefined : 'signature';
    if (reason !== undefined) return { ...base, outcome: 'fail', detail: { reason, index, subject: formatName(child.subject) } };
  }
  return { ...base, outcome: 'pass', detail: { certificates: path.length } };
}

async function signedBy(child: CertificateSlices, parent: CertificateSlices, o: CryptoOptions): Promise<boolean> {
  try {
    return await verifySigned(child, parent.spki, o);
  } catch {
    throwIfAborted(o.signal);
    return false;
  }
}
