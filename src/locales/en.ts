import { caa } from './en-caa.js';
import { common } from './en-common.js';
import { secondFactor } from './en-factor.js';
import { wizardFirst } from './en-first.js';
import { list } from './en-list.js';
import { shared } from './en-shared.js';
import { later } from './en-wizard.js';

/**
 * English, whole, and with {@link Messages} the shape of every other language.
 *
 * A language is one file here that exports such an object, typed `Messages`, so that nothing can be missing; where it is long it
 * puts parts of it together, as this one does. It has no side effect: a host makes it known by `addLanguages`. What varies comes
 * into a sentence as an argument: dates and durations as `Format` wrote them, numbers as numbers, since what is counted decides
 * the form (`Intl.PluralRules`). Sentences are what a server operator would say.
 *
 * English has its parts in files of their own since each loads with the screens that say it: an element or a chunk makes its part
 * known by `learn` (`lit/localize.ts`) before it renders.
 */
export const en = {
  ...common,
  /** How the language is written. The elements take their direction from the page; this tells it to the page. */
  dir: 'ltr' as 'ltr' | 'rtl',
  ...shared,
  common: { ...common.common, ...shared.common },
  secondFactor,
  caa,
  checks: later.checks,
  wizard: { ...wizardFirst, ...later.wizard, frame: { ...wizardFirst.frame, busy: { ...wizardFirst.frame.busy, ...later.wizard.frame.busy } } },
  list,
};
export default en;

export type Messages = typeof en;
