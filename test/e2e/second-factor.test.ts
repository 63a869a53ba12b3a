import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { SecondFactorMethod } from '../../src/core/domain.js';
import type { Visitor } from './harness/browser.js';
import { administer, approve } from './harness/people.js';
import { ACCOUNTS, ProviderPage } from './harness/sign-in.js';
import { staged } from './harness/stage.js';
import { until, type Tab } from './harness/tab.js';
import { Flow } from './harness/wizard.js';

const APP = 'app.example.com, CR-2026-003107';
const POLICY = 'TLS server, standard';

interface Choice {
  readonly methods: readonly SecondFactorMethod[];
  readonly when?: 'submit' | 'issue';
  readonly options?: readonly ('one-code' | 'password-page')[];
  readonly vetting?: boolean;
}

/** The administrator chooses on the pages of the portal. */
async function choose(visitor: Visitor, { methods, when = 'submit', options = [], vetting = false }: Choice): Promise<void> {
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
  if (!vetting) await administer(visitor, '#/settings', 'Default settings', (tab) => tab.tick('Vetting for the web portal', 'checkbox', false));
}

/** A user at the second factor, by the policy that was chosen. */
async function asked(visitor: Visitor, choice: Choice): Promise<Flow> {
  await choose(visitor, choice);
  const flow = await Flow.begin(await visitor.tab('(user)'), visitor, APP);
  await flow.to('confirm');
  await flow.tab.press('Generate');
  return flow;
}

async function messages(visitor: Visitor): Promise<{ readonly email: string; readonly sms: string }> {
  const inbox = await visitor.tab('(user)', '#/inbox');
  await inbox.reads('SMS');
  const found = await inbox.page.$$eval('article.message', (articles) =>
    articles.map((article) => [article.querySelector('h2')?.textContent ?? '', article.querySelector('.code')?.textContent ?? ''] as const));
  await inbox.close();
  return { email: found.find(([title]) => title.startsWith('E-mail'))?.[1] ?? '', sms: found.find(([title]) => title.startsWith('SMS'))?.[1] ?? '' };
}

