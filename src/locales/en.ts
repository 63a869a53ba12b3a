import { caa } from './en-caa.js';
import { common } from './en-common.js';
import { secondFactor } from './en-factor.js';
import { wizardFirst } from './en-first.js';
import { list } from './en-list.js';
import { shared } from './en-shared.js';
import { later } from './en-wizard.js';

/**
 * English, whole. Another language is one file that exports an object of type {@link Messages}, which a host sets as `.messages`.
 * Sentences are what a server operator would say; what varies comes in as an argument, dates and durations already written by
 * `Format`.
 *
 * The parts stand in files of their own, since each loads with the screens that say it: an element or a chunk makes its part
 * known by `learn` (`lit/localize.ts`) before it renders.
 */
export const en = {
  ...common,
  ...shared,
  common: { ...common.common, ...shared.common },
  secondFactor,
  caa,
  checks: later.checks,
  wizard: { ...wizardFirst, ...later.wizard, frame: { ...wizardFirst.frame, busy: { ...wizardFirst.frame.busy, ...later.wizard.frame.busy } } },
  list,
};

export type Messages = typeof en;
