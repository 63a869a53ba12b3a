import type { Check, CheckId, CheckOutcome, RekeyPolicy } from '../core/domain.js';
import { RekeyError } from '../core/errors.js';
import type { CsrReport } from '../core/keys.js';
import { hasAlgorithm } from './algorithms.js';
import { equalBytes, throwIfAborted, type Bytes } from './bytes.js';
import { derNull, DerReader, readTlv } from './der.js';
import { comparable, formatIp, GENERAL_NAME, generalName, generalNames } from './general-names.js';
import { checkKeyStrength } from './key-strength.js';
import { formatName } from './names.js';
import { OID } from './oids.js';
import { encodePem, readLimited, type Decoded, type PemOrDer } from './pem.js';
import { algorithmName, isCompressed, isUncompressed, readPublicKey, sharesPrivateKey, type PublicKeyInfo } from './public-key.js';
import { findCrypto, sha256Hex, type CryptoOptions } from './provider.js';
import { recognise } from './recognise.js';
import { cachedScheme, describeSignatureAlgorithm, PLAIN_ALGORITHMS, verifySigned } from './signature.js';
import { readAlgorithm, sliceCertificate, sliceCsr, sliceGeneralNames, type CertificateSlices, type CsrSlices } from './x509.js';

/** Bytes that a certification request may have: room for several hundred names. */
export const MAX_CSR_BYTES = 65_536;

/** What of a policy bears on a CSR; nothing given means `csrMismatch: 'reject'` and any algorithm. */
export type CsrPolicy = Partial<Pick<RekeyPolicy, 'csrMismatch' | 'san' | 'keyAlgorithms'>>;

const check = (id: CheckId | 'key-algorithm', outcome: CheckOutcome, source: string, detail?: unknown): Check =>
  detail === undefined ? { id, outcome, source } : { id, outcome, source, detail };
const verdict = (good: boolean, otherwise: CheckOutcome = 'fail'): CheckOutcome => (good ? 'pass' : otherwise);

