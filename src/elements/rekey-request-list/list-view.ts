import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { PersonRef, RekeyRequest, RequestStatus } from '../../core/domain.js';
import type { RekeyErrorInfo } from '../../core/errors.js';
import type { Format } from '../../lit/format.js';
import type { Messages } from '../../locales/en.js';
import { button } from '../../ui/button.js';
import { copyButton } from '../../ui/copy.js';
import { shortSerial } from '../../ui/hex.js';
import { icon } from '../../ui/icons.js';
import type { IconName } from '../../ui/icons.js';
import { errorNote } from '../../ui/error-note.js';
import { requestChip } from '../../ui/request-status.js';
import type { ListState, SortKey } from './list-controller.js';

export interface ListScene {
  readonly state: ListState;
  readonly t: Messages;
  readonly fmt: Format;
  readonly own: boolean;
  readonly statuses: readonly RequestStatus[];
  readonly pageSize: number;
  /** The request whose detail is open. */
  readonly openId: string | undefined;
  readonly announce: (text: string) => void;
  readonly view: (request: RekeyRequest) => void;
  readonly sort: (by: SortKey) => void;
  readonly page: (to: 'next' | 'previous') => void;
  readonly showFresh: () => void;
  readonly reload: () => void;
}

const COLUMNS = ['number', 'requestedBy', 'certificate', 'createdAt', 'reason', 'status'] as const;
type Column = (typeof COLUMNS)[number];
const SORTABLE: ReadonlySet<Column> = new Set<Column>(['number', 'requestedBy', 'createdAt', 'status'] satisfies SortKey[]);
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
  const { state, t } = scene;
  return html`${head(scene)}${state.phase === 'ready' && state.problem ? html`<div class="inset">${errorNote({
    info: state.problem, t, fmt: scene.fmt, announce: scene.announce, onRetry: scene.reload,
  })}</div>` : nothing}${body(scene)}`;
}

function head({ state, t, own, showFresh }: ListScene): TemplateResult {
  const { fresh, total } = state;
  return html`<div class="listhead" part="header">
    <h2 id="list-title" tabindex="-1">${own ? t.list.heading.own : t.list.heading.all}</h2>
    ${total && total.count > 0 ? html`<p class="small muted nums">${t.list.total(total.count, total.exact)}</p>` : nothing}
    ${fresh.size > 0 ? html`<button class="pill" type="button" part="new" @click=${showFresh}>${icon('up')}<span>${t.list.fresh(fresh.size)}<span class="vh"> ${t.list.showFresh}</span></span></button>` : nothing}
  </div>`;
}

function body(scene: ListScene): TemplateResult {
  const { state, t, own, statuses } = scene;
  if (state.phase === 'failed' && state.problem) return failure(scene, state.problem);
  if (state.phase === 'loading') return table(scene, skeleton(scene));
  if (state.rows.length === 0 && state.before === 0) {
    return statuses.length > 0
      ? blank('search', t.list.nothing.title, t.list.nothing.text(scene.fmt.list(statuses.map((status) => t.requestStatus[status]))))
      : blank('inbox', t.list.empty.title, own ? t.list.empty.own : t.list.empty.all);
  }
  return html`${table(scene, rows(scene))}${foot(scene)}`;
}

// ---------------------------------------------------------------------------------------------------- the table

function table(scene: ListScene, content: unknown): TemplateResult {
  const { state, t, own } = scene;
  const { by, descending } = state.sort;
  const heading = own ? t.list.heading.own : t.list.heading.all;
  // The roles stand for what a narrow column's layout would take from the elements.
  return html`<div class="tablewrap"><table class="table" part="table" role="table" aria-busy=${state.busy || state.phase === 'loading' ? 'true' : nothing}>
    <caption class="vh">${t.list.caption(heading, t.list.columns[by], descending === true)}</caption>
    <thead role="rowgroup"><tr role="row">${COLUMNS.map((column) => headCell(scene, column))}<th role="columnheader" scope="col" class="act"><span class="vh">${t.list.columns.actions}</span></th></tr></thead>
    <tbody role="rowgroup">${content}</tbody>
  </table></div>`;
}

function headCell({ state, t, sort }: ListScene, column: Column): TemplateResult {
  const label = t.list.columns[column];
  if (!SORTABLE.has(column)) return html`<th role="columnheader" scope="col" class="c-${column} plain">${label}</th>`;
  const { by, descending } = state.sort;
  const isSorted = by === column;
  return html`<th role="columnheader" scope="col" class="c-${column}" aria-sort=${isSorted ? (descending ? 'descending' : 'ascending') : nothing}
    ><button class="sort" type="button" data-sort=${column} @click=${(): void => sort(column as SortKey)}>${label}${isSorted ? icon(descending ? 'down' : 'up') : nothing}</button></th>`;
}

function rows(scene: ListScene): unknown {
  return repeat(scene.state.rows, ({ id }) => id, (request, at) => row(scene, request, at));
}

