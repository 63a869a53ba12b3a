/** SubjectPublicKeyInfo (RFC 5280 4.1, RFC 3279 2.3, RFC 5480), read without a library. */
import type { KeyAlgorithmId, KeySummary } from '../core/domain.js';
import { RekeyError } from '../core/errors.js';
import { bytesOf, concat, equalBytes, fromBase64Url, throwIfAborted, toBigInt, toHex, type Bytes } from './bytes.js';
import { bitStringBytes, bitString, decodeOid, derNull, DerReader, integer, oid, sequence, TAG, unsignedInteger, algorithmIdentifier } from './der.js';
import { OID } from './oids.js';
import { sha256Hex, type CallOptions } from './provider.js';
import { readAlgorithm } from './x509.js';

export interface Curve {
  readonly id: Extract<KeyAlgorithmId, `ec-${string}`>;
  readonly oid: string;
  readonly webCrypto: 'P-256' | 'P-384' | 'P-521';
  /** Octets of one coordinate. */
  readonly size: number;
}

export const CURVES: readonly Curve[] = [
  { id: 'ec-p256', oid: OID.p256, webCrypto: 'P-256', size: 32 },
  { id: 'ec-p384', oid: OID.p384, webCrypto: 'P-384', size: 48 },
  { id: 'ec-p521', oid: OID.p521, webCrypto: 'P-521', size: 66 },
];

export type PublicKeyInfo =
  | { readonly kind: 'ec'; readonly curve: Curve; readonly point: Bytes }
  | { readonly kind: 'rsa'; readonly modulus: Bytes; readonly exponent: Bytes; readonly bits: number }
  | { readonly kind: 'other'; readonly algorithm: string; readonly key: Bytes; readonly hasParameters: boolean };

const OTHER_NAMES: Readonly<Record<string, string>> = {
  [OID.ed25519]: 'ed25519', [OID.ed448]: 'ed448', [OID.x25519]: 'x25519', [OID.x448]: 'x448', [OID.dsa]: 'dsa', [OID.mlDsa44]: 'ml-dsa-44', [OID.mlDsa65]: 'ml-dsa-65', [OID.mlDsa87]: 'ml-dsa-87',
};

/** @throws RekeyError `bad-input` with reason `der` */
export function readPublicKey(spki: Uint8Array): PublicKeyInfo {
  const reader = DerReader.of(bytesOf(spki));
  const algorithm = readAlgorithm(reader);
  const key = bitStringBytes(reader.read(TAG.bitString));
  reader.end();
  const other = { kind: 'other', key, hasParameters: algorithm.parameters !== undefined } as const;
  if (algorithm.oid === OID.rsaEncryption || algorithm.oid === OID.rsassaPss) {
    const numbers = DerReader.of(key);
    const modulus = unsignedInteger(numbers.read(TAG.integer));
    const exponent = unsignedInteger(numbers.read(TAG.integer));
    numbers.end();
    return { kind: 'rsa', modulus, exponent, bits: modulus.length * 8 - Math.clz32(modulus[0] ?? 0) + 24 };
  }
  if (algorithm.oid === OID.ecPublicKey) {
    const parameters = algorithm.parameters;
    // RFC 5480 2.1.1: only namedCurve is allowed.
    const named = parameters?.[0] === TAG.oid ? decodeOid(new DerReader(parameters).read(TAG.oid).content) : undefined;
    const curve = CURVES.find((each) => each.oid === named);
    if (curve !== undefined) return { kind: 'ec', curve, point: key };
    return { ...other, algorithm: named === OID.secp256k1 ? 'ec-secp256k1' : `ec-${named ?? 'explicit'}` };
  }
  return { ...other, algorithm: OTHER_NAMES[algorithm.oid] ?? algorithm.oid };
}

/** Above this WebCrypto verifies nothing, or blocks: arithmetic on it would block the page. */
export const MAX_RSA_BITS = 16_384;
/** The largest exponent that the Baseline Requirements 6.1.6 name has 256 bits. */
const MAX_EXPONENT_BYTES = 32;

/**
 * To be called before a public key of unknown origin is given to WebCrypto: WebKitGTK calculates with RSA numbers of any size, for
 * hours, and verifies nothing else meanwhile.
 * @throws RekeyError `unsupported` with reason `key-size`
 */
export function assertVerifiable(info: PublicKeyInfo): void {
  if (info.kind === 'rsa' && (info.bits > MAX_RSA_BITS || info.exponent.length > MAX_EXPONENT_BYTES)) {
    throw new RekeyError('unsupported', { reason: 'key-size' });
  }
}

/** The name of the algorithm as {@link KeySummary} shows it. */
export function algorithmName(info: PublicKeyInfo): string {
  return info.kind === 'ec' ? info.curve.id : info.kind === 'rsa' ? `rsa-${info.bits}` : info.algorithm;
}

