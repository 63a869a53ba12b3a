import type { KeyAlgorithmId, Pem } from '../core/domain.js';
import { RekeyError } from '../core/errors.js';
import type { KeyPort, KeyScope } from '../core/keys.js';
import { requirePrintable } from '../core/key-readers.js';
import { throwIfAborted, type Bytes } from './bytes.js';
import { createCsr, generateKey } from './csr.js';
import { generalName, generalNames } from './general-names.js';
import { checkIssued, inspectCertificate } from './inspect-certificate.js';
import { inspectCsr } from './inspect-csr.js';
import { createKeyStore } from './key-store.js';
import { commonName } from './names.js';
import { encodePem } from './pem.js';
import { exportPkcs12, exportPlainKey } from './pkcs12.js';
import { KEY_FILE_ITERATIONS, openPair, proveKeyFile, readKeyFile, reopen, wrap } from './private-key.js';
import { editedNames, encodeName, namesIn } from './san-edit.js';
import { exportSpki, keySummary, samePublicKey } from './public-key.js';
import { requireCrypto, sha256Hex, type CryptoOptions } from './provider.js';
import { sliceCertificate, sliceCsr, type CertificateSlices } from './x509.js';

export interface KeyPortOptions {
  /** Another implementation of WebCrypto; `globalThis.crypto` when absent. */
  crypto?: Crypto | undefined;
  /** Another IndexedDB, or `null` to keep encrypted keys in memory alone; the page's own when absent. */
  indexedDB?: IDBFactory | null | undefined;
}

/**
 * The keys of a session: CryptoKeys live in this object and nowhere else, and none of them can be exported; what is kept longer
 * than the page is encrypted.
 */
