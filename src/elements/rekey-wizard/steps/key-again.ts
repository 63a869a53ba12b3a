import type { KeyAlgorithmId } from '../../../core/domain.js';

/** The options of `openssl genpkey`. ML-DSA needs OpenSSL 3.5. */
function keyOptions(algorithm: KeyAlgorithmId): string {
  const [kind, size = ''] = algorithm.split('-');
  if (kind === 'rsa') return `RSA -pkeyopt rsa_keygen_bits:${size}`;
  if (kind === 'ec') return `EC -pkeyopt ec_paramgen_curve:${size.toUpperCase().replace('P', 'P-')}`;
  return algorithm.toUpperCase();
}

/**
 * What makes a CSR for a rekey with OpenSSL 3: the subject comes from the certificate as the bytes that it is, which no `-subj`
 * does, and of the extensions the alternative names alone. The second program drops the text that OpenSSL 3.0 writes above the block.
 *
 * @param algorithm of the key that has to be made first; nothing when there is one already
 */
export function opensslCommands(algorithm: KeyAlgorithmId | undefined): string {
  return [
    ...(algorithm === undefined ? [] : [`openssl genpkey -algorithm ${keyOptions(algorithm)} -out new.key`]),
    'openssl x509 -x509toreq -in current.pem -signkey new.key -copy_extensions copy -ext subjectAltName | openssl req -out new.csr',
  ].join('\n');
}
