import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { DohResolver, climbCaa, formatCaaFix, verifyCaa } from '../../../src/caa.js';
import type { CaaFix, CaaNameReport, VerifyCaaOptions } from '../../../src/caa.js';
import { nameServer } from '../../../src/cli/name-servers.js';
import { startServers, withoutServers } from './servers.js';
import type { Servers, ZoneSource } from './servers.js';

const skip = withoutServers();
const OURS = '0 issue "ca.example"';
const OTHER = '0 issue "other.example"';
const HTML = '<img src=x onerror=alert(1)>';

const zones: Readonly<Record<string, ZoneSource>> = {
  tld: { signed: true, lines: ['lame NS ns.lame', 'ns.lame A 127.0.0.11', 'dead NS ns.dead', 'ns.dead A 127.0.0.12'] },
  shut: { lines: ['@ CAA 0 issue ";"', `open CAA ${OURS}`] },
  'signed.tld': { signed: true, lines: [`@ CAA ${OURS}`, 'toring CNAME ring', 'ring CNAME gnir', 'gnir CNAME ring'] },
  'bogus.tld': { signed: true, wrongDs: true, lines: [`@ CAA ${OURS}`] },
  'cdn.tld': { lines: [`edge CAA ${OTHER}`, 'free A 192.0.2.1', `@ CAA ${OTHER}`, 'hop CNAME edge', 'lost CNAME nowhere', `host.named CAA ${OTHER}`, `named CAA ${OTHER}`] },
  'plain.tld': { lines: [
    `@ CAA ${OURS}`, '@ CAA 0 issuewild ";"', 'www A 192.0.2.1', `a.b.c A 192.0.2.1`,
    'alias CNAME edge.cdn.tld.', 'chain CNAME hop.cdn.tld.', 'free CNAME free.cdn.tld.', 'lost CNAME lost.cdn.tld.', 'turned DNAME named.cdn.tld.', 'double DNAME turned.plain.tld.',
    'ring CNAME gnir', 'gnir CNAME ring', `*.many-hosts CAA ${OTHER}`, `many CAA ${OURS}`,
    ...Array.from({ length: 1000 }, (_, at) => `many CAA 0 issue "ca-${at}.example"`),
    'mixed CAA 0 IsSuE "other.example"', `critical CAA ${OURS}`, 'critical CAA 128 future "x"', `html CAA 0 issue "${HTML}"`, 'bytes CAA 0 issue "\\000\\255\\\\\\""',
    'generic TYPE257 \\# 17 0005697373756563612e6578616d706c65', 'ttl 7200 CAA 0 issue "ca.example"',
  ] },
  'mend.tld': { lines: [`@ CAA ${OTHER}`, '@ CAA 0 issuewild ";"', `closed CAA 0 issue ";"`, 'alias CNAME target', `target CAA 0 issue "ca.example; accounturi=urn:x:1"`] },
};

