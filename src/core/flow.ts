import type { RekeyRequest } from './domain.js';
import type { RekeyErrorInfo } from './errors.js';
import { OPEN_STATUSES } from './lifecycle.js';
import {
  acceptance, awaitsGenerate, EDITABLE, isComplete, isReachable, keptChoices, needsSecondFactor, planSteps, reasonOf, resumeStep, stepAfter, stepBefore,
  WAITING,
} from './plan.js';
import type {
  Choices, Common, Effect, FlowEvent, FlowState, Intent, Loaded, Outcome, Problem, Report, Saved, StepId, StepState, Target, Transition,
} from './flow-types.js';

export * from './flow-types.js';

/** The state before anything is known. */
export function initialState(target: Target): FlowState {
  return { step: 'loading', target };
}

/**
 * The wizard as data: the next state and the work that it asks for. Pure; an event that means nothing in a state leaves it as it
 * is and asks for nothing.
 */
export function transition(state: FlowState, event: FlowEvent): Transition {
  switch (state.step) {
    case 'loading': case 'locked': return onLoading(state, event);
    case 'refused': return event.type === 'retry' ? load({}, state.facts.certificate.id) : stay(state);
    default: return isReport(event) ? onReport(state, event) : onIntent(state, event);
  }
}

/** The tasks that a person may stop by going elsewhere; the others change something at the RA and are stopped only by name. */
const LOCAL_TASKS: ReadonlySet<Effect['type']> = new Set<Effect['type']>(['make-key', 'inspect-csr', 'prove-key']);

// ---------------------------------------------------------------------------------------------------- before the first step

function onLoading(state: Extract<FlowState, { step: 'loading' | 'locked' }>, event: FlowEvent): Transition {
  switch (event.type) {
    case 'loaded': return enter(event);
    case 'locked': return stay({ step: 'locked', target: state.target });
    case 'failed': return stay({ step: state.step, target: state.target, problem: problemOf(event.error, event.effect) });
    case 'retry': return run({ step: 'loading', target: state.target }, { type: 'load', target: state.target });
    default: return stay(state);
  }
}

function load(target: Target, certificateId: string): Transition {
  const next = { certificateId, ...target };
  return run({ step: 'loading', target: next }, { type: 'load', target: next });
}

function enter({ facts, request, saved, keySource }: Loaded): Transition {
  const same = saved !== undefined && (saved.requestId === request?.id || saved.requestId === undefined);
  const choices = keptChoices({ facts }, same ? saved.choices : undefined, request, keySource);
  const common: Common = {
    facts, choices,
    ...(request !== undefined && { request }),
    ...(same && saved.custody !== undefined && { custody: saved.custody }),
    ...(same && saved.pendingCsr !== undefined && { pendingCsr: saved.pendingCsr }),
  };
  if (request !== undefined) {
    const own = request.requestedBy.id === facts.settings.user.id;
    return own || !EDITABLE.has(request.status) ? settle(common, same ? saved : undefined)
      : stay({ step: 'refused', facts, refusal: { reason: 'request-open', openRequestId: request.id } });
  }
  const { refusal, enabled } = facts.policy;
  if (refusal !== undefined || !enabled) return stay({ step: 'refused', facts, refusal: refusal ?? { reason: 'policy-off' } });
  if (facts.policy.keySources.length === 0) return stay({ step: 'refused', facts, refusal: { reason: 'unavailable-here' } });
  return stay(at(common, resumeStep(common, same ? saved : undefined)));
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
    const confirming = saved?.step === 'second-factor' && awaitsGenerate(common) && needsSecondFactor(common);
    return stay(at(common, confirming ? 'second-factor' : 'pending'));
  }
  if (request.status === 'issued') {
    return run(result(common, { kind: 'checking' }), { type: 'fetch-issued', requestId: request.id });
  }
  return stay(result(common, { kind: request.status as 'declined' | 'failed' | 'cancelled' | 'expired' }));
}

// ---------------------------------------------------------------------------------------------------- what the person wants

