import assert from 'node:assert/strict';
import { createSocket } from 'node:dgram';
import type { Socket } from 'node:dgram';
import dns from 'node:dns';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';
import { after, before, describe, it } from 'node:test';
import type { CaaReport } from '../../../src/caa.js';
import { readName } from '../../../src/caa/dns-name.js';
import { run } from '../../../src/cli/run.js';
import { FLAGS, caa, message } from '../../unit/caa/messages.js';
import type { Message } from '../../unit/caa/messages.js';

const long = Array.from({ length: 200 }, (_, at) => caa('long.example', 'issue', `ca${at}.example`));
const TABLE: Readonly<Record<string, Message>> = {
  'ours.example': { answers: [caa('ours.example', 'issue', 'ca.example', { ttl: 7200 })] },
  'signed.example': { flags: FLAGS.response | FLAGS.ad, answers: [caa('signed.example', 'issue', 'ca.example')] },
  'long.example': { answers: [...long, caa('long.example', 'issue', 'ca.example')] },
};

/** A resolver of the plain kind; before each answer over UDP comes one with another id, as somebody would send who guesses. */
class PlainServer {
  readonly asked: string[] = [];
  readonly #udp: Socket = createSocket('udp4');
  readonly #tcp = createServer((socket) => {
    socket.on('data', (data: Buffer) => {
      const { id, owner } = this.#read(data.subarray(2));
      this.asked.push(`tcp ${owner}`);
      const wire = message({ id, asked: owner, ...(TABLE[owner] ?? { rcode: 3 }) });
      const whole = Buffer.from([wire.length >> 8, wire.length & 0xff, ...wire]);
      // In parts, as a stream may come.
      socket.write(whole.subarray(0, 1), () => { socket.end(whole.subarray(1)); });
    });
  });

  get port(): number {
    return this.#udp.address().port;
  }

  async start(): Promise<void> {
    this.#tcp.listen(0, '0.0.0.0');
    await once(this.#tcp, 'listening');
    this.#udp.bind((this.#tcp.address() as AddressInfo).port, '0.0.0.0');
    this.#udp.on('message', (query, from) => {
      const { id, owner } = this.#read(query);
      this.asked.push(`udp ${owner}`);
      const send = (wire: Uint8Array): void => { this.#udp.send(wire, from.port, from.address); };
      send(message({ id: id ^ 1, asked: owner, answers: [caa(owner, 'issue', 'forged.example')] }));
      send(message(owner === 'long.example' ? { id, asked: owner, flags: FLAGS.response | FLAGS.tc } : { id, asked: owner, ...(TABLE[owner] ?? { rcode: 3 }) }));
    });
    await once(this.#udp, 'listening');
  }

  stop(): void {
    this.#udp.close();
    this.#tcp.close();
  }

  #read(query: Buffer): { id: number; owner: string } {
    return { id: query.readUInt16BE(0), owner: readName(query, 12).name };
  }
}

async function asked(...args: readonly string[]): Promise<CaaReport> {
  let stdout = '';
  await run({
    args: ['caa', ...args, '--issuer', 'ca.example', '--json'], version: '1.2.3', colours: false, signal: new AbortController().signal,
    out: (text) => { stdout += text; }, err: (text) => { throw new Error(text); },
  });
  return JSON.parse(stdout) as CaaReport;
}

describe('the resolvers of the command', () => {
  const server = new PlainServer();
  const configured = dns.getServers();
  before(() => server.start());
  after(() => {
    dns.setServers(configured);
    server.stop();
  });

  it('are those that the machine has, unless others are named', async () => {
    dns.setServers([`127.0.0.1:${server.port}`]);
    const { names: [name] } = await asked('ours.example');
    assert.deepEqual([name?.verdict, name?.record?.value, name?.ttl, name?.answers[0]?.who], ['likely-permitted', 'ca.example', 7200, 'system']);
  });

  it('are asked by address over UDP, and the answer that somebody guessed is waited past', async () => {
    server.asked.length = 0;
    const { names: [name] } = await asked('ours.example', '--resolver', `dns:127.0.0.1:${server.port}`);
    assert.deepEqual([name?.verdict, name?.record?.value], ['likely-permitted', 'ca.example']);
    assert.deepEqual(server.asked.toSorted(), ['udp example', 'udp ours.example']);
  });

  it('are asked over TCP for what fits no datagram', async () => {
    const { names: [name] } = await asked('long.example', '--resolver', `dns:127.0.0.1:${server.port}`);
    assert.equal(name?.verdict, 'likely-permitted');
    assert.equal(name.trail[0]?.records.length, 201);
    assert.ok(server.asked.includes('tcp long.example'));
  });

  it('are believed that DNSSEC held where they run on this machine', async () => {
    const { names: [name] } = await asked('signed.example', '--resolver', `dns:127.0.0.1:${server.port}`);
    assert.equal(name?.trail[0]?.dnssec, 'secure');
  });

  const outward = Object.values(networkInterfaces()).flat().find((one) => one?.family === 'IPv4' && !one.internal)?.address;
  it('are not believed so from another address', { skip: outward === undefined && 'the machine has no address but its own' }, async () => {
    const { names: [name] } = await asked('signed.example', '--resolver', `dns:${outward ?? ''}:${server.port}`);
    assert.deepEqual([name?.verdict, name?.trail[0]?.dnssec], ['likely-permitted', 'unknown']);
  });

  it('that do not answer are told as such', async () => {
    const socket = createSocket('udp4').bind(0, '127.0.0.1');
    await once(socket, 'listening');
    try {
      const { names: [name] } = await asked('ours.example', '--resolver', `dns:127.0.0.1:${socket.address().port}`, '--timeout', '0.05');
      assert.deepEqual([name?.verdict, name?.trail[0]?.status], ['indeterminate', 'timeout']);
    } finally {
      socket.close();
    }
  });
});
