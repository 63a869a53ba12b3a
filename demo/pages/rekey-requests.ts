import { el } from '../portal/dom.js';
import type { PageDefinition } from '../portal/page.js';

/** All rekey requests for who decides them; for everyone else, their own, each opened where it can be gone on with. */
export const rekeyRequestsPage: PageDefinition = {
  path: 'requests',
  title: 'Rekey Requests',
  menu: { group: 'Requests', label: 'Rekey Requests' },
  render: ({ adapter, account, go }) => {
    const list = el('rekey-request-list', { 'role-mode': account.role });
    list.adapter = adapter;
    list.addEventListener('rekey-request-open', (event) => {
      if (account.role === 'admin') return;
      event.preventDefault();
      go(`request/${encodeURIComponent(event.detail.requestId)}`);
    });
    return list;
  },
};
