import type { ChangeOptions, RaAdapter } from '../core/adapter.js';
import type { RekeyReason, RekeyRequest, KeyAlgorithmId, SanRule } from '../core/domain.js';
import { RekeyError } from '../core/errors.js';
import { createCsr, generateKey } from '../crypto/csr.js';
import { sha256Hex } from '../crypto/provider.js';
import { editedNames } from '../crypto/san-edit.js';
import type { SandboxRa } from './sandbox-ra.js';

export const SCENARIOS = [
  'fresh', 'vetting-off', 'second-factor', 'every-second-factor', 'second-factor-before-issue', 'pending', 'declined', 'issued',
  'caa-forbidden', 'caa-indeterminate', 'policy-off', 'editable-names', 'edited-names', 'dwell', 'many-requests',
] as const;
export type ScenarioName = (typeof SCENARIOS)[number];

export interface ScenarioResult {
  readonly certificateId: string;
  /** The request that the scenario is about. */
  readonly requestId?: string;
  /** All that it made. */
  readonly requestIds: readonly string[];
}

const MAIN = 'cert-app';
/** Those that the default policy lets people rekey, and that CAA permits. */
const MANY = ['cert-shop', 'cert-app', 'cert-mail', 'cert-vpn', 'cert-support', 'cert-names', 'cert-edge'] as const;

const oneChange = (ifMatch: string): ChangeOptions => ({ idempotencyKey: crypto.randomUUID(), ifMatch });

/** Begins anew and replays, through the adapters of the people concerned and with real keys, what leads to the named state. */
export async function playScenario(sandbox: SandboxRa, name: ScenarioName): Promise<ScenarioResult> {
  await sandbox.reset();
  switch (name) {
    case 'fresh': return nothing(MAIN);
    case 'vetting-off':
      await sandbox.controls.setSettings({ vetting: { web: false, admin: false } });
      return nothing(MAIN);
    case 'policy-off':
      await sandbox.controls.setPolicy('tls-server', { action: 'none' });
      return nothing(MAIN);
    case 'second-factor': {
      const request = await verified(sandbox, 'user', MAIN);
      const started = await startFactor(sandbox.as('user'), request);
      return about(started);
    }
    case 'every-second-factor':
      await allFactors(sandbox, 'submit');
      return about(await verified(sandbox, 'user', MAIN));
    case 'second-factor-before-issue':
      await allFactors(sandbox, 'issue');
      return about(await approveIt(sandbox, await submitted(sandbox, 'user', MAIN)));
    case 'pending': return about(await submitted(sandbox, 'user', MAIN));
    case 'declined': {
      const request = await submitted(sandbox, 'user', MAIN);
      return about(await declineIt(sandbox, request));
    }
    case 'issued': return about(await approveIt(sandbox, await submitted(sandbox, 'user', MAIN)));
    case 'editable-names':
      await sandbox.controls.setPolicy('tls-server', { san: EDITABLE });
      return nothing(MAIN);
    case 'edited-names':
      await sandbox.controls.setPolicy('tls-server', { san: EDITABLE });
      return about(await sent(sandbox, 'user', await withNames(sandbox, await verified(sandbox, 'user', MAIN))));
    case 'dwell':
      await sandbox.controls.setSettings({ vetting: { web: false, admin: false }, dwell: { validating: 4000, issuing: 4000 } });
      return about(await submitted(sandbox, 'user', MAIN));
    case 'caa-forbidden': return about(await verified(sandbox, 'user', 'cert-blocked'));
    case 'caa-indeterminate': return about(await verified(sandbox, 'user', 'cert-flaky'));
    case 'many-requests': return many(sandbox);
  }
}

/** What the scenarios of changed names let a requester change. */
const EDITABLE: SanRule = { editable: true, kinds: ['dns', 'ip'], max: 20, within: ['example.com', 'example.net'] };

/** The same request with one name less and one more, signed with a key of its own. */
async function withNames(sandbox: SandboxRa, request: RekeyRequest): Promise<RekeyRequest> {
  const adapter = sandbox.as('user');
  const { pem: certificate } = await adapter.getCertificate(request.certificateId);
  const subjectAltName = editedNames({ from: 'certificate', keep: [0], add: [{ type: 'dns', value: 'status.app.example.com' }] }, { certificate });
  const { pem: csr } = await createCsr({ certificate, key: await generateKey('ec-p256'), subjectAltName });
  const { request: attached } = await adapter.attachCsr(request.id, { csr, source: 'browser' }, oneChange(request.etag));
  await adapter.verifyCaa?.(attached.id, oneChange(attached.etag));
  return adapter.getRequest(attached.id);
}

const nothing = (certificateId: string): ScenarioResult => ({ certificateId, requestIds: [] });
const about = ({ id, certificateId }: RekeyRequest): ScenarioResult => ({ certificateId, requestId: id, requestIds: [id] });