export function keySummary(spki: Uint8Array): KeySummary {
  return { algorithm: algorithmName(readPublicKey(spki)), spkiSha256: sha256Hex(spki) };
}

/**
 * Whether two SubjectPublicKeyInfo (DER) hold the same key, however they are encoded: a compressed EC point is the same key,
 * and so is an RSA key under another algorithm identifier. Bytes that are no key are the same as equal bytes alone.
 * @throws RekeyError `aborted`
 */
export function samePublicKey(a: Uint8Array, b: Uint8Array, o: CallOptions = {}): boolean {
  throwIfAborted(o.signal);
  if (equalBytes(a, b)) return true;
  try {
    return normalForm(a) === normalForm(b);
  } catch (thrown) {
    if (thrown instanceof RekeyError) return false;
    throw thrown;
  }
}

function normalForm(spki: Uint8Array): string {
  const info = readPublicKey(spki);
  if (info.kind === 'rsa') return `rsa ${toHex(info.modulus)} ${toHex(info.exponent)}`;
  if (info.kind === 'other') {
    // The parameters may be an explicit NULL or absent: the key bits alone decide.
    const reader = DerReader.of(bytesOf(spki));
    reader.read();
    return `${info.algorithm} ${toHex(reader.rest)}`;
  }
  const { curve, point } = info;
  const x = point.subarray(1, 1 + curve.size);
  const odd = isCompressed(point) ? (point[0] ?? 0) & 1 : (point[point.length - 1] ?? 0) & 1;
  return `${curve.id} ${odd} ${toHex(x)}`;
}

/**
 * Whether whoever has the private key of one has that of the other: the same key, under whatever identifier and parameters, an RSA
 * key with the same modulus and another exponent (the factors are the same), or the negative of an EC point (the private key is the
 * curve's order less the other).
 */
export function sharesPrivateKey(a: Uint8Array, b: Uint8Array): boolean {
  if (samePublicKey(a, b)) return true;
  try {
    if (equalBytes(keyBits(a), keyBits(b))) return true;
    const [one, two] = [readPublicKey(a), readPublicKey(b)];
    if (one.kind === 'rsa' && two.kind === 'rsa') return equalBytes(one.modulus, two.modulus);
    const [p, q] = [abscissa(one), abscissa(two)];
    if (p === undefined || q === undefined || !equalBytes(p.x, q.x)) return false;
    return p.curve === q.curve || p.curve === undefined || q.curve === undefined;
  } catch (thrown) {
    if (thrown instanceof RekeyError) return false;
    throw thrown;
  }
}

/** Content of the subjectPublicKey. */
function keyBits(spki: Uint8Array): Bytes {
  const reader = DerReader.of(bytesOf(spki));
  reader.read(TAG.sequence);
  return bitStringBytes(reader.read(TAG.bitString));
}

/** The x of an EC point in any form of SEC 1 2.3.3 and X9.62; the curve is absent where its parameters are written out. */
function abscissa(info: PublicKeyInfo): { readonly curve?: string; readonly x: Bytes } | undefined {
  if (info.kind === 'ec') return { curve: info.curve.id, x: info.point.subarray(1, 1 + info.curve.size) };
  if (info.kind === 'rsa' || !info.algorithm.startsWith('ec-') || info.key.length < 2) return undefined;
  const x = info.key.subarray(1, isCompressed(info.key) ? undefined : 1 + (info.key.length - 1) / 2);
  return { x, ...(info.algorithm !== 'ec-explicit' && { curve: info.algorithm }) };
}

export const isCompressed = (point: Uint8Array): boolean => point[0] === 2 || point[0] === 3;

/** SEC 1 2.3.3: an uncompressed point, the only form that RFC 5480 2.2 obliges anyone to read. */
export const isUncompressed = (point: Uint8Array, curve: Curve): boolean => point[0] === 4 && point.length === 1 + 2 * curve.size;

/** `p` and `b` of y^2 = x^3 - 3x + b (FIPS 186-4 D.1.2); made when first asked for. */
function curveConstants(curve: Curve): { p: bigint; b: bigint } {
  switch (curve.webCrypto) {
    case 'P-256': return {
      p: 2n ** 256n - 2n ** 224n + 2n ** 192n + 2n ** 96n - 1n,
      b: 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn,
    };
    case 'P-384': return {
      p: 2n ** 384n - 2n ** 128n - 2n ** 96n + 2n ** 32n - 1n,
      b: 0xb3312fa7e23ee7e4988e056be3f82d19181d9c6efe8141120314088f5013875ac656398d8a2ed19d2a85c8edd3ec2aefn,
    };
    case 'P-521': return {
      p: 2n ** 521n - 1n,
      b: 0x51953eb9618e1c9a1f929a21a0b68540eea2da725b99b315f3b8b489918ef109e156193951ec7e937b1652c0bd3bb1bf073573df883d2c34f1ef451fd46b503f00n,
    };
  }
}

