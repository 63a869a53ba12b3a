import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import type { SanEdit, SanName } from '../../../src/core/domain.js';
import { createKeyPort, type RekeyError } from '../../../src/crypto.js';
import { bytesOf, concat, equalBytes, toHex, type Bytes } from '../../../src/crypto/bytes.js';
import { formatIp, generalName } from '../../../src/crypto/general-names.js';
import { editedNames, encodeName, namesIn, parseIp } from '../../../src/crypto/san-edit.js';
import { sequence, tlv } from '../../../src/crypto/der.js';
import { sliceCsr, sliceGeneralNames } from '../../../src/crypto/x509.js';
import { dns, errorOf, generalNames, ip, email, keyPair, makeCsr, sanRequest, selfSigned, uglySan } from './fixtures.js';
import { encodePem } from '../../../src/crypto/pem.js';

const valueOf = (name: SanName): string | undefined => {
  const der = encodeName(name);
  return der === undefined ? undefined : generalName(der).value;
};
const dnsOf = (value: string): string | undefined => valueOf({ type: 'dns', value });
const ipOf = (value: string): string | undefined => valueOf({ type: 'ip', value });
const mailOf = (value: string): string | undefined => valueOf({ type: 'email', value });

function reasonOf(run: () => unknown): { code: string; reason: string | undefined; fields: unknown } {
  try {
    run();
  } catch (thrown) {
    const { code, reason, fields } = thrown as RekeyError;
    return { code, reason, fields };
  }
  throw new Error('It did not fail.');
}

describe('a DNS name that is typed', () => {
  it('becomes its lower-case A-labels', () => {
    for (const [typed, name] of [
      ['shop.example.com', 'shop.example.com'], ['SHOP.Example.COM', 'shop.example.com'], ['  shop.example.com ', 'shop.example.com'],
      ['shop.example.com.', 'shop.example.com'], ['münchen.example', 'xn--mnchen-3ya.example'], ['MÜNCHEN.example', 'xn--mnchen-3ya.example'],
      ['xn--mnchen-3ya.example', 'xn--mnchen-3ya.example'], ['例え.テスト', 'xn--r8jz45g.xn--zckzah'], ['例え。テスト。', 'xn--r8jz45g.xn--zckzah'], ['faß.example', 'xn--fa-hia.example'],
      ['ｓｈｏｐ.example', 'shop.example'], ['*.example.com', '*.example.com'], ['*.Bücher.example', '*.xn--bcher-kva.example'],
      ['3com.example', '3com.example'], [`${'a'.repeat(63)}.example`, `${'a'.repeat(63)}.example`],
    ] as const) expect(dnsOf(typed), typed).to.equal(name);
  });

  it('is refused when it is something else, or more than a name', () => {
    for (const typed of [
      '', '.', '*', '*.', 'localhost', '*.com', 'com.', 'a..example', '.example.com', 'www.*.example.com', '**.example.com', '*.*.example.com', 'w*.example.com',
      'https://example.com', 'example.com/path', 'example.com:443', 'user@example.com', 'example.com?x', 'example.com#x', 'exa mple.com', 'exam\u0000ple.com',
      'example.com\u0001', '\u0001example.com', 'exam\tple.com', 'example.com\\x', 'exam%70le.com', '[::1]', '192.0.2.1', '0x7f.1', '3221225985', '192.0.2.1.', '１９２.0.2.1',
      '-a.example', 'a-.example', 'under_score.example', 'xn--a.example', 'xn--.example', `${'a'.repeat(64)}.example`, Array<string>(64).fill('abc').join('.'),
      'exam<script>.com', 'a,b.example', 'example.123', '\u202eexample.com',
    ]) expect(dnsOf(typed), JSON.stringify(typed)).to.equal(undefined);
    const longest = [...Array<string>(3).fill('a'.repeat(63)), 'a'.repeat(61)].join('.');
    expect(longest.length).to.equal(253);
    expect(dnsOf(longest)).to.equal(longest);
    expect(dnsOf(`*.${longest}`)).to.equal(undefined);
  });

  it('stays what it is when it is typed again', () => {
    fc.assert(fc.property(fc.domain(), (typed) => {
      const name = dnsOf(typed);
      fc.pre(name !== undefined);
      expect(name).to.match(/^[a-z0-9.-]+$/);
      expect(dnsOf(name)).to.equal(name);
    }));
  });

  it('never becomes anything but a name of letters, digits and hyphens', () => {
    fc.assert(fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }), fc.webUrl(), fc.tuple(fc.domain(), fc.string()).map((parts) => parts.join(''))), (typed) => {
      const der = encodeName({ type: 'dns', value: typed });
      if (der === undefined) return;
      const text = String.fromCharCode(...der.subarray(der.length - (generalName(der).value.length)));
      expect(text).to.match(/^(\*\.)?([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/);
      expect(text.length).to.be.at.most(253);
    }), { numRuns: 500 });
  });
});

