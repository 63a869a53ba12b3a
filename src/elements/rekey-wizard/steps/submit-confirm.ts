import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { RekeyRequest } from '../../../core/domain.js';
import type { StepState } from '../../../core/flow-types.js';
import type { GeneralNameText } from '../../../core/keys.js';
import { acceptance, reasonOf } from '../../../core/plan.js';
import { code, diffTable, facts, fingerprint, linkButton, lists, note, textField } from '../../../ui/index.js';
import { algorithmText, oldKeyNote, strengthRow } from '../../../ui/key-compare.js';
import type { Step, StepHost } from '../step.js';
import { changesOf, setOf } from './names-edit.js';
import { isEditable, readCertificate, readNames, takesCsr } from './names-report.js';
import { project } from './names-validity.js';
import { submitStyles } from './submit-styles.js';

type State = Extract<StepState, { step: 'confirm' }>;

/** A second factor stands before submission: the last action then is *Generate*. */
export function generates({ facts: { policy } }: Pick<State, 'facts'>): boolean {
  return policy.secondFactor.when === 'submit' && policy.secondFactor.methods.length > 0;
}

/** An address that the RA gave, when it leads to a page or a mailbox. */
export function safeHref(href: string | undefined): string | undefined {
  if (href === undefined) return undefined;
  try {
    return ['https:', 'http:', 'mailto:'].includes(new URL(href, document.baseURI).protocol) ? href : undefined;
  } catch {
    return undefined;
  }
}

/** What becomes of the old certificate. A compromised one stays a danger until it is revoked (TLS BR 4.9.1.1). */
export function predecessorNote(host: StepHost, state: Pick<State, 'facts' | 'choices' | 'request'>): TemplateResult {
  const { certificate, policy } = state.facts;
  const words = host.t.wizard.submit;
  const { disposition, hours } = state.request?.predecessor ?? policy.predecessor;
  const fate = words.fate[disposition](host.fmt.date(certificate.notAfter), hours ?? 0);
  if (reasonOf(state) !== 'compromised') return note({ text: fate });
  const href = safeHref(policy.revocation?.href);
  const { revocation } = policy;
  return note({
    tone: 'warn', title: words.compromisedTitle, text: `${words.compromised} ${fate}`,
    actions: revocation === undefined ? nothing
      : href === undefined ? html`${revocation.text ?? nothing}` : html`<a href=${href} target="_blank" rel="noopener noreferrer">${revocation.text ?? words.askRevocation}</a>`,
  });
}

/** `5 of 6 names verified`. */
function caaWords(host: StepHost, { facts: { policy }, request }: State): string {
  const words = host.t.wizard.submit;
  if (request?.caa === undefined) return policy.caa.gate === 'none' ? words.caaNotAsked : words.caaNone;
  const asked = request.caa.names.filter(({ verdict }) => verdict !== 'not-applicable');
  const good = asked.filter(({ verdict }) => verdict === 'permitted' || verdict === 'likely-permitted');
  return asked.length === 0 ? words.caaNone : words.caaCount(good.length, asked.length, request.caa.by);
}

function keyWords(host: StepHost, { request, custody }: State): string {
  const words = host.t.wizard.submit.key;
  const source = request?.csr?.source ?? 'upload';
  if (source !== 'browser') return words[source];
  return custody?.proven === true ? words.proven : words.browser;
}

