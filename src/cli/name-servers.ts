/** The machine's own resolvers, or one that is named, asked as DNS always was: over UDP, and over TCP what does not fit (RFC 1035 section 4.2). */
import { createSocket } from 'node:dgram';
import dns from 'node:dns';
import { once } from 'node:events';
import { connect, isIP } from 'node:net';
import { MAX_MESSAGE, decodeCaaAnswer, encodeCaaQuery } from '../caa/dns-wire.js';
import type { WireAnswer } from '../caa/dns-wire.js';
import { persist, settle, Trouble, within } from '../caa/exchange.js';
import { normaliseName } from '../caa/names.js';
import type { CaaLookup } from '../caa/climb.js';

/** Bytes that pass every network unbroken, as resolvers have agreed; what is longer comes over TCP. */
const PAYLOAD = 1232;
const PORT = 53;
const TRUNCATED = 0x02;
const TIMEOUT = 5000;

interface Server { readonly address: string; readonly port: number }

export interface NameServers extends CaaLookup { readonly who: string; readonly url: string }

/** `192.0.2.1`, `192.0.2.1:5300`, `2001:db8::1`, `[2001:db8::1]:5300`; undefined for anything else. */
function serverOf(text: string): Server | undefined {
  const [, bracketed, plain, port] = /^(?:\[([^\]]+)\]|([^:]+|[^:]*:[^:]*:.*?))(?::(\d{1,5}))?$/.exec(text) ?? [];
  const address = bracketed ?? (plain !== undefined && isIP(text) === 6 ? text : plain);
  if (address === undefined || isIP(address.split('%')[0] ?? '') === 0 || Number(port ?? PORT) > 65_535) return undefined;
  return { address, port: isIP(text) === 6 ? PORT : Number(port ?? PORT) };
}

/** A resolver by its address. @returns undefined for what is no address */
export function nameServer(text: string, o: { timeout?: number | undefined }): NameServers | undefined {
  const server = serverOf(text);
  return server && lookupOf([server], `dns:${text}`, o);
}

/** Those that every program of this machine asks. @returns undefined when it has none */
export function systemResolver(o: { timeout?: number | undefined }): NameServers | undefined {
  const servers = dns.getServers().flatMap((text) => serverOf(text) ?? []);
  return servers.length === 0 ? undefined : lookupOf(servers, 'system', o);
}

function lookupOf(servers: readonly Server[], who: string, { timeout = TIMEOUT }: { timeout?: number | undefined }): NameServers {
  const lookup: CaaLookup = (name, { signal }) => {
    const owner = normaliseName(name, 'dns').domain ?? '';
    const ask = (checkingDisabled: boolean, before: number): Promise<WireAnswer> => {
      const server = servers[before % servers.length] as Server;
      return within(timeout, signal, async (limit) => vouched(await exchange(server, owner, checkingDisabled, limit), server));
    };
    return settle((checkingDisabled) => persist((before) => ask(checkingDisabled, before), servers.length, signal));
  };
  return Object.assign(lookup, { who, url: who });
}

/** On the way from another machine anyone may have set the bit that says that DNSSEC held (RFC 4035 section 4.9.3). */
function vouched(answer: WireAnswer, { address }: Server): WireAnswer {
  const own = address === '::1' || address.startsWith('127.');
  return own || answer.dnssec === undefined ? answer : { ...answer, dnssec: 'unknown' };
}

async function exchange(server: Server, owner: string, checkingDisabled: boolean, limit: AbortSignal): Promise<WireAnswer> {
  // An id that nobody can guess (RFC 5452 section 9.2); the port is the system's choice, at random too.
  const id = crypto.getRandomValues(new Uint8Array(2));
  const query = encodeCaaQuery(owner, { checkingDisabled, payload: PAYLOAD });
  query.set(id);
  const isOurs = (wire: Uint8Array): boolean => wire[0] === id[0] && wire[1] === id[1];
  let wire: Uint8Array;
  try {
    wire = await overUdp(server, query, isOurs, limit);
    if (((wire[2] ?? 0) & TRUNCATED) !== 0) wire = await overTcp(server, query, limit);
  } catch (cause) {
    if (cause instanceof Trouble) throw cause;
    throw new Trouble('network', true);
  }
  if (!isOurs(wire)) throw new Trouble('bad-id', false);
  return decodeCaaAnswer(Uint8Array.from([0, 0, ...wire.subarray(2)]), owner);
}

async function overUdp({ address, port }: Server, query: Uint8Array, isOurs: (wire: Uint8Array) => boolean, limit: AbortSignal): Promise<Uint8Array> {
  const socket = createSocket(isIP(address.split('%')[0] ?? '') === 6 ? 'udp6' : 'udp4');
  try {
    return await new Promise<Uint8Array>((resolve, reject) => {
      limit.addEventListener('abort', () => { reject(new Trouble('timeout', true)); });
      socket.on('error', reject);
      // Connected, the system passes on nothing that another address has sent; what is not the answer is waited past.
      socket.on('message', (wire) => { if (isOurs(wire)) resolve(wire); });
      socket.connect(port, address, () => { socket.send(query, (error) => { if (error) reject(error); }); });
    });
  } finally {
    socket.close();
  }
}

/** A message with its length before it (RFC 1035 section 4.2.2). */
async function overTcp({ address, port }: Server, query: Uint8Array, limit: AbortSignal): Promise<Uint8Array> {
  const socket = connect({ host: address, port, signal: limit });
  try {
    await once(socket, 'connect', { signal: limit });
    socket.write(Uint8Array.from([query.length >> 8, query.length & 0xff, ...query]));
    const parts: Buffer[] = [];
    let length = 0;
    for await (const part of socket as AsyncIterable<Buffer>) {
      parts.push(part);
      length += part.length;
      const all = length >= 2 ? Buffer.concat(parts) : undefined;
      const wanted = all?.readUInt16BE(0) ?? MAX_MESSAGE;
      if (all !== undefined && length >= wanted + 2) return all.subarray(2, wanted + 2);
    }
    throw new Trouble('cut-short', true);
  } finally {
    socket.destroy();
  }
}
