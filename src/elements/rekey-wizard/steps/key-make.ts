import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { KeyAlgorithmId } from '../../../core/domain.js';
import { button } from '../../../ui/button.js';
import { progress } from '../../../ui/content.js';
import { pickGroup } from '../../../ui/picks.js';
import { textField } from '../../../ui/field.js';
import { note } from '../../../ui/status.js';
import type { StepHost } from '../step.js';
import type { CsrState, Errors, KeyPart } from './key-csr.js';
import { AlgorithmSupport, chosenOf } from './key-algorithms.js';
import { refusalOf, refusalWords, strengthOf, strengthWords, suggest } from './key-passphrase.js';
import { refusedBy, tooLongFor } from './key-files.js';
import type { StrengthLevel } from './key-passphrase.js';

const FIELD = 'passphrase';
const TONES = { 1: 'bad', 2: 'warn', 3: 'ok', 4: 'ok' } as const;
/** How far the work is at the start of each of its stages, of 4. The first has no measure of its own. */
const STAGES = { key: undefined, wrap: 1, csr: 2, attach: 3 } as const;

/**
 * A key made in the page. The passphrase stands in its input and nowhere else: it is read when the key is about to be made, and
 * emptied when the screen goes.
 */
export function makePart(host: StepHost): KeyPart {
  let level: StrengthLevel | undefined;
  /** Of what was typed; nothing else of it is kept. */
  let length = 0;
  let shown = false;
  let suggested = false;
  let errors: Errors = [];
  let starting = false;
  const support = new AlgorithmSupport(() => { host.requestUpdate(); });

  const input = (): HTMLInputElement | null => host.root.querySelector<HTMLInputElement>(`#${FIELD}`);
  const typed = (value: string): void => {
    level = value === '' ? undefined : strengthOf(value);
    length = value.length;
    if (errors.length > 0 && refusalOf(value) === undefined) errors = [];
    host.requestUpdate();
  };

  async function fillIn(): Promise<void> {
    const { words } = await import('./key-words.js');
    const field = input();
    if (field === null) return;
    field.value = suggest(words());
    shown = true;
    suggested = true;
    typed(field.value);
    host.announce(host.t.wizard.key.suggested);
  }

  async function generate({ facts: { policy }, choices }: CsrState): Promise<void> {
    const passphrase = input()?.value ?? '';
    const refusal = refusalWords(passphrase, host.t, host.fmt);
    if (refusal !== undefined) {
      errors = [{ text: refusal, field: FIELD }];
      host.showErrors();
      return;
    }
    errors = [];
    if (starting) return;
    starting = true;
    const algorithm = chosenOf(await support.settled(policy.keyAlgorithms), choices.algorithm);
    starting = false;
    if (algorithm === undefined) return;
    host.session.send({ type: 'choose-algorithm', algorithm });
    host.session.send({ type: 'generate-key' }, { passphrase });
  }

  function meter(): TemplateResult {
    const { t } = host;
    const words = t.wizard.key;
    if (level === undefined) return html`<p class="hint">${words.strengthNone}</p>`;
    const [strong, rest] = strengthWords(level, t);
    return html`<div class="strength" data-tone=${TONES[level]} data-level=${level}><span class="bars" aria-hidden="true">${[1, 2, 3, 4].map((n) => html`<i class=${n <= (level ?? 0) ? 'on' : ''}></i>`)}</span>
      <span><span class="vh">${words.strengthLabel}: </span><b>${strong}</b> <span class="muted">${rest}</span></span></div>`;
  }

  function working({ busy, choices }: CsrState): TemplateResult | undefined {
    const { t, session } = host;
    const words = t.wizard.key;
    const stage = busy?.effect.type === 'make-key' ? busy.stage ?? 'key' : busy?.effect.type === 'attach-csr' && busy.effect.source === 'browser' ? 'attach' : undefined;
    if (stage === undefined) return undefined;
    const value = STAGES[stage];
    return progress({
      name: words.making(t.algorithms[choices.algorithm] ?? choices.algorithm), max: 4, text: words.stages[stage], ...(value !== undefined && { value }),
      ...(stage !== 'attach' && { cancel: button({ label: t.common.cancel, size: 'small', onClick: () => { session.send({ type: 'stop' }); } }) }),
    });
  }

  return {
    errors: () => errors,
    render(state) {
      const { t, session } = host;
      const words = t.wizard.key;
      const algorithms = support.of(state.facts.policy.keyAlgorithms);
      const { offered } = algorithms;
      const value = chosenOf(algorithms, state.choices.algorithm);
      const busy = working(state);
      const missing = algorithms.withheld.map((id) => t.algorithms[id] ?? id).join(', ');
      if (value === undefined) return note({ tone: 'warn', text: `${words.noAlgorithm} ${words.withheldAlgorithms(missing)}` });
      const hint = [words.algorithmHints[value], refusedBy(value, t, host.fmt)].filter((text) => text !== undefined).join(' ');
      const tooLong = tooLongFor(length, value, t, host.fmt);
      return html`<div class="stack s">${pickGroup<KeyAlgorithmId>({
        id: 'algorithm', legend: words.algorithm, value,
        options: offered.map((id, at) => ({ value: id, label: t.algorithms[id] ?? id, tag: at === 0 ? t.common.recommended : undefined })),
        onChange: (algorithm) => { session.send({ type: 'choose-algorithm', algorithm }); },
        below: html`${hint === '' ? nothing : html`<p class="hint">${hint}</p>`}${missing === '' ? nothing : html`<p class="hint">${words.withheldAlgorithms(missing)}</p>`}`,
      })}</div>
      ${textField({
        id: FIELD, label: words.passphrase, hint: words.passphraseHint, error: errors[0]?.text, mono: true, type: shown ? 'text' : 'password',
        autocomplete: 'new-password', readonly: busy !== undefined, onInput: typed,
        beside: html`${button({ label: shown ? words.hide : words.show, icon: 'eye', iconOnly: true, onClick: () => { shown = !shown; host.requestUpdate(); } })}
          ${button({ label: suggested ? words.suggestAnother : words.suggest, icon: 'shuffle', onClick: () => { void fillIn().catch(() => undefined); }, disabled: busy !== undefined })}`,
        below: html`${meter()}${tooLong === undefined ? nothing : html`<p class="hint">${tooLong}</p>`}`,
      })}
      ${busy ?? html`<div class="row">${button({ label: words.generate, kind: state.request?.csr === undefined ? 'primary' : 'plain', onClick: () => { void generate(state); }, part: 'generate' })}</div>`}`;
    },
    cannot: ({ facts }) => support.of(facts.policy.keyAlgorithms).offered.length === 0,
    leave() {
      const field = input();
      if (field !== null) field.value = '';
    },
  };
}
