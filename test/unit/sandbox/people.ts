/** What hostile and honest clients of the sandbox share: they call adapters directly, without any element. */
import type { ChangeOptions, RaAdapter } from '../../../src/core/adapter.js';
import type { AgreementAcceptance, KeyAlgorithmId, RekeyReason, RekeyRequest, SecondFactorChallenge } from '../../../src/core/domain.js';
import type { RekeyError } from '../../../src/core/errors.js';
import { createCsr, generateKey } from '../../../src/crypto/csr.js';
import { sha256Hex } from '../../../src/crypto/provider.js';
import { createSandboxRa, type SandboxOptions, type SandboxRa } from '../../../src/sandbox.js';

export const APP = 'cert-app';

/** A person at an adapter that has every method. */
export type Client = Required<RaAdapter>;

export const newRa = (options: SandboxOptions = {}): SandboxRa => createSandboxRa(options);
export const client = (ra: SandboxRa, personId: string, origin?: 'web' | 'admin'): Client =>
  ra.as(personId, origin === undefined ? {} : { origin }) as Client;

export const once = (ifMatch?: string): ChangeOptions => ({ idempotencyKey: crypto.randomUUID(), ifMatch });

/** The error that a call rejects with. */
export async function refusal(call: Promise<unknown>): Promise<RekeyError> {
  try {
    await call;
  } catch (thrown) {
    return thrown as RekeyError;
  }
  throw new Error('The call was granted.');
}

export async function accept(adapter: RaAdapter, certificateId: string): Promise<AgreementAcceptance> {
  const { agreement: { id, version, language, text } } = await adapter.getRekeyPolicy(certificateId);
  return { id, version, language, sha256: sha256Hex(new TextEncoder().encode(text)), acceptedAt: new Date(adapter.now?.() ?? Date.now()).toISOString() };
}

export async function create(adapter: RaAdapter, certificateId = APP, reason: RekeyReason = 'routine'): Promise<RekeyRequest> {
  const { etag } = await adapter.getCertificate(certificateId);
  return adapter.createRequest(certificateId, { reason, agreement: await accept(adapter, certificateId) }, once(etag));
}

export async function csrFor(adapter: RaAdapter, certificateId: string, algorithm: KeyAlgorithmId = 'ec-p256'): Promise<{ csr: string; key: CryptoKeyPair }> {
  const { pem } = await adapter.getCertificate(certificateId);
  const key = await generateKey(algorithm);
  return { csr: (await createCsr({ certificate: pem, key })).pem, key };
}

export async function attach(adapter: RaAdapter, request: RekeyRequest): Promise<RekeyRequest> {
  const { csr } = await csrFor(adapter, request.certificateId);
  return (await adapter.attachCsr(request.id, { csr, source: 'browser' }, once(request.etag))).request;
}

export async function verify(adapter: Client, request: RekeyRequest): Promise<RekeyRequest> {
  await adapter.verifyCaa(request.id, once(request.etag));
  return adapter.getRequest(request.id);
}

/** Created, with a CSR, its domains verified. */
export async function prepared(adapter: Client, certificateId = APP, reason: RekeyReason = 'routine'): Promise<RekeyRequest> {
  return verify(adapter, await attach(adapter, await create(adapter, certificateId, reason)));
}

export async function challenged(ra: SandboxRa, adapter: Client, request: RekeyRequest): Promise<{ challenge: SecondFactorChallenge; code: string }> {
  const challenge = await adapter.startSecondFactor(request.id, { method: 'email-otp' }, once(request.etag));
  const { code = '' } = await ra.inbox.latest() ?? {};
  return { challenge, code };
}

export async function factored(ra: SandboxRa, adapter: Client, request: RekeyRequest): Promise<RekeyRequest> {
  const { challenge, code } = await challenged(ra, adapter, request);
  await adapter.answerSecondFactor(challenge.id, { codes: { email: code } }, once(challenge.etag));
  return adapter.getRequest(request.id);
}

/** Ready to be submitted. */
export async function ready(ra: SandboxRa, adapter: Client, certificateId = APP, reason: RekeyReason = 'routine'): Promise<RekeyRequest> {
  return factored(ra, adapter, await prepared(adapter, certificateId, reason));
}

export const send = (adapter: RaAdapter, request: RekeyRequest): Promise<RekeyRequest> =>
  adapter.submit(request.id, { validity: { mode: 'new' } }, once(request.etag));

export async function pending(ra: SandboxRa, adapter: Client, certificateId = APP, reason: RekeyReason = 'routine'): Promise<RekeyRequest> {
  return send(adapter, await ready(ra, adapter, certificateId, reason));
}

/** A policy with nothing in the way between a CSR and its certificate. */
export async function relaxed(ra: SandboxRa): Promise<void> {
  await ra.controls.setPolicy('tls-server', { secondFactor: { when: 'never', methods: [] } });
  await ra.controls.setSettings({ vetting: { web: false, admin: false } });
}
