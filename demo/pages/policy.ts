import type { KeySource, RekeyPolicy, SecondFactorMethod, ValidityMode } from '../../src/core/domain.js';
import type { PolicyRecord } from '../../src/sandbox.js';
import { checkbox, choices, el, field, select, type Choice } from '../portal/dom.js';
import { savingForm } from '../portal/form.js';
import { loaded, type PageDefinition, type Visit } from '../portal/page.js';

type Offer<T extends string> = readonly (Choice & { readonly value: T })[];

const ACTIONS: Offer<PolicyRecord['action']> = [
  { value: 'none', label: 'None' }, { value: 'renew', label: 'Renew' }, { value: 'rekey', label: 'Rekey' },
];
const SOURCES: Offer<KeySource> = [
  { value: 'browser', label: 'Made in the browser' }, { value: 'upload', label: 'Uploaded CSR' }, { value: 'token', label: 'Smart card or token' },
];
const FACTORS: Offer<RekeyPolicy['secondFactor']['when']> = [
  { value: 'never', label: 'None' }, { value: 'submit', label: 'Before submission' }, { value: 'issue', label: 'Before issuance' },
];
const METHODS: Offer<SecondFactorMethod> = [
  { value: 'email-otp', label: 'Email OTP' }, { value: 'sms-otp', label: 'SMS OTP' }, { value: 'email-sms', label: 'Email & SMS' },
  { value: 'active-directory', label: 'Active Directory' }, { value: 'saml', label: 'SAML' }, { value: 'oidc', label: 'OIDC' },
  { value: 'azure-ad', label: 'Azure Active Directory' },
];
const GATES: Offer<RekeyPolicy['caa']['gate']> = [
  { value: 'ra', label: 'The RA verifies CAA' }, { value: 'advisory', label: 'The page checks, the CA decides' }, { value: 'none', label: 'No CAA check in the page' },
];
const MODES: Offer<ValidityMode> = [
  { value: 'new', label: 'New validity' }, { value: 'same-duration', label: 'Same duration' }, { value: 'same-expiry', label: 'Same expiry' },
];

const MISMATCHES: Offer<RekeyPolicy['csrMismatch']> = [
  { value: 'reject', label: 'Refuse it' }, { value: 'ignore-csr', label: 'Take the names of the certificate' },
];
const OLD: Offer<RekeyPolicy['predecessor']['disposition']> = [
  { value: 'kept', label: 'Keeps working' }, { value: 'superseded', label: 'Is superseded on approval' }, { value: 'revoked-after', label: 'Is revoked after 24 hours' },
];
const PREDECESSORS: Readonly<Record<RekeyPolicy['predecessor']['disposition'], RekeyPolicy['predecessor']>> = {
  kept: { disposition: 'kept' },
  superseded: { disposition: 'superseded', crlReason: 'superseded' },
  'revoked-after': { disposition: 'revoked-after', hours: 24, crlReason: 'superseded' },
};
const NUMBERS: Offer<RekeyPolicy['numbering']> = [
  { value: 'new', label: 'A number of its own' }, { value: 'same', label: 'The number of the original request' },
];

/** Which certificate actions are allowed, and by what rules; saving switches the RA at once, for every tab. */
export const policyPage: PageDefinition = {
  path: 'policy',
  title: 'Policy',
  menu: { group: 'Configurations', label: 'Policy' },
  roles: ['admin'],
  render: (visit) => loaded(visit, () => visit.ra.controls.listPolicies(), (policies) =>
    el('div', {}, ...policies.map((policy) => policyForm(visit, policy)))).region,
};

