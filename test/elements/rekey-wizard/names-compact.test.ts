import { expect } from '@open-wc/testing';
import { draft, open, PASSPHRASE, plainRa, type Page } from './late.js';

const compact = (page: Page): void => { page.element.layout = 'compact'; };
const headings = (page: Page): string[] => [...page.root.querySelectorAll('.main h2, .main h3')].map((one) => `${one.tagName} ${one.textContent}`);
const focused = (page: Page): string => page.root.activeElement?.id ?? '';

describe('the compact layout', () => {
  it('shows subject, names and validity as the sections of one numbered screen', async () => {
    const ra = await plainRa();
    const page = await open(ra, await draft(ra), { setUp: compact });
    await page.visit('Subject name, Alternative names and Validity', 'subject');
    await page.until(() => page.has('.sdn') && page.has('.names') && page.has('.timeline'), 'all three');
    expect(headings(page)).to.deep.equal(['H2 Names and validity', 'H3 Subject Distinguished Name', 'H3 Subject Alternative Name', 'H3 Certificate Validity']);
    expect(page.text).to.include('Step 4 of 6');
    expect(page.root.querySelectorAll('.foot .primary')).to.have.length(1);
    await page.isAccessible();
    page.press('Next');
    await page.at('confirm');
    page.press('Back');
    await page.at('domains');
    page.press('Back');
    await page.at('subject');
  });

  it('leads from Change in the review to the section, which takes the focus, and back', async () => {
    const ra = await plainRa({ san: { editable: true } });
    const page = await open(ra, await draft(ra), { setUp: compact });
    await page.at('confirm');
    for (const [id, section] of [['change-validity', 'section-validity'], ['change-san', 'section-san']] as const) {
      page.find(`#${id}`).focus();
      page.find(`#${id}`).dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, composed: true }));
      page.find(`#${id}`).click();
      await page.at('subject');
      await page.until(() => focused(page) === section, `the focus is on ${section}, not ${focused(page)}`);
      page.press('Next');
      await page.at('confirm');
    }
  });

  it('takes a choice of validity and changed names together, and keeps both when the layout changes in the middle', async function () {
    this.timeout(30_000);
    const ra = await plainRa({ san: { editable: true }, validity: { modes: ['new', 'same-expiry'], maxDays: 200 } });
    const page = await open(ra, await draft(ra), { setUp: compact });
    await page.visit('Subject name, Alternative names and Validity', 'subject');
    await page.until(() => page.has('.names.edit'), 'the editor');
    page.find<HTMLInputElement>('#validity-same-expiry').click();
    page.press('Remove www.app.example.com');
    await page.until(() => page.text.includes('1 name removed'), 'the removal');
    const field = page.find<HTMLTextAreaElement>('#san-add');
    field.value = 'half-typed';
    field.dispatchEvent(new Event('input'));

    page.element.layout = 'classic';
    await page.until(() => page.text.includes('Step 4 of 8'), 'the classic layout');
    expect(page.heading).to.equal('Subject Distinguished Name');
    page.press('Next');
    await page.at('san');
    await page.until(() => page.has('#san-add'), 'the editor');
    expect(page.text).to.include('1 name removed');
    expect(page.find<HTMLTextAreaElement>('#san-add').value).to.equal('half-typed');

    page.element.layout = 'compact';
    await page.at('subject', 'Names and validity');
    await page.until(() => page.has('#san-passphrase'), 'the passphrase is asked for');
    expect(page.find<HTMLInputElement>('#validity-same-expiry').checked).to.equal(true);
    expect(page.find<HTMLTextAreaElement>('#san-add').value).to.equal('half-typed');
    const again = page.find<HTMLTextAreaElement>('#san-add');
    again.value = '';
    again.dispatchEvent(new Event('input'));
    page.find<HTMLInputElement>('#san-passphrase').value = PASSPHRASE;
    page.press('Next');
    await page.at('domains');
    const { domains } = await ra.as('user').getRequest(page.element.requestId ?? '');
    expect(domains.map(({ name }) => name)).to.deep.equal(['app.example.com']);
  });

  it('is come back to after a reload, with what was changed', async () => {
    const ra = await plainRa({ san: { editable: true } });
    const page = await open(ra, await draft(ra), { setUp: compact });
    await page.visit('Subject name, Alternative names and Validity', 'subject');
    await page.until(() => page.has('.names.edit'), 'the editor');
    page.press('Remove www.app.example.com');
    await page.until(() => page.text.includes('1 name removed'), 'the removal');
    const kept = Object.entries(sessionStorage);
    const again = await open(ra, { id: page.element.requestId ?? '' }, {
      setUp: (fresh) => {
        page.element.remove();
        for (const [key, value] of kept) sessionStorage.setItem(key, value as string);
        compact(fresh);
      },
    });
    await again.at('subject', 'Names and validity');
    await again.until(() => again.text.includes('1 name removed'), 'the change is there');
  });
});
