import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { STEPS, type StepId } from '../../src/core/flow-types.js';
import { staged } from './harness/stage.js';
import { until, type Tab } from './harness/tab.js';
import { arrivedCode, Flow, PASSPHRASE } from './harness/wizard.js';

const APP = 'app.example.com, CR-2026-003107';
const WHEN = { before: 'It never reaches the RA', after: 'It takes effect, and the answer is lost' } as const;

/** What each change is called on the page of the sandbox's controls, and the step that makes it. */
const CHANGES: readonly { readonly call: string; readonly step: StepId }[] = [
  { call: 'Make the request', step: 'reason' },
  { call: 'Attach the CSR', step: 'csr' },
  { call: 'Verify CAA', step: 'domains' },
  { call: 'Start the second factor', step: 'confirm' },
  { call: 'Answer with a code or password', step: 'confirm' },
  { call: 'Submit', step: 'confirm' },
];

/** Leaves the wizard to plan a failure, and comes back to it. */
async function planFailure(tab: Tab, call: string, when: keyof typeof WHEN): Promise<void> {
  const back = await tab.address;
  await tab.go('#/sandbox');
  await tab.choose('The next time to', call);
  await tab.choose('What happens to it', WHEN[when]);
  await tab.press('Let it fail');
  await tab.reads('The next such call fails.');
  await tab.go(back);
}

/** Does what a step asks for, pressing *Try again* where a call failed, and counts how often that was needed. */
async function passAll(flow: Flow, from: StepId): Promise<number> {
  const { tab } = flow;
  let tries = 0;
  const again = async (): Promise<boolean> => {
    if (!(await tab.has('button', 'Try again'))) return false;
    await tab.reads('The RA did not answer');
    await tab.press('Try again');
    await tab.gone('button', 'Try again');
    tries += 1;
    return true;
  };
  const left = async (): Promise<boolean> => (await flow.step()) !== from;
  const leave = (): Promise<unknown> => until(async () => `the step ${from} to be left, ${await tab.where()}`, async () => (await left()) || ((await again()) && (await left())));
  switch (from) {
    case 'reason':
      await tab.tick('Routine change', 'radio');
      await tab.press('Next');
      await leave();
      break;
    case 'csr':
      await tab.tick('Make the key in this browser', 'radio');
      await tab.fill('Passphrase for the encrypted key', PASSPHRASE);
      await tab.press('Generate key and CSR');
      await leave();
      break;
    case 'domains':
      await tab.press('Verify');
      await until(async () => `Rekey to open, ${await tab.where()}`, async () => ((await again()) && false) || !(await tab.disabled('Rekey')));
      await tab.press('Rekey');
      await leave();
      break;
    default:
      await tab.press('Generate');
      await until(async () => `the code to be asked for, ${await tab.where()}`, async () => {
        if (await tab.has('button', 'Go on')) await tab.press('Go on');
        return (await tab.has('textbox', 'Code')) || ((await again()) && false);
      });
      await tab.fill('Code', await arrivedCode(tab));
      await tab.press('Confirm');
      await until(async () => `the request to be submitted, ${await tab.where()}`, async () => (await flow.step()) === 'pending' || ((await again()) && false));
  }
  return tries;
}

describe('an RA that cannot be reached', () => {
  const given = staged();

  for (const when of ['before', 'after'] as const) {
    for (const { call, step } of CHANGES) {
      it(`${when} "${call}" took effect: it is said in place, tried again, and nothing is done twice`, async () => {
        const { visitor } = given();
        const user = await visitor.tab('(user)');
        const flow = await Flow.begin(user, visitor, APP);
        await flow.to(step);
        await planFailure(user, call, when);
        await flow.at(step);
        assert.equal(await passAll(flow, step), 1, 'the failure was met, once');
        await flow.at(...STEPS);
        await flow.to('pending');
        const inbox = await visitor.tab('(user)', '#/inbox');
        await inbox.reads('E-mail');
        assert.equal((await inbox.page.$$('.message')).length, 1, 'one code was sent');
        await user.front();
        await user.go('#/certificate/cert-app');
        const text = await user.reads(/Rekey request .*Pending approval/);
        assert.equal(text.match(/Rekey request RK-/g)?.length, 1, 'one request was made');
        assert.equal(text.match(/Download signing request/g)?.length, 1, 'one CSR was attached');
        const admin = await visitor.tab('(administrator)', '#/requests');
        await admin.press('View');
        const trail = await admin.reads(/Opened by Amelia Osei/);
        for (const line of [/Opened by/g, /CSR attached/g, /Second factor asked for/g, /Second factor accepted/g, /Submitted by/g]) {
          assert.equal(trail.match(line)?.length, 1, `${String(line)} once in the audit trail: ${trail}`);
        }
      });
    }
  }

  it('after an approval took effect: it is said in place, tried again, and one certificate comes of it', async () => {
    const { visitor } = given();
    const user = await visitor.tab('(user)');
    const flow = await Flow.begin(user, visitor, APP);
    await flow.to('pending');
    const admin = await visitor.tab('(administrator)', '#/requests');
    await planFailure(admin, 'Approve', 'after');
    await admin.press('View');
    await admin.tick('I have reviewed and verified the changes');
    await admin.press('Approve');
    await admin.reads('Your decision arrived all the same');
    await admin.press('Try again');
    await admin.reads('is approved');
    await user.front();
    await flow.at('result');
    await user.go('#/certificate/cert-app');
    const text = await user.reads(/Rekey request .*Issued/);
    assert.equal(text.match(/Download certificate/g)?.length, 2, 'the old certificate and one new one');
  });
});
