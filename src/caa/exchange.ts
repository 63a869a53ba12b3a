/** How a resolver is asked until it has said something, whatever carries the query. */
import { RekeyError, toRekeyError } from '../core/errors.js';
import type { CaaAnswer } from './climb.js';
import type { WireAnswer } from './dns-wire.js';

const SERVFAIL = 2;

/** What went wrong on the way to the resolver, before there was any DNS answer. */
export class Trouble extends Error {
  /** @param passing whether asking again may help */
  constructor(readonly reason: string, readonly passing: boolean) {
    super(reason);
  }
}

/**
 * The answer to a query and, after SERVFAIL, to the same one with checking disabled: data that only then comes has failed DNSSEC
 * (RFC 4035 section 5.5).
 */
export async function settle(ask: (checkingDisabled: boolean) => Promise<CaaAnswer | WireAnswer>): Promise<CaaAnswer> {
  const answer = await ask(false);
  if (!('rcode' in answer) || answer.rcode !== SERVFAIL) return publicAnswer(answer);
  // Two causes of SERVFAIL that only a query without checking tells apart.
  const unchecked = await ask(true);
  if (unchecked.status !== 'ok' && unchecked.status !== 'nxdomain') return publicAnswer(answer);
  return publicAnswer({ ...answer, status: 'bogus', aliases: unchecked.aliases ?? [], dnssec: 'bogus' });
}

function publicAnswer(answer: CaaAnswer | WireAnswer): CaaAnswer {
  if (!('rcode' in answer)) return answer;
  const { rcode: _, ...told } = answer;
  return told;
}

/**
 * Asks again where that may help: not after an answer, nor after a refusal that stays one.
 * @param ask is told how often it was asked before
 */
export async function persist(ask: (before: number) => Promise<WireAnswer>, retries: number, signal: AbortSignal | undefined): Promise<CaaAnswer | WireAnswer> {
  for (let before = 0; ; before += 1) {
    try {
      return await ask(before);
    } catch (thrown) {
      if (signal?.aborted) throw new RekeyError('aborted', { cause: signal.reason });
      const trouble = thrown instanceof Trouble ? thrown : new Trouble(toRekeyError(thrown).reason ?? 'network', false);
      if (trouble.passing && before < retries) continue;
      return { status: trouble.reason === 'timeout' ? 'timeout' : 'servfail', records: [], aliases: [], error: trouble.reason };
    }
  }
}

/** Gives up after so many milliseconds, or as soon as the caller does, even if the task does not heed the signal. */
export async function within<T>(timeout: number, signal: AbortSignal | undefined, task: (limit: AbortSignal) => Promise<T>): Promise<T> {
  const limit = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stop = (): void => undefined;
  const stopped = new Promise<never>((_, reject) => {
    stop = () => {
      reject(new RekeyError('aborted'));
      limit.abort();
    };
    timer = setTimeout(() => {
      reject(new Trouble('timeout', true));
      limit.abort();
    }, timeout);
  });
  if (signal?.aborted) stop();
  signal?.addEventListener('abort', stop);
  try {
    return await Promise.race([stopped, task(limit.signal)]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
  }
}
