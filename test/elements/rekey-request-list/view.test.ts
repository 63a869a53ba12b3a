import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { RekeyRequest } from '../../../src/core/domain.js';
import { DEFAULT_VIEW, readView } from '../../../src/elements/rekey-request-list/view.js';
import type { RequestListView } from '../../../src/elements/rekey-request-list/view.js';
import type { SandboxRa } from '../../../src/sandbox.js';
import { once, quickRa, stage, submitted, verified } from './setup.js';
import type { Stage } from './setup.js';

/** Four requests: Amelia's for app (lost, waits), shop (compromised, draft), Jonas's for mail (routine, claimed by Tariq) and names (routine, declined). */
async function four(): Promise<{ ra: SandboxRa; app: RekeyRequest; shop: RekeyRequest; mail: RekeyRequest; names: RekeyRequest }> {
  const ra = await quickRa();
  const app = await submitted(ra, 'user', 'cert-app', 'lost');
  const shop = await verified(ra, 'user', 'cert-shop', 'compromised');
  const mail = await submitted(ra, 'operator', 'cert-mail');
  await ra.as('admin2').claim?.(mail.id, once(mail.etag));
  const names = await submitted(ra, 'operator', 'cert-names');
  await ra.as('admin2').decline?.(names.id, { remarks: 'No.' }, once(names.etag));
  return { ra, app, shop, mail, names };
}

const views = (on: Stage): RequestListView[] => on.of('rekey-view-change').map((detail) => (detail as { view: RequestListView }).view);
const keys = (): string[] => Object.keys(localStorage).filter((key) => key.startsWith('rekey-elements:list:'));

