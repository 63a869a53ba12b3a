import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { SecondFactorMethod } from '../../core/domain.js';
import { button, choiceGroup, dialog, note, sandboxBanner } from '../../ui/index.js';
import { codePicture } from './code-view.js';
import { passwordPicture } from './password-view.js';
import { anotherWay, problem, withPlaces } from './scene.js';
import type { Picture, Scene } from './scene.js';
import { elsewherePicture, providerOf, refusedPicture } from './sign-in-view.js';
import { isAboutCodes, isFederated } from './view.js';
import type { View } from './view.js';
import { duration } from '../../lit/durations.js';

/** The whole dialog, whatever it shows. */
export function dialogTemplate(scene: Scene): TemplateResult {
  const { t, on, view } = scene;
  const picture = pictureOf(scene);
  const body = html`${scene.sandbox ? sandboxBanner(t) : nothing}${picture.body ?? nothing}`;
  return dialog({
    lang: scene.lang, heading: picture.heading, intro: picture.intro, body, onCancel: on.cancel, onClosed: on.cancel, onSubmit: picture.submit,
    foot: html`${button({ label: view.at === 'locked' ? t.common.close : t.common.cancel, kind: 'quiet', onClick: on.cancel })}${picture.action ?? nothing}`,
  });
}

function pictureOf(scene: Scene): Picture {
  const { view, t } = scene;
  const s = t.secondFactor;
  switch (view.at) {
    case 'starting': {
      const words = view.method === undefined ? s.asking : isAboutCodes(view.method) ? s.starting : s.preparing;
      return { heading: s.heading, body: html`<p class="muted" role="status">${words}</p><progress class="vh" aria-label=${words}></progress>` };
    }
    case 'choose': return choosePicture(scene, view);
    case 'code': return codePicture(scene, view);
    case 'password': return passwordPicture(scene, view);
    case 'elsewhere': return elsewherePicture(scene, view);
    case 'refused': return refusedPicture(scene, view);
    case 'expired': return expiredPicture(scene, view);
    case 'void':
      return { heading: s.voidHeading, intro: isAboutCodes(view.method) ? s.voidText : s.voidOther, body: note({ icon: 'lock', text: s.kept }), action: afresh(scene, view.method) };
    case 'locked': return lockedPicture(scene, view);
    case 'unsupported': return { heading: s.unsupportedHeading, intro: s.unsupported };
    case 'failed': return { heading: s.heading, body: html`${problem(scene, view.info, view.info.retryable ? view.again : undefined)}${anotherWay(scene)}` };
  }
}

/** The way on with the same method, once nothing is left of its challenge. */
function afresh({ t, on }: Scene, method: SecondFactorMethod, provider?: string): TemplateResult {
  const s = t.secondFactor;
  const label = isAboutCodes(method) ? s.resend : isFederated(method) ? s.signIn.continueTo(provider ?? t.methods[method]) : s.startAgain;
  return button({ label, kind: 'primary', ...(isFederated(method) && { icon: 'out' as const }), onClick: () => on.start(method) });
}

function choosePicture({ t, on }: Scene, view: Extract<View, { at: 'choose' }>): Picture {
  const s = t.secondFactor;
  return {
    heading: view.back ? s.chooseHeading : s.heading, intro: view.back ? undefined : s.chooseFirst, submit: () => on.start(view.chosen),
    body: choiceGroup({
      id: 'method', legend: s.method, hideLegend: true, value: view.chosen, onChange: on.choose,
      options: view.methods.map(({ method, destination }) => ({ value: method, label: t.methods[method], hint: destination ?? (isFederated(method) ? s.opensWindow : undefined) })),
    }),
    action: html`${view.back ? button({ label: t.common.back, onClick: on.back }) : nothing}${button({ label: s.goOn, kind: 'primary', type: 'submit' })}`,
  };
}

function expiredPicture(scene: Scene, { challenge, problem: info }: Extract<View, { at: 'expired' }>): Picture {
  const { t, fmt, on, busy } = scene;
  const s = t.secondFactor;
  const codes = isAboutCodes(challenge.method);
  const places = challenge.channels.map(({ destination }) => destination);
  const words = codes ? withPlaces(`${s.kept} ${s.newCodeTo(fmt.list(places))}`, places) : s.kept;
  return {
    heading: codes ? s.expiredHeading : isFederated(challenge.method) ? s.signIn.expiredHeading : s.password.expiredHeading,
    intro: s.expiredAt(fmt.time(challenge.expiresAt)),
    body: html`${problem(scene, info)}${note({ icon: 'lock', text: html`${words}` })}${anotherWay(scene)}`,
    action: codes
      ? button({ label: s.resend, kind: 'primary', busy: busy !== false && s.starting, onClick: () => on.resend() })
      : afresh(scene, challenge.method, providerOf(challenge, t)),
  };
}

function lockedPicture(scene: Scene, view: Extract<View, { at: 'locked' }>): Picture {
  const { t, fmt, now } = scene;
  const s = t.secondFactor;
  const left = view.until === undefined ? undefined : Date.parse(view.until) - now;
  const open = left !== undefined && left <= 0;
  const words = isAboutCodes(view.method) ? s.lockedFor : isFederated(view.method) ? s.signIn.lockedFor : s.password.lockedFor;
  return {
    heading: view.until === undefined || open ? s.locked : s.lockedUntil(fmt.time(view.until)),
    intro: left === undefined || open ? undefined : words(duration(fmt, left)),
    body: html`${note({ icon: 'lock', text: html`${s.lockedHelp} ${t.common.reference} <code>${scene.correlationId}</code>` })}${anotherWay(scene)}`,
    ...(open && { action: afresh(scene, view.method) }),
  };
}
