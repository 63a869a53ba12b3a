import type { PageDefinition } from '../portal/page.js';

/** All rekey requests for who decides them; for everyone else, their own. */
export const rekeyRequestsPage: PageDefinition = {
  path: 'requests',
  title: 'Rekey Requests',
  menu: { group: 'Requests', label: 'Rekey Requests' },
  render: ({ adapter, account }) => {
    const list = Object.assign(document.createElement('rekey-request-list'), { adapter });
    list.setAttribute('role-mode', account.role);
    return list;
  },
};