function row({ t, fmt, openId, state, view }: ListScene, request: RekeyRequest, at: number): TemplateResult {
  const { id, number, requestedBy, certificate, createdAt, reason, status } = request;
  const isOpen = id === openId;
  const citizenId = citizenIdOf(requestedBy, state.settings?.showCitizenId, t);
  return html`<tr role="row" part="row" data-id=${id} class=${isOpen ? 'open' : ''} aria-current=${isOpen ? 'true' : nothing}>
    <th role="rowheader" scope="row" class="c-number"><div class="two"><span class="nums nowrap" id="number-${at}">${number}</span><span class="alt">${certificate.name}</span></div></th>
    <td role="cell" class="c-requestedBy"><div class="two"><span>${requestedBy.name}</span>${citizenId ? html`<span class="nums nowrap" part="citizen-id">${citizenId}</span>` : nothing}</div></td>
    <td role="cell" class="c-certificate"><div class="two"><span class="strong name">${certificate.name}</span><code>${shortSerial(certificate.serialNumber)}</code></div></td>
    <td role="cell" class="c-createdAt nums"><time datetime=${createdAt}>${fmt.dateTime(createdAt)}</time></td>
    <td role="cell" class="c-reason">${t.list.reasons[reason]}</td>
    <td role="cell" class="c-status">${requestChip(status, t)}</td>
    <td role="cell" class="act">${button({ label: t.list.view, kind: 'quiet', size: 'small', part: 'view', describedBy: `number-${at}`, onClick: () => view(request) })}</td>
  </tr>`;
}

function skeleton({ pageSize, t }: ListScene): TemplateResult[] {
  return Array.from({ length: Math.min(pageSize, SKELETON_ROWS) }, (_, at) => html`<tr role="row" class="wait">${COLUMNS.map(
    (column) => html`<td role="cell" class="c-${column}"><span class="skeleton"></span>${at === 0 && column === 'number' ? html`<span class="vh">${t.list.loading}</span>` : nothing}</td>`,
  )}<td role="cell" class="act"></td></tr>`);
}

function foot(scene: ListScene): TemplateResult {
  const { state, t, page } = scene;
  const { hasNext, hasPrevious, busy } = state;
  return html`<div class="listfoot" part="footer">
    <p class="nums" id="range">${rangeOf(state, t)}${busy ? html` <span class="muted">${t.common.loading}</span>` : nothing}</p>
    ${hasNext || hasPrevious ? html`<div class="row">
      ${button({ id: 'previous', label: t.list.previous, size: 'small', part: 'previous', disabled: !hasPrevious, ...(!hasPrevious && { describedBy: 'no-previous' }), onClick: () => page('previous') })}
      ${button({ id: 'next', label: t.list.next, size: 'small', part: 'next', disabled: !hasNext, ...(!hasNext && { describedBy: 'no-next' }), onClick: () => page('next') })}
      <span class="vh" id=${hasNext ? 'no-previous' : 'no-next'}>${hasNext ? t.list.firstPage : t.list.lastPage}</span>
    </div>` : nothing}
  </div>`;
}

// ---------------------------------------------------------------------------------------------------- the other pictures

function blank(picture: IconName, title: string, text: string, more: unknown = nothing): TemplateResult {
  return html`<div class="blank" part="blank">${icon(picture)}<h3>${title}</h3><p>${text}</p>${more}</div>`;
}

function failure(scene: ListScene, problem: RekeyErrorInfo): TemplateResult {
  const { t, state, reload } = scene;
  if (problem.code === 'forbidden') {
    const role = state.settings?.user.roles[0];
    return blank('lock', t.list.notAllowed.title, t.list.notAllowed.text(role === undefined ? '' : t.list.notAllowed.roles[role]));
  }
  if (problem.code === 'unsupported') return blank('na', t.list.noList.title, t.list.noList.text);
  return failed(t.list.failed, problem, scene, reload);
}

/** What could not be loaded, with code, reference and *Try again*. */
export function failed(title: string, { code, correlationId, retryAfter, reason }: RekeyErrorInfo, { t, fmt, announce }: Pick<ListScene, 't' | 'fmt' | 'announce'>, retry: () => void): TemplateResult {
  const words = t.errors.describe({ code, ...(reason !== undefined && { reason }) });
  const wait = retryAfter ? ` ${t.common.retryAfter(fmt.duration(retryAfter * 1000))}` : '';
  return html`<div class="blank failed" part="error" data-code=${code}>${icon('cloud')}<h3>${title}</h3><p>${words.title}.${code === 'unavailable' ? '' : ` ${words.next}`}${wait}</p>
    <p class="small">${t.common.code} <code>${code}</code>${correlationId ? html`<br>${t.common.reference} <code>${correlationId}</code> ${copyButton({
      label: t.common.copy, more: t.common.reference, done: t.common.copied, failed: t.common.copyFailed, text: correlationId, announce,
    })}` : nothing}</p>
    <div class="row">${button({ label: t.common.tryAgain, size: 'small', part: 'retry', onClick: retry })}</div></div>`;
}
