import { RekeyError } from '../core/errors.js';
import type { CaaLookup } from './climb.js';
import { MAX_MESSAGE, decodeCaaAnswer, encodeCaaQuery } from './dns-wire.js';
import type { WireAnswer } from './dns-wire.js';
import { persist, settle, Trouble, within } from './exchange.js';
import { normaliseName } from './names.js';
import type { CaaResolverPreset } from './resolvers.js';

const MEDIA_TYPE = 'application/dns-message';
const TIMEOUT = 5000;
const RETRIES = 1;

export interface DohResolverOptions {
  /** How a report names this resolver; the host of its address unless given. */
  readonly who?: string | undefined;
  /** Milliseconds that one HTTP request may take; 5,000 unless given. */
  readonly timeout?: number | undefined;
  /** How often a request is repeated that found no answer; once unless given. */
  readonly retries?: number | undefined;
  /** In the place of the global `fetch`. */
  readonly fetch?: typeof fetch | undefined;
}

export interface DohResolver extends CaaLookup {
  readonly who: string;
  /** The address that queries go to. */
  readonly url: string;
}

function dohResolver(endpoint: string | URL | CaaResolverPreset, options: DohResolverOptions = {}): DohResolver {
  const [address, name] = typeof endpoint === 'string' || endpoint instanceof URL ? [endpoint] : [endpoint.url, endpoint.name];
  const url = addressOf(String(address));
  const client: Client = {
    url, timeout: options.timeout ?? TIMEOUT, retries: options.retries ?? RETRIES,
    // As a global function: it refuses to be a method of something else.
    fetch: options.fetch ?? ((input, init) => fetch(input, init)),
  };
  const lookup: CaaLookup = (name, { signal }) => {
    const owner = normaliseName(name, 'dns').domain ?? '';
    return settle((checkingDisabled) => persist(() => ask(client, owner, checkingDisabled, signal), client.retries, signal));
  };
  return Object.assign(lookup, { who: options.who ?? name ?? url.host, url: url.href });
}

/**
 * A DNS resolver that is asked over HTTPS, in wire format by GET (RFC 8484). It is itself a `CaaLookup`: one of the `resolvers`
 * of `verifyCaa`, or the `lookup` of `climbCaa`.
 *
 * Whoever runs the resolver learns each name that is asked, and the address of who asks: a host asks its user first, or has
 * its own portal pass the queries on.
 *
 * It rejects with `aborted`, and with `bad-input` for what is no domain name; anything else that goes wrong is the `status`
 * of an answer, with the reason in `error`. DNSSEC is asked for; after SERVFAIL the query is repeated with checking disabled,
 * and an answer then means `bogus` (RFC 4035 section 5.5), which is never permission.
 *
 * Its first argument is an absolute address, as a URL or a URI template that ends with `{?dns}`, or one of `CAA_RESOLVERS`.
 * Made with `new`, it throws RekeyError `bad-input`, reason `bad-resolver`, for an address that is not https (http is for the
 * machine's own alone) or holds a user name.
 */
export const DohResolver = dohResolver as unknown as new (endpoint: string | URL | CaaResolverPreset, options?: DohResolverOptions) => DohResolver;

interface Client {
  readonly url: URL;
  readonly timeout: number;
  readonly retries: number;
  readonly fetch: typeof fetch;
}

function addressOf(text: string): URL {
  const wrong = (cause?: unknown): RekeyError => new RekeyError('bad-input', { reason: 'bad-resolver', detail: { url: text }, cause });
  let url: URL;
  try {
    url = new URL(text.replace(/\{\?dns\}$/, ''));
  } catch (cause) {
    throw wrong(cause);
  }
  const own = /^(?:localhost|.*\.localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(url.hostname);
  if (!(url.protocol === 'https:' || (url.protocol === 'http:' && own)) || url.username !== '' || url.password !== '') throw wrong();
  url.hash = '';
  return url;
}

async function ask(client: Client, owner: string, checkingDisabled: boolean, signal: AbortSignal | undefined): Promise<WireAnswer> {
  const url = new URL(client.url);
  const query = encodeCaaQuery(owner, { checkingDisabled });
  url.search = `${url.search === '' ? '?' : `${url.search}&`}dns=${base64url(query)}`;
  const { wire, age } = await within(client.timeout, signal, async (limit) => {
    const response = await attempt(client.fetch(url.href, {
      method: 'GET', headers: { accept: MEDIA_TYPE }, credentials: 'omit', referrerPolicy: 'no-referrer', redirect: 'error', signal: limit,
    }));
    if (!response.ok) throw new Trouble(`http-${response.status}`, response.status >= 500 || response.status === 429);
    const type = response.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
    if (type !== MEDIA_TYPE) throw new Trouble('content-type', false);
    return { wire: await boundedBody(response), age: Number(response.headers.get('age') ?? 0) };
  });
  const answer = decodeCaaAnswer(wire, owner);
  // RFC 8484 section 5.1: what HTTP kept for a while has lost that much of its time to live.
  return answer.ttl !== undefined && age > 0 ? { ...answer, ttl: Math.max(0, Math.floor(answer.ttl - age)) } : answer;
}

async function attempt<T>(promise: Promise<T>): Promise<T> {
  try {
    return await promise;
  } catch (cause) {
    throw new Trouble('network', true);
  }
}

/** Reads no more than a DNS message can hold, whatever the length is said to be. */
async function boundedBody(response: Response): Promise<Uint8Array> {
  const reader = response.body?.getReader();
  if (!reader) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await attempt(reader.read());
    if (done) break;
    length += value.length;
    if (length > MAX_MESSAGE) {
      void reader.cancel().catch(() => undefined);
      throw new Trouble('too-large', false);
    }
    chunks.push(value);
  }
  const wire = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    wire.set(chunk, at);
    at += chunk.length;
  }
  return wire;
}

/** RFC 4648 section 5, without padding (RFC 8484 section 4.1). */
function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes)).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}
