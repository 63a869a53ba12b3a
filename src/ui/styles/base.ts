import { css } from 'lit';

/**
 * Type, links, focus, small layout, tones. Every element has it. A container for queries has no width of its own: 36rem are what
 * it asks for where the place is as wide as its content, in a table cell or a row of flex items.
 */
export const base = css`
:host { display: block; container-type: inline-size; contain-intrinsic-inline-size: min(36rem, 80vw); min-inline-size: 0; background: var(--_surface); font-family: var(--_font); font-size: var(--_size); font-weight: 400; line-height: var(--_leading); color: var(--_text); text-align: start; overflow-wrap: break-word; -webkit-text-size-adjust: none; text-size-adjust: none; }
:host([hidden]), [hidden] { display: none !important; }
*, ::before, ::after { box-sizing: border-box; }
:where(h2, h3, h4, p, ul, ol, dl, dd, figure, fieldset, pre) { margin: 0; padding: 0; border: 0; min-inline-size: 0; }
:where(ul, ol) { list-style: none; }
h2 { font-size: var(--_size-xl); line-height: 1.25; font-weight: 600; letter-spacing: -.012em; text-wrap: balance; }
h3 { font-size: var(--_size-l); line-height: 1.35; font-weight: 600; }
h4 { font-size: var(--_size); line-height: 1.4; font-weight: 600; }
b, strong, .strong { font-weight: 600; }
a, .link { color: var(--_accent); text-decoration: underline 1px; text-underline-offset: .18em; }
a:hover, .link:hover { text-decoration-thickness: 2px; }
.link { min-block-size: 1.5rem; padding: 0; border: 0; border-radius: var(--_r-s); background: none; font: inherit; text-align: start; cursor: pointer; }
:focus-visible { outline: var(--_focus-width) solid var(--_focus); outline-offset: var(--_focus-offset); }
[tabindex="-1"]:not(.summary):focus { outline: none; }
code, .mono { font-family: var(--_mono); font-size: .9em; font-variant-ligatures: none; font-feature-settings: "calt" 0; direction: ltr; unicode-bidi: isolate; overflow-wrap: anywhere; }
.nums, time { font-variant-numeric: tabular-nums; }
.muted { color: var(--_muted); }
.small { font-size: var(--_size-s); }
.vh { position: absolute; inline-size: 1px; block-size: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.icon { inline-size: 1rem; block-size: 1rem; flex: none; fill: none; stroke: currentColor; stroke-width: 1.5; stroke-linecap: round; stroke-linejoin: round; }
.icon .full { fill: currentColor; stroke: none; }
.icon .cut { stroke: var(--_cut, var(--_surface)); }
.flip:dir(rtl) { transform: scaleX(-1); }
.icon.turn, .spin { animation: turn 1.1s linear infinite; transform-origin: center; }
.stack { display: grid; grid-template-columns: minmax(0, 1fr); gap: var(--_5); min-inline-size: 0; }
.stack.s { gap: var(--_3); }
.stack.xs { gap: var(--_1); }
.row { display: flex; flex-wrap: wrap; align-items: center; gap: var(--_3); }
.row.between { justify-content: space-between; }
.push { margin-inline-start: auto; }
.prose { max-inline-size: 68ch; text-wrap: pretty; }
[data-tone="ok"] { --_tone: var(--_ok); --_tone-soft: var(--_ok-soft); }
[data-tone="warn"] { --_tone: var(--_warn); --_tone-soft: var(--_warn-soft); }
[data-tone="bad"] { --_tone: var(--_bad); --_tone-soft: var(--_bad-soft); }
[data-tone="info"] { --_tone: var(--_accent); --_tone-soft: var(--_accent-soft); }
@keyframes turn { to { transform: rotate(1turn); } }
@media (prefers-reduced-motion: reduce) { .icon.turn, .spin { animation: none; } }
/* 320 px with 200 % text: the room is for words. */
@container (max-width: 14rem) { .frame { --_3: .375rem; --_4: .5rem; --_5: .625rem; hyphens: auto; } }
:lang(ar) { line-height: 1.7; letter-spacing: 0; }
`;
