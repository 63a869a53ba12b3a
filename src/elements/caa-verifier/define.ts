import type { CaaReport } from '../../core/domain.js';
import type { RekeyErrorCode } from '../../core/errors.js';
import { defineElement } from '../../lit/define.js';
import { CaaVerifier } from './caa-verifier.js';

defineElement('caa-verifier', CaaVerifier);

declare global {
  interface HTMLElementTagNameMap {
    'caa-verifier': CaaVerifier;
  }
  interface HTMLElementEventMap {
    'caa-verified': CustomEvent<{ readonly report: CaaReport }>;
    'caa-failed': CustomEvent<{ readonly report: CaaReport }>;
    'rekey-error': CustomEvent<{ readonly code: RekeyErrorCode; readonly correlationId: string }>;
  }
}
