/** A whole RA in the page, with a real CA: for demos, stories and tests. Importing has no effect. */
export { createSandboxRa, SandboxRa } from './sandbox/sandbox-ra.js';
export type { SandboxInbox, SandboxOptions } from './sandbox/sandbox-ra.js';
export type { SandboxClock, SandboxControls } from './sandbox/controls.js';
export type { Failures, FailureTarget, PlannedFailure } from './sandbox/failures.js';
export type { AccountStatus, DirectoryAccount, DirectoryEntry } from './sandbox/directory.js';
export { openSandboxIdentityProvider } from './sandbox/idp/identity-provider.js';
export type { IdentityProviderOptions, PendingSignIn, SandboxIdentityProvider } from './sandbox/idp/identity-provider.js';
export type { SignInMethod } from './sandbox/idp/authorization.js';
export type { SignInEnd } from './sandbox/ra/second-factor-sign-in.js';
export { SANDBOX_PIN, SandboxCard } from './sandbox/card.js';
export type { SandboxCardOptions } from './sandbox/card.js';
export { SCENARIOS } from './sandbox/scenarios.js';
export type { ScenarioName, ScenarioResult } from './sandbox/scenarios.js';
export { SANDBOX_ISSUER } from './sandbox/ca/ca.js';
export { IndexedDbStore } from './sandbox/stores/indexeddb.js';
export { MemoryStore } from './sandbox/stores/memory.js';
export type { RaStore, Row, RowRef, Expectation, Write } from './sandbox/ra/store.js';
export type {
  CertificateAction, ClockRecord, FactorOptions, Message, Origin, Person, PolicyRecord, SettingsRecord, TableName, Tables,
} from './sandbox/ra/model.js';
