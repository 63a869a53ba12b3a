import type * as X509 from '@peculiar/x509';
import type { KeyAlgorithmId } from '../../src/core.js';
import { generateKey } from '../../src/crypto.js';

/** @peculiar/x509 after the polyfill that it needs: a bundler may put two static imports in another order. */
export async function loadX509(): Promise<typeof X509> {
  await import('reflect-metadata/lite');
  return import('@peculiar/x509');
}

/**
 * A self-signed server certificate for a key pair.
 * @param names DNS names of the subjectAltName; an address stands after them
 * @returns DER and PEM
 */
export async function certificateFor(
  keys: CryptoKeyPair, names: readonly string[] = ['www.example.com', 'example.com'],
): Promise<{ der: ArrayBuffer; pem: string }> {
  const x509 = await loadX509();
  const signingAlgorithm = keys.privateKey.algorithm.name === 'ECDSA' ? { name: 'ECDSA', hash: 'SHA-256' } : { name: keys.privateKey.algorithm.name };
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: `C=SE, O=Example AB, OU=Web, CN=${names[0] ?? ''}`,
    serialNumber: '0123456789abcdef',
    notBefore: new Date(Date.now() - 86_400_000),
    notAfter: new Date(Date.now() + 90 * 86_400_000),
    keys,
    signingAlgorithm,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension([
        ...names.map((value) => ({ type: 'dns' as const, value })),
        { type: 'ip', value: '192.0.2.7' },
      ]),
    ],
  });
  return { der: certificate.rawData, pem: certificate.toString('pem') };
}

/**
 * Key pairs to be used once each: what is remembered of a key, by whom ever, is no help with the next.
 * @returns gives another pair each time
 * @throws Error when there are none left
 */
export async function newKeys(id: KeyAlgorithmId, count: number): Promise<() => CryptoKeyPair> {
  const pool: CryptoKeyPair[] = [];
  for (let made = 0; made < count; made += 1) pool.push(await generateKey(id));
  return () => {
    const pair = pool.pop();
    if (!pair) throw new Error('There are fewer keys than turns.');
    return pair;
  };
}
