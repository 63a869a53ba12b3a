/**
 * The kit: template functions, which take words and give Lit templates, and the styles they need. No text of its own, no state.
 *
 * | for | call | styles |
 * | --- | --- | --- |
 * | an action | `button` (primary, plain, quiet, danger; `busy`, `disabled` with `describedBy`), `linkButton`, `copyButton` | `buttons` |
 * | asking | `textField`, `field` (any control), `checkBox`, `choiceGroup` (framed radios that open), `pickGroup` (radios on a line), `errorSummary` (focus `#summary` when it appears) | `fields`, `choices` |
 * | a status | `chip` and `verdict` with a look of `looks`; `requestChip`, `certificateChip` | `notes` |
 * | saying | `note`, `errorNote` (code, reference, *Try again*), `outcome`, `quote`, `sandboxBanner`, `facts` | `notes`, `outcomes` |
 * | checks | `checkList`, `checkSummary` | `lists`, `notes` |
 * | old and new | `diffTable`, `ledger`, `fingerprint`, `shortHex`, `shortSerial` | `lists`, `steps`, `code` |
 * | files, text | `fileDrop`, `fileRows`, `codeBlock`, `progress` | `code`, `lists`, `fields` |
 * | a flow | `stepList` (in `.rail`), `stepBar`, `parts`; frame classes `.frame.railed > (.rail + .main > .stepbar, .head, .body, .foot)` | `steps` |
 * | a dialog | `dialog`, `openDialog` | `dialogs` |
 * | records | classes `.table`, `.mini`, `.blank`, `.skeleton` | `tables` |
 *
 * Every element takes `tokens` and `base` first. Tones are set by `data-tone`, which gives `--_tone` and `--_tone-soft` to
 * whatever is inside. The host is the size container, so `@container` in a style asks for the element's own width.
 */
export * from './button.js';
export * from './checks.js';
export * from './choice.js';
export * from './content.js';
export * from './copy.js';
export * from './dialog.js';
export * from './error-note.js';
export * from './field.js';
export * from './hex.js';
export * from './icons.js';
export { moreIcons } from './icons-more.js';
export * from './parts.js';
export * from './picks.js';
export * from './request-status.js';
export * from './status.js';
export * from './steps.js';
export { tokens } from './tokens.css.js';
export { base } from './styles/base.js';
export { buttons, moreButtons } from './styles/button.js';
export { choices, picks } from './styles/choice.js';
export { code } from './styles/code.js';
export { dialogs } from './styles/dialog.js';
export { fields, inputs } from './styles/field.js';
export { lists } from './styles/lists.js';
export { notes } from './styles/note.js';
export { partStyles } from './styles/parts.js';
export { outcomes } from './styles/outcome.js';
export { steps } from './styles/steps.js';
export { tables } from './styles/table.js';
