import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../src/rekey-wizard.js';
import type { RekeyPolicy } from '../src/core/domain.js';
import { walk } from './walk.js';

const meta = {
  title: 'rekey-wizard/Not begun, and interrupted',
  component: 'rekey-wizard',
  tags: ['!autodocs'],
  render: () => html`<rekey-wizard></rekey-wizard>`,
} satisfies Meta;
export default meta;
type Story = StoryObj;

const HOUR = 3_600_000;

// ---------------------------------------------------------------------------------------------------- refusals

/** The certificate belongs to somebody else. */
export const RefusedNotYours: Story = {
  play: walk({
    before: (stage) => {
      stage.answers('getRekeyPolicy', async (real) => ({ ...await (real() as Promise<RekeyPolicy>), enabled: false, refusal: { reason: 'not-yours' } }) satisfies RekeyPolicy);
    },
    then: (walker) => walker.reads('Not your certificate'),
  }),
};

/** The policy wants a card, and this page has no way to one. */
export const RefusedUnavailableHere: Story = {
  play: walk({ before: ({ ra }) => ra.controls.setPolicy('tls-server', { keySources: ['token'] }), then: (walker) => walker.reads('A key cannot be given here') }),
};

/** The RA does not let the person see the certificate at all. */
export const Forbidden: Story = { play: walk({ certificate: 'cert-museum', then: (walker) => walker.reads('Not allowed') }) };

// ---------------------------------------------------------------------------------------------------- reasons

const reason = (label: string): Story => ({ play: walk({ to: 'reason', then: (walker) => walker.tick(label) }) });

/** A planned change. */
export const ReasonRoutine: Story = reason('Routine change');
/** The key is lost. */
export const ReasonLost: Story = reason('The key is lost');
/** Another algorithm. */
export const ReasonAlgorithm: Story = reason('Change of algorithm');

/** *Next* without a reason. */
export const ReasonMissing: Story = {
  play: walk({
    to: 'reason',
    then: async (walker) => {
      await walker.press('Next');
      await walker.reads('There is a problem');
    },
  }),
};

// ---------------------------------------------------------------------------------------------------- before and after

/** *View Request*: everything that is kept under the number of the certificate. */
export const EverythingKept: Story = {
  play: walk({
    to: 'certificate-action',
    then: async (walker) => {
      await walker.press('View Request');
      await walker.reads('Everything under request');
    },
  }),
};

/** The agreement changed after it was agreed to: it is asked for again, and every other answer is kept. */
export const AgreementChanged: Story = {
  play: walk({
    to: 'confirm',
    before: ({ ra }) => ra.controls.setPolicy('tls-server', { secondFactor: { when: 'never', methods: [] } }),
    then: async (walker) => {
      const { agreement } = walker.stage.ra.controls;
      await agreement.publish(`${(await agreement.get()).text}\n\nThe subscriber reports a lost key within 24 hours.`);
      await walker.press('Rekey');
      await walker.reads('The agreement has changed');
    },
  }),
};

/** An open request of one’s own: *View Request* goes on with it. */
export const GoingOn: Story = {
  play: walk({
    to: 'csr',
    then: async (walker) => {
      await walker.comesBack();
      await walker.find('button', 'Cancel');
    },
  }),
};

/** The person left, and the request is kept. */
export const Left: Story = {
  play: walk({
    to: 'csr',
    then: async (walker) => {
      await walker.press('Cancel');
      await walker.press('Keep the request and leave');
      await walker.reads('Your request is kept');
    },
  }),
};

// ---------------------------------------------------------------------------------------------------- interrupted

/** The session at the RA ended in mid-flow: what was entered is kept, and *Try again* goes on after a sign-in. */
export const SessionEnded: Story = {
  play: walk({
    to: 'agreement',
    then: async (walker) => {
      await walker.stage.ra.controls.signOut('user');
      await walker.tick('I agree', 'checkbox');
      await walker.press('Next');
      await walker.tick('Routine change');
      await walker.press('Next');
      await walker.reads('Your session has ended');
    },
  }),
};

/** The RA asks to wait, and says how long. */
export const TooManyTries: Story = {
  play: walk({
    to: 'reason',
    then: async (walker) => {
      walker.stage.ra.controls.failures.next('createRequest', { code: 'rate-limited', retryAfter: 90 });
      await walker.tick('Routine change');
      await walker.press('Next');
      await walker.reads('Too many tries');
    },
  }),
};

/** A request is being opened at the RA: the screen stays, and *Stop* ends the wait. */
export const Working: Story = {
  play: walk({
    to: 'reason',
    then: async (walker) => {
      walker.stage.ra.controls.latency.set(HOUR);
      await walker.tick('Routine change');
      await walker.press('Next');
      await walker.reads('Opening the request');
    },
  }),
};

/** The submission may have arrived: its answer was lost. *Try again* asks with the same key, and nothing is done twice. */
export const AnswerLost: Story = {
  play: walk({
    to: 'confirm',
    before: ({ ra }) => ra.controls.setPolicy('tls-server', { secondFactor: { when: 'never', methods: [] } }),
    then: async (walker) => {
      walker.stage.ra.controls.failures.next('submit', { when: 'after' });
      await walker.press('Rekey');
      await walker.reads('The RA did not answer');
    },
  }),
};
