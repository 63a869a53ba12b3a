import { toRekeyError } from '../core/errors.js';
import type { CaaDnssec, CaaNameReport, CaaPerspective, CaaReport, CaaTrailStep, CaaVerdict } from '../core/domain.js';
import { climbCaa, shareLookup, untilDone } from './climb.js';
import type { CaaClimb, CaaLookup } from './climb.js';
import { evaluateCaa } from './evaluate.js';
import type { CaaEvaluation, EvaluateCaaOptions } from './evaluate.js';
import { proposeFix } from './fix.js';
import { normaliseName } from './names.js';
import type { CaaNameKind, NormalisedName } from './names.js';

/** A verdict may be used for the time to live of the records or for this long, whichever is more (TLS BR 3.2.2.8). */
export const CAA_REUSE_SECONDS = 8 * 3600;
/** The longest time to live of a record (RFC 2181 section 8). */
const MAX_TTL = 2 ** 31 - 1;

/** A name to check; the kind is told from its form when only text is given. */
export type CaaNameInput = string | { readonly name: string; readonly kind: CaaNameKind; readonly extra?: boolean | undefined };

export interface VerifyCaaOptions {
  readonly issuers: readonly string[];
  readonly accountUri?: string | undefined;
  readonly method?: string | undefined;
  /** Asked side by side. For an RA the first is its primary network perspective and the others are remote ones. */
  readonly resolvers: readonly CaaLookup[];
  /** Who reports: `page`, the default, is advisory and says `likely-`; `ra` decides. */
  readonly by?: 'page' | 'ra' | undefined;
  /** Names that the CA adds by itself; those that are among the names already are not repeated. */
  readonly extraNames?: readonly string[] | undefined;
  /** Milliseconds since the epoch; the system clock unless given. */
  readonly now?: (() => number) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What one resolver led to, for one name. */
interface Finding {
  readonly who: string;
  readonly climb: CaaClimb;
  readonly verdict: 'permitted' | 'forbidden' | 'indeterminate';
  readonly reason: string;
  readonly evaluation?: CaaEvaluation;
  readonly dnssec?: CaaDnssec;
}

/**
 * Checks names against CAA, all at once: each owner name is asked once a resolver, however many names share it.
 *
 * @param names dNSNames, mailboxes (`issuemail` at the mail domain, RFC 9495) and IP addresses (not applicable)
 * @returns a report with one entry a name, in order, without repetitions; a text that is no name is `indeterminate`
 * @throws RekeyError `aborted`
 */
export async function verifyCaa(names: readonly CaaNameInput[], options: VerifyCaaOptions): Promise<CaaReport> {
  const now = options.now?.() ?? Date.now();
  const reports = await untilDone(options.signal, (whileNeeded) => {
    const resolvers = options.resolvers.map((lookup, at) => ({ who: lookup.who ?? `resolver-${at + 1}`, lookup: shareLookup(lookup, whileNeeded) }));
    return Promise.all(distinct(names, options.extraNames ?? []).map((entry) => reportOf(entry, resolvers, options, now)));
  });
  const expiries = reports.flatMap(({ validUntil }) => validUntil ?? []).sort();
  return {
    checkedAt: new Date(now).toISOString(),
    by: options.by ?? 'page',
    issuers: [...options.issuers],
    names: reports,
    ...(expiries[0] !== undefined && { validUntil: expiries[0] }),
  };
}

interface Entry { readonly name: NormalisedName; readonly bad: boolean; readonly extra: boolean }

function distinct(names: readonly CaaNameInput[], extraNames: readonly string[]): Entry[] {
  const entries = new Map<string, Entry>();
  const inputs = [...names, ...extraNames.map((name) => ({ name, kind: undefined, extra: true }))];
  for (const input of inputs) {
    const { name, kind, extra = false } = typeof input === 'string' ? { name: input, kind: undefined } : input;
    const entry = normalised(name, kind, extra);
    const key = `${entry.name.kind} ${entry.name.name}`;
    if (!entries.has(key)) entries.set(key, entry);
  }
  return [...entries.values()];
}

function normalised(name: string, kind: CaaNameKind | undefined, extra: boolean): Entry {
  try {
    return { name: normaliseName(name, kind), bad: false, extra };
  } catch (thrown) {
    if (toRekeyError(thrown).code !== 'bad-input') throw thrown;
    return { name: { name, kind: kind ?? 'other', wildcard: name.startsWith('*.') }, bad: true, extra };
  }
}

async function reportOf(
  { name: { name, kind, wildcard, domain }, bad, extra }: Entry,
  resolvers: readonly { readonly who: string; readonly lookup: CaaLookup }[], options: VerifyCaaOptions, now: number,
): Promise<CaaNameReport> {
  const about = { name, kind, wildcard, ...(extra && { extra }) };
  if (domain === undefined || resolvers.length === 0) {
    const verdict = domain === undefined && !bad ? 'not-applicable' : 'indeterminate';
    const reason = bad ? 'bad-name' : domain === undefined ? `${kind}-name` : 'no-resolver';
    return { ...about, verdict, reason, trail: [], answers: [] };
  }

  const question: EvaluateCaaOptions = {
    issuers: options.issuers, wildcard, accountUri: options.accountUri, method: options.method,
    property: kind === 'email' ? 'issuemail' : 'issue',
  };
  const findings = await Promise.all(resolvers.map(async ({ who, lookup }): Promise<Finding> => {
    const climb = await climbCaa(domain, lookup);
    const dnssec = weakest(climb.trail);
    const found = { who, climb, ...(dnssec && { dnssec }) };
    if (climb.status === 'error') return { ...found, verdict: 'indeterminate', reason: climb.trail.at(-1)?.status ?? 'servfail' };
    const evaluation = evaluateCaa(climb.relevant?.records ?? [], question);
    return { ...found, verdict: evaluation.verdict, reason: evaluation.reason, evaluation };
  }));

  const deciding = (options.by === 'ra' ? corroborated : unanimous)(findings);
  const { climb, verdict, reason } = deciding;
  const said = (plain: Finding['verdict']): CaaVerdict =>
    plain === 'indeterminate' || options.by === 'ra' ? plain : `likely-${plain}`;
  const ttls = findings.filter((finding) => finding.verdict === verdict).flatMap((finding) => usableTtl(finding.climb.relevant?.ttl));
  const ttl = ttls.length > 0 ? Math.min(...ttls) : undefined;
  const fix = verdict === 'forbidden' && climb.relevant ? proposeFix(climb.relevant, question) : undefined;
  return {
    ...about,
    verdict: said(verdict),
    reason,
    ...evidence(deciding),
    trail: climb.trail,
    ...(ttl !== undefined && { ttl }),
    ...(verdict !== 'indeterminate' && { validUntil: new Date(now + Math.max(ttl ?? 0, CAA_REUSE_SECONDS) * 1000).toISOString() }),
    answers: findings.map((finding): CaaPerspective => {
      const [own] = usableTtl(finding.climb.relevant?.ttl);
      return {
        who: finding.who, verdict: said(finding.verdict), reason: finding.reason, ...evidence(finding),
        ...(own !== undefined && { ttl: own }), ...(findings.length > 1 && { trail: finding.climb.trail }),
      };
    }),
    ...(new Set(findings.flatMap(contents)).size > 1 && { recordsDiffer: true as const }),
    ...(fix && { fix }),
  };
}

function evidence({ climb, evaluation, dnssec }: Finding): Pick<CaaNameReport, 'relevantOwner' | 'record' | 'dnssec'> {
  return {
    ...(climb.relevant && { relevantOwner: climb.relevant.owner }), ...(evaluation?.record && { record: evaluation.record }), ...(dnssec && { dnssec }),
  };
}

/** What was found, whatever the order of the records; nothing where it could not be told. */
function contents({ climb: { status, relevant } }: Finding): string[] {
  if (status === 'error') return [];
  return [JSON.stringify([relevant?.owner, relevant?.records.map(({ flags, tag, value }) => JSON.stringify([flags, tag, value])).sort()])];
}

const WEAKEST_FIRST: readonly CaaDnssec[] = ['bogus', 'unknown', 'insecure', 'secure'];

/** A verdict is no better vouched for than the weakest answer it rests on: an absence below a record set counts too. */
function weakest(trail: readonly CaaTrailStep[]): CaaDnssec | undefined {
  if (trail.every(({ dnssec }) => dnssec === undefined)) return undefined;
  return WEAKEST_FIRST.find((state) => trail.some(({ dnssec = 'unknown' }) => dnssec === state));
}

/** From a page there are only resolvers: no majority makes one of them right, so they agree or nothing can be told. */
function unanimous(findings: readonly Finding[]): Finding {
  const first = findings[0] as Finding;
  const dissenting = findings.find((finding) => finding.verdict !== first.verdict);
  if (!dissenting) return first;
  const telling = first.verdict === 'permitted' ? dissenting : first;
  return { ...telling, verdict: 'indeterminate', reason: 'resolvers-disagree' };
}

/** The primary perspective decides; a permission needs the quorum of TLS BR 3.2.2.9. */
function corroborated(findings: readonly Finding[]): Finding {
  const [primary, ...remote] = findings as readonly [Finding, ...Finding[]];
  if (primary.verdict !== 'permitted') return primary;
  const against = remote.filter((finding) => finding.verdict !== 'permitted');
  const tolerated = remote.length < 2 ? 0 : remote.length <= 5 ? 1 : 2;
  if (against.length <= tolerated) return primary;
  return { ...(against[0] as Finding), verdict: 'indeterminate', reason: 'not-corroborated' };
}

function usableTtl(ttl: number | undefined): number[] {
  return ttl !== undefined && Number.isFinite(ttl) ? [Math.min(Math.max(ttl, 0), MAX_TTL)] : [];
}
