import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../src/rekey-wizard.js';
import { SandboxCard } from '../src/sandbox.js';
import type { SandboxCardOptions } from '../src/sandbox.js';
import { csrFile } from './replay.js';
import { walk } from './walk.js';
import type { Walker } from './walk.js';
import type { Play } from './drive.js';

const meta = {
  title: 'rekey-wizard/The key',
  component: 'rekey-wizard',
  tags: ['!autodocs'],
  render: () => html`<rekey-wizard></rekey-wizard>`,
} satisfies Meta;
export default meta;
type Story = StoryObj;

const PASSPHRASE_FIELD = 'Passphrase for the encrypted key';

/** The browser has no such keys. */
function lacks(...algorithms: readonly string[]): void {
  const { subtle } = crypto;
  const poorer = new Proxy(subtle, {
    get: (target, name) => {
      const member: unknown = Reflect.get(target, name, target);
      if (typeof member !== 'function') return member;
      return (...args: readonly unknown[]): unknown => {
        const [algorithm] = args as readonly (string | { readonly name: string })[];
        const asked = typeof algorithm === 'object' ? algorithm.name : algorithm;
        if (name === 'generateKey' && asked !== undefined && algorithms.includes(asked)) return Promise.reject(new DOMException(asked, 'NotSupportedError'));
        return Reflect.apply(member as (...given: readonly unknown[]) => unknown, target, args);
      };
    },
  });
  Object.defineProperty(crypto, 'subtle', { configurable: true, value: poorer });
}

// ---------------------------------------------------------------------------------------------------- in this browser

/** A passphrase that is too short: the words beside the field are those of the summary. */
export const PassphraseTooShort: Story = {
  play: walk({
    to: 'csr',
    then: async (walker) => {
      await walker.tick('Make the key in this browser');
      await walker.type(PASSPHRASE_FIELD, 'harbour');
      await walker.press('Generate key and CSR');
      await walker.reads('Enter a passphrase with at least 12 characters');
    },
  }),
};

/** A passphrase that the page suggested, shown in the clear until it is hidden again. */
export const PassphraseSuggested: Story = {
  play: walk({
    to: 'csr',
    then: async (walker) => {
      await walker.tick('Make the key in this browser');
      await walker.type(PASSPHRASE_FIELD, 'amber-harbour-27-thistle');
      await walker.press('Show passphrase');
    },
  }),
};

/** The policy takes keys that this browser cannot make: they are named, and the next of the policy is recommended. */
export const AlgorithmsWithheld: Story = {
  play: walk({
    certificate: 'cert-app', to: 'csr',
    before: async ({ ra }) => {
      lacks('Ed25519', 'ML-DSA-65');
      await ra.controls.setPolicy('tls-server', { keyAlgorithms: ['ed25519', 'ml-dsa-65', 'ec-p384', 'rsa-3072'] });
    },
    then: async (walker) => {
      await walker.tick('Make the key in this browser');
      await walker.reads('Not offered here: Ed25519, ML-DSA-65.');
    },
  }),
};

/** The browser can make none of the keys that the policy takes; another way is open. */
export const NoAlgorithm: Story = {
  play: walk({
    to: 'csr',
    before: async ({ ra }) => {
      lacks('Ed25519');
      await ra.controls.setPolicy('tls-server', { keyAlgorithms: ['ed25519'] });
    },
    then: async (walker) => {
      await walker.tick('Make the key in this browser');
      await walker.reads('The policy takes no key that this browser can make.');
    },
  }),
};

/** A page that came over plain http: no key can be made in it, and the upload is what is left. */
export const InsecureContext: Story = {
  play: walk({
    to: 'csr',
    before: () => { Object.defineProperty(crypto, 'subtle', { value: undefined, configurable: true }); },
    then: (walker) => walker.reads('needs a secure connection (https)'),
  }),
};

/** The RA was not reached with the CSR of a key that is made already: *Try again* sends the same one. */
export const CsrNotSent: Story = {
  play: walk({
    to: 'csr',
    then: async (walker) => {
      walker.stage.ra.controls.failures.next('attachCsr');
      await walker.generate();
      await walker.find('button', 'Try again');
    },
  }),
};

/** The file that was opened holds another key than the one of the CSR. */
export const BackupOfAnotherKey: Story = {
  play: walk({
    key: 'browser', to: 'key-backup',
    then: async (walker) => {
      const { generateKey, wrapPrivateKey } = await import('../src/crypto.js');
      const { pem } = await wrapPrivateKey((await generateKey('ec-p256')).privateKey, 'amber-harbour-27-thistle');
      await walker.download();
      walker.keyFile = new File([pem], 'other.key.pem');
      await walker.check();
      await walker.reads('This file holds another key');
    },
  }),
};

