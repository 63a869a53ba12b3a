import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import type { KeyAlgorithmId } from '../../../core/domain.js';
import { errorInfo, toRekeyError } from '../../../core/errors.js';
import type { RekeyErrorInfo } from '../../../core/errors.js';
import { button, errorNote, fileDrop, note, progress, textField } from '../../../ui/index.js';
import type { StepHost } from '../step.js';
import { ENCRYPT_AGAIN, openedBy, refusedBy } from './key-files.js';
import { saveFile } from './end-files.js';

export type ExportKind = 'pkcs12' | 'plain';

/** What went wrong, by the field that it belongs to. */
interface Wrong { readonly passphrase?: string; readonly file?: string; readonly other?: RekeyErrorInfo }

/**
 * The form in which the key is opened for PKCS#12 or, behind a warning, for a file without protection. The passphrase stands in
 * its input, goes from there into one call, and is wiped when the form closes.
 */
export class KeyExport {
  #kind: ExportKind | undefined;
  #file: File | undefined;
  #running: AbortController | undefined;
  #wrong: Wrong = {};
  #form: Element | undefined;

  /** @param askFile whether this browser's own copy of the key is gone */
  constructor(private readonly host: StepHost, private readonly askFile: () => boolean, private readonly opener: (kind: ExportKind) => string) {}

  get kind(): ExportKind | undefined { return this.#kind; }

  get #input(): HTMLInputElement | null { return this.#form?.querySelector<HTMLInputElement>('#export-passphrase') ?? null; }

  open(kind: ExportKind): void {
    this.#reset();
    this.#kind = kind;
    this.host.requestUpdate();
  }

  /** Stops what runs, wipes what was typed; the focus goes back to where the form was opened. */
  close(): void {
    const kind = this.#kind;
    this.#reset();
    this.host.requestUpdate();
    if (kind !== undefined) queueMicrotask(() => { this.host.root.querySelector<HTMLElement>(`#${this.opener(kind)}`)?.focus(); });
  }

  /** The step is left: nothing of what was typed stays. */
  dispose(): void {
    this.#reset();
  }

  #reset(): void {
    this.#running?.abort();
    this.#running = undefined;
    const input = this.#input;
    if (input !== null) input.value = '';
    this.#kind = undefined;
    this.#file = undefined;
    this.#wrong = {};
  }

