import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { administer } from './harness/people.js';
import { staged } from './harness/stage.js';
import { Flow } from './harness/wizard.js';

const APP = 'app.example.com, CR-2026-003107';
const POLICY = 'TLS server, standard';

describe('the administrator\'s settings', () => {
  const given = staged();

  /** A check box or radio button within the form of one policy. */
  const within = async (tab: Awaited<ReturnType<ReturnType<typeof given>['visitor']['tab']>>, value: string, on = true): Promise<void> => {
    const form = await tab.find('form', POLICY);
    await form.evaluate((element, [wanted, checked]) => {
      const input = (element as HTMLFormElement).querySelector<HTMLInputElement>(`input[value="${wanted}"], input[name="${wanted}"]`);
      if (input !== null && input.checked !== checked) input.click();
    }, [value, on] as const);
  };

  it('None in the policy: the action says so, the wizard says so and offers nothing', async () => {
    const { visitor } = given();
    await administer(visitor, '#/policy', POLICY, (tab) => within(tab, 'none'));
    const user = await visitor.tab('(user)');
    await user.press(`More Actions for ${APP}`);
    await user.reads('The policy does not allow it.');
    await user.go('#/rekey/cert-app');
    await user.reads('Rekey is switched off');
    assert.equal(await user.has('button', 'Rekey Certificate'), false);
    assert.equal(await user.has('button', 'Next'), false);
    await administer(visitor, '#/policy', POLICY, (tab) => within(tab, 'rekey'));
    await user.front();
    const flow = await Flow.begin(user, visitor, APP);
    await flow.at('certificate-action');
  });

  it('Renew in the policy: a renewal is no rekey', async () => {
    const { visitor } = given();
    await administer(visitor, '#/policy', POLICY, (tab) => within(tab, 'renew'));
    const user = await visitor.tab('(user)', '#/rekey/cert-app');
    await user.reads('allows renewal only');
  });

  it('one key source, and no second factor: the other source and the dialog are not there', async () => {
    const { visitor } = given();
    await administer(visitor, '#/policy', POLICY, async (tab) => {
      await within(tab, 'upload', false);
      await within(tab, 'never');
    });
    const user = await visitor.tab('(user)');
    const flow = await Flow.begin(user, visitor, APP);
    await flow.to('csr');
    assert.ok(!(await user.text()).includes('Upload a Certificate Signing Request'));
  });

  it('no CAA gate: Rekey is open without Verify', async () => {
    const { visitor } = given();
    await administer(visitor, '#/policy', POLICY, async (tab) => {
      await within(tab, 'never');
      const form = await tab.find('form', POLICY);
      await form.evaluate((element) => {
        const gate = (element as HTMLFormElement).elements.namedItem('gate') as HTMLSelectElement;
        gate.value = 'none';
        gate.dispatchEvent(new Event('input', { bubbles: true }));
      });
    });
    const user = await visitor.tab('(user)');
    const flow = await Flow.begin(user, visitor, APP);
    await flow.to('domains');
    assert.equal(await user.disabled('Rekey'), false);
    await user.press('Rekey');
    await flow.at('confirm');
    assert.equal(await user.has('button', 'Generate'), false);
  });

  it('the citizen ID stands below the name where the setting shows it, and nowhere else', async () => {
    const { visitor } = given();
    const user = await visitor.tab('(user)');
    const flow = await Flow.begin(user, visitor, APP);
    await flow.to('csr');
    const admin = await visitor.tab('(administrator)', '#/requests');
    await admin.reads('19-0042-7731');
    await administer(visitor, '#/settings', 'Default settings', (tab) => tab.tick('Show the citizen ID', 'checkbox', false));
    await admin.front();
    await admin.reload();
    assert.ok(!(await admin.reads('Amelia Osei')).includes('19-0042-7731'));
    await admin.go('#/certificates');
    assert.ok(!(await admin.reads('app.example.com')).includes('19-0042-7731'));
  });

  it('a smart card and the compact layout, as the controls of the sandbox have them', async () => {
    const { visitor } = given();
    const user = await visitor.tab('(user)', '#/sandbox');
    await user.choose('Layout', 'Compact');
    await user.tick('The card is in it', 'checkbox', false);
    await user.go('#/rekey/cert-card');
    const flow = new Flow(user, visitor);
    await flow.to('csr');
    await user.press('Sign with the card');
    await user.reads('No card in the reader');
    await user.go('#/sandbox');
    await user.tick('The card is in it');
    await user.go('#/rekey/cert-card');
    await flow.at('csr');
    await user.press('Sign with the card');
    await user.fill('PIN', '1234');
    await user.press('OK');
    await user.reads('checks passed');
    await user.press('Next');
    await user.heading('Names and validity');
  });
});
