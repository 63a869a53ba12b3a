import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { staged } from './harness/stage.js';
import { Flow } from './harness/wizard.js';

const APP = 'app.example.com, CR-2026-003107';

describe('two tabs on one request', () => {
  const given = staged();

  it('let only the first one edit, and hand the request over when that is closed', async () => {
    const { visitor } = given();
    const first = await visitor.tab('(user)');
    const flow = await Flow.begin(first, visitor, APP);
    await flow.to('csr');
    const second = await visitor.tab('(user)', '#/rekey/cert-app');
    await second.reads('Open in another tab');
    assert.equal(await second.has('button', 'Generate key and CSR'), false);
    await second.press('Try again');
    await second.reads('Open in another tab');
    await first.close();
    const handed = new Flow(second, visitor);
    await handed.at('csr');
    await handed.to('pending');
    await second.go('#/certificate/cert-app');
    const text = await second.reads(/Rekey request .*Pending approval/);
    assert.equal(text.match(/Rekey request RK-/g)?.length, 1);
  });

  it('follow the same decision when both wait for it', async () => {
    const { visitor } = given();
    const first = await visitor.tab('(user)');
    await (await Flow.begin(first, visitor, APP)).to('pending');
    const second = await visitor.tab('(user)', '#/rekey/cert-app');
    const other = new Flow(second, visitor);
    await other.at('pending');
    await second.press('Cancel the request');
    await second.heading('Leave this rekey?');
    await second.press('Cancel the request');
    await second.reads('Request cancelled');
    await first.front();
    await first.reads('Request cancelled');
  });

  it('keep one person from a request that another one has open', async () => {
    const { visitor } = given();
    const user = await visitor.tab('(user)');
    await (await Flow.begin(user, visitor, APP)).to('csr');
    await user.go('#/certificates');
    const operator = await visitor.tab('(operator, web portal)', '#/rekey/cert-app');
    await operator.reads('A rekey of this certificate is already open');
    await operator.reads('Amelia Osei started request');
    assert.equal(await operator.has('button', 'Next'), false);
  });
});
