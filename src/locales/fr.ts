import type { Messages } from './en.js';
import { caa } from './fr-caa.js';
import { checkWords } from './fr-checks.js';
import { common } from './fr-common.js';
import { secondFactor } from './fr-factor.js';
import { list } from './fr-list.js';
import { shared } from './fr-shared.js';
import { wizard } from './fr-wizard.js';

/**
 * French: formal, with the terms of French PKI practice (autorité d’enregistrement, AE; autorité de certification, AC), narrow
 * no-break spaces before high punctuation and inside guillemets.
 */
export const fr: Messages = {
  ...common, dir: 'ltr', ...shared, common: { ...common.common, ...shared.common },
  secondFactor, caa, checks: checkWords, wizard, list,
};
export default fr;
