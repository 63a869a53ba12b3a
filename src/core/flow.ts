import type { RekeyRequest, SanEdit } from './domain.js';
import type { RekeyErrorInfo } from './errors.js';
import {
  at, choose, failedAt, held, idle, problemOf, reagree, restored, run, startTransition, stay, walk, without,
} from './flow-start.js';
import {
  acceptance, awaitsGenerate, EDITABLE, isComplete, isOpen, needsSecondFactor, planSteps, reasonOf, resumeStep, screenOf, WAITING,
} from './plan.js';
import type {
  Common, Effect, FlowEvent, FlowState, Intent, Loaded, Outcome, Saved, StepState, Transition,
} from './flow-types.js';

export { initialState, mayGoOn, snapshot, startTransition, wantsLock, watchTarget } from './flow-start.js';
export * from './flow-types.js';

/**
 * The wizard as data: the next state and the work that it asks for. Pure; an event that means nothing in a state leaves it as it
 * is and asks for nothing.
 */
export function transition(state: FlowState, event: FlowEvent): Transition {
  return startTransition(state, event) ?? requestTransition(state, event);
}

/** The flow of a request, from its creation to its end. */
function requestTransition(state: FlowState, event: FlowEvent): Transition {
  switch (state.step) {
    case 'loading': case 'locked': return event.type === 'loaded' ? enter(event) : stay(state);
    case 'refused': return stay(state);
    default: return onReport(state, event) ?? held(state, event) ?? onIntent(state, idle(state), event);
  }
}

function enter(loaded: Loaded): Transition {
  const { common, saved } = restored(loaded);
  const { facts, request } = common;
  const isOwn = request?.requestedBy.id === facts.settings.user.id;
  if (request === undefined || isOwn || !EDITABLE.has(request.status)) return settle(common, saved);
  return stay({ step: 'refused', facts, refusal: { reason: 'request-open', openRequestId: request.id } });
}

/** Goes to where the request stands: to the step that is the person's next, to the wait, or to the end. */
function settle(common: Common & { readonly request?: RekeyRequest }, saved?: Saved): Transition {
  const { request } = common;
  if (request === undefined) return stay(at(common, 'certificate-action'));
  if (EDITABLE.has(request.status)) {
    const { pendingCsr } = common;
    if (pendingCsr !== undefined && !samePem(request.csr?.pem, pendingCsr.csr)) return attach(at(common, 'csr'), request, pendingCsr);
    const { pendingCsr: _, ...attached } = common;
    return stay(at(attached, resumeStep(attached, saved)));
  }
  if (WAITING.has(request.status)) {
    const confirming = saved?.step === 'second-factor' && awaitsGenerate(common);
    return stay(at(common, confirming ? 'second-factor' : 'pending'));
  }
  if (request.status === 'issued') {
    return run(result(common, { kind: 'checking' }), { type: 'fetch-issued', requestId: request.id });
  }
  const ended = result(common, { kind: request.status as 'declined' | 'failed' | 'cancelled' | 'expired' });
  const over = request.status === 'cancelled' || request.status === 'expired';
  // Nothing can come of its key any more, however the request ended.
  return over && (request.csr?.source === 'browser' || common.custody !== undefined) ? run(ended, { type: 'forget' }) : stay(ended);
}

// ---------------------------------------------------------------------------------------------------- what the person wants

