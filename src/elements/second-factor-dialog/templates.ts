import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { SecondFactorChallenge, SecondFactorMethod } from '../../core/domain.js';
import type { RekeyErrorInfo } from '../../core/errors.js';
import type { Format } from '../../lit/format.js';
import type { Messages } from '../../locales/en.js';
import { button, choiceGroup, dialog, errorNote, field, linkButton, note } from '../../ui/index.js';
import { otherWays } from './view.js';
import type { View } from './view.js';

/** What the dialog's templates need of it. */
export interface Actions {
  readonly cancel: () => void;
  readonly closed: () => void;
  readonly answer: () => void;
  readonly edited: () => void;
  readonly resend: () => void;
  readonly start: (method: SecondFactorMethod) => void;
  readonly choose: (method: SecondFactorMethod) => void;
  readonly another: () => void;
  readonly back: () => void;
  readonly announce: (text: string) => void;
}
export interface Scene {
  readonly view: View;
  readonly busy: 'answer' | 'resend' | false;
  readonly now: number;
  readonly t: Messages;
  readonly fmt: Format;
  readonly lang: string;
  readonly correlationId: string;
  readonly on: Actions;
}

interface Picture {
  readonly heading: string;
  readonly intro?: unknown;
  readonly body?: unknown;
  /** Right of *Cancel*. */
  readonly action?: TemplateResult;
  readonly submit?: () => void;
}

/** The whole dialog, whatever it shows. */
export function dialogTemplate(scene: Scene): TemplateResult {
  const { t, on } = scene;
  const picture = pictureOf(scene);
  return dialog({
    lang: scene.lang, heading: picture.heading, intro: picture.intro, body: picture.body ?? nothing, onCancel: on.cancel, onClosed: on.closed, onSubmit: picture.submit,
    foot: html`${button({ label: scene.view.at === 'locked' ? t.common.close : t.common.cancel, kind: 'quiet', onClick: on.cancel })}${picture.action ?? nothing}`,
  });
}

function pictureOf(scene: Scene): Picture {
  const { view, t, fmt, on, busy } = scene;
  const s = t.secondFactor;
  const resend = button({ label: s.resend, kind: 'primary', busy: busy === 'resend' && s.starting, onClick: on.resend });
  switch (view.at) {
    case 'starting':
      return { heading: s.heading, body: html`<p class="muted" role="status">${s.starting}</p><progress class="vh" aria-label=${s.starting}></progress>` };
    case 'choose':
      return {
        heading: view.back ? s.chooseHeading : s.heading, intro: view.back ? undefined : s.chooseFirst, submit: () => on.start(view.chosen),
        body: choiceGroup({
          id: 'method', legend: s.method, hideLegend: true, value: view.chosen, onChange: on.choose,
          options: view.methods.map(({ method, destination }) => ({ value: method, label: t.methods[method], hint: destination })),
        }),
        action: html`${view.back ? button({ label: t.common.back, onClick: on.back }) : nothing}${button({ label: s.goOn, kind: 'primary', type: 'submit' })}`,
      };
    case 'code':
      return {
        heading: s.heading, intro: sentTo(view.challenge, t), submit: on.answer, body: codeBody(scene, view),
        action: button({ label: s.confirm, kind: 'primary', type: 'submit', busy: busy === 'answer' && s.confirming }),
      };
    case 'expired':
      return {
        heading: s.expiredHeading, intro: s.expiredAt(fmt.time(view.challenge.expiresAt)),
        body: html`${problem(scene, view.problem)}${note({ icon: 'lock', text: `${s.kept} ${s.newCodeTo(destinations(view.challenge, fmt))}` })}${anotherWay(scene, view.challenge)}`,
        action: resend,
      };
    case 'void':
      return { heading: s.voidHeading, intro: s.voidText, body: note({ icon: 'lock', text: s.kept }), action: button({ label: s.resend, kind: 'primary', onClick: () => on.start(view.method) }) };
    case 'locked': {
      const left = view.until === undefined ? undefined : Date.parse(view.until) - scene.now;
      const open = left !== undefined && left <= 0;
      return {
        heading: view.until === undefined || open ? s.locked : s.lockedUntil(fmt.time(view.until)),
        intro: left === undefined || open ? undefined : s.lockedFor(fmt.duration(left)),
        body: html`${note({ icon: 'lock', text: html`${s.lockedHelp} ${t.common.reference} <code>${scene.correlationId}</code>` })}${anotherWay(scene, view.challenge)}`,
        ...(open && { action: button({ label: s.resend, kind: 'primary', onClick: () => on.start(view.method) }) }),
      };
    }
    case 'unsupported':
      return { heading: s.unsupportedHeading, intro: s.unsupported };
    case 'failed':
      return { heading: s.heading, body: problem(scene, view.info, view.info.retryable ? view.again : undefined) };
  }
}

