import { defineElement } from '../../lit/define.js';
import { RekeyRequestList } from './rekey-request-list.js';

defineElement('rekey-request-list', RekeyRequestList);

declare global {
  interface HTMLElementTagNameMap {
    'rekey-request-list': RekeyRequestList;
  }
  interface HTMLElementEventMap {
    'rekey-request-decided': CustomEvent<{ readonly requestId: string; readonly decision: 'approved' | 'declined' }>;
  }
}
