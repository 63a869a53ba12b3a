import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../src/caa-verifier.js';
import '../src/rekey-request-list.js';
import '../src/rekey-wizard.js';
import '../src/second-factor-dialog.js';
import type { ScenarioName } from '../src/sandbox.js';
import type { CaaVerifier } from '../src/caa-verifier.js';
import type { RekeyRequestList } from '../src/rekey-request-list.js';
import type { RekeyWizard } from '../src/rekey-wizard.js';
import type { SecondFactorDialog } from '../src/second-factor-dialog.js';
import { play } from './drive.js';
import type { Actor } from './drive.js';

/** The named scenarios of the sandbox, as they are for everybody: `await ra.scenario('pending')`. */
const meta = {
  title: 'Scenarios',
  component: 'rekey-wizard',
  tags: ['!autodocs'],
  render: () => html`<rekey-wizard></rekey-wizard>`,
} satisfies Meta;
export default meta;
type Story = StoryObj;

/** The wizard as the requester meets it in a scenario. */
function scenario(name: ScenarioName, words: string): Story {
  return {
    play: play<RekeyWizard>('rekey-wizard', async (element, stage) => {
      const { certificateId, requestId } = await stage.ra.scenario(name);
      element.adapter = stage.as('user');
      element.certificateId = certificateId;
      if (requestId !== undefined) element.requestId = requestId;
      await element.updateComplete;
    }, (actor: Actor) => actor.reads(words)),
  };
}

/** The names of its request. */
const domains = (name: ScenarioName, words: string): Story => ({
  render: () => html`<caa-verifier></caa-verifier>`,
  play: play<CaaVerifier>('caa-verifier', async (element, stage) => {
    const { requestId } = await stage.ra.scenario(name);
    element.adapter = stage.as('user');
    element.requestId = requestId ?? '';
    await element.updateComplete;
  }, (actor: Actor) => actor.reads(words)),
});

/** The second factor of its request. */
const factor = (name: ScenarioName, words: string): Story => ({
  render: () => html`<second-factor-dialog></second-factor-dialog>`,
  play: play<SecondFactorDialog>('second-factor-dialog', async (element, stage) => {
    const { requestId } = await stage.ra.scenario(name);
    element.adapter = stage.as('user');
    await element.updateComplete;
    void element.request({ requestId: requestId ?? '' });
  }, (actor: Actor) => actor.reads(words)),
});

const FIRST = 'What is to be done with this certificate?';

/** `fresh`: the first day, with nothing open. */
export const Fresh = scenario('fresh', FIRST);
/** `vetting-off`: nothing waits for an administrator. */
export const VettingOff = scenario('vetting-off', FIRST);
/** `second-factor`: a code was sent and is asked for. */
export const SecondFactor = factor('second-factor', 'Code');
/** `every-second-factor`: ready to be submitted, with all seven methods. */
export const EverySecondFactor = factor('every-second-factor', 'How should we confirm it is you?');
/** `second-factor-before-issue`: approved, and *Generate* is the requester’s. */
export const SecondFactorBeforeIssue = scenario('second-factor-before-issue', 'Approved: the last step is yours');
/** `pending`: waits for an administrator. */
export const Pending = scenario('pending', 'Waiting for approval');
/** `declined`: with remarks. */
export const Declined = scenario('declined', 'The key must come from the hardware module');
/** `issued`: approved and issued. */
export const Issued = scenario('issued', 'Install it');
/** `caa-forbidden`: the records of a name forbid it. */
export const CaaForbidden = domains('caa-forbidden', 'Forbidden');
/** `caa-indeterminate`: a name server fails. */
export const CaaIndeterminate = domains('caa-indeterminate', 'Could not tell');
/** `policy-off`: the policy allows no rekey. */
export const PolicyOff = scenario('policy-off', 'Rekey is switched off');
/** `editable-names`: the policy lets names be changed. */
export const EditableNames = scenario('editable-names', FIRST);
/** `edited-names`: submitted with one name less and one more. */
export const EditedNames = scenario('edited-names', 'Waiting for approval');
/** `dwell`: the RA and the CA take some seconds each. */
export const Dwell = scenario('dwell', 'Your certificate is on its way');

/** `many-requests`: several rounds over several certificates, in every status. */
export const ManyRequests: Story = {
  render: () => html`<rekey-request-list></rekey-request-list>`,
  play: play<RekeyRequestList>('rekey-request-list', async (element, stage) => {
    await stage.ra.scenario('many-requests');
    element.adapter = stage.as('admin');
    await element.updateComplete;
  }, (actor: Actor) => actor.find('button', 'Next page')),
};
