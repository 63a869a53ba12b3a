import { html, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { Caller } from '../../core/calls.js';
import type { CaaReport, RekeyRequest } from '../../core/domain.js';
import { errorInfo, RekeyError, toRekeyError } from '../../core/errors.js';
import type { RekeyErrorInfo } from '../../core/errors.js';
import { RekeyElement } from '../../lit/base.js';
import { learn } from '../../lit/localize.js';
import { caa } from '../../locales/en-caa.js';
import { shared } from '../../locales/en-shared.js';
import { addIcons, base, button, buttons, code, errorNote, moreIcons, note, notes, sandboxBanner, tables, tokens } from '../../ui/index.js';
import { itemsOf, rowsOf, tallyOf } from './rows.js';
import type { Row } from './rows.js';
import { styles } from './styles.js';
import { rowsTemplate, when } from './templates.js';

/** The longest delay that a timer takes. */
const MAX_DELAY = 2 ** 31 - 1;

/**
 * Shows for each name of a request whether CAA (RFC 8659) lets the CA issue for it, asks the RA to look, and explains each
 * answer on demand. Nothing is *Verified* before the RA has said so.
 *
 * @customElement caa-verifier
 * @fires {CustomEvent<{ report: CaaReport }>} caa-verified - The RA looked, and every name may be issued for.
 * @fires {CustomEvent<{ report: CaaReport }>} caa-failed - The RA looked, and a name is forbidden or could not be told.
 * @fires {CustomEvent<{ code: string, correlationId: string }>} rekey-error - The RA could not be asked; `retry()` goes on.
 * @csspart sandbox - The banner that says that the RA is none.
 * @csspart list - The list of names.
 * @csspart row - One name.
 * @csspart explanation - Why a name stands as it does.
 * @csspart verify - *Verify*.
 * @csspart error - What went wrong.
 * @csspart retry - *Try again*.
 * @csspart note - How long the results last.
 * @cssprop --rekey-color-ok - *Verified*.
 * @cssprop --rekey-color-bad - *Forbidden*.
 * @cssprop --rekey-color-warn - *Could not tell*.
 * @cssprop --rekey-color-border - Lines between names.
 * @cssprop --rekey-radius-m - Corners of the list.
 */
export class CaaVerifier extends RekeyElement {
  static override styles = [tokens, base, buttons, notes, code, tables, styles];

  /** Names to show, separated by commas or white space. With a request, its own names count. */
  @property() domains = '';

  /** The request whose names the RA is asked about. */
  @property({ attribute: 'request-id' }) requestId = '';

  /** The CA's issuer domain, for a check in the page. The RA knows its own. */
  @property() issuer = '';

  /** The account at the CA (RFC 8657), for a check in the page. */
  @property({ attribute: 'account-uri' }) accountUri = '';

  /** Who looks: the RA (`adapter`), or this page by resolvers that the host opted in to (`doh`). */
  @property() mode: 'adapter' | 'doh' = 'adapter';

  /** The id of the flow that this is part of, for support. */
  @property({ attribute: false }) correlationId: string | undefined;

  /** Set by an element around it that shows the sandbox banner already. */
  @property({ attribute: false }) embedded = false;

  @state() private sandbox = false;
  @state() private request: RekeyRequest | undefined;
  @state() private answer: CaaReport | undefined;
  @state() private loading = false;
  @state() private verifying = false;
  @state() private problem: { readonly info: RekeyErrorInfo; readonly retry: () => void } | undefined;
  @state() private opened: ReadonlySet<string> = new Set();

  #caller: Caller | undefined;
  #reading: AbortController | undefined;
  #asking: AbortController | undefined;
  #asked: Promise<CaaReport | undefined> | undefined;
  #expiry: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    learn({ ...shared, caa });
    addIcons(moreIcons);
  }

  /** The latest report: of the request, or of `verify()`. */
  get report(): CaaReport | undefined {
    return this.answer ?? this.request?.caa;
  }

  /**
   * Asks the RA to look at every name now. Resolves to its report, or to `undefined` when there was none: what went wrong is shown
   * in place, with a way to try again. Called while it is at work, it gives the same promise.
   */
  verify(): Promise<CaaReport | undefined> {
    this.#asked ??= this.#verify().finally(() => (this.#asked = undefined));
    return this.#asked;
  }

  /** Does what *Try again* does: repeats the call that failed, a change with the same key. Without a failure it does nothing. */
  retry(): void {
    if (this.problem?.info.retryable) this.problem.retry();
  }

  protected override adapterChanged(): void {
    this.#reset();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const told = this.ra;
    super.willUpdate(changed);
    if (changed.has('requestId') && changed.get('requestId') !== undefined && told && this.isConnected) this.#reset();
  }

  protected override ended(): void {
    this.#reading?.abort();
    this.#asking?.abort();
    clearTimeout(this.#expiry);
  }

  protected override render(): TemplateResult {
    const { t } = this;
    const now = this.now();
    const rows = rowsOf(this.request?.domains ?? itemsOf(this.domains), this.report, this.verifying, now);
    return html`<div class="stack" lang=${this.locale}>
      ${this.sandbox && !this.embedded ? sandboxBanner(t) : nothing}
      ${this.#head(rows)}
      ${this.problem ? errorNote({ info: this.problem.info, t, fmt: this.fmt, announce: (text) => this.announce(text), onRetry: this.problem.info.retryable ? this.problem.retry : undefined }) : nothing}
      ${this.loading ? this.#skeleton() : rows.length === 0 ? this.problem ? nothing : html`<p class="muted">${t.caa.none}</p>` : rowsTemplate({
        rows, by: this.report?.by ?? 'ra', open: this.opened, now, t, fmt: this.fmt, toggle: (name) => this.#toggle(name),
      })}
      ${this.#lasting(rows, now)}
    </div>`;
  }

  #head(rows: readonly Row[]): TemplateResult {
    const { t } = this;
    const tally = tallyOf(rows);
    const [strong, rest] = t.caa.tally(tally.verified, tally.applicable, tally.forbidden, tally.unclear);
    const why = this.#obstacle;
    return html`<div class="row between">
      <p><b class="nums">${this.loading ? t.common.loading : strong}</b> <span class="muted nums">${this.loading ? '' : rest}</span></p>
      <div class="row">${this.verifying ? button({ label: t.common.cancel, kind: 'quiet', onClick: () => this.#cancel() }) : nothing}${button({
        label: t.caa.verify, kind: 'primary', part: 'verify', busy: this.verifying && t.caa.verifying, disabled: why !== undefined,
        ...(why !== undefined && { describedBy: 'why' }), onClick: () => void this.verify(),
      })}</div>
      ${why === undefined ? nothing : html`<p class="why" id="why">${why}</p>`}
    </div>`;
  }

  #skeleton(): TemplateResult {
    return html`<ul class="caa" role="list" aria-busy="true" aria-label=${this.t.caa.caption}>${[1, 2, 3].map(() => html`<li><div class="entry"><span class="skeleton"></span><span class="skeleton"></span></div></li>`)}</ul>`;
  }

  #lasting(rows: readonly Row[], now: number): TemplateResult | typeof nothing {
    const until = this.report?.validUntil;
    const stands = rows.some(({ report }) => report) && !rows.some(({ report }) => report?.verdict === 'forbidden');
    if (until === undefined || this.loading || this.verifying || !stands) return nothing;
    const { t } = this;
    return Date.parse(until) <= now ? note({ tone: 'warn', icon: 'clock', text: t.caa.outdated }) : note({ icon: 'clock', text: t.caa.lasts(when(until, now, this.fmt)) });
  }

  /** Why *Verify* cannot be pressed, in words; undefined when it can. */
  get #obstacle(): string | undefined {
    const { t } = this;
    if (this.mode === 'doh') return t.caa.needsResolvers;
    if (!this.ra) return t.common.noAdapter;
    if (!this.ra.verifyCaa) return t.caa.cannot;
    if (!this.requestId) return t.caa.noRequest;
    const action = this.request?.allowedActions.find((one) => one.action === 'verify-caa');
    return action?.allowed === false ? t.caa.notNow : undefined;
  }

  // ---------------------------------------------------------------------------------------------- calls

  #reset(): void {
    this.#reading?.abort();
    this.#asking?.abort();
    this.#caller = new Caller({ correlationId: this.correlationId });
    this.request = undefined;
    this.answer = undefined;
    this.problem = undefined;
    this.verifying = false;
    this.loading = false;
    this.opened = new Set();
    if (this.ra && this.requestId) void this.#load();
    void this.#askWhoItIs();
  }

  /** A sandbox is named as one; an RA that does not answer has nothing verified here either. */
  async #askWhoItIs(): Promise<void> {
    const { ra } = this;
    this.sandbox = false;
    if (!ra || this.embedded) return;
    const settings = await this.#caller?.read((o) => ra.getSettings(o), this.signal).catch(() => undefined);
    if (this.ra === ra) this.sandbox = settings?.sandbox === true;
  }

  async #load(): Promise<void> {
    const reading = (this.#reading = new AbortController());
    this.loading = true;
    this.problem = undefined;
    try {
      const request = await this.#read(reading.signal);
      if (reading.signal.aborted) return;
      this.request = request;
      this.#scheduleExpiry();
    } catch (thrown) {
      if (!reading.signal.aborted) this.#fail(thrown, () => void this.#load());
    } finally {
      if (this.#reading === reading) this.loading = false;
    }
  }

  async #read(signal: AbortSignal): Promise<RekeyRequest> {
    const { ra, requestId } = this;
    if (!ra) throw new RekeyError('unsupported');
    this.#caller ??= new Caller({ correlationId: this.correlationId });
    return this.#caller.read((o) => ra.getRequest(requestId, o), signal);
  }

  async #verify(): Promise<CaaReport | undefined> {
    const { ra, requestId } = this;
    if (this.#obstacle !== undefined || !ra) return undefined;
    const asking = (this.#asking = new AbortController());
    const { signal } = asking;
    this.verifying = true;
    this.problem = undefined;
    this.announce(this.t.caa.verifying);
    try {
      // The version to send is the present one: looking again depends on nothing that this page has read.
      const request = await this.#read(signal);
      this.request = request;
      const report = await this.#caller?.change(
        `caa:${requestId}`, undefined, (o) => ra.verifyCaa?.(requestId, o) ?? Promise.reject(new RekeyError('unsupported')), { signal, ifMatch: request.etag },
      );
      if (signal.aborted || !report) return undefined;
      this.answer = report;
      this.verifying = false;
      this.#scheduleExpiry();
      await this.#tell(report);
      return report;
    } catch (thrown) {
      if (!signal.aborted) this.#fail(thrown, () => void this.verify());
      return undefined;
    } finally {
      if (this.#asking === asking) this.verifying = false;
    }
  }

  async #tell(report: CaaReport): Promise<void> {
    await this.updateComplete;
    const tally = tallyOf(rowsOf(this.request?.domains ?? [], report, false, this.now()));
    this.announce(this.t.caa.announceDone(...this.t.caa.tally(tally.verified, tally.applicable, tally.forbidden, tally.unclear)));
    this.emit(tally.verified === tally.applicable ? 'caa-verified' : 'caa-failed', { report });
  }

  #cancel(): void {
    this.#asking?.abort();
    this.verifying = false;
    this.announce(this.t.caa.stopped);
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('[part="verify"]')?.focus());
  }

  #fail(thrown: unknown, retry: () => void): void {
    const correlationId = this.#caller?.correlationId;
    const info = errorInfo(toRekeyError(thrown, correlationId));
    this.problem = { info, retry };
    this.emit('rekey-error', { code: info.code, correlationId: info.correlationId ?? correlationId });
    this.announce(this.t.errors.describe(info).title);
  }

  #toggle(name: string): void {
    const opened = new Set(this.opened);
    if (!opened.delete(name)) opened.add(name);
    this.opened = opened;
  }

  /** A verdict that runs out while it is on the screen stops being one. */
  #scheduleExpiry(): void {
    clearTimeout(this.#expiry);
    const until = this.report?.validUntil;
    const left = until === undefined ? 0 : Date.parse(until) - this.now();
    if (left > 0) this.#expiry = setTimeout(() => this.requestUpdate(), Math.min(left + 50, MAX_DELAY));
  }
}
