import type { SecondFactorChallenge, SecondFactorMethod } from '../../core/domain.js';
import type { RekeyErrorInfo } from '../../core/errors.js';

/** What the dialog shows. A code is never part of it. */
export type View =
  | { readonly at: 'starting' }
  | { readonly at: 'choose'; readonly methods: readonly WayOut[]; readonly chosen: SecondFactorMethod; readonly back?: SecondFactorChallenge }
  | { readonly at: 'code'; readonly challenge: SecondFactorChallenge; readonly wrong?: string; readonly problem?: RekeyErrorInfo }
  | { readonly at: 'expired'; readonly challenge: SecondFactorChallenge; readonly problem?: RekeyErrorInfo }
  | { readonly at: 'locked'; readonly until?: string; readonly challenge?: SecondFactorChallenge; readonly method: SecondFactorMethod }
  | { readonly at: 'void'; readonly method: SecondFactorMethod }
  | { readonly at: 'unsupported' }
  | { readonly at: 'failed'; readonly info: RekeyErrorInfo; readonly again: () => void };

/** A method, and where it goes when that is known. */
export interface WayOut { readonly method: SecondFactorMethod; readonly destination?: string | undefined }

/** The methods that this dialog can carry through. */
const DRIVEN: ReadonlySet<SecondFactorMethod> = new Set<SecondFactorMethod>(['email-otp', 'sms-otp']);

export const driven = (ways: readonly WayOut[]): WayOut[] => ways.filter(({ method }) => DRIVEN.has(method));

/** The other ways that a challenge leaves open. */
export const otherWays = (challenge: SecondFactorChallenge | undefined): WayOut[] => driven(challenge?.alternatives ?? []);

/** The picture that belongs to a challenge at an instant (milliseconds since the epoch, the RA's clock). */
export function viewOf(challenge: SecondFactorChallenge, now: number): View {
  switch (challenge.state) {
    case 'locked':
      return { at: 'locked', challenge, method: challenge.method, ...(challenge.lockedUntil !== undefined && { until: challenge.lockedUntil }) };
    case 'void':
      return { at: 'void', method: challenge.method };
    case 'expired':
      return { at: 'expired', challenge };
    default:
      return Date.parse(challenge.expiresAt) <= now ? { at: 'expired', challenge } : { at: 'code', challenge };
  }
}

/** A code as it was typed or pasted: spaces go, leading zeros stay. */
export const plainCode = (typed: string): string => typed.replace(/\s+/g, '');

/** Milliseconds before the end at which the time that is left is said. */
const THRESHOLDS = [120_000, 60_000, 20_000] as const;

/** The threshold that was passed between two looks at the clock, if any: said once, not each second. */
export const passedThreshold = (leftBefore: number, left: number): number | undefined =>
  THRESHOLDS.findLast((threshold) => leftBefore > threshold && left <= threshold && left > 0);
