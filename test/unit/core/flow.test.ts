import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import type { RekeyErrorCode } from '../../../src/core/errors.js';
import { mayGoOn, snapshot, STEPS, transition, watchTarget } from '../../../src/core/flow.js';
import type { Effect, FlowEvent, FlowState, StepState } from '../../../src/core/flow.js';
import { isReachable, planSteps, stepNumber } from '../../../src/core/plan.js';
import { acceptance, csr, facts, issuedReport, loaded, made, play, policy, report, request, stateAt, wholeFlow } from './data.js';

const failed = (effect: Effect, code: RekeyErrorCode, reason?: string, retryable = code === 'unavailable' || code === 'auth'): FlowEvent =>
  ({ type: 'failed', effect, error: { code, retryable, ...(reason !== undefined && { reason }) } });
const effectsOf = (state: FlowState, event: FlowEvent): readonly Effect[] => transition(state, event).effects;

describe('the flow', () => {
  it('goes from the certificate to the issued certificate, step by step', () => {
    let state: FlowState = loaded();
    for (const [event, step] of wholeFlow()) {
      state = transition(state, event).state;
      expect(state.step, event.type).to.equal(step);
    }
    expect(state.step === 'result' && state.outcome.kind).to.equal('issued');
    expect(state.step === 'result' && 'finished' in state.outcome && state.outcome.finished).to.be.true;
  });

  it('asks for each piece of work once, in its place', () => {
    const asked: string[] = [];
    let state: FlowState = loaded();
    for (const [event] of wholeFlow()) {
      const t = transition(state, event);
      asked.push(...t.effects.map((e) => e.type));
      state = t.state;
    }
    expect(asked).to.deep.equal(['create-request', 'make-key', 'attach-csr', 'prove-key', 'refresh', 'submit', 'fetch-issued', 'forget']);
  });

  it('sends what was agreed to and chosen, with the version that was read', () => {
    const reason = play(stateAt('reason'), { type: 'choose-reason', reason: 'lost' });
    const [create] = effectsOf(reason, { type: 'next' });
    expect(create).to.deep.equal({ type: 'create-request', certificateId: 'c1', ifMatch: 'c-1', body: { reason: 'lost', agreement: acceptance } });
    const confirm = play(stateAt('confirm'), { type: 'write-message', text: 'Thursday' });
    const [submit] = effectsOf(confirm, { type: 'submit' });
    expect(submit).to.deep.equal({ type: 'submit', requestId: 'r1', ifMatch: 'r-3', body: { validity: { mode: 'new' }, message: 'Thursday' } });
  });

  it('sends a reason that was changed after the request was made', () => {
    const changed = play(stateAt('confirm'), { type: 'goto', step: 'reason' }, { type: 'choose-reason', reason: 'compromised' }, { type: 'next' });
    expect(changed.step).to.equal('confirm');
    const [submit] = effectsOf(changed, { type: 'submit' });
    expect(submit?.type === 'submit' && submit.body.reason).to.equal('compromised');
  });

  it('shows the optional steps only where policy or state asks for them', () => {
    expect(planSteps(loaded())).not.to.include('welcome');
    expect(planSteps(loaded({ welcome: { text: 'Hello' } }))).to.include('welcome');
    expect(planSteps(loaded())).not.to.include('second-factor');
    expect(planSteps(loaded({ keySources: ['upload'] }))).not.to.include('key-backup');
    expect(planSteps(loaded())).not.to.include('pending');
  });

  it('numbers eight steps, and counts the backup of the key with its CSR', () => {
    expect(stepNumber(loaded(), 'csr')).to.deep.equal({ position: 3, of: 8 });
    expect(stepNumber(loaded(), 'key-backup')).to.deep.equal({ position: 3, of: 8 });
    expect(stepNumber(loaded(), 'certificate-action')).to.equal(undefined);
  });

  it('does not go on before a step is answered', () => {
    for (const step of ['agreement', 'reason', 'csr', 'key-backup', 'domains'] as const) {
      const state = stateAt(step);
      expect(transition(state, { type: 'next' }).state.step, step).to.equal(step);
    }
  });

  it('goes back without losing anything', () => {
    let state: FlowState = stateAt('confirm');
    const { choices, custody } = state;
    const seen: string[] = [];
    while (state.step !== 'certificate-action') {
      state = transition(state, { type: 'back' }).state;
      seen.push(state.step);
    }
    expect(seen).to.deep.equal(['domains', 'validity', 'san', 'subject', 'key-backup', 'csr', 'reason', 'agreement', 'certificate-action']);
    const again = play(state, { type: 'goto', step: 'confirm' }) as StepState;
    expect(again.step).to.equal('confirm');
    expect(again.choices).to.deep.equal(choices);
    expect(again.custody).to.deep.equal(custody);
  });

  it('comes back to the review from a Change', () => {
    const at = play(stateAt('confirm'), { type: 'goto', step: 'validity' });
    expect(at.step).to.equal('validity');
    expect(play(at, { type: 'choose-validity', validity: { mode: 'same-expiry' } }, { type: 'next' }).step).to.equal('confirm');
  });

  it('stays shut until the RA itself has verified the domains', () => {
    for (const caa of [undefined, report('forbidden'), report('indeterminate'), report('likely-permitted', 'page'), report('permitted', 'page')]) {
      const state = { ...stateAt('domains'), request: request({ csr: csr(), ...(caa && { caa }) }) } as StepState;
      expect(transition(state, { type: 'next' }).state.step).to.equal('domains');
    }
    const open = { ...stateAt('domains'), request: request({ csr: csr(), caa: report('not-applicable') }) } as StepState;
    expect(transition(open, { type: 'next' }).state.step).to.equal('confirm');
  });

  it('lets an advisory report open the gate where the policy says so', () => {
    const state = { ...stateAt('domains', { caa: { ...policy.caa, gate: 'advisory' } }), request: request({ csr: csr(), caa: report('likely-permitted', 'page') }) } as StepState;
    expect(transition(state, { type: 'next' }).state.step).to.equal('confirm');
  });

  it('keeps what the page found with the request, through news of it, until the CSR is another', () => {
    const checked = { type: 'caa-checked', report: report('likely-permitted', 'page') } as const;
    const advisory = { caa: { ...policy.caa, gate: 'advisory' } } as const;
    const before = { ...stateAt('domains', advisory), request: request({ csr: csr() }) } as StepState;
    const { state, effects } = transition(before, checked);
    expect(effects, 'no RA knows of it').to.deep.equal([]);
    const told = play(state, { type: 'request-changed', request: request({ csr: csr(), etag: 'r-9' }) });
    expect(play(told, { type: 'next' }).step).to.equal('confirm');
    const other = play(state, { type: 'request-changed', request: request({ csr: { ...csr(), sha256: 'AB' } }) });
    expect(play(other, { type: 'next' }).step).to.equal('domains');
  });

  it('takes no finding of the page where the RA decides', () => {
    const state = { ...stateAt('domains'), request: request({ csr: csr() }) } as StepState;
    const after = transition(state, { type: 'caa-checked', report: report('likely-permitted', 'page') });
    expect(after.state).to.equal(state);
    expect(after.effects).to.deep.equal([]);
  });

  it('keeps the key shut in until the file was opened again', () => {
    const wrong = play(stateAt('key-backup'), { type: 'prove-key' }, { type: 'key-proven', proven: false });
    expect(wrong.step === 'key-backup' && wrong.otherKey).to.be.true;
    expect(play(wrong, { type: 'next' }).step).to.equal('key-backup');
  });
});

