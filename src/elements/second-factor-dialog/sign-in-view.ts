import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { SecondFactorChallenge } from '../../core/domain.js';
import type { Messages } from '../../locales/en.js';
import { button, icon, linkButton, note } from '../../ui/index.js';
import { anotherWay, problem } from './scene.js';
import type { Picture, Scene } from './scene.js';
import type { View } from './view.js';

type ElsewhereView = Extract<View, { at: 'elsewhere' }>;

export const providerOf = (challenge: SecondFactorChallenge, t: Messages): string => challenge.provider ?? t.methods[challenge.method];

/** A sign-in at another party's page, in a window of its own or in this one. It waits for the RA, not for the window. */
export function elsewherePicture(scene: Scene, view: ElsewhereView): Picture {
  const { t, on } = scene;
  const s = t.secondFactor.signIn;
  const provider = providerOf(view.challenge, t);
  const open = (label: string, primary = false): TemplateResult => button({ label, icon: 'out', ...(primary && { kind: 'primary' as const }), onClick: on.openWindow });
  const here = button({ label: s.thisWindow, kind: 'primary', onClick: on.leave });
  const hereLink = html`<p class="small">${linkButton({ label: s.thisWindow, onClick: on.leave })}</p>`;
  const rest = html`${view.unheard ? note({ icon: 'cloud', text: s.unheard }) : nothing}${anotherWay(scene)}`;
  const heading = s.heading(provider);

  if (view.problem) {
    return { heading, body: html`${problem(scene, view.problem, on.retry)}${rest}`, ...(view.address && { action: open(s.openAgain) }) };
  }
  switch (view.window) {
    case 'none':
      return { heading, body: html`${waiting(s.waiting(provider), s.none(provider))}${rest}` };
    case 'ready':
      return { heading, intro: s.ready, body: html`${account(scene, view)}${hereLink}${rest}`, action: open(s.continueTo(provider), true) };
    case 'blocked':
      return {
        heading, action: here,
        body: html`${note({ tone: 'warn', icon: 'out', title: s.blockedTitle, text: s.blocked, actions: button({ label: s.openAgain, size: 'small', onClick: on.openWindow }) })}${rest}`,
      };
    case 'closed':
      return { heading, body: html`${waiting(s.closedTitle, s.closed)}${hereLink}${rest}`, action: open(s.openAgain) };
    case 'away':
      return { heading, body: html`${waiting(s.waiting(provider), s.away)}${hereLink}${rest}`, action: open(s.openAgain) };
    case 'open':
      return { heading, body: html`${waiting(s.waiting(provider), s.open)}${rest}`, action: open(s.openAgain) };
    case 'leaving':
      return { heading, body: waiting(s.waiting(provider), s.leaving(provider)) };
  }
}

/** What is to be heard when the window changes. */
export function windowWords({ challenge, window }: ElsewhereView, t: Messages): string | undefined {
  const s = t.secondFactor.signIn;
  switch (window) {
    case 'ready': return undefined;
    case 'none': return s.none(providerOf(challenge, t));
    case 'blocked': return `${s.blockedTitle}. ${s.blocked}`;
    case 'closed': return `${s.closedTitle}. ${s.closed}`;
    case 'leaving': return s.leaving(providerOf(challenge, t));
    default: return `${s.waiting(providerOf(challenge, t))}. ${s[window]}`;
  }
}

/** Why the sign-in came to nothing, and the way to another try. */
export function refusedPicture(scene: Scene, { challenge }: Extract<View, { at: 'refused' }>): Picture {
  const { t, on } = scene;
  const s = t.secondFactor;
  const provider = providerOf(challenge, t);
  return {
    heading: s.signIn.refusedHeading, intro: refusedWords(challenge, t),
    body: html`${note({ icon: 'lock', text: s.kept })}${anotherWay(scene)}`,
    action: button({ label: s.signIn.continueTo(provider), icon: 'out', kind: 'primary', onClick: () => on.start(challenge.method) }),
  };
}

export function refusedWords(challenge: SecondFactorChallenge, t: Messages): string {
  const { refused }: { readonly refused: Partial<Messages['secondFactor']['signIn']['refused']> } = t.secondFactor.signIn;
  // An RA may have reasons that nobody here has heard of.
  const words = refused[challenge.failure ?? 'denied'] ?? t.secondFactor.signIn.refused.denied;
  return words(providerOf(challenge, t));
}

function account({ t }: Scene, { challenge }: ElsewhereView): TemplateResult | typeof nothing {
  return challenge.account === undefined ? nothing
    : html`<dl class="meta"><div><dt>${t.secondFactor.password.account}</dt><dd><bdi class="to">${challenge.account}</bdi></dd></div></dl>`;
}

const waiting = (title: string, text: string): TemplateResult =>
  html`<div class="signin">${icon('busy')}<div class="stack xs"><h3>${title}</h3><p class="muted">${text}</p></div></div>`;
