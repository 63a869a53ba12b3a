import { css } from 'lit';

/** The review, and the place behind the dialog of the second factor. */
export const submitStyles = css`
.review .diff .fp summary { min-block-size: 0; }
.review textarea.input { min-block-size: 4.5rem; }
.review .facts .ch .link { min-block-size: 0; }
caa-verifier { min-inline-size: 0; }
`;
