import { css } from 'lit';

/** Numbered parts of one screen, beside what `steps` has. */
export const partStyles = css`
.parts { display: grid; }
.parts > li { position: relative; display: grid; grid-template-columns: 1.5rem minmax(0, 1fr); column-gap: var(--_3); padding-block-end: var(--_5); }
.parts > li:last-child { padding-block-end: 0; }
.parts > li:not(:last-child)::before { content: ""; position: absolute; inset-inline-start: .71875rem; inset-block: 1.625rem .125rem; inline-size: 1px; background: var(--_line); }
.parts .done > .dot { border-color: transparent; background: var(--_ok-soft); color: var(--_ok); }
.parts .part { display: grid; grid-template-columns: minmax(0, 1fr); gap: var(--_1); min-inline-size: 0; padding-block-start: .125rem; }
.parts > li:not(.now, .done) .part > :is(h3, h4, b) { color: var(--_muted); }
.part-title { font-size: var(--_size); line-height: 1.4; }
.parts .more { display: grid; grid-template-columns: minmax(0, 1fr); gap: var(--_4); padding-block-start: var(--_3); }
`;
