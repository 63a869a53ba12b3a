import { defineElement } from '../../lit/define.js';
import { RekeyWizard } from './rekey-wizard.js';

/**
 * What is there before any later chunk: the wizard, with all that its first screens need. Bundlers put shared code into one file
 * for each set of chunks that asks for it; since every later chunk exports this, there is one set, and one file to compress.
 */
export const shared: readonly unknown[] = [RekeyWizard, defineElement];
