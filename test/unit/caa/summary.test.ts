import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { parseCaaText, readCaaSummary, summariseCaa, verifyCaa, zoneLookup } from '../../../src/caa.js';
import type { CaaNameReport, CaaReport, CaaVerdict } from '../../../src/caa.js';

const NOW = Date.UTC(2026, 10, 22, 12, 0, 0, 7);
const zone = zoneLookup({
  'example.com': { records: ['0 issue "ca.example"', '0 issuewild ";"'].map(parseCaaText) },
  'closed.example': { records: [parseCaaText('0 issue "secret-ca.example"')] },
  'down.example': { status: 'servfail' },
}, 'the resolver');
const check = (...names: readonly string[]): Promise<CaaReport> =>
  verifyCaa(names, { issuers: ['ca.example', 'pki.example'], accountUri: 'urn:account:17', resolvers: [zone, zone], now: () => NOW });

const VERDICTS: readonly CaaVerdict[] = ['permitted', 'forbidden', 'indeterminate', 'not-applicable', 'likely-permitted', 'likely-forbidden'];
const made = (names: readonly CaaNameReport[], more: Partial<CaaReport> = {}): CaaReport => ({ checkedAt: new Date(NOW).toISOString(), by: 'page', issuers: ['ca.example'], names, ...more });
const entry = (name: string, verdict: CaaVerdict = 'likely-permitted', more: Partial<CaaNameReport> = {}): CaaNameReport =>
  ({ name, kind: 'dns', wildcard: false, verdict, reason: 'no-record', trail: [], answers: [], ...more });
const thrown = (task: () => unknown): { code?: string; reason?: string } => {
  try {
    task();
  } catch (error) {
    return error as { code?: string; reason?: string };
  }
  return {};
};

