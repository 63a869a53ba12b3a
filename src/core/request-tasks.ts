import type { KeyCheck, RaAdapter } from './adapter.js';
import type { Caller } from './calls.js';
import type { Check, IssuedCertificate, Pem, RekeyRequest } from './domain.js';
import { RekeyError, toRekeyError } from './errors.js';
import type { Effect, Facts, FlowState, Report } from './flow-types.js';
import type { CsrReport, IssuedReport, KeyPort, KeyScope } from './keys.js';
import type { SessionPorts } from './ports.js';
import type { Secrets } from './session.js';
import { tokenError, type Signer, type SignerProvider } from './signer.js';

export { transition } from './flow.js';
export { tokenError } from './signer.js';

/** What a task of a request works with. */
export interface Desk {
  readonly adapter: RaAdapter;
  readonly caller: Caller;
  readonly state: FlowState;
  readonly signal: AbortSignal;
  keys(): Promise<KeyPort>;
  now(): number;
  /** Tells how far a long task has come. */
  progress(stage: 'key' | 'wrap' | 'csr'): void;
  /** Opens the token. @throws RekeyError `token`, or `unsupported` where the page has none */
  signer(): Promise<Signer>;
  /** Takes the lock of the certificate again; `false` when another tab has it. */
  takeLock(): Promise<boolean>;
  /** Forgets what this browser keeps of the request. */
  forget(): Promise<void>;
}

export type RequestEffect = Exclude<Effect, { type: 'load' | 'create-request' | 'refresh' | 'reload-policy' }>;

/** Does the work of a request that is there: its key, its CSR, its submission, its end. @throws RekeyError */
export async function runTask(effect: RequestEffect, secrets: Secrets, desk: Desk): Promise<Report> {
  const { adapter: ra, caller, signal } = desk;
  const change = { signal, ...('ifMatch' in effect && { ifMatch: effect.ifMatch }) };
  switch (effect.type) {
    case 'make-key': return makeKey(effect.algorithm, secrets, desk);
    case 'inspect-csr': return { type: 'csr-inspected', report: await examine(secrets.input ?? '', desk) };
    case 'sign-csr': return signCsr(effect, secrets, desk);
    case 'attach-csr': {
      const body = { csr: effect.csr, source: effect.source };
      const result = await caller.change(`attach:${effect.requestId}`, body, (o) => ra.attachCsr(effect.requestId, body, o), change);
      const attached = result.request.csr;
      if (attached !== undefined && !result.checks.some(({ outcome }) => outcome === 'fail')) await forgetOthers(desk, [attached.key.spkiSha256]);
      return { type: 'csr-attached', result };
    }
    case 'prove-key': return proveKey(secrets, desk);
    case 'submit': return {
      type: 'submitted',
      request: await caller.change(`submit:${effect.requestId}`, effect.body, (o) => ra.submit(effect.requestId, effect.body, o), change),
    };
    case 'fetch-issued': return fetchIssued(effect.requestId, desk);
    case 'cancel-request':
      return { type: 'submitted', request: await caller.change(`cancel:${effect.requestId}`, null, (o) => ra.cancelRequest(effect.requestId, o), change) };
    case 'reopen-request': {
      const reopen = ra.reopenRequest?.bind(ra);
      if (reopen === undefined) throw new RekeyError('unsupported', { reason: 'reopen' });
      if (!await desk.takeLock()) throw new RekeyError('locked-by-other-tab');
      return { type: 'reopened', request: await caller.change(`reopen:${effect.requestId}`, null, (o) => reopen(effect.requestId, o), change) };
    }
    case 'forget': await desk.forget(); return { type: 'forgotten' };
  }
}

