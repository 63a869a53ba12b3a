import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { evaluateCaa, formatCaaFix, parseCaaText, proposeFix, verifyCaa, zoneLookup } from '../../../src/caa.js';
import type { CaaFix, CaaRecord, CaaZone, EvaluateCaaOptions } from '../../../src/caa.js';

const OWNER = 'example.com';
const ours: EvaluateCaaOptions = { issuers: ['ca.example'] };
const bound: EvaluateCaaOptions = { ...ours, accountUri: 'https://ca.example/acct/1', method: 'dns-01' };
const set = (...texts: readonly string[]): CaaRecord[] => texts.map(parseCaaText);
const propose = (records: readonly CaaRecord[], options: EvaluateCaaOptions = ours, aliases: readonly string[] = []): CaaFix | undefined =>
  proposeFix({ owner: OWNER, records, aliases, ttl: 600 }, options);

interface Case {
  readonly says: string;
  readonly stands: readonly string[];
  readonly options?: EvaluateCaaOptions;
  readonly add: readonly string[];
  readonly remove?: readonly string[];
}

const cases: readonly Case[] = [
  { says: 'puts the CA beside another', stands: ['0 issue "other.example"', '0 iodef "mailto:a@b.example"'], add: ['0 issue "ca.example"'] },
  { says: 'takes the place of what names nobody', stands: ['0 issue ";"', '0 iodef "mailto:a@b.example"'], add: ['0 issue "ca.example"'], remove: ['0 issue ";"'] },
  { says: 'takes the place of what names nobody beside another CA', stands: ['0 issue ";"', '0 issue "other.example"'], add: ['0 issue "ca.example"'], remove: ['0 issue ";"'] },
  { says: 'leaves issuewild alone for a name that is no wildcard', stands: ['0 issue ";"', '0 issuewild ";"'], add: ['0 issue "ca.example"'], remove: ['0 issue ";"'] },
  { says: 'is an issuewild where that decides for a wildcard', stands: ['0 issue "ca.example"', '0 issuewild ";"'], options: { ...ours, wildcard: true }, add: ['0 issuewild "ca.example"'], remove: ['0 issuewild ";"'] },
  { says: 'is an issue where no issuewild stands, so that it takes nothing from others', stands: ['0 issue "other.example"'], options: { ...ours, wildcard: true }, add: ['0 issue "ca.example"'] },
  { says: 'is an issuemail for a mailbox', stands: ['0 issue "ca.example"', '0 issuemail "other.example"'], options: { ...ours, property: 'issuemail' }, add: ['0 issuemail "ca.example"'] },
  { says: 'takes the place of a value that is malformed', stands: ['0 issue "ca.example."', '0 issue "other.example"'], add: ['0 issue "ca.example"'], remove: ['0 issue "ca.example."'] },
  { says: 'is written in lower case, whatever the case of what stands there', stands: ['0 ISSUE "other.example"'], add: ['0 issue "ca.example"'] },
  { says: 'names our account beside that of another', stands: ['0 issue "ca.example; accounturi=urn:x:1; policy=ev"'], options: bound, add: ['0 issue "ca.example; accounturi=https://ca.example/acct/1; policy=ev"'] },
  { says: 'names our method beside others', stands: ['0 issue "ca.example; validationmethods=http-01"'], options: bound, add: ['0 issue "ca.example; validationmethods=dns-01"'] },
  { says: 'names account and method where both were bound', stands: ['0 issuewild "ca.example; validationmethods=dns-01; accounturi=urn:x:1"'], options: { ...bound, wildcard: true }, add: ['0 issuewild "ca.example; accounturi=https://ca.example/acct/1; validationmethods=dns-01"'] },
];

const byText = (records: readonly CaaRecord[]): string[] => records.map((record) => JSON.stringify(record)).sort();

