import type { CallOptions, ChangeOptions } from '../core/adapter.js';
import { isErrorCode, RekeyError, toRekeyError } from '../core/errors.js';
import type { RekeyErrorCode, RekeyErrorInit } from '../core/errors.js';

export interface RestOptions {
  /**
   * Where the RA answers, for example `/ra` or `https://ra.example/api`; a slash at its end makes no difference. Read once, against
   * the address that the page then has.
   */
  baseUrl: string;
  /** Another `fetch`: for tests, or for a host that watches its own traffic. */
  fetch?: typeof fetch | undefined;
  /**
   * Headers of every call; as a function, asked before each one, so that a token may be renewed. `Accept-Language` is the `lang`
   * of the page unless it stands here.
   */
  headers?: HeadersInit | (() => HeadersInit | Promise<HeadersInit>) | undefined;
  /** `same-origin` unless given: cookies go to the page's own origin alone. */
  credentials?: RequestCredentials | undefined;
  /**
   * How a change shows that it comes from the portal: a cookie whose value goes into a header, or a function that gives the
   * value. Unless given, the cookie `XSRF-TOKEN` goes into `X-XSRF-TOKEN` when the page has such a cookie and the RA is at
   * the page's own origin: another one is shown a cookie's value only when the host names that cookie.
   */
  csrf?: { readonly header?: string; readonly cookie?: string; readonly token?: () => string | undefined | Promise<string | undefined> } | undefined;
}

export interface Sent { readonly status: number; readonly headers: Headers; readonly text: string }

type Query = Readonly<Record<string, string | number | readonly string[] | undefined>>;

export interface Exchange {
  readonly query?: Query;
  readonly body?: unknown;
  readonly accept?: string;
}

/** Sends one call and tells what came of it: an answer, or a `RekeyError`. */
export class RestHttp {
  readonly base: string;
  readonly #options: RestOptions;
  /** How far the RA's clock is ahead of this computer's, in milliseconds. */
  #ahead = 0;

  /** @throws RekeyError `bad-input` with reason `base-url` */
  constructor(options: RestOptions) {
    this.#options = options;
    this.base = baseOf(options.baseUrl);
  }

  now(): number { return Date.now() + this.#ahead; }

  /** The answer as it comes. @throws RekeyError for everything but a success */
  async open(method: string, path: string, { query, body, accept = 'application/json' }: Exchange, o: CallOptions & Partial<ChangeOptions>, extra: HeadersInit = {}): Promise<Response> {
    const { signal, correlationId } = o;
    let response: Response;
    // `..` names no request: it would lead to another address, which escapes do not keep it from (URL Standard, double-dot segments).
    if (/\/\.{1,2}(?:\/|$)/.test(path)) throw new RekeyError('not-found', { correlationId });
    try {
      const headers = await this.#headers(method, o, extra);
      headers.set('Accept', accept);
      if (body !== undefined) headers.set('Content-Type', 'application/json');
      const send = this.#options.fetch ?? fetch;
      response = await send(`${this.base}${path}${queryText(query)}`, {
        method, headers, credentials: this.#options.credentials ?? 'same-origin', cache: 'no-store', redirect: 'error',
        ...(body !== undefined && { body: JSON.stringify(body) }), ...(signal && { signal }),
      });
    } catch (thrown) {
      throw asNetworkError(thrown, signal, correlationId);
    }
    this.#readClock(response.headers.get('Date'));
    if (!response.ok) throw await problemOf(response, correlationId);
    return response;
  }

  /** A whole answer, whatever is in it. @throws RekeyError */
  async send(method: string, path: string, exchange: Exchange, o: CallOptions & Partial<ChangeOptions>): Promise<Sent> {
    const response = await this.open(method, path, exchange, o);
    try {
      return { status: response.status, headers: response.headers, text: await response.text() };
    } catch (thrown) {
      // The answer broke off: what it said is not known.
      throw asNetworkError(thrown, o.signal, o.correlationId);
    }
  }

  async #headers(method: string, o: CallOptions & Partial<ChangeOptions>, extra: HeadersInit): Promise<Headers> {
    const { headers: given, csrf = {} } = this.#options;
    const headers = new Headers(typeof given === 'function' ? await given() : given);
    // An agreement comes in the language of the page (RFC 9110 section 12.5.4), which need not be the browser's own.
    const language = typeof document === 'undefined' ? '' : document.documentElement.lang;
    if (/^[\w-]+$/.test(language) && !headers.has('Accept-Language')) headers.set('Accept-Language', language);
    new Headers(extra).forEach((value, name) => { headers.set(name, value); });
    if (o.correlationId !== undefined) headers.set('X-Correlation-Id', o.correlationId);
    if (o.idempotencyKey !== undefined) headers.set('Idempotency-Key', o.idempotencyKey);
    if (o.ifMatch !== undefined) headers.set('If-Match', quoted(o.ifMatch));
    if (method !== 'GET') {
      const name = csrf.cookie ?? (isOfThePage(this.base) ? 'XSRF-TOKEN' : undefined);
      const token = csrf.token !== undefined ? await csrf.token() : name === undefined ? undefined : cookie(name);
      if (token !== undefined) headers.set(csrf.header ?? 'X-XSRF-TOKEN', token);
    }
    return headers;
  }

  #readClock(date: string | null): void {
    const at = date === null ? NaN : Date.parse(date);
    if (Number.isNaN(at)) return;
    const ahead = at - Date.now();
    // The header counts in seconds: a difference below that says nothing.
    this.#ahead = Math.abs(ahead) < 2000 ? 0 : ahead;
  }
}

