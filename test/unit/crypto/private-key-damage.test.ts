import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { exportPkcs12, exportPlainKey, proveKey, RekeyError, unwrapPrivateKey, type KeyAlgorithmId } from '../../../src/crypto.js';
import { concat, type Bytes } from '../../../src/crypto/bytes.js';
import { context, contextTag, DerReader, integer, octetString, oid, sequence, TAG } from '../../../src/crypto/der.js';
import { isDamaged } from '../../../src/crypto/key-damage.js';
import { deriveKey, encodeEncryptedKey, freshPbes2, readEncryptedKey } from '../../../src/crypto/pbes2.js';
import { openPair } from '../../../src/crypto/private-key.js';
import { readPublicKey } from '../../../src/crypto/public-key.js';
import { compressed, errorOf, keyPair, makeCertificate, selfSigned, spkiOf } from './fixtures.js';

const PASSPHRASE = 'a passphrase of ours';
const CURVES = ['ec-p256', 'ec-p384', 'ec-p521'] as const satisfies readonly KeyAlgorithmId[];
const DAMAGED = { code: 'wrong-passphrase' };

/** Encrypts whatever it is as a key file would be, under ten rounds. */
async function seal(plain: Uint8Array): Promise<Bytes> {
  const parameters = freshPbes2(10, crypto);
  const kek = await deriveKey(PASSPHRASE, parameters, ['encrypt'], {});
  return encodeEncryptedKey(parameters, await crypto.subtle.encrypt({ name: 'AES-CBC', iv: parameters.iv }, kek, Uint8Array.from(plain)));
}

const plainOf = async (pair: CryptoKeyPair): Promise<Bytes> => new Uint8Array(await crypto.subtle.exportKey('pkcs8', pair.privateKey));
const prove = (file: Uint8Array, spki: Uint8Array): Promise<boolean> => proveKey({ file, passphrase: PASSPHRASE, spki });

interface EcParts { readonly algorithm: Bytes; readonly secret: Bytes; readonly half: Bytes }
/** PKCS#8 of an EC key, taken to pieces (RFC 5958 section 2, RFC 5915 section 3). */
function partsOf(plain: Bytes): EcParts {
  const info = DerReader.of(plain);
  info.read(TAG.integer);
  const algorithm = info.read(TAG.sequence).bytes;
  const [, secret, half] = DerReader.of(info.read(TAG.octetString).content).all();
  if (secret === undefined || half?.tag !== contextTag(1)) throw new Error('another layout');
  return { algorithm, secret: secret.bytes, half: half.bytes };
}
const ecKey = (algorithm: Bytes, ...inside: readonly Uint8Array[]): Bytes => sequence(integer(0), algorithm, octetString(sequence(integer(1), ...inside)));

describe('the public half inside an EC key file', () => {
  for (const algorithm of CURVES) {
    it(`is refused in every engine when it is damaged (${algorithm}): the key would sign, and other programs refuse the file`, async () => {
      const [pair, other] = [await keyPair('one', algorithm), await keyPair('other', algorithm)];
      const spki = await spkiOf(pair);
      const plain = await plainOf(pair);
      const { algorithm: identifier, secret, half } = partsOf(plain);
      expect(await prove(await seal(plain), spki)).to.equal(true);
      const certificate = await makeCertificate({ spki, signer: await keyPair('ca') });
      const last = (n: number): Bytes => Uint8Array.from(plain, (octet, at) => (at === plain.length - n ? octet ^ 0x10 : octet));
      const info = readPublicKey(spki);
      const size = info.kind === 'ec' ? info.curve.size : 0;
      for (const damaged of [last(1), last(size), last(size + 20), ecKey(identifier, secret, partsOf(await plainOf(other)).half)]) {
        const file = await seal(damaged);
        expect(damaged.length).to.equal(plain.length);
        expect(await errorOf(prove(file, spki))).to.include(DAMAGED);
        expect(await errorOf(openPair(file, PASSPHRASE, spki, {}))).to.include(DAMAGED);
        expect(await errorOf(exportPkcs12({ encryptedKey: file, passphrase: PASSPHRASE, certificate: certificate.pem, chain: [] }))).to.include(DAMAGED);
      }
      // With the curve inside, as some programs write it.
      const curve = context(0, oid(info.kind === 'ec' ? info.curve.oid : ''));
      const longer = ecKey(identifier, secret, curve, half);
      expect(await prove(await seal(longer), spki)).to.equal(true);
      expect(await errorOf(prove(await seal(Uint8Array.from(longer, (octet, at) => (at === longer.length - 9 ? octet ^ 1 : octet))), spki))).to.include(DAMAGED);
    });

    it(`may be absent (${algorithm}), and the CSR may have it compressed`, async () => {
      const pair = await keyPair('one', algorithm);
      const spki = await spkiOf(pair);
      const { algorithm: identifier, secret } = partsOf(await plainOf(pair));
      const file = await seal(ecKey(identifier, secret));
      expect(await prove(file, spki)).to.equal(true);
      expect((await unwrapPrivateKey(file, PASSPHRASE)).type).to.equal('private');
      if (algorithm === 'ec-p256') expect(await prove(await seal(await plainOf(pair)), compressed(spki))).to.equal(true);
    });
  }

  it('of a plain key that is handed out fits it, whatever stood in the file', async () => {
    const pair = await keyPair('one');
    const { algorithm, secret } = partsOf(await plainOf(pair));
    const file = await seal(ecKey(algorithm, secret, partsOf(await plainOf(await keyPair('other'))).half));
    // WebKit works the half out when it exports: what comes out is whole.
    const given = await exportPlainKey({ encryptedKey: file, passphrase: PASSPHRASE }).catch((thrown: unknown) => (thrown as RekeyError).code);
    expect(given).to.be.oneOf(['wrong-passphrase', await exportPlainKey({ encryptedKey: await seal(await plainOf(pair)), passphrase: PASSPHRASE })]);
    expect(await exportPlainKey({ encryptedKey: await seal(ecKey(algorithm, secret)), passphrase: PASSPHRASE })).to.include('BEGIN PRIVATE KEY');
  });
});

