/** In what forms requests come, and what is given in their place. */
import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { inspectCsr, wrapPrivateKey, type CsrReport } from '../../../src/crypto.js';
import { bytesOf, concat, toBase64, toHex } from '../../../src/crypto/bytes.js';
import { bitString, context, integer, octetString, oid, sequence, set, time, utf8String, algorithmIdentifier, derNull } from '../../../src/crypto/der.js';
import { OID } from '../../../src/crypto/oids.js';
import { encodePem } from '../../../src/crypto/pem.js';
import { checkOf, cn, dns, errorOf, failed, generalNames, ip, keyPair, makeCsr, sanRequest, selfSigned, spkiOf } from './fixtures.js';

const ascii = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
const utf16 = (text: string, bigEndian = false): Uint8Array<ArrayBuffer> => {
  const out = new Uint8Array(text.length * 2);
  for (let i = 0; i < text.length; i++) new DataView(out.buffer).setUint16(2 * i, text.charCodeAt(i), !bigEndian);
  return out;
};
const lines = (base64: string, length: number, end = '\n'): string => (base64.match(new RegExp(`.{1,${length}}`, 'g')) ?? []).join(end);
const armour = (label: string, body: string, end = '\n'): string => `-----BEGIN ${label}-----${end}${body}${end}-----END ${label}-----${end}`;
const pemOf = (label: string, der: Uint8Array): string => encodePem(label, der);

describe('what a request is given in', () => {
  let good: Uint8Array<ArrayBuffer>;
  let pem: string;
  let base64: string;
  before(async () => {
    good = await makeCsr({ key: await keyPair('new'), attributes: [sanRequest(generalNames(dns('example.org'), ip(192, 0, 2, 1)))] });
    pem = pemOf('CERTIFICATE REQUEST', good);
    base64 = toBase64(good);
  });

  /** Every way of handing it over reads the same request, with these checks that do not pass. */
  async function reads(input: string | Uint8Array<ArrayBuffer>, ...noted: readonly string[]): Promise<void> {
    for (const each of [input, new Blob([input]), ...(typeof input === 'string' ? [ascii(input)] : [])]) {
      const report = await inspectCsr(each);
      expect(report.kind).to.equal('csr');
      expect(failed(report)).to.deep.equal(noted);
      expect(report.pem).to.equal(pem);
      expect(report.der).to.deep.equal(good);
    }
  }

  it('is PEM with line ends of each kind, and without the last', async () => {
    for (const end of ['\n', '\r\n', '\r']) {
      await reads(pem.replaceAll('\n', end));
      await reads(pem.trim().replaceAll('\n', end));
    }
    await reads(pem.replaceAll('\n', '\r\n\r\n'));
    await reads(`\n\n \t${pem}\n\n`);
  });

  it('is PEM with lines of any length, spaces at their ends, or indented', async () => {
    for (const length of [1, 48, 63, 65, 76, 100_000]) await reads(armour('CERTIFICATE REQUEST', lines(base64, length)));
    await reads(pem.replaceAll('\n', '  \t\n'));
    await reads(pem.replace(/^/gm, '    '));
    await reads(pem.replaceAll('\n', ' '));
    await reads(`-----BEGIN CERTIFICATE REQUEST-----${base64}-----END CERTIFICATE REQUEST-----`);
  });

  it('is PEM under the old label', async () => {
    await reads(pemOf('NEW CERTIFICATE REQUEST', good));
  });

  it('is PEM in UTF-8 and UTF-16, with a byte order mark or without', async () => {
    await reads(`\uFEFF${pem}`);
    await reads(concat([Uint8Array.of(0xef, 0xbb, 0xbf), ascii(pem)]));
    for (const text of [pem, `\uFEFF${pem}`, `\uFEFF${pem.replaceAll('\n', '\r\n')}`]) {
      await reads(utf16(text));
      await reads(utf16(text, true));
    }
  });

  it('is PEM in the middle of a text', async () => {
    const dump = 'Certificate Request:\n    Data:\n        Version: 1 (0x0)\n        Subject: CN = example.org\n            Public Key Algorithm: id-ecPublicKey\n                Public-Key: (256 bit)\n                pub:\n                    04:ab:cd\n';
    for (const text of [`${dump}${pem}`, `${pem}bye\n`, `-- \nbest regards\n${pem}`, `> quoted\n${pem}> quoted`, `0 first\n${pem}`]) await reads(text, 'surrounding-text');
  });

  it('is base64 without armour, in lines or in one', async () => {
    await reads(base64);
    for (const end of ['\n', '\r\n', '\r']) await reads(lines(base64, 64, end) + end);
    await reads(lines(base64, 76));
    await reads(`\uFEFF${base64}`);
    await reads(utf16(`\uFEFF${base64}\r\n`));
  });

  it('is DER', async () => {
    await reads(good);
    expect((await inspectCsr(new Blob([good], { type: 'application/pkcs10' }))).kind).to.equal('csr');
    const shifted = concat([Uint8Array.of(9, 9), good]).subarray(2);
    expect((await inspectCsr(shifted)).pem).to.equal(pem);
  });

  it('is read beside other blocks, of which it tells', async () => {
    const certificate = (await selfSigned()).pem;
    for (const [text, kinds] of [
      [pem + pem, ['csr', 'csr']], [certificate + pem, ['certificate', 'csr']], [pem + certificate, ['csr', 'certificate']],
      [pemOf('EC PARAMETERS', oid(OID.p256)) + pem, ['unknown', 'csr']],
    ] as const) {
      const report = await inspectCsr(text);
      expect(failed(report)).to.deep.equal(['multiple-pem']);
      expect(checkOf(report, 'multiple-pem').detail).to.deep.equal({ blocks: 2, kinds });
      expect(report.pem).to.equal(pem);
    }
  });

  it('is what the content says, under whatever label', async () => {
    for (const label of ['CERTIFICATE', 'PKCS7', 'X509 CRL', 'ANYTHING']) expect((await inspectCsr(pemOf(label, good))).kind).to.equal('csr');
  });
});

