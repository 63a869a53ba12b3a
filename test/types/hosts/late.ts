// A page that makes its elements before they are defined, sets what they need, and defines them later.
import type { RekeyRequestList, RekeyWizard, SecondFactorDialog, CaaVerifier } from 'rekey-elements';
import { createSandboxRa } from 'rekey-elements/sandbox.js';
import { heard, readyUser } from './sandbox.js';

const ra = createSandboxRa({ store: 'indexeddb' });
const user = await readyUser(ra);
const admin = ra.as('admin');

interface Tags {
  'rekey-wizard': RekeyWizard;
  'rekey-request-list': RekeyRequestList;
  'caa-verifier': CaaVerifier;
  'second-factor-dialog': SecondFactorDialog;
}

/** What is set on each, typed as the elements have it. */
const given: { readonly [Tag in keyof Tags]: Partial<Tags[Tag]> } = {
  'rekey-wizard': { adapter: user, certificateId: 'cert-app', keySource: 'upload', requestHref: (id) => `#${id}`, messages: { common: { next: 'Onwards' } } },
  'rekey-request-list': { adapter: admin, roleMode: 'admin', pageSize: 10, status: 'issued' },
  'caa-verifier': { adapter: user, domains: 'app.example.com, www.example.com', requestId: '', issuer: 'ca.example' },
  'second-factor-dialog': { adapter: user },
};
const tags = Object.keys(given) as (keyof Tags)[];
const make = (tag: keyof Tags): HTMLElement => {
  const element = document.createElement(tag);
  Object.assign(element, given[tag]);
  element.addEventListener('rekey-ready', () => { heard('rekey-ready', element.dataset['made']); });
  return element;
};
const place = (element: HTMLElement, made: string): HTMLElement => {
  element.dataset['made'] = made;
  document.body.append(element);
  return element;
};

const before = tags.map((tag) => place(make(tag), 'before'));
const upgraded = before.filter((element) => element.shadowRoot !== null).length;
await import('rekey-elements/define.js');
await Promise.all(tags.map((tag) => customElements.whenDefined(tag)));
// One that was made before, and comes into the page only now.
const kept = make('rekey-wizard');
const all = [...before, place(kept, 'kept'), ...tags.map((tag) => place(make(tag), 'after'))];
await Promise.all(all.map((element) => (element as RekeyWizard).updateComplete));

/** Properties that a value of the host's hides, or whose value is another than was set. */
const lost = all.flatMap((element) =>
  Object.entries(given[element.localName as keyof Tags])
    .filter(([name, value]) => Object.hasOwn(element, name) || (element as unknown as Record<string, unknown>)[name] !== value)
    .map(([name]) => `${element.dataset['made'] ?? ''} ${element.localName}.${name}`),
);
heard('late', { upgraded, lost });
