import { expect } from '@open-wc/testing';
import { createKeyPort, inspectCsr, unwrapPrivateKey, type Check, type IssuedReport, type KeyPort, type KeyScope, type MadeKey } from '../../../src/crypto.js';
import { concat, toHex } from '../../../src/crypto/bytes.js';
import { algorithmIdentifier, readExactly } from '../../../src/crypto/der.js';
import { createKeyStore } from '../../../src/crypto/key-store.js';
import { OID } from '../../../src/crypto/oids.js';
import { encodePem } from '../../../src/crypto/pem.js';
import { sliceCsr } from '../../../src/crypto/x509.js';
import { cn, compressed, dns, errorOf, extension, failed, generalNames, keyPair, makeCertificate, makeCsr, selfSigned, spkiOf, uglyName, uglySan, type CertificateSpec } from './fixtures.js';

const PASSPHRASE = 'a passphrase of ours';
const ALGORITHM = 'ec-p256';
const NOW = Date.parse('2026-06-01T00:00:00Z');
const signal = new AbortController().signal;
const keepFor = 86_400_000;
let counter = 0;
/** Each test is another user, so that none finds what another left. */
const user = (): { raId: string; userId: string } => ({ raId: 'test-ra', userId: `user-${String(counter++)}-${crypto.randomUUID()}` });

interface Made extends MadeKey { scope: KeyScope; certificate: string }
async function make(port: KeyPort, o: { subject?: Uint8Array; san?: Uint8Array } = {}): Promise<Made> {
  const who = user();
  const certificate = (await selfSigned({ san: generalNames(dns('example.org')), ...o })).pem;
  const made = await port.make({ algorithm: ALGORITHM, passphrase: PASSPHRASE, certificate, ...who, keepFor, signal });
  return { ...made, certificate, scope: { ...who, spkiSha256: made.key.spkiSha256 } };
}

async function fileOf(port: KeyPort, scope: KeyScope): Promise<Blob> {
  return new Blob([(await port.encryptedKey(scope)) ?? '']);
}

const stores: Record<string, () => KeyPort> = {
  'IndexedDB': () => createKeyPort(),
  'no IndexedDB': () => createKeyPort({ indexedDB: null }),
  'an IndexedDB that refuses': () => createKeyPort({ indexedDB: { open: () => { throw new DOMException('denied', 'SecurityError'); } } as unknown as IDBFactory }),
};

for (const [where, create] of Object.entries(stores)) {
  describe(`the key port with ${where}`, () => {
    it('makes a key, keeps it encrypted and signs a request with the names of the certificate', async () => {
      const port = create();
      const made = await make(port, { subject: uglyName(), san: uglySan() });
      const report = await inspectCsr(made.csr, { certificate: made.certificate });
      expect(failed(report)).to.deep.equal([]);
      expect(made.csrSha256).to.equal(report.sha256);
      expect(made.key).to.deep.equal(report.key);
      const pem = await port.encryptedKey(made.scope);
      expect(pem).to.match(/^-----BEGIN ENCRYPTED PRIVATE KEY-----\n/);
      expect((await unwrapPrivateKey(pem ?? '', PASSPHRASE)).extractable).to.equal(false);
    });

    it('keeps keys apart by RA, user and key, and forgets them', async () => {
      const port = create();
      const { scope } = await make(port);
      for (const other of [{ raId: 'x' }, { userId: 'x' }, { spkiSha256: 'x' }]) {
        expect(await port.encryptedKey({ ...scope, ...other })).to.equal(undefined);
      }
      await port.forget(scope);
      expect(await port.encryptedKey(scope)).to.equal(undefined);
    });

    it('signs with an open key for the person whose it is, and for nobody who signs in after', async () => {
      const port = create();
      const { scope, certificate, csr } = await make(port);
      const san = { from: 'csr', keep: [0], add: [{ type: 'dns', value: 'www.example.org' }] } as const;
      for (const other of [{ raId: 'x' }, { userId: 'x' }]) {
        const theirs = { ...scope, ...other };
        expect(port.isOpen(theirs)).to.equal(false);
        expect(await errorOf(port.sign({ key: { scope: theirs }, certificate, csr, san, signal }))).to.include({ code: 'bad-input', reason: 'key-missing' });
        await port.forget(theirs);
      }
      expect(port.isOpen(scope)).to.equal(true);
      await port.forget(scope);
      expect(port.isOpen(scope)).to.equal(false);
    });

    it('keeps a proven file again when its copy was lost, and no file that was not proven', async () => {
      const port = create();
      const [made, other] = [await make(port), await make(port)];
      const [file, otherFile] = [await fileOf(port, made.scope), await fileOf(port, other.scope)];
      await port.forget(made.scope);
      const prove = (given: Blob, passphrase: string): Promise<boolean> => port.prove({ file: given, passphrase, csr: made.csr, scope: made.scope, keepFor, signal });
      expect(await prove(otherFile, PASSPHRASE)).to.equal(false);
      expect(await errorOf(prove(file, 'wrong'))).to.include({ code: 'wrong-passphrase' });
      expect(await port.encryptedKey(made.scope)).to.equal(undefined);
      expect(await prove(file, PASSPHRASE)).to.equal(true);
      expect(await port.encryptedKey(made.scope)).to.equal(await file.text());
    });
  });
}

