import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Naming } from '../../../core/request-tasks.js';
import type { Secrets } from '../../../core/session.js';
import { fileDrop } from '../../../ui/content.js';
import { textField } from '../../../ui/field.js';
import type { StepHost, StepView } from '../step.js';
import { ENCRYPT_AGAIN } from './key-files.js';
import type { SanState } from './names-san.js';

type Errors = NonNullable<StepView['errors']>;

const PASSPHRASE = 'san-passphrase';
const FILE = 'san-key-file';

export interface KeyAsk {
  render(state: SanState, naming: Naming): TemplateResult | typeof nothing;
  /** What has to be given first. */
  missing(): Errors;
  /** What came of opening the key, beside the field that it is about. */
  found(state: SanState): Errors;
  /** What was given: it goes along with the event and stays nowhere else. */
  secrets(): Secrets;
  leave(): void;
}

/** Asks for what opens the key again: after a reload, a CSR with other names needs its signature. */
export function keyPart(host: StepHost): KeyAsk {
  let file: File | undefined;
  /** What was missing at the last press. */
  let shown: Errors = [];
  /** Whether this browser has the encrypted key; unknown until it was asked. */
  let copy: boolean | 'asked' | undefined;
  const input = (): HTMLInputElement | null => host.root.querySelector<HTMLInputElement>(`#${PASSPHRASE}`);
  const words = () => host.t.wizard.key;
  const empty = (): void => {
    const field = input();
    if (field !== null) field.value = '';
  };

  function look(naming: Naming): void {
    if (copy !== undefined) return;
    copy = 'asked';
    const told = (there: boolean): void => {
      copy = there;
      if (!host.signal.aborted) host.requestUpdate();
    };
    naming.hasCopy().then(told, () => { told(false); });
  }

  function found({ problem }: SanState): Errors {
    const { fileErrors } = words();
    const { code, reason } = problem?.error ?? {};
    if (code === 'wrong-passphrase') return [{ text: fileErrors.wrong, field: PASSPHRASE }];
    if (code === 'too-large') return [{ text: fileErrors.large, field: FILE }];
    if (code === 'unsupported' && reason === 'encryption') {
      copy = false;
      return [{ text: `${words().otherScheme(String(problem?.error.detail))} ${ENCRYPT_AGAIN}`, field: FILE }];
    }
    if (code !== 'bad-input') return [];
    if (reason === 'passphrase-missing') return [{ text: fileErrors.passphrase, field: PASSPHRASE }];
    copy = false;
    if (reason === 'key-missing') return [{ text: fileErrors.none, field: FILE }];
    if (reason === 'other-key') return [{ text: fileErrors.otherKey, field: FILE }];
    return [{ text: reason === 'not-encrypted' || reason === 'private-key' ? fileErrors.plain : fileErrors.unreadable, field: FILE }];
  }

  return {
    render(state, naming) {
      if (naming.isOpen()) {
        // It has served: what was typed goes before its field does.
        empty();
        return nothing;
      }
      look(naming);
      const errors = [...shown, ...found(state)];
      const error = (field: string): string | undefined => errors.find((one) => one.field === field)?.text;
      return html`<section class="stack s">
        <div><p class="strong">${host.t.wizard.names.edit.openKey}</p><p class="hint">${host.t.wizard.names.edit.openKeyWhy}</p></div>
        ${copy === false ? fileDrop({
          id: FILE, compact: true, icon: 'file', button: words().chooseFile, accept: '.pem,.key,.p8,.der', error: error(FILE),
          label: file ? words().chosenFile(file.name) : words().dropKey(state.custody?.fileName ?? ''),
          onFile: (given) => {
            file = given;
            shown = [];
            host.announce(words().chosenFile(given.name));
            host.requestUpdate();
          },
        }) : nothing}
        ${textField({ id: PASSPHRASE, label: words().checkPassphrase, type: 'password', mono: true, autocomplete: 'off', width: 'm', error: error(PASSPHRASE) })}
      </section>`;
    },
    missing() {
      const { fileErrors } = words();
      shown = [
        ...(copy === false && file === undefined ? [{ text: fileErrors.none, field: FILE }] : []),
        ...((input()?.value ?? '') === '' ? [{ text: fileErrors.passphrase, field: PASSPHRASE }] : []),
      ];
      return shown;
    },
    found,
    secrets() {
      shown = [];
      return { passphrase: input()?.value ?? '', ...(copy === false && file !== undefined && { file }) };
    },
    leave() {
      empty();
      file = undefined;
    },
  };
}
