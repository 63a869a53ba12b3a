import { checkbox, el } from '../portal/dom.js';
import { savingForm } from '../portal/form.js';
import { loaded, type PageDefinition } from '../portal/page.js';

/** What holds for the whole RA. */
export const settingsPage: PageDefinition = {
  path: 'settings',
  title: 'Default Settings',
  menu: { group: 'Configurations', label: 'Default Settings' },
  roles: ['admin'],
  render: (visit) => {
    const { controls } = visit.ra;
    return loaded(visit, () => controls.getSettings(), ({ showCitizenId, vetting }) => savingForm('Default settings', [
      el('h2', {}, 'Request By'),
      checkbox('citizen', 'Show the citizen ID', showCitizenId, 'Below the name of who made a request or owns a certificate.'),
      el('h2', {}, 'Vetting'),
      checkbox('web', 'Vetting for the web portal', vetting.web, 'Requests from the web portal wait until an administrator approves or declines them.'),
      checkbox('admin', 'Vetting for the admin portal', vetting.admin, 'So do those that are made here.'),
    ], (data) => controls.setSettings({
      showCitizenId: data.has('citizen'),
      vetting: { web: data.has('web'), admin: data.has('admin') },
    }))).region;
  },
};