describe('what is given in place of a request', () => {
  const algorithm = algorithmIdentifier(OID.ecdsaWithSha256);
  const validity = [time(new Date('2026-01-01T00:00:00Z')), time(new Date('2026-02-01T00:00:00Z'))];
  const crl = (...head: readonly Uint8Array[]): Uint8Array => sequence(sequence(...head, algorithm, cn('CA'), ...validity), algorithm, bitString(new Uint8Array(70)));

  /** Its kind in every way of handing it over; the report holds nothing else. */
  async function isKind(kind: string, input: string | Uint8Array<ArrayBuffer>): Promise<void> {
    const forms = typeof input === 'string' ? [input, ascii(input), utf16(`\uFEFF${input}`), `\uFEFF${input}`, input.replaceAll('\n', '\r\n'), input.replaceAll('\n', '\r')] : [input, toBase64(input)];
    for (const form of [...forms, new Blob([input])]) {
      const report = await inspectCsr(form);
      expect(report.checks).to.deep.equal([{ id: 'wrong-object', outcome: 'fail', source: 'RFC 2986', detail: { kind } }]);
      expect(report.kind).to.equal(kind);
      expect(Object.keys(report)).to.have.members(['bytes', 'kind', 'checks']);
    }
  }

  it('is named: a certificate', async () => {
    const { der, pem } = await selfSigned({ san: generalNames(dns('example.org')) });
    const text = `Certificate:\n    Data:\n        Version: 3 (0x2)\n        Serial Number: 1\n    Signature Algorithm: ecdsa-with-SHA256\n`;
    for (const input of [pem, der, pemOf('X509 CERTIFICATE', der), text + pem, text, pem + pem, `subject=CN = x\nissuer=CN = y\n${pem}`]) await isKind('certificate', input);
    // OpenSSL's trusted form has what it is trusted for behind it.
    await isKind('certificate', pemOf('TRUSTED CERTIFICATE', concat([der, sequence(sequence(oid('1.3.6.1.5.5.7.3.1')))])));
    const version1 = sequence(sequence(integer(1), algorithm, cn('a'), sequence(...validity), cn('b'), await spkiOf(await keyPair('new'))), algorithm, bitString(new Uint8Array(70)));
    await isKind('certificate', version1);
  });

  it('is named: a list of revoked certificates, of both versions', async () => {
    for (const list of [crl(), crl(integer(1))]) {
      await isKind('crl', bytesOf(list));
      await isKind('crl', pemOf('X509 CRL', list));
    }
  });

  it('is named: PKCS#7 and PKCS#12, in DER and in BER with lengths of any form', async () => {
    await isKind('pkcs7', sequence(oid(OID.signedData), context(0, sequence(integer(1)))));
    await isKind('pkcs7', pemOf('PKCS7', sequence(oid(OID.signedData))));
    await isKind('pkcs7', pemOf('CMS', sequence(oid('1.2.840.113549.1.7.3'))));
    await isKind('pkcs7', Uint8Array.of(0x30, 0x80, ...oid(OID.signedData), 0xa0, 0x80, 0x30, 0x80, 0, 0, 0, 0, 0, 0));
    await isKind('pkcs12', sequence(integer(3), sequence(oid(OID.data))));
    await isKind('pkcs12', Uint8Array.of(0x30, 0x80, 2, 1, 3, 0x30, 0x80, 0, 0, 0, 0));
    await isKind('pkcs12', Uint8Array.of(0x30, 0x84, 0, 0, 0, 5, 2, 1, 3, 0x30, 0));
    await isKind('pkcs12', pemOf('PKCS12', sequence(integer(3), sequence())));
  });

  it('is named: public keys', async () => {
    const pair = await keyPair('new', 'rsa-2048');
    const spki = await spkiOf(pair);
    await isKind('public-key', spki);
    await isKind('public-key', pemOf('PUBLIC KEY', spki));
    await isKind('public-key', pemOf('RSA PUBLIC KEY', sequence(integer(new Uint8Array(256).fill(0x7f)), integer(3))));
    await isKind('public-key', JSON.stringify(await crypto.subtle.exportKey('jwk', pair.publicKey)));
    await isKind('public-key', JSON.stringify({ keys: [await crypto.subtle.exportKey('jwk', pair.publicKey)] }, null, 2));
    await isKind('public-key', '<RSAKeyValue><Modulus>AQAB</Modulus><Exponent>AQAB</Exponent></RSAKeyValue>');
  });

  it('is named: keys of SSH and PGP, Java\'s key stores, a web page', async () => {
    await isKind('ssh-public-key', 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGh anna@example.org\n');
    await isKind('ssh-public-key', 'from="*.example.org" ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTI=\n');
    await isKind('ssh-public-key', '---- BEGIN SSH2 PUBLIC KEY ----\nComment: "x"\nAAAAB3NzaC1yc2E=\n---- END SSH2 PUBLIC KEY ----\n');
    await isKind('pgp', armour('PGP PUBLIC KEY BLOCK', 'Version: x\n\nmDMEZ1==\n=abcd'));
    await isKind('pgp', armour('PGP MESSAGE', '\nhQEMA0==\n=abcd'));
    // A version 4 key, algorithm 22, in the old and in the new form of a packet.
    for (const head of [[0x98, 51], [0xc6, 51]]) await isKind('pgp', Uint8Array.from([...head, 4, 0x67, 1, 2, 3, 22, ...new Uint8Array(45)]));
    for (const magic of [[0xfe, 0xed, 0xfe, 0xed], [0xce, 0xce, 0xce, 0xce]]) await isKind('java-keystore', Uint8Array.from([...magic, 0, 0, 0, 2, 0, 0, 0, 1]));
    await isKind('web-page', '<!DOCTYPE html>\n<html lang="en"><title>Sign in</title></html>\n');
    await isKind('web-page', '\n<?xml version="1.0" encoding="UTF-8"?>\n<html xmlns="http://www.w3.org/1999/xhtml"></html>');
  });

  it('is told to be nothing that can be read', async () => {
    for (const [input, reason] of [
      ['', 'empty'], [' \r\n\t', 'empty'], ['\uFEFF', 'empty'], [new Uint8Array(0), 'empty'], ['CSR', 'base64'], ['Hello!', 'base64'], ['MIIB', 'unknown'],
      ['-----BEGIN CERTIFICATE REQUEST-----\nMIIB', 'pem'], ['-----BEGIN CERTIFICATE REQUEST-----\nMIIB\n-----END CERTIFICATE-----', 'pem'],
      [armour('CERTIFICATE REQUEST', 'MI*B'), 'base64'], [armour('CERTIFICATE REQUEST', ''), 'empty'], [armour('EC PARAMETERS', 'BggqhkjOPQMBBw=='), 'unknown'],
      [Uint8Array.of(0x50, 0x4b, 3, 4, 20, 0), 'base64'], [Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10), 'base64'], [Uint8Array.of(0x30, 0x80, 0, 0), 'unknown'],
      [new Uint8Array(1000), 'base64'], [new Uint8Array(1000).fill(0x30), 'unknown'],
    ] as const) {
      for (const form of [input, new Blob([input])]) {
        const report = await inspectCsr(form);
        expect(report).to.deep.include({ kind: 'unknown', checks: [{ id: 'format', outcome: 'fail', source: 'RFC 2986 section 4', detail: { reason } }] });
      }
    }
  });

  it('is refused by its size alone, 50 MB of whatever', async () => {
    const size = 50 * 2 ** 20;
    const limit = 65_536;
    const file = new Blob([new Uint8Array(size)]);
    for (const method of ['arrayBuffer', 'text', 'stream', 'slice'] as const) Object.defineProperty(file, method, { value: () => { throw new Error('it was read'); } });
    for (const input of [file, new Uint8Array(size), 'M'.repeat(size), `-----BEGIN PRIVATE KEY-----${' '.repeat(size - 27)}`]) {
      expect(await errorOf(inspectCsr(input))).to.deep.include({ code: 'too-large', detail: { limit, bytes: size } });
    }
    expect(await errorOf(inspectCsr(new Blob([new Uint8Array(limit + 1)])))).to.include({ code: 'too-large' });
    expect((await inspectCsr(new Blob([new Uint8Array(limit)]))).kind).to.equal('unknown');
  });
});