/** @param s the state without its problem: what an intent that means something goes on with */
function onIntent(state: StepState, s: StepState, intent: FlowEvent): Transition {
  switch (intent.type) {
    case 'next': return s.step === 'confirm' ? submit(s) : signsNames(s) ? signNames(s) : walk(s, intent) ?? stay(state);
    case 'back': return s.step === 'pending' || s.step === 'result' ? stay(s) : s.step === 'second-factor' ? stay(beforeFactor(s)) : walk(s, intent) ?? stay(state);
    case 'goto': return s.step === 'pending' || s.step === 'result' ? stay(s) : walk(s, intent) ?? stay(state);
    case 'submit': return submit(s);
    case 'cancel': return cancel(s);
    case 'choose-key-source': return s.step === 'csr' ? stay(choose(without(s, 'report'), { keySource: intent.source })) : stay(state);
    case 'choose-algorithm': return s.step === 'csr' ? stay(choose(s, { algorithm: intent.algorithm })) : stay(state);
    case 'generate-key': return s.step === 'csr' ? run(without(s, 'report'), { type: 'make-key', algorithm: s.choices.algorithm }) : stay(state);
    case 'offer-csr': return s.step === 'csr' ? run(without(s, 'report'), { type: 'inspect-csr' }) : stay(state);
    case 'use-token': return s.step === 'csr' ? run(without(s, 'report'), { type: 'sign-csr', source: 'token' }) : stay(state);
    case 'withdraw-csr': return s.step === 'csr' ? stay(without(without(s, 'report'), 'pendingCsr')) : stay(state);
    case 'key-downloaded': return s.custody === undefined ? stay(state) : stay({ ...s, custody: { ...s.custody, downloaded: true } });
    case 'prove-key': return s.step === 'key-backup' && s.request?.csr !== undefined
      ? run({ ...s, otherKey: false }, { type: 'prove-key' }) : stay(state);
    case 'edit-san': return maySign(s) ? stay(withNames(without(s, 'report'), intent.san)) : stay(state);
    case 'choose-validity': return s.step === screenOf(s, 'validity') ? stay(choose(s, { validity: intent.validity })) : stay(state);
    case 'caa-checked': return s.request === undefined ? stay(state)
      // What a page found is known to no RA: it stands with the request here, where the policy goes by it.
      : intent.report.by === 'page' ? stay(s.facts.policy.caa.gate === 'advisory' ? { ...s, request: { ...s.request, caa: intent.report } } : state)
        : run(s, { type: 'refresh', requestId: s.request.id });
    case 'second-factor-accepted': return s.step === 'second-factor' && s.request !== undefined
      ? run(s, { type: 'refresh', requestId: s.request.id, then: 'submit' }) : stay(state);
    case 'second-factor-cancelled': return s.step === 'second-factor' ? stay(beforeFactor(s)) : stay(state);
    case 'reopen': return s.step === 'result' && s.request !== undefined && (s.outcome.kind === 'declined' || s.outcome.kind === 'failed')
      ? run(s, { type: 'reopen-request', requestId: s.request.id, ifMatch: s.request.etag }) : stay(state);
    case 'mark-task': {
      if (s.step !== 'result') return stay(state);
      const others = (s.choices.done ?? []).filter((task) => task !== intent.task);
      return stay(choose(state, { done: intent.done ? [...others, intent.task] : others }));
    }
    case 'finish': return s.step === 'result' ? run(s, { type: 'forget' }) : stay(state);
    default: return walk(s, intent) ?? stay(state);
  }
}

/** Whether the names may be changed here: a CSR that was made elsewhere says them for good. */
function maySign(s: StepState): boolean {
  return s.step === screenOf(s, 'san') && s.facts.policy.san.editable && s.request?.csr !== undefined && s.request.csr.source !== 'upload';
}

function withNames(s: StepState, san: SanEdit | undefined): StepState {
  const choices = without(s.choices, 'san');
  return { ...s, choices: san === undefined ? choices : { ...choices, san } };
}

function signsNames(s: StepState): boolean { return maySign(s) && s.choices.san !== undefined; }

/** The same key signs a CSR with the names as they are to be. */
function signNames(s: StepState): Transition {
  const { san } = s.choices;
  return run(without(s, 'report'), { type: 'sign-csr', source: s.request?.csr?.source === 'token' ? 'token' : 'browser', ...(san && { san }) });
}