/**
 * Looks at a certification request before anyone else sees it, and reports each rule by itself. Input that is no request gives
 * a report with a failed `wrong-object` or `format` and no copy of what was given.
 *
 * With a certificate, `key-reuse`, `subject-match` and `san-match` compare with it; names compare as DER (dNSName without case).
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
    csr = sliceCsr(block?.der ?? new Uint8Array());
    key = readPublicKey(csr.spki);
  } catch (thrown) {
    if (!(thrown instanceof RekeyError)) throw thrown;
    return { bytes, kind: 'unknown', checks: [check('format', 'fail', 'RFC 2986 section 4', { reason: thrown.reason })] };
  }

  const certificate = o.certificate === undefined ? undefined : sliceCertificate(o.certificate);
  const policy = o.policy ?? {};
  const checks = [
    check('wrong-object', 'pass', 'RFC 2986'),
    await signature(csr, o),
    ...(certificate === undefined ? [] : [check('key-reuse', verdict(!sharesPrivateKey(csr.spki, certificate.spki)), 'RFC 3647 section 4.4.7')]),
    keyStrength(csr),
    ...keyAlgorithm(key, policy),
    keyEncoding(key, csr),
    ...(certificate === undefined ? [] : [subjectMatch(csr, certificate, policy), sanMatch(csr, certificate, policy)]),
    signatureAlgorithm(csr),
    ...structure(csr),
    ...sanSyntax(csr),
    ...packaging(decoded, csr),
  ];
  throwIfAborted(o.signal);
  return {
    kind: 'csr', bytes, checks, der: csr.der, spki: csr.spki, pem: encodePem('CERTIFICATE REQUEST', csr.der), sha256: sha256Hex(csr.der),
    key: { algorithm: algorithmName(key), spkiSha256: sha256Hex(csr.spki) },
    signatureAlgorithm: describeSignatureAlgorithm(csr.signatureAlgorithm).label,
    subject: formatName(csr.subject), names: generalNames(csr.san),
  };
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

function keyStrength(csr: CsrSlices): Check {
  const rules = checkKeyStrength(csr.spki);
  const worst = rules[0];
  const findings = rules.filter(({ outcome }) => outcome !== 'pass').map(({ outcome, source, detail }) => ({ outcome, source, ...(detail as object) }));
  return check('key-strength', worst?.outcome ?? 'unknown', worst?.outcome === 'pass' ? 'BR 6.1.1.3' : worst?.source ?? 'BR 6.1.1.3', findings.length > 0 ? { findings } : undefined);
}

function keyAlgorithm(key: PublicKeyInfo, { keyAlgorithms }: CsrPolicy): Check[] {
  if (keyAlgorithms === undefined) return [];
  const algorithm = algorithmName(key);
  const allowed = (keyAlgorithms as readonly string[]).includes(algorithm);
  return [check('key-algorithm', verdict(allowed), 'policy', allowed ? undefined : { algorithm, allowed: keyAlgorithms })];
}

function keyEncoding(key: PublicKeyInfo, { spki }: CsrSlices): Check {
  if (key.kind === 'rsa') {
    const source = 'RFC 3279 section 2.3.1';
    const { oid, parameters } = readAlgorithm(DerReader.of(spki));
    // A CA certifies the key as the bytes that it is: what stands here would stand in the certificate.
    const sound = oid !== OID.rsaEncryption || (parameters !== undefined && equalBytes(parameters, derNull()));
    return check('key-encoding', verdict(sound), source, sound ? undefined : { form: 'parameters' });
  }
  if (key.kind === 'other') {
    // RFC 8410 section 3, RFC 9881 section 2: parameters are absent.
    const source = key.algorithm.startsWith('ml-dsa-') ? 'RFC 9881 section 2' : 'RFC 8410 section 3';
    const isPlain = (PLAIN_ALGORITHMS as readonly string[]).includes(key.algorithm);
    return isPlain && key.hasParameters ? check('key-encoding', 'fail', source, { form: 'extra-parameters' }) : check('key-encoding', 'pass', source);
  }
  const source = 'RFC 5480 section 2.2';
  if (isUncompressed(key.point, key.curve)) return check('key-encoding', 'pass', source);
  return check('key-encoding', 'fail', source, { form: isCompressed(key.point) ? 'compressed' : 'other' });
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

function structure(csr: CsrSlices): Check[] {
  const { attributes, extensions, version } = csr;
  const counts = new Map<string, number>();
  for (const { oid } of extensions) counts.set(oid, (counts.get(oid) ?? 0) + 1);
  const duplicates = [...counts].filter(([, count]) => count > 1).map(([oid]) => oid);
  const requests = (attributes ?? []).filter(({ oid }) => oid === OID.extensionRequest || oid === OID.microsoftCertExtensions);
  // RFC 2985 5.4.2: SINGLE VALUE.
  const single = requests.length <= 1 && requests.every(({ values }) => values.length === 1);
  const password = (attributes ?? []).some(({ oid }) => oid === OID.challengePassword);
  const attributesDetail = attributes === undefined ? { reason: 'missing' } : single ? undefined : { reason: 'extension-requests' };
  return [
    check('version', verdict(version.length === 1 && version[0] === 0), 'RFC 2986 section 4.1'),
    check('attributes', verdict(attributesDetail === undefined), 'RFC 2986 section 4.1', attributesDetail),
    check('duplicate-extension', verdict(duplicates.length === 0), 'RFC 5280 section 4.2', duplicates.length === 0 ? undefined : { oids: duplicates }),
    check('challenge-password', verdict(!password, 'warn'), 'RFC 2985 section 5.4.1'),
  ];
}

function sanSyntax(csr: CsrSlices): Check[] {
  let names: Bytes[] = [];
  try {
    names = csr.san === undefined ? [] : sliceGeneralNames(csr.san);
  } catch {
    return [check('dnsname-ascii', 'fail', 'RFC 5280 section 4.2.1.6', { reason: 'unreadable' })];
  }
  const isAscii = (content: Bytes): boolean => content.every((byte) => byte > 0x20 && byte < 0x7f);
  const bad = (tag: number, good: (content: Bytes) => boolean): string[] =>
    names.filter((der) => der[0] === tag && !good(readTlv(der).content)).map((der) => generalName(der).value);
  const dns = bad(GENERAL_NAME.dns, isAscii);
  const ip = bad(GENERAL_NAME.ip, (content) => formatIp(content) !== undefined);
  return [
    check('dnsname-ascii', verdict(dns.length === 0), 'RFC 5280 section 7.2', dns.length === 0 ? undefined : { names: dns }),
    check('ip-length', verdict(ip.length === 0), 'RFC 5280 section 4.2.1.6', ip.length === 0 ? undefined : { names: ip }),
  ];
}

function packaging({ blocks, surroundingText }: Decoded, csr: CsrSlices): Check[] {
  return [
    check('trailing-bytes', verdict(csr.trailing === 0), 'X.690', csr.trailing === 0 ? undefined : { bytes: csr.trailing }),
    check('multiple-pem', verdict(blocks.length === 1), 'RFC 7468 section 7', blocks.length === 1 ? undefined : { blocks: blocks.length }),
    check('surrounding-text', verdict(!surroundingText, 'warn'), 'RFC 7468 section 5.2'),
  ];
}
