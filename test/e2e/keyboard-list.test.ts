import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Visitor } from './harness/browser.js';
import { enter, focusOn, reach, tick } from './harness/keys.js';
import { staged } from './harness/stage.js';
import { until, type Tab } from './harness/tab.js';
import { Flow } from './harness/wizard.js';

const APP = 'app.example.com, CR-2026-003107';
const MAIL = 'mail.example.net, CR-2026-002894';

/** Two people ask for a new key. @returns the administrator's list, with the focus at the start of the page */
async function twoRequests(visitor: Visitor): Promise<Tab> {
  const user = await visitor.tab('(user)');
  await (await Flow.begin(user, visitor, APP)).to('pending');
  await user.close();
  const operator = await visitor.tab('(operator, web portal)');
  await (await Flow.begin(operator, visitor, MAIL)).to('pending');
  await operator.close();
  const admin = await visitor.tab('(administrator)', '#/requests');
  await admin.reads('1 to 2 of 2');
  return admin;
}

describe('the list of requests by the keyboard alone', () => {
  const given = staged();

  it('is searched, filtered, sorted, and shown with other columns', async () => {
    const admin = await twoRequests(given().visitor);
    await reach(admin, 'Search requests');
    await admin.keys('mail');
    await admin.key('Enter');
    await admin.reads('1 to 1 of 1');
    await focusOn(admin, 'Search requests');
    await admin.key('Backspace', 'Backspace', 'Backspace', 'Backspace', 'Enter');
    await admin.reads('1 to 2 of 2');

    // Escape closes what was opened, and the focus is back on what opened it.
    await enter(admin, 'Status', 'button');
    await focusOn(admin, 'Draft', 'checkbox');
    await tick(admin, 'Declined');
    await admin.reads('Nothing matches');
    await admin.key('Escape');
    await focusOn(admin, /^Status/, 'button');
    await enter(admin, /^Status/, 'button');
    await enter(admin, 'Clear');
    await admin.reads('1 to 2 of 2');
    await enter(admin, 'Close');
    await focusOn(admin, 'Status', 'button');

    await enter(admin, 'Columns', 'button');
    await tick(admin, 'Reason');
    await admin.key('Escape');
    await focusOn(admin, /^Columns/, 'button');
    assert.equal(await admin.has('columnheader', 'Reason'), false);

    await enter(admin, 'Request', 'button');
    await until('the order', () => admin.surface.evaluate(() => {
      const sorted = document.querySelector('rekey-request-list')?.shadowRoot?.querySelector('th[aria-sort]');
      return sorted?.className === 'c-number' && sorted.getAttribute('aria-sort');
    }));
    await focusOn(admin, 'Request', 'button');
  });

  it('has one declined from a template with all that are selected, and each answers for itself', async () => {
    const admin = await twoRequests(given().visitor);
    await tick(admin, 'Select this page');
    await admin.reads('2 selected');
    await enter(admin, 'Decline', 'button');
    await focusOn(admin, /^Decline 2 requests/, 'heading');
    await reach(admin, 'Start from a template');
    await admin.key('ArrowDown');
    await until('the text of the template', async () => (await admin.value('remarks')) !== '');
    await enter(admin, 'Decline', 'button');
    await admin.reads('2 of 2 declined');
    await enter(admin, 'Done', 'button');
    await until('the focus in the list', async () => (await admin.focused()).role !== '' && (await admin.focused()).role !== 'RootWebArea');
    await admin.reads(/Declined .*Declined/);
  });

  it('opens a request, which is claimed, approved with the tick, and left for its row', async () => {
    const admin = await twoRequests(given().visitor);
    await enter(admin, 'View', 'button');
    await focusOn(admin, /^RK-/, 'heading');
    const number = (await admin.focused()).text;
    await enter(admin, 'Claim', 'button');
    await admin.reads('You have claimed it');
    await tick(admin, 'I have reviewed and verified the changes');
    await enter(admin, 'Approve', 'button');
    await admin.reads(`${number} is approved`);
    await focusOn(admin, number, 'heading');
    await enter(admin, /^(?:All requests|Close)$/, 'button');
    await focusOn(admin, 'View', 'button');
    assert.ok(await admin.surface.evaluate((wanted) => {
      const root = document.querySelector('rekey-request-list')?.shadowRoot;
      return root?.activeElement?.closest('tr')?.textContent.includes(wanted) === true;
    }, number));
  });
});
