import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { certificateFile, csrFile, opensslCsr } from './harness/csr.js';
import { noOpenssl, openssl } from './harness/openssl.js';
import { administer, approve, decline } from './harness/people.js';
import { staged } from './harness/stage.js';
import { until } from './harness/tab.js';
import { Flow } from './harness/wizard.js';

const APP = 'app.example.com, CR-2026-003107';
const CI = 'ci.build.example, CR-2026-002048';
const REMARKS = 'The key must come from the hardware module.\nPlease make a new CSR there and submit again.';

describe('who decides a rekey', () => {
  const given = staged();

  it('nobody, where vetting is off: a CSR that OpenSSL made is issued at once', { skip: noOpenssl }, async () => {
    const { visitor, files } = given();
    await administer(visitor, '#/settings', 'Default settings', (tab) => tab.tick('Vetting for the web portal', 'checkbox', false));
    const { key, csr } = opensslCsr(files, 'app.example.com', ['app.example.com', 'www.app.example.com']);
    const user = await visitor.tab('(user)');
    const flow = await Flow.begin(user, visitor, APP, { csr });
    await flow.to('result');
    const text = await user.reads('The new certificate fits your key');
    assert.ok(!text.includes('PKCS#12'), 'there is no PKCS#12 for a key that stays elsewhere');
    const { path } = await visitor.download(() => user.pressBeside('Certificate only', 'Download'));
    assert.equal(openssl('x509', '-in', path, '-noout', '-pubkey'), openssl('pkey', '-in', key, '-pubout'));
  });

  it('nobody, where vetting is off: a CSR of the package\'s own functions is issued at once', async () => {
    const { visitor, files } = given();
    await administer(visitor, '#/settings', 'Default settings', (tab) => tab.tick('Vetting for the web portal', 'checkbox', false));
    const csr = await csrFile(files, readFileSync(await certificateFile(visitor, 'cert-app'), 'utf8'));
    const user = await visitor.tab('(user)');
    const flow = await Flow.begin(user, visitor, APP, { csr });
    await flow.to('result');
    await user.reads('The new certificate fits your key');
  });

  it('an administrator, who declines with remarks that the requester reads, edits and submits again', async () => {
    const { visitor } = given();
    const user = await visitor.tab('(user)');
    const flow = await Flow.begin(user, visitor, APP);
    await flow.to('pending');
    await decline(visitor, REMARKS);
    await user.front();
    const text = await user.reads('Please make a new CSR there and submit again.');
    assert.match(text, /Declined by Beatriz Nakamura/);
    assert.match(text, /The current certificate is active as before/);
    await user.press('Edit and submit again');
    await flow.at('confirm', 'csr', 'key-backup', 'domains', 'second-factor');
    await flow.to('pending');
    await approve(visitor);
    await user.front();
    await flow.at('result');
    await user.reads('The new certificate fits your key');
  });

  it('an administrator, who finds the declined request again in the list of the person who made it', async () => {
    const { visitor } = given();
    const user = await visitor.tab('(user)');
    const flow = await Flow.begin(user, visitor, APP);
    await flow.to('pending');
    await user.go('#/certificates');
    await decline(visitor, REMARKS);
    await user.front();
    await user.go('#/requests');
    await user.press('View');
    await user.reads('Please make a new CSR there');
    await user.press('Open this request', 'link');
    await user.reads('Declined by Beatriz Nakamura');
    await user.go('#/certificate/cert-app');
    await user.reads(/Original request.*Active/);
  });

  it('nobody, where an administrator starts it in the admin portal and vetting is off there', async () => {
    const { visitor } = given();
    const admin = await visitor.tab('(administrator)');
    const flow = await Flow.begin(admin, visitor, APP);
    await flow.to('result');
    await admin.reads('The new certificate fits your key');
  });

  it('an administrator, where one starts it in the admin portal and vetting is on there; not the same one', async () => {
    const { visitor } = given();
    await administer(visitor, '#/settings', 'Default settings', (tab) => tab.tick('Vetting for the admin portal'));
    const admin = await visitor.tab('(second administrator)');
    const flow = await Flow.begin(admin, visitor, APP);
    await flow.to('pending');
    await admin.go('#/requests');
    await admin.press('View');
    await admin.reads('This is your own request');
    assert.equal(await admin.disabled('Approve'), true);
    await approve(visitor);
    await admin.front();
    await admin.go('#/certificate/cert-app');
    await admin.reads(/Rekey request RK-\S+ Status Issued/);
  });

  it('by the portal that an operator works in', async () => {
    const { visitor } = given();
    const operator = await visitor.tab('(operator, admin portal)');
    const atOnce = await Flow.begin(operator, visitor, CI);
    await atOnce.to('result');
    await operator.reads('The new certificate fits your key');
    const web = await visitor.tab('(operator, web portal)');
    const waits = await Flow.begin(web, visitor, 'mail.example.net, CR-2026-002894');
    await waits.to('pending');
    assert.equal(await until('the step', () => waits.step()), 'pending');
  });
});
