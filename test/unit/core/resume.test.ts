import { expect } from '@open-wc/testing';
import { initialState, snapshot, STEPS, transition } from '../../../src/core/flow.js';
import type { FlowState, Saved, StepState } from '../../../src/core/flow.js';
import { planSteps } from '../../../src/core/plan.js';
import { acceptance, csr, facts, loaded, made, play, report, request, stateAt } from './data.js';

describe('coming back', () => {
  const entered = (r: ReturnType<typeof request> | undefined, saved?: Saved): FlowState =>
    play(initialState({ certificateId: 'c1' }), { type: 'retry' }, { type: 'loaded', facts: facts(), ...(r && { request: r }), ...(saved && { saved }) });

  it('goes on at every step of the flow after a reload', () => {
    for (const step of STEPS.filter((s) => planSteps(loaded()).includes(s) && s !== 'result')) {
      const before = stateAt(step);
      const saved = JSON.parse(JSON.stringify(snapshot(before))) as Saved;
      const after = entered(before.request, saved) as StepState;
      expect(after.step, step).to.equal(step);
      expect(after.choices, step).to.deep.equal(before.choices);
      expect(after.custody, step).to.deep.equal(before.custody);
    }
  });

  it('asks for the key file again where this browser does not know that it was proven', () => {
    expect(entered(request({ csr: csr(), caa: report() })).step).to.equal('key-backup');
    expect(entered(request({ csr: csr('upload'), caa: report() })).step).to.equal('confirm');
  });

  it('attaches a CSR again whose attaching was not answered before the reload', () => {
    const saved = snapshot(play(stateAt('csr'), { type: 'generate-key' }, { type: 'key-made', made }))!;
    const at = play(initialState({}), { type: 'retry' });
    const { effects } = transition(at, { type: 'loaded', facts: facts(), request: request(), saved });
    expect(effects[0]?.type).to.equal('attach-csr');
  });

  it('does not attach it again when it had taken effect', () => {
    const saved = snapshot(play(stateAt('csr'), { type: 'generate-key' }, { type: 'key-made', made }))!;
    const at = play(initialState({}), { type: 'retry' });
    const { state, effects } = transition(at, { type: 'loaded', facts: facts(), request: request({ csr: csr() }), saved });
    expect(effects).to.deep.equal([]);
    expect(state.step).to.equal('csr');
    expect(play(state, { type: 'next' }).step).to.equal('key-backup');
  });

  it('forgets what an earlier request left behind', () => {
    const saved: Saved = { ...snapshot(stateAt('confirm'))!, requestId: 'older' };
    const after = entered(request({ id: 'r2' }), saved) as StepState;
    expect(after.custody).to.equal(undefined);
    expect(after.choices.message).to.equal('');
  });

  it('takes nothing from whoever was signed in to the same tab before: neither agreement nor message nor key', () => {
    const accepted = play(loaded(), { type: 'choose-rekey', chosen: true }, { type: 'next' }, { type: 'agree', agreed: true, at: acceptance.acceptedAt });
    for (const [before, r] of [[accepted, undefined], [stateAt('confirm'), request({ csr: csr() })]] as const) {
      const own = snapshot(before)!;
      const after = entered(r, { ...own, userId: 'someone-else' }) as StepState;
      expect(after.choices.agreement).to.equal(undefined);
      expect(after.choices.message).to.equal('');
      expect(after.custody).to.equal(undefined);
      expect((entered(r, own) as StepState).choices.agreement).to.deep.equal(acceptance);
    }
  });

  it('shows where each kind of request stands', () => {
    expect(entered(request({ csr: csr(), status: 'pending-approval' })).step).to.equal('pending');
    for (const status of ['declined', 'failed', 'cancelled', 'expired'] as const) {
      const state = entered(request({ csr: csr(), status }));
      expect(state.step === 'result' && state.outcome.kind).to.equal(status);
    }
    const issued = entered(request({ csr: csr(), status: 'issued' }));
    expect(issued.step === 'result' && issued.outcome.kind).to.equal('checking');
  });

  it('refuses what the policy refuses, and another person’s open request', () => {
    const off = play(initialState({}), { type: 'loaded', facts: facts({ enabled: false, refusal: { reason: 'expired' } }) });
    expect(off.step === 'refused' && off.refusal.reason).to.equal('expired');
    const theirs = entered(request({ requestedBy: { id: 'u2', name: 'B' } }));
    expect(theirs.step === 'refused' && theirs.refusal).to.deep.equal({ reason: 'request-open', openRequestId: 'r1' });
  });

  it('says so when the page can serve none of the key sources', () => {
    const state = play(initialState({}), { type: 'loaded', facts: facts({ keySources: [] }) });
    expect(state.step === 'refused' && state.refusal.reason).to.equal('unavailable-here');
  });
});