const problem = ({ t, fmt, on }: Scene, info: RekeyErrorInfo | undefined, again?: () => void): TemplateResult | typeof nothing =>
  info === undefined ? nothing : errorNote({ info, t, fmt, announce: on.announce, onRetry: again });

const destinations = (challenge: SecondFactorChallenge, fmt: Format): string => fmt.list(challenge.channels.map(({ destination }) => destination));

function sentTo(challenge: SecondFactorChallenge, t: Messages): TemplateResult {
  return html`${challenge.channels.map(({ codeLength, alphabet, channel, destination }) => {
    const [before = '', ...after] = t.secondFactor.sent(codeLength, alphabet, channel, destination).split(destination);
    return html`${before}<bdi class="to">${destination}</bdi>${after.join(destination)} `;
  })}`;
}

function anotherWay({ t, on }: Scene, challenge: SecondFactorChallenge | undefined): TemplateResult | typeof nothing {
  return otherWays(challenge).length === 0 ? nothing : html`<p class="small">${linkButton({ label: t.secondFactor.anotherWay, onClick: on.another })}</p>`;
}

function codeBody(scene: Scene, view: Extract<View, { at: 'code' }>): TemplateResult {
  const { t, fmt, on, now, busy } = scene;
  const s = t.secondFactor;
  const { challenge } = view;
  const [channel] = challenge.channels;
  const digits = channel?.alphabet !== 'alphanumeric';
  const cooldown = channel ? Date.parse(channel.resendAt) - now : 0;
  const again = view.problem?.retryable ? on.answer : undefined;
  return html`${problem(scene, view.problem, again)}${field(
    { id: 'code', label: s.code, error: view.wrong },
    (w) => html`<input class="input codeinput${(channel?.codeLength ?? 0) > 8 ? ' long' : ''}" id=${w.id} name="code" part="code-input" type="text" autocomplete="one-time-code"
      inputmode=${digits ? 'numeric' : 'text'} autocapitalize="none" spellcheck="false" autofocus aria-describedby=${w.describedBy} aria-invalid=${w.invalid}
      ?readonly=${busy === 'answer'} @input=${on.edited}>`,
  )}
    <dl class="meta">
      <div><dt>${s.expires}</dt><dd class="nums">${fmt.relative(Math.max(0, Date.parse(challenge.expiresAt) - now))}</dd></div>
      <div><dt>${s.triesLeft}</dt><dd class="nums">${fmt.number(challenge.attemptsLeft)}</dd></div>
      <div><dt>${s.noCode}</dt><dd class="nums">${busy === 'resend' ? html`<span class="muted">${s.starting}</span>`
        : cooldown > 0 ? html`<span class="muted">${s.resendIn(fmt.duration(cooldown))}</span>`
        : linkButton({ label: s.resend, onClick: on.resend })}</dd></div>
    </dl>
    ${anotherWay(scene, challenge)}`;
}
