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
  { value: 'browser', label: 'Made in the browser' }, { value: 'upload', label: 'Uploaded CSR' },
];
/** The methods that the page can ask for. */
const METHODS: Offer<SecondFactorMethod> = [{ value: 'email-otp', label: 'Email OTP' }, { value: 'sms-otp', label: 'SMS OTP' }];
const GATES: Offer<RekeyPolicy['caa']['gate']> = [
  { value: 'ra', label: 'The RA verifies CAA' }, { value: 'none', label: 'No CAA check in the page' },
];
const MODES: Offer<ValidityMode> = [
  { value: 'new', label: 'New validity' }, { value: 'same-duration', label: 'Same duration' }, { value: 'same-expiry', label: 'Same expiry' },
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
        checkbox('factor', 'Second factor before a request is submitted', policy.secondFactor.when !== 'never'),
        choices('checkbox', 'method', 'Methods', METHODS, policy.secondFactor.methods),
        field('CAA gate', select('gate', GATES, policy.caa.gate))),
      el('div', {},
        choices('checkbox', 'mode', 'Validity', MODES, policy.validity.modes),
        field('Longest validity, days', days),
        field('Welcome note', welcome, 'Stands before the first step; leave it empty for none.'),
        checkbox('dual', 'Dual control', policy.dualControl, 'Nobody decides a request of their own, or one that they edited.'))),
  ], (data) => ra.controls.setPolicy(policy.id, changed(policy, data)));
  return el('section', { class: 'card', 'aria-labelledby': id }, el('h2', { id }, policy.name), form);
}

function changed(policy: PolicyRecord, data: FormData): Partial<PolicyRecord> {
  const text = data.get('welcome');
  const note = typeof text === 'string' ? text.trim() : '';
  const methods = chosen(METHODS, data, 'method');
  const when = data.has('factor') && methods.length > 0 ? (policy.secondFactor.when === 'issue' ? 'issue' : 'submit') : 'never';
  const patch = {
    action: chosen(ACTIONS, data, 'action')[0] ?? policy.action,
    // What this page does not show stays: a policy may name a token.
    keySources: [...chosen(SOURCES, data, 'source'), ...policy.keySources.filter((source) => !SOURCES.some(({ value }) => value === source))],
    secondFactor: { when, methods },
    caa: { ...policy.caa, gate: chosen(GATES, data, 'gate')[0] ?? policy.caa.gate },
    validity: { modes: chosen(MODES, data, 'mode'), maxDays: Number(data.get('days')) },
    dualControl: data.has('dual'),
    // Without a text the note is taken away: a patch says so by a member that is undefined.
    welcome: note === '' ? undefined : { text: note },
  };
  return patch as Partial<PolicyRecord>;
}

function chosen<T extends string>(offer: Offer<T>, data: FormData, name: string): T[] {
  const values = data.getAll(name);
  return offer.filter(({ value }) => values.includes(value)).map(({ value }) => value);
}
