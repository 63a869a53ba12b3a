/**
 * The rekey domain: plain, readonly, JSON-serialisable data as it travels between an RA and the page.
 *
 * Instants are ISO 8601 strings in UTC. Certificates, chains and certification requests are PEM text.
 * Fingerprints and key identifiers are lower-case hex SHA-256 without separators.
 */

import type { CaaReport, DomainItem } from './caa-types.js';

export * from './caa-types.js';

/** An ISO 8601 instant in UTC, for example `2026-06-02T09:20:00.000Z`. */
export type Instant = string;
/** PEM text (RFC 7468) of one object. */
export type Pem = string;
/** Lower-case hex, no separators. */
export type Hex = string;

// ---------------------------------------------------------------------------------------------------- people

export type Role = 'user' | 'operator' | 'admin';

export interface PersonRef {
  readonly id: string;
  readonly name: string;
  /** Present only where the RA shows citizen IDs. */
  readonly citizenId?: string;
}

export interface Settings {
  readonly user: PersonRef & { readonly roles: readonly Role[] };
  /** The RA's own name, shown where the page speaks of it. */
  readonly raName: string;
  /** True for a registration authority that exists in the page alone and whose certificates nobody trusts. */
  readonly sandbox: boolean;
  readonly showCitizenId: boolean;
  /** Whether requests wait for an administrator, by the portal that they come from. */
  readonly vetting: { readonly web: boolean; readonly admin: boolean };
  /** Where people get help: shown with the correlation id. */
  readonly support?: { readonly text: string; readonly href?: string };
  /** Ready-made remarks for a decline, in the RA's words: plain text that the administrator may still change. */
  readonly remarkTemplates?: readonly { readonly id: string; readonly title: string; readonly text: string }[];
  /** Names of optional abilities that this RA has beyond the methods of the adapter. */
  readonly capabilities: readonly string[];
}

// ---------------------------------------------------------------------------------------------------- keys and checks

export type KeyAlgorithmId =
  | 'ec-p256' | 'ec-p384' | 'ec-p521'
  | 'rsa-2048' | 'rsa-3072' | 'rsa-4096'
  | 'ed25519'
  | 'ml-dsa-44' | 'ml-dsa-65' | 'ml-dsa-87';

export type KeySource = 'browser' | 'upload' | 'token';

/** What a person may be told of a public key: nothing here is secret. */
export interface KeySummary {
  /** For keys that we do not offer but must show, for example `ec-secp256k1`, `rsa-1024`, or a dotted OID. */
  readonly algorithm: KeyAlgorithmId | (string & {});
  /** SHA-256 over the DER SubjectPublicKeyInfo. */
  readonly spkiSha256: Hex;
}

export type CheckOutcome = 'pass' | 'warn' | 'fail' | 'unknown';

/**
 * What a check looks at; of one id there may be several: `detail.rule` says which rule of the key a `key-strength` is. Of names,
 * those concerned stand in `detail.names`; `detail.problems` of `dnsname-syntax` says what is wrong with each. `name-ascii` is about
 * mail addresses and URIs, `san-critical` about an empty subject, `other-extensions` about those that the CA may leave out.
 */
export type CheckId =
  | 'signature' | 'key-reuse' | 'key-strength' | 'key-algorithm' | 'key-encoding' | 'subject-match' | 'san-match' | 'signature-algorithm'
  | 'trailing-bytes' | 'multiple-pem' | 'wrong-object' | 'surrounding-text' | 'format' | 'version' | 'attributes' | 'challenge-password'
  | 'extension-request' | 'microsoft-extensions' | 'duplicate-extension' | 'other-extensions' | 'ip-length' | 'name-ascii'
  | 'dnsname-ascii' | 'dnsname-syntax' | 'dnsname-wildcard' | 'san-encoding' | 'san-critical' | 'san-duplicate';

/** One check of a certification request, a key or a certificate, reported by itself. */
export interface Check {
  readonly id: CheckId | (string & {});
  readonly outcome: CheckOutcome;
  /** Where the rule comes from, for example `RFC 2986 section 4.2` or `BR 6.1.1.3`. */
  readonly source: string;
  /** Facts for the wording, never wording itself; plain JSON. */
  readonly detail?: unknown;
}

