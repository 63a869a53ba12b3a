import type { SanEdit, SanKind, SanName, SanRule } from '../../../core/domain.js';
import type { GeneralNameText } from '../../../core/keys.js';

/** Alternative names as they are to be, told by those of the certificate: so what is kept is kept to the byte, whatever CSR is attached. */
export interface NameSet {
  /** By position in the certificate. */
  readonly kept: readonly boolean[];
  readonly added: readonly GeneralNameText[];
}

type ReadName = (name: SanName) => GeneralNameText | undefined;

const KINDS: ReadonlySet<string> = new Set<SanKind>(['dns', 'ip', 'email']);
const isTyped = (name: GeneralNameText): name is GeneralNameText & { readonly type: SanKind } => KINDS.has(name.type);
/** DNS names compare without case (RFC 5280 section 7.2). */
const keyOf = ({ type, value }: GeneralNameText): string => `${type} ${type === 'dns' ? value.toLowerCase() : value}`;

export const allOf = (certificate: readonly GeneralNameText[]): NameSet => ({ kept: certificate.map(() => true), added: [] });

/** Which names of the certificate a CSR has, and which it adds. */
export function setOf(certificate: readonly GeneralNameText[], csr: readonly GeneralNameText[]): NameSet {
  const rest = [...csr];
  const kept = certificate.map((name) => {
    const at = rest.findIndex((one) => keyOf(one) === keyOf(name));
    if (at !== -1) rest.splice(at, 1);
    return at !== -1;
  });
  return { kept, added: rest };
}

/** What an edit that is not in a CSR yet comes to. */
export function setOfEdit(certificate: readonly GeneralNameText[], csr: readonly GeneralNameText[], { from, keep, add }: SanEdit, read: ReadName): NameSet {
  const base = from === 'certificate' ? certificate : csr;
  const names = keep.flatMap((position) => base[position] ?? []);
  const added = add.map((name) => read(name) ?? name);
  return from === 'certificate' ? { kept: certificate.map((_, position) => keep.includes(position)), added } : setOf(certificate, [...names, ...added]);
}

export function editOf({ kept, added }: NameSet): SanEdit {
  return {
    from: 'certificate', keep: kept.flatMap((stays, position) => (stays ? [position] : [])),
    add: added.filter(isTyped).map(({ type, value }) => ({ type, value })),
  };
}

export function isSame(a: NameSet, b: NameSet): boolean {
  const keys = (set: NameSet): string => set.added.map(keyOf).sort().join('\n');
  return a.kept.every((stays, position) => stays === b.kept[position]) && a.added.length === b.added.length && keys(a) === keys(b);
}

/** How many names differ from those of the certificate. */
export const changesOf = ({ kept, added }: NameSet): { readonly added: number; readonly removed: number } =>
  ({ added: added.length, removed: kept.filter((stays) => !stays).length });

export const countOf = ({ kept, added }: NameSet): number => kept.filter(Boolean).length + added.length;

// ---------------------------------------------------------------------------------------------------- what is typed

export type EntryProblem = 'form-dns' | 'form-ip' | 'form-email' | 'is-ip' | 'is-email' | 'wildcard' | 'within' | 'duplicate' | 'max';

/** One name of what was typed or pasted. */
export interface Entry {
  readonly text: string;
  readonly name?: GeneralNameText;
  /** The name is one of the certificate's that was removed: it comes back as it was. */
  readonly restores?: number;
  readonly problem?: EntryProblem;
}

/** Names are parted by lines, commas, semicolons or white space: none of them holds any. */
export const entriesOf = (text: string): readonly string[] => text.split(/[\s,;]+/).filter((entry) => entry !== '');

/** Reads each entry as a name of that kind and holds it against the policy and the names that are there, those before it included. */
export function readEntries(
  text: string, kind: SanKind, { certificate, set, rule, read }: { certificate: readonly GeneralNameText[]; set: NameSet; rule: SanRule; read: ReadName },
): readonly Entry[] {
  const taken = new Set([...certificate.filter((_, position) => set.kept[position]), ...set.added].map(keyOf));
  let count = countOf(set);
  return entriesOf(text).map((entry): Entry => {
    const name = read({ type: kind, value: entry });
    if (name === undefined) return { text: entry, problem: formProblem(entry, kind, read) };
    if (taken.has(keyOf(name))) return { text: entry, problem: 'duplicate' };
    const restores = certificate.findIndex((one, position) => set.kept[position] === false && keyOf(one) === keyOf(name));
    if (restores === -1 && kind === 'dns' && !isWithin(name.value, rule.within)) return { text: entry, problem: 'within' };
    if (rule.max !== undefined && count >= rule.max) return { text: entry, problem: 'max' };
    taken.add(keyOf(name));
    count++;
    return { text: entry, name, ...(restores !== -1 && { restores }) };
  });
}

function formProblem(entry: string, kind: SanKind, read: ReadName): EntryProblem {
  if (kind !== 'ip' && read({ type: 'ip', value: entry }) !== undefined) return 'is-ip';
  if (kind !== 'email' && read({ type: 'email', value: entry }) !== undefined) return 'is-email';
  return kind === 'dns' && entry.includes('*') && !/^\*\.[^*]+$/.test(entry) ? 'wildcard' : `form-${kind}`;
}

function isWithin(name: string, domains: readonly string[] | undefined): boolean {
  if (domains === undefined) return true;
  const host = name.replace(/^\*\./, '');
  return domains.map((domain) => domain.toLowerCase().replace(/\.$/, '')).some((domain) => host === domain || host.endsWith(`.${domain}`));
}

/** The set with the good ones of these entries in it. */
export function withEntries({ kept, added }: NameSet, entries: readonly Entry[]): NameSet {
  const back = new Set(entries.flatMap(({ restores }) => restores ?? []));
  return {
    kept: kept.map((stays, position) => stays || back.has(position)),
    added: [...added, ...entries.flatMap(({ name, restores }) => (name !== undefined && restores === undefined ? [name] : []))],
  };
}
