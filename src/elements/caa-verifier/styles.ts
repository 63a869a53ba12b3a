import { css } from 'lit';

export const styles = css`
.caa { border: 1px solid var(--_line); border-radius: var(--_r-m); background: var(--_surface); overflow: clip; }
.caa > li + li { border-block-start: 1px solid var(--_line); }
.entry { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 13.5rem) 2rem; column-gap: var(--_4); align-items: center; min-block-size: 3.5rem; padding-block: .5rem; padding-inline: var(--_4) .5rem; }
.entry .name { display: flex; flex-wrap: wrap; gap: 0 var(--_2); align-items: baseline; min-inline-size: 0; }
.entry .name code { font-weight: 500; }
.state { display: grid; }
.state .sub, .name .sub { color: var(--_muted); font-size: .78125rem; line-height: 1.4; overflow-wrap: anywhere; }
.name .sub { flex-basis: 100%; }
.explain { display: grid; grid-template-columns: minmax(0, 1fr); gap: var(--_5); padding: var(--_5) var(--_4); border-block-start: 1px solid var(--_line); background: var(--_sunken); }
.explain section { display: grid; grid-template-columns: minmax(0, 1fr); gap: var(--_2); align-content: start; min-inline-size: 0; }
.explain .code { background: var(--_surface); }
.explain pre { max-block-size: 12rem; }
.pair { display: grid; grid-template-columns: minmax(0, 1fr); gap: var(--_5); }
:is(.explain, .who) h3 { font-size: var(--_size); line-height: 1.4; }
.advice { margin-block-end: calc(-1 * var(--_3)); }
.who { display: grid; gap: var(--_1); }
.who ul { display: grid; gap: var(--_1); }
.quoted { display: grid; grid-template-columns: minmax(0, 1fr); }
:is(.quoted, .trail li) > code { justify-self: start; }
.fix .row.between { column-gap: var(--_2); }
.fields td.act { inline-size: 1%; text-align: end; white-space: nowrap; }
.fields th { color: var(--_muted); inline-size: 6rem; }
.said .sub { display: block; color: var(--_muted); font-size: .78125rem; line-height: 1.4; }
.said :is(th, td) { vertical-align: top; }
.said thead th { overflow-wrap: normal; }
.said tbody th { min-inline-size: 5rem; }
.differ { display: flex; gap: var(--_2); color: var(--_warn); }
.differ .icon { margin-block-start: .2em; }
details > summary { min-block-size: 1.5rem; cursor: pointer; }
details[open] > summary { margin-block-end: var(--_2); }
.caa > li[data-state="verifying"] .entry { background: linear-gradient(90deg, transparent, var(--_accent-soft), transparent) 0 / 200% 100%; animation: glide 2.4s ease-in-out infinite; }
@keyframes glide { from { background-position: 150% 0; } to { background-position: -50% 0; } }
@media (prefers-reduced-motion: reduce) { .caa > li[data-state="verifying"] .entry { animation: none; background: none; } }
.hit { font-weight: 600; color: var(--_text); }
.rest { color: var(--_muted); }
.trail { display: grid; grid-template-columns: minmax(0, 1fr); overflow-wrap: anywhere; }
.trail li { position: relative; display: grid; grid-template-columns: minmax(0, 1fr); padding-block: .25rem; padding-inline-start: 1.5rem; font-size: var(--_size-s); min-inline-size: 0; }
.trail li::before { content: ""; z-index: 1; position: absolute; inset-inline-start: .1875rem; inset-block-start: .59375rem; inline-size: .4375rem; block-size: .4375rem; border: 1.5px solid var(--_edge); border-radius: 50%; background: var(--_sunken); }
.trail li:not(:last-child)::after { content: ""; position: absolute; inset-inline-start: .375rem; inset-block: .8rem -.5rem; inline-size: 1px; background: var(--_edge); opacity: .5; }
.trail li.end::before { inset-inline-start: .0625rem; inset-block-start: .46875rem; inline-size: .6875rem; block-size: .6875rem; border-color: var(--_tone); background: var(--_tone); }
.trail li.alias { padding-inline-start: 2.5rem; }
.trail li.alias::before { display: none; }
.trail li.alias .icon { position: absolute; inset-inline-start: 1.25rem; inset-block-start: .4rem; inline-size: .875rem; block-size: .875rem; color: var(--_muted); }
@container (min-width: 44rem) { .pair { grid-template-columns: minmax(0, 1.25fr) minmax(0, 1fr); } .pair.even { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); } }
@container (max-width: 34rem) {
  .entry { grid-template-columns: minmax(0, 1fr) 2rem; row-gap: .25rem; padding-block: .625rem; }
  .entry .state { grid-row: 2; grid-column: 1; display: flex; flex-wrap: wrap; column-gap: var(--_2); align-items: center; }
  .said, .said :is(thead, tbody, tr, th, td) { display: block; }
  .said thead { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); }
  .said tr { padding-block: var(--_2); border-block-end: 1px solid var(--_line); }
  .said :is(th, td) { padding: 0; border: 0; }
  .fields tr { display: grid; grid-template-columns: minmax(0, 1fr) auto; column-gap: var(--_2); align-items: center; border-block-end: 1px solid var(--_line); }
  .fields :is(th, td) { padding-inline: 0; border: 0; }
  .fields th { grid-column: 1 / -1; inline-size: auto; padding-block-end: 0; }
  .fields td.act { inline-size: auto; }
  .entry .button { grid-row: 1 / 3; grid-column: 2; }
}
@media (forced-colors: active) { .trail li::before { border-color: CanvasText; } .trail li.end::before { background: CanvasText; forced-color-adjust: none; } }
`;
