import { css } from 'lit';

/** A table of records, and the six pictures of a list. */
export const tables = css`
.tablewrap { position: relative; overflow-x: auto; }
.table { inline-size: 100%; border-collapse: collapse; }
.table caption { text-align: start; }
.table :is(th, td) { block-size: var(--rekey-row-height, 3rem); padding: .25rem .625rem; border-block-end: 1px solid var(--_line); text-align: start; vertical-align: middle; font-weight: 400; }
.table thead th { block-size: 2.25rem; border-block-start: 1px solid var(--_line); background: var(--_sunken); color: var(--_muted); font-size: var(--_size-s); font-weight: 600; white-space: nowrap; }
.table :is(th, td):first-child { padding-inline-start: var(--_4); }
.table :is(th, td):last-child { padding-inline-end: var(--_4); }
.table tbody tr:last-child > * { border-block-end: 0; }
.table tbody tr:hover { background: var(--_sunken); }
.table tbody tr:is([aria-selected="true"], .picked, .open) { background: var(--_accent-soft); }
.table tbody tr.open > :first-child { position: relative; }
.table tbody tr.open > :first-child::before { content: ""; position: absolute; inset-block: 0; inset-inline-start: 0; inline-size: 3px; background: var(--_accent); }
.table .two { display: grid; gap: 1px; line-height: 1.3; }
.table .two > :last-child:not(:first-child) { font-size: .78125rem; color: var(--_muted); }
.table .sort { display: inline-flex; align-items: center; gap: .25rem; min-block-size: 1.5rem; padding: 0; border: 0; background: none; font: inherit; color: inherit; cursor: pointer; }
.table .sort .icon { inline-size: .75rem; block-size: .75rem; }
.table [aria-sort] .sort { color: var(--_text); }
.table .act { text-align: end; white-space: nowrap; }
.mini { inline-size: 100%; border-collapse: collapse; font-size: var(--_size-s); }
.mini :is(th, td) { padding: .3125rem 0; padding-inline-end: var(--_3); border-block-end: 1px solid var(--_line); text-align: start; font-weight: 400; overflow-wrap: anywhere; }
.mini thead th { color: var(--_muted); }
.mini :is(th, td):last-child { padding-inline-end: 0; }
.blank { display: grid; justify-items: center; align-content: start; gap: var(--_2); min-block-size: 15.5rem; padding: var(--_6) var(--_5); text-align: center; }
.blank > .icon { inline-size: 2.5rem; block-size: 2.5rem; margin-block-end: var(--_2); stroke-width: .8; color: var(--_edge); }
.blank p { max-inline-size: 40ch; color: var(--_muted); text-wrap: balance; }
.blank .row { justify-content: center; padding-block-start: var(--_2); }
.skeleton { display: inline-block; inline-size: 6rem; max-inline-size: 100%; block-size: .625rem; border-radius: 3px; background: var(--_line); vertical-align: middle; animation: breathe 1.6s ease-in-out infinite; }
@keyframes breathe { 50% { opacity: .45; } }
@media (prefers-reduced-motion: reduce) { .skeleton { animation: none; } }
@media (forced-colors: active) { .table tbody tr.open { outline: 2px solid Highlight; outline-offset: -2px; } }
`;
