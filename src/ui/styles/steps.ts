import { css } from 'lit';

/** The frame of a flow: rail or bar, head, body, foot; what stays and what changes. */
export const steps = css`
.frame { display: grid; min-inline-size: 0; border: 1px solid var(--_line); border-radius: var(--_r-l); background: var(--_surface); overflow: clip; }
.main { display: flex; flex-direction: column; min-inline-size: 0; }
.head { display: grid; gap: var(--_2); padding: var(--_5) var(--_5) 0; }
.head p { max-inline-size: 68ch; text-wrap: pretty; }
.body { flex: 1; display: grid; grid-template-columns: minmax(0, 1fr); gap: var(--_5); align-content: start; padding: var(--_5); min-inline-size: 0; }
.foot { display: flex; flex-wrap: wrap; align-items: center; gap: var(--_3); padding: var(--_4) var(--_5); border-block-start: 1px solid var(--_line); }
.foot .why { order: 4; flex-basis: 100%; margin-block-start: calc(-1 * var(--_1)); text-align: end; }
.stepno { display: none; font-size: var(--_size-s); color: var(--_muted); font-variant-numeric: tabular-nums; }
.stepbar { display: grid; gap: var(--_2); padding: var(--_4) var(--_5); border-block-end: 1px solid var(--_line); background: var(--_sunken); font-size: var(--_size-s); }
.stepbar .line { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: var(--_3); }
.segments { display: grid; grid-auto-flow: column; grid-auto-columns: 1fr; gap: 3px; }
.segments i { block-size: 4px; border-radius: 2px; background: var(--_line); overflow: clip; }
.segments .done, .segments .now::before { background: var(--_accent); }
.segments .now::before { content: ""; display: block; inline-size: 50%; block-size: 100%; }
.rail { display: none; }
.steplist { display: grid; margin-inline: calc(-1 * var(--_2)); }
.steplist li { position: relative; display: flex; gap: var(--_3); align-items: center; min-block-size: 2.25rem; padding-inline: var(--_2); line-height: 1.3; color: var(--_muted); }
.steplist li + li::before { content: ""; position: absolute; inset-inline-start: calc(var(--_2) + .71875rem); inset-block-start: -.4rem; inline-size: 1px; block-size: .8rem; background: var(--_line); }
.dot { z-index: 1; flex: none; display: grid; place-items: center; inline-size: 1.5rem; block-size: 1.5rem; border: 1px solid var(--_edge); border-radius: 50%; background: var(--_surface); color: var(--_muted); font-size: .75rem; font-weight: 600; font-variant-numeric: tabular-nums; }
.steplist .done .dot { border-color: transparent; background: color-mix(in oklab, var(--_accent) 14%, var(--_surface)); color: var(--_accent); }
.steplist .done .link { color: var(--_text); text-decoration: none; }
.steplist .done .link:hover { text-decoration: underline; }
.now > .dot { border-color: var(--_accent); background: var(--_accent); color: var(--_on-accent); }
.steplist .now { color: var(--_text); font-weight: 600; }
.about { display: grid; gap: 2px; font-size: var(--_size-s); color: var(--_muted); }
.about b { font-size: var(--_size); color: var(--_text); overflow-wrap: anywhere; }
.ledger { display: grid; gap: var(--_3); padding-block-start: var(--_5); border-block-start: 1px solid var(--_line); font-size: var(--_size-s); }
.ledger > div { display: grid; grid-template-columns: 1rem minmax(0, 1fr); column-gap: var(--_2); }
.ledger .icon { margin-block-start: .15em; color: var(--_muted); }
.ledger .changed .icon { color: var(--_accent); }
.ledger dt { display: contents; color: var(--_muted); }
.ledger dd { grid-column: 2; overflow-wrap: anywhere; }
@container (min-width: 54rem) {
  .frame.railed { grid-template-columns: 16.25rem minmax(0, 1fr); }
  .railed .stepbar { display: none; }
  .stepno { display: block; }
  .rail { display: flex; flex-direction: column; gap: var(--_5); padding: var(--_5); border-inline-end: 1px solid var(--_line); background: var(--_sunken); }
  .head { padding: var(--_6) var(--_6) 0; }
  .body { padding: var(--_5) var(--_6) var(--_6); }
  .foot { padding-inline: var(--_6); }
}
@container (max-width: 26rem) {
  .head { padding: var(--_4) var(--_4) 0; }
  .body, .foot, .stepbar { padding: var(--_4); }
  .foot .button { flex: 1 1 auto; }
  .foot .push { flex: 1 1 auto; }
  .foot .button.quiet { order: 3; flex-basis: 100%; }
  .foot .why { order: 2; text-align: center; }
}
@media (forced-colors: active) {
  .now > .dot { forced-color-adjust: none; background: Highlight; border-color: Highlight; color: HighlightText; }
  .segments i { outline: 1px solid CanvasText; outline-offset: -1px; }
  .segments .done, .segments .now::before { forced-color-adjust: none; background: Highlight; }
}
`;
