import { expect } from '@open-wc/testing';
import { initialState, transition } from '../../../src/core/flow.js';
import type { StepState } from '../../../src/core/flow.js';
import { acceptance as consentOf, isReachable } from '../../../src/core/plan.js';
import { acceptance, facts, loaded, play, stateAt } from './data.js';

describe('a consent', () => {
  it('is to a text, by its hash: another text under the same version is not agreed to', () => {
    const { choices } = loaded();
    const given = { ...choices, agreement: acceptance };
    expect(consentOf({ facts: facts(), choices: given })).to.deep.equal(acceptance);
    expect(consentOf({ facts: { ...facts(), agreementSha256: 'cd'.repeat(32) }, choices: given })).to.equal(undefined);
  });
});

describe('an answer that is missing', () => {
  it('shuts every step behind it', () => {
    const p = loaded();
    expect([isReachable(p, 'certificate-action'), isReachable(p, 'agreement'), isReachable(p, 'confirm')]).to.deep.equal([true, false, false]);
  });

  it('leaves the flow at the reason: no request is made without one', () => {
    const { reason: _, ...choices } = stateAt('reason').choices;
    const { request: __, ...asked } = { ...stateAt('reason'), choices } as StepState;
    const { state, effects } = transition(asked, { type: 'next' });
    expect(effects).to.deep.equal([]);
    expect(state.step).to.equal('reason');
  });

  it('is taken from the policy where there is a first: the algorithm, and how long the certificate is to be valid', () => {
    const { choices } = loaded({ keyAlgorithms: ['ec-p384', 'rsa-3072'], validity: { modes: ['same-duration', 'new'], maxDays: 90 } });
    expect([choices.algorithm, choices.validity.mode]).to.deep.equal(['ec-p384', 'same-duration']);
  });

  it('of an RA that says no more than that a rekey is not enabled is a refusal all the same', () => {
    const state = play(initialState({ certificateId: 'c1' }), { type: 'retry' }, { type: 'loaded', facts: facts({ enabled: false }) });
    expect(state.step === 'refused' && state.refusal).to.deep.equal({ reason: 'policy-off' });
  });
});