describe('an address that is typed', () => {
  it('of either kind has its octets', () => {
    for (const [typed, shown] of [
      ['192.0.2.1', '192.0.2.1'], ['0.0.0.0', '0.0.0.0'], [' 255.255.255.255 ', '255.255.255.255'], ['2001:db8::1', '2001:db8::1'], ['2001:0DB8:0:0:0:0:0:1', '2001:db8::1'],
      ['::', '::'], ['::1', '::1'], ['1::', '1::'], ['::ffff:192.0.2.1', '::ffff:c000:201'], ['1:2:3:4:5:6:7:8', '1:2:3:4:5:6:7:8'], ['1:0:3:4:5:6:7:8', '1:0:3:4:5:6:7:8'],
    ] as const) expect(ipOf(typed), typed).to.equal(shown);
    expect(encodeName({ type: 'ip', value: '192.0.2.1' })).to.deep.equal(Uint8Array.of(0x87, 4, 192, 0, 2, 1));
    expect(encodeName({ type: 'ip', value: '2001:db8::1' })?.length).to.equal(18);
  });

  it('is refused when it is none, or says more', () => {
    for (const typed of [
      '', '192.0.2', '192.0.2.256', '192.0.2.01', '0x7f.0.0.1', '127.1', '3221225985', '192.0.2.1/24', '2001:db8::/32', '[::1]', '::1%eth0', 'fe80::1%25eth0', '1:2:3:4:5:6:7', '1::2::3',
      '1:2:3:4:5:6:7:8:9', '12345::', 'example.com', ':', ':::', '::1]', '::1]:80', '192.0.2.1:80', '１９２.0.2.1',
    ]) expect(ipOf(typed), typed).to.equal(undefined);
  });

  it('is read back as it is shown', () => {
    fc.assert(fc.property(fc.oneof(fc.uint8Array({ minLength: 4, maxLength: 4 }), fc.uint8Array({ minLength: 16, maxLength: 16 })), (octets) => {
      const read = parseIp(formatIp(octets) ?? '');
      expect(read === undefined ? '' : toHex(read)).to.equal(toHex(octets));
    }));
    fc.assert(fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (typed) => {
      const octets = parseIp(typed);
      expect(octets?.length).to.equal(typed.includes(':') ? 16 : 4);
    }));
  });
});

describe('a mail address that is typed', () => {
  it('keeps the case of its local part, and has A-labels', () => {
    for (const [typed, shown] of [
      ['Anna@Example.COM', 'Anna@example.com'], ['a.b+c@example.com', 'a.b+c@example.com'], ["o'neil@bücher.example", "o'neil@xn--bcher-kva.example"],
      [`${'a'.repeat(64)}@example.com`, `${'a'.repeat(64)}@example.com`],
    ] as const) expect(mailOf(typed), typed).to.equal(shown);
  });

  it('is refused when it is none, or needs another kind of name', () => {
    for (const typed of ['', 'example.com', '@example.com', 'a@', 'a@b@example.com', '"a b"@example.com', 'a b@example.com', '.a@example.com', 'a..b@example.com', 'å@example.com', 'a@[192.0.2.1]', 'a@*.example.com', 'Anna <a@example.com>', `${'a'.repeat(65)}@example.com`, 'a\u0000@example.com']) {
      expect(mailOf(typed), JSON.stringify(typed)).to.equal(undefined);
    }
  });
});

