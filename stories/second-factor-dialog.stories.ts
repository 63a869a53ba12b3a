import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../src/second-factor-dialog.js';
import type { SecondFactorDialog } from '../src/second-factor-dialog.js';
import { verified } from '../src/sandbox/scenarios.js';
import { play } from './drive.js';
import type { Actor, Play, Stage } from './drive.js';

const meta = {
  title: 'second-factor-dialog',
  component: 'second-factor-dialog',
  // A dialog needs a page around it.
  parameters: { docs: { story: { inline: false, iframeHeight: 520 } } },
  render: () => html`<second-factor-dialog></second-factor-dialog>`,
} satisfies Meta;
export default meta;
type Story = StoryObj;

const MINUTE = 60_000;

/** Opens the dialog for a request that is ready to be submitted. */
function asked(act: (actor: Actor<SecondFactorDialog>) => unknown, o: { readonly sent?: boolean; readonly before?: (stage: Stage) => unknown } = {}): Play {
  return play<SecondFactorDialog>('second-factor-dialog', async (element, stage) => {
    const request = await verified(stage.ra, 'user', 'cert-app');
    await o.before?.(stage);
    element.adapter = stage.as('user');
    await element.updateComplete;
    void element.request({ requestId: request.id, ...(o.sent !== false && { method: 'email-otp' as const }) });
  }, act);
}

async function wrong(actor: Actor<SecondFactorDialog>, times: number): Promise<void> {
  const code = (await actor.stage.code()) === '000000' ? '111111' : '000000';
  for (let left = times - 1; left >= 0; left--) {
    await actor.type('Code', code);
    await actor.press('Confirm');
    await actor.reads(left > 3 - times ? /not right/ : /not right|Locked/);
  }
}

/** The policy allows several methods: which one is it to be? */
export const Choose: Story = { play: asked((actor) => actor.find('radio', 'Code by SMS'), { sent: false }) };

/** A code went by email: where to, until when it is good, how many tries are left. */
export const CodeByEmail: Story = { play: asked((actor) => actor.find('textbox', 'Code')) };

/** Half a minute later the code can be sent again. */
export const Resend: Story = {
  play: asked(async (actor) => {
    await actor.find('textbox', 'Code');
    await actor.stage.ra.controls.clock.advance(MINUTE);
    await actor.find('button', 'Resend code');
  }),
};

/** A wrong code: one try is gone, and what was typed is selected. */
export const WrongCode: Story = {
  play: asked(async (actor) => {
    await wrong(actor, 1);
    await actor.reads('2 tries left');
  }),
};

/** The code has expired while the dialog was open. */
export const Expired: Story = {
  play: asked(async (actor) => {
    await actor.find('textbox', 'Code');
    await actor.stage.ra.controls.clock.advance(6 * MINUTE);
    await actor.reads('The code has expired');
  }),
};

/** Three wrong codes: locked, until when, and where help is. */
export const Locked: Story = {
  play: asked(async (actor) => {
    await wrong(actor, 3);
    await actor.reads('Locked until');
  }),
};

/** *Use another way*: SMS in place of email. */
export const AnotherWay: Story = {
  play: asked(async (actor) => {
    await actor.press('Use another way');
    await actor.reads('Choose another way');
  }),
};

/** The RA cannot be reached: a code and a reference for support, *Try again*. */
export const Unreachable: Story = {
  play: asked((actor) => actor.find('button', 'Try again'), { before: (stage) => { stage.unreachable('getRequest'); } }),
};
