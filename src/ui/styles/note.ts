import { css } from 'lit';
import { firstNotes } from './first-note.js';

/** Tags, and what stands at the end of a fact. */
export const moreNotes = css`
.tag { display: inline-block; padding: 0 .375rem; border: 1px solid var(--_line); border-radius: var(--_r-s); font-size: .75rem; font-weight: 400; line-height: 1.125rem; color: var(--_muted); vertical-align: .08em; }
.tag.accent { border-color: color-mix(in oklab, var(--_accent) 40%, transparent); color: var(--_accent); }
.facts .ch { justify-self: end; }
@container (max-width: 14rem) { .facts > div { grid-template-columns: minmax(0, 1fr); } .facts .ch { justify-self: start; } }
`;

/** Notes, statuses, tags, facts. */
export const notes = css`${firstNotes}${moreNotes}`;