describe('the key store', () => {
  it('survives the page: another port finds what one has kept', async () => {
    const made = await make(createKeyPort());
    expect(await createKeyPort().encryptedKey(made.scope)).to.be.a('string');
  });

  it('holds encrypted keys and nothing else', async () => {
    const { scope } = await make(createKeyPort());
    const names = (await indexedDB.databases()).map(({ name }) => name);
    expect(names).to.include('rekey-elements-keys');
    const database = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open('rekey-elements-keys');
      request.onsuccess = () => { resolve(request.result); };
    });
    expect([...database.objectStoreNames]).to.deep.equal(['keys']);
    const entry = await new Promise<{ key: Uint8Array }>((resolve) => {
      const request = database.transaction('keys').objectStore('keys').get([scope.raId, scope.userId, scope.spkiSha256]) as IDBRequest<{ key: Uint8Array }>;
      request.onsuccess = () => { resolve(request.result); };
    });
    database.close();
    expect(Object.keys(entry)).to.deep.equal(['key', 'keptUntil']);
    expect(entry.key.constructor).to.equal(Uint8Array);
    await unwrapPrivateKey(entry.key, PASSPHRASE);
  });

  it('removes what nobody came back for, whoever opens the store next', async () => {
    let now = 1_000;
    const store = createKeyStore(undefined, () => now);
    const [left, kept] = [{ ...user(), spkiSha256: 'left' }, { ...user(), spkiSha256: 'kept' }];
    await store.put(left, Uint8Array.of(1), 1_000);
    await store.put(kept, Uint8Array.of(2), 2_000);
    now = 2_001;
    expect(await store.get(kept)).to.deep.equal(Uint8Array.of(2));
    now = 0;
    expect(await store.get(left)).to.equal(undefined);
    await store.delete(kept);
  });

  it('falls back to memory when a write fails', async () => {
    const full = { open: (...args: Parameters<IDBFactory['open']>) => indexedDB.open(...args) } as IDBFactory;
    const store = createKeyStore(full);
    const scope = { ...user(), spkiSha256: 'a' };
    const transaction = Object.getOwnPropertyDescriptor(IDBDatabase.prototype, 'transaction');
    IDBDatabase.prototype.transaction = () => { throw new DOMException('full', 'QuotaExceededError'); };
    try {
      await store.put(scope, Uint8Array.of(1), keepFor);
    } finally {
      if (transaction !== undefined) Object.defineProperty(IDBDatabase.prototype, 'transaction', transaction);
    }
    expect(await store.get(scope)).to.deep.equal(Uint8Array.of(1));
    await store.delete(scope);
    expect(await store.get(scope)).to.equal(undefined);
  });
});

