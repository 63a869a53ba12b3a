import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  createCsr, exportPkcs12, exportPlainKey, generateKey, inspectCsr, proveKey, unwrapPrivateKey, wrapPrivateKey, type KeyAlgorithmId,
} from '../../../src/crypto.js';
import { equalBytes } from '../../../src/crypto/bytes.js';
import { sliceCertificate, sliceCsr } from '../../../src/crypto/x509.js';
import { without, workFolder } from '../../support/programs.js';
import { keyPair, spkiOf } from '../../unit/crypto/fixtures.js';

const PASSPHRASE = 'correct horse; battery "staple" ~1';

/** What a request is signed with: RSA has a NULL (RFC 4055 section 5), ECDSA the hash of its curve and no parameters (RFC 5758 3.2), as Ed25519 (RFC 8410 3). */
const SIGNATURES: Readonly<Partial<Record<KeyAlgorithmId, readonly string[]>>> = {
  'ec-p256': ['OBJECT :ecdsa-with-SHA256'], 'ec-p384': ['OBJECT :ecdsa-with-SHA384'], 'ec-p521': ['OBJECT :ecdsa-with-SHA512'],
  'rsa-2048': ['OBJECT :sha256WithRSAEncryption', 'NULL'], 'rsa-3072': ['OBJECT :sha256WithRSAEncryption', 'NULL'],
  'rsa-4096': ['OBJECT :sha256WithRSAEncryption', 'NULL'], ed25519: ['OBJECT :ED25519'],
};

