import { expect } from '@open-wc/testing';
import { checkIssued, checkKeyStrength, createCsr, inspectCertificate, inspectCsr, proveKey, samePublicKey } from '../../../src/crypto.js';
import { concat, type Bytes } from '../../../src/crypto/bytes.js';
import { algorithmIdentifier, bitString, context, contextPrimitive, derNull, integer, octetString, oid, sequence, set, tlv, utf8String } from '../../../src/crypto/der.js';
import { generalNames as shownNames } from '../../../src/crypto/general-names.js';
import { formatName, nameAttributes } from '../../../src/crypto/names.js';
import { OID } from '../../../src/crypto/oids.js';
import { decodePem, encodePem, MAX_OBJECT_BYTES } from '../../../src/crypto/pem.js';
import { recognise } from '../../../src/crypto/recognise.js';
import { editedNames } from '../../../src/crypto/san-edit.js';
import { readExtensions, sliceCertificate, sliceCsr, sliceGeneralNames } from '../../../src/crypto/x509.js';
import { PASSPHRASE } from '../../support/fuzz/corpus-types.js';
import { goodOne } from '../../support/fuzz/inputs.js';
import { attribute, checkOf, cn, dns, errorOf, extension, keyPair, makeCertificate, makeCsr, selfSigned, spkiOf } from './fixtures.js';

/** As many of something as no honest file has; what goes through them once for each would not end within a test. */
const MANY = 100_000;
const times = (count: number, part: Uint8Array): Bytes => {
  const out = new Uint8Array(count * part.length);
  for (let at = 0; at < out.length; at += part.length) out.set(part, at);
  return out;
};

/** Bytes that count how often a part is taken of them: twice for each element that is read. */
class Counted extends Uint8Array<ArrayBuffer> {
  static taken = 0;

  override subarray(begin?: number, end?: number): Uint8Array<ArrayBuffer> {
    Counted.taken += 1;
    return super.subarray(begin, end);
  }
}

/** How many parts a reader takes of a file. */
function partsTaken(read: (bytes: Bytes) => unknown, bytes: Bytes): number {
  Counted.taken = 0;
  read(Counted.from(bytes));
  return Counted.taken;
}

/** The certificate with other extensions: its signature is of no interest here. */
async function withExtensions(...extensions: readonly Uint8Array[]): Promise<Bytes> {
  const key = await keyPair('hostile');
  return (await makeCertificate({ spki: await spkiOf(key), signer: key, extensions })).der;
}

