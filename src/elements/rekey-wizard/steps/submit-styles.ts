import { css } from 'lit';

/** The review, and the place behind the dialog of the second factor. */
export const submitStyles = css`
.review textarea.input { min-block-size: 4.5rem; }
.review .facts .ch .link { min-block-size: 0; }
caa-verifier { min-inline-size: 0; }
/* In a row of the table there is room around it; stacked, it needs its own (WCAG 2.5.8). */
@container (min-width: 30.01rem) { .review .diff .fp summary { min-block-size: 0; } }
`;
