/**
 * Everything in one module, for a page without a bundler: `rekey-elements/cdn/rekey-elements.min.js` is made of it. Importing it
 * registers the elements.
 */
import './define.js';

export * from './index.js';
export * from './core.js';
export * from './caa.js';
export * from './crypto.js';
export * from './adapters/rest.js';
export * from './sandbox.js';
// Two entries have a type of this name.
export type { CallOptions } from './core/adapter.js';
export { ar } from './locales/ar.js';
export { en } from './locales/en.js';
export { fr } from './locales/fr.js';
export type { Messages } from './locales/en.js';
