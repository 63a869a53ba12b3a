import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { afterEach, describe, it } from 'node:test';
import { DohResolver } from '../../../src/caa.js';
import type { CaaAnswer, DohResolverOptions } from '../../../src/caa.js';
import { caa, message } from '../../unit/caa/messages.js';

const OWNER = 'shop.example.com';
const TYPE = { 'content-type': 'application/dns-message' };
const issued = message({ answers: [caa(OWNER, 'issue', 'ca.example')] });

describe('DohResolver over HTTP as it is', () => {
  let server: Server | undefined;
  afterEach(() => {
    server?.closeAllConnections();
    server?.close();
  });

  async function before(listener: RequestListener, options: DohResolverOptions = {}): Promise<{ resolver: DohResolver; asked: IncomingMessage[] }> {
    const asked: IncomingMessage[] = [];
    server = createServer((request, response) => {
      asked.push(request);
      listener(request, response);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return { asked, resolver: new DohResolver(`http://127.0.0.1:${(server.address() as AddressInfo).port}/dns-query`, options) };
  }
  const answer = async (listener: RequestListener, options?: DohResolverOptions): Promise<CaaAnswer> => (await before(listener, options)).resolver(OWNER, {});
  const reply = (response: ServerResponse, body: Uint8Array = issued): void => void response.writeHead(200, TYPE).end(body);

  it('asks with GET and nothing that tells who asks', async () => {
    const { resolver, asked } = await before((_, response) => {
      response.setHeader('set-cookie', 'who=you');
      reply(response);
    });
    for (let time = 0; time < 2; time += 1) assert.equal((await resolver(OWNER, {})).status, 'ok');
    assert.deepEqual(asked.map(({ method }) => method), ['GET', 'GET']);
    for (const { headers } of asked) {
      assert.equal(headers.accept, 'application/dns-message');
      for (const name of ['cookie', 'referer', 'authorization', 'origin']) assert.equal(headers[name], undefined, name);
    }
  });

  it('reads an answer that comes in pieces', async () => {
    const { status, records } = await answer((_, response) => {
      response.writeHead(200, TYPE).write(issued.subarray(0, 20));
      response.write(issued.subarray(20, 21), () => void response.end(issued.subarray(21)));
    });
    assert.deepEqual([status, records.length], ['ok', 1]);
  });

  it('goes nowhere else than to the resolver that was chosen', async () => {
    const { resolver, asked } = await before((request, response) => {
      if (request.url?.startsWith('/elsewhere')) reply(response);
      else response.writeHead(302, { location: '/elsewhere' }).end();
    });
    assert.deepEqual(await resolver(OWNER, {}), { status: 'servfail', records: [], aliases: [], error: 'network' });
    assert.equal(asked.some(({ url }) => url?.startsWith('/elsewhere')), false);
  });

  it('hangs up on an answer that is longer than any DNS message', async () => {
    let sent = 0;
    let closed: Promise<unknown> | undefined;
    const { error } = await answer((_, response) => {
      closed = once(response, 'close');
      response.writeHead(200, TYPE);
      const more = (): void => {
        if (response.destroyed || sent > 2 ** 26) return;
        sent += 2 ** 16;
        response.write(new Uint8Array(2 ** 16), more);
      };
      more();
    });
    assert.equal(error, 'too-large');
    await closed;
    assert.ok(sent < 2 ** 26);
  });

  it('hangs up when the caller gives up', async () => {
    const controller = new AbortController();
    let closed: Promise<unknown> | undefined;
    const { resolver } = await before((_, response) => {
      closed = once(response, 'close');
      controller.abort();
    });
    await assert.rejects(resolver(OWNER, { signal: controller.signal }), { code: 'aborted' });
    await closed;
  });

  it('asks once more after a connection that breaks off, and after one that is refused', async () => {
    const { resolver, asked } = await before((request, response) => {
      if (asked.length === 1) request.socket.destroy();
      else reply(response);
    });
    assert.equal((await resolver(OWNER, {})).status, 'ok');
    assert.equal(asked.length, 2);
    server?.closeAllConnections();
    server?.close();
    assert.deepEqual(await resolver(OWNER, {}), { status: 'servfail', records: [], aliases: [], error: 'network' });
  });

  it('says that the time is over', async () => {
    assert.equal((await answer(() => undefined, { timeout: 20 })).status, 'timeout');
  });
});
