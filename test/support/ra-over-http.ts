import type { CallOptions, ChangeOptions, RaAdapter } from '../../src/core/adapter.js';
import type { RequestQuery, RequestSort } from '../../src/core/domain.js';
import { RekeyError, toRekeyError } from '../../src/core/errors.js';

type Answer = { readonly status?: number; readonly body?: unknown; readonly text?: string; readonly type?: string; readonly headers?: Readonly<Record<string, string>> };
type Handler = (ids: readonly string[], o: ChangeOptions, body: never, url: URL) => Promise<Answer>;

const STATUS: Readonly<Record<string, number>> = {
  auth: 401, forbidden: 403, 'not-found': 404, conflict: 409, 'not-eligible': 409, 'csr-rejected': 422, 'key-rejected': 422, 'caa-forbidden': 409,
  'caa-indeterminate': 409, 'agreement-changed': 409, 'second-factor': 409, 'rate-limited': 429, unavailable: 503, unsupported: 501, 'too-large': 413,
};

/** Any adapter behind the reference HTTP contract, as a function from request to answer. */
export function overHttp(ra: RaAdapter, { base = '/ra', clock = () => Date.now(), streams = true } = {}): (request: Request) => Promise<Response> {
  const has = <T>(method: T | undefined): T => {
    if (method === undefined) throw new RekeyError('unsupported');
    return method;
  };
  const json = async <T extends object>(value: Promise<T>, status = 200): Promise<Answer> => {
    const body = await value;
    const etag = (body as { etag?: string }).etag ?? (body as { request?: { etag?: string } }).request?.etag;
    return { status, body, ...(etag !== undefined && { headers: { ETag: etag } }) };
  };
  const id = '([^/]+)';
  const routes: readonly (readonly [method: string, path: string, handler: Handler])[] = [
    ['GET', '/settings', (_, o) => json(ra.getSettings(o))],
    ['GET', '/certificates', (_, o, _b, { searchParams: q }) => json(ra.listCertificates({ ...text(q, 'search'), ...text(q, 'cursor'), ...count(q) }, o))],
    ['GET', `/certificates/${id}`, ([c = ''], o) => json(ra.getCertificate(c, o))],
    ['GET', `/certificates/${id}/rekey-policy`, ([c = ''], o) => json(ra.getRekeyPolicy(c, o))],
    ['POST', `/certificates/${id}/rekey-requests`, ([c = ''], o, b) => json(ra.createRequest(c, b, o), 201)],
    ['PUT', `/rekey-requests/${id}/csr`, ([r = ''], o, b) => json(ra.attachCsr(r, b, o))],
    ['POST', '/key-checks', (_, o, b) => json(has(ra.checkKey?.bind(ra))(b, o))],
    ['POST', `/rekey-requests/${id}/caa-checks`, ([r = ''], o) => json(has(ra.verifyCaa?.bind(ra))(r, o))],
    ['POST', `/rekey-requests/${id}/second-factors`, ([r = ''], o, b) => json(has(ra.startSecondFactor?.bind(ra))(r, b, o), 201)],
    ['GET', `/second-factors/${id}`, ([f = ''], o) => json(has(ra.getSecondFactor?.bind(ra))(f, o))],
    ['POST', `/second-factors/${id}/answer`, ([f = ''], o, b) => json(has(ra.answerSecondFactor?.bind(ra))(f, b, o))],
    ['POST', `/second-factors/${id}/resend`, ([f = ''], o, b) => json(has(ra.resendSecondFactor?.bind(ra))(f, b, o))],
    ['POST', `/rekey-requests/${id}/submission`, async ([r = ''], o, b) => {
      const answer = await json(ra.submit(r, b, o));
      const waits = (answer.body as { status: string }).status !== 'issued';
      return { ...answer, status: waits ? 202 : 200, headers: { ...answer.headers, ...(waits && { Location: `${base}/rekey-requests/${r}`, 'Retry-After': '5' }) } };
    }],
    ['GET', '/rekey-requests', (_, o, _b, { searchParams }) => json(has(ra.listRequests?.bind(ra))(queryOf(searchParams), o))],
    ['GET', `/rekey-requests/${id}`, ([r = ''], o) => json(ra.getRequest(r, o))],
    ['POST', `/rekey-requests/${id}/cancellation`, ([r = ''], o) => json(ra.cancelRequest(r, o))],
    ['POST', `/rekey-requests/${id}/reopening`, ([r = ''], o) => json(has(ra.reopenRequest?.bind(ra))(r, o))],
    ['GET', `/rekey-requests/${id}/certificate`, async ([r = ''], o) => {
      const { certificate, chain } = await ra.getIssued(r, o);
      return { text: [certificate, ...chain].map((pem) => pem.trim()).join('\n'), type: 'application/pem-certificate-chain' };
    }],
    ['POST', `/rekey-requests/${id}/claim`, ([r = ''], o) => json(has(ra.claim?.bind(ra))(r, o))],
    ['POST', `/rekey-requests/${id}/approval`, ([r = ''], o, b) => json(has(ra.approve?.bind(ra))(r, b, o))],
    ['POST', `/rekey-requests/${id}/decline`, ([r = ''], o, b) => json(has(ra.decline?.bind(ra))(r, b, o))],
    ['GET', `/rekey-requests/${id}/history`, async ([r = ''], o) => ({ body: { items: await has(ra.getHistory?.bind(ra))(r, o) } })],
  ];

  return async (request) => {
    const url = new URL(request.url);
    const path = url.pathname.slice(base.length);
    const correlationId = request.headers.get('X-Correlation-Id') ?? undefined;
    const common = { Date: new Date(clock()).toUTCString(), ...(correlationId !== undefined && { 'X-Correlation-Id': correlationId }) };
    try {
      if (path.endsWith('/events')) {
        if (!streams) throw new RekeyError('not-found');
        return eventStream(ra, path, url, common);
      }
      const found = routes.map(([method, pattern, handler]) => ({ method, handler, match: new RegExp(`^${pattern}$`).exec(path) }))
        .find(({ method, match }) => match !== null && method === request.method);
      if (!found?.match) throw new RekeyError('not-found');
      const o: CallOptions & Partial<ChangeOptions> = { correlationId };
      const key = request.headers.get('Idempotency-Key');
      const ifMatch = request.headers.get('If-Match');
      if (key !== null) o.idempotencyKey = key;
      if (ifMatch !== null) o.ifMatch = ifMatch;
      const words = request.method === 'GET' ? '' : await request.text();
      const { status = 200, body, text: plain, type = 'application/json', headers } = await found.handler(
        found.match.slice(1).map(decodeURIComponent), o as ChangeOptions, (words === '' ? undefined : JSON.parse(words)) as never, url);
      return new Response(plain ?? JSON.stringify(body), { status, headers: { ...common, ...headers, 'Content-Type': type } });
    } catch (thrown) {
      return problem(toRekeyError(thrown, correlationId), common);
    }
  };
}

