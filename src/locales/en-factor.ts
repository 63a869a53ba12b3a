import { count } from './en-count.js';

type Channel = 'email' | 'sms';
type Alphabet = 'digits' | 'alphanumeric';

const by = (channel: Channel): string => (channel === 'sms' ? 'by SMS' : 'by email');
const kind = (length: number, alphabet: Alphabet): string => `${length}-${alphabet === 'digits' ? 'digit' : 'character'}`;
const tries = (left: number): string => (left > 0 ? ` ${count(left, 'try', 'tries')} left.` : '');

/** What <second-factor-dialog> says. */
export const secondFactor = {
  heading: 'Confirm it is you',
  starting: 'Sending a code', preparing: 'Preparing the sign-in', asking: 'Asking the RA',
  sent: (length: number, alphabet: Alphabet, channel: Channel, to: string): string => `We sent a ${kind(length, alphabet)} code ${by(channel)} to ${to}.`,
  sentOne: (length: number, alphabet: Alphabet, places: readonly (readonly [channel: Channel, to: string])[]): string =>
    `We sent one ${kind(length, alphabet)} code ${places.map(([channel, to]) => `${by(channel)} to ${to}`).join(' and ')}. It is the same code.`,
  twoHeading: 'Two codes',
  sentTwo: (places: readonly (readonly [channel: Channel, to: string])[]): string => `${places.map(([channel, to], at) => `${at === 0 ? 'One' : 'one'} ${by(channel)} to ${to}`).join(', ')}.`,
  code: 'Code', codeFrom: { email: 'Code from the email', sms: 'Code from the SMS' } as Readonly<Record<Channel, string>>,
  confirm: 'Confirm', confirming: 'Checking',
  expires: 'Expires', triesLeft: 'Tries left', noCode: 'No code?', noCodeBy: { email: 'No email?', sms: 'No SMS?' } as Readonly<Record<Channel, string>>,
  resend: 'Resend code', resendBy: by, resent: 'A new code is on its way.',
  resendIn: (duration: string): string => `Resend code in ${duration}`,
  anotherWay: 'Use another way', chooseHeading: 'Choose another way', chooseFirst: 'How should we confirm it is you?', method: 'Method', goOn: 'Go on',
  opensWindow: 'Opens a sign-in window',
  empty: 'Enter the code', tooShort: (length: number): string => `The code has ${count(length, 'character', 'characters')}`,
  wrong: (left: number): string => `This code is not right.${tries(left)}`,
  wrongOfTwo: (left: number): string => `One of the two codes is not right.${tries(left)}`,
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
  voidOther: 'The signing request changed since you were asked, so that confirmation no longer counts.',
  accepted: 'Confirmed.',
  expiresIn: (duration: string): string => `The code expires in ${duration}.`,
  unsupportedHeading: 'Not possible here',
  unsupported: 'This page cannot use the methods that the RA asks for. Ask RA support for another way.',
  startAgain: 'Start again',

  password: {
    heading: 'Your directory password', account: 'User name', password: 'Password', empty: 'Enter your password',
    hint: 'It goes to your directory through the RA and is kept nowhere.',
    wrong: (left: number): string => `This password is not right.${tries(left)}`,
    refused: {
      disabled: 'This account is disabled. Ask whoever looks after your directory.',
      locked: 'This account is locked in the directory. Wait until it opens again, or ask whoever looks after your directory.',
      'password-expired': 'This password has expired. Change it where you usually sign in, then come back.',
    } as Readonly<Record<'disabled' | 'locked' | 'password-expired', string>>,
    expiresIn: (duration: string): string => `The time for your password ends in ${duration}.`,
    expiredHeading: 'The time is over', lockedFor: (duration: string): string => `Too many wrong passwords. You can try again in ${duration}.`,
  },

  /** A sign-in at another party's page. */
  signIn: {
    heading: (provider: string): string => `Sign in with ${provider}`,
    continueTo: (provider: string): string => `Continue to ${provider}`,
    ready: 'A sign-in window opens. When you are done there, this page goes on by itself.',
    none: (provider: string): string => `Sign in with ${provider} in another window. When you are done there, this page goes on by itself.`,
    thisWindow: 'Continue in this window', openAgain: 'Open again',
    waiting: (provider: string): string => `Waiting for ${provider}`,
    open: 'A sign-in window is open. When you are done there, this page goes on by itself, even if the window stays open.',
    away: 'If you have signed in, this page goes on by itself in a moment. If not, open the sign-in again.',
    closedTitle: 'The window was closed', closed: 'If you finished there, this page goes on by itself. If not, open it again.',
    blockedTitle: 'The window was blocked',
    blocked: 'Allow it and open it again, or go on in this window. You come back to this step with everything you entered.',
    leaving: (provider: string): string => `Taking you to ${provider}. You come back to this step with everything you entered.`,
    unheard: 'The RA does not answer at the moment. This page keeps asking.',
    oneMoment: 'One moment',
    expiresIn: (duration: string): string => `The sign-in has to be done in ${duration}.`,
    expiredHeading: 'The time for the sign-in is over', lockedFor: (duration: string): string => `Too many failed sign-ins. You can try again in ${duration}.`,
    refusedHeading: 'You were not confirmed',
    refused: {
      cancelled: (provider: string): string => `The sign-in with ${provider} was cancelled.`,
      denied: (provider: string): string => `${provider} did not confirm you.`,
      provider: (provider: string): string => `${provider} could not complete the sign-in. The fault is there, not with you.`,
      'other-person': (provider: string): string => `Somebody else signed in with ${provider}. Sign out there, then sign in as yourself.`,
    } as Readonly<Record<'cancelled' | 'denied' | 'provider' | 'other-person', (provider: string) => string>>,
  },
};
