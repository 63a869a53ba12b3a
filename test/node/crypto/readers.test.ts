import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import type { SpawnSyncReturns } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { createCsr, exportPkcs12, generateKey, inspectCsr, wrapPrivateKey, type KeyAlgorithmId } from '../../../src/crypto.js';
import { equalBytes } from '../../../src/crypto/bytes.js';
import { decodePem, encodePem } from '../../../src/crypto/pem.js';
import { sliceCsr } from '../../../src/crypto/x509.js';
import { cn, makeCertificate } from '../../unit/crypto/fixtures.js';

const PASSPHRASE = 'correct horse; battery "staple" ~1';
const ALGORITHMS: readonly KeyAlgorithmId[] = ['ec-p256', 'ec-p384', 'rsa-2048', 'ed25519'];
/** NSS imports no Ed25519 key (the wizard says so before one is made). */
const NSS_ALGORITHMS = ALGORITHMS.filter((id) => id !== 'ed25519');

const start = (program: string, ...args: readonly string[]): SpawnSyncReturns<string> => spawnSync(program, args, { encoding: 'utf8' });
/** The reason to skip, where a program is absent. */
const without = (...programs: readonly string[]): string | false => {
  const missing = programs.filter((program) => (start(program, '-help').error as NodeJS.ErrnoException | undefined)?.code === 'ENOENT');
  return missing.length > 0 && `${missing.join(' and ')} is not installed`;
};

/** A key with its files: `<name>.p12` and `<name>.key.pem`, both under the passphrase. */
interface Files { readonly p12: string; readonly key: string; readonly spki: Uint8Array; readonly certificates: readonly string[] }

