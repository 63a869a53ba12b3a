import type { Visitor } from './browser.js';
import { Tab, until } from './tab.js';

/** The accounts of the sandbox's directory, by who they are. */
export const ACCOUNTS = {
  user: { name: 'Amelia Osei', password: 'Teal-Harbour-41' },
  other: { name: 'Ruben Castellan', password: 'Slate-Orchard-93' },
} as const;

/** The page of the sandbox's identity provider, in whatever window. */
export class ProviderPage {
  readonly tab: Tab;

  constructor(tab: Tab) {
    this.tab = tab;
  }

  /** Does what opens a window, and gives the page in it once it can be used. */
  static async opened(visitor: Visitor, tab: Tab, by: () => Promise<unknown>): Promise<ProviderPage> {
    const popup = new Promise<Tab>((resolve, reject) => {
      tab.page.once('popup', (page) => {
        if (page === null) reject(new Error('No window was opened.'));
        else Tab.of(page, `${new URL(tab.page.url()).origin}/`, visitor.faults).then(resolve, reject);
      });
    });
    await by();
    const opened = new ProviderPage(await popup);
    await opened.ready();
    return opened;
  }

  async ready(): Promise<void> {
    await until('the page of the identity provider', async () => this.tab.page.url().includes('/idp.html?transaction='));
    await this.tab.find('button', 'Sign in');
    await this.tab.page.evaluate('globalThis.__name = (value) => value;');
  }

  async signIn({ name, password }: { readonly name: string; readonly password: string } = ACCOUNTS.user): Promise<void> {
    await until(`the account of ${name}`, () => this.tab.page.$$eval('label.account', (labels, wanted) => {
      const label = labels.find(({ textContent }) => textContent.includes(wanted));
      label?.click();
      return label?.querySelector('input')?.checked;
    }, name));
    await this.fillPassword(password);
    await this.tab.press('Sign in');
  }

  async fillPassword(password: string): Promise<void> {
    const field = await until('the field for the password', () => this.tab.page.$('#password'));
    await field.focus();
    await field.evaluate((input) => { (input as HTMLInputElement).value = ''; });
    await field.type(password);
  }

  /** Waits until the window shows the portal again. */
  async left(): Promise<void> {
    await until('the portal', async () => new URL(this.tab.page.url()).hash.startsWith('#/rekey/'));
    await until('the portal to be drawn', () => this.tab.has('combobox', 'Signed in as').catch(() => false));
  }

  /** Waits until the window has closed itself. */
  async gone(): Promise<void> {
    await until('the window to close', async () => this.tab.page.isClosed());
  }
}
