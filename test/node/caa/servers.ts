/**
 * Real name servers on the loopback interface: Knot DNS with authority for a root of its own, BIND resolving and validating
 * from that root, dnsdist before it for DNS over HTTPS. Each is started and stopped by its process.
 */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run, without } from '../../support/programs.js';

const PROGRAMS = ['knotd', 'knotc', 'keymgr', 'named', 'rndc', 'dnsdist'] as const;
/** Servers are often kept where only an administrator looks. */
const env = { ...process.env, PATH: `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin:/usr/local/sbin` };

/** The reason to skip, where a program is absent or the machine has no second loopback address. */
export function withoutServers(): string | false {
  const missing = without(...PROGRAMS);
  if (missing !== false) return missing;
  return process.platform === 'linux' ? false : 'needs 127.0.0.11 on the loopback interface, as Linux has it';
}

/** A zone as it is written, without SOA and NS; `signed` has it signed, and its parent vouch for it. */
export interface ZoneSource {
  readonly lines: readonly string[];
  readonly signed?: boolean;
  /** A DS record that fits no key, in the place of the right one. */
  readonly wrongDs?: boolean;
}

export interface Servers {
  /** The address for DNS over HTTPS. */
  readonly url: string;
  /** The resolver behind it, for DNS as it always was: an IP address and a port. */
  readonly plain: string;
  /** Writes a zone anew, has it served, and what was known of it forgotten. */
  readonly rewrite: (zone: string, lines: readonly string[]) => void;
  readonly stop: () => Promise<void>;
}

const AUTHORITY = '127.0.0.11';

