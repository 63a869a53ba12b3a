import type { CaaVerdict, CertificateStatus, KeyAlgorithmId, RefusalReason, RekeyReason, RequestStatus, SecondFactorMethod } from '../core/domain.js';
import type { RekeyErrorInfo } from '../core/errors.js';
import { wizardFirst } from './en-first.js';
import { list } from './en-list.js';
import { wizardKey } from './en-key.js';

/**
 * English. A language is one file like this one, exporting an object of type {@link Messages}. Sentences are what a server
 * operator would say; what varies comes in as an argument, dates and durations already written by `Format`.
 */

let rules: Intl.PluralRules | undefined;
/** `3 names`, `1 name`. */
const count = (n: number, one: string, other: string): string => {
  rules ??= new Intl.PluralRules('en');
  return `${n.toLocaleString('en')} ${rules.select(n) === 'one' ? one : other}`;
};

// ---------------------------------------------------------------------------------------------------- errors

/** Title, what happened, what to do next. */
type Wording = readonly [title: string, text: string, next: string];

const again = 'Try again: nothing is done twice.';
const support = 'Give the reference below to RA support.';

const nonsense: Wording = ['The RA gave an answer that makes no sense', 'This is a fault between this page and the RA, not yours.', support];
const refused: Wording = ['This certificate cannot be rekeyed', 'The RA refuses it in its present state.', 'Go back to your certificates.'];

/** By `code` and, where a reason needs words of its own, by `code:reason`. */
const errors: Readonly<Record<string, Wording>> = {
  auth: ['Your session has ended', 'The RA no longer knows who you are. Everything you entered is kept.', 'Sign in again, then press Try again.'],
  forbidden: ['Not allowed', 'Your role does not allow this.', 'Ask an RA administrator.'],
  'forbidden:own-request': ['This is your own request', 'Somebody else has to decide it.', 'Ask another administrator.'],
  'not-eligible': refused,
  'not-eligible:expired': ['This certificate has expired', 'A rekey needs a certificate that is still valid.', 'Ask for a new certificate.'],
  'not-eligible:revoked': ['This certificate was revoked', 'A revoked certificate is replaced by a reissue, which is a request of its own.', 'Ask for a reissue.'],
  'not-eligible:policy-off': ['Rekey is switched off', 'The policy of this certificate does not allow a rekey.', 'An RA administrator can change this in the Policy section.'],
  'not-eligible:renew-only': ['Rekey is switched off', 'The policy of this certificate allows renewal only.', 'An RA administrator can change this in the Policy section.'],
  'not-eligible:not-yours': ['Not your certificate', 'It belongs to someone else.', 'Ask its owner or an operator.'],
  conflict: ['Something changed meanwhile', 'The request is no longer in the state that this page shows.', 'Load it again and go on from there.'],
  'conflict:stale': ['Something changed meanwhile', 'Someone else changed this request. Nothing of yours was sent.', 'Look at what changed, then decide again.'],
  'conflict:request-open': ['A rekey of this certificate is already open', 'One certificate has one open request at a time.', 'View that request.'],
  'csr-rejected': ['The RA did not accept the CSR', 'One of its checks failed.', 'Look at the checks, then use another CSR.'],
  'key-rejected': ['The RA did not accept the key', 'It is weak, was used before, or is known to be compromised.', 'Make a new key.'],
  'caa-forbidden': ['CAA forbids this certificate', 'The DNS of a name forbids this CA to issue for it.', 'Change the record, then verify again.'],
  'caa-indeterminate': ['CAA could not be checked', 'The DNS of a name gave no reliable answer.', 'Verify again. If it stays so, ask your DNS administrator.'],
  'agreement-changed': ['The agreement has changed', 'A new version came into force since you agreed. Your other answers are kept.', 'Read the new version and agree to it.'],
  'second-factor': ['You were not confirmed', 'The second factor was not accepted.', 'Confirm it is you once more.'],
  'second-factor:wrong-code': ['This code is not right', 'It differs from the one that was sent.', 'Type it again.'],
  'second-factor:expired': ['The code has expired', 'It was good for a short time only.', 'Ask for a new one.'],
  'second-factor:locked': ['Locked', 'Too many wrong codes.', 'Wait until it opens again, or use another way.'],
  'second-factor:unsupported': ['Not possible here', 'The RA cannot send a code in this way.', 'Use another way.'],
  'second-factor:method': ['Not possible here', 'The policy does not allow this way.', 'Use another way.'],
  'second-factor:void': ['A new confirmation is needed', 'The signing request changed since you were asked.', 'Confirm it is you once more.'],
  'rate-limited': ['Too many tries', 'The RA asks to wait a little.', 'Try again later.'],
  unavailable: ['The RA did not answer', 'It is not known whether your request arrived.', again],
  protocol: nonsense,
  aborted: ['Stopped', 'You stopped this before it was done.', again],
  'not-found': ['Not found', 'The RA has nothing under this number, or it is not yours to see.', 'Go back to the list.'],
  'bad-input': ['This cannot be read', 'It is not what was asked for, or it is damaged.', 'Choose another file.'],
  'bad-input:private-key': ['This is a private key', 'It was not stored and not sent. A private key stays where it is.', 'Give the certificate signing request instead.'],
  'bad-input:certificate': ['This is a certificate', 'A certificate cannot be rekeyed by itself.', 'Give the certificate signing request instead.'],
  'wrong-passphrase': ['Wrong passphrase or damaged file', 'The file could not be opened with this passphrase.', 'Type the passphrase again, or choose the file you downloaded.'],
  'too-large': ['This file is too large', 'A signing request or a key has a few kilobytes.', 'Choose another file.'],
  unsupported: ['This browser cannot do it', 'The page needs a secure connection and a current browser.', 'Use another browser, or upload a CSR that you made on the server.'],
  'locked-by-other-tab': ['Open in another tab', 'This request is being worked on in another tab of this browser.', 'Go on there, or close that tab and press Try again.'],
  'issued-mismatch': ['Issued, with a problem', 'The certificate does not fit what was asked for.', 'Do not install it yet. Show it to RA support.'],
  storage: ['This browser could not keep your key', 'Its storage is full or switched off.', 'Keep the downloaded key file: it is all you need.'],
};

