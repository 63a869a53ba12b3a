import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { RekeyError } from '../../../src/core/errors.js';
import { fromBase64, toBase64, type Bytes } from '../../../src/crypto/bytes.js';
import {
  decodeOid, decodeTime, DerReader, hasMinimalLengths, integer, oid, octetString, readExactly, readTlv, sequence, setOf, smallInteger, TAG, time, tlv,
  unsignedInteger,
} from '../../../src/crypto/der.js';
import { decodePem, encodePem } from '../../../src/crypto/pem.js';
import { recognise } from '../../../src/crypto/recognise.js';
import { sliceCertificate, sliceCsr } from '../../../src/crypto/x509.js';
import { keyPair, makeCsr, sanRequest, selfSigned, uglyName, uglySan } from './fixtures.js';

const bytes = (...octets: readonly number[]): Bytes => Uint8Array.from(octets);
const arbitraryBytes = (max: number): fc.Arbitrary<Bytes> => fc.uint8Array({ maxLength: max }).map((array) => Uint8Array.from(array));

/** Runs something that may throw a RekeyError and nothing else. */
function onlyRekeyErrors(run: () => unknown): void {
  try {
    run();
  } catch (thrown) {
    expect(thrown).to.be.instanceOf(RekeyError);
    expect((thrown as RekeyError).code).to.equal('bad-input');
  }
}

