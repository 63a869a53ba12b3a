// Making a certification request, against the signature alone and against two libraries that do the same.
import type * as X509 from '@peculiar/x509';
import type * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import { createCsr, generateKey } from '../../src/crypto.js';
import type { KeyAlgorithmId } from '../../src/core.js';
import { compare, type Bench } from './harness.js';
import { certificateFor, loadX509 } from './certificates.js';

const extensionRequest = '1.2.840.113549.1.9.14';
const subjectAltName = '2.5.29.17';

/** A library's own request: the subject and the alternative names of the certificate, signed with the new key. */
async function withPeculiar(x509: typeof X509, certificate: ArrayBuffer, keys: CryptoKeyPair, signingAlgorithm: EcdsaParams | Algorithm): Promise<ArrayBuffer> {
  const from = new x509.X509Certificate(certificate);
  const names = from.getExtension(subjectAltName);
  const request = await x509.Pkcs10CertificateRequestGenerator.create({
    name: from.subjectName,
    keys,
    signingAlgorithm,
    extensions: names ? [names] : [],
  });
  return request.rawData;
}

async function withPkijs(certificate: ArrayBuffer, keys: CryptoKeyPair): Promise<ArrayBuffer> {
  const from = pkijs.Certificate.fromBER(certificate);
  const request = new pkijs.CertificationRequest();
  request.version = 0;
  request.subject = from.subject;
  await request.subjectPublicKeyInfo.importKey(keys.publicKey);
  const names = from.extensions?.find(({ extnID }) => extnID === subjectAltName);
  if (names) {
    const extensions = new pkijs.Extensions({ extensions: [names] });
    request.attributes = [new pkijs.Attribute({ type: extensionRequest, values: [extensions.toSchema()] })];
  }
  await request.sign(keys.privateKey, 'SHA-256');
  const schema: asn1js.Sequence = request.toSchema(true);
  return schema.toBER();
}

const bench = (id: KeyAlgorithmId, signature: EcdsaParams | Algorithm, o: { rounds: number; batch: number }): Bench => ({
  title: `A certification request from a certificate, ${id}, with a key that is new each time`,
  run: async () => {
    const x509 = await loadX509();
    const { der: certificate } = await certificateFor(await generateKey(id));
    const pool: CryptoKeyPair[] = [];
    for (let count = 0; count <= o.rounds * o.batch; count += 1) pool.push(await generateKey(id));
    const keys = (turn: number): CryptoKeyPair => {
      const pair = pool[turn];
      if (!pair) throw new Error('There are fewer keys than turns.');
      return pair;
    };
    const { der } = await createCsr({ certificate: new Uint8Array(certificate), key: await generateKey(id) });
    const message = new Uint8Array(der);
    return compare(
      {
        'subtle.sign alone': (turn) => crypto.subtle.sign(signature, keys(turn).privateKey, message),
        'rekey-elements createCsr': (turn) => createCsr({ certificate: new Uint8Array(certificate), key: keys(turn) }),
        '@peculiar/x509': (turn) => withPeculiar(x509, certificate, keys(turn), signature),
        pkijs: (turn) => withPkijs(certificate, keys(turn)),
      },
      o,
    );
  },
});

export const benches: readonly Bench[] = [
  bench('ec-p256', { name: 'ECDSA', hash: 'SHA-256' }, { rounds: 40, batch: 20 }),
  bench('rsa-2048', { name: 'RSASSA-PKCS1-v1_5' }, { rounds: 20, batch: 3 }),
];
