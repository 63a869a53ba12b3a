import { SCENARIOS, type AccountStatus } from '../../src/sandbox.js';
import { cardOfThisTab } from '../portal/card.js';
import { checkbox, el, field, select, table, type Choice } from '../portal/dom.js';
import { dateTime } from '../portal/format.js';
import { keepLayout, keptLayout } from '../portal/layout.js';
import { loaded, problem, type PageDefinition, type Visit } from '../portal/page.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const STEPS: readonly Choice[] = [
  { value: String(HOUR), label: '1 hour' }, { value: String(9 * HOUR), label: '9 hours' }, { value: String(DAY), label: '1 day' },
  { value: String(7 * DAY), label: '7 days' }, { value: String(30 * DAY), label: '30 days' }, { value: String(200 * DAY), label: '200 days' },
];
const LATENCIES: readonly Choice[] = [
  { value: '0', label: 'None' }, { value: '300', label: '0.3 seconds' }, { value: '1500', label: '1.5 seconds' }, { value: '5000', label: '5 seconds' },
];

/** Changes of a request, in the order in which a rekey makes them. */
const CALLS = [
  { value: 'createRequest', label: 'Make the request' },
  { value: 'attachCsr', label: 'Attach the CSR' },
  { value: 'verifyCaa', label: 'Verify CAA' },
  { value: 'startSecondFactor', label: 'Start the second factor' },
  { value: 'answerSecondFactor', label: 'Answer with a code or password' },
  { value: 'submit', label: 'Submit' },
  { value: 'cancelRequest', label: 'Cancel' },
  { value: 'reopenRequest', label: 'Edit a declined request' },
  { value: 'claim', label: 'Claim' },
  { value: 'approve', label: 'Approve' },
  { value: 'decline', label: 'Decline' },
  { value: 'ca', label: 'The CA signs' },
] as const;
const WHEN: readonly Choice[] = [
  { value: 'before', label: 'It never reaches the RA' }, { value: 'after', label: 'It takes effect, and the answer is lost' },
];

/** For demonstrators: what a real RA would hardly do on demand. */
export const sandboxPage: PageDefinition = {
  path: 'sandbox',
  title: 'Sandbox Controls',
  menu: { group: 'Sandbox', label: 'Sandbox Controls' },
  render: (visit) => {
    const said = el('p', { role: 'status', class: 'done' });
    const act = (work: () => unknown, done: string): void => {
      said.replaceChildren();
      Promise.resolve().then(work).then(() => { said.textContent = done; }, (error: unknown) => { said.replaceChildren(problem(error)); });
    };
    return el('div', {},
      el('p', {}, 'These belong to the sandbox, not to a portal. They act on this browser alone.'),
      said, clock(visit, act), network(visit, act), session(visit, act), wizard(act), smartCard(act), directory(visit, act), agreement(visit, act), start(visit, act));
  },
};

type Act = (work: () => unknown, done: string) => void;

const group = (title: string, ...children: readonly (Node | string)[]): HTMLElement =>
  el('section', { class: 'card', 'aria-label': title }, el('h2', {}, title), ...children);

const button = (label: string, press: () => void): HTMLElement => el('button', { type: 'button', onclick: press }, label);

function clock(visit: Visit, act: Act): HTMLElement {
  const { controls } = visit.ra;
  const by = select('by', STEPS, String(HOUR));
  const now = loaded(visit, () => visit.ra.ready.then(() => controls.clock.now()), (time) => el('p', {}, "The RA's clock says ", dateTime(new Date(time).toISOString()), '.'));
  return group('Clock', now.region, el('div', { class: 'bar' }, field('Move it on by', by),
    button('Advance the clock', () => act(async () => {
      await controls.clock.advance(Number(by.value));
      now.reload();
    }, 'The clock was moved on.'))));
}

function network({ ra: { controls } }: Visit, act: Act): HTMLElement {
  const latency = select('latency', LATENCIES, String(controls.latency.get()));
  latency.addEventListener('change', () => act(() => controls.latency.set(Number(latency.value)), 'Each call now takes as long.'));
  const call = select('call', CALLS, 'submit');
  const when = select('when', WHEN, 'before');
  return group('Network, in this tab',
    el('div', { class: 'bar' }, field('Latency', latency)),
    el('div', { class: 'bar' }, field('The next time to', call), field('What happens to it', when),
      button('Let it fail', () => act(() => {
        const target = CALLS.find(({ value }) => value === call.value)?.value ?? 'submit';
        controls.failures.next(target, { when: when.value === 'after' ? 'after' : 'before' });
      }, 'The next such call fails.'))));
}

