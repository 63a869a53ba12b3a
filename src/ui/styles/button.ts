import { css } from 'lit';
import { firstButtons } from './first-button.js';

/** Danger, an icon alone, copying. */
export const moreButtons = css`
.button.danger { border-color: var(--_bad); color: var(--_bad); }
.button.danger.primary:not([aria-disabled="true"]) { background: var(--_bad); color: var(--_surface); }
.button.danger.primary:not([aria-disabled="true"]):hover { background: color-mix(in oklab, var(--_bad) 86%, var(--_text)); }
.button.only { inline-size: 2rem; min-block-size: 2rem; padding: 0; border-color: transparent; background: transparent; color: var(--_muted); }
.button.only:hover { background: var(--_sunken); color: var(--_text); }
.copy .did { display: none; }
.copy[data-done] .did { display: inline; }
.copy[data-done] .do { display: none; }
@media (forced-colors: active) { .button.danger.primary:is(:not([aria-disabled="true"]), :not([aria-disabled="true"]):hover) { background: Highlight; color: HighlightText; } }
`;

export const buttons = css`${firstButtons}${moreButtons}`;
