import type {
  AgreementAcceptance, CaaReport, Certificate, Instant, IssuedCertificate, KeyAlgorithmId, KeySource, Pem, RekeyPolicy, RekeyReason,
  RekeyRequest, RefusalReason, SanEdit, Settings, ValidityChoice, Hex,
} from './domain.js';
import type { AttachCsrResult, CreateRequestBody, SubmitBody } from './adapter.js';
import type { RekeyErrorInfo } from './errors.js';
import type { CsrReport, IssuedReport, MadeKey, SignedCsr } from './keys.js';

/** The wizard's steps in their order. Which of them a flow has is decided by `planSteps`. */
export const STEPS = [
  'certificate-action', 'welcome', 'agreement', 'reason', 'csr', 'key-backup', 'subject', 'san', 'validity', 'domains', 'confirm',
  'second-factor', 'pending', 'result',
] as const;
export type StepId = (typeof STEPS)[number];

/** `compact` shows `subject`, `san` and `validity` on one screen, which goes by the name of the first. */
export type Layout = 'classic' | 'compact';

/** What is shown before the first step, or instead of it. */
export type GateId = 'loading' | 'locked' | 'refused';

/** The RA's data that every step may show. */
export interface Facts {
  readonly raId: string;
  readonly settings: Settings;
  readonly certificate: Certificate;
  readonly policy: RekeyPolicy;
  /** Key sources that the policy has and this page cannot serve. */
  readonly withheld?: readonly KeySource[];
  /** SHA-256 over the UTF-8 text of the policy's agreement. */
  readonly agreementSha256: Hex;
}

/** What the person chose and typed. Nothing in here is secret; it is kept in the tab's storage. */
export interface Choices {
  readonly rekey: boolean;
  readonly welcomed: boolean;
  readonly agreement?: AgreementAcceptance;
  readonly reason?: RekeyReason;
  readonly keySource: KeySource;
  readonly algorithm: KeyAlgorithmId;
  readonly validity: ValidityChoice;
  readonly message: string;
  /** Alternative names as they are to be: not yet in a CSR. */
  readonly san?: SanEdit;
  /** What was ticked of the tasks that are left once the certificate is there. */
  readonly done?: readonly string[];
}

/** Where the key of the attached CSR is: facts about files, never the key. */
export interface Custody {
  readonly spkiSha256: Hex;
  readonly fileName: string;
  readonly downloaded: boolean;
  readonly proven: boolean;
}

/** A CSR that stands but is not yet known to be attached. */
export interface PendingCsr { readonly csr: Pem; readonly source: KeySource }

export interface Problem {
  readonly error: RekeyErrorInfo;
  /** What failed and is repeated by `retry`; absent when the person has to act first. */
  readonly effect?: Effect;
}

export interface Busy { readonly effect: Effect; readonly stage?: 'key' | 'wrap' | 'csr' }

/** What is kept in the tab, so that a reload goes on where it was. */
export interface Saved {
  /** Whose answers they are: whoever signs in to the same tab next has agreed to nothing yet. */
  readonly userId: string;
  readonly certificateId: string;
  readonly requestId?: string;
  readonly step: StepId;
  readonly choices: Choices;
  readonly custody?: Custody;
  readonly pendingCsr?: PendingCsr;
}

interface Running {
  readonly busy?: Busy;
  readonly problem?: Problem;
}

export interface Common extends Running {
  readonly facts: Facts;
  readonly choices: Choices;
  readonly layout?: Layout;
  readonly request?: RekeyRequest;
  readonly custody?: Custody;
  readonly pendingCsr?: PendingCsr;
  /** Where *Next* leads back to after a *Change* from the review. */
  readonly returnTo?: StepId;
}

export type Outcome =
  | { readonly kind: 'checking' }
  | { readonly kind: 'issued' | 'issued-problem'; readonly issued: IssuedCertificate; readonly report: IssuedReport; readonly finished: boolean }
  | { readonly kind: 'declined' | 'failed' | 'cancelled' | 'expired' };

interface StepData {
  agreement: { /** The RA changed the text since it was agreed to. */ readonly outdated?: boolean };
  csr: { /** The local checks of what was offered. */ readonly report?: CsrReport };
  /** The RA's checks of a CSR with changed names; in the compact layout they stand with `subject`. */
  subject: { readonly report?: CsrReport; /** The section that was asked for, in the compact layout. */ readonly section?: StepId };
  san: { readonly report?: CsrReport };
  'key-backup': { /** The file that was opened holds another key. */ readonly otherKey?: boolean };
  result: { readonly outcome: Outcome };
}

type StateOf<S extends StepId> = Common & { readonly step: S } & (S extends keyof StepData ? StepData[S] : unknown);

export type StepState = { [S in StepId]: StateOf<S> }[StepId];
export type LoadingState = Running & { readonly step: 'loading'; readonly target: Target };
export type LockedState = Running & { readonly step: 'locked'; readonly target: Target };
export type RefusedState = Running & {
  readonly step: 'refused';
  readonly facts: Facts;
  readonly refusal: { readonly reason: RefusalReason | 'unavailable-here'; readonly openRequestId?: string };
};
export type FlowState = LoadingState | LockedState | RefusedState | StepState;

