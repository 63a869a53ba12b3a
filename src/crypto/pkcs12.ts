/**
 * PKCS#12 files (RFC 7292). Key and certificates are encrypted by WebCrypto and the MAC is derived here in slices; the container
 * around them is pkijs's, which is loaded when the first file is asked for.
 */
import { RekeyError } from '../core/errors.js';
import { requirePrintable } from '../core/key-readers.js';
import { equalBytes, throwIfAborted, type Bytes } from './bytes.js';
import { generalNames } from './general-names.js';
import { publicHalfOf } from './key-damage.js';
import { commonName } from './names.js';
import { deriveKey, encodePbes2, freshPbes2 } from './pbes2.js';
import { certificateDer, encodePem, type PemOrDer } from './pem.js';
import type * as Container from './pkcs12-container.js';
import { pkcs12Mac } from './pkcs12-mac.js';
import { holds, openKey, openKeyOf, readKeyFile, wrap } from './private-key.js';
import { digest, requireCrypto, type CryptoOptions } from './provider.js';
import { sliceCertificate, type CertificateSlices } from './x509.js';

/** Rounds of each of the three derivations: some programs read no more. */
export const PKCS12_ITERATIONS = 300_000;

/**
 * A PKCS#12 file with the key, its certificate and the chain: key and certificates under PBES2 (AES-256-CBC,
 * PBKDF2-HMAC-SHA256), HMAC-SHA256 over all of it, 300,000 iterations in each of the three derivations. `localKeyId` and
 * `friendlyName` stand on the key and on its certificate; NSS pairs them by the first.
 *
 * The key goes from one encryption to the other inside WebCrypto: what comes out is what the engine has, which in Firefox includes
 * the public half as it stood in the file. It was compared with the certificate's before.
 *
 * @param o.encryptedKey EncryptedPrivateKeyInfo, at most 64 kB
 * @param o.passphrase of the key and of the new file; printable ASCII
 * @param o.friendlyName the common name, or the first alternative name, when absent
 * @returns DER
 * @throws RekeyError `wrong-passphrase`; `bad-input` with reason `key-mismatch` when the key is not the certificate's, `passphrase`,
 *   or as the readers of keys and certificates say; `too-large`, `unsupported`, `aborted`; `unavailable` with reason `code`
 *   when the code for it cannot be fetched
 */
export async function exportPkcs12(o: CryptoOptions & {
  encryptedKey: PemOrDer | Blob; passphrase: string; certificate: PemOrDer; chain: readonly PemOrDer[]; friendlyName?: string | undefined;
}): Promise<Uint8Array> {
  const { passphrase, signal } = o;
  requirePrintable(passphrase);
  const crypto = requireCrypto(o);
  const certificate = sliceCertificate(o.certificate);
  const chain = o.chain.map((each) => certificateDer(each)).filter((der) => !equalBytes(der, certificate.der));

  const opened = await openKeyOf(await readKeyFile(o.encryptedKey), passphrase, certificate.spki, { ...o, extractable: true });
  if (opened === undefined) throw new RekeyError('bad-input', { reason: 'key-mismatch' });
  const { der: shrouded } = await wrap(opened.key, passphrase, PKCS12_ITERATIONS, o);

  const names = { localKeyId: digest(certificate.spki), friendlyName: o.friendlyName ?? defaultName(certificate) };
  const container = await loadContainer();
  const certificates = await encrypt(container.certificateBags(certificate.der, names, chain), passphrase, crypto, o);
  const authenticated = container.authenticatedSafe(certificates, shrouded, names);
  throwIfAborted(signal);
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const mac = await pkcs12Mac(authenticated, passphrase, salt, PKCS12_ITERATIONS, signal);
  return container.pfx(authenticated, { digest: mac, salt, iterations: PKCS12_ITERATIONS });
}

async function loadContainer(): Promise<typeof Container> {
  try {
    return await import('./pkcs12-container.js');
  } catch (cause) {
    throw new RekeyError('unavailable', { reason: 'code', cause });
  }
}

async function encrypt(
  content: Bytes, passphrase: string, crypto: Crypto, o: CryptoOptions,
): Promise<{ algorithm: Bytes; encrypted: ArrayBuffer }> {
  const parameters = freshPbes2(PKCS12_ITERATIONS, crypto);
  const key = await deriveKey(passphrase, parameters, ['encrypt'], o);
  const encrypted = await crypto.subtle.encrypt({ name: 'AES-CBC', iv: parameters.iv }, key, content);
  return { algorithm: encodePbes2(parameters), encrypted };
}

const defaultName = ({ subject, san, serialNumber }: CertificateSlices): string =>
  commonName(subject) ?? generalNames(san)[0]?.value ?? Array.from(serialNumber, (byte) => byte.toString(16).padStart(2, '0')).join('');

/**
 * The private key in the clear, PKCS#8 as PEM: for an explicit wish, behind a warning. The public key inside fits it.
 * @throws RekeyError as `unwrapPrivateKey`; `wrong-passphrase` with reason `damaged` when what would come out does not fit itself
 */
export async function exportPlainKey(o: CryptoOptions & { encryptedKey: PemOrDer | Blob; passphrase: string }): Promise<string> {
  const opened = await openKey(await readKeyFile(o.encryptedKey), o.passphrase, { ...o, extractable: true });
  const plain = new Uint8Array(await requireCrypto(o).subtle.exportKey('pkcs8', opened.key));
  const spki = publicHalfOf(plain);
  const fits = spki === undefined || await holds(opened, spki, o).catch(() => false);
  throwIfAborted(o.signal);
  if (!fits) throw new RekeyError('wrong-passphrase', { reason: 'damaged' });
  return encodePem('PRIVATE KEY', plain);
}
