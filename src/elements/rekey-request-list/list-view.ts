import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import type { PersonRef, RekeyRequest, RequestSort } from '../../core/domain.js';
import type { Format } from '../../lit/format.js';
import type { Messages } from '../../locales/en.js';
import { button } from '../../ui/button.js';
import { progress } from '../../ui/content.js';
import { errorNote } from '../../ui/error-note.js';
import { shortSerial } from '../../ui/hex.js';
import { icon } from '../../ui/icons.js';
import { requestChip } from '../../ui/request-status.js';
import { note } from '../../ui/status.js';
import type { ExportState } from './csv.js';
import type { ListState } from './list-controller.js';
import { isUndecided } from './meanwhile.js';
import type { Step } from './meanwhile.js';
import { notHad, nothingHere, staleBar } from './pictures.js';
import { toolbar } from './toolbar-view.js';
import type { FilterPatch, Panel } from './toolbar-view.js';
import { isNarrowed, PAGE_SIZES } from './view.js';
import type { RequestColumn } from './view.js';

export interface ListScene {
  readonly state: ListState;
  readonly t: Messages;
  readonly fmt: Format;
  readonly own: boolean;
  /** What can be decided on many; nothing for who only looks. */
  readonly steps: readonly Step[];
  readonly me: string | undefined;
  /** The request whose detail is open. */
  readonly openId: string | undefined;
  /** A decision on many is open. */
  readonly deciding: boolean;
  /** What stands in the search field, which may not have been asked for yet. */
  readonly searchText: string;
  readonly panel: Panel | undefined;
  readonly exporting: ExportState | undefined;
  /** How many selected requests have left the list, until the next selection. */
  readonly vanished: number;
  readonly announce: (text: string) => void;
  readonly act: {
    readonly view: (request: RekeyRequest) => void;
    readonly search: (text: string, now: boolean) => void;
    readonly filter: (patch: FilterPatch) => void;
    readonly columns: (columns: readonly RequestColumn[]) => void;
    readonly panel: (panel: Panel | undefined) => void;
    readonly clearSearch: () => void;
    readonly clearFilters: () => void;
    readonly sort: (by: RequestSort) => void;
    readonly page: (to: 'next' | 'previous') => void;
    readonly pageSize: (size: number) => void;
    readonly showFresh: () => void;
    readonly showOwn: () => void;
    readonly reload: () => void;
    readonly csv: () => void;
    readonly cancelCsv: () => void;
    readonly retryCsv: () => void;
    readonly select: (request: RekeyRequest, on: boolean, range: boolean) => void;
    readonly selectPage: (on: boolean) => void;
    readonly clearSelection: () => void;
    readonly decide: (step: Step) => void;
  };
}

/** At most so many rows stand for those that are on their way. */
const SKELETON_ROWS = 8;

/** The citizen ID with its label, where the RA shows it. */
export function citizenIdOf(person: PersonRef, isShown: boolean | undefined, t: Messages): string {
  return isShown === true && person.citizenId !== undefined ? t.list.citizenId(person.citizenId) : '';
}

/** `1 to 25 of 37`. */
export function rangeOf({ rows, before, total }: ListState, t: Messages): string {
  const { count, exact } = total ?? { count: before + rows.length, exact: true };
  return t.list.range(before + 1, before + rows.length, count, exact);
}

export function listTemplate(scene: ListScene): TemplateResult {
  const { state, t, fmt, announce, act } = scene;
  const old = state.readAt === undefined ? '' : t.list.notRead(fmt.time(state.readAt));
  return html`${head(scene)}${mayShowTools(state) ? toolbar(scene) : nothing}${savingBar(scene)}${staleBar(scene)}${
    state.phase === 'ready' && state.problem ? html`<div class="inset">${errorNote({ info: state.problem, t, fmt, announce, onRetry: act.reload })}<p class="small muted">${old}</p></div>` : nothing}${
    scene.vanished > 0 ? html`<div class="inset" part="vanished">${note({ text: t.list.selection.vanished(scene.vanished) })}</div>` : nothing}${bulkBar(scene)}${body(scene)}`;
}

