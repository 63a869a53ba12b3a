import { count } from './en-count.js';

/** Domains, review, second factor. */
export const wizardSubmit = {
  submit: {
    rekey: 'Rekey', generate: 'Generate',
    domainsHeading: 'Domain Ownership Verification',
    domainsLead: 'Your DNS says which CAs may issue for your names. Each CAA record is Unverified until the CA has looked.',
    domainsLeadUngated: 'Your DNS says which CAs may issue for your names. You may look now; the CA looks before it issues.',
    domainsLeadAdvisory: 'Your DNS says which CAs may issue for your names. This page looks at it; the CA decides.', unchecked: 'Every name has to be checked.',
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
      kept: (end: string, _hours: number): string => `The current certificate is kept. It works until it ends on ${end}.`,
      superseded: (_end: string, _hours: number): string => 'The current certificate is revoked as superseded once the new one is approved. Install the new one at once.',
      'revoked-after': (_end: string, hours: number): string => `The current certificate is revoked ${count(hours, 'hour', 'hours')} after the new one is issued.`,
    },
    compromisedTitle: 'The current certificate stays valid until it is revoked',
    compromised: 'Whoever holds the old key can use it until then. A rekey alone does not revoke it: ask for revocation with the reason key compromise.',
    askRevocation: 'Ask for revocation',
    factorHeading: 'Confirm it is you', factorLead: 'The RA asks for a second factor before it takes this request.', factorLeadApproved: 'The RA asks for a second factor before the certificate is generated.',
    factorKept: 'Nothing is sent before you are confirmed. Your key and your answers are kept.', factorAccepted: 'You are confirmed. The request is on its way.',
  },
};
