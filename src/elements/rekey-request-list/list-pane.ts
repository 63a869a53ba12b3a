import type { RekeyRequest, Settings } from '../../core/domain.js';
import type { RekeyErrorInfo } from '../../core/errors.js';
import type { Format } from '../../lit/format.js';
import type { Messages } from '../../locales/en.js';
import { CsvExport, csvName, saveFile } from './csv.js';
import type { ExportPlan } from './csv.js';
import type { ListController } from './list-controller.js';
import { rangeOf } from './list-view.js';
import type { ListScene } from './list-view.js';
import { isUndecided } from './meanwhile.js';
import type { Step } from './meanwhile.js';
import { nothingText } from './pictures.js';
import type { FilterPatch, Panel } from './toolbar-view.js';
import type { RequestColumn, RequestListView, ViewFilter } from './view.js';

/** How long after the last letter a search is sent by itself, in milliseconds. */
const TYPING = 300;

/** What the listing needs of the element that it stands in. */
export interface PaneHost {
  readonly t: Messages;
  readonly fmt: Format;
  readonly steps: readonly Step[];
  readonly openId: string | undefined;
  readonly deciding: boolean;
  now(): number;
  announce(text: string): void;
  changed(): void;
  focus(selector: string): void;
  view(request: RekeyRequest): void;
  decide(step: Step): void;
  showOwn(): void;
  /** The reader looks at the list in another way. */
  viewChanged(): void;
  failed(problem: RekeyErrorInfo): void;
}

/** What a reader is about to do with the listing: a search being typed, a filter being chosen, a selection, a file being made. */
export class ListPane {
  #typed: string | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #panel: Panel | undefined;
  #export: CsvExport | undefined;
  #lastPicked: string | undefined;
  #vanished = 0;

  constructor(readonly list: ListController, readonly host: PaneHost) {
    list.addEventListener('vanished', (event) => {
      this.#vanished = (event as CustomEvent<number>).detail;
      host.announce(host.t.list.selection.vanished(this.#vanished));
    });
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#export?.cancel();
  }

  /** Says what the list shows now. */
  tell(): void {
    const { t, fmt, announce } = this.host;
    const { state } = this.list;
    if (state.phase !== 'ready' || state.problem !== undefined || this.#vanished > 0) return;
    if (state.rows.length > 0) announce(t.list.announcePage(rangeOf(state, t)));
    else if (state.view.search === '' && Object.keys(state.view.filter).length === 0) announce(t.list.empty.title);
    else announce(`${t.list.nothing.title}. ${nothingText({ t, fmt, state })}`);
  }

  scene(): ListScene {
    const { list, host } = this;
    const { state } = list;
    return {
      state, t: host.t, fmt: host.fmt, own: list.options.own, steps: host.steps, me: state.settings?.user.id, openId: host.openId, deciding: host.deciding,
      searchText: this.#typed ?? state.view.search, panel: this.#panel, exporting: this.#export?.state, vanished: this.#vanished, announce: host.announce,
      act: {
        view: (request) => host.view(request),
        search: (text, now) => this.#search(text, now),
        filter: (patch) => this.#look({ filter: patched(state.view.filter, patch) }),
        columns: (columns) => this.#look({ columns }),
        panel: (panel) => this.#open(panel),
        clearSearch: () => {
          host.focus('#search');
          this.#look({ search: '' });
        },
        clearFilters: () => {
          host.focus('#search');
          this.#look({ filter: {} });
        },
        sort: (by) => this.#turn(list.sortBy(by), true),
        page: (to) => this.#turn(to === 'next' ? list.nextPage() : list.previousPage()),
        pageSize: (pageSize) => this.#look({ pageSize }),
        showFresh: () => this.#turn(list.showFresh(), true),
        showOwn: () => host.showOwn(),
        reload: () => this.#turn(list.load()),
        csv: () => this.#save(),
        cancelCsv: () => this.#cancel(),
        retryCsv: () => void this.#run(),
        select: (request, on, range) => this.#select(request, on, range),
        selectPage: (on) => this.#pick(state.rows.filter(isUndecided), on),
        clearSelection: () => {
          host.focus('#list-title');
          this.#vanished = 0;
          list.clearSelection();
        },
        decide: (step) => host.decide(step),
      },
    };
  }

  #turn(done: Promise<void>, isAnotherView = false): void {
    this.#vanished = 0;
    if (isAnotherView) this.host.viewChanged();
    void done.then(() => this.tell());
  }

  #look(patch: Partial<RequestListView>): void {
    this.#typed = undefined;
    clearTimeout(this.#timer);
    this.#turn(this.list.show(patch), true);
  }

  #search(text: string, now: boolean): void {
    this.#typed = text;
    clearTimeout(this.#timer);
    const send = (): void => {
      if (text !== this.list.state.view.search) this.#look({ search: text });
      this.#typed = undefined;
    };
    if (now) send();
    else this.#timer = setTimeout(send, TYPING);
  }

  #open(panel: Panel | undefined): void {
    this.host.focus(panel === undefined ? `#open-${this.#panel ?? 'status'}` : '#panel input');
    this.#panel = panel;
    this.host.changed();
  }

  // -------------------------------------------------------------------------------------------------- selection

  #select(request: RekeyRequest, on: boolean, range: boolean): void {
    const { rows } = this.list.state;
    const [from, to] = [rows.findIndex(({ id }) => id === this.#lastPicked), rows.findIndex(({ id }) => id === request.id)];
    this.#lastPicked = request.id;
    this.#pick(range && from >= 0 ? rows.slice(Math.min(from, to), Math.max(from, to) + 1) : [request], on);
  }

  #pick(requests: readonly RekeyRequest[], on: boolean): void {
    this.#vanished = 0;
    this.list.select(requests, on);
    this.host.announce(this.host.t.list.selection.count(this.list.state.selected.size));
  }

  // -------------------------------------------------------------------------------------------------- CSV

  #save(): void {
    const { list, host } = this;
    const { ra, caller, state } = list;
    this.#export = new CsvExport(planOf(list, state.view.columns, state.settings, host.t), ra, caller);
    this.#export.addEventListener('change', () => host.changed());
    host.announce(host.t.list.export.title);
    void this.#run();
  }

