/**
 * Certificates as they exist in the field: every string type, RDN shape and GeneralName kind, names that are broken, and lengths
 * in more octets than they need. One table, for browsers and for Node: whoever says that names are carried says it of all of these.
 */
import { concat, type Bytes } from '../../../src/crypto/bytes.js';
import {
  bitString, bmpString, boolean, context, contextPrimitive, derNull, ia5String, integer, octetString, oid, printableString, sequence,
  set, setOf, TAG, time, tlv, utf16be, utf8String,
} from '../../../src/crypto/der.js';
import { OID } from '../../../src/crypto/oids.js';
import { encodePem } from '../../../src/crypto/pem.js';
import { schemeOfKey, signatureAlgorithmOf, signWith } from '../../../src/crypto/signature.js';
import { attribute, cn, dns, email, generalNames, ip, keyPair, name, otherName, spkiOf, teletex, universal } from './fixtures.js';

export interface CorpusCase {
  /** What is special about it: unique, and readable in the name of a test. */
  readonly name: string;
  /** DER Name (BER where `form` says so), as it stands in the certificate. */
  readonly subject: Bytes;
  /** The value of the subjectAltName extension, when there is one. */
  readonly san?: Bytes;
  /** What stands between the OID and the value; nothing when absent. */
  readonly critical?: boolean;
  /**
   * `der`: names and alternative names are DER, though their strings may be nonsense. `unsorted`: a SET OF is out of order (X.690
   * 11.6). `ber`: a length stands in more octets than needed (X.690 10.1), inside the names. `ber-around`: everywhere else.
   */
  readonly form: 'der' | 'unsorted' | 'ber' | 'ber-around';
  /** A string whose octets are not what its type allows, or a value that is no string. */
  readonly badString?: true;
  /** The certificate in DER, self-signed with ECDSA P-256; made once. */
  certificate(): Promise<Bytes>;
  pem(): Promise<string>;
}

type Spec = Omit<CorpusCase, 'certificate' | 'pem' | 'form'> & { form?: CorpusCase['form'] };

// ---------------------------------------------------------------------------------------------------- BER

/** An element whose length stands in `octets` octets after the first, needed or not. */
export function long(octets: number, tag: number, ...parts: readonly Uint8Array[]): Bytes {
  const content = concat(parts);
  const head = new Uint8Array(2 + octets);
  head.set([tag, 0x80 | octets]);
  for (let i = 0, rest = content.length; i < octets; i++, rest = Math.floor(rest / 256)) head[1 + octets - i] = rest % 256;
  return concat([head, content]);
}

const longName = (octets: number, text: string): Bytes =>
  long(octets, TAG.sequence, long(octets, TAG.set, long(octets, TAG.sequence, long(octets, TAG.oid, oid('2.5.4.3').subarray(2)), long(octets, TAG.utf8String, new TextEncoder().encode(text)))));

// ---------------------------------------------------------------------------------------------------- parts

const octets = (...values: readonly number[]): Bytes => Uint8Array.from(values);
const ascii = (text: string): Bytes => new TextEncoder().encode(text);
const CN = '2.5.4.3';
const O = '2.5.4.10';
const OU = '2.5.4.11';
const one = (value: Uint8Array, type = CN): Bytes => name([attribute(type, value)]);
const org = (...more: readonly Uint8Array[]): Bytes => name([attribute('2.5.4.6', printableString('SK'))], ...more.map((each) => [each]), [attribute(CN, utf8String('names.example'))]);
const uri = (text: string): Bytes => contextPrimitive(6, ascii(text));
const general = (text: string): Bytes => tlv(0x1b, ascii(text));
const subject = cn('names.example');
const plain = generalNames(dns('names.example'));

/** RFC 4120 5.2: realm `[0]`, principal name `[1]` of a name type and its strings. */
const principal = (realm: string, type: number, ...parts: readonly string[]): Bytes =>
  sequence(context(0, general(realm)), context(1, sequence(context(0, integer(type)), context(1, sequence(...parts.map(general))))));

/** X.411: ORAddress with country, ADMD, PRMD and organization. */
const orAddress = (): Bytes => context(3,
  sequence(tlv(0x61, printableString('SK')), tlv(0x62, printableString('ADMD')), contextPrimitive(3, ascii('Example')), tlv(0xa5, contextPrimitive(0, ascii('Nováková')), contextPrimitive(1, ascii('Žofia')))),
  sequence(sequence(printableString('RFC-822'), printableString('z(a)example'))));

