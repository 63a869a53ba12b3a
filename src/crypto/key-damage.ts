/**
 * Whether an encrypted key file holds a private key as it was written, as far as that can be told without decrypting it into the
 * page.
 *
 * Engines differ in what they look at when they open PKCS#8. Chromium and Node refuse a key whose parts do not fit. Firefox takes
 * the public half that stands in an EC key (RFC 5915 section 3) unseen, does not sign with it, and hands it on when the key is
 * exported; WebKit takes another key's half, and RSA numbers that do not fit. Such a file signs well here and is refused by the
 * program that it is meant for: it is no backup. So what signs is compared with what lies in the file, in every engine alike.
 */
import { equalBytes, type Bytes } from './bytes.js';
import { algorithmIdentifier, bitString, context, contextTag, derNull, DerReader, integer, octetString, oid, sequence, TAG } from './der.js';
import { OID } from './oids.js';
import { AES_BLOCK, type Pbes2 } from './pbes2.js';
import { importableSpki, readPublicKey, type PublicKeyInfo } from './public-key.js';
import { readAlgorithm } from './x509.js';

/** An encrypted key file, and the key of its encryption, which encrypts and wraps but does not decrypt. */
export interface Sealed { readonly parameters: Pbes2; readonly encrypted: Bytes; readonly kek: CryptoKey }

/** PKCS#8 with zeros in place of the secret, and where that stands. */
interface Layout { readonly plain: Bytes; readonly secretStart: number; readonly secretEnd: number }

/** Encrypted octets for so many in the clear: the last block is never a whole one before it is filled up. */
const padded = (length: number): number => (Math.floor(length / AES_BLOCK) + 1) * AES_BLOCK;

/**
 * How a key is written: an EC key without its curve inside, as OpenSSL and browsers do, or with it (RFC 5915 `[0]`); an Ed25519
 * key as it stands in RFC 8410 section 7.
 */
function layouts(info: PublicKeyInfo): Layout[] {
  if (info.kind === 'ec') {
    const { curve: { size, oid: curve }, point } = info;
    const half = context(1, bitString(point));
    return [[], [context(0, oid(curve))]].map((parameters) => {
      const plain = sequence(
        integer(0), algorithmIdentifier(OID.ecPublicKey, oid(curve)), octetString(sequence(integer(1), octetString(new Uint8Array(size)), ...parameters, half)),
      );
      const secretEnd = plain.length - half.length - (parameters[0]?.length ?? 0);
      return { plain, secretStart: secretEnd - size, secretEnd };
    });
  }
  if (info.kind === 'rsa' || info.algorithm !== 'ed25519') return [];
  const plain = sequence(integer(0), algorithmIdentifier(OID.ed25519), octetString(octetString(new Uint8Array(32))));
  return [{ plain, secretStart: plain.length - 32, secretEnd: plain.length }];
}

/**
 * Whether the parts of a key file that are no secret are other octets than they have to be. In CBC a block depends on the one
 * before it alone: what must stand in the file, encrypted again after the block before it, is what lies there, and the secret is
 * not touched. A block with a part of the secret in it is left out: damage to it shows in the signature. Files in another layout
 * (without the public half, with attributes) are left to the engine.
 */
async function differs({ encrypted }: Sealed, info: PublicKeyInfo, encrypt: Encrypt): Promise<boolean> {
  const possible = layouts(info).filter(({ plain }) => padded(plain.length) === encrypted.length);
  for (const { plain, secretStart, secretEnd } of possible) {
    const head = Math.floor(secretStart / AES_BLOCK) * AES_BLOCK;
    const tail = Math.ceil(secretEnd / AES_BLOCK) * AES_BLOCK;
    const begins = (await encrypt(0, plain.subarray(0, head))).subarray(0, head);
    // With what fills it up: the end of the content is the end of the file.
    const ends = await encrypt(tail, plain.subarray(tail));
    if (equalBytes(begins, encrypted.subarray(0, head)) && equalBytes(ends, encrypted.subarray(tail))) return false;
  }
  return possible.length > 0;
}

/** Encrypts what would stand at `start` of the file, after what stands there before it. */
type Encrypt = (start: number, content: Bytes) => Promise<Bytes>;

/**
 * Whether an RSA key file does not begin as one (the length in the first block follows from that of the file), or begins as the
 * engine would write it and goes on otherwise: then a number does not fit those that the engine works with. With attributes the
 * length is another already.
 * @param key the key of the file, extractable: it goes from one encryption to the other inside WebCrypto
 */
async function rsaDiffers({ parameters: { iv }, encrypted, kek }: Sealed, key: CryptoKey, encrypt: Encrypt, subtle: SubtleCrypto): Promise<boolean> {
  const first = encrypted.subarray(0, AES_BLOCK);
  let begins = false;
  // The NULL is often forgotten, and missed by no program.
  for (const parameters of [derNull(), undefined]) {
    for (let length = encrypted.length - AES_BLOCK; length < encrypted.length && !begins; length++) {
      // The header of a SEQUENCE of this size has four octets.
      const block = sequence(integer(0), algorithmIdentifier(OID.rsaEncryption, parameters), new Uint8Array(length)).slice(0, AES_BLOCK);
      block.set([(length - 4) >> 8, (length - 4) & 0xff], 2);
      begins = equalBytes((await encrypt(0, block)).subarray(0, AES_BLOCK), first);
    }
  }
  if (!begins) return true;
  const again = new Uint8Array(await subtle.wrapKey('pkcs8', key, kek, { name: 'AES-CBC', iv }));
  return equalBytes(again.subarray(0, AES_BLOCK), first) && !equalBytes(again, encrypted);
}

/**
 * Whether the private key of `spki`, whose signature was verified already, lies damaged in its file.
 * @param extractable opens the file once more; the handle is used in here and dropped
 */
export async function isDamaged(sealed: Sealed, spki: Uint8Array, extractable: () => Promise<CryptoKey>, subtle: SubtleCrypto): Promise<boolean> {
  const { parameters, encrypted, kek } = sealed;
  const encrypt: Encrypt = async (start, content) => {
    const iv = start === 0 ? parameters.iv : encrypted.slice(start - AES_BLOCK, start);
    return new Uint8Array(await subtle.encrypt({ name: 'AES-CBC', iv }, kek, content));
  };
  const info = readPublicKey(importableSpki(spki));
  return info.kind === 'rsa' ? rsaDiffers(sealed, await extractable(), encrypt, subtle) : differs(sealed, info, encrypt);
}

/**
 * SubjectPublicKeyInfo of the public key that stands in PKCS#8 in the clear beside the secret; nothing when none does.
 * @throws RekeyError `bad-input` with reason `der`
 */
export function publicHalfOf(pkcs8: Bytes): Bytes | undefined {
  const info = DerReader.of(pkcs8);
  info.read(TAG.integer);
  const algorithm = info.read(TAG.sequence).bytes;
  const { oid: kind } = readAlgorithm(new DerReader(algorithm));
  const key = info.read(TAG.octetString).content;
  if (kind === OID.ecPublicKey) {
    const half = DerReader.of(key).all().find(({ tag }) => tag === contextTag(1));
    return half && sequence(algorithm, half.content);
  }
  if (kind !== OID.rsaEncryption) return undefined;
  const [, modulus, exponent] = DerReader.of(key).all(TAG.integer);
  return modulus && exponent && sequence(algorithmIdentifier(OID.rsaEncryption, derNull()), bitString(sequence(modulus.bytes, exponent.bytes)));
}
