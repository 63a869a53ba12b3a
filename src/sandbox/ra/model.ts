import type {
  Agreement, AgreementAcceptance, CaaReport, CertificateSummary, Check, CsrSummary, DomainItem, Enrolment,
  HistoryEntry, Instant, KeySummary, Pem, RekeyPolicy, RekeyReason, RequestStatus, Role, SecondFactorChallenge, SecondFactorMethod, Settings, ValidityChoice, Hex,
} from '../../core/domain.js';
import type { CaaZoneEntry } from '../../caa/zone.js';
import type { RekeyErrorInfo } from '../../core/errors.js';

/** Someone with an account at the RA. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly citizenId: string;
  readonly email: string;
  readonly phone: string;
  readonly roles: readonly Role[];
}

/** The portal that a person works in: what vetting depends on. */
export type Origin = 'web' | 'admin';

/** Which certificate actions the administrator allows in the policy section. */
export type CertificateAction = 'none' | 'renew' | 'rekey';

/** A policy as the administrator keeps it; what a reader is told of it is {@link RekeyPolicy}. */
export interface PolicyRecord extends Omit<RekeyPolicy, 'enabled' | 'refusal' | 'agreement'> {
  readonly action: CertificateAction;
  readonly agreementId: string;
  /** Nobody decides a request of their own, or one that they edited. */
  readonly dualControl: boolean;
  readonly decisionRules: { readonly reviewedTick: boolean; readonly remarks: boolean };
  readonly factorOptions?: FactorOptions | undefined;
}

/** How this RA carries out the second factors that a policy names. */
export interface FactorOptions {
  /** *Email & SMS*: the same code goes both ways, in place of a code each. */
  readonly oneCode?: boolean;
  /** Directory passwords are asked for on a page of the RA's own, so that none passes through the portal. */
  readonly passwordPage?: boolean;
}

export interface SettingsRecord {
  readonly showCitizenId: boolean;
  readonly vetting: { readonly web: boolean; readonly admin: boolean };
  /** Those of the sandbox unless given. */
  readonly remarkTemplates?: Settings['remarkTemplates'];
  /** Milliseconds that a request stays in the states before it is issued; none unless given. */
  readonly dwell?: { readonly validating?: number; readonly issuing?: number } | undefined;
}

export interface CertificateRecord {
  readonly id: string;
  readonly version: number;
  readonly requestNumber: string;
  /** What the original enrolment and each rekey of it share. */
  readonly lineageId: string;
  readonly policyId: string;
  readonly name: string;
  readonly subject: string;
  readonly serialNumber: string;
  readonly notBefore: Instant;
  readonly notAfter: Instant;
  readonly enrolledBy: Enrolment;
  readonly ownerId: string;
  readonly key: KeySummary;
  readonly profile: CertificateSummary['profile'];
  readonly pem: Pem;
  readonly chain: readonly Pem[];
  readonly domains: readonly DomainItem[];
  readonly createdAt: Instant;
  readonly rekeyRequestId?: string;
  readonly openRequestId?: string;
  /** In force from `at` on, which may lie in the future. */
  readonly revocation?: { readonly at: Instant; readonly reason: string };
}

export interface LineageRecord {
  readonly certificateIds: readonly string[];
  readonly requestIds: readonly string[];
}

export interface LastChange { readonly by: string; readonly at: Instant; readonly action: string }

/** An agreement with its translations, by language; each is hashed and agreed to as the text that it is. */
export interface AgreementRecord extends Agreement {
  readonly translations?: Readonly<Record<string, Pick<Agreement, 'title' | 'text'>>>;
}

export interface RequestRecord {
  readonly id: string;
  readonly version: number;
  readonly number: string;
  readonly certificateId: string;
  readonly certificate: CertificateSummary;
  readonly policyId: string;
  readonly status: RequestStatus;
  readonly origin: Origin;
  readonly requestedBy: string;
  /** Everybody who put something into the request. */
  readonly editedBy: readonly string[];
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  readonly expiresAt: Instant;
  readonly submittedAt?: Instant | undefined;
  readonly reason: RekeyReason;
  readonly agreement: AgreementAcceptance;
  readonly csr?: CsrSummary | undefined;
  readonly checks: readonly Check[];
  readonly domains: readonly DomainItem[];
  readonly caa?: CaaReport | undefined;
  readonly challengeId?: string | undefined;
  readonly accepted?: AcceptedFactor | undefined;
  readonly validity?: ValidityChoice | undefined;
  readonly message?: string | undefined;
  readonly claimedBy?: string | undefined;
  readonly decidedBy?: string | undefined;
  readonly decidedAt?: Instant | undefined;
  readonly remarks?: string | undefined;
  readonly problem?: { readonly code: string; readonly reason?: string } | undefined;
  readonly issuedCertificateId?: string | undefined;
  /** When the state ends that the request dwells in on its way to a certificate. */
  readonly dueAt?: Instant | undefined;
  readonly historyLength: number;
  readonly lastChange: LastChange;
}

