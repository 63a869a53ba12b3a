import type { Artefact, CaaReport, CaaVerdict, Certificate, RekeyRequest } from '../../src/core/domain.js';
import { el, facts, hidden, table } from '../portal/dom.js';
import { download, fileName } from '../portal/files.js';
import { certificateStatus, date, dateTime, fingerprint, keyName, mono, reason, requestStatus } from '../portal/format.js';
import { loaded, problem, type PageDefinition, type Visit } from '../portal/page.js';

interface Shown { readonly certificate: Certificate; readonly requests: readonly RekeyRequest[] }

/** `#/certificate/<certificateId>`: the request that a certificate came from, with everything that was made against it. */
export const certificateRequestPage: PageDefinition = {
  path: 'certificate',
  title: 'View Request',
  parent: 'certificates',
  render: (visit) => view(visit, async (id) => id),
};

/** `#/request/<requestId>`: the same, found by the number of a rekey request. */
export const rekeyRequestPage: PageDefinition = {
  path: 'request',
  title: 'View Request',
  parent: 'requests',
  render: (visit) => view(visit, async (id) => (await visit.adapter.getRequest(id, { signal: visit.signal })).certificateId),
};

function view(visit: Visit, certificateOf: (id: string) => Promise<string>): HTMLElement {
  const [id] = visit.params;
  if (id === undefined) return problem({ code: 'not-found' });
  const { region, reload } = loaded(visit, async () => load(visit, await certificateOf(id)), (shown) => render(visit, shown));
  visit.signal.addEventListener('abort', visit.adapter.watchRequests?.({}, reload) ?? (() => undefined));
  return region;
}

async function load({ adapter, signal }: Visit, certificateId: string): Promise<Shown> {
  const certificate = await adapter.getCertificate(certificateId, { signal });
  const ids = new Set(certificate.artefacts.flatMap(({ rekeyRequestId }) => rekeyRequestId ?? []));
  if (certificate.openRequestId !== undefined) ids.add(certificate.openRequestId);
  const requests = await Promise.all([...ids].map((id) => adapter.getRequest(id, { signal })));
  return { certificate, requests: requests.sort((a, b) => a.createdAt.localeCompare(b.createdAt)) };
}

function render(visit: Visit, { certificate, requests }: Shown): HTMLElement {
  const original = certificate.artefacts.filter(({ rekeyRequestId }) => rekeyRequestId === undefined);
  return el('div', {},
    facts([
      ['Request number', mono(certificate.requestNumber)],
      ['Certificate', certificate.name],
      ['Subject', certificate.subject === '' ? '(empty)' : mono(certificate.subject)],
      ['Owner', certificate.owner.citizenId === undefined ? certificate.owner.name : `${certificate.owner.name} (${certificate.owner.citizenId})`],
      ['Profile', certificate.profile.name],
      ['Status', certificateStatus(certificate.status)],
    ]),
    el('section', { class: 'card', 'aria-labelledby': 'original' },
      el('h2', { id: 'original' }, 'Original request'),
      artefacts('What the original request made', certificate.name, original)),
    ...requests.map((request) => rekey(visit, certificate, request)));
}

function rekey(visit: Visit, certificate: Certificate, request: RekeyRequest): HTMLElement {
  const id = `request-${request.id}`;
  const made = certificate.artefacts.filter(({ rekeyRequestId }) => rekeyRequestId === request.id);
  const wizard = `#/rekey/${encodeURIComponent(request.certificateId)}/${encodeURIComponent(request.id)}`;
  const own = visit.account.personId === request.requestedBy.id;
  return el('section', { class: 'card', 'aria-labelledby': id },
    el('h2', { id }, `Rekey request ${request.number}`),
    facts([
      ['Status', requestStatus(request.status)],
      ['Request by', request.requestedBy.citizenId === undefined ? request.requestedBy.name : `${request.requestedBy.name} (${request.requestedBy.citizenId})`],
      ['Requested on', dateTime(request.createdAt)],
      ['Reason', reason(request.reason)],
      ['Decided by', request.decidedBy?.name],
      ['Remarks', request.remarks],
    ]),
    own && el('p', {}, el('a', { href: wizard }, request.status === 'issued' ? 'Open the result' : 'Open this request')),
    artefacts(`What rekey request ${request.number} made`, certificate.name, made.filter(({ kind }) => kind === 'certificate' || kind === 'csr')),
    el('h3', {}, 'Agreement'),
    facts([
      ['Accepted on', dateTime(request.agreement.acceptedAt)],
      ['Version', `${request.agreement.version} (${request.agreement.language})`],
      ['SHA-256 of the text', fingerprint(request.agreement.sha256)],
    ]),
    request.caa !== undefined && caaReport(request.caa));
}

const VERDICTS: Readonly<Record<CaaVerdict, string>> = {
  permitted: 'Permitted', forbidden: 'Forbidden', indeterminate: 'Could not tell', 'not-applicable': 'Not applicable',
  'likely-permitted': 'Likely permitted', 'likely-forbidden': 'Likely forbidden',
};

function caaReport(report: CaaReport): HTMLElement {
  return el('div', {},
    el('h3', {}, 'CAA report'),
    el('p', { class: 'hint' }, 'Checked on ', dateTime(report.checkedAt), `, for the issuer ${report.issuers.join(', ')}`),
    table('CAA report', [
      { head: 'Name', rowHead: true, cell: ({ name }) => mono(name) },
      { head: 'Verdict', cell: ({ verdict }) => VERDICTS[verdict] },
      { head: 'Why', cell: ({ reason: why }) => mono(why) },
      { head: 'Record stands at', cell: ({ relevantOwner }) => (relevantOwner === undefined ? 'none' : mono(relevantOwner)) },
    ], report.names));
}

function artefacts(caption: string, name: string, rows: readonly Artefact[]): HTMLElement {
  if (rows.length === 0) return el('p', { class: 'hint' }, 'Nothing yet.');
  return table(caption, [
    { head: 'Artefact', rowHead: true, cell: ({ kind }) => (kind === 'csr' ? 'Certificate signing request' : 'Certificate') },
    { head: 'Made on', cell: ({ createdAt }) => dateTime(createdAt) },
    { head: 'Serial number', cell: ({ serialNumber }) => (serialNumber === undefined ? '' : mono(serialNumber)) },
    { head: 'Key', cell: ({ key }) => (key === undefined ? '' : el('span', {}, keyName(key), el('span', { class: 'sub' }, fingerprint(key.spkiSha256)))) },
    { head: 'Valid until', cell: ({ notAfter }) => (notAfter === undefined ? '' : date(notAfter)) },
    { head: 'Status', cell: ({ status }) => (status === undefined ? '' : certificateStatus(status)) },
    { head: 'PEM', cell: (artefact) => pemButton(name, artefact) },
  ], rows);
}

function pemButton(name: string, { kind, pem, serialNumber }: Artefact): HTMLElement | string {
  if (pem === undefined) return '';
  const suffix = kind === 'csr' ? '.csr.pem' : `${serialNumber === undefined ? '' : `.${serialNumber.slice(0, 12)}`}.pem`;
  return el('button', { type: 'button', onclick: () => download(fileName(name, suffix), pem) },
    'Download', hidden(` ${kind === 'csr' ? 'signing request' : `certificate ${serialNumber ?? ''}`} as PEM`));
}
