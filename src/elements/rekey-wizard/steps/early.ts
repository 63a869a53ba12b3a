import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Certificate } from '../../../core/domain.js';
import type { Common } from '../../../core/flow-types.js';
import { reasonOf } from '../../../core/plan.js';
import { button } from '../../../ui/button.js';
import { fingerprint, shortSerial } from '../../../ui/hex.js';
import { checkBox, choiceGroup } from '../../../ui/choice.js';
import { icon } from '../../../ui/icons.js';
import { certificateChip, facts, note } from '../../../ui/status.js';
import type { Step, StepFactories, StepHost, StepView } from '../step.js';

type Errors = NonNullable<StepView['errors']>;

const next = (host: StepHost, press?: () => void): NonNullable<StepView['primary']> => ({
  label: host.t.common.next, press: press ?? ((): void => { host.session.send({ type: 'next' }); }),
});

// ---------------------------------------------------------------------------------------------------- certificate-action

function card({ t, fmt }: StepHost, { facts: { certificate } }: Common): TemplateResult {
  const words = t.wizard.early;
  return html`<div class="card"><div class="certline">${icon('cert')}<div><h3>${certificate.name}</h3><p class="small muted"><bdi>${certificate.subject}</bdi></p></div>${certificateChip(certificate.status, t)}</div>
    ${facts([
      { term: words.serial, value: html`<span class="mono">${shortSerial(certificate.serialNumber)}</span>` },
      { term: words.key, value: t.algorithms[certificate.key.algorithm] ?? certificate.key.algorithm },
      { term: words.validUntil, value: html`<span class="nums">${fmt.dateTime(certificate.notAfter)}</span>` },
      { term: words.requestNumber, value: html`<span class="nums">${certificate.requestNumber}</span>` },
    ], true)}</div>`;
}

function certificateStep(host: StepHost): Step<'certificate-action'> {
  let listed = false;
  let list: ((certificate: Certificate, host: StepHost) => TemplateResult) | undefined;
  const toggle = async (): Promise<void> => {
    listed = !listed;
    host.requestUpdate();
    list ??= await (await import('./early-artefacts.js')).readyList();
    host.requestUpdate();
  };
  return {
    render(state) {
      const { t, session } = host;
      const words = t.wizard.early;
      const { certificate } = state.facts;
      const asked = state.choices.rekey;
      const { request } = state;
      return {
        heading: asked ? words.sure : words.choose,
        body: html`${card(host, state)}
          ${request ? note({ tone: 'info', text: words.goesOn(request.number) })
            : asked ? html`<p class="prose">${words.rekeyHint} ${words.old(state.facts.policy.predecessor, host.fmt.date(certificate.notAfter), certificate.name)}</p>` : nothing}
          <div class="stack s"><div>${button({ label: words.viewRequest, expanded: listed, controls: 'artefacts', onClick: () => { void toggle().catch(() => undefined); } })}</div>
          <section id="artefacts" class="stack s" ?hidden=${!listed} aria-label=${words.viewRequest}>${listed ? list?.(certificate, host) ?? html`<p class="muted">${t.common.loading}</p>` : nothing}</section></div>`,
        primary: asked ? next(host) : { label: words.rekey, press: () => { session.send({ type: 'choose-rekey', chosen: true }); } },
      };
    },
  };
}

// ---------------------------------------------------------------------------------------------------- welcome

const welcomeStep = (host: StepHost): Step<'welcome'> => ({
  render: ({ facts: { policy, certificate } }) => ({
    heading: host.t.wizard.early.welcome(certificate.name), mark: 'info', markIcon: 'key', lead: policy.welcome?.text ?? '', body: html``, primary: next(host),
  }),
});

// ---------------------------------------------------------------------------------------------------- agreement

