/** What the programs that people have write: each of their files is recognised, and no private key of theirs passes. */
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { inspectCsr, type CsrReport } from '../../../src/crypto.js';
import { without, workFolder, type WorkFolder } from '../../support/programs.js';

const OPENSSL = 'openssl';
const PASSWORD = 'correct horse battery';

/** Outcomes that are no pass; the checks of the key count as one. */
const noted = ({ checks }: CsrReport): string[] => checks.filter(({ outcome }) => outcome !== 'pass').map(({ id, outcome }) => `${id} ${outcome}`);

async function assertKind(kind: string, folder: WorkFolder, ...files: readonly string[]): Promise<void> {
  for (const file of files) {
    const report = await inspectCsr(new Blob([new Uint8Array(folder.bytes(file))]));
    assert.equal(report.kind, kind, file);
    assert.deepEqual(Object.keys(report).sort(), ['bytes', 'checks', 'kind'], file);
    assert.equal(JSON.stringify(report).length < 200, true, file);
  }
}
async function assertCsr(folder: WorkFolder, file: string, ...expected: readonly string[]): Promise<CsrReport> {
  const report = await inspectCsr(new Blob([new Uint8Array(folder.bytes(file))]));
  assert.equal(report.kind, 'csr', file);
  assert.deepEqual(noted(report), expected, file);
  return report;
}

