import { expect } from '@open-wc/testing';
import { CAA_RESOLVERS, DohResolver, climbCaa, verifyCaa } from '../../../src/caa.js';
import type { CaaAnswer, DohResolverOptions } from '../../../src/caa.js';
import { FLAGS, caa, cname, message, soa } from './messages.js';
import type { Message } from './messages.js';

const OWNER = 'shop.example.com';
const TYPE = 'application/dns-message';
const issued = { answers: [caa(OWNER, 'issue', 'ca.example')] };

interface Asked { readonly url: URL; readonly init: RequestInit; readonly query: Uint8Array; readonly name: string; readonly cd: boolean }
type Reply = (asked: Asked) => Response | Promise<Response>;

const dns = (made: Message, headers: Record<string, string> = {}): Response =>
  new Response(message({ asked: OWNER, ...made }), { headers: { 'content-type': TYPE, ...headers } });

function bytesOf(base64url: string): Uint8Array {
  return Uint8Array.from(atob(base64url.replace(/-/g, '+').replace(/_/g, '/')), (char) => char.charCodeAt(0));
}

function nameIn(query: Uint8Array): string {
  const labels: string[] = [];
  for (let at = 12; query[at];) {
    const length = query[at] ?? 0;
    labels.push(String.fromCharCode(...query.subarray(at + 1, at + 1 + length)));
    at += 1 + length;
  }
  return labels.join('.');
}

/** A resolver before replies, which are given in turn, the last one again and again. */
function before(replies: Reply | readonly Reply[], options: DohResolverOptions = {}): { resolver: DohResolver; asked: Asked[] } {
  const asked: Asked[] = [];
  const list = typeof replies === 'function' ? [replies] : replies;
  const resolver = new DohResolver('https://dns.example/dns-query', { ...options, fetch: async (input, init = {}) => {
    const url = new URL(input as string);
    const query = bytesOf(url.searchParams.get('dns') ?? '');
    const one = { url, init, query, name: nameIn(query), cd: ((query[3] ?? 0) & 0x10) !== 0 };
    asked.push(one);
    return (list[Math.min(asked.length, list.length) - 1] as Reply)(one);
  } });
  return { resolver, asked };
}

const answer = (replies: Reply | readonly Reply[], options?: DohResolverOptions): Promise<CaaAnswer> => before(replies, options).resolver(OWNER, {});
const fails: Reply = () => Promise.reject(new TypeError('Failed to fetch'));
const servfail: Reply = () => dns({ rcode: 2 });