export interface Target { readonly certificateId?: string; readonly requestId?: string }

/** What came of loading. */
export interface Loaded {
  readonly facts: Facts;
  readonly request?: RekeyRequest;
  readonly saved?: Saved;
  readonly keySource?: KeySource;
  readonly layout?: Layout;
}

/** Work outside the flow. Data alone: a secret that a task needs is handed to the session beside the event. */
export type Effect =
  | { readonly type: 'load'; readonly target: Target }
  | { readonly type: 'create-request'; readonly certificateId: string; readonly ifMatch: string; readonly body: CreateRequestBody }
  | { readonly type: 'make-key'; readonly algorithm: KeyAlgorithmId }
  | { readonly type: 'inspect-csr' }
  | { readonly type: 'sign-csr'; readonly source: 'browser' | 'token'; readonly san?: SanEdit }
  | { readonly type: 'attach-csr'; readonly requestId: string; readonly ifMatch: string; readonly csr: Pem; readonly source: KeySource }
  | { readonly type: 'prove-key' }
  | { readonly type: 'refresh'; readonly requestId: string; readonly then?: 'submit' }
  | { readonly type: 'reload-policy'; readonly certificateId: string }
  | { readonly type: 'submit'; readonly requestId: string; readonly ifMatch: string; readonly body: SubmitBody }
  | { readonly type: 'fetch-issued'; readonly requestId: string }
  | { readonly type: 'cancel-request'; readonly requestId: string; readonly ifMatch: string }
  | { readonly type: 'reopen-request'; readonly requestId: string; readonly ifMatch: string }
  | { readonly type: 'forget' };

/** What the person wants. */
export type Intent =
  | { readonly type: 'choose-rekey'; readonly chosen: boolean }
  | { readonly type: 'agree'; readonly agreed: boolean; readonly at: Instant }
  | { readonly type: 'choose-reason'; readonly reason: RekeyReason }
  | { readonly type: 'choose-key-source'; readonly source: KeySource }
  | { readonly type: 'choose-algorithm'; readonly algorithm: KeyAlgorithmId }
  | { readonly type: 'generate-key' }
  | { readonly type: 'offer-csr' }
  | { readonly type: 'use-token' }
  | { readonly type: 'withdraw-csr' }
  | { readonly type: 'key-downloaded' }
  | { readonly type: 'prove-key' }
  /** Without `san`, the names stay as they stand in the attached CSR. */
  | { readonly type: 'edit-san'; readonly san?: SanEdit }
  | { readonly type: 'arrange'; readonly layout: Layout }
  | { readonly type: 'choose-validity'; readonly validity: ValidityChoice }
  | { readonly type: 'write-message'; readonly text: string }
  | { readonly type: 'caa-checked'; readonly report: CaaReport }
  | { readonly type: 'next' }
  | { readonly type: 'back' }
  | { readonly type: 'goto'; readonly step: StepId }
  | { readonly type: 'submit' }
  | { readonly type: 'second-factor-accepted' }
  | { readonly type: 'second-factor-cancelled' }
  | { readonly type: 'stop' }
  | { readonly type: 'retry' }
  | { readonly type: 'cancel' }
  | { readonly type: 'reopen' }
  | { readonly type: 'mark-task'; readonly task: string; readonly done: boolean }
  | { readonly type: 'finish' };

/** What the session tells the flow. */
export type Report =
  | ({ readonly type: 'loaded' } & Loaded)
  | { readonly type: 'locked' }
  | { readonly type: 'request-created'; readonly request: RekeyRequest }
  | { readonly type: 'progress'; readonly stage: 'key' | 'wrap' | 'csr' }
  | { readonly type: 'key-made'; readonly made: MadeKey }
  | { readonly type: 'csr-inspected'; readonly report: CsrReport }
  | { readonly type: 'csr-signed'; readonly signed: SignedCsr; readonly source: 'browser' | 'token'; readonly report?: CsrReport }
  | { readonly type: 'csr-attached'; readonly result: AttachCsrResult }
  | { readonly type: 'key-proven'; readonly proven: boolean }
  | { readonly type: 'request-changed'; readonly request: RekeyRequest; readonly then?: 'submit' }
  | { readonly type: 'policy-reloaded'; readonly facts: Facts }
  | { readonly type: 'submitted'; readonly request: RekeyRequest }
  | { readonly type: 'issued'; readonly issued: IssuedCertificate; readonly report: IssuedReport }
  | { readonly type: 'reopened'; readonly request: RekeyRequest }
  | { readonly type: 'forgotten' }
  | { readonly type: 'failed'; readonly effect: Effect; readonly error: RekeyErrorInfo };

export type FlowEvent = Intent | Report;

export interface Transition { readonly state: FlowState; readonly effects: readonly Effect[] }
