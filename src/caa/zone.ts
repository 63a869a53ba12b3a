import type { CaaRecord, CaaStatus } from '../core/domain.js';
import type { CaaAnswer, CaaLookup } from './climb.js';
import { asciiLower } from './evaluate.js';

export interface CaaZoneEntry {
  readonly records?: readonly CaaRecord[];
  /** An alias; nothing else may stand beside it (RFC 1034 section 3.6.2), so records are ignored then. */
  readonly cname?: string;
  /** `ok` unless given. */
  readonly status?: CaaStatus;
  /** Seconds; 3600 unless given. */
  readonly ttl?: number;
}

/** A piece of the DNS as plain data, by owner name. */
export type CaaZone = Readonly<Record<string, CaaZoneEntry>>;

const MAX_ALIASES = 16;
const DEFAULT_TTL = 3600;

/**
 * A resolver over data instead of a network: follows aliases, answers `servfail` on a loop, `nxdomain` below which nothing
 * stands.
 *
 * @param zone the data, or a function that gives what it is now
 * @param who how reports name this resolver
 */
export function zoneLookup(zone: CaaZone | (() => CaaZone), who?: string): CaaLookup {
  const entries = typeof zone === 'function' ? () => byOwner(zone()) : ((fixed) => () => fixed)(byOwner(zone));
  const lookup: CaaLookup = async (owner) => answerFrom(entries(), canonical(owner));
  return who === undefined ? lookup : Object.assign(lookup, { who });
}

function answerFrom(entries: ReadonlyMap<string, CaaZoneEntry>, owner: string): CaaAnswer {
  const aliases: string[] = [];
  let ttl = Infinity;
  for (let at = owner; ;) {
    const entry = entries.get(at);
    if (!entry) {
      const exists = [...entries.keys()].some((name) => name.endsWith(`.${at}`));
      return { status: exists ? 'ok' : 'nxdomain', records: [], aliases };
    }
    ttl = Math.min(ttl, entry.ttl ?? DEFAULT_TTL);
    const status = entry.status ?? 'ok';
    if (status !== 'ok') return { status, records: [], aliases };
    if (entry.cname === undefined) return { status, records: entry.records ?? [], ttl, aliases };
    at = canonical(entry.cname);
    if (at === owner || aliases.includes(at) || aliases.length >= MAX_ALIASES) return { status: 'servfail', records: [], aliases };
    aliases.push(at);
  }
}

function byOwner(zone: CaaZone): Map<string, CaaZoneEntry> {
  return new Map(Object.entries(zone).map(([owner, entry]) => [canonical(owner), entry]));
}

function canonical(name: string): string {
  const lower = asciiLower(name);
  return lower.endsWith('.') ? lower.slice(0, -1) : lower;
}