/** An address of the web with a path and no more; outside of a page a relative one is left to its `fetch`. */
function baseOf(given: string): string {
  const page = typeof document === 'undefined' ? undefined : document.baseURI;
  const base = given.replace(/\/+$/, '');
  let url: URL;
  try {
    url = new URL(`${base}/`, page);
  } catch (cause) {
    if (page === undefined && given.startsWith('/')) return base;
    throw new RekeyError('bad-input', { reason: 'base-url', cause });
  }
  const isPath = !/[?#]/.test(given) && (url.protocol === 'https:' || url.protocol === 'http:');
  if (!isPath) throw new RekeyError('bad-input', { reason: 'base-url' });
  return url.href.replace(/\/+$/, '');
}

const isOfThePage = (base: string): boolean => typeof document !== 'undefined' && new URL(base).origin === location.origin;

/** An entity tag as RFC 9110 section 8.8.3 writes it, whether the RA's JSON has it with its quotes or without. */
const quoted = (etag: string): string => (/^(?:W\/)?".*"$/.test(etag) ? etag : `"${etag}"`);

function queryText(query: Query = {}): string {
  const words = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value as readonly string[] : [value as string | number | undefined]) if (one !== undefined && one !== '') words.append(name, String(one));
  }
  const text = words.toString();
  return text === '' ? '' : `?${text}`;
}

function cookie(name: string): string | undefined {
  const all = typeof document === 'undefined' ? '' : document.cookie;
  const found = all.split('; ').find((one) => one.startsWith(`${name}=`))?.slice(name.length + 1);
  try {
    return found === undefined ? undefined : decodeURIComponent(found);
  } catch {
    return found;
  }
}

function asNetworkError(thrown: unknown, signal: AbortSignal | undefined, correlationId: string | undefined): RekeyError {
  if (signal?.aborted) return new RekeyError('aborted', { cause: thrown, correlationId });
  const error = toRekeyError(thrown, correlationId);
  // What fetch and a broken body throw is a TypeError, or an AbortError that nobody asked for (Firefox); what the host's header
  // function throws may be an error of ours.
  return error.code === 'aborted' || (error.code === 'protocol' && error.reason === undefined) ? new RekeyError('unavailable', { reason: 'network', cause: thrown, correlationId }) : error;
}

const BY_STATUS: Readonly<Record<number, readonly [RekeyErrorCode, string?]>> = {
  400: ['protocol', 'validation'], 401: ['auth'], 403: ['forbidden'], 404: ['not-found'], 408: ['unavailable', 'timeout'],
  409: ['conflict', 'state'], 410: ['not-found'], 412: ['conflict', 'stale'], 413: ['too-large'], 415: ['protocol', 'media-type'],
  422: ['protocol', 'idempotency'], 425: ['unavailable'], 428: ['protocol', 'precondition'], 429: ['rate-limited'], 501: ['unsupported'],
};

/** RFC 9457 problem details, or whatever a proxy says instead. */
async function problemOf(response: Response, sentId: string | undefined): Promise<RekeyError> {
  const { status, headers } = response;
  const body = await readProblem(response);
  const [byStatus, reason] = BY_STATUS[status] ?? [status >= 500 ? 'unavailable' : 'protocol', status >= 500 ? undefined : 'status'];
  // `https://ra.example/problems/request-open`, `urn:problem:request-open`, `request-open`
  const type = typeof body['type'] === 'string' && body['type'] !== 'about:blank' ? body['type'].split(/[/:#]/).at(-1) : undefined;
  const code = text(body['code']) ?? type;
  const known = code !== undefined && isErrorCode(code) ? code : undefined;
  const init: RekeyErrorInit = {
    reason: text(body['reason']) ?? (known === undefined ? type ?? reason : undefined),
    retryable: typeof body['retryable'] === 'boolean' ? body['retryable'] : undefined,
    retryAfter: retryAfter(headers) ?? (typeof body['retryAfter'] === 'number' ? bounded(body['retryAfter']) : undefined),
    fields: fieldsOf(body['fields']),
    requestId: text(body['requestId']),
    correlationId: text(body['correlationId']) ?? headers.get('X-Correlation-Id') ?? sentId,
    // Members that we do not know are kept: support may ask for them.
    detail: body['detail'] !== undefined && typeof body['detail'] === 'object' ? body['detail'] : { status, ...body },
  };
  return new RekeyError(known ?? byStatus, init);
}

async function readProblem(response: Response): Promise<Readonly<Record<string, unknown>>> {
  if (!/\bjson\b/.test(response.headers.get('Content-Type') ?? '')) return {};
  try {
    const body: unknown = await response.json();
    return typeof body === 'object' && body !== null ? body as Record<string, unknown> : {};
  } catch {
    return {};
  }
}

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/** Machine reasons by field; nothing when there are none. */
function fieldsOf(value: unknown): RekeyErrorInit['fields'] {
  const all = typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value as Readonly<Record<string, unknown>>) : [];
  const named = all.filter((one): one is [string, string] => typeof one[1] === 'string');
  return named.length === 0 ? undefined : Object.fromEntries(named);
}

/** The longest wait that is believed, in seconds: a timer that is told more than 24 days runs out at once. */
const LONGEST_WAIT = 86_400;
const bounded = (seconds: number): number => Math.min(LONGEST_WAIT, Math.max(0, seconds));

/** Seconds, a day at the most, from a number or a date (RFC 9110 section 10.2.3). */
export function retryAfter(headers: Headers): number | undefined {
  const value = headers.get('Retry-After');
  if (value === null) return undefined;
  if (/^\d+$/.test(value)) return bounded(Number(value));
  const at = Date.parse(value);
  const now = Date.parse(headers.get('Date') ?? '');
  return Number.isNaN(at) ? undefined : bounded(Math.ceil((at - (Number.isNaN(now) ? Date.now() : now)) / 1000));
}
