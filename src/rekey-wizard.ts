import './elements/rekey-wizard/define.js';

export { RekeyWizard } from './elements/rekey-wizard/rekey-wizard.js';
export type { RekeyWizardEvents } from './elements/rekey-wizard/frame-events.js';
