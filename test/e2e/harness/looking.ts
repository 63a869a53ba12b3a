import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type axeCore from 'axe-core';
import type { Tab } from './tab.js';

/** WCAG 2.2, levels A and AA. */
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** What axe finds in the elements on a page, by WCAG 2.2 A and AA. */
export async function violations(tab: Tab): Promise<readonly string[]> {
  const { page } = tab;
  if (!await page.evaluate(() => 'axe' in globalThis)) await page.evaluate(readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
  return page.evaluate(async (tags) => {
    const { axe } = globalThis as unknown as { axe: typeof axeCore };
    const found = await axe.run('main', { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] });
    return found.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id} at ${node.target.flat().join(' ')}: ${[...node.any, ...node.all, ...node.none].map(({ message }) => message).join('; ')}`));
  }, WCAG);
}

/**
 * What a reader of a narrow page misses: that it scrolls sideways, and every text of an element that sticks out of the page or is
 * cut off by what it stands in. What scrolls by itself may be wide (WCAG 1.4.10 excepts tables and code).
 */
export async function misfits(tab: Tab): Promise<readonly string[]> {
  return tab.surface.evaluate(() => {
    const { documentElement: page } = document;
    const found = page.scrollWidth > page.clientWidth ? [`the page is ${page.scrollWidth} px wide, with room for ${page.clientWidth}`] : [];
    /** From where to where a text can be seen; nothing where it can be scrolled to, or is for screen readers alone. */
    const room = (from: Element): readonly [number, number] | undefined => {
      let [start, end] = [0, page.clientWidth];
      for (let at: Element | null = from; at; at = at.assignedSlot ?? at.parentElement ?? (at.getRootNode() as Partial<ShadowRoot>).host ?? null) {
        const { overflowX, clipPath, display } = getComputedStyle(at);
        if (/auto|scroll/.test(overflowX) || clipPath.startsWith('inset')) return undefined;
        if (overflowX === 'visible' || display === 'inline') continue;
        const { left, right } = at.getBoundingClientRect();
        [start, end] = [Math.max(start, left), Math.min(end, right)];
      }
      return [start, end];
    };
    const look = (node: Node, inside: boolean): void => {
      if (node instanceof Text) {
        const { parentElement: parent } = node;
        const visible = parent === null || node.data.trim() === '' || !parent.checkVisibility() ? undefined : room(parent);
        const range = document.createRange();
        range.selectNodeContents(node);
        const out = visible && [...range.getClientRects()].find(({ left, right, width }) => width > 0 && (left < visible[0] - 1 || right > visible[1] + 1));
        if (inside && out) found.push(`"${node.data.trim().slice(0, 60)}" goes from ${Math.round(out.left)} to ${Math.round(out.right)}`);
        return;
      }
      const shadow = node instanceof Element ? node.shadowRoot : null;
      for (const child of [...(shadow?.childNodes ?? []), ...node.childNodes]) look(child, inside || shadow !== null);
    };
    look(document.body, false);
    return found;
  });
}

/** Where {@link traps} keeps the element that had the focus first. */
declare global { interface Window { focusBegan?: Element | null } }

/** Goes through a page with the tabulator until it is where it began. @returns where it got stuck, and what had the focus unseen */
export async function traps(tab: Tab): Promise<readonly string[]> {
  const wrong: string[] = [];
  const places: string[] = [];
  for (let presses = 0; presses < 120; presses++) {
    await tab.key('Tab');
    const { place, seen, isFirst } = await tab.surface.evaluate((began) => {
      const path: string[] = [];
      let at = document.activeElement;
      for (;;) {
        const root: Document | ShadowRoot | undefined = at?.getRootNode() as Document | ShadowRoot | undefined;
        path.push(at === null || root === undefined ? '' : `${at.localName} ${[...root.querySelectorAll('*')].indexOf(at)}`);
        const inner: Element | null | undefined = at?.shadowRoot?.activeElement;
        if (!inner) break;
        at = inner;
      }
      // The element itself, not its place: something above it may still come or go.
      if (!began) window.focusBegan = at;
      const { width, height, bottom, top } = at?.getBoundingClientRect() ?? new DOMRect();
      return {
        place: path.join(' > '), isFirst: at === window.focusBegan,
        seen: at === document.body || (width > 0 && height > 0 && bottom > 0 && top < innerHeight),
      };
    }, presses > 0);
    if (!seen) wrong.push(`${place} has the focus unseen`);
    if (presses > 0 && isFirst) return presses > 1 ? wrong : [`${place} keeps the focus`];
    places.push(place);
  }
  return [...wrong, `it never came round: ${places.slice(-5).join(', ')}`];
}
