import { css } from 'lit';

/** The meter of a passphrase, the folded line of a finished part. */
export const keyStyles = css`
.strength { display: grid; gap: var(--_1); inline-size: min(100%, 26rem); font-size: var(--_size-s); }
.strength .bars { display: grid; grid-template-columns: repeat(4, 1fr); gap: 3px; }
.strength i { block-size: 4px; border-radius: 2px; background: var(--_line); }
.strength i.on { background: var(--_tone); }
.folded { display: grid; grid-template-columns: 1.5rem minmax(0, 1fr); gap: var(--_1) var(--_3); align-items: start; padding: var(--_4); border: 1px solid var(--_line); border-radius: var(--_r-m); }
.folded > .icon { inline-size: 1.25rem; block-size: 1.25rem; margin-block-start: .125rem; color: var(--_tone); }
.folded > :not(.icon) { grid-column: 2; }
.checked > summary { display: inline-flex; gap: var(--_2); align-items: center; min-block-size: 1.5rem; cursor: pointer; }
.checked[open] > summary { margin-block-end: var(--_2); }
.how { display: grid; gap: var(--_1); padding-inline-start: 1.25rem; list-style: decimal; }
.line { display: block; }
.line + .line { margin-block-start: var(--_2); }
.drop p { overflow-wrap: anywhere; }
.picks + .hint { margin-block-start: var(--_2); }
@media (forced-colors: active) { .strength i { outline: 1px solid CanvasText; outline-offset: -1px; } .strength i.on { forced-color-adjust: none; background: Highlight; } }
`;
