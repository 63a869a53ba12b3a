import type { Instant } from './domain.js';

/** Advisory verdicts come from a page or a command line; the others only from an RA. */
export type CaaVerdict =
  | 'permitted' | 'forbidden' | 'indeterminate' | 'not-applicable'
  | 'likely-permitted' | 'likely-forbidden';

export interface CaaRecord {
  readonly flags: number;
  readonly tag: string;
  /** One character a byte; untrusted text. */
  readonly value: string;
}

export type CaaStatus = 'ok' | 'nxdomain' | 'servfail' | 'timeout' | 'truncated' | 'bogus';

/** What a validating resolver says of an answer (RFC 4035 section 4.3). */
export type CaaDnssec = 'secure' | 'insecure' | 'bogus' | 'unknown';

export interface CaaTrailStep {
  /** The owner name that was asked. */
  readonly owner: string;
  readonly status: CaaStatus;
  readonly records: readonly CaaRecord[];
  readonly aliases: readonly string[];
  /** Seconds. */
  readonly ttl?: number;
}

export interface CaaNameReport {
  /** As in the certificate: lower case, A-labels, with `*.` kept. */
  readonly name: string;
  readonly kind: 'dns' | 'ip' | 'email' | 'other';
  readonly wildcard: boolean;
  /** True for a name that the CA adds by itself. */
  readonly extra?: boolean;
  readonly verdict: CaaVerdict;
  /** Machine reason, for example `issue-satisfied`, `no-record`, `critical-unknown`, `servfail`. */
  readonly reason: string;
  /** The owner name at which the relevant resource record set stands. */
  readonly relevantOwner?: string;
  readonly record?: CaaRecord;
  readonly trail: readonly CaaTrailStep[];
  readonly ttl?: number;
  readonly validUntil?: Instant;
  /** One entry a resolver (from a page) or a network perspective (from an RA). */
  readonly answers: readonly { readonly who: string; readonly verdict: CaaVerdict; readonly reason: string }[];
  readonly domainControl?: DomainControl;
}

export interface CaaReport {
  readonly checkedAt: Instant;
  readonly by: 'ra' | 'page';
  readonly issuers: readonly string[];
  readonly names: readonly CaaNameReport[];
  /** The earliest `validUntil` of the names. */
  readonly validUntil?: Instant;
}

export interface DomainControl {
  readonly status: 'valid' | 'expired' | 'missing';
  readonly method?: string;
  readonly reusableUntil?: Instant;
}

export interface DomainItem {
  readonly name: string;
  readonly kind: 'dns' | 'ip' | 'email' | 'other';
  readonly wildcard: boolean;
  readonly extra?: boolean;
  readonly domainControl?: DomainControl;
}
