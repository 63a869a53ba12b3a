// The port and the errors, as an integrator who writes an adapter meets them.
import { RekeyError, RekeySession, transition } from 'rekey-elements/core.js';
import type { Certificate, Check, KeyAlgorithmId, RaAdapter, RekeyRequest, RequestStatus, Signer } from 'rekey-elements/core.js';
import type { Equal, Expect } from './expect.js';

export type Codes = Expect<'wrong-passphrase' extends RekeyError['code'] ? true : false>;
export type Algorithms = Expect<
  Equal<KeyAlgorithmId, 'ec-p256' | 'ec-p384' | 'ec-p521' | 'rsa-2048' | 'rsa-3072' | 'rsa-4096' | 'ed25519' | 'ml-dsa-44' | 'ml-dsa-65' | 'ml-dsa-87'>
>;
export type Statuses = Expect<
  Equal<
    RequestStatus,
    | 'draft'
    | 'second-factor'
    | 'pending-approval'
    | 'in-review'
    | 'approved'
    | 'validating'
    | 'issuing'
    | 'issued'
    | 'declined'
    | 'failed'
    | 'cancelled'
    | 'expired'
  >
>;
export type Outcomes = Expect<Equal<Check['outcome'], 'pass' | 'warn' | 'fail' | 'unknown'>>;
export type SessionIsATarget = Expect<RekeySession extends EventTarget ? true : false>;
export type TransitionIsAFunction = Expect<typeof transition extends (...args: never[]) => unknown ? true : false>;

export async function read(adapter: RaAdapter, signal: AbortSignal): Promise<Certificate> {
  const certificate: Certificate = await adapter.getCertificate('1', { signal, correlationId: 'c' });
  // @ts-expect-error what the RA answered is not the page's to change
  certificate.status = 'revoked';
  return certificate;
}

export async function change(adapter: RaAdapter, request: RekeyRequest): Promise<void> {
  await adapter.cancelRequest?.(request.id, { idempotencyKey: crypto.randomUUID(), ifMatch: request.etag });
  // @ts-expect-error a change has an idempotency key
  await adapter.cancelRequest?.(request.id, { correlationId: 'c' });
}

export const signer: Signer = {
  spki: new Uint8Array(),
  algorithm: 'ec-p256',
  sign: async (message, { signal } = {}) => {
    signal?.throwIfAborted();
    return new Uint8Array(message);
  },
};
// @ts-expect-error no such algorithm
export const unknownAlgorithm: KeyAlgorithmId = 'rsa-1024';
