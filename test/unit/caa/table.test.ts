import { expect } from '@open-wc/testing';
import { parseCaaText, verifyCaa, zoneLookup } from '../../../src/caa.js';
import type { CaaNameReport, CaaStatus, CaaZone, CaaZoneEntry, VerifyCaaOptions } from '../../../src/caa.js';

/**
 * The rules of CAA as a table, from a piece of the DNS to what is said of a name. An owner holds one record or several, in
 * zone-file syntax; `-> name` is an alias, `! status` a failure.
 */
type Zone = Readonly<Record<string, string | readonly string[]>>;
type Options = Partial<VerifyCaaOptions>;
interface Row {
  readonly source: string;
  readonly rule: string;
  readonly name: string;
  readonly zone: Zone;
  readonly options: Options;
  readonly verdict: string;
  readonly reason: string;
  readonly owner: string | undefined;
}

const row = (verdict: string) => (source: string, rule: string, name: string, zone: Zone, told: string, options: Options = {}): Row => {
  const [reason = '', owner] = told.split(' @ ');
  return { source, rule, name, zone, options, verdict, reason, owner };
};
const permits = row('likely-permitted');
const forbids = row('likely-forbidden');
const unclear = row('indeterminate');
const passes = row('not-applicable');

const [CLIMB, FLAGS, ISSUE, WILD, IODEF, ACCOUNT, METHOD, MAIL] = [
  'RFC 8659 section 3', 'RFC 8659 section 4.1', 'RFC 8659 section 4.2', 'RFC 8659 section 4.3', 'RFC 8659 section 4.4',
  'RFC 8657 section 3', 'RFC 8657 section 4', 'RFC 9495 section 4',
] as const;
const [NO, YES] = ['0 issue "other.example"', '0 issue "ca.example"'] as const;
const at = (...records: readonly string[]): Zone => ({ 'a.example': records });
/** The name that most rows are about. */
const A = 'a.example';
const account = { accountUri: 'https://ca.example/acct/7', method: 'dns-01' };
const bound = (parameters: string): Zone => at(`0 issue "ca.example; ${parameters}"`);

const climb: readonly Row[] = [
  permits(CLIMB, 'no record at the name or above it leaves every CA free', 'a.b.example', {}, 'no-record'),
  permits(CLIMB, 'a set at the name itself is relevant', A, at(YES), 'issue-satisfied @ a.example'),
  forbids(CLIMB, 'a set at the name itself is relevant, whatever stands above', A, { [A]: NO, example: YES }, 'other-issuer @ a.example'),
  permits(CLIMB, 'a set at the name itself keeps one above from forbidding', A, { [A]: YES, example: NO }, 'issue-satisfied @ a.example'),
  forbids(CLIMB, 'the parent is asked next', 'a.b.example', { 'b.example': NO }, 'other-issuer @ b.example'),
  forbids(CLIMB, 'names that do not exist are climbed over', 'a.b.c.d.example', { 'd.example': NO }, 'other-issuer @ d.example'),
  forbids(CLIMB, 'the top-level domain is asked', 'a.b.example', { example: NO }, 'other-issuer @ example'),
  permits(CLIMB, 'the root is not asked', A, { '': NO }, 'no-record'),
  forbids(CLIMB, 'a top-level domain may be the name', 'example', { example: NO }, 'other-issuer @ example'),
  permits(CLIMB, 'a set of a sibling has no bearing', A, { 'b.example': NO }, 'no-record'),
  permits(CLIMB, 'a set below the name has no bearing', A, { 'www.a.example': NO }, 'no-record'),
  permits(CLIMB, 'a name that ends alike is no parent', 'a.myexample', { example: NO }, 'no-record'),
  permits(CLIMB, 'a set that holds only iodef ends the climb', A, { [A]: '0 iodef "mailto:a@b.example"', example: NO }, 'no-applicable-property @ a.example'),
  permits(CLIMB, 'a set that holds only an unknown property ends the climb', A, { [A]: '0 future "x"', example: NO }, 'no-applicable-property @ a.example'),
  permits(CLIMB, 'a set that holds only issuewild ends the climb of another name', A, { [A]: '0 issuewild ";"', example: NO }, 'no-applicable-property @ a.example'),
  permits(CLIMB, 'sets of two owners are not taken together', 'a.b.example', { 'a.b.example': '0 issuewild ";"', 'b.example': '128 future "x"' }, 'no-applicable-property @ a.b.example'),
  forbids(CLIMB, 'names are asked in lower case', 'A.EXAMPLE', at(NO), 'other-issuer @ a.example'),
  forbids(CLIMB, 'the root dot is left out', 'a.example.', at(NO), 'other-issuer @ a.example'),
  forbids(CLIMB, 'a wildcard is asked at the name below its label', '*.a.example', at(NO), 'other-issuer @ a.example'),
  permits(CLIMB, 'a wildcard is not asked below that name', '*.a.example', { 'b.a.example': NO }, 'no-record'),
  forbids('RFC 5890 section 2.3.2.1', 'a name in U-labels is asked in A-labels', 'münchen.example', { 'xn--mnchen-3ya.example': NO }, 'other-issuer @ xn--mnchen-3ya.example'),
  unclear('RFC 1035 section 2.3.4', 'a label of 64 octets is no name', `${'a'.repeat(64)}.example`, { example: YES }, 'bad-name'),
  unclear('RFC 1034 section 3.1', 'an empty label is no name', 'a..example', { example: YES }, 'bad-name'),
  unclear('TLS BR 1.6.1', 'a wildcard label stands first alone', 'a.*.example', { example: YES }, 'bad-name'),
  passes('RFC 8659 section 1', 'an IPv4 address has no owner name', '192.0.2.1', {}, 'ip-name'),
  passes('RFC 8659 section 1', 'an IPv6 address has no owner name', '2001:db8::1', {}, 'ip-name'),
];

