import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../src/caa-verifier.js';
import type { CaaVerifier } from '../src/caa-verifier.js';
import { play } from './drive.js';
import type { Actor, Play, Stage } from './drive.js';
import { draft } from './replay.js';

const meta = {
  title: 'caa-verifier',
  component: 'caa-verifier',
  render: () => html`<caa-verifier></caa-verifier>`,
} satisfies Meta;
export default meta;
type Story = StoryObj;

const HOUR = 3_600_000;

/** The names of a request that was just opened. */
function names(certificateId: string, act: (actor: Actor<CaaVerifier>) => unknown, before: (stage: Stage) => unknown = () => undefined): Play {
  return play<CaaVerifier>('caa-verifier', async (element, stage) => {
    const request = await draft(stage, certificateId);
    await before(stage);
    element.adapter = stage.as('user');
    element.requestId = request.id;
    await element.updateComplete;
  }, act);
}

/** Nobody has looked: each name is *Unverified*, a wildcard apart, an IP address *Not applicable*. */
export const Unverified: Story = { play: names('cert-shop', (actor) => actor.find('button', 'Verify')) };

/** The RA is looking. *Cancel* stops waiting. */
export const Verifying: Story = {
  play: names('cert-shop', async (actor) => {
    await actor.find('button', 'Verify');
    actor.stage.ra.controls.latency.set(HOUR);
    await actor.press('Verify');
    await actor.find('button', 'Cancel');
  }),
};

/** The CA may issue for every name, and until when that holds. */
export const Verified: Story = {
  play: names('cert-shop', async (actor) => {
    await actor.press('Verify');
    await actor.reads('5 of 5 names verified');
  }),
};

/** How a *Verified* came about: the climb to the record that decided, through an alias. */
export const VerifiedExplained: Story = {
  play: names('cert-shop', async (actor) => {
    await actor.press('Verify');
    await actor.press('Explanation for *.img.static.example.com');
    await actor.reads('How it was found');
  }),
};

/** The records name other CAs: the record that decided, and what each perspective saw. */
export const Forbidden: Story = {
  play: names('cert-blocked', async (actor) => {
    await actor.press('Verify');
    await actor.press('Explanation for blocked.example.net');
    await actor.reads('name other CAs');
  }),
};

/** A name server failed: that is no *yes*, and why. */
export const CouldNotTell: Story = {
  play: names('cert-flaky', async (actor) => {
    await actor.press('Verify');
    await actor.press('Explanation for flaky.example.org');
    await actor.reads('A name server failed.');
  }),
};

/** The results are too old to go by. */
export const Outdated: Story = {
  play: names('cert-app', async (actor) => {
    await actor.press('Verify');
    await actor.reads('2 of 2 names verified');
    await actor.stage.ra.controls.clock.advance(24 * HOUR);
    actor.element.requestUpdate();
    await actor.reads('These results are too old.');
  }),
};

/** The RA cannot be reached: nothing was changed, *Try again*. */
export const Unreachable: Story = {
  play: names('cert-shop', async (actor) => {
    await actor.press('Verify');
    await actor.find('button', 'Try again');
  }, (stage) => { stage.unreachable('verifyCaa'); }),
};

/** `mode="doh"` on a page that opted in to no resolver: nothing is asked of anybody. */
export const WithoutResolvers: Story = {
  play: play<CaaVerifier>('caa-verifier', async (element, stage) => {
    element.mode = 'doh';
    element.domains = 'shop.example.com, *.img.static.example.com, 192.0.2.24';
    element.adapter = stage.as('user');
    await element.updateComplete;
  }),
};

/** At 320 px, with an explanation open. */
export const Narrow: Story = {
  globals: { width: 'narrow' },
  play: names('cert-blocked', async (actor) => {
    await actor.press('Verify');
    await actor.press('Explanation for blocked.example.net');
    await actor.reads('name other CAs');
  }),
};
