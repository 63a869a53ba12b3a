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
  return untilDone(options.signal, async (whileNeeded) => {
    const asked = ownersOf(domain).map((owner) => ({ owner, answer: ask(lookup, owner, whileNeeded()) }));
    const trail: CaaTrailStep[] = [];
    for (const { owner, answer } of asked) {
      const { status: said, records, aliases = [], ...more } = await answer;
      // Whatever else is said of it, what failed DNSSEC is no answer.
      const status = more.dnssec === 'bogus' ? 'bogus' : said;
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

/**
 * Does a task that asks several things: stops waiting when the caller aborts, even for a lookup that does not heed its signal,
 * and in the end calls off what is still asked. Each query has a signal of its own, since many listeners to one are taken for
 * a leak.
 */
export async function untilDone<T>(signal: AbortSignal | undefined, task: (whileNeeded: () => AbortSignal) => Promise<T>): Promise<T> {
  const queries: AbortController[] = [];
  const whileNeeded = (): AbortSignal => {
    const query = new AbortController();
    queries.push(query);
    return query.signal;
  };
  if (signal?.aborted) throw new RekeyError('aborted', { cause: signal.reason });
  let stop = (): void => undefined;
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(new RekeyError('aborted', { cause: signal?.reason }));
  });
  signal?.addEventListener('abort', stop);
  try {
    return await Promise.race([task(whileNeeded), aborted]);
  } finally {
    signal?.removeEventListener('abort', stop);
    for (const query of queries) query.abort();
  }
}

/** The same lookup, asking each owner name once however many names share it, and for as long as any of them may need it. */
export function shareLookup(lookup: CaaLookup, whileNeeded: () => AbortSignal): CaaLookup {
  const answers = new Map<string, Promise<CaaAnswer>>();
  const shared: CaaLookup = (owner) => {
    let answer = answers.get(owner);
    if (!answer) {
      answer = ask(lookup, owner, whileNeeded());
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