const aliases: readonly Row[] = [
  forbids(CLIMB, 'the resolver follows an alias, and the set is that of the name', A, { [A]: '-> b.test', 'b.test': NO }, 'other-issuer @ a.example'),
  forbids(CLIMB, 'an alias is followed through others', A, { [A]: '-> b.test', 'b.test': '-> c.test', 'c.test': NO }, 'other-issuer @ a.example'),
  permits(CLIMB, 'the parents of an alias\'s target are not asked', A, { [A]: '-> b.test', 'b.test': [], test: NO }, 'no-record'),
  forbids(CLIMB, 'after an alias without a set the parents of the name are asked', A, { [A]: '-> b.test', 'b.test': [], test: YES, example: NO }, 'other-issuer @ example'),
  forbids(CLIMB, 'an alias to a name that does not exist is an empty answer', A, { [A]: '-> gone.test', example: NO }, 'other-issuer @ example'),
  forbids(CLIMB, 'a parent may be an alias too', A, { example: '-> b.test', 'b.test': NO }, 'other-issuer @ example'),
  permits(CLIMB, 'the target of an alias keeps the set above the name from deciding', A, { [A]: '-> b.test', 'b.test': YES, example: NO }, 'issue-satisfied @ a.example'),
  unclear('RFC 1034 section 3.6.2', 'aliases in a ring are a failure', A, { [A]: '-> b.test', 'b.test': '-> a.example' }, 'servfail'),
];

const failures: readonly Row[] = [
  ...(['servfail', 'timeout', 'truncated', 'bogus'] as const).flatMap((status) => [
    unclear('TLS BR 3.2.2.8', `${status} at the name leaves it open, though every parent permits`, A, { [A]: `! ${status}`, example: YES }, status),
    unclear('TLS BR 3.2.2.8', `${status} below a set leaves it open`, 'a.b.example', { 'b.example': `! ${status}`, example: YES }, status),
    permits(CLIMB, `${status} above a set has no bearing`, 'a.b.example', { 'b.example': YES, example: `! ${status}` }, 'issue-satisfied @ b.example'),
    forbids(CLIMB, `${status} above a set that forbids has no bearing`, A, { [A]: NO, example: `! ${status}` }, 'other-issuer @ a.example'),
  ]),
  unclear('TLS BR 3.2.2.8', 'a failure at the top-level domain leaves a name without a set open', A, { example: '! servfail' }, 'servfail'),
  forbids('RFC 8020 section 2', 'NXDOMAIN is an empty answer', A, { [A]: '! nxdomain', example: NO }, 'other-issuer @ example'),
  unclear('RFC 4035 section 5.5', 'bogus is never permission, even where the records permit', A, { [A]: '! bogus' }, 'bogus'),
];

