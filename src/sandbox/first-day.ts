import type { CaaZoneEntry } from '../caa/zone.js';
import type { DomainControl } from '../core/domain.js';
import { sliceCertificate } from '../crypto/x509.js';
import { SUBSCRIBER_AGREEMENT } from './agreement.js';
import { createCa, SANDBOX_ISSUER } from './ca/ca.js';
import { CA_PROFILES } from './ca/profiles.js';
import { seedCertificates, type SeedPolicyId } from './ca/seeds.js';
import { defaultZone } from './ca/zone.js';
import { readCertificate } from './ra/certificates.js';
import { rememberKey } from './ra/keys.js';
import type { PolicyRecord } from './ra/model.js';
import { transact, type RaStore } from './ra/store.js';

const DAY = 86_400_000;

const STANDARD: PolicyRecord = {
  id: 'tls-server', name: 'TLS server, standard', action: 'rekey', agreementId: SUBSCRIBER_AGREEMENT.id,
  keySources: ['browser', 'upload'], keyAlgorithms: ['ec-p256', 'ec-p384', 'rsa-2048', 'rsa-3072', 'rsa-4096'],
  reasons: ['routine', 'lost', 'compromised', 'algorithm'],
  validity: { modes: ['new', 'same-duration', 'same-expiry'], maxDays: 200 },
  san: { editable: false }, csrMismatch: 'reject',
  caa: { gate: 'ra', issuers: [SANDBOX_ISSUER], accountUri: 'https://ca.sandbox.example/acct/1', extraNames: [] },
  secondFactor: { when: 'submit', methods: ['email-otp', 'sms-otp'] },
  predecessor: { disposition: 'kept' }, numbering: 'new', keyBackup: 'required',
  revocation: { text: 'Write to the Sandbox RA desk, revocation@ra.sandbox.example, and name the serial number.' },
  reissue: { text: 'Write to the Sandbox RA desk, reissue@ra.sandbox.example, and name the request number.' },
  dualControl: true, decisionRules: { reviewedTick: true, remarks: true },
};

/** The policies of the sandbox's first day, by the kinds of certificate that it knows. */
export function firstPolicies(): readonly PolicyRecord[] {
  const internal = { ...STANDARD.caa, gate: 'none' as const };
  return [
    STANDARD,
    {
      ...STANDARD, id: 'internal-server' satisfies SeedPolicyId, name: 'TLS server, internal', caa: internal,
      keyAlgorithms: ['ec-p256', 'ec-p384', 'rsa-3072', 'ed25519', 'ml-dsa-44', 'ml-dsa-65', 'ml-dsa-87'],
      secondFactor: { when: 'never', methods: [] }, validity: { modes: ['new', 'same-duration', 'same-expiry'], maxDays: 397 },
      san: { editable: true, kinds: ['dns', 'ip'], max: 25, within: ['build.example', 'internal.example'] },
      predecessor: { disposition: 'superseded', crlReason: 'superseded' }, keyBackup: 'optional', numbering: 'same',
    },
    {
      ...STANDARD, id: 'user-card' satisfies SeedPolicyId, name: 'User authentication', caa: internal,
      keySources: ['token', 'browser', 'upload'],
      validity: { modes: ['same-expiry', 'new'], maxDays: 730 },
    },
    { ...STANDARD, id: 'renew-only' satisfies SeedPolicyId, name: 'TLS server, renewal only', action: 'renew' },
  ];
}

/**
 * Writes everything that an RA begins with, in one commit, unless it is there already: of two tabs that open an empty store at
 * once, one wins and the other goes on with what that one wrote.
 * @param now milliseconds since the epoch
 */
export async function populate(store: RaStore, now: number, crypto: Crypto): Promise<void> {
  if (await store.get('ca', 'ca') !== undefined) return;
  const ca = await createCa({ now: () => now, crypto });
  const seeds = await seedCertificates(ca, now);
  await transact(store, async (work) => {
    if (await work.get('ca', 'ca') !== undefined) return;
    work.put('ca', 'ca', { state: ca.exportState() });
    work.put('settings', 'settings', { showCitizenId: true, vetting: { web: true, admin: false } });
    work.put('agreements', SUBSCRIBER_AGREEMENT.id, SUBSCRIBER_AGREEMENT);
    for (const policy of firstPolicies()) work.put('policies', policy.id, policy);
    for (const [owner, entry] of Object.entries(defaultZone())) work.put('zone', owner, entry satisfies CaaZoneEntry);
    const control: DomainControl = { status: 'valid', method: 'dns-txt', reusableUntil: new Date(now + 90 * DAY).toISOString() };
    for (const seed of seeds) {
      const { id, name, publicTrust } = CA_PROFILES[seed.profileId];
      const facts = await readCertificate(seed.pem, () => (publicTrust ? control : undefined));
      work.put('certificates', seed.id, {
        ...facts, id: seed.id, version: 1, requestNumber: seed.requestNumber, lineageId: seed.id, policyId: seed.policyId,
        ownerId: seed.ownerId, enrolledBy: seed.enrolledBy, chain: seed.chain, profile: { id, name, publicTrust },
        createdAt: facts.notBefore, ...(seed.revocation !== undefined && { revocation: seed.revocation }),
      });
      work.put('lineages', seed.id, { certificateIds: [seed.id], requestIds: [] });
      await rememberKey(work, sliceCertificate(seed.pem).spki, { use: 'certificate' });
    }
  });
}