describe('long lists', () => {
  const lists: Readonly<Record<string, (count: number) => Promise<readonly [Bytes, (bytes: Bytes) => unknown]>>> = {
    'alternative names of a certificate': async (count) => {
      const { der } = await selfSigned({ key: 'hostile', san: sequence(times(count, dns('a.b'))) });
      return [der, (bytes) => shownNames(sliceCertificate(bytes).san)];
    },
    'RDNs of a subject': async (count) => {
      const rdn = set(attribute('2.5.4.3', utf8String('a')));
      return [(await selfSigned({ key: 'hostile', subject: sequence(times(count, rdn)) })).der, (bytes) => nameAttributes(sliceCertificate(bytes).subject)];
    },
    'attributes in one RDN': async (count) => {
      const subject = sequence(set(times(count, attribute('2.5.4.3', utf8String('a')))));
      return [(await selfSigned({ key: 'hostile', subject })).der, (bytes) => formatName(sliceCertificate(bytes).subject)];
    },
    'extensions of a certificate': async (count) => [await withExtensions(times(count, extension('1.2.3', Uint8Array.of(5, 0)))), sliceCertificate],
    'attributes of a request': async (count) => [
      await makeCsr({ key: await keyPair('hostile'), attributes: [times(count, sequence(oid('1.2.3'), set()))] }), sliceCsr,
    ],
    'values of one attribute': async (count) => [
      await makeCsr({ key: await keyPair('hostile'), attributes: [sequence(oid('1.2.3'), set(times(count, derNull())))] }), sliceCsr,
    ],
    'elements of an unknown object': async (count) => [sequence(times(count, integer(1))), recognise],
  };
  for (const [what, make] of Object.entries(lists)) {
    it(`are read in parts that grow as they do: ${what}`, async () => {
      const [few, read] = await make(500);
      const [more] = await make(5_000);
      const [taken, takenOfMore] = [partsTaken(read, few), partsTaken(read, more)];
      expect(taken).to.be.greaterThan(500);
      expect(takenOfMore / taken).to.be.within(9, 11);
    });
  }

  it('of a hundred thousand alternative names are shown, kept and asked for', async () => {
    const san = sequence(times(MANY, dns('a.b')));
    const { der, pem } = await selfSigned({ key: 'hostile', san });
    const { names } = await inspectCertificate(der);
    expect(names.length).to.equal(MANY);
    const csr = await createCsr({ certificate: der, key: await keyPair('hostile') });
    expect(sliceCsr(Uint8Array.from(csr.der)).san).to.deep.equal(san);
    // More names than a call may have arguments.
    expect(editedNames({ from: 'certificate', keep: names.map((_, i) => i), add: [] }, { certificate: pem })).to.deep.equal(san);
  });

  it('of two hundred thousand elements without content are read', () => {
    expect(sliceGeneralNames(sequence(times(2 * MANY, contextPrimitive(2, new Uint8Array()))))).to.have.lengthOf(2 * MANY);
    expect(nameAttributes(sequence(times(2 * MANY, set())))).to.deep.equal([]);
    expect(readExtensions(sequence(times(MANY, extension('1.2', new Uint8Array()))))).to.have.lengthOf(MANY);
  });

  it('of a hundred thousand PEM blocks are found, whatever they are called', () => {
    const block = '-----BEGIN A-----\nMAA=\n-----END A-----\n';
    expect(decodePem(block.repeat(MANY)).blocks).to.have.lengthOf(MANY);
    let [opened, closed] = ['', ''];
    for (let i = 0; i < MANY; i += 1) {
      const label = i.toString(36).toUpperCase();
      opened += `-----BEGIN ${label}-----\n`;
      closed = `-----END ${label}-----\n${closed}`;
    }
    // Each end has its beginning, and none of them is looked for through the whole of the text.
    expect(recognise(opened)).to.deep.include({ kind: 'unknown', reason: 'pem' });
    expect(recognise(opened + closed)).to.deep.include({ kind: 'unknown', reason: 'base64' });
    expect(recognise(closed + opened)).to.deep.include({ kind: 'unknown', reason: 'pem' });
  });

  it('of RFC 1421 headers, and headers of a million characters, are passed over', () => {
    const text = (headers: string): string => `-----BEGIN A-----\n${headers}\n\nMAA=\n-----END A-----\n`;
    expect(decodePem(text('a: b\n'.repeat(MANY).trimEnd())).blocks[0]?.headers).to.equal(true);
    expect(decodePem(text(`a: b${'\n c'.repeat(MANY)}`)).blocks[0]?.headers).to.equal(true);
    expect(decodePem(text(`a: ${'b'.repeat(1_000_000)}`)).blocks[0]?.headers).to.equal(true);
    // What only looks like headers to its end.
    for (const almost of [`${'a: b\n'.repeat(MANY)}!`, `a: b${'\n c'.repeat(MANY)}\n!`, `${'a'.repeat(1_000_000)}!`, `${' \n'.repeat(MANY)}!`]) {
      expect(() => decodePem(`-----BEGIN A-----\n${almost}\n-----END A-----\n`)).to.throw().with.property('reason', 'base64');
    }
  });
});