// ---------------------------------------------------------------------------------------------------- certificates

export type CertificateStatus = 'active' | 'expired' | 'revoked' | 'rekey-open';
export type Enrolment = 'csr' | 'token' | 'browser';

export interface CertificateSummary {
  readonly id: string;
  readonly requestNumber: string;
  /** For display: the common name, or the first alternative name of a certificate without one. */
  readonly name: string;
  /** For display: RFC 4514, escaped. May be empty. */
  readonly subject: string;
  /** Hex, upper case, without separators. */
  readonly serialNumber: string;
  readonly notBefore: Instant;
  readonly notAfter: Instant;
  readonly status: CertificateStatus;
  readonly enrolledBy: Enrolment;
  readonly owner: PersonRef;
  readonly key: KeySummary;
  readonly profile: { readonly id: string; readonly name: string; readonly publicTrust: boolean };
  /** The open rekey request of this certificate, whoever made it. */
  readonly openRequestId?: string;
}

/** One thing that belongs to a request: the certificate that it began with, a CSR, a newer certificate. */
export interface Artefact {
  readonly id: string;
  readonly kind: 'certificate' | 'csr' | 'agreement' | 'caa-report';
  readonly createdAt: Instant;
  /** The rekey request that made it; absent for what the original enrolment made. */
  readonly rekeyRequestId?: string;
  readonly serialNumber?: string;
  readonly notAfter?: Instant;
  readonly status?: CertificateStatus | 'superseded';
  readonly key?: KeySummary;
  /** The object itself where it may be shown (certificate or CSR). */
  readonly pem?: Pem;
}

export interface Certificate extends CertificateSummary {
  readonly etag: string;
  readonly pem: Pem;
  /** Issuing CA first; may end before or with the root. */
  readonly chain: readonly Pem[];
  readonly revocation?: { readonly at: Instant; readonly reason: string };
  /** Everything under this certificate's request number, oldest first. */
  readonly artefacts: readonly Artefact[];
}

// ---------------------------------------------------------------------------------------------------- policy

export type RekeyReason = 'lost' | 'compromised' | 'routine' | 'algorithm';
export type RefusalReason = 'expired' | 'revoked' | 'policy-off' | 'renew-only' | 'request-open' | 'not-yours';

export interface Agreement {
  readonly id: string;
  readonly version: string;
  /** BCP 47. */
  readonly language: string;
  readonly title: string;
  /** Plain text; the SHA-256 of its UTF-8 bytes travels with the acceptance. */
  readonly text: string;
  readonly inForceSince?: Instant;
}

export interface AgreementAcceptance {
  readonly id: string;
  readonly version: string;
  readonly language: string;
  readonly sha256: Hex;
  readonly acceptedAt: Instant;
}

export type ValidityMode = 'new' | 'same-duration' | 'same-expiry';
/** `new` without `days` asks for as long as the policy and the CA allow. */
export interface ValidityChoice { readonly mode: ValidityMode; readonly days?: number }

export interface CaaRule {
  /** What opens *Rekey*: the RA's own answer, the page's advisory check, or nothing. */
  readonly gate: 'ra' | 'advisory' | 'none';
  readonly issuers: readonly string[];
  readonly accountUri?: string;
  /** Names that the CA adds by itself and that need a check of their own. */
  readonly extraNames: readonly string[];
}

/** Whether the requester may change the alternative names, and to what. */
export interface SanRule {
  readonly editable: boolean;
  /** Kinds of names that may be added; DNS names alone unless given. */
  readonly kinds?: readonly SanKind[];
  /** The most names that a certificate may have. */
  readonly max?: number;
  /** Domains at or below which an added DNS name has to stand; any unless given. */
  readonly within?: readonly string[];
}

/** The kinds of alternative names that a person may type. */
export type SanKind = 'dns' | 'ip' | 'email';
export interface SanName { readonly type: SanKind; readonly value: string }

/**
 * A change of the alternative names, by position, so that what is kept is kept to the byte: `keep` counts from 0 in the names of
 * the attached CSR, or of the old certificate; `add` follows behind.
 */
export interface SanEdit {
  readonly from: 'csr' | 'certificate';
  readonly keep: readonly number[];
  readonly add: readonly SanName[];
}