  async #run(): Promise<void> {
    const { host } = this;
    const saving = this.#export;
    const file = await saving?.run();
    if (saving === undefined || saving !== this.#export) return;
    const { problem, rows } = saving.state;
    if (problem !== undefined) host.failed(problem);
    if (file === undefined) return;
    const name = csvName(host.now());
    this.#export = undefined;
    saveFile(name, file);
    host.announce(host.t.list.export.done(rows, name));
    host.changed();
  }

  #cancel(): void {
    this.#export?.cancel();
    this.#export = undefined;
    this.host.announce(this.host.t.list.export.cancelled);
    this.host.focus('#csv');
    this.host.changed();
  }
}

function patched(filter: ViewFilter, patch: FilterPatch): ViewFilter {
  return Object.fromEntries(Object.entries({ ...filter, ...patch }).filter(([, value]) => value !== undefined));
}

/** The columns that are shown, with what stands below each in a column of its own; instants as ISO 8601, the rest as it reads. */
function planOf(list: ListController, columns: readonly RequestColumn[], settings: Settings | undefined, t: Messages): ExportPlan {
  const words = t.list;
  const parts: Readonly<Record<RequestColumn, readonly (readonly [string, (request: RekeyRequest) => string])[]>> = {
    number: [[words.columns.number, ({ number }) => number]],
    requestedBy: [
      [words.columns.requestedBy, ({ requestedBy }) => requestedBy.name],
      ...(settings?.showCitizenId === true ? [[words.export.citizenId, ({ requestedBy }: RekeyRequest) => requestedBy.citizenId ?? ''] as const] : []),
    ],
    certificate: [
      [words.columns.certificate, ({ certificate }) => certificate.name], [words.export.subject, ({ certificate }) => certificate.subject],
      [words.export.serial, ({ certificate }) => certificate.serialNumber.toUpperCase()],
    ],
    createdAt: [[words.columns.createdAt, ({ createdAt }) => createdAt]],
    reason: [[words.columns.reason, ({ reason }) => words.reasons[reason]]],
    status: [[words.columns.status, ({ status }) => t.requestStatus[status]]],
  };
  const shown = columns.flatMap((column) => parts[column]);
  return { query: list.query(), head: shown.map(([title]) => title), cells: (request) => shown.map(([, cell]) => cell(request)) };
}
