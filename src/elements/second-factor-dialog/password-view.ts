import { html, nothing } from 'lit';
import type { Messages } from '../../locales/en.js';
import { button, field } from '../../ui/index.js';
import { anotherWay, problem } from './scene.js';
import type { Picture, Scene } from './scene.js';
import type { PasswordWrong, View } from './view.js';
import { relative } from '../../lit/durations.js';

/** The password of a directory. The account stands in a field of its own, by which password managers know whose it is. */
export function passwordPicture(scene: Scene, view: Extract<View, { at: 'password' }>): Picture {
  const { t, fmt, on, busy, now } = scene;
  const s = t.secondFactor;
  const { challenge, wrong } = view;
  return {
    heading: s.password.heading, ...(challenge.provider !== undefined && { intro: challenge.provider }), submit: on.answer,
    // What was typed is gone: *Try again* asks the RA whether it arrived.
    body: html`${problem(scene, view.problem, view.problem?.retryable ? on.retry : undefined)}
      ${challenge.account === undefined ? nothing : field(
        { id: 'account', label: s.password.account },
        (w) => html`<input class="input ltr" id=${w.id} name="username" type="text" autocomplete="username" readonly .value=${challenge.account ?? ''}>`,
      )}
      ${field(
        { id: 'password', label: s.password.password, hint: s.password.hint, error: wrong && passwordWords(wrong, t) },
        (w) => html`<input class="input ltr" id=${w.id} name="password" part="password-input" type="password" autocomplete="current-password" autofocus
          aria-describedby=${w.describedBy} aria-invalid=${w.invalid} ?readonly=${busy === 'answer'} @input=${on.edited}>`,
      )}
      <dl class="meta">
        <div><dt>${s.expires}</dt><dd class="nums">${relative(fmt, Math.max(0, Date.parse(challenge.expiresAt) - now))}</dd></div>
        <div><dt>${s.triesLeft}</dt><dd class="nums">${fmt.number(challenge.attemptsLeft)}</dd></div>
      </dl>
      ${anotherWay(scene)}`,
    action: button({ label: s.confirm, kind: 'primary', type: 'submit', busy: busy === 'answer' && s.confirming }),
  };
}

export function passwordWords(wrong: PasswordWrong, { secondFactor: { password } }: Messages): string {
  switch (wrong.kind) {
    case 'empty': return password.empty;
    case 'password': return password.wrong(wrong.left);
    case 'account': return password.refused[wrong.reason];
  }
}
