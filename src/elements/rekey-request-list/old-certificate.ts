import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { RekeyRequest } from '../../core/domain.js';
import { icon } from '../../ui/icons.js';
import type { DecisionScene } from './decision-view.js';

/**
 * What becomes of the certificate that is rekeyed. After a compromise it stays valid until somebody revokes it (BR 4.9.1.1), so
 * that its revocation stands as an open task until the RA tells that it is done.
 */
export function oldCertificate({ state: { policy }, t }: DecisionScene, request: RekeyRequest): TemplateResult | typeof nothing {
  const words = t.list.detail.old;
  const isRevoked = request.artefacts.some(({ id, kind, status }) => id === request.certificateId && kind === 'certificate' && (status === 'revoked' || status === 'superseded'));
  if (isRevoked) return section('ok', words.heading, words.taskDone);
  if (request.reason === 'compromised') {
    const { href, text } = policy?.revocation ?? {};
    const isAddress = href !== undefined && /^(https?:|mailto:)/i.test(href);
    const way = isAddress ? html` <a href=${href} rel="noopener noreferrer">${text ?? words.revoke}</a>` : text ? ` ${text}` : nothing;
    return section('task', words.task, html`${words.taskText}${way}`);
  }
  const { disposition, hours } = request.predecessor;
  return section('kept', words.heading, disposition === 'superseded' ? words.superseded : disposition === 'revoked-after' ? words.after(hours ?? 0) : words.kept);
}

const section = (kind: 'ok' | 'task' | 'kept', title: string, text: unknown): TemplateResult => html`<section part="old-certificate" data-kind=${kind}>
  <div class="verdictline" data-tone=${kind === 'task' ? 'warn' : kind === 'ok' ? 'ok' : nothing}>${icon(kind === 'task' ? 'warn' : kind === 'ok' ? 'ok' : 'cert')}<div><h3>${title}</h3><p class="small muted">${text}</p></div></div></section>`;
