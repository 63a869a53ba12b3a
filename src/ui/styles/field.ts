import { css } from 'lit';
import { toggles } from './toggle.js';

/** Text fields, beside what `toggles` has. */
export const inputs = css`
input[type="checkbox"]:indeterminate::after { content: ""; inline-size: .625rem; block-size: 0; border: 0; border-block-start: 2px solid var(--_on-accent); transform: none; }
.field { display: grid; grid-template-columns: minmax(0, 1fr); gap: var(--_2); align-content: start; justify-items: start; min-inline-size: 0; }
.field > * { max-inline-size: 100%; }
.label { font-weight: 600; }
.labelled { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 var(--_2); }
.opt { font-weight: 400; font-size: var(--_size-s); color: var(--_muted); }
.labelled + .hint { margin-block-start: calc(-1 * var(--_1)); }
.input { inline-size: 100%; min-block-size: var(--_control); padding: .375rem var(--_3); border: 1px solid var(--_edge); border-radius: var(--_r-m); background: var(--_surface); color: var(--_text); font: inherit; }
.input.mono { font-family: var(--_mono); direction: ltr; }
.input.m { inline-size: min(100%, 26rem); }
.input.s { inline-size: min(100%, 12rem); }
textarea.input { display: block; line-height: 1.5; resize: vertical; }
.input::placeholder { color: var(--_muted); opacity: 1; }
.input[aria-invalid="true"] { border: 2px solid var(--_bad); padding: calc(.375rem - 1px) calc(var(--_3) - 1px); }
.input[readonly], .input:disabled { border-color: var(--_line); background: var(--_sunken); color: var(--_text); -webkit-text-fill-color: currentColor; opacity: 1; cursor: default; }
select.input { inline-size: auto; cursor: pointer; }
.inputrow { display: flex; flex-wrap: wrap; gap: var(--_2); inline-size: 100%; }
.inputrow .input { flex: 1 1 14rem; inline-size: auto; min-inline-size: 0; max-inline-size: 26rem; }
`;

/** Fields, check boxes, radios, the error summary. */
export const fields = css`${toggles}${inputs}`;