async function makeKey(algorithm: Extract<Effect, { type: 'make-key' }>['algorithm'], { passphrase }: Secrets, desk: Desk): Promise<Report> {
  if (passphrase === undefined) throw new RekeyError('bad-input', { reason: 'passphrase-missing' });
  const { certificate, settings, raId } = factsOf(desk.state);
  const made = await (await desk.keys()).make({
    algorithm, passphrase, certificate: certificate.pem, raId, userId: settings.user.id, keepFor: keepFor(desk), signal: desk.signal,
    progress: (stage) => { if (!desk.signal.aborted) desk.progress(stage); },
  });
  const scope = { raId, userId: settings.user.id, spkiSha256: made.key.spkiSha256 };
  const forget = async (): Promise<void> => (await desk.keys()).forget(scope);
  const { checks } = await examine(made.csr, desk).catch(async (thrown: unknown) => {
    await forget();
    throw thrown;
  });
  if (hasFailed(checks)) {
    await forget();
    throw new RekeyError('key-rejected', { reason: knownOf(checks) ?? 'checks', detail: { checks: checks.filter(({ outcome }) => outcome === 'fail') } });
  }
  const attached = requestOf(desk.state).csr?.key.spkiSha256;
  await forgetOthers(desk, [made.key.spkiSha256, ...(attached === undefined ? [] : [attached])]);
  return { type: 'key-made', made };
}

/** Signs with a key that is there: the token's, or the one made here, for names that changed. */
async function signCsr({ source, san }: Extract<Effect, { type: 'sign-csr' }>, { passphrase, file }: Secrets, desk: Desk): Promise<Report> {
  const { certificate } = factsOf(desk.state);
  const csr = requestOf(desk.state).csr?.pem;
  const key = source === 'token' ? await desk.signer()
    : { scope: requireScope(desk.state), ...(passphrase !== undefined && { passphrase }), ...(file && { file }) };
  const signed = await (await desk.keys()).sign({ key, certificate: certificate.pem, ...(csr !== undefined && { csr }), ...(san && { san }), signal: desk.signal });
  // With other names it is the key that was examined before.
  return { type: 'csr-signed', signed, source, ...(san === undefined && { report: await examine(signed.csr, desk) }) };
}

/** The local checks of what is to be attached, with what the RA knows of its key, where it can be asked. @throws RekeyError */
async function examine(input: Blob | string, desk: Desk): Promise<CsrReport> {
  const { certificate, policy } = factsOf(desk.state);
  const report = await (await desk.keys()).inspectCsr({
    input, certificate: certificate.pem, csrMismatch: policy.csrMismatch, keyAlgorithms: policy.keyAlgorithms, sanEditable: policy.san.editable, signal: desk.signal,
  });
  if (report.spki === undefined || hasFailed(report.checks) || report.key?.spkiSha256 === requestOf(desk.state).csr?.key.spkiSha256) return report;
  const known = await askRa(report.spki, desk);
  if (known === 'no') return report;
  return { ...report, checks: withKnown(report.checks, known) };
}

/** The checks with what the RA knows of the key: another rule of its strength, or the verdict on its use. */
function withKnown(checks: readonly Check[], known: Exclude<KeyCheck['known'], 'no'>): readonly Check[] {
  const base = { outcome: 'fail', source: 'BR 6.1.1.3' } as const;
  if (known === 'weak') return [{ ...base, id: 'key-strength', detail: { rule: 'known', known, by: 'ra' } }, ...checks];
  return [{ ...base, id: 'key-reuse', detail: { known, by: 'ra' } }, ...checks.filter(({ id }) => id !== 'key-reuse')];
}

/** What the RA knows of a key before it has the CSR. Without an answer the flow goes on: the RA looks again at what it is sent. */
async function askRa(spki: Uint8Array, { adapter, caller, signal }: Desk): Promise<KeyCheck['known']> {
  const checkKey = adapter.checkKey?.bind(adapter);
  if (checkKey === undefined) return 'no';
  const body = { spki: btoa(String.fromCharCode(...spki)) };
  try {
    return (await caller.read((o) => checkKey(body, o), signal)).known;
  } catch (thrown) {
    if (signal.aborted) throw thrown;
    return 'no';
  }
}

const hasFailed = (checks: readonly Check[]): boolean => checks.some(({ outcome }) => outcome === 'fail');
const knownOf = (checks: readonly Check[]): string | undefined =>
  checks.map(({ detail }) => (detail as { known?: string } | undefined)?.known).find((known) => known !== undefined);

/** Drops this browser's copies of keys that another one has replaced. One that cannot be dropped now is swept when its time is over. */
async function forgetOthers(desk: Desk, kept: readonly string[]): Promise<void> {
  const stale = scopesOf(desk.state).filter(({ spkiSha256 }) => !kept.includes(spkiSha256));
  for (const scope of stale) await (await desk.keys()).forget(scope).catch(() => undefined);
}

