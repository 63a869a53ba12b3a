/** CAA (RFC 8659, RFC 8657, RFC 9495): usable without an element, in Node too. Importing has no effect. */
export { CAA_REUSE_SECONDS, verifyCaa } from './caa/verify.js';
export type { CaaNameInput, VerifyCaaOptions } from './caa/verify.js';
export { climbCaa } from './caa/climb.js';
export type { CaaAnswer, CaaClimb, CaaLookup } from './caa/climb.js';
export { DohResolver } from './caa/doh.js';
export type { DohResolverOptions } from './caa/doh.js';
export { CAA_RESOLVERS } from './caa/resolvers.js';
export type { CaaResolverPreset } from './caa/resolvers.js';
export { evaluateCaa, parseIssueValue } from './caa/evaluate.js';
export type { CaaEvaluation, CaaProperty, CaaReason, EvaluateCaaOptions, IssueValue } from './caa/evaluate.js';
export { normaliseName } from './caa/names.js';
export type { CaaNameKind, NormalisedName } from './caa/names.js';
export { formatCaaFix, proposeFix } from './caa/fix.js';
export type { CaaFixText } from './caa/fix.js';
export { formatCaa, formatCaaGeneric, parseCaaText } from './caa/text.js';
export { zoneLookup } from './caa/zone.js';
export type { CaaZone, CaaZoneEntry } from './caa/zone.js';
export type { CaaDnssec, CaaFix, CaaNameReport, CaaPerspective, CaaRecord, CaaReport, CaaStatus, CaaTrailStep, CaaVerdict } from './core/domain.js';