describe('CAA as real servers tell it', { skip }, () => {
  let servers: Servers;
  let resolver: DohResolver;
  before(async () => {
    servers = await startServers(zones);
    resolver = new DohResolver(servers.url, { who: 'bind', timeout: 20_000 });
  }, { timeout: 120_000 });
  after(() => servers?.stop());

  async function ask(name: string, options: Partial<VerifyCaaOptions> = {}): Promise<CaaNameReport> {
    const { names } = await verifyCaa([name], { issuers: ['ca.example'], resolvers: [resolver], ...options });
    return names[0] as CaaNameReport;
  }

  const rows: readonly (readonly [what: string, name: string, verdict: string, reason: string, owner?: string, aliases?: readonly string[]])[] = [
    ['a set at the name', 'plain.tld', 'likely-permitted', 'issue-satisfied', 'plain.tld'],
    ['a set above a name that exists', 'www.plain.tld', 'likely-permitted', 'issue-satisfied', 'plain.tld'],
    ['a set above a name that does not exist', 'x.y.plain.tld', 'likely-permitted', 'issue-satisfied', 'plain.tld'],
    ['a set above empty non-terminals', 'a.b.c.plain.tld', 'likely-permitted', 'issue-satisfied', 'plain.tld'],
    ['issuewild for a wildcard', '*.www.plain.tld', 'likely-forbidden', 'empty-issuer', 'plain.tld'],
    ['a set at a top-level domain', 'name.shut', 'likely-forbidden', 'empty-issuer', 'shut'],
    ['a set below that of a top-level domain', 'open.shut', 'likely-permitted', 'issue-satisfied', 'open.shut'],
    ['no set at all', 'free.tld', 'likely-permitted', 'no-record'],
    ['a CNAME into another zone', 'alias.plain.tld', 'likely-forbidden', 'other-issuer', 'alias.plain.tld', ['edge.cdn.tld']],
    ['a chain of CNAMEs into another zone', 'chain.plain.tld', 'likely-forbidden', 'other-issuer', 'chain.plain.tld', ['hop.cdn.tld', 'edge.cdn.tld']],
    ['an alias without a set, whose target has a parent with one', 'free.plain.tld', 'likely-permitted', 'issue-satisfied', 'plain.tld', ['free.cdn.tld']],
    ['a chain that ends at a name that does not exist', 'lost.plain.tld', 'likely-permitted', 'issue-satisfied', 'plain.tld', ['lost.cdn.tld', 'nowhere.cdn.tld']],
    ['a DNAME into another zone', 'host.turned.plain.tld', 'likely-forbidden', 'other-issuer', 'host.turned.plain.tld', ['host.named.cdn.tld']],
    ['a DNAME to a DNAME', 'host.double.plain.tld', 'likely-forbidden', 'other-issuer', 'host.double.plain.tld', ['host.turned.plain.tld', 'host.named.cdn.tld']],
    ['aliases in a ring', 'ring.plain.tld', 'indeterminate', 'servfail'],
    ['an owner that is a wildcard in its zone', 'any.many-hosts.plain.tld', 'likely-forbidden', 'other-issuer', 'any.many-hosts.plain.tld'],
    ['the name below which that wildcard stands', 'many-hosts.plain.tld', 'likely-permitted', 'issue-satisfied', 'plain.tld'],
    ['1,001 records', 'many.plain.tld', 'likely-permitted', 'issue-satisfied', 'many.plain.tld'],
    ['a tag in mixed case', 'mixed.plain.tld', 'likely-forbidden', 'other-issuer', 'mixed.plain.tld'],
    ['a critical property of an unknown kind', 'critical.plain.tld', 'likely-forbidden', 'critical-unknown', 'critical.plain.tld'],
    ['markup in a value', 'html.plain.tld', 'likely-forbidden', 'malformed-value', 'html.plain.tld'],
    ['a record that was written byte by byte', 'generic.plain.tld', 'likely-permitted', 'issue-satisfied', 'generic.plain.tld'],
    ['a delegation to a server that knows nothing of it', 'www.lame.tld', 'indeterminate', 'servfail'],
    ['a delegation to a server that is not there', 'www.dead.tld', 'indeterminate', 'servfail'],
    ['a signed zone', 'www.signed.tld', 'likely-permitted', 'issue-satisfied', 'signed.tld'],
    ['a zone whose signatures do not fit', 'www.bogus.tld', 'indeterminate', 'bogus'],
  ];
  for (const [what, name, verdict, reason, owner, aliases = []] of rows) {
    it(`is ${verdict} with ${what}`, async () => {
      const report = await ask(name);
      assert.deepEqual({ verdict: report.verdict, reason: report.reason, owner: report.relevantOwner }, { verdict, reason, owner });
      assert.deepEqual(report.trail[0]?.aliases, aliases);
    });
  }

  it('is secure, insecure or bogus as the resolver validated it', async () => {
    assert.equal((await ask('www.signed.tld')).dnssec, 'secure');
    assert.equal((await ask('signed.tld')).dnssec, 'secure');
    assert.equal((await ask('www.plain.tld')).dnssec, 'insecure');
    assert.equal((await ask('bogus.tld')).dnssec, 'bogus');
    assert.equal((await ask('free.tld')).dnssec, 'secure');
  });

  it('has all 1,001 records, and every byte of a value', async () => {
    assert.equal((await climbCaa('many.plain.tld', resolver)).relevant?.records.length, 1001);
    assert.deepEqual((await climbCaa('bytes.plain.tld', resolver)).relevant?.records, [{ flags: 0, tag: 'issue', value: '\0\xff\\"' }]);
    assert.equal((await ask('html.plain.tld')).record?.value, HTML);
  });

  it('says how long a set lives', async () => {
    const { ttl = 0 } = await ask('ttl.plain.tld');
    assert.ok(ttl > 7100 && ttl <= 7200, String(ttl));
  });

  it('goes past a failing name server above the set, and not past one below', async () => {
    const { names } = await verifyCaa(['www.dead.tld', 'plain.tld', 'www.bogus.tld'], { issuers: ['ca.example'], resolvers: [resolver, resolver] });
    assert.deepEqual(names.map(({ verdict }) => verdict), ['indeterminate', 'likely-permitted', 'indeterminate']);
    assert.deepEqual(names.map(({ recordsDiffer }) => recordsDiffer), [undefined, undefined, undefined]);
  });

  it('is the same over UDP and TCP as over HTTPS', async () => {
    const plain = nameServer(servers.plain, { timeout: 20_000 });
    assert.ok(plain);
    for (const name of ['chain.plain.tld', 'many.plain.tld', 'www.signed.tld', 'www.bogus.tld', 'ring.plain.tld']) {
      const direct: CaaNameReport = await ask(name, { resolvers: [plain] });
      const carried: CaaNameReport = await ask(name);
      const said = ({ verdict, reason, record, relevantOwner, dnssec, trail }: CaaNameReport) =>
        ({ verdict, reason, record, relevantOwner, dnssec, trail: trail.map(({ owner, status, aliases, records }) => ({ owner, status, aliases, records: records.length })) });
      assert.deepEqual(said(direct), said(carried), name);
    }
  });

  it('can be read by a page of another origin', async () => {
    const response = await fetch(`${servers.url}?dns=AAABAAABAAAAAAAAAAACAAE`, { headers: { origin: 'https://portal.example' } });
    assert.equal(response.headers.get('access-control-allow-origin'), '*');
  });

  it('permits after the proposed fix was put into the zone, in either notation', async () => {
    const names = ['shop.mend.tld', '*.shop.mend.tld', 'closed.mend.tld', 'alias.mend.tld'];
    const question: Partial<VerifyCaaOptions> = { accountUri: 'urn:x:2' };
    for (const form of ['zone', 'generic'] as const) {
      let lines = zones['mend.tld']?.lines ?? [];
      servers.rewrite('mend.tld', lines);
      for (const name of names) {
        const refused = await ask(name, question);
        assert.equal(refused.verdict, 'likely-forbidden', name);
        const fix = refused.fix as CaaFix;
        const owner = fix.owner === 'mend.tld' ? '@' : fix.owner.replace(/\.mend\.tld$/, '');
        const others = lines.filter((line) => !(line.startsWith(`${owner} CAA`) || line.startsWith(`${fix.owner}. `)));
        lines = [...others, ...formatCaaFix(fix)[form].trimEnd().split('\n')];
        servers.rewrite('mend.tld', lines);
        assert.equal((await ask(name, question)).verdict, 'likely-permitted', `${name} ${form}`);
      }
      for (const name of names) assert.equal((await ask(name, question)).verdict, 'likely-permitted', `${name} at the end`);
      assert.equal((await ask('shop.mend.tld', { issuers: ['other.example'] })).verdict, 'likely-permitted', 'what was permitted stays so');
    }
  });
});