const flags: readonly Row[] = [
  forbids(FLAGS, 'an unknown property with the critical bit forbids', A, at('128 future "x"'), 'critical-unknown @ a.example'),
  forbids(FLAGS, 'it forbids although another record permits', A, at(YES, '128 future "x"'), 'critical-unknown @ a.example'),
  forbids(FLAGS, 'it forbids at a parent too', A, { example: '128 future "x"' }, 'critical-unknown @ example'),
  forbids(FLAGS, 'it forbids a wildcard', '*.a.example', at('0 issuewild "ca.example"', '128 future "x"'), 'critical-unknown @ a.example'),
  forbids(FLAGS, 'it forbids a mailbox', 'ann@a.example', at('0 issuemail "ca.example"', '128 future "x"'), 'critical-unknown @ a.example'),
  forbids(FLAGS, 'the critical bit counts beside the others', A, at('129 future "x"'), 'critical-unknown @ a.example'),
  permits(FLAGS, 'the lowest bit, which is taken for it now and then, is not the critical bit', A, at('1 future "x"'), 'no-applicable-property @ a.example'),
  permits(FLAGS, 'all bits but the critical one are ignored', A, at('127 future "x"'), 'no-applicable-property @ a.example'),
  permits(FLAGS, 'an unknown property without the bit is ignored', A, at(YES, '0 future "x"'), 'issue-satisfied @ a.example'),
  permits(FLAGS, 'a known property may be critical', A, at('128 issue "ca.example"'), 'issue-satisfied @ a.example'),
  forbids(FLAGS, 'a critical issue of another CA is an issue of another CA', A, at('128 issue "other.example"'), 'other-issuer @ a.example'),
  permits(FLAGS, 'reserved bits of a known property are ignored', A, at('64 issue "ca.example"'), 'issue-satisfied @ a.example'),
  forbids(FLAGS, 'tags compare without case', A, at('0 IsSuE "other.example"'), 'other-issuer @ a.example'),
  forbids(FLAGS, 'a tag in capitals is not unknown', '*.a.example', at('128 ISSUEWILD "other.example"'), 'other-issuer @ a.example'),
  forbids(FLAGS, 'a tag that only begins like a known one is unknown', A, at('128 issues "ca.example"'), 'critical-unknown @ a.example'),
  forbids(FLAGS, 'a critical tag reserved by earlier drafts is unknown', A, at('128 policy "1.2.3"'), 'critical-unknown @ a.example'),
];

