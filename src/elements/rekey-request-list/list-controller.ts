import type { RaAdapter } from '../../core/adapter.js';
import type { Caller } from '../../core/calls.js';
import type { Page, RekeyRequest, RequestQuery, RequestStatus, Settings } from '../../core/domain.js';
import { errorInfo, RekeyError, toRekeyError } from '../../core/errors.js';
import type { RekeyErrorInfo } from '../../core/errors.js';

export type Sort = NonNullable<RequestQuery['sort']>;
export type SortKey = Sort['by'];

export interface ListWish {
  readonly statuses: readonly RequestStatus[];
  /** 1 to 100. */
  readonly pageSize: number;
  /** The reader's own requests alone. */
  readonly own: boolean;
}

export interface ListState {
  /** `loading` until there is a first answer; later calls leave the rows and set `busy`. */
  readonly phase: 'loading' | 'ready' | 'failed';
  readonly busy: boolean;
  readonly settings?: Settings;
  readonly rows: readonly RekeyRequest[];
  readonly total?: Page<RekeyRequest>['total'];
  /** Rows on the pages before this one. */
  readonly before: number;
  readonly hasNext: boolean;
  readonly hasPrevious: boolean;
  readonly sort: Sort;
  /** Requests that came since and wait to be shown. */
  readonly fresh: ReadonlySet<string>;
  readonly problem?: RekeyErrorInfo;
}

/** Where a page begins, and how many rows stand before it. */
interface Place { readonly cursor?: string; readonly before: number }

const FIRST: Place = { before: 0 };

/**
 * The listing without a page: loads, sorts and turns pages at the RA, and follows changes. Rows change in place and keep their
 * order until the next load; what is new waits in `fresh`.
 *
 * @fires change - `state` is another
 * @fires problem - a call failed; `detail` is a RekeyErrorInfo
 * @fires news - a request came that is not shown
 */
export class ListController extends EventTarget {
  state: ListState = { phase: 'loading', busy: false, rows: [], before: 0, hasNext: false, hasPrevious: false, sort: { by: 'createdAt', descending: true }, fresh: new Set() };

  /** The places of the pages up to the one that is shown, and of the next one. */
  #places: readonly Place[] = [FIRST];
  #next: string | undefined;
  #loading: AbortController | undefined;
  #unwatch: (() => void) | undefined;
  /** The latest change among the rows that were read: what was made after it is new. */
  #horizon = '';

  constructor(readonly ra: RaAdapter, readonly caller: Caller, readonly wish: ListWish) {
    super();
  }

  /** Reads the present page; the first time with the reader's settings. */
  load(): Promise<void> {
    return this.#load(this.#places, this.state.sort);
  }

  sortBy(by: SortKey): Promise<void> {
    const { sort } = this.state;
    return this.#load([FIRST], sort.by === by ? { by, descending: sort.descending !== true } : { by, descending: by === 'createdAt' });
  }

