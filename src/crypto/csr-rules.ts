/** What a certification request has to look like, whatever it asks for: each rule a check by itself. */
import type { Check, CheckId, CheckOutcome } from '../core/domain.js';
import { equalBytes, type Bytes } from './bytes.js';
import { derNull, DerReader, readTlv, TAG } from './der.js';
import { comparable, formatIp, GENERAL_NAME, generalName } from './general-names.js';
import { wildcardFault, syntaxFault } from './host-names.js';
import { EXTENSION_NAMES, OID } from './oids.js';
import type { Decoded } from './pem.js';
import { isCompressed, isUncompressed, type PublicKeyInfo } from './public-key.js';
import type { ObjectKind } from './recognise.js';
import { PLAIN_ALGORITHMS } from './signature.js';
import { readAlgorithm, sliceGeneralNames, type CsrSlices, type ExtensionSlice } from './x509.js';

export const check = (id: CheckId, outcome: CheckOutcome, source: string, detail?: unknown): Check =>
  detail === undefined ? { id, outcome, source } : { id, outcome, source, detail };
export const verdict = (good: boolean, otherwise: CheckOutcome = 'fail'): CheckOutcome => (good ? 'pass' : otherwise);

/** How the key is written. A CA certifies it as the bytes that it is: what stands here would stand in the certificate. */
export function keyEncoding(key: PublicKeyInfo, { spki }: CsrSlices): Check {
  if (key.kind === 'rsa') {
    const { oid, parameters } = readAlgorithm(DerReader.of(spki));
    // The Baseline Requirements take no RSA key under another identifier; a private CA may.
    if (oid !== OID.rsaEncryption) return check('key-encoding', 'warn', 'BR 7.1.3.1.1', { form: 'pss' });
    const sound = parameters !== undefined && equalBytes(parameters, derNull());
    return check('key-encoding', verdict(sound), 'RFC 3279 section 2.3.1', sound ? undefined : { form: 'parameters' });
  }
  if (key.kind === 'other') {
    // RFC 8410 section 3, RFC 9881 section 2: parameters are absent.
    const source = key.algorithm.startsWith('ml-dsa-') ? 'RFC 9881 section 2' : key.algorithm.startsWith('ec-') ? 'RFC 5480 section 2.1.1' : 'RFC 8410 section 3';
    if (key.algorithm === 'ec-explicit') return check('key-encoding', 'fail', source, { form: 'explicit-curve' });
    const isPlain = (PLAIN_ALGORITHMS as readonly string[]).includes(key.algorithm);
    return isPlain && key.hasParameters ? check('key-encoding', 'fail', source, { form: 'extra-parameters' }) : check('key-encoding', 'pass', source);
  }
  const source = 'RFC 5480 section 2.2';
  if (isUncompressed(key.point, key.curve)) return check('key-encoding', 'pass', source);
  return check('key-encoding', 'fail', source, { form: isCompressed(key.point) ? 'compressed' : 'other' });
}

/** Version, attributes and extensions. */
export function structureChecks(csr: CsrSlices): Check[] {
  const { attributes, extensions, version } = csr;
  const of = (oid: string): readonly (readonly Bytes[])[] => (attributes ?? []).filter((each) => each.oid === oid).map(({ values }) => values);
  const microsoft = of(OID.microsoftCertExtensions);
  const requests = [...of(OID.extensionRequest), ...microsoft];
  const values = requests.reduce((sum, each) => sum + each.length, 0);
  // None is a request that asks for none; an attribute has at least one value, and this one at most one.
  const single = requests.length <= 1 && values === requests.length;
  const duplicates = repeated(extensions.map(({ oid }) => oid));
  return [
    check('version', verdict(version.length === 1 && version[0] === 0), 'RFC 2986 section 4.1'),
    check('attributes', verdict(attributes !== undefined), 'RFC 2986 section 4.1', attributes === undefined ? { reason: 'missing' } : undefined),
    check('extension-request', verdict(single), 'RFC 2985 section 5.4.2', single ? undefined : { attributes: requests.length, values }),
    check('microsoft-extensions', verdict(microsoft.length === 0, 'warn'), 'RFC 2985 section 5.4.2', microsoft.length === 0 ? undefined : { oid: OID.microsoftCertExtensions }),
    check('duplicate-extension', verdict(duplicates.length === 0), 'RFC 5280 section 4.2', duplicates.length === 0 ? undefined : { oids: duplicates, names: duplicates.map(extensionName) }),
    otherExtensions(extensions),
    check('challenge-password', verdict(of(OID.challengePassword).length === 0, 'warn'), 'RFC 2985 section 5.4.1'),
  ];
}

/** What stands more than once, once each. */
function repeated(keys: readonly string[]): string[] {
  const seen = new Set<string>();
  const again = new Set<string>();
  for (const key of keys) (seen.has(key) ? again : seen).add(key);
  return [...again];
}

const extensionName = (oid: string): string => EXTENSION_NAMES[oid] ?? oid;

/** What each profile sets by itself: asking for it is what tools do, and changes nothing. */
const ORDINARY: readonly string[] = [OID.subjectAltName, OID.keyUsage, OID.extKeyUsage, OID.subjectKeyIdentifier, OID.smimeCapabilities];

