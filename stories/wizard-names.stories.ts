import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../src/rekey-wizard.js';
import type { SanRule } from '../src/core/domain.js';
import type { Stage } from './drive.js';
import { PASSPHRASE, walk } from './walk.js';
import type { Walker } from './walk.js';

const meta = {
  title: 'rekey-wizard/Names and validity',
  component: 'rekey-wizard',
  tags: ['!autodocs'],
  render: () => html`<rekey-wizard></rekey-wizard>`,
} satisfies Meta;
export default meta;
type Story = StoryObj;

const RULE: SanRule = { editable: true, kinds: ['dns', 'ip'], max: 6, within: ['example.com', 'example.net'] };
const editable = ({ ra }: Stage): Promise<unknown> => ra.controls.setPolicy('tls-server', { san: RULE });

const change = async (walker: Walker): Promise<void> => {
  await walker.press('Remove www.app.example.com');
  await walker.type('DNS names to add', 'status.app.example.com, api.example.net');
  await walker.press('Add 2 names');
  await walker.reads('2 names added, 1 name removed');
};

/** The policy lets names be changed: each can be removed, others added. */
export const NamesEditable: Story = { play: walk({ before: editable, key: 'browser', to: 'san', then: (walker) => walker.find('textbox', 'DNS names to add') }) };

/** One name is removed and two are added; what that means for the CSR and the domains is said. */
export const NamesChanged: Story = { play: walk({ before: editable, key: 'browser', to: 'san', then: change }) };

/** What was typed is held against the policy, name by name, and stays in the field. */
export const NamesRefused: Story = {
  play: walk({
    before: editable, key: 'browser', to: 'san',
    then: async (walker) => {
      await walker.type('DNS names to add', 'shop.example.org, *.*.example.com\n192.0.2.1, APP.example.com');
      await walker.press(/^Add/);
      await walker.reads('is not at or below');
    },
  }),
};

/** IP addresses in place of DNS names. */
export const AddAddresses: Story = {
  play: walk({
    before: editable, key: 'browser', to: 'san',
    then: async (walker) => {
      await walker.tick('IP address');
      await walker.type('IP addresses to add', '2001:db8::7');
      await walker.press('Add name');
      await walker.reads('1 name added');
    },
  }),
};

/** The page was loaded again since the key was made: to sign the changed names it needs the passphrase. */
export const NamesKeyClosed: Story = {
  play: walk({
    before: editable, key: 'browser', to: 'san',
    then: async (walker) => {
      await change(walker);
      await walker.comesBack();
      await walker.find('textbox', 'Passphrase');
    },
  }),
};

/** A wrong passphrase: the names stay as they were typed. */
export const NamesWrongPassphrase: Story = {
  play: walk({
    before: editable, key: 'browser', to: 'san',
    then: async (walker) => {
      await change(walker);
      await walker.comesBack();
      await walker.type('Passphrase', `${PASSPHRASE}x`);
      await walker.press('Next');
      await walker.reads('Wrong passphrase, or the file is damaged');
    },
  }),
};

/** The names of an uploaded CSR are its own: to change them, another CSR is needed. */
export const NamesOfUpload: Story = {
  play: walk({ before: editable, to: 'san', then: (walker) => walker.reads('These are the names of your CSR.') }),
};

/** The policy changed under the person’s hand: the RA refuses the names, and says what it found. */
export const NamesRefusedByRa: Story = {
  play: walk({
    before: editable, key: 'browser', to: 'san',
    then: async (walker) => {
      await change(walker);
      await walker.stage.ra.controls.setPolicy('tls-server', { san: { ...RULE, within: ['example.com'] } });
      await walker.press('Next');
      await walker.reads('The RA did not accept these names');
    },
  }),
};

/** Changed names in the review: what was added, what was removed. */
export const NamesReviewed: Story = {
  play: walk({
    before: editable, key: 'browser', to: 'san',
    then: async (walker) => {
      await change(walker);
      await walker.press('Next');
      await walker.to('confirm');
    },
  }),
};

/** `layout="compact"`: subject, names and validity are sections of one screen. */
export const Compact: Story = { play: walk({ layout: 'compact', certificate: 'cert-shop', to: 'subject', then: (walker) => walker.reads('192.0.2.24') }) };

/** The same with names that may be changed. */
export const CompactEditable: Story = { play: walk({ layout: 'compact', before: editable, key: 'browser', to: 'subject', then: change }) };

/** A policy of a private CA with limits of its own, and another end asked for. */
export const ValidityChosen: Story = {
  play: walk({ certificate: 'cert-card', to: 'validity', then: (walker) => walker.find('button', 'Next') }),
};
