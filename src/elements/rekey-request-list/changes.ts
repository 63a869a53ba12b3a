import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { Check, KeySummary, RekeyPolicy, RekeyRequest } from '../../core/domain.js';
import type { Format } from '../../lit/format.js';
import type { Messages } from '../../locales/en.js';
import { fingerprint, shortSerial } from '../../ui/hex.js';
import { algorithmText, strengthRow } from '../../ui/key-compare.js';
import type { DiffRow } from '../../ui/content.js';

export interface Changes {
  readonly title: string;
  readonly text: string;
  /** Something else than the key is asked for: `ignored` by the RA, or a change indeed. */
  readonly other: 'none' | 'ignored' | 'changes' | 'unknown';
  readonly rows: readonly DiffRow[];
}

type Comparison = 'same' | 'ignored' | 'changes' | 'unknown';

const factsOf = ({ detail }: Check): Readonly<Record<string, unknown>> =>
  typeof detail === 'object' && detail !== null ? (detail as Readonly<Record<string, unknown>>) : {};

/**
 * What the new certificate keeps of the old one and what it does not: the RA's comparison of names as bytes, its data of both
 * keys, and once it is issued, the new certificate's own.
 */
export function changesOf(request: RekeyRequest, policy: RekeyPolicy | undefined, t: Messages, fmt: Format): Changes {
  const words = t.list.detail;
  const subject = request.checks.find(({ id }) => id === 'subject-match');
  const names = request.checks.find(({ id }) => id === 'san-match');
  const [subjectIs, namesAre] = [comparison(subject, policy, false), comparison(names, policy, true)];
  const both: readonly Comparison[] = [subjectIs, namesAre];
  const other = both.includes('changes') ? 'changes' : both.includes('unknown') ? 'unknown' : both.includes('ignored') ? 'ignored' : 'none';
  const title = other === 'changes' ? words.more : other === 'unknown' ? words.notCompared : words.onlyKey;
  const text = request.csr === undefined ? words.noCsr
    : other === 'changes' ? words.differs : other === 'unknown' ? words.noComparison : other === 'ignored' ? words.ignored
    : words.same[request.validity?.mode ?? 'new'];
  return { title, text, other, rows: [...keyRows(request, policy, t, fmt), subjectRow(request, subject, subjectIs, t), namesRow(request, names, namesAre, t), { field: words.fields.profile, before: request.certificate.profile.name }] };
}

function comparison(check: Check | undefined, policy: RekeyPolicy | undefined, areNames: boolean): Comparison {
  if (check === undefined || check.outcome === 'unknown') return 'unknown';
  if (check.outcome === 'pass') return 'same';
  // A difference that is no failure: the RA leaves it out, unless its policy lets people edit the names.
  if (check.outcome === 'warn' && !(areNames && policy?.san.editable === true && policy.csrMismatch !== 'ignore-csr')) return 'ignored';
  return 'changes';
}

function keyRows(request: RekeyRequest, policy: RekeyPolicy | undefined, t: Messages, fmt: Format): DiffRow[] {
  const { certificate, csr, issued } = request;
  const { fields, newSerial } = t.list.detail;
  const algorithm = (name: string): string => algorithmText(name, t);
  const until = html`<span class="nums">${fmt.date(certificate.notAfter)}</span>`;
  const weak = weaknessOf(certificate.key);
  const next = issued?.spkiSha256 ?? csr?.key.spkiSha256;
  return [
    { field: fields.key, before: algorithm(certificate.key.algorithm), after: csr === undefined ? '…' : algorithm(csr.key.algorithm) },
    { field: fields.fingerprint, before: fingerprint(certificate.key.spkiSha256, t), after: next === undefined ? '…' : fingerprint(next, t) },
    ...(weak === undefined ? [] : [strengthRow(weak, csr === undefined ? undefined : request.checks, t)]),
    { field: fields.serial, before: serial(certificate.serialNumber, t), after: issued === undefined ? newSerial : serial(issued.serialNumber, t) },
    { field: fields.validUntil, before: until, after: html`<span class="nums">${validity(request, policy, t, fmt)}</span>` },
  ];
}

