import { expect } from '@open-wc/testing';
import { inspectCertificate, inspectCsr, type Check, type CsrReport } from '../../../src/crypto.js';
import { bytesOf, concat } from '../../../src/crypto/bytes.js';
import { bitString, boolean, context, contextPrimitive, derNull, ia5String, integer, algorithmIdentifier, octetString, oid, sequence, set, tlv, utf8String } from '../../../src/crypto/der.js';
import { OID } from '../../../src/crypto/oids.js';
import { encodePem } from '../../../src/crypto/pem.js';
import {
  checkOf, cn, compressed, dns, email, extension, extensionRequest, failed, generalNames, ip, keyPair, makeCertificate, makeCsr, otherName, sanRequest, selfSigned, spkiOf, type CsrSpec,
} from './fixtures.js';

const SAN = generalNames(dns('example.org'), ip(192, 0, 2, 1));
const uri = (text: string): Uint8Array => contextPrimitive(6, new TextEncoder().encode(text));
const attributeOf = (type: string, ...values: readonly Uint8Array[]): Uint8Array => sequence(oid(type), set(...values));
const KEY_USAGE = extension(OID.keyUsage, Uint8Array.of(3, 2, 5, 160));

/** The report of a request that is right but for what is given here. */
async function reportOf(spec: Partial<CsrSpec>): Promise<CsrReport> {
  return inspectCsr(await makeCsr({ key: await keyPair('new'), attributes: [sanRequest(SAN)], ...spec }));
}
const reportOfNames = (...names: readonly Uint8Array[]): Promise<CsrReport> => reportOf({ attributes: [sanRequest(generalNames(...names))] });
const asking = (...extensions: readonly Uint8Array[]): Promise<CsrReport> => reportOf({ attributes: [extensionRequest(extension(OID.subjectAltName, SAN), ...extensions)] });
const of = ({ outcome, source, detail }: Check): Omit<Check, 'id'> => ({ outcome, source, ...(detail !== undefined && { detail }) });

