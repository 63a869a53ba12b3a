import { expect } from '@open-wc/testing';
import { transition } from '../../../src/core/flow.js';
import type { FlowEvent, FlowState, Saved, StepId, StepState } from '../../../src/core/flow.js';
import { initialState, snapshot, watchTarget } from '../../../src/core/flow.js';
import type { RekeyPolicy, RekeyRequest } from '../../../src/core/domain.js';
import { csr, facts, issuedReport, loaded, play, report, request, stateAt } from './data.js';

const method = 'oidc' as const;
const accepted = { challengeId: 'sf-1', accepted: { method, at: '2026-06-02T09:20:00Z' } };
const onSubmit: Partial<RekeyPolicy> = { secondFactor: { when: 'submit', methods: [method] } };
const onIssue: Partial<RekeyPolicy> = { secondFactor: { when: 'issue', methods: [method] } };
const ready = (change: Partial<RekeyRequest> = {}): RekeyRequest => request({ csr: csr(), caa: report(), etag: 'r-3', ...change });
const approved = (change: Partial<RekeyRequest> = {}): RekeyRequest => ready({ status: 'approved', etag: 'r-7', ...change });

/** A page that was left in a step, opened again in the same tab. */
function reopened(policy: Partial<RekeyPolicy>, step: StepId, found: RekeyRequest): FlowState {
  const left = snapshot({ ...stateAt('confirm', policy), step } as StepState) as Saved;
  return play(initialState({ certificateId: 'c1' }), { type: 'retry' }, { type: 'loaded', facts: facts(policy), request: found, saved: left });
}

describe('a second factor before the submission', () => {
  it('is asked for once the review is sent, and the request is then submitted without another press', () => {
    const asked = play(stateAt('confirm', onSubmit), { type: 'submit' });
    expect(asked.step).to.equal('second-factor');
    const told = play(asked, { type: 'second-factor-accepted' });
    const { effects } = transition(told, { type: 'request-changed', request: ready({ status: 'second-factor', secondFactor: accepted }), then: 'submit' });
    expect(effects.map(({ type }) => type)).to.deep.equal(['submit']);
  });

  it('is gone on with in its step after the page was left for a sign-in', () => {
    const open = ready({ status: 'second-factor', secondFactor: { challengeId: 'sf-1' } });
    const state = reopened(onSubmit, 'second-factor', open) as StepState;
    expect(state.step).to.equal('second-factor');
    expect(state.request?.secondFactor?.challengeId).to.equal('sf-1');
    expect(state.custody?.proven, 'the key is still known to be kept').to.equal(true);
  });

  it('is gone on with in its step when it was accepted while the page was left', () => {
    const state = reopened(onSubmit, 'second-factor', ready({ status: 'second-factor', secondFactor: accepted }));
    expect(state.step).to.equal('second-factor');
    const { effects } = transition(state, { type: 'second-factor-accepted' });
    expect(effects.map(({ type }) => type)).to.deep.equal(['refresh']);
  });

  it('does not hold up somebody who was in the review when the page was left', () => {
    expect(reopened(onSubmit, 'confirm', ready({ status: 'second-factor', secondFactor: accepted })).step).to.equal('confirm');
  });
});

describe('a second factor before the issuance', () => {
  it('is not asked for when the request is submitted', () => {
    const { effects } = transition(stateAt('confirm', onIssue), { type: 'submit' });
    expect(effects.map(({ type }) => type)).to.deep.equal(['submit']);
  });

  it('is asked for when the requester comes back after the approval and has the certificate generated', () => {
    const waiting = play(loaded(onIssue), { type: 'choose-rekey', chosen: true });
    const back = play({ ...waiting, step: 'pending', request: ready({ status: 'pending-approval' }) } as FlowState,
      { type: 'request-changed', request: approved() }) as StepState;
    expect(back.step).to.equal('pending');
    const asked = play(back, { type: 'submit' });
    expect(asked.step).to.equal('second-factor');
    expect(play(asked, { type: 'second-factor-cancelled' }).step, 'nothing is lost').to.equal('pending');
  });

  it('is followed by the issuance: the approved request is submitted, and its certificate checked', () => {
    let state: FlowState = { ...loaded(onIssue), step: 'second-factor', request: approved() };
    const steps: readonly (readonly [FlowEvent, FlowState['step'], string | undefined])[] = [
      [{ type: 'second-factor-accepted' }, 'second-factor', 'refresh'],
      [{ type: 'request-changed', request: approved({ etag: 'r-8', secondFactor: accepted }), then: 'submit' }, 'second-factor', 'submit'],
      [{ type: 'submitted', request: approved({ status: 'issued', etag: 'r-9' }) }, 'result', 'fetch-issued'],
      [{ type: 'issued', issued: { certificate: 'NEW', chain: ['CA'] }, report: issuedReport() }, 'result', undefined],
    ];
    for (const [event, step, effect] of steps) {
      const next = transition(state, event);
      expect(next.state.step, event.type).to.equal(step);
      expect(next.effects[0]?.type, event.type).to.equal(effect);
      state = next.state;
    }
    expect(state.step === 'result' && state.outcome.kind).to.equal('issued');
  });

  it('is gone on with after the page was left for a sign-in, accepted or not', () => {
    for (const secondFactor of [{ challengeId: 'sf-1' }, accepted]) {
      const state = reopened(onIssue, 'second-factor', approved({ secondFactor }));
      expect(state.step).to.equal('second-factor');
    }
  });

  it('is the requester\u2019s alone: whoever else looks sees a request that waits', () => {
    const other = approved({ requestedBy: { id: 'u2', name: 'B. Other' } });
    const state = reopened(onIssue, 'second-factor', other);
    expect(state.step).to.equal('pending');
    expect(transition(state, { type: 'submit' }).effects).to.deep.equal([]);
  });

  it('leads nowhere once the approval was taken back: the wait is shown, and watched', () => {
    const state = reopened(onIssue, 'second-factor', ready({ status: 'in-review' }));
    expect(state.step).to.equal('pending');
    expect(watchTarget(state)).to.equal('r1');
  });

  it('is no step of an edited request: one that was reopened begins with its review', () => {
    expect(reopened(onIssue, 'second-factor', ready()).step).to.equal('confirm');
  });
});
