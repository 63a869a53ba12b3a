import type { CaaFix, CaaRecord } from '../core/domain.js';
import type { CaaClimb } from './climb.js';
import { asciiLower, evaluateCaa, isUnknownCritical, parseIssueValue } from './evaluate.js';
import type { EvaluateCaaOptions } from './evaluate.js';
import { formatCaa, formatCaaGeneric } from './text.js';

/**
 * The change by which a relevant record set that forbids would permit the first of the issuers, with everything else that it
 * allows or forbids left as it is: a record of the property that decided, beside those that stand there, bound to the account
 * and the method of the question where the record of the same CA was bound.
 *
 * @returns undefined when the set permits already, or no issuer is given that a record could name
 */
export function proposeFix(relevant: NonNullable<CaaClimb['relevant']>, question: EvaluateCaaOptions): CaaFix | undefined {
  const { owner, records, aliases, ttl } = relevant;
  if (evaluateCaa(records, question).verdict === 'permitted') return undefined;
  const blockedBy = records.filter(isUnknownCritical);
  const change = changeOf(records.filter((record) => !blockedBy.includes(record)), question);
  if (!change) return undefined;
  const end = aliases.at(-1);
  return {
    // Nothing may stand beside a CNAME (RFC 2181 section 10.1).
    owner: end ?? owner,
    ...(end !== undefined && { viaAlias: true as const }),
    ...(ttl !== undefined && { ttl }),
    ...change,
    keep: records.filter((record) => !change.remove.includes(record)),
    blockedBy,
  };
}

type Change = Pick<CaaFix, 'add' | 'remove' | 'needs'>;

function changeOf(records: readonly CaaRecord[], question: EvaluateCaaOptions): Change | undefined {
  const { verdict, reason, record } = evaluateCaa(records, question);
  if (verdict === 'permitted' || !record) return { add: [], remove: [] };
  const tag = asciiLower(record.tag);
  const added = (value: string): CaaRecord => ({ flags: 0, tag, value });
  if (reason === 'account-uri' || reason === 'validation-method') return boundChange(record, added, question);

  const issuer = question.issuers.find((name) => name !== '' && parseIssueValue(name)?.issuer === asciiLower(name));
  if (issuer === undefined) return undefined;
  const siblings = records.filter((other) => asciiLower(other.tag) === tag);
  return {
    add: [added(issuer)],
    remove: siblings.filter((other) => other === record ? reason !== 'other-issuer' : parseIssueValue(other.value)?.issuer === ''),
  };
}

/** RFC 8657: a record that names the CA for another account or method stays as it is, and one for ours joins it. */
function boundChange(record: CaaRecord, added: (value: string) => CaaRecord, { issuers, accountUri, method, ...rest }: EvaluateCaaOptions): Change {
  const { issuer = '', parameters = [] } = parseIssueValue(record.value) ?? {};
  const has = (tag: string): boolean => parameters.some((parameter) => parameter.tag === tag);
  if (has('accounturi') && accountUri === undefined) return { add: [], remove: [], needs: 'account-uri' };
  if (has('validationmethods') && method === undefined) return { add: [], remove: [], needs: 'validation-method' };
  const ours = [
    ...(has('accounturi') ? [`accounturi=${accountUri}`] : []),
    ...(has('validationmethods') ? [`validationmethods=${method}`] : []),
    ...parameters.filter(({ tag }) => tag !== 'accounturi' && tag !== 'validationmethods').map(({ tag, value }) => `${tag}=${value}`),
  ];
  const made = added([issuer, ...ours].join('; '));
  // An account that no record can name: one that is no URI, or holds a semicolon.
  const names = evaluateCaa([made], { issuers, accountUri, method, ...rest, wildcard: made.tag === 'issuewild' }).verdict === 'permitted';
  return names ? { add: [made], remove: [] } : { add: [], remove: [], needs: has('accounturi') ? 'account-uri' : 'validation-method' };
}

/** A fix in the forms that name servers and their forms take. */
export interface CaaFixText {
  /** The whole record set after the change, one record a line, in zone-file syntax (RFC 1035 section 5.1). */
  readonly zone: string;
  /** The same for software that does not know CAA (RFC 3597 section 5). */
  readonly generic: string;
  /** The records to add, to be typed in field by field. */
  readonly fields: readonly { readonly name: string; readonly flags: string; readonly tag: string; readonly value: string }[];
}

/** Text that is safe to paste, whatever the records hold. */
export function formatCaaFix({ owner, ttl, keep, add }: CaaFix): CaaFixText {
  const head = [`${owner}.`, ...(ttl === undefined ? [] : [String(ttl)]), 'IN'].join(' ');
  const set = [...keep, ...add];
  return {
    zone: set.map((record) => `${head} CAA ${formatCaa(record)}\n`).join(''),
    generic: set.map((record) => `${head} TYPE257 ${formatCaaGeneric(record)}\n`).join(''),
    fields: add.map(({ flags, tag, value }) => ({ name: owner, flags: String(flags), tag, value })),
  };
}
