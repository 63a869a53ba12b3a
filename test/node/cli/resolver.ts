/** A DoH resolver on the loopback interface that answers from a table; a name that is not in it does not exist. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readName } from '../../../src/caa/dns-name.js';
import { message } from '../../unit/caa/messages.js';
import type { Message } from '../../unit/caa/messages.js';

export interface Resolver {
  readonly url: string;
  /** The owners that were asked, in order. */
  readonly asked: string[];
  readonly stop: () => void;
}

/** @param table answers by owner; `silence` never comes */
export async function startResolver(table: Readonly<Record<string, Message | 'silence'>>, onAsked: () => void = () => undefined): Promise<Resolver> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const query = Buffer.from(new URL(request.url ?? '', 'http://localhost').searchParams.get('dns') ?? '', 'base64url');
    const { name: owner } = readName(query, 12);
    asked.push(owner);
    onAsked();
    const answer = table[owner];
    if (answer === 'silence') return;
    response.writeHead(200, { 'content-type': 'application/dns-message' }).end(message({ asked: owner, ...(answer ?? { rcode: 3 }) }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    asked, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/dns-query`,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
