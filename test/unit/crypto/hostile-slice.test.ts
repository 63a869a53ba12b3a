import { expect } from '@open-wc/testing';
import { SHARES, TARGETS, makeInput, tryInput, type TargetName } from '../../support/fuzz/targets.js';

/** Inputs of all targets together, and into how many tests those of one are cut: each is soon over in slow engines too. */
const INPUTS = 20_000;
const PIECE = 400;

const names = Object.keys(TARGETS) as TargetName[];
/** Which numbers each target gets: another slice than the one that `npm run fuzz` begins with. */
const SEED = 20_000;

describe('hostile inputs, always the same', () => {
  for (const target of names) {
    const count = (INPUTS * SHARES[target]) / 100;
    for (let first = 0; first < count; first += PIECE) {
      const last = Math.min(first + PIECE, count) - 1;
      it(`are answered, or refused by a documented code: ${target} ${String(first)} to ${String(last)}`, async () => {
        const outcomes = new Set<string>();
        for (let index = first; index <= last; index += 1) {
          try {
            outcomes.add(await tryInput(target, makeInput(target, SEED, index)));
          } catch (thrown) {
            throw new Error(`npm run fuzz -- --target ${target} --seed ${String(SEED)} --only ${String(index)}`, { cause: thrown });
          }
        }
        // Inputs that all end alike try little.
        expect(outcomes.size).to.be.greaterThan(2);
      }).timeout(60_000);
    }
  }

  it('are the same for the same number, and others for another', () => {
    for (const target of names) {
      expect(makeInput(target, SEED, 3)).to.deep.equal(makeInput(target, SEED, 3));
      expect(new Set(Array.from({ length: 50 }, (_, index) => String(makeInput(target, SEED, index).input))).size).to.be.greaterThan(30);
    }
  });
});
