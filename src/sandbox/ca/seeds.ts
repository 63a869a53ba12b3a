import type { Enrolment, Pem } from '../../core/domain.js';
import { fromBase64 } from '../../crypto/bytes.js';
import type { Bytes } from '../../crypto/bytes.js';
import type { SandboxCa } from './ca.js';
import { attribute, distinguishedName, dnsName, generalNames, ipAddress, rfc822Name, userPrincipalName } from './names.js';
import { CA_PROFILES } from './profiles.js';
import type { CaProfileId } from './profiles.js';
import { SEED_KEYS } from './seed-keys.js';

/** A certificate that the sandbox's RA knows from its first day. */
export interface SeedCertificate {
  readonly id: string;
  readonly requestNumber: string;
  readonly pem: Pem;
  /** The issuing CA, then the root. */
  readonly chain: readonly Pem[];
  readonly serialNumber: string;
  /** An account of the sandbox's RA. */
  readonly ownerId: 'user' | 'user2' | 'operator';
  readonly profileId: CaProfileId;
  readonly enrolledBy: Enrolment;
  readonly policyId: SeedPolicyId;
  /** ISO 8601; an RFC 5280 section 5.3.1 reason. */
  readonly revocation?: { readonly at: string; readonly reason: string };
}

/** The policies that the seeds stand under; what they allow is the RA's to say. */
export type SeedPolicyId = 'tls-server' | 'internal-server' | 'user-card' | 'renew-only';

interface Seed {
  readonly id: string;
  readonly number: number;
  readonly key: keyof typeof SEED_KEYS;
  readonly subject: Bytes;
  readonly names: Bytes;
  /** Days since it was issued, and days that it is valid for. */
  readonly age: number;
  readonly days: number;
  /** `user` unless given. */
  readonly ownerId?: SeedCertificate['ownerId'];
  readonly profileId?: CaProfileId;
  readonly enrolledBy: Enrolment;
  readonly policyId?: SeedPolicyId;
  /** Days ago. */
  readonly revoked?: { readonly age: number; readonly reason: string };
}

const DAY = 86_400_000;

/**
 * Issues the certificates that the sandbox starts with, each dated relative to `now` (milliseconds since the epoch). Only
 * signatures are made: the keys are ready.
 */
export async function seedCertificates(ca: SandboxCa, now: number): Promise<SeedCertificate[]> {
  return Promise.all(seeds().map(async (seed): Promise<SeedCertificate> => {
    const profileId = seed.profileId ?? 'tls-server';
    const issuedAt = now - seed.age * DAY;
    const { certificate, chain, serialNumber } = await ca.issue({
      spki: fromBase64(SEED_KEYS[seed.key]), subject: seed.subject, subjectAltName: seed.names, profile: CA_PROFILES[profileId],
      notBefore: new Date(issuedAt), notAfter: new Date(issuedAt + seed.days * DAY - 1000),
    });
    return {
      id: seed.id,
      requestNumber: `CR-${new Date(issuedAt).getUTCFullYear()}-${String(seed.number).padStart(6, '0')}`,
      pem: certificate, chain, serialNumber, ownerId: seed.ownerId ?? 'user', profileId, enrolledBy: seed.enrolledBy,
      policyId: seed.policyId ?? 'tls-server',
      ...(seed.revoked && { revocation: { at: new Date(now - seed.revoked.age * DAY).toISOString(), reason: seed.revoked.reason } }),
    };
  }));
}

const company = (commonName: string): Bytes => distinguishedName(
  attribute('C', 'GB'), attribute('ST', 'West Yorkshire'), attribute('L', 'Leeds'), attribute('O', 'Example Trading Ltd'),
  attribute('CN', commonName),
);
const dnsNames = (...names: readonly string[]): Bytes => generalNames(...names.map(dnsName));

