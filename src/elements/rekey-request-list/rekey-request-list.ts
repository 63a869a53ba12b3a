import { html, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import { Caller } from '../../core/calls.js';
import type { RekeyRequest, Role } from '../../core/domain.js';
import type { RekeyErrorInfo } from '../../core/errors.js';
import { RekeyElement } from '../../lit/base.js';
import { learn } from '../../lit/localize.js';
import { checkWords } from '../../locales/en-checks.js';
import { shared } from '../../locales/en-shared.js';
import { list } from '../../locales/en-list.js';
import { addIcons, base, buttons, code, fields, lists, moreIcons, notes, outcomes, picks, sandboxBanner, tables, tokens } from '../../ui/index.js';
import { hasKept, keep, readKept } from './kept-view.js';
import { ListController } from './list-controller.js';
import { ListPane } from './list-pane.js';
import type { PaneHost } from './list-pane.js';
import { listTemplate } from './list-view.js';
import type { Step } from './meanwhile.js';
import { SidePane } from './side-pane.js';
import type { SideHost } from './side-pane.js';
import { detailStyles, narrow, styles } from './styles.js';
import { DEFAULT_PAGE_SIZE, DEFAULT_VIEW, pageSizeOf, readStatuses, readView } from './view.js';
import type { RequestListView } from './view.js';

const STEPS: readonly Step[] = ['claim', 'approve', 'decline'];

/**
 * The rekey requests of an RA: a listing that follows changes, one request in detail with what changes and what was checked,
 * and its approval or refusal, of one or of many. What the reader may do comes from the RA with each request.
 *
 * How somebody looks at the list (`view`) is kept in `localStorage` for each RA, user and presentation, without the search and
 * with nothing secret, unless the host prevents `rekey-view-change` and keeps it itself.
 *
 * @customElement rekey-request-list
 * @fires {CustomEvent<{ requestId: string }>} rekey-request-open - *View* was pressed. Cancelable: prevented, the host shows the request in its own way.
 * @fires {CustomEvent<{ requestId: string, decision: 'approved' | 'declined' }>} rekey-request-decided - The RA has taken the decision.
 * @fires {CustomEvent<{ view: RequestListView }>} rekey-view-change - The reader looks at the list in another way. Cancelable: prevented, the host keeps the view, and the element stores nothing.
 * @fires {CustomEvent<{ code: string, correlationId: string }>} rekey-error - A call to the RA failed.
 * @csspart frame - Everything.
 * @csspart sandbox - The banner that says that the RA is none.
 * @csspart list - The listing.
 * @csspart header - Its heading and counts.
 * @csspart new - The pill behind which new requests wait.
 * @csspart toolbar - Search, filters, columns and CSV.
 * @csspart panel - What is being chosen below the toolbar.
 * @csspart csv - *CSV*.
 * @csspart export - How far the file is.
 * @csspart stale - That live updates have stopped.
 * @csspart vanished - That selected requests have left the list.
 * @csspart bulk - What is selected, and what can be done with it.
 * @csspart bulk-claim - *Claim*, for all that is selected.
 * @csspart bulk-approve - *Approve*, for all that is selected.
 * @csspart bulk-decline - *Decline*, for all that is selected.
 * @csspart table - The table.
 * @csspart row - One request.
 * @csspart select - The box that selects a request.
 * @csspart claimed-by - Who looks at a request in review.
 * @csspart citizen-id - The citizen ID below a name.
 * @csspart view - *View*.
 * @csspart footer - The range that is shown, *Previous* and *Next page*.
 * @csspart previous - *Previous*.
 * @csspart next - *Next page*.
 * @csspart blank - What stands in the place of the table: empty, nothing matches, not allowed.
 * @csspart detail - One request.
 * @csspart detail-header - Its number, status and requester.
 * @csspart back - *All requests*, where the detail takes the list's place.
 * @csspart close - *Close*, where it stands beside it.
 * @csspart outcome - What was decided, and by whom.
 * @csspart conflict - What somebody else did meanwhile.
 * @csspart changes - What changes and what stays.
 * @csspart old-certificate - What becomes of the current certificate, and the open task after a compromise.
 * @csspart message - The requester's message.
 * @csspart checks - What was checked.
 * @csspart audit - The audit trail.
 * @csspart decision - The footer with the decision.
 * @csspart claimed - Who looks at it.
 * @csspart claim - *Claim*, or *Take over*.
 * @csspart approve - *Approve*.
 * @csspart decline - *Decline*.
 * @csspart preview - What the requester will read.
 * @csspart cancel - *Cancel*, beside *Decline*.
 * @csspart bulk-detail - One decision on many requests.
 * @csspart counts - How many were decided, were not, and were stopped.
 * @csspart progress - How far it is.
 * @csspart stop - *Stop*.
 * @csspart go-on - Decides those that were stopped.
 * @csspart done - *Done*.
 * @csspart note - A note.
 * @csspart error - What went wrong, with its code and reference.
 * @csspart retry - *Try again*.
 * @cssprop --rekey-row-height - Rows of the table.
 * @cssprop --rekey-color-accent - *View*, *Approve*, the pill and the bar of the opened row.
 * @cssprop --rekey-color-accent-soft - The opened row.
 * @cssprop --rekey-color-surface-sunken - The table's head and the footer of the decision.
 * @cssprop --rekey-radius-l - Corners of the frame.
 */
export class RekeyRequestList extends RekeyElement {
  static override styles = [tokens, base, buttons, fields, picks, notes, outcomes, lists, code, tables, styles, detailStyles, narrow];

  /**
   * Whom it is laid out for: `admin` sees all requests and decides, `operator` and `user` see their own. What is allowed comes
   * from the RA all the same.
   */
  @property({ attribute: 'role-mode' }) roleMode: Role = 'admin';

  /** The statuses that are shown at first, separated by commas; all of them unless given. */
  @property() status = '';

  /** Requests a page at first, 1 to 100. */
  @property({ type: Number, attribute: 'page-size' }) pageSize = DEFAULT_PAGE_SIZE;

  /** The request whose detail is open. Set it to open one, for example from a link; *View* and *Close* change it. */
  @property({ attribute: 'request-id' }) requestId: string | undefined;

  #list: ListController | undefined;
  #pane: ListPane | undefined;
  readonly #side = new SidePane(RekeyRequestList.#sideHost(this));
  #caller = new Caller();
  #view: RequestListView | undefined;
  #focus: string | undefined;
  #lost: 'list' | 'detail' | undefined;
  #active: Element | null = null;
  #connection: AbortController | undefined;

  constructor() {
    super();
    learn({ ...shared, list, checks: checkWords });
    addIcons(moreIcons);
  }

  /**
   * How the list is looked at: search, filter, sort, columns, page size, as plain JSON. Parts that are left out stay as they are;
   * what is not known is ignored. Setting it fires no event, and comes before what this browser has kept.
   */
  @property({ attribute: false })
  get view(): RequestListView {
    return this.#list?.state.view ?? this.#view ?? this.#firstView();
  }
  set view(view: Partial<RequestListView> | undefined) {
    this.#view = readView(view, this.view);
    void this.#list?.show(this.#view).then(() => this.#pane?.tell());
  }

  /** Reads the page that is shown again. */
  async reload(): Promise<void> {
    await Promise.all([this.#list?.load(), this.#side.detail?.load()]);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#connection?.abort();
    const { signal } = (this.#connection = new AbortController());
    const browser = this.ownerDocument.defaultView;
    browser?.addEventListener('offline', () => this.#list?.setLive(false), { signal });
    browser?.addEventListener('online', () => this.#list?.setLive(true), { signal });
  }

  protected override adapterChanged(): void {
    this.#caller = new Caller();
    this.#side.end();
    this.#openList();
    this.#side.open(this.requestId);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const told = this.ra;
    const wasThere = this.#list;
    super.willUpdate(changed);
    if (this.isConnected && told !== undefined && wasThere === this.#list) {
      if (changed.has('roleMode')) this.#openList();
      else if (changed.has('status') || changed.has('pageSize')) this.#lookAgain(changed);
      if (changed.has('requestId') && (this.requestId || undefined) !== this.#side.detail?.id) this.#side.open(this.requestId);
    }
    const active = this.renderRoot instanceof ShadowRoot ? this.renderRoot.activeElement : null;
    this.#active = active;
    this.#lost = active === null ? undefined : active.closest('.detail') ? 'detail' : 'list';
  }

  protected override updated(): void {
    const wanted = this.#focus;
    this.#focus = undefined;
    const target = wanted === undefined ? null : this.renderRoot.querySelector<HTMLElement>(wanted) ?? this.#heading('list');
    if (target) target.focus();
    // What had the focus is gone: it goes to the heading of the same place rather than to the page.
    else if (this.#lost && this.#active && !this.#active.isConnected) this.#heading(this.#lost)?.focus();
  }

  protected override ended(): void {
    this.#connection?.abort();
    this.#pane?.end();
    this.#list?.end();
    this.#side.end();
    this.#list = undefined;
    this.#pane = undefined;
  }

  protected override render(): TemplateResult {
    const { t, ra } = this;
    if (!ra || !this.#list || !this.#pane) return html`<p class="muted" lang=${this.locale}>${t.common.noAdapter}</p>`;
    const settings = this.#list.state.settings;
    const beside = this.#side.template();
    return html`<div class="frame" part="frame" lang=${this.locale}>
      ${settings?.sandbox ? sandboxBanner(t) : nothing}
      <div class="split${beside ? ' open' : ''}">
        <section class="pane list" part="list" aria-labelledby="list-title">${listTemplate(this.#pane.scene())}</section>
        ${beside ? html`<div class="pane one">${keyed(this.#side.key, beside)}</div>` : nothing}
      </div>
    </div>`;
  }

  /** What the attributes ask for. */
  #firstView(over: RequestListView = DEFAULT_VIEW): RequestListView {
    const status = readStatuses(this.status);
    return {
      ...over, ...(status.length > 0 && { filter: { ...over.filter, status } }),
      ...(this.pageSize !== DEFAULT_PAGE_SIZE && { pageSize: pageSizeOf(this.pageSize) }),
    };
  }

  #openList(): void {
    this.#pane?.end();
    this.#list?.end();
    this.#list = undefined;
    this.#pane = undefined;
    const { ra } = this;
    if (!ra) return;
    const { roleMode: mode } = this;
    const list = new ListController(ra, this.#caller, {
      view: this.#view ?? this.#firstView(), own: mode !== 'admin', now: () => this.now(),
      // It is worth waiting for who the reader is only where somebody has left a view here.
      restore: this.#view === undefined && hasKept(ra.raId) ? (userId) => this.#firstView(readKept({ raId: ra.raId, userId, mode }, DEFAULT_VIEW)) : undefined,
    });
    const pane = new ListPane(list, RekeyRequestList.#paneHost(this, list));
    this.#list = list;
    this.#pane = pane;
    list.addEventListener('change', () => {
      this.#side.follow();
      this.requestUpdate();
    });
    list.addEventListener('news', () => this.announce(this.t.list.announceFresh(list.state.fresh.size)));
    list.addEventListener('stale', () => this.announce(this.t.list.stale.text(this.fmt.time(list.state.staleSince ?? this.now()))));
    list.addEventListener('problem', (event) => this.#failed((event as CustomEvent<RekeyErrorInfo>).detail));
    this.announce(this.t.list.loading);
    void list.load().then(() => pane.tell());
  }

  static #paneHost(host: RekeyRequestList, list: ListController): PaneHost {
    return {
      get t() { return host.t; },
      get fmt() { return host.fmt; },
      get steps() { return host.#steps(); },
      get openId() { return host.#side.detail?.id; },
      get deciding() { return host.#side.bulk !== undefined; },
      now: () => host.now(),
      announce: (text) => host.announce(text),
      changed: () => host.requestUpdate(),
      focus: (selector) => host.#focusLater(selector),
      view: (request) => host.#open(request),
      decide: (step) => host.#side.decideMany(step),
      showOwn: () => { host.roleMode = 'user'; },
      viewChanged: () => host.#onView(list),
      failed: (problem) => host.#failed(problem),
    };
  }

  static #sideHost(host: RekeyRequestList): SideHost {
    return {
      get ra() { return host.ra; },
      get caller() { return host.#caller; },
      get list() { return host.#list; },
      get roleMode() { return host.roleMode; },
      get signal() { return host.signal; },
      get t() { return host.t; },
      get fmt() { return host.fmt; },
      now: () => host.now(),
      announce: (text) => host.announce(text),
      changed: () => host.requestUpdate(),
      focus: (selector) => host.#focusLater(selector),
      setOpen: (id) => { host.requestId = id; },
      decided: (requestId, decision) => host.emit('rekey-request-decided', { requestId, decision }),
      failed: (problem, isSaid) => host.#failed(problem, isSaid),
    };
  }

  #lookAgain(changed: PropertyValues<this>): void {
    const { filter, pageSize } = this.view;
    const { status: _, ...rest } = filter;
    const status = readStatuses(this.status);
    const patch = {
      filter: changed.has('status') ? { ...rest, ...(status.length > 0 && { status }) } : filter,
      pageSize: changed.has('pageSize') ? pageSizeOf(this.pageSize) : pageSize,
    };
    void this.#list?.show(patch).then(() => this.#pane?.tell());
  }

  #onView(list: ListController): void {
    const { view, settings } = list.state;
    this.#view = view;
    const isOurs = this.emit('rekey-view-change', { view }, { cancelable: true });
    if (isOurs && settings) keep({ raId: list.ra.raId, userId: settings.user.id, mode: this.roleMode }, view);
  }

  #open(request: RekeyRequest): void {
    if (!this.emit('rekey-request-open', { requestId: request.id }, { cancelable: true })) return;
    // What is being sent for many is not lost by a look at one.
    if (this.#side.bulk?.state.phase === 'running') return;
    this.#side.bulk = undefined;
    this.#focusLater('#detail-title');
    if (this.requestId === request.id && this.#side.detail) return;
    this.requestId = request.id;
    this.#side.open(request.id, request);
  }

  #steps(): readonly Step[] {
    const { ra } = this;
    return this.roleMode === 'admin' && ra ? STEPS.filter((step) => ra[step] !== undefined) : [];
  }

  #failed(info: RekeyErrorInfo, isSaid = false): void {
    if (info.code === 'aborted') return;
    if (!isSaid) this.announce(this.t.errors.describe(info).title);
    this.emit('rekey-error', { code: info.code, correlationId: info.correlationId ?? this.#caller.correlationId });
  }

  #focusLater(selector: string): void {
    this.#focus = selector;
    this.requestUpdate();
  }

  #heading(of: 'list' | 'detail'): HTMLElement | null {
    return (of === 'detail' ? this.renderRoot.querySelector<HTMLElement>('#detail-title, #bulk-title') : null) ?? this.renderRoot.querySelector('#list-title');
  }
}