function onIntent(state: StepState, intent: Intent): Transition {
  if (intent.type === 'stop') return state.busy === undefined ? stay(state) : stop(state, state.busy.effect);
  if (intent.type === 'retry') return retry(state);
  if (state.busy !== undefined && !(LOCAL_TASKS.has(state.busy.effect.type) && (intent.type === 'back' || intent.type === 'goto'))) {
    return intent.type === 'write-message' ? stay(choose(state, { message: intent.text })) : stay(state);
  }
  const s = idle(state);
  switch (intent.type) {
    case 'next': return next(s);
    case 'back': return back(s);
    case 'goto': return goto(s, intent.step);
    case 'submit': return submit(s);
    case 'cancel': return cancel(s);
    case 'choose-rekey': return s.step === 'certificate-action' ? stay(choose(s, { rekey: intent.chosen })) : stay(state);
    case 'agree': return s.step === 'agreement' ? stay(agree(s, intent)) : stay(state);
    case 'choose-reason': return s.step === 'reason' ? stay(choose(s, { reason: intent.reason })) : stay(state);
    case 'choose-key-source': return s.step === 'csr' ? stay(choose({ ...without(s, 'report') }, { keySource: intent.source })) : stay(state);
    case 'choose-algorithm': return s.step === 'csr' ? stay(choose(s, { algorithm: intent.algorithm })) : stay(state);
    case 'generate-key': return s.step === 'csr' && s.request !== undefined
      ? run(without(s, 'report'), { type: 'make-key', algorithm: s.choices.algorithm }) : stay(state);
    case 'offer-csr': return s.step === 'csr' && s.request !== undefined
      ? run(without(s, 'report'), { type: 'inspect-csr' }) : stay(state);
    case 'withdraw-csr': return s.step === 'csr' ? stay(without(without(s, 'report'), 'pendingCsr')) : stay(state);
    case 'key-downloaded': return s.custody === undefined ? stay(state) : stay({ ...s, custody: { ...s.custody, downloaded: true } });
    case 'prove-key': return s.step === 'key-backup' && s.request?.csr !== undefined
      ? run({ ...s, otherKey: false }, { type: 'prove-key' }) : stay(state);
    case 'choose-validity': return s.step === 'validity' ? stay(choose(s, { validity: intent.validity })) : stay(state);
    case 'write-message': return stay(choose(s, { message: intent.text }));
    case 'caa-checked': return s.request === undefined ? stay(state)
      : run(s, { type: 'refresh', requestId: s.request.id });
    case 'second-factor-accepted': return s.step === 'second-factor' && s.request !== undefined
      ? run(s, { type: 'refresh', requestId: s.request.id, then: 'submit' }) : stay(state);
    case 'second-factor-cancelled': return s.step === 'second-factor' ? stay(beforeFactor(s)) : stay(state);
    case 'reopen': return s.step === 'result' && s.request !== undefined && (s.outcome.kind === 'declined' || s.outcome.kind === 'failed')
      ? run(s, { type: 'reopen-request', requestId: s.request.id, ifMatch: s.request.etag }) : stay(state);
    case 'finish': return s.step === 'result' ? run(s, { type: 'forget' }) : stay(state);
  }
}

function next(s: StepState): Transition {
  if (s.step === 'certificate-action' && !s.choices.rekey) return stay(choose(s, { rekey: true }));
  const now = s.step === 'welcome' ? choose(s, { welcomed: true }) : s;
  if (now.step === 'reason' && now.request === undefined) return create(now);
  if (now.step === 'confirm') return submit(now);
  if (!mayGoOn(now)) return stay(now);
  const { returnTo } = now;
  if (returnTo !== undefined && isReachable(now, returnTo)) return stay(at(now, returnTo));
  const after = stepAfter(now, now.step);
  return after === undefined ? stay(now) : stay({ ...at(now, after), ...(returnTo !== undefined && { returnTo }) });
}

/** Whether *Next* leads on: a CSR that was just refused is not passed over for an older one. */
export function mayGoOn(s: StepState): boolean {
  return isComplete(s, s.step) && !(s.step === 'csr' && s.report?.checks.some((c) => c.outcome === 'fail') === true);
}

function create(s: StepState): Transition {
  const agreement = acceptance(s);
  const { reason } = s.choices;
  if (agreement === undefined) return stay(at(s, 'agreement'));
  if (reason === undefined) return stay(s);
  const { id, etag } = s.facts.certificate;
  return run(s,
    { type: 'create-request', certificateId: id, ifMatch: etag, body: { reason, agreement } });
}

