/** A public resolver, as data for a choice that a host or its user makes. */
export interface CaaResolverPreset {
  readonly id: string;
  readonly name: string;
  /** Its DoH address (RFC 8484). */
  readonly url: string;
  /** Who runs it and learns the names. */
  readonly operator: string;
  /** What the operator says that it does with them. */
  readonly privacyUrl: string;
  readonly discloses: {
    /** The names that are asked, and from which address, to the operator. */
    readonly namesTo: 'operator';
    /** True when a part of that address goes on to the name servers (RFC 7871). */
    readonly clientSubnet: boolean;
  };
  /** True when some names are withheld, for example those of malware. */
  readonly filters: boolean;
}

/**
 * Public resolvers that validate DNSSEC. None of them is ever asked by itself: a query tells its operator the name. They are
 * for `new DohResolver(preset)`, once the host or its user has chosen.
 */
export const CAA_RESOLVERS: readonly CaaResolverPreset[] = [
  {
    id: 'cloudflare', name: 'Cloudflare 1.1.1.1', url: 'https://cloudflare-dns.com/dns-query', operator: 'Cloudflare, Inc.',
    privacyUrl: 'https://developers.cloudflare.com/1.1.1.1/privacy/public-dns-resolver/',
    discloses: { namesTo: 'operator', clientSubnet: false }, filters: false,
  },
  {
    id: 'google', name: 'Google Public DNS', url: 'https://dns.google/dns-query', operator: 'Google LLC',
    privacyUrl: 'https://developers.google.com/speed/public-dns/privacy',
    discloses: { namesTo: 'operator', clientSubnet: true }, filters: false,
  },
  {
    id: 'quad9', name: 'Quad9', url: 'https://dns.quad9.net/dns-query', operator: 'Quad9 Foundation',
    privacyUrl: 'https://www.quad9.net/service/privacy/',
    discloses: { namesTo: 'operator', clientSubnet: false }, filters: true,
  },
];
