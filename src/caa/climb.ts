import { RekeyError } from '../core/errors.js';
import type { CaaDnssec, CaaRecord, CaaStatus, CaaTrailStep } from '../core/domain.js';
import { normaliseName, ownersOf } from './names.js';

/** What one resolver says of one owner name. */
export interface CaaAnswer {
  readonly status: CaaStatus;
  readonly records: readonly CaaRecord[];
  /** Seconds. */
  readonly ttl?: number;
  /** The names that CNAME and DNAME led to, in order. */
  readonly aliases?: readonly string[];
  /** What the resolver says of the DNSSEC signatures; absent when it says nothing. */
  readonly dnssec?: CaaDnssec;
  /** Why there is no answer, as a machine reason: `http-503`, `network`, `alias-loop`, `rcode-5`, ... */
  readonly error?: string;
  /** Extended DNS errors (RFC 8914), by their codes. */
  readonly extendedErrors?: readonly number[];
  /** Who answered, when it is not the one that was asked. */
  readonly resolver?: string;
}

/** Asks for the CAA records at one owner name, following aliases; errors are answers, not exceptions. */
export interface CaaLookup {
  (owner: string, options: { signal?: AbortSignal }): Promise<CaaAnswer>;
  /** How a report names this resolver or network perspective. */
  readonly who?: string;
}

export interface CaaClimb {
  /** `error`: below any record set that was found, a name could not be asked, so nothing can be told. */
  readonly status: 'found' | 'none' | 'error';
  /** The relevant resource record set (RFC 8659 section 3). */
  readonly relevant?: {
    readonly owner: string;
    readonly records: readonly CaaRecord[];
    readonly ttl?: number;
    readonly aliases: readonly string[];
  };
  /** From the name itself up to the owner that decided; what lies above has no bearing and is left out. */
  readonly trail: readonly CaaTrailStep[];
}

/**
 * Finds the relevant resource record set of a name: RFC 8659 section 3.
 *
 * All owner names, the top-level domain included and the root never, are asked at once; the parents are always those of the
 * original name, wherever an alias led. Resolves as soon as the lowest answers decide, and calls off the others. A lookup that
 * rejects counts as `servfail`.
 *
 * @param name a domain name, `*.` and U-labels allowed, or a mailbox
 * @throws RekeyError `bad-input` for what is no domain name, `aborted`
 */
export async function climbCaa(name: string, lookup: CaaLookup, options: { signal?: AbortSignal | undefined } = {}): Promise<CaaClimb> {
  const { domain } = normaliseName(name);
  if (domain === undefined) throw new RekeyError('bad-input', { reason: 'bad-name', detail: { name } });
  const { signal } = options;
  if (signal?.aborted) throw new RekeyError('aborted', { cause: signal.reason });
  return untilDone(signal, async (rest) => {
    const asked = ownersOf(domain).map((owner) => ({ owner, answer: ask(lookup, owner, rest) }));
    const trail: CaaTrailStep[] = [];
    for (const { owner, answer } of asked) {
      const { status, records, aliases = [], ...more } = await unlessAborted(answer, signal);
      // A name that does not exist has no records, whatever stands beside the status.
      const found = status === 'ok' ? records : [];
      trail.push({ owner, status, records: found, aliases, ...told(more) });
      if (status !== 'ok' && status !== 'nxdomain') return { status: 'error', trail };
      if (found.length > 0) {
        return { status: 'found', relevant: { owner, records: found, aliases, ...(more.ttl !== undefined && { ttl: more.ttl }) }, trail };
      }
    }
    return { status: 'none', trail };
  });
}

/** What a step says besides: a lookup may give more than this, and a report is stored and sent. */
function told({ ttl, dnssec, error, extendedErrors, resolver }: Omit<CaaAnswer, 'status' | 'records' | 'aliases'>): Partial<CaaTrailStep> {
  return {
    ...(ttl !== undefined && { ttl }), ...(dnssec && { dnssec }), ...(error !== undefined && { error }),
    ...(extendedErrors && { extendedErrors }), ...(resolver !== undefined && { resolver }),
  };
}

/** Hands on a signal that stops the task's queries when the caller does, and those that are still out when it is done. */
export async function untilDone<T>(signal: AbortSignal | undefined, task: (rest: AbortSignal) => Promise<T>): Promise<T> {
  const rest = new AbortController();
  const stop = (): void => rest.abort(signal?.reason);
  signal?.addEventListener('abort', stop);
  try {
    return await task(rest.signal);
  } finally {
    signal?.removeEventListener('abort', stop);
    rest.abort();
  }
}

/** The same lookup, asking each owner name once however many names share it, and for as long as the signal lets it. */
export function shareLookup(lookup: CaaLookup, signal: AbortSignal): CaaLookup {
  const answers = new Map<string, Promise<CaaAnswer>>();
  const shared: CaaLookup = (owner) => {
    let answer = answers.get(owner);
    if (!answer) {
      answer = ask(lookup, owner, signal);
      answers.set(owner, answer);
    }
    return answer;
  };
  return lookup.who === undefined ? shared : Object.assign(shared, { who: lookup.who });
}

async function ask(lookup: CaaLookup, owner: string, signal: AbortSignal): Promise<CaaAnswer> {
  try {
    return await lookup(owner, { signal });
  } catch {
    return { status: 'servfail', records: [] };
  }
}

/** Stops waiting on abort even when the lookup does not heed the signal. */
async function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return promise;
  let stop: (() => void) | undefined;
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(new RekeyError('aborted', { cause: signal.reason }));
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop);
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    if (stop) signal.removeEventListener('abort', stop);
  }
}