export function createKeyPort(options: KeyPortOptions = {}): KeyPort {
  const store = createKeyStore(options.indexedDB);
  const withCrypto = (signal?: AbortSignal): CryptoOptions => ({ crypto: options.crypto, signal });

  /** The file that the user gave, or the copy in this browser. */
  async function keyFile(file: Blob | undefined, scope: KeyScope): Promise<Blob | Bytes> {
    const found = file ?? (await store.get(scope));
    if (found === undefined) throw new RekeyError('bad-input', { reason: 'key-missing' });
    return found;
  }

  /** Keys that were made or opened in this page, each for the person whose it is: they sign and cannot be exported. */
  const open = new Map<string, CryptoKeyPair>();
  const openId = ({ raId, userId, spkiSha256 }: KeyScope): string => JSON.stringify([raId, userId, spkiSha256]);

  async function pairOf({ scope, passphrase, file }: { scope: KeyScope; passphrase?: string; file?: Blob }, csr: Pem | undefined, o: CryptoOptions): Promise<CryptoKeyPair> {
    const there = open.get(openId(scope));
    if (there !== undefined) return there;
    if (csr === undefined) throw new RekeyError('bad-input', { reason: 'key-missing' });
    const found = await keyFile(file, scope);
    if (passphrase === undefined) throw new RekeyError('bad-input', { reason: 'passphrase-missing' });
    const pair = await openPair(await readKeyFile(found), passphrase, sliceCsr(csr).spki, o);
    open.set(openId(scope), pair);
    return pair;
  }

  return {
    async make({ algorithm, passphrase, certificate, raId, userId, keepFor, signal, progress }) {
      const o = withCrypto(signal);
      // What would fail at the end fails before a key is made.
      requirePrintable(passphrase);
      const { subtle } = requireCrypto(o);
      const slices = sliceCertificate(certificate);
      const made = await makeKey(algorithm, passphrase, o, progress);
      progress?.('csr');
      const { der, pem } = await createCsr({ ...o, certificate, key: made.pair });
      const spki = await exportSpki(made.pair.publicKey, subtle);
      const key = keySummary(spki);
      const scope = { raId, userId, spkiSha256: key.spkiSha256 };
      await store.put(scope, made.encrypted, keepFor);
      open.set(openId(scope), made.pair);
      return { csr: pem, csrSha256: sha256Hex(der), key, fileName: keyFileName(slices, key.spkiSha256) };
    },

    async sign({ key, certificate, csr, san, signal }) {
      const o = withCrypto(signal);
      const subjectAltName = san === undefined ? undefined : editedNames(san, { certificate, csr });
      const signer = 'scope' in key ? await pairOf(key, csr, o) : key;
      const made = await createCsr({ ...o, certificate, key: signer, ...(subjectAltName && { subjectAltName }) });
      const { spki } = sliceCsr(made.der);
      // Other names are no other key: the one of the attached CSR signs again, or none.
      if (san !== undefined && csr !== undefined && !samePublicKey(spki, sliceCsr(csr).spki)) throw new RekeyError('token', { reason: 'key-absent' });
      return { csr: made.pem, csrSha256: sha256Hex(made.der), key: keySummary(spki) };
    },

    isOpen(scope) {
      return open.has(openId(scope));
    },

    names(pem) {
      return generalNames(namesIn(pem));
    },

    nameOf(name) {
      const der = encodeName(name);
      return der && generalName(der);
    },

    inspectCsr({ input, certificate, csrMismatch, keyAlgorithms, sanEditable, signal }) {
      return inspectCsr(input, { ...withCrypto(signal), certificate, policy: { csrMismatch, keyAlgorithms, san: { editable: sanEditable === true } } });
    },

    inspectCertificate(pem) {
      return inspectCertificate(pem);
    },

    async encryptedKey(scope) {
      const der = await store.get(scope);
      return der === undefined ? undefined : encodePem('ENCRYPTED PRIVATE KEY', der);
    },

    async prove({ file, passphrase, csr, scope, keepFor, signal }) {
      const o = withCrypto(signal);
      const { spki } = sliceCsr(csr);
      const der = await readKeyFile(file);
      const proven = await proveKeyFile(der, passphrase, spki, o);
      throwIfAborted(signal);
      if (proven && (await store.get(scope)) === undefined) await store.put(scope, der, keepFor);
      return proven;
    },

    checkIssued(o) {
      return checkIssued({ ...o, ...withCrypto(o.signal) });
    },

    async pkcs12({ file, scope, passphrase, certificate, chain, friendlyName, signal }) {
      const encryptedKey = await keyFile(file, scope);
      const der = await exportPkcs12({ ...withCrypto(signal), encryptedKey, passphrase, certificate, chain, friendlyName });
      return new Blob([der as Bytes], { type: 'application/x-pkcs12' });
    },

    async plainKey({ file, scope, passphrase, signal }) {
      const pem = await exportPlainKey({ ...withCrypto(signal), encryptedKey: await keyFile(file, scope), passphrase });
      return new Blob([pem], { type: 'application/x-pem-file' });
    },

    forget(scope) {
      open.delete(openId(scope));
      return store.delete(scope);
    },
  };
}

/** A pair that signs, its private half no longer extractable, and the encrypted copy: the handle that could be exported ends here. */
async function makeKey(
  algorithm: KeyAlgorithmId, passphrase: string, o: CryptoOptions, progress: ((stage: 'key' | 'wrap') => void) | undefined,
): Promise<{ pair: CryptoKeyPair; encrypted: Bytes }> {
  progress?.('key');
  const { privateKey, publicKey } = await generateKey(algorithm, o);
  progress?.('wrap');
  const wrapped = await wrap(privateKey, passphrase, KEY_FILE_ITERATIONS, o);
  return { pair: { publicKey, privateKey: await reopen(wrapped, algorithm, o) }, encrypted: wrapped.der };
}

/** `example.org-1f2e3d4c.key.pem`: nothing in it that a file system or a shell would trip over. */
function keyFileName({ subject, san }: CertificateSlices, spkiSha256: string): string {
  const name = generalNames(san).find(({ type }) => type === 'dns')?.value ?? commonName(subject) ?? '';
  // Cut first: from each of a million dots the expression for the last of them would look for the end.
  const safe = name.slice(0, 256).replace(/^\*\./, 'wildcard.').replace(/[^A-Za-z0-9.-]+/g, '-').replace(/^[.-]+|[.-]+$/g, '').slice(0, 80)
    // Windows takes what begins so for a device, whatever follows the dot.
    .replace(/^(?:con|prn|aux|nul|com\d|lpt\d)(?=\.)/i, '$&_');
  return `${safe === '' ? 'certificate' : safe}-${spkiSha256.slice(0, 8)}.key.pem`;
}
