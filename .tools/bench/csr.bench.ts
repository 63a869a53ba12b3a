// Making a certification request, against the signature alone and against two libraries that do the same.
import type * as X509 from '@peculiar/x509';
import type * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import { createCsr, generateKey } from '../../src/crypto.js';
import type { KeyAlgorithmId } from '../../src/core.js';
import { certificateFor, loadX509, newKeys } from './certificates.js';
import { compare, inNode, type Bench, type Bound } from './harness.js';

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

const ours = 'rekey-elements createCsr';
const bare = 'subtle.sign alone';
const peculiar = '@peculiar/x509';

interface Options { readonly rounds: number; readonly batch: number; readonly libraries?: boolean; readonly bounds: readonly Bound[] }

const bench = (id: KeyAlgorithmId, signature: EcdsaParams | Algorithm, o: Options): Bench => ({
  title: `A certification request from a certificate, ${id}: key and certificate are others each time`,
  run: async () => {
    const x509 = await loadX509();
    const certificates: ArrayBuffer[] = [];
    for (let host = 0; host < 16; host += 1) certificates.push((await certificateFor(await generateKey('ec-p256'), [`${String(host)}.example.com`])).der);
    const certificate = (turn: number): ArrayBuffer => certificates[turn % certificates.length] ?? new ArrayBuffer(0);
    // Each variant has keys of its own: the first use of a key takes longer than the next.
    const keys = await newKeys(id, (o.libraries ? 4 : 2) * (o.rounds + 1) * o.batch + 1);
    const { der } = await createCsr({ certificate: new Uint8Array(certificate(0)), key: keys() });
    const message = new Uint8Array(der);
    return compare(
      {
        [bare]: () => crypto.subtle.sign(signature, keys().privateKey, message),
        [ours]: (turn) => createCsr({ certificate: new Uint8Array(certificate(turn)), key: keys() }),
        ...(o.libraries && {
          [peculiar]: (turn: number) => withPeculiar(x509, certificate(turn), keys(), signature),
          pkijs: (turn: number) => withPkijs(certificate(turn), keys()),
        }),
      },
      o,
    );
  },
});

export const benches: readonly Bench[] = [
  bench('ec-p256', { name: 'ECDSA', hash: 'SHA-256' }, {
    rounds: 120, batch: 5, libraries: true,
    bounds: [{ of: ours, than: bare, speed: 0.4 }, ...[peculiar, 'pkijs'].map((than) => ({ of: ours, than, speed: inNode() ? 6 : 10 }))],
  }),
  // Nothing but the signature counts here, and its keys take long to make: more rounds with fewer variants.
  bench('rsa-2048', { name: 'RSASSA-PKCS1-v1_5' }, { rounds: 80, batch: 1, bounds: [{ of: ours, than: bare, speed: 0.85 }] }),
];
