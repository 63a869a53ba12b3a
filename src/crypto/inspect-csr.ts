import type { Check, RekeyPolicy } from '../core/domain.js';
import { RekeyError } from '../core/errors.js';
import type { CsrReport } from '../core/keys.js';
import { hasAlgorithm } from './algorithms.js';
import { equalBytes, throwIfAborted, type Bytes } from './bytes.js';
import { check, keyEncoding, nameChecks, packagingChecks, structureChecks, verdict } from './csr-rules.js';
import { hasMinimalLengths, TAG } from './der.js';
import { comparable, generalName, generalNames } from './general-names.js';
import { checkKeyStrength } from './key-strength.js';
import { formatName } from './names.js';
import { encodePem, readLimited, type PemOrDer } from './pem.js';
import { algorithmName, readPublicKey, sharesPrivateKey, type PublicKeyInfo } from './public-key.js';
import { findCrypto, sha256Hex, type CryptoOptions } from './provider.js';
import { recognise } from './recognise.js';
import { cachedScheme, describeSignatureAlgorithm, PLAIN_ALGORITHMS, verifySigned } from './signature.js';
import { sliceCertificate, sliceCsr, sliceGeneralNames, type CertificateSlices, type CsrSlices } from './x509.js';

/** Bytes that a certification request may have: room for several hundred names. */
export const MAX_CSR_BYTES = 65_536;

/** What of a policy bears on a CSR; nothing given means `csrMismatch: 'reject'` and any algorithm. */
export type CsrPolicy = Partial<Pick<RekeyPolicy, 'csrMismatch' | 'san' | 'keyAlgorithms'>>;

/**
 * Looks at a certification request before anyone else sees it, and reports each rule by itself. Input that is no request gives
 * a report with a failed `wrong-object` or `format` and no copy of what was given.
 *
 * Each rule of the key's strength is a `key-strength` of its own, the worst first, and `detail.rule` names it; what the rules of
 * names find stands in `detail.names`. With a certificate, `key-reuse`, `subject-match` and `san-match` compare with it; names compare as DER (dNSName without case).
 * Without WebCrypto, or where it lacks the algorithm of the key, `signature` is `unknown`.
 *
 * @param input PEM, base64 or DER; a Blob is refused by its size before it is read
 * @throws RekeyError `too-large` with detail `{limit, bytes}`; `bad-input` when the *certificate* cannot be read; `aborted`
 */
export async function inspectCsr(
  input: PemOrDer | Blob, o: CryptoOptions & { certificate?: PemOrDer | undefined; policy?: CsrPolicy | undefined } = {},
): Promise<CsrReport> {
  throwIfAborted(o.signal);
  const given = await readLimited(input, MAX_CSR_BYTES);
  throwIfAborted(o.signal);
  const bytes = given.length;
  const { kind, kinds, decoded, reason } = recognise(given);
  if (kind === 'unknown' || decoded === undefined && kind === 'csr') {
    return { bytes, kind: 'unknown', checks: [check('format', 'fail', 'RFC 2986 section 4', { reason: reason ?? 'unknown' })] };
  }
  if (kind !== 'csr' || decoded === undefined) return { bytes, kind, checks: [check('wrong-object', 'fail', 'RFC 2986', { kind })] };

  const block = decoded.blocks[kinds.indexOf('csr')];
  let csr: CsrSlices;
  let key: PublicKeyInfo;
  try {
    const der = block?.der ?? new Uint8Array();
    // Not armour within armour: what else stands in there was looked at by nobody.
    if (der.length > 0 && der[0] !== TAG.sequence) throw new RekeyError('bad-input', { reason: 'der' });
    csr = sliceCsr(der);
    key = readPublicKey(csr.spki);
  } catch (thrown) {
    if (!(thrown instanceof RekeyError)) throw thrown;
    return { bytes, kind: 'unknown', checks: [check('format', 'fail', 'RFC 2986 section 4', { reason: thrown.reason })] };
  }

  const certificate = o.certificate === undefined ? undefined : sliceCertificate(o.certificate);
  const policy = o.policy ?? {};
  const names = nameLengths(csr, certificate);
  if (names?.outcome === 'fail') return { bytes, kind: 'unknown', checks: [names] };
  const checks = [
    check('wrong-object', 'pass', 'RFC 2986'),
    ...(names === undefined ? [] : [names]),
    await signature(csr, o),
    ...(certificate === undefined ? [] : [keyReuse(csr, certificate)]),
    ...checkKeyStrength(csr.spki),
    ...keyAlgorithm(key, policy),
    keyEncoding(key, csr),
    ...(certificate === undefined ? [] : [subjectMatch(csr, certificate, policy), sanMatch(csr, certificate, policy)]),
    signatureAlgorithm(csr),
    ...structureChecks(csr),
    ...nameChecks(csr),
    ...packagingChecks(decoded, kinds, csr),
  ];
  throwIfAborted(o.signal);
  return {
    kind: 'csr', bytes, checks, der: csr.der, spki: csr.spki, pem: encodePem('CERTIFICATE REQUEST', csr.der), sha256: sha256Hex(csr.der),
    key: { algorithm: algorithmName(key), spkiSha256: sha256Hex(csr.spki) },
    signatureAlgorithm: describeSignatureAlgorithm(csr.signatureAlgorithm).label,
    subject: formatName(csr.subject), names: generalNames(csr.san),
  };
}