describe('a private key in place of a request, or beside it', () => {
  /** Nothing of it is in the report: no run of its octets, in bytes, base64 or hex. */
  function assertForgotten(report: CsrReport, secret: Uint8Array): void {
    expect(report.kind).to.equal('private-key');
    expect(Object.keys(report)).to.have.members(['bytes', 'kind', 'checks']);
    expect(report.checks).to.deep.equal([{ id: 'wrong-object', outcome: 'fail', source: 'RFC 2986', detail: { kind: 'private-key' } }]);
    const text = JSON.stringify(report);
    for (let at = 0; at + 6 <= secret.length; at++) {
      const run = secret.subarray(at, at + 6);
      expect(text.includes(toBase64(run)) || text.includes(toHex(run))).to.equal(false);
    }
  }

  it('is a private key in every form that there is, and nothing of it is kept', async () => {
    const pair = await keyPair('secret');
    const pkcs8 = new Uint8Array(await crypto.subtle.exportKey('pkcs8', pair.privateKey));
    const rsa = await keyPair('secret', 'rsa-2048');
    const rsaPkcs8 = new Uint8Array(await crypto.subtle.exportKey('pkcs8', rsa.privateKey));
    const [jwk, rsaJwk, publicJwk] = await Promise.all([pair.privateKey, rsa.privateKey, pair.publicKey].map((key) => crypto.subtle.exportKey('jwk', key)));
    const scalar = Uint8Array.from(atob((jwk?.d ?? '').replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0));
    const sec1 = sequence(integer(1), octetString(scalar), context(0, oid(OID.p256)));
    // PKCS#1 stands in the OCTET STRING of PKCS#8.
    const pkcs1 = rsaPkcs8.subarray(26);
    const wrapped = await wrapPrivateKey(pair.privateKey, 'passphrase');
    const csr = await makeCsr({ key: pair });
    const csrPem = pemOf('CERTIFICATE REQUEST', csr);
    const key = pemOf('PRIVATE KEY', pkcs8);
    const traditional = armour('RSA PRIVATE KEY', `Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00112233445566778899AABBCCDDEEFF\n\n${lines(toBase64(pkcs1), 64)}`);
    const openssh = concat([ascii('openssh-key-v1\0'), pkcs8]);
    const inputs: readonly (string | Uint8Array<ArrayBuffer>)[] = [
      pkcs8, rsaPkcs8, bytesOf(sec1), bytesOf(pkcs1), bytesOf(wrapped.der), wrapped.pem, key, pemOf('RSA PRIVATE KEY', pkcs1), pemOf('EC PRIVATE KEY', sec1), pemOf('ANY PRIVATE KEY', pkcs8),
      traditional, traditional.replaceAll('\n', '\r\n'), traditional.replaceAll('\n', '\r'),
      // Armour that is open, or broken, or of something else.
      key.slice(0, -20), key.replace('M', '*'), pemOf('CERTIFICATE REQUEST', pkcs8), pemOf('CERTIFICATE', sec1),
      armour('OPENSSH PRIVATE KEY', lines(toBase64(openssh), 70)), openssh, toBase64(openssh),
      `PuTTY-User-Key-File-3: ecdsa-sha2-nistp256\nEncryption: none\nPrivate-Lines: 1\n${toBase64(scalar)}\n`,
      `---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----\n${toBase64(scalar)}\n---- END SSH2 ENCRYPTED PRIVATE KEY ----\n`,
      armour('PGP PRIVATE KEY BLOCK', `\n${toBase64(scalar)}\n=abcd`), armour('PGP PRIVATE KEY BLOCK', `\n${toBase64(scalar)}`),
      ...[0x94, 0x95, 0xc5].map((head) => bytesOf(Uint8Array.from([head, ...(head === 0x95 ? [0, 88] : [88]), 4, 0x67, 1, 2, 3, 19, ...scalar]))),
      JSON.stringify(jwk), JSON.stringify(rsaJwk, null, 2), JSON.stringify({ keys: [publicJwk, jwk] }), JSON.stringify({ kty: 'oct', k: toBase64(scalar) }),
      JSON.stringify({ kty: 'AKP', alg: 'ML-DSA-44', pub: 'AA', priv: toBase64(scalar) }),
      `<RSAKeyValue><Modulus>AQAB</Modulus><Exponent>AQAB</Exponent><D>${toBase64(scalar)}</D></RSAKeyValue>`,
      `Private-Key: (256 bit)\npriv:\n    ${toHex(scalar).replace(/..(?=.)/g, '$&:')}\npub:\n    04\n`, `RSA Private-Key: (2048 bit, 2 primes)\nprivateExponent:\n    ${toHex(scalar)}\n`,
      `Public Key Info:\n\tPublic Key Algorithm: EC/ECDSA\nprivate key:\n\t${toHex(scalar)}\n`,
      // Beside a request: before it, behind it, in either encoding.
      csrPem + key, key + csrPem, `${csrPem}${toBase64(openssh)}`, csrPem + traditional, concat([csr, pkcs8]), concat([csr, Uint8Array.of(10), pkcs8]), concat([csr, ascii(' \t'), pkcs8]), csrPem + key.replaceAll('PRIVATE KEY', 'Private Key'), concat([csr, csr, bytesOf(sec1)]),
      concat([csr, ascii(`\n${key}`)]), pemOf('CERTIFICATE REQUEST', concat([csr, pkcs8])), `0\n${key}`, `${csrPem}\n${JSON.stringify(jwk)}`,
    ];
    for (const input of inputs) {
      const forms = typeof input === 'string' ? [input, ascii(input), utf16(`\uFEFF${input}`), new Blob([input])] : [input, toBase64(input), lines(toBase64(input), 64), new Blob([input])];
      for (const form of forms) assertForgotten(await inspectCsr(form), scalar);
    }
  }).timeout(30_000);

  it('is not looked for in armour within armour, which is no request either', async () => {
    const csrPem = pemOf('CERTIFICATE REQUEST', await makeCsr({ key: await keyPair('new') }));
    for (const inner of [csrPem, `${armour('X', toBase64(ascii('hidden')))}${csrPem}`]) {
      const report = await inspectCsr(pemOf('CERTIFICATE REQUEST', ascii(inner)));
      expect(report.kind).to.equal('unknown');
      expect(report).not.to.have.any.keys('pem', 'der');
    }
  });

  it('is none where words only look like it', async () => {
    const csr = pemOf('CERTIFICATE REQUEST', await makeCsr({ key: await keyPair('new') }));
    for (const text of ['The private key stays on the server.\n', 'Private-Key: on a token\n', 'Public-Key: (256 bit)\n', '"kty" is a member\n']) expect((await inspectCsr(text + csr)).kind).to.equal('csr');
  });
});

