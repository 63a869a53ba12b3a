/**
 * One error type with a code. Callers test `.code`, never `instanceof`; the wording belongs to the elements.
 */
export const RA_ERROR_CODES = [
  'auth', 'forbidden', 'not-eligible', 'conflict', 'csr-rejected', 'key-rejected', 'caa-forbidden', 'caa-indeterminate',
  'agreement-changed', 'second-factor', 'rate-limited', 'unavailable', 'protocol', 'aborted', 'not-found',
] as const;
export const LOCAL_ERROR_CODES = [
  'bad-input', 'wrong-passphrase', 'too-large', 'unsupported', 'locked-by-other-tab', 'issued-mismatch', 'storage', 'token',
] as const;
export type RaErrorCode = (typeof RA_ERROR_CODES)[number];
export type LocalErrorCode = (typeof LOCAL_ERROR_CODES)[number];
export type RekeyErrorCode = RaErrorCode | LocalErrorCode;

export interface RekeyErrorInit {
  /** A machine reason within the code: `wrong-code`, `stale`, `request-open`, `expired`, `private-key`, ... */
  reason?: string | undefined;
  /** True when the same call, with the same idempotency key, may succeed later. */
  retryable?: boolean | undefined;
  /** Seconds to wait before the next try. */
  retryAfter?: number | undefined;
  /** Machine reasons by field name. */
  fields?: Readonly<Record<string, string>> | undefined;
  requestId?: string | undefined;
  correlationId?: string | undefined;
  /** Facts for the wording; never a secret. */
  detail?: unknown;
  cause?: unknown;
}

/** The data of an error, as it stands in a state or an event. */
export interface RekeyErrorInfo {
  readonly code: RekeyErrorCode;
  readonly reason?: string;
  readonly retryable: boolean;
  readonly retryAfter?: number;
  readonly fields?: Readonly<Record<string, string>>;
  readonly requestId?: string;
  readonly correlationId?: string;
  readonly detail?: unknown;
}

const RETRYABLE: ReadonlySet<RekeyErrorCode> = new Set(['unavailable', 'rate-limited', 'auth', 'locked-by-other-tab', 'caa-indeterminate']);

export class RekeyError extends Error {
  override readonly name = 'RekeyError';
  readonly code: RekeyErrorCode;
  readonly reason: string | undefined;
  readonly retryable: boolean;
  readonly retryAfter: number | undefined;
  readonly fields: Readonly<Record<string, string>> | undefined;
  readonly requestId: string | undefined;
  readonly correlationId: string | undefined;
  readonly detail: unknown;

  constructor(code: RekeyErrorCode, init: RekeyErrorInit = {}) {
    super(init.reason === undefined ? code : `${code}: ${init.reason}`, init.cause === undefined ? undefined : { cause: init.cause });
    this.code = code;
    this.reason = init.reason;
    this.retryable = init.retryable ?? RETRYABLE.has(code);
    this.retryAfter = init.retryAfter;
    this.fields = init.fields;
    this.requestId = init.requestId;
    this.correlationId = init.correlationId;
    this.detail = init.detail;
  }
}

const CODES: ReadonlySet<string> = new Set<string>([...RA_ERROR_CODES, ...LOCAL_ERROR_CODES]);

export const isErrorCode = (text: string): text is RekeyErrorCode => CODES.has(text);

/**
 * Whatever was thrown, as a `RekeyError`. An abort becomes `aborted`; an error of another copy of this package keeps its
 * code; anything else is `protocol`, which is never retried by itself.
 */
export function toRekeyError(thrown: unknown, correlationId?: string): RekeyError {
  if (thrown instanceof RekeyError && (thrown.correlationId !== undefined || correlationId === undefined)) return thrown;
  if (typeof thrown === 'object' && thrown !== null) {
    const e = thrown as Partial<Omit<RekeyError, 'name'>> & { name?: string };
    if (typeof e.code === 'string' && isErrorCode(e.code)) {
      return new RekeyError(e.code, {
        reason: e.reason, retryable: e.retryable, retryAfter: e.retryAfter, fields: e.fields, requestId: e.requestId,
        correlationId: e.correlationId ?? correlationId, detail: e.detail, cause: e.cause,
      });
    }
    if (e.name === 'AbortError') return new RekeyError('aborted', { cause: thrown, correlationId });
  }
  return new RekeyError('protocol', { cause: thrown, correlationId });
}

const FIELDS = ['reason', 'retryAfter', 'fields', 'requestId', 'correlationId', 'detail'] as const;

/** The error as plain data without the cause, fit for a state, an event or a support ticket. */
export function errorInfo(error: RekeyError): RekeyErrorInfo {
  const told = FIELDS.filter((field) => error[field] !== undefined).map((field) => [field, error[field]] as const);
  return { code: error.code, retryable: error.retryable, ...Object.fromEntries(told) };
}
