import { count } from './en-count.js';

/** What <caa-verifier> says of its own check, of the fix, and in the texts that it prepares. */
export const pageCheck = {
  page: {
    verifying: 'Asking the resolvers', asking: 'the resolvers are asked', noNames: 'Say which names to check. Set domains.', noIssuer: 'Say for which CA to check. Set issuer.',
    tally(permitted: number, applicable: number, forbidden: number, unclear: number): [strong: string, rest: string] {
      const rest = [forbidden > 0 && `${forbidden} likely forbidden`, unclear > 0 && `${unclear} could not be told`].filter(Boolean).join(', ');
      return [`${permitted} of ${count(applicable, 'name', 'names')} likely permitted.`, rest ? `${rest}.` : ''];
    },
    decides: 'Checked here; the CA decides.',
    lasts: (until: string): string => `What this page found counts until ${until}.`,
    beside: (verdict: string): string => `This page (advisory): ${verdict}`,
    label: 'This page (advisory)', ra: 'RA', raNotAsked: 'The RA has not looked at this name yet.',
    failed: 'This page could not check by itself. What the RA says stands for itself.',
    who: 'Who is asked',
    learns: (n: number): string => (n === 1 ? 'Verify sends the names below to this resolver. Whoever runs it learns them and your network address.' : 'Verify sends the names below to these resolvers. Whoever runs them learns them and your network address.'),
    alsoLearns: 'Beside the RA, this page checks by itself.',
    runBy: (operator: string): string => `run by ${operator}`, privacy: 'What it does with them', subnet: 'passes a part of your address on to name servers', filters: 'withholds some names',
    ofPage: 'set by this page',
  },
  again: {
    later: (time: string): string => `What stands in the DNS now may be remembered until ${time}. A changed record may not be seen before that; you may verify again at any time.`,
    now: 'What decided is no longer remembered. Verifying again can have another result.',
    atOnce: 'A failure may pass at any moment. Verify again.',
    early: (time: string): string => `Asked again before ${time}: the same answer may come back.`,
    remembered: (time: string): string => `Remembered until ${time}.`,
  },
  dnssec: {
    secure: 'Signed with DNSSEC, and the signatures are right.', insecure: 'Not signed with DNSSEC: nobody vouches for it.',
    bogus: 'Signed with DNSSEC, and the signatures are wrong. That is never permission.', unknown: 'Nothing was said of DNSSEC.',
  },
  dnssecShort: { secure: 'signed', insecure: 'not signed', bogus: 'signatures wrong', unknown: 'not said' },
  trouble: {
    network: 'the resolver could not be reached', timeout: 'the resolver did not answer in time', 'content-type': 'the answer was no DNS message', 'too-large': 'the answer was too large',
    'alias-loop': 'the aliases go round in a circle', 'alias-too-long': 'the aliases lead to a name that is too long', 'bad-resolver': 'the address of the resolver is none',
  } as Readonly<Record<string, string>>,
  troubleOf: { http: (status: string): string => `the resolver refused, HTTP ${status}`, rcode: (code: string): string => `the server refused, code ${code}`, other: (reason: string): string => `the answer could not be read (${reason})` },
  extended: (codes: string): string => `extended DNS error ${codes}`,
  answeredBy: (who: string): string => `answered by ${who}`,
  noSuchName: 'no such name, no CAA records',
  stands: 'Where the record stands', nowhere: 'no record found', timeToLive: 'time to live',
  differ: 'They came upon different records. A change may still be on its way, or they are given different answers.',
  trailOf: (who: string): string => `How ${who} found it`,
  showAll: (n: number): string => `Show all ${count(n, 'record', 'records')}`, showFewer: 'Show fewer',
  fix: {
    heading: 'A fix for your DNS administrator', form: 'Form of the record', forms: { zone: 'Zone file', generic: 'RFC 3597', fields: 'Field by field' },
    add: (owner: string): string => `Add at ${owner}`, replace: (owner: string): string => `Replace at ${owner}`, whole: (owner: string): string => `All CAA records of ${owner} after the change`,
    name: 'Name', flags: 'Flags', tag: 'Tag', value: 'Value',
    remove: 'Take away what forbids it to every CA:',
    stays: (n: number): string => `${count(n, 'record stays', 'records stay')} as ${n === 1 ? 'it is' : 'they are'}.`,
    alias: (name: string, target: string): string => `It cannot stand at ${name}, since that name is an alias. ${target} may belong to somebody else, who has to make the change.`,
    blocked: 'This record is critical and of a kind that the CA does not know. While it stands, nothing that is added helps:',
    needs: {
      'account-uri': 'A record names this CA for one account alone. Ask the CA for the URI of your account, then check again with it.',
      'validation-method': 'A record names this CA for one way to prove control alone. Ask the CA which way it uses, then check again with it.',
    },
    copyLetter: 'Copy for my DNS administrator',
  },
  letter: {
    subject: (issuers: string): string => `CAA records to change, so that ${issuers} may issue a certificate`,
    intro: (names: string, issuers: string): string => `A certificate is to be issued by ${issuers} for: ${names}. The CAA records in the DNS (RFC 8659) forbid that at present.`,
    present: (owner: string): string => `Present CAA records of ${owner}:`, add: (owner: string): string => `To add at ${owner}:`, remove: (owner: string): string => `To take away at ${owner}:`,
    generic: 'The same for software that does not know CAA (RFC 3597):', after: (owner: string): string => `All CAA records of ${owner} after the change:`,
    why: (names: string): string => `Why, for ${names}:`, more: (n: number): string => `and ${count(n, 'more record', 'more records')} as ${n === 1 ? 'it stands' : 'they stand'} now`,
    closing: 'The CA reads the records again before it issues. A change is seen once the time to live of the old records is over.',
  },
  files: { download: 'Download report', downloadOwn: 'Download report of this page', copySummary: 'Copy summary' },
};
