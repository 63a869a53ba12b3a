// The rules of the software, each with where it comes from, the tests that hold it, and the one change that breaks it.
import { caa } from './caa.mjs';
import { caaCommand } from './caa-command.mjs';
import { checkRules } from './checks.mjs';
import { custodyRules } from './custody.mjs';
import { factorRules } from './factor.mjs';
import { flowRules } from './flow.mjs';
import { hostileRules } from './hostile.mjs';
import { keyRules } from './key.mjs';
import { portRules } from './port.mjs';

/**
 * @typedef {object} Rule
 * @property {string} id section and number: `caa-2`; several sides of one rule are `caa-2.a`, `caa-2.b`
 * @property {string} rule the rule in a sentence
 * @property {string} [source] the standard that it comes from
 * @property {{ file: string, from: string, to: string }} breaks text that stands once in the file, and what takes its place
 * @property {string[]} tests files of which at least one test has to fail then
 */

/** @type {readonly Rule[]} */
export const rules = [...flowRules, ...keyRules, ...checkRules, ...custodyRules, ...hostileRules, ...caa, ...caaCommand, ...factorRules, ...portRules];
