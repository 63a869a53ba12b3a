import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { StepState } from '../../../core/flow-types.js';
import { isComplete } from '../../../core/plan.js';
import { button, linkButton } from '../../../ui/button.js';
import { fileDrop } from '../../../ui/content.js';
import { fingerprint } from '../../../ui/hex.js';
import { textField } from '../../../ui/field.js';
import { icon } from '../../../ui/icons.js';
import { note } from '../../../ui/status.js';
import { parts } from '../../../ui/parts.js';
import type { Part } from '../../../ui/parts.js';
import { code } from '../../../ui/styles/code.js';
import type { Step, StepHost, StepView } from '../step.js';
import { saveFile } from './end-files.js';
import { ENCRYPT_AGAIN } from './key-files.js';
import { keyStyles } from './key-styles.js';

type BackupState = Extract<StepState, { step: 'key-backup' }>;
type Errors = NonNullable<StepView['errors']>;

const FIELD = 'check-passphrase';
const FILE = 'key-file';

/**
 * The encrypted key goes to the person and comes back: only a file that was opened again, with the passphrase, and that holds
 * the key of the CSR is a backup.
 */
export function backupStep(host: StepHost): Step<'key-backup'> {
  host.adopt(code, keyStyles);
  let file: File | undefined;
  let errors: Errors = [];
  /** The copy in this browser is gone: a reload in another one, or its storage was cleared. */
  let gone = false;

  const input = (): HTMLInputElement | null => host.root.querySelector<HTMLInputElement>(`#${FIELD}`);
  const words = (): typeof host.t.wizard.key => host.t.wizard.key;

  async function download({ custody }: BackupState): Promise<void> {
    const pem = await host.session.files().then((files) => files.encryptedKey()).catch(() => undefined);
    gone = pem === undefined;
    if (pem === undefined) {
      host.announce(words().gone);
      host.requestUpdate();
      return;
    }
    saveFile(custody?.fileName || 'certificate.key.pem', new Blob([pem], { type: 'application/x-pem-file' }));
    host.announce(words().download);
    host.session.send({ type: 'key-downloaded' });
  }

  function check(): void {
    const passphrase = input()?.value ?? '';
    const { fileErrors } = words();
    errors = [
      ...(file === undefined ? [{ text: fileErrors.none, field: FILE }] : []),
      ...(passphrase === '' ? [{ text: fileErrors.passphrase, field: FIELD }] : []),
    ];
    if (file === undefined || passphrase === '') host.showErrors();
    else host.session.send({ type: 'prove-key' }, { file, passphrase });
  }

  /** What came of opening the file, beside the field that it is about. */
  function found({ problem, otherKey }: BackupState): Errors {
    const { fileErrors } = words();
    if (errors.length > 0) return errors;
    if (otherKey) return [{ text: fileErrors.otherKey, field: FILE }];
    switch (problem?.error.code) {
      case 'wrong-passphrase': return [{ text: fileErrors.wrong, field: FIELD }];
      case 'too-large': return [{ text: fileErrors.large, field: FILE }];
      case 'unsupported': return problem.error.reason === 'encryption' ? [{ text: `${words().otherScheme(String(problem.error.detail))} ${ENCRYPT_AGAIN}`, field: FILE }] : [];
      case 'bad-input': return [{ text: problem.error.reason === 'not-encrypted' || problem.error.reason === 'private-key' ? fileErrors.plain : fileErrors.unreadable, field: FILE }];
      default: return [];
    }
  }

  function openAgain(state: BackupState, wrong: Errors): TemplateResult {
    const { t } = host;
    const { custody } = state;
    const error = (field: string): string | undefined => wrong.find((one) => one.field === field)?.text;
    const busy = state.busy?.effect.type === 'prove-key';
    return html`${fileDrop({
      id: FILE, compact: true, icon: 'file', button: words().chooseFile, accept: '.pem,.key,.p8,.der', error: error(FILE),
      label: file ? words().chosenFile(file.name) : words().dropKey(custody?.fileName ?? ''),
      onFile: (given) => {
        file = given;
        errors = [];
        host.announce(words().chosenFile(given.name));
        host.requestUpdate();
      },
    })}
    ${textField({
      id: FIELD, label: words().checkPassphrase, type: 'password', mono: true, autocomplete: 'off', error: error(FIELD),
      beside: button({ label: words().checkFile, onClick: check, busy: busy && words().checkingFile }),
    })}
    ${gone ? nothing : html`<p class="small">${linkButton({ label: words().downloadAgain, onClick: () => { void download(state); } })}</p>`}
    ${busy ? html`<p>${button({ label: t.common.cancel, size: 'small', onClick: () => { host.session.send({ type: 'stop' }); } })}</p>` : nothing}`;
  }

  return {
    render(state) {
      const { t, session } = host;
      const { custody, request, facts } = state;
      const proven = custody?.proven === true;
      const downloaded = custody?.downloaded === true || custody === undefined || gone;
      const required = facts.policy.keyBackup === 'required';
      if (proven) {
        errors = [];
        const field = input();
        if (field !== null) field.value = '';
      }
      const wrong = proven ? [] : found(state);
      const key = request?.csr?.key;
      const list: Part[] = [
        { state: 'done', title: words().chosen, text: words().chosenText },
        { state: 'done', title: words().made, text: key ? html`${t.algorithms[key.algorithm] ?? key.algorithm}, ${words().fingerprint} ${fingerprint(key.spkiSha256, t)}` : '' },
        downloaded
          ? { state: 'done', title: words().download, text: custody?.fileName ? html`<span class="mono">${custody.fileName}</span>` : '' }
          : {
              state: 'now', title: words().downloadNow, text: words().downloadWhy,
              more: html`<div>${button({ label: words().downloadButton, kind: 'primary', icon: 'download', onClick: () => { void download(state); } })}</div>`,
            },
        proven ? { state: 'done', title: words().proven, text: words().provenText }
          : { state: downloaded ? 'now' : 'todo', title: words().open, ...(downloaded && { text: words().openWhy, more: openAgain(state, wrong) }) },
      ];
      const reason = isComplete(state, 'key-backup') ? undefined : downloaded ? words().first.open : words().first.download;
      return {
        heading: words().backupHeading, lead: required ? words().backupLead : words().backupOptional, errors: wrong,
        ...(wrong.length > 0 && { saysProblem: true }),
        body: html`${gone && !proven ? note({ tone: 'warn', title: words().gone }) : nothing}${parts(list)}
          ${proven && !gone ? html`<p class="small">${icon('download')} ${linkButton({ label: words().downloadAgain, onClick: () => { void download(state); } })}</p>` : nothing}`,
        primary: { label: t.common.next, press: () => { session.send({ type: 'next' }); }, ...(reason !== undefined && { disabledReason: reason }) },
      };
    },
    leave() {
      const field = input();
      if (field !== null) field.value = '';
      file = undefined;
    },
  };
}
