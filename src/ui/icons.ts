import { html, svg } from 'lit';
import type { SVGTemplateResult, TemplateResult } from 'lit';
import type { MoreIconName } from './icons-more.js';

/** Icons on a 16 px grid with a 1.5 px stroke. `full` is filled, `cut` is drawn in the colour of the ground. */
const shapes = {
  ok: svg`<circle class="full" cx="8" cy="8" r="7"/><path class="cut" d="m5 8.2 2.1 2.1L11 6"/>`,
  warn: svg`<path class="full" d="M8 1.3a1 1 0 0 1 .9.5l6.2 11a1 1 0 0 1-.9 1.5H1.8a1 1 0 0 1-.9-1.5l6.2-11a1 1 0 0 1 .9-.5z"/><path class="cut" d="M8 6v3.4m0 2.5v.05"/>`,
  bad: svg`<path class="full" d="M5 1h6l4 4v6l-4 4H5l-4-4V5z"/><path class="cut" d="m5.8 5.8 4.4 4.4m0-4.4-4.4 4.4"/>`,
  clock: svg`<circle cx="8" cy="8" r="6.25"/><path d="M8 4.5V8l2.3 1.4"/>`,
  busy: svg`<circle cx="8" cy="8" r="6.25" opacity=".3"/><path d="M8 1.75A6.25 6.25 0 0 1 14.25 8"/>`,
  info: svg`<circle cx="8" cy="8" r="6.25"/><path d="M8 7.5v3.2M8 5.2v.05"/>`,
  check: svg`<path d="m3.5 8.4 3 3 6-6.8"/>`,
  arrow: svg`<path d="M2.5 8h11m-4-4 4 4-4 4"/>`,
  same: svg`<path d="M3 6h10M3 10h10"/>`,
  key: svg`<circle cx="5" cy="11" r="3.2"/><path d="m7.3 8.7 6.2-6.2M11 5l2 2M9 7l1.3 1.3"/>`,
  cert: svg`<path d="M13.5 8V3.5A1.5 1.5 0 0 0 12 2H3.5A1.5 1.5 0 0 0 2 3.5v7A1.5 1.5 0 0 0 3.5 12H7M4.7 5h6m-6 2.7h3.2"/><circle cx="11" cy="10.5" r="2"/><path d="m9.8 12.2-.5 2.7 1.7-.9 1.7.9-.5-2.7"/>`,
} as const satisfies Record<string, SVGTemplateResult>;

export type IconName = keyof typeof shapes | MoreIconName;

const drawn: Partial<Record<string, SVGTemplateResult>> = { ...shapes };

/** Makes more icons known, as `learn` does with words: an element in its constructor, a chunk before its first screen is drawn. */
export function addIcons(more: Readonly<Record<MoreIconName, SVGTemplateResult>>): void {
  Object.assign(drawn, more);
}

/** Arrows follow the direction of the text; clocks, checks and letters do not. */
const directed: ReadonlySet<IconName> = new Set<IconName>(['arrow', 'alias']);

/** Decoration beside a word, hidden from assistive technology. */
export function icon(name: IconName): TemplateResult {
  const extra = name === 'busy' ? ' turn' : directed.has(name) ? ' flip' : '';
  return html`<svg class="icon${extra}" viewBox="0 0 16 16" aria-hidden="true" focusable="false">${drawn[name]}</svg>`;
}
