/** The kinds of certificate that the sandbox's CA signs. */
export type CaProfileId = 'tls-server' | 'private-server' | 'user';

/** What the sandbox's CA puts into a certificate of one kind. */
export interface CaProfile {
  readonly id: CaProfileId;
  readonly name: string;
  /** Whether the TLS Baseline Requirements bind: validity, CAA, key strength. */
  readonly publicTrust: boolean;
  /** Extended key usage, dotted. */
  readonly purposes: readonly string[];
  /** Certificate policy under 2.999, the arc for examples (X.660). */
  readonly policy: string;
  /** The longest validity that the CA signs, in days of 86,400 seconds. */
  readonly maxDays: number;
}

const SERVER_AUTH = '1.3.6.1.5.5.7.3.1';
const CLIENT_AUTH = '1.3.6.1.5.5.7.3.2';
const EMAIL_PROTECTION = '1.3.6.1.5.5.7.3.4';

export const CA_PROFILES: Readonly<Record<CaProfileId, CaProfile>> = {
  'tls-server': {
    id: 'tls-server', name: 'TLS server, standard', publicTrust: true,
    purposes: [SERVER_AUTH], policy: '2.999.1.1', maxDays: 200,
  },
  'private-server': {
    id: 'private-server', name: 'TLS server, internal', publicTrust: false,
    purposes: [SERVER_AUTH, CLIENT_AUTH], policy: '2.999.1.2', maxDays: 825,
  },
  user: {
    id: 'user', name: 'User authentication', publicTrust: false,
    purposes: [CLIENT_AUTH, EMAIL_PROTECTION], policy: '2.999.1.3', maxDays: 825,
  },
};