export function confirmStep(host: StepHost): Step<'confirm'> {
  host.adopt(lists, code, submitStyles);
  const words = () => host.t.wizard.submit;
  const change = (what: string, step: 'reason' | 'csr' | 'san' | 'validity' | 'domains', label = host.t.common.change): TemplateResult =>
    linkButton({ label, more: what === what.toUpperCase() ? what : what.toLowerCase(), id: `change-${step}`, onClick: () => host.session.send({ type: 'goto', step }) });

  const changes = (state: State, request: RekeyRequest): TemplateResult => {
    const { t, fmt } = host;
    const { certificate } = state.facts;
    const old = readCertificate(host, certificate.pem);
    const names = old?.names;
    const edited = takesCsr(state) ? readNames(host, state) : undefined;
    const change = edited === undefined ? { added: 0, removed: 0 } : changesOf(setOf(edited.certificate, edited.csr));
    const { csr } = request;
    const few = (all: readonly GeneralNameText[]): TemplateResult =>
      html`${t.common.names(all.length)}: <code>${all[0]?.value}</code>${all.length > 1 ? ` ${words().more(all.length - 1)}` : nothing}`;
    return diffTable({
      caption: words().whatChanges, t,
      rows: [
        ...(csr === undefined ? [] : [
          { field: words().rows.key, before: algorithmText(certificate.key.algorithm, t), after: algorithmText(csr.key.algorithm, t) },
          { field: words().rows.fingerprint, before: fingerprint(certificate.key.spkiSha256, t), after: fingerprint(csr.key.spkiSha256, t) },
          strengthRow(old?.keyChecks, request.checks, t),
        ]),
        {
          field: words().rows.validUntil, before: html`<time>${fmt.date(certificate.notAfter)}</time>`,
          after: html`<time>${words().about(fmt.date(project(state.facts, state.choices.validity.mode, host.now()).notAfter))}</time>`,
        },
        { field: words().rows.subject, before: certificate.subject === '' ? words().emptySubject : html`<bdi>${certificate.subject}</bdi>` },
        {
          field: words().rows.names,
          before: names === undefined ? html`<code>${certificate.name}</code>`
            : names.length === 0 ? words().noNames : few(names),
          ...(change.added + change.removed > 0 && edited !== undefined && { after: html`${few(edited.csr)}<br>${t.wizard.names.edit.changes(change.added, change.removed)}` }),
        },
      ],
    });
  };

  const answers = (state: State): TemplateResult => {
    const { t, fmt } = host;
    const reason = reasonOf(state);
    const agreed = acceptance(state);
    const rows = words().rows;
    return facts([
      { term: rows.reason, value: reason === undefined ? '' : t.reasons[reason], action: change(rows.reason, 'reason') },
      { term: rows.key, value: keyWords(host, state), action: change(rows.key, 'csr') },
      ...(isEditable(state) ? [{ term: rows.names, value: t.common.names(state.request?.domains.filter(({ extra }) => extra !== true).length ?? 0), action: change(rows.names, 'san') }] : []),
      { term: rows.validity, value: t.wizard.names.modes[state.choices.validity.mode], action: change(rows.validity, 'validity') },
      { term: rows.caa, value: caaWords(host, state), action: change(rows.caa, 'domains', t.common.view) },
      ...(agreed === undefined ? [] : [{ term: rows.agreement, value: words().agreed(agreed.version, fmt.dateTime(agreed.acceptedAt)) }]),
    ]);
  };

  return {
    render: (state) => {
      const { request, busy } = state;
      return {
        heading: words().confirmHeading,
        body: html`<div class="stack review">
          <section class="stack s"><h3>${words().whatChanges}</h3>${request === undefined ? nothing : changes(state, request)}${oldKeyNote(readCertificate(host, state.facts.certificate.pem)?.keyChecks, host.t)}</section>
          <section class="stack s"><h3>${words().yourAnswers}</h3>${answers(state)}</section>
          ${textField({
            id: 'message', label: words().message, optional: host.t.common.optional, hint: words().messageHint, rows: 3, maxLength: 2000,
            value: state.choices.message, onInput: (text) => host.session.send({ type: 'write-message', text }),
          })}
          ${predecessorNote(host, state)}
        </div>`,
        primary: {
          label: generates(state) ? words().generate : words().rekey,
          busy: busy?.effect.type === 'submit',
          press: () => {
            if (host.emit('rekey-before-submit', { requestId: request?.id }, { cancelable: true })) host.session.send({ type: 'submit' });
          },
        },
      };
    },
  };
}