/** Without a list there is nothing to search in. */
function mayShowTools({ phase, problem, rows, view, busy }: ListState): boolean {
  if (phase === 'failed') return problem?.code !== 'forbidden' && problem?.code !== 'unsupported';
  return phase === 'loading' || busy || rows.length > 0 || isNarrowed(view);
}

function head({ state, t, own, act }: ListScene): TemplateResult {
  const { fresh, total } = state;
  return html`<div class="listhead" part="header">
    <h2 id="list-title" tabindex="-1">${own ? t.list.heading.own : t.list.heading.all}</h2>
    ${state.phase === 'ready' && total && total.count > 0 ? html`<p class="muted small nums">${t.list.total(total.count, total.exact)}</p>` : nothing}
    ${fresh.size > 0 ? html`<button class="pill" type="button" part="new" @click=${act.showFresh}>${icon('up')}${t.list.fresh(fresh.size)} <span class="vh">${t.list.showFresh}</span></button>` : nothing}
  </div>`;
}

function body(scene: ListScene): TemplateResult {
  const { state } = scene;
  if (state.phase === 'failed' && state.problem) return notHad(scene, state.problem);
  // Nothing is said to be empty while it is asked for.
  if (state.phase !== 'ready' || (state.rows.length === 0 && state.busy)) return table(scene, skeleton(scene));
  if (state.rows.length === 0) return nothingHere(scene);
  return html`${table(scene, rows(scene))}${foot(scene)}`;
}

/** How far the file is, while the list is read for it. */
function savingBar({ exporting, t, fmt, announce, act }: ListScene): TemplateResult | typeof nothing {
  if (exporting === undefined || exporting.phase === 'done') return nothing;
  const words = t.list.export;
  if (exporting.problem) return html`<div class="inset" part="export">${errorNote({ info: exporting.problem, t, fmt, announce, onRetry: act.retryCsv })}</div>`;
  const { rows: read, total } = exporting;
  const of = total === undefined ? undefined : t.list.total(total.count, total.exact);
  return html`<div class="inset" part="export">${progress({
    name: words.title, ...(total !== undefined && { value: Math.min(read, total.count), max: Math.max(1, total.count) }), aside: words.progress(fmt.number(read), of),
    cancel: button({ id: 'cancel-csv', label: t.common.cancel, kind: 'quiet', size: 'small', onClick: act.cancelCsv }),
  })}</div>`;
}

// ---------------------------------------------------------------------------------------------------- selection

function bulkBar({ state, steps, deciding, t, act }: ListScene): TemplateResult | typeof nothing {
  const n = state.selected.size;
  if (n === 0 || steps.length === 0 || deciding) return nothing;
  const words = t.list.selection;
  const elsewhere = n - state.rows.filter(({ id }) => state.selected.has(id)).length;
  const labels = { claim: words.claim, approve: t.list.decision.approve, decline: t.list.decision.decline };
  return html`<div class="bulk" part="bulk" role="group" aria-labelledby="selected">
    <p id="selected" tabindex="-1"><b class="nums">${words.count(n)}</b>${elsewhere > 0 ? html`<span class="small muted nums">${words.elsewhere(elsewhere)}</span>` : nothing}</p>
    <div class="push">${button({ id: 'clear-selection', label: words.clear, kind: 'quiet', size: 'small', onClick: act.clearSelection })}</div><div class="row">${(['claim', 'decline', 'approve'] as const).filter((step) => steps.includes(step)).map(
      (step) => button({ id: `bulk-${step}`, label: labels[step], size: 'small', ...(step === 'approve' && { kind: 'primary' }), part: `bulk-${step}`, onClick: () => act.decide(step) }))}</div>
  </div>`;
}

