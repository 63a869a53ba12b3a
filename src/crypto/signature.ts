/** Signatures as certificates and requests carry them (RFC 3279, 4055, 5758, 8410), made and verified by WebCrypto. */
import type { KeyAlgorithmId } from '../core/domain.js';
import { RekeyError } from '../core/errors.js';
import { bytesOf, concat, type Bytes } from './bytes.js';
import { algorithmIdentifier, derNull, DerReader, decodeOid, integer, sequence, smallInteger, TAG, unsignedInteger, contextTag } from './der.js';
import { OID } from './oids.js';
import { assertVerifiable, CURVES, importableSpki, readPublicKey, type PublicKeyInfo } from './public-key.js';
import { requireCrypto, type CryptoOptions } from './provider.js';
import { readAlgorithm, type AlgorithmSlice, type SignedSlices } from './x509.js';

export type HashName = 'SHA-1' | 'SHA-256' | 'SHA-384' | 'SHA-512';

type EcParams = { readonly name: 'ECDSA'; readonly namedCurve: string };
type RsaParams = { readonly name: 'RSASSA-PKCS1-v1_5' | 'RSA-PSS'; readonly hash: HashName };

/** How a key of ours is made and how it signs. */
export interface KeyScheme {
  readonly id: KeyAlgorithmId;
  /** For `importKey` and `unwrapKey`. */
  readonly importParams: EcParams | RsaParams | { readonly name: string };
  readonly generateParams: EcKeyGenParams | RsaHashedKeyGenParams | { readonly name: string };
  /** For `sign` and `verify`. */
  readonly signParams: AlgorithmIdentifier | EcdsaParams;
  /** The OID of the signature that it makes in a request. */
  readonly signatureOid: string;
  /** RSA has an explicit NULL (RFC 4055 section 5), the others have no parameters. */
  readonly nullParameter: boolean;
  /** Octets of one coordinate, for ECDSA. */
  readonly coordinate?: number;
}

const EC_SIGNATURES: Readonly<Record<string, readonly [string, HashName]>> = {
  'ec-p256': [OID.ecdsaWithSha256, 'SHA-256'], 'ec-p384': [OID.ecdsaWithSha384, 'SHA-384'], 'ec-p521': [OID.ecdsaWithSha512, 'SHA-512'],
};
const PLAIN: Readonly<Record<string, readonly [string, string]>> = {
  ed25519: ['Ed25519', OID.ed25519], 'ml-dsa-44': ['ML-DSA-44', OID.mlDsa44], 'ml-dsa-65': ['ML-DSA-65', OID.mlDsa65],
  'ml-dsa-87': ['ML-DSA-87', OID.mlDsa87],
};

/** The algorithms that not every WebCrypto has. */
export const PLAIN_ALGORITHMS = ['ed25519', 'ml-dsa-44', 'ml-dsa-65', 'ml-dsa-87'] as const satisfies readonly KeyAlgorithmId[];

/** @throws RekeyError `unsupported` with reason `algorithm` */
export function keyScheme(id: KeyAlgorithmId): KeyScheme {
  const curve = CURVES.find((each) => each.id === id);
  const ec = EC_SIGNATURES[id];
  if (curve !== undefined && ec !== undefined) {
    const params = { name: 'ECDSA', namedCurve: curve.webCrypto } as const;
    return {
      id, importParams: params, generateParams: params, signParams: { name: 'ECDSA', hash: ec[1] }, signatureOid: ec[0],
      nullParameter: false, coordinate: curve.size,
    };
  }
  const plain = PLAIN[id];
  if (plain !== undefined) {
    const params = { name: plain[0] };
    return { id, importParams: params, generateParams: params, signParams: params, signatureOid: plain[1], nullParameter: false };
  }
  const bits = /^rsa-(2048|3072|4096)$/.exec(id)?.[1];
  if (bits === undefined) throw new RekeyError('unsupported', { reason: 'algorithm', detail: id });
  const params = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } as const;
  return {
    id, importParams: params, generateParams: { ...params, modulusLength: Number(bits), publicExponent: Uint8Array.of(1, 0, 1) },
    signParams: params.name, signatureOid: OID.sha256WithRsa, nullParameter: true,
  };
}

const schemeAlgorithms = new WeakMap<KeyScheme, Bytes>();
const schemes = new Map<KeyAlgorithmId, KeyScheme>();

/** {@link keyScheme}, made once. */
export function cachedScheme(id: KeyAlgorithmId): KeyScheme {
  let scheme = schemes.get(id);
  if (scheme === undefined) schemes.set(id, (scheme = keyScheme(id)));
  return scheme;
}

