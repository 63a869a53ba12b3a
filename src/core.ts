/**
 * The rekey domain without a page: the types, the port to an RA, the flow as data and the session that runs it.
 */
export * from './core/domain.js';
export * from './core/adapter.js';
export * from './core/errors.js';
export * from './core/lifecycle.js';
export * from './core/validity.js';
export * from './core/keys.js';
export * from './core/signer.js';
export * from './core/calls.js';
export * from './core/ports.js';
export * from './core/plan.js';
export * from './core/flow.js';
export * from './core/session.js';
