import { count } from './en-count.js';

/** The names that a rekey keeps, and its validity. */
export const wizardNames = {
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
};
