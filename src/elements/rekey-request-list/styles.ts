import { css } from 'lit';

/** The list: its tools, its table, what is selected. Each pane is a container of its own. */
export const styles = css`
:host { container-name: list; }
.frame { border: 1px solid var(--_line); border-radius: var(--_r-l); background: var(--_surface); overflow: clip; font-size: calc(var(--_size) * .9333); }
.split { display: grid; grid-template-columns: minmax(0, 1fr); }
.pane { container-type: inline-size; min-inline-size: 0; background: var(--_surface); }
.split.open > .list { display: none; }
.inset { padding: 0 var(--_4) var(--_4); }
.nowrap { white-space: nowrap; }
:is(.listhead, .dhead) h2 { font-size: calc(var(--_size) * 1.3333); }

.listhead { display: flex; flex-wrap: wrap; align-items: baseline; gap: var(--_1) var(--_3); padding: var(--_4); min-block-size: 3.75rem; }
.pill { display: inline-flex; align-items: center; align-self: center; gap: .375rem; min-block-size: 1.75rem; margin-inline-start: auto; padding: .125rem .75rem; padding-inline-start: .5rem; border: 0; border-radius: 99px; background: var(--_accent); color: var(--_on-accent); font: inherit; font-size: var(--_size-s); font-weight: 600; cursor: pointer; }
.pill:hover { background: color-mix(in oklab, var(--_accent) 86%, var(--_text)); }
.listfoot { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: var(--_3); min-block-size: 3rem; padding: .5rem var(--_4); border-block-start: 1px solid var(--_line); font-size: var(--_size-s); color: var(--_muted); }
.listfoot .button:not([aria-disabled]) { color: var(--_text); }
.table .two { overflow-wrap: anywhere; }
.table .name { line-height: 1.35; }
.table code { white-space: nowrap; justify-self: start; }
.table .alt { display: none; }
.table .act .button { margin-inline-end: calc(-1 * var(--_2)); }
.table[aria-busy="true"] tbody tr:not(.wait) { opacity: .65; }
.table .c-createdAt { white-space: nowrap; }
.table tbody tr:last-child > * { border-block-end: 0; }
.wait .c-number .skeleton { inline-size: 7rem; }
.wait .c-certificate .skeleton { inline-size: 9rem; }
.blank { padding-block: calc(2 * var(--_6)); }
.blank.failed > .icon { color: var(--_bad); }
.blank h3 { font-size: var(--_size-l); }

.toolbar { display: flex; flex-wrap: wrap; gap: var(--_2); align-items: center; padding: 0 var(--_4) var(--_4); }
.toolbar .row { gap: var(--_2); }
.search { position: relative; flex: 1 1 14rem; max-inline-size: 22rem; min-inline-size: 0; }
.search .input { min-block-size: 2.125rem; padding-block: .25rem; padding-inline-start: 2.125rem; }
.search .icon { position: absolute; inset-inline-start: .6875rem; inset-block-start: calc(50% - .5rem); color: var(--_muted); pointer-events: none; }
.filter { display: inline-flex; align-items: center; gap: .375rem; min-block-size: 2.125rem; padding: .125rem .625rem; border: 1px solid var(--_edge); border-radius: var(--_r-m); background: var(--_surface); color: var(--_text); font: inherit; cursor: pointer; }
.filter:hover { background: var(--_sunken); }
.filter .icon { color: var(--_muted); inline-size: .875rem; block-size: .875rem; }
.filter.on { border-color: var(--_accent); background: var(--_accent-soft); }
.filter b { min-inline-size: 1.25rem; padding-inline: .375rem; border-radius: 99px; background: var(--_accent); color: var(--_on-accent); font-size: var(--_size-s); line-height: 1.25rem; text-align: center; }
.filter[aria-disabled="true"] { border-color: var(--_line); background: var(--_sunken); color: var(--_muted); cursor: progress; }
.panel { display: grid; grid-template-columns: minmax(0, 1fr); gap: var(--_4); padding: var(--_4); border-block-start: 1px solid var(--_line); background: var(--_sunken); }
.panel .legend { padding: 0; margin-block-end: var(--_2); font-weight: 600; }
.panel :is(.input, .pick, .button) { background: var(--_surface); }
.boxes { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 12.5rem), 1fr)); gap: var(--_2) var(--_4); }
.boxes label { font-weight: 400; }
.hint + .boxes { margin-block-start: var(--_3); }
.bulk { display: flex; flex-wrap: wrap; align-items: center; gap: var(--_2) var(--_3); min-block-size: 3rem; padding: .375rem var(--_4); background: var(--_accent-soft); border-block-start: 1px solid color-mix(in oklab, var(--_accent) 28%, transparent); }
.bulk p { display: flex; flex-wrap: wrap; gap: 0 var(--_3); align-items: baseline; }
.bulk .row { gap: var(--_2); }
.bulk .button:not(.primary, .quiet) { background: var(--_surface); }
.stalebar { display: grid; grid-template-columns: 1rem minmax(0, 1fr) auto; gap: var(--_2); align-items: center; padding: .5rem var(--_4); background: var(--_warn-soft); font-size: var(--_size-s); }
.stalebar .icon { color: var(--_warn); }
.stalebar ~ .tablewrap .table tbody :is(th, td) { color: var(--_muted); }
.table .ck { inline-size: 2.25rem; padding-inline-end: 0; }
.table .ck + * { padding-inline-start: var(--_3); }
.table .ck input { vertical-align: middle; }
.table tr.picked .chip[data-tone="info"] { --_cut: var(--_surface); background: var(--_surface); }
.table .who { display: block; font-size: .78125rem; line-height: 1.3; color: var(--_muted); padding-inline-start: .5rem; }
.listfoot .row { gap: var(--_2) var(--_3); }
.listfoot .size { min-block-size: 2rem; padding-block: .125rem; padding-inline: var(--_2); font-size: inherit; color: var(--_text); }
`;

