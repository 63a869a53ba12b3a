import type { Artefact, RefusalReason } from '../core/domain.js';

/** What the wizard says in place of a first screen, and when it is left. */
export const wizardGates = {
  // ------------------------------------------------------------------------------------------------ what View Request lists
  artefacts: {
    created: 'Made on',
    underNumber: (number: string): string => `Everything under request ${number}`,
    kinds: { certificate: 'Certificate', csr: 'Certificate signing request', agreement: 'Subscriber agreement', 'caa-report': 'CAA report' } satisfies Record<Artefact['kind'], string> as Readonly<Record<Artefact['kind'], string>>,
    none: 'Nothing is kept under this number.',
  },
  gates: {
    /** Heading and sentence. */
    refused(reason: RefusalReason | 'unavailable-here', f: { ended: string; revoked: string; crlReason: string; policy: string; byCard: boolean; who?: string; number?: string; on?: string; status?: string }): [heading: string, text: string] {
      switch (reason) {
        case 'expired': return ['This certificate has expired', `It ended on ${f.ended}. A rekey needs a certificate that is still valid. Ask for a new certificate.`];
        case 'revoked': return ['This certificate was revoked', `${f.revoked ? `Revoked on ${f.revoked}${f.crlReason ? `, reason: ${f.crlReason}` : ''}. ` : ''}A revoked certificate is replaced by a reissue, which is a request of its own.`];
        case 'renew-only': return ['Rekey is switched off', `The policy ${f.policy} allows renewal only. Your RA administrator can change this in the Policy section.`];
        case 'policy-off': return ['Rekey is switched off', `The policy ${f.policy} does not allow a rekey. Your RA administrator can change this in the Policy section.`];
        case 'request-open': return ['A rekey of this certificate is already open', `${f.who ? `${f.who} started request ${f.number ?? ''} on ${f.on ?? ''}. Its status: ${f.status ?? ''}. ` : ''}One certificate has one open request at a time.`];
        case 'not-yours': return ['Not your certificate', 'It belongs to someone else. Ask its owner or an operator.'];
        case 'unavailable-here': return ['A key cannot be given here', f.byCard ? 'The policy wants a key on a card or token, and this page has no way to one. Use the page or the program that came with your card, or ask your RA administrator.' : 'The policy wants the key made in a way that this page cannot serve: it needs a secure connection (https) and a current browser.'];
      }
    },
    /** Reasons of a certificate revocation list (RFC 5280, section 5.3.1). */
    crlReasons: {
      unspecified: 'not given', keyCompromise: 'key compromise', cACompromise: 'compromise of the CA', affiliationChanged: 'affiliation changed', superseded: 'superseded',
      cessationOfOperation: 'no longer used', certificateHold: 'on hold', privilegeWithdrawn: 'privilege withdrawn',
    } as Readonly<Record<string, string>>,
    reissue: 'Ask for a reissue',
    left: 'Your request is kept', leftText: 'Nothing is lost. You can go on with it here, or later from the certificate.', goOn: 'Go on',
    leave: 'Leave this rekey?',
    leaveText: (number: string, until: string): string => `Request ${number} stays open until ${until} unless you cancel it.`,
    keep: 'Keep the request and leave', withdraw: 'Cancel the request', stay: 'Stay here',
    withdrawHint: 'Cancelling ends the request for good and removes its key copy from this browser. The current certificate stays as it is.',
  },
};