function seeds(): readonly Seed[] {
  return [
    {
      // An A-label, a wildcard, three registries and an address: every row that the domain step can show.
      id: 'cert-shop', number: 3021, key: 'shop', enrolledBy: 'csr', age: 20, days: 200, subject: company('shop.example.com'),
      names: generalNames(
        ...['shop.example.com', '*.img.static.example.com', 'api.example.net', 'xn--mnchen-3ya.example', 'legacy.example.org'].map(dnsName),
        ipAddress('192.0.2.24'),
      ),
    },
    {
      id: 'cert-app', number: 3107, key: 'app', enrolledBy: 'browser', age: 12, days: 200, subject: company('app.example.com'),
      names: dnsNames('app.example.com', 'www.app.example.com'),
    },
    {
      id: 'cert-mail', number: 2894, key: 'mail', enrolledBy: 'csr', age: 61, days: 200, ownerId: 'operator',
      subject: company('mail.example.net'), names: dnsNames('mail.example.net', 'smtp.example.net', 'imap.example.net'),
    },
    {
      id: 'cert-vpn', number: 2977, key: 'vpn', enrolledBy: 'token', age: 33, days: 200, subject: company('vpn.example.com'),
      names: dnsNames('vpn.example.com'),
    },
    {
      id: 'cert-old', number: 1250, key: 'old', enrolledBy: 'csr', age: 212, days: 200, subject: company('old.example.com'),
      names: dnsNames('old.example.com'),
    },
    {
      id: 'cert-museum', ownerId: 'user2', number: 2655, key: 'museum', enrolledBy: 'csr', age: 90, days: 200,
      subject: company('www.museum.example'), names: dnsNames('www.museum.example', 'museum.example'), revoked: { age: 9, reason: 'keyCompromise' },
    },
    {
      id: 'cert-support', number: 1383, key: 'support', enrolledBy: 'browser', age: 195, days: 200,
      subject: company('support.example.com'), names: dnsNames('support.example.com'),
    },
    {
      id: 'cert-ci', number: 2048, key: 'ci', enrolledBy: 'csr', age: 260, days: 730, ownerId: 'operator', profileId: 'private-server',
      policyId: 'internal-server',
      subject: distinguishedName(attribute('O', 'Example Trading Ltd'), attribute('OU', 'Build'), attribute('CN', 'ci.build.example')),
      names: dnsNames('ci.build.example', 'registry.build.example'),
    },
    {
      // One RDN of two attributes, three string types, an attribute that nobody knows: none of it may change on the way.
      id: 'cert-names', number: 3055, key: 'names', enrolledBy: 'csr', age: 15, days: 200,
      subject: distinguishedName(
        attribute('C', 'DE'), attribute('O', 'Müller & Söhne, "Netze" GmbH', 'bmp'), attribute('2.999.42.1', 'Rack 7, unit <12>'),
        [attribute('CN', 'names.example.org', 'printable'), attribute('serialNumber', 'HRB 4711')],
        attribute('emailAddress', 'pki@example.org'),
      ),
      names: dnsNames('names.example.org'),
    },
    {
      id: 'cert-edge', number: 3062, key: 'edge', enrolledBy: 'browser', age: 14, days: 200, subject: distinguishedName(),
      names: dnsNames('edge.example.net', 'edge-2.example.net'),
    },
    {
      id: 'cert-card', number: 2711, key: 'card', enrolledBy: 'token', age: 80, days: 730, profileId: 'user', policyId: 'user-card',
      subject: distinguishedName(
        attribute('C', 'GB'), attribute('O', 'Example Trading Ltd'), attribute('UID', 'aoberg'), attribute('CN', 'Åsa Öberg'),
      ),
      names: generalNames(userPrincipalName('aoberg@corp.example.com'), rfc822Name('asa.oberg@example.com')),
    },
    {
      id: 'cert-blocked', number: 3080, key: 'blocked', enrolledBy: 'csr', age: 13, days: 200, subject: company('blocked.example.net'),
      names: dnsNames('blocked.example.net'),
    },
    {
      id: 'cert-flaky', number: 3091, key: 'flaky', enrolledBy: 'browser', age: 13, days: 200, subject: company('flaky.example.org'),
      names: dnsNames('flaky.example.org'),
    },
    {
      id: 'cert-archive', ownerId: 'user2', number: 2660, key: 'archive', enrolledBy: 'csr', age: 89, days: 200, policyId: 'renew-only',
      subject: company('archive.museum.example'), names: dnsNames('archive.museum.example'),
    },
  ];
}
