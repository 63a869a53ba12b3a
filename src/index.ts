/**
 * The classes and types of the package. Importing this registers nothing: `rekey-elements/define.js` registers the elements,
 * and each of them has an entry of its own.
 */
export { provideAdapter } from './lit/context.js';
export { addLanguages } from './lit/localize.js';
export type { MessagesOverride } from './lit/localize.js';
export type { Messages } from './locales/en.js';
export { VERSION } from './lit/version.js';

export { RekeyWizard } from './elements/rekey-wizard/rekey-wizard.js';
export { CaaVerifier } from './elements/caa-verifier/caa-verifier.js';
export type { CaaResolver } from './elements/caa-verifier/page-check.js';
export { RekeyRequestList } from './elements/rekey-request-list/rekey-request-list.js';
export type { RequestColumn, RequestListView, ViewFilter } from './elements/rekey-request-list/view.js';
export { SecondFactorDialog } from './elements/second-factor-dialog/second-factor-dialog.js';
export type { SecondFactorQuery, SecondFactorResult } from './elements/second-factor-dialog/second-factor-dialog.js';

export { LOCAL_ERROR_CODES, RA_ERROR_CODES, RekeyError } from './core/errors.js';
export type { LocalErrorCode, RaErrorCode, RekeyErrorCode, RekeyErrorInfo, RekeyErrorInit } from './core/errors.js';
export type * from './core/adapter.js';
export type * from './core/domain.js';
export type { Signer } from './core/signer.js';