/** What the name of its kind tells of the old key (BR 6.1.5); the key itself is not at hand here. */
function weaknessOf({ algorithm }: KeySummary): readonly Check[] | undefined {
  const bits = Number(/^rsa-(\d+)$/.exec(algorithm)?.[1]);
  return bits < 2048 ? [{ id: 'key-strength', outcome: 'fail', source: 'BR 6.1.5', detail: { rule: 'rsa-size', bits } }] : undefined;
}

/** A serial number whose whole is one step away. */
function serial(hex: string, t: Messages): TemplateResult {
  const short = shortSerial(hex);
  const whole = hex.toUpperCase().match(/.{1,2}/g)?.join(':') ?? hex;
  if (short === whole) return html`<span class="mono">${whole}</span>`;
  return html`<details class="fp"><summary class="mono" aria-label=${t.list.detail.wholeSerial(short)}>${short}</summary><span class="mono">${whole}</span></details>`;
}

/** Never the old end as a promise: the CA sets the dates when it issues. */
function validity({ issued, validity: asked, certificate }: RekeyRequest, policy: RekeyPolicy | undefined, t: Messages, fmt: Format): string {
  const words = t.list.detail;
  if (issued !== undefined) return fmt.date(issued.notAfter);
  if (asked?.mode === 'same-expiry') return words.sameEnd(fmt.date(certificate.notAfter));
  if (asked?.days !== undefined) return words.fromIssue(asked.days);
  const most = policy?.validity.maxDays;
  if (asked?.mode !== 'same-duration') return most === undefined ? words.caSets : words.upTo(most);
  const days = Math.round((Date.parse(certificate.notAfter) - Date.parse(certificate.notBefore)) / 86_400_000);
  return words.fromIssue(most === undefined ? days : Math.min(days, most));
}

function subjectRow({ certificate }: RekeyRequest, check: Check | undefined, is: Comparison, t: Messages): DiffRow {
  const words = t.list.detail;
  const before = certificate.subject || words.emptySubject;
  const found = check === undefined ? undefined : factsOf(check)['found'];
  const said = typeof found === 'string' && found !== '' ? found : words.emptySubject;
  if (is === 'changes') return { field: words.fields.subject, before, after: said };
  return { field: words.fields.subject, before: is === 'ignored' ? html`${before}<br><span class="muted">${words.subjectIgnored(said)}</span>` : before };
}

function namesRow(request: RekeyRequest, check: Check | undefined, is: Comparison, t: Messages): DiffRow {
  const words = t.list.detail;
  const own = request.domains.filter(({ extra }) => extra !== true);
  const n = own.length;
  const before = n === 0 ? words.noNames : is === 'same' ? words.names(n) : words.namesPlain(n);
  const list = n === 0 ? before : html`<details class="fp"><summary>${before}</summary><ul class="names" role="list">${own.map(({ name }) => html`<li><code>${name}</code></li>`)}</ul></details>`;
  if (is === 'same' || is === 'unknown' || check === undefined) return { field: words.fields.names, before: list };
  const change = [['added', words.added], ['removed', words.removed]] as const;
  const said = change.map(([key, say]) => [namesIn(factsOf(check)[key]), say] as const).filter(([text]) => text !== '').map(([text, say]) => say(text)).join('; ');
  return is === 'changes'
    ? { field: words.fields.names, before: list, after: said || '…' }
    : { field: words.fields.names, before: html`${list}<span class="muted">${words.namesIgnored(said)}</span>` };
}

function namesIn(value: unknown): string {
  if (!Array.isArray(value)) return '';
  return value.map((name: unknown) => (typeof name === 'string' ? name : typeof name === 'object' && name !== null && 'value' in name ? String(name.value) : '')).filter(Boolean).join(', ');
}
