import type { SecondFactorMethod } from '../../../src/core/domain.js';
import type { Visitor } from './browser.js';
import { administer, approve } from './people.js';
import { until, type Tab } from './tab.js';
import { Flow } from './wizard.js';

const APP = 'app.example.com, CR-2026-003107';
const POLICY = 'TLS server, standard';

export interface Choice {
  readonly methods: readonly SecondFactorMethod[];
  readonly when?: 'submit' | 'issue';
  readonly options?: readonly ('one-code' | 'password-page')[];
}

/** The administrator chooses methods and place on the page of the policy. */
async function choose(visitor: Visitor, { methods, when = 'submit', options = [] }: Choice): Promise<void> {
  await administer(visitor, '#/policy', POLICY, async (tab) => {
    const form = await tab.find('form', POLICY);
    await form.evaluate((element, wanted) => {
      for (const input of element.querySelectorAll<HTMLInputElement>('input')) {
        const on = input.name === 'method' ? wanted.methods.includes(input.value) : input.name === 'when' ? input.value === wanted.when
          : ['one-code', 'password-page'].includes(input.name) ? wanted.options.includes(input.name) : input.checked;
        if (input.checked !== on) input.click();
      }
    }, { methods: methods.map(String), when, options: options.map(String) });
  });
}

/** A user who is asked for the second factor before submission, with nothing between that and the certificate. */
export async function asked(visitor: Visitor, choice: Choice): Promise<Flow> {
  await choose(visitor, choice);
  await administer(visitor, '#/settings', 'Default settings', (tab) => tab.tick('Vetting for the web portal', 'checkbox', false));
  const flow = await Flow.begin(await visitor.tab('(user)'), visitor, APP);
  await flow.to('confirm');
  await flow.tab.press('Generate');
  return flow;
}

/** A user who is asked for it before issuance: the request was approved, and they press *Generate*. */
export async function approvedAndAsked(visitor: Visitor, methods: readonly SecondFactorMethod[]): Promise<Flow> {
  await choose(visitor, { methods, when: 'issue' });
  const tab = await visitor.tab('(user)');
  const flow = await Flow.begin(tab, visitor, APP);
  await flow.to('confirm');
  await flow.pass('confirm');
  await flow.at('pending');
  await approve(visitor);
  await tab.front();
  await tab.press('Generate');
  return flow;
}

/** The codes in the user's inbox. */
export async function codes(visitor: Visitor): Promise<{ readonly email: string; readonly sms: string }> {
  const inbox = await visitor.tab('(user)', '#/inbox');
  const text = await inbox.reads(/SMS To .*E-mail: Your code To |E-mail: Your code To .*SMS To /);
  await inbox.close();
  return { email: /E-mail: Your code To .*? (\d{6}) is your code/.exec(text)?.[1] ?? '', sms: /SMS To .*? (\d{6}) is your code/.exec(text)?.[1] ?? '' };
}

/** Accounts of the sandbox's directory. */
export const ACCOUNTS = {
  user: { label: 'Amelia Osei amelia.osei@corp.example.com', password: 'Teal-Harbour-41' },
  other: { label: 'Ruben Castellan ruben.castellan@corp.example.com', password: 'Slate-Orchard-93' },
} as const;

/** The page of the sandbox's identity provider, in whatever window. */
export class ProviderPage {
  readonly tab: Tab;

  constructor(tab: Tab) {
    this.tab = tab;
  }

  /** Waits until it is there: of a page that is being left nothing can be asked. */
  async ready(): Promise<this> {
    await until('the page of the identity provider', () => this.tab.has('button', 'Sign in').catch(() => false));
    return this;
  }

  async signIn({ label, password }: { readonly label: string; readonly password: string } = ACCOUNTS.user): Promise<void> {
    await this.tab.tick(label, 'radio');
    await this.tab.fill('Password', password);
    await this.tab.press('Sign in');
  }

  /** Waits until the window shows the portal again, be it behind a dialog. */
  async left(): Promise<void> {
    await until('the portal', () => this.tab.text().then((text) => text.includes('Signed in as'), () => false));
  }
}
