import type { RekeyErrorInfo } from '../core/errors.js';

/** What the languages have in common: which words are looked up by a code, and how. */

/** Title, what happened, what to do next. */
export type ErrorWording = readonly [title: string, text: string, next: string];

export interface ErrorWords {
  describe(info: Pick<RekeyErrorInfo, 'code' | 'reason'>): { title: string; text: string; next: string };
}

/**
 * What says an error: what happened, and what to do next.
 *
 * @param errors by `code` and, where a reason needs words of its own, by `code:reason`
 */
export const errorWords = (errors: Readonly<Record<string, ErrorWording>> & { readonly protocol: ErrorWording }): ErrorWords => ({
  describe({ code, reason }) {
    const [title, text, next] = errors[`${code}:${reason ?? ''}`] ?? errors[code] ?? errors.protocol;
    return { title, text, next };
  },
});

/** The servers that the wizard has instructions for, and what is done on one. */
export type ServerId = 'nginx' | 'apache' | 'iis' | 'tomcat' | 'haproxy';
export type GuideStepId = 'place' | 'configure' | 'passphrase' | 'import' | 'bind' | 'combine' | 'reload';

/** The detail of a check. */
export type Facts = Readonly<Record<string, unknown>>;

export interface CheckWording {
  readonly what: string;
  /** Beside a check that passed. */
  readonly pass: string;
  /** Below one that did not. */
  readonly why: string | ((facts: Facts) => string);
}

interface Outcomes {
  readonly passed: string;
  readonly unknown: string;
  readonly unknownWhy: string;
  readonly fail: string;
  readonly warn: string;
}

/** @returns what says a check: what is checked, the words at the end of its row, and the sentence below it */
export const describeCheck = (wordings: Readonly<Record<string, CheckWording>>, outcomes: Outcomes) =>
  ({ id, outcome, detail }: { id: string; outcome: 'pass' | 'warn' | 'fail' | 'unknown'; detail?: unknown }): { what: string; result: string; why: string } => {
    const facts: Facts = typeof detail === 'object' && detail !== null ? (detail as Facts) : {};
    const wording = wordings[id];
    const what = wording?.what ?? id;
    if (outcome === 'pass') return { what, result: typeof facts['text'] === 'string' && facts['text'] !== '' ? facts['text'] : wording?.pass ?? outcomes.passed, why: '' };
    if (outcome === 'unknown') return { what, result: outcomes.unknown, why: outcomes.unknownWhy };
    return { what, result: outcomes[outcome], why: (typeof wording?.why === 'function' ? wording.why(facts) : wording?.why) ?? '' };
  };

/** A general name as the checks describe it, or the text of one. */
const nameOf = (name: unknown): string => (typeof name === 'object' && name !== null && 'value' in name ? String(name.value) : String(name));

/** The names in a check's detail: the first eight, and how many more there are. */
export function namesOf(facts: Facts, key: string, more: (n: number) => string, comma = ', '): string {
  const value = facts[key];
  return Array.isArray(value) ? value.slice(0, 8).map(nameOf).join(comma) + (value.length > 8 ? more(value.length - 8) : '') : '';
}
