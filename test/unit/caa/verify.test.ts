import { expect } from '@open-wc/testing';
import { CAA_REUSE_SECONDS, verifyCaa, zoneLookup } from '../../../src/caa.js';
import type { CaaAnswer, CaaDnssec, CaaLookup, CaaNameReport, CaaRecord, CaaZone, VerifyCaaOptions } from '../../../src/caa.js';

const NOW = Date.UTC(2026, 5, 2, 9, 20);
const issue = (value: string): CaaRecord => ({ flags: 0, tag: 'issue', value });
const zone: CaaZone = {
  'example.com': { records: [issue('ca.example'), { flags: 0, tag: 'issuewild', value: ';' }], ttl: 3600 },
  'slow.example.com': { records: [issue('ca.example')], ttl: 172_800 },
  'closed.example.com': { records: [issue('other.example')], ttl: 60 },
  'broken.example.com': { status: 'servfail' },
  'bogus.example.com': { status: 'bogus' },
  'mail.example.com': { records: [{ flags: 0, tag: 'issuemail', value: 'other.example' }] },
};
const permit: CaaZone = { 'example.com': { records: [issue('ca.example')] } };
const forbid: CaaZone = { 'example.com': { records: [issue(';')] } };
const fail: CaaZone = { 'example.com': { status: 'timeout' } };

const options = (more: Partial<VerifyCaaOptions> = {}): VerifyCaaOptions =>
  ({ issuers: ['ca.example'], resolvers: [zoneLookup(zone)], now: () => NOW, ...more });

async function verdictOf(name: string, more: Partial<VerifyCaaOptions> = {}): Promise<CaaNameReport> {
  const { names } = await verifyCaa([name], options(more));
  expect(names).to.have.length(1);
  return names[0] as CaaNameReport;
}

const among = (zones: readonly CaaZone[]): Partial<VerifyCaaOptions> => ({ resolvers: zones.map((data) => zoneLookup(data)) });