describe('an uploaded CSR', () => {
  const inspected = (outcome: 'pass' | 'fail'): FlowEvent =>
    ({ type: 'csr-inspected', report: { bytes: 600, kind: 'csr', pem: 'CSR', checks: [{ id: 'signature', outcome, source: 'RFC 2986' }] } });

  it('is attached when the local checks pass, and needs no backup', () => {
    const state = play(stateAt('csr'), { type: 'choose-key-source', source: 'upload' }, { type: 'offer-csr' });
    const { state: busy, effects } = transition(state, inspected('pass'));
    expect(effects).to.deep.equal([{ type: 'attach-csr', requestId: 'r1', ifMatch: 'r-1', csr: 'CSR', source: 'upload' }]);
    const done = play(busy, { type: 'csr-attached', result: { checks: [], request: request({ csr: csr('upload') }) } });
    expect(done.step, 'the checks are shown').to.equal('csr');
    expect(play(done, { type: 'next' }).step).to.equal('subject');
  });

  it('is not sent when a local check fails, and an older one is not passed for it', () => {
    const state = play(stateAt('csr'), { type: 'choose-key-source', source: 'upload' }, { type: 'offer-csr' });
    expect(effectsOf(state, inspected('fail'))).to.deep.equal([]);
    const older = { ...play(state, inspected('fail')), request: request({ csr: csr('upload') }) } as StepState;
    expect(mayGoOn(older)).to.be.false;
  });

  it('is not attached when the RA refuses it, and its checks are shown', () => {
    const checks = [{ id: 'key-reuse', outcome: 'fail', source: 'BR 6.1.1.3' }] as const;
    const state = play(stateAt('csr'), { type: 'choose-key-source', source: 'upload' }, { type: 'offer-csr' }, inspected('pass'),
      { type: 'csr-attached', result: { checks, request: request() } });
    expect(state.step === 'csr' && state.report?.checks).to.deep.equal(checks);
    expect(play(state, { type: 'next' }).step).to.equal('csr');
  });
});