describe('files of OpenSSL', { skip: without(OPENSSL) }, () => {
  const folder = workFolder('forms');
  const openssl = (...args: readonly string[]): string => folder.run(OPENSSL, ...args);

  before(() => {
    openssl('ecparam', '-name', 'prime256v1', '-genkey', '-out', 'ec.pem');
    openssl('genpkey', '-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048', '-out', 'rsa.pem');
    openssl('req', '-new', '-key', 'rsa.pem', '-subj', '/CN=example.org', '-addext', 'subjectAltName=DNS:example.org', '-out', 'csr.pem');
    openssl('req', '-x509', '-new', '-key', 'rsa.pem', '-subj', '/CN=example.org', '-days', '30', '-out', 'crt.pem');
  });

  it('holds requests, as PEM, as DER and with a dump before them', async () => {
    openssl('req', '-in', 'csr.pem', '-outform', 'DER', '-out', 'csr.der');
    openssl('req', '-in', 'csr.pem', '-text', '-out', 'csr.txt');
    openssl('req', '-new', '-newhdr', '-key', 'rsa.pem', '-subj', '/CN=example.org', '-out', 'newhdr.pem');
    const pem = folder.text('csr.pem');
    for (const [file, ...expected] of [['csr.pem'], ['csr.der'], ['csr.txt', 'surrounding-text warn']] as const) assert.equal((await assertCsr(folder, file, ...expected)).pem, pem);
    await assertCsr(folder, 'newhdr.pem');
  });

  it('holds requests with whatever a user can ask it for', async () => {
    const request = (name: string, ...args: readonly string[]): string => openssl('req', '-new', '-key', 'rsa.pem', '-subj', '/CN=example.org', ...args, '-out', name);
    request('staple.pem', '-addext', 'tlsfeature=status_request', '-addext', 'keyUsage=digitalSignature', '-addext', 'basicConstraints=CA:FALSE');
    await assertCsr(folder, 'staple.pem', 'other-extensions warn');
    request('ca.pem', '-addext', 'basicConstraints=critical,CA:TRUE');
    await assertCsr(folder, 'ca.pem', 'other-extensions warn');
    request('sha1.pem', '-sha1');
    await assertCsr(folder, 'sha1.pem', 'signature-algorithm fail');
    folder.write('challenge.cnf', '[req]\nprompt=no\ndistinguished_name=dn\nattributes=attributes\n[dn]\nCN=example.org\n[attributes]\nchallengePassword=hunter22\n');
    openssl('req', '-new', '-key', 'rsa.pem', '-config', 'challenge.cnf', '-out', 'challenge.pem');
    const report = await assertCsr(folder, 'challenge.pem', 'challenge-password warn');
    assert.equal(JSON.stringify(report.checks).includes('hunter22'), false);
    openssl('req', '-new', '-key', 'rsa.pem', '-subj', '/', '-addext', 'subjectAltName=DNS:*.example.org,DNS:a_b.example.org,DNS:w*.example.org', '-out', 'empty.pem');
    await assertCsr(folder, 'empty.pem', 'san-critical warn', 'dnsname-syntax warn', 'dnsname-wildcard warn');
  });

  it('holds keys of every kind in requests that are signed with them', async () => {
    const cases = [
      [['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:1024'], ['key-strength fail']],
      [['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2047'], ['key-strength fail']],
      [['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2056'], []],
      [['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048', '-pkeyopt', 'rsa_keygen_pubexp:3'], ['key-strength warn']],
      [['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-521'], []],
      [['-algorithm', 'ED25519'], []],
      [['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:secp256k1'], ['signature fail', 'key-strength fail']],
      [['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:brainpoolP256r1'], ['signature fail', 'key-strength fail']],
      [['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256', '-pkeyopt', 'ec_param_enc:explicit'], ['signature fail', 'key-strength fail', 'key-encoding fail']],
      [['-algorithm', 'RSA-PSS', '-pkeyopt', 'rsa_keygen_bits:2048'], ['key-encoding warn']],
    ] as const;
    for (const [args, expected] of cases) {
      openssl('genpkey', ...args, '-out', 'key.pem');
      openssl('req', '-new', '-key', 'key.pem', '-subj', '/CN=example.org', '-out', 'req.pem');
      await assertCsr(folder, 'req.pem', ...expected);
    }
    openssl('ec', '-in', 'ec.pem', '-conv_form', 'compressed', '-out', 'compressed.pem');
    openssl('req', '-new', '-key', 'compressed.pem', '-subj', '/CN=example.org', '-out', 'req.pem');
    await assertCsr(folder, 'req.pem', 'key-encoding fail');
    openssl('dsaparam', '-genkey', '-out', 'dsa.pem', '1024');
    openssl('req', '-new', '-key', 'dsa.pem', '-subj', '/CN=example.org', '-out', 'req.pem');
    await assertCsr(folder, 'req.pem', 'signature fail', 'key-strength fail', 'signature-algorithm fail');
  });

  it('holds certificates, trusted ones too, and what is around them', async () => {
    openssl('x509', '-in', 'crt.pem', '-outform', 'DER', '-out', 'crt.der');
    openssl('x509', '-in', 'crt.pem', '-text', '-out', 'crt.txt');
    openssl('x509', '-in', 'crt.pem', '-text', '-noout', '-out', 'dump.txt');
    openssl('x509', '-in', 'crt.pem', '-trustout', '-addtrust', 'serverAuth', '-out', 'trusted.pem');
    await assertKind('certificate', folder, 'crt.pem', 'crt.der', 'crt.txt', 'dump.txt', 'trusted.pem');
    folder.write('ca.cnf', '[ca]\ndefault_ca=d\n[d]\ndatabase=index.txt\ncrlnumber=number\ndefault_md=sha256\ndefault_crl_days=30\n');
    folder.write('index.txt', '');
    folder.write('number', '01\n');
    openssl('ca', '-config', 'ca.cnf', '-gencrl', '-cert', 'crt.pem', '-keyfile', 'rsa.pem', '-out', 'crl.pem');
    openssl('crl', '-in', 'crl.pem', '-outform', 'DER', '-out', 'crl.der');
    openssl('crl', '-in', 'crl.pem', '-text', '-out', 'crl.txt');
    await assertKind('crl', folder, 'crl.pem', 'crl.der', 'crl.txt');
    openssl('crl2pkcs7', '-nocrl', '-certfile', 'crt.pem', '-out', 'p7.pem');
    openssl('crl2pkcs7', '-nocrl', '-certfile', 'crt.pem', '-outform', 'DER', '-out', 'p7.der');
    openssl('cms', '-sign', '-signer', 'crt.pem', '-inkey', 'rsa.pem', '-in', 'csr.pem', '-outform', 'DER', '-stream', '-nodetach', '-out', 'indefinite.der');
    assert.equal(folder.bytes('indefinite.der')[1], 0x80);
    await assertKind('pkcs7', folder, 'p7.pem', 'p7.der', 'indefinite.der');
    openssl('pkcs12', '-export', '-inkey', 'rsa.pem', '-in', 'crt.pem', '-passout', `pass:${PASSWORD}`, '-out', 'crt.p12');
    await assertKind('pkcs12', folder, 'crt.p12');
    openssl('pkey', '-in', 'rsa.pem', '-pubout', '-out', 'pub.pem');
    openssl('pkey', '-in', 'rsa.pem', '-pubout', '-outform', 'DER', '-out', 'pub.der');
    openssl('rsa', '-in', 'rsa.pem', '-RSAPublicKey_out', '-out', 'pub1.pem');
    await assertKind('public-key', folder, 'pub.pem', 'pub.der', 'pub1.pem');
  });

  it('holds private keys, which are refused in every form', async () => {
    for (const key of ['rsa', 'ec']) {
      openssl('pkey', '-in', `${key}.pem`, '-traditional', '-out', `${key}-old.pem`);
      openssl('pkey', '-in', `${key}.pem`, '-traditional', '-outform', 'DER', '-out', `${key}-old.der`);
      openssl('pkey', '-in', `${key}.pem`, '-traditional', '-aes256', '-passout', `pass:${PASSWORD}`, '-out', `${key}-old-aes.pem`);
      openssl('pkcs8', '-topk8', '-nocrypt', '-in', `${key}.pem`, '-outform', 'DER', '-out', `${key}.der`);
      openssl('pkcs8', '-topk8', '-in', `${key}.pem`, '-passout', `pass:${PASSWORD}`, '-out', `${key}-p8.pem`);
      openssl('pkcs8', '-topk8', '-in', `${key}.pem`, '-passout', `pass:${PASSWORD}`, '-outform', 'DER', '-out', `${key}-p8.der`);
      openssl('pkcs8', '-topk8', '-v1', 'PBE-SHA1-3DES', '-in', `${key}.pem`, '-passout', `pass:${PASSWORD}`, '-outform', 'DER', '-out', `${key}-p8-v1.der`);
      openssl('pkey', '-in', `${key}.pem`, '-text', '-out', `${key}.txt`);
      openssl('pkey', '-in', `${key}.pem`, '-text', '-noout', '-out', `${key}-dump.txt`);
      folder.write(`${key}-with.pem`, folder.text('csr.pem') + folder.text(`${key}.pem`));
      folder.write(`${key}-dump-with.pem`, folder.text('csr.pem') + folder.text(`${key}-dump.txt`));
      await assertKind('private-key', folder, ...['.pem', '-old.pem', '-old.der', '-old-aes.pem', '.der', '-p8.pem', '-p8.der', '-p8-v1.der', '.txt', '-dump.txt', '-with.pem', '-dump-with.pem'].map((end) => key + end));
    }
    openssl('genpkey', '-algorithm', 'ED25519', '-out', 'ed.pem');
    openssl('pkey', '-in', 'ed.pem', '-text', '-noout', '-out', 'ed.txt');
    openssl('dsaparam', '-genkey', '-out', 'dsa-key.pem', '1024');
    openssl('dsa', '-in', 'dsa-key.pem', '-outform', 'DER', '-out', 'dsa-key.der');
    await assertKind('private-key', folder, 'ed.pem', 'ed.txt', 'dsa-key.pem', 'dsa-key.der');
  });
});