const values: readonly Row[] = [
  permits(ISSUE, 'one satisfied property among others is enough', A, at(NO, '0 issue ";"', YES), 'issue-satisfied @ a.example'),
  forbids(ISSUE, 'properties that are all of others forbid', A, at(NO, '0 issue "third.example"'), 'other-issuer @ a.example'),
  permits(ISSUE, 'without a property for the case anybody may issue', A, at('0 contactemail "a@b.example"'), 'no-applicable-property @ a.example'),
  permits(ISSUE, 'any issuer domain of the CA counts', A, at('0 issue "second.example"'), 'issue-satisfied @ a.example', { issuers: ['ca.example', 'second.example'] }),
  permits(ISSUE, 'issuer domains compare without case', A, at('0 issue "CA.eXample"'), 'issue-satisfied @ a.example'),
  forbids(ISSUE, 'an issuer below ours is another', A, at('0 issue "x.ca.example"'), 'other-issuer @ a.example'),
  forbids(ISSUE, 'an issuer above ours is another', A, at('0 issue "example"'), 'other-issuer @ a.example'),
  forbids(ISSUE, 'a semicolon names nobody', A, at('0 issue ";"'), 'empty-issuer @ a.example'),
  forbids(ISSUE, 'an empty value names nobody', A, at('0 issue ""'), 'empty-issuer @ a.example'),
  forbids(ISSUE, 'parameters alone name nobody', A, at('0 issue "; accounturi=https://ca.example/acct/7"'), 'empty-issuer @ a.example', account),
  forbids(ISSUE, 'percent signs are malformed and name nobody', A, at('0 issue "%%%%%"'), 'malformed-value @ a.example'),
  permits(ISSUE, 'a malformed value does not spoil another record', A, at('0 issue "%%%%%"', YES), 'issue-satisfied @ a.example'),
  permits(ISSUE, 'spaces and tabs around the issuer are allowed', A, at('0 issue "\\009 ca.example \\009"'), 'issue-satisfied @ a.example'),
  permits(ISSUE, 'spaces around the semicolon are allowed', A, at('0 issue "ca.example \\009; "'), 'issue-satisfied @ a.example'),
  ...([
    ['a line feed', 'ca.example\\010'], ['a carriage return', '\\013ca.example'], ['a vertical tab', 'ca.example\\011'], ['a form feed', '\\012ca.example'],
    ['a NUL', 'ca.example\\000'], ['a DEL', 'ca.example\\127'], ['a no-break space', 'ca.example\\160'], ['a byte order mark', '\\239\\187\\191ca.example'],
    ['a space within', 'ca. example'], ['a root dot', 'ca.example.'], ['two dots', 'ca..example'], ['a hyphen at the end of a label', 'ca-.example'],
    ['a hyphen at the start of a label', '-ca.example'], ['an underscore', 'c_a.example'], ['a wildcard', '*.example'], ['a U-label in UTF-8', 'c\\195\\164.example'],
    ['an address', 'https://ca.example'], ['quotes', '\\"ca.example\\"'], ['a comment', 'ca.example # ours'], ['markup', '<img src=x onerror=alert(1)>'],
  ] as const).map(([what, value]) => forbids(ISSUE, `${what} makes an issuer malformed`, A, at(`0 issue "${value}"`), 'malformed-value @ a.example')),
  permits(ISSUE, 'an unknown parameter is ignored', A, bound('policy=ev'), 'issue-satisfied @ a.example'),
  permits(ISSUE, 'an empty value of a parameter is allowed', A, bound('policy='), 'issue-satisfied @ a.example'),
  permits(ISSUE, 'spaces around the equals sign are allowed', A, bound('policy \\009=\\009 ev'), 'issue-satisfied @ a.example'),
  permits(ISSUE, 'an unknown parameter may be repeated', A, bound('p=1; p=2'), 'issue-satisfied @ a.example'),
  ...([
    ['no equals sign', 'policy'], ['no tag', '=ev'], ['a space in its value', 'policy=e v'], ['a control character in its value', 'policy=e\\001'],
    ['a DEL in its value', 'policy=e\\127'], ['a byte above ASCII in its value', 'policy=\\233'], ['a hyphen at the end of its tag', 'p-=1'], ['a comma for a semicolon', 'p=1, q = 2'],
    ['a semicolon after it', 'p=1;'], ['nothing between semicolons', 'p=1;;q=2'],
  ] as const).map(([what, value]) => forbids(ISSUE, `a parameter with ${what} makes the value malformed`, A, bound(value), 'malformed-value @ a.example')),
  permits(IODEF, 'iodef says nothing of who may issue', A, at('0 iodef "https://other.example/report"'), 'no-applicable-property @ a.example'),
  permits(IODEF, 'a critical iodef is known', A, at('128 iodef "mailto:a@b.example"', YES), 'issue-satisfied @ a.example'),
  permits('TLS BR appendix A.1', 'contactemail and contactphone are known and ignored', A, at('128 contactemail "a@b.example"', '128 contactphone "+1 555"', YES), 'issue-satisfied @ a.example'),
];

