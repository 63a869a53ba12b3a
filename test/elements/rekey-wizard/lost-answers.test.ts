import { expect } from '@open-wc/testing';
import type { RaAdapter } from '../../../src/core/adapter.js';
import type { SandboxRa } from '../../../src/sandbox.js';
import { draft, once, open, plainRa, submitted } from './late.js';

/** How often something stands in the audit trail of a request. */
async function times(ra: SandboxRa, id: string, action: string): Promise<number> {
  return ((await ra.as('user').getHistory?.(id)) ?? []).filter((entry) => entry.action === action).length;
}

/** The adapter, and under which keys its changes came. */
function keyed(keys: string[]): (adapter: RaAdapter) => RaAdapter {
  return (adapter) => ({
    ...adapter,
    cancelRequest: (id, o) => { keys.push(o.idempotencyKey); return adapter.cancelRequest(id, o); },
    reopenRequest: (id, o) => { keys.push(o.idempotencyKey); return adapter.reopenRequest?.(id, o) ?? Promise.reject(new Error('no such method')); },
  });
}

describe('an RA that cannot be reached when a request is ended or opened again', () => {
  for (const when of ['before', 'after'] as const) {
    it(`${when} it cancelled the request: tried again, it is cancelled once`, async () => {
      const ra = await plainRa();
      const request = await draft(ra);
      const keys: string[] = [];
      const page = await open(ra, request, { wrap: keyed(keys) });
      await page.at('confirm');
      ra.controls.failures.next('cancelRequest', { when });
      page.element.cancel();
      await page.until(() => page.root.querySelector('dialog')?.open === true, 'the question');
      page.press('Cancel the request');
      await page.until(() => page.text.includes('The RA did not answer'), 'it is said in place');
      expect(page.element.step).to.equal('confirm');
      page.press('Try again');
      await page.at('result', 'Request cancelled');
      expect(await times(ra, request.id, 'cancelled')).to.equal(1);
      expect(keys).to.deep.equal([keys[0], keys[0]]);
    });

    it(`${when} it opened a declined request again: tried again, it is opened once, with every answer`, async () => {
      const ra = await plainRa({ vetting: true });
      const request = await submitted(ra);
      await ra.as('admin').decline?.(request.id, { remarks: 'Not on a Friday.' }, once(request.etag));
      const keys: string[] = [];
      const page = await open(ra, request, { wrap: keyed(keys) });
      await page.at('result', 'Not on a Friday.');
      ra.controls.failures.next('reopenRequest', { when });
      page.press('Edit and submit again');
      await page.until(() => page.text.includes('The RA did not answer'), 'it is said in place');
      expect(page.text).to.include('Not on a Friday.');
      page.press('Try again');
      await page.at('confirm');
      expect(await times(ra, request.id, 'reopened')).to.equal(1);
      expect(keys).to.deep.equal([keys[0], keys[0]]);
      expect((await ra.as('user').getRequest(request.id)).csr?.sha256).to.equal(request.csr?.sha256);
    });
  }

  it('when the certificate is fetched: tried again, it is checked and shown', async () => {
    const ra = await plainRa();
    const request = await submitted(ra);
    ra.controls.failures.next('getIssued');
    const page = await open(ra, request);
    await page.until(() => page.text.includes('The RA did not answer'), 'it is said in place');
    expect(page.events.map(({ type }) => type)).to.not.include('rekey-complete');
    page.press('Try again');
    await page.at('result', 'Certificate issued');
  });
});
