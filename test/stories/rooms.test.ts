import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Shelf } from './shelf.js';

/** Screens of every kind: forms, tables, dialogs, code, long lists, errors. */
const SCREENS = [
  'rekey-wizard--certificate-action', 'rekey-wizard--agreement-missing', 'rekey-wizard--reason', 'rekey-wizard--csr-in-browser', 'rekey-wizard--upload-failing',
  'rekey-wizard--key-proven', 'rekey-wizard--subject', 'rekey-wizard-names-and-validity--names-changed', 'rekey-wizard--validity', 'rekey-wizard--domains-verified',
  'rekey-wizard--confirm', 'rekey-wizard--second-factor', 'rekey-wizard--pending', 'rekey-wizard--declined', 'rekey-wizard-waiting-and-the-end--install-nginx',
  'rekey-wizard--refused-open-elsewhere', 'rekey-wizard-the-key--pin-refused', 'second-factor-dialog--two-codes', 'second-factor-dialog--locked',
  'caa-verifier-from-the-page--who-is-asked', 'caa-verifier-from-the-page--wildcard-forbidden', 'caa-verifier-from-the-page--fix-fields',
  'caa-verifier-from-the-page--disagreement', 'caa-verifier-from-the-page--hostile-value', 'caa-verifier-from-the-page--beside-the-ra',
  'caa-verifier--verified-explained', 'rekey-request-list--many-requests', 'rekey-request-list--filter-by-status', 'rekey-request-list--partly-approved',
  'rekey-request-list--detail', 'rekey-request-list--declining', 'rekey-request-list--empty',
] as const;

/** What stands out of a narrow window, those aside that scroll by themselves. */
const tooWide = (shelf: Shelf): Promise<string[]> => shelf.page.evaluate(() => {
  const { clientWidth, scrollWidth } = document.documentElement;
  const parent = (one: Element): Element | null => one.assignedSlot ?? one.parentElement ?? (one.getRootNode() as ShadowRoot).host ?? null;
  const isInside = (one: Element): boolean => {
    for (let at = parent(one); at !== null; at = parent(at)) if (getComputedStyle(at).overflowX !== 'visible') return true;
    return false;
  };
  const all = (root: ParentNode): Element[] => [...root.querySelectorAll('*')].flatMap((one) => [one, ...(one.shadowRoot ? all(one.shadowRoot) : [])]);
  const out = all(document.body).filter((one) => {
    const { left, right, width } = one.getBoundingClientRect();
    return width > 1 && (right > clientWidth + 1 || left < -1) && one.checkVisibility({ visibilityProperty: true }) && !isInside(one);
  }).map((one) => `${one.localName}.${one.getAttribute('class') ?? ''} ${one.textContent.trim().slice(0, 40)}`);
  return [...(scrollWidth > clientWidth + 1 ? [`the page is ${scrollWidth} px wide`] : []), ...out.slice(0, 4)];
});

