import { expect } from '@open-wc/testing';
import { transition } from '../../../src/core/flow.js';
import { isComplete, isReachable } from '../../../src/core/plan.js';
import type { StepState } from '../../../src/core/flow-types.js';
import { play, stateAt } from './data.js';

describe('the backup of a key', () => {
  it('is one when its file was opened again: a file that was downloaded, and perhaps never saved, lets nobody go on', () => {
    const made = stateAt('key-backup');
    const downloaded = play(made, { type: 'key-downloaded' }) as StepState;
    expect(downloaded.custody).to.include({ downloaded: true, proven: false });
    for (const state of [made, downloaded]) {
      expect(isComplete(state, 'key-backup')).to.equal(false);
      expect(isReachable(state, 'subject')).to.equal(false);
      expect(transition(state, { type: 'next' }).state.step).to.equal('key-backup');
    }
    const proven = play(downloaded, { type: 'prove-key' }, { type: 'key-proven', proven: true }) as StepState;
    expect(isComplete(proven, 'key-backup')).to.equal(true);
    expect(transition(proven, { type: 'next' }).state.step).to.equal('subject');
  });

  it('is not one when the file that was opened holds another key, downloaded or not', () => {
    const state = play(stateAt('key-backup'), { type: 'key-downloaded' }, { type: 'prove-key' }, { type: 'key-proven', proven: false }) as StepState;
    expect(isComplete(state, 'key-backup')).to.equal(false);
    expect(transition(state, { type: 'next' }).state.step).to.equal('key-backup');
  });

  it('may be left out where the policy does not ask for it', () => {
    const state = stateAt('key-backup', { keyBackup: 'optional' });
    expect(state.custody?.proven).to.equal(false);
    expect(transition(state, { type: 'next' }).state.step).to.equal('subject');
  });
});