// ---------------------------------------------------------------------------------------------------- checks

type Facts = Readonly<Record<string, unknown>>;
const names = (facts: Facts, key: string): string => {
  const value = facts[key];
  return Array.isArray(value) ? value.slice(0, 8).map(String).join(', ') + (value.length > 8 ? ` and ${value.length - 8} more` : '') : '';
};
const word = (facts: Facts, key: string): string => (typeof facts[key] === 'string' ? facts[key] : '');

interface CheckWording {
  readonly what: string;
  /** Beside a check that passed. */
  readonly pass: string;
  /** Below one that did not. */
  readonly why: string | ((facts: Facts) => string);
}
const checks: Readonly<Record<string, CheckWording>> = {
  signature: { what: 'Signature', pass: 'Proves possession of the key', why: 'It does not fit the public key. Make the CSR again.' },
  'key-reuse': { what: 'New key', pass: 'Not used by any earlier certificate', why: 'A rekey needs a key that no certificate had before. Make a new key and a CSR for it.' },
  'key-strength': { what: 'Key strength', pass: 'Strong enough', why: 'The key is too weak or of a kind that is not accepted. Make another.' },
  'key-encoding': { what: 'Key encoding', pass: 'Uncompressed', why: 'The point on the curve is compressed. Make the CSR with an uncompressed key.' },
  'subject-match': { what: 'Subject', pass: 'Same as the certificate', why: 'The subject differs from the certificate. A rekey keeps it byte for byte.' },
  'san-match': {
    what: 'Alternative names', pass: 'Same as the certificate',
    why: (facts) => [names(facts, 'removed') && `Missing: ${names(facts, 'removed')}.`, names(facts, 'added') && `Added: ${names(facts, 'added')}.`, 'A rekey keeps the names as they are. Make the CSR again with the same names.'].filter(Boolean).join(' '),
  },
  'signature-algorithm': { what: 'Signature algorithm', pass: 'Accepted', why: 'It is not accepted. Sign with SHA-256 or stronger.' },
  'trailing-bytes': { what: 'Nothing behind the request', pass: 'Ends where it should', why: 'There are bytes behind the request. Make the file again.' },
  'duplicate-extension': { what: 'Extensions', pass: 'Each stands once', why: 'An extension stands twice. Make the CSR again.' },
  'dnsname-ascii': { what: 'DNS names', pass: 'Plain ASCII', why: 'A DNS name holds letters that have to be written in their xn-- form.' },
  'ip-length': { what: 'IP addresses', pass: 'Four or sixteen bytes', why: 'An IP address is of the wrong length.' },
  'multiple-pem': { what: 'One PEM block', pass: 'One block', why: 'There is more than one PEM block. Give the CSR alone.' },
  'wrong-object': { what: 'Kind of file', pass: 'Certificate signing request', why: 'This is not a certificate signing request. It was not stored and not sent.' },
  'surrounding-text': { what: 'Text around the PEM block', pass: 'None', why: 'The text around the block was left out. The request itself is whole.' },
  'challenge-password': { what: 'Challenge password', pass: 'None', why: 'The CSR holds a challenge password, which anyone who sees the CSR can read. It is ignored.' },
  attributes: { what: 'Attributes', pass: 'As they should be', why: 'The attributes of the request are not as RFC 2986 has them.' },
  version: { what: 'Version', pass: 'Version 0', why: 'The version of the request is not 0.' },
  format: { what: 'Format', pass: 'PEM or DER', why: 'This cannot be read as a certificate signing request.' },
  'key-known': { what: 'Known keys', pass: 'Not known as weak or compromised', why: 'The RA knows this key as weak or compromised. Make a new one.' },
  agreement: { what: 'Agreement', pass: 'Accepted', why: 'The agreement in force was not accepted.' },
  eligibility: { what: 'Certificate', pass: 'May be rekeyed', why: 'The certificate may not be rekeyed any more.' },
  caa: { what: 'CAA', pass: 'Verified', why: 'The CA has to look at the DNS again.' },
  'domain-control': { what: 'Control of the domains', pass: 'Proven', why: 'Control of a domain has to be proven again.' },
  'second-factor': { what: 'Second factor', pass: 'Accepted', why: 'The requester was not confirmed.' },
  validity: { what: 'Validity', pass: 'Within the limits', why: 'It is longer than the policy allows.' },
  'issued-key': { what: 'Fits your key', pass: 'The public key of your CSR', why: 'The certificate holds another public key than your CSR.' },
  'issued-names': { what: 'Covers the names', pass: 'All of them', why: (facts) => `Missing: ${names(facts, 'missing') || 'a name'}.` },
  'issued-subject': { what: 'Subject', pass: 'Same as before', why: 'The subject differs from the old certificate.' },
  'issued-chain': { what: 'Chain', pass: 'Each signature verifies', why: 'A signature along the chain does not verify.' },
  'issued-not-before': { what: 'Start of validity', pass: 'Valid now', why: 'It starts later: until then servers should keep the old certificate.' },
};