describe('DohResolver', () => {
  it('asks by GET, in wire format, with id 0 and no padding, and gives no sign of who asks', async () => {
    const { resolver, asked } = before(() => dns(issued));
    expect(await resolver('Shop.Example.COM.', {})).to.deep.equal({
      status: 'ok', records: [{ flags: 0, tag: 'issue', value: 'ca.example' }], aliases: [], ttl: 300, dnssec: 'insecure',
    });
    expect(asked).to.have.length(1);
    const [{ url, init, query, name }] = asked as [Asked];
    expect(url.href).to.match(/^https:\/\/dns\.example\/dns-query\?dns=[\w-]+$/);
    expect([query[0], query[1], name]).to.deep.equal([0, 0, OWNER]);
    expect(init).to.deep.include({ method: 'GET', credentials: 'omit', referrerPolicy: 'no-referrer', redirect: 'error' });
    expect(init).not.to.have.any.keys('cache', 'body');
    expect(init.headers).to.deep.equal({ accept: TYPE });
  });

  it('asks for the same name with the same address, so that HTTP can remember the answer', async () => {
    const { resolver, asked } = before(() => dns(issued));
    await resolver(OWNER, {});
    await resolver('SHOP.example.com', {});
    expect(asked[0]?.url.href).to.equal(asked[1]?.url.href);
  });

  const addresses: readonly (readonly [given: string, url: string])[] = [
    ['https://dns.example/dns-query{?dns}', 'https://dns.example/dns-query?dns='],
    ['https://dns.example/q?tenant=7', 'https://dns.example/q?tenant=7&dns='],
    ['https://dns.example/q#part', 'https://dns.example/q?dns='],
    ['http://127.0.0.1:8053/dns-query', 'http://127.0.0.1:8053/dns-query?dns='],
    ['http://[::1]:8053/', 'http://[::1]:8053/?dns='],
    ['http://localhost/', 'http://localhost/?dns='],
  ];
  for (const [given, url] of addresses) {
    it(`asks at ${given}`, async () => {
      let seen = '';
      await new DohResolver(given, { fetch: async (input) => {
        seen = input as string;
        return dns(issued);
      } })(OWNER, {});
      expect(seen.replace(/dns=[\w-]+$/, 'dns=')).to.equal(url);
    });
  }

  for (const bad of ['http://dns.example/', 'http://127.0.0.1.evil.example/', 'ftp://dns.example/', 'https://user:word@dns.example/', '/dns-query', '', 'javascript:alert(1)']) {
    it(`is not made for the address ${JSON.stringify(bad)}`, () => {
      expect(() => new DohResolver(bad)).to.throw().with.property('code', 'bad-input');
    });
  }

  it('is named by its host, by its preset, or as the caller likes', () => {
    expect(new DohResolver('https://dns.example:8443/q').who).to.equal('dns.example:8443');
    expect(new DohResolver(CAA_RESOLVERS[0]!).who).to.equal(CAA_RESOLVERS[0]?.name);
    expect(new DohResolver(new URL('https://dns.example/'), { who: 'portal' })).to.include({ who: 'portal', url: 'https://dns.example/' });
  });

  it('follows aliases inside the answer and says what the resolver says of DNSSEC', async () => {
    expect(await answer(() => dns({ flags: FLAGS.response | FLAGS.ad, answers: [cname(OWNER, 'b.example', 20), caa('b.example', 'issue', 'x')] })))
      .to.deep.include({ aliases: ['b.example'], ttl: 20, dnssec: 'secure' });
  });

  it('takes the age of an answer off its time to live', async () => {
    expect((await answer(() => dns(issued, { age: '100' }))).ttl).to.equal(200);
    expect((await answer(() => dns(issued, { age: '9999' }))).ttl).to.equal(0);
    for (const age of ['', 'yesterday', '-5']) expect((await answer(() => dns(issued, { age }))).ttl, age).to.equal(300);
  });

  it('says how long an absence is remembered', async () => {
    expect(await answer(() => dns({ rcode: 3, authorities: [soa('example.com', 900, 60)] }))).to.deep.include({ status: 'nxdomain', records: [], ttl: 60 });
  });

  describe('after SERVFAIL', () => {
    it('asks with CD, and an answer then means bogus, without its records', async () => {
      const { resolver, asked } = before(({ cd }) => (cd ? dns({ answers: [cname(OWNER, 'b.example'), caa('b.example', 'issue', 'ca.example')] }) : dns({ rcode: 2 })));
      expect(await resolver(OWNER, {})).to.deep.equal({ status: 'bogus', records: [], aliases: ['b.example'], dnssec: 'bogus' });
      expect(asked.map(({ cd }) => cd)).to.deep.equal([false, true]);
    });

    it('means bogus too when there is no such name without checking', async () => {
      expect((await answer(({ cd }) => dns({ rcode: cd ? 3 : 2 }))).status).to.equal('bogus');
    });

    const still: readonly (readonly [string, Reply])[] = [
      ['SERVFAIL', servfail], ['refusal', () => dns({ rcode: 5 })], ['truncated answer', () => dns({ flags: FLAGS.response | FLAGS.tc })],
      ['broken message', () => dns({ id: 7 })], ['HTTP error', () => new Response('', { status: 502 })], ['network failure', fails],
    ];
    for (const [what, unchecked] of still) {
      it(`is failing and not bogus with a ${what} to that`, async () => {
        expect((await answer([servfail, unchecked])).status).to.equal('servfail');
      });
    }

    it('asks with CD after no other response code', async () => {
      for (const rcode of [0, 3, 5]) {
        const { resolver, asked } = before(() => dns({ rcode }));
        await resolver(OWNER, {});
        expect(asked.map(({ cd }) => cd)).to.deep.equal([false]);
      }
    });
  });

  const lasting: readonly (readonly [what: string, reply: Reply, status: string, error: string | undefined])[] = [
    ['a refusal by the server', () => new Response('', { status: 403 }), 'servfail', 'http-403'],
    ['a page', () => new Response('<html>', { headers: { 'content-type': 'text/html' } }), 'servfail', 'content-type'],
    ['an answer in JSON', () => new Response('{}', { headers: { 'content-type': 'application/dns-json' } }), 'servfail', 'content-type'],
    ['an answer of no kind', () => new Response(message(issued)), 'servfail', 'content-type'],
    ['an empty answer', () => new Response('', { headers: { 'content-type': TYPE } }), 'servfail', 'truncated'],
    ['an answer to another question', () => dns({ ...issued, asked: 'evil.example' }), 'servfail', 'bad-question'],
    ['an answer that was cut short', () => dns({ flags: FLAGS.response | FLAGS.tc }), 'truncated', undefined],
    ['a refusal by the resolver', () => dns({ rcode: 5 }), 'servfail', 'rcode-5'],
    ['a ring of aliases', () => dns({ answers: [cname(OWNER, OWNER)] }), 'servfail', 'alias-loop'],
  ];
  for (const [what, reply, status, error] of lasting) {
    it(`takes ${what} for what it is and does not ask again`, async () => {
      const { resolver, asked } = before(reply);
      const { status: told, error: reason, records } = await resolver(OWNER, {});
      expect({ told, reason, records }).to.deep.equal({ told: status, reason: error, records: [] });
      expect(asked).to.have.length(1);
    });
  }

  const passing: readonly (readonly [what: string, reply: Reply, status: string, error: string])[] = [
    ['a network failure', fails, 'servfail', 'network'],
    ['an overloaded server', () => new Response('', { status: 503 }), 'servfail', 'http-503'],
    ['too many queries', () => new Response('', { status: 429 }), 'servfail', 'http-429'],
    ['a server that never answers', () => new Promise<never>(() => undefined), 'timeout', 'timeout'],
    ['an answer that never ends', () => new Response(new ReadableStream(), { headers: { 'content-type': TYPE } }), 'timeout', 'timeout'],
    ['an answer that breaks off', () => new Response(new ReadableStream({ pull: (to) => to.error(new TypeError('gone')) }), { headers: { 'content-type': TYPE } }), 'servfail', 'network'],
  ];
  for (const [what, reply, status, error] of passing) {
    it(`asks once more after ${what}`, async () => {
      const { resolver, asked } = before(reply, { timeout: 20 });
      expect(await resolver(OWNER, {})).to.deep.equal({ status, records: [], aliases: [], error });
      expect(asked).to.have.length(2);
      expect((await answer([reply, () => dns(issued)], { timeout: 200 })).status).to.equal('ok');
    });
  }

  it('asks as often as it is told', async () => {
    for (const retries of [0, 3]) {
      const { resolver, asked } = before(fails, { retries });
      await resolver(OWNER, {});
      expect(asked).to.have.length(retries + 1);
    }
  });

  it('reads no more than a DNS message can hold', async () => {
    let given = 0;
    let cancelled = false;
    const endless = (): Response => new Response(new ReadableStream({
      pull: (to) => {
        given += 1;
        to.enqueue(new Uint8Array(10_000));
      },
      cancel: () => {
        cancelled = true;
      },
    }), { headers: { 'content-type': TYPE } });
    expect((await answer(endless)).error).to.equal('too-large');
    expect(cancelled).to.equal(true);
    expect(given).to.be.lessThan(10);
  });

  it('gives up when the caller does, and tells the request', async () => {
    const controller = new AbortController();
    const { resolver, asked } = before(() => new Promise<never>(() => undefined));
    const waiting = resolver(OWNER, { signal: controller.signal }).then(() => 'resolved', (thrown: unknown) => (thrown as { code?: string }).code);
    controller.abort();
    expect(await waiting).to.equal('aborted');
    expect(asked[0]?.init.signal?.aborted).to.equal(true);
    expect(asked).to.have.length(1);
  });

  it('tells the request when the time is over', async () => {
    const { resolver, asked } = before(() => new Promise<never>(() => undefined), { timeout: 5, retries: 0 });
    expect((await resolver(OWNER, {})).status).to.equal('timeout');
    expect(asked[0]?.init.signal?.aborted).to.equal(true);
  });

  it('is the lookup of a climb and a resolver of a verification', async () => {
    const { resolver, asked } = before(({ name }) => dns({ asked: name, answers: name === 'example.com' ? [caa(name, 'issue', 'ca.example')] : [] }));
    expect((await climbCaa('a.b.example.com', resolver)).relevant?.owner).to.equal('example.com');
    expect(asked.map(({ name }) => name)).to.deep.equal(['a.b.example.com', 'b.example.com', 'example.com', 'com']);
    const { names } = await verifyCaa(['a.example.com'], { issuers: ['ca.example'], resolvers: [resolver] });
    expect(names[0]).to.deep.include({ verdict: 'likely-permitted', relevantOwner: 'example.com' });
    expect(names[0]?.answers[0]?.who).to.equal('dns.example');
  });
});

describe('CAA_RESOLVERS', () => {
  it('are data to choose from, each with its operator, its privacy page and what it discloses', () => {
    expect(CAA_RESOLVERS.length).to.be.greaterThan(1);
    expect(new Set(CAA_RESOLVERS.map(({ id }) => id)).size).to.equal(CAA_RESOLVERS.length);
    for (const { name, operator, url, privacyUrl, discloses } of CAA_RESOLVERS) {
      for (const address of [url, privacyUrl]) expect(new URL(address).protocol).to.equal('https:');
      expect(name && operator && discloses.namesTo).not.to.equal('');
    }
  });
});
