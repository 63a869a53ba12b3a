import { acceptance, isComplete, isReachable, keptChoices, planSteps, resumeStep, screenOf, stepAfter, stepBefore } from './plan.js';
import type { RekeyErrorInfo } from './errors.js';
import type {
  Choices, Common, Effect, FlowEvent, FlowState, Intent, Loaded, Problem, Saved, StepId, StepState, Target, Transition,
} from './flow-types.js';

/** The state before anything is known. */
export function initialState(target: Target): FlowState {
  return { step: 'loading', target };
}

/**
 * The flow as far as there is no request: all that a page needs before a key is about to be made. Pure.
 * @returns `undefined` when a request is there, or comes with the event: then `transition` knows.
 */
export function startTransition(state: FlowState, event: FlowEvent): Transition | undefined {
  switch (state.step) {
    case 'loading': case 'locked': return onLoading(state, event);
    case 'refused': return event.type === 'retry' ? load({}, state.facts.certificate.id) : stay(state);
    default:
      if (state.request !== undefined) return undefined;
      return onReport(state, event) ?? held(state, event) ?? walk(idle(state), event) ?? stay(state);
  }
}

/** The tasks that a person may stop by going elsewhere; the others change something at the RA and are stopped only by name. */
export const LOCAL_TASKS: ReadonlySet<Effect['type']> = new Set<Effect['type']>(['make-key', 'inspect-csr', 'sign-csr', 'prove-key']);

// ---------------------------------------------------------------------------------------------------- before the first step

function onLoading(state: Extract<FlowState, { step: 'loading' | 'locked' }>, event: FlowEvent): Transition | undefined {
  switch (event.type) {
    case 'loaded': return event.request === undefined ? enter(event) : undefined;
    case 'locked': return stay({ step: 'locked', target: state.target });
    case 'failed': return stay({ step: state.step, target: state.target, problem: problemOf(event.error, event.effect) });
    case 'retry': return run({ step: 'loading', target: state.target }, { type: 'load', target: state.target });
    default: return stay(state);
  }
}

export function load(target: Target, certificateId: string): Transition {
  const next = { certificateId, ...target };
  return run({ step: 'loading', target: next }, { type: 'load', target: next });
}

function enter(loaded: Loaded): Transition {
  const { common, saved } = restored(loaded);
  const { facts } = common;
  const { refusal, enabled, keySources } = facts.policy;
  if (refusal !== undefined || !enabled) return stay({ step: 'refused', facts, refusal: refusal ?? { reason: 'policy-off' } });
  if (keySources.length === 0) return stay({ step: 'refused', facts, refusal: { reason: 'unavailable-here' } });
  return stay(at(common, resumeStep(common, saved)));
}

/** What was loaded, with what the tab kept of the same request. */
export function restored({ facts, request, saved, keySource, layout }: Loaded): { readonly common: Common; readonly saved: Saved | undefined } {
  const same = saved?.userId === facts.settings.user.id && (saved.requestId === request?.id || saved.requestId === undefined);
  const common: Common = {
    facts, choices: keptChoices({ facts }, same ? saved.choices : undefined, request, keySource),
    ...(request && { request }), ...(layout && { layout }),
    ...(same && saved.custody !== undefined && { custody: saved.custody }),
    ...(same && saved.pendingCsr !== undefined && { pendingCsr: saved.pendingCsr }),
  };
  return { common, saved: same ? saved : undefined };
}

// ---------------------------------------------------------------------------------------------------- what the person wants

/** What an intent does to a running task, or to a problem; `undefined` when the intent is to be looked at by itself. */
export function held(state: StepState, intent: FlowEvent): Transition | undefined {
  if (intent.type === 'arrange') {
    const arranged = { ...state, layout: intent.layout };
    return stay({ ...arranged, step: screenOf(arranged, state.step) } as StepState);
  }
  if (intent.type === 'stop') return state.busy === undefined ? stay(state) : stop(state, state.busy.effect);
  if (intent.type === 'retry') {
    const effect = state.problem?.effect;
    return effect === undefined || state.busy !== undefined ? stay(state) : run(idle(state), effect);
  }
  if (state.busy === undefined || (LOCAL_TASKS.has(state.busy.effect.type) && (intent.type === 'back' || intent.type === 'goto'))) return undefined;
  return intent.type === 'write-message' ? stay(choose(state, { message: intent.text })) : stay(state);
}

/** Going from step to step, and the answers of the steps before the request. */
export function walk(s: StepState, intent: FlowEvent): Transition | undefined {
  switch (intent.type) {
    case 'next': return next(s);
    case 'back': return back(s);
    case 'goto': return goto(s, intent.step);
    case 'choose-rekey': return s.step === 'certificate-action' ? stay(choose(s, { rekey: intent.chosen })) : undefined;
    case 'agree': return s.step === 'agreement' ? stay(agree(s, intent)) : undefined;
    case 'choose-reason': return s.step === 'reason' ? stay(choose(s, { reason: intent.reason })) : undefined;
    case 'write-message': return stay(choose(s, { message: intent.text }));
    case 'cancel': return s.request === undefined
      ? stay(at({ ...s, choices: keptChoices(s, undefined, undefined, s.choices.keySource) }, 'certificate-action')) : undefined;
    default: return undefined;
  }
}

