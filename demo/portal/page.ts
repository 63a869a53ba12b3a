import type { RaAdapter } from '../../src/core/adapter.js';
import type { Role } from '../../src/core/domain.js';
import type { SandboxRa } from '../../src/sandbox.js';
import type { Account } from './accounts.js';
import { el } from './dom.js';
import type { Inbox } from './inbox.js';

/** One showing of a page, to one person. */
export interface Visit {
  readonly ra: SandboxRa;
  readonly account: Account;
  /** The RA as that person reaches it. */
  readonly adapter: RaAdapter;
  readonly inbox: Inbox;
  /** What follows the page's path in the address. */
  readonly params: readonly string[];
  /** Aborted when the page is left. */
  readonly signal: AbortSignal;
  /** Tells screen readers, without moving anything. */
  say(text: string): void;
  go(path: string): void;
}

export interface PageDefinition {
  /** First segment of the address: `#/certificates`. */
  readonly path: string;
  readonly title: string;
  /** Where it stands in the menu; a page without one is reached from another. */
  readonly menu?: { readonly group: string; readonly label: string };
  /** Whoever sees it; everyone when absent. */
  readonly roles?: readonly Role[];
  /** The page that it belongs below. */
  readonly parent?: string;
  readonly render: (visit: Visit) => HTMLElement;
}

/**
 * Fills a region with what a task brings: a word while it is under way, the code and a way to try again when it fails. A task
 * whose page was left fills nothing.
 *
 * @returns the region, and how to load it anew without taking the old content away first
 */
export function loaded<T>(visit: Visit, task: () => Promise<T>, render: (value: T) => Node): { readonly region: HTMLElement; reload(): void } {
  const region = el('div', { class: 'region', 'aria-busy': 'true' }, el('p', { class: 'loading' }, 'Loading…'));
  let call = 0;
  function reload(): void {
    const mine = ++call;
    void task().then(
      (value) => show(mine, () => render(value)),
      (error: unknown) => show(mine, () => problem(error, reload)),
    );
  }
  function show(mine: number, content: () => Node): void {
    if (visit.signal.aborted || mine !== call) return;
    region.replaceChildren(content());
    region.removeAttribute('aria-busy');
  }
  reload();
  return { region, reload };
}

/** What went wrong, in place, with its code for support. */
export function problem(error: unknown, again?: () => void): HTMLElement {
  const { code = 'unknown', reason, correlationId } = (typeof error === 'object' && error !== null ? error : {}) as
    { code?: string; reason?: string; correlationId?: string };
  const words: Readonly<Record<string, string>> = {
    auth: 'Your session has ended. Sign in again, then try once more.',
    forbidden: 'You may not see this.',
    'not-found': 'There is no such thing at this registration authority.',
    unavailable: 'The registration authority cannot be reached.',
    'not-eligible': 'This certificate cannot be rekeyed.',
  };
  return el('div', { class: 'problem', role: 'alert' },
    el('p', {}, words[code] ?? 'The registration authority could not answer.'),
    el('p', { class: 'hint' }, `Code: ${[code, reason].filter(Boolean).join(', ')}${correlationId === undefined ? '' : `. Reference: ${correlationId}`}`),
    again !== undefined && el('button', { type: 'button', onclick: again }, 'Try again'));
}
