import type { CaaRecord } from '../core/domain.js';

/** The property that speaks for the kind of certificate: TLS names read `issue` (and `issuewild`), mailboxes `issuemail`. */
export type CaaProperty = 'issue' | 'issuemail';

export interface EvaluateCaaOptions {
  /** Issuer domain names that the CA answers to. */
  readonly issuers: readonly string[];
  /** True for a name that was asked for as `*.` something; without meaning for `issuemail`. */
  readonly wildcard?: boolean | undefined;
  /** The account at the CA (RFC 8657 section 3). Unknown here means that no `accounturi` can be satisfied. */
  readonly accountUri?: string | undefined;
  /** The validation method in use (RFC 8657 section 4). Unknown here means that no `validationmethods` can be satisfied. */
  readonly method?: string | undefined;
  /** `issue` unless given. */
  readonly property?: CaaProperty | undefined;
}

export type CaaReason =
  | 'no-record' | 'no-applicable-property'
  | 'issue-satisfied' | 'issuewild-satisfied' | 'issuemail-satisfied'
  | 'critical-unknown' | 'other-issuer' | 'empty-issuer' | 'malformed-value' | 'account-uri' | 'validation-method';

export interface CaaEvaluation {
  readonly verdict: 'permitted' | 'forbidden';
  readonly reason: CaaReason;
  /** The record that decided; absent when there was none to decide. */
  readonly record?: CaaRecord;
}

/** An issue, issuewild or issuemail value that follows the grammar of RFC 8659 section 4.2 (RFC 9495 section 3). */
export interface IssueValue {
  /** Lower case; empty when the value authorises nobody. */
  readonly issuer: string;
  /** In order, tags in lower case, repeated ones kept. */
  readonly parameters: readonly { readonly tag: string; readonly value: string }[];
}

const CRITICAL = 128;
// RFC 8659 sections 4.2 to 4.4, RFC 9495, and the contact properties of TLS BR appendix A.1.
const KNOWN_TAGS: ReadonlySet<string> = new Set(['issue', 'issuewild', 'issuemail', 'iodef', 'contactemail', 'contactphone']);

