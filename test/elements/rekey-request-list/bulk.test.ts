import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { RaAdapter } from '../../../src/core/adapter.js';
import type { RekeyRequest } from '../../../src/core/domain.js';
import type { SandboxRa } from '../../../src/sandbox.js';
import { DEFAULT_VIEW } from '../../../src/elements/rekey-request-list/view.js';
import { once, quickRa, stage, submitted, verified } from './setup.js';
import type { Stage, StageOptions } from './setup.js';

const CERTIFICATES = ['cert-app', 'cert-shop', 'cert-vpn', 'cert-support'] as const;

/** Some requests of Amelia Osei that wait, and the list in front of an administrator. */
async function waiting(n = 3, o: StageOptions = {}): Promise<{ on: Stage; ra: SandboxRa; requests: RekeyRequest[] }> {
  const ra = o.ra ?? (await quickRa());
  const requests: RekeyRequest[] = [];
  for (const certificate of CERTIFICATES.slice(0, n)) requests.push(await submitted(ra, 'user', certificate));
  return { on: await stage({ ...o, ra }), ra, requests };
}

/** What the panel says of a request. */
const lineOf = (on: Stage, { id }: { readonly id: string }): { outcome: string; text: string } => {
  const line = on.root.querySelector<HTMLElement>(`.each li[data-id="${id}"]`);
  return { outcome: line?.dataset['outcome'] ?? 'none', text: (line?.textContent ?? '').replace(/\s+/g, ' ').trim() };
};
const title = (on: Stage): string => on.root.querySelector('#bulk-title')?.textContent.trim() ?? '';
const begin = async (on: Stage, step: 'approve' | 'decline' | 'claim'): Promise<void> => {
  on.root.querySelector<HTMLButtonElement>(`#bulk-${step}`)?.click();
  await on.until(() => on.has('#bulk-title'), 'the panel is open');
};
const send = async (on: Stage): Promise<void> => {
  on.root.querySelector<HTMLButtonElement>('#bulk-start')?.click();
  await on.element.updateComplete;
};
const over = (on: Stage, words: string): Promise<void> => on.until(() => title(on) === words, words);
const status = async (ra: SandboxRa, { id }: RekeyRequest): Promise<string> => (await ra.as('admin').getRequest(id)).status;