describe('the second factor', () => {
  const when = { secondFactor: { when: 'submit', methods: ['email-otp'] } } as const;
  const accepted = request({ csr: csr(), caa: report(), status: 'second-factor', etag: 'r-9', secondFactor: { accepted: { method: 'email-otp', at: '' } } });

  it('stands before the submission and loses nothing when it is cancelled', () => {
    const state = play(stateAt('confirm', when), { type: 'submit' });
    expect(state.step).to.equal('second-factor');
    expect(play(state, { type: 'second-factor-cancelled' }).step).to.equal('confirm');
  });

  it('is followed by the submission with the version that it left', () => {
    const state = play(stateAt('confirm', when), { type: 'submit' }, { type: 'second-factor-accepted' });
    const { effects } = transition(state, { type: 'request-changed', request: accepted, then: 'submit' });
    expect(effects[0]?.type === 'submit' && effects[0].ifMatch).to.equal('r-9');
  });

  it('does not submit another CSR than the one that was reviewed', () => {
    const state = play(stateAt('confirm', when), { type: 'submit' }, { type: 'second-factor-accepted' });
    const { state: next, effects } = transition(state, { type: 'request-changed', request: { ...accepted, csr: csr('upload', 'dd'.repeat(32)) }, then: 'submit' });
    expect(effects).to.deep.equal([]);
    expect(next.step).to.equal('confirm');
    expect('problem' in next && next.problem.error.reason).to.equal('csr-changed');
  });
});

describe('when the RA does not answer', () => {
  it('offers the same work again, and repeats it as it was', () => {
    const state = stateAt('confirm');
    const { state: busy, effects: [submit] } = transition(state, { type: 'submit' });
    const problem = play(busy, failed(submit!, 'unavailable'));
    expect(problem.step).to.equal('confirm');
    expect(effectsOf(problem, { type: 'retry' })).to.deep.equal([submit]);
  });

  it('offers a stopped change again, since it may have taken effect', () => {
    const { state: busy, effects: [submit] } = transition(stateAt('confirm'), { type: 'submit' });
    const stopped = play(busy, { type: 'stop' });
    expect('busy' in stopped).to.be.false;
    expect(effectsOf(stopped, { type: 'retry' })).to.deep.equal([submit]);
  });

  it('does not repeat what needs a secret', () => {
    const busy = play(stateAt('csr'), { type: 'generate-key' });
    const problem = play(busy, failed({ type: 'make-key', algorithm: 'ec-p256' }, 'unsupported'));
    expect('problem' in problem && problem.problem.effect).to.equal(undefined);
    expect(effectsOf(problem, { type: 'retry' })).to.deep.equal([]);
  });

  it('keeps a key that was made when attaching its CSR failed', () => {
    const busy = play(stateAt('csr'), { type: 'generate-key' }, { type: 'key-made', made });
    const [attach] = effectsOf(play(stateAt('csr'), { type: 'generate-key' }), { type: 'key-made', made });
    const problem = play(busy, failed(attach!, 'unavailable')) as StepState;
    expect(problem.custody?.spkiSha256).to.equal(made.key.spkiSha256);
    expect(snapshot(problem)?.pendingCsr?.csr).to.equal(made.csr);
    expect(effectsOf(problem, { type: 'retry' })).to.deep.equal([attach]);
  });

  it('ignores a second press while a change is under way', () => {
    const busy = play(stateAt('confirm'), { type: 'submit' });
    expect(transition(busy, { type: 'submit' })).to.deep.equal({ state: busy, effects: [] });
    expect(transition(busy, { type: 'back' })).to.deep.equal({ state: busy, effects: [] });
  });
});

