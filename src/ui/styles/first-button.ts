import { css } from 'lit';

/** The buttons of a first screen. */
export const firstButtons = css`
.button { display: inline-flex; align-items: center; justify-content: center; gap: var(--_2); max-inline-size: 100%; min-block-size: var(--_control); padding: var(--_1) var(--_4); border: 1px solid var(--_edge); border-radius: var(--_r-m); background: var(--_surface); color: var(--_text); font: inherit; font-weight: 600; line-height: 1.25; text-align: center; text-decoration: none; cursor: pointer; transition: background-color var(--_time) var(--_ease), border-color var(--_time) var(--_ease); }
.button:hover { background: var(--_sunken); border-color: var(--_muted); }
.button.primary { background: var(--_accent); border-color: var(--_accent); color: var(--_on-accent); }
.button.primary:hover { background: color-mix(in oklab, var(--_accent) 86%, var(--_text)); }
.button.quiet { padding-inline: var(--_2); border-color: transparent; background: transparent; color: var(--_accent); }
.button.quiet:hover { background: var(--_accent-soft); }
.button.small { min-block-size: 2rem; padding-inline: var(--_3); font-size: var(--_size-s); }
.button.quiet.small { padding-inline: var(--_2); }
.button[aria-disabled="true"], .button[aria-disabled="true"]:hover { border-color: var(--_line); background: var(--_sunken); color: var(--_muted); cursor: not-allowed; }
.button.quiet[aria-disabled="true"] { border-color: transparent; background: transparent; }
.button[data-busy] { cursor: progress; }
:is(.stack, .more, .inside, .body, .dbody) > .button { justify-self: start; }
.why { font-size: var(--_size-s); color: var(--_muted); }
@media (forced-colors: active) {
  .button.primary, .button.primary:hover { forced-color-adjust: none; background: Highlight; border-color: Highlight; color: HighlightText; }
  .button[aria-disabled="true"], .button[aria-disabled="true"]:hover { forced-color-adjust: none; background: Canvas; border-color: GrayText; color: GrayText; }
}
`;
