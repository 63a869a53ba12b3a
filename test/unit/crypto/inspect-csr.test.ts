import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { createCsr, inspectCsr, RekeyError, wrapPrivateKey, type CsrReport } from '../../../src/crypto.js';
import { bytesOf, concat, fromBase64Url, toBase64 } from '../../../src/crypto/bytes.js';
import { algorithmIdentifier, bitString, derNull, integer, oid, printableString, sequence, set, tlv, utf8String } from '../../../src/crypto/der.js';
import { OID } from '../../../src/crypto/oids.js';
import { encodePem } from '../../../src/crypto/pem.js';
import { importableSpki } from '../../../src/crypto/public-key.js';
import {
  attribute, checkOf, cn, compressed, dns, errorOf, extension, extensionRequest, failed, generalNames, ip, keyPair, makeCertificate, makeCsr, name, sanRequest, selfSigned,
  spkiOf, uglyName, uglySan, type CsrSpec,
} from './fixtures.js';

const SAN = generalNames(dns('example.org'), ip(192, 0, 2, 1));
const EVERY_CHECK = [
  'wrong-object', 'signature', 'key-reuse', 'key-strength', 'key-strength', 'key-encoding', 'subject-match', 'san-match', 'signature-algorithm', 'version',
  'attributes', 'extension-request', 'microsoft-extensions', 'duplicate-extension', 'other-extensions', 'challenge-password',
  'san-encoding', 'san-critical', 'dnsname-ascii', 'dnsname-syntax', 'dnsname-wildcard', 'name-ascii', 'ip-length', 'san-duplicate',
  'trailing-bytes', 'multiple-pem', 'surrounding-text',
];
const csrPem = (der: Uint8Array, label = 'CERTIFICATE REQUEST'): string => encodePem(label, der);

