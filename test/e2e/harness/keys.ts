import type { StepId } from '../../../src/core/flow-types.js';
import { until, type Tab } from './tab.js';
import { PASSAGES, PASSPHRASE, type Flow } from './wizard.js';

const isNamed = (name: string | RegExp, said: string): boolean => (typeof name === 'string' ? said === name : name.test(said));

/** Moves on with the tabulator until the control of that name has the focus. */
export async function reach(tab: Tab, name: string | RegExp, role?: string): Promise<void> {
  const seen: string[] = [];
  for (let presses = 0; presses < 80; presses++) {
    const focused = await tab.focused();
    if (isNamed(name, focused.name) && (role === undefined || focused.role === role)) return;
    seen.push(`${focused.role} ${focused.name}`);
    await tab.key('Tab');
  }
  throw new Error(`The tabulator never reached ${String(name)}; it came by ${seen.join(' | ')}`);
}

export async function enter(tab: Tab, name: string | RegExp, role?: string): Promise<void> {
  await reach(tab, name, role);
  await tab.key('Enter');
}

/** Turns a check box on or off, or chooses a radio button, from wherever the focus is. */
export async function tick(tab: Tab, name: string | RegExp, role: 'checkbox' | 'radio' = 'checkbox'): Promise<void> {
  await reach(tab, name, role);
  await tab.key('Space');
}

/** Waits until what has this name, and role if one is given, has the focus. */
export async function focusOn(tab: Tab, name: string | RegExp, role?: string): Promise<void> {
  await until(async () => `the focus on ${String(name)}; it is on ${JSON.stringify(await tab.focused())}`, async () => {
    const focused = await tab.focused();
    return isNamed(name, focused.name) && (role === undefined || focused.role === role);
  });
}

/** The screen of a step is there and its heading, or what stands in its place, has the focus. */
export async function arrived(flow: Flow, step: StepId): Promise<void> {
  await flow.at(step);
  await until(async () => `the focus on the heading of ${step}; it is on ${JSON.stringify(await flow.tab.focused())}`, async () => {
    const { role, text } = await flow.tab.focused();
    return role === 'heading' && text === PASSAGES[step].heading;
  });
}

/** Downloads the encrypted key, opens the file again and goes on. */
export async function proveBackup({ tab, visitor }: Flow): Promise<void> {
  const file = await visitor.download(() => enter(tab, 'Download encrypted key'));
  await tab.find('button', 'Choose file');
  await reach(tab, 'Choose file');
  await tab.surface.choose(file.path, () => tab.key('Enter'));
  await reach(tab, 'Passphrase');
  await tab.keys(PASSPHRASE);
  await enter(tab, 'Check the file');
  await tab.reads('The file fits');
  await enter(tab, 'Next');
}
