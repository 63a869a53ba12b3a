import { expect } from '@open-wc/testing';
import type { ChangeOptions, RaAdapter } from '../../../src/core/adapter.js';
import { Caller } from '../../../src/core/calls.js';
import type { RekeyRequest } from '../../../src/core/domain.js';
import { RekeyError } from '../../../src/core/errors.js';
import { BulkController, canRetry } from '../../../src/elements/rekey-request-list/bulk-controller.js';
import { DetailController } from '../../../src/elements/rekey-request-list/detail-controller.js';
import { quickRa, submitted } from './setup.js';

/** A request as an administrator has read it, and an RA that is too busy to take the first approval and has another version by then. */
async function meanwhile(change: (request: RekeyRequest) => Partial<RekeyRequest>): Promise<{ request: RekeyRequest; ra: RaAdapter; approved: (string | undefined)[] }> {
  const sandbox = await quickRa();
  const { id } = await submitted(sandbox, 'user', 'cert-app');
  const inner = sandbox.as('admin');
  const request = await inner.getRequest(id);
  const approved: (string | undefined)[] = [];
  const there: Partial<RaAdapter> = {
    getRequest: () => Promise.resolve({ ...request, etag: '"other"', ...change(request) }),
    approve: (_id: string, _body: unknown, o: ChangeOptions) => {
      approved.push(o.ifMatch);
      return Promise.reject(new RekeyError('rate-limited'));
    },
    watchRequest: () => () => undefined,
  };
  const ra = new Proxy(inner, { get: (target, name) => Reflect.get(there, name) as unknown ?? Reflect.get(target, name, target) as unknown });
  return { request, ra, approved };
}

const otherCsr = ({ csr }: RekeyRequest): Partial<RekeyRequest> => (csr === undefined ? {} : { csr: { ...csr, sha256: '00'.repeat(32) } });
const { signal } = new AbortController();
const caller = (): Caller => new Caller();

describe('A decision on what nobody has seen', () => {
  it('is not sent again among many when another CSR has taken the place of the one that was reviewed', async () => {
    const { request, ra, approved } = await meanwhile(otherCsr);
    const bulk = new BulkController('approve', [request], { ra, caller: caller(), signal });
    bulk.setReviewed(true);
    await bulk.start();
    const [item] = bulk.state.items;
    expect(item?.failure).to.include({ code: 'conflict', retryable: false });
    expect(item?.meanwhile).to.include({ action: 'changed' });
    expect(item && canRetry(item)).to.equal(false);
    await bulk.retry();
    expect(approved).to.deep.equal([request.etag]);
  });

  it('is not sent again by itself either, and asks for the tick anew', async () => {
    for (const change of [otherCsr, () => ({ submittedAt: '2030-01-01T00:00:00.000Z' })]) {
      const { request, ra, approved } = await meanwhile(change);
      const detail = new DetailController(request.id, { ra, caller: caller(), signal, me: () => 'admin' }, request);
      detail.setReviewed(true);
      await detail.decide('approve');
      expect(detail.state).to.include({ reviewed: false });
      expect(detail.state.meanwhile).to.include({ action: 'changed' });
      expect(detail.state.failure).to.equal(undefined);
      await detail.retry();
      expect(approved).to.deep.equal([request.etag]);
    }
  });

  it('is sent again when the RA has only written down that it refused', async () => {
    const { request, ra, approved } = await meanwhile(() => ({}));
    const bulk = new BulkController('approve', [request], { ra, caller: caller(), signal });
    bulk.setReviewed(true);
    await bulk.start();
    await bulk.retry();
    const detail = new DetailController(request.id, { ra, caller: caller(), signal, me: () => 'admin' }, request);
    detail.setReviewed(true);
    await detail.decide('approve');
    await detail.retry();
    expect(approved).to.deep.equal([request.etag, '"other"', request.etag, '"other"']);
  });
});
