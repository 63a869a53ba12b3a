import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { KeyAlgorithmId, RekeyRequest } from '../../../core/domain.js';
import type { Outcome, StepState } from '../../../core/flow-types.js';
import { reasonOf } from '../../../core/plan.js';
import {
  button, checkBox, checkList, checkSummary, codeBlock, copyButton, diffTable, fileRows, fingerprint, icon, linkButton, note, shortSerial,
} from '../../../ui/index.js';
import type { DiffRow } from '../../../ui/index.js';
import type { StepHost, StepView } from '../step.js';
import { chainPem, fileNames, saveText } from './end-files.js';
import type { FileNames } from './end-files.js';
import { KeyExport } from './end-export.js';
import { InstallGuide } from './end-install.js';
import { safeHref } from './submit-confirm.js';

type State = Extract<StepState, { step: 'result' }>;
type Issued = Extract<Outcome, { kind: 'issued' | 'issued-problem' }>;

/** A serial number whose whole is one step away. */
function serial(host: StepHost, hex: string): TemplateResult {
  const short = shortSerial(hex);
  const whole = (hex.toUpperCase().match(/.{1,2}/g) ?? []).join(':');
  return whole === short ? html`<code>${short}</code>`
    : html`<details class="fp"><summary class="mono" aria-label=${host.t.wizard.end.wholeSerial(short)}>${short}</summary><span class="mono">${whole}</span></details>`;
}

