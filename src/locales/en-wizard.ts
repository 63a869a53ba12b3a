import { checkWords } from './en-checks.js';
import { wizardEnd } from './en-end.js';
import { wizardGates } from './en-gates.js';
import { busyWords, wizardKey } from './en-key.js';
import { wizardNames } from './en-names.js';
import { shared } from './en-shared.js';
import { wizardSubmit } from './en-submit.js';

/** What <rekey-wizard> says from its key step on, and in place of a first screen: loaded with those screens. */
export const later = {
  ...shared,
  checks: checkWords,
  wizard: { frame: { busy: busyWords }, ...wizardGates, ...wizardKey, ...wizardNames, ...wizardSubmit, ...wizardEnd },
};
