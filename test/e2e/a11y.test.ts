import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { misfits, traps, violations } from './harness/looking.js';
import { eachScreen } from './harness/screens.js';
import { staged } from './harness/stage.js';
import type { Tab } from './harness/tab.js';

/** How many screens there are to look at: a walk that came by fewer has skipped some. */
const SCREENS = 26;

/** Chromium alone: axe comes from outside, past the policy, and colours are chosen by its debugger. */
describe('every screen of the portal, as it is reached', () => {
  const given = staged();

  /** Looks at all of them, and tells together what is wrong. */
  async function none(found: (tab: Tab) => Promise<readonly string[]>): Promise<void> {
    const seen: string[] = [];
    const wrong: string[] = [];
    await eachScreen(given().visitor, async (name, tab) => {
      seen.push(name);
      wrong.push(...(await found(tab)).map((one) => `${name}: ${one}`));
    });
    assert.equal(new Set(seen).size, SCREENS, seen.join(', '));
    assert.deepEqual(wrong, []);
  }

  it('fits on 320 px with text of 200 %: nothing scrolls sideways, no text is cut off', async () => {
    await none(async (tab) => {
      await tab.surface.resize(320, 700);
      await tab.surface.evaluate(() => { document.documentElement.style.fontSize = '200%'; });
      const found = await misfits(tab);
      await tab.surface.evaluate(() => { document.documentElement.style.fontSize = ''; });
      await tab.surface.resize(1180, 1000);
      return found;
    });
  });

  it('lets the tabulator come round, and shows what has the focus', async () => {
    await none(traps);
  });

  for (const scheme of ['light', 'dark'] as const) {
    it(`holds to WCAG 2.2 AA, as far as axe sees it, in ${scheme} colours`, async () => {
      await none(async (tab) => {
        // What moves is looked at when it stands still.
        await tab.page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }, { name: 'prefers-reduced-motion', value: 'reduce' }]);
        return violations(tab);
      });
    });
  }
});