/** The AlgorithmIdentifier of the scheme's signatures. */
export function signatureAlgorithmOf(scheme: KeyScheme): Bytes {
  let encoded = schemeAlgorithms.get(scheme);
  if (encoded === undefined) {
    encoded = algorithmIdentifier(scheme.signatureOid, scheme.nullParameter ? derNull() : undefined);
    schemeAlgorithms.set(scheme, encoded);
  }
  return encoded;
}

/** The scheme of a private or public CryptoKey, by its own description of itself. */
export function schemeOfKey(key: CryptoKey): KeyScheme {
  const algorithm = key.algorithm as KeyAlgorithm & { namedCurve?: string; hash?: { name: string } };
  const curve = CURVES.find((each) => each.webCrypto === algorithm.namedCurve);
  if (algorithm.name === 'ECDSA' && curve !== undefined) return cachedScheme(curve.id);
  if (algorithm.name === 'RSASSA-PKCS1-v1_5' && algorithm.hash?.name === 'SHA-256') {
    // RSA signs alike at every length.
    return cachedScheme('rsa-2048');
  }
  const plain = Object.keys(PLAIN).find((id) => PLAIN[id]?.[0] === algorithm.name);
  if (plain !== undefined) return cachedScheme(plain as KeyAlgorithmId);
  throw new RekeyError('unsupported', { reason: 'algorithm', detail: algorithm.name });
}

/** Signs; an ECDSA signature comes as DER ECDSA-Sig-Value (RFC 3279 2.2.3). */
export async function signWith(key: CryptoKey, scheme: KeyScheme, data: Bytes, subtle: SubtleCrypto): Promise<Bytes> {
  const raw = new Uint8Array(await subtle.sign(scheme.signParams, key, data));
  return scheme.coordinate === undefined ? raw : ecdsaSigValue(raw);
}

/** DER ECDSA-Sig-Value from the r || s of WebCrypto and of PKCS#11. */
export function ecdsaSigValue(raw: Uint8Array): Bytes {
  const half = raw.length / 2;
  return sequence(integer(raw.subarray(0, half)), integer(raw.subarray(half)));
}

// ------------------------------------------------------------------------------------------------- verification

const HASHES: Readonly<Record<string, HashName>> = {
  [OID.sha1]: 'SHA-1', [OID.sha256]: 'SHA-256', [OID.sha384]: 'SHA-384', [OID.sha512]: 'SHA-512',
};

interface Known { readonly label: string; readonly kind: 'ec' | 'rsa' | 'pss' | 'other'; readonly hash?: HashName; readonly weak?: boolean }
const KNOWN: Readonly<Record<string, Known>> = {
  [OID.md5WithRsa]: { label: 'md5WithRSAEncryption', kind: 'rsa', weak: true },
  [OID.sha1WithRsa]: { label: 'sha1WithRSAEncryption', kind: 'rsa', hash: 'SHA-1', weak: true },
  [OID.sha256WithRsa]: { label: 'sha256WithRSAEncryption', kind: 'rsa', hash: 'SHA-256' },
  [OID.sha384WithRsa]: { label: 'sha384WithRSAEncryption', kind: 'rsa', hash: 'SHA-384' },
  [OID.sha512WithRsa]: { label: 'sha512WithRSAEncryption', kind: 'rsa', hash: 'SHA-512' },
  [OID.ecdsaWithSha1]: { label: 'ecdsa-with-SHA1', kind: 'ec', hash: 'SHA-1', weak: true },
  [OID.ecdsaWithSha256]: { label: 'ecdsa-with-SHA256', kind: 'ec', hash: 'SHA-256' },
  [OID.ecdsaWithSha384]: { label: 'ecdsa-with-SHA384', kind: 'ec', hash: 'SHA-384' },
  [OID.ecdsaWithSha512]: { label: 'ecdsa-with-SHA512', kind: 'ec', hash: 'SHA-512' },
  [OID.rsassaPss]: { label: 'rsassaPss', kind: 'pss' },
  [OID.ed25519]: { label: 'Ed25519', kind: 'other' },
  [OID.mlDsa44]: { label: 'ML-DSA-44', kind: 'other' },
  [OID.mlDsa65]: { label: 'ML-DSA-65', kind: 'other' },
  [OID.mlDsa87]: { label: 'ML-DSA-87', kind: 'other' },
};

