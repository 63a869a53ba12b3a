import { css } from 'lit';

/**
 * The tokens. Each `--rekey-*` may be set by the host on the element or on anything above it; inside, the styles read the
 * private `--_*` name, which carries the default. Those of dialogs and tables stand with the styles of these. Colours are pairs that follow the nearest `color-scheme`. Documented in
 * `themes/default.css`.
 */
export const tokens = css`
:host {
  --_surface: var(--rekey-color-surface, light-dark(#fff, #14191f));
  --_sunken: var(--rekey-color-surface-sunken, light-dark(#f5f7f8, #1a2128));
  --_text: var(--rekey-color-text, light-dark(#17212b, #e6ebf0));
  --_muted: var(--rekey-color-text-muted, light-dark(#55616e, #a3afbb));
  --_line: var(--rekey-color-border, light-dark(#dbe1e6, #323c46));
  --_edge: var(--rekey-color-border-strong, light-dark(#7b8793, #7d8995));
  --_accent: var(--rekey-color-accent, light-dark(#0b5cab, #7cb8f5));
  --_on-accent: var(--rekey-color-on-accent, light-dark(#fff, #0b1b2b));
  --_accent-soft: var(--rekey-color-accent-soft, light-dark(#eaf2fa, #16293b));
  --_ok: var(--rekey-color-ok, light-dark(#1a6b3c, #74cf97));
  --_ok-soft: var(--rekey-color-ok-soft, light-dark(#e8f4ec, #14291d));
  --_warn: var(--rekey-color-warn, light-dark(#7d4e00, #e8b75a));
  --_warn-soft: var(--rekey-color-warn-soft, light-dark(#fdf3de, #2e2410));
  --_bad: var(--rekey-color-bad, light-dark(#b3261e, #ff9c92));
  --_bad-soft: var(--rekey-color-bad-soft, light-dark(#fcecea, #3a1a18));
  --_focus: var(--rekey-focus-color, light-dark(#0b5cab, #a8d2ff));
  --_focus-width: var(--rekey-focus-width, 3px);
  --_focus-offset: var(--rekey-focus-offset, 2px);
  --_1: var(--rekey-space-1, .25rem);
  --_2: var(--rekey-space-2, .5rem);
  --_3: var(--rekey-space-3, .75rem);
  --_4: var(--rekey-space-4, 1rem);
  --_5: var(--rekey-space-5, 1.5rem);
  --_6: var(--rekey-space-6, 2rem);
  --_r-s: var(--rekey-radius-s, 4px);
  --_r-m: var(--rekey-radius-m, 6px);
  --_r-l: var(--rekey-radius-l, 10px);
  --_font: var(--rekey-font, inherit);
  --_mono: var(--rekey-font-mono, ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, monospace);
  --_size: var(--rekey-font-size, .9375rem);
  --_size-s: var(--rekey-font-size-s, calc(var(--_size) * .8667));
  --_size-l: var(--rekey-font-size-l, calc(var(--_size) * 1.1333));
  --_size-xl: var(--rekey-font-size-xl, calc(var(--_size) * 1.6));
  --_leading: var(--rekey-line-height, 1.5);
  --_control: var(--rekey-control-height, 2.5rem);
  --_time: var(--rekey-duration, 140ms);
  --_ease: var(--rekey-easing, cubic-bezier(.2, 0, 0, 1));
  --_tone: var(--_muted);
  --_tone-soft: var(--_sunken);
}
@media (prefers-reduced-motion: reduce) { :host { --_time: 0ms; } }
`;
