import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import type { Certificate, ValidityMode } from '../../../core/domain.js';
import type { Common, Facts } from '../../../core/flow-types.js';
import { brMaxDays, maxDaysAt, projectValidity } from '../../../core/validity.js';
import type { ProjectedValidity } from '../../../core/validity.js';
import { choiceGroup, choices, facts as factList, note } from '../../../ui/index.js';
import type { StepHost } from '../step.js';
import { nameStyles } from './names-styles.js';

/** What a choice would lead to if the certificate were issued at `now`. */
export function project({ certificate, policy }: Facts, mode: ValidityMode, now: number): ProjectedValidity {
  return projectValidity({ mode }, now, certificate, { maxDays: policy.validity.maxDays, publicTrust: certificate.profile.publicTrust });
}

/** Custom properties by CSSOM: a style attribute is refused by a strict policy. */
const place = (values: Readonly<Record<`--${string}`, number>>) => ref((element) => {
  if (!(element instanceof HTMLElement)) return;
  for (const [name, value] of Object.entries(values)) element.style.setProperty(name, value.toFixed(4));
});

/** Two bars over one axis: the certificate that is, and the one that would be. */
function timeline(host: StepHost, old: Certificate, projected: ProjectedValidity, now: number): TemplateResult {
  const { fmt } = host;
  const words = host.t.wizard.names;
  const [from, end] = [Math.min(Date.parse(old.notBefore), now), Math.max(Date.parse(old.notAfter), Date.parse(projected.notAfter))];
  const at = (when: number): number => (end === from ? 0 : Math.min(1, Math.max(0, (when - from) / (end - from))));
  const [today, oldEnd, newEnd] = [at(now), at(Date.parse(old.notAfter)), at(Date.parse(projected.notAfter))];
  const edge = today < 0.12 ? 'early' : today > 0.88 ? 'late' : '';
  const label = words.timeline(fmt.date(old.notAfter), fmt.date(projected.notBefore), fmt.date(projected.notAfter));
  return html`<div class="timeline" role="img" aria-label=${label}>
    <div class="line" ${place({ '--from': 0, '--to': oldEnd, '--past': oldEnd === 0 ? 0 : Math.min(1, today / oldEnd) })}>
      <div class="words"><b>${words.current}</b><span>${fmt.date(old.notAfter)}</span></div><span class="bar"><span class="past"></span></span></div>
    <div class="line new" ${place({ '--from': today, '--to': newEnd })}>
      <div class="words"><b>${words.new(projected.days)}</b><span>${fmt.date(projected.notAfter)}</span></div><span class="bar"></span></div>
    <i class="today" ${place({ '--at': today })}></i>
    <div class="axis"><span class="edge">${today < 0.3 ? nothing : fmt.date(from)}</span>
      <span class="mark ${edge}" ${place({ '--at': today })}>${words.today(fmt.date(now))}</span>
      <span class="edge">${today > 0.7 ? nothing : fmt.date(end)}</span></div>
  </div>`;
}

/** Asks how long; the CA answers with the dates. */
export function validityPart(host: StepHost): (state: Pick<Common, 'facts' | 'choices'>) => { readonly lead: string; readonly body: TemplateResult } {
  host.adopt(choices, nameStyles);
  return ({ facts, choices: { validity } }) => {
    const { certificate, policy } = facts;
    const words = host.t.wizard.names;
    const now = host.now();
    const limits = { maxDays: policy.validity.maxDays, publicTrust: certificate.profile.publicTrust };
    const most = maxDaysAt(limits, now);
    const say = (mode: ValidityMode): { label: string; hint: string } => {
      const projected = project(facts, mode, now);
      const hint = words.hints[mode](host.fmt.date(projected.notAfter), projected.days);
      return { label: words.modes[mode], hint: projected.limitedBy === undefined || mode === 'new' ? hint : `${hint} ${words.cut[projected.limitedBy](most)}` };
    };
    const { modes } = policy.validity;
    return {
      lead: limits.publicTrust && brMaxDays(now) <= limits.maxDays ? words.publicMaximum(most) : words.policyMaximum(most),
      body: html`${timeline(host, certificate, project(facts, validity.mode, now), now)}
        ${modes.length > 1
          ? choiceGroup({
              id: 'validity', legend: words.validityLegend, hideLegend: true, value: validity.mode,
              options: modes.map((value) => ({ value, ...say(value) })),
              onChange: (mode) => host.session.send({ type: 'choose-validity', validity: { mode } }),
            })
          : factList(modes.map(say).map(({ label, hint }) => ({ term: label, value: hint })))}
        ${note({ text: words.caDecides })}`,
    };
  };
}
