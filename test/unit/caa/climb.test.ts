import { expect } from '@open-wc/testing';
import { climbCaa, normaliseName, zoneLookup } from '../../../src/caa.js';
import type { CaaAnswer, CaaLookup, CaaRecord, CaaStatus } from '../../../src/caa.js';

const issue = (value: string): CaaRecord => ({ flags: 0, tag: 'issue', value });

function answering(answers: Readonly<Record<string, Partial<CaaAnswer>>>): { lookup: CaaLookup; asked: string[] } {
  const asked: string[] = [];
  return { asked, lookup: async (owner) => {
    asked.push(owner);
    return { status: 'ok', records: [], ...answers[owner] };
  } };
}

async function codeOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(() => 'resolved', (thrown: unknown) => (thrown as { code?: string }).code ?? 'no code');
}

describe('climbCaa', () => {
  it('asks the name and each parent, the top-level domain included and the root never', async () => {
    const { lookup, asked } = answering({});
    const climb = await climbCaa('a.b.example', lookup);
    expect(asked).to.deep.equal(['a.b.example', 'b.example', 'example']);
    expect(climb.status).to.equal('none');
    expect(climb.trail.map(({ owner }) => owner)).to.deep.equal(asked);
  });

  it('asks all owner names before the first answer is there', async () => {
    const open: (() => void)[] = [];
    const climb = climbCaa('a.b.example', () => new Promise((resolve) => open.push(() => resolve({ status: 'ok', records: [] }))));
    expect(open).to.have.length(3);
    for (const answer of open) answer();
    expect((await climb).status).to.equal('none');
  });

  it('takes the lowest set that holds a record and does not wait for what lies above', async () => {
    const climb = await climbCaa('a.b.example', (owner) => owner === 'example'
      ? new Promise<never>(() => undefined)
      : Promise.resolve({ status: 'ok', records: owner === 'b.example' ? [issue('ca.example')] : [], ttl: 60, aliases: [] }));
    expect(climb.relevant).to.deep.equal({ owner: 'b.example', records: [issue('ca.example')], ttl: 60, aliases: [] });
    expect(climb.trail.map(({ owner }) => owner)).to.deep.equal(['a.b.example', 'b.example']);
  });

  it('calls off what lies above as soon as it is decided, and nothing before', async () => {
    let above: AbortSignal | undefined;
    let early: boolean | undefined;
    await climbCaa('a.example', async (owner, { signal }) => {
      if (owner === 'example') {
        above = signal;
        return new Promise<never>(() => undefined);
      }
      await Promise.resolve();
      early = above?.aborted;
      return { status: 'ok', records: [issue('ca.example')] };
    });
    expect([early, above?.aborted]).to.deep.equal([false, true]);
  });

  it('ends at a set that holds only iodef', async () => {
    const iodef: CaaRecord = { flags: 0, tag: 'iodef', value: 'mailto:a@example' };
    const climb = await climbCaa('a.b.example', answering({ 'a.b.example': { records: [iodef] }, 'b.example': { records: [issue('x')] } }).lookup);
    expect(climb.relevant?.owner).to.equal('a.b.example');
  });

  it('finds a set at the top-level domain', async () => {
    const climb = await climbCaa('a.example', answering({ example: { records: [issue(';')] } }).lookup);
    expect(climb.relevant?.owner).to.equal('example');
  });

  for (const status of ['servfail', 'timeout', 'truncated', 'bogus'] satisfies CaaStatus[]) {
    it(`can tell nothing when ${status} stands below a set`, async () => {
      const climb = await climbCaa('a.b.example', answering({ 'a.b.example': { status }, 'b.example': { records: [issue('ca.example')] } }).lookup);
      expect(climb.status).to.equal('error');
      expect(climb).not.to.have.property('relevant');
      expect(climb.trail.at(-1)?.status).to.equal(status);
    });

    it(`does not mind ${status} above a set`, async () => {
      const climb = await climbCaa('a.b.example', answering({ 'a.b.example': { records: [issue('ca.example')] }, example: { status } }).lookup);
      expect(climb.status).to.equal('found');
    });
  }

  it('takes no record from an answer that failed', async () => {
    const climb = await climbCaa('b.example', answering({ 'b.example': { status: 'bogus', records: [issue('ca.example')] } }).lookup);
    expect(climb.status).to.equal('error');
    expect(climb.trail[0]?.records).to.deep.equal([]);
  });

  it('takes a name that does not exist for an empty answer', async () => {
    const climb = await climbCaa('a.b.example', answering({ 'a.b.example': { status: 'nxdomain' }, 'b.example': { records: [issue('x')] } }).lookup);
    expect(climb.relevant?.owner).to.equal('b.example');
  });

  it('goes on with the parents of the original name after an alias without records', async () => {
    const lookup = zoneLookup({
      'img.example.com': { cname: 'edge.cdn.example' }, 'edge.cdn.example': {}, 'cdn.example': { records: [issue('wrong.example')] },
      'example.com': { records: [issue('ca.example')] },
    });
    const climb = await climbCaa('img.example.com', lookup);
    expect(climb.relevant?.owner).to.equal('example.com');
    expect(climb.trail[0]?.aliases).to.deep.equal(['edge.cdn.example']);
  });

  it('takes the records that an alias led to', async () => {
    const lookup = zoneLookup({ 'api.example.com': { cname: 'host.example' }, 'host.example': { records: [issue('ca.example')] } });
    const climb = await climbCaa('api.example.com', lookup);
    expect(climb.relevant).to.deep.include({ owner: 'api.example.com', aliases: ['host.example'] });
  });

  it('asks at the name below a wildcard', async () => {
    const { lookup, asked } = answering({});
    await climbCaa('*.Shop.Example.', lookup);
    expect(asked).to.deep.equal(['shop.example', 'example']);
  });

  it('counts a lookup that rejects as a failure of that owner alone', async () => {
    const climb = await climbCaa('a.example', async (owner) => {
      if (owner === 'a.example') throw new TypeError('network');
      return { status: 'ok', records: [issue('ca.example')] };
    });
    expect(climb.trail).to.deep.equal([{ owner: 'a.example', status: 'servfail', records: [], aliases: [] }]);
  });

  it('stops waiting on abort, even for a lookup that does not listen', async () => {
    const controller = new AbortController();
    const climb = climbCaa('a.example', () => new Promise<never>(() => undefined), { signal: controller.signal });
    controller.abort();
    expect(await codeOf(climb)).to.equal('aborted');
  });

  it('asks nothing when it was aborted before', async () => {
    const { lookup, asked } = answering({});
    expect(await codeOf(climbCaa('a.example', lookup, { signal: AbortSignal.abort() }))).to.equal('aborted');
    expect(asked).to.deep.equal([]);
  });

  it('refuses what is no domain name', async () => {
    const { lookup } = answering({});
    for (const name of ['', '.', 'a..example', 'a b.example', '192.0.2.1', '-a.example']) expect(await codeOf(climbCaa(name, lookup)), name).to.equal('bad-input');
  });
});