describe('what changed meanwhile', () => {
  const submitting = (): { state: FlowState; submit: Effect } => {
    const { state, effects } = transition(stateAt('confirm'), { type: 'submit' });
    return { state, submit: effects[0]! };
  };

  it('asks for the new agreement, and comes back to the review', () => {
    const { state, submit } = submitting();
    const { state: reloading, effects } = transition(state, failed(submit, 'agreement-changed'));
    expect(effects).to.deep.equal([{ type: 'reload-policy', certificateId: 'c1' }]);
    const newer = { ...facts({ agreement: { ...policy.agreement, version: '5' } }), agreementSha256: 'ef'.repeat(32) };
    const at = play(reloading, { type: 'policy-reloaded', facts: newer });
    expect(at.step === 'agreement' && at.outdated).to.be.true;
    expect(play(at, { type: 'next' }).step).to.equal('agreement');
    const back = play(at, { type: 'agree', agreed: true, at: '2026-06-03T00:00:00Z' }, { type: 'next' });
    expect(back.step).to.equal('confirm');
    const [again] = effectsOf(back, { type: 'submit' });
    expect(again?.type === 'submit' && again.body.agreement?.version).to.equal('5');
  });

  it('goes to the domains when the RA finds that CAA forbids it', () => {
    const { state, submit } = submitting();
    const at = play(state, failed(submit, 'caa-forbidden'));
    expect(at.step).to.equal('domains');
    expect('problem' in at && at.problem.error.code).to.equal('caa-forbidden');
  });

  it('reads the request again after a stale version, and says so', () => {
    const { state, submit } = submitting();
    const { state: at, effects } = transition(state, failed(submit, 'conflict', 'stale'));
    expect(effects).to.deep.equal([{ type: 'refresh', requestId: 'r1' }]);
    const fresh = play(at, { type: 'request-changed', request: request({ csr: csr(), caa: report(), etag: 'r-77' }) });
    expect('problem' in fresh && fresh.problem.error.reason).to.equal('stale');
    const [again] = effectsOf(fresh, { type: 'submit' });
    expect(again?.type === 'submit' && again.ifMatch).to.equal('r-77');
  });

  it('opens the request that another tab made meanwhile', () => {
    const { state, effects: [create] } = transition(play(stateAt('reason'), { type: 'choose-reason', reason: 'lost' }), { type: 'next' });
    const { effects } = transition(state, { type: 'failed', effect: create!, error: { code: 'conflict', reason: 'request-open', requestId: 'r7', retryable: false } });
    expect(effects).to.deep.equal([{ type: 'load', target: { certificateId: 'c1', requestId: 'r7' } }]);
  });

  it('keeps the draft when the certificate is no longer eligible', () => {
    const { state, submit } = submitting();
    const at = play(state, failed(submit, 'not-eligible', 'expired')) as StepState;
    expect(at.step).to.equal('confirm');
    expect(at.problem?.error.reason).to.equal('expired');
    expect(at.request?.id).to.equal('r1');
  });
});