describe('files of other programs', () => {
  const folder = workFolder('other-forms');

  it('are key stores and requests of Java\'s keytool', { skip: without('keytool') }, async () => {
    const keytool = (store: string, type: string): void => {
      folder.run('keytool', '-genkeypair', '-alias', 'a', '-keyalg', 'EC', '-groupname', 'secp256r1', '-dname', 'CN=example.org', '-keystore', store, '-storetype', type, '-storepass', PASSWORD, '-keypass', PASSWORD);
    };
    keytool('key.jks', 'JKS');
    keytool('key.jceks', 'JCEKS');
    keytool('key.p12', 'PKCS12');
    await assertKind('java-keystore', folder, 'key.jks', 'key.jceks');
    await assertKind('pkcs12', folder, 'key.p12');
    folder.run('keytool', '-certreq', '-alias', 'a', '-keystore', 'key.p12', '-storepass', PASSWORD, '-ext', 'san=dns:example.org', '-file', 'java.csr');
    await assertCsr(folder, 'java.csr');
    folder.run('keytool', '-exportcert', '-rfc', '-alias', 'a', '-keystore', 'key.p12', '-storepass', PASSWORD, '-file', 'java.crt');
    await assertKind('certificate', folder, 'java.crt');
  });

  it('are keys of OpenSSH', { skip: without('ssh-keygen') }, async () => {
    for (const [type, name] of [['ed25519', 'ed'], ['ecdsa', 'ec'], ['rsa', 'rsa']] as const) {
      folder.run('ssh-keygen', '-q', '-t', type, '-N', '', '-C', 'anna@example.org', '-f', name);
      folder.run('ssh-keygen', '-q', '-t', type, '-N', PASSWORD, '-f', `${name}-locked`);
      await assertKind('private-key', folder, name, `${name}-locked`);
      await assertKind('ssh-public-key', folder, `${name}.pub`);
    }
    folder.write('rfc4716.pub', folder.run('ssh-keygen', '-e', '-m', 'RFC4716', '-f', 'rsa.pub'));
    await assertKind('ssh-public-key', folder, 'rfc4716.pub');
    for (const format of ['PEM', 'PKCS8']) {
      folder.run('ssh-keygen', '-q', '-t', 'rsa', '-m', format, '-N', '', '-f', `rsa-${format}`);
      await assertKind('private-key', folder, `rsa-${format}`);
    }
  });

  it('are keys and messages of GnuPG', { skip: without('gpg') }, async () => {
    const gpg = (...args: readonly string[]): string => folder.run('gpg', '--homedir', folder.path, '--batch', '--quiet', '--pinentry-mode', 'loopback', '--passphrase', '', ...args);
    try {
      gpg('--quick-generate-key', 'anna@example.org', 'ed25519', 'sign', 'never');
      for (const [args, kind] of [[['--export'], 'pgp'], [['--export-secret-keys'], 'private-key']] as const) {
        gpg(...args, '--output', `${kind}.gpg`, 'anna@example.org');
        gpg('--armor', '--output', `${kind}.asc`, ...args, 'anna@example.org');
        await assertKind(kind, folder, `${kind}.gpg`, `${kind}.asc`);
      }
      folder.write('text', 'hello');
      gpg('--armor', '--output', 'signed.asc', '--clear-sign', 'text');
      await assertKind('pgp', folder, 'signed.asc');
    } finally {
      folder.start('gpgconf', '--homedir', folder.path, '--kill', 'all');
    }
  });

  it('are requests and keys of GnuTLS', { skip: without('certtool') }, async () => {
    folder.run('certtool', '--generate-privkey', '--key-type', 'ecdsa', '--curve', 'secp256r1', '--outfile', 'tls.key');
    folder.write('tls.cfg', 'cn = example.org\ndns_name = example.org\ntls_www_server\nsigning_key\n');
    folder.run('certtool', '--generate-request', '--load-privkey', 'tls.key', '--template', 'tls.cfg', '--outfile', 'tls.csr');
    await assertCsr(folder, 'tls.csr', 'surrounding-text warn');
    folder.write('tls.txt', folder.run('certtool', '--key-info', '--infile', 'tls.key'));
    folder.write('tls-dump.txt', folder.text('tls.txt').replace(/-----BEGIN[^]*/, ''));
    await assertKind('private-key', folder, 'tls.key', 'tls.txt', 'tls-dump.txt');
  });
});
