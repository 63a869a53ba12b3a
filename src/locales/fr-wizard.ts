import { wizardEnd } from './fr-end.js';
import { wizardFirst } from './fr-first.js';
import { wizardGates } from './fr-gates.js';
import { busyWords, wizardKey } from './fr-key.js';
import { wizardNames } from './fr-names.js';
import { wizardSubmit } from './fr-submit.js';

/** What <rekey-wizard> says in French. */
export const wizard = {
  ...wizardFirst, ...wizardGates, ...wizardKey, ...wizardNames, ...wizardSubmit, ...wizardEnd,
  frame: { ...wizardFirst.frame, busy: { ...wizardFirst.frame.busy, ...busyWords } },
};
