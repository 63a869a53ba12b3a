import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { decodeCaaAnswer, encodeCaaQuery } from '../../../src/caa/dns-wire.js';
import type { WireAnswer } from '../../../src/caa/dns-wire.js';
import { FLAGS, TYPE, answersAt, ascii, caa, caaData, cname, dname, label, message, name, opt, option, pointer, record, rrsig, soa, u16 } from './messages.js';
import type { Bytes, Message } from './messages.js';

const OWNER = 'shop.example.com';
const read = (made: Message, owner = OWNER): WireAnswer => decodeCaaAnswer(message({ asked: owner, ...made }), owner);
const one = [{ flags: 0, tag: 'issue', value: 'ca.example' }];
const plain = caa(OWNER, 'issue', 'ca.example');

/** The reason of the error, which has to be a RekeyError `protocol`. */
function refusal(run: () => unknown): string {
  try {
    run();
  } catch (thrown) {
    const { name: type, code, reason } = thrown as { name?: string; code?: string; reason?: string };
    return type === 'RekeyError' && code === 'protocol' ? (reason ?? '') : String(thrown);
  }
  return 'accepted';
}

describe('a query for CAA records', () => {
  it('has id 0, asks for recursion, and says DO by EDNS', () => {
    expect([...encodeCaaQuery('a.example')]).to.deep.equal([
      0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 1, ...name('a.example'), 1, 1, 0, 1, 0, 0, 41, 255, 255, 0, 0, 128, 0, 0, 0,
    ]);
  });

  it('sets CD when checking is to be left out, and nothing else', () => {
    const [plainly, unchecked] = [encodeCaaQuery('a.example'), encodeCaaQuery('a.example', { checkingDisabled: true })];
    expect(unchecked[3]).to.equal(0x10);
    expect([...unchecked].filter((byte, at) => byte !== plainly[at])).to.have.length(1);
  });

  it('is refused for a name that no message can hold', () => {
    const long = Array.from({ length: 4 }, () => 'a'.repeat(63)).join('.');
    for (const bad of [`${'a'.repeat(64)}.example`, 'a..example', long, 'ü.example']) {
      expect(() => encodeCaaQuery(bad), bad).to.throw().with.property('code', 'bad-input');
    }
    expect(encodeCaaQuery(long.slice(2)).length).to.equal(12 + 255 + 4 + 11);
  });
});

