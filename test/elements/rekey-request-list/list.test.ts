import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { RaAdapter } from '../../../src/core/adapter.js';
import { once, pendingStage, quickRa, stage, submitted, verified } from './setup.js';

describe('The listing of rekey requests', () => {
  it('is a table with a caption: number, requester, certificate, date, reason, status and View', async () => {
    const { on, request } = await pendingStage({ reason: 'lost' });
    const table = on.root.querySelector('table') as HTMLTableElement;
    expect(table.caption?.textContent).to.contain('Rekey Requests');
    expect([...table.querySelectorAll('thead th:not(.ck)')].map((one) => one.textContent.trim())).to.deep.equal(
      ['Request', 'Requested by', 'Certificate', 'Requested on', 'Reason', 'Status', 'Actions'],
    );
    const row = on.row(request).innerText;
    for (const words of [request.number, 'Amelia Osei', 'app.example.com', 'Key lost', 'Pending approval']) expect(row).to.contain(words);
    const view = on.viewOf(request);
    expect(view.innerText).to.equal('View');
    expect(on.root.getElementById(view.getAttribute('aria-describedby') ?? '')?.textContent).to.equal(request.number);
  });

  it('shows the citizen ID, labelled, below the name exactly where the RA shows it', async () => {
    const ra = await quickRa();
    const request = await submitted(ra, 'user', 'cert-app');
    const shown = await stage({ ra });
    expect(shown.row(request).querySelector('[part="citizen-id"]')?.textContent).to.equal('Citizen ID 19-0042-7731');
    await ra.controls.setSettings({ showCitizenId: false });
    await shown.element.reload();
    await shown.until(() => !shown.has('[part="citizen-id"]'), 'the citizen ID is gone');
    await shown.open(request);
    expect(shown.text).not.to.contain('19-0042-7731');
  });

  it('shows no citizen ID against the setting, even when the RA sends it', async () => {
    const { on } = await pendingStage();
    const ra = on.element.adapter as RaAdapter;
    on.element.adapter = { ...ra, getSettings: async (o) => ({ ...await ra.getSettings(o), showCitizenId: false }) };
    await on.until(() => on.rows.length === 1 && !on.has('[part="citizen-id"]'), 'the citizen ID is gone');
  });

  it('sorts at the RA, and says by what', async () => {
    const ra = await quickRa();
    const first = await submitted(ra, 'user', 'cert-app');
    const second = await submitted(ra, 'operator', 'cert-mail');
    const on = await stage({ ra });
    const sorted = (): (string | null)[] => [...on.root.querySelectorAll('th[aria-sort]')].map((one) => `${one.textContent.trim()} ${one.getAttribute('aria-sort') ?? ''}`);
    expect(on.numbers).to.deep.equal([second.number, first.number]);
    expect(sorted()).to.deep.equal(['Requested on descending']);
    await on.press('Requested by');
    await on.until(() => on.numbers[0] === first.number, 'Amelia comes before Jonas');
    expect(sorted()).to.deep.equal(['Requested by ascending']);
    expect(on.focused?.textContent.trim()).to.equal('Requested by');
    await on.press('Requested by');
    await on.until(() => on.numbers[0] === second.number, 'Jonas comes before Amelia');
    expect(sorted()).to.deep.equal(['Requested by descending']);
  });

  it('turns pages by cursor, with the range in words', async () => {
    const ra = await quickRa();
    const made = [];
    for (const id of ['cert-app', 'cert-shop', 'cert-vpn']) made.push(await verified(ra, 'user', id));
    const on = await stage({ ra, pageSize: 2 });
    expect(on.text).to.contain('1 to 2 of 3');
    expect(on.button('Previous').ariaDisabled).to.equal('true');
    await on.press('Next page');
    await on.says('3 to 3 of 3');
    expect(on.numbers).to.deep.equal([made[0]?.number]);
    expect(on.button('Next page').ariaDisabled).to.equal('true');
    expect(on.focused === on.button('Next page'), 'the focus stays on the button').to.equal(true);
    await on.until(() => on.said === 'Showing 3 to 3 of 3', 'the new range is said');
    await on.press('Previous');
    await on.says('1 to 2 of 3');
  });

  it('changes a row in place while the focus stays with its request', async () => {
    const { on, request } = await pendingStage();
    on.viewOf(request).focus();
    await on.ra.as('admin2').claim?.(request.id, once(request.etag));
    await on.until(() => on.row(request).innerText.includes('In review'), 'the row follows');
    expect(on.focused === on.viewOf(request)).to.equal(true);
  });

  it('keeps new requests behind a pill until they are wanted', async () => {
    const { on, request } = await pendingStage();
    const other = await verified(on.ra, 'operator', 'cert-mail');
    await on.until(() => on.part('new').startsWith('1 new'), 'the pill says that there is one');
    expect(on.numbers).to.deep.equal([request.number]);
    expect(on.said).to.contain('1 new request');
    const pill = on.root.querySelector('[part="new"]') as HTMLButtonElement;
    pill.focus();
    pill.click();
    await on.until(() => on.numbers.length === 2, 'both are shown');
    expect(on.numbers).to.deep.equal([other.number, request.number]);
    expect(on.has('[part="new"]')).to.equal(false);
    expect(on.focused === on.root.querySelector('#list-title'), 'the focus does not fall out of the list').to.equal(true);
  });

  it('shows only the statuses that it was given', async () => {
    const ra = await quickRa();
    const waiting = await submitted(ra, 'user', 'cert-app');
    await verified(ra, 'user', 'cert-shop');
    const on = await stage({ ra, status: 'pending-approval, in-review' });
    expect(on.numbers).to.deep.equal([waiting.number]);
    on.element.status = 'declined';
    await on.says('Nothing matches');
    expect(on.text).to.contain('No request has the status Declined.');
  });

  it('shows a user and an operator their own requests, without a decision', async () => {
    const ra = await quickRa();
    const own = await submitted(ra, 'operator', 'cert-mail');
    await submitted(ra, 'user', 'cert-app');
    const on = await stage({ ra, person: 'operator', roleMode: 'operator' });
    expect(on.text).to.contain('My rekey requests');
    expect(on.numbers).to.deep.equal([own.number]);
    await on.open(own);
    expect(on.has('[part="decision"]')).to.equal(false);
    expect(on.part('changes')).to.contain('Only the key changes');
    expect(on.part('checks')).to.contain('looks again at approval').and.not.to.contain('you approve');
  });

  it('tells loading, empty, not allowed and failed apart, and tries again', async () => {
    const empty = await stage();
    expect(empty.part('blank')).to.contain('No rekey requests');

    const ra = await quickRa();
    ra.controls.failures.next('listRequests', { code: 'forbidden' });
    const forbidden = await stage({ ra, person: 'user' });
    expect(forbidden.part('blank')).to.contain('Not allowed').and.to.contain('RA administrator');
    expect(forbidden.of('rekey-error')).to.have.length(1);

    await submitted(ra, 'user', 'cert-app');
    ra.controls.failures.next('listRequests');
    const failed = await stage({ ra });
    expect(failed.part('error')).to.contain('The list could not be loaded').and.to.contain('unavailable');
    const { correlationId } = failed.of('rekey-error')[0] as { correlationId: string };
    expect(failed.part('error'), 'the reference for support').to.contain(correlationId);
    await failed.press('Try again');
    await failed.until(() => failed.rows.length === 1, 'the list is there');
    expect(failed.focused === failed.root.querySelector('#list-title')).to.equal(true);

    const waiting = await stage({ ra });
    const hanging = document.createElement('rekey-request-list');
    hanging.adapter = { ...ra.as('admin'), listRequests: () => new Promise(() => undefined) };
    document.body.append(hanging);
    await hanging.updateComplete;
    const table = (hanging.renderRoot as ShadowRoot).querySelector('table');
    expect(table?.getAttribute('aria-busy')).to.equal('true');
    const heights = [...(table?.querySelectorAll('tbody tr') ?? [])].map((row) => Math.round(row.getBoundingClientRect().height));
    expect(heights.length).to.be.greaterThan(4);
    const final = Math.round(waiting.rows[0]?.getBoundingClientRect().height ?? 0);
    for (const height of heights) expect(height).to.be.within(final - 1, final + 1);
    hanging.remove();
  });

  it('opens a request by keyboard, gives its heading the focus, and takes it back to View', async () => {
    const { on, request } = await pendingStage();
    on.viewOf(request).focus();
    await sendKeys({ press: 'Enter' });
    await on.opened();
    expect(on.heading).to.equal(request.number);
    expect(on.focused?.id).to.equal('detail-title');
    expect(on.row(request).getAttribute('aria-current')).to.equal('true');
    expect(on.of('rekey-request-open')).to.deep.equal([{ requestId: request.id }]);
    await on.press('Close');
    expect(on.has('.detail')).to.equal(false);
    expect(on.focused === on.viewOf(request)).to.equal(true);
  });

  it('leaves the request to a host that prevents its opening', async () => {
    const { on, request } = await pendingStage();
    on.element.addEventListener('rekey-request-open', (event) => event.preventDefault());
    on.viewOf(request).click();
    await on.element.updateComplete;
    expect(on.has('.detail')).to.equal(false);
  });

  it('opens the request that an address names', async () => {
    const ra = await quickRa();
    const request = await submitted(ra, 'user', 'cert-app');
    const on = await stage({ ra, requestId: request.id });
    await on.opened();
    expect(on.heading).to.equal(request.number);
    expect(on.focused === null, 'a page that opens keeps its focus').to.equal(true);
    expect([on.has('[part="new"]'), on.said], 'what is open is no news').to.deep.equal([false, 'Showing 1 to 1 of 1']);
  });

  it('puts the detail in the place of the list where there is no room for both', async () => {
    const { on, request } = await pendingStage({ width: '44rem' });
    await on.open(request);
    const pane = on.root.querySelector('section.list') as HTMLElement;
    expect(pane.checkVisibility()).to.equal(false);
    await on.press('All requests');
    expect(pane.checkVisibility()).to.equal(true);
    expect(on.focused === on.viewOf(request)).to.equal(true);
  });

  it('goes on after it was moved in the page, and is silent once it has left', async () => {
    const { on, request } = await pendingStage();
    const place = document.createElement('div');
    document.body.append(place);
    place.append(on.element);
    await on.ra.as('admin2').claim?.(request.id, once(request.etag));
    await on.until(() => on.row(request).innerText.includes('In review'), 'it still follows');
    place.remove();
    await Promise.resolve();
    const before = on.seen.length;
    on.ra.controls.failures.next('listRequests');
    await verified(on.ra, 'operator', 'cert-mail');
    expect(on.of('rekey-error')).to.deep.equal([]);
    expect(on.seen.length).to.equal(before);
  });
});
