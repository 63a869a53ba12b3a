import type { KeyCheck } from '../../core/adapter.js';
import type { Check } from '../../core/domain.js';
import { RekeyError } from '../../core/errors.js';
import { bytesOf, fromBase64, toBase64 } from '../../crypto/bytes.js';
import { sha256Hex } from '../../crypto/provider.js';
import { importableSpki, readPublicKey } from '../../crypto/public-key.js';
import type { Call } from './call.js';
import type { KeyRecord } from './model.js';
import type { Work } from './store.js';

/**
 * One name for all keys that one private key gives away, however they were encoded: a hash of the RSA modulus whatever the exponent,
 * of the x coordinate of an EC point whatever its sign, of the normal form of any other.
 */
export function keyIdOf(spki: Uint8Array): string {
  const normal = importableSpki(spki);
  const key = readPublicKey(normal);
  if (key.kind === 'other') return sha256Hex(normal);
  return sha256Hex(key.kind === 'rsa' ? key.modulus : key.point.subarray(1, 1 + key.curve.size));
}

/**
 * Remembers a public key for good.
 * @param spki DER SubjectPublicKeyInfo
 */
export async function rememberKey(work: Work, spki: Uint8Array, record: Omit<KeyRecord, 'spki' | 'compromised'>, compromised = false): Promise<void> {
  const id = keyIdOf(spki);
  const known = await work.get('keys', id);
  if (known?.use === 'certificate' && record.use === 'csr') return;
  work.put('keys', id, { ...record, spki: toBase64(spki), compromised: compromised || known?.compromised === true });
}

/** Marks a key as compromised, whether it was met before or not. */
export async function markCompromised(work: Work, spki: Uint8Array): Promise<void> {
  const id = keyIdOf(spki);
  const known = await work.get('keys', id);
  work.put('keys', id, { use: known?.use ?? 'csr', ...known, spki: toBase64(spki), compromised: true });
}

/**
 * What the RA knows of a key.
 * @param requestId a request whose own CSR does not count as a use
 */
export async function knownAs(call: Call, spki: Uint8Array, requestId?: string): Promise<Exclude<KeyCheck['known'], 'weak'>> {
  const known = await call.work.get('keys', keyIdOf(spki));
  if (known === undefined) return 'no';
  if (known.compromised) return 'compromised';
  return known.use === 'csr' && requestId !== undefined && known.requestId === requestId ? 'no' : 'used';
}

/** The RA's own check of a key against everything it has ever seen. */
export async function keyReuseCheck(call: Call, spki: Uint8Array, requestId: string): Promise<Check> {
  const known = await knownAs(call, spki, requestId);
  return {
    id: 'key-reuse', source: 'TLS BR 6.1.1.3',
    outcome: known === 'no' ? 'pass' : 'fail',
    detail: { known, by: 'ra' },
  };
}

/**
 * The answer to a page that asks about a key before it makes a CSR with it.
 * @throws RekeyError `key-rejected` with reason `format` when it is no SubjectPublicKeyInfo
 */
export async function checkKey(call: Call, spkiBase64: unknown): Promise<KeyCheck> {
  if (typeof spkiBase64 !== 'string' || spkiBase64.length > 20_000) throw new RekeyError('key-rejected', { reason: 'format' });
  const { checkKeyStrength } = await import('../../crypto/key-strength.js');
  try {
    const spki = bytesOf(fromBase64(spkiBase64));
    const known = await knownAs(call, spki);
    if (known !== 'no') return { known };
    return { known: checkKeyStrength(spki).some(({ outcome }) => outcome === 'fail') ? 'weak' : 'no' };
  } catch (cause) {
    throw new RekeyError('key-rejected', { reason: 'format', cause });
  }
}
