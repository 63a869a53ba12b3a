import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  exportPkcs12, generateKey, keyFileReaders, proveKey, unwrapPrivateKey, wrapPrivateKey, type KeyFileProgram, type Readability,
} from '../../../src/crypto.js';
import { equalBytes, type Bytes } from '../../../src/crypto/bytes.js';
import { algorithmIdentifier, contextPrimitive, integer, octetString, sequence } from '../../../src/crypto/der.js';
import { OID } from '../../../src/crypto/oids.js';
import { deriveKey, encodeEncryptedKey, freshPbes2 } from '../../../src/crypto/pbes2.js';
import { encodePem } from '../../../src/crypto/pem.js';
import { wrap } from '../../../src/crypto/private-key.js';
import { ENCRYPT_AGAIN } from '../../../src/elements/rekey-wizard/steps/key-files.js';
import { cn, makeCertificate } from '../../unit/crypto/fixtures.js';
import { start, without, workFolder } from '../../support/programs.js';
import { READERS } from './key-readers.js';

const PASSPHRASE = 'correct horse; battery "staple" ~1';
const spkiOf = async ({ publicKey }: CryptoKeyPair): Promise<Bytes> => new Uint8Array(await crypto.subtle.exportKey('spki', publicKey));
const keyFileOf = (program: KeyFileProgram, o: Parameters<typeof keyFileReaders>[0]): Readability =>
  keyFileReaders(o).find((one) => one.program === program)?.keyFile ?? assert.fail(program);

describe('what is said of the programs before a key is made', () => {
  const folder = workFolder('key-limits');

  for (const reader of READERS) {
    const { program, skip } = reader;
    it(`of the length of a passphrase is what ${program} does`, { skip }, async () => {
      const pair = await generateKey('ec-p256');
      for (const length of [1023, 1024, 1025]) {
        const passphrase = 'p'.repeat(length);
        // Few rounds: the length is what is tried.
        const { der } = await wrap(pair.privateKey, passphrase, 1000, {});
        const path = folder.write(`${program}-${String(length)}.pem`, encodePem('ENCRYPTED PRIVATE KEY', der));
        const opened = await reader.keyFile(path, passphrase).then(() => true, () => false);
        assert.equal(opened, keyFileOf(program, { algorithm: 'ec-p256', passphrase }).outcome === 'opens', String(length));
      }
    });

    it(`of ML-DSA is what ${program} does with such a key`, { skip }, async () => {
      // RFC 9881 section 6: the seed, which any 32 octets are.
      const plain = sequence(integer(0), algorithmIdentifier(OID.mlDsa65), octetString(contextPrimitive(0, crypto.getRandomValues(new Uint8Array(32)))));
      const parameters = freshPbes2(1000, crypto);
      const kek = await deriveKey(PASSPHRASE, parameters, ['encrypt'], {});
      const encrypted = await crypto.subtle.encrypt({ name: 'AES-CBC', iv: parameters.iv }, kek, plain);
      const path = folder.write(`${program}-ml-dsa.pem`, encodePem('ENCRYPTED PRIVATE KEY', encodeEncryptedKey(parameters, encrypted)));
      const verdict = keyFileOf(program, { algorithm: 'ml-dsa-65' });
      assert.equal(verdict.outcome, 'refuses');
      const from = 'from' in verdict ? verdict.from : undefined;
      const [, major = '0', minor = '0'] = /(\d+)\.(\d+)/.exec(start('openssl', ['version']).stdout) ?? [];
      const isNewer = program === 'openssl' && from !== undefined && Number(major) * 100 + Number(minor) >= Number(from.split('.')[0]) * 100 + Number(from.split('.')[1]);
      const opened = await reader.keyFile(path, PASSPHRASE).then(() => true, () => false);
      assert.equal(opened, isNewer);
    });
  }

  it('of characters holds: Java opens nothing under a passphrase beyond ASCII, whoever made the file', { skip: without('keytool', 'openssl') }, () => {
    folder.run('openssl', 'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', 'a.key', '-out', 'a.pem', '-subj', '/CN=a');
    for (const [passphrase, isRead] of [['plain ascii', true], ['žltý kôň', false]] as const) {
      folder.run('openssl', 'pkcs12', '-export', '-in', 'a.pem', '-inkey', 'a.key', '-name', 'a', '-passout', `pass:${passphrase}`, '-out', 'a.p12');
      assert.equal(!folder.fails('keytool', '-certreq', '-alias', 'a', '-keystore', 'a.p12', '-storetype', 'PKCS12', '-storepass', passphrase), isRead);
    }
  });
});

