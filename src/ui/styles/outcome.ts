import { css } from 'lit';

/** The head of a place where a flow comes to rest. */
export const outcomes = css`
.outcome { display: grid; grid-template-columns: 2.5rem minmax(0, 1fr); column-gap: var(--_4); align-items: start; }
.outcome .badge { --_cut: var(--_tone-soft); display: grid; place-items: center; inline-size: 2.5rem; block-size: 2.5rem; border-radius: 50%; background: var(--_tone-soft); color: var(--_tone); }
.outcome .badge .icon { inline-size: 1.375rem; block-size: 1.375rem; stroke-width: 1.3; }
.outcome .txt { display: grid; gap: var(--_2); min-inline-size: 0; padding-block-start: .25rem; }
.outcome .txt p { max-inline-size: 66ch; text-wrap: pretty; }
@container (max-width: 26rem) { .outcome { grid-template-columns: 1fr; row-gap: var(--_3); } }
@media (forced-colors: active) { .outcome .badge { border: 1px solid; } }
`;