const W = '*.a.example';
const wildcards: readonly Row[] = [
  permits(WILD, 'without issuewild a wildcard reads issue', W, at(YES), 'issue-satisfied @ a.example'),
  forbids(WILD, 'without issuewild another\'s issue forbids a wildcard', W, at(NO), 'other-issuer @ a.example'),
  permits(WILD, 'with issuewild a wildcard does not read issue, though that forbids', W, at(NO, '0 issuewild "ca.example"'), 'issuewild-satisfied @ a.example'),
  forbids(WILD, 'with issuewild a wildcard does not read issue, though that permits', W, at(YES, '0 issuewild "other.example"'), 'other-issuer @ a.example'),
  forbids(WILD, 'a malformed issuewild puts issue aside as well', W, at(YES, '0 issuewild "%"'), 'malformed-value @ a.example'),
  forbids(WILD, 'an empty issuewild forbids wildcards', W, at(YES, '0 issuewild ";"'), 'empty-issuer @ a.example'),
  permits(WILD, 'a name that is no wildcard does not read issuewild', A, at(YES, '0 issuewild ";"'), 'issue-satisfied @ a.example'),
  forbids(WILD, 'issuewild gives no permission to a name that is no wildcard', A, at(NO, '0 issuewild "ca.example"'), 'other-issuer @ a.example'),
  permits(WILD, 'one issuewild of several is enough', W, at('0 issuewild ";"', '0 issuewild "ca.example"'), 'issuewild-satisfied @ a.example'),
  forbids(WILD, 'issuewild at a parent has no bearing when the name has a set', '*.b.a.example', { 'b.a.example': NO, [A]: '0 issuewild "ca.example"' }, 'other-issuer @ b.a.example'),
  forbids(WILD, 'issuewild at a parent decides when the name has none', '*.b.a.example', at('0 issuewild ";"'), 'empty-issuer @ a.example'),
];

const parameters: readonly Row[] = [
  permits(ACCOUNT, 'a property without accounturi is for any account', A, at(YES), 'issue-satisfied @ a.example', account),
  permits(ACCOUNT, 'the account of the question satisfies', A, bound('accounturi=https://ca.example/acct/7'), 'issue-satisfied @ a.example', account),
  forbids(ACCOUNT, 'a longer account is another', A, bound('accounturi=https://ca.example/acct/77'), 'account-uri @ a.example', account),
  forbids(ACCOUNT, 'accounts compare with case', A, bound('accounturi=https://CA.example/acct/7'), 'account-uri @ a.example', account),
  forbids(ACCOUNT, 'a repeated accounturi cannot be satisfied', A, bound('accounturi=https://ca.example/acct/7; accounturi=https://ca.example/acct/7'), 'account-uri @ a.example', account),
  forbids(ACCOUNT, 'an accounturi that is no URI cannot be satisfied', A, bound('accounturi=7'), 'account-uri @ a.example', { accountUri: '7' }),
  forbids(ACCOUNT, 'an empty accounturi cannot be satisfied', A, bound('accounturi='), 'account-uri @ a.example', { accountUri: '' }),
  forbids(ACCOUNT, 'without an account of ours none can be recognised', A, bound('accounturi=https://ca.example/acct/7'), 'account-uri @ a.example'),
  forbids(ACCOUNT, 'a parameter whose tag is in capitals binds all the same', A, bound('AccountURI=https://ca.example/acct/8'), 'account-uri @ a.example', account),
  permits(ACCOUNT, 'a record without account permits beside one for another', A, at('0 issue "ca.example; accounturi=urn:x:1"', YES), 'issue-satisfied @ a.example', account),
  forbids(ACCOUNT, 'issuewild is bound in the same way', W, at(YES, '0 issuewild "ca.example; accounturi=urn:x:1"'), 'account-uri @ a.example', account),
  permits(METHOD, 'a method in the list satisfies', A, bound('validationmethods=http-01,dns-01'), 'issue-satisfied @ a.example', account),
  forbids(METHOD, 'a method outside the list does not', A, bound('validationmethods=http-01,tls-alpn-01'), 'validation-method @ a.example', account),
  forbids(METHOD, 'an empty list permits no method', A, bound('validationmethods='), 'validation-method @ a.example', account),
  forbids(METHOD, 'labels are whole: dns-01 is not dns-0', A, bound('validationmethods=dns-0'), 'validation-method @ a.example', account),
  forbids(METHOD, 'labels are exact: DNS-01 is not dns-01', A, bound('validationmethods=DNS-01'), 'validation-method @ a.example', account),
  forbids(METHOD, 'a list with an empty label cannot be satisfied', A, bound('validationmethods=dns-01,,http-01'), 'validation-method @ a.example', account),
  forbids(METHOD, 'a list with a semicolon for a comma is malformed', A, bound('validationmethods=http-01;dns-01'), 'malformed-value @ a.example', account),
  forbids(METHOD, 'without a method of ours no list can be satisfied', A, bound('validationmethods=dns-01'), 'validation-method @ a.example'),
  forbids(METHOD, 'a second list narrows the first', A, bound('validationmethods=dns-01; validationmethods=http-01'), 'validation-method @ a.example', account),
  permits(METHOD, 'a method of the CA\'s own is a label like others', A, bound('validationmethods=ca-manual'), 'issue-satisfied @ a.example', { method: 'ca-manual' }),
  permits('RFC 8657 section 5', 'account and method may both be bound', A, bound('validationmethods=dns-01; accounturi=https://ca.example/acct/7'), 'issue-satisfied @ a.example', account),
  forbids('RFC 8657 section 5', 'account and method have to fit both', A, bound('validationmethods=dns-01; accounturi=urn:x:1'), 'account-uri @ a.example', account),
];

