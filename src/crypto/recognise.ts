/** What someone gave us: certification requests are often mistaken for what lies beside them, and private keys are. */
import { RekeyError } from '../core/errors.js';
import type { Bytes } from './bytes.js';
import { decodeOid, DerReader, readTlv, TAG } from './der.js';
import { kindOfMagic, kindOfText, isPrivateText } from './foreign-formats.js';
import { decodePem, decodeText, type Decoded, type PemBlock, type PemOrDer } from './pem.js';

export type ObjectKind =
  | 'csr' | 'certificate' | 'private-key' | 'pkcs7' | 'pkcs12' | 'public-key' | 'crl' | 'java-keystore' | 'ssh-public-key' | 'pgp'
  | 'web-page' | 'unknown';

const LABELS: readonly (readonly [RegExp, ObjectKind])[] = [
  [/PRIVATE KEY( BLOCK)?$/, 'private-key'],
  [/^(NEW )?CERTIFICATE REQUEST$/, 'csr'],
  [/^(X509 |TRUSTED )?CERTIFICATE$/, 'certificate'],
  [/^(PKCS ?#?7( SIGNED DATA)?|CMS)$/, 'pkcs7'],
  [/^PKCS ?#?12$/, 'pkcs12'],
  [/^X509 CRL$/, 'crl'],
  [/^PGP /, 'pgp'],
  [/PUBLIC KEY$/, 'public-key'],
];

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
  const text = typeof input === 'string' ? input : decodeText(input);
  const isPrivate = isPrivateText(text);
  const magic = typeof input === 'string' ? undefined : kindOfMagic(input);
  if (magic !== undefined) return { kind: magic, kinds: [magic] };
  let decoded: Decoded;
  try {
    decoded = decodePem(input);
  } catch (thrown) {
    const kind = isPrivate ? 'private-key' : kindOfText(text);
    if (kind !== undefined) return { kind, kinds: [kind] };
    return { kind: 'unknown', kinds: [], reason: thrown instanceof RekeyError ? thrown.reason ?? 'pem' : 'pem' };
  }
  const kinds = decoded.blocks.map(({ label, der }) => kindOf(label, der));
  const block = decoded.blocks[kinds.indexOf('private-key')];
  if (block !== undefined) {
    const form = formOf(block);
    return { kind: 'private-key', kinds, ...(form !== undefined && { privateKey: { der: block.der, form } }) };
  }
  if (isPrivate || decoded.blocks.some(({ der }) => hidesPrivateKey(der))) return { kind: 'private-key', kinds: [...kinds, 'private-key'] };
  return { kind: kinds.find((kind) => kind === 'csr') ?? kinds.find((kind) => kind !== 'unknown') ?? 'unknown', kinds, decoded };
}

/** By content first, for labels may lie, except that nothing called a private key passes for something else. */
function kindOf(label: string, der: Bytes): ObjectKind {
  const named = LABELS.find(([pattern]) => pattern.test(label))?.[1] ?? 'unknown';
  if (named === 'private-key') return named;
  const shaped = kindOfMagic(der) ?? kindOfDer(der);
  return shaped === 'unknown' ? named : shaped;
}

/** EncryptedPrivateKeyInfo begins with an algorithm, a key in the clear with its version; nothing for what is no DER. */
function formOf({ label, der, headers }: PemBlock): 'encrypted' | 'old-encrypted' | 'plain' | undefined {
  if (headers) return 'old-encrypted';
  if (label !== '') return label === 'ENCRYPTED PRIVATE KEY' ? 'encrypted' : 'plain';
  if (kindOfDer(der) !== 'private-key') return undefined;
  return contentOf(der)[0] === TAG.sequence ? 'encrypted' : 'plain';
}

/** Whether a private key stands behind the first object of a block: files are put together with `cat`. */
function hidesPrivateKey(der: Bytes): boolean {
  try {
    const end = readTlv(der, 0, 'any').bytes.length;
    if (isPrivateText(decodeText(der.subarray(end)))) return true;
    for (let at = end; at < der.length;) {
      const rest = der.subarray(at);
      if (kindOfDer(rest) === 'private-key') return true;
      at += PADDING.includes(rest[0] ?? 0) ? 1 : readTlv(rest, 0, 'any').bytes.length;
    }
  } catch {
    // What is no element any more hides none.
  }
  return false;
}

/** White space and zeros between the objects of a file. */
const PADDING: readonly number[] = [0, 0x09, 0x0a, 0x0d, 0x20];

/** Lengths in the forms of BER are read as well, as containers of other tools have them: nothing is taken from here. */
function kindOfDer(der: Bytes): ObjectKind {
  try {
    if (der[0] !== TAG.sequence) return 'unknown';
    const content = contentOf(der);
    const first = readTlv(content, 0, 'any');
    if (first.tag === TAG.oid) return decodeOid(first.content).startsWith('1.2.840.113549.1.7.') ? 'pkcs7' : 'unknown';
    // PFX is version 3, and then has a ContentInfo (RFC 7292 section 4).
    if (first.tag === TAG.integer && first.content.length === 1 && first.content[0] === 3 && content[first.bytes.length] === TAG.sequence) return 'pkcs12';
    const parts = new DerReader(content, 'any').all();
    return kindOfParts(parts.map(({ tag }) => tag), first.content);
  } catch {
    return 'unknown';
  }
}

/** What stands in the first element; of one with an indefinite length, all that follows. */
const contentOf = (der: Bytes): Bytes => (der[1] === 0x80 ? der.subarray(2) : readTlv(der, 0, 'any').content);

function kindOfParts(tags: readonly number[], first: Bytes): ObjectKind {
  const starts = (...expected: readonly number[]): boolean => expected.every((tag, i) => tags[i] === tag);
  if (starts(TAG.integer, TAG.sequence, TAG.octetString)) return 'private-key'; // PKCS#8, RFC 5958
  if (starts(TAG.integer, TAG.octetString)) return 'private-key'; // SEC 1, RFC 5915
  if (tags.length >= 5 && tags.every((tag, i) => tag === TAG.integer || i > 8)) return 'private-key'; // PKCS#1 and DSA
  if (tags.length === 2 && starts(TAG.integer, TAG.integer)) return 'public-key'; // PKCS#1
  if (tags.length === 2 && starts(TAG.sequence, TAG.octetString)) return 'private-key'; // EncryptedPrivateKeyInfo
  if (tags.length === 2 && starts(TAG.sequence, TAG.bitString)) return 'public-key'; // SubjectPublicKeyInfo
  if (starts(TAG.sequence, TAG.sequence, TAG.bitString)) {
    const inner = new DerReader(first, 'any').all().map(({ tag }) => tag);
    // A TBSCertList has its times at the top (RFC 5280 5.1); a TBSCertificate at least six parts, a CertificationRequestInfo at most four.
    if (inner.some((tag) => tag === TAG.utcTime || tag === TAG.generalizedTime)) return 'crl';
    return inner.length <= 4 ? 'csr' : 'certificate';
  }
  return 'unknown';
}
