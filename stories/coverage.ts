import type { RefusalReason, RekeyReason, RequestStatus, SecondFactorMethod } from '../src/core/domain.js';
import type { GateId, Outcome, RefusedState, StepId } from '../src/core/flow-types.js';
import type { ScenarioName } from '../src/sandbox.js';

/** Where each state is shown. One that is new has to be given its story before anything here compiles. */
type Shown<K extends string> = Readonly<Record<K, string>>;

export const STEP_STORIES: Shown<StepId | GateId> = {
  loading: 'rekey-wizard--loading', locked: 'rekey-wizard--locked-by-another-tab', refused: 'rekey-wizard--refused-expired',
  'certificate-action': 'rekey-wizard--certificate-action', welcome: 'rekey-wizard--welcome', agreement: 'rekey-wizard--agreement', reason: 'rekey-wizard--reason',
  csr: 'rekey-wizard--csr-in-browser', 'key-backup': 'rekey-wizard--key-backup', subject: 'rekey-wizard--subject', san: 'rekey-wizard--alternative-names',
  validity: 'rekey-wizard--validity', domains: 'rekey-wizard--domains-unverified', confirm: 'rekey-wizard--confirm', 'second-factor': 'rekey-wizard--second-factor',
  pending: 'rekey-wizard--pending', result: 'rekey-wizard--issued',
};

const end = 'rekey-wizard-waiting-and-the-end--';

export const OUTCOME_STORIES: Shown<Outcome['kind']> = {
  checking: `${end}checking-the-certificate`, issued: 'rekey-wizard--issued', 'issued-problem': `${end}issued-with-a-problem`, declined: 'rekey-wizard--declined',
  failed: `${end}failed`, cancelled: `${end}cancelled`, expired: `${end}expired`,
};

/** Status of the request at the RA, as the wizard shows it. */
export const STATUS_STORIES: Shown<RequestStatus> = {
  draft: `${end}reopened`, 'second-factor': 'scenarios--second-factor', 'pending-approval': 'rekey-wizard--pending', 'in-review': 'rekey-wizard--in-review',
  approved: `${end}approved-waiting-for-generate`, validating: `${end}validating`, issuing: `${end}issuing`, issued: 'rekey-wizard--issued', declined: 'rekey-wizard--declined',
  failed: `${end}failed`, cancelled: `${end}cancelled`, expired: `${end}expired`,
};

export const METHOD_STORIES: Shown<SecondFactorMethod> = {
  'email-otp': 'second-factor-dialog--code-by-email', 'sms-otp': 'second-factor-dialog--code-by-sms', 'email-sms': 'second-factor-dialog--two-codes',
  'active-directory': 'second-factor-dialog--password', saml: 'second-factor-dialog--sign-in-saml', oidc: 'second-factor-dialog--sign-in', 'azure-ad': 'second-factor-dialog--sign-in-entra',
};

const gates = 'rekey-wizard-not-begun-and-interrupted--';

export const REFUSAL_STORIES: Shown<RefusalReason | RefusedState['refusal']['reason']> = {
  expired: 'rekey-wizard--refused-expired', revoked: 'rekey-wizard--refused-revoked', 'policy-off': 'rekey-wizard--refused-policy-off', 'renew-only': 'rekey-wizard--refused-renew-only',
  'request-open': 'rekey-wizard--refused-open-elsewhere', 'not-yours': `${gates}refused-not-yours`, 'unavailable-here': `${gates}refused-unavailable-here`,
};

export const REASON_STORIES: Shown<RekeyReason> = {
  routine: `${gates}reason-routine`, lost: `${gates}reason-lost`, compromised: 'rekey-wizard--reason', algorithm: `${gates}reason-algorithm`,
};

export const SCENARIO_STORIES: Shown<ScenarioName> = {
  fresh: 'scenarios--fresh', 'vetting-off': 'scenarios--vetting-off', 'second-factor': 'scenarios--second-factor', 'every-second-factor': 'scenarios--every-second-factor',
  'second-factor-before-issue': 'scenarios--second-factor-before-issue', pending: 'scenarios--pending', declined: 'scenarios--declined', issued: 'scenarios--issued',
  'caa-forbidden': 'scenarios--caa-forbidden', 'caa-indeterminate': 'scenarios--caa-indeterminate', 'policy-off': 'scenarios--policy-off', 'editable-names': 'scenarios--editable-names',
  'edited-names': 'scenarios--edited-names', dwell: 'scenarios--dwell', 'many-requests': 'scenarios--many-requests',
};