/** A CA takes what it likes of the extensions that are asked for (RFC 2986 section 3): those that someone may count on are told. */
function otherExtensions(extensions: readonly ExtensionSlice[]): Check {
  const notable = extensions.filter(({ oid, value }) => !ORDINARY.includes(oid) && !(oid === OID.basicConstraints && !asksForCa(value)));
  const oids = [...new Set(notable.map(({ oid }) => oid))];
  return check('other-extensions', verdict(oids.length === 0, 'warn'), 'RFC 2986 section 3', oids.length === 0 ? undefined : { oids, names: oids.map(extensionName) });
}

function asksForCa(basicConstraints: Bytes): boolean {
  try {
    return (DerReader.of(basicConstraints).optional(TAG.boolean)?.content[0] ?? 0) !== 0;
  } catch {
    return true;
  }
}

/** The tags that a GeneralName has in DER (RFC 5280 4.2.1.6). */
const NAME_TAGS: readonly number[] = [0xa0, 0x81, 0x82, 0xa3, 0xa4, 0xa5, 0x86, 0x87, 0x88];

/** The alternative names, by themselves; what cannot be read has no other check than `san-encoding`. */
export function nameChecks({ san, subject, extensions }: CsrSlices): Check[] {
  const source = 'RFC 5280 section 4.2.1.6';
  const empty = readTlv(subject, 0, 'any').content.length === 0;
  const critical = extensions.find(({ oid }) => oid === OID.subjectAltName)?.critical === true;
  const criticality = check('san-critical', verdict(!empty || critical, 'warn'), source, !empty || critical ? undefined : { reason: san === undefined ? 'missing' : 'not-critical' });
  const names = san === undefined ? [] : readNames(san);
  if (typeof names === 'string') return [check('san-encoding', 'fail', source, { reason: names }), criticality];

  const content = (...tags: readonly number[]): Bytes[] => names.filter((der) => tags.includes(der[0] ?? 0)).map((der) => readTlv(der, 0, 'any').content);
  const shown = (tags: readonly number[], isBad: (content: Bytes) => boolean): string[] =>
    names.filter((der) => tags.includes(der[0] ?? 0) && isBad(readTlv(der, 0, 'any').content)).map((der) => generalName(der).value);
  const dns = shown([GENERAL_NAME.dns], (octets) => !isVisible(octets));
  const ia5 = shown([GENERAL_NAME.email, GENERAL_NAME.uri], (octets) => !octets.every((octet) => octet < 0x80));
  const ip = shown([GENERAL_NAME.ip], (octets) => formatIp(octets) === undefined);
  const hosts = content(GENERAL_NAME.dns).filter(isVisible).map((octets) => Array.from(octets, (octet) => String.fromCharCode(octet)).join(''));
  const byKey = new Map(names.map((der) => [comparable(der), der]));
  const twice = repeated(names.map(comparable)).map((key) => generalName(byKey.get(key) ?? new Uint8Array()).value);
  return [
    check('san-encoding', 'pass', source),
    criticality,
    listed('dnsname-ascii', 'fail', 'RFC 5280 section 7.2', dns),
    faulty('dnsname-syntax', 'RFC 1123 section 2.1', hosts, syntaxFault),
    faulty('dnsname-wildcard', 'RFC 9525 section 6.3', hosts, wildcardFault),
    listed('name-ascii', 'fail', source, ia5),
    listed('ip-length', 'fail', source, ip),
    listed('san-duplicate', 'warn', source, twice),
  ];
}

const isVisible = (octets: Bytes): boolean => octets.every((octet) => octet > 0x20 && octet < 0x7f);
const listed = (id: CheckId, otherwise: CheckOutcome, source: string, names: readonly string[]): Check =>
  check(id, verdict(names.length === 0, otherwise), source, names.length === 0 ? undefined : { names });

/** A private CA may have its own idea of names, and a rekey keeps them: a warning, with the rule that each breaks. */
function faulty(id: CheckId, source: string, names: readonly string[], faultOf: (name: string) => string | undefined): Check {
  const problems = names.flatMap((name) => {
    const rule = faultOf(name);
    return rule === undefined ? [] : [{ name, rule }];
  });
  return check(id, verdict(problems.length === 0, 'warn'), source, problems.length === 0 ? undefined : { names: problems.map(({ name }) => name), problems });
}

function readNames(san: Bytes): Bytes[] | 'unreadable' | 'empty' | 'type' {
  try {
    const names = sliceGeneralNames(san);
    if (names.length === 0) return 'empty';
    return names.every((der) => NAME_TAGS.includes(der[0] ?? 0)) ? names : 'type';
  } catch {
    return 'unreadable';
  }
}

/** What the request came in. */
export function packagingChecks({ blocks, surroundingText }: Decoded, kinds: readonly ObjectKind[], csr: CsrSlices): Check[] {
  return [
    check('trailing-bytes', verdict(csr.trailing === 0), 'X.690', csr.trailing === 0 ? undefined : { bytes: csr.trailing }),
    check('multiple-pem', verdict(blocks.length === 1), 'RFC 7468 section 7', blocks.length === 1 ? undefined : { blocks: blocks.length, kinds }),
    check('surrounding-text', verdict(!surroundingText, 'warn'), 'RFC 7468 section 5.2'),
  ];
}