describe('the answer to it', () => {
  it('gives flags, tag and value, one character a byte', () => {
    const bytes = Array.from({ length: 256 }, (_, byte) => byte);
    const { records } = read({ answers: [record(OWNER, TYPE.CAA, [...caaData(129, 'Issue', ''), ...bytes])] });
    expect(records).to.deep.equal([{ flags: 129, tag: 'Issue', value: String.fromCharCode(...bytes) }]);
  });

  it('is read though its names are compressed, and the case of letters differs', () => {
    expect(read({ answers: [caa(pointer(12), 'issue', 'ca.example'), caa([...label('SHOP'), ...pointer(17)], 'iodef', 'mailto:a@b')] }).records).to.have.length(2);
    expect(decodeCaaAnswer(message({ asked: 'sHoP.Example.COM', answers: [plain] }), OWNER).records).to.deep.equal(one);
  });

  it('leaves out the records of others: other owners, other types, other classes', () => {
    const { records, status } = read({ answers: [
      caa('other.example.com', 'issue', 'evil.example'), caa('example.com', 'issue', 'evil.example'), plain,
      record(OWNER, TYPE.A, [192, 0, 2, 1]), record(OWNER, TYPE.CAA, caaData(0, 'issue', 'evil.example'), { cls: 3 }),
    ], authorities: [caa(OWNER, 'issue', 'evil.example')], additional: [opt(), caa(OWNER, 'issue', 'evil.example')] });
    expect({ records, status }).to.deep.equal({ records: one, status: 'ok' });
  });

  it('may hold 1,001 records, or one of 64 kB', () => {
    const many = Array.from({ length: 1001 }, (_, at) => caa(pointer(12), 'issue', `ca-${at}.example`));
    expect(read({ answers: many }).records).to.have.length(1001);
    const longest = 'x'.repeat(65_535 - answersAt() - 12 - 7 - 11);
    const { records } = read({ answers: [caa(pointer(12), 'issue', longest)] });
    expect(records[0]?.value.length).to.equal(longest.length);
  });

  it('has the least time to live of its records and of the aliases on the way', () => {
    expect(read({ answers: [caa(OWNER, 'issue', 'a', { ttl: 90 }), caa(OWNER, 'issue', 'b', { ttl: 60 })] }).ttl).to.equal(60);
    expect(read({ answers: [cname(OWNER, 'b.example', 30), caa('b.example', 'issue', 'a', { ttl: 60 })] }).ttl).to.equal(30);
  });

  it('takes a time to live with its highest bit set for none', () => {
    expect(read({ answers: [caa(OWNER, 'issue', 'a', { ttl: 0x80000000 })] }).ttl).to.equal(0);
    expect(read({ answers: [caa(OWNER, 'issue', 'a', { ttl: 0x7fffffff })] }).ttl).to.equal(0x7fffffff);
  });

  it('says how long an absence is remembered, from the SOA of the zone', () => {
    expect(read({ authorities: [soa('example.com', 900, 300)] })).to.deep.include({ status: 'ok', records: [], ttl: 300 });
    expect(read({ rcode: 3, authorities: [soa('example.com', 120, 300)] })).to.deep.include({ status: 'nxdomain', ttl: 120 });
    expect(read({ authorities: [soa('elsewhere.example', 900, 300)] })).not.to.have.property('ttl');
  });

  const codes: readonly (readonly [rcode: number, upper: number, status: string, error: string | undefined])[] = [
    [0, 0, 'ok', undefined], [3, 0, 'nxdomain', undefined], [2, 0, 'servfail', undefined], [5, 0, 'servfail', 'rcode-5'],
    [1, 0, 'servfail', 'rcode-1'], [0, 1, 'servfail', 'rcode-16'], [3, 1, 'servfail', 'rcode-19'], [15, 255, 'servfail', 'rcode-4095'],
  ];
  for (const [rcode, upper, status, error] of codes) {
    it(`with response code ${(upper << 4) + rcode} is ${status}`, () => {
      const answer = read({ rcode, additional: [opt({ rcode: upper })] });
      expect([answer.status, answer.error, answer.rcode]).to.deep.equal([status, error, (upper << 4) + rcode]);
    });
  }

  it('is no answer from a server that goes and asks nobody: a referral has no records and forbids nothing', () => {
    expect(read({ flags: FLAGS.response & ~0x80 })).to.include({ status: 'servfail', error: 'no-recursion' });
  });

  it('that was cut short is truncated, whatever it still holds', () => {
    expect(read({ flags: FLAGS.response | FLAGS.tc, answers: [plain] })).to.deep.include({ status: 'truncated', records: [] });
    expect(read({ flags: FLAGS.response | FLAGS.tc, counts: [1, 9, 0, 0], additional: [], answers: [plain.slice(0, 20)] }).status).to.equal('truncated');
  });

  it('is secure by the AD bit, insecure from who knows DNSSEC and shows no signature, else unknown', () => {
    expect(read({ flags: FLAGS.response | FLAGS.ad, answers: [plain, rrsig(OWNER)] }).dnssec).to.equal('secure');
    expect(read({ answers: [plain] }).dnssec).to.equal('insecure');
    expect(read({ answers: [plain, rrsig(OWNER)] }).dnssec).to.equal('unknown');
    expect(read({ answers: [plain], additional: [opt({ aware: false })] }).dnssec).to.equal('unknown');
    expect(read({ answers: [plain], additional: [] }).dnssec).to.equal('unknown');
  });

  it('passes the extended errors on by their codes', () => {
    const options = [...option(3, ascii('nsid')), ...option(15, [...u16(7), ...ascii('signature expired')]), ...option(15, u16(22))];
    expect(read({ rcode: 2, additional: [opt({ options })] }).extendedErrors).to.deep.equal([7, 22]);
  });
});

