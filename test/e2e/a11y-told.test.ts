import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { eachScreen } from './harness/screens.js';
import { staged } from './harness/stage.js';
import type { Tab } from './harness/tab.js';

/** What the page keeps of what was said, and by what. */
interface Heard { heard?: string[] }

/** From now on, writes down what the live regions of the elements say, in whatever shadow root. */
async function listen(tab: Tab): Promise<void> {
  await tab.surface.evaluate(() => {
    const page = globalThis as unknown as Heard;
    if (page.heard !== undefined) return;
    const heard: string[] = page.heard = [];
    const watched = new WeakSet<Node>();
    const watch = (root: Document | ShadowRoot): void => {
      if (!watched.has(root)) {
        watched.add(root);
        new MutationObserver((changes) => {
          watch(document);
          for (const { target, addedNodes } of changes) {
            const text = target.textContent?.replace(/\s+/g, ' ').trim() ?? '';
            if (addedNodes.length > 0 && root instanceof ShadowRoot && target instanceof Element && target.getAttribute('role') === 'status' && text !== '') heard.push(text);
          }
        }).observe(root, { subtree: true, childList: true });
      }
      for (const { shadowRoot } of root.querySelectorAll('*')) if (shadowRoot) watch(shadowRoot);
    };
    watch(document);
  });
}

const heardIn = (tab: Tab): Promise<readonly string[]> => tab.surface.evaluate(() => (globalThis as unknown as Heard).heard ?? []);

/** Roots of elements that have another number of live regions than one, beside those of their dialogs. */
const regions = (tab: Tab): Promise<readonly string[]> => tab.surface.evaluate(() => {
  const wrong: string[] = [];
  const look = (root: Document | ShadowRoot): void => {
    for (const element of root.querySelectorAll('*')) {
      const { shadowRoot } = element;
      if (!shadowRoot) continue;
      const live = [...shadowRoot.querySelectorAll('[role="status"], [role="alert"], [aria-live]')].filter((one) => one.closest('dialog') === null);
      if (live.length !== 1) wrong.push(`${element.localName} has ${live.length} live regions`);
      for (const dialog of shadowRoot.querySelectorAll('dialog')) {
        const own = dialog.querySelectorAll('[role="status"], [role="alert"], [aria-live]').length;
        if (own !== 1) wrong.push(`the dialog of ${element.localName} has ${own} live regions`);
      }
      look(shadowRoot);
    }
  };
  look(document);
  return wrong;
});

describe('what a screen reader is told on the way', () => {
  const given = staged();

  it('comes from one live region an element, and one a dialog, that was there before', async () => {
    const wrong: string[] = [];
    const said: string[] = [];
    await eachScreen(given().visitor, async (name, tab) => {
      await listen(tab);
      wrong.push(...(await regions(tab)).map((one) => `${name}: ${one}`));
      said.splice(0, said.length, ...new Set([...said, ...await heardIn(tab)]));
    });
    assert.deepEqual(wrong, []);
    const missing = [
      'Step 2 of 8', 'Step 8 of 8', 'Opening the request', 'Making the key', 'Encrypted key downloaded', '2 of 2 names verified.',
      'This code is not right. 2 tries left.', 'Submitting the request', '1 selected', 'Fetching and checking the certificate',
    ].filter((words) => !said.includes(words));
    assert.deepEqual(missing, [], said.join(' | '));
  });
});