const LABEL = '[a-z0-9]+(?:-+[a-z0-9]+)*';
const ISSUER = new RegExp(`^${LABEL}(?:\\.${LABEL})*$`, 'i');
const PARAMETER_TAG = new RegExp(`^${LABEL}$`, 'i');
const PARAMETER_VALUE = /^[\x21-\x3a\x3c-\x7e]*$/;
const METHODS = /^(?:[a-z0-9-]+(?:,[a-z0-9-]+)*)?$/i;
// RFC 3986 section 3: a scheme, then only characters that a URI may hold, with whole percent escapes.
const URI = /^[a-z][a-z0-9+.-]*:(?:[a-z0-9._~:/?#[\]@!$&'()*+,;=-]|%[0-9a-f]{2})+$/i;

/** Only A to Z: Unicode case mapping would make other characters equal to ASCII letters. */
export function asciiLower(text: string): string {
  return text.replace(/[A-Z]+/g, (upper) => upper.toLowerCase());
}

/**
 * Reads an issuer value (one character a byte).
 *
 * @returns undefined when it breaks the grammar; RFC 8659 section 4.2 has it count as an empty issuer then.
 */
export function parseIssueValue(value: string): IssueValue | undefined {
  const [head = '', ...rest] = value.split(';').map(trimWsp);
  if (head !== '' && !ISSUER.test(head)) return undefined;
  const issuer = asciiLower(head);
  // One semicolon with nothing after it is in the grammar; an empty parameter among others is not.
  if (rest.length === 0 || (rest.length === 1 && rest[0] === '')) return { issuer, parameters: [] };

  const parameters: { tag: string; value: string }[] = [];
  for (const text of rest) {
    const equals = text.indexOf('=');
    if (equals < 0) return undefined;
    const tag = trimWsp(text.slice(0, equals));
    const parameter = trimWsp(text.slice(equals + 1));
    if (!PARAMETER_TAG.test(tag) || !PARAMETER_VALUE.test(parameter)) return undefined;
    parameters.push({ tag: asciiLower(tag), value: parameter });
  }
  return { issuer, parameters };
}

/** RFC 8659 section 4.1: a property that forbids whatever it says, since its kind is not known. */
export function isUnknownCritical({ flags, tag }: CaaRecord): boolean {
  return (flags & CRITICAL) !== 0 && !KNOWN_TAGS.has(asciiLower(tag));
}

/**
 * Decides one relevant resource record set for one CA: RFC 8659 section 4, RFC 8657, RFC 9495.
 *
 * Never throws, whatever bytes the records hold, and treats them as a set: their order decides only which of several
 * equally deciding records is named.
 */
export function evaluateCaa(records: readonly CaaRecord[], options: EvaluateCaaOptions): CaaEvaluation {
  if (records.length === 0) return { verdict: 'permitted', reason: 'no-record' };

  // RFC 8659 section 4.1: of the flags only the critical bit has a meaning.
  const critical = records.find(isUnknownCritical);
  if (critical) return { verdict: 'forbidden', reason: 'critical-unknown', record: critical };

  const withTag = (tag: string): CaaRecord[] => records.filter((record) => asciiLower(record.tag) === tag);
  let property: 'issue' | 'issuewild' | 'issuemail' = options.property ?? 'issue';
  let applicable = withTag(property);
  if (property === 'issue' && options.wildcard === true) {
    // RFC 8659 section 4.3: one issuewild, even a malformed one, puts every issue aside.
    const wild = withTag('issuewild');
    if (wild.length > 0) [property, applicable] = ['issuewild', wild];
  }
  if (applicable.length === 0) return { verdict: 'permitted', reason: 'no-applicable-property' };

  const issuers = new Set(options.issuers.map(asciiLower));
  let best: { reason: CaaReason; record: CaaRecord } | undefined;
  for (const record of applicable) {
    const obstacle = obstacleOf(record.value, issuers, options);
    if (obstacle === undefined) return { verdict: 'permitted', reason: `${property}-satisfied`, record };
    if (best === undefined || TELLING.indexOf(obstacle) < TELLING.indexOf(best.reason)) best = { reason: obstacle, record };
  }
  return { verdict: 'forbidden', reason: best?.reason ?? 'other-issuer', ...(best && { record: best.record }) };
}

/** The obstacle nearest to a permission is the one worth explaining. */
const TELLING: readonly CaaReason[] = ['account-uri', 'validation-method', 'malformed-value', 'other-issuer', 'empty-issuer'];

function obstacleOf(value: string, issuers: ReadonlySet<string>, options: EvaluateCaaOptions): CaaReason | undefined {
  const parsed = parseIssueValue(value);
  if (!parsed) return 'malformed-value';
  if (parsed.issuer === '') return 'empty-issuer';
  if (!issuers.has(parsed.issuer)) return 'other-issuer';

  const valuesOf = (tag: string): string[] => parsed.parameters.filter((p) => p.tag === tag).map((p) => p.value);
  const [account, ...moreAccounts] = valuesOf('accounturi');
  if (account !== undefined && (moreAccounts.length > 0 || !URI.test(account) || account !== options.accountUri)) return 'account-uri';
  // Each list is a restriction of its own, so a repeated one narrows further.
  for (const list of valuesOf('validationmethods')) {
    if (!METHODS.test(list) || options.method === undefined || !list.split(',').includes(options.method)) return 'validation-method';
  }
  return undefined;
}

/** WSP is space and tab (RFC 5234); written out because a trailing-space expression is quadratic on hostile values. */
function trimWsp(text: string): string {
  const isWsp = (at: number): boolean => text[at] === ' ' || text[at] === '\t';
  let start = 0;
  let end = text.length;
  while (start < end && isWsp(start)) start += 1;
  while (end > start && isWsp(end - 1)) end -= 1;
  return text.slice(start, end);
}
