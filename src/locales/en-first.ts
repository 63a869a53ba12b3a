import type { RekeyPolicy, RekeyReason } from '../core/domain.js';
import type { Effect, StepId } from '../core/flow-types.js';

/** What the wizard says before its key step: its frame and its first screens. The rest of the language comes with the later ones. */
export const wizardFirst = {
  frame: {
    about: 'Rekey certificate',
    region: (name: string): string => (name ? `Rekey certificate ${name}` : 'Rekey certificate'),
    idle: 'Rekey a certificate', noTarget: 'No certificate was chosen.',
    loading: 'Reading the certificate and its policy',
    names: {
      'certificate-action': 'Certificate', welcome: 'Welcome', agreement: 'Agreement', reason: 'Reason', csr: 'Signing request',
      'key-backup': 'Signing request', subject: 'Subject name', san: 'Alternative names', validity: 'Validity', domains: 'Domain ownership',
      confirm: 'Review', 'second-factor': 'Confirm it is you', pending: 'Approval', result: 'Result',
    } satisfies Record<StepId, string> as Readonly<Record<StepId, string>>,
    busy: {
      load: 'Reading the certificate and its policy', 'create-request': 'Opening the request',
    } as Readonly<Partial<Record<Effect['type'], string>>>,
    stop: 'Stop', toCertificates: 'Back to certificates',
    cancelRequest: 'Cancel the request',
    chunk: ['This screen could not be loaded', 'The page could not fetch a part of itself. Nothing is lost.'] as readonly [string, string],
    ledger: {
      label: 'What changes and what stays',
      key: 'Key changes', fingerprint: 'Fingerprint changes', validity: 'Validity changes', names: 'Subject and names stay',
      to: 'to', newKey: 'to a new key, not made yet',
      ends: (date: string): string => `ends ${date}`, newEnd: 'to a date the CA sets',
    },
  },
  early: {
    // ------------------------------------------------------------------------------------------------ certificate-action
    choose: 'What is to be done with this certificate?',
    sure: 'Are you sure you want to rekey this certificate?',
    rekey: 'Rekey Certificate', viewRequest: 'View Request',
    rekeyHint: 'You get a new key and a new certificate for the same names.',
    serial: 'Serial number', key: 'Key', validUntil: 'Valid until', requestNumber: 'Request number',
    goesOn: (number: string): string => `Request ${number} is open. You can go on with it.`,
    old: (p: RekeyPolicy['predecessor'], end: string, name: string): string => {
      if (p.disposition === 'superseded') return `The current certificate of ${name} is revoked as superseded when the rekey is approved.`;
      if (p.disposition === 'revoked-after') return `The current certificate of ${name} is revoked ${p.hours === undefined ? 'some time' : `${p.hours} hour${p.hours === 1 ? '' : 's'}`} after the new one is issued.`;
      return `The current certificate of ${name} is not revoked. It works until it ends on ${end}.`;
    },
    // ------------------------------------------------------------------------------------------------ welcome
    welcome: (name: string): string => `Rekey ${name}`,
    // ------------------------------------------------------------------------------------------------ agreement
    version: (version: string, language: string, since: string): string => `Version ${version} in ${language}${since ? `, in force since ${since}` : ''}.`,
    document: (title: string, version: string): string => `${title}, version ${version}`,
    agree: 'I agree',
    agreeHint: (version: string, name: string): string => `to version ${version}, as ${name}. The version, the hash above and the time are kept with your request.`,
    agreeFirst: 'Agree to the text to go on, or cancel',
    outdated: ['The agreement has changed', 'A new version came into force since you agreed. Your other answers are kept.'] as readonly [string, string],
    // ------------------------------------------------------------------------------------------------ reason
    reason: 'Why are you changing the key?', reasonLegend: 'Reason', chooseReason: 'Choose why you are changing the key',
    reasonHints: {
      routine: 'A planned change.', lost: 'Nobody else has it.', compromised: 'Someone else may have it, or may have had it.', algorithm: 'For example from RSA to ECDSA.',
    } satisfies Record<RekeyReason, string> as Readonly<Record<RekeyReason, string>>,
    compromised: 'The current certificate stays valid until it is revoked',
    compromisedText: 'Whoever holds the old key can use it until then. A rekey alone does not revoke it. We keep a task open for you: ask for revocation with the reason key compromise.',
    revoke: 'Ask for revocation now',
    newTab: '(opens in a new tab)',
  },
};
