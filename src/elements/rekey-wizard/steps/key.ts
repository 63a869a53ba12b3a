import type { StepFactories } from '../step.js';
import { backupStep } from './key-backup.js';
import { csrStep } from './key-csr.js';

export const keySteps: StepFactories<'csr' | 'key-backup'> = { csr: csrStep, 'key-backup': backupStep };

export { shared } from '../shared.js';
