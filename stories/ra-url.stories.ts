import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../src/define.js';
import type { RaAdapter } from '../src/core/adapter.js';
import { overHttp } from '../test/support/ra-over-http.js';
import { play } from './drive.js';
import type { Actor } from './drive.js';
import { draft } from './replay.js';

/** `ra-url` in place of an adapter: each element speaks the reference HTTP contract by itself. Here the sandbox answers it. */
const meta = {
  title: 'ra-url',
  tags: ['!autodocs'],
  // What answers in place of the network is taken away with the story.
  beforeEach: () => {
    const { fetch } = window;
    return () => { window.fetch = fetch; };
  },
} satisfies Meta;
export default meta;
type Story = StoryObj;
/** What the elements have in common here. */
type Raised = HTMLElement & { raUrl: string | undefined; requestId?: string | undefined; certificateId?: string };

const BASE = '/portal/ra';

function answers(adapter: RaAdapter): void {
  const { fetch } = window;
  const answer = overHttp(adapter, { base: BASE, clock: () => adapter.now?.() ?? Date.now(), streams: false });
  window.fetch = (input, init) => {
    const request = new Request(input, init);
    return new URL(request.url).pathname.startsWith(`${BASE}/`) ? answer(request) : fetch(input, init);
  };
}

/** The wizard, over HTTP. */
export const Wizard: Story = {
  render: () => html`<rekey-wizard></rekey-wizard>`,
  play: play<Raised>('rekey-wizard', (element, stage) => {
    answers(stage.as('user'));
    element.raUrl = BASE;
    element.certificateId = 'cert-app';
  }, (actor: Actor) => actor.find('button', 'Rekey Certificate')),
};

/** The list, over HTTP. */
export const RequestList: Story = {
  render: () => html`<rekey-request-list></rekey-request-list>`,
  play: play<Raised>('rekey-request-list', async (element, stage) => {
    await stage.ra.scenario('pending');
    answers(stage.as('admin'));
    element.raUrl = BASE;
  }, (actor: Actor) => actor.find('button', 'View')),
};

/** The verifier, over HTTP. */
export const Verifier: Story = {
  render: () => html`<caa-verifier></caa-verifier>`,
  play: play<Raised>('caa-verifier', async (element, stage) => {
    const { id } = await draft(stage, 'cert-shop');
    answers(stage.as('user'));
    element.raUrl = BASE;
    element.requestId = id;
  }, async (actor: Actor) => {
    await actor.press('Verify');
    await actor.reads('5 of 5 names verified');
  }),
};

/** Nothing answers at that address: the same error as everywhere, with a reference for support. */
export const NothingThere: Story = {
  render: () => html`<rekey-wizard></rekey-wizard>`,
  play: play<Raised>('rekey-wizard', (element) => {
    const { fetch } = window;
    window.fetch = (input, init) => (new URL(new Request(input, init).url).pathname.startsWith(`${BASE}/`) ? Promise.reject(new TypeError('Failed to fetch')) : fetch(input, init));
    element.raUrl = BASE;
    element.certificateId = 'cert-app';
  }, (actor: Actor) => actor.find('button', 'Try again')),
};
