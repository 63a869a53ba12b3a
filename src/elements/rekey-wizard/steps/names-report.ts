import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { Pem } from '../../../core/domain.js';
import type { Common } from '../../../core/flow-types.js';
import { errorInfo, toRekeyError } from '../../../core/errors.js';
import type { RekeyErrorInfo } from '../../../core/errors.js';
import type { CertificateReport, GeneralNameText } from '../../../core/keys.js';
import type { Naming } from '../../../core/request-tasks.js';
import type { RekeySession } from '../../../core/session.js';
import { errorNote } from '../../../ui/index.js';
import type { StepHost } from '../step.js';

type Reading = { readonly report: CertificateReport } | { readonly error: RekeyErrorInfo } | 'reading';

/** What was read stays read for as long as the session lives: the screens that show it do not blink when they are visited again. */
const readings = new WeakMap<RekeySession, Map<Pem, Reading>>();

/**
 * The display form of a certificate, or `undefined` while it is being read; the step is drawn again once it has been. Reading
 * needs the crypto code, which is loaded for it.
 */
export function readCertificate(host: StepHost, pem: Pem): CertificateReport | undefined {
  const reading = look(host, pem);
  return typeof reading === 'object' && 'report' in reading ? reading.report : undefined;
}

/** Draws a certificate once it has been read: until then the place for it, and *Try again* when that failed. */
export function showCertificate(host: StepHost, pem: Pem, draw: (report: CertificateReport) => TemplateResult): TemplateResult {
  const reading = look(host, pem);
  if (reading === 'reading') {
    return html`<div class="stack s" aria-busy="true"><span class="vh">${host.t.common.loading}</span>${[0, 1, 2].map(() => html`<span class="skeleton wide"></span>`)}</div>`;
  }
  if ('report' in reading) return draw(reading.report);
  return errorNote({
    info: reading.error, t: host.t, fmt: host.fmt, announce: (text) => host.announce(text),
    onRetry: () => {
      readings.get(host.session)?.delete(pem);
      host.requestUpdate();
    },
  });
}

function look(host: StepHost, pem: Pem): Reading {
  const { session } = host;
  let known = readings.get(session);
  if (known === undefined) readings.set(session, (known = new Map<Pem, Reading>()));
  const there = known.get(pem);
  if (there !== undefined) return there;
  const settle = (reading: Reading): void => {
    known.set(pem, reading);
    if (!host.signal.aborted) host.requestUpdate();
  };
  known.set(pem, 'reading');
  session.files().then((files) => files.naming()).then((naming) => naming.inspectCertificate(pem)).then(
    (report) => settle({ report }),
    (thrown: unknown) => settle({ error: errorInfo(toRekeyError(thrown, session.correlationId)) }),
  );
  return 'reading';
}

/** The alternative names of the certificate and of the attached CSR, and what checks those that are typed. */
export interface NamesRead {
  readonly certificate: readonly GeneralNameText[];
  readonly csr: readonly GeneralNameText[];
  readonly naming: Naming;
}

/** The requester may change the names of a CSR whose key is at hand. */
export function isEditable({ facts: { policy }, request }: Pick<Common, 'facts' | 'request'>): boolean {
  return policy.san.editable && request?.csr !== undefined && request.csr.source !== 'upload';
}

/** Whether the names of the CSR count, and not those of the certificate. */
export function takesCsr({ facts: { policy }, request }: Pick<Common, 'facts' | 'request'>): boolean {
  return policy.san.editable && request?.csr !== undefined && !(request.csr.source === 'upload' && policy.csrMismatch === 'ignore-csr');
}

const namings = new WeakMap<RekeySession, Map<string, Naming | 'reading'>>();

/** `undefined` while they are being read; the step is drawn again once they have been. */
export function readNames(host: StepHost, { facts, request }: Pick<Common, 'facts' | 'request'>): NamesRead | undefined {
  const certificate = readCertificate(host, facts.certificate.pem)?.names;
  const csr = request?.csr;
  const naming = namingOf(host, csr?.key.spkiSha256 ?? '');
  if (certificate === undefined || naming === undefined) return undefined;
  return { certificate, csr: csr === undefined ? certificate : naming.names(csr.pem), naming };
}

/** One for each key: it knows whether that key is open. */
function namingOf(host: StepHost, key: string): Naming | undefined {
  const { session } = host;
  let known = namings.get(session);
  if (known === undefined) namings.set(session, (known = new Map<string, Naming | 'reading'>()));
  const there = known.get(key);
  if (there !== undefined) return there === 'reading' ? undefined : there;
  const all = known.set(key, 'reading');
  session.files().then((files) => files.naming()).then((naming) => {
    all.set(key, naming);
    if (!host.signal.aborted) host.requestUpdate();
  // Read again with the certificate, whose own failure is shown.
  }, () => { all.delete(key); });
  return undefined;
}
