import type { RekeyErrorCode } from '../../core/errors.js';
import { defineElement } from '../../lit/define.js';
import { SecondFactorDialog } from './second-factor-dialog.js';

defineElement('second-factor-dialog', SecondFactorDialog);

declare global {
  interface HTMLElementTagNameMap {
    'second-factor-dialog': SecondFactorDialog;
  }
  interface HTMLElementEventMap {
    'second-factor-accepted': CustomEvent<{ readonly requestId: string; readonly method: string }>;
    'second-factor-failed': CustomEvent<{ readonly code: string; readonly reason?: string; readonly correlationId?: string }>;
    'second-factor-cancelled': CustomEvent<{ readonly requestId: string }>;
    'second-factor-leaving': CustomEvent<{ readonly requestId: string; readonly href: string }>;
    'rekey-error': CustomEvent<{ readonly code: RekeyErrorCode; readonly correlationId: string }>;
  }
}
