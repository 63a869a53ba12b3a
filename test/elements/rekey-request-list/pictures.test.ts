import { expect } from '@open-wc/testing';
import type { RaAdapter, WatchOptions } from '../../../src/core/adapter.js';
import { DEFAULT_VIEW } from '../../../src/elements/rekey-request-list/view.js';
import { once, pendingStage, quickRa, stage, submitted } from './setup.js';
import type { Stage } from './setup.js';

/** The list through an adapter that can tell that its changes stop arriving. */
async function telling(): Promise<{ on: Stage; live: (on: boolean) => void; watches: () => number; request: { id: string; etag: string } }> {
  const { on, request } = await pendingStage();
  const adapter = on.element.adapter as RaAdapter;
  let told: WatchOptions['onLive'];
  let watches = 0;
  on.element.adapter = new Proxy(adapter, {
    get: (target, name) => name === 'watchRequests'
      ? (...args: Parameters<NonNullable<RaAdapter['watchRequests']>>) => {
          watches += 1;
          told = args[2]?.onLive;
          return target.watchRequests?.(...args);
        }
      : Reflect.get(target, name, target) as unknown,
  });
  await on.until(() => told !== undefined && on.rows.length === 1, 'it is listed and followed');
  return { on, request, watches: () => watches, live: (isLive) => told?.(isLive) };
}

describe('The pictures of the list', () => {
  it('are six, each by itself, each said', async () => {
    const ra = await quickRa();
    const seen: Record<string, { picture: string | undefined; said: string }> = {};
    const note = (name: string, on: Stage): void => { seen[name] = { picture: on.has('table[aria-busy="true"] .skeleton') ? 'loading' : on.has('[part="stale"]') ? 'stale' : on.picture, said: on.said }; };

    const empty = await stage({ ra });
    await empty.until(() => empty.said !== 'Loading requests', 'it is said');
    note('empty', empty);
    expect([empty.has('[part="toolbar"]'), empty.has('[part="footer"]')], 'there is nothing to search in').to.deep.equal([false, false]);

    await submitted(ra, 'user', 'cert-app');
    const nothing = await stage({ ra, view: { ...DEFAULT_VIEW, search: '4217x' } });
    await nothing.until(() => nothing.said.startsWith('Nothing matches'), 'it is said');
    note('nothing', nothing);
    expect(nothing.part('blank')).to.contain('No request has “4217x”.');
    await nothing.press('Clear search');
    await nothing.until(() => nothing.rows.length === 1, 'all are shown again');
    expect([nothing.focused?.id, nothing.element.view.search]).to.deep.equal(['search', '']);

    ra.controls.failures.next('listRequests', { code: 'forbidden' });
    const forbidden = await stage({ ra, person: 'user' });
    note('forbidden', forbidden);
    expect(forbidden.part('blank')).to.contain('Your role, User, may not see these requests');
    await forbidden.press('Show my requests');
    await forbidden.until(() => forbidden.rows.length === 1, 'their own are shown');
    expect(forbidden.text).to.contain('My rekey requests');

    ra.controls.failures.next('listRequests');
    const failed = await stage({ ra });
    note('failed', failed);
    expect(failed.part('error')).to.contain('unavailable').and.to.contain((failed.of('rekey-error')[0] as { correlationId: string }).correlationId);

    const stale = await stage({ ra });
    window.dispatchEvent(new Event('offline'));
    await stale.until(() => stale.has('[part="stale"]'), 'it is stale');
    note('stale', stale);
    expect(stale.rows, 'what was read stays').to.have.length(1);
    window.dispatchEvent(new Event('online'));
    await stale.until(() => !stale.has('[part="stale"]'), 'it is read again');

    ra.controls.latency.set(3_600_000);
    const loading = document.createElement('rekey-request-list');
    loading.adapter = ra.as('admin');
    document.body.append(loading);
    await loading.updateComplete;
    const root = loading.renderRoot as ShadowRoot;
    seen['loading'] = { picture: root.querySelector('table[aria-busy="true"] .skeleton') ? 'loading' : undefined, said: [...root.children].find((one) => one.role === 'status')?.textContent ?? '' };
    loading.remove();

    const { stale: old, ...rest } = seen;
    expect(old?.picture).to.equal('stale');
    expect(old?.said).to.match(/^Live updates stopped at \d\d:\d\d$/);
    expect(rest).to.deep.equal({
      empty: { picture: 'empty', said: 'No rekey requests' },
      nothing: { picture: 'nothing', said: 'Nothing matches. No request has “4217x”.' },
      forbidden: { picture: 'not-allowed', said: 'Not allowed' },
      failed: { picture: 'failed', said: 'The RA did not answer' },
      loading: { picture: 'loading', said: 'Loading requests' },
    });
  });

  it('never says that there is nothing while it is still asked for', async () => {
    const { on } = await pendingStage({ view: { ...DEFAULT_VIEW, search: 'no such' } });
    expect(on.picture).to.equal('nothing');
    on.ra.controls.latency.set(50);
    await on.press('Clear search');
    expect([on.picture, on.has('table[aria-busy="true"]')]).to.deep.equal([undefined, true]);
    await on.until(() => on.rows.length === 1, 'it is there');
  });

  it('says that what is shown is old when the RA stops telling, and follows again when it was read', async () => {
    const { on, live, watches, request } = await telling();
    live(false);
    await on.until(() => on.has('[part="stale"]'), 'it is stale');
    expect(on.part('stale')).to.match(/^Live updates stopped at \d\d:\d\d/);
    on.ra.controls.failures.next('listRequests');
    await on.press('Refresh');
    await on.until(() => on.part('error').includes('The RA did not answer'), 'it cannot be read');
    expect([on.has('[part="stale"]'), on.rows.length], 'it is still old, and still there').to.deep.equal([true, 1]);
    expect(on.text).to.match(/What stands below is as it was at \d\d:\d\d/);
    await on.press('Try again');
    await on.until(() => !on.has('[part="stale"]'), 'it is fresh');
    expect(watches(), 'a watch that fell silent is not relied on').to.equal(2);
    await on.ra.as('admin2').claim?.(request.id, once(request.etag));
    await on.until(() => on.text.includes('by Tariq Hallström'), 'it follows');
  });

  it('reads the list by itself when the RA tells again', async () => {
    const { on, live } = await telling();
    live(false);
    await on.until(() => on.has('[part="stale"]'), 'it is stale');
    live(true);
    await on.until(() => !on.has('[part="stale"]'), 'it is fresh');
  });

  it('offers to read again what nobody follows, and says as of when it is', async () => {
    const { on } = await pendingStage({ without: ['watchRequests'] });
    expect(on.part('footer')).to.match(/As of \d\d:\d\d/);
    await submitted(on.ra, 'operator', 'cert-mail');
    await on.press('Refresh');
    await on.until(() => on.rows.length === 2, 'both are shown');
  });

  it('shows no rows below a search that they were not found by', async () => {
    const { on } = await pendingStage();
    on.ra.controls.failures.next('listRequests');
    await on.search('shop');
    await on.until(() => on.picture === 'failed', 'it failed');
    expect([on.rows.length, (on.root.querySelector('#search') as HTMLInputElement).value]).to.deep.equal([0, 'shop']);
    await on.press('Try again');
    await on.until(() => on.picture === 'nothing', 'it was asked for again');
  });
});