describe('proposeFix', () => {
  for (const { says, stands, options = ours, add, remove = [] } of cases) {
    it(says, () => {
      const records = set(...stands);
      const fix = propose(records, options);
      expect(fix).to.deep.include({ owner: OWNER, ttl: 600, add: set(...add), remove: set(...remove), blockedBy: [] });
      expect(byText([...fix!.keep, ...fix!.remove])).to.deep.equal(byText(records));
      expect(evaluateCaa([...fix!.keep, ...fix!.add], options).verdict).to.equal('permitted');
    });
  }

  it('says which critical record blocks, keeps it, and what is needed besides', () => {
    const records = set('128 future "x"', '0 issue "other.example"');
    expect(propose(records)).to.deep.include({ blockedBy: [records[0]], keep: records, add: set('0 issue "ca.example"'), remove: [] });
    expect(propose(set('128 future "x"', '0 issue "ca.example"'))).to.deep.include({ add: [], remove: [], blockedBy: set('128 future "x"') });
  });

  it('proposes nothing wider than what was meant while account or method are not known', () => {
    expect(propose(set('0 issue "ca.example; accounturi=urn:x:1"'))).to.deep.include({ add: [], needs: 'account-uri' });
    expect(propose(set('0 issue "ca.example; validationmethods=http-01"'))).to.deep.include({ add: [], needs: 'validation-method' });
    expect(propose(set('0 issue "ca.example; accounturi=urn:x:1"'), { ...ours, accountUri: 'urn:x;y' })).to.deep.include({ add: [], needs: 'account-uri' });
  });

  it('stands at the end of an alias, since nothing may stand beside one', () => {
    expect(propose(set('0 issue ";"'), ours, ['www.cdn.example', 'edge.cdn.example'])).to.deep.include({ owner: 'edge.cdn.example', viaAlias: true });
    expect(propose(set('0 issue ";"'))).not.to.have.property('viaAlias');
  });

  it('names the first issuer domain that a record can hold', () => {
    expect(propose(set('0 issue ";"'), { issuers: ['', 'not a name', 'a.example; x=1', 'Second.example'] })?.add).to.deep.equal(set('0 issue "Second.example"'));
    expect(propose(set('0 issue ";"'), { issuers: [] })).to.equal(undefined);
  });

  it('is not there where the set permits', () => {
    expect(propose(set('0 issue "ca.example"'))).to.equal(undefined);
  });

  it('makes any set permit, unless something is missing or blocks it, and removes nothing that names a CA', () => {
    const text = fc.oneof(fc.uint8Array({ maxLength: 20 }).map((bytes) => String.fromCharCode(...bytes)), fc.constantFrom(
      ';', '', 'other.example', 'ca.example; accounturi=urn:x:1', 'ca.example; validationmethods=http-01', 'ca.example;;', 'ca.example; accounturi=a; accounturi=b',
    ));
    const record = fc.record({ flags: fc.constantFrom(0, 128), tag: fc.constantFrom('issue', 'IssueWild', 'issuemail', 'iodef', 'future'), value: text });
    fc.assert(fc.property(fc.array(record, { minLength: 1, maxLength: 8 }), fc.boolean(), fc.constantFrom(ours, bound), (records, wildcard, options) => {
      const fix = propose(records, { ...options, wildcard });
      if (!fix) return;
      const kept = fix.keep.filter((one) => !fix.blockedBy.includes(one));
      if (fix.needs === undefined) expect(evaluateCaa([...kept, ...fix.add], { ...options, wildcard }).verdict).to.equal('permitted');
      const names = (issuer: string): boolean => evaluateCaa(fix.remove, { issuers: [issuer] }).reason === 'issue-satisfied';
      expect(names('other.example') || names('ca.example')).to.equal(false);
    }), { numRuns: 500 });
  });
});

describe('a fix as text', () => {
  const fix = propose(set('0 issue "other.example"', '128 iodef "mailto:a@b.example"'))!;

  it('is the whole record set in zone-file syntax', () => {
    expect(formatCaaFix(fix).zone).to.equal([
      'example.com. 600 IN CAA 0 issue "other.example"', 'example.com. 600 IN CAA 128 iodef "mailto:a@b.example"', 'example.com. 600 IN CAA 0 issue "ca.example"', '',
    ].join('\n'));
  });

  it('is the same byte by byte for software that does not know CAA', () => {
    const lines = formatCaaFix(fix).generic.trimEnd().split('\n');
    expect(lines).to.have.length(3);
    expect(lines[2]).to.equal('example.com. 600 IN TYPE257 \\# 17 0005697373756563612e6578616d706c65');
  });

  it('is what to type in, field by field, for the records to add alone', () => {
    expect(formatCaaFix(fix).fields).to.deep.equal([{ name: OWNER, flags: '0', tag: 'issue', value: 'ca.example' }]);
  });

  it('brings nothing else into a zone that it is pasted into', () => {
    const hostile = propose([{ flags: 0, tag: 'issue', value: '"\n$INCLUDE /etc/passwd\n; ' }, { flags: 0, tag: 'a b\n', value: '\\' }, { flags: 0, tag: 'issue', value: 'other.example' }])!;
    const { zone, generic } = formatCaaFix({ ...hostile, keep: [...hostile.keep, ...hostile.remove] });
    for (const text of [zone, generic]) {
      expect(text.trimEnd().split('\n')).to.have.length(4);
      for (const line of text.trimEnd().split('\n')) expect(line).to.match(/^example\.com\. 600 IN (?:CAA|TYPE257) [\x20-\x7e]+$/);
    }
  });
});

describe('a zone with the fix in it', () => {
  const zone: CaaZone = {
    'example.com': { records: set('0 issue "other.example"', '0 issuewild ";"', '0 issuemail "other.example"'), ttl: 60 },
    'api.example.com': { cname: 'edge.cdn.example' },
    'edge.cdn.example': { records: set('0 issue ";"') },
    'bound.example.com': { records: set('0 issue "ca.example; accounturi=urn:x:1; validationmethods=http-01"') },
    'odd.example.com': { records: set('0 issue "ca.example;;"') },
    example: { records: set('0 issue "other.example"') },
  };
  const question = { ...bound, accountUri: 'urn:x:2' };

  for (const name of ['shop.example.com', '*.shop.example.com', 'ann@example.com', 'api.example.com', 'bound.example.com', 'odd.example.com', 'deep.below.example']) {
    it(`permits ${name} when it is asked again, from the text that was pasted`, async () => {
      const before = await verifyCaa([name], { ...question, resolvers: [zoneLookup(zone)] });
      expect(before.names[0]?.verdict).to.equal('likely-forbidden');
      const fix = before.names[0]?.fix as CaaFix;
      const pasted = formatCaaFix(fix).zone.trimEnd().split('\n').map((line) => line.split(/ (?:\d+ )?IN CAA /));
      expect(pasted.every(([owner]) => owner === `${fix.owner}.`)).to.equal(true);
      const mended = { ...zone, [fix.owner]: { records: pasted.map(([, data = '']) => parseCaaText(data)) } };
      const after = await verifyCaa([name], { ...question, resolvers: [zoneLookup(mended)] });
      expect(after.names[0]?.verdict).to.equal('likely-permitted');
    });
  }
});