function back(s: StepState): Transition {
  if (s.step === 'pending' || s.step === 'result') return stay(s);
  if (s.step === 'second-factor') return stay(beforeFactor(s));
  if (s.step === 'certificate-action') return stay(choose(s, { rekey: false }));
  const before = stepBefore(s, s.step);
  return before === undefined ? stay(s) : stay(at(s, before));
}

function goto(s: StepState, step: StepId): Transition {
  if (s.step === 'pending' || s.step === 'result' || step === 'second-factor') return stay(s);
  if (!planSteps(s).includes(step) || !isReachable(s, step)) return stay(s);
  return stay({ ...at(s, step), ...(s.step === 'confirm' && { returnTo: 'confirm' }) });
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
      ...(choices.message.trim() !== '' && { message: choices.message }),
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
  if (request === undefined) return stay(at({ ...s, choices: keptChoices(s, undefined, undefined, s.choices.keySource) }, 'certificate-action'));
  if (!OPEN_STATUSES.has(request.status) && request.status !== 'declined' && request.status !== 'failed') return stay(s);
  return run(s, { type: 'cancel-request', requestId: request.id, ifMatch: request.etag });
}

function retry(s: StepState): Transition {
  const effect = s.problem?.effect;
  return effect === undefined || s.busy !== undefined ? stay(s) : run(idle(s), effect);
}

function agree(s: Extract<StepState, { step: 'agreement' }>, { agreed, at: acceptedAt }: Extract<Intent, { type: 'agree' }>): StepState {
  if (!agreed) return { ...s, choices: without(s.choices, 'agreement') };
  const { id, version, language } = s.facts.policy.agreement;
  return choose(s, { agreement: { id, version, language, sha256: s.facts.agreementSha256, acceptedAt } });
}

// ---------------------------------------------------------------------------------------------------- what came of it

function onReport(state: StepState, report: Report): Transition {
  switch (report.type) {
    case 'failed': return onFailure(state, report.effect, report.error);
    case 'loaded': return enter(report);
    case 'locked': return stay({ step: 'locked', target: targetOf(state) });
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
    case 'csr-attached': return attached(state, report.result.request, report.result.checks);
    case 'key-proven': return state.step === 'key-backup' && state.request?.csr !== undefined
      ? stay({
          ...idle(state), otherKey: !report.proven,
          ...(report.proven && { custody: { fileName: '', downloaded: true, ...state.custody, spkiSha256: state.request.csr.key.spkiSha256, proven: true } }),
        })
      : stay(idle(state));
    case 'request-changed': return changed(state, report.request, report.then);
    case 'policy-reloaded': {
      const s = at({ ...state, facts: report.facts, choices: without(state.choices, 'agreement') }, 'agreement');
      const returnTo = state.step === 'confirm' || state.step === 'second-factor' ? { returnTo: 'confirm' as const } : {};
      return stay({ ...s, ...returnTo, outdated: true } as StepState);
    }
    case 'submitted': case 'reopened': return settle(idle({ ...state, request: report.request }));
    case 'issued': {
      const kind = report.report.matches ? 'issued' : 'issued-problem';
      return stay(result(state, { kind, issued: report.issued, report: report.report, finished: false }));
    }
    case 'forgotten': return state.step === 'result' && 'finished' in state.outcome
      ? stay({ ...idle(state), outcome: { ...state.outcome, finished: true } }) : stay(idle(state));
  }
}

function attach(state: StepState, request: RekeyRequest, pendingCsr: NonNullable<Common['pendingCsr']>): Transition {
  return run({ ...idle(state), pendingCsr },
    { type: 'attach-csr', requestId: request.id, ifMatch: request.etag, ...pendingCsr });
}

function attached(state: StepState, request: RekeyRequest, checks: RekeyRequest['checks']): Transition {
  const s: StepState = { ...without(idle(state), 'pendingCsr'), request };
  if (s.step !== 'csr') return stay(s);
  if (!checks.some((c) => c.outcome === 'fail')) {
    const { csr } = request;
    if (csr?.source === 'browser') return stay(at(s, 'key-backup'));
    return stay(without(s, 'custody'));
  }
  const local = s.report ?? { bytes: 0, kind: 'csr', checks: [] };
  return stay({ ...s, report: { ...local, checks } });
}

