import type {
  AgreementAcceptance, CaaReport, Certificate, CertificateQuery, CertificateSummary, Check, HistoryEntry, IssuedCertificate,
  Page, RekeyPolicy, RekeyReason, RekeyRequest, RequestQuery, SecondFactorAnswer, SecondFactorChallenge, SecondFactorMethod,
  Settings, ValidityChoice, KeySource, Pem,
} from './domain.js';

/** The version of this port that an adapter speaks. */
export const CONTRACT_VERSION = 1;

/** Every call may be aborted; aborting is not cancelling: what the RA has begun, it may finish. */
export interface CallOptions {
  signal?: AbortSignal | undefined;
  /** One id goes through the whole flow and is shown where support would ask for it. */
  correlationId?: string | undefined;
}

/**
 * A change is repeated with the **same** idempotency key until its outcome is known; the same key with another body is a
 * `protocol` error with reason `idempotency`. `ifMatch` is the version that was read; a stale one is a `conflict` with reason
 * `stale` whose `detail` is a {@link StaleDetail}.
 */
export interface ChangeOptions extends CallOptions {
  idempotencyKey: string;
  ifMatch?: string | undefined;
}

export interface WatchOptions extends CallOptions {
  /** Told `false` when changes do not arrive any more, and `true` when they do again and those missed have been told. An adapter that cannot know tells nothing. */
  onLive?: ((live: boolean) => void) | undefined;
}

/** What a stale change is told: who changed what meanwhile. */
export interface StaleDetail { readonly etag: string; readonly by?: string; readonly at?: string; readonly action?: string }

export interface CreateRequestBody { readonly reason: RekeyReason; readonly agreement: AgreementAcceptance }
export interface AttachCsrBody { readonly csr: Pem; readonly source: KeySource }
export interface SubmitBody {
  readonly validity: ValidityChoice;
  readonly message?: string;
  /** When it changed since the request was created. */
  readonly reason?: RekeyReason;
  /** When the agreement changed since, and was accepted again. */
  readonly agreement?: AgreementAcceptance;
}

/**
 * `returnTo`: the address of the page that asks, for a sign-in that leaves it: the RA sends the person back there, after it has
 * made sure that the address is one of its portal's. Without it the sign-in happens in a window of its own.
 */
export interface StartSecondFactorBody { readonly method: SecondFactorMethod; readonly returnTo?: string }

/** The RA's own checks of a CSR; it is attached to the request only when none of them failed. */
export interface AttachCsrResult { readonly checks: readonly Check[]; readonly request: RekeyRequest }

export type KeyCheck = { readonly known: 'weak' | 'used' | 'compromised' | 'no' };

/**
 * The one port to any registration authority.
 *
 * Calls reject with a `RekeyError`. `watchRequest` and `watchRequests` return a function that ends the watch; listeners are
 * told of every change that they did not see yet, at least once. A method that an adapter lacks is a missing capability.
 */
export interface RaAdapter {
  readonly contractVersion: number;
  /** Names this RA among others: keeps what the browser stores for one RA apart from another's. */
  readonly raId: string;

  /** Milliseconds since the epoch by the RA's clock, as far as its answers have told it; what expires is counted by this clock. */
  now?(): number;

  getSettings(o?: CallOptions): Promise<Settings>;
  listCertificates(query: CertificateQuery, o?: CallOptions): Promise<Page<CertificateSummary>>;
  getCertificate(id: string, o?: CallOptions): Promise<Certificate>;
  getRekeyPolicy(certificateId: string, o?: CallOptions): Promise<RekeyPolicy>;

  /** `ifMatch`: the certificate's etag. */
  createRequest(certificateId: string, body: CreateRequestBody, o: ChangeOptions): Promise<RekeyRequest>;
  /** A CSR with a failed check is not an error: the checks say so, and the request stays as it was. */
  attachCsr(requestId: string, body: AttachCsrBody, o: ChangeOptions): Promise<AttachCsrResult>;
  /** `spki`: DER SubjectPublicKeyInfo in base64. */
  checkKey?(body: { readonly spki: string }, o?: CallOptions): Promise<KeyCheck>;
  verifyCaa?(requestId: string, o: ChangeOptions): Promise<CaaReport>;

  startSecondFactor?(requestId: string, body: StartSecondFactorBody, o: ChangeOptions): Promise<SecondFactorChallenge>;
  getSecondFactor?(id: string, o?: CallOptions): Promise<SecondFactorChallenge>;
  /** A wrong code is a `second-factor` error with reason `wrong-code`; the challenge says how many tries are left. */
  answerSecondFactor?(id: string, answer: SecondFactorAnswer, o: ChangeOptions): Promise<SecondFactorChallenge>;
  resendSecondFactor?(id: string, body: { readonly channel: 'email' | 'sms' }, o: ChangeOptions): Promise<SecondFactorChallenge>;

  submit(requestId: string, body: SubmitBody, o: ChangeOptions): Promise<RekeyRequest>;
  getRequest(id: string, o?: CallOptions): Promise<RekeyRequest>;
  watchRequest?(id: string, listener: (request: RekeyRequest) => void, o?: WatchOptions): () => void;
  cancelRequest(id: string, o: ChangeOptions): Promise<RekeyRequest>;
  reopenRequest?(id: string, o: ChangeOptions): Promise<RekeyRequest>;
  getIssued(requestId: string, o?: CallOptions): Promise<IssuedCertificate>;

  listRequests?(query: RequestQuery, o?: CallOptions): Promise<Page<RekeyRequest>>;
  watchRequests?(query: RequestQuery, listener: (changed: RekeyRequest) => void, o?: WatchOptions): () => void;
  claim?(id: string, o: ChangeOptions): Promise<RekeyRequest>;
  approve?(id: string, body: { readonly reviewed: boolean; readonly message?: string }, o: ChangeOptions): Promise<RekeyRequest>;
  decline?(id: string, body: { readonly remarks: string; readonly reason?: string }, o: ChangeOptions): Promise<RekeyRequest>;
  getHistory?(id: string, o?: CallOptions): Promise<readonly HistoryEntry[]>;
}