describe('DER', () => {
  it('hands out slices of its input, not copies', () => {
    const der = sequence(integer(5), octetString(bytes(1, 2)));
    const [first, second] = DerReader.of(der).all();
    expect(first?.content.buffer).to.equal(der.buffer);
    expect(second?.content).to.deep.equal(bytes(1, 2));
  });

  for (const [what, octets] of Object.entries({
    'an indefinite length': [0x30, 0x80, 0, 0], 'a length in more octets than needed': [0x04, 0x81, 0x01, 0],
    'a long length with a leading zero': [0x04, 0x82, 0x00, 0x80], 'content cut short': [0x04, 0x05, 1], 'a tag alone': [0x30],
    'a tag number above 30': [0x1f, 0x81, 0x01, 0], 'nothing': [], 'a length of nine octets': [0x04, 0x89, 1, 1, 1, 1, 1, 1, 1, 1, 1],
  })) {
    it(`refuses ${what}`, () => {
      expect(() => readTlv(bytes(...octets))).to.throw(RekeyError).with.property('reason', 'der');
    });
  }

  it('takes lengths in more octets than they need where they are to be carried, and no indefinite ones', () => {
    for (const header of [[4, 0x81, 1], [4, 0x82, 0, 1], [4, 0x84, 0, 0, 0, 1], [4, 0x89, 0, 0, 0, 0, 0, 0, 0, 0, 1], [4, 0xfe, ...new Uint8Array(125), 1]]) {
      expect(() => readTlv(bytes(...header, 7))).to.throw(RekeyError);
      const read = readTlv(bytes(...header, 7, 9), 0, 'any');
      expect([...read.content]).to.deep.equal([7]);
      expect([...read.bytes]).to.deep.equal([...header, 7]);
    }
    for (const header of [[4, 0x80, 0, 0], [4, 0xff, ...new Uint8Array(126), 1, 7], [4, 0x88, 1, 0, 0, 0, 0, 0, 0, 1, 7], [4, 0xfe, ...new Uint8Array(126).fill(0xff)], [4, 0x82, 0]]) {
      expect(() => readTlv(bytes(...header), 0, 'any')).to.throw(RekeyError).with.property('reason', 'der');
    }
    const nested = bytes(0x30, 0x81, 4, 0x30, 0x81, 1, 5);
    expect(() => DerReader.of(nested).enter()).to.throw(RekeyError);
    expect(() => DerReader.of(nested, TAG.sequence, 'any').enter().rest, 'what lies inside is read by the same rule').not.to.throw();
    expect([...DerReader.of(nested, TAG.sequence, 'any').enter().rest]).to.deep.equal([5]);
  });

  it('finds a length of BER at any depth, in one pass', () => {
    const long = bytes(4, 0x81, 1, 7);
    const short = octetString(bytes(7));
    const wrapped = (inner: Bytes, depth: number): Bytes => (depth === 0 ? inner : sequence(integer(1), wrapped(inner, depth - 1), integer(2)));
    for (const depth of [0, 1, 5, 300]) {
      expect(hasMinimalLengths(wrapped(short, depth)), String(depth)).to.equal(true);
      expect(hasMinimalLengths(wrapped(long, depth)), String(depth)).to.equal(false);
    }
    expect(hasMinimalLengths(octetString(long)), 'an OCTET STRING is not looked into').to.equal(true);
    expect(hasMinimalLengths(octetString(new Uint8Array(200)))).to.equal(true);
    expect(hasMinimalLengths(octetString(new Uint8Array(70_000)))).to.equal(true);
    expect(hasMinimalLengths(bytes(4, 0x82, 0, 200, ...new Uint8Array(200)))).to.equal(false);
    expect(hasMinimalLengths(sequence(...Array.from({ length: 50_000 }, () => short)))).to.equal(true);
    fc.assert(fc.property(arbitraryBytes(60), (any) => {
      hasMinimalLengths(any);
    }));
  });

  it('refuses bytes after the one element that it expects', () => {
    expect(() => readExactly(bytes(5, 0, 0))).to.throw(RekeyError);
  });

  it('refuses negative and padded integers where a size is meant', () => {
    expect(() => unsignedInteger(readTlv(bytes(2, 1, 0x80)))).to.throw(RekeyError);
    expect(() => unsignedInteger(readTlv(bytes(2, 2, 0, 1)))).to.throw(RekeyError);
    expect(() => smallInteger(readTlv(bytes(2, 8, 1, 0, 0, 0, 0, 0, 0, 0)))).to.throw(RekeyError);
  });

  it('reads back every element that it writes, whatever its length', () => {
    fc.assert(fc.property(fc.constantFrom(2, 4, 0x30, 0xa0), fc.integer({ min: 0, max: 70_000 }), (tag, length) => {
      const written = tlv(tag, new Uint8Array(length));
      const read = readExactly(written);
      expect(read.tag).to.equal(tag);
      expect(read.content.length).to.equal(length);
    }), { numRuns: 60 });
  });

  it('reads back every number and every object identifier', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 2 ** 46 }), (value) => {
      expect(smallInteger(readExactly(integer(value)))).to.equal(value);
    }));
    const arcs = fc.tuple(fc.constantFrom(0, 1, 2), fc.integer({ min: 0, max: 39 }), fc.array(fc.bigInt({ min: 0n, max: 2n ** 130n }), { maxLength: 6 }));
    fc.assert(fc.property(arcs, ([root, second, rest]) => {
      const dotted = [root, second, ...rest].join('.');
      expect(decodeOid(readExactly(oid(dotted)).content)).to.equal(dotted);
    }));
  });

  it('writes the years to 2049 in two digits and the others in four, and reads both', () => {
    for (const iso of ['1950-01-01T00:00:00.000Z', '2049-12-31T23:59:59.000Z', '2050-01-01T00:00:00.000Z', '9999-12-31T23:59:59.000Z', '1949-12-31T23:59:59.000Z']) {
      const encoded = time(new Date(iso));
      expect(encoded[0]).to.equal(iso >= '1950' && iso < '2050' ? 0x17 : 0x18);
      expect(decodeTime(readExactly(encoded)).toISOString()).to.equal(iso);
    }
    const impossible = tlv(0x17, new TextEncoder().encode('260231000000Z'));
    expect(() => decodeTime(readExactly(impossible))).to.throw(RekeyError);
  });

  it('sorts a SET OF by its encodings', () => {
    expect(setOf(octetString(bytes(2)), integer(9), octetString(bytes(1)))).to.deep.equal(
      bytes(0x31, 9, 2, 1, 9, 4, 1, 1, 4, 1, 2));
  });
});

