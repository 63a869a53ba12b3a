/** PBES2 (RFC 8018 section 6.2) with PBKDF2 and AES-CBC, on WebCrypto: the derived key never leaves it. */
import { RekeyError } from '../core/errors.js';
import { bytesOf, throwIfAborted, type Bytes } from './bytes.js';
import { algorithmIdentifier, derNull, DerReader, integer, octetString, sequence, smallInteger, TAG } from './der.js';
import { OID } from './oids.js';
import { requireCrypto, type CryptoOptions } from './provider.js';
import { readAlgorithm, type AlgorithmSlice } from './x509.js';

/** Octets of an AES block, and of an IV. */
export const AES_BLOCK = 16;
/** Above this a damaged or hostile file would occupy the machine for minutes. */
const MAX_ITERATIONS = 10_000_000;

const PRFS: Readonly<Record<string, string>> = {
  [OID.hmacWithSha1]: 'SHA-1', [OID.hmacWithSha256]: 'SHA-256', [OID.hmacWithSha384]: 'SHA-384', [OID.hmacWithSha512]: 'SHA-512',
};
const CIPHERS: Readonly<Record<string, 128 | 192 | 256>> = { [OID.aes128Cbc]: 128, [OID.aes192Cbc]: 192, [OID.aes256Cbc]: 256 };

export interface Pbes2 {
  readonly salt: Bytes;
  readonly iterations: number;
  readonly hash: string;
  readonly keyBits: 128 | 192 | 256;
  readonly iv: Bytes;
}

/** Fresh parameters: PBKDF2-HMAC-SHA256, AES-256-CBC, a salt and an IV of 16 bytes. */
export function freshPbes2(iterations: number, crypto: Crypto): Pbes2 {
  const random = (): Bytes => crypto.getRandomValues(new Uint8Array(16));
  return { salt: random(), iterations, hash: 'SHA-256', keyBits: 256, iv: random() };
}

/** AlgorithmIdentifier of what {@link freshPbes2} makes; the PRF is named, for its default is SHA-1 (RFC 8018 A.2). */
export function encodePbes2({ salt, iterations, iv }: Pbes2): Bytes {
  const kdf = algorithmIdentifier(OID.pbkdf2, sequence(octetString(salt), integer(iterations), algorithmIdentifier(OID.hmacWithSha256, derNull())));
  return algorithmIdentifier(OID.pbes2, sequence(kdf, algorithmIdentifier(OID.aes256Cbc, octetString(iv))));
}

/** What other programs encrypt keys with, by the names that their commands have for it (RFC 8018, 7292 appendix C, 7914, 8103, 5084). */
const NAMES: Readonly<Record<string, string>> = {
  [OID.scrypt]: 'scrypt',
  '1.2.840.113549.1.5.1': 'PBES1 with MD2 and DES', '1.2.840.113549.1.5.3': 'PBES1 with MD5 and DES', '1.2.840.113549.1.5.4': 'PBES1 with MD2 and RC2',
  '1.2.840.113549.1.5.6': 'PBES1 with MD5 and RC2', '1.2.840.113549.1.5.10': 'PBES1 with SHA-1 and DES', '1.2.840.113549.1.5.11': 'PBES1 with SHA-1 and RC2',
  '1.2.840.113549.1.12.1.1': 'PBE-SHA1-RC4-128', '1.2.840.113549.1.12.1.2': 'PBE-SHA1-RC4-40', '1.2.840.113549.1.12.1.3': 'PBE-SHA1-3DES',
  '1.2.840.113549.1.12.1.4': 'PBE-SHA1-2DES', '1.2.840.113549.1.12.1.5': 'PBE-SHA1-RC2-128', '1.2.840.113549.1.12.1.6': 'PBE-SHA1-RC2-40',
  '1.3.14.3.2.7': 'DES-CBC', '1.2.840.113549.3.2': 'RC2-CBC', '1.2.840.113549.3.7': '3DES-CBC',
  '2.16.840.1.101.3.4.1.6': 'AES-128-GCM', '2.16.840.1.101.3.4.1.26': 'AES-192-GCM', '2.16.840.1.101.3.4.1.46': 'AES-256-GCM',
  '1.2.392.200011.61.1.1.1.2': 'Camellia-128-CBC', '1.2.392.200011.61.1.1.1.3': 'Camellia-192-CBC', '1.2.392.200011.61.1.1.1.4': 'Camellia-256-CBC',
  '1.2.410.200004.1.4': 'SEED-CBC', '1.2.840.113549.1.9.16.3.18': 'ChaCha20-Poly1305',
  '1.2.840.113549.2.8': 'HMAC-SHA224', '1.2.840.113549.2.12': 'HMAC-SHA512-224', '1.2.840.113549.2.13': 'HMAC-SHA512-256',
};