describe('Selecting requests', () => {
  it('is by a box each, by keyboard, and by one box for the page', async () => {
    const { on, ra, requests: [app, shop] } = await waiting(2);
    const draft = await verified(ra, 'operator', 'cert-mail');
    await on.element.reload();
    await on.until(() => on.rows.length === 3, 'all are shown');
    if (!app || !shop) throw new Error('no requests');
    expect(on.row(draft).querySelector('input'), 'what cannot be decided cannot be chosen').to.equal(null);
    expect(on.box(app).getAttribute('aria-label')).to.equal(`Select ${app.number}`);
    on.box(app).focus();
    await sendKeys({ press: ' ' });
    await on.until(() => on.part('bulk').includes('1 selected'), 'one is selected');
    expect(on.focused === on.box(app)).to.equal(true);
    const page = on.root.querySelector('#select-page') as HTMLInputElement;
    expect([page.checked, page.indeterminate]).to.deep.equal([false, true]);
    page.click();
    await on.until(() => on.part('bulk').includes('2 selected'), 'both are selected');
    expect(on.said).to.equal('2 selected');
    page.click();
    await on.until(() => !on.has('[part="bulk"]'), 'none is selected');
  });

  it('reaches from one box to another with Shift', async () => {
    const { on, requests } = await waiting(4);
    const [first, , third] = [...requests].reverse();
    if (!first || !third) throw new Error('no requests');
    await on.pick(first);
    on.box(third).dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, shiftKey: true }));
    await on.until(() => on.part('bulk').includes('3 selected'), 'three are selected');
  });

  it('stays with the request while rows change, are sorted, and are turned', async () => {
    const { on, ra, requests: [app, shop, vpn] } = await waiting(3, { view: { ...DEFAULT_VIEW, pageSize: 2 } });
    if (!app || !shop || !vpn) throw new Error('no requests');
    await on.pick(vpn);
    await ra.as('admin2').claim?.(vpn.id, once(vpn.etag));
    await on.until(() => on.row(vpn).innerText.includes('In review'), 'the row follows');
    expect(on.box(vpn).checked).to.equal(true);
    await on.press('Next page');
    await on.until(() => on.numbers.includes(app.number), 'the next page');
    expect(on.part('bulk')).to.contain('1 selected').and.to.contain('1 on other pages');
    expect(on.box(app).checked).to.equal(false);
    await on.press('Previous');
    await on.until(() => on.numbers.includes(vpn.number), 'the first page');
    expect(on.box(vpn).checked).to.equal(true);
    await submitted(ra, 'operator', 'cert-mail');
    await on.until(() => on.has('[part="new"]'), 'there is news');
    expect(on.box(vpn).checked, 'news does not move it').to.equal(true);
  });

  it('is given up, and told, for what leaves the list', async () => {
    const { on, requests: [app, shop] } = await waiting(2);
    if (!app || !shop) throw new Error('no requests');
    await on.pick(app, shop);
    await on.search('app.example');
    await on.until(() => on.numbers.length === 1, 'one is left');
    expect(on.part('vanished')).to.contain('1 selected request is not in this list any more');
    expect(on.said).to.contain('not selected any more');
    expect(on.part('bulk')).to.contain('1 selected').and.not.to.contain('other pages');
    await on.press('Clear');
    expect([on.has('[part="bulk"]'), on.has('[part="vanished"]'), on.focused?.id]).to.deep.equal([false, false, 'list-title']);
  });

  it('is not for those who only look, nor for an RA that cannot decide', async () => {
    const ra = await quickRa();
    await submitted(ra, 'operator', 'cert-mail');
    const own = await stage({ ra, person: 'operator', roleMode: 'operator' });
    expect(own.has('input[type="checkbox"]')).to.equal(false);
    const mute = await stage({ ra, without: ['claim', 'approve', 'decline'] });
    expect([mute.rows.length, mute.has('input[type="checkbox"]')]).to.deep.equal([1, false]);
  });
});

