import type { SecondFactorChallenge, SecondFactorChannel, SecondFactorMethod } from '../../core/domain.js';
import { RekeyError } from '../../core/errors.js';
import type { RekeyErrorInfo } from '../../core/errors.js';

export type Channel = SecondFactorChannel['channel'];

/** What is wrong with a code, as facts for the wording. */
export type Wrong =
  | { readonly kind: 'empty' }
  | { readonly kind: 'length'; readonly length: number }
  | { readonly kind: 'code'; readonly left: number }
  /** The RA does not say which of two codes it is. */
  | { readonly kind: 'one-of-two'; readonly left: number };

export type PasswordWrong =
  | { readonly kind: 'empty' }
  | { readonly kind: 'password'; readonly left: number }
  | { readonly kind: 'account'; readonly reason: 'disabled' | 'locked' | 'password-expired' };

/**
 * The window of a sign-in elsewhere. `none`: the RA has no address for it, the person knows where; `ready`: none was opened yet; `away`: it was opened before this page was loaded; `leaving`:
 * this window itself goes there. What became of the sign-in is known by the RA alone.
 */
export type WindowState = 'none' | 'ready' | 'open' | 'closed' | 'blocked' | 'away' | 'leaving';

/** What the dialog shows. A code or a password is never part of it. */
export type View =
  | { readonly at: 'starting'; readonly method?: SecondFactorMethod | undefined }
  | { readonly at: 'choose'; readonly methods: readonly WayOut[]; readonly chosen: SecondFactorMethod; readonly back?: View }
  | { readonly at: 'code'; readonly challenge: SecondFactorChallenge; readonly wrong?: Partial<Record<Channel, Wrong>>; readonly problem?: RekeyErrorInfo }
  | { readonly at: 'password'; readonly challenge: SecondFactorChallenge; readonly wrong?: PasswordWrong; readonly problem?: RekeyErrorInfo }
  | {
      readonly at: 'elsewhere'; readonly challenge: SecondFactorChallenge; readonly address?: URL; readonly window: WindowState;
      /** The RA could not be asked lately; it is asked again. */
      readonly unheard?: boolean;
      readonly problem?: RekeyErrorInfo;
    }
  | { readonly at: 'refused'; readonly challenge: SecondFactorChallenge }
  | { readonly at: 'expired'; readonly challenge: SecondFactorChallenge; readonly problem?: RekeyErrorInfo }
  | { readonly at: 'locked'; readonly until?: string; readonly challenge?: SecondFactorChallenge; readonly method: SecondFactorMethod }
  | { readonly at: 'void'; readonly method: SecondFactorMethod }
  | { readonly at: 'unsupported' }
  | { readonly at: 'failed'; readonly info: RekeyErrorInfo; readonly again: () => void; readonly ways: readonly WayOut[] };

/** A method, and where it goes when that is known. */
export interface WayOut { readonly method: SecondFactorMethod; readonly destination?: string | undefined }

const METHODS: ReadonlySet<string> = new Set<SecondFactorMethod>(['email-otp', 'sms-otp', 'email-sms', 'saml', 'active-directory', 'azure-ad', 'oidc']);
const FEDERATED: ReadonlySet<SecondFactorMethod> = new Set<SecondFactorMethod>(['saml', 'azure-ad', 'oidc']);

/** Methods that an RA has beyond those of the contract cannot be carried through here. */
export const known = (ways: readonly WayOut[]): WayOut[] => ways.filter(({ method }) => METHODS.has(method));

/** A method that always leads to another party's page. A directory may do so as well: its challenge then has an address. */
export const isFederated = (method: SecondFactorMethod): boolean => FEDERATED.has(method);

/** The other ways out of a view. */
export function otherWays(view: View): WayOut[] {
  if (view.at === 'failed') return [...view.ways];
  return known('challenge' in view ? view.challenge.alternatives : []);
}

/** The methods whose challenge is about codes, and so whose words are. */
export const isAboutCodes = (method: SecondFactorMethod): boolean => !isFederated(method) && method !== 'active-directory';

/**
 * Where a sign-in may send the person: an absolute `https:` address, or `http:` on a loopback host (RFC 8252 section 8.3).
 * @throws RekeyError `protocol` with reason `href` for anything else
 */
export function signInAddress(href: string): URL {
  const refused = new RekeyError('protocol', { reason: 'href' });
  let url: URL;
  try {
    url = new URL(href);
  } catch {
    throw refused;
  }
  const isLoopback = /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(url.hostname);
  if (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback)) return url;
  throw refused;
}

/**
 * The picture that belongs to a challenge at an instant (milliseconds since the epoch, the RA's clock).
 * @throws RekeyError `protocol` when the challenge names an address that nobody may be sent to, or asks for nothing
 */
export function viewOf(challenge: SecondFactorChallenge, now: number, window: WindowState): View {
  switch (challenge.state) {
    case 'locked':
      return { at: 'locked', challenge, method: challenge.method, ...(challenge.lockedUntil !== undefined && { until: challenge.lockedUntil }) };
    case 'void':
      return { at: 'void', method: challenge.method };
    case 'failed':
      return { at: 'refused', challenge };
    case 'expired':
      return { at: 'expired', challenge };
    default:
  }
  if (Date.parse(challenge.expiresAt) <= now) return { at: 'expired', challenge };
  if (challenge.href !== undefined) return { at: 'elsewhere', challenge, address: signInAddress(challenge.href), window };
  if (isFederated(challenge.method)) return { at: 'elsewhere', challenge, window: 'none' };
  if (challenge.method === 'active-directory') return { at: 'password', challenge };
  if (challenge.channels.length === 0) throw new RekeyError('protocol', { reason: 'challenge' });
  return { at: 'code', challenge };
}

/** The channels whose codes are asked for, each in a field of its own. */
export function askedFor({ channels, oneCode }: SecondFactorChallenge): readonly SecondFactorChannel[] {
  return oneCode === true ? channels.slice(0, 1) : channels;
}

/** A code as it was typed or pasted: spaces go, leading zeros stay. */
export const plainCode = (typed: string): string => typed.replace(/\s+/g, '');

/** Milliseconds before the end at which the time that is left is said. */
const THRESHOLDS = [120_000, 60_000, 20_000] as const;

/** The threshold that was passed between two looks at the clock, if any: said once, not each second. */
export const passedThreshold = (leftBefore: number, left: number): number | undefined =>
  THRESHOLDS.findLast((threshold) => leftBefore > threshold && left <= threshold && left > 0);