describe('aliases in an answer', () => {
  it('are followed in order, wherever their records stand', () => {
    const answer = read({ answers: [caa('c.example', 'issue', 'ca.example'), cname('b.example', 'C.example'), cname(OWNER, 'b.example')] });
    expect(answer).to.deep.include({ status: 'ok', records: one, aliases: ['b.example', 'c.example'] });
  });

  it('lead away from records at names that were not reached', () => {
    expect(read({ answers: [cname(OWNER, 'b.example'), caa('c.example', 'issue', 'evil.example')] })).to.deep.include({ records: [], aliases: ['b.example'] });
  });

  it('to a name that does not exist make it nxdomain', () => {
    expect(read({ rcode: 3, answers: [cname(OWNER, 'b.example')] })).to.deep.include({ status: 'nxdomain', aliases: ['b.example'] });
  });

  it('come from a DNAME above the name, with the CNAME made from it or without', () => {
    const rest = [dname('example.com', 'example.net', 50), caa('shop.example.net', 'issue', 'ca.example')];
    for (const made of [[], [cname(OWNER, 'shop.example.net')]]) {
      expect(read({ answers: [...rest, ...made] })).to.deep.include({ records: one, aliases: ['shop.example.net'], ttl: 50 });
    }
  });

  it('do not come from a DNAME at the name itself, which turns only what is below it', () => {
    expect(read({ answers: [dname(OWNER, 'b.example'), plain] })).to.deep.include({ records: one, aliases: [] });
    expect(read({ answers: [dname('op.example.com', 'b.example'), plain] }).aliases).to.deep.equal([]);
  });

  it('are named with unusual bytes escaped, so that a dot in a label divides nothing', () => {
    const odd = [...label('a.b'), ...label('\x01\\ '), 0];
    const answer = read({ answers: [record(OWNER, TYPE.CNAME, odd), caa(odd, 'issue', 'ca.example'), caa('a.b', 'issue', 'evil.example')] });
    expect(answer).to.deep.include({ aliases: ['a\\.b.\\001\\\\\\032'], records: one });
  });

  it('are named so that nothing in them means anything in a zone file', () => {
    expect(read({ answers: [record(OWNER, TYPE.CNAME, [...label('a;"()@$\n'), 0])] }).aliases).to.deep.equal(['a\\;\\"\\(\\)\\@\\$\\010']);
  });

  const wrong: readonly (readonly [string, Message, string])[] = [
    ['a CNAME to itself', { answers: [cname(OWNER, OWNER)] }, 'alias-loop'],
    ['CNAMEs in a ring', { answers: [cname(OWNER, 'b.example'), cname('b.example', 'c.example'), cname('c.example', 'b.example')] }, 'alias-loop'],
    ['a chain without end', { answers: [cname(OWNER, 'n0.example'), ...Array.from({ length: 40 }, (_, at) => cname(`n${at}.example`, `n${at + 1}.example`))] }, 'alias-loop'],
    ['a DNAME that turns a name into itself', { answers: [dname('com', 'com')] }, 'alias-loop'],
    ['DNAMEs that turn a name again and again', { answers: [dname('com', 'net'), dname('net', 'com')] }, 'alias-loop'],
    ['a DNAME that makes a name too long', { answers: [dname('example.com', `${'a'.repeat(63)}.${'a'.repeat(63)}.${'a'.repeat(63)}.${'a'.repeat(57)}`)] }, 'long-name'],
    ['two targets for one name', { answers: [cname(OWNER, 'b.example'), cname(OWNER, 'c.example')] }, 'aliases-differ'],
    ['a CNAME that its DNAME does not make', { answers: [dname('example.com', 'example.net'), cname(OWNER, 'evil.example')] }, 'aliases-differ'],
    ['records beside a CNAME', { answers: [cname(OWNER, 'b.example'), plain] }, 'alias-and-records'],
    ['a target with bytes after it', { answers: [record(OWNER, TYPE.CNAME, [...name('b.example'), 0])] }, 'bad-data'],
  ];
  for (const [what, made, reason] of wrong) {
    it(`make an error: ${what}`, () => expect(refusal(() => read(made))).to.equal(reason));
  }
});

