import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { exportPkcs12, generateKey, keyFileReaders, wrapPrivateKey, type KeyAlgorithmId, type KeyFileReader, type Readability } from '../../../src/crypto.js';
import { toHex, type Bytes } from '../../../src/crypto/bytes.js';
import { cn, makeCertificate } from '../../unit/crypto/fixtures.js';
import { workFolder } from '../../support/programs.js';
import { READERS, type Reader } from './key-readers.js';

const PRINTABLE = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i)).join('');
const long = (length: number): string => 'correct horse battery staple '.repeat(40).slice(0, length - 1).padEnd(length, '.');

/** Every kind of key, every sort of passphrase and every length of chain, the leaf counted; each file goes to every program. */
const FILES: readonly (readonly [algorithm: KeyAlgorithmId, passphrase: string, chain: number])[] = [
  ['ec-p256', 'x', 1], ['ec-p384', 'sixsix', 2], ['ec-p521', PRINTABLE, 3], ['rsa-2048', long(63), 4], ['rsa-3072', long(64), 3],
  ['rsa-4096', long(65), 2], ['ed25519', '  spaces  around  ', 4], ['ec-p256', long(128), 3], ['rsa-2048', long(200), 1],
];

const spkiOf = async ({ publicKey }: CryptoKeyPair): Promise<Bytes> => new Uint8Array(await crypto.subtle.exportKey('spki', publicKey));
const verdictOf = ({ program }: Reader, o: Parameters<typeof keyFileReaders>[0]): KeyFileReader =>
  keyFileReaders(o).find((one) => one.program === program) ?? assert.fail(program);
const opens = ({ outcome }: Readability): boolean => outcome === 'opens';

/** A leaf for the key and the certificates above it, up to the root. */
async function chainFor(spki: Bytes, length: number): Promise<{ der: Bytes; pem: string }[]> {
  const signers = await Promise.all(Array.from({ length }, () => generateKey('ec-p256')));
  return Promise.all(Array.from({ length }, async (_, level) => {
    const above = Math.min(level + 1, length - 1);
    const signer = signers[above] ?? assert.fail('no signer');
    const subject = cn(level === 0 ? 'leaf.example.org' : `CA ${String(level)}`);
    const issuer = cn(above === 0 ? 'leaf.example.org' : `CA ${String(above)}`);
    return makeCertificate({ subject, issuer, spki: level === 0 ? spki : await spkiOf(signers[level] ?? signer), signer, serial: 100 + level });
  }));
}

interface Made { readonly key: string; readonly p12: string; readonly spki: Bytes; readonly chain: readonly Bytes[]; readonly name: string }

describe('the files that are made here', () => {
  const folder = workFolder('key-files');

  async function make(algorithm: KeyAlgorithmId, passphrase: string, length: number): Promise<Made> {
    const pair = await generateKey(algorithm);
    const spki = await spkiOf(pair);
    const [leaf, ...above] = await chainFor(spki, length);
    assert.ok(leaf);
    const { pem } = await wrapPrivateKey(pair.privateKey, passphrase);
    const name = `new ${algorithm}`;
    const container = await exportPkcs12({ encryptedKey: pem, passphrase, certificate: leaf.pem, chain: above.map((each) => each.pem), friendlyName: name });
    const file = `${algorithm}-${String(passphrase.length)}`;
    return {
      key: folder.write(`${file}.key.pem`, pem), p12: folder.write(`${file}.p12`, container), spki, chain: [leaf, ...above].map(({ der }) => der), name,
    };
  }

  // Made while the program before still reads, and read by two programs at a time: the machine has two processors.
  describe('open with each program that is said to open them, and with no other', { concurrency: 2 }, () => {
    for (const [algorithm, passphrase, length] of FILES) {
      let made: Promise<Made> | undefined;
      const given = (): Promise<Made> => made ??= make(algorithm, passphrase, length);
      const what = `an ${algorithm} key, ${String(passphrase.length)} characters, ${length === 1 ? 'no chain' : `a chain of ${String(length)}`}`;
      for (const reader of READERS) {
        const { name, keyFile, pkcs12 } = verdictOf(reader, { algorithm, passphrase });
        it(`${name}: ${what}`, { skip: reader.skip }, async () => {
          const file = await given();
          if (opens(keyFile)) assert.equal(toHex(await reader.keyFile(file.key, passphrase)), toHex(file.spki));
          else await assert.rejects(reader.keyFile(file.key, passphrase));
          if (!opens(pkcs12)) {
            await assert.rejects(reader.pkcs12(file.p12, passphrase, file.name));
            return;
          }
          const found = await reader.pkcs12(file.p12, passphrase, file.name);
          assert.equal(toHex(found.spki), toHex(file.spki));
          assert.deepEqual(found.certificates.map(toHex), file.chain.map(toHex));
          assert.equal(found.name, file.name);
          if (length === 1) await assert.rejects(reader.pkcs12(file.p12, `${passphrase}x`, file.name), 'another passphrase');
        });
      }
    }
  });
});