/** RSASSA-PSS-params (RFC 4055 3.1): MGF1 must use the same hash, for WebCrypto knows no other. */
function readPss(algorithm: AlgorithmSlice): { hash: HashName; saltLength: number } {
  const reader = DerReader.of(algorithm.parameters ?? sequence());
  const hashes: string[] = [];
  const hash = reader.optional(contextTag(0));
  hashes.push(hash === undefined ? OID.sha1 : readAlgorithm(new DerReader(hash.content)).oid);
  const mask = reader.optional(contextTag(1));
  if (mask === undefined) hashes.push(OID.sha1);
  else {
    const mgf = readAlgorithm(new DerReader(mask.content));
    const inner = mgf.oid === OID.mgf1 && mgf.parameters !== undefined ? DerReader.of(mgf.parameters) : undefined;
    hashes.push(inner === undefined ? '' : decodeOid(inner.read(TAG.oid).content));
  }
  const salt = reader.optional(contextTag(2));
  const saltLength = salt === undefined ? 20 : smallInteger(new DerReader(salt.content).read(TAG.integer));
  const name = HASHES[hashes[0] ?? ''];
  if (name === undefined || hashes[0] !== hashes[1]) throw new RekeyError('unsupported', { reason: 'signature-algorithm' });
  return { hash: name, saltLength };
}

/** What a signature algorithm is called, and whether it is fit to prove possession. */
export function describeSignatureAlgorithm(algorithm: AlgorithmSlice): { label: string; state: 'good' | 'weak' | 'unknown' } {
  const known = KNOWN[algorithm.oid];
  if (known === undefined) return { label: algorithm.oid, state: 'unknown' };
  // RFC 8410 section 3, RFC 9881 section 2: parameters are absent.
  if (known.kind === 'other' && algorithm.parameters !== undefined) return { label: known.label, state: 'unknown' };
  let hash = known.hash;
  if (known.kind === 'pss') {
    try {
      hash = readPss(algorithm).hash;
    } catch {
      return { label: known.label, state: 'unknown' };
    }
  }
  return { label: known.label, state: known.weak === true || hash === 'SHA-1' ? 'weak' : 'good' };
}

/** The fixed-length r || s of WebCrypto from DER. @throws RekeyError `bad-input` with reason `der` */
function rawEcdsa(der: Bytes, size: number): Bytes {
  const reader = DerReader.of(der);
  const fixed = (value: Bytes): Bytes => {
    if (value.length > size) throw new RekeyError('bad-input', { reason: 'der', detail: 'signature' });
    return concat([new Uint8Array(size - value.length), value]);
  };
  const r = fixed(unsignedInteger(reader.read(TAG.integer)));
  const s = fixed(unsignedInteger(reader.read(TAG.integer)));
  reader.end();
  return concat([r, s]);
}

interface Verification { importParams: EcParams | RsaParams | { name: string }; verifyParams: { name: string }; signature: Bytes }

function verification(signed: SignedSlices, key: PublicKeyInfo): Verification {
  const known = KNOWN[signed.signatureAlgorithm.oid];
  const { signature } = signed;
  if (known?.kind === 'ec' && known.hash !== undefined && key.kind === 'ec') {
    const verifyParams = { name: 'ECDSA', hash: known.hash };
    const importParams = { name: 'ECDSA', namedCurve: key.curve.webCrypto } as const;
    return { importParams, verifyParams, signature: rawEcdsa(signature, key.curve.size) };
  }
  if (known?.kind === 'rsa' && known.hash !== undefined && key.kind === 'rsa') {
    const importParams = { name: 'RSASSA-PKCS1-v1_5', hash: known.hash } as const;
    return { importParams, verifyParams: { name: importParams.name }, signature };
  }
  if (known?.kind === 'pss' && key.kind === 'rsa') {
    const { hash, saltLength } = readPss(signed.signatureAlgorithm);
    const verifyParams = { name: 'RSA-PSS', saltLength };
    return { importParams: { name: 'RSA-PSS', hash }, verifyParams, signature };
  }
  if (known?.kind === 'other' && key.kind === 'other' && key.algorithm === known.label.toLowerCase()) {
    return { importParams: { name: known.label }, verifyParams: { name: known.label }, signature };
  }
  throw new RekeyError('unsupported', { reason: 'signature-algorithm', detail: signed.signatureAlgorithm.oid });
}

/**
 * Whether `signed` was signed by the private key of `spki`. What cannot be verified throws: to a caller that is a failure.
 * @throws RekeyError `unsupported`, `bad-input`, `aborted`; or whatever WebCrypto throws
 */
export async function verifySigned(signed: SignedSlices, spki: Uint8Array, o: CryptoOptions = {}): Promise<boolean> {
  const { subtle } = requireCrypto(o);
  const info = readPublicKey(spki);
  assertVerifiable(info);
  const { importParams, verifyParams, signature } = verification(signed, info);
  const key = await subtle.importKey('spki', importableSpki(spki), importParams, false, ['verify']);
  return subtle.verify(verifyParams, key, bytesOf(signature), signed.tbs);
}