describe('PEM', () => {
  it('is the same bytes after a round, with lines of 64 characters', () => {
    fc.assert(fc.property(arbitraryBytes(500), (der) => {
      fc.pre(der.length > 0);
      const pem = encodePem('X Y', der);
      expect(pem.split('\n').every((line) => line.length <= 64)).to.equal(true);
      expect(decodePem(pem)).to.deep.equal({ encoding: 'pem', surroundingText: false, blocks: [{ label: 'X Y', der, headers: false }] });
      expect(decodePem(pem.replaceAll('\n', '\r\n')).blocks[0]?.der).to.deep.equal(der);
      expect(fromBase64(toBase64(der))).to.deep.equal(der);
      expect(toBase64(der)).to.equal(btoa(String.fromCharCode(...der)));
    }));
  });

  it('finds every block and notices text around them', () => {
    const one = encodePem('CERTIFICATE', bytes(0x30, 0));
    const two = decodePem(`Bag Attributes\n  friendlyName: x\n${one}\nbetween\n${encodePem('CERTIFICATE REQUEST', bytes(0x30, 0))}`);
    expect(two.blocks.map(({ label }) => label)).to.deep.equal(['CERTIFICATE', 'CERTIFICATE REQUEST']);
    expect(two.surroundingText).to.equal(true);
    expect(decodePem(`\uFEFF\n \t${one}\r\n`).surroundingText).to.equal(false);
  });

  it('reads files in UTF-16, as PowerShell writes them', () => {
    const pem = encodePem('CERTIFICATE', bytes(0x30, 0));
    const file = Uint8Array.from([0xff, 0xfe, ...Array.from(pem, (char) => [char.charCodeAt(0), 0]).flat()]);
    expect(decodePem(file).blocks[0]?.der).to.deep.equal(bytes(0x30, 0));
  });

  for (const [what, text, reason] of [
    ['nothing', ' \n ', 'empty'], ['armour that is not closed', '-----BEGIN CERTIFICATE-----\nMAA=\n', 'pem'], ['words', 'not base64 at all!', 'base64'],
    ['base64 without its padding', 'MAA', 'base64'], ['base64 with bits too many', 'MAB=', 'base64'], ['padding in the middle', 'MA==MA==', 'base64'],
    ['padding too many', 'MAAA=', 'base64'],
  ] as const) {
    it(`refuses ${what}`, () => {
      expect(() => decodePem(text)).to.throw(RekeyError).with.property('reason', reason);
    });
  }
});

describe('hostile text', () => {
  // What looks for an end from every beginning needs many seconds for each: longer than a test may take.
  for (const [what, part, kind] of [
    ['armour that is opened again and again', '-----BEGIN A-----', 'unknown'], ['armour with dashes without end', `-----BEGIN A${'-'.repeat(68)}`, 'unknown'],
    ['armour opened under many labels', '-----BEGIN A-----BEGIN B-----', 'unknown'],
    ['the type of a JSON Web Key again and again', '"kty":', 'public-key'], ['the private member of one', '"d":', 'unknown'],
  ] as const) {
    it(`is answered at once: ${what}`, () => {
      expect(recognise(part.repeat(1_048_576 / part.length)).kind).to.equal(kind);
    });
  }
});

describe('any bytes at all', () => {
  it('are a certificate, a request, or a RekeyError', () => {
    const read = (input: Bytes): void => {
      onlyRekeyErrors(() => sliceCertificate(input));
      onlyRekeyErrors(() => sliceCsr(input));
      onlyRekeyErrors(() => decodePem(input));
    };
    fc.assert(fc.property(arbitraryBytes(200), read));
    fc.assert(fc.property(arbitraryBytes(200), (content) => {
      read(sequence(content));
    }));
    fc.assert(fc.property(fc.string({ maxLength: 300 }), (text) => {
      onlyRekeyErrors(() => decodePem(text));
      onlyRekeyErrors(() => decodePem(`-----BEGIN X-----${text}-----END X-----`));
    }));
  });

  it('are so too when they come from a real certificate and a real request with a few octets changed, added or cut', async () => {
    const certificate = await selfSigned({ subject: uglyName(), san: uglySan() });
    const csr = await makeCsr({ key: await keyPair('new'), subject: uglyName(), attributes: [sanRequest(uglySan())] });
    const changes = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 4 });
    for (const original of [certificate.der, csr]) {
      fc.assert(fc.property(changes, fc.nat(original.length), (edits, cut) => {
        const damaged = original.slice();
        for (const [at, value] of edits) damaged[at % damaged.length] = value;
        onlyRekeyErrors(() => sliceCertificate(damaged));
        onlyRekeyErrors(() => sliceCsr(damaged));
        onlyRekeyErrors(() => sliceCsr(original.slice(0, cut)));
      }), { numRuns: 400 });
    }
  });

  it('may be nested as deep as they like', () => {
    let nested = bytes(0x30, 0);
    for (let i = 0; i < 3000; i++) nested = sequence(nested);
    onlyRekeyErrors(() => sliceCsr(nested));
    onlyRekeyErrors(() => sliceCertificate(nested));
  });
});
