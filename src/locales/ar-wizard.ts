import { wizardEnd } from './ar-end.js';
import { wizardFirst } from './ar-first.js';
import { wizardGates } from './ar-gates.js';
import { busyWords, wizardKey } from './ar-key.js';
import { wizardNames } from './ar-names.js';
import { wizardSubmit } from './ar-submit.js';

/** What <rekey-wizard> says in Arabic. */
export const wizard = {
  ...wizardFirst, ...wizardGates, ...wizardKey, ...wizardNames, ...wizardSubmit, ...wizardEnd,
  frame: { ...wizardFirst.frame, busy: { ...wizardFirst.frame.busy, ...busyWords } },
};
