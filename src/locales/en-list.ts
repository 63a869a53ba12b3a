import type { RekeyReason } from '../core/domain.js';
import { count } from './en-count.js';

/** Who did it; `undefined`: the RA itself, or nobody that it names. */
type By = string | undefined;
const by = (who: By): string => (who === undefined ? '' : ` by ${who}`);

/** Machine reasons of a refusal, as far as the trail names them. */
const reasons: Readonly<Record<string, string>> = {
  'caa-forbidden': 'CAA forbids it', 'caa-indeterminate': 'CAA could not be checked', lookup: 'CAA could not be checked', expired: 'the certificate has expired',
  revoked: 'the certificate was revoked', 'policy-off': 'rekey is switched off', 'renew-only': 'rekey is switched off', used: 'the key was used before',
  weak: 'the key is weak', compromised: 'the key is compromised',
};
const because = (why: By): string => (why === undefined ? '' : `: ${reasons[why] ?? why}`);

const events: Readonly<Record<string, (who: By, detail: By) => string>> = {
  created: (who) => `Opened${by(who)}`,
  'csr-attached': (who) => `CSR attached${by(who)}`,
  'caa-verified': () => 'CAA looked at',
  'second-factor-started': () => 'Second factor asked for',
  'second-factor-accepted': () => 'Second factor accepted',
  'second-factor-failed': () => 'Second factor not accepted',
  'second-factor-locked': () => 'Second factor locked',
  submitted: (who, message) => `Submitted${by(who)}${message === undefined ? '' : `, with the message: ${message}`}`,
  claimed: (who) => `Taken into review${by(who)}`,
  approved: (who, message) => `Approved${by(who)}${message === undefined ? '' : `, with the message: ${message}`}`,
  refused: (who, why) => `Approval tried${by(who)} and refused${because(why)}`,
  declined: (who, remarks) => `Declined${by(who)}${remarks === undefined ? '' : `: ${remarks}`}`,
  issued: (_who, serial) => `Certificate issued${serial === undefined ? '' : `, serial number ${serial}`}`,
  failed: (_who, why) => `Not issued${because(why)}`,
  cancelled: (who) => `Cancelled${by(who)}`,
  reopened: (who) => `Opened again${by(who)}`,
  expired: () => 'Expired',
};

const changes: Readonly<Record<string, (who: string) => string>> = {
  approved: (who) => `${who} approved this request while you had it open`,
  issued: (who) => `${who} approved this request while you had it open`,
  declined: (who) => `${who} declined this request while you had it open`,
  cancelled: (who) => `${who} cancelled this request while you had it open`,
  claimed: (who) => `${who} took this request into review while you had it open`,
  refused: (who) => `${who} tried to approve this request while you had it open, and was refused`,
  expired: () => 'This request expired while you had it open',
};

