import type { AgreementAcceptance, KeySource, RekeyReason, ValidityChoice } from '../../core/domain.js';
import { RekeyError } from '../../core/errors.js';

/** A body from outside: nothing about it is known before it was looked at. */
type Body = Readonly<Record<string, unknown>>;

const invalid = (field: string, reason: string): RekeyError => new RekeyError('protocol', { reason: 'validation', fields: { [field]: reason } });

/** @throws RekeyError `protocol` with reason `validation`, as every function here */
export function asBody(value: unknown, field = 'body'): Body {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw invalid(field, 'required');
  return value as Body;
}

export function asId(value: unknown, field: string): string {
  return asText(value, field, 100);
}

export function asText(value: unknown, field: string, max: number): string {
  if (typeof value !== 'string' || value.trim() === '') throw invalid(field, 'required');
  if (value.length > max) throw invalid(field, 'too-long');
  return value;
}

/** Text that may be left out; white space alone counts as left out. */
export function asOptionalText(value: unknown, field: string, max: number): string | undefined {
  return value === undefined || (typeof value === 'string' && value.trim() === '') ? undefined : asText(value, field, max);
}

export function asOneOf<T extends string>(value: unknown, field: string, allowed: readonly T[]): T {
  const found = allowed.find((one) => one === value);
  if (found === undefined) throw invalid(field, value === undefined ? 'required' : 'not-offered');
  return found;
}

const REASONS: readonly RekeyReason[] = ['lost', 'compromised', 'routine', 'algorithm'];
const SOURCES: readonly KeySource[] = ['browser', 'upload', 'token'];

export const asReason = (value: unknown, offered: readonly RekeyReason[] = REASONS): RekeyReason => asOneOf(value, 'reason', offered);
export const asKeySource = (value: unknown): KeySource => asOneOf(value, 'source', SOURCES);

export function asAcceptance(value: unknown): AgreementAcceptance {
  const body = asBody(value, 'agreement');
  const acceptedAt = asText(body['acceptedAt'], 'agreement.acceptedAt', 40);
  if (Number.isNaN(Date.parse(acceptedAt))) throw invalid('agreement.acceptedAt', 'invalid');
  return {
    id: asId(body['id'], 'agreement.id'),
    version: asText(body['version'], 'agreement.version', 40),
    language: asText(body['language'], 'agreement.language', 40),
    sha256: asText(body['sha256'], 'agreement.sha256', 64).toLowerCase(),
    acceptedAt: new Date(acceptedAt).toISOString(),
  };
}

export function asValidity(value: unknown, modes: readonly ValidityChoice['mode'][], maxDays: number): ValidityChoice {
  const body = asBody(value, 'validity');
  const mode = asOneOf(body['mode'], 'validity.mode', modes);
  const days = body['days'];
  if (days === undefined) return { mode };
  if (mode !== 'new') throw invalid('validity.days', 'not-offered');
  if (typeof days !== 'number' || !Number.isInteger(days) || days < 1) throw invalid('validity.days', 'invalid');
  if (days > maxDays) throw invalid('validity.days', 'too-long');
  return { mode, days };
}

export { invalid };