// ---------------------------------------------------------------------------------------------------- a CSR of one's own

/** The CSR as text in place of a file. */
export const PasteCsr: Story = {
  play: walk({
    to: 'csr',
    then: async (walker) => {
      await walker.tick('Upload a Certificate Signing Request');
      await walker.press('paste it as text');
      await walker.type('CSR as text', await (await csrFile(walker.stage, 'cert-app')).text());
    },
  }),
};

/** The CSR names other hosts, and the policy takes the key alone from it: said before anything is sent. */
export const OtherNamesIgnored: Story = {
  play: walk({
    to: 'csr',
    before: ({ ra }) => ra.controls.setPolicy('tls-server', { csrMismatch: 'ignore-csr' }),
    then: async (walker) => {
      await walker.upload(await csrFile(walker.stage, 'cert-shop', 'shop.csr'));
      await walker.find('button', 'Next');
    },
  }),
};

// ---------------------------------------------------------------------------------------------------- a card

/** A card of the policy's, in a page that has a way to its reader. */
function card(then: (walker: Walker, chip: SandboxCard) => unknown, options: SandboxCardOptions = {}): Play {
  const chip = new SandboxCard(options);
  return walk({
    certificate: 'cert-card', key: 'token', to: 'csr', signer: (o) => chip.signer(o),
    then: async (walker) => {
      await walker.tick('Use a smart card or token');
      await then(walker, chip);
    },
  });
}

const sign = (walker: Walker): Promise<void> => walker.press('Sign with the card');

/** Three lines of what is going to happen, and the button that begins it. */
export const Card: Story = { play: card((walker) => walker.find('button', 'Sign with the card')) };

/** The card's own program asks for the PIN. *Stop* ends the wait. */
export const CardWorking: Story = {
  play: card(async (walker) => {
    await sign(walker);
    await walker.reads('Waiting for the card');
  }, { askPin: () => new Promise(() => undefined) }),
};

/** The wait was stopped: nothing is lost, and the card can be asked again. */
export const CardStopped: Story = {
  play: card(async (walker) => {
    await sign(walker);
    await walker.press('Stop');
    await walker.find('button', 'Sign with the card');
  }, { askPin: () => new Promise(() => undefined) }),
};

/** The card signed, and its CSR passed every check. */
export const CardSigned: Story = {
  play: card(async (walker) => {
    await sign(walker);
    await walker.reads('Checks of the CSR of your card');
    await walker.find('button', 'Next');
  }),
};

/** There is no reader. */
export const ReaderAbsent: Story = {
  play: card(async (walker, chip) => {
    chip.reader = false;
    await sign(walker);
    await walker.reads('No card reader was found');
  }),
};

/** The reader is empty. */
export const CardAbsent: Story = {
  play: card(async (walker, chip) => {
    chip.inserted = false;
    await sign(walker);
    await walker.reads('No card in the reader');
  }),
};

/** A wrong PIN: how many tries are left, before the next one. */
export const PinRefused: Story = {
  play: card(async (walker) => {
    await sign(walker);
    await walker.reads('2 tries are left');
  }, { askPin: () => Promise.resolve('0000') }),
};

/** Three wrong PINs: the PUK is what is left. */
export const PinLocked: Story = {
  play: card(async (walker) => {
    await sign(walker);
    await walker.reads('2 tries are left');
    await walker.press('Try again');
    await walker.reads('One try is left');
    await walker.press('Try again');
    await walker.reads('The PIN is locked');
  }, { askPin: () => Promise.resolve('0000') }),
};

/** The PIN window was closed. */
export const PinCancelled: Story = {
  play: card(async (walker) => {
    await sign(walker);
    await walker.reads('Signing was cancelled');
  }, { askPin: () => Promise.resolve(undefined) }),
};

/** The card has no key of a kind that the policy takes. */
export const CardWithoutKey: Story = {
  play: card(async (walker) => {
    await sign(walker);
    await walker.reads('The card has no key for this');
  }, { algorithms: ['ec-p521'] }),
};

/** What the card signed does not fit its key: nothing was sent. */
export const CardWrongSignature: Story = {
  play: card(async (walker, chip) => {
    chip.damaged = true;
    await sign(walker);
    await walker.reads('The card gave a wrong signature');
  }),
};

/** The policy takes a card, and the page has no way to a reader. */
export const CardWithheld: Story = {
  play: walk({ certificate: 'cert-card', to: 'csr', then: (walker) => walker.reads('this page has no way to a card reader') }),
};
