import { CONTRACT_VERSION } from '../core/adapter.js';
import type {
  AttachCsrBody, AttachCsrResult, CallOptions, ChangeOptions, CreateRequestBody, KeyCheck, RaAdapter, StartSecondFactorBody, SubmitBody, WatchOptions,
} from '../core/adapter.js';
import type {
  CaaReport, Certificate, CertificateQuery, CertificateSummary, HistoryEntry, IssuedCertificate, Page, RekeyPolicy, RekeyRequest,
  RequestQuery, SecondFactorAnswer, SecondFactorChallenge, Settings,
} from '../core/domain.js';
import { RekeyError } from '../core/errors.js';
import { follow } from './rest-events.js';
import { RestHttp, retryAfter } from './rest-http.js';
import type { Exchange, RestOptions, Sent } from './rest-http.js';

export type { RestOptions } from './rest-http.js';

/** The longest that a submission without an answer yet is followed, in milliseconds, before the page goes on by itself. */
const PATIENCE = 30_000;

/**
 * An RA that speaks the reference HTTP contract: JSON, problem details (RFC 9457), `Idempotency-Key`, `If-Match`, and events by
 * fetch streaming. Nothing is sent before a method is called.
 *
 * Every method rejects with a `RekeyError`: 401 is `auth`, 404 `not-found`, 412 `conflict` with reason `stale`, 429
 * `rate-limited`, what the network or a proxy breaks `unavailable`; an answer that is not what the contract says is `protocol`,
 * whose outcome counts as unknown.
 */
export class RestRaAdapter implements RaAdapter {
  readonly contractVersion = CONTRACT_VERSION;
  readonly raId: string;
  readonly #http: RestHttp;

  constructor(options: RestOptions) {
    this.#http = new RestHttp(options);
    this.raId = typeof document === 'undefined' ? this.#http.base : new URL(`${this.#http.base}/`, document.baseURI).href;
  }

