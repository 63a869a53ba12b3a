import { normaliseName } from '../../caa/names.js';
import type { Check, DomainControl, DomainItem, KeySource, Pem, SanKind, SanRule } from '../../core/domain.js';
import type { GeneralNameText } from '../../core/keys.js';
import { RekeyError } from '../../core/errors.js';
import { equalBytes, type Bytes } from '../../crypto/bytes.js';
import { generalName, generalNames } from '../../crypto/general-names.js';
import { byComparison } from '../../crypto/inspect-csr.js';
import { encodeName } from '../../crypto/san-edit.js';
import { sliceCertificate, sliceCsr, sliceGeneralNames } from '../../crypto/x509.js';
import type { CertificateRecord, PolicyRecord, RequestRecord } from './model.js';

/** Names shown for one broken rule at the most. */
const SHOWN = 20;
const KINDS: ReadonlySet<string> = new Set<SanKind>(['dns', 'ip', 'email']);

/** Whether the names of the new certificate are those of the CSR: an uploaded one may count for its key alone. */
export function takesNamesOfCsr(policy: Pick<PolicyRecord, 'san' | 'csrMismatch'>, source: KeySource): boolean {
  return policy.san.editable && !(source === 'upload' && policy.csrMismatch === 'ignore-csr');
}

/**
 * Holds the names of a CSR against what the policy lets a requester change. What the old certificate has may stay as it is,
 * whatever the rule says of names that are added; `detail.problems` names each rule that is broken and by which names.
 */
export function sanPolicyCheck(csr: Pem, certificate: Pem, rule: SanRule): Check {
  const check = { id: 'san-policy', source: 'policy' } as const;
  const [asked, there] = [sliceCsr(csr).san, sliceCertificate(certificate).san];
  const [now, before] = [byComparison(asked), byComparison(there)];
  if (now === undefined || before === undefined) return { ...check, outcome: 'fail', detail: { problems: [{ rule: 'unreadable' }] } };
  const added = [...now].filter(([key]) => !before.has(key)).map(([, der]) => der);
  const countOf = (san: Bytes | undefined): number => (san === undefined ? 0 : sliceGeneralNames(san).length);
  const count = countOf(asked);
  const kinds: readonly string[] = rule.kinds ?? ['dns'];
  const broken = (name: string, by: readonly Bytes[], more?: object): object[] =>
    (by.length === 0 ? [] : [{ rule: name, names: by.slice(0, SHOWN).map(generalName), ...more }]);
  const typed = added.filter((der) => KINDS.has(generalName(der).type));
  const problems = [
    ...broken('kind', added.filter((der) => !kinds.includes(generalName(der).type)), { kinds }),
    ...broken('form', typed.filter((der) => !isWellFormed(der))),
    ...(rule.within === undefined ? [] : broken('within', typed.filter((der) => !isWithin(generalName(der), rule.within ?? [])), { within: rule.within })),
    ...(count - now.size > countOf(there) - before.size ? [{ rule: 'duplicate' }] : []),
    ...(rule.max !== undefined && count > rule.max && added.length > 0 ? [{ rule: 'max', count, max: rule.max }] : []),
    ...(count === 0 && before.size > 0 ? [{ rule: 'empty' }] : []),
  ];
  return problems.length === 0 ? { ...check, outcome: 'pass' } : { ...check, outcome: 'fail', detail: { problems } };
}

/**
 * A name that is what its text says and nothing else: a NUL, a letter beyond ASCII or an empty label would come out of its text as
 * other bytes, or as none.
 */
function isWellFormed(der: Bytes): boolean {
  const { type, value } = generalName(der);
  if (type !== 'dns' && type !== 'ip' && type !== 'email') return false;
  const made = encodeName({ type, value });
  if (made === undefined) return false;
  return type === 'ip' ? equalBytes(made, der) : lowerCase(made) === lowerCase(der);
}

