import type { RekeyWizard } from '../../src/elements/rekey-wizard/rekey-wizard.js';

type Layout = RekeyWizard['layout'];

const KEPT = 'portal-layout';

/** How the wizard is laid out in this tab. */
export const keptLayout = (): Layout => (sessionStorage.getItem(KEPT) === 'compact' ? 'compact' : 'classic');

export const keepLayout = (layout: Layout): void => sessionStorage.setItem(KEPT, layout);
