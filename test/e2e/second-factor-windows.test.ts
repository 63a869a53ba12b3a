import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Visitor } from './harness/browser.js';
import { ACCOUNTS, approvedAndAsked, asked, ProviderPage } from './harness/second-factor.js';
import { staged } from './harness/stage.js';
import { Tab, until } from './harness/tab.js';
import { arrivedCode } from './harness/wizard.js';

/** Does what opens a window, and gives the page in it once it can be used. */
async function opened(visitor: Visitor, tab: Tab, by: () => Promise<unknown>): Promise<ProviderPage> {
  const popup = new Promise<Tab>((resolve, reject) => {
    tab.page.once('popup', (page) => {
      if (page === null) reject(new Error('No window was opened.'));
      else Tab.of(page, `${new URL(tab.page.url()).origin}/`, visitor.faults).then(resolve, reject);
    });
  });
  await by();
  const page = await new ProviderPage(await popup).ready();
  // What the harness gives to each document came too late for this one.
  await page.tab.page.evaluate('globalThis.__name = (value) => value;');
  return page;
}

const OIDC = 'Continue to Sandbox OpenID provider';

/** Chromium alone: what opens a window, and what became of it, is told by its debugger. */
describe('a sign-in in a window of its own', () => {
  const given = staged();

  for (const [method, provider, when] of [
    ['saml', 'Sandbox SAML provider', 'issue'], ['oidc', 'Sandbox OpenID provider', 'submit'], ['azure-ad', 'Sandbox Entra tenant', 'submit'],
  ] as const) {
    it(`at ${provider}, which has no opener, before ${when === 'issue' ? 'issuance' : 'submission'}`, async () => {
      const { visitor } = given();
      const flow = await (when === 'issue' ? approvedAndAsked(visitor, [method]) : asked(visitor, { methods: [method] }));
      const { tab } = flow;
      const page = await opened(visitor, tab, () => tab.press(`Continue to ${provider}`));
      assert.equal(await page.tab.page.evaluate(() => window.opener === null), true);
      assert.match(new URL(page.tab.page.url()).search, /^\?transaction=[0-9a-f]{32}$/);
      await page.tab.fill('Password', 'nonsense');
      await page.tab.press('Sign in');
      await page.tab.reads('This password is not right.');
      await page.signIn();
      await until('the window to close itself', async () => page.tab.page.isClosed());
      await tab.front();
      await flow.at('result');
    });
  }

  it('for a directory password: none passes through the portal', async () => {
    const { visitor } = given();
    const flow = await asked(visitor, { methods: ['active-directory'], options: ['password-page'] });
    const { tab } = flow;
    const page = await opened(visitor, tab, () => tab.press('Continue to Sandbox directory'));
    assert.equal(await tab.page.$('pierce/input[type="password"]'), null);
    assert.ok(!(await page.tab.text()).includes('Ruben'), 'the account is the requester\'s');
    await page.signIn();
    await tab.front();
    await flow.at('result');
  });

  it('goes on where the window was closed too early and is opened again', async () => {
    const { visitor } = given();
    const flow = await asked(visitor, { methods: ['oidc'] });
    const { tab } = flow;
    const first = await opened(visitor, tab, () => tab.press(OIDC));
    const address = first.tab.page.url();
    await first.tab.close();
    await tab.front();
    const second = await opened(visitor, tab, () => tab.press('Open again'));
    assert.equal(second.tab.page.url(), address);
    await second.signIn();
    await tab.front();
    await flow.at('result');
  });

  it('goes on in the same window where none may be opened', async () => {
    const { visitor } = given();
    const flow = await asked(visitor, { methods: ['oidc'] });
    const { tab } = flow;
    await tab.page.evaluate(() => { window.open = () => null; });
    await tab.press(OIDC);
    await tab.reads('The window was blocked');
    await tab.press('Continue in this window');
    const page = await new ProviderPage(tab).ready();
    await page.signIn();
    await page.left();
    await flow.at('result');
    await tab.reads('The new certificate fits your key');
  });

  it('follows one in the same window that was cancelled at the provider', async () => {
    const { visitor } = given();
    const flow = await asked(visitor, { methods: ['saml'] });
    const { tab } = flow;
    await tab.press('Continue in this window');
    const page = await new ProviderPage(tab).ready();
    await tab.press('Cancel');
    await page.left();
    await tab.reads('was cancelled');
    const again = await opened(visitor, tab, () => tab.press('Continue to Sandbox SAML provider'));
    await again.signIn();
    await tab.front();
    await flow.at('result');
  });

  it('by another person is refused, and the requester can sign in after that', async () => {
    const { visitor } = given();
    const flow = await asked(visitor, { methods: ['azure-ad', 'email-otp'] });
    const { tab } = flow;
    await tab.tick('Microsoft Entra ID (Azure Active Directory)', 'radio');
    const first = await opened(visitor, tab, () => tab.press('Go on'));
    await first.signIn(ACCOUNTS.other);
    await tab.front();
    await tab.reads('Somebody else signed in');
    const second = await opened(visitor, tab, () => tab.press('Continue to Sandbox Entra tenant'));
    await second.signIn();
    await tab.front();
    await flow.at('result');
  });

  it('that breaks down at the provider leaves the other methods open', async () => {
    const { visitor } = given();
    const flow = await asked(visitor, { methods: ['oidc', 'email-otp'] });
    const { tab } = flow;
    await tab.tick('OpenID Connect sign-in', 'radio');
    const page = await opened(visitor, tab, () => tab.press('Go on'));
    await page.tab.page.$eval('details:last-of-type', (details) => { details.setAttribute('open', ''); });
    await page.tab.press('Break down');
    await tab.front();
    await tab.reads('could not complete the sign-in');
    await tab.press('Use another way');
    await tab.tick('Code by email', 'radio');
    await tab.press('Go on');
    await tab.find('textbox', 'Code');
    await tab.fill('Code', await arrivedCode(tab));
    await tab.press('Confirm');
    await flow.at('result');
  });

  it('cannot be used again, nor guessed', async () => {
    const { visitor } = given();
    const flow = await asked(visitor, { methods: ['oidc'] });
    const { tab } = flow;
    const page = await opened(visitor, tab, () => tab.press(OIDC));
    const address = page.tab.page.url();
    await page.signIn();
    await tab.front();
    await flow.at('result');
    const late = await visitor.tab('(user)');
    await late.page.goto(address);
    await late.reads('This sign-in was used already.');
    await late.page.goto(address.replace(/=.*/, '=0'));
    await late.reads('There is no such sign-in.');
    assert.equal(await late.has('button', 'Sign in'), false);
  });
});
