import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { KeySource, RekeyRequest } from '../../../core/domain.js';
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
import { madeResults } from './key-results.js';
import { tokenPart, tokenProblem } from './key-token.js';
import { uploadPart } from './key-upload.js';

export type CsrState = Extract<StepState, { step: 'csr' }>;
export type Errors = NonNullable<StepView['errors']>;

/** What one way to give a key draws, and what is wrong with what was typed in it. */
export interface KeyPart {
  render(state: CsrState): TemplateResult;
  errors(state: CsrState): Errors;
  leave(): void;
  /** Nothing can come of it in this browser. */
  cannot?(state: CsrState): boolean;
}

/** The step of the key: made here, brought as a CSR, or on a token. What is attached already folds to a line. */
export function csrStep(host: StepHost): Step<'csr'> {
  host.adopt(code, lists, keyStyles);
  host.session.prepare();
  /** The person asked for another key than the one that is attached. */
  let again = false;
  const setAgain = (value: boolean): void => {
    again = value;
    host.requestUpdate();
  };
  const another = (): void => { setAgain(true); };
  const make = makePart(host);
  const upload = uploadPart(host, { another, offered: () => { again = false; } });
  const token = tokenPart(host, { another });
  const parts: Readonly<Record<KeySource, KeyPart>> = { browser: make, upload, token };
  /** The CSR that is attached, as it was drawn last: another one folds what was open. */
  let attached: RekeyRequest['csr'];

  function made(state: CsrState, open: boolean): TemplateResult {
    const { t } = host;
    const { request } = state;
    const words = t.wizard.key;
    const csr = request?.csr;
    if (csr === undefined) return html``;
    return html`<div class="folded" data-tone="ok">${icon('ok')}<p class="strong">${{ browser: words.made, upload: words.uploaded, token: words.token.made }[csr.source]}</p>
      <p class="small muted">${t.algorithms[csr.key.algorithm] ?? csr.key.algorithm}, ${words.fingerprint} ${fingerprint(csr.key.spkiSha256, t)}</p>
      <p>${open ? linkButton({ label: words.keepIt, onClick: () => { host.session.send({ type: 'withdraw-csr' }); setAgain(false); } }) : button({ label: words.again, size: 'small', onClick: () => { setAgain(true); } })}</p></div>
      ${open ? nothing : madeResults(host, state)}`;
  }

  /** Sources of the policy that this page cannot serve, and why. */
  function withheld({ facts }: CsrState): TemplateResult | typeof nothing {
    const words = host.t.wizard.key;
    const why = (facts.withheld ?? []).flatMap((source) => (source === 'browser' ? [words.insecure] : source === 'token' ? [words.token.withheld] : []));
    return why.length === 0 ? nothing : note({ text: html`${why.map((text) => html`<span class="line">${text}</span>`)}` });
  }

  function sources(state: CsrState): TemplateResult {
    const words = host.t.wizard.key;
    const offered = state.facts.policy.keySources;
    const [only] = offered;
    if (offered.length === 1 && only !== undefined) return html`<section class="stack s"><div><h3>${words.sources[only][0]}</h3><p class="hint">${words.sources[only][1]}</p></div>${
      withheld(state)}${parts[only].render(state)}</section>`;
    return html`${choiceGroup<KeySource>({
      id: 'key-source', legend: words.legend, hideLegend: true, value: state.choices.keySource,
      options: offered.map((value) => ({ value, label: words.sources[value][0], hint: words.sources[value][1], inside: () => parts[value].render(state) })),
      onChange: (source) => {
        again ||= state.request?.csr !== undefined;
        host.session.send({ type: 'choose-key-source', source });
      },
    })}${withheld(state)}`;
  }

  return {
    render(state) {
      const { t, session } = host;
      const words = t.wizard.key;
      const csr = state.request?.csr;
      if (attached !== undefined && csr?.sha256 !== attached.sha256) again = false;
      attached = csr;
      const source = state.choices.keySource;
      const trouble = tokenProblem(state);
      const working = state.busy?.effect.type === 'sign-csr' || trouble !== undefined;
      const local = state.report?.kind === 'csr' && !again;
      const brought = csr !== undefined && csr.source !== 'browser' && !again && !working && state.pendingCsr === undefined && state.report === undefined;
      const checks = local || brought;
      const shown = parts[brought ? csr.source : source === 'token' ? 'token' : 'upload'];
      const folded = csr !== undefined && !checks;
      const open = csr === undefined || again || working || state.pendingCsr !== undefined || state.report !== undefined;
      const first = { browser: words.generateFirst, upload: words.uploadFirst, token: words.token.first }[source];
      const reason = state.pendingCsr !== undefined && state.busy === undefined ? words.unconfirmedShort
        : mayGoOn(state) ? undefined
          : state.report !== undefined ? words.needsPass : source === 'browser' && make.cannot?.(state) ? words.noAlgorithmShort : first;
      return {
        heading: words.heading,
        ...(!checks && { lead: words.lead }),
        ...((state.problem?.error.code === 'too-large' || trouble !== undefined) && { saysProblem: true }),
        errors: (checks ? shown : source === 'browser' && state.report !== undefined ? upload : parts[source]).errors(state),
        body: html`${state.pendingCsr !== undefined && state.busy === undefined ? note({ tone: 'warn', text: words.unconfirmed }) : nothing}
          ${folded ? made(state, open) : nothing}
          ${checks ? shown.render(state) : open ? sources(state) : nothing}`,
        primary: { label: t.common.next, press: () => { session.send({ type: 'next' }); }, ...(reason !== undefined && { disabledReason: reason }) },
      };
    },
    leave() {
      for (const part of Object.values(parts)) part.leave();
    },
  };
}
