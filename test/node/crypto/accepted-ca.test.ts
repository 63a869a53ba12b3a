/** Our requests before a real CA: cfssl, which reads them with Go, verifies them, and issues. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { checkIssued, createCsr, createKeyPort, type IssuedReport, type KeyAlgorithmId } from '../../../src/crypto.js';
import { printableString, utf8String } from '../../../src/crypto/der.js';
import { encodePem } from '../../../src/crypto/pem.js';
import { sliceCertificate } from '../../../src/crypto/x509.js';
import { answerOf, freePort, run, serve, without, workFolder, type Server } from '../../support/programs.js';
import { corpus } from '../../unit/crypto/corpus.js';
import { attribute, checkOf, dns, email, generalNames, ip, keyPair, makeCertificate, name, selfSigned, spkiOf } from '../../unit/crypto/fixtures.js';

const PASSPHRASE = 'correct horse; battery "staple" ~1';
const CONFIGURATION = {
  signing: {
    default: { expiry: '720h', usages: ['digital signature', 'server auth'] },
    profiles: { ca: { expiry: '720h', usages: ['cert sign', 'crl sign'], ca_constraint: { is_ca: true, max_path_len: 0, max_path_len_zero: true } } },
  },
};

/** What the CA says to a request; `hosts` and `subject` overrule those that are asked for. */
interface Asked { readonly csr: string; readonly hosts?: readonly string[]; readonly subject?: { readonly CN: string } }
interface Answer { readonly success: boolean; readonly result: { readonly certificate: string } | null; readonly errors: readonly { readonly message: string }[] }

/** What Go reads and will not write, by the names of the corpus. The reading alone is held by accepted-exceptions.ts. */
const REFUSED: Readonly<Record<string, RegExp>> = {
  'a T61String in Latin-1': /string not valid UTF-8/, 'invalid UTF-8': /invalid UTF-8 string/, 'a NumericString with letters': /NumericString contains invalid character/,
  'an OID arc of 128 bits': /base 128 integer too large/, 'a long length of a value': /non-minimal length/, 'SAN: dNSNames that are none': /SAN dNSName is malformed/,
};
/** What this CA issues, and changes without a word: the check that has to say so. */
const CHANGED: Readonly<Record<string, readonly string[]>> = {
  'a BMPString': ['issued-subject'], 'a VisibleString': ['issued-subject'], 'a multi-valued RDN': ['issued-subject'], 'DC components': ['issued-subject'], 'an EV subject': ['issued-subject'],
  'the most specific RDN first': ['issued-subject'], 'SAN: URIs': ['issued-names', 'issued-subject'],
  'SAN: a user principal name': ['issued-names', 'issued-subject'], 'SAN: a SmtpUTF8Mailbox': ['issued-names', 'issued-subject'], 'SAN: registeredIDs': ['issued-names', 'issued-subject'],
};
/** What it issues as it stands. */
const KEPT = ['a UTF8String', 'a PrintableString', 'an empty subject'];