function policyForm({ ra }: Visit, policy: PolicyRecord): HTMLElement {
  const id = `policy-${policy.id}`;
  const welcome = el('textarea', { name: 'welcome', rows: 2, maxlength: 600 }, policy.welcome?.text);
  const days = el('input', { type: 'number', name: 'days', min: 1, max: 3650, required: true, value: policy.validity.maxDays });
  const form = savingForm(policy.name, [
    choices('radio', 'action', 'Certificate action', ACTIONS, [policy.action]),
    el('div', { class: 'pair' },
      el('div', {},
        choices('checkbox', 'source', 'Key sources', SOURCES, policy.keySources),
        choices('radio', 'when', 'Second factor', FACTORS, [policy.secondFactor.when]),
        choices('checkbox', 'method', 'Methods', METHODS, policy.secondFactor.methods),
        checkbox('one-code', 'Email & SMS: one code for both', policy.factorOptions?.oneCode === true),
        checkbox('password-page', 'Active Directory: password on a page of its own', policy.factorOptions?.passwordPage === true),
        field('CAA gate', select('gate', GATES, policy.caa.gate)),
        field('An uploaded CSR with other names', select('mismatch', MISMATCHES, policy.csrMismatch))),
      el('div', {},
        choices('checkbox', 'mode', 'Validity', MODES, policy.validity.modes),
        field('Longest validity, days', days),
        field('Welcome note', welcome, 'Stands before the first step; leave it empty for none.'),
        field('The old certificate', select('old', OLD, policy.predecessor.disposition)),
        field('A rekey has', select('numbering', NUMBERS, policy.numbering)),
        checkbox('backup', 'The key file is proven before submission', policy.keyBackup === 'required'),
        checkbox('names', 'Requesters may change the alternative names', policy.san.editable, withinWords(policy)),
        checkbox('dual', 'Dual control', policy.dualControl, 'Nobody decides a request of their own, or one that they edited.'))),
  ], (data) => ra.controls.setPolicy(policy.id, changed(policy, data)));
  return el('section', { class: 'card', 'aria-labelledby': id }, el('h2', { id }, policy.name), form);
}

function changed(policy: PolicyRecord, data: FormData): Partial<PolicyRecord> {
  const text = data.get('welcome');
  const note = typeof text === 'string' ? text.trim() : '';
  const methods = chosen(METHODS, data, 'method');
  const when = methods.length > 0 ? chosen(FACTORS, data, 'when')[0] ?? policy.secondFactor.when : 'never';
  const sources = chosen(SOURCES, data, 'source');
  const disposition = chosen(OLD, data, 'old')[0] ?? policy.predecessor.disposition;
  const patch = {
    action: chosen(ACTIONS, data, 'action')[0] ?? policy.action,
    // The first is offered first: what was there keeps its place.
    keySources: [...policy.keySources.filter((source) => sources.includes(source)), ...sources.filter((source) => !policy.keySources.includes(source))],
    secondFactor: { when, methods },
    factorOptions: { oneCode: data.has('one-code'), passwordPage: data.has('password-page') },
    caa: { ...policy.caa, gate: chosen(GATES, data, 'gate')[0] ?? policy.caa.gate },
    validity: { modes: chosen(MODES, data, 'mode'), maxDays: Number(data.get('days')) },
    san: { ...policy.san, editable: data.has('names') },
    csrMismatch: chosen(MISMATCHES, data, 'mismatch')[0] ?? policy.csrMismatch,
    predecessor: disposition === policy.predecessor.disposition ? policy.predecessor : PREDECESSORS[disposition],
    numbering: chosen(NUMBERS, data, 'numbering')[0] ?? policy.numbering,
    keyBackup: data.has('backup') ? 'required' : 'optional',
    dualControl: data.has('dual'),
    // Without a text the note is taken away: a patch says so by a member that is undefined.
    welcome: note === '' ? undefined : { text: note },
  };
  return patch as Partial<PolicyRecord>;
}

function withinWords({ san: { within, max } }: PolicyRecord): string {
  const where = within === undefined ? 'Any name' : `At or below ${within.join(', ')}`;
  return max === undefined ? `${where}.` : `${where}, ${max} names at most.`;
}

function chosen<T extends string>(offer: Offer<T>, data: FormData, name: string): T[] {
  const values = data.getAll(name);
  return offer.filter(({ value }) => values.includes(value)).map(({ value }) => value);
}
