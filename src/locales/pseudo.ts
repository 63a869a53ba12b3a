import type { Messages } from './en.js';

const plain = 'AaBbCcDdEeFfGgHhIiJjKkLlMmNnOoPpRrSsTtUuVvWwYyZz';
const accented = 'ÅåƁƀÇçÐđÉéƑƒĜĝĤĥÎîĴĵĶķĹļɱɱÑñÖöÞþŔŕŠšŢţÛûṼṽŴŵÝýŽž';
const accent = (text: string): string => text.replace(/[A-Za-z]/g, (letter) => accented[plain.indexOf(letter)] ?? letter);

/** `[Ñéẋţ~~]`: accented, 40 % longer, between brackets; what was given to the sentence stays as it is. */
function strange(text: string, given: readonly string[]): string {
  if (text.trim() === '') return text;
  const kept = given.filter((part) => part !== '' && text.includes(part)).sort((a, b) => b.length - a.length);
  const parts = kept.length === 0 ? [text] : text.split(new RegExp(`(${kept.map((part) => part.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&')).join('|')})`));
  return `[${parts.map((part) => (kept.includes(part) ? part : accent(part))).join('')}${'~'.repeat(Math.ceil(text.length * 0.4))}]`;
}

function each(value: unknown, given: readonly string[]): unknown {
  if (typeof value === 'string') return strange(value, given);
  if (typeof value === 'function') {
    const say = value as (...args: readonly unknown[]) => unknown;
    return (...args: readonly unknown[]): unknown => each(say(...args), args.flatMap(stringsOf));
  }
  if (Array.isArray(value)) return value.map((one: unknown) => each(one, given));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, each(one, given)]));
}

const stringsOf = (value: unknown): string[] => (typeof value === 'string' ? [value] : typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsOf) : []);

/**
 * A language that nobody speaks, to see what does not come from a catalogue and what has no room to grow.
 *
 * @param lang the name that it goes by; CLDR's for accented English unless given
 */
export function pseudo(messages: Messages, lang = 'en-XA'): Messages {
  return { ...(each(messages, []) as Messages), lang, dir: messages.dir };
}
