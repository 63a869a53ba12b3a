import type { KeyAlgorithmId } from '../core/domain.js';
import { RekeyError } from '../core/errors.js';
import { throwIfAborted, type Bytes } from './bytes.js';
import type { Encoded } from './csr.js';
import { deriveKey, encodeEncryptedKey, freshPbes2, readEncryptedKey, type Pbes2 } from './pbes2.js';
import { encodePem, readLimited, type PemOrDer } from './pem.js';
import { algorithmName, importableSpki, readPublicKey } from './public-key.js';
import { requireCrypto, type CryptoOptions } from './provider.js';
import { recognise } from './recognise.js';
import { cachedScheme, type KeyScheme } from './signature.js';

/** PBKDF2 rounds of the encrypted key file. */
export const KEY_FILE_ITERATIONS = 600_000;
/** Bytes that a key file may have: many times an RSA-4096 key. */
export const MAX_KEY_FILE_BYTES = 65_536;

/** Java's keytool reads no passphrase with other characters. @throws RekeyError `bad-input` with reason `passphrase` */
export function requirePrintable(passphrase: string): void {
  if (!/^[\x20-\x7e]+$/.test(passphrase)) throw new RekeyError('bad-input', { reason: 'passphrase' });
}

/**
 * Encrypts an extractable private key inside WebCrypto: EncryptedPrivateKeyInfo (RFC 5958) under PBES2 with
 * PBKDF2-HMAC-SHA256 (600,000 iterations) and AES-256-CBC. The plain key is never a JavaScript value.
 *
 * @param passphrase printable ASCII
 * @throws RekeyError `bad-input` with reason `passphrase` or `not-extractable`, `unsupported`, `aborted`
 */
export async function wrapPrivateKey(key: CryptoKey, passphrase: string, o: CryptoOptions = {}): Promise<Encoded> {
  const { der } = await wrap(key, passphrase, KEY_FILE_ITERATIONS, o);
  return { der, pem: encodePem('ENCRYPTED PRIVATE KEY', der) };
}

interface Wrapped { readonly der: Bytes; readonly parameters: Pbes2; readonly encrypted: ArrayBuffer; readonly kek: CryptoKey }

/** {@link wrapPrivateKey} with any number of rounds; `kek` opens it again without deriving twice. */
export async function wrap(key: CryptoKey, passphrase: string, iterations: number, o: CryptoOptions): Promise<Wrapped> {
  requirePrintable(passphrase);
  if (!key.extractable) throw new RekeyError('bad-input', { reason: 'not-extractable' });
  const crypto = requireCrypto(o);
  const parameters = freshPbes2(iterations, crypto);
  const kek = await deriveKey(passphrase, parameters, ['wrapKey', 'unwrapKey'], o);
  const encrypted = await crypto.subtle.wrapKey('pkcs8', key, kek, { name: 'AES-CBC', iv: parameters.iv });
  throwIfAborted(o.signal);
  return { der: encodeEncryptedKey(parameters, encrypted), parameters, encrypted, kek };
}

/** The same key, not extractable: what signs after the first handle was dropped. */
export function reopen({ encrypted, parameters, kek }: Wrapped, algorithm: KeyAlgorithmId, o: CryptoOptions): Promise<CryptoKey> {
  const { importParams } = cachedScheme(algorithm);
  return requireCrypto(o).subtle.unwrapKey('pkcs8', encrypted, kek, { name: 'AES-CBC', iv: parameters.iv }, importParams, false, ['sign']);
}

/**
 * The DER EncryptedPrivateKeyInfo of a key file.
 * @throws RekeyError `too-large`; `bad-input` with reason `not-encrypted` (a key in the clear), the kind of what it is instead
 *   (`certificate`, `csr`, ...), `empty`, `base64` or `pem`; `unsupported` with reason `encryption` for OpenSSL's old armour
 */
export async function readKeyFile(file: PemOrDer | Blob): Promise<Bytes> {
  const input = await readLimited(file, MAX_KEY_FILE_BYTES);
  const found = recognise(input);
  const key = found.privateKey;
  if (key?.form === 'encrypted') return key.der;
  if (key?.form === 'old-encrypted') throw new RekeyError('unsupported', { reason: 'encryption', detail: 'RFC 1421' });
  if (key?.form === 'plain') throw new RekeyError('bad-input', { reason: 'not-encrypted' });
  throw new RekeyError('bad-input', { reason: found.reason ?? (found.kind === 'private-key' ? 'pem' : found.kind) });
}

/** What a key file may hold. Ed25519 comes before the curves for ECDSA: Firefox takes such a key for one of these too. */
const CANDIDATES: readonly KeyAlgorithmId[] = ['ed25519', 'ec-p256', 'rsa-2048', 'ec-p384', 'ec-p521', 'ml-dsa-44', 'ml-dsa-65', 'ml-dsa-87'];

interface OpenOptions extends CryptoOptions {
  extractable?: boolean;
  /** The algorithm that the key should have: tried first. */
  expected?: KeyAlgorithmId | undefined;
}

export interface OpenedKey { readonly key: CryptoKey; readonly scheme: KeyScheme }

