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

/** Words, or what makes them of the detail of a check. */
type Wording = string | ((facts: Facts) => string);
const worded = (words: Wording | undefined, facts: Facts): string => (typeof words === 'function' ? words(facts) : words) ?? '';
const factsOf = (detail: unknown): Facts => (typeof detail === 'object' && detail !== null ? (detail as Facts) : {});

export interface CheckWording {
  readonly what: string;
  /** Beside a check that passed. */
  readonly pass: Wording;
  /** Below one that did not: why it matters, and what to do. */
  readonly why: Wording;
  /** The rule itself: what was looked at. */
  readonly look?: string;
}

/** One of the rules that a key's strength is made of. */
export interface RuleWording {
  /** What holds of a sound key. */
  readonly rule: Wording;
  /** What is wrong with the key, be it the old or the new one, and why that matters. */
  readonly bad: Wording;
  /** What to do about a new key. */
  readonly todo: string;
}

interface Outcomes {
  readonly passed: string;
  readonly unknown: string;
  readonly unknownWhy: string;
  readonly fail: string;
  readonly warn: string;
}

/** A check as it comes from a report. */
export interface Told { readonly id: string; readonly outcome: 'pass' | 'warn' | 'fail' | 'unknown'; readonly detail?: unknown }

/** What says a check, and the rules behind it. */
export interface CheckWords {
  /** What is checked, the words at the end of its row, and the sentence below it. */
  readonly describe: (check: Told) => { what: string; result: string; why: string };
  /** What was looked at; empty for a check that this page does not know. */
  readonly look: (id: string) => string;
  /** Of a check whose `detail.rule` names one of several rules: the rule, and what is wrong with a key that breaks it. */
  readonly ruleOf: (check: Told) => { text: string; bad: string } | undefined;
}

/** @param rules by the `rule` in the detail of a check of `key-strength` */
export function checkWording(wordings: Readonly<Record<string, CheckWording>>, rules: Readonly<Record<string, RuleWording>>, outcomes: Outcomes): CheckWords {
  const ruleOf = ({ id, detail }: Told): RuleWording | undefined => {
    const { rule } = factsOf(detail);
    return id === 'key-strength' && typeof rule === 'string' && Object.hasOwn(rules, rule) ? rules[rule] : undefined;
  };
  return {
    describe(check) {
      const { id, outcome } = check;
      const facts = factsOf(check.detail);
      const wording = Object.hasOwn(wordings, id) ? wordings[id] : undefined;
      const what = wording?.what ?? id;
      if (outcome === 'pass') return { what, result: typeof facts['text'] === 'string' && facts['text'] !== '' ? facts['text'] : worded(wording?.pass, facts) || outcomes.passed, why: '' };
      if (outcome === 'unknown') return { what, result: outcomes.unknown, why: outcomes.unknownWhy };
      const rule = ruleOf(check);
      return { what, result: outcomes[outcome], why: rule === undefined ? worded(wording?.why, facts) : `${worded(rule.bad, facts)} ${rule.todo}` };
    },
    look: (id) => (Object.hasOwn(wordings, id) ? wordings[id]?.look : undefined) ?? '',
    ruleOf(check) {
      const rule = ruleOf(check);
      const facts = factsOf(check.detail);
      return rule && { text: worded(rule.rule, facts), bad: worded(rule.bad, facts) };
    },
  };
}

/** A general name as the checks describe it, or the text of one. */
const nameOf = (name: unknown): string => (typeof name === 'object' && name !== null && 'value' in name ? String(name.value) : String(name));

/** A fact as it stands in a sentence; empty for what is neither text nor a number. */
export const textOf = (fact: unknown): string => (typeof fact === 'string' || typeof fact === 'number' ? String(fact) : '');

/** What is wrong with each of the names in a check's detail, the first eight: its name, and the rule that it breaks. */
export function faultsOf(facts: Facts): readonly (readonly [name: string, rule: string])[] {
  const { problems } = facts;
  return (Array.isArray(problems) ? problems as readonly Facts[] : []).slice(0, 8).map(({ name, rule }) => [String(name), String(rule)]);
}

/** The names in a check's detail: the first eight, and how many more there are. */
export function namesOf(facts: Facts, key: string, more: (n: number) => string, comma = ', '): string {
  const value = facts[key];
  return Array.isArray(value) ? value.slice(0, 8).map(nameOf).join(comma) + (value.length > 8 ? more(value.length - 8) : '') : '';
}
