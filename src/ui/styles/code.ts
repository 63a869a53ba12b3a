import { css } from 'lit';

/** Code, fingerprints, the place where files are dropped, progress. */
export const code = css`
.code { border: 1px solid var(--_line); border-radius: var(--_r-m); background: var(--_sunken); overflow: clip; }
.code pre { padding: var(--_3) var(--_4); max-block-size: 22rem; overflow: auto; font-family: var(--_mono); font-size: .8125rem; line-height: 1.6; font-variant-ligatures: none; font-feature-settings: "calt" 0; white-space: pre-wrap; overflow-wrap: anywhere; direction: ltr; text-align: left; }
.code pre:focus-visible { outline-offset: calc(-1 * var(--_focus-width)); }
.code .bar { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; column-gap: var(--_3); min-block-size: 2.5rem; padding: .25rem .375rem; padding-inline-start: var(--_4); border-block-end: 1px solid var(--_line); font-size: var(--_size-s); color: var(--_muted); }
.fp summary { display: inline-block; min-block-size: 1.5rem; cursor: pointer; list-style: none; text-decoration: underline dotted 1px; text-underline-offset: .25em; }
.fp summary::-webkit-details-marker { display: none; }
.fp > span { display: block; }
.drop { display: grid; justify-items: center; gap: var(--_1); padding: var(--_5) var(--_4); border: 1.5px dashed var(--_edge); border-radius: var(--_r-m); text-align: center; background: var(--_surface); transition: background-color var(--_time) var(--_ease); }
.drop > .icon { inline-size: 1.5rem; block-size: 1.5rem; stroke-width: 1.1; color: var(--_muted); }
.drop.over { border-style: solid; border-color: var(--_accent); background: var(--_accent-soft); }
.drop[data-invalid] { border-color: var(--_bad); }
.drop .button { margin-block-start: var(--_2); }
.drop.compact { grid-template-columns: auto minmax(0, 1fr) auto; justify-items: start; align-items: center; column-gap: var(--_3); padding: var(--_3) var(--_4); text-align: start; }
.drop.compact .button { margin: 0; }
.progress { display: grid; gap: var(--_2); }
.progress progress { appearance: none; display: block; inline-size: 100%; block-size: 6px; border: 0; border-radius: 3px; overflow: hidden; background: var(--_line); }
.progress progress::-webkit-progress-bar { background: var(--_line); }
.progress progress::-webkit-progress-value { background: var(--_accent); border-radius: 3px; }
.progress progress::-moz-progress-bar { background: var(--_accent); }
.progress progress:indeterminate { background: linear-gradient(90deg, var(--_line) 30%, var(--_accent) 50%, var(--_line) 70%) 0 / 200% 100%; animation: slide 1.6s linear infinite; }
.progress progress:indeterminate::-webkit-progress-bar { background: transparent; }
@keyframes slide { to { background-position: -200% 0; } }
@media (prefers-reduced-motion: reduce) { .progress progress:indeterminate { animation: none; background: var(--_accent); opacity: .6; } }
@container (max-width: 30rem) {
  .drop.compact { grid-template-columns: auto minmax(0, 1fr); row-gap: var(--_2); }
  .drop.compact .button { grid-column: 2; }
}
`;
