import { count } from './en-count.js';

/** What <second-factor-dialog> says. */
export const secondFactor = {
  heading: 'Confirm it is you',
  starting: 'Sending a code',
  sent: (length: number, alphabet: 'digits' | 'alphanumeric', channel: 'email' | 'sms', to: string): string =>
    `We sent a ${length}-${alphabet === 'digits' ? 'digit' : 'character'} code by ${channel === 'sms' ? 'SMS' : 'email'} to ${to}.`,
  code: 'Code', confirm: 'Confirm', confirming: 'Checking',
  expires: 'Expires', triesLeft: 'Tries left', noCode: 'No code?', resend: 'Resend code', resent: 'A new code is on its way.',
  resendIn: (duration: string): string => `Resend code in ${duration}`,
  anotherWay: 'Use another way', chooseHeading: 'Choose another way', chooseFirst: 'How should we confirm it is you?', method: 'Method', goOn: 'Go on',
  empty: 'Enter the code', tooShort: (length: number): string => `The code has ${count(length, 'character', 'characters')}`,
  wrong: (left: number): string => (left > 0 ? `This code is not right. ${count(left, 'try', 'tries')} left.` : 'This code is not right.'),
  expiredHeading: 'The code has expired',
  expiredAt: (time: string): string => `It was good until ${time}.`,
  kept: 'Your key and your answers are kept.',
  newCodeTo: (to: string): string => `A new code goes to ${to}.`,
  lockedUntil: (time: string): string => `Locked until ${time}`,
  locked: 'Locked',
  lockedFor: (duration: string): string => `Too many wrong codes. You can try again in ${duration}.`,
  lockedHelp: 'Your request is kept as a draft. RA support can help sooner.',
  voidHeading: 'A new confirmation is needed',
  voidText: 'The signing request changed since the code was sent, so the code no longer counts.',
  accepted: 'Confirmed.',
  expiresIn: (duration: string): string => `The code expires in ${duration}.`,
  unsupportedHeading: 'Not possible here',
  unsupported: 'This page cannot use the methods that the RA asks for. Ask RA support for another way.',
};