describe('inspectCsr, of the form of a request', () => {
  it('passes a request that asks for nothing, with its [0]', async () => {
    expect(failed(await reportOf({ attributes: [] }))).to.deep.equal([]);
  });

  it('fails a request without its [0], and nothing else about it', async () => {
    const report = await reportOf({ attributes: null });
    expect(failed(report)).to.deep.equal(['attributes']);
    expect(of(checkOf(report, 'attributes'))).to.deep.equal({ outcome: 'fail', source: 'RFC 2986 section 4.1', detail: { reason: 'missing' } });
  });

  for (const [what, attributes, detail] of [
    ['two extension requests', [sanRequest(SAN), extensionRequest(KEY_USAGE)], { attributes: 2, values: 2 }],
    ['one with two values', [attributeOf(OID.extensionRequest, sequence(extension(OID.subjectAltName, SAN)), sequence(KEY_USAGE))], { attributes: 1, values: 2 }],
    ['one without a value', [sequence(oid(OID.extensionRequest), set())], { attributes: 1, values: 0 }],
  ] as const) {
    it(`fails ${what}`, async () => {
      const report = await reportOf({ attributes });
      expect(failed(report)).to.deep.equal(['extension-request']);
      expect(of(checkOf(report, 'extension-request'))).to.deep.equal({ outcome: 'fail', source: 'RFC 2985 section 5.4.2', detail });
    });
  }

  it('warns of Microsoft\'s identifier, and reads the names under it', async () => {
    const report = await reportOf({ attributes: [attributeOf(OID.microsoftCertExtensions, sequence(extension(OID.subjectAltName, SAN)))] });
    expect(failed(report)).to.deep.equal(['microsoft-extensions']);
    expect(of(checkOf(report, 'microsoft-extensions'))).to.deep.equal({ outcome: 'warn', source: 'RFC 2985 section 5.4.2', detail: { oid: '1.3.6.1.4.1.311.2.1.14' } });
    expect(report.names?.map(({ value }) => value)).to.deep.equal(['example.org', '192.0.2.1']);
  });

  it('fails extensions under both identifiers, of which programs read one or the other', async () => {
    const report = await reportOf({ attributes: [sanRequest(SAN), attributeOf(OID.microsoftCertExtensions, sequence(KEY_USAGE))] });
    expect(failed(report)).to.deep.equal(['extension-request', 'microsoft-extensions']);
  });

  it('takes the other attributes of Windows as they are', async () => {
    expect(failed(await reportOf({ attributes: [attributeOf('1.3.6.1.4.1.311.13.2.3', ia5String('10.0.20348.2')), sanRequest(SAN)] }))).to.deep.equal([]);
  });

  it('fails every extension that stands twice, once each, also over two lists', async () => {
    const report = await asking(KEY_USAGE, KEY_USAGE, KEY_USAGE, extension(OID.subjectAltName, SAN));
    expect(failed(report)).to.deep.equal(['duplicate-extension']);
    expect(of(checkOf(report, 'duplicate-extension'))).to.deep.equal({
      outcome: 'fail', source: 'RFC 5280 section 4.2', detail: { oids: [OID.keyUsage, OID.subjectAltName], names: ['keyUsage', 'subjectAltName'] },
    });
    const apart = await reportOf({ attributes: [sanRequest(SAN), sanRequest(SAN)] });
    expect(failed(apart)).to.deep.equal(['extension-request', 'duplicate-extension']);
  });

  it('says nothing of extensions that every tool asks for', async () => {
    const notCa = extension(OID.basicConstraints, sequence());
    expect(failed(await asking(KEY_USAGE, notCa, extension(OID.extKeyUsage, sequence(oid('1.3.6.1.5.5.7.3.1')))))).to.deep.equal([]);
  });

  it('warns of extensions that somebody may count on', async () => {
    const report = await asking(
      KEY_USAGE, extension('1.3.6.1.5.5.7.1.24', sequence(integer(5))), extension(OID.basicConstraints, sequence(boolean(true))), extension('1.2.3.4', derNull()),
    );
    expect(failed(report)).to.deep.equal(['other-extensions']);
    expect(of(checkOf(report, 'other-extensions'))).to.deep.equal({
      outcome: 'warn', source: 'RFC 2986 section 3', detail: { oids: ['1.3.6.1.5.5.7.1.24', OID.basicConstraints, '1.2.3.4'], names: ['tlsFeature', 'basicConstraints', '1.2.3.4'] },
    });
  });

  it('warns of a challenge password whatever its string type', async () => {
    for (const password of [utf8String('hunter2'), ia5String('hunter2')]) {
      const report = await reportOf({ attributes: [sanRequest(SAN), attributeOf(OID.challengePassword, password)] });
      expect(failed(report)).to.deep.equal(['challenge-password']);
      expect(checkOf(report, 'challenge-password')).to.deep.equal({ id: 'challenge-password', outcome: 'warn', source: 'RFC 2985 section 5.4.1' });
    }
  });

  it('fails versions other than 0, however they are written', async () => {
    for (const version of [integer(1), integer(2), tlv(0x02, Uint8Array.of(0, 0)), tlv(0x02)]) expect(failed(await reportOf({ version }))).to.deep.equal(['version']);
  });

  it('counts the bytes after a request', async () => {
    const good = await makeCsr({ key: await keyPair('new'), attributes: [sanRequest(SAN)] });
    for (const after of [[0], [0x0a], [5, 0], [0x30, 0]]) {
      const report = await inspectCsr(concat([good, Uint8Array.from(after)]));
      expect(failed(report)).to.deep.equal(['trailing-bytes']);
      expect(checkOf(report, 'trailing-bytes').detail).to.deep.equal({ bytes: after.length });
      expect(report.der).to.deep.equal(good);
    }
    expect(failed(await inspectCsr(encodePem('CERTIFICATE REQUEST', concat([good, Uint8Array.of(0, 0)]))))).to.deep.equal(['trailing-bytes']);
  });
});