const M = 'ann@a.example';
const mailboxes: readonly Row[] = [
  permits(MAIL, 'issuemail of ours permits a mailbox', M, at('0 issuemail "ca.example"', NO), 'issuemail-satisfied @ a.example'),
  forbids(MAIL, 'issuemail of another forbids it', M, at('0 issuemail "other.example"', YES), 'other-issuer @ a.example'),
  permits(MAIL, 'issue says nothing of mailboxes', M, at('0 issue ";"'), 'no-applicable-property @ a.example'),
  permits(MAIL, 'issuewild says nothing of mailboxes', M, at('0 issuewild ";"'), 'no-applicable-property @ a.example'),
  permits(MAIL, 'issuemail says nothing of names', A, at('0 issuemail ";"'), 'no-applicable-property @ a.example'),
  permits(MAIL, 'a critical issuemail is known to the check of a name', A, at('128 issuemail ";"', YES), 'issue-satisfied @ a.example'),
  forbids(MAIL, 'an empty issuemail forbids every CA', M, at('0 issuemail ";"'), 'empty-issuer @ a.example'),
  forbids(MAIL, 'a malformed issuemail names nobody', M, at('0 issuemail "ca.example."'), 'malformed-value @ a.example'),
  forbids(MAIL, 'tags of mailboxes compare without case', M, at('0 IssueMail "other.example"'), 'other-issuer @ a.example'),
  forbids(MAIL, 'the climb begins at the mail domain and reaches its parents', 'ann@mail.a.example', at('0 issuemail ";"'), 'empty-issuer @ a.example'),
  forbids(MAIL, 'the mail domain is in lower case for it', 'Ann@A.EXAMPLE', at('0 issuemail ";"'), 'empty-issuer @ a.example'),
  permits(MAIL, 'a set without issuemail ends the climb of a mailbox', 'ann@mail.a.example', { 'mail.a.example': NO, [A]: '0 issuemail ";"' }, 'no-applicable-property @ mail.a.example'),
];

function zoneOf(zone: Zone): CaaZone {
  return Object.fromEntries(Object.entries(zone).map(([owner, stands]): [string, CaaZoneEntry] => {
    if (typeof stands !== 'string') return [owner, { records: stands.map(parseCaaText) }];
    if (stands.startsWith('-> ')) return [owner, { cname: stands.slice(3) }];
    return [owner, stands.startsWith('! ') ? { status: stands.slice(2) as CaaStatus } : { records: [parseCaaText(stands)] }];
  }));
}

const parts: Readonly<Record<string, readonly Row[]>> = {
  'the climb': climb, aliases, failures, 'flags and tags': flags, 'issuer values': values, wildcards, 'account and method': parameters, mailboxes,
};

describe('the rules of CAA', () => {
  for (const [part, rows] of Object.entries(parts)) {
    describe(part, () => {
      for (const { source, rule, name, zone, options, verdict, reason, owner } of rows) {
        it(`${source}: ${rule}`, async () => {
          const { names } = await verifyCaa([name], { issuers: ['ca.example'], resolvers: [zoneLookup(zoneOf(zone))], ...options });
          const [said] = names as [CaaNameReport];
          expect({ verdict: said.verdict, reason: said.reason, owner: said.relevantOwner }).to.deep.equal({ verdict, reason, owner });
        });
      }
    });
  }

  it('are walked by more than a hundred cases, no two of which say the same', () => {
    const rules = Object.values(parts).flat().map(({ source, rule }) => `${source}: ${rule}`);
    expect(rules.length).to.be.greaterThan(100);
    expect(new Set(rules).size).to.equal(rules.length);
  });
});