describe('normaliseName', () => {
  const domains: readonly (readonly [given: string, name: string, domain: string])[] = [
    ['Shop.EXAMPLE.com', 'shop.example.com', 'shop.example.com'],
    ['shop.example.com.', 'shop.example.com', 'shop.example.com'],
    ['*.Example.com', '*.example.com', 'example.com'],
    ['münchen.example', 'xn--mnchen-3ya.example', 'xn--mnchen-3ya.example'],
    ['*.MÜNCHEN.example', '*.xn--mnchen-3ya.example', 'xn--mnchen-3ya.example'],
    ['例え。example', 'xn--r8jz45g.example', 'xn--r8jz45g.example'],
    ['_dmarc.example.com', '_dmarc.example.com', '_dmarc.example.com'],
    ['0x7f.1', '0x7f.1', '0x7f.1'],
    ['Ann@Mail.Example.COM', 'Ann@mail.example.com', 'mail.example.com'],
    ['"a@b"@example.com', '"a@b"@example.com', 'example.com'],
  ];
  for (const [given, name, domain] of domains) {
    it(`reads ${given} as ${name}`, () => {
      expect(normaliseName(given)).to.deep.include({ name, domain });
    });
  }

  for (const ip of ['192.0.2.24', '2001:DB8::1']) {
    it(`takes ${ip} for an address`, () => {
      expect(normaliseName(ip)).to.deep.equal({ name: ip.toLowerCase(), kind: 'ip', wildcard: false });
    });
  }

  for (const bad of ['ü/x.example', 'ü@', 'ü%2e.example', 'a*.example', '*.*.example', '*', `${'a'.repeat(64)}.example`, `${'a.'.repeat(127)}example`, '１９２.0.2.1', '@example.com']) {
    it(`refuses ${bad.slice(0, 20)}`, () => {
      expect(() => normaliseName(bad)).to.throw().with.property('code', 'bad-input');
    });
  }
});