describe('a key store that cannot forget', () => {
  it('says so, for the copy may still be there, and forgets when it is asked again', async () => {
    let broken = false;
    const flaky = { open: (...args: Parameters<IDBFactory['open']>) => {
      if (broken) throw new DOMException('disk', 'UnknownError');
      return indexedDB.open(...args);
    } } as IDBFactory;
    const port = createKeyPort({ indexedDB: flaky });
    const { scope } = await make(port);
    broken = true;
    expect(await errorOf(port.forget(scope))).to.include({ code: 'storage', reason: 'forget', retryable: true });
    broken = false;
    expect(await port.encryptedKey(scope)).to.be.a('string');
    await port.forget(scope);
    expect(await port.encryptedKey(scope)).to.equal(undefined);
  });

  it('is none where the page may not open it: nothing was ever put there', async () => {
    const denied = createKeyStore({ open: () => { throw new DOMException('denied', 'SecurityError'); } } as unknown as IDBFactory);
    const scope = { ...user(), spkiSha256: 'a' };
    await denied.put(scope, Uint8Array.of(1), keepFor);
    await denied.delete(scope);
    expect(await denied.get(scope)).to.equal(undefined);
  });

  it('keeps what it has in memory apart, whatever the names of RA and user are', async () => {
    const store = createKeyStore(null);
    await store.put({ raId: 'a\nb', userId: 'c', spkiSha256: 'd' }, Uint8Array.of(1), keepFor);
    await store.put({ raId: 'a', userId: 'b\nc', spkiSha256: 'd' }, Uint8Array.of(2), keepFor);
    expect(await store.get({ raId: 'a\nb', userId: 'c', spkiSha256: 'd' })).to.deep.equal(Uint8Array.of(1));
    expect(await store.get({ raId: 'a', userId: 'b\nc', spkiSha256: 'd' })).to.deep.equal(Uint8Array.of(2));
  });
});