const ev = (): Bytes => name(
  [attribute('1.3.6.1.4.1.311.60.2.1.3', printableString('DE'))], [attribute('1.3.6.1.4.1.311.60.2.1.2', utf8String('Bayern'))],
  [attribute('1.3.6.1.4.1.311.60.2.1.1', utf8String('München'))], [attribute('2.5.4.15', utf8String('Private Organization'))],
  [attribute('2.5.4.5', printableString('HRB 123456'))], [attribute('2.5.4.6', printableString('DE'))], [attribute('2.5.4.17', utf8String('80331'))],
  [attribute('2.5.4.9', utf8String('Marienplatz 1'))], [attribute(O, utf8String('Beispiel & Söhne GmbH'))], [attribute('2.5.4.97', utf8String('VATDE-123456789'))],
  [attribute(CN, utf8String('names.example'))],
);

// ---------------------------------------------------------------------------------------------------- subjects

const strings: readonly Spec[] = ([
  ['UTF8String', utf8String('Žltý kôň 馬')], ['PrintableString', printableString('Example (Trading) Ltd')],
  ['T61String in Latin-1', teletex(0x4d, 0xfc, 0x6c, 0x6c, 0x65, 0x72)], ['T61String with an accent before its letter', teletex(0x4d, 0xc8, 0x75, 0x6c, 0x6c, 0x65, 0x72)],
  ['BMPString', bmpString('Žltý kôň')], ['UniversalString', universal('№ 7 𝔘')], ['IA5String', ia5String('pki@example.org')],
  ['NumericString', tlv(TAG.numericString, ascii('421 900 123'))], ['VisibleString', tlv(TAG.visibleString, ascii('visible ~'))],
  ['empty UTF8String', utf8String('')], ['empty PrintableString', printableString('')],
] as const).map(([what, value]) => ({ name: `a ${what}`, subject: one(value, O), san: plain }));

const badStrings: readonly Spec[] = ([
  ['a GeneralString', general('general')], ['a GraphicString', tlv(0x19, ascii('graphic'))], ['a VideotexString', tlv(0x15, octets(0x41, 0x9b))],
  ['an INTEGER as value', integer(65_537)], ['an OCTET STRING as value', octetString(octets(1, 2, 3))], ['a NULL as value', derNull()],
  ['a BOOLEAN as value', boolean(true)], ['a SEQUENCE as value', sequence(utf8String('inside'), integer(1))], ['a context tag as value', context(0, utf8String('x'))],
  ['a GeneralizedTime as value', tlv(TAG.generalizedTime, ascii('19800101120000Z'))],
  ['a constructed UTF8String', tlv(0x2c, utf8String('a'), utf8String('b'))],
  ['invalid UTF-8', tlv(TAG.utf8String, octets(0x41, 0xff, 0xc3, 0x28, 0x42))], ['overlong UTF-8', tlv(TAG.utf8String, octets(0xc0, 0xaf, 0x41))],
  ['UTF-8 cut short', tlv(TAG.utf8String, octets(0x41, 0xe2, 0x82))], ['a surrogate in UTF-8', tlv(TAG.utf8String, octets(0xed, 0xa0, 0x80))],
  ['a BMPString of odd length', tlv(TAG.bmpString, octets(0, 0x41, 0))], ['a BMPString with a surrogate pair', tlv(TAG.bmpString, utf16be('𝔘'))],
  ['a BMPString with a lone surrogate', tlv(TAG.bmpString, octets(0, 0x41, 0xd8, 0x35, 0, 0x42))],
  ['a UniversalString of odd length', tlv(TAG.universalString, octets(0, 0, 0, 0x41, 0, 0))],
  ['a UniversalString beyond Unicode', tlv(TAG.universalString, octets(0, 0x11, 0, 0, 0, 0, 0xd8, 0))],
  ['a PrintableString with characters that it has not', tlv(TAG.printableString, ascii('a@b_c*&é'))],
  ['an IA5String with octets above 127', tlv(TAG.ia5String, octets(0x61, 0xe9))], ['a NumericString with letters', tlv(TAG.numericString, ascii('12a'))],
] as const).map(([what, value]) => ({ name: what, subject: one(value, O), san: plain, badString: true }));