/** The end of the flow: files, what changed, what was checked, what is left to do. */
export function issuedScreen(host: StepHost): { render(state: State, outcome: Issued): Partial<StepView> & Pick<StepView, 'heading' | 'body'>; leave(): void } {
  const words = () => host.t.wizard.end;
  const install = new InstallGuide(host);
  /** Whether this browser still has the encrypted key; asked again after it was told to forget it. */
  let held: { readonly finished: boolean; readonly looking: boolean; readonly pem?: string } | undefined;
  // Until that is known nobody is asked for a file: a form that asked would take it back a moment later.
  const keyExport = new KeyExport(host, () => held?.looking === false && held.pem === undefined, (kind) => `export-${kind}`);

  const lookForKey = (finished: boolean): void => {
    if (held?.finished === finished) return;
    const here = held = { finished, looking: !finished };
    if (finished) return;
    const found = (pem?: string): void => {
      if (held !== here) return;
      held = { finished, looking: false, ...(pem !== undefined && { pem }) };
      if (!host.signal.aborted) host.requestUpdate();
    };
    // Where it cannot be told, the file that was downloaded is asked for.
    host.session.files().then((files) => files.encryptedKey()).then(found, () => { found(); });
  };

  const copy = (text: string, more: string): TemplateResult => copyButton({
    label: host.t.common.copy, more, text, done: host.t.common.copied, failed: host.t.common.copyFailed, announce: (said) => host.announce(said),
  });
  const save = (name: string, text: string): TemplateResult => button({
    label: host.t.common.download, size: 'small', icon: 'download', describedBy: describes(name),
    onClick: () => {
      saveText(name, text);
      host.announce(words().saved(name));
    },
  });
  const describes = (name: string): string => `file-${name.replace(/[^A-Za-z0-9]/g, '-')}`;

  const downloads = ({ request }: State, { issued }: Issued, files: FileNames): TemplateResult => {
    const fullChain = chainPem(issued);
    const certificate = `${issued.certificate.trim()}\n`;
    const key = files.key;
    const named = (name: string): TemplateResult => html`<span id=${describes(name)}>${name}</span>`;
    const rows = [
      { what: words().files.chain, name: named(files.chain), actions: html`${copy(fullChain, words().files.chain)}${save(files.chain, fullChain)}` },
      { what: words().files.certificate, name: named(files.certificate), actions: html`${copy(certificate, words().files.certificate)}${save(files.certificate, certificate)}` },
      ...(key === undefined ? [] : [
        { what: words().files.key, name: named(key), actions: held?.pem === undefined ? html`<span class="small muted">${words().keyGone}</span>` : save(key, held.pem) },
        {
          what: words().files.pkcs12, name: named(files.pkcs12),
          actions: button({
            id: 'export-pkcs12', label: host.t.common.download, size: 'small', icon: 'download', describedBy: describes(files.pkcs12),
            expanded: keyExport.kind === 'pkcs12', onClick: () => (keyExport.kind === 'pkcs12' ? keyExport.close() : keyExport.open('pkcs12')),
          }),
        },
      ]),
    ];
    return html`<section class="stack s"><h3>${words().downloads}</h3>${fileRows(rows)}
      ${keyExport.kind === undefined ? nothing : keyExport.render(keyExport.kind === 'pkcs12' ? files.pkcs12 : files.plainKey, request?.certificate.name ?? '', (request?.csr?.key.algorithm ?? '') as KeyAlgorithmId)}
      <p class="small muted">${key === undefined ? words().keyElsewhere
        : html`${words().passphraseOpens} ${linkButton({ id: 'export-plain', label: words().needPlain, onClick: () => keyExport.open('plain') })}`}</p>
    </section>`;
  };

  const oldAndNew = (request: RekeyRequest, { report }: Issued): TemplateResult => {
    const { t, fmt } = host;
    const { certificate: old } = request;
    const { certificate } = report;
    const passed = (id: string): boolean => report.checks.some((check) => check.id === id && check.outcome === 'pass');
    // What was issued has the names of the CSR, which may be others than before.
    const namesStay = passed('issued-names') && request.checks.some(({ id, outcome: found }) => id === 'san-match' && found === 'pass');
    const algorithm = (id: string): string => t.algorithms[id] ?? id;
    const rows: DiffRow[] = [
      { field: words().rows.key, before: algorithm(old.key.algorithm), after: algorithm(certificate.key.algorithm) },
      { field: words().rows.fingerprint, before: fingerprint(old.key.spkiSha256, t), after: fingerprint(certificate.key.spkiSha256, t) },
      { field: words().rows.serial, before: serial(host, old.serialNumber), after: serial(host, certificate.serialNumber) },
      { field: words().rows.validUntil, before: html`<time>${fmt.date(old.notAfter)}</time>`, after: html`<time>${fmt.dateTime(certificate.notAfter)}</time>` },
      ...(passed('issued-subject') && namesStay ? [{ field: words().rows.kept, before: words().sameBytes }] : []),
    ];
    return html`<section class="stack s"><h3>${words().oldAndNew}</h3>${diffTable({ caption: words().oldAndNew, rows, t, before: words().old, after: words().new })}</section>`;
  };

  const check = (files: FileNames): TemplateResult => {
    const key = files.key ?? words().yourKey;
    const text = [
      `# ${words().mustBeEqual}`,
      `openssl x509 -noout -pubkey -in ${files.chain} | openssl sha256`,
      `openssl pkey -pubout -in ${key} | openssl sha256`,
    ].join('\n');
    return html`<section class="stack s"><h3>${words().checkHeading}</h3>
      ${codeBlock({ title: words().checkTitle, text, t: host.t, announce: (said) => host.announce(said) })}
    </section>`;
  };

  /** Nothing is installed from here where the key is on a card: the certificate goes to it by the card's own software. */
  const guide = (request: RekeyRequest, files: FileNames): TemplateResult =>
    html`${request.csr?.source === 'token' ? nothing : install.render(files)}<slot name="install-guide"></slot>`;

  const isOver = ({ report }: Issued): boolean => Date.parse(report.certificate.notAfter) < host.now();

  const tasks = (state: State, request: RekeyRequest, outcome: Issued): TemplateResult | typeof nothing => {
    const { kind, report } = outcome;
    const { fmt } = host;
    const { disposition, hours = 0 } = request.predecessor;
    const old = request.certificate;
    const reason = reasonOf(state);
    const compromised = reason === 'compromised';
    // What is not to be installed leaves the old certificate in its place.
    const useless = kind === 'issued-problem' || isOver(outcome);
    if (useless && !compromised) return nothing;
    const { revocation } = state.facts.policy;
    const href = safeHref(revocation?.href);
    const task = (id: string, label: string, hint: string | TemplateResult): TemplateResult => html`<li>${checkBox({
      id: `task-${id}`, label, hint, checked: state.choices.done?.includes(id) === true,
      onChange: (checked) => { host.session.send({ type: 'mark-task', task: id, done: checked }); },
    })}</li>`;
    const end = fmt.date(old.notAfter);
    return html`<section class="stack s"><h3>${words().stillToDo}</h3><ul class="tasks" role="list">
      ${compromised ? task('revoke', words().tasks.revoke, html`${words().tasks.revokeWhy} ${revocation === undefined ? nothing
        : href === undefined ? (revocation.text ?? nothing) : html`<a href=${href} target="_blank" rel="noopener noreferrer">${revocation.text ?? host.t.wizard.submit.askRevocation}</a>`}`) : nothing}
      ${useless ? nothing : html`${task('install', words().tasks.install, words().tasks.installWhy[disposition](hours))}
      ${reason === 'lost' ? nothing : task('remove', words().tasks.remove, html`${words().tasks.removeWhen} <code>${shortSerial(report.certificate.serialNumber)}</code>. ${words().tasks.removeWhy[disposition](end)}`)}`}
    </ul></section>`;
  };

  return {
    render(state, outcome) {
      const { request } = state;
      const { report, kind, finished } = outcome;
      if (request === undefined) return { heading: words().issuedHeading, body: html`` };
      lookForKey(finished);
      const files = fileNames(request, report.certificate.notBefore, state.custody);
      const good = kind === 'issued';
      const later = Date.parse(report.certificate.notBefore) > host.now();
      const over = isOver(outcome);
      const bad = report.checks.filter(({ outcome: o }) => o === 'fail' || o === 'unknown');
      return {
        heading: good ? words().issuedHeading : words().problemHeading,
        mark: good ? 'ok' : 'warn',
        lead: good ? words().issuedLead(report.certificate.names.length) : words().problemLead,
        body: html`<div class="stack">
          ${good ? nothing : html`<section class="stack s"><h3>${words().whatIsWrong}</h3>${checkList({ checks: bad, t: host.t })}<p class="prose">${words().problemNext}</p></section>`}
          ${finished ? note({ icon: 'check', title: words().finishedTitle, text: request.csr?.source === 'browser' ? words().finishedKey : words().finished }) : nothing}
          ${later ? note({ icon: 'clock', title: words().laterTitle(host.fmt.dateTime(report.certificate.notBefore)), text: words().later }) : nothing}
          ${over ? note({ tone: 'warn', title: words().overTitle(host.fmt.dateTime(report.certificate.notAfter)), text: words().over }) : nothing}
          <div class="two">${downloads(state, outcome, files)}${oldAndNew(request, outcome)}</div>
          <details class="checked"><summary>${checkSummary(report.checks, host.t)}${icon('down')}</summary>${checkList({ checks: report.checks, t: host.t, tight: true })}</details>
          ${good && !over ? html`${request.csr?.source === 'token' ? nothing : check(files)}${guide(request, files)}` : nothing}
          ${tasks(state, request, outcome)}
        </div>`,
        ...(!finished && { primary: { label: host.t.common.done, busy: state.busy?.effect.type === 'forget', press: () => host.session.send({ type: 'finish' }) } }),
      };
    },
    leave() {
      keyExport.dispose();
    },
  };
}