describe('making a key', () => {
  it('tells how far it is', async () => {
    const stages: string[] = [];
    const { pem } = await selfSigned();
    await createKeyPort({ indexedDB: null }).make({ algorithm: ALGORITHM, passphrase: PASSPHRASE, certificate: pem, ...user(), keepFor, signal, progress: (stage) => stages.push(stage) });
    expect(stages).to.deep.equal(['key', 'wrap', 'csr']);
  });

  for (const stage of ['key', 'wrap', 'csr'] as const) {
    it(`can be aborted at ${stage}, and then keeps nothing`, async () => {
      const controller = new AbortController();
      const kept: unknown[] = [];
      const indexed = { open: () => { kept.push(stage); throw new DOMException('x', 'SecurityError'); } } as unknown as IDBFactory;
      const making = createKeyPort({ indexedDB: indexed }).make({
        algorithm: ALGORITHM, passphrase: PASSPHRASE, certificate: (await selfSigned()).pem, ...user(), keepFor, signal: controller.signal,
        progress: (at) => { if (at === stage) controller.abort(); },
      });
      expect(await errorOf(making)).to.include({ code: 'aborted' });
      expect(kept).to.deep.equal([]);
    });
  }

  it('fails before it makes a key when the passphrase or the certificate is of no use', async () => {
    const stages: string[] = [];
    const port = createKeyPort({ indexedDB: null });
    const { pem: certificate } = await selfSigned();
    const rest = { algorithm: ALGORITHM, ...user(), keepFor, signal, progress: (stage: string) => stages.push(stage) } as const;
    expect(await errorOf(port.make({ ...rest, passphrase: 'žltý', certificate }))).to.include({ code: 'bad-input', reason: 'passphrase' });
    expect(await errorOf(port.make({ ...rest, passphrase: PASSPHRASE, certificate: 'x' }))).to.include({ code: 'bad-input' });
    const without = createKeyPort({ indexedDB: null, crypto: {} as Crypto });
    expect(await errorOf(without.make({ ...rest, passphrase: PASSPHRASE, certificate }))).to.include({ code: 'unsupported', reason: 'no-webcrypto' });
    expect(stages).to.deep.equal([]);
  });

  it('signs with a key that cannot be exported, and never has the private key in the clear', async () => {
    const calls: string[] = [];
    const watched = new Proxy(crypto.subtle, {
      get: (subtle, method: keyof SubtleCrypto) => (...args: unknown[]) => {
        const key = args.find((each) => each instanceof CryptoKey && each.type === 'private') as CryptoKey | undefined;
        calls.push(`${method}${key === undefined ? '' : key.extractable ? ' extractable' : ' kept'}`);
        return (subtle[method] as (...all: unknown[]) => unknown).apply(subtle, args);
      },
    });
    const port = createKeyPort({ indexedDB: null, crypto: { subtle: watched, getRandomValues: crypto.getRandomValues.bind(crypto) } as unknown as Crypto });
    await make(port);
    expect(calls.filter((call) => call.includes(' '))).to.deep.equal(['wrapKey extractable', 'sign kept']);
    expect(calls.filter((call) => call === 'decrypt' || call === 'encrypt')).to.deep.equal([]);
  });

  it('names the file after the certificate, with nothing that a file system would trip over', async () => {
    const port = createKeyPort({ indexedDB: null });
    const suffix = /-[0-9a-f]{8}\.key\.pem$/;
    const nameOf = async (o: { subject?: Uint8Array; san?: Uint8Array }): Promise<string> => (await make(port, o)).fileName.replace(suffix, '');
    expect(await nameOf({ san: generalNames(dns('*.example.org')) })).to.equal('wildcard.example.org');
    expect(await nameOf({ subject: cn('../../etc/pass wd'), san: generalNames() })).to.equal('etc-pass-wd');
    expect(await nameOf({ subject: cn('東京'), san: generalNames() })).to.equal('certificate');
    expect(await nameOf({ san: generalNames(dns('aux.example.org')) })).to.equal('aux_.example.org');
    expect(await nameOf({ subject: cn('\u202Efdp.exe'), san: generalNames() })).to.equal('fdp.exe');
  });
});

describe('files for the user', () => {
  it('come from the copy in this browser or from the file that was kept', async () => {
    const port = createKeyPort();
    const made = await make(port);
    const { spki } = sliceCsr(made.csr);
    const issued = await makeCertificate({ spki, signer: await keyPair('ca') });
    const file = await fileOf(port, made.scope);
    const rest = { scope: made.scope, passphrase: PASSPHRASE, certificate: issued.pem, chain: [], friendlyName: 'x', signal };
    expect(new Uint8Array(await (await port.pkcs12(rest)).arrayBuffer())[0]).to.equal(0x30);
    expect(await (await port.plainKey(rest)).text()).to.match(/^-----BEGIN PRIVATE KEY-----\n/);
    await port.forget(made.scope);
    expect(await errorOf(port.pkcs12(rest))).to.include({ code: 'bad-input', reason: 'key-missing' });
    expect(await errorOf(port.plainKey(rest))).to.include({ code: 'bad-input', reason: 'key-missing' });
    expect((await port.pkcs12({ ...rest, file })).type).to.equal('application/x-pkcs12');
    expect(await (await port.plainKey({ ...rest, file })).text()).to.include('BEGIN PRIVATE KEY');
  });
});