describe('the wait and the end', () => {
  it('watches the request while someone else acts', () => {
    expect(watchTarget(stateAt('pending'))).to.equal('r1');
    expect(watchTarget(stateAt('confirm'))).to.equal(undefined);
  });

  it('shows a decline and lets the request be edited again', () => {
    const declined = play(stateAt('pending'), { type: 'request-changed', request: request({ csr: csr(), caa: report(), status: 'declined', etag: 'r-d' }) });
    expect(declined.step === 'result' && declined.outcome.kind).to.equal('declined');
    const { state, effects } = transition(declined, { type: 'reopen' });
    expect(effects).to.deep.equal([{ type: 'reopen-request', requestId: 'r1', ifMatch: 'r-d' }]);
    const again = play(state, { type: 'reopened', request: request({ csr: csr(), caa: report() }) });
    expect(again.step).to.equal('confirm');
  });

  it('has the copy of the key removed when the request is over without a certificate, however it ended', () => {
    for (const status of ['cancelled', 'expired'] as const) {
      const over = (source: 'browser' | 'upload'): FlowEvent => ({ type: 'request-changed', request: request({ csr: csr(source), status }) });
      expect(effectsOf(stateAt('pending'), over('browser')), status).to.deep.equal([{ type: 'forget' }]);
      const { custody: _, ...uploaded } = stateAt('pending');
      expect(effectsOf(uploaded, over('upload')), status).to.deep.equal([]);
    }
    expect(effectsOf(stateAt('pending'), { type: 'request-changed', request: request({ csr: csr(), status: 'declined' }) })).to.deep.equal([]);
  });

  it('shows a certificate that does not fit as issued with a problem', () => {
    const checking = stateAt('result');
    const fetching = { ...checking, outcome: { kind: 'checking' } } as StepState;
    const state = play(fetching, { type: 'issued', issued: { certificate: 'X', chain: [] }, report: issuedReport(false) });
    expect(state.step === 'result' && state.outcome.kind).to.equal('issued-problem');
  });

  it('lets a change that is under way finish when news of it comes first', () => {
    const { state } = transition(stateAt('pending'), { type: 'cancel' });
    const told = transition(state, { type: 'request-changed', request: request({ csr: csr(), status: 'cancelled' }) });
    expect('busy' in told.state && told.state.busy.effect.type).to.equal('cancel-request');
    const done = play(told.state, { type: 'submitted', request: request({ csr: csr(), status: 'cancelled' }) });
    expect(done.step === 'result' && done.outcome.kind).to.equal('cancelled');
  });

  it('cancels the request, and before there is one starts anew', () => {
    expect(effectsOf(stateAt('confirm'), { type: 'cancel' })).to.deep.equal([{ type: 'cancel-request', requestId: 'r1', ifMatch: 'r-3' }]);
    const early = play(stateAt('reason'), { type: 'choose-reason', reason: 'lost' }, { type: 'cancel' }) as StepState;
    expect(early.step).to.equal('certificate-action');
    expect(early.choices.agreement).to.equal(undefined);
  });
});

describe('any order of events', () => {
  const intents: FlowEvent[] = [
    { type: 'choose-rekey', chosen: true }, { type: 'agree', agreed: true, at: '' }, { type: 'agree', agreed: false, at: '' }, { type: 'choose-reason', reason: 'lost' },
    { type: 'choose-key-source', source: 'upload' }, { type: 'generate-key' }, { type: 'offer-csr' }, { type: 'withdraw-csr' }, { type: 'key-downloaded' },
    { type: 'prove-key' }, { type: 'choose-validity', validity: { mode: 'same-expiry' } }, { type: 'write-message', text: 'x' }, { type: 'caa-checked', report: report() },
    { type: 'next' }, { type: 'back' }, { type: 'submit' }, { type: 'second-factor-accepted' }, { type: 'second-factor-cancelled' }, { type: 'stop' },
    { type: 'retry' }, { type: 'cancel' }, { type: 'reopen' }, { type: 'finish' }, ...STEPS.map((step): FlowEvent => ({ type: 'goto', step })),
    ...wholeFlow().map(([e]) => e),
  ];
  const event = fc.constantFrom(...intents);

  it('never leaves the plan, never skips an unanswered step, and runs one task at a time', () => {
    fc.assert(fc.property(fc.array(event, { maxLength: 60 }), fc.boolean(), (events, factor) => {
      let state: FlowState = loaded(factor ? { secondFactor: { when: 'submit', methods: ['sms-otp'] } } : {});
      for (const e of events) {
        const t = transition(state, e);
        expect(t.effects.length).to.be.at.most(1);
        state = t.state;
        if (state.step === 'loading' || state.step === 'locked' || state.step === 'refused' || state.step === 'result' || state.step === 'pending') continue;
        expect(planSteps(state)).to.include(state.step);
        if (e.type === 'goto' || e.type === 'next') {
          expect(isReachable(state, state.step) || state.step === 'csr' || state.step === 'reason', `${e.type} -> ${state.step}`).to.be.true;
        }
      }
    }), { numRuns: 300 });
  });
});