describe('deep nesting', () => {
  /** So many elements, each the only content of the one around it; of definite or indefinite lengths. */
  function nested(depth: number, tag: number, indefinite: boolean): Bytes {
    if (indefinite) return concat([times(depth, Uint8Array.of(tag, 0x80)), new Uint8Array(2 * depth)]);
    const headers: number[] = [];
    for (let i = 0, length = 0; i < depth; i += 1) {
      const octets = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : length < 0x10000 ? [0x82, length >> 8, length & 255] : [0x83, length >> 16, (length >> 8) & 255, length & 255];
      headers.push(...octets.reverse(), tag);
      length += octets.length + 1;
    }
    return Uint8Array.from(headers.reverse());
  }

  for (const tag of [0x30, 0x31, 0xa0, 0x24]) {
    for (const indefinite of [false, true]) {
      it(`of a hundred thousand levels ends at the level that is wrong: tag ${tag.toString(16)}, ${indefinite ? 'in' : ''}definite lengths`, async () => {
        const deep = nested(MANY, tag, indefinite);
        expect(recognise(deep).kind).to.be.a('string');
        for (const read of [sliceCertificate, sliceCsr]) expect(() => read(deep)).to.throw().with.property('code', 'bad-input');
        expect(await errorOf(inspectCertificate(encodePem('CERTIFICATE', deep)))).to.include({ code: 'bad-input', reason: 'der' });
        expect((await inspectCsr(nested(15_000, tag, indefinite))).kind).not.to.equal('csr');
        expect(checkKeyStrength(deep)[0]).to.deep.include({ outcome: 'fail', detail: { rule: 'encoding' } });
        expect(formatName(deep)).to.be.a('string');
        expect(samePublicKey(deep, sequence())).to.equal(false);
      });
    }
  }

  it('where anything may stand is carried as it is, and shown in one line', async () => {
    const deep = nested(15_000, 0x30, false);
    const san = sequence(context(4, deep), context(0, oid('1.2.3'), context(0, deep)), context(3, deep), context(5, deep));
    const subject = sequence(set(sequence(oid('1.2.3'), deep)));
    const { der } = await selfSigned({ key: 'hostile', subject, san });
    const report = await inspectCertificate(der);
    expect(report.names.map(({ type }) => type)).to.deep.equal(['dirName', 'otherName', 'x400', 'ediParty']);
    const made = sliceCsr(Uint8Array.from((await createCsr({ certificate: der, key: await keyPair('hostile') })).der));
    expect([made.subject, made.san]).to.deep.equal([subject, san]);
  });

  it('in an extension is no trouble for whoever else verifies a chain', async () => {
    const pair = await keyPair('hostile');
    const deep = await withExtensions(extension('1.2.3.4', nested(15_000, 0x30, false)), extension('1.2.3.5', nested(15_000, 0x24, true)));
    const csr = await makeCsr({ key: pair });
    const report = await checkIssued({ certificate: deep, chain: [], csr, predecessor: deep, now: Date.now() });
    expect(report.checks.find(({ id }) => id === 'issued-chain')?.outcome).to.be.oneOf(['pass', 'fail']);
  });
});

