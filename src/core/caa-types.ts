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
  /** The names that CNAME and DNAME led to, in order. */
  readonly aliases: readonly string[];
  /** Seconds; of an answer without records, how long that may be remembered. */
  readonly ttl?: number;
  readonly dnssec?: CaaDnssec;
  /** Why there was no answer, as a machine reason: `http-503`, `network`, `alias-loop`, `rcode-5`, ... */
  readonly error?: string;
  /** Extended DNS errors (RFC 8914), by their codes. */
  readonly extendedErrors?: readonly number[];
  /** Who answered, when it is not the one that was asked. */
  readonly resolver?: string;
}

/** What one resolver (from a page) or network perspective (from an RA) led to. */
export interface CaaPerspective {
  readonly who: string;
  readonly verdict: CaaVerdict;
  readonly reason: string;
  readonly relevantOwner?: string;
  readonly record?: CaaRecord;
  /** Seconds. */
  readonly ttl?: number;
  readonly dnssec?: CaaDnssec;
  /** Where more than one was asked; the trail of a single one is that of the name. */
  readonly trail?: readonly CaaTrailStep[];
}

/** What to change in a zone so that a CA that is forbidden may issue. The order of the records has no meaning. */
export interface CaaFix {
  /** Where the records stand: the owner that decided or, when that is an alias, the name at its end, perhaps of another zone. */
  readonly owner: string;
  readonly viaAlias?: true;
  /** Seconds, as the records have it that stand there. */
  readonly ttl?: number;
  readonly add: readonly CaaRecord[];
  /** Records that authorise nobody and would contradict those that are added. */
  readonly remove: readonly CaaRecord[];
  readonly keep: readonly CaaRecord[];
  /** Critical records of an unknown kind, kept: while one stands, nothing that is added helps (RFC 8659 section 4.1). */
  readonly blockedBy: readonly CaaRecord[];
  /** What has to be known first, since a record without it would permit more than its owner meant. */
  readonly needs?: 'account-uri' | 'validation-method';
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
  readonly answers: readonly CaaPerspective[];
  /** Resolvers came upon different records or owners, whether or not that makes the verdict differ. */
  readonly recordsDiffer?: true;
  /** The weakest of the trail's: `bogus`, then `unknown`, `insecure`, `secure`. */
  readonly dnssec?: CaaDnssec;
  /** Of a name that is forbidden. */
  readonly fix?: CaaFix;
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
