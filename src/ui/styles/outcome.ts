import { css } from 'lit';

/** The head of a place where a flow comes to rest, and the quoted words of someone else. */
export const outcomes = css`
.outcome { display: grid; grid-template-columns: 2.5rem minmax(0, 1fr); column-gap: var(--_4); align-items: start; }
.outcome .badge { --_cut: var(--_tone-soft); display: grid; place-items: center; inline-size: 2.5rem; block-size: 2.5rem; border-radius: 50%; background: var(--_tone-soft); color: var(--_tone); }
.outcome .badge .icon { inline-size: 1.375rem; block-size: 1.375rem; stroke-width: 1.3; }
.outcome .txt { display: grid; gap: var(--_2); min-inline-size: 0; padding-block-start: .25rem; }
.outcome .txt p { max-inline-size: 66ch; text-wrap: pretty; }
.quote { border: 1px solid var(--_line); border-radius: var(--_r-m); background: var(--_surface); }
.quote .from { padding: .375rem var(--_4); border-block-end: 1px solid var(--_line); font-size: var(--_size-s); color: var(--_muted); }
.quote .msg { padding: var(--_3) var(--_4); white-space: pre-line; overflow-wrap: anywhere; }
@container (max-width: 26rem) { .outcome { grid-template-columns: 1fr; row-gap: var(--_3); } }
@media (forced-colors: active) { .outcome .badge { border: 1px solid; } }
`;