describe('verifyCaa', () => {
  it('takes nothing for an address that merely looks like one, and says which name is none', async () => {
    const wrong = ['example.com:443', 'https://example.com', '999.1.1.1', '*.1.2.3.4', 'anna@1.2.3.4'];
    const { names } = await verifyCaa([...wrong, '192.0.2.1', '2001:db8::1', 'example.com'], options());
    expect(names.map(({ verdict, reason }) => [verdict, reason])).to.deep.equal([
      ...wrong.map(() => ['indeterminate', 'bad-name']), ...[1, 2].map(() => ['not-applicable', 'ip-name']), ['likely-permitted', 'issue-satisfied'],
    ]);
  });

  it('permits by no answer that failed DNSSEC, whatever else a lookup says of it', async () => {
    const lookup: CaaLookup = () => Promise.resolve({ status: 'ok', records: [issue('ca.example')], dnssec: 'bogus' });
    expect(await verdictOf('example.com', { resolvers: [lookup] })).to.include({ verdict: 'indeterminate', reason: 'bogus' });
  });

  const rows: readonly (readonly [name: string, verdict: string, reason: string])[] = [
    ['shop.example.com', 'likely-permitted', 'issue-satisfied'],
    ['*.shop.example.com', 'likely-forbidden', 'empty-issuer'],
    ['closed.example.com', 'likely-forbidden', 'other-issuer'],
    ['below.closed.example.com', 'likely-forbidden', 'other-issuer'],
    ['broken.example.com', 'indeterminate', 'servfail'],
    ['bogus.example.com', 'indeterminate', 'bogus'],
    ['elsewhere.example', 'likely-permitted', 'no-record'],
    ['192.0.2.24', 'not-applicable', 'ip-name'],
    ['2001:db8::1', 'not-applicable', 'ip-name'],
    ['ann@mail.example.com', 'likely-forbidden', 'other-issuer'],
    ['ann@example.com', 'likely-permitted', 'no-applicable-property'],
    ['not a name', 'indeterminate', 'bad-name'],
  ];
  for (const [name, verdict, reason] of rows) {
    it(`says ${verdict} of ${name}, since ${reason}`, async () => {
      expect(await verdictOf(name)).to.deep.include({ verdict, reason });
    });
  }

  it('decides only for an RA', async () => {
    const { names, by } = await verifyCaa(rows.map(([name]) => name), options({ by: 'ra' }));
    expect(by).to.equal('ra');
    expect(names.map(({ verdict }) => verdict)).to.deep.equal(rows.map(([, verdict]) => verdict.replace('likely-', '')));
  });

  it('reports the owner, the record and the climb that decided', async () => {
    expect(await verdictOf('*.img.example.com')).to.deep.include({
      name: '*.img.example.com', kind: 'dns', wildcard: true, relevantOwner: 'example.com', record: { flags: 0, tag: 'issuewild', value: ';' }, ttl: 3600,
    });
    expect((await verdictOf('*.img.example.com')).trail.map(({ owner }) => owner)).to.deep.equal(['img.example.com', 'example.com']);
  });

  it('asks each owner name once a resolver, however many names share it', async () => {
    const asked: string[][] = [[], []];
    const resolvers = asked.map((list): CaaLookup => async (owner, o) => {
      list.push(owner);
      return zoneLookup(zone)(owner, o);
    });
    await verifyCaa(['a.b.example.com', 'b.example.com', '*.b.example.com', 'c.example.com', 'Example.com.', 'x@example.com'], options({ resolvers }));
    for (const list of asked) {
      expect([...list].sort()).to.deep.equal(['a.b.example.com', 'b.example.com', 'c.example.com', 'com', 'example.com']);
    }
  });

  it('asks for all names before the first answer is there', async () => {
    const open: (() => void)[] = [];
    const lookup: CaaLookup = () => new Promise((resolve) => open.push(() => resolve({ status: 'ok', records: [] })));
    const report = verifyCaa(['a.example', 'b.example'], options({ resolvers: [lookup] }));
    expect(open).to.have.length(3);
    for (const answer of open) answer();
    expect((await report).names).to.have.length(2);
  });

  it('lists a name once, in its normal form, in the order given', async () => {
    const { names } = await verifyCaa(['B.example', 'a.example', 'b.example.', '*.b.example', 'münchen.example'], options());
    expect(names.map(({ name }) => name)).to.deep.equal(['b.example', 'a.example', '*.b.example', 'xn--mnchen-3ya.example']);
  });

  it('checks the names that the CA adds by itself and marks them', async () => {
    const { names } = await verifyCaa(['a.example.com'], options({ extraNames: ['www.a.example.com', 'A.example.com'] }));
    expect(names.map(({ name, extra }) => [name, extra])).to.deep.equal([['a.example.com', undefined], ['www.a.example.com', true]]);
    expect(names[1]?.verdict).to.equal('likely-permitted');
  });

  it('believes the kind that it is told', async () => {
    const { names } = await verifyCaa([{ name: 'aoberg@corp.example.com', kind: 'other' }], options());
    expect(names[0]).to.deep.include({ verdict: 'not-applicable', reason: 'other-name', kind: 'other' });
  });

  it('passes account and method on', async () => {
    const resolvers = [zoneLookup({ 'a.example': { records: [issue('ca.example; accounturi=urn:x:1; validationmethods=dns-01')] } })];
    expect((await verdictOf('a.example', { resolvers })).reason).to.equal('account-uri');
    expect((await verdictOf('a.example', { resolvers, accountUri: 'urn:x:1' })).reason).to.equal('validation-method');
    expect((await verdictOf('a.example', { resolvers, accountUri: 'urn:x:1', method: 'dns-01' })).verdict).to.equal('likely-permitted');
  });

  it('can tell nothing without a resolver', async () => {
    expect(await verdictOf('a.example', { resolvers: [] })).to.deep.include({ verdict: 'indeterminate', reason: 'no-resolver' });
  });

  it('rejects with aborted', async () => {
    const controller = new AbortController();
    const report = verifyCaa(['a.example'], options({ resolvers: [() => new Promise<never>(() => undefined)], signal: controller.signal }));
    controller.abort();
    expect(await report.then(() => 'resolved', (thrown: unknown) => (thrown as { code?: string }).code)).to.equal('aborted');
  });

  it('calls off the queries that no name needs any more', async () => {
    const out: string[] = [];
    const lookup: CaaLookup = async (owner, { signal }) => owner.includes('.')
      ? { status: 'ok', records: [issue('ca.example')] }
      : new Promise((resolve) => signal?.addEventListener('abort', () => {
        out.push(owner);
        resolve({ status: 'servfail', records: [] });
      }));
    await verifyCaa(['a.example', 'b.example'], options({ resolvers: [lookup] }));
    expect(out).to.deep.equal(['example']);
  });

  it('tells every query to stop when it is aborted', async () => {
    const controller = new AbortController();
    const signals: (AbortSignal | undefined)[] = [];
    const report = verifyCaa(['a.example', 'b.example'], options({
      signal: controller.signal,
      resolvers: [(_, { signal }) => {
        signals.push(signal);
        return new Promise<never>(() => undefined);
      }],
    })).catch((thrown: unknown) => (thrown as { code?: string }).code);
    controller.abort();
    expect(await report).to.equal('aborted');
    expect(signals.map((signal) => signal?.aborted)).to.deep.equal([true, true, true]);
  });

  it('gives each query a signal of its own, and listens to the caller\'s once, however many names there are', async () => {
    const controller = new AbortController();
    let listening = 0;
    controller.signal.addEventListener = () => {
      listening += 1;
    };
    const signals: (AbortSignal | undefined)[] = [];
    const resolvers: CaaLookup[] = [async (_, { signal }) => {
      signals.push(signal);
      return { status: 'ok', records: [] };
    }];
    await verifyCaa(Array.from({ length: 50 }, (_, at) => `n${at}.example`), options({ resolvers, signal: controller.signal }));
    expect([signals.length, new Set(signals).size, listening]).to.deep.equal([51, 51, 1]);
  });

  const states: readonly (readonly [below: CaaDnssec | undefined, at: CaaDnssec | undefined, told: CaaDnssec | undefined])[] = [
    ['secure', 'secure', 'secure'], ['insecure', 'secure', 'insecure'], ['secure', 'insecure', 'insecure'], ['unknown', 'secure', 'unknown'],
    [undefined, 'secure', 'unknown'], [undefined, undefined, undefined],
  ];
  for (const [below, at, told] of states) {
    it(`is ${told ?? 'silent'} about DNSSEC when the absence below is ${told ? below ?? 'not said' : 'not said'} and the set ${at ?? 'not said'}`, async () => {
      const vouched = (dnssec: CaaDnssec | undefined, records: readonly CaaRecord[]): CaaAnswer => ({ status: 'ok', records, ...(dnssec && { dnssec }) });
      const resolvers: CaaLookup[] = [async (owner) => (owner === 'a.example.com' ? vouched(below, []) : vouched(at, [issue('ca.example')]))];
      expect((await verdictOf('a.example.com', { resolvers })).dnssec).to.equal(told);
    });
  }

  it('is bogus as soon as one answer below is', async () => {
    const resolvers: CaaLookup[] = [async (owner) => (owner === 'a.example' ? { status: 'bogus', records: [issue('ca.example')], dnssec: 'bogus' } : { status: 'ok', records: [] })];
    expect(await verdictOf('a.example', { resolvers })).to.deep.include({ verdict: 'indeterminate', reason: 'bogus', dnssec: 'bogus' });
  });

  it('keeps in the trail why there was no answer, and who gave one', async () => {
    const resolvers: CaaLookup[] = [async () => ({ status: 'servfail', records: [], error: 'http-503', extendedErrors: [22], resolver: 'edge-7' })];
    expect((await verdictOf('a.example', { resolvers })).trail).to.deep.equal([
      { owner: 'a.example', status: 'servfail', records: [], aliases: [], error: 'http-503', extendedErrors: [22], resolver: 'edge-7' },
    ]);
  });

  it('holds a fix for a name that is forbidden, and for no other', async () => {
    const { names } = await verifyCaa(rows.map(([name]) => name), options());
    for (const { name, verdict, fix } of names) expect(fix !== undefined, name).to.equal(verdict === 'likely-forbidden');
  });

  it('carries markup in a value as the text that it is', async () => {
    const value = '<script>alert(1)</script>';
    const report = await verdictOf('a.example', { resolvers: [zoneLookup({ 'a.example': { records: [issue(value)] } })] });
    expect(report).to.deep.include({ verdict: 'likely-forbidden', reason: 'malformed-value', record: issue(value) });
  });

  it('works through 1,001 records', async () => {
    const records = [...Array.from({ length: 1000 }, (_, at) => issue(`ca-${at}.example`)), issue('ca.example')];
    const report = await verdictOf('a.example', { resolvers: [zoneLookup({ 'a.example': { records } })] });
    expect(report.verdict).to.equal('likely-permitted');
    expect(report.trail[0]?.records).to.have.length(1001);
  });

  it('makes a report that survives JSON', async () => {
    const report = await verifyCaa(rows.map(([name]) => name), options());
    expect(JSON.parse(JSON.stringify(report))).to.deep.equal(report);
  });
});