function submit(s: StepState): Transition {
  const approved = awaitsGenerate(s);
  if ((s.step !== 'confirm' && s.step !== 'second-factor' && !(s.step === 'pending' && approved)) || s.request === undefined) return stay(s);
  const open = approved ? undefined : planSteps(s).find((step) => step !== 'confirm' && step !== 'second-factor' && !isComplete(s, step));
  if (open !== undefined && open !== 'result' && open !== 'pending') return stay(at(s, open));
  if (needsSecondFactor(s)) return stay(at(s, 'second-factor'));
  const { request, choices } = s;
  const agreed = acceptance(s);
  const reason = reasonOf(s);
  return run(s, {
    type: 'submit', requestId: request.id, ifMatch: request.etag,
    body: {
      validity: choices.validity,
      ...((choices.message.trim() !== '' || request.message !== undefined) && { message: choices.message }),
      ...(reason !== undefined && reason !== request.reason && { reason }),
      ...(agreed !== undefined && agreed.sha256 !== request.agreement.sha256 && { agreement: agreed }),
    },
  });
}

/** Where the second factor was asked for: the review, or the wait that ended with the approval. */
function beforeFactor(s: StepState): StepState {
  return at(s, awaitsGenerate(s) ? 'pending' : 'confirm');
}

function cancel(s: StepState): Transition {
  const { request } = s;
  if (request === undefined || !(isOpen(request) || request.status === 'declined' || request.status === 'failed')) return stay(s);
  return run(s, { type: 'cancel-request', requestId: request.id, ifMatch: request.etag });
}

// ---------------------------------------------------------------------------------------------------- what came of it

function onReport(state: StepState, report: FlowEvent): Transition | undefined {
  switch (report.type) {
    case 'failed': return onFailure(state, report.effect, report.error);
    case 'loaded': case 'locked': return stay(state);
    case 'progress': return state.busy === undefined ? stay(state) : stay({ ...state, busy: { ...state.busy, stage: report.stage } });
    case 'request-created': return stay(at({ ...state, request: report.request }, 'csr'));
    case 'key-made': {
      const { csr, key, fileName } = report.made;
      const custody = { spkiSha256: key.spkiSha256, fileName, downloaded: false, proven: false };
      return state.request === undefined ? stay(idle(state)) : attach({ ...state, custody }, state.request, { csr, source: 'browser' });
    }
    case 'csr-inspected': {
      if (state.step !== 'csr') return stay(idle(state));
      const s = { ...idle(state), report: report.report };
      const { pem, checks } = report.report;
      if (pem === undefined || state.request === undefined || checks.some((c) => c.outcome === 'fail')) return stay(s);
      return attach(s, state.request, { csr: pem, source: 'upload' });
    }
    case 'csr-signed': {
      const { csr } = report.signed;
      if (state.step === 'csr' && report.report?.checks.some((c) => c.outcome === 'fail')) return stay({ ...idle(state), report: report.report });
      return state.request === undefined ? stay(idle(state)) : attach(state, state.request, { csr, source: report.source });
    }
    case 'csr-attached': return attached(state, report.result.request, report.result.checks);
    case 'key-proven': return state.step === 'key-backup' && state.request?.csr !== undefined
      ? stay({
          ...idle(state), otherKey: !report.proven,
          ...(report.proven && { custody: { fileName: '', downloaded: true, ...state.custody, spkiSha256: state.request.csr.key.spkiSha256, proven: true } }),
        })
      : stay(idle(state));
    case 'request-changed': return changed(state, report.request, report.then);
    case 'policy-reloaded': return stay(reagree(state, report.facts));
    case 'submitted': case 'reopened': return settle(idle({ ...state, request: report.request }));
    case 'issued': {
      const kind = report.report.matches ? 'issued' : 'issued-problem';
      return stay(result(state, { kind, issued: report.issued, report: report.report, finished: false }));
    }
    case 'forgotten': return state.step === 'result' && 'finished' in state.outcome
      ? stay({ ...idle(state), outcome: { ...state.outcome, finished: true } }) : stay(idle(state));
    default:
      noReport(report);
      return undefined;
  }
}

/** Compiles only where every report was looked at. */
const noReport = (_intent: Intent): void => undefined;