function pickAll({ state, t, act }: ListScene): TemplateResult | typeof nothing {
  const open = state.rows.filter(isUndecided);
  const n = open.filter(({ id }) => state.selected.has(id)).length;
  if (open.length === 0) return html`<span class="vh">${t.list.selectColumn}</span>`;
  return html`<input type="checkbox" id="select-page" aria-label=${t.list.selectPage} .checked=${live(n === open.length)} .indeterminate=${live(n > 0 && n < open.length)}
    @change=${(event: Event): void => act.selectPage((event.target as HTMLInputElement).checked)}>`;
}

function pickOne({ state, t, act }: ListScene, request: RekeyRequest): TemplateResult | typeof nothing {
  const isOn = state.selected.has(request.id);
  if (!isOn && !isUndecided(request)) return nothing;
  return html`<input type="checkbox" part="select" aria-label=${t.list.select(request.number)} .checked=${live(isOn)}
    @click=${(event: MouseEvent): void => act.select(request, (event.target as HTMLInputElement).checked, event.shiftKey)}>`;
}

// ---------------------------------------------------------------------------------------------------- the table

function table(scene: ListScene, content: unknown): TemplateResult {
  const { state, t, own } = scene;
  const { columns, sort: { by, descending } } = state.view;
  const heading = own ? t.list.heading.own : t.list.heading.all;
  // The roles stand for what a narrow column's layout would take from the elements.
  return html`<div class="tablewrap"><table class="table${scene.steps.length > 0 ? ' pickable' : ''}${columns.includes('certificate') ? '' : ' nameless'}" part="table" role="table" aria-busy=${state.busy || state.phase === 'loading' ? 'true' : nothing}>
    <caption class="vh">${t.list.caption(heading, t.list.columns[by], descending)}</caption>
    <thead role="rowgroup"><tr role="row">${scene.steps.length > 0 ? html`<th role="columnheader" scope="col" class="ck">${pickAll(scene)}</th>` : nothing}${
      columns.map((column) => headCell(scene, column))}<th role="columnheader" scope="col" class="act"><span class="vh">${t.list.columns.actions}</span></th></tr></thead>
    <tbody role="rowgroup">${content}</tbody>
  </table></div>`;
}

function headCell({ state, t, act }: ListScene, column: RequestColumn): TemplateResult {
  const { by, descending } = state.view.sort;
  const isSorted = by === column;
  return html`<th role="columnheader" scope="col" class="c-${column}" aria-sort=${isSorted ? (descending ? 'descending' : 'ascending') : nothing}
    ><button class="sort" type="button" data-sort=${column} @click=${(): void => act.sort(column)}>${t.list.columns[column]}${isSorted ? icon(descending ? 'down' : 'up') : nothing}</button></th>`;
}

function rows(scene: ListScene): unknown {
  return repeat(scene.state.rows, ({ id }) => id, (request, at) => row(scene, request, at));
}

function row(scene: ListScene, request: RekeyRequest, at: number): TemplateResult {
  const { t, openId, state, steps, act } = scene;
  const { id } = request;
  const opened = id === openId;
  return html`<tr role="row" part="row" data-id=${id} class="${opened ? 'open ' : ''}${state.selected.has(id) ? 'picked' : ''}" aria-current=${opened ? 'true' : nothing}>
    ${steps.length > 0 ? html`<td role="cell" class="ck">${pickOne(scene, request)}</td>` : nothing}${state.view.columns.map((column) => cells[column](scene, request, at))}
    <td role="cell" class="act">${button({ label: t.list.view, kind: 'quiet', size: 'small', part: 'view', describedBy: `number-${at}`, onClick: () => act.view(request) })}</td>
  </tr>`;
}