/**
 * Opens EncryptedPrivateKeyInfo. PKCS#8 says inside what key it holds, and WebCrypto wants to know before it looks: each
 * algorithm is tried. A wrong passphrase shows as bad padding (OperationError) or, by chance, as bytes that are no key
 * (DataError): the two, and a damaged file, cannot be told apart.
 *
 * @throws RekeyError `wrong-passphrase`, `unsupported`, `bad-input`, `aborted`
 */
export async function openKey(der: Bytes, passphrase: string, o: OpenOptions): Promise<OpenedKey> {
  const { subtle } = requireCrypto(o);
  const { parameters, encrypted } = readEncryptedKey(der);
  const kek = await deriveKey(passphrase, parameters, ['unwrapKey'], o);
  let cause: unknown;
  for (const id of new Set([...(o.expected === undefined ? [] : [o.expected]), ...CANDIDATES])) {
    const scheme = cachedScheme(id);
    try {
      const key = await subtle.unwrapKey('pkcs8', encrypted, kek, { name: 'AES-CBC', iv: parameters.iv }, scheme.importParams, o.extractable ?? false, ['sign']);
      throwIfAborted(o.signal);
      return { key, scheme };
    } catch (thrown) {
      throwIfAborted(o.signal);
      cause = thrown;
    }
  }
  throw new RekeyError('wrong-passphrase', { cause });
}

/**
 * Opens an encrypted key file: PBES2 with PBKDF2 (HMAC-SHA-1, -256, -384, -512) and AES-CBC, as we and OpenSSL write it.
 *
 * @param file PEM, base64 or DER EncryptedPrivateKeyInfo, at most 64 kB
 * @returns a key that signs and cannot be exported
 * @throws RekeyError `wrong-passphrase` (or a damaged file), `bad-input`, `too-large`, `unsupported`, `aborted`
 */
export async function unwrapPrivateKey(file: PemOrDer | Blob, passphrase: string, o: CryptoOptions = {}): Promise<CryptoKey> {
  const { key } = await openKey(await readKeyFile(file), passphrase, o);
  return key;
}

/**
 * Whether a key file holds the private key of `spki`: it is opened, signs a nonce, and the signature is verified.
 *
 * @param o.spki DER SubjectPublicKeyInfo
 * @returns false when the file holds another key
 * @throws RekeyError as {@link unwrapPrivateKey}
 */
export async function proveKey(o: CryptoOptions & { file: PemOrDer | Blob; passphrase: string; spki: Uint8Array }): Promise<boolean> {
  return proveKeyFile(await readKeyFile(o.file), o.passphrase, o.spki, o);
}

/** {@link proveKey} for EncryptedPrivateKeyInfo that was read already. */
export async function proveKeyFile(der: Bytes, passphrase: string, spki: Uint8Array, o: CryptoOptions): Promise<boolean> {
  return holds(await openKey(der, passphrase, { ...o, expected: expectedOf(spki) }), spki, o);
}

/** The algorithm to open a file with that should hold the key of `spki`. @throws RekeyError `unsupported`, `bad-input` */
export function expectedOf(spki: Uint8Array): KeyAlgorithmId {
  const info = readPublicKey(spki);
  const name = algorithmName(info);
  const expected = info.kind === 'rsa' ? 'rsa-2048' : CANDIDATES.find((id) => id === name);
  if (expected === undefined) throw new RekeyError('unsupported', { reason: 'algorithm', detail: name });
  return expected;
}

/**
 * Opens EncryptedPrivateKeyInfo as the pair of `spki`; the private half signs and cannot be exported.
 * @throws RekeyError `bad-input` with reason `other-key` when it holds another key; else as {@link unwrapPrivateKey}
 */
export async function openPair(der: Bytes, passphrase: string, spki: Uint8Array, o: CryptoOptions): Promise<CryptoKeyPair> {
  const opened = await openKey(der, passphrase, { ...o, expected: expectedOf(spki) });
  if (!await holds(opened, spki, o)) throw new RekeyError('bad-input', { reason: 'other-key' });
  const { subtle } = requireCrypto(o);
  // Exported again for the CSR: the same bytes, or the CSR would be for another SubjectPublicKeyInfo.
  const publicKey = await subtle.importKey('spki', importableSpki(spki), opened.scheme.importParams, true, ['verify']);
  return { privateKey: opened.key, publicKey };
}

/** Whether an opened key makes signatures that verify under `spki`. */
export async function holds({ key, scheme }: OpenedKey, spki: Uint8Array, o: CryptoOptions): Promise<boolean> {
  const crypto = requireCrypto(o);
  const info = readPublicKey(spki);
  if (info.kind === 'rsa' ? !scheme.id.startsWith('rsa-') : algorithmName(info) !== scheme.id) return false;
  const nonce = crypto.getRandomValues(new Uint8Array(32));
  const publicKey = await crypto.subtle.importKey('spki', importableSpki(spki), scheme.importParams, false, ['verify']);
  const signature = await crypto.subtle.sign(scheme.signParams, key, nonce);
  return crypto.subtle.verify(scheme.signParams, publicKey, signature, nonce);
}
