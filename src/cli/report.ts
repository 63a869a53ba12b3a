import type { CaaDnssec, CaaFix, CaaNameReport, CaaPerspective, CaaRecord, CaaReport, CaaTrailStep, CaaVerdict } from '../core/domain.js';
import { formatCaaFix } from '../caa/fix.js';
import { formatCaa } from '../caa/text.js';
import type { Line, Style } from './text.js';

const VERDICTS: Readonly<Record<CaaVerdict, readonly [Style, string]>> = {
  permitted: ['good', 'permitted'], 'likely-permitted': ['good', 'likely permitted'],
  forbidden: ['bad', 'forbidden'], 'likely-forbidden': ['bad', 'likely forbidden'],
  indeterminate: ['unclear', 'cannot be told'], 'not-applicable': ['quiet', 'not applicable'],
};

const REASONS: Readonly<Record<string, (owner: string) => string>> = {
  'no-record': () => 'There is no CAA record at this name or above it, so that any CA may issue.',
  'no-applicable-property': (owner) => `The records at ${owner} say nothing of such certificates, so that any CA may issue.`,
  'issue-satisfied': (owner) => `A record at ${owner} names the CA.`,
  'issuewild-satisfied': (owner) => `A record at ${owner} names the CA for wildcards.`,
  'issuemail-satisfied': (owner) => `A record at ${owner} names the CA for mailboxes.`,
  'critical-unknown': (owner) => `A critical record at ${owner} is of an unknown kind, which forbids (RFC 8659 section 4.1).`,
  'other-issuer': (owner) => `The records at ${owner} name other CAs.`,
  'empty-issuer': (owner) => `A record at ${owner} says that no CA may issue.`,
  'malformed-value': (owner) => `A record at ${owner} is malformed, which counts as naming no CA (RFC 8659 section 4.2).`,
  'account-uri': (owner) => `A record at ${owner} names the CA for another account (RFC 8657 section 3).`,
  'validation-method': (owner) => `A record at ${owner} names the CA for other validation methods (RFC 8657 section 4).`,
  servfail: () => 'A query failed, and so it is not known what stands there.',
  timeout: () => 'There was no answer in time, and so it is not known what stands there.',
  truncated: () => 'An answer was cut short, and so it is not known what stands there.',
  bogus: () => 'The DNSSEC signatures of an answer do not fit, which is never a permission.',
  'resolvers-disagree': () => 'The resolvers lead to different verdicts.',
  'bad-name': () => 'It is no name that CAA could be asked about.',
  'ip-name': () => 'CAA does not apply to IP addresses.',
};

const DNSSEC: Readonly<Record<CaaDnssec, string>> = {
  secure: 'DNSSEC secure', insecure: 'not signed', bogus: 'DNSSEC bogus', unknown: 'DNSSEC unknown',
};

const TROUBLE: Readonly<Record<string, string>> = { servfail: 'failed', timeout: 'no answer in time', truncated: 'cut short', bogus: 'bogus' };

const NEEDS: Readonly<Record<NonNullable<CaaFix['needs']>, string>> = {
  'account-uri': 'Its records are bound to an account: give yours with --account-uri to see what would permit it.',
  'validation-method': 'Its records are bound to validation methods: give yours with --method to see what would permit it.',
};

/** Records that are shown of one set; the JSON has them all. */
const MOST_RECORDS = 20;

/** The report in words, a paragraph a name. */
export function reportLines({ names, issuers }: CaaReport): Line[] {
  const count = (what: string): number => names.filter(({ verdict }) => verdict.endsWith(what)).length;
  const counts = [[count('permitted'), 'likely permitted'], [count('forbidden'), 'likely forbidden'], [count('indeterminate'), 'cannot be told'], [count('not-applicable'), 'not applicable']] as const;
  return [
    ...names.flatMap((name) => [...nameLines(name), []]),
    [`For ${issuers.join(' or ')}: ${counts.filter(([many]) => many > 0).map(([many, what]) => `${many} ${what}`).join(', ')}.`],
    [['quiet', 'Found from here, not by the CA: what the CA finds decides.']],
  ];
}

