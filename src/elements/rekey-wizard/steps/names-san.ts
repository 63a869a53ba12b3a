import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { SanKind } from '../../../core/domain.js';
import type { StepState } from '../../../core/flow-types.js';
import type { GeneralNameText } from '../../../core/keys.js';
import type { Naming } from '../../../core/request-tasks.js';
import type { RekeySession } from '../../../core/session.js';
import { button, checkList, icon, lists, linkButton, note, pickGroup, tables, textField } from '../../../ui/index.js';
import type { IconName } from '../../../ui/index.js';
import type { StepHost, StepView } from '../step.js';
import { allOf, changesOf, countOf, editOf, entriesOf, isSame, readEntries, setOf, setOfEdit, withEntries } from './names-edit.js';
import type { Entry, NameSet } from './names-edit.js';
import { keyPart } from './names-key.js';
import { isEditable, readNames, showCertificate, takesCsr } from './names-report.js';
import { nameStyles } from './names-styles.js';

export type SanState = Extract<StepState, { step: 'san' | 'subject' }>;
type Errors = NonNullable<StepView['errors']>;

/** A section of a screen: alone on it, or with others in the compact layout. */
export interface NamePart {
  lead(state: SanState): string | undefined;
  body(state: SanState): TemplateResult;
  errors(state: SanState): Errors;
  /** Whether the errors say what `state.problem` says. */
  saysProblem(state: SanState): boolean;
  next(state: SanState): void;
  leave(): void;
}

/** What was typed and is in no choice yet, and names that were added and taken away again: kept while the session lives. */
interface Draft { text: string; kind?: SanKind; gone: readonly GeneralNameText[] }
const drafts = new WeakMap<RekeySession, Draft>();

const ADD = 'san-add';
const LIST = 'san-list';

/** What an editor works on, once all of it has been read. */
interface Sheet {
  readonly certificate: readonly GeneralNameText[];
  /** As the attached CSR has them. */
  readonly attached: NameSet;
  /** As they are to be. */
  readonly wanted: NameSet;
  readonly naming: Naming;
}