const lowerCase = (bytes: Uint8Array): string => String.fromCharCode(...bytes.subarray(2)).toLowerCase();

/** A host name, or the host of a mailbox, at or below one of the domains. */
function isWithin({ type, value }: GeneralNameText, domains: readonly string[]): boolean {
  if (type !== 'dns') return true;
  const host = value.replace(/^\*\./, '').toLowerCase();
  return domains.map((domain) => domain.toLowerCase().replace(/\.$/, '')).some((domain) => host === domain || host.endsWith(`.${domain}`));
}

/** Alternative names as CAA and the control of domains know them. */
export function domainItems(names: readonly GeneralNameText[], control: (name: string) => DomainControl | undefined): readonly DomainItem[] {
  return names.map(({ type, value }): DomainItem => {
    const kind = type === 'dns' || type === 'ip' || type === 'email' ? type : 'other';
    const name = kind === 'other' ? value : canonicalName(value, kind);
    const known = kind === 'dns' ? control(name) : undefined;
    return { name, kind, wildcard: name.startsWith('*.'), ...(known !== undefined && { domainControl: known }) };
  });
}

function canonicalName(value: string, kind: 'dns' | 'ip' | 'email'): string {
  try {
    return normaliseName(value, kind).name;
  } catch (thrown) {
    if (thrown instanceof RekeyError) return value;
    throw thrown;
  }
}

/** The names that a request is about: the certificate's, or the CSR's where those count, and those that the CA adds. */
export function domainsOf(certificate: CertificateRecord, policy: PolicyRecord, csr?: { readonly pem: Pem; readonly source: KeySource }): readonly DomainItem[] {
  const named = csr !== undefined && takesNamesOfCsr(policy, csr.source)
    ? domainItems(generalNames(sliceCsr(csr.pem).san), (name) => controlOf(name, certificate)) : certificate.domains;
  const own = new Set(named.map(({ name }) => name));
  const extra = policy.caa.extraNames.filter((name) => !own.has(name));
  return [...named, ...extra.map((name) => ({ name, kind: 'dns' as const, wildcard: name.startsWith('*.'), extra: true }))];
}

/** Control that was proven of a domain holds for the names below it (TLS BR 3.2.2.4); of others there is none yet. */
function controlOf(name: string, { domains, profile }: CertificateRecord): DomainControl | undefined {
  const base = (one: string): string => one.replace(/^\*\./, '');
  const proven = domains.find((domain) => domain.name === name) ?? domains.find((domain) => domain.kind === 'dns' && base(name).endsWith(`.${base(domain.name)}`));
  return proven?.domainControl ?? (profile.publicTrust ? { status: 'missing' } : undefined);
}

/**
 * The DER GeneralNames of the new certificate: the old one's to the byte, unless the policy, as it is now, lets the CSR say others.
 * @throws RekeyError `csr-rejected` with reason `san-policy` when the CSR asks for names that it may not ask for any more
 */
export function namesToIssue(request: RequestRecord, certificate: CertificateRecord, policy: PolicyRecord): Bytes | undefined {
  const { san } = sliceCertificate(certificate.pem);
  const { csr } = request;
  if (csr === undefined) return san;
  if (csr.source === 'upload' && policy.csrMismatch === 'ignore-csr') return san;
  const asked = sliceCsr(csr.pem).san;
  if (areSame(asked, san)) return san;
  if (!policy.san.editable) {
    if (policy.csrMismatch === 'ignore-csr') return san;
  } else if (sanPolicyCheck(csr.pem, certificate.pem, policy.san).outcome === 'pass') {
    return asked;
  }
  throw new RekeyError('csr-rejected', { reason: 'san-policy', requestId: request.id });
}

function areSame(a: Bytes | undefined, b: Bytes | undefined): boolean {
  const [one, other] = [byComparison(a), byComparison(b)];
  if (one === undefined || other === undefined) return false;
  return one.size === other.size && [...one.keys()].every((key) => other.has(key));
}
