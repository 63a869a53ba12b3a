// The functions that stand alone.
import { climbCaa, evaluateCaa, readCaaSummary, summariseCaa, verifyCaa } from 'rekey-elements/caa.js';
import type { CaaAnswer, CaaLookup, CaaRecord } from 'rekey-elements/caa.js';
import {
  checkKeyStrength,
  createCsr,
  exportPkcs12,
  formatName,
  generalNames,
  generateKey,
  inspectCertificate,
  inspectCsr,
  nameAttributes,
  proveKey,
  samePublicKey,
  unwrapPrivateKey,
  wrapPrivateKey,
} from 'rekey-elements/crypto.js';
import type { GeneralNameText } from 'rekey-elements/crypto.js';
import type { Signer } from 'rekey-elements/core.js';
import type { Equal, Expect } from './expect.js';

export async function keys(file: Blob, signer: Signer): Promise<Uint8Array> {
  const pair: CryptoKeyPair = await generateKey('ec-p256');
  const { der, pem }: { der: Uint8Array; pem: string } = await createCsr({ certificate: 'PEM', key: pair });
  await createCsr({ certificate: der, key: signer, subjectAltName: new Uint8Array() });
  // @ts-expect-error a private key alone cannot make a request
  await createCsr({ certificate: der, key: pair.privateKey });

  const wrapped: { der: Uint8Array; pem: string } = await wrapPrivateKey(pair.privateKey, 'passphrase');
  const key: CryptoKey = await unwrapPrivateKey(file, 'passphrase');
  const proven: boolean = await proveKey({ file: wrapped.der, passphrase: 'passphrase', spki: der });
  // @ts-expect-error a proof needs the public key that the private one must fit
  await proveKey({ file, passphrase: 'passphrase' });

  const report = await inspectCsr(file, { certificate: pem });
  for (const { outcome, source } of report.checks) if (outcome === 'fail') throw new Error(source);
  await inspectCertificate(pem);
  const same: boolean = samePublicKey(der, der) && checkKeyStrength(der).every(({ outcome }) => outcome !== 'fail');
  return proven && same ? exportPkcs12({ encryptedKey: wrapped.pem, passphrase: 'p', certificate: pem, chain: [pem, der], friendlyName: key.type }) : der;
}

export function names(subject: Uint8Array, san: Uint8Array | undefined): readonly string[] {
  const rows: readonly string[] = nameAttributes(subject).map(({ oid, label, value, stringType, rdn }) => `${rdn.toFixed()} ${oid} ${label} ${stringType} ${value}`);
  // @ts-expect-error a name is bytes: what was text would be another name
  formatName('CN=example.org');
  const kinds: readonly GeneralNameText['type'][] = generalNames(san).map(({ type }) => type);
  return [formatName(subject), ...rows, ...kinds];
}

export const lookup: CaaLookup = async (_owner, { signal }): Promise<CaaAnswer> => {
  signal?.throwIfAborted();
  return { status: 'nxdomain', records: [] };
};

export async function caa(records: CaaRecord[]): Promise<void> {
  const { verdict } = evaluateCaa(records, { issuers: ['ca.example'], wildcard: true });
  type Verdict = Expect<Equal<typeof verdict, 'permitted' | 'forbidden'>>;
  const climb = await climbCaa('www.example.com', lookup);
  const trail: Verdict extends true ? number : never = climb.trail.length;

  const report = await verifyCaa(['www.example.com'], { issuers: ['ca.example'], resolvers: [lookup] });
  const [first] = report.names;
  if (first?.verdict === 'likely-forbidden' && trail > 0) throw new Error(report.names.map(({ verdict: each }) => each).join());
  const text: string = summariseCaa(report);
  if (readCaaSummary(text).names[0]?.verdict === 'indeterminate') throw new Error(text);
  // @ts-expect-error no such verdict
  if (first?.verdict === 'allowed') throw new Error();
  // @ts-expect-error a lookup takes an owner name
  await climbCaa('www.example.com', (owner: number) => owner);
}
