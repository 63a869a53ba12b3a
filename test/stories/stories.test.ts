import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { SCENARIOS } from '../../src/sandbox/scenarios.js';
import {
  METHOD_STORIES, OUTCOME_STORIES, REASON_STORIES, REFUSAL_STORIES, SCENARIO_STORIES, STATUS_STORIES, STEP_STORIES,
} from '../../stories/coverage.js';
import { listed, Shelf } from './shelf.js';

const stories = listed().filter(({ type }) => type === 'story');
const { modules } = JSON.parse(readFileSync(new URL('../../custom-elements.json', import.meta.url), 'utf8')) as { modules: readonly { declarations?: readonly Partial<Declared>[] }[] };
interface Declared { readonly tagName: string; readonly description: string; readonly events: readonly { readonly name: string }[] }
const elements = modules.flatMap(({ declarations = [] }) => declarations).filter((one): one is Declared => one.tagName !== undefined && one.events !== undefined);

const ARABIC = /[\u0600-\u06ff]/;
/** Pages of links: nothing in them is an element of ours. */
const isElement = (id: string): boolean => id !== 'overview--by-journey';

describe('The built Storybook', () => {
  let shelf: Shelf;
  const shown = new Map<string, readonly string[]>();
  before(async () => { shelf = await Shelf.open(); });
  after(() => shelf.close());

  for (const { id, title, name } of stories) {
    it(`plays ${title}, ${name}, and axe finds nothing in English and Arabic, the one light and the other dark`, async () => {
      await shelf.choose(shelf.theme, 'en-GB');
      assert.equal(await shelf.show(id), undefined);
      shown.set(id, await shelf.shows());
      const english = await shelf.violations();
      // From story to story the themes change places.
      await shelf.choose(shelf.theme === 'light' ? 'dark' : 'light', 'ar');
      if (isElement(id)) assert.match(await shelf.text(), ARABIC, 'it follows the language of the page');
      assert.deepEqual({ english, arabic: await shelf.violations() }, { english: [], arabic: [] });
      assert.deepEqual(shelf.faults, [], 'no error on the console, and no request beyond the Storybook');
    });
  }

  it('has a story of each step, outcome, refusal and reason of the wizard, of each status, second factor and scenario', () => {
    const ids = new Set(stories.map(({ id }) => id));
    const all = [STEP_STORIES, OUTCOME_STORIES, STATUS_STORIES, METHOD_STORIES, REFUSAL_STORIES, REASON_STORIES, SCENARIO_STORIES].flatMap((each) => Object.values(each));
    assert.deepEqual(all.filter((id) => !ids.has(id)), []);
    assert.deepEqual(Object.keys(SCENARIO_STORIES).toSorted(), [...SCENARIOS].toSorted());
    for (const [kind, each] of [['step', STEP_STORIES], ['status', STATUS_STORIES], ['method', METHOD_STORIES]] as const) {
      for (const [state, id] of Object.entries(each)) assert.ok(shown.get(id)?.includes(`${kind}:${state}`), `${id} shows ${String(shown.get(id))}, not ${kind}:${state}`);
    }
  });

  it('lists every story in its overview, with what it shows', async () => {
    await shelf.choose('light', 'en-GB');
    await shelf.show('overview--by-journey');
    const entries = await shelf.page.evaluate(() => [...document.querySelectorAll('dt')].map((dt) => ({
      id: dt.querySelector('a')?.getAttribute('href')?.split('/').at(-1) ?? '', about: dt.nextElementSibling?.textContent.trim() ?? '',
    })));
    assert.deepEqual(entries.map(({ id }) => id).toSorted(), stories.map(({ id }) => id).filter(isElement).toSorted());
    assert.deepEqual(entries.filter(({ about }) => about === ''), []);
  });

  for (const { tagName, description, events } of elements) {
    it(`documents ${tagName} from the manifest`, async () => {
      const text = await shelf.docs(tagName);
      assert.ok(text.includes(description.split(/\.\s/)[0] ?? ''), text);
      for (const { name } of events) assert.ok(text.includes(name), `${name} is missing`);
      assert.deepEqual(shelf.faults, []);
    });
  }
});
