import type { KeyAlgorithmId } from '../core/domain.js';
import { RekeyError } from '../core/errors.js';
import { requirePrintable } from '../core/key-readers.js';
import { throwIfAborted, type Bytes } from './bytes.js';
import type { Encoded } from './csr.js';
import { isDamaged, type Sealed } from './key-damage.js';
import { deriveKey, encodeEncryptedKey, freshPbes2, readEncryptedKey, type Pbes2 } from './pbes2.js';
import { encodePem, readLimited, type PemOrDer } from './pem.js';
import { algorithmName, assertVerifiable, importableSpki, readPublicKey } from './public-key.js';
import { requireCrypto, type CryptoOptions } from './provider.js';
import { recognise } from './recognise.js';
import { cachedScheme, type KeyScheme } from './signature.js';

/** PBKDF2 rounds of the encrypted key file. */
export const KEY_FILE_ITERATIONS = 600_000;
/** Bytes that a key file may have: many times an RSA-4096 key. */
export const MAX_KEY_FILE_BYTES = 65_536;

/**
 * Encrypts an extractable private key inside WebCrypto: EncryptedPrivateKeyInfo (RFC 5958) under PBES2 with
 * PBKDF2-HMAC-SHA256 (600,000 iterations) and AES-256-CBC. The plain key is never a JavaScript value.
 *
 * @param passphrase printable ASCII
 * @throws RekeyError `bad-input` with reason `passphrase` (`detail: { position, kind }`, absent for an empty one) or
 *   `not-extractable`, `unsupported`, `aborted`
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
  if (key?.form === 'old-encrypted') throw new RekeyError('unsupported', { reason: 'encryption', detail: 'PEM (RFC 1421)' });
  if (key?.form === 'plain') throw new RekeyError('bad-input', { reason: 'not-encrypted' });
  throw new RekeyError('bad-input', { reason: found.reason ?? (found.kind === 'private-key' ? 'pem' : found.kind) });
}

/** What a key file may hold. */
const CANDIDATES: readonly KeyAlgorithmId[] = ['ec-p256', 'rsa-2048', 'ec-p384', 'ec-p521', 'ed25519', 'ml-dsa-44', 'ml-dsa-65', 'ml-dsa-87'];

/**
 * Which algorithms to try in turn. Firefox opens an Ed25519 key as one for ECDSA, and one for ECDSA as Ed25519: the length decides
 * which is asked for first. Ed25519 has 48 octets (RFC 8410 section 7), no other kind has fewer than 64.
 */
const candidates = (encrypted: Bytes, expected: KeyAlgorithmId | undefined): ReadonlySet<KeyAlgorithmId> =>
  new Set<KeyAlgorithmId>([...(expected === undefined ? [] : [expected]), ...(encrypted.length === 64 ? ['ed25519' as const] : []), ...CANDIDATES]);

interface OpenOptions extends CryptoOptions {
  extractable?: boolean;
  /** The algorithm that the key should have: tried first. */
  expected?: KeyAlgorithmId | undefined;
}

export interface OpenedKey extends Sealed { readonly key: CryptoKey; readonly scheme: KeyScheme }

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
  const kek = await deriveKey(passphrase, parameters, ['unwrapKey', 'wrapKey', 'encrypt'], o);
  let cause: unknown;
  for (const id of candidates(encrypted, o.expected)) {
    const scheme = cachedScheme(id);
    try {
      const key = await unseal({ parameters, encrypted, kek }, scheme, o.extractable ?? false, subtle);
      throwIfAborted(o.signal);
      return { key, scheme, parameters, encrypted, kek };
    } catch (thrown) {
      throwIfAborted(o.signal);
      cause = thrown;
    }
  }
  throw new RekeyError('wrong-passphrase', { cause });
}

const unseal = ({ parameters, encrypted, kek }: Sealed, scheme: KeyScheme, extractable: boolean, subtle: SubtleCrypto): Promise<CryptoKey> =>
  subtle.unwrapKey('pkcs8', encrypted, kek, { name: 'AES-CBC', iv: parameters.iv }, scheme.importParams, extractable, ['sign']);

