import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Check, CheckOutcome } from '../core/domain.js';
import type { Messages } from '../locales/en.js';
import { checkList, worstOf } from './checks.js';
import { diffTable } from './content.js';
import type { DiffRow } from './content.js';
import { fingerprint } from './hex.js';
import { looks, note, verdict } from './status.js';

/** A public key as people compare it with another. */
export interface ComparedKey {
  readonly algorithm: string;
  /** Lower-case hex. */
  readonly spkiSha256: string;
  /** What its strength was found to be; absent while nobody has looked, or where nobody can. */
  readonly checks?: readonly Check[] | undefined;
}

const STRENGTH = 'key-strength';
const strengthOf = (checks: readonly Check[] | undefined): readonly Check[] => (checks ?? []).filter(({ id }) => id === STRENGTH);

/** `ECDSA P-256`, `RSA 1024`: sizes that no policy takes have no word of their own. */
export const algorithmText = (id: string, t: Messages): string => t.algorithms[id] ?? id.replace(/^rsa-(\d+)$/, 'RSA $1');

function outcomeOf(checks: readonly Check[] | undefined): CheckOutcome {
  const found = strengthOf(checks);
  return found.length === 0 ? 'unknown' : worstOf(found.map(({ outcome }) => outcome));
}

/** The line of the strengths in a table of old and new, each as a shape and a word. */
export function strengthRow(old: ComparedKey['checks'], fresh: ComparedKey['checks'], t: Messages): DiffRow {
  const [before, after] = [outcomeOf(old), outcomeOf(fresh)];
  const said = (outcome: CheckOutcome): TemplateResult =>
    verdict({ pass: looks.ok, warn: looks.warn, fail: looks.bad, unknown: looks.none }[outcome], t.checks.keys.verdicts[outcome]);
  return { field: t.checks.keys.strength, before: said(before), ...(before !== after && { after: said(after) }) };
}

/** Why the old key is reason enough for a rekey; nothing where it is a sound one. */
export function oldKeyNote(checks: readonly Check[] | undefined, t: Messages): TemplateResult | typeof nothing {
  const broken = strengthOf(checks).filter(({ outcome }) => outcome === 'fail' || outcome === 'warn');
  if (broken.length === 0) return nothing;
  const words = t.checks.keys;
  const why = [...new Set(broken.map((check) => t.checks.ruleOf(check)?.bad ?? ''))].filter(Boolean);
  const isWeak = outcomeOf(broken) === 'fail';
  return note({ title: isWeak ? words.weakTitle : words.oddTitle, text: [...why, isWeak ? words.weak : words.odd].join(' ') });
}

/** Old and new key side by side, and what the old one was found to be. Until it was read, its strength is unknown. */
export function keyComparison({ old, fresh, t }: { readonly old: ComparedKey; readonly fresh: ComparedKey; readonly t: Messages }): TemplateResult {
  const words = t.checks.keys;
  const isSame = old.spkiSha256 === fresh.spkiSha256;
  const [before, after] = [algorithmText(old.algorithm, t), algorithmText(fresh.algorithm, t)];
  const checked = strengthOf(old.checks);
  return html`<section class="stack s" part="keys"><div><h3>${words.heading}</h3><p class="hint">${isSame ? words.same : words.another(before, after)}</p></div>
    ${diffTable({
      caption: words.heading, t, before: words.old, after: words.new,
      rows: [
        { field: words.key, before, ...(before !== after && { after }) },
        { field: words.fingerprint, before: fingerprint(old.spkiSha256, t), ...(!isSame && { after: fingerprint(fresh.spkiSha256, t) }) },
        strengthRow(isSame ? fresh.checks : old.checks, fresh.checks, t),
      ],
    })}
    ${isSame ? nothing : oldKeyNote(old.checks, t)}
    ${checked.length === 0 || isSame ? nothing : html`<details class="more"><summary>${words.checked}</summary>${checkList({ checks: checked, t, tight: true, name: 'old', label: words.checked })}</details>`}
  </section>`;
}
