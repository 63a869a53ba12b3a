import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Check } from '../../../core/domain.js';
import { button, linkButton } from '../../../ui/button.js';
import { fileDrop } from '../../../ui/content.js';
import { textField } from '../../../ui/field.js';
import type { StepHost } from '../step.js';
import type { CsrState, Errors, KeyPart } from './key-csr.js';
import { checksOf, results, saidOf } from './key-results.js';

const TEXT = 'csr-text';
const FILE = 'csr-file';

/**
 * A CSR by file, drop or paste. What was given goes to the session and is not kept here. Pasted text stays in its field as long as
 * nothing is known of it, so that a check that could not be made loses nothing; then it is cleared: a CSR is shown below its
 * checks, and what turns out to be a private key is not to stay on the page.
 */
export function uploadPart(host: StepHost, { another, offered }: { readonly another: () => void; readonly offered: () => void }): KeyPart {
  let name = '';
  let pasting = false;
  /** The results that were drawn last: the field for pasting folds when good ones come. */
  let seen: readonly Check[] | undefined;
  let known: CsrState['report'];
  let own: Errors = [];

  const text = (): HTMLTextAreaElement | null => host.root.querySelector<HTMLTextAreaElement>(`#${TEXT}`);

  function offer(input: Blob | string, from: string): void {
    own = [];
    name = from;
    pasting &&= from === '';
    offered();
    host.session.send({ type: 'offer-csr' }, { input });
  }

  function clear(): void {
    const field = text();
    if (field !== null) field.value = '';
  }

  function checkPasted(): void {
    const value = text()?.value ?? '';
    if (value.trim() === '') {
      own = [{ text: host.t.wizard.key.pasteEmpty, field: TEXT }];
      host.showErrors();
      return;
    }
    offer(value, '');
  }

  /** What is wrong with what was given, when it was no CSR at all. */
  function refusal({ report, problem }: CsrState): string | undefined {
    const words = host.t.wizard.key;
    if (problem?.error.code === 'too-large') return words.tooLarge;
    return report === undefined || report.kind === 'csr' ? undefined : words.wrongKind[report.kind] ?? words.wrongKind['unknown'];
  }

  function errors(state: CsrState): Errors {
    const wrong = refusal(state);
    return wrong === undefined ? own : [{ text: wrong, field: FILE }];
  }

  function offerArea(state: CsrState, compact: boolean): TemplateResult {
    const { t } = host;
    const words = t.wizard.key;
    const busy = state.busy?.effect.type === 'inspect-csr' || state.busy?.effect.type === 'attach-csr';
    const paste = linkButton({ label: words.paste, onClick: () => { pasting = !pasting; host.requestUpdate(); } });
    return html`${fileDrop({
      id: FILE, compact: true, button: words.upload, hint: words.limit, error: refusal(state), accept: '.csr,.pem,.p10,.der,.req,.txt,application/pkcs10',
      label: html`${compact ? words.dropAnother : html`${words.drop}, ${words.orPaste}`} ${paste}`, busy: busy && words.checking,
      onFile: (file) => { offer(file, file.name); },
    })}
    ${pasting ? textField({
      id: TEXT, label: words.pasteLabel, hint: words.pasteHint, rows: 8, mono: true, error: own[0]?.text,
      below: button({ label: words.checkPasted, onClick: checkPasted, busy: busy && words.checking }),
    }) : nothing}`;
  }

  return {
    errors,
    render(state) {
      const { t, session } = host;
      const words = t.wizard.key;
      const { report, request, facts } = state;
      const csr = request?.csr;
      const checks = checksOf(state);
      if (report !== known) {
        known = report;
        if (report !== undefined) clear();
        if (report?.kind === 'csr') queueMicrotask(() => { host.announce(saidOf(host, state, name || words.pastedName)); });
      }
      const shown = report?.kind === 'csr' || (report === undefined && csr?.source === 'upload');
      if (!shown) return offerArea(state, false);
      if (checks !== seen) {
        seen = checks;
        pasting &&= checks.some(({ outcome }) => outcome === 'fail');
      }
      const title = report === undefined ? words.attachedName : name || words.pastedName;
      return html`${results(host, state, title)}
        ${offerArea(state, true)}
        ${facts.policy.keySources.some((source) => source !== 'upload') ? html`<p>${linkButton({ label: words.anotherWay, onClick: () => {
          session.send({ type: 'withdraw-csr' });
          another();
        } })}</p>` : nothing}`;
    },
    leave: clear,
  };
}
