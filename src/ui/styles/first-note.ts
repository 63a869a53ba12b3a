import { css } from 'lit';

/** Notes, statuses and facts of a first screen. */
export const firstNotes = css`
.note { --_cut: var(--_tone-soft); display: grid; grid-template-columns: 1.25rem minmax(0, 1fr); gap: var(--_1) var(--_3); padding: var(--_3) var(--_4); border: 1px solid color-mix(in oklab, var(--_tone) 30%, transparent); border-radius: var(--_r-m); background: var(--_tone-soft); }
.note:not([data-tone]) { border-color: var(--_line); }
.note > .icon { inline-size: 1.25rem; block-size: 1.25rem; margin-block-start: .0625rem; color: var(--_tone); }
.note > :not(.icon) { grid-column: 2; }
.note p { max-inline-size: 72ch; text-wrap: pretty; }
.note .row { padding-block-start: var(--_2); }
.chip, .verdict { display: inline-flex; align-items: center; gap: .375rem; font-size: var(--_size-s); font-weight: 600; line-height: 1.35; color: var(--_tone); vertical-align: middle; }
:is(.verdict, .chip) .icon { inline-size: .9375rem; block-size: .9375rem; }
.chip { --_cut: var(--_tone-soft); min-block-size: 1.5rem; padding: .0625rem .5625rem .0625rem .4375rem; padding-inline: .4375rem .5625rem; border: 1px solid transparent; border-radius: 99px; background: var(--_tone-soft); white-space: nowrap; }
.chip:not([data-tone]) { border-color: var(--_line); }
.facts { display: grid; border-block-start: 1px solid var(--_line); }
.facts > div { display: grid; grid-template-columns: minmax(7rem, 11rem) minmax(0, 1fr) auto; gap: var(--_1) var(--_4); align-items: baseline; padding-block: .625rem; border-block-end: 1px solid var(--_line); }
.facts.tight > div { padding-block: .4375rem; font-size: var(--_size-s); }
.facts dt { color: var(--_muted); }
.facts dd { overflow-wrap: anywhere; }
@container (max-width: 26rem) {
  .facts > div { grid-template-columns: minmax(0, 1fr) auto; }
  .facts dd:not(.ch) { grid-column: 1; grid-row: 2; }
}
.banner { --_cut: var(--_warn-soft); display: flex; gap: var(--_2); align-items: flex-start; padding: var(--_2) var(--_4); background: var(--_warn-soft); border-block-end: 1px solid color-mix(in oklab, var(--_warn) 30%, transparent); font-size: var(--_size-s); }
.banner .icon { margin-block-start: .2em; color: var(--_warn); }
@media (forced-colors: active) { .chip { border-color: currentColor; } }
`;