describe('a message that breaks the protocol', () => {
  const at = answersAt();
  const chain = (hops: number): Bytes => record(OWNER, TYPE.A, Array.from({ length: hops }, (_, hop) => pointer(hop === 0 ? 12 : at + 18 + 10 + 2 * (hop - 1))).flat());
  const question = (asked: string, type: number, cls: number): Bytes => [...name(asked), ...u16(type), ...u16(cls)];
  const wrong: readonly (readonly [string, Message, string])[] = [
    ['another id', { id: 1 }, 'bad-id'],
    ['a query', { flags: 0x0100 }, 'no-response'],
    ['another operation', { flags: FLAGS.response | FLAGS.update }, 'no-response'],
    ['another name in the question', { question: question('evil.example.com', 257, 1) }, 'bad-question'],
    ['another type in the question', { question: question(OWNER, 1, 1) }, 'bad-question'],
    ['another class in the question', { question: question(OWNER, 257, 3) }, 'bad-question'],
    ['no question', { question: [], counts: [0, 0, 0, 1] }, 'bad-question'],
    ['two questions', { question: [...question(OWNER, 257, 1), ...question(OWNER, 257, 1)], counts: [2, 0, 0, 1] }, 'bad-question'],
    ['bytes after the last record', { answers: [plain], after: [0] }, 'trailing-bytes'],
    ['fewer records than it holds', { answers: [plain, plain], counts: [1, 1, 0, 1] }, 'trailing-bytes'],
    ['more records than it holds', { answers: [plain], counts: [1, 2, 0, 1] }, 'truncated'],
    ['65,535 records that it does not hold', { counts: [1, 65_535, 65_535, 65_535] }, 'truncated'],
    ['a record that ends beyond it', { additional: [], answers: [record(OWNER, TYPE.CAA, caaData(0, 'issue', 'a'), { length: 200 })] }, 'truncated'],
    ['a record without its fields', { additional: [], counts: [1, 1, 0, 0], answers: [[...name(OWNER), 1, 1]] }, 'truncated'],
    ['a name without its end', { additional: [], counts: [1, 1, 0, 0], answers: [label('shop')] }, 'truncated'],
    ['a label that ends beyond it', { additional: [], counts: [1, 1, 0, 0], answers: [[60, 97]] }, 'truncated'],
    ['a pointer to itself', { answers: [caa(pointer(at), 'issue', 'a')] }, 'bad-pointer'],
    ['a pointer into the header', { answers: [caa(pointer(4), 'issue', 'a')] }, 'bad-pointer'],
    ['a pointer forward', { answers: [caa(pointer(at + 12), 'issue', 'a')] }, 'bad-pointer'],
    ['a pointer beyond it', { answers: [caa(pointer(0x3fff), 'issue', 'a')] }, 'bad-pointer'],
    ['a pointer back to the labels before it', { answers: [caa([...label('a'), ...pointer(at)], 'issue', 'a')] }, 'bad-pointer'],
    ['half a pointer', { additional: [], counts: [1, 1, 0, 0], answers: [[0xc0]] }, 'truncated'],
    ['hundreds of pointers in a row', { answers: [chain(300), caa(pointer(at + 18 + 10 + 2 * 299), 'issue', 'a')] }, 'bad-pointer'],
    ['a label of 64 bytes', { answers: [caa([64, ...ascii('a'.repeat(64)), 0], 'issue', 'a')] }, 'bad-label'],
    ['a label of the type 10', { answers: [caa([0x80, 0], 'issue', 'a')] }, 'bad-label'],
    ['a name of 256 bytes', { answers: [caa([...Array.from({ length: 3 }, () => label('a'.repeat(63))).flat(), ...label('a'.repeat(62)), 0], 'issue', 'a')] }, 'long-name'],
    ['a name that compression makes too long', { answers: [record('x', TYPE.A, [...Array.from({ length: 3 }, () => label('a'.repeat(63))).flat(), 0]), caa([...label('b'.repeat(63)), ...pointer(at + 3 + 10)], 'issue', 'a')] }, 'long-name'],
    ['a CAA record without a tag', { answers: [record(OWNER, TYPE.CAA, [0, 0, 97])] }, 'bad-data'],
    ['a CAA record whose tag is longer than it', { answers: [record(OWNER, TYPE.CAA, [0, 5, 97, 98])] }, 'bad-data'],
    ['a CAA record of two bytes', { answers: [record(OWNER, TYPE.CAA, [0, 1])] }, 'bad-data'],
    ['an empty CAA record', { answers: [record(OWNER, TYPE.CAA, [])] }, 'bad-data'],
    ['records at a name that does not exist', { rcode: 3, answers: [plain] }, 'records-of-no-name'],
    ['two OPT records', { additional: [opt(), opt()] }, 'bad-opt'],
    ['an OPT record among the answers', { answers: [opt()] }, 'bad-opt'],
    ['an OPT record of a name', { additional: [record(OWNER, TYPE.OPT, [])] }, 'bad-opt'],
    ['an EDNS option that ends beyond it', { additional: [opt({ options: [0, 15, 0, 9, 0, 1] })] }, 'bad-opt'],
    ['half an EDNS option', { additional: [opt({ options: [0, 15, 0] })] }, 'bad-opt'],
    ['an SOA record that is too short', { authorities: [record('example.com', TYPE.SOA, [...name('a'), ...name('b'), 0, 0])] }, 'bad-data'],
  ];
  for (const [what, made, reason] of wrong) {
    it(`is refused: ${what}`, () => expect(refusal(() => read(made))).to.equal(reason));
  }

  it('is refused when it is longer than any message', () => {
    expect(refusal(() => decodeCaaAnswer(new Uint8Array(65_536), OWNER))).to.equal('too-large');
  });

  it('is refused wherever it is cut', () => {
    const whole = message({ answers: [cname(OWNER, 'b.example'), caa('b.example', 'issue', 'ca.example')], authorities: [soa('example', 9, 9)] });
    for (let length = 0; length < whole.length; length += 1) {
      expect(refusal(() => decodeCaaAnswer(whole.slice(0, length), OWNER)), `${length} bytes`).to.be.oneOf(['truncated', 'bad-data']);
    }
  });
});