describe('names that are edited', () => {
  const edit = (change: Partial<SanEdit>): SanEdit => ({ from: 'certificate', keep: [], add: [], ...change });
  const certificateWith = async (san?: Uint8Array): Promise<string> => (await selfSigned({ ...(san && { san }) })).pem;
  const partsOf = (san: Uint8Array): string[] => sliceGeneralNames(bytesOf(san)).map(toHex);

  it('are kept to the byte, whatever they are, in the order of the edit', async () => {
    const certificate = await certificateWith(uglySan());
    const there = partsOf(uglySan());
    await fc.assert(fc.asyncProperty(fc.shuffledSubarray(there.map((_, i) => i), { minLength: 1 }), (keep) => {
      expect(partsOf(editedNames(edit({ keep }), { certificate }))).to.deep.equal(keep.map((i) => there[i]));
      return Promise.resolve();
    }), { numRuns: 30 });
    const all = editedNames(edit({ keep: there.map((_, i) => i) }), { certificate });
    expect(equalBytes(all, namesIn(certificate) ?? new Uint8Array())).to.equal(true);
  });

  it('have the added ones behind the kept ones, each once', async () => {
    const certificate = await certificateWith(generalNames(dns('Example.ORG'), dns('b.example'), ip(192, 0, 2, 1), email('Anna@example.org')));
    const san = editedNames(edit({
      keep: [0, 2, 3, 0],
      add: [
        { type: 'dns', value: 'new.example' }, { type: 'dns', value: 'EXAMPLE.org' }, { type: 'dns', value: 'NEW.example.' }, { type: 'ip', value: '192.0.2.1' },
        { type: 'ip', value: '::ffff:192.0.2.1' }, { type: 'email', value: 'anna@example.org' }, { type: 'dns', value: 'b.example' },
      ],
    }), { certificate });
    // The local part of a mail address has a case (RFC 5280 7.5): another case is another name.
    expect(sliceGeneralNames(san).map((der) => generalName(der).value)).to.deep.equal([
      'Example.ORG', '192.0.2.1', 'Anna@example.org', 'new.example', '::ffff:c000:201', 'anna@example.org', 'b.example',
    ]);
  });

  it('may come where there were none, and count in the CSR when the edit says so', async () => {
    const certificate = await certificateWith();
    expect(namesIn(certificate)).to.equal(undefined);
    const first = editedNames(edit({ add: [{ type: 'dns', value: 'a.example' }] }), { certificate });
    expect(toHex(first)).to.equal(toHex(generalNames(dns('a.example'))));
    const csr = encodePem('CERTIFICATE REQUEST', await makeCsr({ key: await keyPair('new'), attributes: [sanRequest(generalNames(dns('c.example'), dns('d.example')))] }));
    const second = editedNames({ from: 'csr', keep: [1], add: [] }, { certificate, csr });
    expect(toHex(second)).to.equal(toHex(generalNames(dns('d.example'))));
  });

  it('are refused with none left, with a position that has no name, and without the CSR in which they count', async () => {
    const certificate = await certificateWith(generalNames(dns('a.example')));
    expect(reasonOf(() => editedNames(edit({}), { certificate }))).to.include({ code: 'bad-input', reason: 'san-empty' });
    for (const keep of [[1], [-1], [0.5]]) expect(reasonOf(() => editedNames(edit({ keep }), { certificate }))).to.include({ reason: 'san-kept' });
    expect(reasonOf(() => editedNames({ from: 'csr', keep: [0], add: [] }, { certificate }))).to.include({ reason: 'san-kept' });
    expect(reasonOf(() => editedNames(edit({ keep: [0], add: [{ type: 'dns', value: 'ok.example' }, { type: 'ip', value: 'x' }, { type: 'dns', value: '' }] }), { certificate })))
      .to.deep.include({ reason: 'san-name', fields: { 1: 'ip', 2: 'dns' } });
  });

  it('are critical in the CSR when the subject is empty, and carried with the key that is open', async () => {
    const { pem: certificate } = await selfSigned({ subject: sequence(), san: generalNames(dns('a.example')) });
    const port = createKeyPort({ indexedDB: null });
    const { signal } = new AbortController();
    const who = { raId: 'ra', userId: 'u' };
    const made = await port.make({ algorithm: 'ec-p256', passphrase: 'a passphrase of ours', certificate, ...who, keepFor: 1000, signal });
    const scope = { ...who, spkiSha256: made.key.spkiSha256 };
    const san: SanEdit = { from: 'csr', keep: [0], add: [{ type: 'dns', value: 'b.example' }] };
    const signed = await port.sign({ key: { scope }, certificate, csr: made.csr, san, signal });
    const slices = sliceCsr(signed.csr);
    expect(slices.extensions).to.have.lengthOf(1);
    expect(slices.extensions[0]?.critical).to.equal(true);
    expect(toHex(slices.san ?? new Uint8Array())).to.equal(toHex(generalNames(dns('a.example'), dns('b.example'))));
    expect(equalBytes(slices.spki, sliceCsr(made.csr).spki)).to.equal(true);
    // Another page has the file alone.
    const other = createKeyPort({ indexedDB: null });
    expect(other.isOpen(scope)).to.equal(false);
    const file = new Blob([(await port.encryptedKey(scope)) ?? '']);
    expect(await errorOf(other.sign({ key: { scope }, certificate, csr: made.csr, san, signal }))).to.include({ code: 'bad-input', reason: 'key-missing' });
    expect(await errorOf(other.sign({ key: { scope, file }, certificate, csr: made.csr, san, signal }))).to.include({ reason: 'passphrase-missing' });
    expect(await errorOf(other.sign({ key: { scope, file, passphrase: 'wrong' }, certificate, csr: made.csr, san, signal }))).to.include({ code: 'wrong-passphrase' });
    const again = await other.sign({ key: { scope, file, passphrase: 'a passphrase of ours' }, certificate, csr: made.csr, san, signal });
    expect(equalBytes(sliceCsr(again.csr).spki, slices.spki)).to.equal(true);
    expect(other.isOpen(scope)).to.equal(true);
  });

  it('never lose a byte of what is kept when many are added', async () => {
    const strange: Bytes[] = [tlv(0xa3, Uint8Array.of(0x30, 0)), tlv(0xa5, Uint8Array.of(0xa1, 2, 0x0c, 0)), tlv(0x82, Uint8Array.of(0xff, 0, 0xfe))];
    const certificate = await certificateWith(generalNames(...strange));
    const add = Array.from({ length: 200 }, (_, i): SanName => ({ type: 'dns', value: `n${String(i)}.example` }));
    const san = editedNames(edit({ keep: [0, 1, 2], add }), { certificate });
    expect(toHex(san).includes(toHex(concat(strange)))).to.equal(true);
    expect(sliceGeneralNames(san)).to.have.lengthOf(203);
  });
});