describe('a key with attributes', () => {
  it('is proven too: no program minds them', async () => {
    // keyUsage, as Windows and NSS add it (RFC 5958 section 2).
    const attributes = context(0, sequence(oid('2.5.29.15'), Uint8Array.of(TAG.set, 4, 3, 2, 0, 0x80)));
    for (const algorithm of ['ec-p256', 'rsa-2048'] as const) {
      const pair = await keyPair('one', algorithm);
      const content = DerReader.of(await plainOf(pair)).rest;
      const opened = await prove(await seal(sequence(content, attributes)), await spkiOf(pair)).catch((thrown: unknown) => (thrown as RekeyError).code);
      // Some engines read none: they cannot open it at all.
      expect(opened).to.be.oneOf([true, 'wrong-passphrase']);
    }
  });
});

/** What became of a file that somebody damaged: `false` for another key, or the code of the error. */
async function outcomeOf(file: Uint8Array, spki: Uint8Array): Promise<boolean | string> {
  try {
    return await prove(file, spki);
  } catch (thrown) {
    expect(thrown).to.be.instanceOf(RekeyError);
    return (thrown as RekeyError).code;
  }
}

describe('a damaged key file', () => {
  it('never proves a key, whichever bit of what is encrypted, or of its IV, was turned', async function () {
    this.timeout(60_000);
    for (const [algorithm, runs] of [['ec-p256', 500], ['ec-p521', 120], ['ed25519', 200], ['rsa-2048', 200]] as const) {
      const pair = await keyPair('one', algorithm);
      const spki = await spkiOf(pair);
      const file = await seal(await plainOf(pair));
      const { parameters: { iv }, encrypted } = readEncryptedKey(file);
      const starts = [iv.byteOffset - file.byteOffset, encrypted.byteOffset - file.byteOffset] as const;
      await fc.assert(fc.asyncProperty(fc.nat((iv.length + encrypted.length) * 8 - 1), async (bit) => {
        const octet = bit >> 3;
        const at = octet < iv.length ? starts[0] + octet : starts[1] + octet - iv.length;
        const damaged = file.slice();
        damaged[at] = (damaged[at] ?? 0) ^ (1 << (bit & 7));
        expect(await outcomeOf(damaged, spki), `${algorithm}, bit ${String(bit)}`).to.be.oneOf([false, 'wrong-passphrase']);
      }), { numRuns: runs });
    }
  });

  it('never proves a key when its end is missing, or when bytes follow', async () => {
    const pair = await keyPair('one');
    const spki = await spkiOf(pair);
    const file = await seal(await plainOf(pair));
    const pem = new TextEncoder().encode(`-----BEGIN ENCRYPTED PRIVATE KEY-----\n${btoa(String.fromCharCode(...file))}\n-----END ENCRYPTED PRIVATE KEY-----\n`);
    for (let length = 0; length < file.length; length += 3) {
      expect(await outcomeOf(file.slice(0, length), spki)).to.equal('bad-input');
      // The last line of armour is what may be shortened last.
      expect(await outcomeOf(pem.slice(0, length), spki)).to.equal('bad-input');
    }
    expect(await outcomeOf(concat([file, Uint8Array.of(0)]), spki)).to.equal('bad-input');
    // Whole blocks fewer, and everything else right: what is left does not decrypt to a key.
    const { parameters, encrypted } = readEncryptedKey(file);
    for (let length = 16; length < encrypted.length; length += 16) {
      expect(await outcomeOf(encodeEncryptedKey(parameters, encrypted.slice(0, length).buffer), spki)).to.equal('wrong-passphrase');
    }
    // No block at all, or less than one: WebKitGTK must not be asked.
    for (const length of [0, 1, 15, 17, encrypted.length - 1]) {
      expect(await outcomeOf(encodeEncryptedKey(parameters, encrypted.slice(0, length).buffer), spki)).to.equal('bad-input');
    }
  });

  it('in the clear part, gives a typed error or the key', async () => {
    const pair = await keyPair('one');
    const spki = await spkiOf(pair);
    const file = await seal(await plainOf(pair));
    const { encrypted } = readEncryptedKey(file);
    const head = encrypted.byteOffset - file.byteOffset;
    await fc.assert(fc.asyncProperty(fc.nat(head * 8 - 1), async (bit) => {
      const damaged = file.slice();
      damaged[bit >> 3] = (damaged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      try {
        // A turned bit may stand for millions of rounds: the shape is what is tried here.
        if (readEncryptedKey(damaged).parameters.iterations > 1000) return;
      } catch {
        // What cannot be read is told below.
      }
      expect(await outcomeOf(damaged, spki)).to.be.oneOf([true, false, 'wrong-passphrase', 'bad-input', 'unsupported']);
    }), { numRuns: 300 });
  });
});

describe('what is compared with the file where an engine looks past it', () => {
  /** Whether the content is said to be damaged, with the whole key in place of what an engine makes of it. */
  async function isFoundDamaged(content: Bytes, pair: CryptoKeyPair): Promise<boolean> {
    const parameters = freshPbes2(10, crypto);
    const kek = await deriveKey(PASSPHRASE, parameters, ['encrypt', 'wrapKey'], {});
    const encrypted = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-CBC', iv: parameters.iv }, kek, content));
    return isDamaged({ parameters, encrypted, kek }, await spkiOf(pair), () => Promise.resolve(pair.privateKey), crypto.subtle);
  }
  const changed = (plain: Bytes, at: number): Bytes => Uint8Array.from(plain, (octet, i) => (i === at ? octet ^ 1 : octet));

  for (const algorithm of [...CURVES, 'ed25519', 'rsa-2048'] as const) {
    it(`is the beginning of the file, and the public part (${algorithm})`, async () => {
      const pair = await keyPair('one', algorithm);
      const plain = await plainOf(pair);
      expect(await isFoundDamaged(plain, pair)).to.equal(false);
      // The version: INTEGER 0 after the header of the whole.
      expect(await isFoundDamaged(changed(plain, plain.indexOf(TAG.integer) + 2), pair)).to.equal(true);
      if (algorithm === 'ed25519') return;
      for (const fromEnd of [1, 20, 40]) expect(await isFoundDamaged(changed(plain, plain.length - fromEnd), pair)).to.equal(true);
    });
  }

  it('is nothing of a key in another layout, which is left to the engine', async () => {
    const pair = await keyPair('one');
    const { algorithm, secret } = partsOf(await plainOf(pair));
    expect(await isFoundDamaged(ecKey(algorithm, secret), pair)).to.equal(false);
    const rsa = await keyPair('one', 'rsa-2048');
    const content = DerReader.of(await plainOf(rsa)).rest;
    expect(await isFoundDamaged(sequence(content, context(0, sequence(oid('2.5.29.15'), Uint8Array.of(TAG.set, 4, 3, 2, 0, 0x80)))), rsa)).to.equal(false);
  });
});

describe('what is given in place of a key', () => {
  it('a certificate with the same passphrase, encrypted: it decrypts well and is no key', async () => {
    const file = await seal((await selfSigned()).der);
    expect(await errorOf(unwrapPrivateKey(file, PASSPHRASE))).to.include({ code: 'wrong-passphrase' });
    expect(await outcomeOf(file, await spkiOf(await keyPair('one')))).to.equal('wrong-passphrase');
  });
});
