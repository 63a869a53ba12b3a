import { css } from 'lit';

export const styles = css`
:host { display: contents; }
.codeinput { inline-size: 11rem; min-block-size: 3.25rem; font-family: var(--_mono); font-size: 1.5rem; font-variant-numeric: tabular-nums; letter-spacing: .2em; direction: ltr; }
.codeinput.long { inline-size: 100%; font-size: 1.25rem; letter-spacing: .1em; }
.ltr { direction: ltr; }
.to { white-space: nowrap; direction: ltr; }
/* A long name of a provider pushes *Cancel* below the way on, not above it. */
.dfoot { flex-wrap: wrap-reverse; }
.meta { display: grid; gap: var(--_1); font-size: var(--_size-s); }
.meta > div { display: grid; grid-template-columns: 5.5rem minmax(0, 1fr); align-items: baseline; }
.meta dt { color: var(--_muted); }
.signin { display: grid; justify-items: center; gap: var(--_4); padding-block: var(--_4); text-align: center; }
.signin > .icon { inline-size: 2.75rem; block-size: 2.75rem; color: var(--_accent); stroke-width: 1; }
@container (max-width: 14rem) { .codeinput { padding-inline: .25rem; font-size: 1.25rem; letter-spacing: .1em; } .to { white-space: normal; } .meta > div { grid-template-columns: minmax(0, 1fr); } }
.signin h3 { font-size: inherit; }
`;
