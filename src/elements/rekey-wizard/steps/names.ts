import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { CheckId } from '../../../core/domain.js';
import type { Common } from '../../../core/flow-types.js';
import type { GeneralNameText, NameAttributeText } from '../../../core/keys.js';
import { field, icon, lists, note, tables } from '../../../ui/index.js';
import type { Step, StepFactories, StepHost, StepView } from '../step.js';
import { readCertificate, showCertificate } from './names-report.js';
import { nameStyles } from './names-styles.js';
import { validityStep } from './names-validity.js';

/** An uploaded CSR asks for other names and the policy takes those of the certificate all the same. */
function isIgnored({ request, facts }: Common, id: CheckId): boolean {
  return request?.csr?.source === 'upload' && facts.policy.csrMismatch === 'ignore-csr'
    && request.checks.some((check) => check.id === id && check.outcome !== 'pass' && check.outcome !== 'unknown');
}

const next = (host: StepHost): NonNullable<StepView['primary']> => ({ label: host.t.common.next, press: () => host.session.send({ type: 'next' }) });

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

function subjectStep(host: StepHost): Step<'subject'> {
  host.adopt(lists, tables, nameStyles);
  const words = () => host.t.wizard.names;
  const locked = (attribute: NameAttributeText, id: string): TemplateResult => {
    const label = words().attributes[attribute.oid] ?? attribute.label;
    const long = attribute.value.length > 64;
    return html`<div class=${attribute.value.length > 32 ? 'full' : nothing}>${field({ id, label, tag: attribute.stringType }, (w) => (long
      ? html`<textarea class="input" id=${w.id} rows=${Math.min(8, Math.ceil(attribute.value.length / 48))} dir="auto" disabled .value=${attribute.value}></textarea>`
      : html`<input class="input" id=${w.id} type="text" dir="auto" disabled .value=${attribute.value}>`))}</div>`;
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
  return {
    render: (state) => ({
      heading: words().subjectHeading,
      lead: words().subjectLead,
      body: html`${isIgnored(state, 'subject-match') ? note({ tone: 'warn', title: words().subjectIgnored, text: words().ignoredWhy }) : nothing}
        ${showCertificate(host, state.facts.certificate.pem, (report) => draw(report.subjectAttributes))}
        <p class="small muted">${words().otherSubject}</p>`,
      primary: next(host),
    }),
  };
}

// ---------------------------------------------------------------------------------------------------- alternative names

function sanStep(host: StepHost): Step<'san'> {
  host.adopt(lists, tables, nameStyles);
  const words = () => host.t.wizard.names;
  const kind = ({ type, value }: GeneralNameText): string => (type === 'dns' && value.startsWith('*.') ? words().wildcard : words().kinds[type]);
  const draw = (names: readonly GeneralNameText[]): TemplateResult => (names.length === 0
    ? note({ title: words().noNames, text: words().noNamesWhy })
    : html`<ul class="checks names" role="list">${names.map((name) => html`<li>${icon('same')}
        <span><code>${name.value}</code>${name.unicode === undefined ? nothing : html` <bdi class="small muted">${name.unicode}</bdi>`}</span>
        <span class="res">${kind(name)}</span></li>`)}</ul>`);
  return {
    render: (state) => {
      const report = readCertificate(host, state.facts.certificate.pem);
      return {
        heading: words().sanHeading,
        ...(report !== undefined && report.names.length > 0 && { lead: words().sanLead(report.names.length) }),
        body: html`${isIgnored(state, 'san-match') ? note({ tone: 'warn', title: words().namesIgnored, text: words().ignoredWhy }) : nothing}
          ${showCertificate(host, state.facts.certificate.pem, ({ names }) => draw(names))}
          <p class="small muted">${words().otherNames}</p>`,
        primary: next(host),
      };
    },
  };
}

export const nameSteps: StepFactories<'subject' | 'san' | 'validity'> = { subject: subjectStep, san: sanStep, validity: validityStep };

export { shared } from '../shared.js';
