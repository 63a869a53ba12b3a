import type { CaaFix, CaaNameReport, CaaReport } from '../../core/domain.js';
import type { CaaFixText } from '../../caa/fix.js';
import type { Messages } from '../../locales/en.js';
import { decidingSet, recordText } from './rows.js';

/** Writes a fix in the forms that name servers take. */
export type FormatFix = (fix: CaaFix) => CaaFixText;

/** As many records as a letter quotes before it counts the rest. */
const QUOTED = 50;

/** Names are asked for as they stand in the certificate; a report may hold anything for one that is no name. */
const plain = (name: string): string => name.replace(/[^\x21-\x7e]/g, (char) => encodeURIComponent(char));

/**
 * A report in a few lines of ASCII: names, verdicts, machine reasons, the owners that decided. It holds no record value, no account
 * and no resolver, so that it may stand in a ticket; the form for an address is `summariseCaa`.
 */
export function caaSummary(report: CaaReport): string {
  const head = `CAA ${report.checkedAt} ${report.by === 'ra' ? 'RA' : 'page (advisory)'} issuers=${report.issuers.map(plain).join(',')}`;
  const lines = report.names.map(({ name, verdict, reason, relevantOwner, dnssec }) =>
    [plain(name), verdict, reason, ...(relevantOwner === undefined ? [] : [`at=${relevantOwner}`]), ...(dnssec === undefined ? [] : [`dnssec=${dnssec}`])].join(' '));
  return [head, ...lines, ...(report.validUntil === undefined ? [] : [`until ${report.validUntil}`])].join('\n');
}

/** The whole report as JSON: what a program reads again. */
export const reportJson = (report: CaaReport): string => `${JSON.stringify(report, undefined, 2)}\n`;

export const reportFileName = (report: CaaReport): string =>
  `caa-${(report.names[0]?.name ?? 'report').replace(/^\*\./, 'wildcard.').replace(/[^A-Za-z0-9.-]+/g, '-').slice(0, 80)}-${report.checkedAt.slice(0, 10)}-${report.by}.json`;

/** Gives the person a file. It never leaves the page for a network. */
export function saveReport(report: CaaReport): void {
  const address = URL.createObjectURL(new Blob([reportJson(report)], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = reportFileName(report);
  link.click();
  // Some browsers read the object only after the click has been handled.
  setTimeout(() => { URL.revokeObjectURL(address); }, 60_000);
}

/** Names that one and the same change would help. */
interface Change { readonly fix: CaaFix; readonly names: CaaNameReport[] }

function changesOf(names: readonly CaaNameReport[]): Change[] {
  const changes = new Map<string, Change>();
  for (const report of names) {
    const { fix } = report;
    if (fix === undefined) continue;
    const key = JSON.stringify([fix.owner, fix.add, fix.remove]);
    const there = changes.get(key);
    if (there) there.names.push(report);
    else changes.set(key, { fix, names: [report] });
  }
  return [...changes.values()];
}

/**
 * A letter to whoever runs the zone: names, the records that stand there, what to add and why. Its record lines can be pasted
 * whatever the DNS holds.
 */
export function adminLetter(names: readonly CaaNameReport[], issuers: readonly string[], format: FormatFix, t: Messages): string {
  const words = t.caa.letter;
  const changes = changesOf(names);
  const list = (reports: readonly CaaNameReport[]): string => reports.map(({ name }) => name).join(', ');
  const ca = issuers.join(', ');
  const parts = changes.map(({ fix, names: reports }) => {
    const [first] = reports as [CaaNameReport, ...CaaNameReport[]];
    const set = decidingSet(first);
    const text = format(fix);
    // What is added, in the same forms as the whole set.
    const added = format({ ...fix, keep: [] });
    return [
      `${words.why(list(reports))}\n${t.caa.sentence(first.verdict, first.reason, first.relevantOwner, first.wildcard)}`,
      `${words.present(fix.owner)}\n${set.slice(0, QUOTED).map((record) => recordText(fix.owner, record)).join('\n')}${set.length > QUOTED ? `\n(${words.more(set.length - QUOTED)})` : ''}`,
      ...(fix.viaAlias ? [t.caa.fix.alias(first.relevantOwner ?? first.name, fix.owner)] : []),
      ...(fix.blockedBy.length > 0 ? [`${t.caa.fix.blocked}\n${fix.blockedBy.map((record) => recordText(fix.owner, record)).join('\n')}`] : []),
      ...(fix.needs ? [t.caa.fix.needs[fix.needs]] : []),
      ...(fix.remove.length > 0 ? [`${words.remove(fix.owner)}\n${fix.remove.map((record) => recordText(fix.owner, record)).join('\n')}`] : []),
      ...(fix.add.length > 0 ? [
        `${words.add(fix.owner)}\n${added.zone.trimEnd()}`, `${words.generic}\n${added.generic.trimEnd()}`,
        ...(set.length <= QUOTED ? [`${words.after(fix.owner)}\n${text.zone.trimEnd()}`] : []),
      ] : []),
    ].join('\n\n');
  });
  return [words.subject(ca), words.intro(list(changes.flatMap(({ names: reports }) => reports)), ca), ...parts, words.closing].join('\n\n') + '\n';
}