describe('inspectCsr, of the names of a request', () => {
  it('warns of an empty subject whose names are not critical, or are missing', async () => {
    const critical = extensionRequest(extension(OID.subjectAltName, SAN, true));
    expect(failed(await reportOf({ subject: sequence(), attributes: [critical] }))).to.deep.equal([]);
    const lax = await reportOf({ subject: sequence() });
    expect(failed(lax)).to.deep.equal(['san-critical']);
    expect(of(checkOf(lax, 'san-critical'))).to.deep.equal({ outcome: 'warn', source: 'RFC 5280 section 4.2.1.6', detail: { reason: 'not-critical' } });
    const nobody = await reportOf({ subject: sequence(), attributes: [] });
    expect(checkOf(nobody, 'san-critical').detail).to.deep.equal({ reason: 'missing' });
    expect(failed(await reportOf({ subject: cn('x'), attributes: [critical] }))).to.deep.equal([]);
  });

  it('fails names that cannot be read, that are none, or of no kind that there is', async () => {
    for (const [san, reason] of [
      [Uint8Array.of(1, 2, 3), 'unreadable'], [sequence(), 'empty'], [generalNames(tlv(0x89, Uint8Array.of(1))), 'type'],
      [generalNames(tlv(0xa2, ia5String('example.org'))), 'type'], [generalNames(utf8String('example.org')), 'type'],
    ] as const) {
      const report = await reportOf({ attributes: [sanRequest(san)] });
      expect(failed(report), reason).to.deep.equal(['san-encoding']);
      expect(of(checkOf(report, 'san-encoding'))).to.deep.equal({ outcome: 'fail', source: 'RFC 5280 section 4.2.1.6', detail: { reason } });
    }
  });

  it('fails DNS names beyond visible ASCII and names each', async () => {
    const report = await reportOfNames(dns('bücher.example'), dns('ok.example'), dns('a b.example'), dns('a\u0000.example'), dns('a\u007f.example'));
    expect(failed(report)).to.deep.equal(['dnsname-ascii']);
    expect((checkOf(report, 'dnsname-ascii').detail as { names: string[] }).names).to.have.length(4);
    expect(JSON.stringify(checkOf(report, 'dnsname-ascii'))).not.to.include('ok.example');
  });

  it('warns of DNS names that are no host names, and says by which rule', async () => {
    const label = 'a'.repeat(63);
    const faults = [
      ['', 'empty-label'], ['example.org.', 'empty-label'], ['a..example', 'empty-label'], ['.example', 'empty-label'], [`${label}a.example`, 'length'],
      [`${label}.${label}.${label}.${'a'.repeat(62)}`, 'length'], ['192.0.2.1', 'ip'], ['a_b.example', 'underscore'], ['anna@example.org', 'characters'],
      ['https://example.org/', 'characters'], ['example.org:443', 'characters'], ['-a.example', 'hyphen'], ['a-.example', 'hyphen'],
      ['ab--c.example', 'reserved'], ['xn--99999999999.example', 'a-label'], ['*.a_b.example', 'underscore'],
    ] as const;
    for (const [name, rule] of faults) {
      const report = await reportOfNames(dns(name));
      expect(failed(report), name).to.deep.equal(['dnsname-syntax']);
      expect(of(checkOf(report, 'dnsname-syntax'))).to.deep.equal({ outcome: 'warn', source: 'RFC 1123 section 2.1', detail: { names: [name], problems: [{ name, rule }] } });
    }
  });

  it('takes host names of every sort for such', async () => {
    const label = 'a'.repeat(63);
    const report = await reportOfNames(
      ...['example.org', 'EXAMPLE.Net', '3com.example', 'localhost', '1.example', `${label}.${label}.${label}.${'a'.repeat(61)}`, `${label}.example`, 'xn--bcher-kva.example',
        'XN--mnchen-3ya.example', 'a-b--c.example', '192.0.2.example', '*.example.org', '*.xn--bcher-kva.example'].map(dns),
    );
    expect(failed(report)).to.deep.equal([]);
  });

  it('warns of a wildcard that is not the whole of the first label', async () => {
    for (const name of ['*', '*.', 'a.*.example', '*a.example', 'a*.example', 'a*b.example', '*.*.example', '**.example', 'example.*']) {
      const report = await reportOfNames(dns(name));
      expect(checkOf(report, 'dnsname-wildcard').detail, name).to.deep.equal({ names: [name], problems: [{ name, rule: 'wildcard' }] });
      expect(of(checkOf(report, 'dnsname-wildcard'))).to.include({ outcome: 'warn', source: 'RFC 9525 section 6.3' });
    }
  });

  it('fails mail addresses and URIs that are no ASCII', async () => {
    const report = await reportOfNames(email('anna@example.org'), email('änna@example.org'), uri('https://example.org/'), uri('https://bücher.example/'));
    expect(failed(report)).to.deep.equal(['name-ascii']);
    expect((checkOf(report, 'name-ascii').detail as { names: string[] }).names).to.have.length(2);
  });

  it('fails IP addresses of every length but two', async () => {
    for (let length = 0; length <= 33; length++) {
      const report = await reportOfNames(dns('example.org'), ip(...new Uint8Array(length)));
      expect(checkOf(report, 'ip-length').outcome, String(length)).to.equal(length === 4 || length === 16 ? 'pass' : 'fail');
    }
  });

  it('warns of names that stand twice, DNS names in whatever case', async () => {
    const report = await reportOfNames(dns('example.org'), dns('Example.ORG'), ip(192, 0, 2, 1), ip(192, 0, 2, 1), ip(192, 0, 2, 1), email('a@example.org'), email('A@example.org'));
    expect(failed(report)).to.deep.equal(['san-duplicate']);
    expect(checkOf(report, 'san-duplicate').detail).to.deep.equal({ names: ['Example.ORG', '192.0.2.1'] });
  });

  it('says nothing of names that it does not know', async () => {
    expect(failed(await reportOfNames(otherName('1.3.6.1.4.1.99999.8', integer(5)), context(4, cn('x')), contextPrimitive(8, Uint8Array.of(42, 3)), context(5, context(1, utf8String('x'))), context(3, octetString())))).to.deep.equal([]);
  });

  it('is done at once with as many names as fit', async () => {
    const san = generalNames(...Array.from({ length: 15_000 }, () => ip()));
    const report = await reportOf({ attributes: [sanRequest(san)] });
    expect(failed(report)).to.deep.equal(['ip-length', 'san-duplicate']);
  });
});

