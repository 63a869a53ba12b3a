import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { evaluateCaa, parseIssueValue } from '../../../src/caa.js';
import type { CaaReason, CaaRecord, EvaluateCaaOptions } from '../../../src/caa.js';

const record = (tag: string, value: string, flags = 0): CaaRecord => ({ flags, tag, value });
const issue = (value: string): CaaRecord => record('issue', value);
const wild = (value: string): CaaRecord => record('issuewild', value);
const mail = (value: string): CaaRecord => record('issuemail', value);

const ours: EvaluateCaaOptions = { issuers: ['ca.example'] };
const wildcard: EvaluateCaaOptions = { ...ours, wildcard: true };
const mailbox: EvaluateCaaOptions = { ...ours, property: 'issuemail' };
const account: EvaluateCaaOptions = { ...ours, accountUri: 'https://ca.example/acct/1', method: 'dns-01' };

interface Case {
  readonly source: string;
  readonly says: string;
  readonly records: readonly CaaRecord[];
  readonly options?: EvaluateCaaOptions;
  readonly reason: CaaReason;
}

const cases: readonly Case[] = [
  // ---- the set as a whole
  { source: 'RFC 8659 section 3', says: 'an empty set permits', records: [], reason: 'no-record' },
  { source: 'RFC 8659 section 4.2', says: 'one satisfied issue permits', records: [issue('ca.example')], reason: 'issue-satisfied' },
  { source: 'RFC 8659 section 4.2', says: 'another issuer forbids', records: [issue('other.example')], reason: 'other-issuer' },
  { source: 'RFC 8659 section 4.2', says: 'one satisfied issue among others is enough', records: [issue('other.example'), issue('ca.example')], reason: 'issue-satisfied' },
  { source: 'RFC 8659 section 4.2', says: 'an empty issuer takes nothing from a record that names us', records: [issue(';'), issue('ca.example')], reason: 'issue-satisfied' },
  { source: 'RFC 8659 section 4', says: 'a set with only iodef permits', records: [record('iodef', 'mailto:a@example.com')], reason: 'no-applicable-property' },
  { source: 'RFC 8659 section 4', says: 'a set with only an unknown property permits', records: [record('futuretag', 'x')], reason: 'no-applicable-property' },
  { source: 'RFC 8659 section 4.2', says: 'any of the issuer domains of a CA satisfies', records: [issue('second.example')], options: { issuers: ['ca.example', 'second.example'] }, reason: 'issue-satisfied' },
  { source: 'RFC 8659 section 4.2', says: 'a CA without an issuer domain is never named', records: [issue('ca.example')], options: { issuers: [] }, reason: 'other-issuer' },
  { source: 'RFC 8659 section 4.2', says: 'a CA with an empty issuer domain is not meant by an empty issuer', records: [issue(';')], options: { issuers: [''] }, reason: 'empty-issuer' },

  // ---- tags and flags
  { source: 'RFC 8659 section 4.1', says: 'an unknown critical property forbids', records: [record('futuretag', 'x', 128)], reason: 'critical-unknown' },
  { source: 'RFC 8659 section 4.1', says: 'an unknown critical property forbids although issue is satisfied', records: [issue('ca.example'), record('futuretag', 'x', 128)], reason: 'critical-unknown' },
  { source: 'RFC 8659 section 4.1', says: 'an unknown critical property forbids a wildcard too', records: [wild('ca.example'), record('tbs', 'x', 128)], options: wildcard, reason: 'critical-unknown' },
  { source: 'RFC 8659 section 4.1', says: 'an unknown critical property forbids a mailbox too', records: [mail('ca.example'), record('tbs', 'x', 128)], options: mailbox, reason: 'critical-unknown' },
  { source: 'RFC 8659 section 4.1', says: 'the critical bit counts beside other bits', records: [record('futuretag', 'x', 255)], reason: 'critical-unknown' },
  { source: 'RFC 8659 section 4.1', says: 'bit 1 is not the critical bit', records: [record('futuretag', 'x', 1)], reason: 'no-applicable-property' },
  { source: 'RFC 8659 section 4.1', says: 'every other bit is ignored', records: [record('futuretag', 'x', 127)], reason: 'no-applicable-property' },
  { source: 'RFC 8659 section 4.1', says: 'a critical issue is an issue', records: [record('issue', 'ca.example', 128)], reason: 'issue-satisfied' },
  { source: 'RFC 8659 section 4.1', says: 'reserved bits of an issue are ignored', records: [record('issue', 'ca.example', 3)], reason: 'issue-satisfied' },
  { source: 'RFC 8659 section 4.4', says: 'a critical iodef is known', records: [record('iodef', 'mailto:a@example.com', 128)], reason: 'no-applicable-property' },
  { source: 'TLS BR appendix A.1', says: 'a critical contactemail is known', records: [record('contactemail', 'a@example.com', 128)], reason: 'no-applicable-property' },
  { source: 'RFC 9495 section 4', says: 'a critical issuemail is known to a TLS check', records: [record('issuemail', 'other.example', 128)], reason: 'no-applicable-property' },
  { source: 'RFC 8659 section 4.1', says: 'a tag with a forbidden character is unknown', records: [record('issue-', 'other.example', 128)], reason: 'critical-unknown' },
  { source: 'RFC 8659 section 4.1', says: 'an empty tag is unknown', records: [record('', 'x', 128)], reason: 'critical-unknown' },
  { source: 'RFC 8659 section 4.1', says: 'tags compare without case: ISSUE', records: [record('ISSUE', 'other.example')], reason: 'other-issuer' },
  { source: 'RFC 8659 section 4.1', says: 'tags compare without case: IssueWild', records: [issue('ca.example'), record('IssueWild', ';')], options: wildcard, reason: 'empty-issuer' },
  { source: 'RFC 8659 section 4.1', says: 'a critical IODEF is known', records: [record('IODEF', 'x', 128)], reason: 'no-applicable-property' },

  // ---- issuer domain names
  { source: 'RFC 8659 section 4.2', says: 'issuers compare without case in the record', records: [issue('CA.Example')], reason: 'issue-satisfied' },
  { source: 'RFC 8659 section 4.2', says: 'issuers compare without case in the question', records: [issue('ca.example')], options: { issuers: ['Ca.EXAMPLE'] }, reason: 'issue-satisfied' },
  { source: 'RFC 8659 section 4.2', says: 'a subdomain of the issuer is somebody else', records: [issue('sub.ca.example')], reason: 'other-issuer' },
  { source: 'RFC 8659 section 4.2', says: 'a parent of the issuer is somebody else', records: [issue('example')], reason: 'other-issuer' },
  { source: 'RFC 8659 section 4.2', says: 'an issuer that begins like ours is somebody else', records: [issue('ca.example2')], reason: 'other-issuer' },
  { source: 'RFC 8659 section 4.2', says: 'white space around the issuer is allowed', records: [issue(' \tca.example\t ')], reason: 'issue-satisfied' },
  { source: 'RFC 8659 section 4.2', says: 'a semicolon after the issuer is allowed', records: [issue('ca.example;')], reason: 'issue-satisfied' },
  { source: 'RFC 8659 section 4.2', says: 'white space after that semicolon is allowed', records: [issue('ca.example ; \t')], reason: 'issue-satisfied' },
  { source: 'RFC 8659 section 4.2', says: 'a lone semicolon names nobody', records: [issue(';')], reason: 'empty-issuer' },
  { source: 'RFC 8659 section 4.2', says: 'an empty value names nobody', records: [issue('')], reason: 'empty-issuer' },
  { source: 'RFC 8659 section 4.2', says: 'white space alone names nobody', records: [issue(' \t ')], reason: 'empty-issuer' },
  { source: 'RFC 8659 section 4.2', says: 'parameters without an issuer name nobody', records: [issue('; policy=ev')], reason: 'empty-issuer' },
  { source: 'RFC 8659 section 4.2', says: 'a root dot breaks the grammar', records: [issue('ca.example.')], reason: 'malformed-value' },
  { source: 'RFC 8659 section 4.2', says: 'a leading dot breaks the grammar', records: [issue('.ca.example')], reason: 'malformed-value' },
  { source: 'RFC 8659 section 4.2', says: 'an empty label breaks the grammar', records: [issue('ca..example')], reason: 'malformed-value' },
  { source: 'RFC 8659 section 4.2', says: 'a label that begins with a hyphen breaks the grammar', records: [issue('-ca.example')], reason: 'malformed-value' },
  { source: 'RFC 8659 section 4.2', says: 'a label that ends with a hyphen breaks the grammar', records: [issue('ca-.example')], reason: 'malformed-value' },
  { source: 'RFC 8659 section 4.2', says: 'hyphens inside a label are in the grammar', records: [issue('my--ca.example')], options: { issuers: ['my--ca.example'] }, reason: 'issue-satisfied' },
  { source: 'RFC 8659 section 4.2', says: 'an underscore breaks the grammar', records: [issue('ca_1.example')], options: { issuers: ['ca_1.example'] }, reason: 'malformed-value' },
  { source: 'RFC 8659 section 4.2', says: 'a comma between issuers breaks the grammar', records: [issue('ca.example,other.example')], reason: 'malformed-value' },
  { source: 'RFC 8659 section 4.2', says: 'a line break is no white space', records: [issue('ca.example\n')], reason: 'malformed-value' },
  { source: 'RFC 8659 section 4.2', says: 'a no-break space is no white space', records: [issue('\xa0ca.example')], reason: 'malformed-value' },
  { source: 'RFC 8659 section 4.2', says: 'a NUL does not end the value', records: [issue('ca.example\0.other.example')], reason: 'malformed-value' },
  { source: 'RFC 8659 section 4.2', says: 'quotes around the issuer break the grammar', records: [issue('"ca.example"')], reason: 'malformed-value' },
  { source: 'RFC 8659 section 4.2', says: 'markup in a value is text that breaks the grammar', records: [issue('<img src=x onerror=alert(1)>')], reason: 'malformed-value' },

  // ---- parameters
  { source: 'RFC 8659 section 4.2', says: 'an unknown parameter is ignored', records: [issue('ca.example; policy=ev')], reason: 'issue-satisfied' },
  { source: 'RFC 8659 section 4.2', says: 'several unknown parameters are ignored', records: [issue('ca.example;a=1;b = 2 ; c=')], reason: 'issue-satisfied' },
  { source: 'RFC 8659 section 4.2', says: 'a parameter value may hold an equals sign', records: [issue('ca.example; token=a==')], reason: 'issue-satisfied' },
  { source: 'RFC 8659 section 4.2', says: 'a parameter without an equals sign breaks the grammar', records: [issue('ca.example; policy')], reason: 'malformed-value' },
  { source: 'RFC 8659 section 4.2', says: 'a parameter without a tag breaks the grammar', records: [issue('ca.example; =ev')], reason: 'malformed-value' },
  { source: 'RFC 8659 section 4.2', says: 'a space inside a parameter value breaks the grammar', records: [issue('ca.example; policy=e v')], reason: 'malformed-value' },
  { source: 'RFC 8659 section 4.2', says: 'a parameter without the semicolon before it breaks the grammar', records: [issue('ca.example policy=ev')], reason: 'malformed-value' },
  { source: 'RFC 8659 section 4.2', says: 'a semicolon after the last parameter breaks the grammar', records: [issue('ca.example; policy=ev;')], reason: 'malformed-value' },
  { source: 'RFC 8659 section 4.2', says: 'two semicolons in a row break the grammar', records: [issue('ca.example;;')], reason: 'malformed-value' },
  { source: 'RFC 8659 section 4.2', says: 'a byte above ASCII in a parameter value breaks the grammar', records: [issue('ca.example; a=\xe9')], reason: 'malformed-value' },
  { source: 'RFC 8659 section 4.2', says: 'an underscore in a parameter tag breaks the grammar', records: [issue('ca.example; a_b=1')], reason: 'malformed-value' },
  { source: 'RFC 8659 section 4.2', says: 'a malformed value does not spoil a good one', records: [issue('ca.example;;'), issue('ca.example')], reason: 'issue-satisfied' },

  // ---- wildcards
  { source: 'RFC 8659 section 4.3', says: 'without issuewild a wildcard reads issue', records: [issue('ca.example')], options: wildcard, reason: 'issue-satisfied' },
  { source: 'RFC 8659 section 4.3', says: 'issuewild alone permits a wildcard', records: [issue(';'), wild('ca.example')], options: wildcard, reason: 'issuewild-satisfied' },
  { source: 'RFC 8659 section 4.3', says: 'issuewild puts a satisfied issue aside', records: [issue('ca.example'), wild('other.example')], options: wildcard, reason: 'other-issuer' },
  { source: 'RFC 8659 section 4.3', says: 'a malformed issuewild puts issue aside too', records: [issue('ca.example'), wild('%%%')], options: wildcard, reason: 'malformed-value' },
  { source: 'RFC 8659 section 4.3', says: 'another name passes over issuewild', records: [issue('ca.example'), wild(';')], reason: 'issue-satisfied' },
  { source: 'RFC 8659 section 4.3', says: 'a set with only issuewild leaves other names free', records: [wild(';')], reason: 'no-applicable-property' },
  { source: 'RFC 8659 section 4.3', says: 'a set with only an empty issuewild forbids a wildcard', records: [wild(';')], options: wildcard, reason: 'empty-issuer' },
  { source: 'RFC 8659 section 4.3', says: 'one satisfied issuewild among several is enough', records: [wild(';'), wild('ca.example')], options: wildcard, reason: 'issuewild-satisfied' },

  // ---- mailboxes
  { source: 'RFC 9495 section 4', says: 'issuemail permits a mailbox', records: [mail('ca.example')], options: mailbox, reason: 'issuemail-satisfied' },
  { source: 'RFC 9495 section 4', says: 'issuemail forbids a mailbox to others', records: [mail('other.example')], options: mailbox, reason: 'other-issuer' },
  { source: 'RFC 9495 section 4', says: 'issue says nothing of a mailbox', records: [issue(';')], options: mailbox, reason: 'no-applicable-property' },
  { source: 'RFC 9495 section 4', says: 'issuewild says nothing of a mailbox', records: [wild(';')], options: { ...mailbox, wildcard: true }, reason: 'no-applicable-property' },
  { source: 'RFC 9495 section 4', says: 'issuemail says nothing of a TLS name', records: [mail(';')], reason: 'no-applicable-property' },
  { source: 'RFC 9495 section 3', says: 'a malformed issuemail names nobody', records: [mail('ca.example.')], options: mailbox, reason: 'malformed-value' },

  // ---- account URI
  { source: 'RFC 8657 section 3', says: 'a property without accounturi fits any account', records: [issue('ca.example')], options: account, reason: 'issue-satisfied' },
  { source: 'RFC 8657 section 3', says: 'the account of the request satisfies', records: [issue('ca.example; accounturi=https://ca.example/acct/1')], options: account, reason: 'issue-satisfied' },
  { source: 'RFC 8657 section 3', says: 'another account does not', records: [issue('ca.example; accounturi=https://ca.example/acct/12')], options: account, reason: 'account-uri' },
  { source: 'RFC 8657 section 3', says: 'accounts compare with case', records: [issue('ca.example; accounturi=https://ca.example/Acct/1')], options: account, reason: 'account-uri' },
  { source: 'RFC 8657 section 3', says: 'no account can satisfy when ours is not known', records: [issue('ca.example; accounturi=https://ca.example/acct/1')], reason: 'account-uri' },
  { source: 'RFC 8657 section 3', says: 'a repeated accounturi cannot be satisfied', records: [issue('ca.example; accounturi=https://ca.example/acct/1; accounturi=https://ca.example/acct/1')], options: account, reason: 'account-uri' },
  { source: 'RFC 8657 section 3', says: 'an empty accounturi cannot be satisfied', records: [issue('ca.example; accounturi=')], options: { ...ours, accountUri: '' }, reason: 'account-uri' },
  { source: 'RFC 8657 section 3', says: 'an accounturi that is no URI cannot be satisfied', records: [issue('ca.example; accounturi=acct-1')], options: { ...ours, accountUri: 'acct-1' }, reason: 'account-uri' },
  { source: 'RFC 8657 section 3', says: 'a broken percent escape is no URI', records: [issue('ca.example; accounturi=https://ca.example/%zz')], options: { ...ours, accountUri: 'https://ca.example/%zz' }, reason: 'account-uri' },
  { source: 'RFC 8657 section 3', says: 'the account does not replace the issuer', records: [issue('other.example; accounturi=https://ca.example/acct/1')], options: account, reason: 'other-issuer' },
  { source: 'RFC 8657 section 3', says: 'a second record without accounturi permits', records: [issue('ca.example; accounturi=urn:x:1'), issue('ca.example')], options: account, reason: 'issue-satisfied' },

  // ---- validation methods
  { source: 'RFC 8657 section 4', says: 'the method in use satisfies', records: [issue('ca.example; validationmethods=http-01,dns-01')], options: account, reason: 'issue-satisfied' },
  { source: 'RFC 8657 section 4', says: 'a method that is not in the list does not', records: [issue('ca.example; validationmethods=http-01')], options: account, reason: 'validation-method' },
  { source: 'RFC 8657 section 4', says: 'a longer label is another method', records: [issue('ca.example; validationmethods=dns-012,xdns-01')], options: account, reason: 'validation-method' },
  { source: 'RFC 8657 section 4', says: 'labels compare with case', records: [issue('ca.example; validationmethods=DNS-01')], options: account, reason: 'validation-method' },
  { source: 'RFC 8657 section 4', says: 'an empty list permits no method', records: [issue('ca.example; validationmethods=')], options: account, reason: 'validation-method' },
  { source: 'RFC 8657 section 4', says: 'an empty label breaks the list', records: [issue('ca.example; validationmethods=dns-01,')], options: account, reason: 'validation-method' },
  { source: 'RFC 8657 section 4', says: 'a character outside the labels breaks the list', records: [issue('ca.example; validationmethods=dns-01,a_b')], options: account, reason: 'validation-method' },
  { source: 'RFC 8657 section 4', says: 'no list can be satisfied when the method is not known', records: [issue('ca.example; validationmethods=dns-01')], reason: 'validation-method' },
  { source: 'RFC 8657 section 4', says: 'each of two lists has to hold the method', records: [issue('ca.example; validationmethods=dns-01; validationmethods=http-01')], options: account, reason: 'validation-method' },
  { source: 'RFC 8657 section 4', says: 'a CA\'s own method is a method', records: [issue('ca.example; validationmethods=ca-manual')], options: { ...ours, method: 'ca-manual' }, reason: 'issue-satisfied' },
  { source: 'RFC 8657 section 5', says: 'account and method have to fit both', records: [issue('ca.example; accounturi=https://ca.example/acct/1; validationmethods=http-01')], options: account, reason: 'validation-method' },
  { source: 'RFC 8657 section 3', says: 'accounturi binds wildcards through issuewild', records: [issue('ca.example'), wild('ca.example; accounturi=urn:x:1')], options: { ...account, wildcard: true }, reason: 'account-uri' },
];