/** One request, or a decision on many; the decision itself. */
export const detailStyles = css`
.detail { display: flex; flex-direction: column; min-block-size: 100%; }
.dhead { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: var(--_1) var(--_3); align-items: center; padding: var(--_4) var(--_5); border-block-end: 1px solid var(--_line); }
.dhead :is(.way, .about) { grid-column: 1 / -1; }
.way .button { margin-inline-start: calc(-1 * var(--_2)); }
.about { overflow-wrap: anywhere; }
.shut { display: none; }
.dbody { flex: 1; display: grid; grid-template-columns: minmax(0, 1fr); gap: var(--_5); align-content: start; padding: var(--_5); }
.dbody > section { display: grid; grid-template-columns: minmax(0, 1fr); gap: var(--_3); }
.dbody h3 { font-size: var(--_size); }
.dfoot { display: grid; grid-template-columns: minmax(0, 1fr); gap: var(--_4); padding: var(--_4) var(--_5); border-block-start: 1px solid var(--_line); background: var(--_sunken); }
.dfoot h3 { font-size: var(--_size); }
.dfoot .note:not([data-tone]) { background: var(--_surface); }
.verdictline { --_cut: var(--_surface); display: grid; grid-template-columns: 1.25rem minmax(0, 1fr); gap: var(--_3); align-items: start; }
.verdictline > .icon { inline-size: 1.25rem; block-size: 1.25rem; margin-block-start: .125rem; color: var(--_tone); }
.verdictline p { text-wrap: pretty; }
.detail .fp summary { display: block; inline-size: fit-content; }
.names { display: grid; gap: 2px; padding-block-start: .25rem; }
.more summary { display: inline-block; min-block-size: 1.5rem; padding-block-start: .4375rem; font-size: var(--_size-s); color: var(--_accent); cursor: pointer; list-style: none; text-decoration: underline 1px; text-underline-offset: .18em; }
.more summary::-webkit-details-marker { display: none; }
.more .checks { margin-block-start: .4375rem; }
.audit li { display: grid; grid-template-columns: 11.5rem minmax(0, 1fr); gap: var(--_3); padding-block: .25rem; font-size: var(--_size-s); }
.audit time { color: var(--_muted); }
.audit span { overflow-wrap: anywhere; white-space: pre-line; text-wrap: pretty; }
.quote .pre { white-space: pre-line; }
.quote div.msg { white-space: normal; }
.skeleton.long { inline-size: 100%; block-size: .75rem; }
.skeleton.long:nth-child(3n) { inline-size: 60%; }

/* In a row of the table there is room around it; stacked, it needs its own (WCAG 2.5.8). */
@container (min-width: 30.01rem) { .detail .fp summary { margin-block: 1px -5px; } }

form.detail { flex: 1; min-block-size: 0; }
.dfoot .claimed { display: flex; gap: var(--_2); align-items: center; font-size: var(--_size-s); color: var(--_muted); }
.dfoot .claimed .icon { color: var(--_accent); }
.each .what { overflow-wrap: anywhere; }
.each .note-text { overflow-wrap: anywhere; }
`;

