import { expect } from '@open-wc/testing';
import { RekeyError } from '../../../src/core/errors.js';
import { Poll } from '../../../src/elements/second-factor-dialog/polling.js';

/** Time that goes by only when it is told to. */
class Time {
  now = 0;
  #due: { readonly at: number; readonly callback: () => void }[] = [];
  readonly after = (milliseconds: number, callback: () => void): (() => void) => {
    const entry = { at: this.now + milliseconds, callback };
    this.#due.push(entry);
    return () => { this.#due = this.#due.filter((one) => one !== entry); };
  };
  get waiting(): number { return this.#due.length; }
  /** Goes to the next thing that is due, and lets it happen; tells how long that took. */
  async next(): Promise<number> {
    const [first] = this.#due.sort((a, b) => a.at - b.at);
    if (!first) throw new Error('nothing is due');
    const took = first.at - this.now;
    this.now = first.at;
    this.#due = this.#due.filter((one) => one !== first);
    first.callback();
    await settled();
    return took;
  }
}
const settled = async (): Promise<void> => { for (let i = 0; i < 10; i++) await Promise.resolve(); };

describe('asking the RA how a sign-in stands', () => {
  let time: Time;
  let asked: number;
  let answer: () => Promise<void>;
  let missed: RekeyError[];
  let failed: RekeyError[];
  let poll: Poll;
  beforeEach(() => {
    time = new Time();
    asked = 0;
    missed = [];
    failed = [];
    answer = () => Promise.resolve();
    poll = new Poll({
      ask: () => { asked += 1; return answer(); },
      missed: (error) => missed.push(error), failed: (error) => failed.push(error), after: time.after, clock: () => time.now,
    });
    poll.start();
  });

  it('is done less and less often, but at least every ten seconds', async () => {
    const waits: number[] = [];
    for (let i = 0; i < 8; i++) waits.push(await time.next());
    expect(waits).to.deep.equal([...waits].sort((a, b) => a - b));
    expect(waits[0]).to.be.lessThan(2000);
    expect(waits.at(-1)).to.equal(10_000);
    expect(asked).to.equal(8);
  });

  it('waits no longer than a timer can, whatever it is told', async () => {
    answer = () => Promise.reject(new RekeyError('rate-limited', { retryAfter: 1e12 }));
    await time.next();
    const took = await time.next();
    // A timer that is told more than 2^31 - 1 milliseconds runs out at once.
    expect(took).to.be.within(60_000, 2_147_483_647);
  });

  it('is done at once when the person is back, and more often again for a while', async () => {
    for (let i = 0; i < 6; i++) await time.next();
    poll.wake();
    expect(asked).to.equal(7);
    await settled();
    expect(await time.next()).to.be.lessThan(4000);
  });

  it('is done once at a time', async () => {
    let done: () => void = () => undefined;
    answer = () => new Promise((resolve) => (done = resolve));
    poll.wake();
    poll.wake();
    expect(asked).to.equal(1);
    expect(time.waiting).to.equal(0);
    done();
    await settled();
    expect(time.waiting).to.equal(1);
  });

  it('goes on when the RA cannot be reached', async () => {
    answer = () => Promise.reject(new RekeyError('unavailable'));
    for (let i = 0; i < 3; i++) await time.next();
    expect(missed).to.have.length(3);
    expect(failed).to.have.length(0);
    answer = () => Promise.resolve();
    await time.next();
    expect(asked).to.equal(4);
  });

  it('waits as long as the RA asks for, whoever comes back meanwhile', async () => {
    answer = () => Promise.reject(new RekeyError('rate-limited', { retryAfter: 45 }));
    await time.next();
    poll.wake();
    expect(asked).to.equal(1);
    expect(await time.next()).to.equal(45_000);
    expect(asked).to.equal(2);
  });

  it('ends when asking again is of no use, and may be begun anew', async () => {
    for (const code of ['auth', 'forbidden', 'not-found', 'protocol'] as const) {
      answer = () => Promise.reject(new RekeyError(code));
      poll.start();
      await time.next();
      expect(failed.at(-1)?.code).to.equal(code);
      expect(time.waiting, code).to.equal(0);
    }
  });

  it('leaves nothing behind when it is stopped, also in the middle of a question', async () => {
    let done: () => void = () => undefined;
    answer = () => new Promise((resolve) => (done = resolve));
    poll.wake();
    poll.stop();
    done();
    await settled();
    poll.wake();
    expect(asked).to.equal(1);
    expect(time.waiting).to.equal(0);
  });
});
