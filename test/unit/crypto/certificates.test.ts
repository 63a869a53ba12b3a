import { expect } from '@open-wc/testing';
import { checkIssued, createCsr, createKeyPort, inspectCertificate, inspectCsr, type CsrReport } from '../../../src/crypto.js';
import { fromBase64, toHex, type Bytes } from '../../../src/crypto/bytes.js';
import { contextPrimitive, printableString, readTlv, sequence, set, utf8String } from '../../../src/crypto/der.js';
import { encodePem } from '../../../src/crypto/pem.js';
import { sliceCertificate } from '../../../src/crypto/x509.js';
import { corpus, long, type CorpusCase } from './corpus.js';
import { attribute, checkOf, cn, dns, generalNames, keyPair, makeCertificate, makeCsr, name, sanRequest, spkiOf } from './fixtures.js';
import { inCertificate, inRequest, type Carried } from './walk.js';

const hex = ({ subject, san }: Pick<Carried, 'subject' | 'san'>): object => ({ subject: toHex(subject), san: san && toHex(san) });
const derOf = (pem: string): Bytes => fromBase64(pem.replace(/-----[^-]+-----/g, ''));
const named = (what: string): CorpusCase => corpus.find((each) => each.name === what)!;

/** That a request carries the names of a case as they are; the walk of the test says so, not our own reader. */
async function expectCarried(each: CorpusCase, request: Bytes): Promise<void> {
  const [before, after] = [inCertificate(await each.certificate()), inRequest(request)];
  expect(hex(before), `${each.name}: the certificate is what the case says`).to.deep.equal(hex(each));
  expect(hex(after), each.name).to.deep.equal(hex(each));
  const isEmpty = toHex(each.subject) === '3000' || toHex(each.subject) === '308100';
  expect(after.critical, `${each.name}: critical`).to.equal(each.san !== undefined && (each.critical === true || isEmpty));
}

describe('the names of a certificate, of every kind that exists', () => {
  for (const each of corpus) {
    it(`go into a request byte for byte: ${each.name}`, async () => {
      const certificate = await each.certificate();
      const { der } = await createCsr({ certificate, key: await keyPair('new') });
      await expectCarried(each, Uint8Array.from(der));
      const slices = sliceCertificate(certificate);
      expect(hex(slices)).to.deep.equal(hex(each));
    });
  }

  it('go through the key port byte for byte, signed by a key that it keeps', async () => {
    const port = createKeyPort({ indexedDB: null });
    const signal = new AbortController().signal;
    const owner = { raId: 'ra', userId: 'u' };
    const first = named('an EV subject');
    const made = await port.make({ algorithm: 'ec-p256', passphrase: 'correct horse battery', certificate: await first.pem(), ...owner, keepFor: 60_000, signal });
    await expectCarried(first, derOf(made.csr));
    const scope = { ...owner, spkiSha256: made.key.spkiSha256 };
    for (const each of corpus) await expectCarried(each, derOf((await port.sign({ key: { scope }, certificate: await each.pem(), signal })).csr));
  });

  it('keep their kept part byte for byte when others are added', async () => {
    const port = createKeyPort({ indexedDB: null });
    const signal = new AbortController().signal;
    const made = await port.make({ algorithm: 'ec-p256', passphrase: 'correct horse battery', certificate: await named('an EV subject').pem(), raId: 'ra', userId: 'u', keepFor: 60_000, signal });
    const scope = { raId: 'ra', userId: 'u', spkiSha256: made.key.spkiSha256 };
    const each = named('SAN: a long length of a dNSName');
    const signed = await port.sign({ key: { scope }, certificate: await each.pem(), san: { from: 'certificate', keep: [0], add: [{ type: 'dns', value: 'new.example' }] }, signal });
    const expected = generalNames(long(1, 0x82, new TextEncoder().encode('a.example')), dns('new.example'));
    expect(hex(inRequest(derOf(signed.csr)))).to.deep.equal(hex({ subject: each.subject, san: expected }));
  });

  it('can be looked at, and the request that has them passes every check of names', async () => {
    for (const each of corpus) {
      const pem = await each.pem();
      await inspectCertificate(pem);
      const report = await inspectCsr((await createCsr({ certificate: pem, key: await keyPair('new') })).pem, { certificate: pem });
      const isReadable = each.name !== 'SAN: bytes that are no GeneralNames';
      expect([checkOf(report, 'subject-match').outcome, checkOf(report, 'san-match').outcome], each.name).to.deep.equal(['pass', isReadable ? 'pass' : 'fail']);
    }
  });
});

