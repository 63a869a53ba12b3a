import type { Instant, ValidityChoice } from './domain.js';

/** The Baseline Requirements count a day as 86,400 seconds (TLS BR 6.3.2). */
export const DAY_MS = 86_400_000;

/** TLS BR 6.3.2: the maximum of certificates issued on or after the date; the newest first. */
const BR_MAXIMA = [
  { from: Date.UTC(2029, 2, 15), days: 47 },
  { from: Date.UTC(2027, 2, 15), days: 100 },
  { from: Date.UTC(2026, 2, 15), days: 200 },
] as const;
const BR_BEFORE = 398;

/**
 * The most days that a publicly trusted TLS certificate may be valid for (TLS BR 6.3.2).
 * @param at when it is issued, milliseconds since the epoch
 */
export function brMaxDays(at: number): number {
  return BR_MAXIMA.find(({ from }) => at >= from)?.days ?? BR_BEFORE;
}

export interface ValidityLimits {
  readonly maxDays: number;
  /** The Baseline Requirements bind. */
  readonly publicTrust: boolean;
}

export interface ProjectedValidity {
  readonly notBefore: Instant;
  readonly notAfter: Instant;
  /** Begun days. */
  readonly days: number;
  /** What cut the choice short; absent when it is granted in full. */
  readonly limitedBy?: 'policy' | 'br';
}

/** The most days that policy and, where they bind, the Baseline Requirements allow at this time. */
export function maxDaysAt(limits: ValidityLimits, at: number): number {
  return limits.publicTrust ? Math.min(limits.maxDays, brMaxDays(at)) : limits.maxDays;
}

/**
 * The validity that a choice leads to when the certificate is issued at `at`. Whole seconds; both ends belong to the period
 * (RFC 5280 section 4.1.2.5), so that n days end one second before the n-th day is over.
 * @param at milliseconds since the epoch
 * @param old the validity of the certificate that is rekeyed
 */
export function projectValidity(
  choice: ValidityChoice, at: number, old: { readonly notBefore: Instant; readonly notAfter: Instant }, limits: ValidityLimits,
): ProjectedValidity {
  const start = Math.floor(at / 1000) * 1000;
  const most = start + maxDaysAt(limits, at) * DAY_MS - 1000;
  const wanted = wantedEnd(choice, start, old, most);
  const end = Math.min(wanted, most);
  return {
    notBefore: new Date(start).toISOString(),
    notAfter: new Date(end).toISOString(),
    days: Math.ceil((end - start + 1000) / DAY_MS),
    ...(wanted > most && { limitedBy: limits.publicTrust && brMaxDays(at) <= limits.maxDays ? 'br' as const : 'policy' as const }),
  };
}

function wantedEnd(
  { mode, days }: ValidityChoice, start: number, old: { readonly notBefore: Instant; readonly notAfter: Instant }, most: number,
): number {
  switch (mode) {
    case 'same-expiry': return Date.parse(old.notAfter);
    case 'same-duration': return start + (Date.parse(old.notAfter) - Date.parse(old.notBefore));
    case 'new': return days === undefined ? most : start + days * DAY_MS - 1000;
  }
}
