import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../src/rekey-wizard.js';
import type { Certificate } from '../src/core/domain.js';
import { keySummary } from '../src/crypto/public-key.js';
import { FLAWED_CSR, WEAK_KEY, withKey } from '../test/support/flawed.js';
import type { Stage } from './drive.js';
import { csrFile } from './replay.js';
import { walk } from './walk.js';
import type { Walker } from './walk.js';

const meta = {
  title: 'rekey-wizard/Checks and keys',
  component: 'rekey-wizard',
  tags: ['!autodocs'],
  render: () => html`<rekey-wizard></rekey-wizard>`,
} satisfies Meta;
export default meta;
type Story = StoryObj;

/** The certificate that is rekeyed has a key of 1024 bits. */
function weakCertificate(stage: Stage): void {
  stage.answers('getCertificate', async (real) => {
    const certificate = await real() as Certificate;
    return { ...certificate, pem: withKey(certificate.pem), key: keySummary(WEAK_KEY) };
  });
}

const sound = async (walker: Walker): Promise<void> => {
  await walker.upload(await csrFile(walker.stage, 'cert-app', 'app.csr'));
  await walker.reads('Old and new key');
  await walker.reads('How the old key was checked');
};

/** Everything passed: what people look for in a few lines, the rest behind one, and the two keys side by side. */
export const AllPassed: Story = { play: walk({ to: 'csr', then: sound }) };

/** What stands behind a line: what was looked at, what was found, and where the rule can be read. */
export const RuleShown: Story = {
  play: walk({
    to: 'csr',
    then: async (walker) => {
      await sound(walker);
      await walker.press('Rule of the check: Key strength');
      await walker.reads('The point lies on its curve');
    },
  }),
};

/** Many things are wrong at once: the worst first, each with what to do, and the commands that make another CSR. */
export const ManyFailed: Story = {
  play: walk({
    to: 'csr',
    then: async (walker) => {
      await walker.upload(new File([FLAWED_CSR], 'app.csr'));
      await walker.reads('An RSA key of 1024 bits can be broken');
      await walker.press('Rule of the check: Key strength');
    },
  }),
};

/** What makes a CSR that passes: a new key where the key is at fault, and subject and names from the certificate. */
export const MakeAgain: Story = {
  play: walk({
    to: 'csr',
    then: async (walker) => {
      await walker.upload(new File([FLAWED_CSR], 'app.csr'));
      await walker.press('Make the CSR again with OpenSSL');
      await walker.find('button', 'Save current.pem');
    },
  }),
};

/** The old key is weak: that explains the rekey, and says why it should not wait. */
export const OldKeyWeak: Story = {
  play: walk({
    to: 'csr', before: weakCertificate,
    then: async (walker) => {
      await sound(walker);
      await walker.reads('The old key is weak');
    },
  }),
};

/** The CSR is for the key of the certificate: it is no rekey. */
export const SameKey: Story = {
  play: walk({
    to: 'csr', before: weakCertificate,
    then: async (walker) => {
      await walker.upload(new File([FLAWED_CSR], 'app.csr'));
      await walker.reads('This is the key of the current certificate.');
    },
  }),
};

/** The review: kind, fingerprint and strength of both keys, beside what stays. */
export const Review: Story = {
  play: walk({
    to: 'confirm', before: weakCertificate,
    then: (walker) => walker.reads('The old key is weak'),
  }),
};