describe('what OpenSSL makes of our files', { skip: without('openssl') }, () => {
  const folder = workFolder('openssl');
  const { text, write } = folder;
  const blob = (name: string): Blob => new Blob([Uint8Array.from(folder.bytes(name))]);
  const run = (...args: string[]): string => folder.run('openssl', ...args);
  const fails = (...args: string[]): boolean => folder.fails('openssl', ...args);

  /** A self-signed certificate with the subject and SAN given in OpenSSL's own syntax. */
  function certificate(name: string, subject: string, san: string | undefined): string {
    run('req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', `${name}.key`, '-out', name,
      '-subj', subject, '-multivalue-rdn', '-utf8', '-days', '30', ...(san === undefined ? [] : ['-addext', `subjectAltName=${san}`]));
    return text(name);
  }

  /** It ends well even where the signature is wrong (OpenSSL 3.0): what it says counts. */
  function assertVerified(file: string): void {
    assert.match(folder.start('openssl', 'req', '-verify', '-noout', '-in', file).stderr, /self-signature verify OK/);
  }

  /** The elements of a request, indented by their depth, as `asn1parse` names them; of names and key the outermost alone. */
  function elements(file: string): string[] {
    let inAttributes = false;
    return run('asn1parse', '-in', file).trimEnd().split('\n').flatMap((line) => {
      const [, depth = '', type = '', value = ''] = /^ *\d+:d=(\d+) .*(?:prim|cons): (cont \[ \d \]|[A-Z0-9]+(?: STRING)?) *(:.*)?/.exec(line) ?? assert.fail(line);
      inAttributes ||= type.startsWith('cont');
      return Number(depth) > 2 && !inAttributes ? [] : [`${' '.repeat(Number(depth))}${type}${value && ` ${value}`}`];
    });
  }
  /** Of a request with these attributes. */
  const expected = (attributes: readonly string[], signature: readonly string[]): string[] => [
    'SEQUENCE', ' SEQUENCE', '  INTEGER :00', '  SEQUENCE', '  SEQUENCE', '  cont [ 0 ]', ...attributes, ' SEQUENCE', ...signature.map((each) => `  ${each}`), ' BIT STRING',
  ];
  const extensionRequest = (...critical: readonly string[]): string[] => [
    '   SEQUENCE', '    OBJECT :Extension Request', '    SET', '     SEQUENCE', '      SEQUENCE', '       OBJECT :X509v3 Subject Alternative Name',
    ...critical.map((each) => `       ${each}`), '       OCTET STRING',
  ];

  for (const [algorithm, signature] of Object.entries(SIGNATURES) as [KeyAlgorithmId, readonly string[]][]) {
    it(`verifies a request with a new ${algorithm} key: version 0, one extensionRequest and nothing else in [0], the certificate's names, ${signature.join(' and ')}`, async () => {
      const pem = certificate('plain.pem', '/C=SK/O=Žltý kôň, a.s.+OU=x/CN=example.org', 'DNS:example.org,DNS:*.example.org,IP:2001:db8::1,otherName:1.3.6.1.4.1.311.20.2.3;UTF8:anna@example.org');
      const csr = await createCsr({ certificate: pem, key: await keyPair('new', algorithm) });
      write('made.csr', csr.pem);
      assertVerified('made.csr');
      assert.deepEqual(elements('made.csr'), expected(extensionRequest(), signature));
      const [made, old] = [sliceCsr(csr.der), sliceCertificate(pem)];
      assert.ok(equalBytes(made.subject, old.subject));
      assert.ok(made.san !== undefined && old.san !== undefined && equalBytes(made.san, old.san));
    });
  }

  it('finds the [0] of a request without attributes, and nothing in it', async () => {
    write('nosan.csr', (await createCsr({ certificate: certificate('nosan.pem', '/CN=no names', undefined), key: await keyPair('new') })).pem);
    assertVerified('nosan.csr');
    assert.deepEqual(elements('nosan.csr'), expected([], ['OBJECT :ecdsa-with-SHA256']));
    assert.match(run('req', '-noout', '-text', '-in', 'nosan.csr'), /Version: 1 \(0x0\)[^]*Attributes:\s+\(none\)/);
  });

  it('finds a critical SAN in the request of a certificate without a subject', async () => {
    write('nameless.csr', (await createCsr({ certificate: certificate('nameless.pem', '/', 'critical,DNS:nameless.example.org'), key: await keyPair('new') })).pem);
    assertVerified('nameless.csr');
    assert.deepEqual(elements('nameless.csr'), expected(extensionRequest('BOOLEAN :255'), ['OBJECT :ecdsa-with-SHA256']));
    assert.match(run('req', '-noout', '-text', '-in', 'nameless.csr'), /Subject Alternative Name: critical/);
  });

  it('finds no challenge password, nor any other attribute, in a request for a certificate that has more extensions', async () => {
    run('req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', 'rich.key', '-out', 'rich.pem', '-subj', '/CN=rich.example.org', '-days', '30',
      '-addext', 'subjectAltName=DNS:rich.example.org', '-addext', 'keyUsage=critical,digitalSignature', '-addext', 'extendedKeyUsage=serverAuth', '-addext', 'tlsfeature=status_request');
    write('rich.csr', (await createCsr({ certificate: text('rich.pem'), key: await keyPair('new', 'rsa-2048') })).pem);
    assertVerified('rich.csr');
    assert.deepEqual(elements('rich.csr'), expected(extensionRequest(), ['OBJECT :sha256WithRSAEncryption', 'NULL']));
  });

  for (const algorithm of ['ec-p256', 'rsa-2048', 'ed25519'] as const) {
    it(`opens an encrypted ${algorithm} key with the passphrase and with no other`, async () => {
      const pair = await generateKey(algorithm);
      const { pem, der } = await wrapPrivateKey(pair.privateKey, PASSPHRASE);
      write('key.pem', pem);
      write('key.der', der);
      const spki = await spkiOf(pair);
      run('pkey', '-in', 'key.pem', '-passin', `pass:${PASSPHRASE}`, '-pubout', '-outform', 'DER', '-out', 'published.der');
      assert.ok(equalBytes(folder.bytes('published.der'), spki));
      run('pkcs8', '-inform', 'DER', '-in', 'key.der', '-passin', `pass:${PASSPHRASE}`, '-out', 'plain.key');
      assert.ok(fails('pkey', '-in', 'key.pem', '-passin', 'pass:another', '-noout'));
      const layout = run('asn1parse', '-in', 'key.pem');
      assert.match(layout, /PBES2[^]*PBKDF2[^]*:0927C0[^]*hmacWithSHA256[^]*aes-256-cbc/);
    });
  }

  it('opens a PKCS#12 file with key, certificate and chain, and not with another passphrase', async () => {
    const pem = certificate('ca.pem', '/CN=Test CA', undefined);
    const pair = await generateKey('ec-p256');
    const leaf = certificate('old.pem', '/CN=shop.example.org', 'DNS:shop.example.org');
    const csr = await createCsr({ certificate: leaf, key: pair });
    write('new.csr', csr.pem);
    run('x509', '-req', '-in', 'new.csr', '-CA', 'ca.pem', '-CAkey', 'ca.pem.key', '-CAcreateserial', '-copy_extensions', 'copy', '-out', 'new.pem');
    const issued = text('new.pem');
    const { pem: encryptedKey } = await wrapPrivateKey(pair.privateKey, PASSPHRASE);
    write('new.p12', await exportPkcs12({ encryptedKey, passphrase: PASSPHRASE, certificate: issued, chain: [pem], friendlyName: 'Obchod é' }));

    const shown = folder.start('openssl', 'pkcs12', '-in', 'new.p12', '-passin', `pass:${PASSPHRASE}`, '-nodes', '-info');
    assert.equal(shown.status, 0, shown.stderr);
    assert.match(shown.stderr, /MAC: sha256, Iteration 300000/);
    assert.equal(shown.stderr.match(/PBES2, PBKDF2, AES-256-CBC, Iteration 300000, PRF hmacWithSHA256/g)?.length, 2);
    assert.equal(shown.stdout.match(/localKeyID/g)?.length, 2);
    assert.equal(shown.stdout.match(/friendlyName: Obchod/g)?.length, 2);
    assert.equal(shown.stdout.match(/BEGIN CERTIFICATE/g)?.length, 2);
    assert.match(shown.stdout, /BEGIN PRIVATE KEY/);
    assert.ok(fails('pkcs12', '-in', 'new.p12', '-passin', 'pass:another', '-noout'));
  });

  it('reads the plain key that was asked for', async () => {
    const pair = await generateKey('rsa-2048');
    const { pem: encryptedKey } = await wrapPrivateKey(pair.privateKey, PASSPHRASE);
    write('clear.pem', await exportPlainKey({ encryptedKey, passphrase: PASSPHRASE }));
    run('pkey', '-in', 'clear.pem', '-noout', '-check');
  });

  const made = [
    ['ec P-256', ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256'], ['-v2', 'aes-256-cbc', '-v2prf', 'hmacWithSHA256']],
    ['ec P-384, AES-128 and HMAC-SHA-1', ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-384'], ['-v2', 'aes-128-cbc', '-v2prf', 'hmacWithSHA1']],
    ['ec P-521, AES-192', ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-521'], ['-v2', 'aes-192-cbc']],
    ['rsa 3072 and HMAC-SHA-512', ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:3072'], ['-v2', 'aes-256-cbc', '-v2prf', 'hmacWithSHA512']],
  ] as const;
  for (const [name, generate, encrypt] of made) {
    it(`has its own encrypted key proven: ${name}`, async () => {
      run('genpkey', ...generate, '-out', 'own.key');
      run('pkcs8', '-topk8', '-in', 'own.key', ...encrypt, '-passout', 'pass:žltý', '-out', 'own.enc');
      run('pkey', '-in', 'own.key', '-pubout', '-outform', 'DER', '-out', 'own.spki');
      const spki = folder.bytes('own.spki');
      const file = blob('own.enc');
      assert.equal(await proveKey({ file, passphrase: 'žltý', spki }), true);
      await assert.rejects(proveKey({ file, passphrase: 'zlty', spki }), { code: 'wrong-passphrase' });
      const otherSpki = await spkiOf(await keyPair('other'));
      assert.equal(await proveKey({ file, passphrase: 'žltý', spki: otherSpki }), false);
      assert.equal((await unwrapPrivateKey(file, 'žltý')).extractable, false);
    });
  }

  it('has its own requests inspected without a complaint', async () => {
    const pem = certificate('asked.pem', '/C=SK/CN=asked.example.org', 'DNS:asked.example.org,IP:192.0.2.1');
    for (const generate of [['ec', '-pkeyopt', 'ec_paramgen_curve:P-384'], ['rsa:2048']]) {
      run('req', '-new', '-newkey', ...generate, '-nodes', '-keyout', 'asked.key', '-out', 'asked.csr', '-subj', '/C=SK/CN=asked.example.org', '-utf8', '-addext', 'subjectAltName=DNS:asked.example.org,IP:192.0.2.1');
      const report = await inspectCsr(text('asked.csr'), { certificate: pem });
      assert.deepEqual(report.checks.filter(({ outcome }) => outcome !== 'pass'), []);
    }
  });

  it('makes an RSA-PSS request whose signature is verified', async () => {
    run('req', '-new', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'pss.key', '-out', 'pss.csr', '-subj', '/CN=pss', '-sigopt', 'rsa_padding_mode:pss', '-sigopt', 'rsa_pss_saltlen:32', '-sha256');
    const report = await inspectCsr(folder.bytes('pss.csr'));
    assert.equal(report.checks.find(({ id }) => id === 'signature')?.outcome, 'pass');
  });

  it('keeps things that are no encrypted key or no request: each is told for what it is', async () => {
    run('genpkey', '-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048', '-out', 'p8.key');
    run('rsa', '-in', 'p8.key', '-traditional', '-out', 'p1.key');
    run('rsa', '-in', 'p8.key', '-traditional', '-aes256', '-passout', 'pass:x', '-out', 'old.key');
    run('ecparam', '-name', 'prime256v1', '-genkey', '-noout', '-out', 'sec1.key');
    run('pkey', '-in', 'p8.key', '-pubout', '-out', 'public.pem');
    certificate('some.pem', '/CN=some', undefined);
    run('crl2pkcs7', '-nocrl', '-certfile', 'some.pem', '-out', 'some.p7b');
    run('pkcs12', '-export', '-in', 'some.pem', '-inkey', 'some.pem.key', '-passout', 'pass:x', '-out', 'some.p12');
    for (const key of ['p8.key', 'p1.key', 'sec1.key']) run('pkey', '-in', key, '-outform', 'DER', '-out', `${key}.der`, '-traditional');
    const kinds: Record<string, string> = {
      'p8.key': 'private-key', 'p1.key': 'private-key', 'old.key': 'private-key', 'sec1.key': 'private-key', 'p1.key.der': 'private-key',
      'sec1.key.der': 'private-key', 'public.pem': 'public-key', 'some.pem': 'certificate', 'some.p7b': 'pkcs7', 'some.p12': 'pkcs12',
    };
    for (const [name, kind] of Object.entries(kinds)) {
      const report = await inspectCsr(blob(name));
      assert.deepEqual({ name, kind: report.kind }, { name, kind });
      assert.deepEqual(report.checks.map(({ id, outcome }) => [id, outcome]), [['wrong-object', 'fail']]);
      assert.deepEqual(Object.keys(report).sort(), ['bytes', 'checks', 'kind']);
    }
    const open = (name: string): Promise<unknown> => unwrapPrivateKey(blob(name), 'x');
    await assert.rejects(open('p8.key'), { code: 'bad-input', reason: 'not-encrypted' });
    await assert.rejects(open('old.key'), { code: 'unsupported', reason: 'encryption' });
    await assert.rejects(open('some.pem'), { code: 'bad-input', reason: 'certificate' });
    await assert.rejects(open('some.p12'), { code: 'bad-input', reason: 'pkcs12' });
  });
});
