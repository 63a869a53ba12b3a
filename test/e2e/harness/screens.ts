import type { Visitor } from './browser.js';
import { administer, approve } from './people.js';
import type { Tab } from './tab.js';
import { arrivedCode, Flow } from './wizard.js';

/** Looks at what a tab shows; the name is that of the screen. */
export type Look = (name: string, tab: Tab) => Promise<unknown>;

const APP = 'app.example.com, CR-2026-003107';

/**
 * One rekey from the list of certificates to the downloads, and the administrator's list in between: every step, errors, every
 * dialog, looked at as it is reached.
 */
export async function eachScreen(visitor: Visitor, look: Look): Promise<void> {
  await administer(visitor, '#/policy', 'TLS server, standard', async (admin) => {
    const form = await admin.find('form', 'TLS server, standard');
    await form.evaluate((element) => {
      const names = (element as HTMLFormElement).elements.namedItem('names') as HTMLInputElement;
      if (!names.checked) names.click();
    });
  });
  const tab = await visitor.tab('(user)');
  const flow = await Flow.begin(tab, visitor, APP);
  const see = (name: string): Promise<unknown> => look(name, tab);
  await flow.at('certificate-action');
  await see('certificate-action');
  await tab.press('Rekey Certificate');
  await tab.heading('Are you sure you want to rekey this certificate?');
  await see('certificate-action, are you sure');
  await tab.press('Next');
  await flow.at('agreement');
  await tab.press('Next');
  await tab.reads('There is a problem');
  await see('agreement, with an error');
  await flow.to('reason');
  await see('reason');
  await flow.to('csr');
  await see('csr');
  await tab.press('Generate key and CSR');
  await tab.reads('There is a problem');
  await see('csr, with an error');
  await flow.to('key-backup');
  await see('key-backup');
  await flow.to('subject');
  await see('subject');
  await flow.to('san');
  await see('san');
  await tab.fill('DNS names to add', 'a-name-that-is-rather-long.department.app.example.com');
  await tab.press('Next');
  await tab.reads('There is a problem');
  await see('san, with an error');
  await tab.fill('DNS names to add', '');
  await flow.to('validity');
  await see('validity');
  await flow.to('domains');
  await see('domains');
  if (await tab.disabled('Rekey')) await tab.press('Verify');
  await tab.reads(/Verified/);
  await see('domains, verified');
  await tab.press('Rekey');
  await flow.at('confirm');
  await see('confirm');
  await tab.press('Generate');
  await tab.find('button', 'Go on');
  await see('second factor, the methods');
  await tab.tick('Code by email', 'radio');
  await tab.press('Go on');
  const code = await arrivedCode(tab);
  await tab.fill('Code', code === '000000' ? '000001' : '000000');
  await tab.press('Confirm');
  await tab.reads('This code is not right');
  await see('second factor, a wrong code');
  await tab.fill('Code', code);
  await tab.press('Confirm');
  await flow.at('pending');
  await see('pending');
  await tab.press('Cancel the request');
  await tab.find('button', 'Stay here');
  await see('pending, leave');
  await tab.press('Stay here');
  await eachScreenOfTheList(visitor, look);
  await tab.front();
  await approve(visitor);
  await tab.front();
  await flow.at('result');
  await tab.reads('The new certificate fits your key');
  await see('result');
}

/** The list, its tools, one request, the decision on it and on many. */
async function eachScreenOfTheList(visitor: Visitor, look: Look): Promise<void> {
  const tab = await visitor.tab('(administrator)', '#/requests');
  const see = (name: string): Promise<unknown> => look(name, tab);
  await tab.find('button', 'View');
  await see('list');
  for (const panel of ['Status', 'Reason', 'Columns']) {
    await tab.pressLike('button', new RegExp(`^${panel}$`));
    await tab.find('button', 'Close');
    await see(`list, ${panel}`);
    await tab.press('Close');
  }
  await tab.tick('Select this page');
  await tab.press('Decline');
  await tab.find('textbox', 'Remarks');
  await see('list, decline many');
  await tab.press('Cancel');
  await tab.press('View');
  await tab.find('button', 'Approve');
  await see('detail');
  await tab.press('Decline');
  await tab.find('textbox', 'Remarks');
  await tab.press('Decline');
  await tab.reads('Write why');
  await see('detail, remarks');
  await tab.close();
}
