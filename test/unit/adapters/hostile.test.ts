import { expect } from '@open-wc/testing';
import { RestRaAdapter, type RestOptions } from '../../../src/adapters/rest.js';
import { retryAfter } from '../../../src/adapters/rest-http.js';
import { once, refusal } from '../sandbox/people.js';

/** An adapter whose every call gets this answer, and what it sent. */
function answered(answer: () => Response, options: Partial<RestOptions> = {}): { readonly adapter: RestRaAdapter; readonly sent: Request[] } {
  const sent: Request[] = [];
  const adapter = new RestRaAdapter({
    baseUrl: '/ra', fetch: (input, init) => { sent.push(new Request(new URL(input as string, location.href), init)); return Promise.resolve(answer()); }, ...options,
  });
  return { adapter, sent };
}

const problem = (status: number, body: object, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/problem+json', ...headers } });

const ELSEWHERE = 'https://ra.elsewhere.example/api';

/** What a change sends while the page has these cookies. */
async function tokenSent(options: Partial<RestOptions>): Promise<string | null> {
  document.cookie = 'XSRF-TOKEN=ours; path=/';
  document.cookie = 'RA-TOKEN=theirs; path=/';
  const { adapter, sent } = answered(() => problem(404, {}), options);
  await refusal(adapter.cancelRequest('r', once()));
  for (const name of ['XSRF-TOKEN', 'RA-TOKEN']) document.cookie = `${name}=; path=/; max-age=0`;
  return sent[0]?.headers.get('x-xsrf-token') ?? null;
}

describe('the REST adapter, when somebody means it no good', () => {
  it('shows the token of the page to another origin only when the host names its cookie', async () => {
    expect(await tokenSent({})).to.equal('ours');
    expect(await tokenSent({ baseUrl: ELSEWHERE })).to.equal(null);
    expect(await tokenSent({ baseUrl: '//ra.elsewhere.example' })).to.equal(null);
    expect(await tokenSent({ baseUrl: ELSEWHERE, csrf: { cookie: 'RA-TOKEN' } })).to.equal('theirs');
  });

  it('takes an id for one segment of an address and never for a way up', async () => {
    const { adapter, sent } = answered(() => problem(404, {}));
    for (const id of ['.', '..']) {
      expect(await refusal(adapter.getCertificate(id))).to.include({ code: 'not-found' });
      expect(await refusal(adapter.cancelRequest(id, once()))).to.include({ code: 'not-found' });
    }
    expect(sent).to.have.length(0);
    await refusal(adapter.getRequest('../certificates'));
    await refusal(adapter.getRequest('%2e%2e'));
    await refusal(adapter.getRequest('a..b'));
    expect(sent.map(({ url }) => new URL(url).pathname)).to.deep.equal(['/ra/rekey-requests/..%2Fcertificates', '/ra/rekey-requests/%252e%252e', '/ra/rekey-requests/a..b']);
  });

  it('asks nothing of an address that is none of the web, or that has more than a path', () => {
    for (const baseUrl of ['javascript:alert(1)', 'data:application/json,{}', 'blob:https://ra.example/x', 'file:///ra', 'https://', '/ra?tenant=a', '/ra#a']) {
      expect(() => new RestRaAdapter({ baseUrl }), baseUrl).to.throw().with.property('code', 'bad-input');
    }
  });

  it('stays with its RA when the page goes to another address', async () => {
    const here = location.href;
    const { adapter, sent } = answered(() => problem(404, {}), { baseUrl: 'ra' });
    const { raId } = adapter;
    try {
      history.pushState(null, '', '/another/page');
      await refusal(adapter.getSettings());
    } finally {
      history.pushState(null, '', here);
    }
    expect(sent[0]?.url).to.equal(`${raId}settings`);
  });

  it('waits a day at the longest: a timer that is told more runs out at once', async () => {
    expect(retryAfter(new Headers({ 'Retry-After': '99999999999999999999' }))).to.equal(86_400);
    expect(retryAfter(new Headers({ 'Retry-After': 'Fri, 31 Dec 9999 23:59:59 GMT' }))).to.equal(86_400);
    for (const [told, taken] of [[1e15, 86_400], [-5, 0], [30, 30]] as const) {
      const { adapter } = answered(() => problem(429, { retryAfter: told }));
      expect(await refusal(adapter.getSettings())).to.include({ code: 'rate-limited', retryAfter: taken });
    }
  });

  it('takes for fields what names fields, and nothing else', async () => {
    const fieldsOf = async (fields: unknown): Promise<unknown> => (await refusal(answered(() => problem(400, { fields })).adapter.getSettings())).fields;
    expect(await fieldsOf({ subject: 'required', number: 3 })).to.deep.equal({ subject: 'required' });
    for (const other of [null, 'subject', ['subject'], 7]) expect(await fieldsOf(other)).to.equal(undefined);
  });

  it('keeps no event that never ends, and goes on behind none whose id no header can carry', async () => {
    const lines = (text: string): Uint8Array => new TextEncoder().encode(text);
    const part = lines('x'.repeat(65_536));
    const seen: (string | null)[] = [];
    let read = 0;
    await new Promise<void>((resolve) => {
      const adapter = new RestRaAdapter({
        baseUrl: '/ra',
        fetch: (input, init) => {
          // The look that follows a stream: a page without requests.
          if (!(input as string).endsWith('/events')) return Promise.resolve(new Response('{"items":[],"total":{"count":0,"exact":true}}'));
          seen.push(new Headers(init?.headers).get('last-event-id'));
          if (seen.length === 2) {
            end();
            resolve();
          }
          const body = new ReadableStream<Uint8Array>({
            start: (to) => { to.enqueue(lines('id: 7\ndata: {}\n\nid: \u20ac\ndata: {}\n\ndata: ')); },
            pull: (to) => {
              read += part.length;
              if (read > 64 * part.length) to.close();
              else to.enqueue(part);
            },
          });
          return Promise.resolve(new Response(body, { headers: { 'Content-Type': 'text/event-stream' } }));
        },
      });
      const end = adapter.watchRequests({}, () => undefined);
    });
    expect(read, 'of four million').to.be.below(40 * part.length);
    expect(seen).to.deep.equal([null, '7']);
  });
});
