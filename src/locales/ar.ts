import { caa } from './ar-caa.js';
import { checkWords } from './ar-checks.js';
import { common } from './ar-common.js';
import { secondFactor } from './ar-factor.js';
import { list } from './ar-list.js';
import { shared } from './ar-shared.js';
import { wizard } from './ar-wizard.js';
import type { Messages } from './en.js';

/** Modern standard Arabic. What a sentence is given stands in isolates, so that host names and numbers keep their order. */
export const ar: Messages = {
  ...common, dir: 'rtl', ...shared, common: { ...common.common, ...shared.common },
  secondFactor, caa, checks: checkWords, wizard, list,
};
export default ar;
