/**
 * PKCS#12 (RFC 7292), assembled with the writer of this package: the container is forty lines of DER, and a library for it
 * would weigh several times everything else here and derive its MAC in one run of half a second.
 */
import { RekeyError } from '../core/errors.js';
import { equalBytes, throwIfAborted, type Bytes } from './bytes.js';
import {
  algorithmIdentifier, bmpString, context, contextPrimitive, derNull, integer, octetString, oid, sequence, set, setOf,
} from './der.js';
import { generalNames } from './general-names.js';
import { commonName } from './names.js';
import { OID } from './oids.js';
import { deriveKey, encodePbes2, freshPbes2 } from './pbes2.js';
import { certificateDer, encodePem, type PemOrDer } from './pem.js';
import { pkcs12Mac } from './pkcs12-mac.js';
import { holds, openKey, readKeyFile, requirePrintable, wrap } from './private-key.js';
import { digest, requireCrypto, type CryptoOptions } from './provider.js';
import { sliceCertificate, type CertificateSlices } from './x509.js';

/** Rounds of each of the three derivations: some programs read no more. */
export const PKCS12_ITERATIONS = 300_000;

const contentInfo = (type: string, content: Uint8Array): Bytes => sequence(oid(type), context(0, content));
const safeBag = (type: string, value: Uint8Array, attributes: readonly Uint8Array[] = []): Bytes =>
  sequence(oid(type), context(0, value), ...(attributes.length > 0 ? [setOf(...attributes)] : []));
const attribute = (type: string, value: Uint8Array): Bytes => sequence(oid(type), set(value));
const certBag = (der: Uint8Array): Bytes => sequence(oid(OID.x509Certificate), context(0, octetString(der)));

/**
 * A PKCS#12 file with the key, its certificate and the chain: key and certificates under PBES2 (AES-256-CBC,
 * PBKDF2-HMAC-SHA256), HMAC-SHA256 over all of it, 300,000 iterations in each of the three derivations. `localKeyId` and
 * `friendlyName` stand on the key and on its certificate; NSS pairs them by the first.
 *
 * The key goes from one encryption to the other inside WebCrypto.
 *
 * @param o.encryptedKey EncryptedPrivateKeyInfo, at most 64 kB
 * @param o.passphrase of the key and of the new file; printable ASCII
 * @param o.friendlyName the common name, or the first alternative name, when absent
 * @returns DER
 * @throws RekeyError `wrong-passphrase`; `bad-input` with reason `key-mismatch` when the key is not the certificate's, `passphrase`,
 *   or as the readers of keys and certificates say; `too-large`, `unsupported`, `aborted`
 */
export async function exportPkcs12(o: CryptoOptions & {
  encryptedKey: PemOrDer | Blob; passphrase: string; certificate: PemOrDer; chain: readonly PemOrDer[]; friendlyName?: string | undefined;
}): Promise<Uint8Array> {
  const { passphrase, signal } = o;
  requirePrintable(passphrase);
  const crypto = requireCrypto(o);
  const certificate = sliceCertificate(o.certificate);
  const chain = o.chain.map((each) => certificateDer(each)).filter((der) => !equalBytes(der, certificate.der));

  const opened = await openKey(await readKeyFile(o.encryptedKey), passphrase, { ...o, extractable: true });
  if (!(await holds(opened, certificate.spki, o))) throw new RekeyError('bad-input', { reason: 'key-mismatch' });
  const { der: shrouded } = await wrap(opened.key, passphrase, PKCS12_ITERATIONS, o);

  const attributes = [
    attribute(OID.localKeyId, octetString(digest(certificate.spki))),
    attribute(OID.friendlyName, bmpString(o.friendlyName ?? defaultName(certificate))),
  ];
  const certificates = sequence(
    safeBag(OID.certBag, certBag(certificate.der), attributes), ...chain.map((der) => safeBag(OID.certBag, certBag(der))),
  );
  const authenticated = sequence(
    contentInfo(OID.encryptedData, await encryptedData(certificates, passphrase, crypto, o)),
    contentInfo(OID.data, octetString(sequence(safeBag(OID.pkcs8ShroudedKeyBag, shrouded, attributes)))),
  );
  throwIfAborted(signal);
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const mac = await pkcs12Mac(authenticated, passphrase, salt, PKCS12_ITERATIONS, signal);
  const macData = sequence(sequence(algorithmIdentifier(OID.sha256, derNull()), octetString(mac)), octetString(salt), integer(PKCS12_ITERATIONS));
  return sequence(integer(3), contentInfo(OID.data, octetString(authenticated)), macData);
}

/** EncryptedData (RFC 5652 section 8). */
async function encryptedData(content: Bytes, passphrase: string, crypto: Crypto, o: CryptoOptions): Promise<Bytes> {
  const parameters = freshPbes2(PKCS12_ITERATIONS, crypto);
  const key = await deriveKey(passphrase, parameters, ['encrypt'], o);
  const encrypted = await crypto.subtle.encrypt({ name: 'AES-CBC', iv: parameters.iv }, key, content);
  return sequence(integer(0), sequence(oid(OID.data), encodePbes2(parameters), contextPrimitive(0, new Uint8Array(encrypted))));
}

const defaultName = ({ subject, san, serialNumber }: CertificateSlices): string =>
  commonName(subject) ?? generalNames(san)[0]?.value ?? Array.from(serialNumber, (byte) => byte.toString(16).padStart(2, '0')).join('');

/**
 * The private key in the clear, PKCS#8 as PEM: for an explicit wish, behind a warning.
 * @throws RekeyError as `unwrapPrivateKey`
 */
export async function exportPlainKey(o: CryptoOptions & { encryptedKey: PemOrDer | Blob; passphrase: string }): Promise<string> {
  const { key } = await openKey(await readKeyFile(o.encryptedKey), o.passphrase, { ...o, extractable: true });
  return encodePem('PRIVATE KEY', new Uint8Array(await requireCrypto(o).subtle.exportKey('pkcs8', key)));
}