describe('huge parts', () => {
  it('of an object identifier are bounded, and of an alternative name are shown', () => {
    const arcs = (octets: number): Bytes => tlv(0x06, new Uint8Array(octets - 1).fill(0xff), Uint8Array.of(0x7f));
    const [longest] = nameAttributes(sequence(set(sequence(arcs(256), utf8String('a')))));
    expect(longest?.oid).to.match(/^2\.\d{530,545}$/);
    expect(formatName(sequence(set(sequence(arcs(257), utf8String('a')))))).to.match(/^#/);
    expect(shownNames(sequence(dns('.'.repeat(300_000)), dns(`xn--${'a'.repeat(300_000)}`), dns('xn--a.'.repeat(50_000))))).to.have.lengthOf(3);
  });

  it('of an RSA key are answered without arithmetic on them', () => {
    const rsa = (modulus: number, exponent: number): Bytes => sequence(
      algorithmIdentifier(OID.rsaEncryption, derNull()),
      bitString(sequence(integer(new Uint8Array(modulus).fill(0xff)), integer(new Uint8Array(exponent).fill(0xff)))),
    );
    const failing = (spki: Bytes): string[] => checkKeyStrength(spki).filter(({ outcome }) => outcome === 'fail').map(({ detail }) => (detail as { rule: string }).rule);
    expect(failing(rsa(500_000, 3))).to.deep.equal(['rsa-size']);
    expect(failing(rsa(500_000, 500_000))).to.deep.equal(['rsa-size', 'rsa-exponent']);
    expect(failing(rsa(2_049, 2_049))).to.deep.equal(['rsa-size', 'rsa-exponent']);
  });

  it('of an RSA key verify no signature', async () => {
    const [odd, full] = [new Uint8Array(20_000).fill(0xff), new Uint8Array(2_048).fill(0xff)];
    const key = await keyPair('hostile');
    for (const [modulus, exponent] of [[odd, Uint8Array.of(1, 0, 1)], [odd, odd], [full, full]] as const) {
      const spki = sequence(algorithmIdentifier(OID.rsaEncryption, derNull()), bitString(sequence(integer(modulus), integer(exponent))));
      const request = await makeCsr({ key, spki, algorithm: algorithmIdentifier(OID.sha256WithRsa, derNull()), forge: () => modulus.slice().fill(0, 0, 1) });
      const report = await inspectCsr(request);
      expect(report.kind).to.equal('csr');
      expect(checkOf(report, 'signature')).to.deep.include({ outcome: 'fail', detail: { reason: 'key-size' } });
      const proof = proveKey({ file: goodOne('keyFile', 'rsa-2048'), passphrase: PASSPHRASE, spki });
      expect(await errorOf(proof)).to.include({ code: 'unsupported', reason: 'key-size' });
    }
  });

  it('are refused above a mebibyte before they are looked at, in every form', async () => {
    const { der, pem } = await selfSigned({ key: 'hostile' });
    const key = await keyPair('hostile');
    const padded = (bytes: number): string => pem + ' '.repeat(bytes - pem.length);
    expect((await inspectCertificate(padded(MAX_OBJECT_BYTES))).sha256).to.equal((await inspectCertificate(der)).sha256);
    for (const large of [padded(MAX_OBJECT_BYTES + 1), concat([der, new Uint8Array(MAX_OBJECT_BYTES)])]) {
      const error = await errorOf(inspectCertificate(large));
      expect(error).to.deep.include({ code: 'too-large', detail: { limit: MAX_OBJECT_BYTES, bytes: large.length } });
      expect(await errorOf(createCsr({ certificate: large, key }))).to.include({ code: 'too-large' });
      expect(() => sliceCsr(large)).to.throw().with.property('code', 'too-large');
    }
  });

  it('of a name in a request are checked as others are', async () => {
    const san = sequence(dns('a'.repeat(60_000)));
    const report = await inspectCsr(await makeCsr({ key: await keyPair('hostile'), attributes: [sequence(oid(OID.extensionRequest), set(sequence(extension(OID.subjectAltName, san))))] }));
    expect(report.kind).to.equal('csr');
    expect(checkOf(report, 'dnsname-ascii').outcome).to.equal('pass');
    expect(checkOf(report, 'signature').outcome).to.equal('pass');
  });
});

describe('a second reader of certificates', () => {
  it('finds the names where the first does: with lengths in more octets than needed', async () => {
    const san = sequence(dns('example.org'));
    const long = (tag: number, content: Uint8Array): Bytes => concat([Uint8Array.of(tag, 0x84, 0, 0, 0, content.length), content]);
    const type = oid(OID.subjectAltName).subarray(2);
    for (const written of [
      sequence(long(0x06, type), octetString(san)), sequence(oid(OID.subjectAltName), long(0x04, san)), long(0x30, concat([oid(OID.subjectAltName), octetString(san)])),
      sequence(long(0x06, type), long(0x01, Uint8Array.of(0xff)), long(0x04, san)),
    ]) {
      const der = await withExtensions(extension('1.2.3', derNull()), written);
      expect(sliceCertificate(der).san).to.deep.equal(san);
      const csr = await createCsr({ certificate: der, key: await keyPair('hostile') });
      expect(sliceCsr(Uint8Array.from(csr.der)).san).to.deep.equal(san);
    }
  });
});

describe('names of another program\'s objects', () => {
  it('are names like others', async () => {
    for (const label of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
      expect(formatName(cn(label))).to.equal(`CN=${label}`);
      expect(shownNames(sequence(dns(label)))).to.deep.equal([{ type: 'dns', value: label }]);
      expect(recognise(`-----BEGIN ${label}-----\nMAA=\n-----END ${label}-----\n`).kind).to.equal('unknown');
      expect(recognise(`-----BEGIN ${label.toUpperCase()}-----\nMAA=\n-----END ${label.toUpperCase()}-----\n`).kind).to.equal('unknown');
    }
    expect(Object.keys(Object.prototype)).to.deep.equal([]);
    expect(sliceCsr(await makeCsr({ key: await keyPair('hostile'), attributes: [sequence(oid('1.2.3'), set(octetString()))] })).attributes).to.have.lengthOf(1);
  });
});
