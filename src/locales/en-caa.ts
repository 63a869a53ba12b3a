import type { CaaVerdict } from '../core/domain.js';
import { count } from './en-count.js';
import { pageCheck } from './en-caa-page.js';

const verdicts: Readonly<Record<CaaVerdict | 'unverified' | 'verifying', string>> = {
  permitted: 'Verified', forbidden: 'Forbidden', indeterminate: 'Could not tell', 'not-applicable': 'Not applicable',
  'likely-permitted': 'Likely permitted', 'likely-forbidden': 'Likely forbidden', unverified: 'Unverified', verifying: 'Verifying',
};

const unclear = {
  servfail: 'A name server failed.', timeout: 'A name server did not answer in time.', truncated: 'An answer was cut short.', bogus: 'The DNSSEC signature of an answer is wrong.',
  'bad-name': 'This is no name that the DNS can hold.', 'no-resolver': 'Nobody was asked.', 'not-corroborated': 'What the CA saw from one place was not confirmed from others.',
  'resolvers-disagree': 'The resolvers do not agree.',
};
const othersOnly = (owner: string): string => `The records at ${owner} name other CAs.`;
const forbidding = {
  'other-issuer': othersOnly,
  'empty-issuer': (owner) => `A record at ${owner} forbids it to every CA.`,
  'critical-unknown': (owner) => `A record at ${owner} is marked critical and of a kind that this CA does not know.`,
  'malformed-value': (owner) => `A record at ${owner} is malformed, which counts as a ban.`,
  'account-uri': (owner) => `A record at ${owner} names this CA, but another account.`,
  'validation-method': (owner) => `A record at ${owner} names this CA, but another way to prove control.`,
} satisfies Readonly<Record<string, (owner: string) => string>>;

/** What each language has words for. */
export type UnclearReason = keyof typeof unclear;
export type ForbiddingReason = keyof typeof forbidding;

/** What <caa-verifier> says. */
export const caa = {
  verify: 'Verify', verifying: 'Asking the CA', caption: 'CAA by name',
  verdicts,
  tally(verified: number, applicable: number, forbidden: number, unclear: number): [strong: string, rest: string] {
    const rest = [forbidden > 0 && `${forbidden} forbidden`, unclear > 0 && `${unclear} could not be told`].filter(Boolean).join(', ');
    return [`${verified} of ${count(applicable, 'name', 'names')} verified.`, rest ? `${rest}.` : ''];
  },
  wildcard: 'Wildcard', extra: 'Added by the CA', kinds: { dns: '', ip: 'IP address', email: 'Email', other: 'Other name' } as Readonly<Record<string, string>>,
  notAsked: 'not asked yet', notCovered: 'CAA covers names only', asking: 'the CA looks at its DNS', expiredResult: 'the result is too old',
  until: (time: string, today: boolean): string => `until ${time}${today ? ' today' : ''}`,
  by: (owner: string): string => `by ${owner}`,
  brief: { servfail: 'a name server failed', timeout: 'no answer in time', truncated: 'an answer was cut short', bogus: 'DNSSEC answer is bogus', 'bad-name': 'not a DNS name', 'not-corroborated': 'not confirmed elsewhere', 'resolvers-disagree': 'resolvers disagree' } as Readonly<Record<string, string>>,
  explain: (name: string): string => `Explanation for ${name}`,
  /** The verdict as a sentence. `owner` is where the record stands that decided. */
  sentence(verdict: CaaVerdict, reason: string, owner: string | undefined, wildcard: boolean): string {
    const what = wildcard ? 'a wildcard certificate for this name' : 'a certificate for this name';
    if (verdict === 'not-applicable') return 'CAA says nothing about this kind of name.';
    if (verdict === 'indeterminate') return `${(unclear as Readonly<Record<string, string>>)[reason] ?? 'The DNS could not be read.'} The CA may not issue without a reliable answer.`;
    const likely = verdict === 'likely-permitted' || verdict === 'likely-forbidden' ? 'As this browser found: ' : '';
    if (verdict === 'forbidden' || verdict === 'likely-forbidden') {
      return `${likely}The CA may not issue ${what}. ${((forbidding as Readonly<Record<string, (owner: string) => string>>)[reason] ?? othersOnly)(owner ?? 'a name above it')}`;
    }
    if (!owner || reason === 'no-record') return `${likely}The CA may issue ${what}. No CAA record stands at it or above it, so every CA may.`;
    return `${likely}The CA may issue ${what}. ${reason === 'no-applicable-property' ? `The records at ${owner} do not restrict it.` : `A record at ${owner} names it.`}`;
  },
  record: 'The record that decided', noRecord: 'No record decided: none was found.', trail: 'How it was found', perspectives: 'What the CA said', resolvers: 'What this browser found',
  perspective: 'Perspective', resolver: 'Resolver', answer: 'Answer', advisory: 'A hint only. The CA decides.',
  ttl: (duration: string): string => `Time to live ${duration}.`,
  records: (n: number): string => (n === 0 ? 'no CAA records' : count(n, 'record', 'records')),
  endsHere: (n: number): string => `${count(n, 'record', 'records')}, the search ends here`,
  aliasTo: (target: string): string => `alias to ${target}`,
  dns: { ok: '', nxdomain: 'no such name', servfail: 'the server failed', timeout: 'no answer in time', truncated: 'the answer was cut short', bogus: 'the DNSSEC answer is bogus' } as Readonly<Record<string, string>>,
  /** The RA's own finding about who controls the domain. */
  control: {
    valid: (until: string): string => (until ? `Control proven until ${until}` : 'Control proven'),
    expired: 'Control has to be proven again', missing: 'Control not proven yet',
  },
  moreRecords: (n: number): string => count(n, 'more record', 'more records'),
  notNow: 'The request cannot be checked in its present state.',
  lasts: (until: string): string => `These results last until ${until}. Approval may take longer, so the CA looks again before it issues.`,
  outdated: 'These results are too old. Verify again.',
  announceDone: (strong: string, rest: string): string => `${strong} ${rest}`.trim(),
  stopped: 'Stopped. Nothing was changed.',
  noRequest: 'The CA can be asked about a request only. Set request-id.',
  needsResolvers: 'Checking in the page needs DNS resolvers, which this page has not set.',
  cannot: 'This RA offers no CAA check.',
  none: 'This request holds no names.',
  ...pageCheck,
};
