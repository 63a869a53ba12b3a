import type { RekeyErrorCode } from '../../core/errors.js';
import { defineElement } from '../../lit/define.js';
import { RekeyRequestList } from './rekey-request-list.js';
import type { RequestListView } from './view.js';

defineElement('rekey-request-list', RekeyRequestList);

declare global {
  interface HTMLElementTagNameMap {
    'rekey-request-list': RekeyRequestList;
  }
  interface HTMLElementEventMap {
    'rekey-request-open': CustomEvent<{ readonly requestId: string }>;
    'rekey-request-decided': CustomEvent<{ readonly requestId: string; readonly decision: 'approved' | 'declined' }>;
    'rekey-view-change': CustomEvent<{ readonly view: RequestListView }>;
    'rekey-error': CustomEvent<{ readonly code: RekeyErrorCode; readonly correlationId: string }>;
  }
}
