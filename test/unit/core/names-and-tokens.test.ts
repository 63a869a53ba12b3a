import { expect } from '@open-wc/testing';
import type { SanEdit } from '../../../src/core/domain.js';
import { RekeyError } from '../../../src/core/errors.js';
import { initialState, snapshot, transition } from '../../../src/core/flow.js';
import type { Effect, FlowEvent, FlowState, StepState } from '../../../src/core/flow.js';
import { isComplete, isReachable, planSteps, stepNumber } from '../../../src/core/plan.js';
import { openSigner, tokenError } from '../../../src/core/request-tasks.js';
import type { Signer } from '../../../src/core/signer.js';
import { csr, facts, loaded, made, play, report, request, stateAt, wholeFlow } from './data.js';

const editable = { san: { editable: true } } as const;
const edit: SanEdit = { from: 'csr', keep: [0], add: [{ type: 'dns', value: 'www.example.com' }] };
const signed = { csr: 'CSR2', csrSha256: 'dd'.repeat(32), key: made.key };
const attachedAgain = request({ csr: { ...csr(), pem: 'CSR2', sha256: 'dd'.repeat(32) }, etag: 'r-9' });
const effectsOf = (state: FlowState, event: FlowEvent): readonly Effect[] => transition(state, event).effects;

describe('changed alternative names', () => {
  it('are signed with the same key and attached when the step is left', () => {
    const edited = play(stateAt('san', editable), { type: 'edit-san', san: edit });
    expect(isComplete(edited as StepState, 'san'), 'an edit that no CSR has is not done').to.be.false;
    expect(effectsOf(edited, { type: 'next' })).to.deep.equal([{ type: 'sign-csr', source: 'browser', san: edit }]);
    const signing = play(edited, { type: 'next' });
    expect(signing.step).to.equal('san');
    expect(effectsOf(signing, { type: 'csr-signed', signed, source: 'browser' }))
      .to.deep.equal([{ type: 'attach-csr', requestId: 'r1', ifMatch: 'r-2', csr: 'CSR2', source: 'browser' }]);
    const attached = play(signing, { type: 'csr-signed', signed, source: 'browser' }, { type: 'csr-attached', result: { checks: [], request: attachedAgain } });
    expect(attached.step).to.equal('validity');
    expect('choices' in attached && attached.choices.san).to.equal(undefined);
    expect('custody' in attached && attached.custody?.proven, 'the proof of the key stands: it is the same key').to.be.true;
  });

  it('stay where they are when the RA refuses them, with its checks', () => {
    const signing = play(stateAt('san', editable), { type: 'edit-san', san: edit }, { type: 'next' }, { type: 'csr-signed', signed, source: 'browser' });
    const refused = play(signing, {
      type: 'csr-attached', result: { checks: [{ id: 'san-policy', outcome: 'fail', source: 'policy' }], request: request({ csr: csr() }) },
    });
    expect(refused.step).to.equal('san');
    expect('report' in refused && refused.report?.checks[0]?.id).to.equal('san-policy');
    expect('choices' in refused && refused.choices.san).to.deep.equal(edit);
    expect('pendingCsr' in refused).to.be.false;
    expect(effectsOf(refused, { type: 'next' })[0]?.type, 'they can be tried again').to.equal('sign-csr');
    expect('report' in play(refused, { type: 'edit-san', san: { ...edit, add: [] } }), 'a new edit has no report yet').to.be.false;
  });

  it('are kept over a way back, a reload and a failed signature, and go no further unsigned', () => {
    const edited = play(stateAt('san', editable), { type: 'edit-san', san: edit });
    expect(snapshot(edited)?.choices.san).to.deep.equal(edit);
    const back = play(edited, { type: 'back' });
    expect(back.step).to.equal('subject');
    expect(isReachable(back as StepState, 'validity')).to.be.false;
    expect(play(back, { type: 'goto', step: 'validity' }).step).to.equal('subject');
    const failed = play(edited, { type: 'next' },
      { type: 'failed', effect: { type: 'sign-csr', source: 'browser', san: edit }, error: { code: 'bad-input', reason: 'passphrase-missing', retryable: false } });
    expect('problem' in failed && failed.problem?.effect, 'a signature that needs a passphrase is not repeated without it').to.equal(undefined);
    expect('choices' in failed && failed.choices.san).to.deep.equal(edit);
  });

  it('lead back to the review when they were changed from there', () => {
    const review = play(stateAt('confirm', editable), { type: 'goto', step: 'san' }, { type: 'edit-san', san: edit }, { type: 'next' },
      { type: 'csr-signed', signed, source: 'browser' });
    expect(play(review, { type: 'csr-attached', result: { checks: [], request: { ...attachedAgain, caa: report() } } }).step).to.equal('confirm');
    // Without a fresh check of the new names, the review has to wait for the domains.
    expect(play(review, { type: 'csr-attached', result: { checks: [], request: attachedAgain } }).step).to.equal('validity');
  });

  it('can be taken back, and then nothing is signed', () => {
    const taken = play(stateAt('san', editable), { type: 'edit-san', san: edit }, { type: 'edit-san' });
    expect(effectsOf(taken, { type: 'next' })).to.deep.equal([]);
    expect(play(taken, { type: 'next' }).step).to.equal('validity');
  });

  it('are refused where the policy forbids them and for a CSR that was made elsewhere', () => {
    const fixed = stateAt('san');
    expect(play(fixed, { type: 'edit-san', san: edit })).to.equal(fixed);
    const uploaded = { ...stateAt('san', editable), request: request({ csr: csr('upload') }) } as StepState;
    expect(play(uploaded, { type: 'edit-san', san: edit })).to.equal(uploaded);
  });
});