describe('One decision on many requests', () => {
  it('approves one after the other once the changes are ticked as reviewed', async () => {
    const { on, ra, requests } = await waiting(3);
    await on.pick(...requests);
    await begin(on, 'approve');
    expect([title(on), on.focused?.id]).to.deep.equal(['Approve 3 requests', 'bulk-title']);
    for (const request of requests) expect(lineOf(on, request).text).to.contain(request.number).and.to.contain('Amelia Osei').and.to.contain('Only the key changes');
    expect(on.root.querySelector('#bulk-start')?.getAttribute('aria-disabled')).to.equal('true');
    await send(on);
    expect(on.changes('approve')).to.have.length(0);
    await on.tick();
    await send(on);
    await over(on, '3 of 3 approved');
    expect(on.said).to.equal('3 of 3 approved');
    expect(on.changes('approve')).to.have.length(3);
    expect(new Set(on.changes('approve').map(({ key }) => key)).size, 'a key each').to.equal(3);
    for (const request of requests) {
      expect(await status(ra, request)).to.equal('issued');
      expect(on.row(request).innerText).to.contain('Issued');
    }
    expect(on.of('rekey-request-decided')).to.have.deep.members(requests.map(({ id }) => ({ requestId: id, decision: 'approved' })));
    expect(on.focused?.id, 'the focus is not lost with the form').to.equal('bulk-title');
    await on.press('Done');
    expect([on.has('#bulk-title'), on.has('[part="bulk"]'), on.focused?.id]).to.deep.equal([false, false, 'list-title']);
  });

  it('declines with one set of remarks, from a template, as each requester reads them', async () => {
    const { on, ra, requests } = await waiting(2);
    await on.pick(...requests);
    await begin(on, 'decline');
    await send(on);
    await on.until(() => on.focused?.id === 'remarks', 'remarks are asked for');
    expect(on.root.querySelector('#remarks-error')?.textContent).to.contain('Write why');
    const template = on.root.querySelector('#template') as HTMLSelectElement;
    template.value = 'hardware';
    template.dispatchEvent(new Event('change', { bubbles: true }));
    await on.element.updateComplete;
    expect(on.part('preview')).to.contain('The key of this server has to be made in its hardware module');
    await send(on);
    await over(on, '2 of 2 declined');
    for (const request of requests) {
      const theirs = await ra.as('user').getRequest(request.id);
      expect([theirs.status, theirs.remarks?.startsWith('The key of this server')]).to.deep.equal(['declined', true]);
    }
  });

  it('says of each why it failed, and tries those again that may pass, with the same keys', async () => {
    for (const when of ['before', 'after'] as const) {
      const { on, ra, requests } = await waiting(3, { without: ['watchRequest', 'watchRequests'] });
      const [app, shop, vpn] = requests;
      if (!app || !shop || !vpn) throw new Error('no requests');
      await on.pick(app, shop, vpn);
      await ra.controls.certificates.revoke('cert-shop', 'keyCompromise');
      ra.controls.failures.next('approve', { when });
      await begin(on, 'approve');
      await on.tick();
      await send(on);
      await over(on, '1 of 3 approved');
      expect(on.said).to.equal('1 of 3 approved, 2 not approved');
      expect(lineOf(on, app)).to.deep.include({ outcome: 'failed' });
      expect(lineOf(on, app).text).to.contain('The RA did not answer').and.to.contain('Can be tried again').and.to.contain('Support reference');
      expect(lineOf(on, shop).text).to.contain('This certificate was revoked').and.to.contain('Decide it by itself');
      expect(on.of('rekey-error').map((detail) => (detail as { code: string }).code)).to.deep.equal(['unavailable', 'not-eligible']);
      await on.press('Try 1 again');
      await over(on, '2 of 3 approved');
      const [first, , , again] = on.changes('approve');
      expect(on.changes('approve'), when).to.have.length(4);
      expect([again?.key, again?.ifMatch], when).to.deep.equal([first?.key, first?.ifMatch]);
      expect([await status(ra, app), await status(ra, shop), await status(ra, vpn)], when).to.deep.equal(['issued', 'pending-approval', 'issued']);
      const history = await ra.as('admin').getHistory?.(app.id) ?? [];
      expect(history.filter(({ action }) => action === 'approved'), 'nothing is done twice').to.have.length(1);
      await on.press('Done');
      expect(on.part('bulk'), 'what was not decided stays selected').to.contain('1 selected');
      expect(on.focused?.id).to.equal('selected');
    }
  });

  it('can be stopped after the one that is under way, and gone on with', async () => {
    const { on, ra, requests } = await waiting(3);
    const adapter = on.element.adapter as RaAdapter;
    let release: (() => void) | undefined;
    let held = 0;
    on.element.adapter = new Proxy(adapter, {
      get: (target, name) => name === 'approve'
        ? async (...args: Parameters<NonNullable<RaAdapter['approve']>>): Promise<RekeyRequest | undefined> => {
            held += 1;
            if (held === 1) await new Promise<void>((resolve) => { release = resolve; });
            return target.approve?.(...args);
          }
        : Reflect.get(target, name, target) as unknown,
    });
    await on.element.updateComplete;
    await on.until(() => on.rows.length === 3 && on.rows.every((row) => row.querySelector('input')), 'it is listed');
    await on.pick(...requests);
    await begin(on, 'approve');
    await on.tick();
    await send(on);
    await on.until(() => release !== undefined, 'the first is under way');
    expect(lineOf(on, requests[0] as RekeyRequest).outcome).to.equal('sending');
    await on.press('Stop');
    expect(on.part('decision')).to.contain('Stopping after this one');
    release?.();
    await over(on, '1 of 3 approved');
    expect(on.said).to.equal('1 of 3 approved, 2 stopped');
    expect(lineOf(on, requests[1] as RekeyRequest).text).to.contain('Stopped before its turn').and.to.contain('Not started');
    expect([await status(ra, requests[1] as RekeyRequest), held]).to.deep.equal(['pending-approval', 1]);
    await on.press('Approve the 2 stopped');
    await over(on, '3 of 3 approved');
    expect(held).to.equal(3);
  });

  it('sends nothing for those that are not the reader\'s to decide, and says why', async () => {
    const ra = await quickRa();
    await ra.controls.setSettings({ vetting: { web: true, admin: true } });
    const own = await submitted(ra, 'admin', 'cert-edge');
    const { on, requests: [app, shop] } = await waiting(2, { ra });
    if (!app || !shop) throw new Error('no requests');
    await ra.as('admin2').claim?.(shop.id, once(shop.etag));
    await on.until(() => on.row(shop).innerText.includes('by Tariq Hallström'), 'the row follows');
    await on.pick(own, app, shop);
    await begin(on, 'approve');
    expect(title(on)).to.equal('Approve 1 request');
    expect(lineOf(on, own)).to.deep.include({ outcome: 'barred' });
    expect(lineOf(on, own).text).to.contain('You cannot decide your own request').and.to.contain('Not sent');
    expect(lineOf(on, shop).text).to.contain('Tariq Hallström is looking at it');
    await on.tick();
    await send(on);
    await over(on, '1 of 1 approved');
    expect(on.changes('approve')).to.have.length(1);
    expect([await status(ra, own), await status(ra, shop)]).to.deep.equal(['pending-approval', 'in-review']);
    expect(on.part('counts')).to.contain('2 not yours to decide');
  });

  it('takes the tick back when one of them changes before it is sent', async () => {
    const { on, ra, requests: [app, shop] } = await waiting(2);
    if (!app || !shop) throw new Error('no requests');
    await on.pick(app, shop);
    await begin(on, 'approve');
    await on.tick();
    await ra.as('admin2').verifyCaa?.(app.id, once(app.etag));
    await on.until(() => lineOf(on, app).text.includes('It changed while you were looking'), 'it says so');
    expect((on.root.querySelector('#reviewed') as HTMLInputElement).checked).to.equal(false);
    await ra.as('admin2').decline?.(shop.id, { remarks: 'No.' }, once(shop.etag));
    await on.until(() => lineOf(on, shop).outcome === 'barred', 'the other was decided');
    expect(lineOf(on, shop).text).to.contain('There is nothing to decide');
    await on.tick();
    await send(on);
    await over(on, '1 of 1 approved');
  });

  it('tells who decided one of them first', async () => {
    const { on, ra, requests: [app, shop] } = await waiting(2, { without: ['watchRequest', 'watchRequests'] });
    if (!app || !shop) throw new Error('no requests');
    await on.pick(app, shop);
    await ra.as('admin2').decline?.(app.id, { remarks: 'See ticket 5521.' }, once(app.etag));
    await begin(on, 'approve');
    await on.tick();
    await send(on);
    await over(on, '1 of 2 approved');
    expect(lineOf(on, app).text).to.contain('Tariq Hallström declined this request').and.to.contain('Nothing of yours was sent');
    expect(on.has('#bulk-retry'), 'what another has decided is not tried again').to.equal(false);
    expect(on.row(app).innerText).to.contain('Declined');
    expect(await status(ra, app)).to.equal('declined');
  });

  it('stops when the session has ended, and goes on after the sign-in', async () => {
    const { on, ra, requests } = await waiting(3);
    await on.pick(...requests);
    await begin(on, 'approve');
    await on.tick();
    await ra.controls.signOut('admin');
    await send(on);
    await over(on, '0 of 3 approved');
    expect(on.changes('approve'), 'one is enough to know').to.have.length(1);
    expect(on.said).to.equal('0 of 3 approved, 1 not approved, 2 stopped');
    await ra.controls.signIn('admin');
    await on.press('Try 1 again');
    await over(on, '1 of 3 approved');
    await on.press('Approve the 2 stopped');
    await over(on, '3 of 3 approved');
  });

  it('claims many at once', async () => {
    const { on, ra, requests } = await waiting(2);
    await on.pick(...requests);
    await begin(on, 'claim');
    expect(on.has('#reviewed')).to.equal(false);
    await send(on);
    await over(on, '2 of 2 claimed');
    for (const request of requests) {
      expect((await ra.as('admin2').getRequest(request.id)).claimedBy?.id).to.equal('admin');
      expect(on.row(request).innerText).to.contain('by you');
    }
    expect(on.of('rekey-request-decided')).to.deep.equal([]);
  });
});