describe('inspectCsr, whatever it is given', () => {
  it('has a report, and throws nothing', async () => {
    const good = await makeCsr({ key: await keyPair('new'), attributes: [sanRequest(generalNames(dns('example.org')))] });
    const pem = pemOf('CERTIFICATE REQUEST', good);
    const edited = (length: number): fc.Arbitrary<[number, number][]> => fc.array(fc.tuple(fc.nat(length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 });
    const inputs = fc.oneof<fc.Arbitrary<string | Uint8Array<ArrayBuffer>>[]>(
      edited(good.length).map((edits) => { const copy = good.slice(); for (const [at, value] of edits) copy[at] = value; return copy; }),
      fc.tuple(fc.nat(good.length), fc.nat(good.length)).map(([from, to]) => good.slice(from, to)),
      fc.tuple(fc.nat(good.length), fc.nat(good.length)).map(([from, to]) => concat([good.subarray(0, to), good.subarray(from)])),
      fc.tuple(fc.nat(pem.length), fc.string({ maxLength: 12, unit: 'binary' })).map(([at, text]) => pem.slice(0, at) + text + pem.slice(at)),
      fc.uint8Array({ maxLength: 400 }).map((bytes) => Uint8Array.from(bytes)), fc.uint8Array({ maxLength: 200 }).map((bytes) => sequence(bytes)),
      fc.uint8Array({ maxLength: 60 }).map((bytes) => sequence(sequence(integer(0), cn('x'), sequence(algorithmIdentifier(OID.rsaEncryption, derNull()), bitString(bytes)), context(0, bytes)), algorithmIdentifier(OID.sha256WithRsa), bitString(bytes))),
      fc.uint8Array({ maxLength: 60 }).map((bytes) => sequence(sequence(integer(0), sequence(set(sequence(oid('2.5.4.3'), bytes))), sequence(algorithmIdentifier(OID.ecPublicKey, oid(OID.p256)), bitString(bytes)),
        context(0, sequence(oid(OID.extensionRequest), set(sequence(sequence(oid(OID.subjectAltName), octetString(bytes))))))), algorithmIdentifier(OID.ecdsaWithSha256), bitString(bytes))),
      fc.string({ unit: 'binary', maxLength: 300 }), fc.json(), fc.constant(utf8String('x')),
    );
    await fc.assert(fc.asyncProperty(inputs, async (input) => {
      const report = await inspectCsr(input);
      expect(report.checks.length).to.be.greaterThan(0);
      JSON.stringify(report.checks);
      expect(report.kind === 'csr').to.equal(report.pem !== undefined);
    }), { numRuns: 1500, seed: 4 });
  }).timeout(60_000);
});