describe('the layout of the files', { skip: without('openssl') }, () => {
  const folder = workFolder('key-layout');

  it('is PBES2 with PBKDF2 under HMAC-SHA256 and AES-256-CBC, 300,000 rounds three times, with localKeyId and friendlyName', async () => {
    const pair = await generateKey('ec-p256');
    const spki = await spkiOf(pair);
    const leaf = await makeCertificate({ subject: cn('leaf'), spki, signer: pair });
    const root = await makeCertificate({ subject: cn('root'), spki: await spkiOf(await generateKey('ec-p256')), signer: pair, serial: 3 });
    const { pem } = await wrapPrivateKey(pair.privateKey, PASSPHRASE);
    folder.write('new.p12', await exportPkcs12({ encryptedKey: pem, passphrase: PASSPHRASE, certificate: leaf.pem, chain: [root.pem], friendlyName: 'new key' }));
    const { status, stdout, stderr } = folder.start('openssl', 'pkcs12', '-in', 'new.p12', '-passin', `pass:${PASSPHRASE}`, '-nodes', '-info');
    assert.equal(status, 0, stderr);
    assert.match(stderr, /MAC: sha256, Iteration 300000\nMAC length: 32, salt length: 16/);
    assert.equal(stderr.match(/PBES2, PBKDF2, AES-256-CBC, Iteration 300000, PRF hmacWithSHA256/g)?.length, 2);
    assert.match(stderr, /Shrouded Keybag: PBES2/);
    const ids = [...stdout.matchAll(/localKeyID: (.*)/g)].map(([, id]) => id?.trim());
    assert.equal(ids.length, 2);
    assert.equal(ids[0], ids[1]);
    assert.equal(stdout.match(/friendlyName: new key/g)?.length, 2);

    // The outside as it lies in the file: 300,000 is 0x0493E0, 600,000 is 0x0927C0.
    const shown = folder.run('openssl', 'asn1parse', '-inform', 'DER', '-in', 'new.p12');
    assert.match(shown, /INTEGER +:03\n[^]*pkcs7-data\n[^]*:sha256\n[^]*INTEGER +:0493E0\n$/);
    folder.write('new.key.pem', pem);
    const key = folder.run('openssl', 'asn1parse', '-in', 'new.key.pem');
    assert.match(key, /:PBES2\n[^]*:PBKDF2\n[^]*INTEGER +:0927C0\n[^]*:hmacWithSHA256\n[^]*NULL *\n[^]*:aes-256-cbc\n/);
  });
});

