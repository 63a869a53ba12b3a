import { expect } from '@open-wc/testing';
import {
  checkIssued, checkKeyStrength, createCsr, exportPkcs12, exportPlainKey, generateKey, inspectCertificate, inspectCsr, proveKey, samePublicKey, supportedAlgorithms,
  unwrapPrivateKey, wrapPrivateKey, type CallOptions,
} from '../../../src/crypto.js';
import { errorOf, keyPair, makeCsr, selfSigned, spkiOf } from './fixtures.js';

const PASSPHRASE = 'a passphrase of ours';

/** Every function with `{ signal }`, called with what it would answer. */
async function calls(): Promise<Readonly<Record<string, (o: CallOptions) => Promise<unknown>>>> {
  const key = await keyPair('new');
  const spki = await spkiOf(key);
  const { pem: certificate } = await selfSigned({ key: 'new' });
  const csr = await makeCsr({ key });
  const { pem: file } = await wrapPrivateKey(key.privateKey, PASSPHRASE);
  return {
    generateKey: (o) => generateKey('ec-p256', o),
    supportedAlgorithms: (o) => supportedAlgorithms(['ed25519'], o),
    createCsr: (o) => createCsr({ certificate, key, ...o }),
    inspectCsr: (o) => inspectCsr(csr, { certificate, ...o }),
    inspectCertificate: (o) => inspectCertificate(certificate, o),
    checkIssued: (o) => checkIssued({ certificate, chain: [], csr, predecessor: certificate, now: Date.now(), ...o }),
    checkKeyStrength: async (o) => Promise.resolve(checkKeyStrength(spki, o)),
    samePublicKey: async (o) => Promise.resolve(samePublicKey(spki, spki, o)),
    wrapPrivateKey: (o) => wrapPrivateKey(key.privateKey, PASSPHRASE, o),
    unwrapPrivateKey: (o) => unwrapPrivateKey(file, PASSPHRASE, o),
    proveKey: (o) => proveKey({ file, passphrase: PASSPHRASE, spki, ...o }),
    exportPkcs12: (o) => exportPkcs12({ encryptedKey: file, passphrase: PASSPHRASE, certificate, chain: [], ...o }),
    exportPlainKey: (o) => exportPlainKey({ encryptedKey: file, passphrase: PASSPHRASE, ...o }),
  };
}

/** They have answered before anybody could stop them. */
const AT_ONCE: readonly string[] = ['inspectCertificate', 'checkKeyStrength', 'samePublicKey'];

describe('a signal', () => {
  it('that was given up already ends every function with the code aborted', async () => {
    const signal = AbortSignal.abort();
    for (const [name, call] of Object.entries(await calls())) {
      await call({ signal: new AbortController().signal });
      expect((await errorOf(call({ signal }))).code, name).to.equal('aborted');
    }
  }).timeout(30_000);

  it('that is given up on the way ends every function that waits for anything, in place of its answer', async () => {
    for (const [name, call] of Object.entries(await calls())) {
      if (AT_ONCE.includes(name)) continue;
      const controller = new AbortController();
      const answer = errorOf(call({ signal: controller.signal }));
      controller.abort();
      expect((await answer).code, name).to.equal('aborted');
    }
  }).timeout(30_000);

  it('that is given up while the last signature is verified ends the proof of a key too', async () => {
    const key = await keyPair('new');
    const { pem: file } = await wrapPrivateKey(key.privateKey, PASSPHRASE);
    const controller = new AbortController();
    const { subtle } = crypto;
    const verify: SubtleCrypto['verify'] = (...given) => {
      controller.abort();
      return subtle.verify(...given);
    };
    const late = {
      getRandomValues: <T extends ArrayBufferView<ArrayBuffer>>(array: T): T => crypto.getRandomValues(array),
      subtle: {
        verify, sign: subtle.sign.bind(subtle), importKey: subtle.importKey.bind(subtle), deriveKey: subtle.deriveKey.bind(subtle),
        deriveBits: subtle.deriveBits.bind(subtle), unwrapKey: subtle.unwrapKey.bind(subtle), exportKey: subtle.exportKey.bind(subtle),
        wrapKey: subtle.wrapKey.bind(subtle), encrypt: subtle.encrypt.bind(subtle), decrypt: subtle.decrypt.bind(subtle),
      },
    } as unknown as Crypto;
    const answer = proveKey({ file, passphrase: PASSPHRASE, spki: await spkiOf(key), crypto: late, signal: controller.signal });
    expect((await errorOf(answer)).code).to.equal('aborted');
  });
});
