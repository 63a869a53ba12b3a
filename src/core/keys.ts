import type { Check, Hex, KeyAlgorithmId, KeySummary, Pem, SanEdit, SanName } from './domain.js';
import type { Signer } from './signer.js';

/** What the flow may know of a CSR. Plain data: it stands in a state. */
export interface CsrReport {
  /** The request itself, when the input was one: never a private key or a certificate given by mistake. */
  readonly pem?: Pem;
  readonly der?: Uint8Array;
  /** SHA-256 over the DER. */
  readonly sha256?: Hex;
  readonly bytes: number;
  /** DER SubjectPublicKeyInfo. */
  readonly spki?: Uint8Array;
  readonly key?: KeySummary;
  readonly signatureAlgorithm?: string;
  /** RFC 4514, escaped, for display. */
  readonly subject?: string;
  readonly names?: readonly GeneralNameText[];
  readonly checks: readonly Check[];
  /**
   * What was given, as recognised: `csr`, `certificate`, `private-key`, `pkcs7`, `pkcs12`, `public-key`, `crl`, `java-keystore`,
   * `ssh-public-key`, `pgp` (a public key or a message), `web-page`, `unknown`.
   */
  readonly kind: string;
}

export interface GeneralNameText {
  readonly type: 'dns' | 'ip' | 'email' | 'uri' | 'dirName' | 'registeredId' | 'otherName' | 'x400' | 'ediParty';
  /** For display, escaped; A-labels as they stand. `#` and the hex of the DER for what cannot be read. */
  readonly value: string;
  /** The U-label form of a DNS name with A-labels, where the two stand for each other. */
  readonly unicode?: string;
}

export interface NameAttributeText {
  readonly oid: string;
  /** The short name of the standards, or the dotted OID when there is none; `DER`, with an empty `oid`, for what cannot be read. */
  readonly label: string;
  /** For display, escaped: hex pairs for what would not be seen; `#` and the hex of the DER for what is no string. */
  readonly value: string;
  /** ASN.1 string type, for example `UTF8`, `Printable`, `BMP`; `other` for what is no string. */
  readonly stringType: string;
  /** Attributes of one RDN share an index. */
  readonly rdn: number;
}

export interface CertificateReport {
  readonly subject: string;
  readonly subjectAttributes: readonly NameAttributeText[];
  readonly issuer: string;
  readonly serialNumber: string;
  readonly notBefore: string;
  readonly notAfter: string;
  readonly names: readonly GeneralNameText[];
  readonly key: KeySummary;
  /** Every rule of the key's strength, the worst first: what may be the reason for the rekey. */
  readonly keyChecks: readonly Check[];
  /** SHA-256 over the DER certificate. */
  readonly sha256: Hex;
  readonly spki: Uint8Array;
  /** The raw DER Name. */
  readonly subjectDer: Uint8Array;
  /** The raw DER GeneralNames (value of the extension), when there is one. */
  readonly sanDer?: Uint8Array;
}

/** Everything the wizard proves about an issued certificate before it says that all is well. */
export interface IssuedReport {
  /** Check ids: `issued-key`, `issued-names`, `issued-subject`, `issued-chain`, `issued-not-before`. */
  readonly checks: readonly Check[];
  readonly matches: boolean;
  readonly certificate: Omit<CertificateReport, 'keyChecks' | 'spki' | 'subjectDer' | 'sanDer'>;
}

export interface MadeKey { readonly csr: Pem; readonly csrSha256: Hex; readonly key: KeySummary; readonly fileName: string }

/** A CSR that was signed with a key that is there already. */
export interface SignedCsr { readonly csr: Pem; readonly csrSha256: Hex; readonly key: KeySummary }

/** Under which name an encrypted key is kept in this browser. */
export interface KeyScope { readonly raId: string; readonly userId: string; readonly spkiSha256: Hex }

/**
 * Keys, as the session uses them. Private keys and passphrases stay behind this port: what comes out is a request, a file for
 * the user, or a fact. Every method may reject with `aborted`, `bad-input`, `too-large`, `unsupported` or `wrong-passphrase`.
 */
export interface KeyPort {
  /** Makes a key pair, wraps it, keeps the encrypted copy for `keepFor` milliseconds at the most, and signs a CSR with the names of `certificate`. */
  make(o: {
    algorithm: KeyAlgorithmId; passphrase: string; certificate: Pem; raId: string; userId: string; keepFor: number; signal: AbortSignal;
    progress?: (stage: 'key' | 'wrap' | 'csr') => void;
  }): Promise<MadeKey>;
  /**
   * Signs a CSR for the names of `certificate`, or with `san` for names that were changed: those that are kept go in as the bytes
   * that they are. `key` is a token, or a key that `make` made. That one is still open in this page, or else opened with
   * `passphrase` from `file` or the copy in this browser.
   * @throws RekeyError `bad-input` with reason `passphrase-missing`, `key-missing`, `san-empty` or `san-name` (`fields` says which
   *   by its position in `add`, counted from 0), `wrong-passphrase`, `token`, or whatever the token throws
   */
  sign(o: {
    key: Signer | { readonly scope: KeyScope; readonly passphrase?: string; readonly file?: Blob };
    certificate: Pem;
    /** The attached CSR: what `san.from` may mean. */
    csr?: Pem;
    san?: SanEdit;
    signal: AbortSignal;
  }): Promise<SignedCsr>;
  /** Whether `sign` can use the key of that scope without a passphrase. */
  isOpen(scope: KeyScope): boolean;
  /** The alternative names of a certificate or a CSR, in their order. @throws RekeyError `bad-input` */
  names(pem: Pem): readonly GeneralNameText[];
  /** A name that somebody typed, as it would stand in a certificate; nothing when it is none of its kind. */
  nameOf(name: SanName): GeneralNameText | undefined;
  inspectCsr(o: {
    input: Blob | string; certificate: Pem; csrMismatch: 'reject' | 'ignore-csr'; keyAlgorithms: readonly KeyAlgorithmId[];
    /** Other alternative names than the certificate's are told, and not refused. */
    sanEditable?: boolean; signal: AbortSignal;
  }): Promise<CsrReport>;
  inspectCertificate(pem: Pem): Promise<CertificateReport>;
  /** The encrypted key as PEM, from this browser's storage. */
  encryptedKey(scope: KeyScope): Promise<Pem | undefined>;
  /** Opens the file and signs a nonce with it. `false`: it holds another key. A proven file is kept again when the copy was lost. */
  prove(o: { file: Blob; passphrase: string; csr: Pem; scope: KeyScope; keepFor: number; signal: AbortSignal }): Promise<boolean>;
  /**
   * Compares what was issued with what was asked for, and verifies each signature along the chain. `namesFrom` says whose
   * alternative names were asked for: the CSR's unless given.
   */
  checkIssued(o: {
    certificate: Pem; chain: readonly Pem[]; csr: Pem; predecessor: Pem; namesFrom?: 'csr' | 'predecessor'; now: number; signal: AbortSignal;
  }): Promise<IssuedReport>;
  pkcs12(o: { file?: Blob; scope: KeyScope; passphrase: string; certificate: Pem; chain: readonly Pem[]; friendlyName: string; signal: AbortSignal }): Promise<Blob>;
  /** The key in the clear: on explicit request alone. */
  plainKey(o: { file?: Blob; scope: KeyScope; passphrase: string; signal: AbortSignal }): Promise<Blob>;
  /** Forgets the copy in this browser. */
  forget(scope: KeyScope): Promise<void>;
}
