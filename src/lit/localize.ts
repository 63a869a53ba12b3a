import { common } from '../locales/en-common.js';
import type { Messages } from '../locales/en.js';

/** Every string of `T` may be replaced by itself. */
export type DeepPartial<T> = T extends (...args: never[]) => unknown ? T : T extends object ? { readonly [K in keyof T]?: DeepPartial<T[K]> } : T;

/** What a host may set as `.messages`: a whole language, or the strings that it says otherwise. */
export type MessagesOverride = DeepPartial<Messages>;

const isGroup = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

function merge<T>(base: T, over: unknown): T {
  if (!isGroup(base) || !isGroup(over)) return (over === undefined ? base : over) as T;
  const merged: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(over)) merged[key] = merge(merged[key], value);
  return merged as T;
}

// What is missing comes by `learn` before the screen that says it.
let known = common as Messages;
let merged = new WeakMap<object, Messages>();
const parts = new WeakSet();

/**
 * Makes a part of English known. Words load with the screens that say them: an element calls this in its constructor, a chunk
 * before its first screen is drawn.
 */
export function learn(words: MessagesOverride): void {
  const fresh = Object.values(words).filter((part) => isGroup(part) && !parts.has(part));
  if (fresh.length === 0) return;
  for (const part of fresh) parts.add(part as object);
  known = merge(known, words);
  merged = new WeakMap();
}

/** English as far as it is loaded, with a host's own wording over it. */
export function catalogue(over: MessagesOverride | undefined): Messages {
  if (over === undefined) return known;
  let result = merged.get(over);
  if (!result) merged.set(over, (result = merge(known, over)));
  return result;
}

/**
 * The language in which dates and numbers are written: the page's own when the catalogue speaks it and the page names a region
 * (`en-US` beside English text), else the catalogue's, so that no sentence is in two languages.
 *
 * @param catalogue the catalogue's language, with the region whose dates it is written for
 */
export function formatLocale(catalogue: string, nearest: string): string {
  const [own = '', ...more] = nearest.toLowerCase().split('-');
  if (more.length === 0 || own !== catalogue.toLowerCase().split('-')[0]) return catalogue;
  try {
    return Intl.getCanonicalLocales(nearest)[0] ?? catalogue;
  } catch {
    return catalogue;
  }
}
