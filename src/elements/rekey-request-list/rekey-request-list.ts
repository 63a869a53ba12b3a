import { html, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import { Caller } from '../../core/calls.js';
import { REQUEST_STATUSES } from '../../core/domain.js';
import type { RekeyRequest, RequestStatus, Role } from '../../core/domain.js';
import type { RekeyErrorInfo } from '../../core/errors.js';
import { RekeyElement } from '../../lit/base.js';
import { learn } from '../../lit/localize.js';
import { checkWords } from '../../locales/en-checks.js';
import { shared } from '../../locales/en-shared.js';
import { list } from '../../locales/en-list.js';
import { addIcons, base, buttons, code, fields, lists, moreIcons, notes, outcomes, sandboxBanner, tables, tokens } from '../../ui/index.js';
import { remarksFor } from './decision-view.js';
import { DetailController } from './detail-controller.js';
import type { Decision } from './detail-controller.js';
import { detailTemplate } from './detail-view.js';
import { ListController } from './list-controller.js';
import { listTemplate, rangeOf } from './list-view.js';
import { styles } from './styles.js';

const DEFAULT_PAGE_SIZE = 25;
const MAX_PAGE_SIZE = 100;

/**
 * The rekey requests of an RA: a listing that follows changes, one request in detail with what changes and what was checked,
 * and its approval or refusal. What the reader may do comes from the RA with each request.
 *
 * @customElement rekey-request-list
 * @fires {CustomEvent<{ requestId: string }>} rekey-request-open - *View* was pressed. Cancelable: prevented, the host shows the request in its own way.
 * @fires {CustomEvent<{ requestId: string, decision: 'approved' | 'declined' }>} rekey-request-decided - The RA has taken the decision.
 * @fires {CustomEvent<{ code: string, correlationId: string }>} rekey-error - A call to the RA failed.
 * @csspart frame - Everything.
 * @csspart sandbox - The banner that says that the RA is none.
 * @csspart list - The listing.
 * @csspart header - Its heading and counts.
 * @csspart new - The pill behind which new requests wait.
 * @csspart table - The table.
 * @csspart row - One request.
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
 * @csspart message - The requester's message.
 * @csspart checks - What was checked.
 * @csspart audit - The audit trail.
 * @csspart decision - The footer with the decision.
 * @csspart approve - *Approve*.
 * @csspart decline - *Decline*.
 * @csspart preview - What the requester will read.
 * @csspart cancel - *Cancel*, beside *Decline*.
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
  static override styles = [tokens, base, buttons, fields, notes, outcomes, lists, code, tables, styles];

  /**
   * Whom it is laid out for: `admin` sees all requests and decides, `operator` and `user` see their own. What is allowed comes
   * from the RA all the same.
   */
  @property({ attribute: 'role-mode' }) roleMode: Role = 'admin';

  /** The statuses that are shown, separated by commas; all of them unless given. */
  @property() status = '';

  /** Requests a page, 1 to 100. */
  @property({ type: Number, attribute: 'page-size' }) pageSize = DEFAULT_PAGE_SIZE;

  /** The request whose detail is open. Set it to open one, for example from a link; *View* and *Close* change it. */
  @property({ attribute: 'request-id' }) requestId: string | undefined;

  #list: ListController | undefined;
  #detail: DetailController | undefined;
  #caller = new Caller();
  #focus: string | undefined;
  #lost: 'list' | 'detail' | undefined;
  #active: Element | null = null;

  constructor() {
    super();
    learn({ ...shared, list, checks: checkWords });
    addIcons(moreIcons);
  }

  /** Reads the page that is shown again. */
  async reload(): Promise<void> {
    await Promise.all([this.#list?.load(), this.#detail?.load()]);
  }

  protected override adapterChanged(): void {
    this.#caller = new Caller();
    this.#openList();
    this.#openDetail();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const told = this.ra;
    const wasThere = this.#list;
    super.willUpdate(changed);
    if (this.isConnected && told !== undefined && wasThere === this.#list) {
      if (changed.has('roleMode') || changed.has('status') || changed.has('pageSize')) this.#openList();
      if (changed.has('requestId') && (this.requestId || undefined) !== this.#detail?.id) this.#openDetail();
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
    this.#list?.end();
    this.#detail?.end();
    this.#list = undefined;
    this.#detail = undefined;
  }

  protected override render(): TemplateResult {
    const { t, ra } = this;
    if (!ra || !this.#list) return html`<p class="muted" lang=${this.locale}>${t.common.noAdapter}</p>`;
    const settings = this.#list.state.settings;
    return html`<div class="frame" part="frame" lang=${this.locale}>
      ${settings?.sandbox ? sandboxBanner(t) : nothing}
      <div class="split${this.#detail ? ' open' : ''}">
        <section class="pane list" part="list" aria-labelledby="list-title">${this.#listing(this.#list)}</section>
        ${this.#detail ? html`<div class="pane one">${keyed(this.#detail, this.#request(this.#detail))}</div>` : nothing}
      </div>
    </div>`;
  }

  #listing(list: ListController): TemplateResult {
    const turn = (done: Promise<void>): void => void done.then(() => {
      if (list.state.phase === 'ready' && list.state.problem === undefined && list.state.rows.length > 0) this.announce(this.t.list.announcePage(rangeOf(list.state, this.t)));
    });
    return listTemplate({
      state: list.state, t: this.t, fmt: this.fmt, own: list.wish.own, statuses: list.wish.statuses, pageSize: list.wish.pageSize, openId: this.#detail?.id,
      announce: (text) => this.announce(text),
      view: (request) => this.#view(request),
      sort: (by) => turn(list.sortBy(by)),
      page: (to) => turn(to === 'next' ? list.nextPage() : list.previousPage()),
      showFresh: () => turn(list.showFresh()),
      reload: () => void list.load(),
    });
  }

  #request(detail: DetailController): TemplateResult {
    const { ra, t } = this;
    const settings = this.#list?.state.settings;
    return detailTemplate({
      state: detail.state, t, fmt: this.fmt, now: this.now(), showCitizenId: settings?.showCitizenId,
      context: {
        decides: this.roleMode === 'admin', canDecide: ra?.approve !== undefined && ra.decline !== undefined, hasHistory: ra?.getHistory !== undefined, me: settings?.user.id,
      },
      announce: (text) => this.announce(text),
      close: () => this.#close(),
      reload: () => void detail.load(),
      act: {
        review: (checked) => detail.setReviewed(checked),
        approve: () => void detail.decide('approve'),
        beginDecline: () => {
          const { request } = detail.state;
          if (!request) return;
          this.#focus = '#remarks';
          detail.beginDecline(remarksFor(request, detail.state, t));
        },
        remarks: (text) => detail.setRemarks(text),
        decline: () => {
          void detail.decide('decline');
          if (detail.state.remarksMissing) this.#focusLater('#remarks');
        },
        endDecline: () => {
          this.#focus = '#decline';
          detail.endDecline();
        },
        retry: () => void detail.retry(),
      },
    });
  }

  // ---------------------------------------------------------------------------------------------- list and detail

  #openList(): void {
    this.#list?.end();
    this.#list = undefined;
    if (!this.ra) return;
    const statuses = this.status.split(/[\s,]+/).filter((one): one is RequestStatus => (REQUEST_STATUSES as readonly string[]).includes(one));
    const size = Number.isFinite(this.pageSize) ? Math.trunc(this.pageSize) : DEFAULT_PAGE_SIZE;
    const list = new ListController(this.ra, this.#caller, {
      statuses, pageSize: Math.min(MAX_PAGE_SIZE, Math.max(1, size)), own: this.roleMode !== 'admin',
    });
    this.#list = list;
    list.addEventListener('change', () => this.requestUpdate());
    list.addEventListener('news', () => this.announce(this.t.list.announceFresh(list.state.fresh.size)));
    list.addEventListener('problem', this.#onProblem);
    void list.load();
  }

  #openDetail(known?: RekeyRequest): void {
    this.#detail?.end();
    this.#detail = undefined;
    const id = this.requestId;
    if (!this.ra || !id) return;
    const row = known ?? this.#list?.state.rows.find((one) => one.id === id);
    const detail = new DetailController(id, { ra: this.ra, caller: this.#caller, me: () => this.#list?.state.settings?.user.id, signal: this.signal }, row);
    this.#detail = detail;
    detail.addEventListener('change', () => {
      if (this.#detail === detail) this.requestUpdate();
    });
    detail.addEventListener('request', (event) => this.#list?.receive((event as CustomEvent<RekeyRequest>).detail));
    detail.addEventListener('decided', (event) => this.#onDecided(detail, (event as CustomEvent<Decision>).detail));
    detail.addEventListener('conflict', () => {
      const { meanwhile } = detail.state;
      if (meanwhile && this.#detail === detail) this.announce(this.t.list.decision.changed(meanwhile.action, meanwhile.by));
    });
    detail.addEventListener('problem', this.#onProblem);
    void detail.load();
  }

  #view(request: RekeyRequest): void {
    if (!this.emit('rekey-request-open', { requestId: request.id }, { cancelable: true })) return;
    this.#focus = '#detail-title';
    if (this.requestId === request.id && this.#detail) {
      this.requestUpdate();
      return;
    }
    this.requestId = request.id;
    this.#openDetail(request);
  }

  #close(): void {
    const id = this.requestId ?? '';
    this.requestId = undefined;
    this.#openDetail();
    this.#focus = `tr[data-id="${CSS.escape(id)}"] [part="view"]`;
    this.requestUpdate();
  }

  #onDecided(detail: DetailController, decision: Decision): void {
    const { request } = detail.state;
    const words = this.t.list.decision;
    if (this.#detail === detail) this.#focusLater('#detail-title');
    this.announce(`${words.done[decision](request?.number ?? '')}. ${words.told}`);
    this.emit('rekey-request-decided', { requestId: detail.id, decision: decision === 'approve' ? 'approved' : 'declined' });
  }

  readonly #onProblem = (event: Event): void => {
    const info = (event as CustomEvent<RekeyErrorInfo>).detail;
    if (info.code === 'aborted') return;
    if (info.code !== 'conflict') this.announce(this.t.errors.describe(info).title);
    this.emit('rekey-error', { code: info.code, correlationId: info.correlationId ?? this.#caller.correlationId });
  };

  #focusLater(selector: string): void {
    this.#focus = selector;
    this.requestUpdate();
  }

  #heading(of: 'list' | 'detail'): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>(of === 'detail' ? '#detail-title' : '#list-title') ?? this.renderRoot.querySelector('#list-title');
  }
}
