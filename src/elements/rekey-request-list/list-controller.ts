import type { RaAdapter } from '../../core/adapter.js';
import type { Caller } from '../../core/calls.js';
import type { Page, RekeyRequest, RequestQuery, RequestSort, Settings } from '../../core/domain.js';
import { errorInfo, RekeyError, toRekeyError } from '../../core/errors.js';
import type { RekeyErrorInfo } from '../../core/errors.js';
import { isUndecided } from './meanwhile.js';
import { queryOf } from './view.js';
import type { RequestListView } from './view.js';

export interface ListOptions {
  /** The reader's own requests alone. */
  readonly own: boolean;
  readonly view: RequestListView;
  /** Milliseconds since the epoch by the RA's clock. */
  readonly now: () => number;
  /** The view that the reader left the last time, once it is known who they are. */
  readonly restore?: ((userId: string) => RequestListView) | undefined;
}

export interface ListState {
  /** `loading` until there is a first answer; later calls leave the rows and set `busy`. */
  readonly phase: 'loading' | 'ready' | 'failed';
  readonly busy: boolean;
  readonly settings?: Settings;
  readonly view: RequestListView;
  readonly rows: readonly RekeyRequest[];
  readonly total?: Page<RekeyRequest>['total'];
  /** Rows on the pages before this one. */
  readonly before: number;
  readonly hasNext: boolean;
  readonly hasPrevious: boolean;
  /** Requests that came since and wait to be shown. */
  readonly fresh: ReadonlySet<string>;
  /** What is chosen for a decision on many, by id, each as the RA told it last; it outlasts pages and changes. */
  readonly selected: ReadonlyMap<string, RekeyRequest>;
  readonly problem?: RekeyErrorInfo;
  /** When the page was read, and whether changes are told since; milliseconds since the epoch. */
  readonly readAt?: number;
  readonly followed: boolean;
  /** Since when changes are not told any more. */
  readonly staleSince?: number;
}

/** Where a page begins, and how many rows stand before it. */
interface Place { readonly cursor?: string; readonly before: number }

const FIRST: Place = { before: 0 };

interface Watched { readonly query: string; end: (() => void) | undefined }

/**
 * The listing without a page: searches, filters, sorts and turns pages at the RA, and follows changes. Rows change in place and
 * keep their order until the next load; what is new waits in `fresh`.
 *
 * @fires change - `state` is another
 * @fires problem - a call failed; `detail` is a RekeyErrorInfo
 * @fires news - a request came that is not shown
 * @fires vanished - requests that were selected are not in the list any more; `detail` is their number
 * @fires stale - changes are not told any more
 */
export class ListController extends EventTarget {
  state: ListState;

  /** The places of the pages up to the one that is shown, and of the one that was asked for last. */
  #places: readonly Place[] = [FIRST];
  #asked: readonly Place[] = this.#places;
  #next: string | undefined;
  #loading: AbortController | undefined;
  /** What the rows that are shown were asked by, as text. */
  #shown = '';
  #watched: Watched | undefined;
  /** The latest change among the rows that were read: what was made after it is new. */
  #horizon = '';
  #me: string | undefined;
  #restore: ListOptions['restore'];

  constructor(readonly ra: RaAdapter, readonly caller: Caller, readonly options: ListOptions) {
    super();
    this.#restore = options.restore;
    this.state = {
      phase: 'loading', busy: false, view: options.view, rows: [], before: 0, hasNext: false, hasPrevious: false,
      fresh: new Set(), selected: new Map(), followed: false,
    };
  }

  /** Reads the page again that was asked for last; the first time with the reader's settings. */
  load(): Promise<void> {
    return this.#load(this.#asked);
  }

  /** Looks at the list in another way: from the first page, unless only the columns differ. */
  show(patch: Partial<RequestListView>): Promise<void> {
    const before = this.state.view;
    const view = { ...before, ...patch };
    this.#set({ view });
    const { columns: _, ...was } = before;
    const { columns: __, ...is } = view;
    return JSON.stringify(was) === JSON.stringify(is) ? Promise.resolve() : this.#load([FIRST]);
  }