export type SecondFactorMethod = 'email-otp' | 'sms-otp' | 'email-sms' | 'saml' | 'active-directory' | 'azure-ad' | 'oidc';

export interface RekeyPolicy {
  readonly id: string;
  readonly name: string;
  readonly enabled: boolean;
  /** Why a rekey is refused; present when `enabled` is false. */
  readonly refusal?: { readonly reason: RefusalReason; readonly openRequestId?: string };
  readonly keySources: readonly KeySource[];
  /** In order of preference; the first is recommended. */
  readonly keyAlgorithms: readonly KeyAlgorithmId[];
  readonly agreement: Agreement;
  readonly welcome?: { readonly text: string };
  readonly reasons: readonly RekeyReason[];
  readonly validity: { readonly modes: readonly ValidityMode[]; readonly maxDays: number };
  readonly san: SanRule;
  /** What happens to an uploaded CSR whose names differ from the certificate's. */
  readonly csrMismatch: 'reject' | 'ignore-csr';
  readonly caa: CaaRule;
  readonly secondFactor: { readonly when: 'never' | 'submit' | 'issue'; readonly methods: readonly SecondFactorMethod[] };
  readonly predecessor: {
    readonly disposition: 'kept' | 'superseded' | 'revoked-after';
    /** Hours after issuance, for `revoked-after`. */
    readonly hours?: number;
    /** RFC 5280 5.3.1 reason name. */
    readonly crlReason?: string;
  };
  /** `same`: the original request keeps its number; `new`: the rekey has a number of its own. */
  readonly numbering: 'same' | 'new';
  /** Whether a key made in the browser has to be downloaded and proven before submission. */
  readonly keyBackup: 'required' | 'optional';
  /** Where revocation is asked for, when the old key is compromised. */
  readonly revocation?: { readonly href?: string; readonly text?: string };
  /** Where a revoked certificate is replaced: a reissue is no rekey. */
  readonly reissue?: { readonly href?: string; readonly text?: string };
}

// ---------------------------------------------------------------------------------------------------- requests

export const REQUEST_STATUSES = [
  'draft', 'second-factor', 'pending-approval', 'in-review', 'approved', 'validating', 'issuing',
  'issued', 'declined', 'failed', 'cancelled', 'expired',
] as const;
export type RequestStatus = (typeof REQUEST_STATUSES)[number];

export const REQUEST_ACTIONS = [
  'view', 'attach-csr', 'verify-caa', 'start-second-factor', 'answer-second-factor', 'submit', 'cancel', 'reopen',
  'claim', 'approve', 'decline', 'get-issued', 'validate', 'issue', 'fail', 'expire',
] as const;
export type RequestAction = (typeof REQUEST_ACTIONS)[number];

/** What the reader of a request may do with it now, with the reason when it may not. */
export interface AllowedAction {
  readonly action: RequestAction;
  readonly allowed: boolean;
  /** Machine reason when not allowed, for example `own-request`, `state`, `caa-stale`. */
  readonly reason?: string;
}

export interface CsrSummary {
  readonly pem: Pem;
  /** SHA-256 over the DER of the certification request. */
  readonly sha256: Hex;
  readonly key: KeySummary;
  readonly source: KeySource;
  readonly attachedAt: Instant;
}

export interface RekeyRequest {
  readonly id: string;
  readonly number: string;
  /** The version to send as `ifMatch`. */
  readonly etag: string;
  readonly certificateId: string;
  /** The certificate that is rekeyed, as it was when the request was made. */
  readonly certificate: CertificateSummary;
  readonly status: RequestStatus;
  readonly origin: 'web' | 'admin';
  readonly requestedBy: PersonRef;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  readonly expiresAt: Instant;
  readonly submittedAt?: Instant;
  readonly reason: RekeyReason;
  readonly agreement: AgreementAcceptance;
  readonly csr?: CsrSummary;
  /** The RA's own checks of the attached CSR and, later, of the submission. */
  readonly checks: readonly Check[];
  readonly domains: readonly DomainItem[];
  readonly caa?: CaaReport;
  readonly secondFactor?: {
    /** The open or last challenge. */
    readonly challengeId?: string;
    readonly accepted?: { readonly method: SecondFactorMethod; readonly at: Instant };
  };
  readonly validity?: ValidityChoice;
  readonly message?: string;
  readonly claimedBy?: PersonRef;
  readonly decidedBy?: PersonRef;
  readonly decidedAt?: Instant;
  /** What the requester reads when the request was declined. */
  readonly remarks?: string;
  /** Why a request failed or expired: machine code and facts. */
  readonly problem?: { readonly code: string; readonly reason?: string };
  readonly decisionRules: { readonly reviewedTick: boolean; readonly remarks: boolean };
  readonly allowedActions: readonly AllowedAction[];
  readonly issued?: { readonly serialNumber: string; readonly notBefore: Instant; readonly notAfter: Instant; readonly spkiSha256: Hex };
  readonly predecessor: RekeyPolicy['predecessor'];
  readonly artefacts: readonly Artefact[];
}