const texts: readonly Spec[] = ([
  ['a NUL', 'names.example\0.evil.example'], ['a right-to-left override', 'names\u202Eelpmaxe.live'], ['bidirectional isolates', '\u2067a\u2069\u200F'],
  ['line ends', 'a\r\nO=Evil\u2028b\u2029c'], ['what RFC 4514 escapes', ' #a,b+c"d\\e<f>g;h=i '], ['only spaces', '   '], ['a byte order mark', '\uFEFFa\uFEFF'],
  ['zero-width and combining characters', 'a\u200B\u200Db\u0301\u0301\u0301'], ['private use and unassigned characters', '\uE000\u{F0000}\u0378\uFFFF'],
  ['tag characters and variation selectors', 'a\u{E0041}\u{E0042}\uFE0F'], ['markup', '<img src=x onerror=alert(1)>"\'&amp;'], ['a text like hex', '#0c0141'],
] as const).map(([what, text]) => ({ name: `a subject with ${what}`, subject: one(utf8String(text), CN), san: plain }));

const attributeOf = (type: string): Bytes => attribute(type, utf8String(type));
const unsortedSet = (): Bytes => set(attribute(CN, utf8String('names.example')), attribute('2.5.4.5', printableString('7')), attribute('2.5.4.6', printableString('SK')));

const shapes: readonly Spec[] = [
  { name: 'a multi-valued RDN', subject: name([attribute(CN, utf8String('names.example')), attribute('2.5.4.5', printableString('HRB 4711')), attribute(OU, bmpString('Bôr'))]) },
  { name: 'a SET out of order', subject: sequence(unsortedSet()), form: 'unsorted' },
  { name: 'SETs out of order in the middle', subject: sequence(setOf(attribute('2.5.4.6', printableString('SK'))), unsortedSet(), setOf(attribute(OU, utf8String('x')))), form: 'unsorted' },
  { name: 'the same type twice in an RDN', subject: name([attribute(OU, utf8String('a')), attribute(OU, utf8String('b'))]) },
  { name: 'the same attribute twice in an RDN', subject: name([attribute(OU, utf8String('a')), attribute(OU, utf8String('a'))]) },
  { name: 'the same RDN again and again', subject: name(...Array.from({ length: 5 }, () => [attribute(OU, utf8String('unit'))])) },
  { name: 'the same text in two string types', subject: name([attribute(OU, utf8String('unit'))], [attribute(OU, printableString('unit'))]) },
  { name: 'an RDN of nothing', subject: sequence(set(), setOf(attribute(CN, utf8String('names.example')))) },
  { name: 'the most specific RDN first', subject: name([attribute(CN, utf8String('names.example'))], [attribute(O, utf8String('Example'))], [attribute('2.5.4.6', printableString('SK'))]) },
  { name: 'a value of 20,000 octets', subject: name([attribute(O, utf8String('ž'.repeat(10_000)))], [attribute(CN, utf8String('names.example'))]) },
  { name: 'two hundred RDNs', subject: name(...Array.from({ length: 200 }, (_, i) => [attribute(OU, utf8String(`unit ${String(i)}`))])) },
  { name: 'DC components', subject: name(...['example', 'corp', 'users'].map((each) => [attribute('0.9.2342.19200300.100.1.25', ia5String(each))]), [attribute('0.9.2342.19200300.100.1.1', utf8String('anna'))]) },
  { name: 'an empty subject', subject: name(), critical: true },
  { name: 'an empty subject whose SAN is not critical', subject: name() },
  { name: 'an EV subject', subject: ev() },
  { name: 'a unique identifier in bits', subject: org(attribute('2.5.4.45', tlv(TAG.bitString, octets(4, 0xf0)))) },
  { name: 'an OID arc of 128 bits', subject: org(attributeOf('2.25.329800735698586629295641978511506172918')) },
  { name: 'OIDs that nobody knows', subject: org(attributeOf('1.3.6.1.4.1.99999.7'), attributeOf('2.999.42.1'), attributeOf('0.0'), attributeOf('1.39.4294967296')) },
  { name: 'an OID with a padded arc', subject: org(sequence(tlv(TAG.oid, octets(0x55, 0x04, 0x80, 0x03)), utf8String('padded'))), badString: true },
  { name: 'an OID of 300 octets', subject: org(sequence(tlv(TAG.oid, new Uint8Array(300).fill(0x81, 1, 299).fill(0x2a, 0, 1).fill(1, 299)), utf8String('long'))), badString: true },
  { name: 'no alternative names', subject },
];

