import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Artefact, Certificate } from '../../../core/domain.js';
import { fingerprint, shortSerial } from '../../../ui/hex.js';
import { icon } from '../../../ui/icons.js';
import { certificateChip, facts } from '../../../ui/status.js';
import type { StepHost } from '../step.js';
import { loadLate } from './index.js';

/** Everything under the request number of a certificate, oldest first. */
function artefactList({ requestNumber, artefacts }: Certificate, host: StepHost): TemplateResult {
  const words = host.t.wizard;
  return html`<h3>${words.artefacts.underNumber(requestNumber)}</h3>
    ${artefacts.length > 0 ? html`<ul class="stack s" role="list">${artefacts.map((one) => artefactRow(host, one))}</ul>` : html`<p class="muted">${words.artefacts.none}</p>`}`;
}

function artefactRow({ t, fmt }: StepHost, artefact: Artefact): TemplateResult {
  const words = t.wizard;
  return html`<li class="card"><div class="certline">${icon(artefact.kind === 'certificate' ? 'cert' : 'file')}<div><h4>${words.artefacts.kinds[artefact.kind]}</h4>
      <p class="small muted nums">${words.artefacts.created} ${fmt.dateTime(artefact.createdAt)}</p></div>${artefact.status ? certificateChip(artefact.status, t) : nothing}</div>
    ${artefact.serialNumber ?? artefact.key ?? artefact.notAfter ? facts([
      ...(artefact.serialNumber === undefined ? [] : [{ term: words.early.serial, value: html`<span class="mono">${shortSerial(artefact.serialNumber)}</span>` }]),
      ...(artefact.key === undefined ? [] : [{ term: words.early.key, value: html`${t.algorithms[artefact.key.algorithm] ?? artefact.key.algorithm} ${fingerprint(artefact.key.spkiSha256, t)}` }]),
      ...(artefact.notAfter === undefined ? [] : [{ term: words.early.validUntil, value: html`<span class="nums">${fmt.dateTime(artefact.notAfter)}</span>` }]),
    ], true) : nothing}</li>`;
}

/** The list, once its words are here. */
export async function readyList(): Promise<typeof artefactList> {
  await loadLate();
  return artefactList;
}

export { shared } from '../shared.js';
