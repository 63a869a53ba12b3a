/**
 * Keys, certification requests and key containers for a rekey, usable without an element and in Node. Names travel as raw DER.
 * What looks at keys, requests and certificates or works with them takes `{ signal }` and, where it uses WebCrypto, `{ crypto }`; what
 * only words a name or a fact answers at once and throws nothing of its own. Every error is a `RekeyError`: callers test `.code`.
 */
export { createCsr, generateKey } from './crypto/csr.js';
export type { Encoded } from './crypto/csr.js';
export { supportedAlgorithms } from './crypto/algorithms.js';
export { signerFromCryptoKey } from './crypto/token.js';
export { ecdsaSigValue } from './crypto/signature.js';
export { inspectCsr, MAX_CSR_BYTES } from './crypto/inspect-csr.js';
export type { CsrPolicy } from './crypto/inspect-csr.js';
export { checkIssued, inspectCertificate } from './crypto/inspect-certificate.js';
export { formatName, nameAttributes } from './crypto/names.js';
export { generalNames } from './crypto/general-names.js';
export { checkKeyStrength } from './crypto/key-strength.js';
export { samePublicKey } from './crypto/public-key.js';
export { MAX_KEY_FILE_BYTES, proveKey, unwrapPrivateKey, wrapPrivateKey } from './crypto/private-key.js';
export { keyFileReaders } from './core/key-readers.js';
export type { KeyFileProgram, KeyFileReader, Readability, UnreadableCharacter } from './core/key-readers.js';
export { exportPkcs12, exportPlainKey } from './crypto/pkcs12.js';
export { createKeyPort } from './crypto/vault.js';
export type { KeyPortOptions } from './crypto/vault.js';
export type { CallOptions, CryptoOptions } from './crypto/provider.js';
export type { PemOrDer } from './crypto/pem.js';
export type {
  CertificateReport, CsrReport, GeneralNameText, IssuedReport, KeyPort, KeyScope, MadeKey, NameAttributeText,
} from './core/keys.js';
export type { Check, CheckId, CheckOutcome, KeyAlgorithmId, KeySummary } from './core/domain.js';
export type { Signer, SignerProvider } from './core/signer.js';
export { RekeyError } from './core/errors.js';
