import type { Check } from '../core/domain.js';
import type { CertificateReport, IssuedReport } from '../core/keys.js';
import { equalBytes, throwIfAborted, toHex } from './bytes.js';
import { generalName, generalNames } from './general-names.js';
import { byComparison } from './inspect-csr.js';
import { checkKeyStrength } from './key-strength.js';
import { formatName, nameAttributes } from './names.js';
import type { PemOrDer } from './pem.js';
import { importableSpki, keySummary, samePublicKey } from './public-key.js';
import { findCrypto, requireCrypto, sha256Hex, type CallOptions, type CryptoOptions } from './provider.js';
import type * as SecondOpinion from './second-opinion.js';
import { verifySigned } from './signature.js';
import { sliceCertificate, sliceCsr, type CertificateSlices } from './x509.js';

/**
 * What a certificate says, for display and for comparison.
 * @throws RekeyError `bad-input` (reasons of the PEM and DER readers), `too-large` (above 1 MiB), `aborted`
 */
export async function inspectCertificate(input: PemOrDer, o: CallOptions = {}): Promise<CertificateReport> {
  throwIfAborted(o.signal);
  return Promise.resolve(describeCertificate(sliceCertificate(input)));
}

function describeCertificate(slices: CertificateSlices): CertificateReport {
  const { der, subject, issuer, serialNumber, notBefore, notAfter, san, spki } = slices;
  return {
    subject: formatName(subject), subjectAttributes: nameAttributes(subject), issuer: formatName(issuer),
    serialNumber: toHex(serialNumber).replace(/^00(?=[89a-f])/, '').toUpperCase(),
    notBefore: notBefore.toISOString(), notAfter: notAfter.toISOString(), names: generalNames(san),
    key: keySummary(spki), keyChecks: checkKeyStrength(spki), sha256: sha256Hex(der), spki, subjectDer: subject, ...(san !== undefined && { sanDer: san }),
  };
}

/**
 * Compares what was issued with what was asked for: the key is the CSR's, the names cover the CSR's (or, where the RA takes them
 * from there, the predecessor's), the subject is the predecessor's byte for byte, and each certificate is signed by the next of `chain` (RFC 5280 6.1; trust is not judged). Each
 * signature is verified twice, by our own reader and by @peculiar/x509, which is loaded here and adds to `Reflect`; where it
 * cannot be loaded or does not know an algorithm, our own stands alone, and `detail.confirmed` of `issued-chain` is less than
 * `detail.signatures`.
 * `matches` is true when nothing failed and nothing is unknown but for want of WebCrypto.
 *
 * @param o.namesFrom whose alternative names were asked for: `csr` unless given
 * @param o.now epoch milliseconds by the RA's clock: a later notBefore is worth a warning, not an error
 * @throws RekeyError `bad-input` when one of the objects cannot be read, `too-large` when one is above 1 MiB; `aborted`
 */
export async function checkIssued(o: CryptoOptions & {
  certificate: PemOrDer; chain: readonly PemOrDer[]; csr: PemOrDer; predecessor: PemOrDer; namesFrom?: 'csr' | 'predecessor' | undefined;
  now: number;
}): Promise<IssuedReport> {
  throwIfAborted(o.signal);
  const issued = sliceCertificate(o.certificate);
  const csr = sliceCsr(o.csr);
  const predecessor = sliceCertificate(o.predecessor);
  const checks: Check[] = [
    { id: 'issued-key', outcome: samePublicKey(issued.spki, csr.spki) ? 'pass' : 'fail', source: 'RFC 2986 section 3' },
    names(issued, (o.namesFrom === 'predecessor' ? predecessor : csr).san),
    { id: 'issued-subject', outcome: equalBytes(issued.subject, predecessor.subject) ? 'pass' : 'fail', source: 'RFC 3647 section 4.4.7' },
    await chain(issued, o.chain, o),
    issued.notBefore.getTime() > o.now
      ? { id: 'issued-not-before', outcome: 'warn', source: 'RFC 5280 section 4.1.2.5', detail: { notBefore: issued.notBefore.toISOString() } }
      : { id: 'issued-not-before', outcome: 'pass', source: 'RFC 5280 section 4.1.2.5' },
  ];
  throwIfAborted(o.signal);
  const { keyChecks: _checks, spki: _spki, subjectDer: _subject, sanDer: _san, ...certificate } = describeCertificate(issued);
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
  let [signatures, confirmed] = [0, 0];
  for (const [index, child] of path.entries()) {
    const parent = path[index + 1] ?? (selfIssued ? child : undefined);
    if (parent === undefined) break;
    const verdict = !child.wellFormed ? 'form' : !equalBytes(child.issuer, parent.subject) ? 'issuer' : await signedBy(child, parent, o);
    if (verdict === 'form' || verdict === 'issuer' || verdict === 'signature') {
      return { ...base, outcome: 'fail', detail: { reason: verdict, index, subject: formatName(child.subject) } };
    }
    signatures++;
    if (verdict === 'confirmed') confirmed++;
  }
  return { ...base, outcome: 'pass', detail: { certificates: path.length, signatures, confirmed } };
}

/** `signature` when one of the two readers refuses, or throws over what it knows. */
async function signedBy(child: CertificateSlices, parent: CertificateSlices, o: CryptoOptions): Promise<'signature' | 'verified' | 'confirmed'> {
  try {
    if (!(await verifySigned(child, parent.spki, o))) return 'signature';
    const other = await secondOpinion();
    const confirmed = await other?.isConfirmed(child.der, importableSpki(parent.spki), requireCrypto(o));
    return confirmed === undefined ? 'verified' : confirmed ? 'confirmed' : 'signature';
  } catch {
    throwIfAborted(o.signal);
    return 'signature';
  }
}

/** The other reader, or nothing where it cannot be fetched. */
async function secondOpinion(): Promise<typeof SecondOpinion | undefined> {
  try {
    // The library's decorators need it; the one thing that this package adds to the page's globals.
    await import('reflect-metadata/lite');
    return await import('./second-opinion.js');
  } catch {
    return undefined;
  }
}
