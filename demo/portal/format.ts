import type { CertificateStatus, KeySummary, RekeyReason, RequestStatus } from '../../src/core/domain.js';
import { el } from './dom.js';

const when = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' });

/** @param instant ISO 8601, UTC */
export const dateTime = (instant: string): HTMLElement => el('time', { datetime: instant }, when.format(new Date(instant)));
export const date = (instant: string): HTMLElement => el('time', { datetime: instant }, day.format(new Date(instant)));

const CERTIFICATE_STATUS: Readonly<Record<CertificateStatus | 'superseded', string>> = {
  active: 'Active', expired: 'Expired', revoked: 'Revoked', 'rekey-open': 'Active, rekey open', superseded: 'Superseded',
};
const REQUEST_STATUS: Readonly<Record<RequestStatus, string>> = {
  draft: 'Draft', 'second-factor': 'Second factor', 'pending-approval': 'Pending approval', 'in-review': 'In review',
  approved: 'Approved', validating: 'Validating', issuing: 'Issuing', issued: 'Issued', declined: 'Declined', failed: 'Failed',
  cancelled: 'Cancelled', expired: 'Expired',
};
const REASON: Readonly<Record<RekeyReason, string>> = {
  lost: 'Key lost', compromised: 'Key compromised', routine: 'Routine', algorithm: 'Change of algorithm',
};

export const certificateStatus = (status: CertificateStatus | 'superseded'): HTMLElement =>
  el('span', { class: `status ${status}` }, CERTIFICATE_STATUS[status]);
export const requestStatus = (status: RequestStatus): HTMLElement => el('span', { class: `status ${status}` }, REQUEST_STATUS[status]);
export const reason = (value: RekeyReason): string => REASON[value];

/** `ec-p256` as `ECDSA P-256`; what has no better name stays as it is. */
export function keyName({ algorithm }: KeySummary): string {
  const [, family, size] = /^(ec-p|rsa-|ml-dsa-)(\d+)$/.exec(algorithm) ?? [];
  if (family === 'ec-p') return `ECDSA P-${size}`;
  if (family === 'rsa-') return `RSA ${size}`;
  if (family === 'ml-dsa-') return `ML-DSA-${size}`;
  return algorithm === 'ed25519' ? 'Ed25519' : algorithm;
}

export const mono = (text: string): HTMLElement => el('span', { class: 'mono', dir: 'ltr', translate: 'no' }, text);
/** A fingerprint shortened in the middle; the whole of it in the title. */
export const fingerprint = (hex: string): HTMLElement =>
  el('span', { class: 'mono', dir: 'ltr', translate: 'no', title: hex }, hex.length > 24 ? `${hex.slice(0, 10)}…${hex.slice(-8)}` : hex);
