import type { ChangeOptions } from '../src/core/adapter.js';
import type { RekeyRequest } from '../src/core/domain.js';
import { createCsr, generateKey } from '../src/crypto.js';
import type { Stage } from './drive.js';

/** What people did at the RA before a story begins, by the calls that they would have made. */

const once = (ifMatch: string): ChangeOptions => ({ idempotencyKey: crypto.randomUUID(), ifMatch });

/** A request that was just opened: agreed to, and nothing else. */
export async function draft({ ra }: Stage, certificateId: string, personId = 'user'): Promise<RekeyRequest> {
  const adapter = ra.as(personId);
  const certificate = await adapter.getCertificate(certificateId);
  const { agreement: { id, version, language, text } } = await adapter.getRekeyPolicy(certificateId);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  const sha256 = [...digest].map((octet) => octet.toString(16).padStart(2, '0')).join('');
  const acceptedAt = new Date(ra.controls.clock.now()).toISOString();
  return adapter.createRequest(certificateId, { reason: 'routine', agreement: { id, version, language, sha256, acceptedAt } }, once(certificate.etag));
}

/** An administrator approves or declines what the RA has open. */
export async function decide({ ra }: Stage, certificateId: string, decision: 'approve' | 'decline' | 'claim', personId = 'admin'): Promise<void> {
  const adapter = ra.as(personId);
  const { openRequestId = '' } = await adapter.getCertificate(certificateId);
  const request = await adapter.getRequest(openRequestId);
  const o = once(request.etag);
  if (decision === 'claim') await adapter.claim?.(request.id, o);
  else if (decision === 'approve') await adapter.approve?.(request.id, { reviewed: true }, o);
  else await adapter.decline?.(request.id, { remarks: 'The key must come from the hardware module of the web servers. Please make a new CSR there and submit again.' }, o);
}

/** A CSR for the names of a certificate, with a key made for it, as a file. */
export async function csrFile({ ra }: Stage, certificateId: string, name = 'new.csr'): Promise<File> {
  const { pem } = await ra.as('admin').getCertificate(certificateId);
  const csr = await createCsr({ certificate: pem, key: await generateKey('ec-p256') });
  return new File([csr.pem], name);
}

/** A private key in the clear: what must never be uploaded. */
export async function keyFile(name = 'server.key'): Promise<File> {
  const { privateKey } = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign']);
  const der = new Uint8Array(await crypto.subtle.exportKey('pkcs8', privateKey));
  const base64 = btoa(String.fromCharCode(...der)).replace(/.{64}(?=.)/g, '$&\n');
  return new File([`-----BEGIN PRIVATE KEY-----\n${base64}\n-----END PRIVATE KEY-----\n`], name);
}
