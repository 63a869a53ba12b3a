import type { RaAdapter } from '../../core/adapter.js';
import type { Caller } from '../../core/calls.js';
import type { RekeyRequest, RequestQuery } from '../../core/domain.js';
import { errorInfo, RekeyError, toRekeyError } from '../../core/errors.js';
import type { RekeyErrorInfo } from '../../core/errors.js';
import { MAX_PAGE_SIZE } from './view.js';

/** What a spreadsheet takes for the beginning of a formula (OWASP, CSV injection), full-width forms too; some read over what cannot be seen before it. */
const FORMULA = /^(?:[\t\r\n]|[\s\p{Cf}]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/u;
/** Where a semicolon or a tab parts cells, by the settings of the reader's computer, a formula may begin behind one. */
const INNER_FORMULA = /([;\t])(?=\p{Cf}*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/gu;

/** One cell by RFC 4180, section 2; text that a spreadsheet would calculate begins with an apostrophe. */
export function csvCell(value: string): string {
  const safe = (FORMULA.test(value) ? `'${value}` : value).replace(INNER_FORMULA, '$1\'');
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** One line with its end. */
export const csvLine = (cells: readonly string[]): string => `${cells.map(csvCell).join(',')}\r\n`;

/** U+FEFF, by which spreadsheets know UTF-8. */
const BOM = '\uFEFF';

/** @param at milliseconds since the epoch */
export const csvName = (at: number): string => `rekey-requests-${new Date(at).toISOString().slice(0, 10)}.csv`;

/** Hands a file to the browser to be saved. */
export function saveFile(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => { URL.revokeObjectURL(address); }, 60_000);
}

export interface ExportState {
  readonly phase: 'running' | 'done' | 'failed';
  readonly rows: number;
  readonly total?: { readonly count: number; readonly exact: boolean };
  readonly problem?: RekeyErrorInfo;
}

/** What a file is made of: its heading, and a line of each request. */
export interface ExportPlan { readonly query: RequestQuery; readonly head: readonly string[]; readonly cells: (request: RekeyRequest) => readonly string[] }

/**
 * Reads all requests that a query finds, page after page, and makes one file of them. After a failure `run` goes on with the page
 * that was not read.
 *
 * @fires change - `state` is another
 */
export class CsvExport extends EventTarget {
  state: ExportState = { phase: 'running', rows: 0 };

  readonly #stop = new AbortController();
  readonly #parts: string[] = [];
  #cursor: string | undefined;

  constructor(readonly plan: ExportPlan, readonly ra: RaAdapter, readonly caller: Caller) {
    super();
  }

  /** The file, or `undefined` when it was cancelled or a page could not be read. */
  async run(): Promise<Blob | undefined> {
    const { ra, caller, plan } = this;
    const { signal } = this.#stop;
    const { problem: _, ...state } = this.state;
    this.#set({ ...state, phase: 'running' });
    try {
      do {
        const query = { ...plan.query, limit: MAX_PAGE_SIZE, ...(this.#cursor !== undefined && { cursor: this.#cursor }) };
        const page = await caller.read((o) => ra.listRequests?.(query, o) ?? Promise.reject(new RekeyError('unsupported', { reason: 'list' })), signal);
        if (signal.aborted) return undefined;
        if (page.next !== undefined && page.next === this.#cursor) throw new RekeyError('protocol');
        this.#parts.push(page.items.map((request) => csvLine(plan.cells(request))).join(''));
        this.#cursor = page.next;
        this.#set({ phase: 'running', rows: this.state.rows + page.items.length, total: page.total });
      } while (this.#cursor !== undefined);
    } catch (thrown) {
      if (!signal.aborted) this.#set({ ...this.state, phase: 'failed', problem: errorInfo(toRekeyError(thrown, caller.correlationId)) });
      return undefined;
    }
    this.#set({ ...this.state, phase: 'done' });
    return new Blob([BOM, csvLine(plan.head), ...this.#parts], { type: 'text/csv;charset=utf-8' });
  }

  cancel(): void {
    this.#stop.abort();
  }

  #set(state: ExportState): void {
    this.state = state;
    this.dispatchEvent(new Event('change'));
  }
}
