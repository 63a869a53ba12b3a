import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { CheckId } from '../../../core/domain.js';
import type { Common, StepId, StepState } from '../../../core/flow-types.js';
import type { NameAttributeText } from '../../../core/keys.js';
import { field, lists, note, tables } from '../../../ui/index.js';
import type { Step, StepFactories, StepHost, StepView } from '../step.js';
import { showCertificate } from './names-report.js';
import { sanPart } from './names-san.js';
import { nameStyles } from './names-styles.js';
import { validityPart } from './names-validity.js';

/** An uploaded CSR asks for other names and the policy takes those of the certificate all the same. */
function isIgnored({ request, facts }: Common, id: CheckId): boolean {
  return request?.csr?.source === 'upload' && facts.policy.csrMismatch === 'ignore-csr'
    && request.checks.some((check) => check.id === id && check.outcome !== 'pass' && check.outcome !== 'unknown');
}

// ---------------------------------------------------------------------------------------------------- subject

/** The attributes of one RDN stand together (RFC 5280 section 4.1.2.4). */
function groupByRdn(attributes: readonly NameAttributeText[]): readonly (readonly NameAttributeText[])[] {
  const groups: NameAttributeText[][] = [];
  for (const attribute of attributes) {
    const last = groups.at(-1);
    if (last?.[0]?.rdn === attribute.rdn) last.push(attribute);
    else groups.push([attribute]);
  }
  return groups;
}

/** Characters that have room at 320 px with 200 % text, in the frame of a part with several values. */
const ONE_LINE = 5;

type SubjectPart = (state: Common) => TemplateResult;

function subjectPart(host: StepHost): SubjectPart {
  host.adopt(lists, tables, nameStyles);
  const words = () => host.t.wizard.names;
  const locked = (attribute: NameAttributeText, id: string): TemplateResult => {
    const label = words().attributes[attribute.oid] ?? attribute.label;
    const { value } = attribute;
    // What may not fit on a line of the narrowest page in the largest text stands in a field that is as high as its text.
    return html`<div class=${value.length > 32 ? 'full' : nothing}>${field({ id, label, tag: attribute.stringType }, (w) => (value.length > ONE_LINE
      ? html`<div class="grows" data-text=${value}><textarea class="input" id=${w.id} rows="1" dir="auto" disabled .value=${value} aria-describedby=${w.describedBy}></textarea></div>`
      : html`<input class="input" id=${w.id} type="text" dir="auto" disabled .value=${value} aria-describedby=${w.describedBy}>`))}</div>`;
  };
  const draw = (attributes: readonly NameAttributeText[]): TemplateResult => {
    if (attributes.length === 0) return note({ title: words().emptySubject, text: words().emptySubjectWhy });
    // The most telling part first, as RFC 4514 writes names: the reverse of their encoding.
    return html`<div class="sdn">${groupByRdn(attributes).toReversed().map((group, at) => {
      const inputs = group.map((attribute, of) => locked(attribute, `subject-${at}-${of}`));
      return group.length === 1 ? inputs
        : html`<fieldset class="rdn full"><legend class="small muted">${words().multiValued(group.length)}</legend><div class="sdn">${inputs}</div></fieldset>`;
    })}</div>`;
  };
  return (state) => html`${isIgnored(state, 'subject-match') ? note({ tone: 'warn', title: words().subjectIgnored, text: words().ignoredWhy }) : nothing}
    ${showCertificate(host, state.facts.certificate.pem, (report) => draw(report.subjectAttributes))}
    <p class="small muted">${words().otherSubject}</p>`;
}

/** Subject, alternative names and validity: each on a screen of its own, or as the sections of one. */
function subjectStep(host: StepHost): Step<'subject'> {
  const [subject, san, validity] = [subjectPart(host), sanPart(host), validityPart(host)];
  const words = () => host.t.wizard.names;
  /** Which section the focus was sent to: once for each time that it is asked for. */
  let sent: unknown;

  const section = (id: StepId, heading: string, lead: string | undefined, body: TemplateResult): TemplateResult => html`
    <section class="stack part" aria-labelledby="section-${id}"><div class="stack xs"><h3 id="section-${id}" tabindex="-1">${heading}</h3>${
      lead === undefined ? nothing : html`<p class="muted">${lead}</p>`}</div>${body}</section>`;

  function together(state: Extract<StepState, { step: 'subject' }>): StepView {
    const { section: asked } = state;
    if (asked !== undefined && asked !== sent) {
      // The screen's own heading takes the focus first; it goes on from there, and from nowhere else.
      queueMicrotask(() => { if (host.root.querySelector('#heading:focus') !== null) host.root.querySelector<HTMLElement>(`#section-${asked}`)?.focus(); });
    }
    sent = asked;
    const { lead, body } = validity(state);
    return {
      heading: words().compactHeading, errors: san.errors(state), saysProblem: san.saysProblem(state),
      body: html`${section('subject', words().subjectHeading, words().subjectLead, subject(state))}
        ${section('san', words().sanHeading, san.lead(state), html`${namesIgnored(host, state)}${san.body(state)}`)}
        ${section('validity', words().validityHeading, lead, body)}`,
      primary: { label: host.t.common.next, press: () => { san.next(state); } },
    };
  }

  return {
    render: (state) => (state.layout === 'compact' ? together(state) : {
      heading: words().subjectHeading, lead: words().subjectLead, body: subject(state),
      primary: { label: host.t.common.next, press: () => { host.session.send({ type: 'next' }); } },
    }),
    leave: () => { san.leave(); },
  };
}

// ---------------------------------------------------------------------------------------------------- alternative names, validity

const namesIgnored = (host: StepHost, state: Common): TemplateResult | typeof nothing => (isIgnored(state, 'san-match')
  ? note({ tone: 'warn', title: host.t.wizard.names.namesIgnored, text: host.t.wizard.names.ignoredWhy }) : nothing);

function sanStep(host: StepHost): Step<'san'> {
  const san = sanPart(host);
  return {
    render: (state) => {
      const lead = san.lead(state);
      return {
        heading: host.t.wizard.names.sanHeading, ...(lead !== undefined && { lead }), errors: san.errors(state), saysProblem: san.saysProblem(state),
        body: html`${namesIgnored(host, state)}${san.body(state)}`,
        primary: { label: host.t.common.next, press: () => { san.next(state); } },
      };
    },
    leave: () => { san.leave(); },
  };
}

function validityStep(host: StepHost): Step<'validity'> {
  const validity = validityPart(host);
  return {
    render: (state) => ({
      heading: host.t.wizard.names.validityHeading, ...validity(state),
      primary: { label: host.t.common.next, press: () => { host.session.send({ type: 'next' }); } },
    }),
  };
}

export const nameSteps: StepFactories<'subject' | 'san' | 'validity'> = { subject: subjectStep, san: sanStep, validity: validityStep };

export { shared } from '../shared.js';
