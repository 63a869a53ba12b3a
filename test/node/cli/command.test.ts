import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { CAA_RESOLVERS, parseCaaText } from '../../../src/caa.js';
import type { CaaReport } from '../../../src/caa.js';
import { run } from '../../../src/cli/run.js';
import { wantsColours } from '../../../src/cli/text.js';
import { FLAGS, caa, cname, soa } from '../../unit/caa/messages.js';
import { startResolver } from './resolver.js';
import type { Resolver } from './resolver.js';

const HOSTILE = 'x\x1b]0;owned\x07\x9b31m\u007f\r\n"; \\ "';
const table = {
  'ours.example': { answers: [caa('ours.example', 'issue', 'ca.example', { ttl: 7200 })] },
  'signed.example': { flags: FLAGS.response | FLAGS.ad, answers: [caa('signed.example', 'issue', 'ca.example')] },
  'theirs.example': { answers: [caa('theirs.example', 'issue', 'other.example')] },
  'alias.example': { answers: [cname('alias.example', 'edge.cdn.example'), caa('edge.cdn.example', 'issue', 'other.example')] },
  'hostile.example': { answers: [caa('hostile.example', 'issue', HOSTILE)] },
  'bound.example': { answers: [caa('bound.example', 'issue', 'ca.example; accounturi=urn:x:1; validationmethods=dns-01')] },
  'broken.example': { rcode: 2 },
  'silent.example': 'silence',
  'free.example': { authorities: [soa('example', 300, 60)] },
} as const;

interface Ended { readonly code: number | null; readonly stdout: string; readonly stderr: string }

function start(args: readonly string[], env: Readonly<Record<string, string>> = {}): { child: ChildProcess; ended: Promise<Ended> } {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/cli.ts', ...args], { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => { stdout += text; });
  child.stderr.setEncoding('utf8').on('data', (text: string) => { stderr += text; });
  return { child, ended: once(child, 'close').then(([code]: (number | null)[]) => ({ code: code ?? null, stdout, stderr })) };
}

/** The same without a process of its own. */
async function inside(args: readonly string[], colours = false): Promise<Ended> {
  let [stdout, stderr] = ['', ''];
  const code = await run({
    args, version: '1.2.3', colours, signal: new AbortController().signal,
    out: (text) => { stdout += text; },
    err: (text) => { stderr += text; },
  });
  return { code, stdout, stderr };
}

