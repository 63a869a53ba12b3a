import { CONTRACT_VERSION, type CallOptions, type ChangeOptions, type RaAdapter } from '../core/adapter.js';
import type { RekeyRequest, RequestQuery } from '../core/domain.js';
import { RekeyError, toRekeyError } from '../core/errors.js';
import type { FailureTarget, Failures } from './failures.js';
import { change, read, type Call, type Caller, type RaContext } from './ra/call.js';
import { approve, claim, decline } from './ra/decisions.js';
import { maySee, visibleRequest } from './ra/eligibility.js';
import { asBody, asId } from './ra/input.js';
import { checkKey } from './ra/keys.js';
import { listCertificates, listRequests, requestFilter } from './ra/queries.js';
import { attachCsr, cancelRequest, createRequest, reopenRequest, submit, verifyDomains } from './ra/requests.js';
import { answerSecondFactor, getSecondFactor, resendSecondFactor, startSecondFactor } from './ra/second-factor.js';
import { certificateView, historyView, issuedView, policyView, requestView, settingsView } from './ra/views.js';

/** What an adapter needs of the sandbox that it speaks to. */
export interface Backend {
  readonly raId: string;
  /** The rules and their store, once they stand. */
  context(): Promise<RaContext>;
  readonly failures: Failures;
  /** Milliseconds since the epoch by the RA's clock. */
  now(): number;
  /** Waits as long as the network would. */
  delay(signal: AbortSignal | undefined): Promise<void>;
  /** Told the ids of requests that changed, in this tab or another. */
  onRequests(listener: (ids: ReadonlySet<string>) => void): () => void;
}

/**
 * The adapter of one person: what a network would do to a call happens here, what is decided happens in `ra/`. Nothing that
 * goes in or out is shared with the RA's own state.
 */
