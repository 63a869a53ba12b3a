import './elements/second-factor-dialog/define.js';

export { SecondFactorDialog } from './elements/second-factor-dialog/second-factor-dialog.js';
export type { SecondFactorQuery, SecondFactorResult } from './elements/second-factor-dialog/second-factor-dialog.js';