describe('the command rekey-elements caa', () => {
  let resolver: Resolver;
  let other: Resolver;
  before(async () => {
    resolver = await startResolver(table);
    other = await startResolver({ ...table, 'ours.example': { answers: [caa('ours.example', 'issue', 'other.example')] } });
  });
  after(() => {
    resolver.stop();
    other.stop();
  });
  const question = (...names: readonly string[]): string[] => ['caa', ...names, '--issuer', 'ca.example', '--resolver', resolver.url];

  it('prints the report as a process, in words, and ends with 0 where all names are permitted', async () => {
    const { code, stdout, stderr } = await start(question('www.ours.example', '192.0.2.1')).ended;
    assert.equal(stderr, '');
    assert.equal(code, 0);
    assert.match(stdout, /^www\.ours\.example: likely permitted\n {2}A record at ours\.example names the CA\.\n {2}Decided by: ours\.example\. CAA 0 issue "ca\.example"\n/);
    assert.match(stdout, /not signed, time to live 7200 s/);
    assert.match(stdout, /www\.ours\.example: no such name.*\n {4}ours\.example: 1 record \(7200 s, not signed\)\n {6}CAA 0 issue "ca\.example"/);
    assert.match(stdout, /192\.0\.2\.1: not applicable/);
    assert.match(stdout, /what the CA finds decides/);
  });

  for (const [what, names, code] of [
    ['1 where one is forbidden', ['ours.example', 'theirs.example'], 1],
    ['1 where one is forbidden and another cannot be told', ['broken.example', 'theirs.example'], 1],
    ['2 where one cannot be told', ['ours.example', 'broken.example'], 2],
    ['2 where one is no name at all', ['ours.example', 'a..b'], 2],
    ['0 where no record stands anywhere', ['free.example'], 0],
  ] as const) {
    it(`ends with ${what}`, async () => {
      assert.equal((await inside(question(...names))).code, code);
      assert.equal((await inside([...question(...names), '--json'])).code, code);
    });
  }

  it('gives the whole report as JSON', async () => {
    const { stdout, stderr } = await inside([...question('theirs.example'), '--json']);
    const report = JSON.parse(stdout) as CaaReport;
    assert.equal(stderr, '');
    assert.equal(report.names[0]?.verdict, 'likely-forbidden');
    assert.deepEqual(report.names[0]?.fix?.add, [parseCaaText('0 issue "ca.example"')]);
    assert.deepEqual(report.names[0]?.answers.map(({ who }) => who), [new URL(resolver.url).host]);
  });

  it('writes what would permit, in both notations, where an alias leads', async () => {
    const { stdout } = await inside(question('alias.example'));
    assert.match(stdout, /alias\.example -> edge\.cdn\.example: 1 record/);
    assert.match(stdout, /at edge\.cdn\.example, where the alias leads/);
    assert.match(stdout, /\n {4}edge\.cdn\.example\. 300 IN CAA 0 issue "other\.example"\n {4}edge\.cdn\.example\. 300 IN CAA 0 issue "ca\.example"\n/);
    assert.match(stdout, /\n {4}edge\.cdn\.example\. 300 IN TYPE257 \\# 17 0005697373756563612e6578616d706c65\n/);
  });

  it('shows each resolver, and that they do not agree', async () => {
    const { code, stdout } = await inside([...question('ours.example'), '--resolver', other.url, '--resolver', resolver.url]);
    assert.equal(code, 2);
    assert.match(stdout, /lead to different verdicts/);
    assert.ok(stdout.includes(`  ${new URL(resolver.url).host}: likely permitted`));
    assert.ok(stdout.includes(`  ${new URL(other.url).host}: likely forbidden`));
    assert.match(stdout, /came upon different records/);
    assert.equal(stdout.split(`  ${new URL(resolver.url).host}: `).length, 2, 'a resolver that is named twice is asked once');
  });

  it('lets no byte of the DNS or of its arguments move the cursor', async () => {
    const names = ['hostile.example', 'a\x1b[2Jb', 'x\u202ey\u009b1m'];
    for (const format of [[], ['--json']]) {
      const { stdout } = await inside([...question(...names), ...format]);
      assert.doesNotMatch(stdout, /[^\n\x20-\x7e]/);
      assert.ok(stdout.includes('owned'));
    }
    const { stdout } = await inside([...question(...names), '--json']);
    assert.equal((JSON.parse(stdout) as CaaReport).names[0]?.record?.value, HOSTILE);
    for (const args of [[...question('a.example'), '--issuer', '\x1b[2J'], ['\x9b2J'], [...question('a.example'), '--\x1b[2J']]) {
      const { code, stderr } = await inside(args);
      assert.equal(code, 64);
      assert.doesNotMatch(stderr, /[^\n\x20-\x7e]/);
    }
  });

  it('has colours for a terminal alone, and the same words without', async () => {
    const coloured = (await inside(question('ours.example', 'theirs.example', 'broken.example'), true)).stdout;
    assert.match(coloured, /\x1b\[32mlikely permitted\x1b\[0m/);
    assert.match(coloured, /\x1b\[31mlikely forbidden\x1b\[0m/);
    const plain = (await start(question('ours.example', 'theirs.example', 'broken.example')).ended).stdout;
    assert.deepEqual([wantsColours(true, {}), wantsColours(true, { NO_COLOR: '' })], [true, true]);
    assert.deepEqual([wantsColours(false, {}), wantsColours(true, { NO_COLOR: '1' }), wantsColours(true, { TERM: 'dumb' })], [false, false, false]);
    const withoutTime = (text: string): string => text.replace(/until .*Z\./g, '');
    assert.equal(withoutTime(coloured.replace(/\x1b\[\d+m/g, '')), withoutTime(plain));
  });

  it('checks what the CA adds', async () => {
    const names = async (...args: readonly string[]): Promise<string[]> =>
      (JSON.parse((await inside([...question('shop.ours.example', '*.ours.example', 'WWW.free.example', 'a@b.example'), '--json', ...args])).stdout) as CaaReport)
        .names.filter(({ extra }) => extra).map(({ name }) => name);
    assert.deepEqual(await names(), []);
    assert.deepEqual(await names('--also', 'www'), ['www.shop.ours.example']);
    assert.deepEqual(await names('--also', 'base', '--also', 'more.example'), ['ours.example', 'free.example', 'more.example']);
  });

  it('hands on the account and the method', async () => {
    const refused = await inside(question('bound.example'));
    assert.match(refused.stdout, /give yours with --account-uri/);
    assert.equal(refused.code, 1);
    assert.match((await inside([...question('bound.example'), '--account-uri', 'urn:x:1'])).stdout, /give yours with --method/);
    assert.equal((await inside([...question('bound.example'), '--account-uri', 'urn:x:1', '--method', 'dns-01'])).code, 0);
  });

  it('says of each resolver that may be named what it learns', async () => {
    const { stdout } = await inside(['--help']);
    for (const { id, operator, privacyUrl } of CAA_RESOLVERS) {
      for (const text of [id, operator, privacyUrl]) assert.ok(stdout.includes(text), text);
    }
  });

  for (const [what, args] of [
    ['no command', []], ['another command', ['rekey', 'a.example']], ['no name', ['caa', '--issuer', 'ca.example', '--resolver', 'quad9']],
    ['no issuer', ['caa', 'a.example', '--resolver', 'quad9']], ['an issuer that no record can name', ['caa', 'a.example', '--resolver', 'quad9', '--issuer', 'ca_example']],
    ['an issuer with parameters', ['caa', 'a.example', '--resolver', 'quad9', '--issuer', 'ca.example; a=b']],
    ['a resolver in the clear', ['caa', 'a.example', '--issuer', 'ca.example', '--resolver', 'http://resolver.example/']],
    ['a resolver by a name', ['caa', 'a.example', '--issuer', 'ca.example', '--resolver', 'dns:localhost']],
    ['a port that is none', ['caa', 'a.example', '--issuer', 'ca.example', '--resolver', 'dns:127.0.0.1:99999']],
    ['an unknown resolver', ['caa', 'a.example', '--issuer', 'ca.example', '--resolver', 'toString']],
    ['an unknown option', ['caa', 'a.example', '--issuers', 'ca.example']], ['a value that is missing', ['caa', 'a.example', '--issuer']],
    ['no time at all', ['caa', 'a.example', '--issuer', 'ca.example', '--resolver', 'quad9', '--timeout', '0']],
    ['a time that is none', ['caa', 'a.example', '--issuer', 'ca.example', '--resolver', 'quad9', '--timeout', '1e9']],
    ['a label for a name to add', ['caa', 'a.example', '--issuer', 'ca.example', '--resolver', 'quad9', '--also', 'mail']],
  ] as const) {
    it(`refuses ${what}, and says so where errors are said`, async () => {
      const { code, stdout, stderr } = await inside(args);
      assert.deepEqual([code, stdout], [64, '']);
      assert.match(stderr, /^rekey-elements: .*\n(?:.*\n)*See rekey-elements --help\.\n$/);
    });
  }

  it('tells its options and its version', async () => {
    const { code, stdout } = await inside(['--help']);
    assert.equal(code, 0);
    for (const option of ['--issuer', '--resolver', '--also', '--account-uri', '--method', '--timeout', '--json', '--help', '--version']) assert.ok(stdout.includes(option), option);
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    assert.deepEqual(await start(['--version']).ended, { code: 0, stdout: `${version}\n`, stderr: '' });
  });

  it('gives up after the time that it was given', async () => {
    const { code, stdout } = await inside([...question('silent.example'), '--timeout', '0.05']);
    assert.equal(code, 2);
    assert.match(stdout, /silent\.example: no answer in time/);
  });

  it('ends when it is interrupted, with nothing on its standard output', async () => {
    let heard = (): void => undefined;
    const asked = new Promise<void>((resolve) => { heard = resolve; });
    const silent = await startResolver({ 'silent.example': 'silence' }, () => heard());
    try {
      const { child, ended } = start(['caa', 'silent.example', '--issuer', 'ca.example', '--resolver', silent.url, '--timeout', '600']);
      await asked;
      child.kill('SIGINT');
      assert.deepEqual(await ended, { code: 130, stdout: '', stderr: 'rekey-elements: interrupted\n' });
    } finally {
      silent.stop();
    }
  });
});