// ---------------------------------------------------------------------------------------------------- alternative names

const sans: readonly (readonly [string, ...Uint8Array[]])[] = [
  ['dNSNames of many kinds', dns('Example.ORG'), dns('*.example.org'), dns('xn--bcher-kva.example'), dns('_acme.example.org'), dns('localhost'), dns('a.example.'), dns('f*o.example')],
  ['dNSNames that are none', dns(''), dns('bücher.example'), dns('a b'), dns('a\0.example'), dns('a\u202Eb'), contextPrimitive(2, octets(0xff))],
  ['the same name twice', dns('a.example'), dns('a.example'), dns('A.example')],
  ['rfc822Names', email('Anna@example.org'), email('"a b"@example.org'), email('.example.org'), contextPrimitive(1, ascii('žofia@example.org'))],
  ['URIs', uri('https://user@example.org:8443/a%20b?c#d'), uri('urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6'), uri('spiffe://example.org/ns/x'), uri('javascript:alert(1)')],
  ['addresses', ip(192, 0, 2, 1), ip(0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1), ip(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 192, 0, 2, 1)],
  ['addresses of wrong lengths', ip(), ip(1, 2, 3), ip(192, 0, 2, 0, 255, 255, 255, 0)],
  ['a user principal name', otherName(OID.upn, utf8String('anna@corp.example')), otherName(OID.upn, ia5String('boris@corp.example'))],
  ['Kerberos principals', otherName('1.3.6.1.5.2.2', principal('EXAMPLE.ORG', 2, 'krbtgt', 'EXAMPLE.ORG')), otherName('1.3.6.1.5.2.2', principal('EXAMPLE.ORG', 1, 'an/na', 'a@b\\c'))],
  ['a Kerberos principal that is none', otherName('1.3.6.1.5.2.2', sequence(general('EXAMPLE.ORG')))],
  ['a SmtpUTF8Mailbox', otherName(OID.smtpUtf8Mailbox, utf8String('žofia@例え.example'))],
  ['SRVNames and XmppAddrs', otherName(OID.srvName, ia5String('_ldaps.example.org')), otherName(OID.xmppAddr, utf8String('juliet@im.example.com'))],
  ['other names that nobody knows', otherName('1.3.6.1.4.1.99999.8', integer(5)), otherName('2.25.329800735698586629295641978511506172918', sequence()), otherName('1.2.3', utf8String('a\u202Eb'))],
  ['a permanent identifier and a hardware module', otherName('1.3.6.1.5.5.7.8.3', sequence(utf8String('id 7'), oid('1.2.3.4'))), otherName('1.3.6.1.5.5.7.8.4', sequence(oid('1.2.3.4'), octetString(octets(1, 2, 3))))],
  ['a directory GUID', otherName('1.3.6.1.4.1.311.25.1', octetString(octets(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)))],
  ['an other name without its [0]', context(0, oid('1.2.3.4'), utf8String('bare'))],
  ['an x400Address', orAddress()],
  ['an x400Address that is none', context(3, octets(1, 2, 3))],
  ['directoryNames', context(4, ev()), context(4, name()), context(4, sequence(unsortedSet()))],
  ['an ediPartyName', context(5, context(0, utf8String('GS1')), context(1, printableString('4012345000009'))), context(5, context(1, bmpString('Žofia')))],
  ['an ediPartyName that is none', context(5, utf8String('x'))],
  ['registeredIDs', contextPrimitive(8, oid('1.2.3.4').subarray(2)), contextPrimitive(8, oid('2.25.329800735698586629295641978511506172918').subarray(2)), contextPrimitive(8, octets(0x80))],
  ['a kind that does not exist', contextPrimitive(9, octets(1)), octetString(octets(1)), context(30, integer(1))],
  ['no name in them'],
  ['a thousand dNSNames', ...Array.from({ length: 1000 }, (_, i) => dns(`host-${String(i)}.example.org`))],
];