describe('a key that OpenSSL has encrypted', { skip: without('openssl') }, () => {
  const folder = workFolder('key-foreign');
  const KINDS = {
    ec: ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256'], p521: ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-521'],
    rsa: ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048'], ed25519: ['-algorithm', 'ED25519'],
  } as const;
  /** The public key of a new key, which lies under its name. */
  function newKey(kind: keyof typeof KINDS): Bytes {
    folder.run('openssl', 'genpkey', ...KINDS[kind], '-out', kind);
    folder.run('openssl', 'pkey', '-in', kind, '-pubout', '-outform', 'DER', '-out', `${kind}.spki`);
    return Uint8Array.from(folder.bytes(`${kind}.spki`));
  }
  const encrypt = (kind: string, ...how: readonly string[]): string => {
    folder.run('openssl', 'pkcs8', '-topk8', '-in', kind, '-passout', `pass:${PASSPHRASE}`, '-out', 'encrypted.pem', ...how);
    return folder.text('encrypted.pem');
  };

  for (const kind of ['ec', 'p521', 'rsa', 'ed25519'] as const) {
    it(`is proven and opened (${kind}), whatever the hash of its PRF, the size of its AES key and its rounds`, async () => {
      const spki = newKey(kind);
      for (const [hash, size, rounds] of [['SHA1', 128, 1], ['SHA256', 192, 2047], ['SHA384', 256, 4099], ['SHA512', 192, 100_001], ['SHA1', 256, 2048]] as const) {
        const file = encrypt(kind, '-v2', `aes-${String(size)}-cbc`, '-v2prf', `hmacWith${hash}`, '-iter', String(rounds));
        assert.equal(await proveKey({ file, passphrase: PASSPHRASE, spki }), true, `${hash} ${String(size)}`);
        assert.equal((await unwrapPrivateKey(file, PASSPHRASE)).extractable, false);
        await assert.rejects(proveKey({ file, passphrase: `${PASSPHRASE} `, spki }), { code: 'wrong-passphrase' });
      }
    });
  }

  it('in a way that browsers have nothing for is said to be unsupported, and the command that is then shown makes a file that opens', async () => {
    const spki = newKey('ec');
    const ways = {
      scrypt: ['-scrypt'], 'PBE-SHA1-3DES': ['-v1', 'PBE-SHA1-3DES'], '3DES-CBC': ['-v2', 'des3'], 'HMAC-SHA224': ['-v2', 'aes-256-cbc', '-v2prf', 'hmacWithSHA224'],
    };
    const [program = '', ...args] = ENCRYPT_AGAIN.replace('old.key.pem', 'encrypted.pem').replace('new.key.pem', 'again.pem').split(' ');
    for (const [detail, how] of Object.entries(ways)) {
      const file = encrypt('ec', ...how);
      await assert.rejects(proveKey({ file, passphrase: PASSPHRASE, spki }), { code: 'unsupported', reason: 'encryption', detail });
      folder.run(program, ...args, '-passin', `pass:${PASSPHRASE}`, '-passout', `pass:${PASSPHRASE}`);
      assert.equal(await proveKey({ file: folder.text('again.pem'), passphrase: PASSPHRASE, spki }), true);
    }
    folder.run('openssl', 'ec', '-in', 'ec', '-aes256', '-passout', `pass:${PASSPHRASE}`, '-out', 'encrypted.pem');
    await assert.rejects(unwrapPrivateKey(folder.text('encrypted.pem'), PASSPHRASE), { code: 'unsupported', reason: 'encryption', detail: 'PEM (RFC 1421)' });
    folder.run(program, ...args, '-passin', `pass:${PASSPHRASE}`, '-passout', `pass:${PASSPHRASE}`);
    assert.equal(await proveKey({ file: folder.text('again.pem'), passphrase: PASSPHRASE, spki }), true);
  });

  it('is refused when its public half was changed', async () => {
    const spki = newKey('ec');
    folder.run('openssl', 'pkcs8', '-topk8', '-nocrypt', '-in', 'ec', '-outform', 'DER', '-out', 'plain.der');
    const plain = Uint8Array.from(folder.bytes('plain.der'));
    assert.ok(equalBytes(plain.subarray(-64), spki.subarray(-64)));
    plain.set([(plain.at(-1) ?? 0) ^ 1], plain.length - 1);
    const parameters = freshPbes2(1000, crypto);
    const kek = await deriveKey(PASSPHRASE, parameters, ['encrypt'], {});
    const file = encodeEncryptedKey(parameters, await crypto.subtle.encrypt({ name: 'AES-CBC', iv: parameters.iv }, kek, plain));
    await assert.rejects(proveKey({ file, passphrase: PASSPHRASE, spki }), { code: 'wrong-passphrase' });
  });
});
