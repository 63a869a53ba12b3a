import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ACCOUNTS, approvedAndAsked, asked, codes, ProviderPage } from './harness/second-factor.js';
import { staged } from './harness/stage.js';
import { arrivedCode } from './harness/wizard.js';

describe('a second factor, from Generate to the certificate', () => {
  const given = staged();

  it('a code by email', async () => {
    const flow = await asked(given().visitor, { methods: ['email-otp'] });
    const { tab } = flow;
    await tab.find('textbox', 'Code');
    await tab.fill('Code', await arrivedCode(tab));
    await tab.press('Confirm');
    await flow.at('result');
  });

  it('a code by SMS, before issuance', async () => {
    const flow = await approvedAndAsked(given().visitor, ['sms-otp']);
    const { tab } = flow;
    await tab.find('textbox', 'Code');
    await tab.fill('Code', await arrivedCode(tab));
    await tab.press('Confirm');
    await flow.at('result');
  });

  it('Email & SMS: a code each', async () => {
    const { visitor } = given();
    const flow = await asked(visitor, { methods: ['email-sms'] });
    const { tab } = flow;
    await tab.find('textbox', 'Code from the email');
    const { email, sms } = await codes(visitor);
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
    const { email, sms } = await codes(visitor);
    assert.equal(email, sms);
    await tab.front();
    await tab.fill('Code', sms);
    await tab.press('Confirm');
    await flow.at('result');
  });

  it('Active Directory: a wrong password, then the right one', async () => {
    const flow = await asked(given().visitor, { methods: ['active-directory'] });
    const { tab } = flow;
    await tab.reads(`the directory's password for amelia.osei@corp.example.com is ${ACCOUNTS.user.password}`);
    await tab.fill('Password', 'nonsense');
    await tab.press('Confirm');
    await tab.reads('This password is not right. 2 tries left.');
    await tab.fill('Password', ACCOUNTS.user.password);
    await tab.press('Confirm');
    await flow.at('result');
  });

  it('a sign-in in the same window: back to the same step with the same request, and the key that was made before is there', async () => {
    const flow = await asked(given().visitor, { methods: ['oidc'] });
    const { tab } = flow;
    const number = /RK-\d{4}-\d{6}/.exec(await tab.reads(/RK-\d{4}-\d{6}/))?.[0] ?? '';
    await tab.press('Continue in this window');
    const page = await new ProviderPage(tab).ready();
    await page.signIn();
    await page.left();
    await flow.at('result');
    await tab.reads(number);
    await tab.reads('The new certificate fits your key');
  });

  it('a sign-in in the same window that is cancelled at the provider comes back to the step', async () => {
    const flow = await asked(given().visitor, { methods: ['saml'] });
    const { tab } = flow;
    await tab.press('Continue in this window');
    const page = await new ProviderPage(tab).ready();
    await tab.press('Cancel');
    await page.left();
    await tab.reads('The sign-in with Sandbox SAML provider was cancelled.');
    assert.equal(await flow.step(), 'second-factor');
    await tab.reads('Your key and your answers are kept.');
    assert.equal(await tab.has('button', 'Continue to Sandbox SAML provider'), true);
  });
});
