import { css } from 'lit';
import { base } from '../../ui/styles/base.js';
import { firstButtons } from '../../ui/styles/first-button.js';
import { framed } from '../../ui/styles/framed.js';
import { firstNotes } from '../../ui/styles/first-note.js';
import { outcomes } from '../../ui/styles/outcome.js';
import { steps } from '../../ui/styles/steps.js';
import { toggles } from '../../ui/styles/toggle.js';
import { tokens } from '../../ui/tokens.css.js';

/** What the frame and the first screens need beside the kit. Later screens bring their own. */
const wizard = css`
.frame > .banner { grid-column: 1 / -1; }
.main { min-block-size: 18rem; }
.allsteps { display: grid; gap: var(--_4); padding: var(--_4) var(--_5); border-block-end: 1px solid var(--_line); background: var(--_sunken); }
.stepbar .button { min-block-size: 1.75rem; text-decoration: underline 1px; text-underline-offset: .18em; font-weight: 400; }
.card { display: grid; gap: var(--_3); padding: var(--_4); border: 1px solid var(--_line); border-radius: var(--_r-m); }
.card > .facts > :last-child { border: 0; padding-block-end: 0; }
.certline { display: grid; grid-template-columns: 1.5rem minmax(0, 1fr) auto; gap: var(--_1) var(--_3); align-items: start; }
.certline > .icon { inline-size: 1.5rem; block-size: 1.5rem; stroke-width: 1.1; color: var(--_muted); }
.certline h3 { font-size: var(--_size); }
.doc { border: 1px solid var(--_line); border-radius: var(--_r-m); overflow: clip; }
.doc .text { max-block-size: 15rem; overflow-y: auto; display: grid; gap: var(--_3); padding: var(--_4); font-size: var(--_size-s); overflow-wrap: anywhere; white-space: pre-line; }
.doc .text:focus-visible { outline-offset: calc(-1 * var(--_focus-width)); }
.doc .text p { max-inline-size: 72ch; }
.doc .bar { display: flex; flex-wrap: wrap; gap: 0 var(--_2); align-items: baseline; padding: .5rem var(--_4); border-block-start: 1px solid var(--_line); background: var(--_sunken); font-size: var(--_size-s); color: var(--_muted); }
.fp { display: inline-block; vertical-align: top; }
.fp summary { min-block-size: 1.5rem; cursor: pointer; list-style: none; text-decoration: underline dotted 1px; text-underline-offset: .25em; }
.fp > span { display: block; }
.loading { gap: var(--_4); min-block-size: 18rem; }
.skeleton { display: block; inline-size: 9rem; max-inline-size: 100%; block-size: .625rem; border-radius: 3px; background: var(--_line); animation: breathe 1.6s ease-in-out infinite; }
.skeleton.w9 { inline-size: 22rem; }
.skeleton.block { inline-size: 100%; block-size: 9rem; border-radius: var(--_r-m); opacity: .5; }
@keyframes breathe { 50% { opacity: .45; } }
@media (prefers-reduced-motion: reduce) { .skeleton { animation: none; } }
@container (min-width: 54rem) { .railed .allsteps { display: none; } }
@container (max-width: 26rem) { .certline { grid-template-columns: 1.5rem minmax(0, 1fr); } .certline > .chip { grid-column: 2; justify-self: start; } .allsteps { padding: var(--_4); } }
`;

export const styles = [tokens, base, firstButtons, toggles, framed, firstNotes, outcomes, steps, wizard];