export interface IssuedCertificate {
  readonly certificate: Pem;
  /** Issuing CA first. */
  readonly chain: readonly Pem[];
}

export interface HistoryEntry {
  readonly at: Instant;
  readonly by?: PersonRef;
  /** For example `created`, `csr-attached`, `submitted`, `claimed`, `approved`, `declined`, `issued`, `refused`. */
  readonly action: string;
  readonly detail?: string;
  readonly correlationId?: string;
}

// ---------------------------------------------------------------------------------------------------- second factor

export interface SecondFactorChannel {
  readonly channel: 'email' | 'sms';
  /** Masked, for example `a…r@example.com`. */
  readonly destination: string;
  readonly codeLength: number;
  readonly alphabet: 'digits' | 'alphanumeric';
  /** When a new code may be asked for. */
  readonly resendAt: Instant;
}

export interface SecondFactorChallenge {
  readonly id: string;
  readonly etag: string;
  readonly requestId: string;
  readonly method: SecondFactorMethod;
  readonly state: 'open' | 'accepted' | 'expired' | 'locked' | 'void' | 'failed';
  /** Why a sign-in elsewhere came to nothing; with the state `failed`. */
  readonly failure?: 'cancelled' | 'denied' | 'provider' | 'other-person';
  readonly channels: readonly SecondFactorChannel[];
  /** The same code went to every channel and is asked for once; it is answered under the first channel. */
  readonly oneCode?: boolean;
  /** Directory sign-in: the account that is asked for. */
  readonly account?: string;
  /** Federated sign-in, or a page of the RA's own: where to send the person. Absolute; `https:`, or `http:` on a loopback host. */
  readonly href?: string;
  readonly provider?: string;
  readonly expiresAt: Instant;
  readonly attemptsLeft: number;
  readonly lockedUntil?: Instant;
  readonly alternatives: readonly { readonly method: SecondFactorMethod; readonly destination?: string }[];
}

/** Codes by channel, or a directory password. Lives in one call and nowhere else. */
export interface SecondFactorAnswer {
  readonly codes?: { readonly email?: string; readonly sms?: string };
  readonly password?: string;
}

// ---------------------------------------------------------------------------------------------------- paging

export interface Page<T> {
  readonly items: readonly T[];
  readonly total: { readonly count: number; readonly exact: boolean };
  readonly next?: string;
}

export interface CertificateQuery { readonly search?: string; readonly cursor?: string; readonly limit?: number }

export interface RequestQuery {
  readonly search?: string;
  readonly filter?: RequestFilter;
  readonly sort?: { readonly by: RequestSort; readonly descending?: boolean };
  readonly cursor?: string;
  /** At most 100. */
  readonly limit?: number;
}

/** Every part that is given has to fit. */
export interface RequestFilter {
  readonly status?: readonly RequestStatus[];
  readonly reason?: readonly RekeyReason[];
  readonly certificateId?: string;
  /** A person's id. */
  readonly requestedBy?: string;
  /** A person's id, or `none` for the requests that nobody has claimed. */
  readonly claimedBy?: string;
  /** Requested at this instant or later. */
  readonly from?: Instant;
  /** Requested before this instant. */
  readonly before?: Instant;
}

export type RequestSort = 'number' | 'createdAt' | 'requestedBy' | 'certificate' | 'reason' | 'status';
