import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Crypto as PeculiarCrypto } from '@peculiar/webcrypto';
import { createCsr, createKeyPort, exportPkcs12, generateKey, inspectCsr, proveKey, wrapPrivateKey } from '../../../src/crypto.js';
import { sliceCsr } from '../../../src/crypto/x509.js';
import { keyPair, makeCertificate, selfSigned } from '../../unit/crypto/fixtures.js';

const PASSPHRASE = 'a passphrase of ours';

describe('in Node', () => {
  for (const [name, provided] of [['its own WebCrypto', undefined], ['a WebCrypto that is passed in', new PeculiarCrypto()]] as const) {
    for (const algorithm of ['ec-p256', 'ec-p384', 'rsa-2048'] as const) {
      it(`makes, encrypts, proves and packs an ${algorithm} key with ${name}`, async () => {
        const o = { crypto: provided as Crypto | undefined };
        const { pem: certificate } = await selfSigned();
        const key = await generateKey(algorithm, o);
        const csr = await createCsr({ ...o, certificate, key });
        const report = await inspectCsr(csr.pem, { ...o, certificate });
        assert.deepEqual(report.checks.filter(({ outcome }) => outcome !== 'pass'), []);
        const { spki } = sliceCsr(csr.der);
        const { pem: encryptedKey } = await wrapPrivateKey(key.privateKey, PASSPHRASE, o);
        assert.equal(await proveKey({ ...o, file: encryptedKey, passphrase: PASSPHRASE, spki }), true);
        await assert.rejects(proveKey({ ...o, file: encryptedKey, passphrase: 'wrong', spki }), { code: 'wrong-passphrase' });
        const issued = await makeCertificate({ spki, signer: await keyPair('CA') });
        const container = await exportPkcs12({ ...o, encryptedKey, passphrase: PASSPHRASE, certificate: issued.pem, chain: [certificate] });
        assert.equal(container[0], 0x30);
      });
    }
  }

  it('keeps keys in memory, for there is no IndexedDB', async () => {
    const { pem: certificate } = await selfSigned();
    const port = createKeyPort();
    const scope = { raId: 'ra', userId: 'user' };
    const made = await port.make({ algorithm: 'ec-p256', passphrase: PASSPHRASE, certificate, ...scope, keepFor: 86_400_000, signal: new AbortController().signal });
    assert.match((await port.encryptedKey({ ...scope, spkiSha256: made.key.spkiSha256 })) ?? '', /BEGIN ENCRYPTED PRIVATE KEY/);
  });
});