function nameLines(report: CaaNameReport): Line[] {
  const { name, wildcard, extra, verdict, reason, record, relevantOwner, trail, answers, dnssec, ttl, validUntil, fix } = report;
  const about = [...(wildcard ? ['wildcard'] : []), ...(extra === true ? ['added by the CA'] : [])];
  return [
    [['strong', name], ...(about.length > 0 ? [` (${about.join(', ')})`] : []), ': ', VERDICTS[verdict]],
    [`  ${sentence(reason, relevantOwner)}`],
    ...(record && relevantOwner !== undefined ? [['  Decided by: ', ['strong', zoneLine(relevantOwner, record)]] satisfies Line] : []),
    ...(ttl !== undefined || dnssec ? [[`  ${[...(dnssec ? [DNSSEC[dnssec]] : []), ...(ttl !== undefined ? [`time to live ${ttl} s`] : [])].join(', ')}`]] : []),
    ...(validUntil !== undefined ? [[`  A CA may rely on it until ${validUntil.replace(/\.\d+Z$/, 'Z')}.`]] : []),
    ...(answers.length > 1 ? answers.flatMap(answerLines) : trailLines(trail, '  ', answers[0]?.who)),
    ...(report.recordsDiffer === true ? [[['unclear', '  The resolvers came upon different records.'] as const]] : []),
    ...(fix ? fixLines(fix) : []),
  ];
}

function sentence(reason: string, owner: string | undefined): string {
  return Object.hasOwn(REASONS, reason) ? (REASONS[reason]?.(owner ?? 'the name') ?? reason) : reason;
}

function answerLines({ who, verdict, reason, relevantOwner, record, trail, dnssec, ttl }: CaaPerspective): Line[] {
  return [
    [`  ${who}: `, VERDICTS[verdict], `. ${sentence(reason, relevantOwner)}`],
    ...(record && relevantOwner !== undefined ? [[`    ${zoneLine(relevantOwner, record)}${facts(ttl, dnssec)}`]] : []),
    ...trailLines(trail ?? [], '    '),
  ];
}

/** How the deciding set was reached: each owner that was asked, the aliases that were followed, what stood there. */
function trailLines(trail: readonly CaaTrailStep[], indent: string, who?: string): Line[] {
  if (trail.length === 0) return [];
  return [
    [`${indent}Asked${who === undefined ? '' : ` ${who}`}:`],
    ...trail.flatMap((step): Line[] => [
      [`${indent}  ${[step.owner, ...step.aliases].join(' -> ')}: ${found(step)}`],
      ...step.records.slice(0, MOST_RECORDS).map((record): Line => [`${indent}    CAA ${formatCaa(record)}`]),
      ...(step.records.length > MOST_RECORDS ? [[`${indent}    and ${step.records.length - MOST_RECORDS} more`]] : []),
    ]),
  ];
}

function found({ status, records, error, extendedErrors = [], ttl, dnssec, resolver }: CaaTrailStep): string {
  const what = status === 'ok' || status === 'nxdomain'
    ? records.length > 0 ? `${records.length} ${records.length === 1 ? 'record' : 'records'}` : status === 'ok' ? 'no CAA record' : 'no such name'
    : TROUBLE[status] ?? status;
  const why = [...(error === undefined ? [] : [error]), ...extendedErrors.map((code) => `extended error ${code}`)];
  return `${what}${why.length > 0 ? `, ${why.join(', ')}` : ''}${facts(ttl, dnssec)}${resolver === undefined ? '' : `, as ${resolver} says`}`;
}

function facts(ttl: number | undefined, dnssec: CaaDnssec | undefined): string {
  const all = [...(ttl === undefined ? [] : [`${ttl} s`]), ...(dnssec ? [DNSSEC[dnssec]] : [])];
  return all.length > 0 ? ` (${all.join(', ')})` : '';
}

function zoneLine(owner: string, record: CaaRecord): string {
  return `${owner}. CAA ${formatCaa(record)}`;
}

function fixLines(fix: CaaFix): Line[] {
  if (fix.needs) return [[`  ${NEEDS[fix.needs]}`]];
  const blocked = fix.blockedBy.map((record): Line => [['bad', `  As long as this stands, no record helps: ${zoneLine(fix.owner, record)}`]]);
  if (fix.add.length === 0) return blocked;
  const { zone, generic } = formatCaaFix(fix);
  const pasted = (text: string): Line[] => text.trimEnd().split('\n').map((line) => [`    ${line}`]);
  return [
    ...blocked,
    [`  To permit it, have these records at ${fix.owner}${fix.viaAlias ? ', where the alias leads' : ''}, in the place of all that stand there:`],
    ...pasted(zone),
    ...fix.remove.map((record): Line => [`  This one goes: ${zoneLine(fix.owner, record)}`]),
    ['  For software that does not know CAA (RFC 3597):'],
    ...pasted(generic),
  ];
}
