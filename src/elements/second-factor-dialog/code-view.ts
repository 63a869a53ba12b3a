import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { SecondFactorChallenge, SecondFactorChannel } from '../../core/domain.js';
import type { Messages } from '../../locales/en.js';
import { button, field, linkButton } from '../../ui/index.js';
import { anotherWay, problem, withPlaces } from './scene.js';
import type { Picture, Scene } from './scene.js';
import { askedFor } from './view.js';
import type { Channel, View, Wrong } from './view.js';
import { duration, relative } from '../../lit/durations.js';

type CodeView = Extract<View, { at: 'code' }>;

/** The id of the field for a channel's code: `code` where there is one field alone. */
export const codeField = (challenge: SecondFactorChallenge, channel: Channel): string => (askedFor(challenge).length === 1 ? 'code' : `code-${channel}`);

/** One code, or two in two fields; the browser offers the code of a text message in the field for it. */
export function codePicture(scene: Scene, view: CodeView): Picture {
  const { t, on, busy } = scene;
  const s = t.secondFactor;
  const { challenge } = view;
  const asked = askedFor(challenge);
  const two = asked.length > 1;
  return {
    heading: two ? s.twoHeading : s.heading, intro: sentTo(challenge, t), submit: on.answer,
    body: html`${problem(scene, view.problem, view.problem?.retryable ? on.retry : undefined)}
      ${asked.map((channel, at) => codeInput(scene, view, channel, at === 0, two))}
      ${times(scene, challenge, two ? [] : challenge.channels)}
      ${anotherWay(scene)}`,
    action: button({ label: s.confirm, kind: 'primary', type: 'submit', busy: busy === 'answer' && s.confirming }),
  };
}

function codeInput(scene: Scene, view: CodeView, { channel, alphabet, codeLength, ...rest }: SecondFactorChannel, first: boolean, two: boolean): TemplateResult {
  const { t, on, busy } = scene;
  const s = t.secondFactor;
  const wrong = view.wrong?.[channel];
  // With two fields, a browser would put the code of the text message into both.
  const offers = channel === 'sms' || !two;
  return field(
    { id: codeField(view.challenge, channel), label: two ? s.codeFrom[channel] : s.code, error: wrong && wrongWords(wrong, t) },
    (w) => html`<input class="input codeinput${codeLength > 8 ? ' long' : ''}" id=${w.id} name=${w.id} part="code-input" type="text" autocomplete=${offers ? 'one-time-code' : 'off'}
      inputmode=${alphabet === 'alphanumeric' ? 'text' : 'numeric'} autocapitalize="none" autocorrect="off" spellcheck="false" ?autofocus=${first} aria-describedby=${w.describedBy} aria-invalid=${w.invalid}
      ?readonly=${busy === 'answer'} @input=${on.edited}>`,
    two ? html`<p class="small nums">${resend(scene, { channel, alphabet, codeLength, ...rest }, s.resendBy(channel))}</p>` : undefined,
  );
}

export function wrongWords(wrong: Wrong, { secondFactor: s }: Messages): string {
  switch (wrong.kind) {
    case 'empty': return s.empty;
    case 'length': return s.tooShort(wrong.length);
    case 'code': return s.wrong(wrong.left);
    case 'one-of-two': return s.wrongOfTwo(wrong.left);
  }
}

/** How long it lasts, how many tries are left, and for each way that a code took, how to have it sent again. */
function times(scene: Scene, challenge: SecondFactorChallenge, channels: readonly SecondFactorChannel[]): TemplateResult {
  const { t, fmt, now } = scene;
  const s = t.secondFactor;
  const several = channels.length > 1;
  return html`<dl class="meta">
    <div><dt>${s.expires}</dt><dd class="nums">${relative(fmt, Math.max(0, Date.parse(challenge.expiresAt) - now))}</dd></div>
    <div><dt>${s.triesLeft}</dt><dd class="nums">${fmt.number(challenge.attemptsLeft)}</dd></div>
    ${channels.map((one) => html`<div><dt>${several ? s.noCodeBy[one.channel] : s.noCode}</dt><dd class="nums">${resend(scene, one, several ? s.resendBy(one.channel) : undefined)}</dd></div>`)}
  </dl>`;
}

function resend({ t, fmt, now, busy, on }: Scene, { channel, resendAt }: SecondFactorChannel, more?: string): TemplateResult {
  const s = t.secondFactor;
  const wait = Date.parse(resendAt) - now;
  if (busy === channel) return html`<span class="muted">${s.starting}</span>`;
  if (wait > 0) return html`<span class="muted">${s.resendIn(duration(fmt, wait))}</span>`;
  return linkButton({ label: s.resend, ...(more !== undefined && { more }), onClick: () => on.resend(channel) });
}

function sentTo(challenge: SecondFactorChallenge, { secondFactor: s }: Messages): TemplateResult {
  const [first] = challenge.channels;
  if (first === undefined) return html`${nothing}`;
  const places = challenge.channels.map(({ channel, destination }) => [channel, destination] as const);
  const words = challenge.channels.length === 1 ? s.sent(first.codeLength, first.alphabet, first.channel, first.destination)
    : challenge.oneCode === true ? s.sentOne(first.codeLength, first.alphabet, places) : s.sentTwo(places);
  return html`${withPlaces(words, places.map(([, to]) => to))}`;
}