describe('inspectCsr', () => {
  let certificate: string;
  let good: Uint8Array<ArrayBuffer>;

  /** The report of a request that is right but for what is given here. */
  async function reportOf(spec: Partial<CsrSpec>, policy?: Parameters<typeof inspectCsr>[1]): Promise<CsrReport> {
    const der = await makeCsr({ key: await keyPair('new'), attributes: [sanRequest(SAN)], ...spec });
    return inspectCsr(der, { certificate, ...policy });
  }

  before(async () => {
    certificate = (await selfSigned({ san: SAN })).pem;
    good = await makeCsr({ key: await keyPair('new'), attributes: [sanRequest(SAN)] });
  });

  it('reports each rule by itself, and all of them pass for a request of our own', async () => {
    const { pem } = await createCsr({ certificate, key: await keyPair('new') });
    const report = await inspectCsr(pem, { certificate });
    expect(report.checks.map(({ id }) => id)).to.deep.equal(EVERY_CHECK);
    expect(failed(report)).to.deep.equal([]);
    expect(report).to.include({ kind: 'csr', pem, subject: 'CN=example.org', signatureAlgorithm: 'ecdsa-with-SHA256' });
    expect(report.names).to.deep.equal([{ type: 'dns', value: 'example.org' }, { type: 'ip', value: '192.0.2.1' }]);
    expect(report.checks.every(({ source }) => source.length > 0)).to.equal(true);
  });

  it('compares with nothing when there is no certificate', async () => {
    const report = await inspectCsr(good);
    expect(report.checks.map(({ id }) => id)).to.deep.equal(EVERY_CHECK.filter((id) => !['key-reuse', 'subject-match', 'san-match'].includes(id)));
  });

  it('reads PEM with LF and CRLF, the old label, base64 and DER, from text, bytes and files', async () => {
    const pem = csrPem(good);
    const inputs = [
      pem, pem.replaceAll('\n', '\r\n'), csrPem(good, 'NEW CERTIFICATE REQUEST'), toBase64(good), good, new TextEncoder().encode(pem),
      new Blob([good]), new Blob([pem]),
    ];
    for (const input of inputs) {
      const report = await inspectCsr(input, { certificate });
      expect(failed(report)).to.deep.equal([]);
      expect(report.pem).to.equal(pem);
    }
  });

  it('warns of text around the block, and hands the request on without it', async () => {
    const report = await inspectCsr(`Certificate Request:\n    Data: x\n${csrPem(good)}\nbye`, { certificate });
    expect(checkOf(report, 'surrounding-text').outcome).to.equal('warn');
    expect(failed(report)).to.deep.equal(['surrounding-text']);
    expect(report.pem).to.equal(csrPem(good));
  });

  it('fails a second block', async () => {
    const report = await inspectCsr(csrPem(good) + csrPem(good), { certificate });
    expect(failed(report)).to.deep.equal(['multiple-pem']);
    expect(checkOf(report, 'multiple-pem').detail).to.deep.equal({ blocks: 2, kinds: ['csr', 'csr'] });
  });

  it('fails bytes after the request, and hands the request on without them', async () => {
    const report = await inspectCsr(concat([good, Uint8Array.of(0, 0)]), { certificate });
    expect(failed(report)).to.deep.equal(['trailing-bytes']);
    expect(report.der).to.deep.equal(good);
  });

  it('fails a signature that is another one, and one that is none', async () => {
    for (const forge of [
      (signature: Uint8Array) => signature.map((octet, i) => (i === signature.length - 1 ? octet ^ 1 : octet)),
      () => Uint8Array.of(1, 2, 3), () => new Uint8Array(0), () => sequence(integer(1), integer(new Uint8Array(80).fill(255))),
    ]) {
      expect(failed(await reportOf({ forge }))).to.deep.equal(['signature']);
    }
  });

  it('fails a request signed with another key than the one it asks for', async () => {
    expect(failed(await reportOf({ spki: await spkiOf(await keyPair('third')) }))).to.deep.equal(['signature']);
  });

  it('fails a signature that this WebCrypto refuses to verify', async () => {
    const subtle = { importKey: () => Promise.reject(new DOMException('no', 'NotSupportedError')) };
    const report = await inspectCsr(good, { crypto: { subtle } as unknown as Crypto });
    expect(checkOf(report, 'signature').outcome).to.equal('fail');
  });

  it('leaves the signature unknown where there is no WebCrypto, and checks all else', async () => {
    const report = await inspectCsr(good, { certificate, crypto: {} as Crypto });
    expect(failed(report)).to.deep.equal(['signature']);
    expect(checkOf(report, 'signature')).to.include({ outcome: 'unknown' });
    expect(report.sha256).to.match(/^[0-9a-f]{64}$/);
  });

  it('fails the old key, however its point is written', async () => {
    const old = await keyPair('old');
    expect(failed(await reportOf({ key: old }))).to.deep.equal(['key-reuse']);
    const report = await reportOf({ key: old, spki: compressed(await spkiOf(old)) });
    expect(failed(report)).to.deep.equal(['key-reuse', 'key-encoding']);
  });

  it('does not call a key new beside an old one that is written against the rules', async () => {
    const old = await keyPair('old', 'rsa-2048');
    const { n = '' } = await crypto.subtle.exportKey('jwk', old.publicKey);
    // Without the zero in front, as some programs wrote it: by the rules it is a negative number.
    const rsaKey = sequence(tlv(0x02, fromBase64Url(n)), integer(65_537));
    const spki = sequence(algorithmIdentifier(OID.rsaEncryption, derNull()), bitString(rsaKey));
    const { pem } = await makeCertificate({ spki, signer: old, san: SAN });
    const report = await inspectCsr(await makeCsr({ key: old, attributes: [sanRequest(SAN)] }), { certificate: pem });
    expect(checkOf(report, 'key-reuse')).to.deep.include({ outcome: 'unknown', detail: { reason: 'unreadable' } });
  });

  it('fails a key that whoever has the old one can work out', async () => {
    const old = await keyPair('old', 'rsa-2048');
    const rsaCertificate = (await selfSigned({ key: 'old', algorithm: 'rsa-2048', san: SAN })).pem;
    const { n = '', ...rest } = await crypto.subtle.exportKey('jwk', old.publicKey);
    const otherExponent = await crypto.subtle.importKey('jwk', { ...rest, n, e: 'Aw' }, { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }, true, ['verify']);
    const sameModulus = await reportOf({ spki: await spkiOf({ ...old, publicKey: otherExponent }) }, { certificate: rsaCertificate });
    expect(checkOf(sameModulus, 'key-reuse').outcome).to.equal('fail');

    const negative = compressed(await spkiOf(await keyPair('old')));
    const parity = negative.length - 33;
    negative[parity] = (negative[parity] ?? 0) ^ 1;
    expect(checkOf(await reportOf({ spki: importableSpki(negative) }), 'key-reuse').outcome).to.equal('fail');
    expect(checkOf(await reportOf({ spki: await spkiOf(await keyPair('third')) }), 'key-reuse').outcome).to.equal('pass');
  });

  it('fails an RSA key whose parameters are not NULL, although its signature is right', async () => {
    const key = await keyPair('new', 'rsa-2048');
    const bits = bytesOf(await spkiOf(key)).subarray(-275);
    for (const identifier of [algorithmIdentifier(OID.rsaEncryption), algorithmIdentifier(OID.rsaEncryption, utf8String('anything'))]) {
      const report = await reportOf({ key, spki: sequence(identifier, bits) });
      expect(failed(report)).to.deep.equal(['key-encoding']);
      expect(checkOf(report, 'key-encoding').detail).to.deep.equal({ form: 'parameters' });
    }
    expect(failed(await reportOf({ key }))).to.deep.equal([]);
  });

  it('fails a compressed point although its signature is right', async () => {
    const key = await keyPair('new');
    const report = await reportOf({ key, spki: compressed(await spkiOf(key)) });
    expect(failed(report)).to.deep.equal(['key-encoding']);
    expect(checkOf(report, 'key-encoding').detail).to.deep.equal({ form: 'compressed' });
  });

  it('fails a weak key and says by which rule', async () => {
    const weak = await crypto.subtle.generateKey({ name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', modulusLength: 1024, publicExponent: Uint8Array.of(1, 0, 1) }, true, ['sign', 'verify']);
    const report = await reportOf({ key: weak });
    expect(failed(report)).to.deep.equal(['key-strength']);
    const rules = report.checks.filter(({ id }) => id === 'key-strength');
    expect(rules[0]).to.deep.equal({ id: 'key-strength', outcome: 'fail', source: 'BR 6.1.5', detail: { rule: 'rsa-size', bits: 1024 } });
    expect(rules.map(({ outcome }) => outcome)).to.deep.equal(['fail', 'pass', 'pass', 'pass', 'pass', 'pass', 'pass']);
    expect(report.key?.algorithm).to.equal('rsa-1024');
  });

  it('fails a key of an algorithm that policy does not name', async () => {
    const report = await inspectCsr(good, { certificate, policy: { keyAlgorithms: ['rsa-3072'] } });
    expect(failed(report)).to.deep.equal(['key-algorithm']);
    expect(failed(await inspectCsr(good, { certificate, policy: { keyAlgorithms: ['ec-p256'] } }))).to.deep.equal([]);
  });

  it('fails another subject, and the same text in another string type', async () => {
    const other = await reportOf({ subject: cn('example.net') });
    expect(failed(other)).to.deep.equal(['subject-match']);
    expect(checkOf(other, 'subject-match').detail).to.deep.equal({ reason: 'different', expected: 'CN=example.org', found: 'CN=example.net' });
    const recoded = await reportOf({ subject: name([attribute('2.5.4.3', printableString('example.org'))]) });
    expect(checkOf(recoded, 'subject-match')).to.deep.include({ outcome: 'fail' });
    expect(checkOf(recoded, 'subject-match').detail).to.include({ reason: 'encoding' });
  });

  it('names the alternative names that were added and removed', async () => {
    const report = await reportOf({ attributes: [sanRequest(generalNames(dns('example.org'), dns('evil.example')))] });
    expect(failed(report)).to.deep.equal(['san-match']);
    expect(checkOf(report, 'san-match').detail).to.deep.equal({ added: [{ type: 'dns', value: 'evil.example' }], removed: [{ type: 'ip', value: '192.0.2.1' }] });
    const none = await reportOf({ attributes: [] });
    expect(checkOf(none, 'san-match').detail).to.deep.include({ added: [] });
    expect(checkOf(none, 'san-match').outcome).to.equal('fail');
  });

  it('takes the same names in another order and DNS names in other case for the same', async () => {
    expect(failed(await reportOf({ attributes: [sanRequest(generalNames(ip(192, 0, 2, 1), dns('EXAMPLE.org')))] }))).to.deep.equal([]);
  });

  it('compares ugly names as bytes', async () => {
    const ugly = (await selfSigned({ subject: uglyName(), san: uglySan() })).der;
    const der = await makeCsr({ key: await keyPair('new'), subject: uglyName(), attributes: [sanRequest(uglySan())] });
    expect(failed(await inspectCsr(der, { certificate: ugly }))).to.deep.equal([]);
  });

  it('only warns of other names where the RA takes them from the certificate', async () => {
    const report = await reportOf({ subject: cn('x'), attributes: [] }, { policy: { csrMismatch: 'ignore-csr' } });
    expect([checkOf(report, 'subject-match').outcome, checkOf(report, 'san-match').outcome]).to.deep.equal(['warn', 'warn']);
  });

  it('only warns of other alternative names where they may be edited; the subject must still be equal', async () => {
    const report = await reportOf({ subject: cn('x'), attributes: [] }, { policy: { san: { editable: true } } });
    expect([checkOf(report, 'subject-match').outcome, checkOf(report, 'san-match').outcome]).to.deep.equal(['fail', 'warn']);
  });

  it('fails signature algorithms that are weak or unknown', async () => {
    for (const [algorithm, reason] of [[OID.ecdsaWithSha1, 'weak'], [OID.sha1WithRsa, 'weak'], [OID.md5WithRsa, 'weak'], ['1.2.3.4', 'unknown'], [OID.rsassaPss, 'weak']] as const) {
      const report = await reportOf({ algorithm: algorithmIdentifier(algorithm) });
      expect(checkOf(report, 'signature-algorithm').outcome).to.equal('fail');
      expect(checkOf(report, 'signature-algorithm').detail).to.include({ reason });
      expect(checkOf(report, 'signature').outcome).to.equal('fail');
    }
  });

  it('fails a version other than 0', async () => {
    expect(failed(await reportOf({ version: integer(1) }))).to.deep.equal(['version']);
  });

  it('fails a request without its [0], and one with two extension requests', async () => {
    const san = sanRequest(SAN);
    const missing = await reportOf({ attributes: null }, { policy: { csrMismatch: 'ignore-csr' } });
    expect(checkOf(missing, 'attributes')).to.deep.include({ outcome: 'fail', detail: { reason: 'missing' } });
    const two = await reportOf({ attributes: [san, extensionRequest(extension('2.5.29.15', Uint8Array.of(3, 2, 5, 160)))] });
    expect(failed(two)).to.deep.equal(['extension-request']);
    expect(checkOf(two, 'extension-request').detail).to.deep.equal({ attributes: 2, values: 2 });
  });

  it('fails an extension that stands twice', async () => {
    const report = await reportOf({ attributes: [extensionRequest(extension(OID.subjectAltName, SAN), extension(OID.subjectAltName, SAN))] });
    expect(failed(report)).to.deep.equal(['duplicate-extension']);
    expect(checkOf(report, 'duplicate-extension').detail).to.deep.equal({ oids: [OID.subjectAltName], names: ['subjectAltName'] });
  });

  it('warns of a challenge password, and shows it nowhere', async () => {
    const report = await reportOf({ attributes: [sanRequest(SAN), sequence(oid(OID.challengePassword), set(utf8String('hunter2')))] });
    expect(checkOf(report, 'challenge-password').outcome).to.equal('warn');
    expect(failed(report)).to.deep.equal(['challenge-password']);
    expect(JSON.stringify(report.checks)).not.to.include('hunter2');
  });

  it('fails DNS names that are not ASCII, with the octets visible', async () => {
    for (const text of ['bücher.example', 'a\u0000.example', 'a b.example']) {
      const san = generalNames(dns(text));
      const report = await reportOf({ attributes: [sanRequest(san)] }, { policy: { csrMismatch: 'ignore-csr' } });
      expect(checkOf(report, 'dnsname-ascii').outcome).to.equal('fail');
    }
  });

  it('fails IP addresses of a wrong length', async () => {
    for (const octets of [[1, 2, 3], [192, 0, 2, 0, 255, 255, 255, 0], []]) {
      const report = await reportOf({ attributes: [sanRequest(generalNames(ip(...octets)))] }, { policy: { csrMismatch: 'ignore-csr' } });
      expect(checkOf(report, 'ip-length').outcome).to.equal('fail');
      expect(checkOf(report, 'dnsname-ascii').outcome).to.equal('pass');
    }
  });

  describe('of something that is no request', () => {
    it('refuses a private key in any clothes, and keeps no copy of it', async () => {
      const { privateKey } = await keyPair('new');
      const pkcs8 = new Uint8Array(await crypto.subtle.exportKey('pkcs8', privateKey));
      const wrapped = await wrapPrivateKey(privateKey, 'passphrase');
      const jwk = JSON.stringify(await crypto.subtle.exportKey('jwk', privateKey));
      const inputs = [
        pkcs8, encodePem('PRIVATE KEY', pkcs8), toBase64(pkcs8), encodePem('CERTIFICATE REQUEST', pkcs8), wrapped.pem, wrapped.der, jwk,
        csrPem(good) + encodePem('PRIVATE KEY', pkcs8), `-----BEGIN RSA PRIVATE KEY-----\n${toBase64(pkcs8)}`, 'PuTTY-User-Key-File-3: ssh-rsa\nx',
        encodePem('OPENSSH PRIVATE KEY', Uint8Array.of(1, 2, 3)), new Blob([encodePem('EC PRIVATE KEY', pkcs8)]),
      ];
      for (const input of inputs) {
        const report = await inspectCsr(input, { certificate });
        expect(report.kind).to.equal('private-key');
        expect(report.checks.map(({ id, outcome }) => [id, outcome])).to.deep.equal([['wrong-object', 'fail']]);
        expect(Object.keys(report)).to.have.members(['bytes', 'kind', 'checks']);
      }
    });

    it('tells certificates, public keys, PKCS#7 and PKCS#12 for what they are', async () => {
      const spki = await spkiOf(await keyPair('new'));
      const pkcs7 = sequence(oid(OID.signedData));
      const pkcs12 = sequence(integer(3), sequence(oid(OID.data)));
      for (const [kind, input] of [
        ['certificate', certificate], ['public-key', spki], ['public-key', encodePem('PUBLIC KEY', spki)], ['pkcs7', pkcs7],
        ['pkcs7', encodePem('PKCS7', pkcs7)], ['pkcs12', pkcs12], ['pkcs7', Uint8Array.of(0x30, 0x80, ...oid(OID.signedData), 0, 0)],
        ['pkcs12', Uint8Array.of(0x30, 0x80, 2, 1, 3, 0x30, 0x80, 0, 0)],
      ] as const) {
        const report = await inspectCsr(input, { certificate });
        expect(report.kind).to.equal(kind);
        expect(failed(report)).to.deep.equal(['wrong-object']);
        expect(report.pem).to.equal(undefined);
      }
    });

    it('says what cannot be read at all', async () => {
      for (const [input, reason] of [
        ['', 'empty'], ['hello, is this the right field?', 'base64'], ['-----BEGIN CERTIFICATE REQUEST-----\nMIIB', 'pem'],
        [Uint8Array.of(1, 2, 3, 4), 'base64'], [csrPem(sequence(integer(7))), 'der'], [good.subarray(0, 100), 'unknown'],
      ] as const) {
        const report = await inspectCsr(input, { certificate });
        expect(report.kind).to.equal('unknown');
        expect(report.checks.map(({ id, outcome, detail }) => ({ id, outcome, detail }))).to.deep.equal([{ id: 'format', outcome: 'fail', detail: { reason } }]);
      }
    });

    it('refuses a huge file by its size, without reading it', async () => {
      const file = new Blob([new Uint8Array(65_537)]);
      file.arrayBuffer = () => Promise.reject(new Error('it was read'));
      expect(await errorOf(inspectCsr(file, { certificate }))).to.deep.include({ code: 'too-large', detail: { limit: 65_536, bytes: 65_537 } });
      expect(await errorOf(inspectCsr('M'.repeat(65_537)))).to.include({ code: 'too-large' });
    });

    it('says when a file cannot be read', async () => {
      const file = new Blob(['x']);
      file.arrayBuffer = () => Promise.reject(new DOMException('gone', 'NotReadableError'));
      expect(await errorOf(inspectCsr(file))).to.include({ code: 'bad-input', reason: 'unreadable' });
    });

    it('ends when it is aborted', async () => {
      expect(await errorOf(inspectCsr(good, { signal: AbortSignal.abort() }))).to.include({ code: 'aborted' });
    });
  });

  it('gives a report for whatever it is given, or a RekeyError', async () => {
    const pem = csrPem(good);
    const damaged = fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 3 }).map((edits) => {
      const copy = good.slice();
      for (const [at, value] of edits) copy[at] = value;
      return copy;
    });
    const texts = fc.tuple(fc.nat(pem.length), fc.string({ maxLength: 5 })).map(([at, text]) => pem.slice(0, at) + text + pem.slice(at));
    const inputs = fc.oneof<fc.Arbitrary<string | Uint8Array>[]>(damaged, texts, fc.string(), fc.uint8Array({ maxLength: 300 }));
    await fc.assert(fc.asyncProperty(inputs, async (input) => {
      try {
        const report = await inspectCsr(input, { certificate });
        expect(report.checks.length).to.be.greaterThan(0);
        JSON.stringify(report.checks);
      } catch (thrown) {
        expect(thrown).to.be.instanceOf(RekeyError);
      }
    }), { numRuns: 400 });
  });

  it('notices every change of a bit in what was signed', async () => {
    await fc.assert(fc.asyncProperty(fc.nat(good.length - 1), fc.nat(7), async (at, bit) => {
      const copy = good.slice();
      copy[at] = (copy[at] ?? 0) ^ (1 << bit);
      const report = await inspectCsr(copy, { certificate });
      expect(failed(report)).not.to.deep.equal([]);
    }), { numRuns: 200 });
  });

  it('takes RSA requests with their NULL', async () => {
    const key = await keyPair('rsa', 'rsa-2048');
    expect(failed(await reportOf({ key, algorithm: algorithmIdentifier(OID.sha256WithRsa, derNull()) }))).to.deep.equal([]);
  });
});