/** What becomes of it where there is more room, or less. */
export const narrow = css`
@container list (min-width: 60rem) {
  .split.open { grid-template-columns: minmax(0, 1fr) min(37.5rem, 54cqi); }
  .split.open > .list { display: block; }
  .split.open > .one { border-inline-start: 1px solid var(--_line); }
  .split.open .way { display: none; }
  .split.open > .list .search { flex-basis: 100%; max-inline-size: none; }
  .split.open > .list #open-columns { display: none; }
  .split.open .shut { display: block; }
}
/* Less room: first what the detail repeats goes, then the certificate moves below the number. */
@container (max-width: 57rem) { .table .c-reason { display: none; } }
@container (max-width: 50rem) {
  .table :is(.c-certificate, .c-createdAt) { display: none; }
  .table:not(.nameless) .alt { display: block; }
}
/* The detail beside it says it. */
@container (30.01rem < width < 38rem) { .split.open .c-requestedBy [part="citizen-id"] { display: none; } }
@container (max-width: 30rem) {
  .search { flex-basis: 100%; max-inline-size: none; }
  .toolbar :is(.filters, .push) { display: contents; }
  .dhead, .dbody, .dfoot { padding-inline: var(--_4); }
  .audit li { grid-template-columns: minmax(0, 1fr); gap: 0; }
  .table :is(.c-certificate, .c-createdAt) { display: revert; }
  .table:not(.nameless) .alt { display: none; }
  .table, .table :is(thead, tbody) { display: block; }
  .table thead tr { display: flex; flex-wrap: wrap; gap: 0 var(--_4); align-items: center; padding: .375rem var(--_4); border-block: 1px solid var(--_line); background: var(--_sunken); }
  .table thead :is(th, th:first-child, th:last-child) { block-size: auto; padding: .125rem 0; border: 0; background: none; }
  .table thead :is(.plain, .act) { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); }
  .table tbody tr { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: .25rem var(--_3); align-items: center; padding: var(--_3) var(--_4); border-block-end: 1px solid var(--_line); }
  .table tbody tr:last-child { border-block-end: 0; }
  .table tbody :is(th, td, th:first-child, td:last-child) { display: block; block-size: auto; padding: 0; border: 0; }
  .table tbody tr.open > :first-child::before { display: none; }
  .table .ck { inline-size: auto; }
  .table .ck + * { padding-inline-start: 0; }
  .table.pickable tbody tr { grid-template-columns: auto minmax(0, 1fr) auto; }
  .table.pickable tbody tr.wait { grid-template-columns: 0 minmax(0, 1fr) auto; column-gap: 0; }
  .table.pickable tbody .ck { grid-row: 1; grid-column: 1; }
  .table.pickable tbody .c-number { grid-column: 2; }
  .table.pickable tbody .ck:empty + .c-number { grid-column: 1 / 3; }
  .table tbody tr.open { padding-inline-start: calc(var(--_4) - 3px); border-inline-start: 3px solid var(--_accent); }
  .table tbody :is(.c-certificate, .c-requestedBy) { grid-column: 1 / -1; }
  .table tbody .c-status { grid-row: 1; grid-column: -2; text-align: end; }
  .table .who { padding: 0; }
  .table tbody .c-certificate { grid-row: 2; }
  .table tbody .c-requestedBy { grid-row: 3; }
  .table tbody .c-requestedBy .two { display: flex; flex-wrap: wrap; column-gap: var(--_2); align-items: baseline; }
  .table tbody :is(.c-createdAt, .c-reason) { grid-column: 1 / -2; }
  .table tbody .c-createdAt { grid-row: 4; font-size: var(--_size-s); color: var(--_muted); }
  .table tbody .c-reason { grid-row: 5; font-size: var(--_size-s); color: var(--_muted); }
  .table tbody .act { grid-row: 4 / 6; grid-column: -2; align-self: end; margin-block-end: -.375rem; }
}
@container (max-width: 22rem) {
  .dhead .chip { white-space: normal; }
  .table :is(.nowrap, .chip, code, .c-createdAt) { white-space: normal; overflow-wrap: anywhere; }
  .table tbody :is(.c-number, .c-status), .table.pickable tbody .c-status { grid-column: 1 / -1; text-align: start; }
  .table.pickable tbody .c-number { grid-column: 2 / -1; }
  .table tbody .c-status { grid-row: 2; }
  .table tbody .c-certificate { grid-row: 3; }
  .table tbody .c-requestedBy { grid-row: 4; }
  .table tbody .c-createdAt { grid-row: 5; }
  .table tbody .c-reason { grid-row: 6; }
  .table tbody .act { grid-row: 5 / 7; }
}
@media (forced-colors: active) {
  .pill, .filter b { forced-color-adjust: none; background: Highlight; color: HighlightText; }
  .filter.on { outline: 2px solid Highlight; outline-offset: -3px; }
  .table tbody tr.picked { outline: 2px dashed Highlight; outline-offset: -3px; }
  .table[aria-busy="true"] tbody tr { opacity: 1; }
  .progress progress { forced-color-adjust: none; border: 1px solid CanvasText; background: Canvas; accent-color: Highlight; }
  .progress progress::-webkit-progress-bar { background: Canvas; }
  .progress progress::-webkit-progress-value { background: Highlight; }
  .progress progress::-moz-progress-bar { background: Highlight; }
}
`;