/**
 * A request is DER. Names that the certificate has with lengths in more octets than they need are carried so: many CAs read them,
 * and those that do not should not be the first to say it.
 */
function nameLengths(csr: CsrSlices, certificate: CertificateSlices | undefined): Check | undefined {
  const isCarried = (name: Bytes | undefined, from: Bytes | undefined): boolean => name !== undefined && from !== undefined && equalBytes(name, from);
  const longer = ([[csr.subject, certificate?.subject], [csr.san, certificate?.san]] as const).filter(([name]) => name !== undefined && !hasMinimalLengths(name));
  if (longer.length === 0) return undefined;
  return check('format', longer.every(([name, from]) => isCarried(name, from)) ? 'warn' : 'fail', 'X.690 section 10.1', { reason: 'lengths' });
}

function keyReuse(csr: CsrSlices, certificate: CertificateSlices): Check {
  const source = 'RFC 3647 section 4.4.7';
  try {
    readPublicKey(certificate.spki);
  } catch {
    // A key that is written against the rules may be this one, written by them.
    return check('key-reuse', 'unknown', source, { reason: 'unreadable' });
  }
  return check('key-reuse', verdict(!sharesPrivateKey(csr.spki, certificate.spki)), source);
}

async function signature(csr: CsrSlices, o: CryptoOptions): Promise<Check> {
  const source = 'RFC 2986 section 4.2';
  if (findCrypto(o) === undefined) return check('signature', 'unknown', source, { reason: 'no-webcrypto' });
  try {
    return check('signature', verdict(await verifySigned(csr, csr.spki, o)), source);
  } catch (thrown) {
    // What cannot be verified proves nothing.
    throwIfAborted(o.signal);
    if (await isBeyondUs(csr, o)) return check('signature', 'unknown', source, { reason: 'algorithm' });
    return check('signature', 'fail', source, { reason: thrown instanceof RekeyError ? thrown.reason : 'unverifiable' });
  }
}

/** A request that is signed by the algorithm of its key, which this WebCrypto does not have: for another to verify. */
async function isBeyondUs({ spki, signatureAlgorithm: { oid } }: CsrSlices, o: CryptoOptions): Promise<boolean> {
  const name = algorithmName(readPublicKey(spki));
  const id = PLAIN_ALGORITHMS.find((each) => each === name);
  return id !== undefined && cachedScheme(id).signatureOid === oid && !await hasAlgorithm(id, o);
}

function keyAlgorithm(key: PublicKeyInfo, { keyAlgorithms }: CsrPolicy): Check[] {
  if (keyAlgorithms === undefined) return [];
  const algorithm = algorithmName(key);
  const allowed = (keyAlgorithms as readonly string[]).includes(algorithm);
  return [check('key-algorithm', verdict(allowed), 'policy', allowed ? undefined : { algorithm, allowed: keyAlgorithms })];
}

function subjectMatch(csr: CsrSlices, certificate: CertificateSlices, { csrMismatch }: CsrPolicy): Check {
  const source = 'RFC 3647 section 4.4.7';
  if (equalBytes(csr.subject, certificate.subject)) return check('subject-match', 'pass', source);
  const [expected, found] = [formatName(certificate.subject), formatName(csr.subject)];
  // The same text in other bytes: another string type, which is another name to whoever compares names as they should.
  const reason = expected === found ? 'encoding' : 'different';
  return check('subject-match', csrMismatch === 'ignore-csr' ? 'warn' : 'fail', source, { reason, expected, found });
}

function sanMatch(csr: CsrSlices, certificate: CertificateSlices, { csrMismatch, san }: CsrPolicy): Check {
  const source = 'RFC 5280 section 4.2.1.6';
  const softened = csrMismatch === 'ignore-csr' || san?.editable === true;
  const [wanted, found] = [byComparison(certificate.san), byComparison(csr.san)];
  if (found === undefined || wanted === undefined) return check('san-match', 'fail', source, { reason: 'unreadable' });
  const difference = (of: ReadonlyMap<string, Bytes>, from: ReadonlyMap<string, Bytes>): unknown[] =>
    [...of].filter(([key]) => !from.has(key)).map(([, der]) => generalName(der));
  const added = difference(found, wanted);
  const removed = difference(wanted, found);
  if (added.length === 0 && removed.length === 0) return check('san-match', 'pass', source);
  return check('san-match', softened ? 'warn' : 'fail', source, { added, removed });
}

/** Names by what they compare as: their DER, a dNSName without case (RFC 5280 section 7.2). */
export function byComparison(san: Bytes | undefined): Map<string, Bytes> | undefined {
  if (san === undefined) return new Map();
  try {
    return new Map(sliceGeneralNames(san).map((der) => [comparable(der), der]));
  } catch {
    return undefined;
  }
}

function signatureAlgorithm(csr: CsrSlices): Check {
  const { label, state } = describeSignatureAlgorithm(csr.signatureAlgorithm);
  return check('signature-algorithm', verdict(state === 'good'), 'BR 7.1.3.2', { algorithm: label, ...(state !== 'good' && { reason: state }) });
}