function next(s: StepState): Transition {
  if (s.step === 'certificate-action' && !s.choices.rekey) return stay(choose(s, { rekey: true }));
  const now = s.step === 'welcome' ? choose(s, { welcomed: true }) : s;
  if (now.step === 'reason' && now.request === undefined) return create(now);
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
  return run(s, { type: 'create-request', certificateId: id, ifMatch: etag, body: { reason, agreement } });
}

function back(s: StepState): Transition {
  if (s.step === 'certificate-action') return stay(choose(s, { rekey: false }));
  const before = stepBefore(s, s.step);
  return before === undefined ? stay(s) : stay(at(s, before));
}

function goto(s: StepState, to: StepId): Transition {
  const step = screenOf(s, to);
  if (step === 'second-factor' || !planSteps(s).includes(step) || !isReachable(s, step)) return stay(s);
  return stay({ ...at(s, step), ...(step !== to && { section: to }), ...(s.step === 'confirm' && { returnTo: 'confirm' }) });
}

function agree(s: Extract<StepState, { step: 'agreement' }>, { agreed, at: acceptedAt }: Extract<Intent, { type: 'agree' }>): StepState {
  if (!agreed) return { ...s, choices: without(s.choices, 'agreement') };
  const { id, version, language } = s.facts.policy.agreement;
  return choose(s, { agreement: { id, version, language, sha256: s.facts.agreementSha256, acceptedAt } });
}

// ---------------------------------------------------------------------------------------------------- what came of it

function onReport(state: StepState, report: FlowEvent): Transition | undefined {
  switch (report.type) {
    case 'request-created': return stay(at({ ...state, request: report.request }, 'csr'));
    case 'policy-reloaded': return stay(reagree(state, report.facts));
    case 'failed': return failedAt(state, report.effect, report.error) ?? stay({ ...idle(state), problem: problemOf(report.error, report.effect) });
    default: return undefined;
  }
}

/** The agreement changed since it was accepted: it is asked for again. */
export function reagree(state: StepState, facts: Common['facts']): StepState {
  const s = at({ ...state, facts, choices: without(state.choices, 'agreement') }, 'agreement');
  const returnTo = state.step === 'confirm' || state.step === 'second-factor' ? { returnTo: 'confirm' as const } : {};
  return { ...s, ...returnTo, outdated: true } as StepState;
}

/** Failures that mean the same wherever they happen. */
export function failedAt(state: StepState, effect: Effect, error: RekeyErrorInfo): Transition | undefined {
  if (error.code === 'aborted') return stop(state, effect);
  const { id } = state.facts.certificate;
  if (error.code === 'agreement-changed') return run(idle(state), { type: 'reload-policy', certificateId: id });
  if (error.code === 'conflict' && error.reason === 'request-open' && effect.type === 'create-request') {
    return load(error.requestId === undefined ? {} : { requestId: error.requestId }, id);
  }
  return undefined;
}

/** A stopped change may have taken effect: it is offered again, with the same key. */
function stop(state: StepState, effect: Effect): Transition {
  const s = idle(state);
  return LOCAL_TASKS.has(effect.type) ? stay(s) : stay({ ...s, problem: { error: { code: 'aborted', retryable: true }, effect } });
}

/** A task that had a secret cannot be repeated without it; a refusal is not answered by asking again. */
export function problemOf(error: RekeyErrorInfo, effect: Effect): Problem {
  const repeatable = !LOCAL_TASKS.has(effect.type) && (error.retryable || error.code === 'aborted' || error.code === 'protocol');
  return repeatable || effect.type === 'load' ? { error, effect } : { error };
}

// ---------------------------------------------------------------------------------------------------- small parts

export function stay(state: FlowState): Transition { return { state, effects: [] }; }
export function run(state: FlowState, effect: Effect): Transition { return { state: { ...state, busy: { effect } }, effects: [effect] }; }

/** The flow without a running task and without a problem. */
export function idle<S extends StepState>(state: S): S {
  const { busy: _busy, problem: _problem, ...rest } = state;
  return rest as S;
}

/** The same flow at another step, with nothing of what belonged to the step before. */
export function at(state: Common, step: StepId): StepState {
  const { facts, choices, layout, request, custody, pendingCsr } = state;
  const common = { facts, choices, ...(layout && { layout }), ...(request && { request }), ...(custody && { custody }), ...(pendingCsr && { pendingCsr }) };
  return (step === 'result' ? { ...common, step, outcome: { kind: 'checking' } } : { ...common, step });
}

export function choose<S extends StepState>(state: S, choices: Partial<Choices>): S {
  return { ...state, choices: { ...state.choices, ...choices } };
}

export function without<T extends object>(from: T, key: PropertyKey): T {
  const { [key as keyof T]: _, ...rest } = from;
  return rest as T;
}

/** What the tab keeps, or `undefined` when there is nothing to come back to. */
export function snapshot(state: FlowState): Saved | undefined {
  if (state.step === 'loading' || state.step === 'locked' || state.step === 'refused') return undefined;
  const { facts, choices, request, custody, pendingCsr, step } = state;
  return {
    userId: facts.settings.user.id, certificateId: facts.certificate.id, step, choices,
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
