import { css } from 'lit';

/** Locked fields in two columns, names on lines, and the timeline of two certificates. */
export const nameStyles = css`
.sdn { display: grid; gap: var(--_4); }
.sdn .input { min-inline-size: 100%; resize: none; }
/* The same text behind the field makes room for it: not every engine sizes a field by its content. */
.grows { display: grid; inline-size: 100%; }
.grows::after { content: attr(data-text) " "; visibility: hidden; white-space: pre-wrap; overflow-wrap: anywhere; min-block-size: var(--_control); border: 1px solid; }
.grows > .input { overflow: hidden; overflow-wrap: anywhere; }
.grows > .input, .grows::after { grid-area: 1 / 1; min-inline-size: 0; padding: calc((var(--_control) - 1.5em) / 2 - 1px) var(--_3); line-height: 1.5; }
.sdn .labelled { overflow-wrap: anywhere; }
.rdn { padding: var(--_3) var(--_4) var(--_4); border: 1px solid var(--_line); border-radius: var(--_r-m); }
.rdn legend { padding-inline: var(--_1); margin-inline-start: calc(-1 * var(--_1)); }
.skeleton.wide { inline-size: min(100%, 26rem); block-size: 1rem; }
.checks.names > li { align-items: center; }
.checks.names .icon { margin: 0; color: var(--_muted); }
.checks.names .res { padding: 0; }
.checks.names.edit > li { grid-template-columns: 1.125rem minmax(0, 1fr) auto 5rem; padding-block: .375rem; min-block-size: 3rem; }
.checks.names > .added > .icon { color: var(--_accent); }
.names > .removed code { color: var(--_muted); }
.names.edit > li > :last-child { justify-self: end; }
.checks.names.edit .button .icon { color: inherit; }
.names code { overflow-wrap: anywhere; }
.adder { padding: var(--_4); border: 1px solid var(--_line); border-radius: var(--_r-m); }
.adder textarea { max-inline-size: 32rem; }
.wrong { display: grid; gap: var(--_1); }
.wrong > li { display: grid; grid-template-columns: 1rem minmax(0, 1fr); gap: var(--_2); align-items: start; overflow-wrap: anywhere; }
.wrong .icon { color: var(--_tone); margin-block-start: .125rem; }
.part + .part { padding-block-start: var(--_5); border-block-start: 1px solid var(--_line); }
.timeline { position: relative; display: grid; gap: var(--_2); padding-block: .25rem 1.75rem; border-block-end: 0; font-size: .8125rem; line-height: 1.35; font-variant-numeric: tabular-nums; }
.timeline::after { content: ""; position: absolute; inset-inline: 0; inset-block-end: 1.5rem; border-block-start: 1px solid var(--_line); }
.timeline .line { display: grid; gap: .1875rem; padding-block-end: var(--_2); }
.timeline .words { display: flex; flex-wrap: wrap; justify-content: space-between; column-gap: var(--_3); padding-inline: calc(min(var(--from), .5) * 100%) calc((1 - max(var(--to), .75)) * 100%); }
.timeline .words > * { position: relative; z-index: 1; background: var(--_surface); }
.timeline .words b { padding-inline: .25rem; }
.timeline .line:first-child .words b { padding-inline-start: 0; }
.timeline .words span { margin-inline-start: auto; color: var(--_muted); }
.timeline .bar { display: block; block-size: .5rem; border-radius: .25rem; margin-inline: calc(var(--from) * 100%) calc((1 - var(--to)) * 100%); background: var(--_edge); overflow: clip; }
.timeline .past { display: block; block-size: 100%; inline-size: calc(var(--past) * 100%); background: var(--_line); }
.timeline .new .bar { background: var(--_accent); }
.timeline .today { position: absolute; inset-inline-start: calc(var(--at) * 100%); inset-block: 1.375rem 1.5rem; border-inline-start: 1px dashed var(--_text); }
.timeline .axis { position: absolute; inset-inline: 0; inset-block-end: 0; block-size: 1.25rem; display: flex; justify-content: space-between; color: var(--_muted); }
.timeline .axis .mark { position: absolute; inset-inline-start: calc(var(--at) * 100%); transform: translateX(-50%); white-space: nowrap; }
.timeline .axis .mark:dir(rtl) { transform: translateX(50%); }
.timeline .axis .mark.early { inset-inline-start: 0; transform: none; }
.timeline .axis .mark.late { inset-inline: auto 0; transform: none; }
@container (min-width: 30rem) {
  .sdn { grid-template-columns: repeat(2, minmax(0, 1fr)); }
  .sdn .full { grid-column: 1 / -1; }
}
@container (max-width: 26rem) {
  .timeline .axis .edge { display: none; }
  .timeline .words { padding-inline: 0; }
}
@container (max-width: 30rem) {
  .checks.names.edit > li { grid-template-columns: 1.125rem minmax(0, 1fr) auto; }
  .names.edit > li > :last-child { grid-row: 1; grid-column: 3; }
  .checks.names > li { align-items: start; }
  .checks.names > li > .icon { margin-block-start: .1875rem; }
}
@container (max-width: 18rem) {
  .checks.names.edit > li { grid-template-columns: 1.125rem minmax(0, 1fr); }
  .names.edit > li > :last-child { grid-area: auto / 2; justify-self: start; }
  .adder { padding: 0; border: 0; }
}
@media (forced-colors: active) {
  .timeline .bar { forced-color-adjust: none; background: CanvasText; }
  .timeline .past { background: GrayText; }
  .timeline .new .bar { background: Highlight; }
}
`;
