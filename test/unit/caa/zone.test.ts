import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { formatCaa, formatCaaGeneric, parseCaaText, zoneLookup } from '../../../src/caa.js';
import type { CaaRecord, CaaZone } from '../../../src/caa.js';

const issue: CaaRecord = { flags: 0, tag: 'issue', value: 'ca.example' };

describe('zoneLookup', () => {
  const zone: CaaZone = {
    'Example.COM.': { records: [issue], ttl: 300 },
    'alias.example.com': { cname: 'Next.example.net.', ttl: 60 },
    'next.example.net': { cname: 'end.example.net' },
    'end.example.net': { records: [issue], ttl: 600 },
    'self.example.com': { cname: 'self.example.com' },
    'ping.example.com': { cname: 'pong.example.com' },
    'pong.example.com': { cname: 'ping.example.com' },
    'lost.example.com': { cname: 'nowhere.example.net' },
    'down.example.com': { cname: 'failing.example.com' },
    'failing.example.com': { status: 'timeout', records: [issue] },
    'deep.below.example.org': {},
  };
  const ask = zoneLookup(zone);

  it('finds owners without regard to case or root dot', async () => {
    expect(await ask('EXAMPLE.com.', {})).to.deep.equal({ status: 'ok', records: [issue], ttl: 300, aliases: [] });
  });

  it('follows aliases, names them in order, and answers the shortest time to live', async () => {
    expect(await ask('alias.example.com', {})).to.deep.equal({
      status: 'ok', records: [issue], ttl: 60, aliases: ['next.example.net', 'end.example.net'],
    });
  });

  for (const owner of ['self.example.com', 'ping.example.com']) {
    it(`answers servfail to the loop at ${owner}`, async () => {
      expect((await ask(owner, {})).status).to.equal('servfail');
    });
  }

  it('answers servfail to a chain of aliases without end', async () => {
    const chain = Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`n${at}.example`, { cname: `n${at + 1}.example` }]));
    expect((await zoneLookup(chain)('n0.example', {})).status).to.equal('servfail');
  });

  it('answers nxdomain to a name that it lacks, and to an alias that leads to one', async () => {
    expect((await ask('nowhere.example.net', {})).status).to.equal('nxdomain');
    expect(await ask('lost.example.com', {})).to.deep.equal({ status: 'nxdomain', records: [], aliases: ['nowhere.example.net'] });
  });

  it('answers ok without records to a name above one that it has', async () => {
    expect(await ask('below.example.org', {})).to.deep.include({ status: 'ok', records: [] });
  });

  it('gives the failure it is told to give, without records, through an alias too', async () => {
    expect(await ask('failing.example.com', {})).to.deep.include({ status: 'timeout', records: [] });
    expect(await ask('down.example.com', {})).to.deep.include({ status: 'timeout', records: [] });
  });

  it('reads a zone anew where a function gives it', async () => {
    let now: CaaZone = {};
    const live = zoneLookup(() => now, 'live');
    expect((await live('example.com', {})).status).to.equal('nxdomain');
    now = { 'example.com': { records: [issue] } };
    expect((await live('example.com', {})).records).to.deep.equal([issue]);
    expect(live.who).to.equal('live');
  });

  it('is not misled by owners named like properties of objects', async () => {
    for (const owner of ['__proto__', 'constructor', 'toString']) expect((await ask(owner, {})).status).to.equal('nxdomain');
  });
});

describe('CAA record data as text', () => {
  it('is written so that it can be pasted into a zone file', () => {
    expect(formatCaa({ flags: 128, tag: 'issue', value: 'ca.example; a="b\\c"\n\xe9' })).to.equal('128 issue "ca.example; a=\\"b\\\\c\\"\\010\\233"');
  });

  it('brings no second line or record into a zone by its tag', () => {
    for (const tag of ['issue "x"\nevil', 'is sue', 'a;b', '']) expect(formatCaa({ flags: 0, tag, value: 'ca.example' })).to.match(/^\\# \d+ [0-9a-f]+$/);
  });

  it('is written byte by byte for software that does not know CAA (RFC 3597 section 5)', () => {
    expect(formatCaaGeneric({ flags: 0, tag: 'issue', value: 'ca.example\xff' })).to.equal('\\# 18 000569737375656361' + '2e6578616d706c65ff');
  });

  it('comes back as it was, whatever its bytes', () => {
    const value = fc.uint8Array({ maxLength: 80 }).map((bytes) => String.fromCharCode(...bytes));
    fc.assert(fc.property(fc.integer({ min: 0, max: 255 }), fc.constantFrom('issue', 'issuewild', 'x9'), value, (flags, tag, text) => {
      expect(parseCaaText(formatCaa({ flags, tag, value: text }))).to.deep.equal({ flags, tag, value: text });
    }));
  });

  it('may stand without quotes', () => {
    expect(parseCaaText('0 issue ca.example')).to.deep.equal(issue);
  });

  for (const bad of ['', '0 issue', '256 issue "x"', '-1 issue "x"', '0 is-sue "x"', '0 issue "x', '0 issue "x" y', '0 issue a b', '0 issue "\\256"', '0 issue "\\1"', '0 issue "ü€"']) {
    it(`is refused when it reads ${bad}`, () => {
      expect(() => parseCaaText(bad)).to.throw().with.property('code', 'bad-input');
    });
  }
});
