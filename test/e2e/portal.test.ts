import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ENGINE } from './harness/browser.js';
import { staged } from './harness/stage.js';
import { until } from './harness/tab.js';

describe('the portal around the elements', () => {
  const given = staged();

  it('is served under a policy whose violations these tests notice', async () => {
    const { visitor } = given();
    const tab = await visitor.tab('(user)');
    await tab.reads('app.example.com');
    assert.deepEqual(await visitor.heard(), []);
    await tab.surface.evaluate(() => {
      const style = document.createElement('style');
      style.textContent = 'p { color: red }';
      document.head.append(style);
    });
    await tab.surface.evaluate(() => fetch('https://elsewhere.example/').catch(() => undefined));
    await tab.surface.evaluate(() => {
      try {
        document.body.insertAdjacentHTML('beforeend', '<p>HTML from a string</p>');
      } catch {
        // The policy lets it throw, and says so.
      }
    });
    // Some engines tell of it a moment later.
    await until(() => Promise.resolve(`the violations; there are ${visitor.faults.join('; ')}`), async () => {
      const faults = (await visitor.heard()).join('\n');
      return [/style-src/, /connect-src/, /TrustedHTML|require-trusted-types-for/].every((directive) => directive.test(faults));
    });
    visitor.faults.length = 0;
  });

  it('keeps the chosen person for each tab and over a reload', async () => {
    const { visitor } = given();
    const user = await visitor.tab('(user)');
    const admin = await visitor.tab('(administrator)');
    await admin.heading('Configurations');
    await user.front();
    await user.reload();
    await user.reads('app.example.com');
    assert.equal(await user.has('heading', 'Configurations'), false);
    await admin.front();
    await admin.reload();
    await admin.heading('Configurations');
  });

  it('shows a page of the administrator to nobody else', async () => {
    const { visitor } = given();
    const tab = await visitor.tab('(user)', '#/policy');
    await tab.reads('may not see this page');
    assert.equal(await tab.has('button', 'Save'), false);
    await tab.signIn('(administrator)');
    await tab.find('button', 'Save');
  });

  it('says so at an address where nothing is, and where the RA has nothing under an id', async () => {
    const { visitor } = given();
    const tab = await visitor.tab('(user)', '#/nonsense');
    await tab.heading('Page not found');
    await tab.go('#/certificate/no-such');
    await tab.reads('There is no such thing');
    await tab.go('#/certificate/cert-mail');
    await tab.reads('You may not see this');
  });

  it('opens More Actions by keyboard, moves in it and closes it', async () => {
    const { visitor } = given();
    const tab = await visitor.tab('(user)');
    const button = await tab.find('button', 'More Actions for app.example.com, CR-2026-003107');
    await button.evaluate((element) => { (element as HTMLElement).focus(); });
    await tab.key('ArrowDown');
    assert.equal((await tab.focused()).name, 'Rekey Certificate');
    await tab.key('ArrowDown');
    assert.equal((await tab.focused()).name, 'View Request');
    await tab.key('r');
    assert.equal((await tab.focused()).name, 'Rekey Certificate');
    await tab.key('Escape');
    assert.equal((await tab.focused()).name, 'More Actions for app.example.com, CR-2026-003107');
    await tab.key('ArrowUp', 'Enter');
    await tab.heading('View Request');
    assert.equal(await tab.address, '#/certificate/cert-app');
    assert.equal((await tab.focused()).role, 'heading');
  });

  it('switches Rekey Certificate off, with the reason, where the RA refuses it', async () => {
    const { visitor } = given();
    const tab = await visitor.tab('(user)');
    await tab.press('More Actions for old.example.com, CR-2026-001250');
    await tab.reads('The certificate has expired.');
    await tab.press('More Actions for support.example.com, CR-2026-001383');
    const item = await tab.find('menuitem', 'Rekey Certificate');
    assert.equal(await item.evaluate((element) => element.getAttribute('aria-disabled')), null);
  });

  it('lets the original certificate be downloaded from View Request', async () => {
    const { visitor } = given();
    const tab = await visitor.tab('(user)', '#/certificate/cert-app');
    await tab.heading('Original request');
    const file = await visitor.download(() => tab.pressLike('button', /^Download certificate .* as PEM$/));
    assert.match(file.text, /^-----BEGIN CERTIFICATE-----/);
    assert.match(file.name, /^app\.example\.com\..*\.pem$/);
  });

  it('skips to the content without leaving the page', async () => {
    const { visitor } = given();
    const tab = await visitor.tab('(user)');
    await tab.surface.evaluate(() => { (document.activeElement as HTMLElement | null)?.blur(); });
    await tab.key('Tab');
    assert.equal((await tab.focused()).name, 'Skip to content');
    await tab.key('Enter');
    assert.equal((await tab.focused()).role, 'main');
    assert.equal(await tab.address, '#/certificates');
  });

  it('fits into 320 pixels', async () => {
    const { visitor } = given();
    const tab = await visitor.tab('(administrator)');
    const width = await tab.surface.resize(320, 640);
    // The window of WebKitGTK's browser gets no narrower than its own bar.
    if (ENGINE === 'webkit') assert.ok(width < 480, `${width} pixels`);
    else assert.equal(width, 320);
    for (const address of ['#/certificates', '#/certificate/cert-app', '#/policy', '#/settings', '#/inbox', '#/sandbox']) {
      await tab.go(address);
      await until('the page', () => tab.surface.evaluate(() => document.querySelector('main .region:not([aria-busy]), main p') !== null));
      const over = await tab.surface.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.ok(over <= 0, `${address} is ${over} pixels too wide`);
    }
  });
});