describe('the expiry of a CAA verdict', () => {
  const at = (seconds: number): string => new Date(NOW + seconds * 1000).toISOString();

  it('is eight hours from now when the records live shorter', async () => {
    expect((await verdictOf('shop.example.com')).validUntil).to.equal(at(CAA_REUSE_SECONDS));
    expect(CAA_REUSE_SECONDS).to.equal(28_800);
  });

  it('is the time to live when the records live longer', async () => {
    expect((await verdictOf('slow.example.com')).validUntil).to.equal(at(172_800));
  });

  it('is eight hours from now where there is no record', async () => {
    expect((await verdictOf('elsewhere.example')).validUntil).to.equal(at(28_800));
  });

  it('is absent where nothing was told', async () => {
    for (const name of ['broken.example.com', '192.0.2.24']) expect(await verdictOf(name), name).not.to.have.property('validUntil');
  });

  it('is, for the report, the earliest of its names', async () => {
    const report = await verifyCaa(['slow.example.com', 'shop.example.com', '192.0.2.24'], options());
    expect(report).to.deep.include({ checkedAt: at(0), validUntil: at(28_800) });
  });

  it('does not believe a time to live beyond the DNS, or none at all', async () => {
    const withTtl = (ttl: number): Partial<VerifyCaaOptions> => ({ resolvers: [async () => ({ status: 'ok', records: [issue('ca.example')], ttl })] });
    expect((await verdictOf('a.example', withTtl(Number.NaN))).validUntil).to.equal(at(28_800));
    expect((await verdictOf('a.example', withTtl(1e300))).validUntil).to.equal(at(2 ** 31 - 1));
    expect((await verdictOf('a.example', withTtl(-5))).validUntil).to.equal(at(28_800));
  });

  it('counts the shortest time to live of the resolvers that agree', async () => {
    const resolvers = [200_000, 100_000].map((ttl) => zoneLookup({ 'a.example': { records: [issue('ca.example')], ttl } }));
    expect((await verdictOf('a.example', { resolvers })).validUntil).to.equal(at(100_000));
  });
});