describe('a real CA', { skip: without('cfssl') }, () => {
  const folder = workFolder('ca');
  let server: Server | undefined;
  let base: string;
  let chain: readonly string[];
  let old: string;

  const post = async (method: string, body: object): Promise<Answer> => {
    const response = await fetch(`${base}/${method}`, { method: 'POST', body: JSON.stringify(body) });
    return await response.json() as Answer;
  };
  const sign = ({ csr, ...rest }: Asked): Promise<Answer> => post('sign', { certificate_request: csr, ...rest });
  async function issued(asked: Asked): Promise<string> {
    const { result, errors } = await sign(asked);
    return result?.certificate ?? assert.fail(JSON.stringify(errors));
  }
  const failed = (report: IssuedReport): string[] => report.checks.filter(({ outcome }) => outcome !== 'pass').map(({ id }) => id).sort();
  const check = (o: { certificate: string; csr: string; predecessor?: string; chain?: readonly string[] }): Promise<IssuedReport> =>
    checkIssued({ predecessor: old, chain, now: Date.now(), ...o });

  const certificateOf = (which: string): Promise<string> => (corpus.find((each) => each.name === which) ?? assert.fail(which)).pem();
  /** Of a certificate of the corpus that is rekeyed here. */
  async function checked(which: string): Promise<IssuedReport> {
    const predecessor = await certificateOf(which);
    const { pem: csr } = await createCsr({ certificate: predecessor, key: await keyPair('new') });
    return check({ certificate: await issued({ csr }), csr, predecessor });
  }

  /** Keeps what `cfssl gencert` made as `<file>.pem` and `<file>.key`. */
  function made(file: string, args: readonly string[], subject: string): string {
    const request = { CN: subject, key: { algo: 'ecdsa', size: 256 } };
    const { cert, key } = JSON.parse(run('cfssl', ['gencert', '-loglevel=5', ...args, '-'], { input: JSON.stringify(request), cwd: folder.path })) as { cert: string; key: string };
    folder.write(`${file}.key`, key);
    folder.write(`${file}.pem`, cert);
    return cert;
  }

  before(async () => {
    folder.write('config.json', JSON.stringify(CONFIGURATION));
    const root = made('root', ['-initca'], 'Real root');
    const issuing = made('issuing', ['-ca=root.pem', '-ca-key=root.key', '-config=config.json', '-profile=ca'], 'Real issuing CA');
    chain = [issuing, root];
    const port = await freePort();
    base = `http://127.0.0.1:${port}/api/v1/cfssl`;
    server = serve('cfssl', ['serve', '-loglevel=5', '-address=127.0.0.1', `-port=${port}`, '-ca=issuing.pem', '-ca-key=issuing.key', '-config=config.json'], { cwd: folder.path });
    const { result } = await answerOf(server, () => post('info', { label: '' }));
    assert.equal(result?.certificate.trim(), issuing.trim());

    // The certificate that is rekeyed is one that this CA issued before, with names as it writes them.
    const subject = name([attribute('2.5.4.6', printableString('SK'))], [attribute('2.5.4.10', utf8String('Žltý kôň, a.s.'))], [attribute('2.5.4.3', printableString('shop.example.org'))]);
    const san = generalNames(dns('shop.example.org'), dns('*.shop.example.org'), ip(192, 0, 2, 1), ip(0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1), email('pki@example.org'));
    const first = await createCsr({ certificate: (await selfSigned({ subject, san })).pem, key: await keyPair('old') });
    old = await issued({ csr: first.pem });
  }, { timeout: 60_000 });
  after(() => server?.stop());

  for (const algorithm of ['ec-p256', 'ec-p384', 'ec-p521', 'rsa-2048', 'rsa-3072', 'rsa-4096'] as const satisfies readonly KeyAlgorithmId[]) {
    it(`issues for an ${algorithm} key what we find to be what was asked for`, async () => {
      const csr = (await createCsr({ certificate: old, key: await keyPair('new', algorithm) })).pem;
      const report = await check({ certificate: await issued({ csr }), csr });
      assert.deepEqual(failed(report), []);
      assert.equal(report.matches, true);
      assert.deepEqual(checkOf(report, 'issued-chain').detail, { certificates: 3, signatures: 3, confirmed: 3 });
      assert.equal(report.certificate.key.algorithm, algorithm);
    });
  }

  it('knows no Ed25519: this cfssl verifies no such signature', async () => {
    const { pem: csr } = await createCsr({ certificate: old, key: await keyPair('new', 'ed25519') });
    const { success, errors } = await sign({ csr });
    assert.equal(success, false);
    assert.match(errors[0]?.message ?? '', /algorithm unimplemented/);
  });

  it('refuses our request once a bit of the signature is another', async () => {
    const { der } = await createCsr({ certificate: old, key: await keyPair('new') });
    der[der.length - 1] = (der[der.length - 1] ?? 0) ^ 1;
    const { success, errors } = await sign({ csr: encodePem('CERTIFICATE REQUEST', der) });
    assert.equal(success, false);
    assert.match(errors[0]?.message ?? '', /verification failure/i);
  });

  describe('is caught by our own check', () => {
    const asked = async (): Promise<string> => (await createCsr({ certificate: old, key: await keyPair('new') })).pem;

    it('when it issued for another request', async () => {
      const { pem: another } = await createCsr({ certificate: old, key: await keyPair('another') });
      const report = await check({ certificate: await issued({ csr: another }), csr: await asked() });
      assert.deepEqual(failed(report), ['issued-key']);
      assert.equal(report.matches, false);
    });

    it('when it dropped names, which are named', async () => {
      const csr = await asked();
      const report = await check({ certificate: await issued({ csr, hosts: ['shop.example.org', 'new.example.org'] }), csr });
      assert.deepEqual(failed(report), ['issued-names']);
      const { removed, added } = checkOf(report, 'issued-names').detail as Record<'removed' | 'added', { value: string }[]>;
      assert.deepEqual(removed.map(({ value }) => value), ['*.shop.example.org', 'pki@example.org', '192.0.2.1', '2001:db8::1']);
      assert.deepEqual(added.map(({ value }) => value), ['new.example.org']);
      assert.equal(report.matches, false);
    });

    it('when it wrote another subject', async () => {
      const csr = await asked();
      const report = await check({ certificate: await issued({ csr, subject: { CN: 'www.example.org' } }), csr });
      assert.deepEqual(failed(report), ['issued-subject']);
    });

    it('when the chain that comes along is not its own', async () => {
      const csr = await asked();
      const certificate = await issued({ csr });
      const reasonOf = (report: IssuedReport): unknown => (checkOf(report, 'issued-chain').detail as { reason?: string }).reason;
      const stranger = await keyPair('stranger');
      // It bears the name of the issuing CA, and has another key.
      const namesake = await makeCertificate({ subject: sliceCertificate(chain[0] ?? '').subject, spki: await spkiOf(stranger), signer: stranger });
      assert.equal(reasonOf(await check({ certificate, csr, chain: [namesake.pem] })), 'signature');
      assert.equal(reasonOf(await check({ certificate, csr, chain: chain.slice(1) })), 'issuer');
    });

    for (const [which, checks] of Object.entries(CHANGED)) {
      it(`when it wrote the names of a certificate with ${which} anew`, async () => {
        const report = await checked(which);
        assert.deepEqual(failed(report), checks);
        assert.equal(report.matches, false);
      });
    }
  });

  for (const which of KEPT) {
    it(`keeps the names of a certificate with ${which}, and we find that it does`, async () => {
      assert.deepEqual(failed(await checked(which)), []);
    });
  }

  for (const [which, reason] of Object.entries(REFUSED)) {
    it(`refuses by itself to issue for ${which}`, async () => {
      const { pem: csr } = await createCsr({ certificate: await certificateOf(which), key: await keyPair('new') });
      const { success, errors } = await sign({ csr });
      assert.equal(success, false);
      assert.match(errors[0]?.message ?? '', reason);
    });
  }

  for (const algorithm of ['ec-p256', 'rsa-2048'] as const) {
    it(`stands on the whole path from a new ${algorithm} key made by the port of the wizard, over its request and the certificate, to a PKCS#12 file that OpenSSL opens and verifies`, { skip: without('openssl') }, async () => {
      const port = createKeyPort();
      const { signal } = new AbortController();
      const owner = { raId: 'ra', userId: 'user' };
      const made = await port.make({ algorithm, passphrase: PASSPHRASE, certificate: old, ...owner, keepFor: 3_600_000, signal });
      const certificate = await issued({ csr: made.csr });
      assert.equal((await port.checkIssued({ certificate, chain, csr: made.csr, predecessor: old, now: Date.now(), signal })).matches, true);
      const scope = { ...owner, spkiSha256: made.key.spkiSha256 };
      const file = await port.pkcs12({ scope, passphrase: PASSPHRASE, certificate, chain, friendlyName: 'shop', signal });
      folder.write('new.p12', new Uint8Array(await file.arrayBuffer()));

      const open = (...what: string[]): string => folder.run('openssl', 'pkcs12', '-in', 'new.p12', '-passin', `pass:${PASSPHRASE}`, ...what);
      folder.write('leaf.pem', open('-clcerts', '-nokeys'));
      folder.write('chain.pem', open('-cacerts', '-nokeys'));
      folder.write('leaf.key', open('-nocerts', '-nodes'));
      assert.equal(folder.run('openssl', 'pkey', '-in', 'leaf.key', '-pubout'), folder.run('openssl', 'x509', '-in', 'leaf.pem', '-noout', '-pubkey'));
      assert.match(folder.run('openssl', 'verify', '-CAfile', 'root.pem', '-untrusted', 'chain.pem', '-purpose', 'sslserver', 'leaf.pem'), /leaf\.pem: OK/);
      assert.equal(folder.text('chain.pem').match(/BEGIN CERTIFICATE/g)?.length, 2);
      assert.ok(folder.fails('openssl', 'pkcs12', '-in', 'new.p12', '-passin', 'pass:another', '-noout'));
    });
  }
});
