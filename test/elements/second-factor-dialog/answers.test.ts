import { expect } from '@open-wc/testing';
import type { SecondFactorChallenge } from '../../../src/core/domain.js';
import { readCodes } from '../../../src/elements/second-factor-dialog/refusals.js';
import { otherWays } from '../../../src/elements/second-factor-dialog/view.js';

const challenge = (codeLength: number): SecondFactorChallenge => ({
  id: 'sf-1', requestId: 'rq-1', etag: '"1"', method: 'email-otp', state: 'open', attemptsLeft: 3, expiresAt: '2026-06-02T09:19:00Z',
  channels: [{ channel: 'email', destination: 'a…i@example.com', codeLength, alphabet: 'alphanumeric', resendAt: '2026-06-02T09:14:30Z' }],
  alternatives: [{ method: 'sms-otp', destination: '+44 ••• 0142' }],
});

describe('a code that was typed', () => {
  it('is as long as the challenge says, whatever that is', () => {
    for (const length of [4, 8, 12]) {
      const code = 'A1b2C3d4E5f6'.slice(0, length);
      expect(readCodes(challenge(length), { email: ` ${code} ` })).to.deep.equal({ codes: { email: code } });
      expect(readCodes(challenge(length), { email: '123456' }).wrong).to.deep.equal({ email: { kind: 'length', length } });
    }
    expect(readCodes(challenge(6), { email: '' }).wrong).to.deep.equal({ email: { kind: 'empty' } });
  });

  it('may be of another method: those that the challenge names', () => {
    expect(otherWays({ at: 'code', challenge: challenge(6) })).to.deep.equal([{ method: 'sms-otp', destination: '+44 ••• 0142' }]);
  });
});