describe('inspectCsr, of the key of a request', () => {
  const encoding = async (spki: Uint8Array, key = 'new'): Promise<Omit<Check, 'id'>> => of(checkOf(await reportOf({ key: await keyPair(key), spki }), 'key-encoding'));

  it('has each rule of the key by itself, with its source and its facts', async () => {
    const rsa = (await reportOf({ key: await keyPair('new', 'rsa-2048') })).checks.filter(({ id }) => id === 'key-strength');
    expect(rsa).to.deep.equal([
      ['rsa-size', 'BR 6.1.5', { bits: 2048 }], ['rsa-exponent', 'BR 6.1.6', { exponent: '65537' }], ['rsa-odd', 'BR 6.1.6'], ['rsa-small-factor', 'BR 6.1.6'],
      ['rsa-prime-power', 'BR 6.1.6'], ['rsa-roca', 'BR 6.1.1.3'], ['rsa-fermat', 'BR 6.1.1.3', { rounds: 100 }],
    ].map(([rule, source, facts]) => ({ id: 'key-strength', outcome: 'pass', source, detail: { rule, ...(facts as object | undefined) } })));
    const ec = (await reportOf({})).checks.filter(({ id }) => id === 'key-strength');
    expect(ec.map(({ source, detail }) => [source, detail])).to.deep.equal([['BR 6.1.5', { rule: 'ec-curve', curve: 'P-256' }], ['BR 6.1.5', { rule: 'ec-point', curve: 'P-256' }]]);
  });

  it('tells a compressed point, the point at infinity and hybrid forms', async () => {
    const spki = bytesOf(await spkiOf(await keyPair('new')));
    const header = sequence(oid(OID.ecPublicKey), oid(OID.p256));
    const point = spki.subarray(-65);
    const parity = (point[64] ?? 0) & 1;
    expect(await encoding(compressed(spki))).to.deep.equal({ outcome: 'fail', source: 'RFC 5480 section 2.2', detail: { form: 'compressed' } });
    expect((await encoding(sequence(header, bitString(Uint8Array.of(0))))).detail).to.deep.equal({ form: 'other' });
    expect((await encoding(sequence(header, bitString(concat([Uint8Array.of(6 | parity), point.subarray(1)]))))).detail).to.deep.equal({ form: 'other' });
  });

  it('fails parameters of a curve in full', async () => {
    const explicit = sequence(sequence(oid(OID.ecPublicKey), sequence(integer(1), sequence(oid('1.2.840.10045.1.1'), integer(23)))), bitString(new Uint8Array(65).fill(4, 0, 1)));
    const report = await reportOf({ spki: explicit });
    expect(report.checks.filter(({ id, outcome }) => id !== 'signature' && outcome === 'fail').map(({ id, detail }) => [id, detail])).to.deep.equal([
      ['key-strength', { rule: 'ec-curve', algorithm: 'ec-explicit', curve: 'explicit' }], ['key-encoding', { form: 'explicit-curve' }],
    ]);
    expect(report.key?.algorithm).to.equal('ec-explicit');
  });

  it('warns of an RSA key under the identifier of PSS, which verifies all the same', async () => {
    const key = await keyPair('new', 'rsa-2048');
    const bits = bytesOf(await spkiOf(key)).subarray(-275);
    const report = await reportOf({ key, spki: sequence(algorithmIdentifier(OID.rsassaPss), bits) });
    expect(failed(report)).to.deep.equal(['key-encoding']);
    expect(of(checkOf(report, 'key-encoding'))).to.deep.equal({ outcome: 'warn', source: 'BR 7.1.3.1.1', detail: { form: 'pss' } });
  });

  it('names the algorithms that it does not take', async () => {
    for (const [type, name] of [['1.2.840.10040.4.1', 'dsa'], ['1.3.101.113', 'ed448'], ['1.3.101.110', 'x25519'], ['1.2.3.4', '1.2.3.4']] as const) {
      const report = await reportOf({ spki: sequence(sequence(oid(type)), bitString(Uint8Array.of(2, 1, 1))) });
      expect(report.key?.algorithm).to.equal(name);
      expect(report.checks.find(({ id }) => id === 'key-strength')).to.deep.equal({ id: 'key-strength', outcome: 'fail', source: 'BR 6.1.5', detail: { rule: 'algorithm', algorithm: name } });
    }
  });
});