/** A policy that leaves the choice between all methods, before submission or before issuance. */
async function allFactors(sandbox: SandboxRa, when: 'submit' | 'issue'): Promise<void> {
  const methods = ['email-otp', 'sms-otp', 'email-sms', 'active-directory', 'saml', 'oidc', 'azure-ad'] as const;
  await sandbox.controls.setPolicy('tls-server', { secondFactor: { when, methods } });
}

/** Several rounds over several certificates: each round ends in another way, so that every status is among them. */
async function many(sandbox: SandboxRa): Promise<ScenarioResult> {
  const reasons: readonly RekeyReason[] = ['routine', 'lost', 'algorithm', 'compromised'];
  const requestIds: string[] = [];
  for (let round = 0; round < 4; round++) {
    for (const [at, certificateId] of MANY.entries()) {
      const person = certificateId === 'cert-mail' || at % 3 === 2 ? 'operator' : 'user';
      const request = await submitted(sandbox, person, certificateId, reasons[(round + at) % reasons.length]);
      requestIds.push(request.id);
      if (round === 3 && at % 3 === 1) await sandbox.as('admin2').claim?.(request.id, oneChange(request.etag));
      if (round === 3) continue;
      if ((round + at) % 3 === 0) await declineIt(sandbox, request);
      else if ((round + at) % 5 === 0) await sandbox.as(person).cancelRequest(request.id, oneChange(request.etag));
      else await approveIt(sandbox, request);
    }
  }
  return { certificateId: MAIN, ...(requestIds[0] !== undefined && { requestId: requestIds.at(-1) ?? requestIds[0] }), requestIds };
}

/** A request in draft with a CSR attached and its domains looked at. */
export async function verified(
  sandbox: SandboxRa, personId: string, certificateId: string, reason: RekeyReason = 'routine', algorithm: KeyAlgorithmId = 'ec-p256',
): Promise<RekeyRequest> {
  const adapter = sandbox.as(personId);
  const certificate = await adapter.getCertificate(certificateId);
  const { agreement } = await adapter.getRekeyPolicy(certificateId);
  const { id, version, language, text } = agreement;
  const acceptance = {
    id, version, language, sha256: sha256Hex(new TextEncoder().encode(text)), acceptedAt: new Date(sandbox.controls.clock.now()).toISOString(),
  };
  const created = await adapter.createRequest(certificateId, { reason, agreement: acceptance }, oneChange(certificate.etag));
  const { pem: csr } = await createCsr({ certificate: certificate.pem, key: await generateKey(algorithm) });
  const attached = await adapter.attachCsr(created.id, { csr, source: 'browser' }, oneChange(created.etag));
  await adapter.verifyCaa?.(created.id, oneChange(attached.request.etag));
  return adapter.getRequest(created.id);
}

async function startFactor(adapter: RaAdapter, request: RekeyRequest): Promise<RekeyRequest> {
  await adapter.startSecondFactor?.(request.id, { method: 'email-otp' }, oneChange(request.etag));
  return adapter.getRequest(request.id);
}

/** A request that went as far as its requester can take it. */
export async function submitted(sandbox: SandboxRa, personId: string, certificateId: string, reason?: RekeyReason): Promise<RekeyRequest> {
  return sent(sandbox, personId, await verified(sandbox, personId, certificateId, reason));
}

/** The same, after a second factor where one is asked for. */
async function sent(sandbox: SandboxRa, personId: string, ready: RekeyRequest): Promise<RekeyRequest> {
  const adapter = sandbox.as(personId);
  let request = ready;
  const { secondFactor, validity } = await adapter.getRekeyPolicy(request.certificateId);
  if (secondFactor.when === 'submit') {
    request = await startFactor(adapter, request);
    const challengeId = request.secondFactor?.challengeId;
    const code = (await sandbox.inbox.latest(personId))?.code;
    if (challengeId === undefined || code === undefined) throw new RekeyError('second-factor', { reason: 'not-sent' });
    const challenge = await adapter.getSecondFactor?.(challengeId);
    await adapter.answerSecondFactor?.(challengeId, { codes: { email: code } }, oneChange(challenge?.etag ?? ''));
    request = await adapter.getRequest(request.id);
  }
  return adapter.submit(request.id, { validity: { mode: validity.modes[0] ?? 'new' } }, oneChange(request.etag));
}

async function approveIt(sandbox: SandboxRa, request: RekeyRequest): Promise<RekeyRequest> {
  const admin = sandbox.as('admin');
  return await admin.approve?.(request.id, { reviewed: true }, oneChange(request.etag)) ?? request;
}

async function declineIt(sandbox: SandboxRa, request: RekeyRequest): Promise<RekeyRequest> {
  const admin = sandbox.as('admin');
  const remarks = 'The key must come from the hardware module of the web servers. Please make a new CSR there and submit again.';
  return await admin.decline?.(request.id, { remarks }, oneChange(request.etag)) ?? request;
}
