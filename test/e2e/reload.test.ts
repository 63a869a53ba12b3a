import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { STEPS, type StepId } from '../../src/core/flow-types.js';
import { administer, approve } from './harness/people.js';
import { staged } from './harness/stage.js';
import { Flow } from './harness/wizard.js';

const APP = 'app.example.com, CR-2026-003107';

/** Where a reload in a step goes on, and what of it has to be there still. A step without a row does not compile. */
const ROWS: Readonly<Record<StepId, { readonly at: StepId; readonly reads: string | RegExp }>> = {
  'certificate-action': { at: 'certificate-action', reads: 'What is to be done with this certificate?' },
  welcome: { at: 'welcome', reads: 'Have the new passphrase ready.' },
  agreement: { at: 'agreement', reads: 'SUBSCRIBER AGREEMENT' },
  reason: { at: 'reason', reads: 'Change of algorithm' },
  csr: { at: 'csr', reads: 'Make the key in this browser' },
  'key-backup': { at: 'key-backup', reads: 'Download the encrypted key' },
  subject: { at: 'subject', reads: 'Copied byte for byte' },
  san: { at: 'san', reads: 'www.app.example.com' },
  validity: { at: 'validity', reads: 'As long as allowed' },
  domains: { at: 'domains', reads: 'Unverified' },
  confirm: { at: 'confirm', reads: 'Change of algorithm' },
  'second-factor': { at: 'second-factor', reads: 'Confirm it is you' },
  pending: { at: 'pending', reads: /RK-\d{4}-\d{6}/ },
  result: { at: 'result', reads: 'The new certificate fits your key' },
};

describe('a page that is reloaded in every step', () => {
  const given = staged();

  it('goes on where it was, from the first step to the certificate', async () => {
    const { visitor } = given();
    await administer(visitor, '#/policy', 'TLS server, standard', async (tab) => {
      const form = await tab.find('form', 'TLS server, standard');
      await form.evaluate((element) => {
        const note = (element as HTMLFormElement).elements.namedItem('welcome') as HTMLTextAreaElement;
        note.value = 'Have the new passphrase ready.';
      });
    });
    const user = await visitor.tab('(user)');
    const flow = await Flow.begin(user, visitor, APP, { reason: 'Change of algorithm' });
    const seen: StepId[] = [];
    while (seen.at(-1) !== 'result') {
      const step = await flow.at(...STEPS);
      if (step === 'confirm') await user.paste('Message to the approver', 'Typed before the reload');
      await user.reads(ROWS[step].reads);
      await user.reload();
      assert.equal(await flow.at(...STEPS), ROWS[step].at);
      await user.reads(ROWS[step].reads);
      seen.push(step);
      if (step === 'confirm') {
        assert.equal(await user.value('message'), 'Typed before the reload');
      }
      if (step === 'result') break;
      if (step === 'pending') {
        await approve(visitor, 'Typed before the reload');
        await user.front();
        await flow.at('result');
      } else {
        await flow.pass(step);
      }
    }
    assert.deepEqual(seen, [...STEPS]);
    await user.go('#/certificate/cert-app');
    const text = await user.reads(/Rekey request .*Issued/);
    assert.equal(text.match(/Rekey request RK-/g)?.length, 1);
  });
});