const verdicts: Readonly<Record<CaaVerdict | 'unverified' | 'verifying', string>> = {
  permitted: 'Verified', forbidden: 'Forbidden', indeterminate: 'Could not tell', 'not-applicable': 'Not applicable',
  'likely-permitted': 'Likely permitted', 'likely-forbidden': 'Likely forbidden', unverified: 'Unverified', verifying: 'Verifying',
};

export const en = {
  /** BCP 47, with the region whose dates stand for the language where a page names none. */
  lang: 'en-GB',

  common: {
    next: 'Next', back: 'Back', cancel: 'Cancel', close: 'Close', tryAgain: 'Try again', change: 'Change', view: 'View', done: 'Done',
    download: 'Download', copy: 'Copy', copied: 'Copied', copyFailed: 'Copying is not allowed here. Select the text and copy it.',
    optional: 'optional', recommended: 'recommended', loading: 'Loading', problem: 'There is a problem',
    field: 'Field', old: 'Now', new: 'After the rekey', same: 'Stays the same', changes: 'Changes',
    chooseFile: 'Choose file', dropHere: 'Drop it here', allSteps: 'All steps', steps: 'Steps', stepDone: 'done', stepNow: 'current',
    code: 'Code', reference: 'Support reference', noAdapter: 'No registration authority is connected to this page.',
    step: (n: number, of: number): string => `Step ${n} of ${of}`,
    wholeFingerprint: (short: string): string => `Whole fingerprint of ${short}`,
    sandbox: 'This registration authority exists in this page only. Nobody trusts its certificates.',
    retryAfter: (duration: string): string => `You can try again in ${duration}.`,
    names: (n: number): string => count(n, 'name', 'names'),
    days: (n: number): string => count(n, 'day', 'days'),
  },

  algorithms: {
    'ec-p256': 'ECDSA P-256', 'ec-p384': 'ECDSA P-384', 'ec-p521': 'ECDSA P-521',
    'rsa-2048': 'RSA 2048', 'rsa-3072': 'RSA 3072', 'rsa-4096': 'RSA 4096',
    ed25519: 'Ed25519', 'ml-dsa-44': 'ML-DSA-44', 'ml-dsa-65': 'ML-DSA-65', 'ml-dsa-87': 'ML-DSA-87',
  } satisfies Record<KeyAlgorithmId, string> as Readonly<Record<string, string>>,

  requestStatus: {
    draft: 'Draft', 'second-factor': 'Waits for confirmation', 'pending-approval': 'Pending approval', 'in-review': 'In review', approved: 'Approved',
    validating: 'Validating', issuing: 'Issuing', issued: 'Issued', declined: 'Declined', failed: 'Failed', cancelled: 'Cancelled', expired: 'Expired',
  } as Readonly<Record<RequestStatus, string>>,

  certificateStatus: {
    active: 'Active', expired: 'Expired', revoked: 'Revoked', 'rekey-open': 'Rekey open', superseded: 'Superseded',
  } as Readonly<Record<CertificateStatus | 'superseded', string>>,

  reasons: {
    routine: 'Routine change', lost: 'The key is lost', compromised: 'The key may be compromised', algorithm: 'Change of algorithm',
  } as Readonly<Record<RekeyReason, string>>,

  methods: {
    'email-otp': 'Code by email', 'sms-otp': 'Code by SMS', 'email-sms': 'Codes by email and SMS', saml: 'SAML sign-in',
    'active-directory': 'Directory password', 'azure-ad': 'Microsoft Entra ID (Azure Active Directory)', oidc: 'OpenID Connect sign-in',
  } as Readonly<Record<SecondFactorMethod, string>>,

  refusals: (reason: RefusalReason): Wording => errors[`${reason === 'request-open' ? 'conflict' : 'not-eligible'}:${reason}`] ?? refused,

  errors: {
    /** What happened, and what to do next. */
    describe(info: Pick<RekeyErrorInfo, 'code' | 'reason'>): { title: string; text: string; next: string } {
      const [title, text, next] = errors[`${info.code}:${info.reason ?? ''}`] ?? errors[info.code] ?? nonsense;
      return { title, text, next };
    },
  },

  checks: {
    /** What is checked, the words at the end of the row, and the sentence below it. */
    describe({ id, outcome, detail }: { id: string; outcome: 'pass' | 'warn' | 'fail' | 'unknown'; detail?: unknown }): { what: string; result: string; why: string } {
      const facts: Facts = typeof detail === 'object' && detail !== null ? (detail as Facts) : {};
      const wording = checks[id];
      const what = wording?.what ?? id;
      if (outcome === 'pass') return { what, result: word(facts, 'text') || (wording?.pass ?? 'Passed'), why: '' };
      const why = typeof wording?.why === 'function' ? wording.why(facts) : wording?.why ?? '';
      if (outcome === 'unknown') return { what, result: 'Not known yet', why: 'This browser cannot check it. The RA does.' };
      return { what, result: outcome === 'fail' ? 'Not accepted' : 'Warning', why };
    },
    summary(passed: number, warned: number, failed: number, total: number): string {
      if (failed > 0) return `${failed} of ${count(total, 'check', 'checks')} failed`;
      return warned > 0 ? `${passed} passed, ${warned} to note` : `${count(total, 'check', 'checks')} passed`;
    },
  },

  // ================================================================================================== <second-factor-dialog>
  secondFactor: {
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
  },

  // ================================================================================================== <caa-verifier>
  caa: {
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
      if (verdict === 'indeterminate') return `${unclear[reason] ?? 'The DNS could not be read.'} The CA may not issue without a reliable answer.`;
      const likely = verdict === 'likely-permitted' || verdict === 'likely-forbidden' ? 'As this browser found: ' : '';
      if (verdict === 'forbidden' || verdict === 'likely-forbidden') {
        return `${likely}The CA may not issue ${what}. ${(forbidding[reason] ?? othersOnly)(owner ?? 'a name above it')}`;
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
  },

  // ================================================================================================== <rekey-wizard>
  wizard: {
    ...wizardFirst,
    ...wizardKey,
    // ------------------------------------------------------------------------------------------------ names and validity
    names: {
      subjectHeading: 'Subject Distinguished Name', subjectLead: 'Copied byte for byte from the current certificate. A rekey cannot change it.',
      /** By OID; what is missing here goes by its short name or its dotted OID. */
      attributes: {
        '2.5.4.3': 'Common name', '2.5.4.10': 'Organization', '2.5.4.11': 'Organizational unit', '2.5.4.7': 'Locality', '2.5.4.8': 'State or province',
        '2.5.4.6': 'Country', '2.5.4.9': 'Street address', '2.5.4.17': 'Postal code', '2.5.4.5': 'Serial number', '2.5.4.12': 'Title', '2.5.4.4': 'Surname',
        '2.5.4.42': 'Given name', '2.5.4.65': 'Pseudonym', '2.5.4.13': 'Description', '2.5.4.15': 'Business category', '2.5.4.97': 'Organization identifier',
        '0.9.2342.19200300.100.1.25': 'Domain component', '0.9.2342.19200300.100.1.1': 'User ID', '1.2.840.113549.1.9.1': 'Email address',
        '1.3.6.1.4.1.311.60.2.1.1': 'Jurisdiction locality', '1.3.6.1.4.1.311.60.2.1.2': 'Jurisdiction state', '1.3.6.1.4.1.311.60.2.1.3': 'Jurisdiction country',
      } as Readonly<Record<string, string>>,
      multiValued: (n: number): string => `One part of the name, with ${n} values`,
      emptySubject: 'The subject is empty', emptySubjectWhy: 'This certificate names its servers in the alternative names alone. The new one does the same.',
      otherSubject: 'To change the subject, ask for a new certificate.',
      subjectIgnored: 'Your CSR has another subject', namesIgnored: 'Your CSR has other alternative names',
      ignoredWhy: 'The RA takes from it the key alone. The names are those of the current certificate, as shown here.',
      sanHeading: 'Subject Alternative Name',
      sanLead: (n: number): string => (n === 1 ? 'The certificate covers this name. It stays as it is.' : `The certificate covers these ${n} names. They stay as they are.`),
      kinds: {
        dns: 'DNS', ip: 'IP address', email: 'Email', uri: 'URI', dirName: 'Directory name', registeredId: 'Registered ID', otherName: 'Other name',
        x400: 'X.400 address', ediParty: 'EDI party',
      },
      wildcard: 'DNS, wildcard',
      noNames: 'There are no alternative names', noNamesWhy: 'The current certificate has none, and the new one has none.',
      otherNames: 'To add or remove a name, ask for a new certificate.',
      validityHeading: 'Certificate Validity', validityLegend: 'How long',
      publicMaximum: (days: number): string => `A public TLS certificate may last at most ${count(days, 'day', 'days')} at present.`,
      policyMaximum: (days: number): string => `The policy allows at most ${count(days, 'day', 'days')}.`,
      modes: { new: 'As long as allowed', 'same-duration': 'As long as the current certificate', 'same-expiry': 'Same end as the current certificate' },
      hints: {
        new: (end: string, days: number): string => `${count(days, 'day', 'days')}, until ${end} if it is issued today.`,
        'same-duration': (end: string, days: number): string => `${count(days, 'day', 'days')}, until ${end} if it is issued today.`,
        'same-expiry': (end: string, days: number): string => `Asks for ${end}: ${count(days, 'day', 'days')} if it is issued today.`,
      },
      cut: {
        br: (days: number): string => `More than ${count(days, 'day', 'days')} is not allowed for public certificates.`,
        policy: (days: number): string => `More than ${count(days, 'day', 'days')} is not allowed by the policy.`,
      },
      caDecides: 'The CA sets the final dates when it issues. If approval takes longer, they move with it.',
      current: 'Current certificate', new: (days: number): string => `New certificate, ${count(days, 'day', 'days')}`, today: (date: string): string => `Today, ${date}`,
      timeline: (oldEnd: string, start: string, end: string): string => `The current certificate ends on ${oldEnd}. The new one would run from ${start} to ${end}.`,
    },

    // ------------------------------------------------------------------------------------------------ domains, review, second factor
    submit: {
      rekey: 'Rekey', generate: 'Generate',
      domainsHeading: 'Domain Ownership Verification',
      domainsLead: 'Your DNS says which CAs may issue for your names. Each CAA record is Unverified until the CA has looked.',
      domainsLeadUngated: 'Your DNS says which CAs may issue for your names. You may look now; the CA looks before it issues.',
      shut: { unverified: 'Every name has to be verified.', forbidden: 'A name is forbidden. Change its record, then verify again.', indeterminate: 'A name could not be told. Verify again.' },
      confirmHeading: 'Check and rekey', whatChanges: 'What changes', yourAnswers: 'Your answers',
      rows: {
        key: 'Key', fingerprint: 'Fingerprint', validUntil: 'Valid until', subject: 'Subject', names: 'Names', reason: 'Reason', validity: 'Validity', caa: 'CAA',
        agreement: 'Agreement', request: 'Request number', certificate: 'Certificate', who: 'Asked of', method: 'Confirmed by',
      },
      about: (date: string): string => `about ${date}`, more: (n: number): string => `and ${n} more`, emptySubject: 'empty', noNames: 'none',
      key: {
        proven: 'Made in this browser. The encrypted file was opened and fits the CSR.', browser: 'Made in this browser. The encrypted file was not opened again.',
        upload: 'Your own CSR. Its key stays where you made it.', token: 'On a token. It stays there.',
      },
      caaNotAsked: 'Not asked for', caaNone: 'Not applicable',
      caaCount: (good: number, of: number, by: 'ra' | 'page'): string => (by === 'ra' ? `${good} of ${count(of, 'name', 'names')} verified` : `${good} of ${count(of, 'name', 'names')} checked here; the CA decides`),
      agreed: (version: string, at: string): string => `Version ${version}, accepted ${at}`,
      message: 'Message to the approver', messageHint: 'For example when you mean to install it.',
      fate: {
        kept: (end: string, _hours: string): string => `The current certificate is kept. It works until it ends on ${end}.`,
        superseded: (_end: string, _hours: string): string => 'The current certificate is revoked as superseded once the new one is approved. Install the new one at once.',
        'revoked-after': (_end: string, hours: string): string => `The current certificate is revoked ${hours} hours after the new one is issued.`,
      },
      compromisedTitle: 'The current certificate stays valid until it is revoked',
      compromised: 'Whoever holds the old key can use it until then. A rekey alone does not revoke it: ask for revocation with the reason key compromise.',
      askRevocation: 'Ask for revocation',
      factorHeading: 'Confirm it is you', factorLead: 'The RA asks for a second factor before it takes this request.',
      factorKept: 'Nothing is sent before you are confirmed. Your key and your answers are kept.', factorAccepted: 'You are confirmed. The request is on its way.',
    },

    // ------------------------------------------------------------------------------------------------ waiting, and the end
    end: {
      pendingHeading: 'Waiting for approval', pendingLead: 'An RA administrator looks at your request next.',
      reviewLead: (name: string): string => `${name} is looking at your request.`,
      issuingHeading: 'Your certificate is on its way', issuingLead: 'The request was accepted. The CA checks it once more and issues.',
      number: 'Request number', submitted: 'Submitted', expires: 'Expires', expiresUndecided: (date: string): string => `${date}, if nobody decides`,
      stages: {
        submitted: 'Submitted', received: 'CSR, agreement and CAA results received', approval: 'Approval',
        approvers: (ra: string): string => `RA administrators of ${ra}`, claimed: (name: string): string => `In review by ${name}`, approvedBy: (name: string): string => `Approved by ${name}`,
        caa: 'CAA is checked again', caaUntil: (until: string): string => `The present result is good until ${until}`, issued: 'Certificate issued',
      },
      closable: 'You can close this page', keyIn: 'Your key is in', keySaved: 'Your key is in the encrypted file that you downloaded.', keyElsewhere: 'Your key stays where you made it.',
      csrOnly: 'The RA has the CSR only.', linkBack: 'The link below brings you back here, and this page changes by itself when the decision comes.',
      comeBack: 'Open the certificate again to come back here. This page changes by itself when the decision comes.',
      copyLink: 'Copy link to this request',
      checkingHeading: 'Checking the certificate', checkingLead: 'It was issued. It is compared with your key, the names and the chain before anything is said about it.', checkingNow: 'Reading and comparing',
      issuedHeading: 'Certificate issued',
      issuedLead: (n: number): string => `The new certificate fits your key, ${n === 0 ? 'keeps the subject' : n === 1 ? 'covers its name' : n === 2 ? 'covers both names' : `covers all ${n} names`}, and its chain is complete.`,
      problemHeading: 'Issued, with a problem', problemLead: 'The CA issued a certificate that is not what was asked for. Do not install it yet.',
      whatIsWrong: 'What is wrong', problemNext: 'Keep the current certificate in use. Show the request number and the reference below to RA support; the files stay here for them.',
      downloads: 'Downloads',
      files: { chain: 'Certificate with chain', certificate: 'Certificate only', key: 'Encrypted private key', pkcs12: 'PKCS#12: key, certificate, chain' },
      keyGone: 'Use the file that you downloaded', saved: (name: string): string => `${name} was saved.`,
      passphraseOpens: 'The last two open with the passphrase you chose.', needPlain: 'I need the key unencrypted', yourKey: 'your.key',
      exportNames: { pkcs12: 'Make a PKCS#12 file', plain: 'Save the key unencrypted' },
      plainTitle: 'Anyone who gets this file can use your certificate', plainWarning: 'It has no passphrase. Put it only where the server reads it, and delete every other copy.',
      passphrase: 'Passphrase of the key', passphraseHint: 'The one you chose when the key was made. It does not leave this page.', passphraseMissing: 'Enter the passphrase',
      wrongPassphrase: 'Wrong passphrase or damaged file', giveFile: 'The encrypted key file', giveFileWhy: 'This browser no longer has a copy of it.',
      fileMissing: 'Choose the key file', otherKey: 'This file holds another key', notKeyFile: 'This is not an encrypted key file',
      make: { pkcs12: 'Make and download', plain: 'Download unencrypted' }, making: { pkcs12: 'Making the PKCS#12 file', plain: 'Opening the key' },
      oldAndNew: 'Old and new', old: 'Old', new: 'New',
      rows: { key: 'Key', fingerprint: 'Fingerprint', serial: 'Serial', validUntil: 'Valid until', kept: 'Subject, names' }, sameBytes: 'The same bytes',
      wholeSerial: (short: string): string => `Whole serial number of ${short}`,
      laterTitle: (at: string): string => `Valid from ${at}`, later: 'This is no error: the CA lets it begin later. Until then servers should keep the old certificate.',
      checkHeading: 'Check it on the server', checkTitle: 'In the folder with the downloads', mustBeEqual: 'Both lines must be equal',
      stillToDo: 'Still to do',
      tasks: {
        revoke: 'Ask for revocation of the old certificate', revokeWhy: 'Whoever holds the old key can use it until the certificate is revoked. The reason is key compromise.',
        install: 'Install the new certificate on every server that uses the old one',
        installWhy: {
          kept: (_hours: string): string => 'The old certificate and its key keep working, so you can change one server at a time.',
          superseded: (_hours: string): string => 'The old certificate is revoked as superseded. Do it now: clients stop trusting the old one.',
          'revoked-after': (hours: string): string => `The old certificate is revoked ${hours} hours after the new one was issued.`,
        },
        remove: 'Remove the old key', removeWhen: 'Only when every server answers with serial number',
        removeWhy: {
          kept: (end: string): string => `The old certificate was not revoked by this rekey; it ends by itself on ${end}.`,
          superseded: (_end: string): string => 'The old certificate is of no more use.',
          'revoked-after': (_end: string): string => 'The old certificate will be of no more use.',
        },
      },
      finishedTitle: 'Done', finishedKey: 'This browser has forgotten its copy of the key. The files that you saved are yours.', finished: 'This browser has forgotten the request.',
      footer: (number: string): string => `Request ${number}, support reference`,
      declinedHeading: 'Declined', declinedBy: (name: string): string => `Declined by ${name}`, declinedLead: (at: string): string => `${at === '' ? '' : `${at}. `}The current certificate is active as before.`,
      remarks: 'Remarks', noRemarks: 'No remarks were given.', editAgain: 'Edit and submit again', declinedNext: 'Your key and your answers are kept. Change what has to be changed, then submit the request again.',
      failedHeading: 'The certificate was not issued', failedNext: 'Nothing was issued and the current certificate stays as it is. Your key and your answers are kept.',
      noReopen: {
        expired: 'The certificate has expired meanwhile.', revoked: 'The certificate was revoked meanwhile.', 'policy-off': 'Rekey was switched off meanwhile.', 'renew-only': 'Rekey was switched off meanwhile.',
        'request-open': 'Another request of this certificate is open.', 'not-yours': 'This request is not yours.',
      } as Readonly<Record<string, string>>,
      noReopenNow: 'The RA does not allow it any more.',
      ended: {
        cancelled: { heading: 'Request cancelled', lead: 'Nothing was issued. The current certificate stays as it is.' },
        expired: { heading: 'Request expired', lead: 'Nobody decided in time, and nothing was issued. The current certificate stays as it is.' },
      },
      cancelledKey: 'This browser has forgotten its copy of the new key. Delete the key file that you downloaded: no certificate belongs to it.',
      startAgain: 'Start a new rekey when you are ready.',
    },
  },

  // ================================================================================================== <rekey-request-list>
  list,
};

const unclear: Readonly<Record<string, string>> = {
  servfail: 'A name server failed.', timeout: 'A name server did not answer in time.', truncated: 'An answer was cut short.', bogus: 'The DNSSEC signature of an answer is wrong.',
  'bad-name': 'This is no name that the DNS can hold.', 'no-resolver': 'Nobody was asked.', 'not-corroborated': 'What the CA saw from one place was not confirmed from others.',
  'resolvers-disagree': 'The resolvers do not agree.',
};
const othersOnly = (owner: string): string => `The records at ${owner} name other CAs.`;
const forbidding: Readonly<Record<string, (owner: string) => string>> = {
  'other-issuer': othersOnly,
  'empty-issuer': (owner) => `A record at ${owner} forbids it to every CA.`,
  'critical-unknown': (owner) => `A record at ${owner} is marked critical and of a kind that this CA does not know.`,
  'malformed-value': (owner) => `A record at ${owner} is malformed, which counts as a ban.`,
  'account-uri': (owner) => `A record at ${owner} names this CA, but another account.`,
  'validation-method': (owner) => `A record at ${owner} names this CA, but another way to prove control.`,
};

export type Messages = typeof en;
