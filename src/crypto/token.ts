/** Keys that sign elsewhere: what a token returns is not believed before it was verified. */
import type { KeyAlgorithmId } from '../core/domain.js';
import { RekeyError } from '../core/errors.js';
import { tokenError, type Signer } from '../core/signer.js';
import { hasAlgorithm } from './algorithms.js';
import { bytesOf, throwIfAborted, type Bytes } from './bytes.js';
import { algorithmName, readPublicKey } from './public-key.js';
import { findCrypto, type CryptoOptions } from './provider.js';
import { schemeOfKey, signWith, verifySigned } from './signature.js';
import { sliceCsr } from './x509.js';

const ALGORITHMS: readonly KeyAlgorithmId[] = [
  'ec-p256', 'ec-p384', 'ec-p521', 'rsa-2048', 'rsa-3072', 'rsa-4096', 'ed25519', 'ml-dsa-44', 'ml-dsa-65', 'ml-dsa-87',
];

const badSignature = (cause?: unknown): RekeyError => new RekeyError('token', { reason: 'bad-signature', cause });

/**
 * A signer over a bridge to a token that has the interface of WebCrypto, as `@webcrypto-local/client` and `node-webcrypto-p11` do:
 * ECDSA signatures come from there as r || s and leave here as DER.
 *
 * @param o.subtle the bridge's own
 * @param o.privateKey signs and need not be extractable; ECDSA, RSASSA-PKCS1-v1_5 with SHA-256, Ed25519 or ML-DSA
 * @param o.publicKey exported as `spki` through the bridge; or give `o.spki`, DER SubjectPublicKeyInfo
 * @throws RekeyError `bad-input` with reason `spki-missing` or `der`; `unsupported` with reason `algorithm`; whatever the bridge throws
 */
export async function signerFromCryptoKey(o: {
  subtle: Pick<SubtleCrypto, 'sign' | 'exportKey'>; privateKey: CryptoKey; publicKey?: CryptoKey | undefined; spki?: Uint8Array | undefined;
}): Promise<Signer> {
  const { privateKey, publicKey } = o;
  const subtle = o.subtle as SubtleCrypto;
  if (o.spki === undefined && publicKey === undefined) throw new RekeyError('bad-input', { reason: 'spki-missing' });
  const spki = o.spki !== undefined ? bytesOf(o.spki) : new Uint8Array(await subtle.exportKey('spki', publicKey as CryptoKey));
  const name = algorithmName(readPublicKey(spki));
  const algorithm = ALGORITHMS.find((id) => id === name);
  if (algorithm === undefined) throw new RekeyError('unsupported', { reason: 'algorithm', detail: name });
  const scheme = schemeOfKey(privateKey);
  return { spki, algorithm, sign: (tbs) => signWith(privateKey, scheme, bytesOf(tbs), subtle) };
}

/**
 * Has a token sign. An abort ends the wait at once, whatever the token does; everything else that it throws becomes `token`.
 * @throws RekeyError `token`, `aborted`
 */
export async function signByToken(signer: Signer, tbs: Bytes, { signal }: CryptoOptions): Promise<Uint8Array> {
  throwIfAborted(signal);
  let stop = (): void => undefined;
  const aborted = new Promise<never>((_, reject) => {
    stop = () => { reject(new RekeyError('aborted')); };
    signal?.addEventListener('abort', stop);
  });
  // A signer that throws before it returns leaves nobody to hear of it.
  aborted.catch(() => undefined);
  try {
    // A copy: what it does to its bytes is none of the request's.
    const signature: unknown = await Promise.race([signer.sign(tbs.slice(), signal === undefined ? {} : { signal }), aborted]);
    throwIfAborted(signal);
    if (!(signature instanceof Uint8Array)) throw badSignature();
    return signature;
  } catch (thrown) {
    throw tokenError(thrown);
  } finally {
    signal?.removeEventListener('abort', stop);
  }
}

/** The public key of a token, which has to be of the kind that the token says. @throws RekeyError `token` with reason `bad-signature` */
export function tokenSpki({ spki, algorithm }: Signer): Bytes {
  let name: string;
  try {
    name = algorithmName(readPublicKey(spki));
  } catch (thrown) {
    throw badSignature(thrown);
  }
  if (name !== algorithm) throw badSignature();
  return bytesOf(spki);
}

/**
 * Verifies what a token signed: a request with a wrong signature would go to the RA for nothing. Where this page cannot verify,
 * for want of WebCrypto or of the algorithm, the RA's own check decides.
 *
 * @param csr DER
 * @throws RekeyError `token` with reason `bad-signature`, `aborted`
 */
export async function assertTokenSigned(csr: Bytes, { spki, algorithm }: Signer, o: CryptoOptions): Promise<void> {
  if (findCrypto(o) === undefined || !await hasAlgorithm(algorithm, o)) return;
  let good: boolean;
  try {
    good = await verifySigned(sliceCsr(csr), spki, o);
  } catch (thrown) {
    throwIfAborted(o.signal);
    throw badSignature(thrown);
  }
  if (!good) throw badSignature();
}
