import { css } from 'lit';

/** Where a flow rests: files and what changed side by side, tasks, the ways to use a key. */
export const endStyles = css`
.two { display: grid; gap: var(--_5); align-items: start; }
.two > * { min-inline-size: 0; }
.two .diff .f { inline-size: 6rem; }
.export { display: grid; gap: var(--_4); padding: var(--_4); border: 1px solid var(--_line); border-radius: var(--_r-m); background: var(--_sunken); --_cut: var(--_sunken); }
.export .drop { background: var(--_surface); }
.tasks { display: grid; gap: var(--_4); }
.checked > summary { display: inline-flex; gap: var(--_2); align-items: center; min-block-size: 1.5rem; cursor: pointer; list-style: none; color: var(--_muted); }
.checked > summary::-webkit-details-marker { display: none; }
.checked[open] > summary > .icon { transform: rotate(.5turn); }
.facts .ch .button { min-block-size: 1.5rem; margin-block: -.25rem; }
.checked[open] > summary { margin-block-end: var(--_2); }
.foot-ref { min-inline-size: 0; }
/* In a row of the table there is room around it; stacked, it needs its own (WCAG 2.5.8). */
@container (min-width: 30.01rem) { .diff .fp summary { min-block-size: 0; } }
@container (min-width: 54rem) {
  .two { grid-template-columns: minmax(0, 1.25fr) minmax(0, 1fr); }
}
@container (max-width: 30rem) {
  .files .btns { flex-wrap: wrap; margin-inline-start: calc(-1 * var(--_2)); }
  .files .btns .button:not(.quiet) { margin-inline-start: var(--_2); }
}
`;
