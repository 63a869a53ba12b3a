/** Our requests, read by the programs that CAs and their staff read requests with. */
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { createCsr, type KeyAlgorithmId } from '../../../src/crypto.js';
import { bmpString, ia5String, printableString, utf8String } from '../../../src/crypto/der.js';
import { OID } from '../../../src/crypto/oids.js';
import { encodePem } from '../../../src/crypto/pem.js';
import { without, workFolder } from '../../support/programs.js';
import { corpus, type CorpusCase } from '../../unit/crypto/corpus.js';
import { attribute, dns, email, generalNames, ip, keyPair, name, otherName, selfSigned, universal } from '../../unit/crypto/fixtures.js';
import { EXCEPTIONS } from './accepted-exceptions.js';
import { JAVA, makeCa, READERS, type Names, type Reader, type Reading } from './accepted-readers.js';

const ALGORITHMS: readonly KeyAlgorithmId[] = ['ec-p256', 'ec-p384', 'ec-p521', 'rsa-2048', 'rsa-3072', 'rsa-4096', 'ed25519'];
/** What a program says of a kind of key that it has not. */
const WITHOUT_ED25519: Readonly<Partial<Record<Reader['name'], RegExp>>> = { NSS: /SEC_ERROR_UNSUPPORTED_KEYALG/ };

/** Names that every program reads, though none of them is plain. */
const awkward: Names = {
  subject: name(
    [attribute('2.5.4.6', printableString('SK'))], [attribute('2.5.4.10', bmpString('Žltý kôň, a.s.')), attribute('2.5.4.11', utf8String('Kôň + syn'))],
    [attribute('2.5.4.5', universal('№ 7'))], [attribute('1.3.6.1.4.1.99999.7', ia5String('a@b'))], [attribute('2.5.4.3', utf8String(' example.org '))],
  ),
  san: generalNames(
    dns('Example.ORG'), dns('*.xn--bcher-kva.example'), ip(192, 0, 2, 1), ip(0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1), email('Anna@example.org'),
    otherName(OID.upn, utf8String('anna@example.org')),
  ),
};

const hex = (bytes: Uint8Array | undefined): string | undefined => (bytes === undefined ? undefined : Buffer.from(bytes).toString('hex'));
const asHex = ({ subject, san }: Names): object => ({ subject: hex(subject), san: hex(san) });
const isSame = (a: Names, b: Names): boolean => hex(a.subject) === hex(b.subject) && hex(a.san) === hex(b.san);

/** What a reading says against an exception; nothing where it is what is expected, or better. */
function complaint(each: CorpusCase, reading: Reading, program: Reader['name']): string | undefined {
  const exception = EXCEPTIONS[program].find(({ cases }) => cases.includes(each.name));
  if ('refused' in reading) {
    return exception?.says instanceof RegExp && exception.says.test(reading.refused) ? undefined : `${each.name}: refused: ${reading.refused}`;
  }
  return isSame(reading, each) || exception?.says === 'changed' ? undefined : `${each.name}: changed to ${JSON.stringify(asHex(reading))}`;
}

describe('our requests', () => {
  const folder = workFolder('accepted');
  const requests = new Map<KeyAlgorithmId, string>();
  const named = new Map<CorpusCase, string>();

  before(async () => {
    await makeCa(folder);
    const certificate = (await selfSigned({ subject: new Uint8Array(awkward.subject), san: new Uint8Array(awkward.san ?? []) })).pem;
    for (const algorithm of ALGORITHMS) {
      const { pem } = await createCsr({ certificate, key: await keyPair('new', algorithm) });
      requests.set(algorithm, folder.write(`${algorithm}.csr`, pem));
    }
    const key = await keyPair('new');
    for (const [index, each] of corpus.entries()) {
      const { pem } = await createCsr({ certificate: await each.pem(), key });
      named.set(each, folder.write(`${index}.csr`, pem));
    }
    const { der } = await createCsr({ certificate, key });
    der[der.length - 1] = (der[der.length - 1] ?? 0) ^ 1;
    folder.write('forged.csr', encodePem('CERTIFICATE REQUEST', der));
  });

  for (const reader of READERS) {
    describe(`and ${reader.name}`, { skip: reader.missing }, () => {
      before(() => { reader.prepare?.(folder); });

      it(`are ${reader.verifies ? 'verified and ' : ''}read with the names of the old certificate to the byte, for each kind of key`, () => {
        const readings = reader.read([...requests.values()], folder);
        for (const [index, algorithm] of ALGORITHMS.entries()) {
          const reading = readings[index] ?? assert.fail(algorithm);
          const lacks = algorithm === 'ed25519' ? WITHOUT_ED25519[reader.name] : undefined;
          if ('refused' in reading) assert.match(reading.refused, lacks ?? /^$/, algorithm);
          else assert.deepEqual(asHex(reading), asHex(awkward), algorithm);
        }
      });

      it('carry the names of each certificate of the corpus to the byte, but for those that it refuses or changes itself', () => {
        const cases = [...named.keys()].filter((each) => reader.slow !== true || SLOWLY.has(each.name));
        const readings = reader.read(cases.map((each) => named.get(each) ?? ''), folder);
        assert.deepEqual(cases.flatMap((each, index) => complaint(each, readings[index] ?? assert.fail(each.name), reader.name) ?? []), []);
      });

      if (reader.verifies) {
        it('are refused once a bit of the signature is another', () => {
          const [reading] = reader.read([folder.at('forged.csr')], folder);
          assert.ok(reading !== undefined && 'refused' in reading);
          assert.match(reading.refused, /signature|FAILED|verify failure/i);
        });
      }
    });
  }

  it('are told by Java for what they are', { skip: without('keytool') }, () => {
    const said: Readonly<Record<string, RegExp>> = {
      'ec-p384': /384-bit EC \(secp384r1\) key\nSignature algorithm: SHA384withECDSA/, 'rsa-2048': /2048-bit RSA key\nSignature algorithm: SHA256withRSA/,
      ed25519: /255-bit Ed25519 key\nSignature algorithm: Ed25519/,
    };
    for (const [algorithm, expected] of Object.entries(said)) {
      const shown = folder.run('keytool', ...JAVA, '-printcertreq', '-file', requests.get(algorithm as KeyAlgorithmId) ?? '');
      assert.match(shown, /^PKCS #10 Certificate Request \(Version 1\.0\)\n/);
      assert.match(shown, expected);
      assert.match(shown, /SubjectAlternativeName \[\n {2}DNSName: Example\.ORG\n/);
    }
  });

  it('have no exception for a name that no certificate of the corpus has', () => {
    const known = new Set(corpus.map((each) => each.name));
    assert.deepEqual([...SLOWLY, ...Object.values(EXCEPTIONS).flat().flatMap(({ cases }) => cases)].filter((each) => !known.has(each)), []);
  });
});

/** For the programs that start slowly: what they stumble over, and one of each sort beside. */
const SLOWLY = new Set([
  ...EXCEPTIONS.Java.flatMap(({ cases }) => cases), 'a T61String in Latin-1', 'an OCTET STRING as value', 'a multi-valued RDN', 'an empty subject', 'an OID arc of 128 bits',
  'SAN: Kerberos principals', 'SAN: an ediPartyName',
]);
