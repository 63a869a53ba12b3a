import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { inspectCsr } from '../../src/crypto.js';
import { opensslCommands } from '../../src/elements/rekey-wizard/steps/key-again.js';

const version = spawnSync('openssl', ['version'], { encoding: 'utf8' }).stdout ?? '';
const skip = /^OpenSSL [3-9]\./.test(version) ? false : 'needs OpenSSL 3 or later';

describe('the commands that make a CSR again', { skip }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'again-'));
  after(() => { rmSync(folder, { recursive: true }); });
  const run = (command: string): void => {
    const { status, stderr } = spawnSync(command, { cwd: folder, shell: true, encoding: 'utf8' });
    assert.equal(status, 0, stderr);
  };

  // PrintableString and BMPString, several values in one part, and a name that is no DNS name: what -subj would not keep.
  writeFileSync(join(folder, 'old.cnf'), `[req]
distinguished_name = dn
x509_extensions = ext
prompt = no
string_mask = pkix
utf8 = yes
[dn]
C = GB
O = Exåmple Ø Łtd
1.OU = One
+CN = names.example.org
[ext]
subjectAltName = DNS:names.example.org,IP:192.0.2.1,otherName:1.3.6.1.4.1.311.20.2.3;UTF8:a@example.org
basicConstraints = critical,CA:TRUE
`);
  run('openssl req -x509 -newkey rsa:2048 -nodes -keyout old.key -config old.cnf -out current.pem');

  for (const algorithm of ['ec-p256', 'ec-p384', 'rsa-2048', 'rsa-3072', 'ed25519'] as const) {
    it(`keep every byte of the names, with a new ${algorithm} key`, async () => {
      run(opensslCommands(algorithm));
      const certificate = readFileSync(join(folder, 'current.pem'), 'utf8');
      const report = await inspectCsr(readFileSync(join(folder, 'new.csr'), 'utf8'), { certificate, policy: { keyAlgorithms: [algorithm] } });
      assert.deepEqual(report.checks.filter(({ outcome }) => outcome !== 'pass'), []);
      assert.equal(report.key?.algorithm, algorithm);
    });
  }

  it('leave the key as it is where it is not at fault', async () => {
    run('openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out new.key');
    const key = readFileSync(join(folder, 'new.key'), 'utf8');
    run(opensslCommands(undefined));
    assert.equal(readFileSync(join(folder, 'new.key'), 'utf8'), key);
    const report = await inspectCsr(readFileSync(join(folder, 'new.csr'), 'utf8'), { certificate: readFileSync(join(folder, 'current.pem'), 'utf8') });
    assert.deepEqual(report.checks.filter(({ outcome }) => outcome !== 'pass'), []);
  });
});
