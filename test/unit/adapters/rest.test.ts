import { expect } from '@open-wc/testing';
import { RestRaAdapter, type RestOptions } from '../../../src/adapters/rest.js';
import type { RaAdapter } from '../../../src/core/adapter.js';
import type { RekeyRequest } from '../../../src/core/domain.js';
import type { RekeyError } from '../../../src/core/errors.js';
import { overHttp } from '../../support/ra-over-http.js';
import { APP, client, create, newRa, once, pending, prepared, ready, refusal, send, type Client } from '../sandbox/people.js';

interface Wire { readonly seen: Request[]; readonly user: Client; readonly admin: Client }

/** A user and an administrator of a sandbox, each behind HTTP. */
function wire(ra = newRa(), options: Partial<RestOptions> = {}, front: Parameters<typeof overHttp>[1] = {}): Wire {
  const seen: Request[] = [];
  const behind = (person: string): Client => {
    const answer = overHttp(client(ra, person), front);
    return new RestRaAdapter({
      baseUrl: new URL('/ra', location.href).href,
      fetch: (input, init) => {
        const request = new Request(input, init);
        seen.push(request.clone());
        return answer(request);
      },
      ...options,
    });
  };
  return { seen, user: behind('user'), admin: behind('admin') };
}

/** An adapter whose every call gets this answer. */
function answered(answer: () => Response | Promise<Response>, options: Partial<RestOptions> = {}): RaAdapter & { readonly sent: Request[] } {
  const sent: Request[] = [];
  const adapter = new RestRaAdapter({
    baseUrl: '/ra/', fetch: async (input, init) => { sent.push(new Request(new URL(input as string, location.href), init)); return answer(); }, ...options,
  });
  return Object.assign(adapter, { sent });
}

