/** What the DNS may say of CAA, for the fuzzer: messages, values of records, records as text; and what has to hold for them. */
import { decodeCaaAnswer } from '../../../src/caa/dns-wire.js';
import { evaluateCaa, parseIssueValue, type EvaluateCaaOptions } from '../../../src/caa/evaluate.js';
import { formatCaaFix, proposeFix } from '../../../src/caa/fix.js';
import { formatCaa, parseCaaText } from '../../../src/caa/text.js';
import type { CaaRecord } from '../../../src/core/domain.js';
import { FLAGS, TYPE, answersAt, caa, caaData, cname, dname, message, opt, option, pointer, record, rrsig, soa, u16, u32, type Message } from '../../unit/caa/messages.js';
import { Random } from './random.js';

const OWNER = 'shop.example.com';
const NAMES = [OWNER, 'example.com', 'com', '', 'edge.cdn.example', 'a.b.c.d.e.f.example', 'SHOP.example.com', 'x'.repeat(63)];
const TAGS = ['issue', 'issuewild', 'issuemail', 'iodef', 'IsSuE', 'contactemail', 'future', 'x', '__proto__', '\u0000', 'a b', 'issue '];
const VALUES = [
  '', ';', 'ca.example', 'CA.Example', 'other.example', 'ca.example; accounturi=urn:x:1', 'ca.example; validationmethods=dns-01,http-01', 'ca.example;accounturi=urn:x:1;accounturi=urn:x:1',
  'ca.example; ; a=b', 'ca.example.', '-ca.example', 'ca.example; a', '\u00ff\u0000"\\', '<img src=x onerror=alert(1)>', ' \t', 'mailto:a@b.example', 'ca.example; validationmethods=',
];
const BITS = [' ', '\t', ';', '=', ',', '.', '-', '"', '\\', '\\0', '\\256', '\\034', '\u0000', '\u00ff', '\u{1f600}', 'ca.example', 'accounturi=', 'validationmethods=', 'urn:x:1', '%', '\n', '0 issue "'];
const OPTIONS: readonly EvaluateCaaOptions[] = [
  { issuers: ['ca.example'] }, { issuers: ['ca.example', 'other.example'], wildcard: true }, { issuers: ['ca.example'], accountUri: 'urn:x:1', method: 'dns-01' },
  { issuers: ['ca.example'], property: 'issuemail' }, { issuers: [] }, { issuers: ['', 'ca.example.'], wildcard: true, accountUri: 'urn:x:1' },
];

function someText(random: Random): string {
  let text = random.pick(VALUES);
  for (let times = random.small(6) - 1; times > 0; times--) {
    const at = random.int(text.length + 1);
    text = text.slice(0, at) + (random.once(3) ? '' : random.pick(BITS)) + text.slice(at + random.int(3));
  }
  return random.once(500) ? random.pick([' ', '\\', 'a-', ';', 'a=b;', '"', '\\"', '.a', ',']).repeat(random.pick([1_000, 30_000])) + text : text;
}

/** The characters that a record can hold: one a byte. */
const someValue = (random: Random): string => someText(random).replace(/[^\x00-\xff]/gu, '\u00e9').slice(0, 60_000);

function someRecord(random: Random): number[] {
  const owner = random.once(5) ? random.pick(NAMES) : random.once(2) ? pointer(random.once(15) ? random.pick([17, answersAt(), 0, random.int(0x4000)]) : 12) : OWNER;
  const ttl = random.pick([300, 0, 7200, 2 ** 31, 2 ** 32 - 1]);
  switch (random.int(18)) {
    case 0: return cname(OWNER, random.pick(NAMES), ttl);
    case 1: return cname(random.pick(NAMES), random.pick(NAMES), ttl);
    case 2: return dname(random.pick(['example.com', 'com', 'cdn.example', '']), random.pick(NAMES), ttl);
    case 3: return random.once(2) ? rrsig(OWNER) : soa(random.pick(['example.com', '', OWNER, 'other.example']), ttl, random.pick([60, 2 ** 32 - 1]));
    case 4: return opt({ rcode: random.pick([0, 0, 1, 4]), options: random.once(2) ? option(15, u16(random.int(30))) : [...random.bytes(random.small(20))] });
    case 5: return record(owner, random.pick(Object.values(TYPE)), [...random.bytes(random.small(30))], { ttl, cls: random.pick([1, 1, 3, 255]) });
    case 6: return record(owner, TYPE.CAA, caaData(random.pick([0, 128, 1, 255]), random.pick(TAGS), someValue(random).slice(0, 300)), { ttl, ...(random.once(12) && { length: random.int(60) }) });
    default: return typeof owner === 'string' ? caa(owner, random.pick(TAGS), random.pick(VALUES), { flags: random.pick([0, 0, 128]), ttl }) : record(owner, TYPE.CAA, caaData(0, 'issue', random.pick(VALUES)), { ttl });
  }
}

function someMessage(random: Random): Uint8Array<ArrayBuffer> {
  const section = (most: number): number[][] => Array.from({ length: random.small(most) - 1 }, () => someRecord(random));
  const made: Message = {
    flags: random.once(30) ? random.pick([FLAGS.response | FLAGS.tc, FLAGS.response | FLAGS.update, 0]) : random.pick([FLAGS.response, FLAGS.response | FLAGS.ad]),
    rcode: random.once(8) ? random.pick([3, 3, 2, 6, 5]) : 0, answers: section(12), authorities: section(3),
    additional: random.once(20) ? section(4) : [opt()], asked: random.once(30) ? random.pick(NAMES) : OWNER,
    ...(random.once(20) && { after: [...random.bytes(random.small(8))] }), ...(random.once(40) && { id: 1 }),
    ...(random.once(30) && { counts: [1, random.int(65_536), random.int(4), 1] as const }),
  };
  if (!random.once(2_000)) return message(made);
  // As long as a message may be, and longer: many records, or names of pointers to pointers.
  const many = random.once(2)
    ? Array.from({ length: 2_500 }, (_, at) => caa(pointer(12), 'issue', `ca-${String(at)}.example`))
    : Array.from({ length: 4_000 }, (_, at) => record(pointer(Math.max(12, answersAt() + 12 * (at - 1))), TYPE.A, []));
  return message({ ...made, answers: many });
}

