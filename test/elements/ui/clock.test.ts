import { expect, fixture, html } from '@open-wc/testing';
import type { RaAdapter } from '../../../src/core/adapter.js';
import { RekeyError } from '../../../src/core/errors.js';
import '../../../src/define.js';
import type { RekeyWizard } from '../../../src/elements/rekey-wizard/rekey-wizard.js';

/** An RA that knows the time and refuses everything else. */
const closed = (at: number): RaAdapter => new Proxy({ contractVersion: '1', raId: 'closed', now: () => at } as unknown as RaAdapter, {
  get: (known, name): unknown => (name in known ? Reflect.get(known, name) : () => Promise.reject(new RekeyError('auth'))),
});

describe('an element', () => {
  it('counts by the clock of its RA', async () => {
    const at = Date.UTC(2031, 0, 1);
    for (const tag of ['rekey-wizard', 'rekey-request-list', 'caa-verifier', 'second-factor-dialog'] as const) {
      const room = await fixture<HTMLElement>(html`<div></div>`);
      const element = document.createElement(tag);
      element.adapter = closed(at);
      room.append(element);
      expect(element.now(), tag).to.equal(at);
    }
  });

  it('tells its host that the session ended before anything could be read', async () => {
    const room = await fixture<HTMLElement>(html`<div></div>`);
    const element: RekeyWizard = document.createElement('rekey-wizard');
    element.adapter = closed(Date.now());
    element.certificateId = 'c1';
    const told = new Promise<Event>((resolve) => { element.addEventListener('rekey-error', resolve, { once: true }); });
    room.append(element);
    expect(((await told) as CustomEvent<{ code: string }>).detail.code).to.equal('auth');
  });
});
