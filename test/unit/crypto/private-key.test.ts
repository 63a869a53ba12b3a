import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { exportPkcs12, exportPlainKey, generateKey, proveKey, RekeyError, unwrapPrivateKey, wrapPrivateKey, type KeyAlgorithmId } from '../../../src/crypto.js';
import { equalBytes, toHex, type Bytes } from '../../../src/crypto/bytes.js';
import { algorithmIdentifier, derNull, DerReader, decodeOid, integer, octetString, readExactly, sequence, smallInteger, TAG } from '../../../src/crypto/der.js';
import { OID } from '../../../src/crypto/oids.js';
import { readEncryptedKey } from '../../../src/crypto/pbes2.js';
import { encodePem } from '../../../src/crypto/pem.js';
import { pkcs12Mac } from '../../../src/crypto/pkcs12-mac.js';
import { errorOf, keyPair, makeCertificate, selfSigned, spkiOf } from './fixtures.js';

const PASSPHRASE = 'a passphrase of ours';

/** EncryptedPrivateKeyInfo with the given parts in place of good ones. */
function encrypted(o: { scheme?: string; kdf?: string; cipher?: string; iterations?: number; keyLength?: number; prf?: string; iv?: Uint8Array; content?: Uint8Array }): Bytes {
  const kdf = algorithmIdentifier(o.kdf ?? OID.pbkdf2, sequence(octetString(new Uint8Array(16)), integer(o.iterations ?? 10), ...(o.keyLength === undefined ? [] : [integer(o.keyLength)]), algorithmIdentifier(o.prf ?? OID.hmacWithSha256, derNull())));
  const cipher = algorithmIdentifier(o.cipher ?? OID.aes256Cbc, octetString(o.iv ?? new Uint8Array(16)));
  return sequence(algorithmIdentifier(o.scheme ?? OID.pbes2, sequence(kdf, cipher)), octetString(o.content ?? new Uint8Array(48)));
}

