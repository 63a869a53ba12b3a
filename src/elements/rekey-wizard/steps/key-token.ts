import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { RekeyErrorInfo } from '../../../core/errors.js';
import { button, linkButton } from '../../../ui/button.js';
import { progress } from '../../../ui/content.js';
import { note } from '../../../ui/status.js';
import type { StepHost } from '../step.js';
import type { CsrState, KeyPart } from './key-csr.js';
import { results } from './key-results.js';

/** What a token could not do, when that is what stands in the way. */
export const tokenProblem = ({ problem, choices }: CsrState): RekeyErrorInfo | undefined =>
  problem?.error.code === 'token' && choices.keySource === 'token' ? problem.error : undefined;

const triesLeft = ({ detail }: RekeyErrorInfo): number | undefined => {
  const left = (detail as { triesLeft?: unknown } | undefined)?.triesLeft;
  return typeof left === 'number' && Number.isInteger(left) && left >= 0 ? left : undefined;
};

/** A key on a token: its own program asks for the PIN, and gives a signature back. */
export function tokenPart(host: StepHost, { another }: { readonly another: () => void }): KeyPart {
  const use = (): void => { host.session.send({ type: 'use-token' }); };

  /** The way on that is left when the token has none: another source of the policy. */
  function otherSource({ facts: { policy } }: CsrState): (() => void) | undefined {
    const source = policy.keySources.find((one) => one !== 'token');
    return source === undefined ? undefined : () => {
      another();
      host.session.send({ type: 'choose-key-source', source });
    };
  }

  function trouble(state: CsrState, error: RekeyErrorInfo): TemplateResult {
    const { t } = host;
    const words = t.wizard.key.token;
    const left = triesLeft(error);
    const { title, text, next } = t.errors.describe(error);
    const tries = error.reason === 'pin-refused' && left !== undefined ? words.triesLeft(left) : '';
    const other = otherSource(state);
    return html`<div id="problem" tabindex="-1" role="group" aria-label=${t.common.problem}>${note({
      tone: error.reason === 'cancelled' ? 'warn' : 'bad', title,
      text: [text, tries, next].filter(Boolean).join(' '),
      actions: html`${button({ label: t.common.tryAgain, size: 'small', onClick: use })}${other ? linkButton({ label: t.wizard.key.anotherWay, onClick: other }) : nothing}`,
    })}</div>`;
  }

  function working({ busy }: CsrState): TemplateResult | undefined {
    const words = host.t.wizard.key.token;
    if (busy?.effect.type === 'sign-csr') return progress({ name: words.waiting, text: words.waitingText });
    return busy?.effect.type === 'attach-csr' && busy.effect.source === 'token' ? progress({ name: words.sending }) : undefined;
  }

  return {
    errors: () => [],
    render(state) {
      const { t } = host;
      const words = t.wizard.key.token;
      const { report, request } = state;
      const attached = report === undefined && request?.csr?.source === 'token';
      const busy = working(state);
      const error = tokenProblem(state);
      const refused = report?.kind === 'csr' && report.checks.some(({ outcome }) => outcome === 'fail');
      const other = otherSource(state);
      return html`${busy === undefined && error === undefined && (attached || report?.kind === 'csr') ? results(host, state, words.csr) : nothing}
        ${busy ?? (error ? trouble(state, error) : html`${refused ? html`<p>${words.refused}</p>` : attached ? nothing : html`<ol class="hint how">${words.how.map((line) => html`<li>${line}</li>`)}</ol>`}
        <div class="row">${button({ label: attached || refused ? words.useAnother : words.use, kind: attached ? 'plain' : 'primary', onClick: use, part: 'use-token' })}
          ${(attached || refused) && other ? linkButton({ label: t.wizard.key.anotherWay, onClick: other }) : nothing}</div>`)}`;
    },
    leave: () => undefined,
  };
}