  /** By the `Date` of the RA's last answer. */
  now(): number { return this.#http.now(); }

  getSettings(o: CallOptions = {}): Promise<Settings> { return this.#get('/settings', o, ['user', 'vetting']); }

  listCertificates({ search, cursor, limit }: CertificateQuery, o: CallOptions = {}): Promise<Page<CertificateSummary>> {
    return this.#get('/certificates', o, ['items', 'total'], { query: { search, cursor, limit } });
  }

  getCertificate(id: string, o: CallOptions = {}): Promise<Certificate> { return this.#get(`/certificates/${part(id)}`, o, ['id', 'pem', 'status']); }

  getRekeyPolicy(certificateId: string, o: CallOptions = {}): Promise<RekeyPolicy> {
    return this.#get(`/certificates/${part(certificateId)}/rekey-policy`, o, ['enabled', 'keySources', 'agreement']);
  }

  createRequest(certificateId: string, body: CreateRequestBody, o: ChangeOptions): Promise<RekeyRequest> {
    return this.#change('POST', `/certificates/${part(certificateId)}/rekey-requests`, o, REQUEST, body);
  }

  attachCsr(requestId: string, body: AttachCsrBody, o: ChangeOptions): Promise<AttachCsrResult> {
    return this.#change('PUT', `${request(requestId)}/csr`, o, ['checks', 'request'], body);
  }

  checkKey(body: { readonly spki: string }, o: CallOptions = {}): Promise<KeyCheck> { return this.#change('POST', '/key-checks', o, ['known'], body); }

  verifyCaa(requestId: string, o: ChangeOptions): Promise<CaaReport> { return this.#change('POST', `${request(requestId)}/caa-checks`, o, ['by', 'names']); }

  startSecondFactor(requestId: string, body: StartSecondFactorBody, o: ChangeOptions): Promise<SecondFactorChallenge> {
    return this.#change('POST', `${request(requestId)}/second-factors`, o, CHALLENGE, body);
  }

  getSecondFactor(id: string, o: CallOptions = {}): Promise<SecondFactorChallenge> { return this.#get(`/second-factors/${part(id)}`, o, CHALLENGE); }

  answerSecondFactor(id: string, answer: SecondFactorAnswer, o: ChangeOptions): Promise<SecondFactorChallenge> {
    return this.#change('POST', `/second-factors/${part(id)}/answer`, o, CHALLENGE, answer);
  }

  resendSecondFactor(id: string, body: { readonly channel: 'email' | 'sms' }, o: ChangeOptions): Promise<SecondFactorChallenge> {
    return this.#change('POST', `/second-factors/${part(id)}/resend`, o, CHALLENGE, body);
  }

  /** A 202 without the request in it is followed by its `Location` until the request is there. */
  async submit(requestId: string, body: SubmitBody, o: ChangeOptions): Promise<RekeyRequest> {
    const sent = await this.#http.send('POST', `${request(requestId)}/submission`, { body }, o);
    if (sent.status === 202 && sent.text.trim() === '') return this.#follow(requestId, sent, o);
    return read(sent, REQUEST, o);
  }

  getRequest(id: string, o: CallOptions = {}): Promise<RekeyRequest> { return this.#get(request(id), o, REQUEST); }

  watchRequest(id: string, listener: (request: RekeyRequest) => void, { onLive, ...o }: WatchOptions = {}): () => void {
    const fresh = onlyFresh(listener);
    return follow(this.#http, {
      path: `${request(id)}/events`, correlationId: o.correlationId, signal: o.signal, tell: fresh, lookFirst: true, onLive,
      look: async (signal) => { fresh(await this.getRequest(id, { ...o, signal })); },
    });
  }

  cancelRequest(id: string, o: ChangeOptions): Promise<RekeyRequest> { return this.#change('POST', `${request(id)}/cancellation`, o, REQUEST); }
  reopenRequest(id: string, o: ChangeOptions): Promise<RekeyRequest> { return this.#change('POST', `${request(id)}/reopening`, o, REQUEST); }

  async getIssued(requestId: string, o: CallOptions = {}): Promise<IssuedCertificate> {
    const { text } = await this.#http.send('GET', `${request(requestId)}/certificate`, { accept: 'application/pem-certificate-chain' }, o);
    const [certificate, ...chain] = (text.match(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g) ?? []).map((pem) => `${pem}\n`);
    if (certificate === undefined) throw new RekeyError('protocol', { detail: { shape: 'pem-certificate-chain' }, correlationId: o.correlationId });
    return { certificate, chain };
  }

  listRequests(query: RequestQuery, o: CallOptions = {}): Promise<Page<RekeyRequest>> {
    return this.#get('/rekey-requests', o, ['items', 'total'], { query: queryOf(query) });
  }

  watchRequests(query: RequestQuery, listener: (changed: RekeyRequest) => void, { onLive, ...o }: WatchOptions = {}): () => void {
    const fresh = onlyFresh(listener);
    return follow(this.#http, {
      path: '/rekey-requests/events', query: queryOf(query), correlationId: o.correlationId, signal: o.signal, tell: fresh, onLive,
      look: async (signal) => {
        const { items } = await this.listRequests({ ...query, limit: query.limit ?? 100 }, { ...o, signal });
        for (const one of items) fresh(one);
      },
    });
  }

  claim(id: string, o: ChangeOptions): Promise<RekeyRequest> { return this.#change('POST', `${request(id)}/claim`, o, REQUEST); }

  approve(id: string, body: { readonly reviewed: boolean; readonly message?: string }, o: ChangeOptions): Promise<RekeyRequest> {
    return this.#change('POST', `${request(id)}/approval`, o, REQUEST, body);
  }

  decline(id: string, body: { readonly remarks: string; readonly reason?: string }, o: ChangeOptions): Promise<RekeyRequest> {
    return this.#change('POST', `${request(id)}/decline`, o, REQUEST, body);
  }

  async getHistory(id: string, o: CallOptions = {}): Promise<readonly HistoryEntry[]> {
    return (await this.#get<{ items: readonly HistoryEntry[] }>(`${request(id)}/history`, o, ['items'])).items;
  }

  async #get<T>(path: string, o: CallOptions, shape: readonly string[], exchange: Exchange = {}): Promise<T> {
    return read<T>(await this.#http.send('GET', path, exchange, o), shape, o);
  }

  async #change<T>(method: 'POST' | 'PUT', path: string, o: CallOptions, shape: readonly string[], body?: unknown): Promise<T> {
    return read<T>(await this.#http.send(method, path, body === undefined ? {} : { body }, o), shape, o);
  }

  /** Looks where the submission went, as often as the RA says, until the request has left the requester's hands. */
  async #follow(requestId: string, { headers }: Sent, o: CallOptions): Promise<RekeyRequest> {
    const until = Date.now() + PATIENCE;
    for (let wait = retryAfter(headers) ?? 1; ; wait = Math.min(wait * 2, 8)) {
      await new Promise<void>((resolve, reject) => {
        const timer = setTimeout(resolve, Math.min(wait * 1000, Math.max(0, until - Date.now())));
        o.signal?.addEventListener('abort', () => { clearTimeout(timer); reject(new RekeyError('aborted')); }, { once: true });
      });
      const now = await this.getRequest(requestId, o);
      if ((now.status !== 'draft' && now.status !== 'second-factor') || Date.now() >= until) return now;
    }
  }
}

const shared = new Map<string, RestRaAdapter>();

/** The adapter of an address, one for all the elements of a page that name it. */
export function raAt(baseUrl: string): RestRaAdapter {
  const adapter = shared.get(baseUrl) ?? new RestRaAdapter({ baseUrl });
  shared.set(baseUrl, adapter);
  return adapter;
}

const REQUEST = ['id', 'status', 'certificateId'];
const CHALLENGE = ['id', 'method', 'state'];
const part = encodeURIComponent;
const request = (id: string): string => `/rekey-requests/${part(id)}`;

function queryOf({ search, filter = {}, sort, cursor, limit }: RequestQuery): NonNullable<Exchange['query']> {
  return { search, ...filter, sort: sort && `${sort.descending ? '-' : ''}${sort.by}`, cursor, limit };
}

/** JSON with the members that the rest of the code counts on, and the version of what was read. */
function read<T>({ text, headers }: Sent, shape: readonly string[], { correlationId }: CallOptions): T {
  let body: unknown;
  try {
    body = JSON.parse(text) as unknown;
  } catch (cause) {
    throw new RekeyError('protocol', { detail: { shape: 'json' }, cause, correlationId });
  }
  const missing = shape.filter((member) => typeof body !== 'object' || body === null || !(member in body));
  if (missing.length > 0) throw new RekeyError('protocol', { detail: { shape: missing }, correlationId });
  const etag = headers.get('ETag');
  return (etag === null || 'etag' in (body as object) ? body : { ...body as object, etag }) as T;
}

/** Passes each version of a request on once: a stream that goes on behind a look tells of some things twice. */
function onlyFresh(listener: (request: RekeyRequest) => void): (data: unknown) => void {
  const seen = new Map<string, string>();
  return (data) => {
    const one = data as Partial<RekeyRequest> | null;
    if (typeof one?.id !== 'string' || typeof one.status !== 'string' || typeof one.etag !== 'string' || seen.get(one.id) === one.etag) return;
    seen.set(one.id, one.etag);
    listener(one as RekeyRequest);
  };
}
