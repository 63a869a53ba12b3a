/** What is neither PEM nor DER, told by its beginning or by words that nothing else has. */
import type { ObjectKind } from './recognise.js';

const PRIVATE_TEXT: readonly RegExp[] = [
  // Unclosed or foreign armour (RFC 4716 has four dashes), and what came before OpenSSH's present form.
  /-{4,5} ?BEGIN [A-Z0-9 ]*PRIVATE KEY/i, /SSH PRIVATE KEY FILE FORMAT/, /PuTTY-User-Key-File-\d/, /AGE-SECRET-KEY-1/,
  // The beginning of OpenSSH's private keys, in base64 without its armour.
  /b3BlbnNzaC1rZXktdjE/,
  // What `openssl pkey -text` and `certtool --key-info` print.
  /\bPrivate-Key: \(\d+ bit/, /^[ \t]*(?:privateExponent|priv|private exponent|private key):[ \t]*$/m,
];

/** Words that make a private key together, in any order: JSON Web Keys (RFC 7517 section 4, RFC 7518 section 6), and those of .NET. */
const PRIVATE_PAIRS: readonly (readonly [RegExp, RegExp])[] = [[/"kty"\s*:/, /"(?:d|k|priv)"\s*:/], [/<RSAKeyValue>/, /<D>/]];

/** Whether a private key can be read in a text, whatever else there is. */
export const isPrivateText = (text: string): boolean =>
  PRIVATE_TEXT.some((pattern) => pattern.test(text)) || PRIVATE_PAIRS.some((pair) => pair.every((pattern) => pattern.test(text)));

const TEXTS: readonly (readonly [RegExp, ObjectKind])[] = [
  [/^\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html)/i, 'web-page'],
  [/(?:^|\s)(?:ssh-(?:rsa|dss|ed25519)|ecdsa-sha2-nistp\d+|sk-(?:ssh|ecdsa)-\S+) +AAAA|-{4} ?BEGIN SSH2 PUBLIC KEY/, 'ssh-public-key'],
  [/-----BEGIN PGP [A-Z ]+-----/, 'pgp'],
  [/"kty"\s*:|<RSAKeyValue>/, 'public-key'],
  [/^\s*Certificate:\s+Data:/, 'certificate'],
];

/** The kind of a text that is neither PEM nor base64. */
export const kindOfText = (text: string): ObjectKind | undefined => TEXTS.find(([pattern]) => pattern.test(text))?.[1];

const MAGIC: readonly (readonly [number[], ObjectKind])[] = [
  // JKS and JCEKS.
  [[0xfe, 0xed, 0xfe, 0xed], 'java-keystore'], [[0xce, 0xce, 0xce, 0xce], 'java-keystore'],
  [Array.from('openssh-key-v1', (char) => char.charCodeAt(0)), 'private-key'],
];

/** The kind of a binary file by its first octets. */
export function kindOfMagic(bytes: Uint8Array): ObjectKind | undefined {
  return MAGIC.find(([magic]) => magic.every((octet, i) => bytes[i] === octet))?.[1] ?? kindOfPgp(bytes);
}

/** Packets with keys in them, secret ones first (RFC 9580 section 5). */
const PGP_SECRET: readonly number[] = [5, 7];
const PGP_PUBLIC: readonly number[] = [6, 14];
/** Public key algorithms (RFC 9580 section 9.1). */
const PGP_ALGORITHMS: readonly number[] = [1, 2, 3, 16, 17, 18, 19, 22, 25, 26, 27, 28];

/** A transferable key begins with the packet of the key (RFC 9580 section 10.1): header, version, time of creation, algorithm. */
function kindOfPgp(bytes: Uint8Array): ObjectKind | undefined {
  const [head = 0, length = 0] = bytes;
  if (head < 0x80) return undefined;
  const isNew = (head & 0x40) !== 0;
  const packet = isNew ? head & 0x3f : (head >> 2) & 0x0f;
  const lengthOctets = isNew ? (length < 192 ? 1 : length < 224 ? 2 : 5) : [1, 2, 4, 0][head & 3] ?? 0;
  const [version = 0, , , , , third = 0, , fourth = 0] = bytes.subarray(1 + lengthOctets);
  const algorithm = version === 3 ? fourth : third;
  if (version < 3 || version > 6 || !PGP_ALGORITHMS.includes(algorithm)) return undefined;
  return PGP_SECRET.includes(packet) ? 'private-key' : PGP_PUBLIC.includes(packet) ? 'pgp' : undefined;
}
