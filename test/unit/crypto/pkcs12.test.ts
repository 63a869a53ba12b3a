import { expect } from '@open-wc/testing';
import { exportPkcs12, wrapPrivateKey } from '../../../src/crypto.js';
import type { Bytes } from '../../../src/crypto/bytes.js';
import { decodeOid, DerReader, readExactly, smallInteger, TAG, contextTag } from '../../../src/crypto/der.js';
import { OID } from '../../../src/crypto/oids.js';
import { readEncryptedKey, readPbes2, type Pbes2 } from '../../../src/crypto/pbes2.js';
import { readAlgorithm } from '../../../src/crypto/x509.js';
import { cn, keyPair, makeCertificate, selfSigned, spkiOf } from './fixtures.js';

const PASSPHRASE = 'a passphrase of ours';

/** The three derivations of a PKCS#12 file (RFC 7292 section 4): what each one is for, and its parameters. */
function derivationsOf(file: Bytes): { certificates: Pbes2; key: Pbes2; macRounds: number; macSalt: Bytes } {
  const pfx = DerReader.of(file);
  pfx.read(TAG.integer);
  const contentOf = (info: DerReader, type: string): Bytes => {
    expect(decodeOid(info.read(TAG.oid).content)).to.equal(type);
    return info.read(contextTag(0)).content;
  };
  const [first, second] = DerReader.of(readExactly(contentOf(pfx.enter(), OID.data), TAG.octetString).content).all(TAG.sequence);
  if (first === undefined || second === undefined) throw new Error('two parts');
  const encryptedData = DerReader.of(contentOf(new DerReader(first.content), OID.encryptedData));
  expect(smallInteger(encryptedData.read(TAG.integer))).to.equal(0);
  const contentInfo = encryptedData.enter();
  expect(decodeOid(contentInfo.read(TAG.oid).content)).to.equal(OID.data);
  const certificates = readPbes2(readAlgorithm(contentInfo));
  const bag = DerReader.of(readExactly(contentOf(new DerReader(second.content), OID.data), TAG.octetString).content).enter();
  const shrouded = contentOf(bag, OID.pkcs8ShroudedKeyBag);
  const mac = pfx.enter();
  mac.read(TAG.sequence);
  return {
    certificates, key: readEncryptedKey(shrouded).parameters, macSalt: mac.read(TAG.octetString).content, macRounds: smallInteger(mac.read(TAG.integer)),
  };
}

async function made(o: { friendlyName?: string } = {}): Promise<Bytes> {
  const [pair, ca] = [await keyPair('leaf'), await selfSigned({ key: 'ca' })];
  const leaf = await makeCertificate({ subject: cn('shop.example.org'), spki: await spkiOf(pair), signer: await keyPair('ca') });
  const { pem } = await wrapPrivateKey(pair.privateKey, PASSPHRASE);
  return Uint8Array.from(await exportPkcs12({ ...o, encryptedKey: pem, passphrase: PASSPHRASE, certificate: leaf.pem, chain: [ca.pem] }));
}

describe('a PKCS#12 file', () => {
  it('has 300,000 rounds for the certificates, for the key and for the MAC, AES-256 under HMAC-SHA256 and a salt of its own for each', async () => {
    const { certificates, key, macRounds, macSalt } = derivationsOf(await made());
    const wanted = { iterations: 300_000, hash: 'SHA-256', keyBits: 256 };
    expect(certificates).to.deep.include(wanted);
    expect(key).to.deep.include(wanted);
    expect(macRounds).to.equal(300_000);
    const salts = [certificates.salt, key.salt, macSalt, certificates.iv, key.iv];
    expect(salts.map(({ length }) => length)).to.deep.equal([16, 16, 16, 16, 16]);
    expect(new Set(salts.map(String)).size).to.equal(5);
  });
});