describe('programs other than OpenSSL', () => {
  let folder: string;
  const at = (name: string): string => join(folder, name);
  const made = new Map<KeyAlgorithmId, Files>();

  /** What it printed; it must have ended well. */
  function run(program: string, ...args: readonly string[]): string {
    const { status, stdout, stderr } = start(program, ...args);
    assert.equal(status, 0, `${program}: ${stdout}${stderr}`);
    return stdout;
  }
  const fails = (program: string, ...args: readonly string[]): boolean => start(program, ...args).status !== 0;
  const filesOf = (algorithm: KeyAlgorithmId): Files => made.get(algorithm) ?? assert.fail(algorithm);

  /** A request that a program signed with the key of the file. */
  async function assertSignedBy(request: string, { spki }: Files): Promise<void> {
    const report = await inspectCsr(request);
    assert.equal(report.checks.find(({ id }) => id === 'signature')?.outcome, 'pass');
    assert.ok(equalBytes(sliceCsr(request).spki, spki));
  }

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'rekey-readers-'));
    const ca = await generateKey('ec-p256');
    const root = await makeCertificate({ subject: cn('Test CA'), spki: new Uint8Array(await crypto.subtle.exportKey('spki', ca.publicKey)), signer: ca, serial: 1 });
    for (const [index, algorithm] of ALGORITHMS.entries()) {
      const pair = await generateKey(algorithm);
      const spki = new Uint8Array(await crypto.subtle.exportKey('spki', pair.publicKey));
      const leaf = await makeCertificate({ subject: cn(`${algorithm}.example.org`), spki, signer: ca, issuer: cn('Test CA'), serial: index + 2 });
      const { pem } = await wrapPrivateKey(pair.privateKey, PASSPHRASE);
      const container = await exportPkcs12({ encryptedKey: pem, passphrase: PASSPHRASE, certificate: leaf.pem, chain: [root.pem], friendlyName: `new ${algorithm}` });
      const files = { p12: at(`${algorithm}.p12`), key: at(`${algorithm}.key.pem`), spki, certificates: [leaf.pem, root.pem] };
      writeFileSync(files.p12, container);
      writeFileSync(files.key, pem);
      made.set(algorithm, files);
    }
  });
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  describe('GnuTLS', { skip: without('certtool') }, () => {
    function assertHolds(file: string, spki: Uint8Array): void {
      run('certtool', '--load-privkey', file, '--password', PASSPHRASE, '--pubkey-info', '--outfile', at('public.pem'));
      const block = decodePem(readFileSync(at('public.pem'), 'utf8')).blocks.find(({ label }) => label === 'PUBLIC KEY');
      assert.ok(block !== undefined && equalBytes(block.der, spki));
    }

    for (const algorithm of ALGORITHMS) {
      it(`opens the PKCS#12 file of an ${algorithm} key, and not with another passphrase`, () => {
        const { p12, spki, certificates } = filesOf(algorithm);
        const shown = run('certtool', '--p12-info', '--inder', '--infile', p12, '--password', PASSPHRASE);
        assert.match(shown, /MAC: SHA256[^]*Iteration count: 300000/);
        const blocks = decodePem(shown).blocks;
        const found = blocks.filter(({ label }) => label === 'CERTIFICATE').map(({ der }) => encodePem('CERTIFICATE', der));
        assert.deepEqual(found, certificates);
        assert.equal(shown.match(new RegExp(`Friendly name: new ${algorithm}`, 'g'))?.length, 2);
        // GnuTLS shows the key as it lies in the file, and opens it from there.
        const shrouded = blocks.find(({ label }) => label === 'ENCRYPTED PRIVATE KEY') ?? assert.fail('no key');
        writeFileSync(at('shrouded.pem'), encodePem('ENCRYPTED PRIVATE KEY', shrouded.der));
        assertHolds(at('shrouded.pem'), spki);
        assert.ok(fails('certtool', '--p12-info', '--inder', '--infile', p12, '--password', 'another'));
      });

      it(`verifies the request of an ${algorithm} key`, async () => {
        const pair = await generateKey(algorithm);
        const { pem } = await createCsr({ certificate: filesOf(algorithm).certificates[0] ?? '', key: pair });
        writeFileSync(at('ours.csr'), pem);
        assert.match(run('certtool', '--crq-info', '--infile', at('ours.csr')), /Self signature: verified/);
      });

      it(`opens the encrypted ${algorithm} key file, and not with another passphrase`, () => {
        const { key, spki } = filesOf(algorithm);
        assertHolds(key, spki);
        assert.ok(fails('certtool', '--key-info', '--infile', key, '--password', 'another'));
      });
    }
  });

  describe('NSS', { skip: without('pk12util', 'certutil') }, () => {
    for (const algorithm of NSS_ALGORITHMS) {
      it(`imports the PKCS#12 file of an ${algorithm} key and signs with it, and not with another passphrase`, async () => {
        const files = filesOf(algorithm);
        const store = `sql:${mkdtempSync(at('nss-'))}`;
        run('certutil', '-N', '-d', store, '--empty-password');
        assert.ok(fails('pk12util', '-i', files.p12, '-d', store, '-W', 'another', '-K', ''));
        run('pk12util', '-i', files.p12, '-d', store, '-W', PASSPHRASE, '-K', '');
        // "u": a certificate whose private key is there.
        assert.match(run('certutil', '-L', '-d', store), new RegExp(`new ${algorithm} +u,u,u`));
        writeFileSync(at('noise'), crypto.getRandomValues(new Uint8Array(64)));
        run('certutil', '-R', '-d', store, '-k', `new ${algorithm}`, '-s', 'CN=nss', '-a', '-z', at('noise'), '-o', at('nss.csr'));
        await assertSignedBy(readFileSync(at('nss.csr'), 'utf8'), files);
      });
    }
  });

  describe('Java', { skip: without('keytool') }, () => {
    const keystore = ({ p12 }: Files, passphrase: string): string[] => ['-keystore', p12, '-storetype', 'PKCS12', '-storepass', passphrase];

    for (const algorithm of ['ec-p256', 'rsa-2048', 'ed25519'] as const) {
      it(`finds key and chain in the PKCS#12 file of an ${algorithm} key and signs with it`, async () => {
        const files = filesOf(algorithm);
        const opened = [...keystore(files, PASSPHRASE), '-alias', `new ${algorithm}`];
        const listed = run('keytool', '-list', '-v', ...opened);
        assert.match(listed, /Entry type: PrivateKeyEntry/);
        assert.match(listed, /Certificate chain length: 2/);
        await assertSignedBy(run('keytool', '-certreq', ...opened), files);
      });
    }

    it('opens no PKCS#12 file with another passphrase', () => {
      assert.ok(fails('keytool', '-list', ...keystore(filesOf('ec-p256'), 'another')));
    });
  });
});
