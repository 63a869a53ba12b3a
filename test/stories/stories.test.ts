import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { STEPS } from '../../src/core/flow-types.js';
import type { GateId } from '../../src/core/flow-types.js';
import { listed, Shelf } from './shelf.js';

const stories = listed().filter(({ type }) => type === 'story');
const { modules } = JSON.parse(readFileSync(new URL('../../custom-elements.json', import.meta.url), 'utf8')) as { modules: readonly { declarations?: readonly Partial<Declared>[] }[] };
interface Declared { readonly tagName: string; readonly description: string; readonly events: readonly { readonly name: string }[] }
const elements = modules.flatMap(({ declarations = [] }) => declarations).filter((one): one is Declared => one.tagName !== undefined && one.events !== undefined);
const GATES = ['loading', 'locked', 'refused'] as const satisfies readonly GateId[];

describe('The built Storybook', () => {
  let shelf: Shelf;
  const seen = new Set<string>();
  before(async () => { shelf = await Shelf.open(); });
  after(() => shelf.close());

  for (const { id, title, name } of stories) {
    it(`plays ${title}, ${name}, and axe finds nothing in light or dark`, async () => {
      assert.equal(await shelf.show(id), undefined);
      const step = await shelf.page.evaluate(() => document.querySelector('rekey-wizard')?.step);
      if (step !== undefined) seen.add(step);
      const found = { [shelf.theme]: await shelf.violations() };
      // Only colours depend on the theme.
      await shelf.choose(shelf.theme === 'light' ? 'dark' : 'light');
      found[shelf.theme] = await shelf.violations('colours');
      assert.deepEqual(found, { light: [], dark: [] });
      assert.deepEqual(shelf.faults, [], 'no error on the console, and no request beyond the Storybook');
    });
  }

  it('has a story of each step of the wizard, and of each place where it cannot begin', () => {
    assert.deepEqual([...STEPS, ...GATES].filter((step) => !seen.has(step)), []);
  });

  it('lists every story in its overview, with what it shows', async () => {
    await shelf.show('overview--by-journey');
    const entries = await shelf.page.evaluate(() => [...document.querySelectorAll('dt')].map((dt) => ({
      id: dt.querySelector('a')?.getAttribute('href')?.split('/').at(-1) ?? '', about: dt.nextElementSibling?.textContent.trim() ?? '',
    })));
    assert.deepEqual(entries.map(({ id }) => id).toSorted(), stories.map(({ id }) => id).filter((id) => id !== 'overview--by-journey').toSorted());
    assert.deepEqual(entries.filter(({ about }) => about === ''), []);
  });

  it('lets the next call fail, and only that one, when the toolbar says so', async () => {
    await shelf.show('caa-verifier--unverified');
    await shelf.set({ failure: 'unavailable' });
    await shelf.press('Verify');
    await shelf.reads('Try again');
    await shelf.press('Try again');
    await shelf.reads('5 of 5 names verified');
    await shelf.set({ failure: 'none' });
    assert.deepEqual(shelf.faults, []);
  });

  for (const { tagName, description, events } of elements) {
    it(`documents ${tagName} from the manifest`, async () => {
      const text = await shelf.docs(tagName);
      assert.ok(text.includes(description.split(/\.\s/)[0] ?? ''), text);
      for (const { name } of events) assert.ok(text.includes(name), `${name} is missing`);
      assert.deepEqual(shelf.faults, []);
    });
  }

  it('takes the time that the toolbar says', async () => {
    await shelf.show('caa-verifier--unverified');
    await shelf.set({ latency: '3000' });
    await shelf.press('Verify');
    await shelf.reads('Verifying');
    await shelf.set({ latency: '0' });
  });
});