describe('a token', () => {
  const atCsr = stateAt('csr', { keySources: ['token'] });

  it('signs the CSR, which is attached as the token\'s', () => {
    const [sign] = effectsOf(atCsr, { type: 'use-token' });
    expect(sign).to.deep.equal({ type: 'sign-csr', source: 'token' });
    const signing = play(atCsr, { type: 'use-token' });
    const [attach] = effectsOf(signing, { type: 'csr-signed', signed, source: 'token' });
    expect(attach).to.include({ type: 'attach-csr', csr: 'CSR2', source: 'token' });
    const token = { ...csr(), source: 'token' as const };
    const attached = play(signing, { type: 'csr-signed', signed, source: 'token' }, { type: 'csr-attached', result: { checks: [], request: request({ csr: token }) } });
    expect(attached.step).to.equal('csr');
    expect(planSteps(attached as StepState), 'there is no key to back up').not.to.include('key-backup');
    expect(play(attached, { type: 'next' }).step).to.equal('subject');
  });

  it('can be stopped, and asked again after it refused', () => {
    expect(play(atCsr, { type: 'use-token' }, { type: 'stop' }).step).to.equal('csr');
    const refused = play(atCsr, { type: 'use-token' },
      { type: 'failed', effect: { type: 'sign-csr', source: 'token' }, error: { code: 'token', reason: 'card-absent', retryable: false } });
    expect('problem' in refused && refused.problem?.error.reason).to.equal('card-absent');
    expect(effectsOf(refused, { type: 'use-token' })).to.have.length(1);
  });

  it('is opened when it is needed, and what its bridge throws becomes an error of ours', async () => {
    const signer: Signer = { spki: new Uint8Array(), algorithm: 'ec-p256', sign: () => Promise.resolve(new Uint8Array()) };
    const { signal } = new AbortController();
    expect(await openSigner(signer, atCsr, signal)).to.equal(signer);
    let asked: unknown;
    await openSigner((o) => { asked = { certificate: o.certificate, algorithms: o.algorithms }; return Promise.resolve(signer); }, atCsr, signal);
    expect(asked).to.deep.equal({ certificate: 'CERT', algorithms: ['ec-p256', 'rsa-2048'] });
    const thrown = async (error: unknown): Promise<RekeyError> =>
      openSigner(() => Promise.reject(error as Error), atCsr, signal).then(() => expect.fail('opened'), (e: unknown) => e as RekeyError);
    expect(await thrown(new RekeyError('token', { reason: 'pin-locked' }))).to.include({ code: 'token', reason: 'pin-locked' });
    expect(await thrown(new Error('0x80100069'))).to.include({ code: 'token', reason: 'other' });
    expect(await thrown(new DOMException('', 'AbortError'))).to.include({ code: 'aborted' });
    expect(tokenError(new TypeError('x')).reason).to.equal('other');
    const none = await openSigner(undefined, atCsr, signal).catch((e: unknown) => e as RekeyError);
    expect(none).to.include({ code: 'unsupported', reason: 'no-token' });
  });
});

