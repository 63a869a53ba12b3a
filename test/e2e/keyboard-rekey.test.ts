import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { describe, it } from 'node:test';
import type { Visitor } from './harness/browser.js';
import { arrived, enter, focusOn, proveBackup, reach, tick } from './harness/keys.js';
import { administer } from './harness/people.js';
import { ACCOUNTS, asked, codes } from './harness/second-factor.js';
import { staged } from './harness/stage.js';
import { until } from './harness/tab.js';
import { Flow, PASSPHRASE } from './harness/wizard.js';

const APP = 'app.example.com, CR-2026-003107';
const POLICY = 'TLS server, standard';
const ADDED = 'new.app.example.com';

/** Names may be changed, the code comes by email and SMS in two parts, and nobody has to approve. */
async function prepare(visitor: Visitor): Promise<void> {
  await administer(visitor, '#/policy', POLICY, async (tab) => {
    const form = await tab.find('form', POLICY);
    await form.evaluate((element) => {
      for (const input of element.querySelectorAll<HTMLInputElement>('input')) {
        const on = input.name === 'method' ? input.value === 'email-sms' : input.name === 'names' || input.checked;
        if (input.checked !== on) input.click();
      }
    });
  });
  await administer(visitor, '#/settings', 'Default settings', (tab) => tab.tick('Vetting for the web portal', 'checkbox', false));
}

describe('a rekey by the keyboard alone', () => {
  const given = staged();

  it('goes from the list of certificates to the downloads, with other names, another validity and two codes', async () => {
    const { visitor } = given();
    await prepare(visitor);
    const tab = await visitor.tab('(user)');
    const flow = new Flow(tab, visitor);
    await tab.reads('app.example.com');
    await enter(tab, `More Actions for ${APP}`);
    await focusOn(tab, 'Rekey Certificate', 'menuitem');
    await tab.key('Enter');
    await flow.at('certificate-action');
    await enter(tab, 'Rekey Certificate', 'button');
    await tab.heading('Are you sure you want to rekey this certificate?');
    await enter(tab, 'Next');

    // The summary of errors has the focus; its link leads to the field.
    await arrived(flow, 'agreement');
    await enter(tab, 'Next');
    await focusOn(tab, 'There is a problem');
    await enter(tab, /^Agree to the text/, 'link');
    await focusOn(tab, 'I agree', 'checkbox');
    await tab.key('Space');
    await enter(tab, 'Next');

    await arrived(flow, 'reason');
    await tick(tab, 'Routine change', 'radio');
    await enter(tab, 'Next');

    await arrived(flow, 'csr');
    await enter(tab, 'Generate key and CSR');
    await focusOn(tab, 'There is a problem');
    await enter(tab, /^Enter a passphrase/, 'link');
    await focusOn(tab, 'Passphrase for the encrypted key');
    await tab.keys(PASSPHRASE);
    await enter(tab, 'Generate key and CSR');

    await arrived(flow, 'key-backup');
    await proveBackup(flow);

    await arrived(flow, 'subject');
    await enter(tab, 'Next');

    // What takes a name away becomes what brings it back, and keeps the focus.
    await arrived(flow, 'san');
    await enter(tab, 'Remove www.app.example.com');
    await focusOn(tab, /^Undo.*www\.app\.example\.com/);
    await reach(tab, 'DNS names to add');
    await tab.keys(ADDED);
    await enter(tab, 'Add name');
    await focusOn(tab, 'DNS names to add');
    await enter(tab, 'Next');

    await arrived(flow, 'validity');
    await reach(tab, 'As long as allowed', 'radio');
    await tab.key('ArrowDown', 'ArrowDown');
    await focusOn(tab, 'Same end as the current certificate', 'radio');
    await enter(tab, 'Next');

    await arrived(flow, 'domains');
    await enter(tab, 'Verify');
    await until('Rekey to open', async () => !(await tab.disabled('Rekey')));
    await enter(tab, 'Rekey', 'button');

    await arrived(flow, 'confirm');
    await enter(tab, 'Generate');

    await focusOn(tab, 'Code from the email');
    const { email, sms } = await codes(visitor);
    await tab.front();
    await tab.keys(email);
    await reach(tab, 'Code from the SMS');
    await tab.keys(sms);
    await tab.key('Enter');

    await arrived(flow, 'result');
    const text = await tab.reads('The new certificate fits your key');
    assert.ok(!text.includes('The same bytes'), 'the names are others');
    const chain = await visitor.download(() => enter(tab, 'Download', 'button'));
    assert.equal(new X509Certificate(chain.bytes).subjectAltName, `DNS:app.example.com, DNS:${ADDED}`);
    await reach(tab, 'nginx', 'radio');
    await tab.key('ArrowDown');
    await focusOn(tab, 'Apache', 'radio');
    await tab.reads('SSLCertificateFile');
  });

  it('gives the password of the directory, after a wrong one', async () => {
    const flow = await asked(given().visitor, { methods: ['active-directory'] });
    const { tab } = flow;
    await focusOn(tab, 'Password');
    await tab.keys('nonsense');
    await tab.key('Enter');
    await tab.reads('This password is not right');
    await focusOn(tab, 'Password');
    await tab.keys(ACCOUNTS.user.password);
    await tab.key('Enter');
    await arrived(flow, 'result');
  });

  it('shows subject, names and validity on one screen in the compact layout', async () => {
    const { visitor } = given();
    const tab = await visitor.tab('(user)');
    const flow = await Flow.begin(tab, visitor, APP);
    await flow.at('certificate-action');
    await tab.surface.evaluate(() => document.querySelector('rekey-wizard')?.setAttribute('layout', 'compact'));
    await flow.to('key-backup');
    await proveBackup(flow);
    await until('the focus on the heading of the compact screen', async () => {
      const { role, text } = await tab.focused();
      return role === 'heading' && text === 'Names and validity';
    });
    await reach(tab, 'As long as allowed', 'radio');
    await tab.key('ArrowDown');
    await focusOn(tab, 'As long as the current certificate', 'radio');
    await enter(tab, 'Next');
    await arrived(flow, 'domains');
    await enter(tab, 'Back');
    await until('the compact screen again', () => tab.has('heading', 'Names and validity'));
  });

  it('leaves the question before cancelling with Escape, back where it was asked', async () => {
    const { visitor } = given();
    const tab = await visitor.tab('(user)');
    const flow = await Flow.begin(tab, visitor, APP);
    await flow.to('reason');
    await flow.pass('reason');
    await enter(tab, 'Cancel', 'button');
    await tab.find('button', 'Stay here');
    await tab.key('Escape');
    await tab.gone('button', 'Stay here');
    await focusOn(tab, 'Cancel', 'button');
  });
});
