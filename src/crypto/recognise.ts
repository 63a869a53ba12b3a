/** What someone gave us: certification requests are often mistaken for what lies beside them, and private keys are. */
import { RekeyError } from '../core/errors.js';
import type { Bytes } from './bytes.js';
import { decodeOid, DerReader, readTlv, TAG } from './der.js';
import { decodePem, decodeText, type Decoded, type PemBlock, type PemOrDer } from './pem.js';

export type ObjectKind = 'csr' | 'certificate' | 'private-key' | 'pkcs7' | 'pkcs12' | 'public-key' | 'unknown';

const LABELS: readonly (readonly [RegExp, ObjectKind])[] = [
  [/PRIVATE KEY$/, 'private-key'],
  [/^(NEW )?CERTIFICATE REQUEST$/, 'csr'],
  [/^(X509 |TRUSTED )?CERTIFICATE$/, 'certificate'],
  [/^(PKCS ?#?7( SIGNED DATA)?|CMS)$/, 'pkcs7'],
  [/^PKCS ?#?12$/, 'pkcs12'],
  [/PUBLIC KEY$/, 'public-key'],
];

/** Private keys whose text is no base64 of one object: unclosed or foreign armour, PuTTY's files, JSON Web Keys. */
const PRIVATE_TEXT = [/-{4,5} ?BEGIN [A-Z0-9 ]*PRIVATE KEY/, /^PuTTY-User-Key-File-\d/m];
/** The members of a JSON Web Key that is private (RFC 7517 section 4.1, RFC 7518 section 6), in any order. */
const PRIVATE_JWK = [/"kty"\s*:/, /"(d|priv)"\s*:/];

export interface Recognised {
  readonly kind: ObjectKind;
  /** Every block; absent for a private key, and when nothing could be decoded. */
  readonly decoded?: Decoded;
  /** The first private key, when it could be decoded: `old-encrypted` is OpenSSL's armour with RFC 1421 headers. */
  readonly privateKey?: { readonly der: Bytes; readonly form: 'encrypted' | 'old-encrypted' | 'plain' };
  readonly kinds: readonly ObjectKind[];
  /** Machine reason when the input is no encoding of anything: `empty`, `base64`, `pem`. */
  readonly reason?: string;
}

/** The kind of the whole input: a private key anywhere in it makes it one. Never throws. */
export function recognise(input: PemOrDer): Recognised {
  let decoded: Decoded;
  let isPrivate = false;
  try {
    const text = typeof input === 'string' ? input : input[0] === TAG.sequence ? '' : decodeText(input);
    isPrivate = PRIVATE_TEXT.some((pattern) => pattern.test(text)) || PRIVATE_JWK.every((pattern) => pattern.test(text));
    decoded = decodePem(input);
  } catch (thrown) {
    if (isPrivate) return { kind: 'private-key', kinds: ['private-key'] };
    return { kind: 'unknown', kinds: [], reason: thrown instanceof RekeyError ? thrown.reason ?? 'pem' : 'pem' };
  }
  const kinds = decoded.blocks.map(({ label, der }) => kindOf(label, der));
  const block = decoded.blocks[kinds.indexOf('private-key')];
  if (block !== undefined) {
    const form = block.headers ? 'old-encrypted' : isEncryptedKey(block) ? 'encrypted' : 'plain';
    return { kind: 'private-key', kinds, privateKey: { der: block.der, form } };
  }
  if (isPrivate) return { kind: 'private-key', kinds };
  return { kind: kinds.find((kind) => kind === 'csr') ?? kinds[0] ?? 'unknown', kinds, decoded };
}

/** By content first, for labels may lie, except that nothing called a private key passes for something else. */
function kindOf(label: string, der: Bytes): ObjectKind {
  const named = LABELS.find(([pattern]) => pattern.test(label))?.[1] ?? 'unknown';
  if (named === 'private-key') return named;
  const shaped = kindOfDer(der);
  return shaped === 'unknown' ? named : shaped;
}

const isEncryptedKey = ({ label, der }: PemBlock): boolean => {
  if (label !== '') return label === 'ENCRYPTED PRIVATE KEY';
  return readTlv(readTlv(der).content).tag === TAG.sequence;
};

function kindOfDer(der: Bytes): ObjectKind {
  try {
    // What it is called is no verdict on its form. BER with an indefinite length, which containers of other tools may use, is recognised by its beginning.
    const content = der[0] === TAG.sequence && der[1] === 0x80 ? der.subarray(2) : readTlv(der, 0, 'any').content;
    if (der[0] !== TAG.sequence) return 'unknown';
    const first = readTlv(content, 0, 'any');
    if (first.tag === TAG.oid) return decodeOid(first.content).startsWith('1.2.840.113549.1.7.') ? 'pkcs7' : 'unknown';
    if (first.tag === TAG.integer && first.content.length === 1 && first.content[0] === 3) return 'pkcs12';
    const parts = new DerReader(content, 'any').all();
    return kindOfParts(parts.map(({ tag }) => tag), first.content);
  } catch {
    return 'unknown';
  }
}

function kindOfParts(tags: readonly number[], first: Bytes): ObjectKind {
  const starts = (...expected: readonly number[]): boolean => expected.every((tag, i) => tags[i] === tag);
  if (starts(TAG.integer, TAG.sequence, TAG.octetString)) return 'private-key'; // PKCS#8, RFC 5958
  if (starts(TAG.integer, TAG.octetString)) return 'private-key'; // SEC 1, RFC 5915
  if (tags.length >= 5 && tags.every((tag, i) => tag === TAG.integer || i > 8)) return 'private-key'; // PKCS#1 and DSA
  if (tags.length === 2 && starts(TAG.integer, TAG.integer)) return 'public-key'; // PKCS#1
  if (tags.length === 2 && starts(TAG.sequence, TAG.octetString)) return 'private-key'; // EncryptedPrivateKeyInfo
  if (tags.length === 2 && starts(TAG.sequence, TAG.bitString)) return 'public-key'; // SubjectPublicKeyInfo
  if (starts(TAG.sequence, TAG.sequence, TAG.bitString)) {
    // TBSCertificate has at least six parts, CertificationRequestInfo at most four.
    return new DerReader(first, 'any').all().length <= 4 ? 'csr' : 'certificate';
  }
  return 'unknown';
}