describe('several resolvers asked from a page', () => {
  it('stand side by side in the report, each with its records, its climb and what it says of DNSSEC', async () => {
    const signed: CaaLookup = Object.assign(async (owner: string): Promise<CaaAnswer> =>
      ({ status: 'ok', records: owner === 'example.com' ? [issue('ca.example')] : [], ttl: 60, dnssec: 'secure' }), { who: 'portal' });
    const { answers } = await verdictOf('a.example.com', { resolvers: [signed, zoneLookup(forbid)] });
    expect(answers).to.deep.equal([
      {
        who: 'portal', verdict: 'likely-permitted', reason: 'issue-satisfied', relevantOwner: 'example.com', record: issue('ca.example'), ttl: 60, dnssec: 'secure',
        trail: [
          { owner: 'a.example.com', status: 'ok', records: [], aliases: [], ttl: 60, dnssec: 'secure' },
          { owner: 'example.com', status: 'ok', records: [issue('ca.example')], aliases: [], ttl: 60, dnssec: 'secure' },
        ],
      },
      {
        who: 'resolver-2', verdict: 'likely-forbidden', reason: 'empty-issuer', relevantOwner: 'example.com', record: issue(';'), ttl: 3600,
        trail: [
          { owner: 'a.example.com', status: 'nxdomain', records: [], aliases: [] },
          { owner: 'example.com', status: 'ok', records: [issue(';')], aliases: [], ttl: 3600 },
        ],
      },
    ]);
  });

  const both: CaaZone = { 'example.com': { records: [issue('other.example'), issue('ca.example')] } };
  const turned: CaaZone = { 'example.com': { records: [issue('ca.example'), issue('other.example')] } };
  const lower: CaaZone = { 'a.example.com': { records: [issue('ca.example')] } };
  const sightings: readonly (readonly [string, readonly CaaZone[], boolean])[] = [
    ['one that is alone', [permit], false], ['the same', [permit, permit], false], ['the same in another order', [both, turned], false],
    ['one record more', [permit, both], true], ['another owner', [permit, lower], true], ['records and none', [permit, {}], true],
    ['records and a failure', [permit, fail], false],
  ];
  for (const [what, zones, differ] of sightings) {
    it(`${differ ? 'are' : 'are not'} said to find different records: ${what}`, async () => {
      expect((await verdictOf('a.example.com', among(zones))).recordsDiffer === true).to.equal(differ);
    });
  }

  const combinations: readonly (readonly [string, readonly CaaZone[], string, string])[] = [
    ['agree on a permission', [permit, permit], 'likely-permitted', 'issue-satisfied'],
    ['agree on a prohibition', [forbid, forbid], 'likely-forbidden', 'empty-issuer'],
    ['differ', [permit, forbid], 'indeterminate', 'resolvers-disagree'],
    ['differ because one fails', [permit, fail], 'indeterminate', 'resolvers-disagree'],
    ['all fail', [fail, fail], 'indeterminate', 'timeout'],
  ];
  for (const [how, zones, verdict, reason] of combinations) {
    it(`give ${verdict} when they ${how}`, async () => {
      expect(await verdictOf('a.example.com', among(zones))).to.deep.include({ verdict, reason });
    });
  }
});

