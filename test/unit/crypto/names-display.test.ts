import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { formatName, generalNames, inspectCertificate, nameAttributes } from '../../../src/crypto.js';
import { equalBytes, toHex, type Bytes } from '../../../src/crypto/bytes.js';
import { bmpString, contextPrimitive, integer, oid, octetString, printableString, sequence, set, TAG, tlv, utf8String } from '../../../src/crypto/der.js';
import { generalName } from '../../../src/crypto/general-names.js';
import { commonName } from '../../../src/crypto/names.js';
import { ATTRIBUTE_NAMES, OTHER_NAMES } from '../../../src/crypto/oids.js';
import { corpus } from './corpus.js';
import { attribute, cn, dns, generalNames as sanOf, name, otherName, universal } from './fixtures.js';

/** What a reader would not see, or would see in another place. */
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/u;

// ---------------------------------------------------------------------------------------------------- RFC 4514, read back

/** One attribute of a string of RFC 4514: the octets that its value stands for, or the DER after `#`. */
interface Parsed { type: string; octets?: Bytes; der?: Bytes }

/** RFC 4514 section 3 by its letter: what the grammar does not allow is thrown at. */
function parse(text: string): Parsed[][] {
  const rdns: Parsed[][] = [];
  let at = 0;
  const taken = (pattern: RegExp): string => {
    const sticky = new RegExp(pattern.source, 'uy');
    sticky.lastIndex = at;
    const found = sticky.exec(text)?.[0];
    if (found === undefined) throw new SyntaxError(`${text} at ${String(at)}`);
    at += found.length;
    return found;
  };
  const attributeHere = (): Parsed => {
    const type = taken(/[A-Za-z][A-Za-z0-9-]*|\d+(?:\.\d+)+/);
    taken(/=/);
    if (text[at] === '#') return { type, der: fromHex(taken(/#(?:[0-9A-Fa-f]{2})+/).slice(1)) };
    if (/^\d/.test(type)) throw new SyntaxError('A dotted type has a value in hex.');
    const octets: number[] = [];
    const first = at;
    while (at < text.length && text[at] !== ',' && text[at] !== '+') {
      if (text[at] === '\\') {
        const pair = taken(/\\(?:[0-9A-Fa-f]{2}|[\\"+,;<> #=])/).slice(1);
        if (pair.length === 2) octets.push(parseInt(pair, 16));
        else octets.push(pair.charCodeAt(0));
      } else {
        // A space neither leads nor trails.
        const char = taken(/[^"+,;<>\\\0]/);
        if (char === ' ' && (at - 1 === first || at === text.length || /[,+]/.test(text[at] ?? ''))) throw new SyntaxError('space');
        octets.push(...new TextEncoder().encode(char));
      }
    }
    return { type, octets: Uint8Array.from(octets) };
  };
  if (text === '') return [];
  for (;;) {
    const rdn = [attributeHere()];
    while (text[at] === '+') {
      at += 1;
      rdn.push(attributeHere());
    }
    rdns.push(rdn);
    if (at === text.length) return rdns;
    taken(/,/);
  }
}

const fromHex = (hex: string): Bytes => Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
const utf8 = (text: string): Bytes => new TextEncoder().encode(text);
const OF_LABEL = new Map(Object.entries(ATTRIBUTE_NAMES).map(([dotted, label]) => [label, dotted]));

/** A value with the octets that its text stands for: its own where its type is UTF-8 or a subset of ASCII. */
const anyOctets = fc.uint8Array({ maxLength: 20 }).map((octets) => Uint8Array.from(octets));
const anyText = fc.string({ unit: 'binary', maxLength: 12 });
const values: fc.Arbitrary<{ der: Bytes; octets?: Bytes }> = fc.oneof(
  anyText.map((text) => ({ der: utf8String(text), octets: utf8(text) })),
  fc.string({ unit: fc.constantFrom(...Array.from(' #,+"\\<>;=a\0\u202E\uFEFFé')), maxLength: 6 }).map((text) => ({ der: utf8String(text), octets: utf8(text) })),
  fc.tuple(fc.constantFrom(TAG.utf8String, TAG.printableString, TAG.ia5String, TAG.numericString, TAG.visibleString, 0x1b), anyOctets)
    .map(([tag, octets]) => ({ der: tlv(tag, octets), octets })),
  anyOctets.map((octets) => ({ der: tlv(TAG.teletexString, octets), octets: utf8(String.fromCharCode(...octets)) })),
  anyText.map((text) => ({ der: bmpString(text), octets: utf8(text) })),
  anyText.map((text) => ({ der: universal(text), octets: utf8(text) })),
  fc.nat().map((value) => ({ der: integer(value) })),
);
const types = fc.oneof(fc.constantFrom(...Object.keys(ATTRIBUTE_NAMES)), fc.constantFrom('1.3.6.1.4.1.99999.7', '2.25.329800735698586629295641978511506172918'));

describe('a name in the form of RFC 4514', () => {
  it('can be read back: every type, and every octet of every value', () => {
    fc.assert(fc.property(fc.array(fc.array(fc.tuple(types, values), { minLength: 1, maxLength: 3 }), { maxLength: 4 }), (rdns) => {
      const text = formatName(sequence(...rdns.map((attributes) => set(...attributes.map(([type, { der }]) => attribute(type, der))))));
      expect(text).not.to.match(UNSEEN);
      const back = parse(text).reverse().map((rdn) => rdn.map(({ type, octets, der }) => [OF_LABEL.get(type) ?? type, octets && toHex(octets), der && toHex(der)]));
      expect(back).to.deep.equal(rdns.map((attributes) => attributes.map(([type, { der, octets }]) => {
        const isText = octets !== undefined && type in ATTRIBUTE_NAMES;
        return [type, isText ? toHex(octets) : undefined, isText ? undefined : toHex(der)];
      })));
    }), { numRuns: 400 });
  });

  it('can be read back of every name in the field, or is hex as a whole', () => {
    const hex = corpus.filter(({ subject }) => {
      const text = formatName(subject);
      if (text.startsWith('#')) {
        expect(text).to.equal(`#${toHex(subject)}`);
        return true;
      }
      expect(parse(text).flat()).to.have.length(nameAttributes(subject).length);
      return false;
    });
    expect(hex.map((each) => each.name)).to.deep.equal(['an RDN of nothing', 'an OID with a padded arc', 'an OID of 300 octets']);
  });

  it('tells apart what looks alike: a text, and the escapes that it could be taken for', () => {
    const texts = ['a\0', 'a\\00', 'a\\\\00', '\u202E', '\\E2\\80\\AE', ' ', '\\ ', '#41', '\\#41', 'A', '\uFEFFA', '\uFFFD'];
    const shown = [...texts.map((text) => formatName(cn(text))), formatName(name([attribute('2.5.4.3', tlv(TAG.utf8String, Uint8Array.of(0xff)))]))];
    expect(new Set(shown).size).to.equal(shown.length);
    const rows = texts.map((text) => nameAttributes(cn(text))[0]?.value);
    expect(new Set(rows).size).to.equal(rows.length);
  });
});

describe('what is shown of any certificate', () => {
  const everyText = (subject: Uint8Array, san: Uint8Array | undefined): string[] => [
    formatName(subject), ...nameAttributes(subject).flatMap(({ oid: type, label, value, stringType }) => [type, label, value, stringType]),
    ...generalNames(san).flatMap(({ type, value, unicode }) => [type, value, unicode ?? '']),
  ];

  it('has nothing in it that is invisible or reorders its surroundings', async () => {
    for (const each of corpus) {
      for (const text of everyText(each.subject, each.san)) expect(text, each.name).not.to.match(UNSEEN);
      const { subject, issuer, subjectAttributes, names } = await inspectCertificate(await each.certificate());
      expect(JSON.stringify([subject, issuer, subjectAttributes, names]), each.name).not.to.match(UNSEEN);
    }
  });

  it('is made of any bytes whatever without a failure', () => {
    const bytes = fc.uint8Array({ maxLength: 40 }).map((octets) => Uint8Array.from(octets));
    const tags = fc.constantFrom(0xa0, 0x81, 0x82, 0xa3, 0xa4, 0xa5, 0x86, 0x87, 0x88, 0x30, 0x31, 6, 12, 19, 0xa1, 0xa6, 0x61);
    const { tree } = fc.letrec<{ tree: Bytes }>((tie) => ({
      tree: fc.oneof({ depthSize: 'small' }, bytes, fc.tuple(tags, fc.array(tie('tree'), { maxLength: 4 })).map(([tag, parts]) => tlv(tag, ...parts))),
    }));
    fc.assert(fc.property(tree, (der) => {
      for (const given of [der, sequence(der), sequence(set(der)), sequence(set(sequence(oid('2.5.4.3'), der)))]) {
        for (const text of everyText(given, given)) expect(text).not.to.match(UNSEEN);
        commonName(given);
      }
      for (const type of Object.keys(OTHER_NAMES)) expect(generalName(otherName(type, der)).value).not.to.match(UNSEEN);
    }), { numRuns: 300 });
  });

  it('is made of every name in the field with a few octets changed without a failure', () => {
    const changes = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 4 });
    const small = corpus.filter(({ subject, san }) => subject.length + (san?.length ?? 0) < 2000);
    fc.assert(fc.property(fc.constantFrom(...small), changes, ({ subject, san = new Uint8Array() }, edits) => {
      const damaged = [subject.slice(), san.slice()] as const;
      for (const [at, value] of edits) for (const each of damaged) if (each.length > 0) each[at % each.length] = value;
      for (const text of everyText(...damaged)) expect(text).not.to.match(UNSEEN);
    }), { numRuns: 500 });
  });
});

describe('a name as a table', () => {
  const row = (value: Uint8Array, type = '2.5.4.10'): string => {
    const [only] = nameAttributes(name([attribute(type, value)]));
    return `${only?.label ?? ''} ${only?.stringType ?? ''} ${only?.value ?? ''}`;
  };

  it('names what it knows and shows the OID and the string type of what it does not', () => {
    expect(row(utf8String('VATDE-1'), '2.5.4.97')).to.equal('organizationIdentifier UTF8 VATDE-1');
    expect(row(printableString('DE'), '1.3.6.1.4.1.311.60.2.1.3')).to.equal('jurisdictionC Printable DE');
    expect(row(bmpString('Rack 7'), '2.999.42.1')).to.equal('2.999.42.1 BMP Rack 7');
    expect(row(utf8String('x'), '2.25.329800735698586629295641978511506172918')).to.equal('2.25.329800735698586629295641978511506172918 UTF8 x');
    expect(row(tlv(0x1b, utf8('general')))).to.equal('O General general');
    expect(row(integer(5))).to.equal('O other #020105');
  });

  it('shows octets that are no text as what they are', () => {
    expect(row(tlv(TAG.utf8String, Uint8Array.of(0x41, 0xff, 0xc3, 0x28)))).to.equal('O UTF8 A\\FF\\C3(');
    expect(row(tlv(TAG.utf8String, Uint8Array.of(0xed, 0xa0, 0x80)))).to.equal('O UTF8 \\ED\\A0\\80');
    expect(row(tlv(TAG.utf8String, Uint8Array.of(0xc0, 0xaf, 0xe2, 0x82)))).to.equal('O UTF8 \\C0\\AF\\E2\\82');
    expect(row(tlv(TAG.utf8String, Uint8Array.of(0xf4, 0x90, 0x80, 0x80)))).to.equal('O UTF8 \\F4\\90\\80\\80');
    expect(row(tlv(TAG.ia5String, Uint8Array.of(0x61, 0xe9)))).to.equal('O IA5 a\\E9');
    expect(row(tlv(TAG.bmpString, Uint8Array.of(0, 0x41, 0xd8, 0x35, 0, 0x42)))).to.equal('O BMP A\uFFFDB');
  });

  it('shows what would be lost on a page, or would stand on what is beside it', () => {
    expect(row(utf8String(' a  b '))).to.equal('O UTF8 \\ a \\ b\\ ');
    expect(row(utf8String('a\u0000b\u202Ec'))).to.equal('O UTF8 a\\00b\\E2\\80\\AEc');
    expect(row(utf8String('\u0301a\u0301'))).to.equal('O UTF8 \\CC\\81a\u0301');
    expect(row(utf8String('a\u3164\u2800\uFE0F\uE000'))).to.equal('O UTF8 a\\E3\\85\\A4\\E2\\A0\\80\\EF\\B8\\8F\\EE\\80\\80');
    expect(row(utf8String('a\u00A0b\u2003'))).to.equal('O UTF8 a\\C2\\A0b\\E2\\80\\83');
    expect(row(utf8String('\u3000山\u3000田\u3000'))).to.equal('O UTF8 \\E3\\80\\80山\u3000田\\E3\\80\\80');
    expect(row(utf8String('<b>,+"='))).to.equal('O UTF8 <b>,+"=');
  });

  it('keeps the attributes that can be read beside one that cannot', () => {
    const odd = sequence(Uint8Array.of(6, 3, 0x55, 0x80, 3), utf8String('x'));
    expect(nameAttributes(name([odd], [attribute('2.5.4.3', utf8String('a.example'))])).map(({ oid: type, label, value, rdn }) => [type, label, value, rdn])).to.deep.equal([
      ['', 'DER', `#${toHex(odd)}`, 0], ['2.5.4.3', 'CN', 'a.example', 1],
    ]);
  });

  it('has one name for each OID, as RFC 4512 section 1.4 writes names', () => {
    const labels = Object.values(ATTRIBUTE_NAMES);
    expect(new Set(labels).size).to.equal(labels.length);
    for (const label of labels) expect(label).to.match(/^[A-Za-z][A-Za-z0-9-]*$/);
    for (const dotted of [...Object.keys(ATTRIBUTE_NAMES), ...Object.keys(OTHER_NAMES)]) expect(equalBytes(oid(dotted), oid(dotted)), dotted).to.equal(true);
  });

  it('names a certificate by text that any place takes', () => {
    expect(commonName(name([attribute('2.5.4.3', tlv(TAG.utf8String, Uint8Array.of(0x41, 0xff)))]))).to.equal('A\uFFFD');
    expect(commonName(cn('a\\b'))).to.equal('a\\b');
    expect(commonName(name())).to.equal(undefined);
  });
});

describe('alternative names as text', () => {
  const shown = (what: string): string[] => generalNames(corpus.find((each) => each.name === `SAN: ${what}`)?.san).map(({ type, value }) => `${type} ${value}`);

  it('are readable in every kind, or hex', () => {
    expect(shown('Kerberos principals')).to.deep.equal([
      'otherName KRB5PrincipalName:krbtgt/EXAMPLE.ORG@EXAMPLE.ORG', 'otherName KRB5PrincipalName:an\\/na/a\\@b\\\\c@EXAMPLE.ORG',
    ]);
    expect(shown('a Kerberos principal that is none')).to.deep.equal(['otherName KRB5PrincipalName:#300d1b0b4558414d504c452e4f5247']);
    expect(shown('a user principal name')).to.deep.equal(['otherName UPN:anna@corp.example', 'otherName UPN;IA5:boris@corp.example']);
    expect(shown('a SmtpUTF8Mailbox')).to.deep.equal(['otherName SmtpUTF8Mailbox:žofia@例え.example']);
    expect(shown('SRVNames and XmppAddrs')).to.deep.equal(['otherName SRVName:_ldaps.example.org', 'otherName XmppAddr:juliet@im.example.com']);
    expect(shown('other names that nobody knows')).to.deep.equal([
      'otherName 1.3.6.1.4.1.99999.8:#020105', 'otherName 2.25.329800735698586629295641978511506172918:#3000', 'otherName 1.2.3;UTF8:a\\E2\\80\\AEb',
    ]);
    expect(shown('an other name without its [0]')).to.deep.equal(['otherName 1.2.3.4;UTF8:bare']);
    expect(shown('a directory GUID')).to.deep.equal(['otherName ntdsReplication:#0410000102030405060708090a0b0c0d0e0f']);
    expect(shown('an x400Address')).to.deep.equal(['x400 C=SK;A=ADMD;O=Example;S=Nov\\C3\\A1kov\\C3\\A1;G=\\C5\\BDofia;DDA:RFC-822=z(a)example']);
    expect(shown('an x400Address that is none')).to.deep.equal(['x400 #a303010203']);
    expect(shown('an ediPartyName')).to.deep.equal(['ediParty nameAssigner=GS1,partyName=4012345000009', 'ediParty partyName=Žofia']);
    expect(shown('an ediPartyName that is none')).to.deep.equal(['ediParty #a5030c0178']);
    expect(shown('registeredIDs')).to.deep.equal(['registeredId 1.2.3.4', 'registeredId 2.25.329800735698586629295641978511506172918', 'registeredId #880180']);
    expect(shown('a kind that does not exist')).to.deep.equal(['otherName #890101', 'otherName #040101', 'otherName #be03020101']);
    expect(shown('addresses of wrong lengths')).to.deep.equal(['ip #', 'ip #010203', 'ip #c0000200ffffff00']);
    expect(shown('dNSNames that are none')).to.deep.equal([
      'dns ', 'dns b\\C3\\BCcher.example', 'dns a b', 'dns a\\00.example', 'dns a\\E2\\80\\AEb', 'dns \\FF',
    ]);
    expect(shown('long lengths inside an other name')).to.deep.equal(['otherName UPN:anna@corp.example']);
    expect(shown('bytes that are no GeneralNames')).to.deep.equal(['otherName #04023000']);
    expect(generalNames(undefined)).to.deep.equal([]);
    expect(generalNames(sanOf(dns('a.example'), contextPrimitive(8, octetString(Uint8Array.of(1)))))).to.have.length(2);
  });

  it('have no second form that could pass for another name', () => {
    const unicode = (text: string): string | undefined => generalName(dns(text)).unicode;
    expect(unicode('xn--bcher-kva.example')).to.equal('bücher.example');
    expect(unicode('XN--BCHER-KVA.example')).to.equal('bücher.example');
    expect(unicode('xn--example-.example'), 'an A-label of plain ASCII').to.equal(undefined);
    // U+3002, which stands for a dot; a capital; a fullwidth digit.
    for (const label of ['xn--ab-r13a', 'xn--bcher-2pa', 'xn--1-bo0i']) expect(unicode(`${label}.example`), label).to.equal(undefined);
  });
});
