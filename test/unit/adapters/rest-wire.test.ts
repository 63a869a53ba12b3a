import { expect } from '@open-wc/testing';
import { RestRaAdapter } from '../../../src/adapters/rest.js';
import type { RekeyError } from '../../../src/core/errors.js';

type Answer = (url: string, init: RequestInit, call: number) => Response;

function adapter(answer: Answer): RestRaAdapter {
  let calls = 0;
  return new RestRaAdapter({ baseUrl: 'https://ra.example/api', fetch: (url, init = {}) => Promise.resolve(answer(url as string, init, calls++)) });
}

const json = (body: object, headers: Record<string, string> = {}): Response => new Response(JSON.stringify(body), { headers: { 'Content-Type': 'application/json', ...headers } });
const refusal = async (call: Promise<unknown>): Promise<RekeyError> => call.then(() => { throw new Error('granted'); }, (thrown: unknown) => thrown as RekeyError);

describe('the contract, on the wire', () => {
  it('takes 422 without another word for the same key with another body', async () => {
    const ra = adapter(() => new Response(null, { status: 422 }));
    const error = await refusal(ra.cancelRequest('1', { idempotencyKey: 'k', ifMatch: '"1"' }));
    expect(error).to.include({ code: 'protocol', reason: 'idempotency', retryable: false });
  });

  it('gives cookies to the page’s own origin alone, keeps no copy and follows no redirect', async () => {
    const seen: RequestInit[] = [];
    await adapter((_, init) => {
      seen.push(init);
      return json({ user: {}, vetting: {} });
    }).getSettings();
    expect(seen[0]).to.include({ credentials: 'same-origin', cache: 'no-store', redirect: 'error' });
  });

  it('takes the entity tag for the version of what was read, where the body has none', async () => {
    const request = { id: '1', status: 'draft', certificateId: 'c' };
    expect((await adapter(() => json(request, { ETag: '"7"' })).getRequest('1')).etag).to.equal('"7"');
    expect((await adapter(() => json({ ...request, etag: '"8"' }, { ETag: '"7"' })).getRequest('1')).etag).to.equal('"8"');
  });

  it('goes on behind the last event of a stream that ended', async () => {
    const asked: (string | null)[] = [];
    await new Promise<void>((done) => {
      const end = adapter((url, init) => {
        if (!url.endsWith('/events')) return json({ id: '1', status: 'draft', certificateId: 'c', etag: '"1"' });
        asked.push(new Headers(init.headers).get('Last-Event-ID'));
        if (asked.length === 2) {
          end();
          done();
        }
        return new Response('id: e7\ndata: {}\n\n', { headers: { 'Content-Type': 'text/event-stream' } });
      }).watchRequest('1', () => undefined);
    });
    expect(asked).to.deep.equal([null, 'e7']);
  });
});