/** `detail` names the scheme, by its OID where it has no name here. */
const unsupported = (oid: string): RekeyError => new RekeyError('unsupported', { reason: 'encryption', detail: NAMES[oid] ?? oid });

/** @throws RekeyError `unsupported` with reason `encryption`, `bad-input` with reason `der` or `iterations` */
export function readPbes2(algorithm: AlgorithmSlice): Pbes2 {
  if (algorithm.oid !== OID.pbes2) throw unsupported(algorithm.oid);
  const reader = DerReader.of(algorithm.parameters ?? new Uint8Array());
  const kdf = readAlgorithm(reader);
  const cipher = readAlgorithm(reader);
  reader.end();
  const keyBits = CIPHERS[cipher.oid];
  if (kdf.oid !== OID.pbkdf2) throw unsupported(kdf.oid);
  if (keyBits === undefined) throw unsupported(cipher.oid);
  const parameters = DerReader.of(kdf.parameters ?? new Uint8Array());
  const salt = parameters.read(TAG.octetString).content;
  const iterations = smallInteger(parameters.read(TAG.integer));
  const keyLength = parameters.optional(TAG.integer);
  const prf = parameters.done ? OID.hmacWithSha1 : readAlgorithm(parameters).oid;
  parameters.end();
  const hash = PRFS[prf];
  if (hash === undefined) throw unsupported(prf);
  if (iterations < 1 || iterations > MAX_ITERATIONS) throw new RekeyError('bad-input', { reason: 'iterations', detail: iterations });
  // It may be left out; another than the cipher's is refused by OpenSSL, to which the file has to be of use as well.
  if (keyLength !== undefined && smallInteger(keyLength) * 8 !== keyBits) throw new RekeyError('bad-input', { reason: 'der', detail: 'key-length' });
  const iv = new DerReader(cipher.parameters ?? new Uint8Array()).read(TAG.octetString).content;
  if (iv.length !== AES_BLOCK) throw new RekeyError('bad-input', { reason: 'der', detail: 'iv' });
  return { salt, iterations, hash, keyBits, iv };
}

/** The AES-CBC key of a passphrase, not extractable. */
export async function deriveKey(passphrase: string, p: Pbes2, usages: KeyUsage[], o: CryptoOptions): Promise<CryptoKey> {
  const { subtle } = requireCrypto(o);
  // WebKit derives nothing from an empty passphrase. HMAC fills its key up with zeros (RFC 2104 section 2): one zero is the same.
  const base = await subtle.importKey('raw', new TextEncoder().encode(passphrase === '' ? '\0' : passphrase), 'PBKDF2', false, ['deriveKey']);
  const kdf = { name: 'PBKDF2', salt: p.salt, iterations: p.iterations, hash: p.hash };
  let key: CryptoKey;
  try {
    key = await subtle.deriveKey(kdf, base, { name: 'AES-CBC', length: p.keyBits }, false, usages);
  } catch (cause) {
    // Chromium has no AES-192.
    throw new RekeyError('unsupported', { reason: 'encryption', detail: `AES-${p.keyBits}-CBC`, cause });
  }
  throwIfAborted(o.signal);
  return key;
}

/** EncryptedPrivateKeyInfo (RFC 5958 section 3). @throws RekeyError as {@link readPbes2} */
export function readEncryptedKey(der: Bytes): { parameters: Pbes2; encrypted: Bytes } {
  const reader = DerReader.of(der);
  const parameters = readPbes2(readAlgorithm(reader));
  const encrypted = reader.read(TAG.octetString).content;
  reader.end();
  // CBC gives whole blocks, and one at least (RFC 8018 appendix B.2.5). WebKitGTK crashes over none.
  if (encrypted.length === 0 || encrypted.length % AES_BLOCK !== 0) throw new RekeyError('bad-input', { reason: 'der', detail: 'blocks' });
  return { parameters, encrypted };
}

export const encodeEncryptedKey = (parameters: Pbes2, encrypted: ArrayBuffer): Bytes =>
  sequence(encodePbes2(parameters), octetString(bytesOf(encrypted)));