describe('Searching and filtering rekey requests', () => {
  it('searches at the RA on Enter and by itself, and says how many there are', async () => {
    const { ra, mail, app } = await four();
    const on = await stage({ ra });
    await on.search('mail.example');
    await on.until(() => on.numbers.length === 1, 'one is left');
    expect(on.numbers).to.deep.equal([mail.number]);
    expect(on.focused?.id, 'the focus stays in the field').to.equal('search');
    await on.until(() => on.said === 'Showing 1 to 1 of 1', 'it is said');
    const field = on.root.querySelector('#search') as HTMLInputElement;
    field.value = 'Amelia app';
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await on.until(() => on.numbers[0] === app.number, 'it is asked for without Enter');
    expect(on.element.view.search).to.equal('Amelia app');
  });

  it('filters by status, reason, day and claim, each alone and all together', async () => {
    const { ra, app, shop, mail, names } = await four();
    const on = await stage({ ra });
    const left = async (...requests: readonly RekeyRequest[]): Promise<void> => {
      const wanted = requests.map(({ number }) => number).sort();
      await on.until(() => [...on.numbers].sort().join() === wanted.join(), `left are ${wanted.join()}`);
    };
    await on.filter('Status', 'Declined', 'Draft');
    await left(shop, names);
    expect(on.element.view.filter).to.deep.equal({ status: ['draft', 'declined'] });
    expect(on.focused?.closest('#panel') !== null, 'the boxes stay').to.equal(true);
    await on.press('Clear');
    await left(app, shop, mail, names);
    await on.filter('Reason', 'Routine');
    await left(mail, names);
    await on.filter('Claimed by', 'Nobody');
    await left(names);
    await on.press('Clear');
    await left(mail, names);
    on.element.view = { filter: { claimedBy: 'me' } };
    await on.until(() => on.picture === 'nothing', 'Beatriz has claimed none');
    const today = new Date(Date.parse(app.createdAt)).toISOString().slice(0, 10);
    on.element.view = { filter: {} };
    await left(app, shop, mail, names);
    await on.press('Date');
    const day = on.root.querySelector('#date-before') as HTMLInputElement;
    day.value = today;
    day.dispatchEvent(new Event('change', { bubbles: true }));
    await on.until(() => on.picture === 'nothing', 'none is older than today');
    const from = on.root.querySelector('#date-from') as HTMLInputElement;
    await on.press('Clear filters');
    await left(app, shop, mail, names);
    expect(from.value).to.equal('');
    expect(on.focused?.id).to.equal('search');
  });

  it('opens a filter by keyboard, goes into it, and comes back on Escape', async () => {
    const { ra } = await four();
    const on = await stage({ ra });
    on.button('Reason').focus();
    await sendKeys({ press: 'Enter' });
    await on.until(() => on.focused?.id === 'reason-routine', 'the first box has the focus');
    expect(on.root.querySelector('#open-reason')?.getAttribute('aria-expanded')).to.equal('true');
    await sendKeys({ press: ' ' });
    await on.until(() => on.numbers.length === 2, 'it filters');
    await sendKeys({ press: 'Escape' });
    await on.until(() => on.focused?.id === 'open-reason', 'the focus is back');
    expect(on.has('#panel')).to.equal(false);
    expect(on.root.querySelector('#open-reason')?.textContent.replaceAll(/\s+/g, ' ').trim()).to.contain('1 chosen');
  });

  it('shows the changes of rows that a filter by claim would leave out, and no news that does not fit', async () => {
    const { ra, app } = await four();
    const on = await stage({ ra, view: { ...DEFAULT_VIEW, filter: { claimedBy: 'none', reason: ['lost'] } } });
    expect(on.numbers).to.deep.equal([app.number]);
    await ra.as('admin2').claim?.(app.id, once(app.etag));
    await on.until(() => on.row(app).innerText.includes('In review'), 'the row follows');
    await submitted(ra, 'user', 'cert-vpn', 'routine');
    const wanted = await submitted(ra, 'user', 'cert-edge', 'lost');
    await on.until(() => on.has('[part="new"]'), 'there is news');
    expect(on.part('new')).to.contain('1 new');
    on.root.querySelector<HTMLButtonElement>('[part="new"]')?.click();
    await on.until(() => on.numbers.includes(wanted.number), 'it is shown');
  });

  it('sorts by each column, and says so', async () => {
    const { ra } = await four();
    const on = await stage({ ra });
    for (const [by, label, of] of [
      ['number', 'Request', (r: RekeyRequest) => r.number], ['certificate', 'Certificate', (r) => r.certificate.name], ['reason', 'Reason', (r) => r.reason],
      ['requestedBy', 'Requested by', (r) => r.requestedBy.name],
    ] as readonly (readonly [string, string, (request: RekeyRequest) => string])[]) {
      on.root.querySelector<HTMLButtonElement>(`[data-sort="${by}"]`)?.click();
      await on.element.updateComplete;
      await on.read();
      const { items } = await ra.as('admin').listRequests?.({}) ?? { items: [] };
      const shown = on.rows.map((row) => of(items.find(({ id }) => id === row.dataset['id']) as RekeyRequest));
      expect(shown, label).to.deep.equal([...shown].sort());
      expect(on.root.querySelector('[aria-sort]')?.textContent.trim(), label).to.equal(label);
      expect(on.root.querySelector('caption')?.textContent, label).to.contain(`by ${label.toLowerCase()}`);
    }
  });

  it('shows the columns that were chosen, the number and the actions always', async () => {
    const { ra, app } = await four();
    const on = await stage({ ra });
    await on.filter('Columns', 'Requested by', 'Reason', 'Status');
    const heads = [...on.root.querySelectorAll('thead th:not(.ck)')].map((one) => one.textContent.trim());
    expect(heads).to.deep.equal(['Request', 'Certificate', 'Requested on', 'Actions']);
    expect(on.row(app).innerText).not.to.contain('Amelia');
    expect([...on.root.querySelectorAll('#panel label')].map((one) => one.textContent.trim())).not.to.include('Request');
    on.element.view = { columns: [] };
    await on.element.updateComplete;
    expect([...on.root.querySelectorAll('thead th:not(.ck)')].map((one) => one.textContent.trim())).to.deep.equal(['Request', 'Actions']);
    expect(on.viewOf(app).innerText).to.equal('View');
  });

  it('asks for as many rows as are wanted, and says an estimated total as such', async () => {
    const { ra } = await four();
    const on = await stage({ ra, view: { ...DEFAULT_VIEW, pageSize: 2 } });
    expect(on.numbers).to.have.length(2);
    const size = on.root.querySelector('#page-size') as HTMLSelectElement;
    size.value = '50';
    size.dispatchEvent(new Event('change', { bubbles: true }));
    await on.until(() => on.numbers.length === 4, 'all are shown');
    const adapter = on.element.adapter;
    if (adapter === undefined) throw new Error('no adapter');
    on.element.adapter = { ...adapter, raId: 'other', listRequests: async () => ({ items: (await ra.as('admin').listRequests?.({}))?.items ?? [], total: { count: 1_000_000, exact: false }, next: 'x' }) };
    await on.says('1 to 4 of about 1,000,000');
    expect(on.text).to.contain('about 1,000,000 requests');
  });
});

