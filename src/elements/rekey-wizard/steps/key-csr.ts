import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { KeySource } from '../../../core/domain.js';
import type { StepState } from '../../../core/flow-types.js';
import { mayGoOn } from '../../../core/flow.js';
import { button, linkButton } from '../../../ui/button.js';
import { fingerprint } from '../../../ui/hex.js';
import { choiceGroup } from '../../../ui/choice.js';
import { icon } from '../../../ui/icons.js';
import { note } from '../../../ui/status.js';
import { code } from '../../../ui/styles/code.js';
import { lists } from '../../../ui/styles/lists.js';
import type { Step, StepHost, StepView } from '../step.js';
import { keyStyles } from './key-styles.js';
import { makePart } from './key-make.js';
import { uploadPart } from './key-upload.js';

export type CsrState = Extract<StepState, { step: 'csr' }>;
export type Errors = NonNullable<StepView['errors']>;

/** What one way to give a key draws, and what is wrong with what was typed in it. */
export interface KeyPart {
  render(state: CsrState): TemplateResult;
  errors(state: CsrState): Errors;
  leave(): void;
}

/** The step of the key: made here, or brought as a CSR. What is attached already folds to a line. */
export function csrStep(host: StepHost): Step<'csr'> {
  host.adopt(code, lists, keyStyles);
  host.session.prepare();
  /** The person asked for another key than the one that is attached. */
  let again = false;
  const setAgain = (value: boolean): void => {
    again = value;
    host.requestUpdate();
  };
  const make = makePart(host);
  const upload = uploadPart(host, { another: () => { setAgain(true); }, offered: () => { again = false; } });

  function made({ request }: CsrState, open: boolean): TemplateResult {
    const { t } = host;
    const words = t.wizard.key;
    const csr = request?.csr;
    if (csr === undefined) return html``;
    return html`<div class="folded" data-tone="ok">${icon('ok')}<p class="strong">${csr.source === 'browser' ? words.made : words.uploaded}</p>
      <p class="small muted">${t.algorithms[csr.key.algorithm] ?? csr.key.algorithm}, ${words.fingerprint} ${fingerprint(csr.key.spkiSha256, t)}</p>
      <p>${open ? linkButton({ label: words.keepIt, onClick: () => { host.session.send({ type: 'withdraw-csr' }); setAgain(false); } }) : button({ label: words.again, size: 'small', onClick: () => { setAgain(true); } })}</p></div>`;
  }

  function sources(state: CsrState): TemplateResult {
    const words = host.t.wizard.key;
    // A token needs a signer of the host's own; until one is given there is nothing to choose.
    const offered = state.facts.policy.keySources.filter((source): source is Exclude<KeySource, 'token'> => source !== 'token');
    const inside = (source: KeySource): TemplateResult => (source === 'browser' ? make : upload).render(state);
    const [only] = offered;
    if (offered.length === 1 && only !== undefined) return html`<section class="stack s"><div><h3>${words.sources[only][0]}</h3><p class="hint">${words.sources[only][1]}</p></div>${
      state.facts.withheld?.includes('browser') ? note({ text: words.insecure }) : nothing}${inside(only)}</section>`;
    return choiceGroup<KeySource>({
      id: 'key-source', legend: words.legend, hideLegend: true, value: state.choices.keySource,
      options: offered.map((value) => ({ value, label: words.sources[value][0], hint: words.sources[value][1], inside: () => inside(value) })),
      onChange: (source) => { host.session.send({ type: 'choose-key-source', source }); },
    });
  }

  return {
    render(state) {
      const { t, session } = host;
      const words = t.wizard.key;
      const csr = state.request?.csr;
      const local = state.report?.kind === 'csr' && !again;
      const checks = local || (csr?.source === 'upload' && !again && state.pendingCsr === undefined && state.report === undefined);
      const folded = csr !== undefined && !checks;
      const open = csr === undefined || again || state.pendingCsr !== undefined || state.report !== undefined;
      const source = state.choices.keySource;
      const reason = state.pendingCsr !== undefined && state.busy === undefined ? words.unconfirmedShort
        : mayGoOn(state) ? undefined
          : state.report !== undefined ? words.needsPass : source === 'browser' ? words.generateFirst : words.uploadFirst;
      return {
        heading: words.heading,
        ...(!checks && { lead: words.lead }),
        ...(state.problem?.error.code === 'too-large' && { saysProblem: true }),
        errors: checks ? upload.errors(state) : source === 'browser' && state.report === undefined ? make.errors(state) : upload.errors(state),
        body: html`${state.pendingCsr !== undefined && state.busy === undefined ? note({ tone: 'warn', text: words.unconfirmed }) : nothing}
          ${folded ? made(state, open) : nothing}
          ${checks ? upload.render(state) : open ? sources(state) : nothing}`,
        primary: { label: t.common.next, press: () => { session.send({ type: 'next' }); }, ...(reason !== undefined && { disabledReason: reason }) },
      };
    },
    leave() {
      make.leave();
      upload.leave();
    },
  };
}
