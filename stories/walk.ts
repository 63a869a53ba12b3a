import { STEPS } from '../src/core/flow-types.js';
import type { RekeyRequest } from '../src/core/domain.js';
import type { Layout, StepId } from '../src/core/flow-types.js';
import type { SignerProvider } from '../src/core/signer.js';
import type { RekeyWizard } from '../src/rekey-wizard.js';
import { Actor, play, until } from './drive.js';
import type { Play, Stage } from './drive.js';
import { csrFile } from './replay.js';

export const PASSPHRASE = 'amber-harbour-27-thistle';

/** The wizard, and the person in front of it. */
export class Walker extends Actor<RekeyWizard> {
  /** How the person gives the key. */
  key: 'browser' | 'upload' | 'token' = 'upload';
  /** What the person says of the old key. */
  reason = 'Routine change';
  /** The encrypted key, once it was saved. */
  keyFile: File | undefined;

  /** Goes on, step by step, until the screen of `end` is there. */
  async to(end: StepId): Promise<void> {
    for (;;) {
      const step = await this.#here();
      if (step === end) return;
      if (STEPS.indexOf(step) > STEPS.indexOf(end)) throw new Error(`The flow is at ${step}, past ${end}.`);
      await PASSAGES[step](this);
      await until(() => this.element.step !== step || undefined, () => `the step after ${step}; it reads: ${this.text.slice(0, 1500)}`);
    }
  }

  /** The step whose screen can be read. */
  async #here(): Promise<StepId> {
    const step = await until(() => {
      const root = this.element.shadowRoot;
      return root?.querySelector('#heading') && !root.querySelector('.main [aria-busy=true].loading') ? STEPS.find((one) => one === this.element.step) : undefined;
    }, () => `a step; it is at ${String(this.element.step)} and reads: ${this.text.slice(0, 1500)}`);
    await this.drawn();
    return step;
  }

  /** The latest request, as the person may read it. */
  async request(): Promise<RekeyRequest> {
    const [latest] = (await this.stage.ra.as('user').listRequests?.({ limit: 1 }))?.items ?? [];
    if (latest === undefined) throw new Error('no request');
    return latest;
  }

  async generate(): Promise<void> {
    await this.tick('Make the key in this browser');
    await this.type('Passphrase for the encrypted key', PASSPHRASE);
    await this.press('Generate key and CSR');
  }

  async upload(file: File): Promise<void> {
    await this.tick('Upload a Certificate Signing Request');
    await this.give('Upload CSR', file);
  }

  /** Lets the card sign. */
  async sign(): Promise<void> {
    await this.tick('Use a smart card or token');
    await this.press('Sign with the card');
  }

  /** The page is left and opened again: keys that were open in it are closed. */
  async comesBack(): Promise<void> {
    const { element } = this;
    const place = document.createComment('');
    element.before(place);
    element.remove();
    await new Promise((resolve) => { setTimeout(resolve, 50); });
    place.replaceWith(element);
    await this.#here();
  }

  async download(): Promise<File> {
    this.keyFile = await this.saved(() => this.press('Download encrypted key'));
    return this.keyFile;
  }

  /** Opens the file of the key again. */
  async check(passphrase = PASSPHRASE): Promise<void> {
    const file = this.keyFile ?? await this.download();
    await this.give('Choose file', file);
    await this.type('Passphrase', passphrase);
    await this.press('Check the file');
  }

  async sendCode(method = 'Code by email'): Promise<void> {
    await this.tick(method);
    await this.press('Go on');
    await this.find('textbox', 'Code');
  }
}

/** What the person does at each step to get past it; a step that is new has to be passed before anything here compiles. */
const PASSAGES: Readonly<Record<StepId, (walker: Walker) => Promise<void>>> = {
  'certificate-action': async (walker) => {
    if (walker.has('button', 'Rekey Certificate')) await walker.press('Rekey Certificate');
    await walker.press('Next');
  },
  welcome: (walker) => walker.press('Next'),
  agreement: async (walker) => {
    await walker.tick('I agree', 'checkbox');
    await walker.press('Next');
  },
  reason: async (walker) => {
    await walker.tick(walker.reason);
    await walker.press('Next');
  },
  csr: async (walker) => {
    if (walker.key === 'browser') return walker.generate();
    if (walker.key === 'token') {
      await walker.sign();
      return walker.press('Next');
    }
    await walker.upload(await csrFile(walker.stage, walker.element.certificateId ?? ''));
    return walker.press('Next');
  },
  'key-backup': async (walker) => {
    await walker.check();
    await walker.press('Next');
  },
  subject: (walker) => walker.press('Next'),
  san: (walker) => walker.press('Next'),
  validity: (walker) => walker.press('Next'),
  domains: async (walker) => {
    await walker.press('Verify');
    await walker.press('Rekey');
  },
  confirm: (walker) => walker.press(/^(Generate|Rekey)$/),
  'second-factor': async (walker) => {
    await walker.sendCode();
    await walker.type('Code', await walker.stage.code());
    await walker.press('Confirm');
  },
  pending: () => Promise.reject(new Error('Somebody else has to decide.')),
  result: () => Promise.reject(new Error('The flow is at its end.')),
};

export interface WizardStory {
  /** `cert-app` unless given. */
  readonly certificate?: string;
  readonly person?: string;
  /** Where the key comes from on the way; an uploaded CSR unless given, which is quicker. */
  readonly key?: Walker['key'];
  readonly signer?: SignerProvider;
  /** `Routine change` unless given. */
  readonly reason?: string;
  readonly layout?: Layout;
  /** What happened at the RA before. */
  readonly before?: (stage: Stage) => unknown;
  /** Where the person goes first. */
  readonly to?: StepId;
  /** What they do there. */
  readonly then?: (walker: Walker) => unknown;
}

/** The play of a story of the wizard. */
export function walk({ certificate = 'cert-app', person = 'user', key = 'upload', signer, reason, layout, before, to, then }: WizardStory): Play {
  return play<RekeyWizard>('rekey-wizard', async (element, stage) => {
    await before?.(stage);
    element.requestHref = (requestId) => `?request=${requestId}`;
    element.signer = signer;
    if (layout !== undefined) element.layout = layout;
    element.adapter = stage.as(person);
    element.certificateId = certificate;
    await element.updateComplete;
  }, async ({ stage, element }) => {
    const walker = new Walker(stage, element);
    walker.key = key;
    if (reason !== undefined) walker.reason = reason;
    if (to !== undefined) await walker.to(to);
    await then?.(walker);
  });
}
