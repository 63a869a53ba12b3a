// Making a key pair: what the browser does, and what we add to it.
import { generateKey } from '../../src/crypto.js';
import { compare, type Bench } from './harness.js';

const raw = (algorithm: EcKeyGenParams | RsaHashedKeyGenParams) => (): Promise<CryptoKeyPair> =>
  crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);

const rsa = (modulusLength: number): RsaHashedKeyGenParams => ({
  name: 'RSASSA-PKCS1-v1_5',
  modulusLength,
  publicExponent: new Uint8Array([1, 0, 1]),
  hash: 'SHA-256',
});

export const benches: readonly Bench[] = [
  {
    title: 'A key pair, ec-p256',
    run: () => compare({ 'subtle.generateKey': raw({ name: 'ECDSA', namedCurve: 'P-256' }), 'rekey-elements generateKey': () => generateKey('ec-p256') }, { rounds: 60, batch: 10 }),
  },
  {
    title: 'A key pair, rsa-2048 (the search for primes is chance: see the median)',
    run: () => compare({ 'subtle.generateKey': raw(rsa(2048)), 'rekey-elements generateKey': () => generateKey('rsa-2048') }, { rounds: 60 }),
  },
];