describe('the compact layout', () => {
  const compact = (change = {}): StepState => play(stateAt('subject', change), { type: 'arrange', layout: 'compact' }) as StepState;

  it('shows subject, alternative names and validity on one screen', () => {
    const s = compact();
    expect(planSteps(s)).to.include('subject').and.not.include.members(['san']);
    expect(planSteps(s)).not.to.include('validity');
    expect(stepNumber(s, 'subject')).to.deep.equal({ position: 4, of: 6 });
    expect(play(s, { type: 'choose-validity', validity: { mode: 'same-expiry' } }, { type: 'next' }).step).to.equal('domains');
  });

  it('holds that screen to what each of its parts asks for', () => {
    const s = compact(editable);
    const wrong = play(s, { type: 'choose-validity', validity: { mode: 'same-duration' } });
    expect(play(wrong, { type: 'next' }).step, 'the policy has no such validity').to.equal('subject');
    const edited = play(s, { type: 'edit-san', san: edit });
    expect(effectsOf(edited, { type: 'next' })[0]).to.deep.equal({ type: 'sign-csr', source: 'browser', san: edit });
    const on = play(edited, { type: 'next' }, { type: 'csr-signed', signed, source: 'browser' }, { type: 'csr-attached', result: { checks: [], request: attachedAgain } });
    expect(on.step).to.equal('domains');
  });

  it('leads a change of any of the three to that screen, and back to the review', () => {
    const review = play(stateAt('confirm'), { type: 'arrange', layout: 'compact' });
    for (const step of ['subject', 'san', 'validity'] as const) {
      const there = play(review, { type: 'goto', step });
      expect(there.step).to.equal('subject');
      expect(play(there, { type: 'next' }).step).to.equal('confirm');
    }
  });

  it('is taken up and left in mid-flow, with nothing lost', () => {
    for (const step of ['subject', 'san', 'validity'] as const) {
      const there = play(stateAt(step, editable), { type: 'edit-san', san: edit }, { type: 'write-message', text: 'kept' }, { type: 'arrange', layout: 'compact' }) as StepState;
      expect(there.step).to.equal('subject');
      expect(there.choices.message).to.equal('kept');
      expect(play(there, { type: 'arrange', layout: 'classic' }).step).to.equal('subject');
    }
    let state: FlowState = play(initialState({ certificateId: 'c1' }), { type: 'retry' }, { type: 'loaded', facts: facts(), layout: 'compact' });
    for (const [event] of wholeFlow()) state = transition(state, event).state;
    expect(state.step === 'result' && state.outcome.kind).to.equal('issued');
  });

  it('comes back after a reload to the screen that has the saved step', () => {
    const classic = snapshot(stateAt('validity'));
    const state = play(initialState({ requestId: 'r1' }), {
      type: 'loaded', facts: facts(), request: request({ csr: csr() }), layout: 'compact', ...(classic && { saved: classic }),
    });
    expect(state.step).to.equal('subject');
    expect(loaded().layout).to.equal(undefined);
  });
});
