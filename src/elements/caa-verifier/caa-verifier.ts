import { html, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { Caller } from '../../core/calls.js';
import type { CaaReport, DomainItem, RekeyRequest } from '../../core/domain.js';
import { errorInfo, RekeyError, toRekeyError } from '../../core/errors.js';
import type { RekeyErrorInfo } from '../../core/errors.js';
import { RekeyElement } from '../../lit/base.js';
import { learn } from '../../lit/localize.js';
import { caa } from '../../locales/en-caa.js';
import { shared } from '../../locales/en-shared.js';
import { addIcons, base, buttons, code, errorNote, moreIcons, notes, picks, sandboxBanner, tables, tokens } from '../../ui/index.js';
import { toggles } from '../../ui/styles/toggle.js';
import { disclosure, files, head, lasting, skeleton, tallyWords } from './around.js';
import { checkFromPage } from './page-check.js';
import type { CaaResolver, PageFinding } from './page-check.js';
import type { FixForm } from './fix-view.js';
import { when } from './explain.js';
import { askAgain, itemsOf, nextMoment, rowsOf, tallyOf, toggled, wordsIn } from './rows.js';
import type { Row } from './rows.js';
import { styles } from './styles.js';
import { rowsTemplate } from './templates.js';
import type { FormatFix } from './texts.js';

/** The longest delay that a timer takes. */
const MAX_DELAY = 2 ** 31 - 1;

/**
 * Shows for each name whether CAA (RFC 8659) lets the CA issue for it, and explains each answer on demand: the record that decides,
 * how it was reached, who said so, for how long, and what to put into the DNS instead.
 *
 * With `mode="adapter"` the RA looks, at the names of a request; nothing is *Verified* before it has said so. With `mode="doh"` the
 * page looks by itself, through `resolvers`, without an RA: that is advisory and reads *Likely permitted* at best. An RA and
 * `resolvers` together show the page's own check beside the RA's answer, never in its place. Nobody is asked before *Verify* is
 * pressed.
 *
 * @customElement caa-verifier
 * @fires {CustomEvent<{ report: CaaReport }>} caa-verified - Every name may be issued for, says the RA or, with `mode="doh"`, what the page found (`report.by` tells).
 * @fires {CustomEvent<{ report: CaaReport }>} caa-failed - A name is forbidden or could not be told; with `mode="doh"` by what the page found.
 * @fires {CustomEvent<{ code: string, correlationId: string }>} rekey-error - Who was to look could not be asked; `retry()` goes on.
 * @csspart sandbox - The banner that says that the RA is none.
 * @csspart disclosure - Which resolvers are asked, and so learn the names.
 * @csspart list - The list of names.
 * @csspart row - One name.
 * @csspart explanation - Why a name stands as it does.
 * @csspart perspectives - What the RA said, by network perspective.
 * @csspart resolvers - What the page found, by resolver.
 * @csspart fix - What would permit a name.
 * @csspart code - Records to paste.
 * @csspart verify - *Verify*.
 * @csspart error - What went wrong.
 * @csspart retry - *Try again*.
 * @csspart note - How long the results last, or when asking again can have another result.
 * @cssprop --rekey-color-ok - *Verified*.
 * @cssprop --rekey-color-bad - *Forbidden*.
 * @cssprop --rekey-color-warn - *Could not tell*.
 * @cssprop --rekey-color-border - Lines between names.
 * @cssprop --rekey-radius-m - Corners of the list.
 */
export class CaaVerifier extends RekeyElement {
  static override styles = [tokens, base, buttons, notes, toggles, picks, code, tables, styles];

  /** Names to show, separated by commas or white space. With a request, its own names count. */
  @property() domains = '';

  /** The request whose names the RA is asked about. */
  @property({ attribute: 'request-id' }) requestId = '';

  /** Names that the CA adds by itself, as `domains`; of a request, its RA says which. */
  @property({ attribute: 'extra-names' }) extraNames = '';

  /** The issuer domain of the CA, or several, separated by commas or white space, for a check in the page. The RA knows its own. */
  @property() issuer = '';

  /** The account at the CA (RFC 8657 section 3), for a check in the page. */
  @property({ attribute: 'account-uri' }) accountUri = '';

  /** The way in which the CA has control of the domain proven (RFC 8657 section 4), for a check in the page: `dns-01`. */
  @property({ attribute: 'validation-method' }) validationMethod = '';

  /** Who looks: the RA (`adapter`), or this page by resolvers that the host opted in to (`doh`). */
  @property() mode: 'adapter' | 'doh' = 'adapter';

  /**
   * Who is asked by a check in the page: look-ups, `new DohResolver(...)` among them, or descriptions out of `CAA_RESOLVERS`, all of
   * `rekey-elements/caa.js`. Without any, the page asks nobody. Each learns the names and the person's network address; the element
   * says so, and asks when *Verify* is pressed.
   */
  @property({ attribute: false }) resolvers: readonly CaaResolver[] | undefined;

  /** With `mode="doh"`, a report of an earlier visit: it is shown until *Verify* is pressed. */
  @property({ attribute: false }) known: CaaReport | undefined;

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
  /** What this page found by itself. */
  @state() private own: PageFinding | undefined;
  @state() private ownFailed = false;
  @state() private whole: ReadonlySet<string> = new Set();
  @state() private form: FixForm = 'zone';
  @state() private format: FormatFix | undefined;

  #caller: Caller | undefined;
  #reading: AbortController | undefined;
  #asking: AbortController | undefined;
  #asked: Promise<CaaReport | undefined> | undefined;
  #expiry: ReturnType<typeof setTimeout> | undefined;
  #loadingFormat = false;

  constructor() {
    super();
    learn({ ...shared, caa });
    addIcons(moreIcons);
  }

  /** The latest report: with `mode="adapter"` the RA's, of the request or of `verify()`; with `mode="doh"` the page's. */
  get report(): CaaReport | undefined {
    return this.mode === 'doh' ? this.own?.report ?? (this.known?.by === 'page' ? this.known : undefined) : this.answer ?? this.request?.caa;
  }

  /** With `mode="adapter"` and `resolvers`: what the page found by itself, beside the RA. It is advisory and opens nothing. */
  get preCheck(): CaaReport | undefined {
    return this.mode === 'doh' ? undefined : this.own?.report;
  }

  /**
   * Looks at every name now. Resolves to the report of whoever looks (see `mode`), or to `undefined` when there was none: what went
   * wrong is shown in place, with a way to try again. Called while it is at work, it gives the same promise.
   */
  verify(): Promise<CaaReport | undefined> {
    const begin = (): Promise<CaaReport | undefined> => this.#waitFor(this.mode === 'doh' ? this.#askHere : this.#askRa);
    // What was set a moment ago is part of the question.
    this.#asked ??= (this.isUpdatePending && this.isConnected ? this.updateComplete.then(begin) : begin()).finally(() => (this.#asked = undefined));
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
    if (!this.isConnected) return;
    if (changed.has('requestId') && changed.get('requestId') !== undefined && told) this.#reset();
    else if (ASKED.some((name) => changed.has(name) && changed.get(name) !== undefined)) this.#forget();
  }

  protected override updated(): void {
    this.#schedule();
    if (this.format === undefined && !this.#loadingFormat && this.#rows.some((row) => row.report?.fix ?? row.own?.fix)) void this.#loadFormat();
  }

  protected override ended(): void {
    this.#reading?.abort();
    this.#asking?.abort();
    clearTimeout(this.#expiry);
  }

  protected override render(): TemplateResult {
    const { t } = this;
    const now = this.now();
    const rows = this.#rows;
    const here = this.mode === 'doh';
    const announce = (text: string): void => { this.announce(text); };
    const around = { rows, report: this.report, here, now, t, fmt: this.fmt };
    return html`<div class="stack" lang=${this.locale}>
      ${this.sandbox && !this.embedded ? sandboxBanner(t) : nothing}
      ${head({
        tally: tallyOf(rows), here, checked: here && this.report !== undefined, loading: this.loading, verifying: this.verifying, obstacle: this.#obstacle, t, verify: () => { this.#press(); }, cancel: () => { this.#cancel(); },
      })}
      ${this.problem ? errorNote({ info: this.problem.info, t, fmt: this.fmt, announce, onRetry: this.problem.info.retryable ? this.problem.retry : undefined }) : nothing}
      ${this.#looksHere ? disclosure(this.resolvers ?? [], !here, t) : nothing}
      ${this.loading ? skeleton(t) : rows.length === 0 ? this.problem || this.#obstacle === t.caa.page.noNames ? nothing : html`<p class="muted">${t.caa.none}</p>` : rowsTemplate({
        ...around, own: this.preCheck, asking: here ? t.caa.page.asking : t.caa.asking, open: this.opened,
        toggle: (name) => { this.opened = toggled(this.opened, name); }, whole: this.whole, toggleWhole: (id) => { this.whole = toggled(this.whole, id); },
        format: this.format, form: this.form, setForm: (form) => { this.form = form; }, issuers: (this.report ?? this.preCheck)?.issuers ?? [], announce,
      })}
      ${this.ownFailed ? html`<p class="small muted">${t.caa.page.failed}</p>` : nothing}
      ${this.loading || this.verifying ? nothing : html`${lasting(around)}${files(around, this.preCheck, this.format, announce)}`}
    </div>`;
  }

  get #items(): readonly DomainItem[] {
    return (this.#isOfRequest ? this.request?.domains : undefined) ?? (this.mode === 'doh' ? this.own?.items : undefined) ?? itemsOf(this.domains, this.extraNames);
  }

  get #isOfRequest(): boolean {
    return this.requestId !== '' && this.ra !== undefined;
  }

  get #rows(): Row[] {
    return rowsOf({ items: this.#items, report: this.report, own: this.preCheck, verifying: this.verifying, now: this.now() });
  }

  /** Whether *Verify* asks resolvers from this page. */
  get #looksHere(): boolean {
    return (this.resolvers?.length ?? 0) > 0 && wordsIn(this.issuer).length > 0;
  }

  /** Why *Verify* cannot be pressed, in words; undefined when it can. */
  get #obstacle(): string | undefined {
    const { t } = this;
    if (this.mode === 'doh') {
      return !this.resolvers?.length ? t.caa.needsResolvers : wordsIn(this.issuer).length === 0 ? t.caa.page.noIssuer
        : !this.#isOfRequest && this.#items.length === 0 ? t.caa.page.noNames : undefined;
    }
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
    this.own = undefined;
    this.ownFailed = false;
    this.problem = undefined;
    this.verifying = false;
    this.loading = false;
    this.opened = new Set();
    if (this.ra && this.requestId) void this.#load();
    void this.#askWhoItIs();
  }

  /** Another question was put: what was found is no answer to it. */
  #forget(): void {
    if (this.mode === 'doh') this.#asking?.abort();
    if (this.mode === 'doh') this.verifying = false;
    this.own = undefined;
    this.ownFailed = false;
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

  /** Allowed at any time; who asks before anything can have changed is told. */
  #press(): void {
    const { failed, from } = askAgain(this.#rows, this.report);
    const now = this.now();
    void this.verify();
    if (failed && from !== undefined && from > now && this.verifying) this.announce(this.t.caa.again.early(when(from, now, this.fmt)));
  }

  /** Waits for whoever looks; what goes wrong is shown. */
  async #waitFor(look: (signal: AbortSignal) => Promise<CaaReport | undefined>): Promise<CaaReport | undefined> {
    if (this.#obstacle !== undefined) return undefined;
    const asking = (this.#asking = new AbortController());
    const { signal } = asking;
    this.verifying = true;
    this.problem = undefined;
    this.announce(this.mode === 'doh' ? this.t.caa.page.verifying : this.t.caa.verifying);
    try {
      // A request's names are its present ones; and to look again depends on no version that this page has read.
      if (this.#isOfRequest) this.request = await this.#read(signal);
      const report = await look(signal);
      if (signal.aborted || !report) return undefined;
      this.verifying = false;
      await this.#tell(report);
      return report;
    } catch (thrown) {
      if (!signal.aborted) this.#fail(thrown, () => void this.verify());
      return undefined;
    } finally {
      if (this.#asking === asking) this.verifying = false;
    }
  }

  readonly #askRa = async (signal: AbortSignal): Promise<CaaReport | undefined> => {
    const { ra, requestId, request } = this;
    if (this.#looksHere) void this.#lookBeside(signal);
    const report = await this.#caller?.change(
      `caa:${requestId}`, undefined, (o) => ra?.verifyCaa?.(requestId, o) ?? Promise.reject(new RekeyError('unsupported')), { signal, ifMatch: request?.etag },
    );
    if (!signal.aborted && report) this.answer = report;
    return report;
  };

  /** `mode="doh"`: the page looks, and nobody else. */
  readonly #askHere = async (signal: AbortSignal): Promise<CaaReport | undefined> => {
    const own = await this.#look(signal);
    if (!signal.aborted) this.own = own;
    return own.report;
  };

  /** What this page finds beside the RA; it neither holds the RA's answer up nor takes its place. */
  async #lookBeside(signal: AbortSignal): Promise<void> {
    this.ownFailed = false;
    try {
      const own = await this.#look(signal);
      if (!signal.aborted) this.own = own;
    } catch {
      this.ownFailed = !signal.aborted;
    }
  }

  #look(signal: AbortSignal): Promise<PageFinding> {
    return checkFromPage({
      items: this.#isOfRequest ? this.#items : itemsOf(this.domains, this.extraNames), issuers: wordsIn(this.issuer), resolvers: this.resolvers ?? [],
      accountUri: this.accountUri || undefined, method: this.validationMethod || undefined, now: () => this.now(), signal,
    });
  }

  async #tell(report: CaaReport): Promise<void> {
    await this.updateComplete;
    const tally = tallyOf(this.#rows);
    this.announce(this.t.caa.announceDone(...tallyWords(tally, this.mode === 'doh', this.t)));
    const good = this.mode === 'doh' ? tally.likely : tally.verified;
    this.emit(good === tally.applicable ? 'caa-verified' : 'caa-failed', { report });
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

  async #loadFormat(): Promise<void> {
    this.#loadingFormat = true;
    try {
      this.format = (await import('../../caa/fix.js')).formatCaaFix;
    } catch (thrown) {
      this.#fail(new RekeyError('unavailable', { reason: 'code', cause: thrown }), () => {
        this.problem = undefined;
        void this.#loadFormat();
      });
    }
  }

  /** A verdict that runs out while it is on the screen stops being one. */
  #schedule(): void {
    clearTimeout(this.#expiry);
    const now = this.now();
    const next = nextMoment(this.#rows, this.report, now);
    if (next !== undefined && this.isConnected) this.#expiry = setTimeout(() => this.requestUpdate(), Math.min(next - now + 50, MAX_DELAY));
  }
}

/** What a check in the page is about. */
const ASKED = ['domains', 'extraNames', 'issuer', 'accountUri', 'validationMethod', 'resolvers', 'mode'] as const;
