import { css } from 'lit';
import { framed } from './framed.js';

/** Radios on one line. */
export const picks = css`
.picks { display: flex; flex-wrap: wrap; gap: var(--_2); }
.pick { display: flex; flex-wrap: wrap; max-inline-size: 100%; gap: var(--_2); align-items: center; min-block-size: 2.25rem; padding: var(--_1) var(--_3); border: 1px solid var(--_edge); border-radius: var(--_r-m); background: var(--_surface); cursor: pointer; }
.pick.on { border-color: var(--_accent); outline: 1px solid var(--_accent); outline-offset: -2px; }
.pick input { margin: 0; inline-size: 1rem; block-size: 1rem; }
.pick input[type="radio"]::after { inline-size: .375rem; block-size: .375rem; }
@media (forced-colors: active) { .pick.on { outline: 2px solid Highlight; outline-offset: -2px; } }
`;

/** Radios in one frame, the chosen one may open; and picks, radios on one line. */
export const choices = css`${framed}${picks}`;