/** News of the request, read again or told by the RA. */
function changed(state: StepState, request: RekeyRequest, then: 'submit' | undefined): Transition {
  const before = state.request;
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

/** A stopped change may have taken effect: it is offered again, with the same key. */
function stop(state: StepState, effect: Effect): Transition {
  const s = idle(state);
  return LOCAL_TASKS.has(effect.type) ? stay(s) : stay({ ...s, problem: { error: { code: 'aborted', retryable: true }, effect } });
}

function onFailure(state: StepState, effect: Effect, error: RekeyErrorInfo): Transition {
  const s = idle(state);
  if (error.code === 'aborted') return stop(state, effect);
  if (error.code === 'agreement-changed') {
    return run(s, { type: 'reload-policy', certificateId: s.facts.certificate.id });
  }
  const problem = problemOf(error, effect);
  if (error.code === 'conflict' && error.reason === 'request-open' && effect.type === 'create-request') {
    return load(error.requestId === undefined ? {} : { requestId: error.requestId }, s.facts.certificate.id);
  }
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

/** A task that had a secret cannot be repeated without it; a refusal is not answered by asking again. */
function problemOf(error: RekeyErrorInfo, effect: Effect): Problem {
  const repeatable = !LOCAL_TASKS.has(effect.type) && (error.retryable || error.code === 'aborted' || error.code === 'protocol');
  return repeatable || effect.type === 'load' ? { error, effect } : { error };
}

// ---------------------------------------------------------------------------------------------------- small parts

const REPORTS: ReadonlySet<FlowEvent['type']> = new Set<Report['type']>([
  'loaded', 'locked', 'request-created', 'progress', 'key-made', 'csr-inspected', 'csr-attached', 'key-proven', 'request-changed',
  'policy-reloaded', 'submitted', 'issued', 'reopened', 'forgotten', 'failed',
]);
function isReport(event: FlowEvent): event is Report { return REPORTS.has(event.type); }

function stay(state: FlowState): Transition { return { state, effects: [] }; }
function run(state: FlowState, effect: Effect): Transition { return { state: { ...state, busy: { effect } }, effects: [effect] }; }

/** The flow without a running task, a problem, and the way back that a step was entered with. */
function idle<S extends StepState>(state: S): S {
  const { busy: _busy, problem: _problem, ...rest } = state;
  return rest as S;
}

function samePem(a: string | undefined, b: string): boolean {
  return a?.replace(/\s/g, '') === b.replace(/\s/g, '');
}

/** The same flow at another step, with nothing of what belonged to the step before. */
function at(state: Common, step: StepId): StepState {
  const { facts, choices, request, custody, pendingCsr } = state;
  const common = { facts, choices, ...(request && { request }), ...(custody && { custody }), ...(pendingCsr && { pendingCsr }) };
  return (step === 'result' ? { ...common, step, outcome: { kind: 'checking' } } : { ...common, step });
}

function result(state: Common, outcome: Outcome): StepState {
  return { ...at(state, 'result'), outcome } as StepState;
}

function choose<S extends StepState>(state: S, choices: Partial<Choices>): S {
  return { ...state, choices: { ...state.choices, ...choices } };
}

function without<T extends object>(from: T, key: PropertyKey): T {
  const { [key as keyof T]: _, ...rest } = from;
  return rest as T;
}

function targetOf(state: StepState): Target {
  return { certificateId: state.facts.certificate.id, ...(state.request && { requestId: state.request.id }) };
}

/** What the tab keeps, or `undefined` when there is nothing to come back to. */
export function snapshot(state: FlowState): Saved | undefined {
  if (state.step === 'loading' || state.step === 'locked' || state.step === 'refused') return undefined;
  const { facts, choices, request, custody, pendingCsr, step } = state;
  return {
    certificateId: facts.certificate.id, step, choices,
    ...(request && { requestId: request.id }), ...(custody && { custody }), ...(pendingCsr && { pendingCsr }),
  };
}

/** The request that should be watched for news. */
export function watchTarget(state: FlowState): string | undefined {
  return state.step === 'pending' ? state.request?.id : undefined;
}

/** Whether this tab is the one that edits: then no other may. */
export function wantsLock(state: FlowState): boolean {
  return state.step !== 'locked' && state.step !== 'refused' && state.step !== 'pending' && state.step !== 'result';
}