const problem = (status: number, body: object, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/problem+json', ...headers } });

const news = (watch: (tell: (request: RekeyRequest) => void) => () => void, wanted: (request: RekeyRequest) => boolean): Promise<RekeyRequest> =>
  new Promise((resolve) => {
    const end = watch((request) => {
      if (!wanted(request)) return;
      queueMicrotask(() => { end(); });
      resolve(request);
    });
  });

describe('the REST adapter', () => {
  it('carries a whole rekey, from the certificate to the issued one', async () => {
    const ra = newRa();
    const { user, admin } = wire(ra);
    const waiting = await pending(ra, user);
    expect(waiting.status).to.equal('pending-approval');
    const claimed = await admin.claim(waiting.id, once(waiting.etag));
    const done = await admin.approve(waiting.id, { reviewed: true }, once(claimed.etag));
    expect(done.status).to.equal('issued');
    const { certificate, chain } = await user.getIssued(waiting.id);
    expect(certificate).to.match(/^-----BEGIN CERTIFICATE-----/);
    expect(chain).to.have.length(2);
    expect((await user.getHistory(waiting.id)).map(({ action }) => action)).to.include.members(['created', 'approved', 'issued']);
  });

  it('says who it is, what it repeats, which version it read, and shows that it comes from the portal', async () => {
    const ra = newRa();
    const { user, seen } = wire(ra, { headers: async () => Promise.resolve({ Authorization: 'Bearer t1' }), csrf: { token: () => 'c1', header: 'X-CSRF' } });
    const { etag } = await user.getCertificate(APP, { correlationId: 'flow-1' });
    await refusal(user.cancelRequest('nothing', { idempotencyKey: 'k-1', ifMatch: etag, correlationId: 'flow-1' }));
    const [read, change] = seen;
    expect(read?.headers.get('authorization')).to.equal('Bearer t1');
    expect(read?.headers.get('x-correlation-id')).to.equal('flow-1');
    expect(read?.headers.get('x-csrf'), 'reading shows no token').to.equal(null);
    expect(change?.headers.get('idempotency-key')).to.equal('k-1');
    expect(change?.headers.get('if-match')).to.equal(etag);
    expect(change?.headers.get('x-csrf')).to.equal('c1');
    expect(seen.every(({ url }) => !url.includes('t1') && !url.includes('c1'))).to.equal(true);
  });

  it('reads the token of a change from the cookie of that name', async () => {
    document.cookie = 'XSRF-TOKEN=from%20cookie; path=/';
    const adapter = answered(() => problem(404, {}));
    await refusal(adapter.cancelRequest('r', once()));
    document.cookie = 'XSRF-TOKEN=; path=/; max-age=0';
    expect(adapter.sent[0]?.headers.get('x-xsrf-token')).to.equal('from cookie');
  });

  it('gives an answer that was asked for twice once', async () => {
    const ra = newRa();
    const { user } = wire(ra);
    const options = once((await user.getCertificate(APP)).etag);
    const { agreement } = await create(client(newRa(), 'user'));
    const first = await user.createRequest(APP, { reason: 'routine', agreement }, options);
    const again = await user.createRequest(APP, { reason: 'routine', agreement }, options);
    expect(again.id).to.equal(first.id);
    const other = await refusal(user.createRequest(APP, { reason: 'lost', agreement }, options));
    expect(other).to.include({ code: 'protocol', reason: 'idempotency' });
  });

  it('turns each refusal of the RA into its code, with all that the RA says of it', async () => {
    const ra = newRa();
    const { user, admin } = wire(ra);
    const request = await ready(ra, user);
    const stale = await refusal(user.cancelRequest(request.id, once('of-yesterday')));
    expect(stale).to.include({ code: 'conflict', reason: 'stale' });
    expect(stale.detail).to.have.property('etag', request.etag);
    expect(await refusal(user.getCertificate('cert-of-nobody'))).to.include({ code: 'not-found' });
    const second = await refusal(create(user));
    expect(second.code).to.equal('conflict');
    expect(second.reason).to.equal('request-open');
    expect(second.requestId).to.equal(request.id);
    expect(await refusal(admin.approve(request.id, { reviewed: true }, once(request.etag)))).to.include({ code: 'conflict', reason: 'state' });
  });

  it('reads what a proxy or another RA says by its status', async () => {
    const cases: readonly (readonly [Response, Partial<RekeyError>])[] = [
      [new Response('<h1>Bad gateway</h1>', { status: 502, headers: { 'Content-Type': 'text/html' } }), { code: 'unavailable', retryable: true }],
      [new Response('', { status: 401 }), { code: 'auth', retryable: true }],
      [new Response('', { status: 403 }), { code: 'forbidden', retryable: false }],
      [new Response('', { status: 412 }), { code: 'conflict', reason: 'stale' }],
      [new Response('', { status: 428 }), { code: 'protocol', reason: 'precondition' }],
      [new Response('', { status: 429, headers: { 'Retry-After': '7' } }), { code: 'rate-limited', retryAfter: 7 }],
      [new Response('', { status: 503, headers: { 'Retry-After': 'Tue, 02 Jun 2026 09:00:30 GMT', Date: 'Tue, 02 Jun 2026 09:00:00 GMT' } }), { code: 'unavailable', retryAfter: 30 }],
      [new Response('', { status: 418 }), { code: 'protocol', reason: 'status' }],
      [problem(409, { type: 'https://ra.example/problems/request-open', requestId: 'r7', ticket: 'T-1' }), { code: 'conflict', reason: 'request-open', requestId: 'r7' }],
      [problem(409, { type: 'urn:problem:caa-forbidden' }), { code: 'caa-forbidden' }],
      [problem(422, { code: 'csr-rejected', fields: { csr: 'weak' }, correlationId: 'theirs' }), { code: 'csr-rejected', correlationId: 'theirs' }],
    ];
    for (const [answer, expected] of cases) {
      const error = await refusal(answered(() => answer).getRequest('r'));
      expect(error, `${answer.status} ${JSON.stringify(expected)}`).to.include(expected);
    }
    const kept = await refusal(answered(() => problem(409, { type: 'urn:x:request-open', ticket: 'T-1' })).getRequest('r'));
    expect(kept.detail, 'members that we do not know are kept for support').to.include({ ticket: 'T-1' });
  });

  it('counts an answer that is none as an unknown outcome, and a broken line as no answer', async () => {
    for (const text of ['{"id": "r', '[]', 'null', '{"id": "r1"}', '']) {
      const error = await refusal(answered(() => new Response(text, { headers: { 'Content-Type': 'application/json' } })).cancelRequest('r', once()));
      expect(error.code, text).to.equal('protocol');
      expect(error.reason, `${text}: without a reason it is repeated with the same key`).to.equal(undefined);
    }
    expect(await refusal(answered(() => Promise.reject(new TypeError('Failed to fetch'))).getRequest('r'))).to.include({ code: 'unavailable', reason: 'network' });
    const gone = new AbortController();
    gone.abort();
    expect(await refusal(answered(() => Promise.reject(new DOMException('', 'AbortError'))).getRequest('r', { signal: gone.signal }))).to.include({ code: 'aborted' });
    const broken = new ReadableStream({ start(c) { c.enqueue(new TextEncoder().encode('{"id"')); c.error(new TypeError('network error')); } });
    expect(await refusal(answered(() => new Response(broken)).getRequest('r'))).to.include({ code: 'unavailable' });
  });

  it('lets the host say that its own headers cannot be had', async () => {
    const adapter = answered(() => new Response('{}'), { headers: () => Promise.reject(Object.assign(new Error('signed out'), { code: 'auth' })) });
    expect(await refusal(adapter.getRequest('r'))).to.include({ code: 'auth', retryable: true });
    expect(adapter.sent).to.have.length(0);
  });

  it('counts time by the RA\'s clock', async () => {
    const ahead = wire(newRa(), {}, { clock: () => Date.now() + 3_600_000 });
    await ahead.user.getSettings();
    const hour = (ahead.user.now() - Date.now()) / 3_600_000;
    expect(hour).to.be.within(0.99, 1.01);
  });

  it('asks for what it is asked for: search, filters, order, place and size', async () => {
    const { user, seen } = wire();
    await user.listRequests({ search: 'a b', filter: { status: ['draft', 'issued'], reason: ['lost'], claimedBy: 'none' }, sort: { by: 'number', descending: true }, cursor: 'x y', limit: 5 })
      .catch(() => undefined);
    expect(new URL(seen[0]?.url ?? '').search).to.equal('?search=a+b&status=draft&status=issued&reason=lost&claimedBy=none&sort=-number&cursor=x+y&limit=5');
  });

  it('follows a submission that is on its way to where it went', async () => {
    const ra = newRa();
    const plain = client(ra, 'user');
    const request = await ready(ra, plain);
    const answer = overHttp(plain);
    const user = new RestRaAdapter({
      baseUrl: new URL('/ra', location.href).href,
      fetch: async (input, init) => {
        const response = await answer(new Request(input, init));
        return response.status === 202 ? new Response(null, { status: 202, headers: { Location: '/ra/rekey-requests/x', 'Retry-After': '0' } }) : response;
      },
    });
    expect((await send(user, request)).status).to.equal('pending-approval');
  });

  it('tells of what happens to a request, over the stream', async () => {
    const ra = newRa();
    const { user, admin } = wire(ra);
    const waiting = await pending(ra, user);
    const claimed = news((tell) => user.watchRequest(waiting.id, tell), ({ status }) => status === 'in-review');
    await admin.claim(waiting.id, once(waiting.etag));
    expect((await claimed).claimedBy?.id).to.equal('admin');
  });

  it('goes on behind the last event when the stream breaks, and looks what it missed', async () => {
    const ra = newRa();
    const plain = client(ra, 'user');
    const waiting = await pending(ra, plain);
    const answer = overHttp(plain);
    const ids: (string | null)[] = [];
    const user = new RestRaAdapter({
      baseUrl: new URL('/ra', location.href).href,
      fetch: async (input, init) => {
        const request = new Request(input, init);
        if (!request.url.endsWith('/events')) return answer(request);
        ids.push(request.headers.get('Last-Event-ID'));
        // It ends after one event, as behind a proxy that allows no long answers.
        return new Response(`id: e${ids.length}\ndata: not json\n\n`, { headers: { 'Content-Type': 'text/event-stream' } });
      },
    });
    const seen = news((tell) => user.watchRequest(waiting.id, tell), ({ status }) => status === 'in-review');
    const admin = client(ra, 'admin');
    await admin.claim(waiting.id, once(waiting.etag));
    expect((await seen).status).to.equal('in-review');
    expect(ids[0]).to.equal(null);
  });

  it('looks again and again where an RA has no stream', async () => {
    const ra = newRa();
    const { user, admin, seen } = wire(ra, {}, { streams: false });
    const waiting = await pending(ra, user);
    const looked = await news((tell) => user.watchRequest(waiting.id, tell), () => true);
    expect(looked.etag).to.equal(waiting.etag);
    const items = await news((tell) => admin.watchRequests({ filter: { status: ['pending-approval'] } }, tell), () => true);
    expect(items.id).to.equal(waiting.id);
    expect(seen.some(({ url }) => url.endsWith('/events'))).to.equal(true);
  });

  it('says when nothing gets through any more, and when it does again and what was missed has been told', async () => {
    const ra = newRa();
    const plain = client(ra, 'user');
    const waiting = await pending(ra, plain);
    const answer = overHttp(plain);
    let reachable = true;
    let breakOff = (): void => undefined;
    const user = new RestRaAdapter({
      baseUrl: new URL('/ra', location.href).href,
      fetch: async (input, init) => {
        const request = new Request(input, init);
        if (!reachable) throw new TypeError('the line is down');
        if (!request.url.endsWith('/events')) return answer(request);
        const stream = new ReadableStream({ start: (controller) => { breakOff = () => { controller.close(); }; } });
        return new Response(stream, { headers: { 'Content-Type': 'text/event-stream' } });
      },
    });
    const told: string[] = [];
    await new Promise<void>((resolve) => {
      const end = user.watchRequest(waiting.id, ({ status }) => {
        told.push(status);
        if (told.length > 1) return;
        reachable = false;
        breakOff();
      }, {
        onLive: (live) => {
          told.push(live ? 'live' : 'silent');
          if (live) {
            end();
            resolve();
            return;
          }
          void client(ra, 'admin').claim(waiting.id, once(waiting.etag)).then(() => {
            reachable = true;
            window.dispatchEvent(new Event('online'));
          });
        },
      });
    });
    expect(told).to.deep.equal(['pending-approval', 'silent', 'in-review', 'live']);
  });

  it('asks in the language of the page, unless the host asks in another', async () => {
    const before = document.documentElement.lang;
    document.documentElement.lang = 'fr';
    const { user, seen } = wire();
    await user.getSettings();
    expect(seen[0]?.headers.get('Accept-Language')).to.equal('fr');
    const other = wire(newRa(), { headers: { 'Accept-Language': 'ar' } });
    await other.user.getSettings();
    expect(other.seen[0]?.headers.get('Accept-Language')).to.equal('ar');
    document.documentElement.lang = before;
  });

  it('ends a watch for good', async () => {
    const { user, seen } = wire(newRa(), {}, { streams: false });
    const request = await prepared(user);
    const before = seen.length;
    const end = user.watchRequest(request.id, () => { expect.fail('told after the end'); });
    end();
    await user.getSettings();
    expect(seen.slice(before).filter(({ url }) => url.includes('rekey-requests')).length).to.be.lessThan(2);
  });

  it('names the RA by its address, and does nothing before it is asked', () => {
    const adapter = answered(() => expect.fail('asked'));
    expect(adapter.raId).to.equal(new URL('/ra/', location.href).href);
    expect(adapter.contractVersion).to.equal(1);
  });
});