/** Paragraphs of a plain text; a short numbered line at the start of one stands as a heading does. */
const paragraphs = (text: string): TemplateResult[] => text.split(/\n\s*\n/).map((part) => {
  const [, heading = '', rest = part] = /^(\d+[.)]\s[^\n]{1,70})\n?([^]*)$/.exec(part.trim()) ?? [];
  return html`<p>${heading ? html`<b>${heading}</b>\n` : nothing}${rest.trim()}</p>`;
});

function agreementStep(host: StepHost): Step<'agreement'> {
  let errors: Errors = [];
  return {
    render(state) {
      const { t, fmt, session } = host;
      const words = t.wizard.early;
      const { settings, policy: { agreement }, agreementSha256 } = state.facts;
      const given = state.choices.agreement ?? (state.request?.agreement.sha256 === agreementSha256 ? state.request.agreement : undefined);
      const agreed = given?.sha256 === agreementSha256 && given.version === agreement.version;
      if (agreed) errors = [];
      const go = (): void => {
        if (agreed) session.send({ type: 'next' });
        else {
          errors = [{ text: words.agreeFirst, field: 'agree' }];
          host.showErrors();
        }
      };
      const language = new Intl.DisplayNames([fmt.locale], { type: 'language' }).of(agreement.language) ?? agreement.language;
      return {
        heading: agreement.title,
        lead: words.version(agreement.version, language, agreement.inForceSince ? fmt.date(agreement.inForceSince) : ''),
        errors,
        body: html`${state.outdated ? note({ tone: 'warn', title: words.outdated[0], text: words.outdated[1] }) : nothing}
          <div class="doc"><div class="text" dir="auto" tabindex="0" role="region" lang=${agreement.language} aria-label=${words.document(agreement.title, agreement.version)}>${paragraphs(agreement.text)}</div>
            <div class="bar">SHA-256 ${fingerprint(agreementSha256, t)}</div></div>
          <slot name="agreement"></slot>
          ${checkBox({
            id: 'agree', label: words.agree, hint: words.agreeHint(agreement.version, settings.user.name), checked: agreed, error: errors[0]?.text,
            onChange: (checked) => { session.send({ type: 'agree', agreed: checked, at: new Date(host.now()).toISOString() }); },
          })}`,
        primary: next(host, go),
      };
    },
  };
}

// ---------------------------------------------------------------------------------------------------- reason

function reasonStep(host: StepHost): Step<'reason'> {
  let errors: Errors = [];
  return {
    render(state) {
      const { t, fmt, session } = host;
      const words = t.wizard.early;
      const { policy, certificate } = state.facts;
      const reason = reasonOf(state);
      if (reason !== undefined) errors = [];
      const go = (): void => {
        if (reason !== undefined) session.send({ type: 'next' });
        else {
          errors = [{ text: words.chooseReason, field: 'reason' }];
          host.showErrors();
        }
      };
      const { href, text } = policy.revocation ?? {};
      return {
        heading: words.reason,
        lead: words.old(policy.predecessor, fmt.date(certificate.notAfter), certificate.name),
        errors,
        body: html`${choiceGroup({
          id: 'reason', legend: words.reasonLegend, hideLegend: true, value: reason, error: errors[0]?.text,
          options: policy.reasons.map((value) => ({ value, label: t.reasons[value], hint: words.reasonHints[value] })),
          onChange: (value) => { session.send({ type: 'choose-reason', reason: value }); },
        })}
        ${reason === 'compromised' ? note({
          tone: 'warn', title: words.compromised, text: html`${words.compromisedText}${text ? html` <bdi>${text}</bdi>` : nothing}`,
          ...(href && /^(https?:|mailto:)/i.test(href) && { actions: html`<a href=${href} target="_blank" rel="noopener noreferrer">${words.revoke}<span class="vh"> ${words.newTab}</span></a>` }),
        }) : nothing}`,
        primary: next(host, go),
      };
    },
  };
}

export const earlySteps: StepFactories<'certificate-action' | 'welcome' | 'agreement' | 'reason'> = {
  'certificate-action': certificateStep, welcome: welcomeStep, agreement: agreementStep, reason: reasonStep,
};
