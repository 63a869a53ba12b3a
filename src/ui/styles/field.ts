import { css } from 'lit';

/** Fields, check boxes, radios, the error summary. */
export const fields = css`
.field { display: grid; grid-template-columns: minmax(0, 1fr); gap: var(--_2); align-content: start; justify-items: start; min-inline-size: 0; }
.field > * { max-inline-size: 100%; }
.label { font-weight: 600; }
.label .opt { font-weight: 400; font-size: var(--_size-s); color: var(--_muted); }
.hint { max-inline-size: 74ch; color: var(--_muted); font-size: var(--_size-s); text-wrap: pretty; }
.label + .hint { margin-block-start: calc(-1 * var(--_1)); }
.input { inline-size: 100%; min-block-size: var(--_control); padding: .375rem var(--_3); border: 1px solid var(--_edge); border-radius: var(--_r-m); background: var(--_surface); color: var(--_text); font: inherit; }
.input.mono { font-family: var(--_mono); direction: ltr; }
.input.m { inline-size: min(100%, 26rem); }
.input.s { inline-size: min(100%, 12rem); }
textarea.input { display: block; line-height: 1.5; resize: vertical; }
.input::placeholder { color: var(--_muted); opacity: 1; }
.input[aria-invalid="true"] { border: 2px solid var(--_bad); padding: calc(.375rem - 1px) calc(var(--_3) - 1px); }
.input[readonly], .input:disabled { border-color: var(--_line); background: var(--_sunken); color: var(--_text); -webkit-text-fill-color: currentColor; opacity: 1; cursor: default; }
select.input { inline-size: auto; cursor: pointer; }
.error { display: flex; gap: var(--_2); align-items: flex-start; color: var(--_bad); font-size: var(--_size-s); font-weight: 600; }
.error .icon { margin-block-start: .2em; }
.inputrow { display: flex; flex-wrap: wrap; gap: var(--_2); inline-size: 100%; }
.inputrow .input { flex: 1 1 14rem; inline-size: auto; min-inline-size: 0; max-inline-size: 26rem; }
.check { display: grid; grid-template-columns: 1.25rem minmax(0, 1fr); column-gap: var(--_3); align-items: start; }
.check > label { padding-block: .0625rem; font-weight: 600; }
.check > :is(.hint, .error) { grid-column: 2; }
:is(input[type="checkbox"], input[type="radio"]) { appearance: none; flex: none; display: grid; place-items: center; inline-size: 1.25rem; block-size: 1.25rem; margin: .125rem 0 0; border: 1px solid var(--_edge); background: var(--_surface); cursor: pointer; }
input[type="checkbox"] { border-radius: var(--_r-s); }
input[type="radio"] { border-radius: 50%; }
:is(input[type="checkbox"], input[type="radio"]):is(:checked, :indeterminate:not([type="radio"])) { border-color: var(--_accent); background: var(--_accent); }
input[type="radio"]:checked::after { content: ""; inline-size: .5rem; block-size: .5rem; border-radius: 50%; background: var(--_on-accent); }
input[type="checkbox"]:checked::after { content: ""; inline-size: .6875rem; block-size: .375rem; border: solid var(--_on-accent); border-width: 0 0 2px 2px; transform: translateY(-1px) rotate(-45deg); }
input[type="checkbox"]:indeterminate::after { content: ""; inline-size: .625rem; block-size: 0; border: 0; border-block-start: 2px solid var(--_on-accent); transform: none; }
.summary { display: grid; gap: var(--_2); padding: var(--_4); border: 2px solid var(--_bad); border-radius: var(--_r-m); }
.summary:focus { outline: var(--_focus-width) solid var(--_focus); outline-offset: var(--_focus-offset); }
.summary a { color: var(--_bad); font-weight: 600; }
@media (forced-colors: active) {
  :is(input[type="checkbox"], input[type="radio"]):is(:checked, :indeterminate:not([type="radio"])) { forced-color-adjust: none; border-color: Highlight; background: Highlight; --_on-accent: HighlightText; }
}
`;