  sortBy(by: RequestSort): Promise<void> {
    const { sort } = this.state.view;
    return this.show({ sort: sort.by === by ? { by, descending: !sort.descending } : { by, descending: by === 'createdAt' } });
  }

  nextPage(): Promise<void> {
    const here = this.#places.at(-1);
    if (this.#next === undefined || here === undefined) return Promise.resolve();
    return this.#load([...this.#places, { cursor: this.#next, before: here.before + this.state.rows.length }]);
  }

  previousPage(): Promise<void> {
    return this.#places.length > 1 ? this.#load(this.#places.slice(0, -1)) : Promise.resolve();
  }

  /** Shows what waits: the first page, newest first. */
  showFresh(): Promise<void> {
    this.#set({ view: { ...this.state.view, sort: { by: 'createdAt', descending: true } } });
    return this.#load([FIRST]);
  }

  /** What the RA is asked for this view, without the place in the list. */
  query(): RequestQuery {
    return queryOf(this.state.view, this.options.own, this.#me);
  }

  // -------------------------------------------------------------------------------------------------- selection

  select(requests: readonly RekeyRequest[], on: boolean): void {
    const selected = new Map(this.state.selected);
    for (const request of requests) {
      if (on && isUndecided(request)) selected.set(request.id, request);
      else selected.delete(request.id);
    }
    this.#set({ selected });
  }

  clearSelection(): void {
    this.#set({ selected: new Map() });
  }

  // -------------------------------------------------------------------------------------------------- changes

  /** A request as it is now, from a watch or as the answer to a decision. */
  receive(request: RekeyRequest): void {
    const { rows, fresh, selected } = this.state;
    const chosen = selected.get(request.id);
    if (chosen !== undefined && isNewer(request, chosen)) this.#set({ selected: new Map([...selected, [request.id, request]]) });
    const there = rows.find(({ id }) => id === request.id);
    if (there !== undefined) {
      if (isNewer(request, there)) this.#set({ rows: rows.map((row) => (row === there ? request : row)) });
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

  /** Whether changes still arrive: told by the adapter's watch, and by the browser when it is off line. */
  setLive(live: boolean): void {
    if (live === (this.state.staleSince === undefined) || this.state.phase !== 'ready') return;
    if (live) {
      void this.load();
      return;
    }
    this.#set({ staleSince: this.options.now() });
    this.dispatchEvent(new Event('stale'));
  }

  end(): void {
    this.#loading?.abort();
    this.#watched?.end?.();
    this.#watched = undefined;
  }

  // -------------------------------------------------------------------------------------------------- reading

  async #load(places: readonly Place[]): Promise<void> {
    this.#loading?.abort();
    const { signal } = (this.#loading = new AbortController());
    this.#asked = places;
    this.#set({ busy: true, problem: undefined });
    try {
      // Whether citizen IDs are shown may be switched at any time: the settings are read with each page.
      const [page, settings] = await this.#read(places.at(-1) ?? FIRST, signal);
      if (signal.aborted) return;
      this.#take(places, page, settings);
      this.#watch();
    } catch (thrown) {
      if (signal.aborted) return;
      const problem = errorInfo(toRekeyError(thrown, this.caller.correlationId));
      // Rows that were asked for otherwise would belie the search and the filters above them.
      const fits = this.state.phase === 'ready' && this.#shown === keyOf(this.query());
      this.#set({ phase: fits ? 'ready' : 'failed', busy: false, problem });
      this.dispatchEvent(new CustomEvent('problem', { detail: problem }));
    }
  }

  #take(places: readonly Place[], page: Page<RekeyRequest>, settings: Settings): void {
    this.#places = places;
    this.#next = page.next;
    const changes = page.items.map(({ updatedAt }) => updatedAt).sort();
    this.#horizon = [this.#horizon, changes.at(-1) ?? ''].sort().at(-1) ?? '';
    const shown = new Map(page.items.map((item) => [item.id, item]));
    const query = keyOf(this.query());
    // Turning pages hides what is selected and keeps it; where all is shown, or something else is asked for, what is not there is gone.
    const whole = page.next === undefined && places.length === 1;
    const keeps = query === this.#shown && !whole;
    const selected = new Map([...this.state.selected].filter(([id]) => keeps || shown.has(id)).map(([id, one]) => [id, shown.get(id) ?? one]));
    const vanished = this.state.selected.size - selected.size;
    this.#shown = query;
    this.#set({
      phase: 'ready', busy: false, settings, rows: page.items, total: page.total, selected, readAt: this.options.now(), staleSince: undefined,
      before: places.at(-1)?.before ?? 0, hasNext: page.next !== undefined, hasPrevious: places.length > 1,
      fresh: places.length === 1 ? new Set() : new Set([...this.state.fresh].filter((id) => !shown.has(id))),
    });
    if (vanished > 0) this.dispatchEvent(new CustomEvent('vanished', { detail: vanished }));
  }

  async #read(place: Place, signal: AbortSignal): Promise<[Page<RekeyRequest>, Settings]> {
    const { ra, caller } = this;
    const settings = caller.read((o) => ra.getSettings(o), signal);
    // The page says of which RA and to whom it speaks, even when there is no list.
    settings.then((read) => { if (!signal.aborted) this.#set({ settings: read }); }, () => undefined);
    // Whose requests are the reader's own, and how they left the list, is known only with the settings.
    if (this.options.own || this.state.view.filter.claimedBy === 'me' || this.#restore !== undefined) {
      const { id } = (await settings).user;
      this.#me = id;
      if (this.#restore !== undefined && !signal.aborted) this.#set({ view: this.#restore(id) });
      this.#restore = undefined;
    }
    const query = { ...this.query(), limit: this.state.view.pageSize, ...(place.cursor !== undefined && { cursor: place.cursor }) };
    const page = caller.read((o) => ra.listRequests?.(query, o) ?? Promise.reject(new RekeyError('unsupported', { reason: 'list' })), signal);
    return Promise.all([page, settings]);
  }

  /** Follows what is shown; anew when something else is asked for, or when the last watch has fallen silent. */
  #watch(): void {
    const { sort: _, ...query } = this.query();
    const asked = keyOf(query);
    if (this.#watched?.query === asked && this.state.followed) return;
    this.#watched?.end?.();
    const watched: Watched = { query: asked, end: undefined };
    this.#watched = watched;
    this.#set({ followed: this.ra.watchRequests !== undefined });
    const onLive = (live: boolean): void => { if (this.#watched === watched) this.#onLive(live); };
    watched.end = this.ra.watchRequests?.(query, (request) => this.receive(request), { correlationId: this.caller.correlationId, onLive });
  }

  #onLive(live: boolean): void {
    // A watch that fell silent is not relied on again: the next load begins another.
    if (!live) this.#set({ followed: false });
    this.setLive(live);
  }

  #isWanted({ status, reason, createdAt, claimedBy, requestedBy }: RekeyRequest): boolean {
    const { filter } = this.query();
    const { status: statuses, reason: reasons, from, before, claimedBy: claimer } = filter ?? {};
    const at = Date.parse(createdAt);
    return (statuses === undefined || statuses.includes(status)) && (reasons === undefined || reasons.includes(reason))
      && (claimer === undefined || (claimedBy?.id ?? 'none') === claimer)
      && (from === undefined || at >= Date.parse(from)) && (before === undefined || at < Date.parse(before))
      && (filter?.requestedBy === undefined || requestedBy.id === filter.requestedBy);
  }

  /** Not on another page: either there is none, or it was made or submitted after everything that was read. */
  #isNews({ createdAt, submittedAt = '' }: RekeyRequest): boolean {
    const { hasNext, hasPrevious } = this.state;
    return (!hasNext && !hasPrevious) || createdAt > this.#horizon || submittedAt > this.#horizon;
  }

  #set(patch: { [K in keyof ListState]?: ListState[K] | undefined }): void {
    const merged: Record<string, unknown> = { ...this.state, ...patch };
    this.state = Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== undefined)) as unknown as ListState;
    this.dispatchEvent(new Event('change'));
  }
}

const isNewer = (a: RekeyRequest, b: RekeyRequest): boolean => a.etag !== b.etag && a.updatedAt >= b.updatedAt;

/** What a query asks for, without its order. */
function keyOf({ search, filter }: RequestQuery): string {
  return JSON.stringify([search ?? '', filter ?? {}]);
}
