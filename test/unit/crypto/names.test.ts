import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { inspectCertificate } from '../../../src/crypto.js';
import { sequence, set, oid, utf8String, printableString, tlv, ia5String, contextPrimitive, octetString } from '../../../src/crypto/der.js';
import { formatIp, generalName, generalNames as describeNames } from '../../../src/crypto/general-names.js';
import { formatName, nameAttributes } from '../../../src/crypto/names.js';
import { OID } from '../../../src/crypto/oids.js';
import { decodePunycode } from '../../../src/crypto/punycode.js';
import { attribute, cn, dns, email, errorOf, generalNames, ip, name, otherName, selfSigned, uglyName, uglySan } from './fixtures.js';

const value = (text: string): string => formatName(cn(text)).slice(3);

describe('names as text', () => {
  it('follow RFC 4514: last RDN first, plus within an RDN, hex for what is unknown', () => {
    expect(formatName(uglyName())).to.equal('CN=\\ example.org\\ ,serialNumber=№ 7,1.3.6.1.4.1.99999.7=#0403010203,OU=Kôò+O=Žltý kôň\\, a.s.,C=SK');
  });

  it('name each attribute, its string type and its RDN', () => {
    const attributes = nameAttributes(uglyName());
    expect(attributes.map(({ label, stringType, rdn }) => `${String(rdn)} ${label} ${stringType}`)).to.deep.equal([
      '0 C Printable', '1 OU Teletex', '1 O BMP', '2 1.3.6.1.4.1.99999.7 other', '3 serialNumber Universal', '4 CN UTF8',
    ]);
    expect(attributes.map((each) => each.value)).to.deep.equal(['SK', 'Kôò', 'Žltý kôň, a.s.', '#0403010203', '№ 7', '\\ example.org\\ ']);
  });

  it('escape what RFC 4514 section 2.4 names', () => {
    expect(value('a,b+c"d\\e<f>g;h')).to.equal('a\\,b\\+c\\"d\\\\e\\<f\\>g\\;h');
    expect(value('#a')).to.equal('\\#a');
    expect(value(' a')).to.equal('\\ a');
    expect(value('a ')).to.equal('a\\ ');
    expect(value(' ')).to.equal('\\ ');
    expect(value('  ')).to.equal('\\ \\ ');
    expect(value('a\u0000b')).to.equal('a\\00b');
    expect(value('')).to.equal('');
  });

  it('show what would not be seen, or would reorder what is', () => {
    expect(value('gro.elpmaxe\u202Ecom')).to.equal('gro.elpmaxe\\E2\\80\\AEcom');
    expect(value('a\nb')).to.equal('a\\0Ab');
    expect(value('a\u200Bb')).to.equal('a\\E2\\80\\8Bb');
  });

  it('are empty for an empty name alone, and hex for one that cannot be read', () => {
    expect(formatName(name())).to.equal('');
    expect(nameAttributes(name())).to.deep.equal([]);
    expect(formatName(Uint8Array.of(0x30, 5, 1))).to.equal('#300501');
    expect(nameAttributes(Uint8Array.of(0x30, 5, 1))).to.deep.equal([{ oid: '', label: 'DER', value: '#300501', stringType: 'other', rdn: 0 }]);
  });

  it('survive strings that are not what they say', () => {
    expect(formatName(name([attribute('2.5.4.3', tlv(0x0c, Uint8Array.of(0xff, 0x41)))]))).to.equal('CN=\\FFA');
    expect(formatName(name([attribute('2.5.4.3', tlv(0x1e, Uint8Array.of(0x41)))]))).to.equal('CN=\uFFFD');
    expect(formatName(name([attribute('2.5.4.3', tlv(0x1c, Uint8Array.of(0, 0, 0, 0x41, 0, 0x11, 0, 0, 1)))]))).to.equal('CN=A\uFFFD\uFFFD');
  });

  it('never throw, whatever the bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 60 }), fc.constantFrom(0x0c, 0x13, 0x14, 0x1c, 0x1e), (octets, tag) => {
      const bytes = Uint8Array.from(octets);
      formatName(bytes);
      describeNames(bytes);
      generalName(bytes);
      describeNames(sequence(bytes));
      const text = formatName(sequence(set(sequence(oid('2.5.4.3'), tlv(tag, bytes)))));
      expect(text).not.to.match(/[\p{Cc}\p{Cf}]/u);
    }));
  });
});