function attach(state: StepState, request: RekeyRequest, pendingCsr: NonNullable<Common['pendingCsr']>): Transition {
  return run({ ...idle(state), pendingCsr },
    { type: 'attach-csr', requestId: request.id, ifMatch: request.etag, ...pendingCsr });
}

function attached(state: StepState, request: RekeyRequest, checks: RekeyRequest['checks']): Transition {
  const s: StepState = { ...without(idle(state), 'pendingCsr'), request };
  const isGood = !checks.some((c) => c.outcome === 'fail');
  if (signsNames(s) && isGood) return walk(withNames(s, undefined), { type: 'next' }) ?? stay(s);
  if (s.step !== 'csr' && s.step !== 'san' && s.step !== 'subject') return stay(s);
  if (isGood) {
    if (s.step !== 'csr') return stay(s);
    const { csr } = request;
    if (csr?.source === 'browser') return stay(at(s, 'key-backup'));
    return stay(without(s, 'custody'));
  }
  const local = s.report ?? { bytes: 0, kind: 'csr', checks: [] };
  return stay({ ...s, report: { ...local, checks } });
}

/** News of a request does not say what the page found about its names; with another CSR they may be others. */
function withPageCheck(request: RekeyRequest, before: RekeyRequest | undefined): RekeyRequest {
  const caa = before?.caa;
  return caa?.by === 'page' && request.caa === undefined && before?.csr?.sha256 === request.csr?.sha256 ? { ...request, caa } : request;
}

/** News of the request, read again or told by the RA. */
function changed(state: StepState, news: RekeyRequest, then: 'submit' | undefined): Transition {
  const before = state.request;
  const request = withPageCheck(news, before);
  // News that comes while a change is under way does not stop it: its own answer says where to go.
  if (state.busy !== undefined && state.busy.effect.type !== 'refresh') return stay({ ...state, request });
  const s: StepState = { ...idle(state), request };
  if (then === 'submit') {
    if (before?.csr?.sha256 !== request.csr?.sha256) {
      return stay({ ...beforeFactor(s), problem: { error: { code: 'conflict', reason: 'csr-changed', retryable: false } } });
    }
    return submit(s);
  }
  const editing = s.step !== 'pending' && s.step !== 'result';
  if (editing && EDITABLE.has(request.status)) return stay({ ...s, ...(state.problem !== undefined && { problem: state.problem }) });
  if (s.step === 'pending' && WAITING.has(request.status)) return stay(s);
  if (s.step === 'result' && before?.status === request.status) return stay({ ...state, request });
  return settle(s);
}

function onFailure(state: StepState, effect: Effect, error: RekeyErrorInfo): Transition {
  const known = failedAt(state, effect, error);
  if (known !== undefined) return known;
  const s = idle(state);
  const problem = problemOf(error, effect);
  if (needsFreshRequest(error) && s.request !== undefined && effect.type !== 'refresh') {
    const there = isCaa(error) ? at(s, 'domains') : effect.type === 'submit' && s.step === 'second-factor' ? beforeFactor(s) : s;
    return run({ ...there, problem: { error } }, { type: 'refresh', requestId: s.request.id });
  }
  if (effect.type === 'submit' && s.step === 'second-factor' && !error.retryable) return stay({ ...beforeFactor(s), problem: { error } });
  return stay({ ...(effect.type === 'attach-csr' && problem.effect === undefined ? without(s, 'pendingCsr') : s), problem });
}

/** The request is not what we think it is: read it before the person decides. */
function needsFreshRequest(error: RekeyErrorInfo): boolean {
  return isCaa(error) || error.code === 'second-factor' || (error.code === 'conflict' && error.reason !== 'csr-changed');
}

function isCaa({ code }: RekeyErrorInfo): boolean { return code === 'caa-forbidden' || code === 'caa-indeterminate'; }

function samePem(a: string | undefined, b: string): boolean {
  return a?.replace(/\s/g, '') === b.replace(/\s/g, '');
}

function result(state: Common, outcome: Outcome): StepState {
  return { ...at(state, 'result'), outcome } as StepState;
}