const alternatives: readonly Spec[] = [
  ...sans.map(([what, ...names]) => ({ name: `SAN: ${what}`, subject, san: generalNames(...names) })),
  { name: 'SAN: critical beside a subject', subject, san: plain, critical: true },
  { name: 'SAN: a criticality that is written out though it is the default', subject, san: plain, critical: false },
  { name: 'SAN: bytes that are no GeneralNames', subject, san: octets(0x04, 2, 0x30, 0), badString: true },
];

// ---------------------------------------------------------------------------------------------------- lengths

const longer: readonly Spec[] = [
  { name: 'a long length of a value', subject: name([attribute(CN, long(1, TAG.utf8String, ascii('names.example')))]), san: plain, form: 'ber' },
  { name: 'a long length of a Name', subject: long(1, TAG.sequence, cn('names.example').subarray(2)), san: plain, form: 'ber' },
  { name: 'long lengths at every level of a Name', subject: longName(2, 'names.example'), san: plain, form: 'ber' },
  { name: 'lengths of four octets at every level of a Name', subject: longName(4, 'names.example'), san: plain, form: 'ber' },
  { name: 'a length of eight octets', subject: longName(8, 'names.example'), san: plain, form: 'ber' },
  { name: 'an empty subject with a long length', subject: long(1, TAG.sequence), san: plain, critical: true, form: 'ber' },
  { name: 'SAN: a long length of GeneralNames', subject, san: long(2, TAG.sequence, dns('a.example')), form: 'ber' },
  { name: 'SAN: a long length of a dNSName', subject, san: generalNames(long(1, 0x82, ascii('a.example')), dns('b.example')), form: 'ber' },
  { name: 'SAN: long lengths inside an other name', subject, san: generalNames(long(1, 0xa0, long(1, TAG.oid, oid(OID.upn).subarray(2)), long(1, 0xa0, long(3, TAG.utf8String, ascii('anna@corp.example'))))), form: 'ber' },
  { name: 'SAN: long lengths inside a directoryName', subject, san: generalNames(long(1, 0xa4, longName(1, 'inside'))), form: 'ber' },
  { name: 'long lengths around the names', subject, san: plain, form: 'ber-around' },
  { name: 'long lengths in and around the names', subject: longName(1, 'names.example'), san: long(1, TAG.sequence, long(2, 0x82, ascii('a.example'))), critical: true, form: 'ber-around' },
];

// ---------------------------------------------------------------------------------------------------- the table

async function seal(spec: Spec): Promise<Bytes> {
  const pair = await keyPair('corpus');
  const scheme = schemeOfKey(pair.privateKey);
  const wrap = (tag: number, ...parts: readonly Uint8Array[]): Bytes => (spec.form === 'ber-around' ? long(3, tag, ...parts) : tlv(tag, ...parts));
  const seq = (...parts: readonly Uint8Array[]): Bytes => wrap(TAG.sequence, ...parts);
  const critical = spec.critical === undefined ? [] : [boolean(spec.critical)];
  const extensions = spec.san === undefined ? [] : [wrap(0xa3, seq(seq(oid(OID.subjectAltName), ...critical, wrap(TAG.octetString, spec.san))))];
  const algorithm = signatureAlgorithmOf(scheme);
  const tbs = seq(
    context(0, integer(2)), integer(0x5a5a), algorithm, spec.subject,
    seq(time(new Date('2026-01-01T00:00:00Z')), time(new Date('2027-01-01T00:00:00Z'))), spec.subject, await spkiOf(pair), ...extensions,
  );
  return seq(tbs, algorithm, bitString(await signWith(pair.privateKey, scheme, tbs, crypto.subtle)));
}

function corpusCase(spec: Spec): CorpusCase {
  let made: Promise<Bytes> | undefined;
  const certificate = (): Promise<Bytes> => (made ??= seal(spec));
  return { ...spec, form: spec.form ?? 'der', certificate, pem: async () => encodePem('CERTIFICATE', await certificate()) };
}

/** Every case, in a fixed order. Nothing is made before it is asked for. */
export const corpus: readonly CorpusCase[] = [
  ...strings, ...badStrings, ...texts,
  ...shapes.map((each) => (each.name === 'no alternative names' ? each : { ...each, san: plain })),
  ...alternatives, ...longer,
].map(corpusCase);
