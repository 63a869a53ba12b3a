import type { GateId, StepId } from '../../core/flow-types.js';
import type { Pem } from '../../core/domain.js';
import type { RekeyErrorCode } from '../../core/errors.js';

/** The wizard's public events. None holds key material, a passphrase or a code. */
export interface RekeyWizardEvents {
  /** The first screen is known. */
  'rekey-ready': CustomEvent<{ readonly step: StepId | GateId }>;
  'rekey-step-change': CustomEvent<{ readonly from: StepId | GateId; readonly to: StepId | GateId }>;
  /** Before the request goes to the RA; `preventDefault()` keeps it back. */
  'rekey-before-submit': CustomEvent<{ readonly requestId: string }>;
  'rekey-submitted': CustomEvent<{ readonly requestId: string }>;
  /** The request waits for someone else. */
  'rekey-pending': CustomEvent<{ readonly requestId: string }>;
  /** The issued certificate was checked and fits. PEM; the chain begins with the issuing CA. */
  'rekey-complete': CustomEvent<{ readonly requestId: string; readonly certificate: Pem; readonly chain: readonly Pem[] }>;
  'rekey-declined': CustomEvent<{ readonly requestId: string }>;
  /** The person leaves: `kept` tells whether a request stays open at the RA. */
  'rekey-cancel': CustomEvent<{ readonly requestId?: string; readonly kept: boolean }>;
  'rekey-error': CustomEvent<{ readonly code: RekeyErrorCode; readonly correlationId: string }>;
  /** *Done* on the last screen. */
  'rekey-done': CustomEvent<{ readonly requestId: string }>;
  /** *View request*, where another request is open and the host gave no `requestHref`. */
  'rekey-request-open': CustomEvent<{ readonly requestId: string }>;
}

export type { Layout as WizardLayout } from '../../core/flow-types.js';

/** An event, by its name and its detail. */
export type Told = { readonly [K in keyof RekeyWizardEvents]: readonly [name: K, detail: RekeyWizardEvents[K]['detail']] }[keyof RekeyWizardEvents];