export function sandboxAdapter(backend: Backend, caller: Caller): RaAdapter {
  const run = async <T>(target: FailureTarget, o: CallOptions, rule: (ra: RaContext) => Promise<T>): Promise<T> => {
    const { signal, correlationId } = o;
    try {
      await backend.delay(signal);
      const before = backend.failures.take(target, 'before');
      if (before !== undefined) throw before;
      // The RA goes on with what it has begun, whether or not anyone still waits.
      const answer = await abortable(backend.context().then(rule), signal);
      const after = backend.failures.take(target, 'after');
      if (after !== undefined) throw after;
      return frozen(structuredClone(answer));
    } catch (thrown) {
      throw toRekeyError(thrown, typeof correlationId === 'string' ? correlationId : undefined);
    }
  };
  const reading = <T>(target: FailureTarget, o: CallOptions | undefined, rule: (call: Call) => Promise<T>): Promise<T> =>
    run(target, o ?? {}, (ra) => read(ra, caller, o ?? {}, rule));
  const changing = <T>(
    target: FailureTarget, id: unknown, body: unknown, o: ChangeOptions | undefined, rule: (call: Call, id: string, body: unknown) => Promise<T>,
  ): Promise<T> => run(target, o ?? {}, (ra) => {
    const [ownId, ownBody] = [asId(id, 'id'), plain(body)];
    return change(ra, caller, target, { id: ownId, body: ownBody }, o ?? { idempotencyKey: '' }, (call) => rule(call, ownId, ownBody));
  });

  const watch = (
    isWanted: (call: Call, id: string) => Promise<RekeyRequest | undefined>, first: string | undefined,
    listener: (request: RekeyRequest) => void, o: CallOptions | undefined,
  ): (() => void) => {
    let ended = false;
    const told = new Map<string, string>();
    // One after the other, so that no listener hears of an older version after a newer one.
    let queue = Promise.resolve();
    const tell = async (id: string): Promise<void> => {
      try {
        const request = await read(await backend.context(), caller, o ?? {}, (call) => isWanted(call, id));
        if (ended || request === undefined || told.get(id) === request.etag) return;
        told.set(id, request.etag);
        listener(frozen(structuredClone(request)));
      } catch {
        // A watcher who may no longer look hears nothing more; the next call says why.
      }
    };
    const enqueue = (id: string): void => { queue = queue.then(() => tell(id)); };
    const stop = backend.onRequests((ids) => { for (const id of ids) enqueue(id); });
    const end = (): void => { ended = true; stop(); };
    o?.signal?.addEventListener('abort', end, { once: true });
    if (o?.signal?.aborted === true) end();
    else if (first !== undefined) enqueue(first);
    return end;
  };

  return {
    contractVersion: CONTRACT_VERSION,
    raId: backend.raId,
    now: () => backend.now(),
    getSettings: (o) => reading('getSettings', o, settingsView),
    listCertificates: (query, o) => reading('listCertificates', o, (call) => listCertificates(call, query)),
    getCertificate: (id, o) => reading('getCertificate', o, (call) => certificateView(call, id)),
    getRekeyPolicy: (id, o) => reading('getRekeyPolicy', o, (call) => policyView(call, id)),
    createRequest: (id, body, o) => changing('createRequest', id, body, o, (call, own, input) => createRequest(call, own, input, o)),
    attachCsr: (id, body, o) => changing('attachCsr', id, body, o, (call, own, input) => attachCsr(call, own, input, o)),
    checkKey: (body, o) => reading('checkKey', o, (call) => checkKey(call, asBody(body)['spki'])),
    verifyCaa: (id, o) => changing('verifyCaa', id, undefined, o, (call, own) => verifyDomains(call, own, o)),
    startSecondFactor: (id, body, o) => changing('startSecondFactor', id, body, o, (call, own, input) => startSecondFactor(call, own, input, o)),
    getSecondFactor: (id, o) => reading('getSecondFactor', o, (call) => getSecondFactor(call, id)),
    answerSecondFactor: (id, body, o) => changing('answerSecondFactor', id, body, o, (call, own, input) => answerSecondFactor(call, own, input, o)),
    resendSecondFactor: (id, body, o) => changing('resendSecondFactor', id, body, o, (call, own, input) => resendSecondFactor(call, own, input, o)),
    submit: (id, body, o) => changing('submit', id, body, o, (call, own, input) => submit(call, own, input, o)),
    getRequest: (id, o) => reading('getRequest', o, async (call) => requestView(call, await visibleRequest(call, id))),
    watchRequest: (id, listener, o) => watch(async (call, changed) => {
      return changed === id ? requestView(call, await visibleRequest(call, id)) : undefined;
    }, id, listener, o),
    cancelRequest: (id, o) => changing('cancelRequest', id, undefined, o, (call, own) => cancelRequest(call, own, o)),
    reopenRequest: (id, o) => changing('reopenRequest', id, undefined, o, (call, own) => reopenRequest(call, own, o)),
    getIssued: (id, o) => reading('getIssued', o, (call) => issuedView(call, id)),
    listRequests: (query, o) => reading('listRequests', o, (call) => listRequests(call, query)),
    watchRequests: (query: RequestQuery, listener, o) => {
      // A row that no longer fits the filter by status or claim is still news to whoever shows it.
      const { status: _, claimedBy: __, ...filter } = query.filter ?? {};
      const isWanted = requestFilter({ ...query, filter });
      return watch(async (call, id) => {
        const request = await call.work.get('requests', id);
        return request !== undefined && isWanted(request) && await maySee(call, request) ? requestView(call, request) : undefined;
      }, undefined, listener, o);
    },
    claim: (id, o) => changing('claim', id, undefined, o, (call, own) => claim(call, own, o)),
    approve: (id, body, o) => changing('approve', id, body, o, (call, own, input) => approve(call, own, input, o)),
    decline: (id, body, o) => changing('decline', id, body, o, (call, own, input) => decline(call, own, input, o)),
    getHistory: (id, o) => reading('getHistory', o, (call) => historyView(call, id)),
  };
}

/** What a network would leave of a value. */
function plain(value: unknown): unknown {
  const text = JSON.stringify(value) as string | undefined;
  return text === undefined ? undefined : JSON.parse(text) as unknown;
}

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const member of Object.values(value)) frozen(member);
  }
  return value;
}

/** Settles with the promise, or rejects with `aborted` when nobody waits any longer. */
export function abortable<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return promise;
  return new Promise((resolve, reject) => {
    const abort = (): void => { reject(new RekeyError('aborted', { cause: signal.reason })); };
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => { signal.removeEventListener('abort', abort); });
  });
}
