import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { createCa } from '../../../src/sandbox/ca/ca.js';
import type { SandboxCa } from '../../../src/sandbox/ca/ca.js';
import { CA_PROFILES } from '../../../src/sandbox/ca/profiles.js';
import { SEED_KEYS } from '../../../src/sandbox/ca/seed-keys.js';
import { seedCertificates } from '../../../src/sandbox/ca/seeds.js';
import type { SeedCertificate } from '../../../src/sandbox/ca/seeds.js';
import { attribute, distinguishedName, dnsName, generalNames } from '../../../src/sandbox/ca/names.js';
import { fromBase64 } from '../../../src/crypto/bytes.js';
import { sliceCertificate } from '../../../src/crypto/x509.js';
import { run as runProgram, start, without, workFolder, type Ended } from '../../support/programs.js';

const DAY = 86_400_000;

describe('OpenSSL and the sandbox CA', { skip: without('openssl') }, () => {
  const { at, write } = workFolder('sandbox-ca');
  const now = Date.now();
  let ca: SandboxCa;
  let seeds: readonly SeedCertificate[];

  before(async () => {
    ca = await createCa({ now: () => now });
    seeds = await seedCertificates(ca, now);
    keep('issuing', ca.chain[0] ?? '');
    keep('root', ca.chain[1] ?? '');
    for (const { id, pem } of seeds) keep(id, pem);
  });

  const file = (name: string): string => at(`${name}.pem`);
  const keep = (name: string, pem: string): string => write(`${name}.pem`, pem);
  const run = (...args: readonly string[]): string => runProgram('openssl', args);
  const verified = (...args: readonly string[]): Ended => start('openssl', ['verify', ...args]);
  const verify = (name: string, ...more: readonly string[]): Ended =>
    verified('-x509_strict', '-check_ss_sig', '-CAfile', file('root'), '-untrusted', file('issuing'), ...more, file(name));
  const read = (name: string, ...what: readonly string[]): string =>
    run('x509', '-in', file(name), '-noout', '-nameopt', 'RFC2253,-esc_msb,utf8,sname', ...what);

  it('accept the root and the issuing CA under the strict rules of RFC 5280', () => {
    for (const name of ['root', 'issuing']) {
      const result = verify(name);
      assert.equal(result.status, 0, result.stderr);
    }
  });

  it('accept each seed along its chain under the strict rules, at a time within its validity', () => {
    for (const { id, pem } of seeds) {
      const at = String(Math.floor(sliceCertificate(pem).notBefore.getTime() / 1000) + 60);
      const result = verify(id, '-attime', at, '-purpose', id === 'cert-card' ? 'sslclient' : 'sslserver');
      assert.equal(result.status, 0, `${id}: ${result.stderr}`);
    }
  });

  it('refuse a seed without its issuing CA, or below another root', async () => {
    const stranger = await createCa({ now: () => now });
    keep('stranger', stranger.chain[1] ?? '');
    assert.notEqual(verified('-CAfile', file('root'), file('cert-app')).status, 0);
    assert.notEqual(verified('-CAfile', file('stranger'), '-untrusted', file('issuing'), file('cert-app')).status, 0);
  });

  it('find the expired seed expired and no other', () => {
    const expired = seeds.filter(({ id }) => verify(id).stderr.includes('certificate has expired')).map(({ id }) => id);
    assert.deepEqual(expired, ['cert-old']);
  });

  it('read the dates that were asked for', () => {
    const dates = read('cert-shop', '-dates', '-dateopt', 'iso_8601');
    const iso = (time: number): string => new Date(time).toISOString().replace('T', ' ').replace(/\.\d+/, '');
    const began = Math.floor((now - 20 * DAY) / 1000) * 1000;
    assert.equal(dates, `notBefore=${iso(began)}\nnotAfter=${iso(began + 200 * DAY - 1000)}\n`);
  });

  it('read UTCTime through 2049 and GeneralizedTime from 2050 on', async () => {
    const late = await createCa({ now: () => Date.UTC(2049, 10, 1) });
    const { certificate } = await late.issue({
      spki: fromBase64(SEED_KEYS.app), subject: distinguishedName(attribute('CN', 'a.example')), subjectAltName: generalNames(dnsName('a.example')),
      notBefore: new Date(Date.UTC(2049, 11, 31, 23, 59, 59)), notAfter: new Date(Date.UTC(2050, 0, 1)), profile: CA_PROFILES['tls-server'],
    });
    keep('late', certificate);
    assert.match(read('late', '-dates'), /notBefore=Dec 31 23:59:59 2049 GMT\nnotAfter=Jan {2}1 00:00:00 2050 GMT/);
    const structure = run('asn1parse', '-in', file('late'));
    assert.match(structure, /UTCTIME +:491231235959Z/);
    assert.match(structure, /GENERALIZEDTIME +:20500101000000Z/);
  });

  it('read the names of the shop', () => {
    assert.equal(read('cert-shop', '-subject'), 'subject=CN=shop.example.com,O=Example Trading Ltd,L=Leeds,ST=West Yorkshire,C=GB\n');
    assert.match(read('cert-shop', '-ext', 'subjectAltName'), new RegExp('^X509v3 Subject Alternative Name: \\n +DNS:shop\\.example\\.com, '
      + 'DNS:\\*\\.img\\.static\\.example\\.com, DNS:api\\.example\\.net, DNS:xn--mnchen-3ya\\.example, DNS:legacy\\.example\\.org, IP Address:192\\.0\\.2\\.24\\n$'));
  });

  it('read the awkward names', () => {
    const subject = read('cert-names', '-subject');
    assert.match(subject, /CN=names\.example\.org\+serialNumber=HRB 4711|serialNumber=HRB 4711\+CN=names\.example\.org/);
    assert.match(subject, /O=Müller & Söhne\\, \\"Netze\\" GmbH/);
    assert.match(subject, /2\.999\.42\.1=/);
    assert.match(run('asn1parse', '-in', file('cert-names')), /BMPSTRING/);
    assert.equal(read('cert-edge', '-subject'), 'subject=\n');
    assert.match(read('cert-edge', '-ext', 'subjectAltName'), /Alternative Name: critical/);
    assert.match(read('cert-card', '-ext', 'subjectAltName'), /othername: ?UPN: ?:?aoberg@corp\.example\.com, email:asa\.oberg@example\.com/);
  });

  it('read what each kind of certificate is for', () => {
    assert.match(read('cert-shop', '-ext', 'keyUsage'), /critical\n +Digital Signature, Key Encipherment\n/);
    assert.match(read('cert-app', '-ext', 'keyUsage'), /critical\n +Digital Signature\n/);
    assert.match(read('cert-app', '-ext', 'basicConstraints'), /critical\n +CA:FALSE/);
    assert.match(read('cert-app', '-ext', 'extendedKeyUsage'), /TLS Web Server Authentication\n/);
    assert.match(read('cert-card', '-ext', 'extendedKeyUsage'), /TLS Web Client Authentication, E-mail Protection/);
    assert.match(read('issuing', '-ext', 'basicConstraints'), /critical\n +CA:TRUE, pathlen:0/);
  });

  it('find every address that a certificate names under a reserved domain', () => {
    for (const { id } of seeds) {
      const addresses = read(id, '-text').match(/URI:\S+/g) ?? [];
      assert.equal(addresses.length, 3);
      for (const address of addresses) assert.match(address, /^URI:http:\/\/[a-z.]+\.example\//);
    }
  });

  it('read each shipped public key', () => {
    for (const [name, key] of Object.entries(SEED_KEYS)) {
      const result = start('openssl', ['pkey', '-pubin', '-inform', 'DER', '-pubcheck', '-noout'], { input: Buffer.from(key, 'base64') });
      assert.equal(result.status, 0, `${name}: ${result.stderr}`);
    }
  });
});