async function proveKey({ file, passphrase }: Secrets, desk: Desk): Promise<Report> {
  const csr = requestOf(desk.state).csr?.pem;
  if (file === undefined || passphrase === undefined || csr === undefined) throw new RekeyError('bad-input', { reason: 'file-missing' });
  const proven = await (await desk.keys()).prove({ file, passphrase, csr, scope: requireScope(desk.state), keepFor: keepFor(desk), signal: desk.signal });
  return { type: 'key-proven', proven };
}

async function fetchIssued(requestId: string, desk: Desk): Promise<Report> {
  const { signal } = desk;
  const issued = await desk.caller.read((o) => desk.adapter.getIssued(requestId, o), signal);
  const { csr } = requestOf(desk.state);
  if (csr === undefined) throw new RekeyError('protocol', { reason: 'csr-missing' });
  const { certificate, policy } = factsOf(desk.state);
  // What the CSR says of names counts for nothing where the RA takes them from the old certificate.
  const namesFrom = csr.source === 'upload' && policy.csrMismatch === 'ignore-csr' ? 'predecessor' : 'csr';
  const report = await (await desk.keys()).checkIssued({ ...issued, csr: csr.pem, predecessor: certificate.pem, namesFrom, now: desk.now(), signal })
    .catch((thrown: unknown) => unreadable(toRekeyError(thrown), requestOf(desk.state)));
  return { type: 'issued', issued, report };
}

/** A certificate that cannot be read is a problem to show, with what the RA says of it: the file stays at hand. */
function unreadable(error: RekeyError, { issued, certificate }: RekeyRequest): IssuedReport {
  if (error.code !== 'bad-input' || issued === undefined) throw error;
  const { serialNumber, notBefore, notAfter, spkiSha256 } = issued;
  return {
    matches: false,
    checks: [{ id: 'issued-chain', outcome: 'fail', source: 'RFC 5280 section 4.1', detail: { reason: 'unreadable' } }],
    certificate: {
      subject: certificate.subject, subjectAttributes: [], issuer: '', serialNumber, notBefore, notAfter, names: [], sha256: '',
      key: { algorithm: certificate.key.algorithm, spkiSha256 },
    },
  };
}

/** Milliseconds, by the RA's clock: a month after the request has expired nobody comes back for its key. */
function keepFor(desk: Desk): number {
  return Date.parse(requestOf(desk.state).expiresAt) - desk.now() + 30 * 86_400_000;
}

/** What the page has for a token: a key, or the way to it. @throws RekeyError `token`, `unsupported`, `aborted` */
export async function openSigner(given: Signer | SignerProvider | undefined, state: FlowState, signal: AbortSignal): Promise<Signer> {
  if (given === undefined) throw new RekeyError('unsupported', { reason: 'no-token' });
  if (typeof given !== 'function') return given;
  const { certificate, policy } = factsOf(state);
  try {
    return await given({ certificate: certificate.pem, algorithms: policy.keyAlgorithms, signal });
  } catch (thrown) {
    throw tokenError(thrown);
  }
}

function factsOf(s: FlowState): Facts {
  if (s.step === 'loading' || s.step === 'locked') throw new RekeyError('protocol', { reason: 'not-loaded' });
  return s.facts;
}

function requestOf(s: FlowState): RekeyRequest {
  const request = 'request' in s ? s.request : undefined;
  if (request === undefined) throw new RekeyError('protocol', { reason: 'no-request' });
  return request;
}

/** Milliseconds between two looks at a request when the adapter cannot watch. */
const POLL_MS = 15_000;

/** Follows the request by the adapter's own watch, or by looking again and again; `end` stops it. */
export function watch(id: string, { adapter, caller, signal, after, tell }: {
  adapter: RaAdapter; caller: Caller; signal: AbortSignal; after: SessionPorts['after']; tell: (request: RekeyRequest) => void;
}): { readonly id: string; readonly end: () => void } {
  if (adapter.watchRequest !== undefined) return { id, end: adapter.watchRequest(id, tell, { correlationId: caller.correlationId }) };
  let ended = false;
  let callOff = (): void => undefined;
  const look = (): void => {
    callOff = after(POLL_MS, () => {
      void caller.read((o) => adapter.getRequest(id, o), signal).then((request) => { if (!ended) tell(request); }, () => undefined)
        .finally(() => { if (!ended) look(); });
    });
  };
  look();
  return {
    id,
    end: () => {
      ended = true;
      callOff();
    },
  };
}

