import type { CaaLookup } from '../../caa/climb.js';
import type { CaaResolverPreset } from '../../caa/resolvers.js';
import type { CaaReport, DomainItem } from '../../core/domain.js';
import { RekeyError } from '../../core/errors.js';

/**
 * Who is asked from the page: a look-up (a `DohResolver` is one) or the description of a public resolver, as `CAA_RESOLVERS` has
 * them.
 */
export type CaaResolver = CaaLookup | CaaResolverPreset;

/** Who learns the names, as far as it is known. */
export interface ResolverWords {
  readonly name: string;
  /** The host that queries go to. */
  readonly host?: string;
  readonly operator?: string;
  readonly privacyUrl?: string;
  readonly clientSubnet: boolean;
  readonly filters: boolean;
}

export interface PageQuestion {
  readonly items: readonly DomainItem[];
  readonly issuers: readonly string[];
  readonly accountUri?: string | undefined;
  readonly method?: string | undefined;
  readonly resolvers: readonly CaaResolver[];
  readonly now: () => number;
  readonly signal: AbortSignal;
}

export interface PageFinding {
  readonly report: CaaReport;
  /** The names that were asked, as the report has them: lower case, A-labels. */
  readonly items: readonly DomainItem[];
}

export function wordsOf(resolver: CaaResolver, at: number): ResolverWords {
  if (typeof resolver !== 'function') {
    const { name, url, operator, privacyUrl, discloses, filters } = resolver;
    return { name, host: hostOf(url), operator, privacyUrl, clientSubnet: discloses.clientSubnet, filters };
  }
  const { who, url } = resolver as CaaLookup & { readonly url?: unknown };
  const host = typeof url === 'string' ? hostOf(url) : '';
  return { name: who ?? `resolver-${at + 1}`, ...(host !== '' && host !== who && { host }), clientSubnet: false, filters: false };
}

function hostOf(url: string): string {
  try {
    return new URL(url).host;
  } catch {
    return '';
  }
}

/**
 * Asks the resolvers, and nobody before it is called.
 * @throws RekeyError `aborted`; `unavailable`, reason `code`, when the code for it could not be loaded
 */
export async function checkFromPage({ items, resolvers, signal, ...question }: PageQuestion): Promise<PageFinding> {
  const { DohResolver, normaliseName, verifyCaa } = await load();
  const lookups = resolvers.map((resolver): CaaLookup => {
    if (typeof resolver === 'function') return resolver;
    try {
      return new DohResolver(resolver);
    } catch {
      const answer = { status: 'servfail', records: [], error: 'bad-resolver' } as const;
      return Object.assign(async () => answer, { who: resolver.name });
    }
  });
  const asked = items.map((item): DomainItem => {
    try {
      return { ...item, name: normaliseName(item.name, item.kind).name };
    } catch {
      return item;
    }
  });
  return { items: distinct(asked), report: await verifyCaa(asked, { ...question, resolvers: lookups, signal }) };
}

function distinct(items: readonly DomainItem[]): DomainItem[] {
  return [...new Map(items.map((item) => [`${item.kind} ${item.name}`, item])).values()];
}

async function load() {
  try {
    const [{ verifyCaa }, { DohResolver }, { normaliseName }] = await Promise.all([import('../../caa/verify.js'), import('../../caa/doh.js'), import('../../caa/names.js')]);
    return { verifyCaa, DohResolver, normaliseName };
  } catch (cause) {
    throw new RekeyError('unavailable', { reason: 'code', cause });
  }
}