describe('A story in another room', () => {
  let shelf: Shelf;
  before(async () => { shelf = await Shelf.open(); });
  after(() => shelf.close());

  for (const id of SCREENS) {
    it(`${id}: at 320 px with text of 200 % nothing is cut or scrolls sideways, from either side; in forced colours controls keep an edge`, async () => {
      await shelf.choose('light', 'en-GB');
      assert.equal(await shelf.show(id), undefined);
      await shelf.forceColours(true);
      const unseen = await shelf.page.evaluate(() => {
        const all = (root: ParentNode): Element[] => [...root.querySelectorAll('*')].flatMap((one) => [one, ...(one.shadowRoot ? all(one.shadowRoot) : [])]);
        return all(document.body).filter((one) => one.matches('button, input:not([type=file]), select, textarea') && one.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
          .filter((one) => {
            const { borderTopStyle, borderTopWidth, textDecorationLine, appearance } = getComputedStyle(one);
            const hasEdge = borderTopStyle !== 'none' && parseFloat(borderTopWidth) > 0;
            // Radios and ticks of the system draw their own edge; what has none reads as a link or stands in a frame or a header.
            return !hasEdge && appearance === 'none' && !textDecorationLine.includes('underline') && one.closest('th, [class*=tick], label') === null;
          }).map((one) => `${one.localName} ${one.getAttribute('class') ?? ''} ${one.textContent.trim().slice(0, 30)}`);
      });
      await shelf.forceColours(false);

      await shelf.window(320);
      await shelf.set({ width: 'narrow', text: '200%' });
      await shelf.drawn();
      const [english, targets] = [await tooWide(shelf), await shelf.violations('targets')];
      await shelf.choose('light', 'ar');
      const arabic = await tooWide(shelf);
      await shelf.window(1180);
      await shelf.set({ width: 'wide', text: '100%' });
      assert.deepEqual({ unseen, english, arabic, targets }, { unseen: [], english: [], arabic: [], targets: [] });
    });
  }

  for (const host of ['bootstrap', 'govuk', 'uswds', 'plain']) {
    it(`has colours that can be read beside ${host}`, async () => {
      await shelf.choose('light', 'en-GB');
      await shelf.set({ host });
      for (const id of ['rekey-wizard--confirm', 'rekey-wizard--upload-failing', 'caa-verifier--verified-explained', 'rekey-request-list--detail', 'second-factor-dialog--wrong-code']) {
        assert.equal(await shelf.show(id), undefined);
        assert.deepEqual(await shelf.violations(), [], id);
        if (host !== 'bootstrap') continue;
        await shelf.choose('dark');
        assert.deepEqual(await shelf.violations('colours'), [], `${id}, dark`);
        await shelf.choose('light');
      }
      await shelf.set({ host: 'none' });
    });
  }

  it('follows direction, language and pseudo-language while it stands', async () => {
    await shelf.choose('light', 'en-GB');
    assert.equal(await shelf.show('rekey-wizard--reason'), undefined);
    assert.match(await shelf.text(), /Why are you changing the key\?/);
    await shelf.choose('light', 'en-XA');
    assert.match(await shelf.text(), /\[Ŵĥý/);
    await shelf.choose('light', 'fr');
    assert.match(await shelf.text(), /Pourquoi/);
    const inlineStart = (): Promise<string> => shelf.page.evaluate(() => getComputedStyle(document.querySelector('rekey-wizard') as Element).direction);
    assert.equal(await inlineStart(), 'ltr');
    await shelf.set({ direction: 'rtl' });
    assert.equal(await inlineStart(), 'rtl');
    await shelf.set({ direction: 'auto' });
  });

  it('is the same from visit to visit, to the last digit that can be read', async () => {
    await shelf.choose('light', 'en-GB');
    for (const id of ['rekey-wizard--confirm', 'rekey-wizard-waiting-and-the-end--install-iis', 'rekey-wizard--unreachable', 'rekey-request-list--detail', 'second-factor-dialog--code-by-email']) {
      const pictures: string[] = [];
      for (let visit = 0; visit < 2; visit++) {
        assert.equal(await shelf.show(id), undefined);
        pictures.push(await shelf.text());
      }
      assert.equal(pictures[0], pictures[1], id);
    }
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

  it('lets the call fail that the toolbar names, and no other', async () => {
    await shelf.show('caa-verifier--unverified');
    await shelf.set({ failure: 'unavailable', call: 'approve' });
    await shelf.press('Verify');
    await shelf.reads('5 of 5 names verified');
    await shelf.set({ failure: 'none', call: 'any' });
  });

  it('takes the time that the toolbar says', async () => {
    await shelf.show('caa-verifier--unverified');
    await shelf.set({ latency: '3000' });
    await shelf.press('Verify');
    await shelf.reads('Verifying');
    await shelf.set({ latency: '0' });
  });
});
