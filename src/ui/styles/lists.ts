import { css } from 'lit';

/** Checks, old and new, files, the quoted words of someone else. */
export const lists = css`
.checks { border-block-start: 1px solid var(--_line); }
.checks > li { display: grid; grid-template-columns: 1.125rem minmax(0, 1fr) auto; column-gap: var(--_3); align-items: start; padding-block: .625rem; border-block-end: 1px solid var(--_line); }
.checks .icon { inline-size: 1.125rem; block-size: 1.125rem; margin-block-start: .1875rem; color: var(--_tone); }
.checks .what { font-weight: 600; }
.checks .res { padding-block-start: .125rem; font-size: var(--_size-s); color: var(--_muted); text-align: end; overflow-wrap: anywhere; }
.checks :is([data-tone="warn"], [data-tone="bad"]) .res { color: var(--_tone); font-weight: 600; }
.checks .note-text { grid-column: 2 / -1; color: var(--_muted); font-size: var(--_size-s); text-wrap: pretty; overflow-wrap: anywhere; }
.checks.ruled > li { grid-template-columns: 1.125rem minmax(0, 1fr) auto auto; }
.checks .ruler { display: inline-flex; gap: .125rem; align-items: center; justify-self: end; font-size: var(--_size-s); text-decoration: none; }
.checks .ruler:hover { text-decoration: underline 1px; }
.checks.tight .ruler { margin-block: -.125rem; }
.checks.ruled > .plain > .res { grid-column: 3 / -1; }
.checks .ruler .icon { inline-size: 1rem; block-size: 1rem; margin: 0; color: inherit; }
.checks .ruler[aria-expanded="true"] .icon { transform: rotate(.5turn); }
.checks .rulebox { grid-column: 2 / -1; display: grid; gap: var(--_2); margin-block: var(--_2) var(--_1); padding: var(--_3); border: 1px solid var(--_line); border-radius: var(--_r-m); background: var(--_sunken); font-size: var(--_size-s); overflow-wrap: anywhere; }
.rulebox > p { max-inline-size: 68ch; text-wrap: pretty; }
.rulebox .rules { display: grid; gap: var(--_1); }
.rulebox .rules > li { display: grid; grid-template-columns: 1rem minmax(0, 1fr); gap: var(--_2); align-items: start; }
.rulebox .rules .icon { inline-size: 1rem; block-size: 1rem; margin-block-start: .125rem; color: var(--_tone); --_cut: var(--_sunken); }
.rulebox dl { display: grid; gap: var(--_1); }
.rulebox dl > div { display: grid; grid-template-columns: minmax(5rem, 8rem) minmax(0, 1fr); gap: 0 var(--_3); }
.rulebox :is(dt, .from) { color: var(--_muted); }
.more > summary { display: inline-block; min-block-size: 1.5rem; padding-block-start: .4375rem; font-size: var(--_size-s); color: var(--_accent); cursor: pointer; list-style: none; text-decoration: underline 1px; text-underline-offset: .18em; }
.more > summary::-webkit-details-marker { display: none; }
.more[open] > summary { margin-block-end: .4375rem; }
.checks.tight > li { padding-block: .4375rem; font-size: var(--_size-s); }
.checks.tight .icon { inline-size: 1rem; block-size: 1rem; margin-block-start: .125rem; }
.checks.tight .what { font-weight: 400; }
.checks.tight .res { padding: 0; }
.diff { inline-size: 100%; border-collapse: collapse; table-layout: fixed; font-size: var(--_size-s); }
.diff :is(th, td) { padding: .5rem 0; padding-inline-end: var(--_4); border-block-end: 1px solid var(--_line); text-align: start; vertical-align: top; font-weight: 400; overflow-wrap: anywhere; }
.diff :is(th, td):last-child { padding-inline-end: 0; }
.diff thead th { padding-block: 0 .375rem; }
.diff th { color: var(--_muted); }
.diff .mk { inline-size: 1.5rem; padding-inline-end: 0; }
.diff .mk .icon { display: block; margin-block-start: .125rem; color: var(--_muted); }
.diff .changed .mk .icon { color: var(--_accent); }
.diff .changed .new { font-weight: 600; }
.diff .f { inline-size: 7.5rem; }
.files { border: 1px solid var(--_line); border-radius: var(--_r-m); }
.files > li { display: grid; grid-template-columns: 1.25rem minmax(0, 1fr) auto; column-gap: var(--_3); align-items: center; padding: var(--_3); padding-inline-start: var(--_4); }
.files > li + li { border-block-start: 1px solid var(--_line); }
.files > li > .icon { color: var(--_muted); }
.files .btns { display: flex; gap: var(--_2); }
.quote { border: 1px solid var(--_line); border-radius: var(--_r-m); background: var(--_surface); }
.quote .from { padding: .375rem var(--_4); border-block-end: 1px solid var(--_line); font-size: var(--_size-s); color: var(--_muted); }
.quote .msg { padding: var(--_3) var(--_4); white-space: pre-line; overflow-wrap: anywhere; }
@container (max-width: 30rem) {
  .checks > li { grid-template-columns: 1.125rem minmax(0, 1fr); }
  .checks.ruled > li { grid-template-columns: 1.125rem minmax(0, 1fr) auto; }
  .checks .res, .checks.ruled > .plain > .res { grid-column: 2 / -1; padding: 0; text-align: start; }
  .checks .note-text { grid-column: 2 / -1; }
  .checks .ruler { grid-area: 1 / 3; }
  .rulebox dl > div { grid-template-columns: minmax(0, 1fr); }
  .diff, .diff tbody { display: block; }
  .diff thead { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); }
  .diff tr { display: grid; grid-template-columns: 1.5rem minmax(0, 1fr); padding-block: .5rem; border-block-end: 1px solid var(--_line); }
  .diff tbody :is(th, td), .diff tbody .f { inline-size: auto; padding: 0; border: 0; }
  .diff tbody :is(th, td):not(.mk) { grid-column: 2; }
  .diff td[data-label] { display: grid; grid-template-columns: 6.5rem minmax(0, 1fr); }
  .diff td[data-label]::before { content: attr(data-label); color: var(--_muted); font-weight: 400; }
  .files > li { row-gap: var(--_2); }
  .files .btns { grid-column: 2; }
}
@container (max-width: 18rem) {
  .checks.ruled > li { grid-template-columns: 1.125rem minmax(0, 1fr); }
  .checks .ruler { grid-area: auto / 2; justify-self: start; }
  .checks .rulebox { grid-column: 1 / -1; }
  .diff td[data-label], .files > li { grid-template-columns: minmax(0, 1fr); }
  .files > li > .icon { display: none; }
  .files .btns { grid-column: 1; }
}
`;
