import { readView } from './view.js';
import type { RequestListView } from './view.js';

/** Whose view it is: that of a user at an RA, in one presentation. */
export interface ViewOwner { readonly raId: string; readonly userId: string; readonly mode: string }

const prefixOf = (raId: string): string => `rekey-elements:list:${raId}:`;
const keyOf = ({ raId, userId, mode }: ViewOwner): string => `${prefixOf(raId)}${mode}:${userId}`;

/** `undefined` where a browser or a frame's sandbox denies it. */
function storage(): Storage | undefined {
  try {
    return globalThis.localStorage;
  } catch {
    return undefined;
  }
}

/** Whether a view of anybody at this RA is kept here, so that it is worth waiting for who the reader is. */
export function hasKept(raId: string): boolean {
  const store = storage();
  return store !== undefined && Object.keys(store).some((key) => key.startsWith(prefixOf(raId)));
}

/** The view that was kept, or `base` where there is none or it is damaged. */
export function readKept(owner: ViewOwner, base: RequestListView): RequestListView {
  try {
    const text = storage()?.getItem(keyOf(owner));
    return text ? { ...readView(JSON.parse(text), base), search: base.search } : base;
  } catch {
    return base;
  }
}

/** Keeps a view, without the search: what somebody looked for may be a person, and would hide requests the next day. */
export function keep(owner: ViewOwner, { search: _, ...view }: RequestListView): void {
  try {
    storage()?.setItem(keyOf(owner), JSON.stringify(view));
  } catch {
    // Full or denied: the view lasts as long as the page.
  }
}