function session({ ra: { controls }, account }: Visit, act: Act): HTMLElement {
  return group('Session', el('div', { class: 'actions' },
    button('Let the session expire', () => act(() => controls.signOut(account.personId), `The session of ${account.label} has ended.`)),
    button('Sign in again', () => act(() => controls.signIn(account.personId), `${account.label} is signed in again.`))));
}

const LAYOUTS: readonly Choice[] = [{ value: 'classic', label: 'Classic' }, { value: 'compact', label: 'Compact' }];

function wizard(act: Act): HTMLElement {
  const layout = select('layout', LAYOUTS, keptLayout());
  layout.addEventListener('change', () => act(() => keepLayout(layout.value === 'compact' ? 'compact' : 'classic'), 'The wizard is laid out so from now on.'));
  return group('Wizard, in this tab', el('div', { class: 'bar' }, field('Layout', layout)));
}

function smartCard(act: Act): HTMLElement {
  const card = cardOfThisTab();
  const faults = group('Smart card, in this tab',
    checkbox('reader', 'The reader is connected', card.reader), checkbox('inserted', 'The card is in it', card.inserted),
    checkbox('damaged', 'Its chip is damaged', card.damaged),
    el('div', { class: 'actions' }, button('Unlock the PIN', () => act(() => card.unlock(), 'The card takes its PIN again.'))));
  faults.addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLInputElement)) return;
    const { name, checked } = target;
    if (name === 'reader' || name === 'inserted' || name === 'damaged') act(() => { card[name] = checked; }, 'The card is as you want it.');
  });
  return faults;
}

const STATUSES: readonly (Choice & { readonly value: AccountStatus })[] = [
  { value: 'enabled', label: 'Enabled' }, { value: 'disabled', label: 'Disabled' }, { value: 'locked', label: 'Locked' },
  { value: 'password-expired', label: 'Password expired' },
];

function directory(visit: Visit, act: Act): HTMLElement {
  const { controls } = visit.ra;
  return group('Directory', loaded(visit, () => controls.directory.list(), (accounts) => table('Accounts of the directory', [
    { head: 'Name', rowHead: true, cell: ({ name }) => name },
    { head: 'User name', cell: ({ account }) => account },
    { head: 'Password', cell: ({ password }) => el('span', { class: 'mono', translate: 'no' }, password) },
    {
      head: 'Status',
      cell: ({ id, name, status }) => {
        const chosen = select('status', STATUSES, status);
        chosen.setAttribute('aria-label', `Status of ${name}`);
        chosen.addEventListener('change', () => act(
          () => controls.directory.set(id, STATUSES.find(({ value }) => value === chosen.value)?.value ?? 'enabled'), `The account of ${name} was changed.`));
        return chosen;
      },
    },
  ], accounts)).region);
}

function agreement({ ra: { controls } }: Visit, act: Act): HTMLElement {
  return group('Subscriber Agreement', el('div', { class: 'actions' },
    button('Publish a new version', () => act(async () => {
      const { text, version } = await controls.agreement.get();
      await controls.agreement.publish(`${text}\n(Published after version ${version}.)\n`);
    }, 'A new version is in force.'))));
}

function start({ ra }: Visit, act: Act): HTMLElement {
  const scenario = select('scenario', SCENARIOS.map((value) => ({ value, label: value.replaceAll('-', ' ') })), 'fresh');
  return group('Start again', el('p', {}, 'Every request, certificate and message of this sandbox is gone afterwards.'),
    el('div', { class: 'bar' }, button('Reset the sandbox', () => act(async () => {
      await ra.reset();
      location.reload();
    }, 'The sandbox begins anew.'))),
    el('div', { class: 'bar' }, field('Or begin with', scenario), button('Begin with it', () => act(async () => {
      await ra.scenario(SCENARIOS.find((name) => name === scenario.value) ?? 'fresh');
      location.reload();
    }, 'The sandbox begins anew.'))));
}