describe('any message', () => {
  const anyLabel = fc.stringMatching(/^[a-z0-9](?:[a-z0-9-]{0,20}[a-z0-9])?$/);
  const anyName = fc.array(anyLabel, { minLength: 1, maxLength: 5 }).map((labels) => labels.join('.'));
  const byteText = fc.uint8Array({ maxLength: 300 }).map((bytes) => String.fromCharCode(...bytes));
  const anyRecord = fc.record({ flags: fc.nat(255), tag: byteText.filter((tag) => tag.length > 0 && tag.length < 256), value: byteText });

  it('that is right gives back the records that were put in, through any chain of aliases', () => {
    fc.assert(fc.property(fc.uniqueArray(anyName, { minLength: 1, maxLength: 8 }), fc.array(anyRecord, { maxLength: 6 }), fc.nat(0x7fffffff), ([asked = '', ...chain], records, ttl) => {
      const aliases = chain.map((target, step) => cname(chain[step - 1] ?? asked, target, ttl));
      const set = records.map(({ flags, tag, value }) => caa(chain.at(-1) ?? asked, tag, value, { flags, ttl }));
      const answer = decodeCaaAnswer(message({ asked, answers: [...aliases, ...set] }), asked);
      expect(answer).to.deep.include({ status: 'ok', records, aliases: chain });
      if (aliases.length + set.length > 0) expect(answer.ttl).to.equal(ttl);
    }), { numRuns: 300 });
  });

  function settles(wire: Uint8Array): void {
    expect(refusal(() => decodeCaaAnswer(wire, OWNER))).to.match(/^[a-z-]+$/);
  }

  it('of random bytes is read or refused, never more', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), settles), { numRuns: 2000 });
  });

  it('of random bytes behind a right head is read or refused, never more', () => {
    const head = [...message({ additional: [] })].slice(12);
    fc.assert(fc.property(fc.array(fc.nat(3), { minLength: 3, maxLength: 3 }), fc.uint8Array({ maxLength: 200 }), (counts, tail) =>
      settles(Uint8Array.from([0, 0, 0x81, 0x80, 0, 1, ...counts.flatMap(u16), ...head, ...tail]))), { numRuns: 2000 });
  });

  it('that was right and has some bytes changed is read or refused, never more', () => {
    const whole = message({ answers: [
      cname(OWNER, 'b.example.com'), dname('b.example', 'c.example'), caa([...label('b'), ...pointer(17)], 'issue', 'ca.example'), rrsig(OWNER),
    ], authorities: [soa('example.com', 60, 60)], additional: [opt({ options: option(15, u16(6)) })] });
    const changes = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.oneof(fc.nat(255), fc.constantFrom(0, 1, 0x3f, 0x40, 0xc0, 0xff))), { minLength: 1, maxLength: 6 });
    fc.assert(fc.property(changes, (changed) => {
      const wire = whole.slice();
      for (const [where, byte] of changed) wire[where] = byte;
      settles(wire);
    }), { numRuns: 3000 });
  });
});