describe('inspectCertificate, of the key of an old certificate', () => {
  const weak = (bits: number, e: readonly number[]): Promise<CryptoKeyPair> => crypto.subtle.generateKey(
    { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-1', modulusLength: bits, publicExponent: Uint8Array.from(e) }, true, ['sign', 'verify']);
  const rulesOf = async (spki: Uint8Array, inner?: Uint8Array): Promise<readonly (readonly unknown[])[]> => {
    const { pem } = await makeCertificate({ spki, signer: await keyPair('old'), ...(inner && { inner }) });
    return (await inspectCertificate(pem)).keyChecks.filter(({ outcome }) => outcome !== 'pass').map(({ outcome, source, detail }) => [outcome, source, detail]);
  };

  it('says why a key of 1024 bits has to go, also where SHA-1 or MD5 signed it', async () => {
    const spki = await spkiOf(await weak(1024, [1, 0, 1]));
    const expected = [['fail', 'BR 6.1.5', { rule: 'rsa-size', bits: 1024 }]];
    expect(await rulesOf(spki)).to.deep.equal(expected);
    for (const type of [OID.sha1WithRsa, OID.md5WithRsa]) expect(await rulesOf(spki, algorithmIdentifier(type, derNull()))).to.deep.equal(expected);
  });

  it('says nothing of a good key, and tells the keys of other kinds', async () => {
    const good = await inspectCertificate((await selfSigned({ key: 'old' })).pem);
    expect(good.keyChecks.map(({ outcome, detail }) => [outcome, (detail as { rule: string }).rule])).to.deep.equal([['pass', 'ec-curve'], ['pass', 'ec-point']]);
    const dsa = sequence(sequence(oid('1.2.840.10040.4.1'), sequence(integer(23), integer(11), integer(2))), bitString(integer(9)));
    expect(await rulesOf(dsa)).to.deep.equal([['fail', 'BR 6.1.5', { rule: 'algorithm', algorithm: 'dsa' }]]);
    const without = sequence(algorithmIdentifier(OID.rsaEncryption), bytesOf(await spkiOf(await keyPair('new', 'rsa-2048'))).subarray(-275));
    expect(await rulesOf(without)).to.deep.equal([]);
  });
});