/** The coordinates of a point that lies on its curve; `undefined` for any other bytes, the point at infinity included. */
function readPoint(curve: Curve, point: Uint8Array): { x: bigint; y: bigint } | undefined {
  const { p, b } = curveConstants(curve);
  const x = toBigInt(point.subarray(1, 1 + curve.size));
  if (x >= p) return undefined;
  const square = (((x * x - 3n) % p) * x + b) % p;
  const target = square < 0n ? square + p : square;
  if (isUncompressed(point, curve)) {
    const y = toBigInt(point.subarray(1 + curve.size));
    return y < p && (y * y) % p === target ? { x, y } : undefined;
  }
  if (!isCompressed(point) || point.length !== 1 + curve.size) return undefined;
  // All three primes are 3 mod 4.
  const root = modPow(target, (p + 1n) / 4n, p);
  if ((root * root) % p !== target) return undefined;
  return { x, y: (root & 1n) === BigInt((point[0] ?? 0) & 1) ? root : p - root };
}

export const isOnCurve = (curve: Curve, point: Uint8Array): boolean => readPoint(curve, point) !== undefined;

export function modPow(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  let power = base % modulus;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if ((rest & 1n) === 1n) result = (result * power) % modulus;
    power = (power * power) % modulus;
  }
  return result;
}

/**
 * An SPKI in the form that every WebCrypto imports: EC points uncompressed, RSA under rsaEncryption with NULL (RFC 3279 2.3.1).
 * @throws RekeyError `bad-input` with reason `der` or `point`
 */
export function importableSpki(spki: Uint8Array): Bytes {
  const info = readPublicKey(spki);
  if (info.kind === 'rsa') {
    const reader = DerReader.of(bytesOf(spki));
    reader.read();
    return sequence(algorithmIdentifier(OID.rsaEncryption, derNull()), reader.rest);
  }
  if (info.kind !== 'ec' || isUncompressed(info.point, info.curve)) return bytesOf(spki);
  const found = readPoint(info.curve, info.point);
  if (found === undefined) throw new RekeyError('bad-input', { reason: 'point' });
  const coordinate = (value: bigint): Uint8Array => {
    const hex = value.toString(16).padStart(info.curve.size * 2, '0');
    return Uint8Array.from({ length: info.curve.size }, (_, i) => Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16));
  };
  return sequence(
    algorithmIdentifier(OID.ecPublicKey, oid(info.curve.oid)),
    bitString(concat([Uint8Array.of(4), coordinate(found.x), coordinate(found.y)])),
  );
}

const exported = new WeakMap<CryptoKey, Promise<Bytes>>();

/** DER SubjectPublicKeyInfo of a public CryptoKey, exported once per key. */
export function exportSpki(key: CryptoKey, subtle: SubtleCrypto): Promise<Bytes> {
  let spki = exported.get(key);
  if (spki === undefined) {
    spki = encodedSpki(key, subtle);
    exported.set(key, spki);
  }
  return spki;
}

/**
 * The same bytes in the quicker way: to write the SPKI of a new RSA key takes Node a third of the time of a signature. Whatever does
 * not look as it should, or cannot be had, is left to WebCrypto.
 */
async function encodedSpki(key: CryptoKey, subtle: SubtleCrypto): Promise<Bytes> {
  const { name, namedCurve } = key.algorithm as EcKeyAlgorithm;
  try {
    const curve = name === 'ECDSA' ? CURVES.find(({ webCrypto }) => webCrypto === namedCurve) : undefined;
    const spki = curve !== undefined ? ecSpki(curve, new Uint8Array(await subtle.exportKey('raw', key)))
      : name === 'RSASSA-PKCS1-v1_5' ? rsaSpki(await subtle.exportKey('jwk', key)) : undefined;
    if (spki !== undefined) return spki;
  } catch {
    // A WebCrypto that has no such form.
  }
  return new Uint8Array(await subtle.exportKey('spki', key));
}

/** RFC 5480 section 2. */
const ecSpki = (curve: Curve, point: Bytes): Bytes | undefined =>
  isUncompressed(point, curve) ? sequence(algorithmIdentifier(OID.ecPublicKey, oid(curve.oid)), bitString(point)) : undefined;

/** RFC 3279 section 2.3.1, from the numbers of RFC 7518 section 6.3.1. */
function rsaSpki({ n, e }: JsonWebKey): Bytes | undefined {
  if (n === undefined || e === undefined) return undefined;
  const key = sequence(integer(fromBase64Url(n)), integer(fromBase64Url(e)));
  return sequence(algorithmIdentifier(OID.rsaEncryption, derNull()), bitString(key));
}
