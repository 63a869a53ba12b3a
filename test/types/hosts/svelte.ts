import type { SvelteHTMLElements } from 'svelte/elements';
import type { RaAdapter } from 'rekey-elements';
import type {} from 'rekey-elements/types/svelte.d.ts';

export const allowed = (adapter: RaAdapter): unknown[] => {
  const wizard: SvelteHTMLElements['rekey-wizard'] = {
    adapter, 'certificate-id': 'c', class: 'wizard', 'onrekey-complete': ({ detail }) => { detail.chain.at(0); },
  };
  const dialog: SvelteHTMLElements['second-factor-dialog'] = { 'onsecond-factor-accepted': ({ detail }) => { detail.method.trim(); } };
  return [wizard, dialog];
};
// @ts-expect-error no such layout
export const layout: SvelteHTMLElements['rekey-wizard'] = { layout: 'wide' };
// @ts-expect-error an adapter is no text
export const text: SvelteHTMLElements['caa-verifier'] = { adapter: '/ra' };
// @ts-expect-error the caa-verifier's event
export const event: SvelteHTMLElements['rekey-wizard'] = { 'oncaa-verified': () => undefined };