describe('what was issued', () => {
  const port = createKeyPort({ indexedDB: null });
  let made: Made;
  let ca: { der: Uint8Array; pem: string };

  before(async () => {
    made = await make(port, { subject: uglyName(), san: uglySan() });
    ca = await selfSigned({ key: 'ca', subject: cn('CA') });
  });

  async function issue(o: Partial<CertificateSpec> = {}): Promise<string> {
    const { spki, san } = sliceCsr(made.csr);
    const names = san === undefined ? {} : { san };
    return (await makeCertificate({ spki, ...names, subject: uglyName(), signer: await keyPair('ca'), issuer: cn('CA'), ...o })).pem;
  }
  const checkIssued = (certificate: string, chain: readonly string[] = [ca.pem], now = NOW): Promise<IssuedReport> =>
    port.checkIssued({ certificate, chain, csr: made.csr, predecessor: made.certificate, now, signal });
  const broken = ({ checks }: IssuedReport): string[] => checks.filter(({ outcome }) => outcome !== 'pass').map(({ id, outcome }) => `${id} ${outcome}`);
  const detailOf = ({ checks }: IssuedReport, id: string): unknown => checks.find((check: Check) => check.id === id)?.detail;

  it('matches when key, names, subject and signatures are right', async () => {
    const report = await checkIssued(await issue());
    expect(report.checks.map(({ id }) => id)).to.deep.equal(['issued-key', 'issued-names', 'issued-subject', 'issued-chain', 'issued-not-before']);
    expect(broken(report)).to.deep.equal([]);
    expect(report.matches).to.equal(true);
    expect(report.certificate.key).to.deep.equal(made.key);
    expect(JSON.parse(JSON.stringify(report))).to.deep.equal(report);
  });

  it('does not match with another key', async () => {
    const report = await checkIssued(await issue({ spki: await spkiOf(await keyPair('old')) }));
    expect(broken(report)).to.deep.equal(['issued-key fail']);
    expect(report.matches).to.equal(false);
  });

  it('knows the key when the CA has written it in another form', async () => {
    expect(broken(await checkIssued(await issue({ spki: compressed(sliceCsr(made.csr).spki) })))).to.deep.equal([]);
  });

  it('does not match without a name that was asked for; names that a CA adds are no fault', async () => {
    const missing = await checkIssued(await issue({ san: generalNames(dns('example.org')) }));
    expect(broken(missing)).to.deep.equal(['issued-names fail']);
    const added = concat([readExactly(uglySan()).content, dns('www.example.org')]);
    const more = await checkIssued(await issue({ san: generalNames(added) }));
    expect(broken(more)).to.deep.equal([]);
    expect(detailOf(more, 'issued-names')).to.deep.equal({ added: [{ type: 'dns', value: 'www.example.org' }], removed: [] });
  });

  it('asks for the names of the old certificate where the RA ignores those of the CSR', async () => {
    const bare = encodePem('CERTIFICATE REQUEST', await makeCsr({ key: await keyPair('bare'), subject: cn('any'), attributes: [] }));
    const spki = await spkiOf(await keyPair('bare'));
    const check = async (san: Uint8Array): Promise<IssuedReport> => port.checkIssued({
      certificate: await issue({ spki, san }), chain: [ca.pem], csr: bare, predecessor: made.certificate, namesFrom: 'predecessor', now: NOW, signal,
    });
    expect(broken(await check(uglySan()))).to.deep.equal([]);
    const fewer = await check(generalNames(dns('example.org')));
    expect(broken(fewer)).to.deep.equal(['issued-names fail']);
    expect(fewer.matches).to.equal(false);
  });

  it('does not match with another subject', async () => {
    expect(broken(await checkIssued(await issue({ subject: cn('example.org') })))).to.deep.equal(['issued-subject fail']);
  });

  it('does not match when a signature or a name along the chain is wrong', async () => {
    const forged = await checkIssued(await issue({ signer: await keyPair('mallory') }));
    expect(broken(forged)).to.deep.equal(['issued-chain fail']);
    expect(detailOf(forged, 'issued-chain')).to.include({ reason: 'signature', index: 0 });
    const renamed = await checkIssued(await issue({ issuer: cn('Another CA') }));
    expect(detailOf(renamed, 'issued-chain')).to.include({ reason: 'issuer', index: 0 });
    const impostor = (await makeCertificate({ subject: cn('CA'), spki: await spkiOf(await keyPair('ca')), signer: await keyPair('mallory') })).pem;
    expect(detailOf(await checkIssued(await issue(), [impostor]), 'issued-chain')).to.include({ reason: 'signature', index: 1 });
  });

  it('does not match when the certificate is not formed as it should be, however right its signature is', async () => {
    const keyUsage = extension('2.5.29.15', Uint8Array.of(3, 2, 7, 128), true);
    const twice = await checkIssued(await issue({ extensions: [keyUsage, keyUsage] }));
    expect(broken(twice)).to.deep.equal(['issued-chain fail']);
    expect(detailOf(twice, 'issued-chain')).to.include({ reason: 'form', index: 0 });
    const other = await checkIssued(await issue({ inner: algorithmIdentifier(OID.ecdsaWithSha512) }));
    expect(broken(other)).to.deep.equal(['issued-chain fail']);
    expect(broken(await checkIssued(await issue({ extensions: [keyUsage] })))).to.deep.equal([]);
  });

  it('verifies every certificate up to the last, also when the root is left out', async () => {
    const intermediate = (await makeCertificate({ subject: cn('Sub'), issuer: cn('CA'), spki: await spkiOf(await keyPair('sub', 'ec-p384')), signer: await keyPair('ca') })).pem;
    const leaf = await issue({ issuer: cn('Sub'), signer: await keyPair('sub', 'ec-p384') });
    for (const chain of [[intermediate], [intermediate, ca.pem]]) expect(broken(await checkIssued(leaf, chain))).to.deep.equal([]);
    expect(broken(await checkIssued(leaf, [ca.pem, intermediate]))).to.deep.equal(['issued-chain fail']);
  });

  it('is not called right when there is no chain to verify it by', async () => {
    const report = await checkIssued(await issue(), []);
    expect(broken(report)).to.deep.equal(['issued-chain unknown']);
    expect(report.matches).to.equal(false);
  });

  it('matches, with a warning, when it is not valid yet', async () => {
    const report = await checkIssued(await issue({ notBefore: new Date('2026-06-01T00:00:01Z') }));
    expect(broken(report)).to.deep.equal(['issued-not-before warn']);
    expect(report.matches).to.equal(true);
  });

  it('is compared without WebCrypto as far as that goes', async () => {
    const insecure = createKeyPort({ indexedDB: null, crypto: {} as Crypto });
    const report = await insecure.checkIssued({ certificate: await issue(), chain: [ca.pem], csr: made.csr, predecessor: made.certificate, now: NOW, signal });
    expect(broken(report)).to.deep.equal(['issued-chain unknown']);
    expect(report.matches).to.equal(true);
  });

  it('is refused when it is no certificate, and abandoned when aborted', async () => {
    expect(await errorOf(checkIssued('x'))).to.include({ code: 'bad-input' });
    const aborted = port.checkIssued({ certificate: await issue(), chain: [ca.pem], csr: made.csr, predecessor: made.certificate, now: NOW, signal: AbortSignal.abort() });
    expect(await errorOf(aborted)).to.include({ code: 'aborted' });
  });

  it('shows the names of a certificate to the session', async () => {
    const report = await port.inspectCertificate(made.certificate);
    expect(toHex(report.subjectDer)).to.equal(toHex(uglyName()));
  });

  it('has an uploaded request inspected under the policy of the certificate', async () => {
    const other = (await selfSigned({ subject: cn('other') })).pem;
    const reject = await port.inspectCsr({ input: made.csr, certificate: other, csrMismatch: 'reject', keyAlgorithms: ['ec-p256'], signal });
    const ignore = await port.inspectCsr({ input: new Blob([made.csr]), certificate: other, csrMismatch: 'ignore-csr', keyAlgorithms: ['ec-p256'], signal });
    const outcomes = ({ checks }: typeof reject): unknown => checks.filter(({ id }) => id.endsWith('-match')).map(({ outcome }) => outcome);
    expect([outcomes(reject), outcomes(ignore)]).to.deep.equal([['fail', 'fail'], ['warn', 'warn']]);
  });
});