describe('network perspectives of an RA (TLS BR 3.2.2.9)', () => {
  const combinations: readonly (readonly [primary: CaaZone, against: number, remote: number, verdict: string])[] = [
    [permit, 0, 0, 'permitted'], [permit, 0, 1, 'permitted'], [permit, 1, 1, 'indeterminate'],
    [permit, 1, 2, 'permitted'], [permit, 2, 2, 'indeterminate'], [permit, 1, 5, 'permitted'], [permit, 2, 5, 'indeterminate'],
    [permit, 2, 6, 'permitted'], [permit, 3, 6, 'indeterminate'],
    [forbid, 0, 5, 'forbidden'], [forbid, 5, 5, 'forbidden'], [fail, 0, 5, 'indeterminate'],
  ];
  for (const [primary, against, remote, verdict] of combinations) {
    const name = primary === permit ? 'permits' : primary === forbid ? 'forbids' : 'fails';
    it(`give ${verdict} when the primary ${name} and ${against} of ${remote} remote ones do not permit`, async () => {
      const zones = [primary, ...Array.from({ length: remote }, (_, at) => (at < against ? (at % 2 ? fail : forbid) : permit))];
      const report = await verdictOf('a.example.com', { ...among(zones), by: 'ra' });
      expect(report.verdict).to.equal(verdict);
      expect(report.answers).to.have.length(remote + 1);
    });
  }
});
