import { css } from 'lit';

/** Check boxes, radios, their hints and errors, the error summary: what a form without text fields needs. */
export const toggles = css`
.hint { max-inline-size: 74ch; color: var(--_muted); font-size: var(--_size-s); text-wrap: pretty; }
.error { display: flex; gap: var(--_2); align-items: flex-start; color: var(--_bad); font-size: var(--_size-s); font-weight: 600; }
.error .icon { margin-block-start: .2em; }
.check { display: grid; grid-template-columns: 1.25rem minmax(0, 1fr); column-gap: var(--_3); align-items: start; }
.check > label { padding-block: .0625rem; font-weight: 600; }
.check > :is(.hint, .error) { grid-column: 2; }
:is(input[type="checkbox"], input[type="radio"]) { appearance: none; flex: none; display: grid; place-items: center; inline-size: 1.25rem; block-size: 1.25rem; margin: .125rem 0 0; border: 1px solid var(--_edge); background: var(--_surface); cursor: pointer; }
input[type="checkbox"] { border-radius: var(--_r-s); }
input[type="radio"] { border-radius: 50%; }
:is(input[type="checkbox"], input[type="radio"]):is(:checked, :indeterminate:not([type="radio"])) { border-color: var(--_accent); background: var(--_accent); }
input[type="radio"]:checked::after { content: ""; inline-size: .5rem; block-size: .5rem; border-radius: 50%; background: var(--_on-accent); }
input[type="checkbox"]:checked::after { content: ""; inline-size: .6875rem; block-size: .375rem; border: solid var(--_on-accent); border-width: 0 0 2px 2px; transform: translateY(-1px) rotate(-45deg); }
.summary { display: grid; gap: var(--_2); padding: var(--_4); border: 2px solid var(--_bad); border-radius: var(--_r-m); }
.summary:focus { outline: var(--_focus-width) solid var(--_focus); outline-offset: var(--_focus-offset); }
.summary a { color: var(--_bad); font-weight: 600; }
@media (forced-colors: active) {
  :is(input[type="checkbox"], input[type="radio"]):is(:checked, :indeterminate:not([type="radio"])) { forced-color-adjust: none; border-color: Highlight; background: Highlight; --_on-accent: HighlightText; }
}
`;
