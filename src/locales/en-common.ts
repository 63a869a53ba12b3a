import type { CertificateStatus, KeyAlgorithmId, RekeyReason } from '../core/domain.js';
import { count } from './en-count.js';

/** What every element says from its first screen on. */
export const common = {
  /** BCP 47, with the region whose dates stand for the language where a page names none. */
  lang: 'en-GB',

  common: {
    next: 'Next', back: 'Back', cancel: 'Cancel', tryAgain: 'Try again', loading: 'Loading', problem: 'There is a problem',
    allSteps: 'All steps', steps: 'Steps', stepDone: 'done', noAdapter: 'No registration authority is connected to this page.',
    step: (n: number, of: number): string => `Step ${n} of ${of}`,
    wholeFingerprint: (short: string): string => `Whole fingerprint of ${short}`,
    sandbox: 'This registration authority exists in this page only. Nobody trusts its certificates.',
    names: (n: number): string => count(n, 'name', 'names'),
  },

  algorithms: {
    'ec-p256': 'ECDSA P-256', 'ec-p384': 'ECDSA P-384', 'ec-p521': 'ECDSA P-521',
    'rsa-2048': 'RSA 2048', 'rsa-3072': 'RSA 3072', 'rsa-4096': 'RSA 4096',
    ed25519: 'Ed25519', 'ml-dsa-44': 'ML-DSA-44', 'ml-dsa-65': 'ML-DSA-65', 'ml-dsa-87': 'ML-DSA-87',
  } satisfies Record<KeyAlgorithmId, string> as Readonly<Record<string, string>>,

  certificateStatus: {
    active: 'Active', expired: 'Expired', revoked: 'Revoked', 'rekey-open': 'Rekey open', superseded: 'Superseded',
  } as Readonly<Record<CertificateStatus | 'superseded', string>>,

  reasons: {
    routine: 'Routine change', lost: 'The key is lost', compromised: 'The key may be compromised', algorithm: 'Change of algorithm',
  } as Readonly<Record<RekeyReason, string>>,
};
