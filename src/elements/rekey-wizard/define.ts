import { defineElement } from '../../lit/define.js';
import type { RekeyWizardEvents } from './frame-events.js';
import { RekeyWizard } from './rekey-wizard.js';

defineElement('rekey-wizard', RekeyWizard);

declare global {
  interface HTMLElementTagNameMap {
    'rekey-wizard': RekeyWizard;
  }
  interface HTMLElementEventMap {
    'rekey-ready': RekeyWizardEvents['rekey-ready'];
    'rekey-step-change': RekeyWizardEvents['rekey-step-change'];
    'rekey-before-submit': RekeyWizardEvents['rekey-before-submit'];
    'rekey-submitted': RekeyWizardEvents['rekey-submitted'];
    'rekey-pending': RekeyWizardEvents['rekey-pending'];
    'rekey-complete': RekeyWizardEvents['rekey-complete'];
    'rekey-declined': RekeyWizardEvents['rekey-declined'];
    'rekey-cancel': RekeyWizardEvents['rekey-cancel'];
    'rekey-error': RekeyWizardEvents['rekey-error'];
    'rekey-done': RekeyWizardEvents['rekey-done'];
    'rekey-request-open': RekeyWizardEvents['rekey-request-open'];
  }
}