const permitting = (reason: CaaReason): boolean => reason.startsWith('no-') || reason.endsWith('-satisfied');

describe('evaluateCaa', () => {
  for (const { source, says, records, options = ours, reason } of cases) {
    it(`${source}: ${says}`, () => {
      const result = evaluateCaa(records, options);
      expect(result.reason).to.equal(reason);
      expect(result.verdict).to.equal(permitting(reason) ? 'permitted' : 'forbidden');
    });
  }

  it('names the record that permits', () => {
    const deciding = issue('ca.example');
    expect(evaluateCaa([issue(';'), deciding, issue('other.example')], ours).record).to.equal(deciding);
  });

  it('names the record that came nearest when none permits', () => {
    const nearest = issue('ca.example; accounturi=urn:x:1');
    expect(evaluateCaa([issue(';'), issue('other.example'), nearest, issue('%')], account).record).to.equal(nearest);
  });

  it('names the critical record that it does not know', () => {
    const unknown = record('futuretag', 'x', 128);
    expect(evaluateCaa([issue('ca.example'), unknown], ours).record).to.equal(unknown);
  });

  it('names no record where none applies', () => {
    expect(evaluateCaa([record('iodef', 'x')], ours)).not.to.have.property('record');
  });

  it('finds the one record that permits among 1,001', () => {
    const others = Array.from({ length: 1000 }, (_, at) => issue(`ca-${at}.example`));
    expect(evaluateCaa(others, ours).verdict).to.equal('forbidden');
    expect(evaluateCaa([...others, issue('ca.example')], ours).verdict).to.equal('permitted');
  });

  it('reads values of 64 kB that were made to be slow', () => {
    for (const value of [`${'a-'.repeat(32_000)}!`, `ca.example;${' '.repeat(64_000)}x`, `${'a.'.repeat(32_000)}!`, `ca.example${';a=b'.repeat(16_000)};`]) {
      expect(evaluateCaa([issue(value)], ours).reason).to.equal('malformed-value');
    }
  });
});

