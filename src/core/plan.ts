import type { AgreementAcceptance, CaaReport, RekeyRequest, RequestStatus } from './domain.js';
import { STEPS, type Choices, type Common, type Saved, type StepId } from './flow-types.js';

/** The part of a flow that decides which steps there are and how far they go. */
export type Progress = Pick<Common, 'facts' | 'choices' | 'request' | 'custody' | 'pendingCsr' | 'layout'>;

/** The steps that are numbered for the person: "Step 3 of 8". The backup of a key belongs to its CSR. */
const NUMBERED: readonly StepId[] = ['agreement', 'reason', 'csr', 'subject', 'san', 'validity', 'domains', 'confirm'];

/** The requests whose next step is someone else's. */
export const WAITING: ReadonlySet<RequestStatus> = new Set<RequestStatus>(['pending-approval', 'in-review', 'approved', 'validating', 'issuing']);
/** The requests that the requester may still edit. */
export const EDITABLE: ReadonlySet<RequestStatus> = new Set<RequestStatus>(['draft', 'second-factor']);

/** Whether a request holds its certificate, so that no second one may be opened: its end is still to come. */
export const isOpen = ({ status }: Pick<RekeyRequest, 'status'>): boolean => EDITABLE.has(status) || WAITING.has(status);

/** The steps of this flow, in order. */
export function planSteps(p: Progress): readonly StepId[] {
  return STEPS.filter((step) => {
    switch (step) {
      case 'welcome': return p.facts.policy.welcome !== undefined;
      case 'key-backup': return keySource(p) === 'browser';
      case 'second-factor': return p.facts.policy.secondFactor.when !== 'never';
      case 'san': case 'validity': return p.layout !== 'compact';
      case 'pending': return p.request !== undefined && WAITING.has(p.request.status);
      default: return true;
    }
  });
}

/** The numbered steps of this flow and the position of `step` among them; `undefined` for a step without a number. */
export function stepNumber(p: Progress, step: StepId): { readonly position: number; readonly of: number } | undefined {
  const shown = planSteps(p).filter((s) => NUMBERED.includes(s));
  const position = shown.indexOf(step === 'key-backup' ? 'csr' : step);
  return position === -1 ? undefined : { position: position + 1, of: shown.length };
}

export function numberedSteps(p: Progress): readonly StepId[] {
  return planSteps(p).filter((s) => NUMBERED.includes(s));
}

function keySource(p: Progress): Choices['keySource'] {
  return p.request?.csr?.source ?? p.pendingCsr?.source ?? p.choices.keySource;
}

/** Whether the person may go on from `step`. */
export function isComplete(p: Progress, step: StepId): boolean {
  switch (step) {
    case 'certificate-action': return p.choices.rekey || p.request !== undefined;
    case 'welcome': return p.choices.welcomed || p.request !== undefined;
    case 'agreement': return acceptance(p) !== undefined;
    case 'reason': return p.request !== undefined && reasonOf(p) !== undefined;
    case 'csr': return p.request?.csr !== undefined && p.pendingCsr === undefined;
    case 'key-backup': return p.facts.policy.keyBackup === 'optional' || p.custody?.proven === true;
    case 'subject': return p.layout !== 'compact' || (isComplete(p, 'san') && isComplete(p, 'validity'));
    case 'san': return p.choices.san === undefined;
    case 'validity': return p.facts.policy.validity.modes.includes(p.choices.validity.mode);
    case 'domains': return isGateOpen(p);
    case 'confirm': return p.request !== undefined && !EDITABLE.has(p.request.status);
    case 'second-factor': return !needsSecondFactor(p);
    case 'pending': return p.request !== undefined && !WAITING.has(p.request.status);
    case 'result': return false;
  }
}

/** Every step before `step` lets the person go on. */
export function isReachable(p: Progress, step: StepId): boolean {
  for (const s of planSteps(p)) {
    if (s === step) return true;
    if (!isComplete(p, s)) return false;
  }
  return false;
}

/** Where a step is shown: in the compact layout, three of them stand on one screen. */
export function screenOf({ layout }: Pick<Common, 'layout'>, step: StepId): StepId {
  return layout === 'compact' && (step === 'san' || step === 'validity') ? 'subject' : step;
}