describe('general names as text', () => {
  it('are typed and readable, also those that few know', () => {
    expect(describeNames(uglySan())).to.deep.equal([
      { type: 'dns', value: 'Example.ORG' },
      { type: 'dns', value: '*.xn--bcher-kva.example', unicode: '*.bücher.example' },
      { type: 'ip', value: '192.0.2.1' },
      { type: 'ip', value: '2001:db8::1' },
      { type: 'otherName', value: 'UPN:anna@example.org' },
      { type: 'otherName', value: '1.3.6.1.4.1.99999.8:#020105' },
      { type: 'dirName', value: 'CN=inside' },
      { type: 'registeredId', value: '1.2.3.4' },
    ]);
    expect(generalName(otherName(OID.smtpUtf8Mailbox, utf8String('žofia@example.org')))).to.deep.equal({ type: 'otherName', value: 'SmtpUTF8Mailbox:žofia@example.org' });
    expect(generalName(email('a@b.example'))).to.deep.equal({ type: 'email', value: 'a@b.example' });
    expect(generalName(contextPrimitive(6, ia5String('https://a.example/').subarray(2)))).to.deep.equal({ type: 'uri', value: 'https://a.example/' });
  });

  it('show octets that are not ASCII and addresses of odd lengths as they are', () => {
    expect(generalName(dns('a\u0000b')).value).to.equal('a\\00b');
    expect(generalName(ip(1, 2, 3)).value).to.equal('#010203');
    expect(generalName(octetString(Uint8Array.of(1)))).to.deep.equal({ type: 'otherName', value: '#040101' });
    expect(describeNames(undefined)).to.deep.equal([]);
  });

  it('write IPv6 as RFC 5952 does', () => {
    const text = (...groups: readonly number[]): string | undefined => formatIp(Uint8Array.from(groups.flatMap((group) => [group >> 8, group & 255])));
    expect(text(0, 0, 0, 0, 0, 0, 0, 0)).to.equal('::');
    expect(text(0, 0, 0, 0, 0, 0, 0, 1)).to.equal('::1');
    expect(text(1, 0, 0, 0, 0, 0, 0, 0)).to.equal('1::');
    expect(text(0x2001, 0xdb8, 0, 0, 1, 0, 0, 1)).to.equal('2001:db8::1:0:0:1');
    expect(text(0x2001, 0xdb8, 0, 1, 1, 1, 1, 1)).to.equal('2001:db8:0:1:1:1:1:1');
    expect(text(0x2001, 0, 0, 1, 0, 0, 0, 1)).to.equal('2001:0:0:1::1');
    expect(text(0xabcd, 2, 3, 4, 5, 6, 7, 8)).to.equal('abcd:2:3:4:5:6:7:8');
  });

  it('decode the samples of RFC 3492 section 7.1 and leave broken labels alone', () => {
    expect(decodePunycode('ihqwcrb4cv8a8dqg056pqjye')).to.equal('他们为什么不说中文');
    expect(decodePunycode('Proprostnemluvesky-uyb24dma41a')).to.equal('Pročprostěnemluvíčesky');
    expect(decodePunycode('3B-ww4c5e180e575a65lsy2b')).to.equal('3年B組金八先生');
    expect(decodePunycode('9')).to.equal(undefined);
    expect(decodePunycode('a-é')).to.equal(undefined);
    expect(generalName(dns('xn--99999999999999.example'))).to.deep.equal({ type: 'dns', value: 'xn--99999999999999.example' });
  });

  it('show no other form of what is too long for a label', () => {
    const ascii = (label: string): string => new URL(`http://${label}.example`).hostname;
    expect(generalName(dns(ascii(`${'b'.repeat(40)}ü`)))).to.have.property('unicode', `${'b'.repeat(40)}ü.example`);
    expect(generalName(dns(ascii(`${'b'.repeat(60)}ü`)))).not.to.have.property('unicode');
  });

  it('show no other form of what is too long for a name, which would take a second for each hundred thousand labels', () => {
    expect(generalName(dns(`${'a.'.repeat(118)}xn--mnchen-3ya`))).to.have.property('unicode', `${'a.'.repeat(118)}münchen`);
    expect(generalName(dns(`${'a.'.repeat(128)}xn--mnchen-3ya`))).not.to.have.property('unicode');
  });

  it('decode any label without failing', () => {
    fc.assert(fc.property(fc.string({ maxLength: 40 }), (label) => {
      decodePunycode(label);
    }));
  });
});

describe('inspectCertificate', () => {
  it('tells what the certificate says', async () => {
    const { pem, der } = await selfSigned({ subject: uglyName(), san: uglySan() });
    const report = await inspectCertificate(pem);
    expect(report).to.include({ serialNumber: 'FEDCBA', notBefore: '2026-01-01T00:00:00.000Z', notAfter: '2027-01-01T00:00:00.000Z' });
    expect(report.issuer).to.equal(report.subject);
    expect(report.key.algorithm).to.equal('ec-p256');
    expect(report.subjectDer).to.deep.equal(uglyName());
    expect(report.sanDer).to.deep.equal(uglySan());
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', der));
    expect(report.sha256).to.equal(Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join(''));
  });

  it('has no names where the certificate has none', async () => {
    const report = await inspectCertificate((await selfSigned({ subject: name([attribute('2.5.4.3', printableString('x'))]) })).der);
    expect(report.names).to.deep.equal([]);
    expect(report).not.to.have.property('sanDer');
  });

  it('refuses what is no certificate, and ends when it is aborted', async () => {
    expect(await errorOf(inspectCertificate('MAA='))).to.include({ code: 'bad-input', reason: 'der' });
    const { pem } = await selfSigned();
    expect(await errorOf(inspectCertificate(pem, { signal: AbortSignal.abort() }))).to.include({ code: 'aborted' });
  });

  it('refuses a certificate with two SANs rather than choosing one', async () => {
    const san = generalNames(dns('a.example'));
    const { pem } = await selfSigned({ san, again: true });
    expect(await errorOf(inspectCertificate(pem))).to.include({ code: 'bad-input', reason: 'duplicate-extension' });
  });
});
