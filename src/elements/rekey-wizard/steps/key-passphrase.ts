import { unreadableIn } from '../../../core/key-readers.js';
import type { Format } from '../../../lit/format.js';
import type { Messages } from '../../../locales/en.js';

/** The fewest characters of a passphrase. */
export const MIN_LENGTH = 12;

/** Why a passphrase cannot be taken, or `undefined`. Java's key tools read printable ASCII alone. What was typed stays as it is. */
export function refusalOf(passphrase: string): 'short' | 'charset' | undefined {
  if (!/^[\x20-\x7e]*$/.test(passphrase)) return 'charset';
  return passphrase.length < MIN_LENGTH ? 'short' : undefined;
}

/** What a person is told of it: where the trouble stands, and what would do. */
export function refusalWords(passphrase: string, t: Messages, fmt: Format): string | undefined {
  const refusal = refusalOf(passphrase);
  const { refusals, unreadable } = t.wizard.key;
  const found = refusal === 'charset' ? unreadableIn(passphrase) : undefined;
  if (found !== undefined) return `${unreadable[found.kind](fmt.number(found.position))} ${refusals.charset}`;
  return refusal && refusals[refusal];
}

export type StrengthLevel = 1 | 2 | 3 | 4;

/** What stands in the way of every guesser first. */
const COMMON = /(?:pass(?:word|wort|phrase)?|secret|admin|root|user|login|letmein|welcome|qwert[yz]?|asdf(?:gh)?|changeme|default|server|test|abc|iloveyou|monkey|dragon|master|hunter2?|trustno1|geheim|motdepasse)/gi;
const RUNS = 'abcdefghijklmnopqrstuvwxyz 01234567890 qwertyuiop asdfghjkl zxcvbnm';

/**
 * An estimate of the bits that a guesser who knows how people choose has to go through: words count as words and not by their
 * letters, years, rows of the keyboard and repetitions for next to nothing. It errs on the low side.
 */
export function estimateBits(passphrase: string): number {
  let bits = 0;
  let last = '';
  for (const part of passphrase.replace(COMMON, '\0').match(/\0|[A-Za-z]+|\d+|[^A-Za-z\d\0]/g) ?? []) {
    if (part === last) bits += 1;
    else if (part === '\0') bits += 4;
    else if (/^(.)\1*$/.test(part) && part.length > 2) bits += 5;
    else if (part.length > 2 && (RUNS.includes(part.toLowerCase()) || RUNS.includes([...part.toLowerCase()].reverse().join('')))) bits += 5;
    else if (/^\d/.test(part)) bits += /^(?:19|20)\d\d$/.test(part) ? 6 : Math.min(part.length * 3.3, 40);
    else if (/^[A-Za-z]/.test(part)) bits += letters(part);
    else bits += last === '' || passphrase.indexOf(part) === passphrase.lastIndexOf(part) ? 4 : 1.5;
    last = part;
  }
  return Math.round(bits);
}

/** A run of letters is taken for a word, unless its capitals stand where nobody puts them. */
function letters(run: string): number {
  const mixed = /[a-z]/.test(run) && /[A-Z]/.test(run) && !/^[A-Z][a-z]+$/.test(run);
  const asLetters = run.length * (mixed ? 5.7 : 4.7);
  return mixed ? asLetters * 0.9 : Math.min(asLetters, 10 + Math.max(0, run.length - 8) * 1.5) + (/^[A-Z]/.test(run) ? 1 : 0);
}

export function strengthOf(passphrase: string): StrengthLevel {
  const bits = estimateBits(passphrase);
  if (bits < 35 || refusalOf(passphrase) === 'short') return 1;
  return bits < 48 ? 2 : bits < 60 ? 3 : 4;
}

/** What the meter says. */
export const strengthWords = (level: StrengthLevel, t: Messages): readonly [string, string] => t.wizard.key.strength[level];

/**
 * Six words, each drawn evenly from the list by `crypto.getRandomValues`: more than 60 bits with a list of 1,024 words.
 * @param words at most 65,536 of them
 */
export function suggest(words: readonly string[], count = 6): string {
  const limit = Math.floor(65_536 / words.length) * words.length;
  const picked: string[] = [];
  const draw = new Uint16Array(1);
  while (picked.length < count) {
    const [value = limit] = crypto.getRandomValues(draw);
    // What is above the last whole multiple would favour the first words.
    const word = value < limit ? words[value % words.length] : undefined;
    if (word !== undefined) picked.push(word);
  }
  draw.fill(0);
  return picked.join('-');
}
