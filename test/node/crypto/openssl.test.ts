import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import {
  createCsr, exportPkcs12, exportPlainKey, generateKey, inspectCsr, proveKey, unwrapPrivateKey, wrapPrivateKey, type KeyAlgorithmId,
} from '../../../src/crypto.js';
import { equalBytes } from '../../../src/crypto/bytes.js';
import { sliceCertificate, sliceCsr } from '../../../src/crypto/x509.js';

const openssl = spawnSync('openssl', ['version'], { encoding: 'utf8' });
const skip = openssl.status === 0 ? false : 'openssl is not installed';
const PASSPHRASE = 'correct horse; battery "staple" ~1';

describe('what OpenSSL makes of our files', { skip }, () => {
  let folder: string;
  const at = (name: string): string => join(folder, name);
  const run = (...args: string[]): string => execFileSync('openssl', args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  const fails = (...args: string[]): boolean => spawnSync('openssl', args, { cwd: folder }).status !== 0;

  /** A self-signed certificate with the subject and SAN given in OpenSSL's own syntax. */
  function certificate(name: string, subject: string, san: string | undefined): string {
    run('req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', at(`${name}.key`), '-out', at(name),
      '-subj', subject, '-multivalue-rdn', '-utf8', '-days', '30', ...(san === undefined ? [] : ['-addext', `subjectAltName=${san}`]));
    return readFileSync(at(name), 'utf8');
  }

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'rekey-crypto-'));
  });
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const algorithms: KeyAlgorithmId[] = ['ec-p256', 'ec-p384', 'ec-p521', 'rsa-2048', 'rsa-3072', 'rsa-4096', 'ed25519'];
  for (const algorithm of algorithms) {
    it(`verifies a request with a new ${algorithm} key, whose names are the certificate's bytes`, async () => {
      const pem = certificate('plain.pem', '/C=SK/O=Žltý kôň, a.s.+OU=x/CN=example.org', 'DNS:example.org,DNS:*.example.org,IP:2001:db8::1,otherName:1.3.6.1.4.1.311.20.2.3;UTF8:anna@example.org');
      const csr = await createCsr({ certificate: pem, key: await generateKey(algorithm) });
      writeFileSync(at('made.csr'), csr.pem);
      run('req', '-verify', '-noout', '-in', at('made.csr'));
      const [made, old] = [sliceCsr(csr.der), sliceCertificate(pem)];
      assert.ok(equalBytes(made.subject, old.subject));
      assert.ok(made.san !== undefined && old.san !== undefined && equalBytes(made.san, old.san));
    });
  }

  it('finds a critical SAN in the request of a certificate without a subject', async () => {
    const pem = certificate('nameless.pem', '/', 'critical,DNS:nameless.example.org');
    const csr = await createCsr({ certificate: pem, key: await generateKey('ec-p256') });
    writeFileSync(at('nameless.csr'), csr.pem);
    assert.match(run('req', '-verify', '-noout', '-text', '-in', at('nameless.csr')), /Subject Alternative Name: critical/);
  });

  it('reads a request without attributes', async () => {
    const pem = certificate('nosan.pem', '/CN=no names', undefined);
    const csr = await createCsr({ certificate: pem, key: await generateKey('ec-p256') });
    writeFileSync(at('nosan.csr'), csr.pem);
    assert.match(run('req', '-verify', '-noout', '-text', '-in', at('nosan.csr')), /Attributes:\s+\(none\)/);
  });

  for (const algorithm of ['ec-p256', 'rsa-2048', 'ed25519'] as const) {
    it(`opens an encrypted ${algorithm} key with the passphrase and with no other`, async () => {
      const pair = await generateKey(algorithm);
      const { pem, der } = await wrapPrivateKey(pair.privateKey, PASSPHRASE);
      writeFileSync(at('key.pem'), pem);
      writeFileSync(at('key.der'), der);
      const spki = new Uint8Array(await crypto.subtle.exportKey('spki', pair.publicKey));
      const published = execFileSync('openssl', ['pkey', '-in', at('key.pem'), '-passin', `pass:${PASSPHRASE}`, '-pubout', '-outform', 'DER']);
      assert.ok(equalBytes(published, spki));
      run('pkcs8', '-inform', 'DER', '-in', at('key.der'), '-passin', `pass:${PASSPHRASE}`, '-out', at('plain.key'));
      assert.ok(fails('pkey', '-in', at('key.pem'), '-passin', 'pass:another', '-noout'));
      const layout = run('asn1parse', '-in', at('key.pem'));
      assert.match(layout, /PBES2[^]*PBKDF2[^]*:0927C0[^]*hmacWithSHA256[^]*aes-256-cbc/);
    });
  }

  it('opens a PKCS#12 file with key, certificate and chain, and not with another passphrase', async () => {
    const pem = certificate('ca.pem', '/CN=Test CA', undefined);
    const pair = await generateKey('ec-p256');
    const leaf = certificate('old.pem', '/CN=shop.example.org', 'DNS:shop.example.org');
    const csr = await createCsr({ certificate: leaf, key: pair });
    writeFileSync(at('new.csr'), csr.pem);
    run('x509', '-req', '-in', at('new.csr'), '-CA', at('ca.pem'), '-CAkey', at('ca.pem.key'), '-CAcreateserial', '-copy_extensions', 'copy', '-out', at('new.pem'));
    const issued = readFileSync(at('new.pem'), 'utf8');
    const { pem: encryptedKey } = await wrapPrivateKey(pair.privateKey, PASSPHRASE);
    writeFileSync(at('new.p12'), await exportPkcs12({ encryptedKey, passphrase: PASSPHRASE, certificate: issued, chain: [pem], friendlyName: 'Obchod é' }));

    const shown = spawnSync('openssl', ['pkcs12', '-in', at('new.p12'), '-passin', `pass:${PASSPHRASE}`, '-nodes', '-info'], { encoding: 'utf8' });
    assert.equal(shown.status, 0, shown.stderr);
    assert.match(shown.stderr, /MAC: sha256, Iteration 300000/);
    assert.equal(shown.stderr.match(/PBES2, PBKDF2, AES-256-CBC, Iteration 300000, PRF hmacWithSHA256/g)?.length, 2);
    assert.equal(shown.stdout.match(/localKeyID/g)?.length, 2);
    assert.equal(shown.stdout.match(/friendlyName: Obchod/g)?.length, 2);
    assert.equal(shown.stdout.match(/BEGIN CERTIFICATE/g)?.length, 2);
    assert.match(shown.stdout, /BEGIN PRIVATE KEY/);
    assert.ok(fails('pkcs12', '-in', at('new.p12'), '-passin', 'pass:another', '-noout'));
  });

  it('reads the plain key that was asked for', async () => {
    const pair = await generateKey('rsa-2048');
    const { pem: encryptedKey } = await wrapPrivateKey(pair.privateKey, PASSPHRASE);
    writeFileSync(at('clear.pem'), await exportPlainKey({ encryptedKey, passphrase: PASSPHRASE }));
    run('pkey', '-in', at('clear.pem'), '-noout', '-check');
  });

  const made = [
    ['ec P-256', ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256'], ['-v2', 'aes-256-cbc', '-v2prf', 'hmacWithSHA256']],
    ['ec P-384, AES-128 and HMAC-SHA-1', ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-384'], ['-v2', 'aes-128-cbc', '-v2prf', 'hmacWithSHA1']],
    ['ec P-521, AES-192', ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-521'], ['-v2', 'aes-192-cbc']],
    ['rsa 3072 and HMAC-SHA-512', ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:3072'], ['-v2', 'aes-256-cbc', '-v2prf', 'hmacWithSHA512']],
  ] as const;
  for (const [name, generate, encrypt] of made) {
    it(`has its own encrypted key proven: ${name}`, async () => {
      run('genpkey', ...generate, '-out', at('own.key'));
      run('pkcs8', '-topk8', '-in', at('own.key'), ...encrypt, '-passout', 'pass:žltý', '-out', at('own.enc'));
      const spki = new Uint8Array(execFileSync('openssl', ['pkey', '-in', at('own.key'), '-pubout', '-outform', 'DER']));
      const file = new Blob([readFileSync(at('own.enc'))]);
      assert.equal(await proveKey({ file, passphrase: 'žltý', spki }), true);
      await assert.rejects(proveKey({ file, passphrase: 'zlty', spki }), { code: 'wrong-passphrase' });
      const other = await generateKey('ec-p256');
      const otherSpki = new Uint8Array(await crypto.subtle.exportKey('spki', other.publicKey));
      assert.equal(await proveKey({ file, passphrase: 'žltý', spki: otherSpki }), false);
      assert.equal((await unwrapPrivateKey(file, 'žltý')).extractable, false);
    });
  }

  it('has its own requests inspected without a complaint', async () => {
    const pem = certificate('asked.pem', '/C=SK/CN=asked.example.org', 'DNS:asked.example.org,IP:192.0.2.1');
    for (const generate of [['ec', '-pkeyopt', 'ec_paramgen_curve:P-384'], ['rsa:2048']]) {
      run('req', '-new', '-newkey', ...generate, '-nodes', '-keyout', at('asked.key'), '-out', at('asked.csr'), '-subj', '/C=SK/CN=asked.example.org', '-utf8', '-addext', 'subjectAltName=DNS:asked.example.org,IP:192.0.2.1');
      const report = await inspectCsr(readFileSync(at('asked.csr'), 'utf8'), { certificate: pem });
      assert.deepEqual(report.checks.filter(({ outcome }) => outcome !== 'pass'), []);
    }
  });

  it('makes an RSA-PSS request whose signature is verified', async () => {
    run('req', '-new', '-newkey', 'rsa:2048', '-nodes', '-keyout', at('pss.key'), '-out', at('pss.csr'), '-subj', '/CN=pss', '-sigopt', 'rsa_padding_mode:pss', '-sigopt', 'rsa_pss_saltlen:32', '-sha256');
    const report = await inspectCsr(readFileSync(at('pss.csr')));
    assert.equal(report.checks.find(({ id }) => id === 'signature')?.outcome, 'pass');
  });

  it('keeps things that are no encrypted key or no request: each is told for what it is', async () => {
    run('genpkey', '-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048', '-out', at('p8.key'));
    run('rsa', '-in', at('p8.key'), '-traditional', '-out', at('p1.key'));
    run('rsa', '-in', at('p8.key'), '-traditional', '-aes256', '-passout', 'pass:x', '-out', at('old.key'));
    run('ecparam', '-name', 'prime256v1', '-genkey', '-noout', '-out', at('sec1.key'));
    run('pkey', '-in', at('p8.key'), '-pubout', '-out', at('public.pem'));
    certificate('some.pem', '/CN=some', undefined);
    run('crl2pkcs7', '-nocrl', '-certfile', at('some.pem'), '-out', at('some.p7b'));
    run('pkcs12', '-export', '-in', at('some.pem'), '-inkey', at('some.pem.key'), '-passout', 'pass:x', '-out', at('some.p12'));
    for (const key of ['p8.key', 'p1.key', 'sec1.key']) run('pkey', '-in', at(key), '-outform', 'DER', '-out', at(`${key}.der`), '-traditional');
    const kinds: Record<string, string> = {
      'p8.key': 'private-key', 'p1.key': 'private-key', 'old.key': 'private-key', 'sec1.key': 'private-key', 'p1.key.der': 'private-key',
      'sec1.key.der': 'private-key', 'public.pem': 'public-key', 'some.pem': 'certificate', 'some.p7b': 'pkcs7', 'some.p12': 'pkcs12',
    };
    for (const [name, kind] of Object.entries(kinds)) {
      const report = await inspectCsr(new Blob([readFileSync(at(name))]));
      assert.deepEqual({ name, kind: report.kind }, { name, kind });
      assert.deepEqual(report.checks.map(({ id, outcome }) => [id, outcome]), [['wrong-object', 'fail']]);
      assert.deepEqual(Object.keys(report).sort(), ['bytes', 'checks', 'kind']);
    }
    const open = (name: string): Promise<unknown> => unwrapPrivateKey(new Blob([readFileSync(at(name))]), 'x');
    await assert.rejects(open('p8.key'), { code: 'bad-input', reason: 'not-encrypted' });
    await assert.rejects(open('old.key'), { code: 'unsupported', reason: 'encryption' });
    await assert.rejects(open('some.pem'), { code: 'bad-input', reason: 'certificate' });
    await assert.rejects(open('some.p12'), { code: 'bad-input', reason: 'pkcs12' });
  });
});