describe('The view of the list', () => {
  it('is plain JSON that leads back to the same list', async () => {
    const { ra, app } = await four();
    const view: RequestListView = {
      search: 'example', filter: { status: ['pending-approval'], reason: ['lost'], from: '2020-01-01T00:00:00.000Z' }, sort: { by: 'certificate', descending: true },
      columns: ['number', 'status'], pageSize: 50,
    };
    const on = await stage({ ra, view });
    expect(on.element.view).to.deep.equal(view);
    expect(on.numbers).to.deep.equal([app.number]);
    const again = await stage({ ra, view: JSON.parse(JSON.stringify(on.element.view)) as RequestListView });
    expect([again.element.view, again.numbers]).to.deep.equal([view, [app.number]]);
    expect(views(on), 'what the host sets is no news to it').to.deep.equal([]);
  });

  it('is told with each change that the reader makes', async () => {
    const { ra } = await four();
    const on = await stage({ ra });
    await on.press('Request');
    await on.search('app');
    await on.filter('Status', 'Pending approval');
    await on.filter('Columns', 'Reason');
    await on.read();
    const told = views(on);
    expect(told).to.have.length(4);
    expect(told[0]).to.deep.equal({ ...DEFAULT_VIEW, sort: { by: 'number', descending: false } });
    expect(told[3]).to.deep.equal({
      search: 'app', filter: { status: ['pending-approval'] }, sort: { by: 'number', descending: false },
      columns: ['number', 'requestedBy', 'certificate', 'createdAt', 'status'], pageSize: 25,
    });
    await on.press('Next page').catch(() => undefined);
    expect(views(on), 'a page is no view').to.have.length(4);
  });

  it('is kept for this user at this RA alone, without the search', async () => {
    const { ra, app } = await four();
    const on = await stage({ ra });
    await on.search('Amelia');
    await on.filter('Status', 'Pending approval');
    await on.read();
    expect(keys()).to.have.length(1);
    expect(localStorage.getItem(keys()[0] ?? '')).not.to.contain('Amelia');
    const again = await stage({ ra, kept: true });
    expect(again.element.view).to.deep.equal({ ...DEFAULT_VIEW, filter: { status: ['pending-approval'] } });
    expect(again.numbers).to.deep.equal([app.number]);
    const other = await stage({ ra, kept: true, person: 'admin2' });
    expect(other.element.view, 'another administrator has their own').to.deep.equal(DEFAULT_VIEW);
    const given = await stage({ ra, kept: true, view: { ...DEFAULT_VIEW, search: 'shop' } });
    expect(given.element.view, 'the host comes first').to.deep.equal({ ...DEFAULT_VIEW, search: 'shop' });
    const attribute = await stage({ ra, kept: true, status: 'declined' });
    expect(attribute.element.view.filter, 'and so does its attribute').to.deep.equal({ status: ['declined'] });
  });

  it('is left to a host that keeps it', async () => {
    const { ra } = await four();
    const on = await stage({ ra });
    on.element.addEventListener('rekey-view-change', (event) => event.preventDefault());
    await on.press('Request');
    await on.read();
    expect([views(on).length, keys()]).to.deep.equal([1, []]);
  });

  it('ignores what was kept and is damaged', async () => {
    const { ra } = await four();
    const on = await stage({ ra });
    await on.press('Request');
    await on.read();
    const [key = ''] = keys();
    for (const text of ['{', 'null', '[]', '"x"', '{"filter":7,"sort":{"by":"__proto__"},"columns":"all","pageSize":"many","search":3}']) {
      localStorage.setItem(key, text);
      const again = await stage({ ra, kept: true });
      expect(again.element.view, text).to.deep.equal(DEFAULT_VIEW);
      expect(again.numbers, text).to.have.length(4);
    }
  });

  it('takes from outside what it knows, and nothing else', () => {
    const cases: readonly (readonly [unknown, Partial<RequestListView>])[] = [
      [undefined, {}], [7, {}], [{}, {}],
      [{ search: 'x'.repeat(500) }, { search: 'x'.repeat(200) }],
      [{ filter: { status: ['draft', 'nonsense', 7], reason: 'lost', claimedBy: 'someone', from: 'yesterday', before: '2026-01-01' } }, { filter: { status: ['draft'], before: '2026-01-01' } }],
      [{ filter: { status: [] } }, { filter: {} }],
      [{ sort: { by: 'status' } }, { sort: { by: 'status', descending: false } }],
      [{ sort: { by: 'color', descending: true } }, {}],
      [{ columns: ['status', 'status', 'secret', 'reason'] }, { columns: ['number', 'reason', 'status'] }],
      [{ pageSize: 1e9 }, { pageSize: 100 }], [{ pageSize: -3 }, { pageSize: 1 }], [{ pageSize: NaN }, { pageSize: 25 }],
      [JSON.parse('{"__proto__":{"search":"x"},"extra":1}'), {}],
    ];
    for (const [given, wanted] of cases) expect(readView(given), JSON.stringify(given)).to.deep.equal({ ...DEFAULT_VIEW, ...wanted });
  });
});
