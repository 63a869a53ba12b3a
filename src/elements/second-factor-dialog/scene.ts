import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { SecondFactorMethod } from '../../core/domain.js';
import type { RekeyErrorInfo } from '../../core/errors.js';
import type { Format } from '../../lit/format.js';
import type { Messages } from '../../locales/en.js';
import { errorNote, linkButton } from '../../ui/index.js';
import type { FactorController } from './controller.js';
import { otherWays } from './view.js';
import type { Channel, View } from './view.js';

/** What the person can do in the dialog. */
export interface Actions {
  readonly cancel: () => void;
  readonly answer: () => void;
  readonly edited: () => void;
  readonly resend: (channel?: Channel) => void;
  readonly start: (method: SecondFactorMethod) => void;
  readonly openWindow: (click: MouseEvent) => void;
  readonly leave: (click: MouseEvent) => void;
  readonly retry: () => void;
  readonly choose: (method: SecondFactorMethod) => void;
  readonly another: () => void;
  readonly back: () => void;
  readonly announce: (text: string) => void;
}

/** What a view is drawn from. */
export interface Scene {
  readonly view: View;
  readonly busy: FactorController['busy'];
  readonly now: number;
  readonly t: Messages;
  readonly fmt: Format;
  readonly lang: string;
  readonly correlationId: string;
  /** The RA is a sandbox, and nothing around the dialog says so. */
  readonly sandbox: boolean;
  readonly on: Actions;
}

export interface Picture {
  readonly heading: string;
  readonly intro?: unknown;
  readonly body?: unknown;
  /** Behind *Cancel*. */
  readonly action?: TemplateResult;
  readonly submit?: () => void;
}

export const problem = ({ t, fmt, on }: Scene, info: RekeyErrorInfo | undefined, again?: () => void): TemplateResult | typeof nothing =>
  info === undefined ? nothing : errorNote({ info, t, fmt, announce: on.announce, onRetry: again });

export function anotherWay({ t, on, view }: Scene): TemplateResult | typeof nothing {
  return otherWays(view).length === 0 ? nothing : html`<p class="small">${linkButton({ label: t.secondFactor.anotherWay, onClick: on.another })}</p>`;
}

/** Words with masked addresses in them, each of which reads from left to right on one line. */
export function withPlaces(words: string, places: readonly string[]): readonly (string | TemplateResult)[] {
  let rest = words;
  const parts: (string | TemplateResult)[] = [];
  for (const place of places) {
    const at = rest.indexOf(place);
    if (at === -1) continue;
    parts.push(rest.slice(0, at), html`<bdi class="to">${place}</bdi>`);
    rest = rest.slice(at + place.length);
  }
  return [...parts, rest];
}
