import type { RequestStatus, SecondFactorMethod } from '../core/domain.js';
import { count } from './en-count.js';
import { errorWords } from './shape.js';
import type { ErrorWording } from './shape.js';

// ---------------------------------------------------------------------------------------------------- errors

const again = 'Try again: nothing is done twice.';
const support = 'Give the reference below to RA support.';

const nonsense: ErrorWording = ['The RA gave an answer that makes no sense', 'This is a fault between this page and the RA, not yours.', support];
const refused: ErrorWording = ['This certificate cannot be rekeyed', 'The RA refuses it in its present state.', 'Go back to your certificates.'];

/** By `code` and, where a reason needs words of its own, by `code:reason`. */
const errors = {
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
  'second-factor:account': ['No account', 'The directory has no account of yours.', 'Use another way.'],
  'second-factor:elsewhere': ['Not possible here', 'The RA takes this password on a page of its own only.', 'Use another way.'],
  'second-factor:void': ['A new confirmation is needed', 'The signing request changed since you were asked.', 'Confirm it is you once more.'],
  'rate-limited': ['Too many tries', 'The RA asks to wait a little.', 'Try again later.'],
  unavailable: ['The RA did not answer', 'What was being sent may have arrived all the same.', again],
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
  token: ['The card could not be used', 'Its program gave no reason.', 'Take the card out, put it back and try again. If it goes on, restart the program of your card.'],
  'token:reader-absent': ['No card reader was found', 'The program of your card sees none, or does not run.', 'Connect the reader, start the program of your card, and try again.'],
  'token:card-absent': ['No card in the reader', 'It was taken out, or lies the wrong way round.', 'Put the card in and leave it there until the CSR is signed.'],
  'token:pin-refused': ['The PIN was not accepted', 'A card locks itself after a few wrong ones.', 'Look the PIN up before you try again.'],
  'token:pin-locked': ['The PIN is locked', 'Too many wrong PINs were entered.', 'Unlock the card with its PUK, or ask whoever issued it; then try again.'],
  'token:key-absent': ['The card has no key for this', 'It is another card, or the key has to be made on it first.', 'Use the right card, or make the key with the program that came with it.'],
  'token:cancelled': ['Signing was cancelled', 'The program of your card was told to stop. Nothing was signed.', 'Try again when you are ready.'],
  'token:bad-signature': ['The card gave a wrong signature', 'What it signed does not fit its public key, so nothing was sent.', 'Take the card out, put it back and try again.'],
  'storage:forget': ['The key copy could not be removed', 'The encrypted copy of your key may still be in this browser.', 'Try again, or clear the data of this site in the browser.'],
  storage: ['This browser could not keep your key', 'Its storage is full or switched off.', 'Keep the downloaded key file: it is all you need.'],
} satisfies Readonly<Record<string, ErrorWording>>;

/** What each language has words for. */
export type ErrorKey = keyof typeof errors;

/** What the elements share beside `common`: the wizard loads it with its first error or its key step. */
export const shared = {
  common: {
    close: 'Close', change: 'Change', view: 'View', done: 'Done',
    download: 'Download', copy: 'Copy', copied: 'Copied', copyFailed: 'Copying is not allowed here. Select the text and copy it.',
    optional: 'optional', recommended: 'recommended',
    field: 'Field', old: 'Now', new: 'After the rekey', same: 'Stays the same', changes: 'Changes',
    chooseFile: 'Choose file', dropHere: 'Drop it here', stepNow: 'current', code: 'Code', reference: 'Support reference',
    retryAfter: (duration: string): string => `You can try again in ${duration}.`,
    days: (n: number): string => count(n, 'day', 'days'),
  },

  errors: errorWords(errors),

  requestStatus: {
    draft: 'Draft', 'second-factor': 'Waits for confirmation', 'pending-approval': 'Pending approval', 'in-review': 'In review', approved: 'Approved',
    validating: 'Validating', issuing: 'Issuing', issued: 'Issued', declined: 'Declined', failed: 'Failed', cancelled: 'Cancelled', expired: 'Expired',
  } as Readonly<Record<RequestStatus, string>>,

  methods: {
    'email-otp': 'Code by email', 'sms-otp': 'Code by SMS', 'email-sms': 'Codes by email and SMS', saml: 'SAML sign-in',
    'active-directory': 'Directory password', 'azure-ad': 'Microsoft Entra ID (Azure Active Directory)', oidc: 'OpenID Connect sign-in',
  } as Readonly<Record<SecondFactorMethod, string>>,
};
