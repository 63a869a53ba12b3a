import { expect } from '@open-wc/testing';
import { browserPorts } from '../../../src/lit/browser-ports.js';

describe('what a session has of a browser', () => {
  it('tells the time of the RA, and that of this computer where the RA tells none', () => {
    const at = Date.UTC(2031, 0, 1);
    expect(browserPorts({ raId: 'ahead', now: () => at }).now()).to.equal(at);
    expect(browserPorts({ raId: 'silent' }).now()).to.be.closeTo(Date.now(), 60_000);
  });

  it('keeps what a tab remembers of one RA apart from that of another', () => {
    const [one, other] = [browserPorts({ raId: 'one' }).memory, browserPorts({ raId: 'other' }).memory];
    one.journal.write({ 'submit:1': { key: 'k', digest: 'd' } });
    expect(one.journal.read()).to.deep.equal({ 'submit:1': { key: 'k', digest: 'd' } });
    expect(other.journal.read()).to.deep.equal({});
    one.journal.write({});
  });
});