describe('lengths in more octets than they need', () => {
  const formatOf = (report: CsrReport): unknown[] => report.checks.filter(({ id }) => id === 'format').map(({ outcome, detail }) => ({ outcome, detail }));

  it('are noted in a request that had to carry them, for strict readers refuse it', async () => {
    for (const each of corpus) {
      const pem = await each.pem();
      const report = await inspectCsr((await createCsr({ certificate: pem, key: await keyPair('new') })).pem, { certificate: pem });
      const inNames = each.form === 'ber' || each.name === 'long lengths in and around the names';
      expect(formatOf(report), each.name).to.deep.equal(inNames ? [{ outcome: 'warn', detail: { reason: 'lengths' } }] : []);
    }
  });

  it('are refused in a request that made them up', async () => {
    const key = await keyPair('new');
    const longSubject = long(1, 0x30, cn('example.org').subarray(2));
    const longSan = generalNames(long(1, 0x82, new TextEncoder().encode('example.org')));
    const { pem: certificate } = await makeCertificate({ spki: await spkiOf(await keyPair('old')), signer: await keyPair('old'), subject: cn('example.org'), san: generalNames(dns('example.org')) });
    const refused = [{ outcome: 'fail', detail: { reason: 'lengths' } }];
    for (const spec of [{ subject: longSubject }, { attributes: [sanRequest(longSan)] }]) {
      const csr = await makeCsr({ key, ...spec });
      for (const o of [{}, { certificate }]) expect(formatOf(await inspectCsr(csr, o))).to.deep.equal(refused);
    }
  });

  it('are refused around the names of a request', async () => {
    const csr = await makeCsr({ key: await keyPair('new') });
    const { content } = readTlv(csr);
    expect(formatOf(await inspectCsr(long(4, 0x30, content)))[0]).to.deep.include({ outcome: 'fail', detail: { reason: 'der' } });
  });
});

describe('the names of what was issued', () => {
  const issue = async (each: CorpusCase, changed: { subject?: Bytes; san?: Bytes | undefined } = {}): Promise<{ subject: string; names: string }> => {
    const [certificate, key, ca] = [await each.certificate(), await keyPair('new'), await keyPair('ca')];
    const csr = (await createCsr({ certificate, key })).pem;
    const san = 'san' in changed ? changed.san : each.san;
    const spec = { spki: await spkiOf(key), subject: changed.subject ?? each.subject, signer: ca, issuer: cn('CA'), ...(san && { san }) };
    const chain = [(await makeCertificate({ spki: await spkiOf(ca), signer: ca, subject: cn('CA') })).pem];
    const report = await checkIssued({ certificate: (await makeCertificate(spec)).pem, chain, csr, predecessor: encodePem('CERTIFICATE', certificate), now: Date.now() });
    return { subject: checkOf(report, 'issued-subject').outcome, names: checkOf(report, 'issued-names').outcome };
  };

  it('are held against the old ones as bytes, whatever they are', async () => {
    for (const each of corpus.filter(({ name: what }) => what !== 'SAN: bytes that are no GeneralNames')) {
      expect(await issue(each), each.name).to.deep.equal({ subject: 'pass', names: 'pass' });
    }
  });

  it('are not the same when a string type, an order or a length was mended on the way', async () => {
    const text = printableString('Example (Trading) Ltd');
    expect((await issue(named('a PrintableString'), { subject: name([attribute('2.5.4.10', utf8String('Example (Trading) Ltd'))]) })).subject).to.equal('fail');
    expect((await issue(named('a PrintableString'), { subject: name([attribute('2.5.4.10', text)]) })).subject).to.equal('pass');
    const sorted = name([attribute('2.5.4.3', utf8String('names.example')), attribute('2.5.4.5', printableString('7')), attribute('2.5.4.6', printableString('SK'))]);
    expect((await issue(named('a SET out of order'), { subject: sorted })).subject).to.equal('fail');
    expect((await issue(named('a long length of a Name'), { subject: cn('names.example') })).subject).to.equal('fail');
    expect((await issue(named('SAN: a long length of a dNSName'), { san: generalNames(dns('a.example'), dns('b.example')) })).names).to.equal('fail');
    expect((await issue(named('SAN: other names that nobody knows'), { san: generalNames(dns('a.example')) })).names).to.equal('fail');
    expect((await issue(named('an empty subject'), { subject: sequence(set()) })).subject).to.equal('fail');
    expect((await issue(named('SAN: registeredIDs'), { san: generalNames(contextPrimitive(8, Uint8Array.of(0x2a, 3, 4))) })).names).to.equal('fail');
  });
});
