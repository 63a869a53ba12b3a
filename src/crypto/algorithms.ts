/** Which key algorithms a WebCrypto has: there is no way to ask but to try. */
import type { KeyAlgorithmId } from '../core/domain.js';
import { throwIfAborted } from './bytes.js';
import { findCrypto, type CryptoOptions } from './provider.js';
import { cachedScheme } from './signature.js';

const tried = new WeakMap<SubtleCrypto, Map<KeyAlgorithmId, Promise<boolean>>>();

/**
 * Those of `ids`, in their order, whose keys this WebCrypto makes, encrypts, opens again and signs with. Each is tried once with
 * a key that is thrown away; RSA, which all implementations have and which takes seconds to make, is taken for granted. Without
 * WebCrypto there are none.
 * @throws RekeyError `aborted`
 */
export async function supportedAlgorithms(ids: readonly KeyAlgorithmId[], o: CryptoOptions = {}): Promise<KeyAlgorithmId[]> {
  throwIfAborted(o.signal);
  const has = await Promise.all(ids.map((id) => hasAlgorithm(id, o)));
  throwIfAborted(o.signal);
  return ids.filter((_, i) => has[i]);
}

/** {@link supportedAlgorithms} for one. */
export function hasAlgorithm(id: KeyAlgorithmId, o: CryptoOptions = {}): Promise<boolean> {
  const crypto = findCrypto(o);
  if (crypto === undefined) return Promise.resolve(false);
  let known = tried.get(crypto.subtle);
  if (known === undefined) tried.set(crypto.subtle, (known = new Map<KeyAlgorithmId, Promise<boolean>>()));
  let answer = known.get(id);
  if (answer === undefined) known.set(id, (answer = id.startsWith('rsa-') ? Promise.resolve(true) : works(id, crypto)));
  return answer;
}

/** Takes the way of a real key: it may be that an algorithm is there, and its PKCS#8 is not. */
async function works(id: KeyAlgorithmId, { subtle }: Crypto): Promise<boolean> {
  try {
    const { generateParams, importParams, signParams } = cachedScheme(id);
    const pair = await subtle.generateKey(generateParams, true, ['sign', 'verify']) as CryptoKeyPair;
    const cipher = { name: 'AES-CBC', iv: new Uint8Array(16) };
    const kek = await subtle.generateKey({ name: 'AES-CBC', length: 256 }, false, ['wrapKey', 'unwrapKey']);
    const wrapped = await subtle.wrapKey('pkcs8', pair.privateKey, kek, cipher);
    const key = await subtle.unwrapKey('pkcs8', wrapped, kek, cipher, importParams, false, ['sign']);
    const spki = await subtle.exportKey('spki', pair.publicKey);
    const publicKey = await subtle.importKey('spki', spki, importParams, false, ['verify']);
    const message = new Uint8Array(1);
    return await subtle.verify(signParams, publicKey, await subtle.sign(signParams, key, message), message);
  } catch {
    return false;
  }
}
