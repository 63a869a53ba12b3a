import type { CertificateSummary, RefusalReason } from '../../src/core/domain.js';
import { el, field, table, type Column } from '../portal/dom.js';
import { certificateStatus, date, keyName, mono } from '../portal/format.js';
import { menuButton } from '../portal/menu-button.js';
import { loaded, type PageDefinition, type Visit } from '../portal/page.js';

const WHY: Readonly<Record<RefusalReason, string>> = {
  expired: 'The certificate has expired.',
  revoked: 'The certificate is revoked.',
  'policy-off': 'The policy does not allow it.',
  'renew-only': 'The policy allows a renewal only.',
  'request-open': 'Somebody else has a request open.',
  'not-yours': 'It is not your certificate.',
};

/** The person's certificates; operators and administrators see everybody's. */
export const certificatesPage: PageDefinition = {
  path: 'certificates',
  title: 'Certificates',
  menu: { group: 'Requests', label: 'Certificates' },
  render: (visit) => {
    const search = el('input', { type: 'search', autocomplete: 'off' });
    const { region, reload } = loaded(visit, () => load(visit, search.value.trim()), (page) => (page.items.length === 0
      ? el('p', {}, search.value.trim() === '' ? 'There are no certificates.' : 'No certificate matches.')
      : el('div', {},
        table('Certificates', columns(visit), page.items),
        page.next !== undefined && el('p', { class: 'hint' }, `The first ${page.items.length} are shown. Search to narrow them down.`))));
    visit.signal.addEventListener('abort', visit.adapter.watchRequests?.({}, reload) ?? (() => undefined));
    const form = el('form', { class: 'bar', role: 'search' }, field('Name, subject or serial number', search), el('button', { type: 'submit' }, 'Search'));
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      reload();
    });
    return el('div', {}, form, region);
  },
};

function load({ adapter, signal }: Visit, search: string): ReturnType<Visit['adapter']['listCertificates']> {
  return adapter.listCertificates({ limit: 100, ...(search !== '' && { search }) }, { signal });
}

function columns(visit: Visit): readonly Column<CertificateSummary>[] {
  const staff = visit.account.role !== 'user';
  const owner: Column<CertificateSummary> = {
    head: 'Owner',
    cell: ({ owner: { name, citizenId } }) => el('span', {}, name, citizenId !== undefined && el('span', { class: 'sub' }, citizenId)),
  };
  return [
    { head: 'Certificate', rowHead: true, cell: ({ name, subject }) => el('span', {}, name, el('span', { class: 'sub mono', dir: 'ltr' }, subject === '' ? '(empty subject)' : subject)) },
    { head: 'Request no.', cell: ({ requestNumber }) => el('span', { class: 'plain' }, requestNumber) },
    { head: 'Serial number', cell: ({ serialNumber }) => mono(serialNumber) },
    ...(staff ? [owner] : []),
    { head: 'Key', cell: ({ key }) => el('span', { class: 'plain' }, keyName(key)) },
    { head: 'Valid until', cell: ({ notAfter }) => date(notAfter) },
    { head: 'Status', cell: ({ status }) => certificateStatus(status) },
    { head: 'Actions', cell: (certificate) => moreActions(visit, certificate) },
  ];
}

function moreActions(visit: Visit, { id, name, requestNumber }: CertificateSummary): HTMLElement {
  return menuButton('More Actions', `${name}, ${requestNumber}`, [
    { label: 'Rekey Certificate', run: () => visit.go(`rekey/${encodeURIComponent(id)}`) },
    { label: 'View Request', run: () => visit.go(`certificate/${encodeURIComponent(id)}`) },
  ], (menu) => {
    // An answer that does not come leaves the action on: the wizard asks again and says what it was told.
    void visit.adapter.getRekeyPolicy(id, { signal: visit.signal }).then(({ refusal }) => {
      if (refusal !== undefined && refusal.reason !== 'request-open') menu.disable('Rekey Certificate', WHY[refusal.reason]);
    }, () => undefined);
  });
}