/** The step that a flow which is read from the RA (and, in the same tab, from its storage) goes on with. */
export function resumeStep(p: Progress, saved: Saved | undefined): StepId {
  const plan = planSteps(p);
  const kept = saved && screenOf(p, saved.step);
  const wanted = kept !== undefined && plan.includes(kept) ? kept : undefined;
  if (wanted !== undefined && isReachable(p, wanted)) return wanted;
  // The review is complete only once the request is submitted; the dialog before that goes on with its challenge, which may have
  // been accepted while the person signed in elsewhere.
  if (wanted === 'second-factor' && p.facts.policy.secondFactor.when === 'submit' && isReachable(p, 'confirm')) return wanted;
  return plan.find((s) => !isComplete(p, s)) ?? 'confirm';
}

export function stepAfter(p: Progress, step: StepId): StepId | undefined {
  const plan = planSteps(p);
  return plan[plan.indexOf(step) + 1];
}
export function stepBefore(p: Progress, step: StepId): StepId | undefined {
  const plan = planSteps(p);
  return plan[plan.indexOf(step) - 1];
}

/** The acceptance that fits the agreement in force: the one just given, or the one that travels with the request. */
export function acceptance(p: Progress): AgreementAcceptance | undefined {
  const { agreement } = p.facts.policy;
  return [p.choices.agreement, p.request?.agreement].find((a) =>
    a?.id === agreement.id && a.version === agreement.version && a.sha256 === p.facts.agreementSha256);
}

export function reasonOf(p: Progress): Choices['reason'] {
  return p.choices.reason ?? p.request?.reason;
}

/** The second factor stands before submission, or before issuance once the request was approved. */
export function needsSecondFactor(p: Progress): boolean {
  const { when, methods } = p.facts.policy.secondFactor;
  if (methods.length === 0 || p.request?.secondFactor?.accepted !== undefined) return false;
  return when === 'submit' || (when === 'issue' && p.request?.status === 'approved');
}

/** The request was approved, and its requester has to have the certificate generated. */
export function awaitsGenerate({ facts, request }: Pick<Progress, 'facts' | 'request'>): boolean {
  return facts.policy.secondFactor.when === 'issue' && request?.status === 'approved' && request.requestedBy.id === facts.settings.user.id;
}

/** What keeps *Rekey* shut on the step of the domains, or `undefined` when it is open. */
export function gateReason(p: Progress): 'unverified' | 'forbidden' | 'indeterminate' | undefined {
  const { gate } = p.facts.policy.caa;
  if (gate === 'none' || p.request?.domains.every((d) => d.kind === 'ip') === true) return undefined;
  return verdictOf(p.request?.caa, gate === 'advisory');
}

function isGateOpen(p: Progress): boolean {
  return p.request !== undefined && gateReason(p) === undefined;
}

function verdictOf(report: CaaReport | undefined, advisory: boolean): ReturnType<typeof gateReason> {
  if (report === undefined) return 'unverified';
  if (!advisory && report.by !== 'ra') return 'unverified';
  const verdicts = report.names.map((n) => n.verdict);
  if (verdicts.some((v) => v === 'forbidden' || v === 'likely-forbidden')) return 'forbidden';
  if (verdicts.includes('indeterminate')) return 'indeterminate';
  return undefined;
}

/** A fresh set of choices for this policy. */
export function initialChoices(p: Pick<Common, 'facts'>, keySourceWanted?: Choices['keySource']): Choices {
  const { policy } = p.facts;
  const offered = policy.keySources;
  return {
    rekey: false,
    welcomed: false,
    keySource: keySourceWanted !== undefined && offered.includes(keySourceWanted) ? keySourceWanted : (offered[0] ?? 'upload'),
    algorithm: policy.keyAlgorithms[0] ?? 'ec-p256',
    validity: { mode: policy.validity.modes[0] ?? 'new' },
    message: '',
  };
}

/** Choices that an earlier visit kept, with what the policy no longer offers set back. */
export function keptChoices(p: Pick<Common, 'facts'>, saved: Choices | undefined, request: RekeyRequest | undefined, keySourceWanted?: Choices['keySource']): Choices {
  const fresh = initialChoices(p, keySourceWanted);
  const { policy } = p.facts;
  if (saved === undefined) {
    return {
      ...fresh,
      rekey: request !== undefined,
      ...(request?.csr !== undefined && { keySource: request.csr.source }),
      ...(request?.validity !== undefined && policy.validity.modes.includes(request.validity.mode) && { validity: request.validity }),
      ...(request?.message !== undefined && { message: request.message }),
    };
  }
  return {
    ...saved,
    keySource: policy.keySources.includes(saved.keySource) ? saved.keySource : fresh.keySource,
    algorithm: policy.keyAlgorithms.includes(saved.algorithm) ? saved.algorithm : fresh.algorithm,
    validity: policy.validity.modes.includes(saved.validity.mode) ? saved.validity : fresh.validity,
  };
}
