import { expect } from '@open-wc/testing';
import { generateKey, proveKey, unwrapPrivateKey } from '../../../src/crypto.js';
import { algorithmIdentifier, integer, octetString, sequence } from '../../../src/crypto/der.js';
import { OID } from '../../../src/crypto/oids.js';
import { readEncryptedKey } from '../../../src/crypto/pbes2.js';
import { decodePem } from '../../../src/crypto/pem.js';
import { errorOf, keyPair, spkiOf } from './fixtures.js';
import { OPENSSL_KEYS, OPENSSL_PASSPHRASE, OTHER_SCHEMES, PUBLIC_KEYS, type OpensslKey } from './openssl-keys.js';

const derOf = (pem: string): Uint8Array<ArrayBuffer> => {
  const [block] = decodePem(pem).blocks;
  if (block === undefined) throw new Error('no block');
  return block.der;
};
const spkiOfFile = ({ algorithm }: OpensslKey): Uint8Array => derOf(PUBLIC_KEYS[algorithm]);
/** Chromium has no AES-192. */
const opensAes192 = (): Promise<boolean> => crypto.subtle.importKey('raw', new Uint8Array(24), 'AES-CBC', false, ['decrypt']).then(() => true, () => false);

describe('a key file that OpenSSL has encrypted', () => {
  for (const file of OPENSSL_KEYS) {
    const { algorithm, cipher, prf, iterations, pem } = file;
    const isAes192 = cipher === 'aes-192-cbc';
    it(`with ${cipher}, ${prf} and ${String(iterations)} rounds, of an ${algorithm} key, is ${isAes192 ? 'proven where the engine has AES-192, and else said to be unsupported' : 'proven'}`, async () => {
      expect(readEncryptedKey(derOf(pem)).parameters).to.deep.include({ iterations, hash: prf.replace(/^hmacWithSHA/, 'SHA-'), keyBits: Number(cipher.slice(4, 7)) });
      const o = { file: pem, passphrase: OPENSSL_PASSPHRASE, spki: spkiOfFile(file) };
      if (isAes192 && !await opensAes192()) {
        for (const opening of [proveKey(o), unwrapPrivateKey(pem, OPENSSL_PASSPHRASE)]) {
          expect(await errorOf(opening)).to.include({ code: 'unsupported', reason: 'encryption', detail: 'AES-192-CBC' });
        }
        return;
      }
      expect(await proveKey(o)).to.equal(true);
      expect(await proveKey({ ...o, spki: await spkiOf(await keyPair('another')) })).to.equal(false);
      expect(await errorOf(proveKey({ ...o, passphrase: 'openssl made it ' }))).to.include({ code: 'wrong-passphrase' });
      const opened = await unwrapPrivateKey(pem, OPENSSL_PASSPHRASE);
      expect([opened.extractable, opened.usages]).to.deep.equal([false, ['sign']]);
    });
  }

  for (const [name, pem] of Object.entries(OTHER_SCHEMES)) {
    it(`with ${name} is unsupported by that name, and not called a wrong passphrase`, async () => {
      const wanted = { code: 'unsupported', reason: 'encryption', detail: name };
      expect(await errorOf(unwrapPrivateKey(pem, OPENSSL_PASSPHRASE))).to.include(wanted);
      expect(await errorOf(proveKey({ file: pem, passphrase: OPENSSL_PASSPHRASE, spki: derOf(PUBLIC_KEYS['ec-p256']) }))).to.include(wanted);
    });
  }

  it('with AES-GCM, or with what nobody has a name for, is unsupported by name or by number', async () => {
    const kdf = algorithmIdentifier(OID.pbkdf2, sequence(octetString(new Uint8Array(8)), integer(10)));
    for (const [oid, detail] of [['2.16.840.1.101.3.4.1.46', 'AES-256-GCM'], ['1.2.3.4', '1.2.3.4']] as const) {
      const cipher = algorithmIdentifier(oid, sequence(octetString(new Uint8Array(12)), integer(16)));
      const file = sequence(algorithmIdentifier(OID.pbes2, sequence(kdf, cipher)), octetString(new Uint8Array(48)));
      expect(await errorOf(unwrapPrivateKey(file, 'x'))).to.include({ code: 'unsupported', reason: 'encryption', detail });
    }
  });

  it('opens as the kind of key that it holds when nobody says which', async () => {
    for (const { algorithm, pem, cipher } of OPENSSL_KEYS) {
      if (cipher === 'aes-192-cbc') continue;
      const wanted = (await generateKey(algorithm)).privateKey.algorithm;
      expect((await unwrapPrivateKey(pem, OPENSSL_PASSPHRASE)).algorithm).to.deep.equal(wanted);
    }
  });
});