/** Goes on by *Generate* to the second factor, once an administrator let a request through whose factor stands before issuance. */
async function approvedAndAsked(visitor: Visitor, methods: readonly SecondFactorMethod[]): Promise<Flow> {
  await choose(visitor, { methods, when: 'issue', vetting: true });
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

/** A password field has no role of its own. */
async function typePassword(tab: Tab, password: string): Promise<void> {
  const field = await until('the field for the password', () => tab.page.$('pierce/input[autocomplete="current-password"]'));
  await field.focus();
  await field.type(password);
  await tab.press('Confirm');
}

describe('each second factor, from Generate to the certificate', () => {
  const given = staged();

  it('a code by email', async () => {
    const { visitor } = given();
    const { tab, ...flow } = await asked(visitor, { methods: ['email-otp'] });
    await tab.find('textbox', 'Code');
    await tab.fill('Code', await until('the code', () => tab.page.evaluate(() => document.querySelector('#notification .code')?.textContent)));
    await tab.press('Confirm');
    await tab.reads('Certificate issued', 30_000);
    assert.ok(flow.keyFile);
  });

  it('a code by SMS, before issuance', async () => {
    const { visitor } = given();
    const flow = await approvedAndAsked(visitor, ['sms-otp']);
    const { tab } = flow;
    await tab.find('textbox', 'Code');
    await tab.fill('Code', await until('the code', () => tab.page.evaluate(() => document.querySelector('#notification .code')?.textContent)));
    await tab.press('Confirm');
    await flow.at('result');
  });

  it('Email & SMS: a code each', async () => {
    const { visitor } = given();
    const flow = await asked(visitor, { methods: ['email-sms'] });
    const { tab } = flow;
    await tab.find('textbox', 'Code from the email');
    const { email, sms } = await messages(visitor);
    await tab.front();
    await tab.fill('Code from the email', email);
    await tab.fill('Code from the SMS', sms);
    await tab.press('Confirm');
    await flow.at('result');
  });

  it('Email & SMS: one code for both', async () => {
    const { visitor } = given();
    const flow = await asked(visitor, { methods: ['email-sms'], options: ['one-code'] });
    const { tab } = flow;
    await tab.find('textbox', 'Code');
    const { email, sms } = await messages(visitor);
    assert.equal(email, sms);
    await tab.front();
    await tab.fill('Code', sms);
    await tab.press('Confirm');
    await flow.at('result');
  });

  it('Active Directory: a wrong password, then the right one', async () => {
    const { visitor } = given();
    const flow = await asked(visitor, { methods: ['active-directory'] });
    const { tab } = flow;
    await tab.reads(`the directory's password for amelia.osei@corp.example.com is ${ACCOUNTS.user.password}`);
    await typePassword(tab, 'nonsense');
    await tab.reads('This password is not right. 2 tries left.');
    assert.equal(await tab.page.$eval('pierce/input[autocomplete="current-password"]', (input) => (input as HTMLInputElement).value === ''), true);
    await typePassword(tab, ACCOUNTS.user.password);
    await flow.at('result');
  });

  it('Active Directory on a page of the RA: no password passes through the portal', async () => {
    const { visitor } = given();
    const flow = await asked(visitor, { methods: ['active-directory'], options: ['password-page'] });
    const { tab } = flow;
    const page = await ProviderPage.opened(visitor, tab, () => tab.press('Continue to Sandbox directory'));
    assert.equal(await tab.page.$('pierce/input[type="password"]'), null);
    assert.ok(!(await page.tab.text()).includes('Ruben'));
    await page.signIn();
    await tab.front();
    await flow.at('result');
  });

  for (const [method, provider, when] of [
    ['saml', 'Sandbox SAML provider', 'issue'], ['oidc', 'Sandbox OpenID provider', 'submit'], ['azure-ad', 'Sandbox Entra tenant', 'submit'],
  ] as const) {
    it(`${provider}: in a window that has no opener, before ${when === 'issue' ? 'issuance' : 'submission'}`, async () => {
      const { visitor } = given();
      const flow = await (when === 'issue' ? approvedAndAsked(visitor, [method]) : asked(visitor, { methods: [method] }));
      const { tab } = flow;
      const page = await ProviderPage.opened(visitor, tab, () => tab.press(`Continue to ${provider}`));
      assert.equal(await page.tab.page.evaluate(() => window.opener === null), true);
      assert.match(new URL(page.tab.page.url()).search, /^\?transaction=[0-9a-f]{32}$/);
      await page.fillPassword('nonsense');
      await page.tab.press('Sign in');
      await page.tab.reads('This password is not right.');
      await page.signIn();
      await page.gone();
      await tab.front();
      await flow.at('result');
    });
  }
});

describe('a sign-in elsewhere', () => {
  const given = staged();
  const OIDC = 'Continue to Sandbox OpenID provider';

  it('goes on where the window was closed too early and is opened again', async () => {
    const { visitor } = given();
    const flow = await asked(visitor, { methods: ['oidc'] });
    const { tab } = flow;
    const first = await ProviderPage.opened(visitor, tab, () => tab.press(OIDC));
    const address = first.tab.page.url();
    await first.tab.close();
    await tab.front();
    await tab.reads('Open again');
    const second = await ProviderPage.opened(visitor, tab, () => tab.press('Open again'));
    assert.equal(second.tab.page.url(), address);
    await second.signIn();
    await tab.front();
    await flow.at('result');
  });

  it('goes on in the same window where none may be opened: to the same step, the same request, the key still there', async () => {
    const { visitor } = given();
    const flow = await asked(visitor, { methods: ['oidc'] });
    const { tab } = flow;
    const before = await tab.reads(/RK-\d{4}-\d{6}/);
    const number = /RK-\d{4}-\d{6}/.exec(before)?.[0] ?? '';
    await tab.page.evaluate(() => { window.open = () => null; });
    await tab.press(OIDC);
    await tab.reads('The window was blocked');
    await tab.press('Continue in this window');
    const page = new ProviderPage(tab);
    await page.ready();
    await page.signIn();
    await page.left();
    await flow.at('result');
    assert.ok((await tab.text()).includes(number));
    // The key that was made before the page was left fits the certificate, and can be had with it.
    await tab.reads('The new certificate fits your key');
  });

  it('that is cancelled at the provider, in the same window, comes back to the step, and can be begun again', async () => {
    const { visitor } = given();
    const flow = await asked(visitor, { methods: ['saml'] });
    const { tab } = flow;
    await tab.press('Continue in this window');
    const page = new ProviderPage(tab);
    await page.ready();
    await tab.press('Cancel');
    await page.left();
    await tab.reads('You were not confirmed');
    await tab.reads('was cancelled');
    assert.equal(await flow.step(), 'second-factor');
    const again = await ProviderPage.opened(visitor, tab, () => tab.press('Continue to Sandbox SAML provider'));
    await again.signIn();
    await tab.front();
    await flow.at('result');
  });

  it('of another person is refused, and the requester can sign in after that', async () => {
    const { visitor } = given();
    const flow = await asked(visitor, { methods: ['azure-ad', 'email-otp'] });
    const { tab } = flow;
    await tab.tick('Microsoft Entra ID (Azure Active Directory)', 'radio');
    const open = 'Continue to Sandbox Entra tenant';
    const first = await ProviderPage.opened(visitor, tab, () => tab.press('Go on'));
    await first.signIn(ACCOUNTS.other);
    await tab.front();
    await tab.reads('Somebody else signed in');
    const second = await ProviderPage.opened(visitor, tab, () => tab.press(open));
    await second.signIn();
    await tab.front();
    await flow.at('result');
  });

  it('that breaks down at the provider leaves the other methods open', async () => {
    const { visitor } = given();
    const flow = await asked(visitor, { methods: ['oidc', 'email-otp'] });
    const { tab } = flow;
    await tab.tick('OpenID Connect sign-in', 'radio');
    const page = await ProviderPage.opened(visitor, tab, () => tab.press('Go on'));
    await page.tab.page.$eval('details:last-of-type', (details) => { details.setAttribute('open', ''); });
    await page.tab.press('Break down');
    await tab.front();
    await tab.reads('could not complete the sign-in');
    await tab.press('Use another way');
    await tab.tick('Code by email', 'radio');
    await tab.press('Go on');
    await tab.find('textbox', 'Code');
    await tab.fill('Code', await until('the code', () => tab.page.evaluate(() => document.querySelector('#notification .code')?.textContent)));
    await tab.press('Confirm');
    await flow.at('result');
  });

  it('whose transaction is spent says so, and gives no way around the portal', async () => {
    const { visitor } = given();
    const flow = await asked(visitor, { methods: ['oidc'] });
    const { tab } = flow;
    const page = await ProviderPage.opened(visitor, tab, () => tab.press(OIDC));
    const address = page.tab.page.url();
    await page.signIn();
    await tab.front();
    await flow.at('result');
    const late = await visitor.tab('(user)');
    await late.page.goto(address);
    await late.reads('Nobody waits for this sign-in');
    await late.page.goto(address.replace(/=.*/, '=0'));
    await late.reads('There is no such sign-in.');
    assert.equal(await late.has('button', 'Sign in'), false);
  });
});