/** A message, its octets changed here and there; or text. */
export function someDns(random: Random): string | Uint8Array<ArrayBuffer> {
  if (random.once(3)) return random.once(2) ? someText(random) : `${random.pick(['0', '128', '256', '-1', ' 0'])} ${random.pick(TAGS)} ${random.once(2) ? `"${someText(random)}"` : someText(random)}`;
  const wire = random.once(40) ? random.bytes(random.small(80)) : someMessage(random);
  for (let times = random.once(3) ? random.small(5) : 0; times > 0 && wire.length > 0; times--) {
    const at = random.int(wire.length);
    wire.set(random.once(3) ? u32(random.word()).slice(0, wire.length - at) : [random.pick([0, 1, 12, 0xc0, 0xff, 0x3f, random.int(256)])], at);
  }
  return random.once(40) ? wire.slice(0, random.int(wire.length + 1)) : wire;
}

type Hold = (rule: boolean, otherwise: string) => asserts rule;

/** What no set of records may break: a verdict is one for the set, and a fix does what it says. */
function holdVerdicts(records: readonly CaaRecord[], hold: Hold): string {
  const told = OPTIONS.map((options) => {
    const { verdict, record: decided } = evaluateCaa(records, options);
    hold(verdict === evaluateCaa(records.toReversed(), options).verdict, 'The order of the records counts.');
    hold(decided === undefined || records.includes(decided), 'What decided is no record of the set.');
    hold(verdict === 'permitted' || decided !== undefined, 'Nothing forbids.');
    hold(verdict === 'permitted' || evaluateCaa([...records, ...records], options).verdict === verdict, 'What is forbidden is permitted when it stands twice.');
    const fix = proposeFix({ owner: OWNER, records, aliases: [] }, options);
    if (fix?.blockedBy.length === 0 && fix.needs === undefined) {
      hold(evaluateCaa([...fix.keep, ...fix.add], options).verdict === 'permitted', 'A fix does not permit.');
      hold(/^[\n\x20-\x7e]*$/.test(formatCaaFix(fix).zone), 'A character that is not printed is pasted.');
    }
    return verdict;
  });
  return new Set(told).size > 1 ? 'depends' : told[0] ?? '';
}

function holdText(record: CaaRecord, hold: Hold): void {
  const text = formatCaa(record);
  hold(/^[\x20-\x7e]+$/.test(text), 'A character that is not printed is pasted.');
  if (text.startsWith('\\#')) return;
  const again = parseCaaText(text);
  hold(again.flags === record.flags && again.tag === record.tag && again.value === record.value, 'A record is another one when it was text.');
}

/** @param choice what a text is taken for: a record in a zone file, or a value */
export function dns(input: string | Uint8Array, choice: number, hold: Hold): string {
  if (typeof input !== 'string') {
    const { status, records, aliases = [], ttl = 0, dnssec } = decodeCaaAnswer(input, OWNER);
    hold(status === 'ok' || records.length === 0, 'An answer that is none has records.');
    hold(Number.isInteger(ttl) && ttl >= 0 && ttl < 2 ** 31, 'A time to live is out of bounds.');
    hold(new Set([OWNER, ...aliases]).size === aliases.length + 1, 'Aliases go round.');
    hold(aliases.every((alias) => /^[\x21-\x7e]*$/.test(alias)), 'A character that is not printed stands in a name.');
    for (const one of records) {
      hold(one.flags >= 0 && one.flags <= 255 && one.tag !== '' && /^[\x00-\xff]*$/.test(one.tag + one.value), 'A record has another form.');
      if (records.length < 50) holdText(one, hold);
    }
    if (records.length === 0) return `${status}${aliases.length > 0 ? ', by aliases' : ''}`;
    return `records${aliases.length > 0 ? ', by aliases' : ''}${dnssec === 'secure' ? ', secure' : ''}: ${records.length < 50 ? holdVerdicts(records, hold) : evaluateCaa(records, OPTIONS[0] ?? { issuers: [] }).verdict}`;
  }
  if (choice % 2 === 0) {
    const parsed = parseCaaText(input);
    holdText(parsed, hold);
    return `text: ${holdVerdicts([parsed], hold)}`;
  }
  const parsed = parseIssueValue(input);
  const own = new Random(choice);
  const tag = own.pick(TAGS);
  const told = holdVerdicts([{ flags: 0, tag, value: input }, { flags: 0, tag: own.pick(TAGS), value: own.pick(VALUES) }], hold);
  const alone = evaluateCaa([{ flags: 0, tag: 'issue', value: input }], { issuers: ['ca.example'] });
  if (!parsed) {
    hold(alone.verdict === 'forbidden', 'A malformed value permits.');
    return `malformed value: ${told}`;
  }
  hold(/^[a-z0-9.-]*$/.test(parsed.issuer) && (alone.verdict === 'forbidden' || parsed.issuer === 'ca.example'), 'Another issuer is permitted.');
  return `value: ${told}`;
}
