import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { arrived, enter, proveBackup, reach } from './harness/keys.js';
import { staged } from './harness/stage.js';
import { until } from './harness/tab.js';
import { arrivedCode, Flow, PASSPHRASE } from './harness/wizard.js';

describe('the keyboard alone', () => {
  const given = staged();

  it('goes from the list of certificates to the wait for approval', async () => {
    const { visitor } = given();
    const tab = await visitor.tab('(user)');
    const flow = new Flow(tab, visitor);
    await tab.reads('app.example.com');
    await enter(tab, 'More Actions for app.example.com, CR-2026-003107');
    await until('the menu', async () => (await tab.focused()).name === 'Rekey Certificate');
    await tab.key('Enter');

    // The page's own heading has the focus: the first screen takes it from nobody.
    await flow.at('certificate-action');
    assert.deepEqual(await tab.focused().then(({ role, name }) => [role, name]), ['heading', 'Rekey Certificate']);
    await enter(tab, 'Rekey Certificate', 'button');
    await tab.heading('Are you sure you want to rekey this certificate?');
    await enter(tab, 'Next');

    await arrived(flow, 'agreement');
    await reach(tab, 'I agree');
    await tab.key('Space');
    await enter(tab, 'Next');

    await arrived(flow, 'reason');
    await reach(tab, 'Routine change', 'radio');
    await tab.key('Space');
    await tab.key('ArrowDown');
    assert.equal((await tab.focused()).name, 'The key is lost');
    await enter(tab, 'Next');

    await arrived(flow, 'csr');
    await reach(tab, 'Passphrase for the encrypted key');
    await tab.keys(PASSPHRASE);
    await enter(tab, 'Generate key and CSR');

    await arrived(flow, 'key-backup');
    await proveBackup(flow);

    for (const step of ['subject', 'san', 'validity'] as const) {
      await arrived(flow, step);
      await enter(tab, 'Next');
    }

    await arrived(flow, 'domains');
    await enter(tab, 'Verify');
    await until('Rekey to open', async () => !(await tab.disabled('Rekey')));
    await enter(tab, 'Rekey', 'button');

    await arrived(flow, 'confirm');
    await enter(tab, 'Generate');

    await tab.find('button', 'Go on');
    await enter(tab, 'Go on');
    await tab.find('textbox', 'Code');
    await until('the focus on the code', async () => (await tab.focused()).name === 'Code');
    await tab.keys(await arrivedCode(tab));
    await tab.key('Enter');

    await arrived(flow, 'pending');
  });

  it('leaves the dialog of the second factor with Escape, and nothing is lost', async () => {
    const { visitor } = given();
    const tab = await visitor.tab('(user)');
    const flow = await Flow.begin(tab, visitor, 'app.example.com, CR-2026-003107');
    await flow.to('confirm');
    await tab.press('Generate');
    await tab.find('button', 'Go on');
    await tab.key('Escape');
    await arrived(flow, 'confirm');
    await tab.gone('button', 'Go on');
    await flow.to('pending');
  });
});
