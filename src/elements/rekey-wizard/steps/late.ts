import { learn } from '../../../lit/localize.js';
import { later } from '../../../locales/en-wizard.js';
import { moreIcons } from '../../../ui/icons-more.js';
import { addIcons } from '../../../ui/icons.js';
import { moreButtons } from '../../../ui/styles/button.js';
import { picks } from '../../../ui/styles/choice.js';
import { inputs } from '../../../ui/styles/field.js';
import { moreNotes } from '../../../ui/styles/note.js';
import { partStyles } from '../../../ui/styles/parts.js';

/** What every screen from the key on needs beside the first ones: words, icons, and these styles. */
export const lateStyles = [inputs, picks, partStyles, moreButtons, moreNotes];

export function prepareLate(): void {
  learn(later);
  addIcons(moreIcons);
}

export { toldOf } from './late-events.js';
export { shared } from '../shared.js';
