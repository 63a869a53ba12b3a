import { css } from 'lit';

/** Radios in one frame, the chosen one may open. */
export const framed = css`
.choices { border: 1px solid var(--_line); border-radius: var(--_r-m); overflow: clip; }
.choice { display: grid; grid-template-columns: 1.25rem minmax(0, 1fr); column-gap: var(--_3); padding: var(--_3) var(--_4); }
.choice + .choice { border-block-start: 1px solid var(--_line); }
.choice > label { padding-block: .0625rem; font-weight: 600; cursor: pointer; }
.choice > :is(.hint, .inside) { grid-column: 2; }
.choice.on { background: var(--_accent-soft); }
.choice.on.open { background: none; }
.choice .inside { display: grid; grid-template-columns: minmax(0, 1fr); gap: var(--_4); padding-block: var(--_3) var(--_2); }
.legend { padding: 0; margin-block-end: var(--_2); font-weight: 600; }
@container (max-width: 26rem) { .choice > .inside { grid-column: 1 / -1; } }
@media (forced-colors: active) { .choice.on { outline: 2px solid Highlight; outline-offset: -2px; } }
`;