  async #submit(fileName: string, friendlyName: string): Promise<void> {
    const { host } = this;
    const words = host.t.wizard.end;
    const kind = this.#kind;
    const passphrase = this.#input?.value ?? '';
    if (kind === undefined || this.#running !== undefined) return;
    if (passphrase === '' || (this.askFile() && this.#file === undefined)) {
      this.#say({ ...(passphrase === '' && { passphrase: words.passphraseMissing }), ...(this.askFile() && this.#file === undefined && { file: words.fileMissing }) });
      return;
    }
    const running = new AbortController();
    this.#running = running;
    this.#wrong = {};
    host.requestUpdate();
    const secrets = { passphrase, ...(this.#file && { file: this.#file }) };
    try {
      const { session } = host;
      const files = await session.files();
      const made = await (kind === 'pkcs12' ? files.pkcs12(secrets, friendlyName, running.signal) : files.plainKey(secrets, running.signal));
      if (this.#running !== running || host.signal.aborted) return;
      saveFile(fileName, made);
      this.close();
      host.announce(words.saved(fileName));
    } catch (thrown) {
      if (this.#running !== running) return;
      this.#running = undefined;
      const error = toRekeyError(thrown, host.session.correlationId);
      if (error.code !== 'aborted') this.#say(this.#place(errorInfo(error)));
      else host.requestUpdate();
    }
  }

  /** The field that an error belongs to. */
  #place(info: RekeyErrorInfo): Wrong {
    const words = this.host.t.wizard.end;
    const file = this.#file === undefined ? 'passphrase' : 'file';
    switch (info.code) {
      case 'wrong-passphrase': return { passphrase: words.wrongPassphrase };
      case 'bad-input':
        if (info.reason === 'passphrase') return { passphrase: words.wrongPassphrase };
        if (info.reason === 'key-missing') return { file: words.fileMissing };
        return { [file]: info.reason === 'key-mismatch' ? words.otherKey : words.notKeyFile };
      case 'too-large': return { [file]: words.notKeyFile };
      case 'unsupported':
        if (info.reason !== 'encryption') return { other: info };
        return { [file]: `${this.host.t.wizard.key.otherScheme(String(info.detail))} ${ENCRYPT_AGAIN}` };
      default: return { other: info };
    }
  }

  /** Which programs open the PKCS#12 file, and in front of that which do not. */
  #readers(algorithm: KeyAlgorithmId): TemplateResult {
    const { t, fmt } = this.host;
    const refused = refusedBy(algorithm, t, fmt);
    return html`${refused === undefined ? nothing : note({ tone: 'warn', text: refused })}<p class="hint" id="export-readers">${openedBy(algorithm, t, fmt)}</p>`;
  }

  #say(wrong: Wrong): void {
    this.#wrong = wrong;
    this.host.requestUpdate();
    const first = wrong.passphrase ?? wrong.file;
    if (first !== undefined) this.host.announce(first);
    queueMicrotask(() => {
      if (wrong.passphrase !== undefined) this.#input?.select();
      (wrong.passphrase !== undefined ? this.#input : wrong.file !== undefined ? this.host.root.querySelector<HTMLElement>('#export-file') : null)?.focus();
    });
  }

  readonly #attached = (form?: Element): void => {
    this.#form = form;
    // Its fields are drawn after it.
    if (form !== undefined) queueMicrotask(() => { this.#input?.focus(); });
  };

  /** @param algorithm of the key in it: what cannot open the file is said before it is made */
  render(fileName: string, friendlyName: string, algorithm: KeyAlgorithmId): TemplateResult | typeof nothing {
    const { host } = this;
    const { t, fmt } = host;
    const words = t.wizard.end;
    const kind = this.#kind;
    if (kind === undefined) return nothing;
    const busy = this.#running !== undefined;
    const submit = (event: SubmitEvent): void => {
      event.preventDefault();
      void this.#submit(fileName, friendlyName);
    };
    return html`<form class="export" id="export" novalidate autocomplete="off" aria-label=${words.exportNames[kind]} @submit=${submit} ${ref(this.#attached)}>
      ${kind === 'plain' ? note({ tone: 'warn', title: words.plainTitle, text: words.plainWarning }) : this.#readers(algorithm)}
      ${this.#wrong.other === undefined ? nothing : errorNote({ info: this.#wrong.other, t, fmt, announce: (text) => host.announce(text) })}
      ${this.askFile() ? fileDrop({
        id: 'export-file', compact: true, icon: 'key', accept: '.pem,.key,.der', button: t.common.chooseFile, busy: busy && t.common.loading, error: this.#wrong.file,
        label: this.#file === undefined ? words.giveFile : html`<code>${this.#file.name}</code>`, hint: words.giveFileWhy,
        onFile: (file) => {
          this.#file = file;
          this.#wrong = {};
          host.requestUpdate();
        },
      }) : nothing}
      ${textField({ id: 'export-passphrase', label: words.passphrase, hint: words.passphraseHint, type: 'password', autocomplete: 'current-password', width: 'm', readonly: busy, error: this.#wrong.passphrase })}
      ${busy ? progress({ name: words.making[kind], cancel: button({ label: t.common.cancel, kind: 'quiet', size: 'small', onClick: () => this.close() }) })
        : html`<div class="row">${button({ label: words.make[kind], kind: 'primary', size: 'small', type: 'submit', icon: 'download' })}
            ${button({ label: t.common.cancel, kind: 'quiet', size: 'small', onClick: () => this.close() })}</div>`}
    </form>`;
  }
}
