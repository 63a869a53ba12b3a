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
  for (const key in over) merged[key] = merge(merged[key], over[key]);
  return merged as T;
}

// What is missing comes by `learn` before the screen that says it.
let english = common as Messages;
const languages = new Map<string, Messages>();
const merged = new WeakMap<object, readonly [base: Messages, result: Messages]>();

/** Called when there are more languages: the elements that are on a page. */
export const readers = new Set<() => void>();

/**
 * Makes a part of English known. Words load with the screens that say them: an element calls this in its constructor, a chunk
 * before its first screen is drawn.
 */
export function learn(words: MessagesOverride): void {
  english = merge(english, words);
}

/**
 * Makes languages known to every element of this package, those that are on the page already included. From then on each follows
 * the nearest `lang`: with `fr` known, `fr` and `fr-CA` are French; a language that nobody made known is English.
 *
 * @param more whole languages, as `rekey-elements/locales/fr.js` and its like export them; one that is known already is replaced
 */
export function addLanguages(...more: readonly Messages[]): void {
  for (const language of more) languages.set(language.lang.toLowerCase(), language);
  for (const read of readers) read();
}

/** RFC 4647, 3.4 (lookup): without what stands behind its last hyphen, until a language is found. */
const find = (tag: string): Messages => (tag === '' ? english : languages.get(tag) ?? find(tag.replace(/-?[^-]*$/, '')));

/**
 * The words of a language (English as far as it is loaded), with a host's own wording over it.
 *
 * @param nearest the `lang` that the page has there; wording that names its own `lang` stands over that language
 */
export function catalogue(over: MessagesOverride | undefined, nearest: string): Messages {
  const base = find((over?.lang ?? nearest).toLowerCase());
  if (over === undefined) return base;
  let there = merged.get(over);
  if (there?.[0] !== base) merged.set(over, (there = [base, merge(base, over)]));
  return there[1];
}

/**
 * The language in which dates and numbers are written: the page's own when the catalogue speaks it and the page names a region
 * (`en-US` beside English text), else the catalogue's, so that no sentence is in two languages.
 *
 * @param catalogue the catalogue's language, with the region whose dates it is written for
 */
export function formatLocale(catalogue: string, nearest: string): string {
  try {
    const { language, region, baseName } = new Intl.Locale(nearest);
    if (region !== undefined && language === new Intl.Locale(catalogue).language) return baseName;
  } catch {
    // No language tag at all.
  }
  return catalogue;
}