export async function startServers(zones: Readonly<Record<string, ZoneSource>>): Promise<Servers> {
  const folder = mkdtempSync(join(tmpdir(), 'rekey-caa-'));
  const at = (name: string): string => join(folder, name);
  const running: ChildProcess[] = [];
  const stop = async (): Promise<void> => {
    await Promise.all(running.map(ended));
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const [port, web, plain, control] = [await freePort(), await freePort(), await freePort(), await freePort()];
    for (const name of ['keys', 'db', 'run', 'bind']) mkdirSync(at(name));
    let serial = 1;
    const write = (zone: string, lines: readonly string[]): void => writeFileSync(zoneFile(folder, zone), [
      '$TTL 300', `@ SOA ns.dns-host. root.dns-host. ${(serial += 1)} 3600 600 86400 300`, '@ NS ns.dns-host.', ...lines, '',
    ].join('\n'));

    const all = { ...zones, '.': { signed: true, ...zones['.'], lines: ['ns.dns-host. A 127.0.0.11', ...(zones['.']?.lines ?? [])] } } as Readonly<Record<string, ZoneSource>>;
    writeFileSync(at('knot.conf'), knotConf(folder, port, all));
    const knot = (program: 'keymgr' | 'knotc', ...args: readonly string[]): string => run(program, ['-c', at('knot.conf'), ...args]);
    const signed = Object.keys(all).filter((zone) => all[zone]?.signed);
    for (const zone of signed) knot('keymgr', zone, 'generate', 'algorithm=ECDSAP256SHA256', 'ksk=yes', 'zsk=yes');
    for (const [zone, { lines }] of Object.entries(all)) {
      const children = Object.keys(all).filter((child) => child !== zone && parentZone(child, all) === zone);
      write(zone, [...lines, ...children.flatMap((child) => [`${child}. NS ns.dns-host.`, ...dsOf(child, all[child], knot)])]);
    }

    running.push(await server('knotd', ['-c', at('knot.conf')], /server started|started in the foreground/));
    const [, anchor = ''] = /DNSKEY (.*)$/m.exec(knot('keymgr', '.', 'dnskey')) ?? [];
    writeFileSync(at('root.hints'), `. 3600000 NS ns.dns-host.\nns.dns-host. 3600000 A ${AUTHORITY}\n`);
    writeFileSync(at('named.conf'), namedConf(folder, port, anchor, control));
    const key = `key own { algorithm hmac-sha256; secret "${randomBytes(32).toString('base64')}"; };\n`;
    writeFileSync(at('key.conf'), key);
    writeFileSync(at('rndc.conf'), `${key}options { default-server 127.0.0.1; default-port ${control}; default-key own; };\n`);
    running.push(await server('named', ['-g', '-4', '-c', at('named.conf')], /running/));
    writeFileSync(at('dnsdist.conf'), dnsdistConf(port, web, plain));
    running.push(await server('dnsdist', ['--supervised', '--disable-syslog', '-C', at('dnsdist.conf')], /Marking downstream .* as 'up'|Listening on .*DoH|Polled security/));
    const url = `http://127.0.0.1:${web}/dns-query`;
    await answering(url);
    return {
      url, plain: `127.0.0.1:${port}`, stop,
      rewrite: (zone, lines) => {
        write(zone, lines);
        knot('knotc', '-b', 'zone-reload', `${zone}.`);
        run('rndc', ['-c', at('rndc.conf'), 'flush']);
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

const zoneFile = (folder: string, zone: string): string => join(folder, `${zone === '.' ? 'root' : zone}.zone`);

function parentZone(zone: string, zones: Readonly<Record<string, unknown>>): string {
  const labels = zone.split('.');
  const above = labels.map((_, at) => labels.slice(at + 1).join('.')).find((name) => name in zones);
  return above ?? '.';
}

function dsOf(zone: string, source: ZoneSource | undefined, knot: (program: 'keymgr', ...args: string[]) => string): string[] {
  if (!source?.signed) return [];
  if (source.wrongDs) return [`${zone}. DS 1 13 2 ${'ab'.repeat(32)}`];
  return knot('keymgr', zone, 'ds').trim().split('\n').filter((line) => line.includes(' 13 2 '));
}

const knotConf = (folder: string, port: number, zones: Readonly<Record<string, ZoneSource>>): string => `
server:
  rundir: "${folder}/run"
  listen: ${AUTHORITY}@${port}
database:
  storage: "${folder}/db"
control:
  listen: "${folder}/run/control"
log:
  - target: stderr
    any: info
policy:
  - id: own
    manual: on
    single-type-signing: on
    algorithm: ECDSAP256SHA256
template:
  - id: default
    storage: "${folder}"
    zonefile-sync: -1
    zonefile-load: difference-no-serial
    journal-content: all
    semantic-checks: off
zone:
${Object.entries(zones).map(([zone, { signed }]) => `  - domain: ${zone}\n    file: "${zoneFile(folder, zone)}"\n${signed ? '    dnssec-signing: on\n    dnssec-policy: own\n' : ''}`).join('')}`;

/** The global port is also the one that recursion asks at. */
const namedConf = (folder: string, port: number, anchor: string, control: number): string => `
include "${folder}/key.conf";
options {
  directory "${folder}/bind"; port ${port}; listen-on { 127.0.0.1; }; listen-on-v6 { none; };
  pid-file none; session-keyfile none; recursion yes; allow-query { 127.0.0.1; };
  dnssec-validation yes; max-records-per-type 0; resolver-query-timeout 3000; empty-zones-enable no;
};
controls { inet 127.0.0.1 port ${control} allow { 127.0.0.1; } keys { own; }; };
trust-anchors { "." static-key ${anchor.replace(/^(\d+ \d+ \d+) (.*)$/, '$1 "$2"')}; };
zone "." { type hint; file "${folder}/root.hints"; };
`;

const dnsdistConf = (port: number, web: number, plain: number): string => `
setSecurityPollSuffix("")
setLocal("127.0.0.1:${plain}")
newServer({address="127.0.0.1:${port}", tcpOnly=true, healthCheckMode="up"})
addDOHLocal("127.0.0.1:${web}", nil, nil, "/dns-query", {customResponseHeaders={["access-control-allow-origin"]="*"}})
`;

/** Starts a server and waits for the line that says that it runs. */
function server(program: string, args: readonly string[], ready: RegExp): Promise<ChildProcess> {
  const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  return new Promise((resolve, reject) => {
    let said = '';
    const give = setTimeout(() => fail(), 20_000);
    const fail = (): void => {
      clearTimeout(give);
      child.kill('SIGKILL');
      reject(new Error(`${program} did not start: ${said.slice(-2000)}`));
    };
    const heard = (text: Buffer): void => {
      said += String(text);
      if (!ready.test(said)) return;
      clearTimeout(give);
      child.off('exit', fail);
      resolve(child);
    };
    child.stdout.on('data', heard);
    child.stderr.on('data', heard);
    child.once('exit', fail);
    child.once('error', fail);
  });
}

/** A server may say that it runs a moment before it takes connections. */
async function answering(url: string): Promise<void> {
  let last: unknown;
  for (const end = Date.now() + 20_000; Date.now() < end;) {
    try {
      // The root's own NS records, by a query of the plainest kind.
      const response = await fetch(`${url}?dns=AAABAAABAAAAAAAAAAACAAE`);
      if (response.ok && ((new Uint8Array(await response.arrayBuffer())[3] ?? 15) & 15) === 0) return;
      last = response.status;
    } catch (error) {
      last = error;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('The resolver does not answer.', { cause: last });
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>((resolve) => void child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  const last = setTimeout(() => child.kill('SIGKILL'), 5000);
  await gone;
  clearTimeout(last);
}

/** A port that is free for TCP at 127.0.0.1 and for UDP at the address of the authority. */
async function freePort(): Promise<number> {
  const tcp = createServer();
  const port = await new Promise<number>((resolve) => void tcp.listen(0, '127.0.0.1', () => resolve((tcp.address() as AddressInfo).port)));
  const udp = createSocket('udp4');
  const free = await new Promise<boolean>((resolve) => {
    udp.once('error', () => resolve(false));
    udp.bind(port, AUTHORITY, () => resolve(true));
  });
  if (free) await new Promise<void>((resolve) => void udp.close(() => resolve()));
  await new Promise<void>((resolve) => void tcp.close(() => resolve()));
  return free ? port : freePort();
}