describe('parseIssueValue', () => {
  it('gives issuer and parameters in order, repeated ones kept', () => {
    expect(parseIssueValue(' CA.example ; b = 2 ; A=1;b=3')).to.deep.equal({
      issuer: 'ca.example', parameters: [{ tag: 'b', value: '2' }, { tag: 'a', value: '1' }, { tag: 'b', value: '3' }],
    });
  });
});

describe('evaluateCaa, whatever the records hold', () => {
  const byteText = fc.uint8Array({ maxLength: 60 }).map((bytes) => String.fromCharCode(...bytes));
  const valueText = fc.oneof(byteText, fc.constantFrom(
    'ca.example', 'CA.EXAMPLE ', ';', '', 'other.example', 'ca.example;', 'ca.example;;', 'ca.example; a=b',
    'ca.example; accounturi=urn:a:1', 'ca.example; validationmethods=dns-01', 'ca.example; validationmethods=',
  ));
  const tagText = fc.oneof(byteText, fc.constantFrom('issue', 'issuewild', 'issuemail', 'iodef', 'ISSUE', 'IssueWild', 'other'));
  const anyRecord = fc.record({ flags: fc.integer({ min: 0, max: 255 }), tag: tagText, value: valueText });
  const anyRecords = fc.array(anyRecord, { maxLength: 12 });
  const plain = fc.array(fc.record({ flags: fc.constant(0), tag: tagText, value: valueText }), { maxLength: 12 });
  const anyOptions = fc.record({
    issuers: fc.constantFrom<string[]>([], ['ca.example'], ['ca.example', 'x.example']),
    wildcard: fc.boolean(),
    accountUri: fc.constantFrom(undefined, 'urn:a:1'),
    method: fc.constantFrom(undefined, 'dns-01'),
    property: fc.constantFrom<'issue' | 'issuemail'>('issue', 'issuemail'),
  });

  it('never throws and gives one of the two verdicts, with a record of the set when there is one', () => {
    fc.assert(fc.property(anyRecords, anyOptions, (records, options) => {
      const { verdict, record: deciding } = evaluateCaa(records, options);
      expect(verdict).to.be.oneOf(['permitted', 'forbidden']);
      if (deciding) expect(records).to.include(deciding);
    }), { numRuns: 500 });
  });

  it('does not depend on the order of the records', () => {
    fc.assert(fc.property(anyRecords.chain((records) => fc.tuple(fc.constant(records), fc.shuffledSubarray(records, { minLength: records.length }))), anyOptions, ([records, shuffled], options) => {
      const [a, b] = [evaluateCaa(records, options), evaluateCaa(shuffled, options)];
      expect([a.verdict, a.reason]).to.deep.equal([b.verdict, b.reason]);
    }), { numRuns: 300 });
  });

  it('keeps its verdict when a property that is not about issuing joins', () => {
    const unrelated = fc.record({ flags: fc.integer({ min: 0, max: 127 }), tag: fc.constantFrom('iodef', 'contactemail', 'futuretag', 'issue2'), value: valueText });
    fc.assert(fc.property(anyRecords, unrelated, anyOptions, (records, joining, options) => {
      expect(evaluateCaa([...records, joining], options).verdict).to.equal(evaluateCaa(records, options).verdict);
    }), { numRuns: 300 });
  });

  it('always forbids once an unknown critical property joins', () => {
    fc.assert(fc.property(anyRecords, valueText, anyOptions, (records, value, options) => {
      expect(evaluateCaa([...records, record('futuretag', value, 128)], options).verdict).to.equal('forbidden');
    }));
  });

  it('never takes a permission back when a record that names the CA plainly joins', () => {
    fc.assert(fc.property(plain, (records) => {
      if (evaluateCaa(records, ours).verdict === 'permitted') expect(evaluateCaa([...records, issue('ca.example')], ours).verdict).to.equal('permitted');
    }));
  });

  it('never lets issuewild change the verdict of another name', () => {
    fc.assert(fc.property(plain, valueText, (records, value) => {
      expect(evaluateCaa([...records, wild(value)], ours).verdict).to.equal(evaluateCaa(records, ours).verdict);
    }));
  });
});
