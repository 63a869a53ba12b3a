import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Common } from '../../core/flow-types.js';
import type { Format } from '../../lit/format.js';
import type { Messages } from '../../locales/en.js';
import { shortHex } from '../../ui/hex.js';
import { ledger } from '../../ui/steps.js';

/** What a rekey changes and what it keeps, as far as it is known. */
export function ledgerOf({ facts, choices, request }: Common, t: Messages, fmt: Format): TemplateResult {
  const words = t.wizard.frame.ledger;
  const { key, notAfter, name } = facts.certificate;
  const algorithm = (id: string): string => t.algorithms[id] ?? id;
  const made = request?.csr?.key;
  const names = request?.domains.filter((d) => d.extra !== true).length ?? 0;
  // Only a CSR whose names count may differ there: the words come with the step that changes them.
  const renamed = facts.policy.san.editable && (choices.san ?? request?.checks.find(({ id, outcome }) => id === 'san-match' && outcome === 'warn'));
  const sameEnd = choices.validity.mode === 'same-expiry';
  return ledger([
    { term: words.key, changed: true, value: html`${algorithm(key.algorithm)} ${made ? html`<span class="muted">${words.to}</span> <b>${algorithm(made.algorithm)}</b>` : html`<span class="muted">${words.newKey}</span>`}` },
    { term: words.fingerprint, changed: true, value: html`<span class="mono">${shortHex(key.spkiSha256)}</span>${made ? html`<br><b class="mono">${shortHex(made.spkiSha256)}</b>` : nothing}` },
    ...(sameEnd ? [] : [{ term: words.validity, changed: true, value: html`<span class="nums">${words.ends(fmt.date(notAfter))}</span> <span class="muted">${words.newEnd}</span>` }]),
    { term: renamed ? t.wizard.names.edit.ledger : words.names, changed: Boolean(renamed), value: names > 0 ? t.common.names(names) : name },
  ]);
}