/** Encrypts any bytes as a key file would be, under ten rounds. */
async function encryptAnything(content: Bytes, passphrase: string): Promise<Bytes> {
  const base = await crypto.subtle.importKey('raw', new TextEncoder().encode(passphrase), 'PBKDF2', false, ['deriveKey']);
  const key = await crypto.subtle.deriveKey({ name: 'PBKDF2', salt: new Uint8Array(16), iterations: 10, hash: 'SHA-256' }, base, { name: 'AES-CBC', length: 256 }, false, ['encrypt']);
  return encrypted({ content: new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-CBC', iv: new Uint8Array(16) }, key, content)) });
}

describe('encrypted private keys', () => {
  for (const algorithm of ['ec-p256', 'ec-p384', 'ec-p521', 'rsa-2048', 'ed25519'] as KeyAlgorithmId[]) {
    it(`hold an ${algorithm} key that signs and cannot be exported once it is opened`, async () => {
      const pair = await generateKey(algorithm);
      const spki = await spkiOf(pair);
      const { der, pem } = await wrapPrivateKey(pair.privateKey, PASSPHRASE);
      expect(pem).to.equal(encodePem('ENCRYPTED PRIVATE KEY', der));
      const opened = await unwrapPrivateKey(new Blob([pem]), PASSPHRASE);
      expect(opened.extractable).to.equal(false);
      expect(opened.usages).to.deep.equal(['sign']);
      expect(await proveKey({ file: der, passphrase: PASSPHRASE, spki })).to.equal(true);
    });
  }

  it('are PBES2 with 600,000 rounds, a named PRF, a salt of 16 bytes, and are never twice the same', async () => {
    const { privateKey } = await keyPair('one');
    const files = await Promise.all([wrapPrivateKey(privateKey, PASSPHRASE), wrapPrivateKey(privateKey, PASSPHRASE)]);
    const [one, two] = files.map(({ der }) => readEncryptedKey(Uint8Array.from(der)).parameters);
    expect(one).to.deep.include({ iterations: 600_000, hash: 'SHA-256', keyBits: 256 });
    expect(one?.salt.length).to.equal(16);
    expect(toHex(one?.salt ?? new Uint8Array())).not.to.equal(toHex(two?.salt ?? new Uint8Array()));
    expect(toHex(one?.iv ?? new Uint8Array())).not.to.equal(toHex(two?.iv ?? new Uint8Array()));
  });

  it('take a passphrase of printable ASCII alone', async () => {
    const { privateKey } = await keyPair('one');
    for (const passphrase of ['', 'žltý', 'tab\there', 'line\n']) {
      expect(await errorOf(wrapPrivateKey(privateKey, passphrase))).to.include({ code: 'bad-input', reason: 'passphrase' });
    }
  });

  it('cannot be made of a key that is not extractable', async () => {
    const { der } = await wrapPrivateKey((await keyPair('one')).privateKey, PASSPHRASE);
    const opened = await unwrapPrivateKey(der, PASSPHRASE);
    expect(await errorOf(wrapPrivateKey(opened, PASSPHRASE))).to.include({ code: 'bad-input', reason: 'not-extractable' });
  });

  it('open under no other passphrase', async () => {
    const { der } = await wrapPrivateKey((await keyPair('one')).privateKey, PASSPHRASE);
    for (const passphrase of ['', `${PASSPHRASE} `, PASSPHRASE.toUpperCase()]) {
      expect(await errorOf(unwrapPrivateKey(der, passphrase))).to.include({ code: 'wrong-passphrase' });
    }
  });

  it('read as a wrong passphrase too when the bytes decrypt to something that is no key', async () => {
    const file = await encryptAnything(new TextEncoder().encode('chance padding'), PASSPHRASE);
    const spki = await spkiOf(await keyPair('one'));
    expect(await errorOf(proveKey({ file, passphrase: PASSPHRASE, spki }))).to.include({ code: 'wrong-passphrase' });
  });

  it('prove nothing for another key, of the same kind or of another', async () => {
    const { der } = await wrapPrivateKey((await keyPair('one')).privateKey, PASSPHRASE);
    for (const other of [await keyPair('two'), await keyPair('three', 'ec-p384'), await keyPair('four', 'rsa-2048')]) {
      expect(await proveKey({ file: der, passphrase: PASSPHRASE, spki: await spkiOf(other) })).to.equal(false);
    }
  });

  it('are told apart from what is no encrypted key', async () => {
    const { privateKey, publicKey } = await keyPair('one');
    const plain = new Uint8Array(await crypto.subtle.exportKey('pkcs8', privateKey));
    const spki = new Uint8Array(await crypto.subtle.exportKey('spki', publicKey));
    const cases = [
      [encodePem('PRIVATE KEY', plain), 'not-encrypted'], [plain, 'not-encrypted'], [(await selfSigned()).pem, 'certificate'], [spki, 'public-key'],
      ['', 'empty'], ['hello!', 'base64'], ['-----BEGIN ENCRYPTED PRIVATE KEY-----\nMII', 'pem'], [encodePem('ENCRYPTED PRIVATE KEY', Uint8Array.of(0x30, 0)), 'der'],
      [sequence(integer(1)), 'unknown'],
    ] as const;
    for (const [file, reason] of cases) {
      expect(await errorOf(unwrapPrivateKey(file, PASSPHRASE))).to.include({ code: 'bad-input', reason });
      expect(await errorOf(proveKey({ file, passphrase: PASSPHRASE, spki }))).to.include({ code: 'bad-input', reason });
    }
    const old = `-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00\n\nMAA=\n-----END RSA PRIVATE KEY-----\n`;
    expect(await errorOf(unwrapPrivateKey(old, PASSPHRASE))).to.include({ code: 'unsupported', reason: 'encryption' });
  });

  it('are refused by size before they are read', async () => {
    const file = new Blob([new Uint8Array(70_000)]);
    file.arrayBuffer = () => Promise.reject(new Error('it was read'));
    expect(await errorOf(unwrapPrivateKey(file, PASSPHRASE))).to.deep.include({ code: 'too-large', detail: { limit: 65_536, bytes: 70_000 } });
  });

  it('are refused with ciphers that we do not read, and with rounds beyond reason', async () => {
    for (const parts of [{ scheme: '1.2.840.113549.1.5.3' }, { kdf: OID.scrypt }, { cipher: '1.2.840.113549.3.7' }, { prf: '1.2.840.113549.2.8' }]) {
      expect(await errorOf(unwrapPrivateKey(encrypted(parts), PASSPHRASE))).to.include({ code: 'unsupported', reason: 'encryption' });
    }
    for (const iterations of [0, 10_000_001]) {
      expect(await errorOf(unwrapPrivateKey(encrypted({ iterations }), PASSPHRASE))).to.include({ code: 'bad-input', reason: 'iterations' });
    }
    expect(await errorOf(unwrapPrivateKey(encrypted({ iv: new Uint8Array(8) }), PASSPHRASE))).to.include({ code: 'bad-input', reason: 'der' });
    // OpenSSL opens no file whose derivation names a key of another length than the cipher's (RFC 8018 appendix A.2).
    expect(await errorOf(unwrapPrivateKey(encrypted({ keyLength: 16 }), PASSPHRASE))).to.include({ code: 'bad-input', reason: 'der' });
    expect(await errorOf(unwrapPrivateKey(encrypted({ keyLength: 32 }), PASSPHRASE))).to.include({ code: 'wrong-passphrase' });
  });

  it('are unsupported under AES-192 where the browser has none (Chromium), and are not called a wrong passphrase', async () => {
    const file = encrypted({ cipher: OID.aes192Cbc });
    const spki = await spkiOf(await keyPair('one'));
    const has192 = await crypto.subtle.importKey('raw', new Uint8Array(24), 'AES-CBC', false, ['decrypt']).then(() => true, () => false);
    const wanted = has192 ? { code: 'wrong-passphrase' } : { code: 'unsupported', reason: 'encryption', detail: 'AES-192-CBC' };
    expect(await errorOf(unwrapPrivateKey(file, PASSPHRASE))).to.include(wanted);
    expect(await errorOf(proveKey({ file, passphrase: PASSPHRASE, spki }))).to.include(wanted);
    // The same file under the other two sizes is read, and does not open.
    for (const cipher of [OID.aes128Cbc, OID.aes256Cbc]) {
      expect(await errorOf(unwrapPrivateKey(encrypted({ cipher }), PASSPHRASE))).to.include({ code: 'wrong-passphrase' });
    }
  });

  it('give a key or a RekeyError, however they are damaged', async () => {
    const file = await encryptAnything(new Uint8Array(await crypto.subtle.exportKey('pkcs8', (await keyPair('one')).privateKey)), PASSPHRASE);
    await fc.assert(fc.asyncProperty(fc.nat(file.length - 1), fc.nat(255), fc.nat(file.length), async (at, octet, cut) => {
      const damaged = file.slice(0, Math.max(cut, at + 1));
      damaged[at] = octet;
      try {
        // A changed octet may stand for millions of rounds: the shape is what is tried here.
        if (readEncryptedKey(damaged).parameters.iterations > 1000) return;
        await unwrapPrivateKey(damaged, PASSPHRASE);
      } catch (thrown) {
        expect(thrown).to.be.instanceOf(RekeyError);
        expect((thrown as RekeyError).code).to.be.oneOf(['bad-input', 'wrong-passphrase', 'unsupported']);
      }
    }), { numRuns: 120 });
  });

  it('need WebCrypto, and end when they are aborted', async () => {
    const { privateKey } = await keyPair('one');
    expect(await errorOf(wrapPrivateKey(privateKey, PASSPHRASE, { crypto: {} as Crypto }))).to.include({ code: 'unsupported', reason: 'no-webcrypto' });
    expect(await errorOf(wrapPrivateKey(privateKey, PASSPHRASE, { signal: AbortSignal.abort() }))).to.include({ code: 'aborted' });
    const controller = new AbortController();
    const wrapping = wrapPrivateKey(privateKey, PASSPHRASE, { signal: controller.signal });
    controller.abort();
    expect(await errorOf(wrapping)).to.include({ code: 'aborted' });
  });

  it('give the key in the clear on request', async () => {
    const { privateKey } = await keyPair('one');
    const { pem } = await wrapPrivateKey(privateKey, PASSPHRASE);
    const plain = encodePem('PRIVATE KEY', new Uint8Array(await crypto.subtle.exportKey('pkcs8', privateKey)));
    expect(await exportPlainKey({ encryptedKey: pem, passphrase: PASSPHRASE })).to.equal(plain);
    expect(await errorOf(exportPlainKey({ encryptedKey: pem, passphrase: 'x' }))).to.include({ code: 'wrong-passphrase' });
  });
});

describe('exportPkcs12', () => {
  async function made(): Promise<{ encryptedKey: string; certificate: string; chain: string[] }> {
    const [pair, ca] = [await keyPair('leaf'), await selfSigned({ key: 'ca' })];
    const leaf = await makeCertificate({ spki: await spkiOf(pair), signer: await keyPair('ca') });
    return { encryptedKey: (await wrapPrivateKey(pair.privateKey, PASSPHRASE)).pem, certificate: leaf.pem, chain: [ca.pem] };
  }

  it('protects the whole with a MAC of 300,000 rounds of HMAC-SHA256', async () => {
    const der = Uint8Array.from(await exportPkcs12({ ...(await made()), passphrase: PASSPHRASE, friendlyName: 'new key' }));
    const pfx = DerReader.of(der);
    expect(smallInteger(pfx.read(TAG.integer))).to.equal(3);
    const content = pfx.enter();
    expect(decodeOid(content.read(TAG.oid).content)).to.equal(OID.data);
    const authenticated = readExactly(readExactly(content.read().content).bytes).content;
    const mac = pfx.enter();
    const info = mac.enter();
    expect(toHex(info.read().bytes)).to.equal(toHex(algorithmIdentifier(OID.sha256, derNull())));
    const value = info.read(TAG.octetString).content;
    const salt = mac.read(TAG.octetString).content;
    const iterations = smallInteger(mac.read(TAG.integer));
    expect(iterations).to.equal(300_000);
    expect(equalBytes(await pkcs12Mac(authenticated, PASSPHRASE, salt, iterations), value)).to.equal(true);
    expect(equalBytes(await pkcs12Mac(authenticated, 'another', salt, iterations), value)).to.equal(false);
  });

  it('lets the page do other work while the MAC is derived', async () => {
    let turns = 0;
    let running = true;
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      turns++;
      if (running) port2.postMessage(undefined);
    };
    port2.postMessage(undefined);
    await pkcs12Mac(new Uint8Array(10), PASSPHRASE, new Uint8Array(16), 300_000);
    running = false;
    port1.close();
    expect(turns).to.be.greaterThan(5);
  });

  it('can be aborted while the MAC is derived', async () => {
    const controller = new AbortController();
    const deriving = pkcs12Mac(new Uint8Array(10), PASSPHRASE, new Uint8Array(16), 100_000_000, controller.signal);
    controller.abort();
    expect(await errorOf(deriving)).to.include({ code: 'aborted' });
  });

  it('refuses a key that is not the certificate\'s, a wrong passphrase and one that not everyone could type', async () => {
    const parts = await made();
    const stranger = await selfSigned({ key: 'stranger' });
    expect(await errorOf(exportPkcs12({ ...parts, certificate: stranger.pem, passphrase: PASSPHRASE }))).to.include({ code: 'bad-input', reason: 'key-mismatch' });
    expect(await errorOf(exportPkcs12({ ...parts, passphrase: 'wrong' }))).to.include({ code: 'wrong-passphrase' });
    expect(await errorOf(exportPkcs12({ ...parts, passphrase: 'žltý' }))).to.include({ code: 'bad-input', reason: 'passphrase' });
    expect(await errorOf(exportPkcs12({ ...parts, passphrase: PASSPHRASE, chain: ['x'] }))).to.include({ code: 'bad-input' });
    expect(await errorOf(exportPkcs12({ ...parts, passphrase: PASSPHRASE, signal: AbortSignal.abort() }))).to.include({ code: 'aborted' });
  });

  it('holds the certificate once when the chain repeats it', async () => {
    const parts = await made();
    const once = await exportPkcs12({ ...parts, passphrase: PASSPHRASE, friendlyName: 'x' });
    const twice = await exportPkcs12({ ...parts, chain: [parts.certificate, ...parts.chain], passphrase: PASSPHRASE, friendlyName: 'x' });
    expect(Math.abs(once.length - twice.length)).to.be.lessThan(32);
  });
});

