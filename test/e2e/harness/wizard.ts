import type { Downloaded, Visitor } from './browser.js';
import { until, type Tab } from './tab.js';
import { STEPS, type StepId } from '../../../src/core/flow-types.js';

export const PASSPHRASE = 'quartz-lantern-49-meadow-rivet';

/** How a person knows a step and gets past it. */
interface Passage {
  /** What the heading of the screen reads. */
  readonly heading: string;
  readonly pass: (flow: Flow) => Promise<unknown>;
}

/** What a flow is to do where it has a choice. */
export interface Wishes {
  readonly reason?: string;
  /** A file with a CSR, in place of a key from the browser. */
  readonly csr?: string;
  readonly algorithm?: string;
  readonly message?: string;
}

/** One rekey in one tab, as far as it has come. */
export class Flow {
  readonly tab: Tab;
  readonly visitor: Visitor;
  readonly wishes: Wishes;
  /** The encrypted key, once it was downloaded. */
  keyFile: Downloaded | undefined;

  constructor(tab: Tab, visitor: Visitor, wishes: Wishes = {}) {
    this.tab = tab;
    this.visitor = visitor;
    this.wishes = wishes;
  }

  /** From the list of certificates, by *More Actions*. */
  static async begin(tab: Tab, visitor: Visitor, certificate: string, wishes: Wishes = {}): Promise<Flow> {
    await tab.go('#/certificates');
    await tab.press(`More Actions for ${certificate}`);
    await tab.press('Rekey Certificate', 'menuitem');
    return new Flow(tab, visitor, wishes);
  }

  async step(): Promise<StepId | undefined> {
    const step = await this.tab.surface.evaluate(() => document.querySelector('rekey-wizard')?.step);
    return STEPS.find((one) => one === step);
  }

  /** Waits until the screen of one of these steps is there to be read. */
  async at(...steps: readonly StepId[]): Promise<StepId> {
    return until(async () => `${steps.join(' or ')}; it is at step ${String(await this.step())} ${await this.tab.where()}`, async () => {
      const step = await this.step();
      return step !== undefined && steps.includes(step) && (await this.tab.has('heading', PASSAGES[step].heading)) && step;
    }, 30_000);
  }

  /** Goes on, step by step, until the screen of `end` is there. */
  async to(end: StepId): Promise<void> {
    for (;;) {
      const step = await this.at(...STEPS);
      if (step === end) return;
      if (STEPS.indexOf(step) > STEPS.indexOf(end)) throw new Error(`The flow is at ${step}, past ${end}.`);
      await this.pass(step);
    }
  }

  /** Does what the step asks for, and waits for the next one. */
  async pass(step: StepId): Promise<StepId> {
    await PASSAGES[step].pass(this);
    return this.at(...STEPS.filter((other) => other !== step));
  }

  next(): Promise<void> {
    return this.tab.press('Next');
  }
}

/** Every step; one that is new has to say how it is passed before anything here compiles. */
export const PASSAGES: Readonly<Record<StepId, Passage>> = {
  'certificate-action': {
    heading: 'What is to be done with this certificate?',
    pass: async ({ tab }) => {
      if (await tab.has('button', 'Rekey Certificate')) await tab.press('Rekey Certificate');
      await tab.heading('Are you sure you want to rekey this certificate?');
      await tab.press('Next');
    },
  },
  welcome: { heading: 'Rekey app.example.com', pass: (flow) => flow.next() },
  agreement: {
    heading: 'Subscriber Agreement',
    pass: async (flow) => {
      await flow.tab.tick('I agree');
      await flow.next();
    },
  },
  reason: {
    heading: 'Why are you changing the key?',
    pass: async (flow) => {
      await flow.tab.tick(flow.wishes.reason ?? 'Routine change', 'radio');
      await flow.next();
    },
  },
  csr: {
    heading: 'Certificate Signing Request',
    pass: async (flow) => {
      const { tab, wishes } = flow;
      if (wishes.csr === undefined) {
        await tab.tick('Make the key in this browser', 'radio');
        if (wishes.algorithm !== undefined) await tab.tick(wishes.algorithm, 'radio');
        await tab.fill('Passphrase for the encrypted key', PASSPHRASE);
        await tab.press('Generate key and CSR');
      } else {
        await tab.tick('Upload a Certificate Signing Request', 'radio');
        await tab.give(wishes.csr, 'Upload CSR');
        await flow.next();
      }
    },
  },
  'key-backup': {
    heading: 'Keep your new key safe',
    pass: async (flow) => {
      const { tab } = flow;
      flow.keyFile = await flow.visitor.download(() => tab.press('Download encrypted key'));
      await tab.give(flow.keyFile.path);
      await tab.fill('Passphrase', PASSPHRASE);
      await tab.press('Check the file');
      await tab.reads('The file fits');
      await flow.next();
    },
  },
  subject: { heading: 'Subject Distinguished Name', pass: (flow) => flow.next() },
  san: { heading: 'Subject Alternative Name', pass: (flow) => flow.next() },
  validity: { heading: 'Certificate Validity', pass: (flow) => flow.next() },
  domains: {
    heading: 'Domain Ownership Verification',
    pass: async ({ tab }) => {
      if (await tab.disabled('Rekey')) await tab.press('Verify');
      await tab.press('Rekey');
    },
  },
  confirm: {
    heading: 'Check and rekey',
    pass: async ({ tab, wishes }) => {
      if (wishes.message !== undefined) await tab.fill('Message to the approver', wishes.message);
      await tab.press((await tab.has('button', 'Generate')) ? 'Generate' : 'Rekey');
    },
  },
  'second-factor': { heading: 'Confirm it is you', pass: ({ tab }) => answerCode(tab) },
  pending: { heading: 'Waiting for approval', pass: () => Promise.reject(new Error('Somebody else has to decide.')) },
  result: { heading: 'Certificate issued', pass: () => Promise.reject(new Error('The flow is at its end.')) },
};

/** The code that the portal's notification shows, above whatever dialog is open. */
export async function arrivedCode(tab: Tab): Promise<string> {
  return until('a message with a code', () => tab.surface.evaluate(() => {
    const popup = document.querySelector('#notification');
    return popup?.matches(':popover-open') === true ? popup.querySelector('.code')?.textContent ?? undefined : undefined;
  }));
}

/** Chooses e-mail where a method has to be chosen, then types the code that arrives. */
export async function answerCode(tab: Tab, method = 'Code by email'): Promise<void> {
  await until('the dialog of the second factor', async () => (await tab.has('button', 'Go on')) || (await tab.has('textbox', 'Code')));
  if (await tab.has('button', 'Go on')) {
    await tab.tick(method, 'radio');
    await tab.press('Go on');
  }
  await tab.find('textbox', 'Code');
  await tab.fill('Code', await arrivedCode(tab));
  await tab.press('Confirm');
}