/** `<rekey-request-list>` in English. */
export const list = {
  heading: { all: 'Rekey Requests', own: 'My rekey requests' },
  total: (n: number, exact: boolean): string => (exact ? count(n, 'request', 'requests') : `about ${count(n, 'request', 'requests')}`),
  caption: (heading: string, column: string, descending: boolean): string => `${heading}, by ${column.toLowerCase()}, ${descending ? 'descending' : 'ascending'}`,
  columns: { number: 'Request', requestedBy: 'Requested by', certificate: 'Certificate', createdAt: 'Requested on', reason: 'Reason', status: 'Status', actions: 'Actions' },
  selectColumn: 'Selection', selectPage: 'Select this page', select: (number: string): string => `Select ${number}`,
  claimedBy: (who: string): string => `by ${who}`, claimedByYou: 'by you',
  citizenId: (id: string): string => `Citizen ID ${id}`,
  reasons: { routine: 'Routine', lost: 'Key lost', compromised: 'Compromised', algorithm: 'Algorithm' } as Readonly<Record<RekeyReason, string>>,
  view: 'View', fresh: (n: number): string => `${n.toLocaleString('en')} new`, showFresh: 'requests: show them',
  announceFresh: (n: number): string => `${count(n, 'new request', 'new requests')} at the top of the list, not shown yet`,
  announcePage: (range: string): string => `Showing ${range}`,
  range: (from: number, to: number, total: number, exact: boolean): string => `${from.toLocaleString('en')} to ${to.toLocaleString('en')} of ${exact ? '' : 'about '}${total.toLocaleString('en')}`,
  previous: 'Previous', next: 'Next page', firstPage: 'This is the first page', lastPage: 'This is the last page',
  pageSize: 'Rows a page',
  loading: 'Loading requests', refresh: 'Refresh', readAt: (time: string): string => `As of ${time}`,
  stale: { text: (time: string): string => `Live updates stopped at ${time}`, again: 'Refresh' },
  notRead: (time: string): string => `What stands below is as it was at ${time}.`,

  search: { label: 'Search requests', placeholder: 'Number, name, serial or requester' },
  filters: {
    label: 'Filters', status: 'Status', reason: 'Reason', date: 'Date', claim: 'Claimed by', columns: 'Columns', csv: 'CSV',
    on: (n: number): string => `${n.toLocaleString('en')} chosen`, isOn: 'chosen',
    statusLegend: 'Status of the request', reasonLegend: 'Reason of the request', dateLegend: 'When it was requested', claimLegend: 'Who has claimed it', columnsLegend: 'Columns that are shown',
    from: 'Requested from', before: 'Requested before', days: 'Days begin at midnight, UTC.',
    anyone: 'Anyone or nobody', me: 'Me', nobody: 'Nobody', always: 'Always shown',
    clearOne: 'Clear', close: 'Close',
  },
  clear: { search: 'Clear search', filters: 'Clear filters' },

  selection: {
    count: (n: number): string => `${n.toLocaleString('en')} selected`, elsewhere: (n: number): string => `${n.toLocaleString('en')} on other pages`,
    clear: 'Clear', claim: 'Claim',
    vanished: (n: number): string => (n === 1 ? '1 selected request is not in this list any more. It is not selected any more.' : `${n.toLocaleString('en')} selected requests are not in this list any more. They are not selected any more.`),
  },

  export: {
    title: 'Saving the list as CSV', progress: (rows: string, total: string | undefined): string => (total === undefined ? rows : `${rows} of ${total}`),
    done: (n: number, file: string): string => `${count(n, 'request', 'requests')} saved as ${file}`, failed: 'The list could not be saved', cancelled: 'Saving was stopped. No file was made.',
    citizenId: 'Citizen ID', subject: 'Subject', serial: 'Serial number',
  },
  empty: { title: 'No rekey requests', all: 'When someone asks for a new key, the request shows up here.', own: 'When you ask for a new key, the request shows up here.' },
  nothing: {
    title: 'Nothing matches', text: (statuses: string): string => `No request has the status ${statuses}.`,
    search: (words: string, isFiltered: boolean): string => `No request has “${words}”${isFiltered ? ' and fits the filters' : ''}.`, filters: 'No request fits the filters.',
  },
  notAllowed: {
    title: 'Not allowed',
    text: (role: string): string => `${role === '' ? 'Your role' : `Your role, ${role},`} may not see these requests. An RA administrator can change that.`,
    roles: { user: 'User', operator: 'Operator', admin: 'Administrator' },
    own: 'Show my requests',
  },
  noList: { title: 'No list here', text: 'This RA cannot list its requests.' },
  failed: 'The list could not be loaded', detailFailed: 'The request could not be loaded',

  detail: {
    unknown: 'Request', loading: 'Loading the request',
    back: 'All requests', close: 'Close',
    about: (name: string, citizenId: string, reason: string, at: string): string => `${name}${citizenId === '' ? '' : `, ${citizenId}`}. ${reason}, ${at}.`,
    onlyKey: 'Only the key changes', more: 'More than the key changes', notCompared: 'The key changes',
    same: {
      new: 'Subject, names and profile are the same bytes. Validity starts anew.',
      'same-duration': 'Subject, names and profile are the same bytes. Validity starts anew.',
      'same-expiry': 'Subject, names and profile are the same bytes. The same end is asked for.',
    },
    ignored: 'Subject, names and profile come from the current certificate. What the CSR says otherwise is left out.',
    differs: 'Look at the rows marked with an arrow.', noComparison: 'The RA did not say whether subject and names are the same.',
    noCsr: 'There is no CSR yet.',
    caption: 'What changes with this request', current: 'Current', new: 'New',
    fields: { key: 'Public key', fingerprint: 'Key SHA-256', serial: 'Serial number', validUntil: 'Valid until', subject: 'Subject', names: 'Names', profile: 'Profile' },
    newSerial: 'Given at issuance', emptySubject: 'Empty', noNames: 'None',
    subjectIgnored: (subject: string): string => `The CSR says ${subject}. It is left out.`,
    names: (n: number): string => `${count(n, 'name', 'names')}, byte for byte`,
    namesPlain: (n: number): string => count(n, 'name', 'names'),
    namesIgnored: (change: string): string => `The CSR differs (${change}). It is left out.`,
    added: (names: string): string => `added: ${names}`, removed: (names: string): string => `missing: ${names}`,
    fromIssue: (days: number): string => `${count(days, 'day', 'days')} from issue`, upTo: (days: number): string => `Up to ${count(days, 'day', 'days')} from issue`,
    caSets: 'Set by the CA at issue', sameEnd: (date: string): string => `${date}, as far as the CA allows`,
    checks: 'Checks', noChecks: 'Nothing was checked yet.',
    possession: ['Proof of possession', 'Signature fits the key'] as readonly [string, string],
    keyIsNew: ['Key is new', 'Not used, not known as compromised'] as readonly [string, string],
    keyUsed: 'This key was used before or is known as compromised.',
    notTold: 'Not known', notToldWhy: 'The RA did not tell the result.',
    caa: {
      what: 'CAA', verified: (ago: string): string => `Verified ${ago}`, old: 'Old result', forbidden: 'Forbidden', unclear: 'Could not tell', missing: 'Not looked at yet',
      seen: (ago: string): string => `Last looked at ${ago}.`, again: 'The CA looks again when you approve.', later: 'The CA looks again at approval.',
      names: (names: string): string => `Concerns ${names}.`,
    },
    control: { what: 'Control of the domains', until: (date: string): string => `Proven, reusable until ${date}`, proven: 'Proven', missing: 'Not proven', names: (names: string): string => `Not proven, or no longer: ${names}.` },
    agreement: { what: 'Agreement', accepted: (version: string, at: string): string => `Version ${version}, ${at}` },
    factor: { what: 'Second factor', accepted: (method: string, at: string): string => `${method}, ${at}`, later: 'Asked for after approval', missing: 'Not confirmed' },
    message: (name: string): string => `Message of ${name}`,
    old: {
      heading: 'The current certificate', kept: 'It stays valid beside the new one until it expires.', superseded: 'It is revoked as superseded when the new one is issued.',
      after: (hours: number): string => `It is revoked ${count(hours, 'hour', 'hours')} after the new one is issued.`,
      task: 'Open task: revoke the current certificate', taskText: 'The key may be compromised. The certificate stays valid until it is revoked, with keyCompromise as the reason: this request does not do that.',
      taskDone: 'It is revoked.', revoke: 'Revoke it',
    },
    audit: 'Audit trail', noAudit: 'The RA keeps no trail of it.',
    event: (action: string, who: By, detail: By): string => events[action]?.(who, detail) ?? `${action}${by(who)}`,
    wholeSerial: (short: string): string => `Whole serial number of ${short}`,
  },

  decision: {
    approve: 'Approve', decline: 'Decline', reviewed: 'I have reviewed and verified the changes',
    approving: 'Approving', declining: 'Declining', told: 'The requester is told at once.',
    tickFirst: 'Tick that you have reviewed the changes.',
    own: 'This is your own request', ownWhy: 'Four eyes are required: another administrator has to decide it.', ownShort: 'You cannot decide your own request',
    not: {
      role: 'Your role may not decide requests.', claimed: 'Someone else is looking at it.', state: 'There is nothing to decide in this state.',
    } as Readonly<Record<string, string>>,
    claimedBy: (name: string): string => `${name} is looking at it.`,
    claim: 'Claim', takeOver: 'Take over', claiming: 'Claiming', claimed: (number: string): string => `You have claimed ${number}`, mine: 'You have claimed it: others see that you are looking at it.',
    claimFirst: 'Take it over to decide it yourself.',
    template: 'Start from a template', templateNone: 'Choose a template',
    previewMany: (name: string, others: number): string => (others === 0 ? `What ${name} will read` : `What ${name} will read. ${count(others, 'other reads', 'others read')} the same of their own.`),
    notNow: 'The RA does not allow it now.',
    declineHeading: (number: string): string => `Decline ${number}`,
    remarks: 'Remarks', remarksHint: 'The requester reads them as you write them.', prefilled: 'Filled in from the failed check.',
    remarksMissing: 'Write why, so that the requester knows what to change.',
    preview: (name: string): string => `What ${name} will read`,
    previewTitle: (certificate: string): string => `Your rekey request for ${certificate} was declined`,
    previewEmpty: 'Without remarks.', previewEnd: 'Your current certificate stays active. You can edit the request and submit it again.',
    keptRemarks: 'Your remarks, kept', copyRemarks: 'Copy my remarks',
    you: 'You',
    changed: (action: string, who: By): string => changes[action]?.(who ?? 'Someone') ?? (who === undefined ? 'This request changed while you had it open' : `${who} changed this request while you had it open`),
    changedAt: (at: string): string => `${at}. `, nothingSent: 'Nothing of yours was sent.', lookAgain: 'Look at it again before you decide.',
    done: { approve: (number: string): string => `${number} is approved`, decline: (number: string): string => `${number} is declined` },
    doneText: {
      issued: 'The requester is told at once. The new certificate is issued.', issuing: 'The requester is told at once. The CA issues the new certificate next.',
      factor: 'The requester is told at once, confirms who they are, and then the CA issues.', failed: 'The requester is told at once. The CA could not issue it.',
      declined: 'The requester is told at once and can edit the request and submit it again. The current certificate stays active.',
    },
    decidedBy: { approved: (who: string, at: string): string => `Approved by ${who}, ${at}`, declined: (who: string, at: string): string => `Declined by ${who}, ${at}` },
    /** The answer was lost, and the request itself tells that the decision was taken. */
    arrived: { text: 'Your decision arrived all the same, as the request shows.', next: 'Try again to have its answer: nothing is done twice.' },
    /** What an approver is told of an approval that the RA refused. */
    refused: {
      'caa-forbidden': { text: 'The RA looked again: the DNS of a name forbids this CA to issue for it.', next: 'Decline the request, so that the requester can change the record.' },
      'caa-indeterminate': { text: 'The RA looked again: the DNS of a name gave no reliable answer.', next: 'Try again, or decline the request.' },
      'not-eligible': { next: 'Decline the request. Nothing was issued.' },
      'key-rejected': { next: 'Decline the request, so that the requester can make a new key.' },
    } as Readonly<Record<string, Readonly<Partial<Record<'text' | 'next', string>>>>>,
    remarksOf: (name: string): string => `Remarks of ${name}`,
  },

  /** One decision on many. */
  bulk: {
    ask: {
      claim: (n: number): string => `Claim ${count(n, 'request', 'requests')}`, approve: (n: number): string => `Approve ${count(n, 'request', 'requests')}`,
      decline: (n: number): string => `Decline ${count(n, 'request', 'requests')}`,
    },
    running: { claim: 'Claiming', approve: 'Approving', decline: 'Declining' },
    over: {
      claim: (n: number, of: number): string => `${n.toLocaleString('en')} of ${of.toLocaleString('en')} claimed`, approve: (n: number, of: number): string => `${n.toLocaleString('en')} of ${of.toLocaleString('en')} approved`,
      decline: (n: number, of: number): string => `${n.toLocaleString('en')} of ${of.toLocaleString('en')} declined`,
    },
    done: { claim: (n: number): string => `${n.toLocaleString('en')} claimed`, approve: (n: number): string => `${n.toLocaleString('en')} approved`, decline: (n: number): string => `${n.toLocaleString('en')} declined` },
    failed: { claim: (n: number): string => `${n.toLocaleString('en')} not claimed`, approve: (n: number): string => `${n.toLocaleString('en')} not approved`, decline: (n: number): string => `${n.toLocaleString('en')} not declined` },
    stopped: (n: number): string => `${n.toLocaleString('en')} stopped`, barred: (n: number): string => `${n.toLocaleString('en')} not yours to decide`,
    progress: (n: number, of: number): string => `${n.toLocaleString('en')} of ${of.toLocaleString('en')}`,
    each: 'One after the other. Each answers for itself.', nobody: 'None of these can be decided by you.', notSent: 'Not sent', waits: 'Waits', sending: 'Under way',
    result: { claim: 'Claimed', approve: 'Approved', decline: 'Declined' },
    again: 'Can be tried again', final: 'Decide it by itself', changed: 'It changed while you were looking: look at it again.', notStarted: 'Not started', stillWaits: 'Stopped before its turn. It still waits.',
    checkFailed: 'A check failed: look at it by itself', notOnlyKey: 'More than the key may change: look at it by itself',
    stop: 'Stop', stopping: 'Stopping after this one', tryAgain: (n: number): string => `Try ${n.toLocaleString('en')} again`,
    goOn: {
      claim: (n: number): string => (n === 1 ? 'Claim the stopped one' : `Claim the ${n.toLocaleString('en')} stopped`), approve: (n: number): string => (n === 1 ? 'Approve the stopped one' : `Approve the ${n.toLocaleString('en')} stopped`),
      decline: (n: number): string => (n === 1 ? 'Decline the stopped one' : `Decline the ${n.toLocaleString('en')} stopped`),
    },
    finish: 'Done', show: (done: string): string => `Show the ${done}`,
    tellAll: 'The requesters are told at once.',
  },

  /** What a failed check puts into the remarks. */
  prefill: {
    caa: (owner: string, issuer: string): string => `The CAA record at ${owner} does not allow this CA. Please add 0 issue "${issuer}" at ${owner} and submit again.`,
    caaNames: (names: string): string => `CAA does not allow this CA to issue for ${names}. Please change the record and submit again.`,
    caaUnclear: (names: string): string => `The CAA records of ${names} could not be read. Please look at your DNS and submit again.`,
    check: (what: string, why: string): string => `${what}: ${why}`,
    error: (title: string, text: string): string => `${title}. ${text}`,
  },
};