/** What a second factor stands for; one that was given for the other is worth nothing. */
export type FactorAction = 'submit' | 'issue';

export interface AcceptedFactor {
  readonly method: SecondFactorMethod;
  readonly at: Instant;
  readonly csrSha256: Hex;
  readonly action: FactorAction;
}

export interface ChannelRecord {
  readonly channel: 'email' | 'sms';
  readonly destination: string;
  readonly salt: Hex;
  /** SHA-256 over salt, challenge, channel and code. */
  readonly codeHash: Hex;
  readonly resendAt: Instant;
}

export interface ChallengeRecord {
  readonly id: string;
  readonly version: number;
  readonly requestId: string;
  readonly personId: string;
  readonly method: SecondFactorMethod;
  /** Those that the policy offered when it was started. */
  readonly methods: readonly SecondFactorMethod[];
  readonly action: FactorAction;
  readonly csrSha256: Hex;
  readonly channels: readonly ChannelRecord[];
  readonly oneCode?: boolean;
  /** The directory account whose password is asked for. */
  readonly accountId?: string;
  readonly signIn?: SignInBinding;
  readonly state: 'open' | 'accepted' | 'failed' | 'void';
  readonly failure?: NonNullable<SecondFactorChallenge['failure']>;
  readonly startedAt: Instant;
  readonly expiresAt: Instant;
}

/** What the RA keeps of a sign-in elsewhere, to know its own answer again. None of it leaves the RA but to the provider. */
export interface SignInBinding {
  /** The transaction at the identity provider: all that an address carries. */
  readonly transactionId: string;
  /** RFC 6749 section 10.12, OpenID Connect Core 3.1.2.1, RFC 7636 section 4.1. */
  readonly state: string;
  readonly nonce: Hex;
  readonly verifier: Hex;
  readonly returnTo?: string;
}

/** A sign-in as the identity provider knows it. */
export interface SignInRecord {
  readonly id: string;
  readonly method: SecondFactorMethod;
  readonly clientId: string;
  readonly state: string;
  readonly nonce: Hex;
  /** RFC 7636 section 4.2, S256, in hex. */
  readonly codeChallenge: Hex;
  readonly returnTo?: string;
  /** The only account that may sign in, where the application names one. */
  readonly accountId?: string;
  readonly startedAt: Instant;
  readonly expiresAt: Instant;
  readonly ended: boolean;
  readonly grant?: { readonly codeHash: Hex; readonly accountId: string; readonly expiresAt: Instant };
}

/** What became of a directory account since the first day. */
export interface DirectoryRecord {
  readonly status: 'enabled' | 'disabled' | 'password-expired';
  readonly failures: number;
  readonly lockedUntil?: Instant;
}

/** Wrong codes count for the person, so that a new challenge gives no new tries. */
export interface FactorRecord { readonly failures: number; readonly lockedUntil?: Instant }

export interface IdempotencyRecord {
  readonly salt: Hex;
  readonly digest: Hex;
  readonly at: Instant;
  readonly answer?: unknown;
  readonly error?: RekeyErrorInfo;
}

/** A public key that the RA has met. */
export interface KeyRecord {
  /** DER SubjectPublicKeyInfo in base64; absent for a key known by its hash alone. */
  readonly spki?: string;
  readonly use: 'certificate' | 'csr';
  readonly requestId?: string;
  readonly compromised: boolean;
}

export interface HistoryRecord extends Omit<HistoryEntry, 'by'> { readonly byId?: string }

/** A message that left the RA: in the sandbox it goes no further than the inbox. */
export interface Message {
  readonly id: string;
  readonly at: Instant;
  readonly channel: 'email' | 'sms';
  readonly to: string;
  readonly personId: string;
  readonly subject?: string;
  readonly text: string;
  readonly code: string;
}

/** Milliseconds that the RA's clock is ahead of the platform's. */
export interface ClockRecord { readonly offset: number }

export interface Tables {
  certificates: CertificateRecord;
  lineages: LineageRecord;
  requests: RequestRecord;
  challenges: ChallengeRecord;
  factors: FactorRecord;
  /** The identity provider's, by transaction. */
  signIns: SignInRecord;
  /** The directory's, by account. */
  directory: DirectoryRecord;
  history: HistoryRecord;
  idempotency: IdempotencyRecord;
  policies: PolicyRecord;
  agreements: AgreementRecord;
  settings: SettingsRecord;
  keys: KeyRecord;
  messages: Message;
  /** What the RA's resolver finds, by owner name. */
  zone: CaaZoneEntry;
  clock: ClockRecord;
  counters: { readonly value: number };
  signedOut: { readonly at: Instant };
  /** The CA's own state, opaque to the RA. */
  ca: { readonly state: unknown };
}
export type TableName = keyof Tables;