/** The alternative names: shown, and changed where the policy lets them be. */
export function sanPart(host: StepHost): NamePart {
  host.adopt(lists, tables, nameStyles);
  const words = () => host.t.wizard.names;
  const key = keyPart(host);
  let draft = drafts.get(host.session);
  if (draft === undefined) drafts.set(host.session, (draft = { text: '', gone: [] }));
  const typed = draft;
  let pressed: Errors = [];
  /** Where the focus goes once the row that had it is another. */
  let focus: string | undefined;

  function sheetOf(state: SanState): Sheet | undefined {
    const read = readNames(host, state);
    if (read === undefined) return undefined;
    const { certificate, csr, naming } = read;
    const attached = takesCsr(state) ? setOf(certificate, csr) : allOf(certificate);
    const { san } = state.choices;
    return { certificate, attached, naming, wanted: san === undefined ? attached : setOfEdit(certificate, csr, san, (name) => naming.nameOf(name)) };
  }

  function edit({ attached }: Sheet, set: NameSet, moveTo?: string): void {
    pressed = [];
    focus = moveTo;
    if (isSame(set, attached)) host.session.send({ type: 'edit-san' });
    else host.session.send({ type: 'edit-san', san: editOf(set) });
    host.requestUpdate();
  }

  const isPending = ({ wanted, attached }: Sheet): boolean => !isSame(wanted, attached);
  const kindsOf = ({ facts: { policy } }: SanState): readonly SanKind[] => policy.san.kinds ?? ['dns'];
  const kindOf = (state: SanState): SanKind => (typed.kind !== undefined && kindsOf(state).includes(typed.kind) ? typed.kind : kindsOf(state)[0] ?? 'dns');
  const entries = (state: SanState, sheet: Sheet): readonly Entry[] => readEntries(typed.text, kindOf(state), {
    certificate: sheet.certificate, set: sheet.wanted, rule: state.facts.policy.san, read: (name) => sheet.naming.nameOf(name),
  });

  function problemWords({ text, problem }: Entry, { facts: { policy: { san } } }: SanState): string {
    if (problem === undefined) return text;
    if (problem === 'within') return words().edit.problems.within(text, host.fmt.list(san.within ?? []));
    return problem === 'max' ? words().edit.problems.max(text, san.max ?? 0) : words().edit.problems[problem](text);
  }

  // -------------------------------------------------------------------------------------------------- names

  const kindWord = ({ type, value }: GeneralNameText): string => (type === 'dns' && value.startsWith('*.') ? words().wildcard : words().kinds[type]);

  function row(name: GeneralNameText, look: 'kept' | 'added' | 'removed', action?: TemplateResult): TemplateResult {
    const icons: Readonly<Record<typeof look, IconName>> = { kept: 'same', added: 'plus', removed: 'minus' };
    const value = html`<code>${name.value}</code>`;
    return html`<li class=${look}>${icon(icons[look])}
      <span>${look === 'removed' ? html`<del>${value}</del>` : value}${name.unicode === undefined ? nothing : html` <bdi class="small muted">${name.unicode}</bdi>`}${
        look === 'kept' ? nothing : html` <span class="tag ${look === 'added' ? 'accent' : ''}">${words().edit.marks[look]}</span>`}</span>
      <span class="res">${kindWord(name)}</span>${action ?? nothing}</li>`;
  }

  function rows({ certificate, wanted }: Sheet): TemplateResult[] {
    return [...certificate.map((name, at) => row(name, wanted.kept[at] === false ? 'removed' : 'kept')), ...wanted.added.map((name) => row(name, 'added'))];
  }

  function editableRows(sheet: Sheet): TemplateResult {
    const { certificate, wanted } = sheet;
    const label = words().edit;
    const setKept = (at: number, stays: boolean): void => {
      const { value } = certificate[at] ?? { value: '' };
      edit(sheet, { ...wanted, kept: wanted.kept.map((was, i) => (i === at ? stays : was)) }, `san-kept-${at}`);
      host.announce(stays ? label.isBack(value) : label.isRemoved(value));
    };
    const drop = (name: GeneralNameText, at: number): void => {
      typed.gone = [...typed.gone, name];
      edit(sheet, { ...wanted, added: wanted.added.filter((_, i) => i !== at) }, `san-gone-${typed.gone.length - 1}`);
      host.announce(label.isRemoved(name.value));
    };
    const bring = (name: GeneralNameText): void => {
      typed.gone = typed.gone.filter((one) => one !== name);
      edit(sheet, { ...wanted, added: [...wanted.added, name] }, `san-added-${wanted.added.length}`);
      host.announce(label.isBack(name.value));
    };
    const remove = (id: string, { value }: GeneralNameText, press: () => void): TemplateResult =>
      button({ id, label: label.remove(value), icon: 'close', iconOnly: true, size: 'small', kind: 'quiet', onClick: press });
    const undo = (id: string, { value }: GeneralNameText, press: () => void): TemplateResult =>
      html`<span class="undo">${linkButton({ id, label: label.undo, more: value, onClick: press })}</span>`;
    return html`
      ${certificate.map((name, at) => (wanted.kept[at] === false
        ? row(name, 'removed', undo(`san-kept-${at}`, name, () => { setKept(at, true); }))
        : row(name, 'kept', remove(`san-kept-${at}`, name, () => { setKept(at, false); }))))}
      ${wanted.added.map((name, at) => row(name, 'added', remove(`san-added-${at}`, name, () => { drop(name, at); })))}
      ${typed.gone.map((name, at) => row(name, 'removed', undo(`san-gone-${at}`, name, () => { bring(name); })))}`;
  }

  // -------------------------------------------------------------------------------------------------- the field for more

  function add(state: SanState, sheet: Sheet): void {
    const read = entries(state, sheet);
    const good = read.filter(({ problem }) => problem === undefined);
    const bad = read.filter(({ problem }) => problem !== undefined);
    if (good.length > 0) {
      typed.gone = typed.gone.filter((gone) => !good.some(({ name }) => name?.value === gone.value));
      typed.text = bad.map(({ text }) => text).join('\n');
      edit(sheet, withEntries(sheet.wanted, good), ADD);
      host.announce(words().edit.isAdded(good.length));
    }
    pressed = read.length === 0 ? [{ text: words().edit.nothingTyped, field: ADD }] : bad.map((entry) => ({ text: problemWords(entry, state), field: ADD }));
    if (pressed.length > 0) host.showErrors();
  }

  /** What is wrong with the entries so far; the last one is still being typed. */
  function live(state: SanState, sheet: Sheet): readonly string[] {
    const done = /[\s,;]$/.test(typed.text) ? undefined : -1;
    return entries(state, sheet).slice(0, done).filter(({ problem }) => problem !== undefined).map((entry) => problemWords(entry, state));
  }

  function adder(state: SanState, sheet: Sheet): TemplateResult {
    const label = words().edit;
    const { san } = state.facts.policy;
    const [kinds, kind] = [kindsOf(state), kindOf(state)];
    const error = pressed.filter(({ field }) => field === ADD).map(({ text }) => text).join(' ') || undefined;
    const wrong = error === undefined ? live(state, sheet) : [];
    const hint = [label.addHint, san.within === undefined || kind !== 'dns' ? '' : label.within(host.fmt.list(san.within)), san.max === undefined ? '' : label.max(san.max)].filter(Boolean).join(' ');
    return html`<div class="stack s adder">
      ${kinds.length > 1 ? pickGroup<SanKind>({
        id: 'san-kind', legend: label.kind, value: kind, options: kinds.map((value) => ({ value, label: label.kinds[value] })),
        onChange: (value) => {
          typed.kind = value;
          pressed = [];
          host.requestUpdate();
        },
      }) : nothing}
      ${textField({
        id: ADD, label: label.add[kind], hint, error, mono: true, rows: Math.min(8, Math.max(2, typed.text.split('\n').length + 1)), value: typed.text,
        onInput: (text) => {
          typed.text = text;
          pressed = pressed.filter(({ field }) => field !== ADD);
          host.requestUpdate();
        },
        below: html`${wrong.length === 0 ? nothing : html`<ul class="wrong small" role="list">${wrong.map((text) => html`<li data-tone="warn">${icon('warn')}<span>${text}</span></li>`)}</ul>`}
          ${button({ id: 'san-add-names', label: label.addButton(entriesOf(typed.text).length), icon: 'plus', onClick: () => { add(state, sheet); } })}`,
      })}</div>`;
  }

  // -------------------------------------------------------------------------------------------------- what comes of it

  function outlook(state: SanState, sheet: Sheet): TemplateResult {
    const label = words().edit;
    const { policy } = state.facts;
    const { certificate, wanted } = sheet;
    const { added, removed } = changesOf(sheet.wanted);
    const lost = certificate.some(({ type }, at) => wanted.kept[at] === false && type !== 'dns' && type !== 'ip' && type !== 'email');
    const what = [
      state.request?.csr?.source === 'token' ? label.signsOnToken : label.signs,
      policy.secondFactor.when === 'submit' ? label.factorAgain : '', policy.caa.gate === 'none' ? '' : label.domainsAgain,
    ].filter(Boolean).join(' ');
    return html`${added + removed === 0 ? nothing : html`<p class="row between changes"><span class="strong">${label.changes(added, removed)}</span>${
      linkButton({ id: 'san-reset', label: label.reset, onClick: () => {
        typed.gone = [];
        edit(sheet, allOf(certificate), LIST);
        host.announce(label.isReset);
      } })}</p>`}
      ${lost ? note({ tone: 'warn', title: label.lostTitle, text: label.lost }) : nothing}
      ${isPending(sheet) ? note({ text: what }) : nothing}
      ${isPending(sheet) && state.request?.csr?.source === 'browser' ? key.render(state, sheet.naming) : nothing}`;
  }

  /** The RA's own answer, when it did not take the names. */
  function refusal(state: SanState): TemplateResult | typeof nothing {
    const checks = state.report?.checks.filter(({ outcome }) => outcome === 'fail') ?? [];
    return checks.length === 0 ? nothing : html`<section class="stack s" id="san-checks" tabindex="-1">${checkList({ checks, t: host.t, tight: true, label: words().edit.refused })}</section>`;
  }

  function readOnly(state: SanState, sheet: Sheet | undefined): TemplateResult {
    const own = takesCsr(state) && state.request?.csr?.source === 'upload';
    const reason = own ? words().edit.uploaded : words().otherNames;
    if (own && sheet !== undefined) {
      const { added, removed } = changesOf(sheet.wanted);
      return html`<ul class="checks names" role="list">${rows(sheet)}</ul>
        ${added + removed === 0 ? nothing : html`<p class="strong">${words().edit.changes(added, removed)}</p>`}<p class="small muted">${reason}</p>`;
    }
    return html`${showCertificate(host, state.facts.certificate.pem, ({ names }) => (names.length === 0
      ? note({ title: words().noNames, text: words().noNamesWhy })
      : html`<ul class="checks names" role="list">${names.map((name) => row(name, 'kept'))}</ul>`))}<p class="small muted">${reason}</p>`;
  }

  function found(state: SanState): Errors {
    if (pressed.length > 0) return pressed;
    const { code, reason } = state.problem?.error ?? {};
    if (code === 'bad-input' && (reason === 'san-empty' || reason === 'san-name')) return [{ text: words().edit.problems[reason], field: LIST }];
    if (state.report?.checks.some(({ outcome }) => outcome === 'fail') === true) return [{ text: words().edit.refused, field: 'san-checks' }];
    return key.found(state);
  }

  return {
    lead(state) {
      const sheet = sheetOf(state);
      if (sheet === undefined || sheet.certificate.length === 0) return undefined;
      if (isEditable(state)) return words().edit.lead(sheet.certificate.length);
      return takesCsr(state) ? undefined : words().sanLead(sheet.certificate.length);
    },
    body(state) {
      const sheet = sheetOf(state);
      const target = focus;
      focus = undefined;
      if (target !== undefined) queueMicrotask(() => { host.root.querySelector<HTMLElement>(`#${target}`)?.focus(); });
      if (!isEditable(state)) return readOnly(state, sheet);
      if (sheet === undefined) return showCertificate(host, state.facts.certificate.pem, () => html`<div aria-busy="true"><span class="skeleton wide"></span></div>`);
      return html`${refusal(state)}
        <ul class="checks names edit" role="list" id=${LIST} tabindex="-1" aria-label=${words().sanHeading}>${editableRows(sheet)}</ul>
        ${adder(state, sheet)}
        ${outlook(state, sheet)}`;
    },
    errors: found,
    saysProblem: (state) => state.problem !== undefined && found(state).length > 0,
    next(state) {
      const { session } = host;
      const sheet = isEditable(state) ? sheetOf(state) : undefined;
      if (sheet === undefined) {
        session.send({ type: 'next' });
        return;
      }
      const label = words().edit;
      const source = state.request?.csr?.source;
      const asksKey = isPending(sheet) && source === 'browser' && !sheet.naming.isOpen();
      pressed = [
        ...(entriesOf(typed.text).length > 0 ? [{ text: label.notAdded, field: ADD }] : []),
        ...(countOf(sheet.wanted) === 0 && sheet.certificate.length > 0 ? [{ text: label.problems['san-empty'], field: LIST }] : []),
        ...(asksKey ? key.missing() : []),
      ];
      if (pressed.length > 0) {
        host.showErrors();
        return;
      }
      // What is wanted stands in the attached CSR already: nothing has to be signed for it.
      if (!isPending(sheet) && state.choices.san !== undefined) session.send({ type: 'edit-san' });
      session.send({ type: 'next' }, asksKey ? key.secrets() : {});
    },
    leave() {
      key.leave();
    },
  };
}
