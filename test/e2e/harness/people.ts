import type { Visitor } from './browser.js';
import type { Tab } from './tab.js';

/** An administrator opens the newest request in a tab of their own. */
async function opened(visitor: Visitor): Promise<Tab> {
  const admin = await visitor.tab('(administrator)', '#/requests');
  await admin.press('View');
  return admin;
}

/** An administrator approves the newest request. */
export async function approve(visitor: Visitor, reads?: string): Promise<void> {
  const admin = await opened(visitor);
  if (reads !== undefined) await admin.reads(reads);
  await admin.tick('I have reviewed and verified the changes');
  await admin.press('Approve');
  await admin.reads('is approved');
  await admin.close();
}

/** An administrator declines the newest request, with these remarks. */
export async function decline(visitor: Visitor, remarks: string): Promise<void> {
  const admin = await opened(visitor);
  await admin.press('Decline');
  await admin.paste('Remarks', remarks);
  await admin.press('Decline');
  await admin.reads('is declined');
  await admin.close();
}

/** An administrator switches settings or a policy in a tab of their own. */
export async function administer(visitor: Visitor, address: '#/settings' | '#/policy', form: string, change: (tab: Tab) => Promise<unknown>): Promise<void> {
  const admin = await visitor.tab('(administrator)', address);
  const section = await admin.find('form', form);
  await change(admin);
  await section.evaluate((element) => (element as HTMLFormElement).requestSubmit());
  await admin.reads('Saved');
  await admin.close();
}

/** Something on the page of the sandbox's controls, in a tab of its own. */
export async function control(visitor: Visitor, account: string, act: (tab: Tab) => Promise<unknown>, done: string): Promise<void> {
  const tab = await visitor.tab(account, '#/sandbox');
  await act(tab);
  await tab.reads(done);
  await tab.close();
}
