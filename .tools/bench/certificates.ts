import type * as X509 from '@peculiar/x509';

/** @peculiar/x509 after the polyfill that it needs: a bundler may put two static imports in another order. */
export async function loadX509(): Promise<typeof X509> {
  await import('reflect-metadata/lite');
  return import('@peculiar/x509');
}

/**
 * A self-signed server certificate for a key pair.
 * @returns DER and PEM
 */
export async function certificateFor(keys: CryptoKeyPair): Promise<{ der: ArrayBuffer; pem: string }> {
  const x509 = await loadX509();
  const signingAlgorithm = keys.privateKey.algorithm.name === 'ECDSA' ? { name: 'ECDSA', hash: 'SHA-256' } : { name: keys.privateKey.algorithm.name };
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: 'C=SE, O=Example AB, OU=Web, CN=www.example.com',
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
        { type: 'dns', value: 'www.example.com' },
        { type: 'dns', value: 'example.com' },
        { type: 'ip', value: '192.0.2.7' },
      ]),
    ],
  });
  return { der: certificate.rawData, pem: certificate.toString('pem') };
}