/** RFC 9457. */
function problem(error: RekeyError, headers: Readonly<Record<string, string>>): Response {
  const stale = error.code === 'conflict' && error.reason === 'stale';
  const idempotency = error.code === 'protocol' && error.reason === 'idempotency';
  const precondition = error.code === 'protocol' && error.reason === 'precondition';
  const status = stale ? 412 : idempotency ? 422 : precondition ? 428 : STATUS[error.code] ?? 400;
  const { code, reason, retryable, retryAfter, fields, requestId, correlationId, detail } = error;
  const type = `urn:rekey:problem:${code === 'conflict' ? reason ?? 'state' : code}`;
  return new Response(JSON.stringify({ type, title: code, status, code, reason, retryable, retryAfter, fields, requestId, correlationId, detail }), {
    status, headers: { ...headers, 'Content-Type': 'application/problem+json', ...(retryAfter !== undefined && { 'Retry-After': String(retryAfter) }) },
  });
}

function eventStream(ra: RaAdapter, path: string, url: URL, headers: Readonly<Record<string, string>>): Response {
  let end = (): void => undefined;
  let id = 0;
  const encoder = new TextEncoder();
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      const tell = (data: unknown): void => { controller.enqueue(encoder.encode(`id: ${id += 1}\ndata: ${JSON.stringify(data)}\n\n`)); };
      controller.enqueue(encoder.encode(': here\n\n'));
      const one = /^\/rekey-requests\/([^/]+)\/events$/.exec(path)?.[1];
      end = one === undefined ? ra.watchRequests?.(queryOf(url.searchParams), tell) ?? end : ra.watchRequest?.(decodeURIComponent(one), tell) ?? end;
    },
    cancel() { end(); },
  });
  return new Response(stream, { headers: { ...headers, 'Content-Type': 'text/event-stream' } });
}

const text = <K extends string>(q: URLSearchParams, name: K): { readonly [N in K]?: string } =>
  (q.get(name) === null ? {} : { [name]: q.get(name) } as { readonly [N in K]?: string });
const count = (q: URLSearchParams): { readonly limit?: number } => (q.get('limit') === null ? {} : { limit: Number(q.get('limit')) });

function queryOf(q: URLSearchParams): RequestQuery {
  const many = <K extends string>(name: K): object => (q.getAll(name).length === 0 ? {} : { [name]: q.getAll(name) });
  const sort = q.get('sort');
  return {
    ...text(q, 'search'), ...text(q, 'cursor'), ...count(q),
    filter: { ...many('status'), ...many('reason'), ...text(q, 'certificateId'), ...text(q, 'requestedBy'), ...text(q, 'claimedBy'), ...text(q, 'from'), ...text(q, 'before') },
    ...(sort !== null && { sort: { by: sort.replace(/^-/, '') as RequestSort, descending: sort.startsWith('-') } }),
  };
}