describe('the summary of a CAA report', () => {
  it('says who found what and when, and is read back', async () => {
    const report = await check('shop.example.com', '*.example.com', 'closed.example', 'a.down.example', '192.0.2.1', '_acme.free.test');
    expect(readCaaSummary(summariseCaa(report))).to.deep.equal({
      by: 'page', checkedAt: report.checkedAt, validUntil: report.validUntil, issuers: ['ca.example', 'pki.example'],
      names: [
        { name: 'shop.example.com', verdict: 'likely-permitted', reason: 'issue-satisfied', relevantOwner: 'example.com' },
        { name: '*.example.com', verdict: 'likely-forbidden', reason: 'empty-issuer', relevantOwner: 'example.com' },
        { name: 'closed.example', verdict: 'likely-forbidden', reason: 'other-issuer', relevantOwner: 'closed.example' },
        { name: 'a.down.example', verdict: 'indeterminate', reason: 'servfail' },
        { name: '192.0.2.1', verdict: 'not-applicable', reason: 'ip-name' },
        { name: '_acme.free.test', verdict: 'likely-permitted', reason: 'no-record' },
      ],
      omitted: { issuers: 0, names: {} },
    });
  });

  it('holds no person, account, resolver or record', async () => {
    const report = await check('mei.lin@closed.example', 'closed.example');
    const text = summariseCaa(report);
    expect(text).not.to.match(/mei|lin|urn|17|resolver|secret/);
    expect(readCaaSummary(text).names[0]).to.deep.include({ name: '@closed.example' });
  });

  it('stands in an address as it is', () => {
    fc.assert(fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 40 })), fc.array(fc.string({ unit: 'binary', maxLength: 20 })), (names, issuers) => {
      const text = summariseCaa(made(names.map((name, at) => entry(name, VERDICTS[at % VERDICTS.length], { reason: name })), { issuers }));
      expect(text).to.match(/^[A-Za-z0-9._~-]+$/);
      expect(new URL(`https://portal.example/?caa=${text}#${text}`).searchParams.get('caa')).to.equal(text);
      const read = readCaaSummary(text);
      if (text.length < 1000) expect(read.names.map(({ name }) => name)).to.deep.equal(names);
      if (read.omitted.issuers === 0) expect(read.issuers).to.deep.equal(issuers);
    }));
  });

  it('is never too long, keeps what is forbidden, and counts what it leaves out', () => {
    const names = Array.from({ length: 1000 }, (_, at) => entry(`host-${at}.${'x'.repeat(40)}.example`, at < 900 ? 'likely-permitted' : at < 910 ? 'likely-forbidden' : 'indeterminate'));
    const report = made(names, { issuers: Array.from({ length: 100 }, (_, at) => `ca-${at}.${'y'.repeat(60)}.example`) });
    const text = summariseCaa(report);
    expect(text.length).to.be.at.most(2000);
    const read = readCaaSummary(text);
    expect(read.names.filter(({ verdict }) => verdict === 'likely-forbidden')).to.have.length(10);
    expect(read.names[0]?.name).to.equal(names[900]?.name);
    expect(read.names.length + Object.values(read.omitted.names).reduce((sum, count) => sum + count)).to.equal(1000);
    expect(read.issuers.length + read.omitted.issuers).to.equal(100);
    expect(read.issuers.length).to.be.greaterThan(0);
  });

  it('keeps the order of the names', () => {
    const names = ['b.example', 'a.example', 'c.example'];
    const report = made(names.map((name, at) => entry(name, at === 2 ? 'likely-forbidden' : 'likely-permitted')));
    expect(readCaaSummary(summariseCaa(report)).names.map(({ name }) => name)).to.deep.equal(names);
  });

  it('is refused when it is anything else, whatever that is', () => {
    const good = summariseCaa(made([entry('shop.example', 'likely-forbidden', { relevantOwner: 'example' })]));
    const wrong = [
      '', 'caa1', good.replace('caa1', 'caa2'), good.replace('page', 'ca'), good.replace('~~page', '~~page_0_0_0'), `${good}~~`, `${good}~~x_a.example_reason`, good.replace(/_1$/, '_2'),
      good.replace(/_1$/, '_1_1'), `${good}~~f_~ff_reason`, `${good}~~f_a%20b_reason`, `${good}~~_f_`, `${good}~~_f_-1`, good.replace('~~0', '~~x'), `${good}${'~~f_a.example_reason'.repeat(200)}`,
      good.replace(/page_[0-9a-z]+/, 'page_zzzzzzzzzzz'),
    ];
    for (const text of wrong) expect(thrown(() => readCaaSummary(text)), text).to.deep.include({ code: 'bad-input', reason: 'bad-caa-summary' });
    fc.assert(fc.property(fc.string({ unit: 'binary' }), fc.nat(good.length), (text, at) => {
      for (const tried of [text, good.slice(0, at) + text + good.slice(at), good.slice(0, at)]) {
        const { code } = thrown(() => readCaaSummary(tried));
        expect(code === undefined || code === 'bad-input').to.equal(true);
      }
    }));
  });

  it('needs times that are some', () => {
    expect(thrown(() => summariseCaa(made([], { checkedAt: 'yesterday' })))).to.deep.include({ code: 'bad-input', reason: 'bad-caa-report' });
  });
});

describe('a CAA report', () => {
  it('is the same after it was JSON', async () => {
    const bytes = Array.from({ length: 256 }, (_, byte) => String.fromCharCode(byte)).join('');
    const lookup = zoneLookup({
      'shop.example.com': { records: [{ flags: 0, tag: 'issue', value: bytes }, { flags: 128, tag: 'Future', value: '' }] }, 'alias.example.com': { cname: 'shop.example.com' },
    });
    const secure = async (owner: string): Promise<Awaited<ReturnType<typeof lookup>>> => ({ ...await lookup(owner, {}), dnssec: 'secure', extendedErrors: [9], resolver: 'another', error: undefined as never });
    const report = await verifyCaa(['*.alias.example.com', 'alias.example.com', 'a@b.example', '::1', 'no name'], { issuers: ['ca.example'], resolvers: [lookup, secure], extraNames: ['www.example.com'] });
    expect(report.names.some(({ fix }) => fix !== undefined)).to.equal(true);
    expect(JSON.parse(JSON.stringify(report))).to.deep.equal(report);
  });
});