/**
 * Opens EncryptedPrivateKeyInfo as the private half of `spki`. What is found damaged is refused even where the engine has opened it
 * and it signs: the same file would be given to programs that refuse it.
 *
 * @returns nothing when it holds another key
 * @throws RekeyError as {@link openKey}
 */
export async function openKeyOf(der: Bytes, passphrase: string, spki: Uint8Array, o: OpenOptions): Promise<OpenedKey | undefined> {
  const { subtle } = requireCrypto(o);
  const opened = await openKey(der, passphrase, { ...o, expected: expectedOf(spki) });
  const extractable = (): Promise<CryptoKey> => (opened.key.extractable ? Promise.resolve(opened.key) : unseal(opened, opened.scheme, true, subtle));
  try {
    if (!await holds(opened, spki, o)) return undefined;
    if (!await isDamaged(opened, spki, extractable, subtle)) return opened;
  } catch (cause) {
    throwIfAborted(o.signal);
    // WebKit opens RSA numbers that do not fit, and cannot sign with them.
    throw new RekeyError('wrong-passphrase', { reason: 'damaged', cause });
  }
  throw new RekeyError('wrong-passphrase', { reason: 'damaged' });
}

/**
 * Opens an encrypted key file: PBES2 with PBKDF2 (HMAC-SHA-1, -256, -384, -512) and AES-CBC, as we and OpenSSL write it. Chromium
 * has no AES-192. Whether the file is whole beyond what signs is for {@link proveKey} to say, which knows the public key.
 *
 * @param file PEM, base64 or DER EncryptedPrivateKeyInfo, at most 64 kB
 * @returns a key that signs and cannot be exported
 * @throws RekeyError `wrong-passphrase` (or a damaged file), `bad-input`, `too-large`, `aborted`; `unsupported` with reason
 *   `encryption` for another scheme, with its name in `detail` (`scrypt`, `AES-192-CBC`): encrypted anew by
 *   `openssl pkcs8 -topk8 -v2 aes-256-cbc` the key can be opened
 */
export async function unwrapPrivateKey(file: PemOrDer | Blob, passphrase: string, o: CryptoOptions = {}): Promise<CryptoKey> {
  const { key } = await openKey(await readKeyFile(file), passphrase, o);
  return key;
}

/**
 * Whether a key file holds the private key of `spki`: it is opened, signs a nonce, and the signature is verified. The public half
 * and the RSA numbers that stand in the file besides have to fit too, though some engines would not mind: other programs do.
 *
 * @param o.spki DER SubjectPublicKeyInfo
 * @returns false when the file holds another key
 * @throws RekeyError as {@link unwrapPrivateKey}; `wrong-passphrase` with reason `damaged` for a key that opens and is not whole
 */
export async function proveKey(o: CryptoOptions & { file: PemOrDer | Blob; passphrase: string; spki: Uint8Array }): Promise<boolean> {
  return proveKeyFile(await readKeyFile(o.file), o.passphrase, o.spki, o);
}

/** {@link proveKey} for EncryptedPrivateKeyInfo that was read already. */
export async function proveKeyFile(der: Bytes, passphrase: string, spki: Uint8Array, o: CryptoOptions): Promise<boolean> {
  const opened = await openKeyOf(der, passphrase, spki, o);
  throwIfAborted(o.signal);
  return opened !== undefined;
}

/** The algorithm to open a file with that should hold the key of `spki`. @throws RekeyError `unsupported`, `bad-input` */
function expectedOf(spki: Uint8Array): KeyAlgorithmId {
  const info = readPublicKey(spki);
  assertVerifiable(info);
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
  const opened = await openKeyOf(der, passphrase, spki, o);
  if (opened === undefined) throw new RekeyError('bad-input', { reason: 'other-key' });
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
