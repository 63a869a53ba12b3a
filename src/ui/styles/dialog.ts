import { css } from 'lit';

/** A native dialog; it is a container of its own, since it stands in the top layer. */
export const dialogs = css`
:host {
  --_raised: var(--rekey-color-surface-raised, light-dark(#fff, #1e252d));
  --_backdrop: var(--rekey-color-backdrop, light-dark(rgb(16 24 32 / .45), rgb(0 0 0 / .6)));
  --_shadow: var(--rekey-shadow, 0 1px 2px rgb(16 24 32 / .08), 0 12px 32px rgb(16 24 32 / .16));
}
dialog { --_cut: var(--_raised); container-type: inline-size; flex-direction: column; inline-size: min(27rem, 100vw - 2rem); max-block-size: calc(100dvh - 2rem); padding: 0; border: 1px solid var(--_line); border-radius: var(--_r-l); background: var(--_raised); color: var(--_text); box-shadow: var(--_shadow); text-align: start; overflow: auto; }
dialog[open] { display: flex; }
dialog.wide { inline-size: min(40rem, 100vw - 2rem); }
dialog::backdrop { background: var(--_backdrop, rgb(16 24 32 / .45)); }
dialog p { text-wrap: pretty; }
.dhead { display: grid; gap: var(--_1); padding: var(--_5) var(--_5) 0; }
.dhead h2 { font-size: calc(var(--_size) * 1.3333); }
.dbody { flex: 1; display: grid; grid-template-columns: minmax(0, 1fr); gap: var(--_4); align-content: start; padding: var(--_4) var(--_5) var(--_5); }
.dfoot { display: flex; flex-wrap: wrap; align-items: center; justify-content: flex-end; gap: var(--_3); padding: var(--_4) var(--_5); border-block-start: 1px solid var(--_line); }
dialog .button:not(.primary, .quiet, .only) { background: var(--_raised); }
@container (max-width: 22rem) {
  .dhead, .dbody, .dfoot { padding-inline: var(--_4); }
}
@container (max-width: 14rem) { form { --_3: .375rem; --_4: .5rem; --_5: .625rem; hyphens: auto; } }
`;
