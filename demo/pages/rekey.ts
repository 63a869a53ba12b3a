import { zoneLookup, type CaaLookup } from '../../src/caa.js';
import type { RekeyWizard } from '../../src/elements/rekey-wizard/rekey-wizard.js';
import { cardOfThisTab } from '../portal/card.js';
import { directoryAccount } from '../portal/directory.js';
import { el } from '../portal/dom.js';
import { keptLayout } from '../portal/layout.js';
import { problem, type PageDefinition, type Visit } from '../portal/page.js';

/** `#/rekey/<certificateId>`, and `#/rekey/<certificateId>/<requestId>` for one that is gone on with. */
export const rekeyPage: PageDefinition = {
  path: 'rekey',
  title: 'Rekey Certificate',
  parent: 'certificates',
  render: ({ ra, account, adapter, inbox, go, params: [certificateId, requestId] }) => {
    if (certificateId === undefined) return problem({ code: 'not-found' });
    const wizard: RekeyWizard = el('rekey-wizard', { 'certificate-id': certificateId, 'request-id': requestId });
    wizard.adapter = adapter;
    wizard.layout = keptLayout();
    wizard.signer = cardOfThisTab().signer;
    wizard.resolvers = [portalResolver(ra)];
    wizard.requestHref = (id) => `#/request/${encodeURIComponent(id)}`;
    wizard.addEventListener('rekey-cancel', ({ detail }) => {
      // A request that is kept or was withdrawn has a screen of its own.
      if (detail.requestId === undefined) go('certificates');
    });
    // A code that was used is of no more interest, and lies over the page.
    wizard.addEventListener('rekey-step-change', () => inbox.hideNotification());
    // From now on the address names the request: a reload, or a link that was kept, comes back to it and begins no other.
    for (const name of ['rekey-submitted', 'rekey-pending', 'rekey-complete', 'rekey-declined'] as const) {
      wizard.addEventListener(name, ({ detail }) => {
        history.replaceState(history.state, '', `#/rekey/${encodeURIComponent(certificateId)}/${encodeURIComponent(detail.requestId)}`);
      });
    }
    wizard.addEventListener('rekey-done', () => go(`certificate/${encodeURIComponent(certificateId)}`));
    const hint = el('p', { class: 'hint', hidden: true });
    void passwordHint(ra, account, certificateId).then((text) => {
      hint.textContent = text;
      hint.hidden = text === '';
    }, () => undefined);
    return el('div', {}, hint, wizard);
  },
};

/** The portal's own resolver: here over the sandbox's zone, so that no name leaves the page. */
function portalResolver({ controls }: Visit['ra']): CaaLookup {
  const lookup: CaaLookup = async (owner, o) => zoneLookup(await controls.getZone())(owner, o);
  return Object.assign(lookup, { who: 'Portal resolver' });
}

/** The password that is about to be asked for: it arrives nowhere, and the dialog that asks lies over the menu. */
async function passwordHint(ra: Visit['ra'], { personId }: Visit['account'], certificateId: string): Promise<string> {
  const { secondFactor } = await ra.as(personId).getRekeyPolicy(certificateId);
  if (secondFactor.when === 'never' || !secondFactor.methods.includes('active-directory')) return '';
  const entry = await directoryAccount(ra, personId);
  return entry === undefined ? '' : `Sandbox: the directory's password for ${entry.account} is ${entry.password}`;
}