const cells: Readonly<Record<RequestColumn, (scene: ListScene, request: RekeyRequest, at: number) => TemplateResult>> = {
  number: (_scene, { number, certificate }, at) => html`<th role="rowheader" scope="row" class="c-number"><div class="two"><span class="nums nowrap" id="number-${at}">${number}</span><span class="alt">${certificate.name}</span></div></th>`,
  requestedBy: ({ state, t }, { requestedBy }) => {
    const citizenId = citizenIdOf(requestedBy, state.settings?.showCitizenId, t);
    return html`<td role="cell" class="c-requestedBy"><div class="two"><span>${requestedBy.name}</span>${citizenId ? html`<span class="nums nowrap" part="citizen-id">${citizenId}</span>` : nothing}</div></td>`;
  },
  certificate: (_scene, { certificate }) => html`<td role="cell" class="c-certificate"><div class="two"><span class="strong name">${certificate.name}</span><code>${shortSerial(certificate.serialNumber)}</code></div></td>`,
  createdAt: ({ fmt }, { createdAt }) => html`<td role="cell" class="c-createdAt nums"><time datetime=${createdAt}>${fmt.dateTime(createdAt)}</time></td>`,
  reason: ({ t }, { reason }) => html`<td role="cell" class="c-reason">${t.list.reasons[reason]}</td>`,
  status: ({ t, me }, { status, claimedBy }) => html`<td role="cell" class="c-status">${requestChip(status, t)}${
    status === 'in-review' && claimedBy ? html` <span class="who" part="claimed-by">${claimedBy.id === me ? t.list.claimedByYou : t.list.claimedBy(claimedBy.name)}</span>` : nothing}</td>`,
};

function skeleton({ state: { view }, steps, t }: ListScene): TemplateResult[] {
  return Array.from({ length: Math.min(view.pageSize, SKELETON_ROWS) }, (_, at) => html`<tr role="row" class="wait">${steps.length > 0 ? html`<td role="cell" class="ck"></td>` : nothing}${view.columns.map(
    (column) => html`<td role="cell" class="c-${column}"><span class="skeleton"></span>${at === 0 && column === 'number' ? html`<span class="vh">${t.list.loading}</span>` : nothing}</td>`,
  )}<td role="cell" class="act"></td></tr>`);
}

function foot(scene: ListScene): TemplateResult {
  const { state, t, fmt, act } = scene;
  const { hasNext, hasPrevious, busy, followed, readAt, view: { pageSize } } = state;
  const sizes = [...new Set([...PAGE_SIZES, pageSize])].sort((a, b) => a - b);
  return html`<div class="listfoot" part="footer">
    <p class="nums" id="range">${rangeOf(state, t)}${busy ? html` <span class="muted">${t.common.loading}</span>` : nothing}</p>
    ${followed || readAt === undefined ? nothing : html`<p class="nums">${t.list.readAt(fmt.time(readAt))} <button class="link" type="button" id="reload" @click=${act.reload}>${t.list.refresh}</button></p>`}
    <div class="row"><label for="page-size">${t.list.pageSize}</label><select class="input size" id="page-size" @change=${(event: Event): void => act.pageSize(Number((event.target as HTMLSelectElement).value))}>${
      sizes.map((size) => html`<option value=${size} ?selected=${size === pageSize}>${fmt.number(size)}</option>`)}</select>
    ${hasNext || hasPrevious ? html`
      ${button({ id: 'previous', label: t.list.previous, size: 'small', part: 'previous', disabled: !hasPrevious, ...(!hasPrevious && { describedBy: 'no-previous' }), onClick: () => act.page('previous') })}
      ${button({ id: 'next', label: t.list.next, size: 'small', part: 'next', disabled: !hasNext, ...(!hasNext && { describedBy: 'no-next' }), onClick: () => act.page('next') })}
      <span class="vh" id=${hasNext ? 'no-previous' : 'no-next'}>${hasNext ? t.list.firstPage : t.list.lastPage}</span>` : nothing}</div>
  </div>`;
}