/** What the screens of names ask of the keys, once their code is here. */
export interface Naming extends Pick<KeyPort, 'inspectCertificate' | 'names' | 'nameOf'> {
  /** Whether the key of the attached CSR signs without a passphrase. */
  isOpen(): boolean;
  /** Whether this browser has the encrypted copy of that key. */
  hasCopy(): Promise<boolean>;
}

/** The files of a request for the person who made its key, and what its screens ask of the keys. */
export interface Files {
  /** The encrypted key of the attached CSR as PEM, or `undefined` when this browser no longer has it. */
  encryptedKey(): Promise<Pem | undefined>;
  /** PKCS#12 of the issued certificate, its chain and its key. @throws RekeyError `wrong-passphrase`, `bad-input`, `aborted` */
  pkcs12(secrets: Secrets, friendlyName: string, signal: AbortSignal): Promise<Blob>;
  /** The private key in the clear, PKCS#8 PEM. @throws RekeyError `wrong-passphrase`, `bad-input`, `aborted` */
  plainKey(secrets: Secrets, signal: AbortSignal): Promise<Blob>;
  naming(): Promise<Naming>;
}

export function filesOf(state: FlowState, keys: () => Promise<KeyPort>): Files {
  return {
    async encryptedKey() {
      const scope = scopeOf(state);
      return scope === undefined ? undefined : (await keys()).encryptedKey(scope);
    },
    async pkcs12({ passphrase = '', file }, friendlyName, signal) {
      const { certificate, chain } = issuedOf(state);
      return (await keys()).pkcs12({ scope: requireScope(state), passphrase, certificate, chain, friendlyName, signal, ...(file && { file }) });
    },
    async plainKey({ passphrase = '', file }, signal) {
      return (await keys()).plainKey({ scope: requireScope(state), passphrase, signal, ...(file && { file }) });
    },
    async naming() {
      const port = await keys();
      const scope = scopeOf(state);
      return {
        inspectCertificate: (pem) => port.inspectCertificate(pem), names: (pem) => port.names(pem), nameOf: (name) => port.nameOf(name),
        isOpen: () => scope !== undefined && port.isOpen(scope),
        hasCopy: async () => scope !== undefined && (await port.encryptedKey(scope)) !== undefined,
      };
    },
  };
}

/** @throws RekeyError `bad-input` with reason `not-issued` */
function issuedOf(s: FlowState): IssuedCertificate {
  if (s.step !== 'result' || !('issued' in s.outcome)) throw new RekeyError('bad-input', { reason: 'not-issued' });
  return s.outcome.issued;
}

/** Under which names this browser may keep keys of this request: of the attached CSR, and of one that was made for it. */
export function scopesOf(s: FlowState): readonly KeyScope[] {
  if (!('facts' in s) || s.step === 'refused') return [];
  const { facts: { raId, settings }, custody } = s;
  const ids = new Set([scopeOf(s)?.spkiSha256, custody?.spkiSha256]);
  return [...ids].flatMap((spkiSha256) => (spkiSha256 === undefined ? [] : [{ raId, userId: settings.user.id, spkiSha256 }]));
}

/** Under which name the encrypted key of the attached CSR is kept; `undefined` when the key was not made in a browser. */
function scopeOf(s: FlowState): KeyScope | undefined {
  if (!('request' in s) || s.request.csr?.source !== 'browser') return undefined;
  return { raId: s.facts.raId, userId: s.facts.settings.user.id, spkiSha256: s.request.csr.key.spkiSha256 };
}

/** @throws RekeyError `bad-input` with reason `no-browser-key` */
function requireScope(s: FlowState): KeyScope {
  const scope = scopeOf(s);
  if (scope === undefined) throw new RekeyError('bad-input', { reason: 'no-browser-key' });
  return scope;
}