  nextPage(): Promise<void> {
    const here = this.#places.at(-1);
    if (this.#next === undefined || here === undefined) return Promise.resolve();
    return this.#load([...this.#places, { cursor: this.#next, before: here.before + this.state.rows.length }], this.state.sort);
  }

  previousPage(): Promise<void> {
    return this.#places.length > 1 ? this.#load(this.#places.slice(0, -1), this.state.sort) : Promise.resolve();
  }

  /** Shows what waits: the first page, newest first. */
  showFresh(): Promise<void> {
    return this.#load([FIRST], { by: 'createdAt', descending: true });
  }

  /** A request as it is now, from a watch or as the answer to a decision. */
  receive(request: RekeyRequest): void {
    const { rows, fresh } = this.state;
    const there = rows.find(({ id }) => id === request.id);
    if (there !== undefined) {
      if (there.etag !== request.etag && there.updatedAt <= request.updatedAt) this.#set({ rows: rows.map((row) => (row === there ? request : row)) });
      return;
    }
    // Before there is a list, nothing can be new to it.
    if (this.state.phase !== 'ready') return;
    const wanted = this.#isWanted(request);
    if (wanted === fresh.has(request.id) || (wanted && !this.#isNews(request))) return;
    const next = new Set(fresh);
    if (wanted) next.add(request.id);
    else next.delete(request.id);
    this.#set({ fresh: next });
    if (wanted) this.dispatchEvent(new Event('news'));
  }

  end(): void {
    this.#loading?.abort();
    this.#unwatch?.();
    this.#unwatch = undefined;
  }

  async #load(places: readonly Place[], sort: Sort): Promise<void> {
    this.#loading?.abort();
    const { signal } = (this.#loading = new AbortController());
    const { ra, caller } = this;
    this.#set({ busy: true, problem: undefined });
    try {
      // Whether citizen IDs are shown may be switched at any time: the settings are read with each page.
      const [page, settings] = await this.#read(places.at(-1) ?? FIRST, sort, signal);
      if (signal.aborted) return;
      this.#places = places;
      this.#next = page.next;
      const changes = page.items.map(({ updatedAt }) => updatedAt).sort();
      this.#horizon = [this.#horizon, changes.at(-1) ?? ''].sort().at(-1) ?? '';
      const shown = new Set(page.items.map(({ id }) => id));
      this.#set({
        phase: 'ready', busy: false, settings, rows: page.items, total: page.total, sort,
        before: places.at(-1)?.before ?? 0, hasNext: page.next !== undefined, hasPrevious: places.length > 1,
        fresh: places.length === 1 ? new Set() : new Set([...this.state.fresh].filter((id) => !shown.has(id))),
      });
      this.#unwatch ??= ra.watchRequests?.(this.#query(), (request) => this.receive(request), { correlationId: caller.correlationId });
    } catch (thrown) {
      if (signal.aborted) return;
      const problem = errorInfo(toRekeyError(thrown, caller.correlationId));
      this.#set({ phase: this.state.phase === 'ready' ? 'ready' : 'failed', busy: false, problem });
      this.dispatchEvent(new CustomEvent('problem', { detail: problem }));
    }
  }

  async #read(place: Place, sort: Sort, signal: AbortSignal): Promise<[Page<RekeyRequest>, Settings]> {
    const { ra, caller } = this;
    const settings = caller.read((o) => ra.getSettings(o), signal);
    // The page says of which RA and to whom it speaks, even when there is no list.
    settings.then((read) => { if (!signal.aborted) this.#set({ settings: read }); }, () => undefined);
    // Whose requests are the reader's own is known only with the settings.
    if (this.wish.own) this.#me = (await settings).user.id;
    const query = { ...this.#query(), sort, limit: this.wish.pageSize, ...(place.cursor !== undefined && { cursor: place.cursor }) };
    return Promise.all([caller.read((o) => ra.listRequests?.(query, o) ?? Promise.reject(new RekeyError('unsupported', { reason: 'list' })), signal), settings]);
  }

  #me: string | undefined;

  #query(): RequestQuery {
    const { statuses, own } = this.wish;
    return { filter: { ...(statuses.length > 0 && { status: statuses }), ...(own && this.#me !== undefined && { requestedBy: this.#me }) } };
  }

  #isWanted({ status, requestedBy }: RekeyRequest): boolean {
    const { statuses, own } = this.wish;
    return (statuses.length === 0 || statuses.includes(status)) && (!own || requestedBy.id === this.#me);
  }

  /** Not on another page: either there is none, or it was made or submitted after everything that was read. */
  #isNews({ createdAt, submittedAt = '' }: RekeyRequest): boolean {
    const { hasNext, hasPrevious } = this.state;
    return (!hasNext && !hasPrevious) || createdAt > this.#horizon || submittedAt > this.#horizon;
  }

  #set(patch: { [K in keyof ListState]?: ListState[K] | undefined }): void {
    const { problem, ...rest } = { ...this.state, ...patch };
    this.state = { ...rest, ...(problem !== undefined && { problem }) } as ListState;
    this.dispatchEvent(new Event('change'));
  }
}
