import type { Certificate, CaaReport, RekeyPolicy, RekeyRequest, RequestStatus, Settings } from '../../../src/core/domain.js';
import type { Facts, FlowEvent, FlowState, StepState } from '../../../src/core/flow.js';
import { initialState, transition } from '../../../src/core/flow.js';
import type { IssuedReport } from '../../../src/core/keys.js';

const person = { id: 'u1', name: 'A. Operator' };
const key = { algorithm: 'rsa-2048', spkiSha256: 'aa'.repeat(32) };

export const settings: Settings = {
  user: { ...person, roles: ['user'] }, raName: 'Test RA', sandbox: true, showCitizenId: false, vetting: { web: true, admin: false }, capabilities: [],
};

export const certificate: Certificate = {
  id: 'c1', requestNumber: 'RQ-1', name: 'shop.example.com', subject: 'CN=shop.example.com', serialNumber: '0A', notBefore: '2026-01-01T00:00:00Z',
  notAfter: '2026-12-05T23:59:59Z', status: 'active', enrolledBy: 'csr', owner: person, key, profile: { id: 'tls', name: 'TLS Server', publicTrust: true },
  etag: 'c-1', pem: 'CERT', chain: ['CA'], artefacts: [],
};

export const policy: RekeyPolicy = {
  id: 'p1', name: 'TLS Server, standard', enabled: true, keySources: ['browser', 'upload'], keyAlgorithms: ['ec-p256', 'rsa-2048'],
  agreement: { id: 'sa', version: '4.2', language: 'en', title: 'Subscriber Agreement', text: 'Text.' },
  reasons: ['routine', 'lost', 'compromised', 'algorithm'], validity: { modes: ['new', 'same-expiry'], maxDays: 200 }, san: { editable: false },
  csrMismatch: 'reject', caa: { gate: 'ra', issuers: ['ca.example'], extraNames: [] }, secondFactor: { when: 'never', methods: [] },
  predecessor: { disposition: 'kept' }, numbering: 'same', keyBackup: 'required',
};

export const facts = (change: Partial<RekeyPolicy> = {}): Facts =>
  ({ raId: 'test', settings, certificate, policy: { ...policy, ...change }, agreementSha256: 'ab'.repeat(32) });

export const acceptance = { id: 'sa', version: '4.2', language: 'en', sha256: 'ab'.repeat(32), acceptedAt: '2026-06-02T09:14:00Z' };

export function request(change: Partial<RekeyRequest> = {}): RekeyRequest {
  return {
    id: 'r1', number: 'RK-1', etag: 'r-1', certificateId: 'c1', certificate, status: 'draft', origin: 'web', requestedBy: person,
    createdAt: '2026-06-02T09:15:00Z', updatedAt: '2026-06-02T09:15:00Z', expiresAt: '2026-06-16T09:15:00Z', reason: 'routine', agreement: acceptance,
    checks: [], domains: [{ name: 'shop.example.com', kind: 'dns', wildcard: false }], decisionRules: { reviewedTick: true, remarks: true },
    allowedActions: [], predecessor: { disposition: 'kept' }, artefacts: [], ...change,
  };
}

export const csr = (source: 'browser' | 'upload' = 'browser', sha256 = 'cc'.repeat(32)): NonNullable<RekeyRequest['csr']> =>
  ({ pem: 'CSR', sha256, key: { algorithm: 'ec-p256', spkiSha256: 'bb'.repeat(32) }, source, attachedAt: '2026-06-02T09:16:00Z' });

export const report = (verdict: CaaReport['names'][number]['verdict'] = 'permitted', by: CaaReport['by'] = 'ra'): CaaReport => ({
  checkedAt: '2026-06-02T09:17:00Z', by, issuers: ['ca.example'],
  names: [{ name: 'shop.example.com', kind: 'dns', wildcard: false, verdict, reason: 'x', trail: [], answers: [] }],
});

export const made = { csr: 'CSR', csrSha256: 'cc'.repeat(32), key: { algorithm: 'ec-p256', spkiSha256: 'bb'.repeat(32) }, fileName: 'shop.key.enc.pem' };

export const issuedReport = (matches = true): IssuedReport => ({
  checks: [], matches,
  certificate: { subject: '', subjectAttributes: [], issuer: '', serialNumber: '0B', notBefore: '', notAfter: '', names: [], key, sha256: '' },
});

/** Plays events one after the other. */
export function play(from: FlowState, ...events: FlowEvent[]): FlowState {
  return events.reduce((state, event) => transition(state, event).state, from);
}

export function loaded(change: Partial<RekeyPolicy> = {}): StepState {
  return play(initialState({ certificateId: 'c1' }), { type: 'retry' }, { type: 'loaded', facts: facts(change) }) as StepState;
}

/** The events of a whole flow with a key of the browser, in order, with the step that each one leads to. */
export function wholeFlow(): readonly (readonly [FlowEvent, FlowState['step']])[] {
  const attached = request({ csr: csr(), etag: 'r-2' });
  const checked = request({ csr: csr(), etag: 'r-3', caa: report() });
  const status = (s: RequestStatus): RekeyRequest => ({ ...checked, etag: `r-${s}`, status: s });
  return [
    [{ type: 'choose-rekey', chosen: true }, 'certificate-action'],
    [{ type: 'next' }, 'agreement'],
    [{ type: 'agree', agreed: true, at: acceptance.acceptedAt }, 'agreement'],
    [{ type: 'next' }, 'reason'],
    [{ type: 'choose-reason', reason: 'routine' }, 'reason'],
    [{ type: 'next' }, 'reason'],
    [{ type: 'request-created', request: request() }, 'csr'],
    [{ type: 'choose-algorithm', algorithm: 'ec-p256' }, 'csr'],
    [{ type: 'generate-key' }, 'csr'],
    [{ type: 'progress', stage: 'wrap' }, 'csr'],
    [{ type: 'key-made', made }, 'csr'],
    [{ type: 'csr-attached', result: { checks: [], request: attached } }, 'key-backup'],
    [{ type: 'key-downloaded' }, 'key-backup'],
    [{ type: 'prove-key' }, 'key-backup'],
    [{ type: 'key-proven', proven: true }, 'key-backup'],
    [{ type: 'next' }, 'subject'],
    [{ type: 'next' }, 'san'],
    [{ type: 'next' }, 'validity'],
    [{ type: 'choose-validity', validity: { mode: 'new' } }, 'validity'],
    [{ type: 'next' }, 'domains'],
    [{ type: 'caa-checked', report: report() }, 'domains'],
    [{ type: 'request-changed', request: checked }, 'domains'],
    [{ type: 'next' }, 'confirm'],
    [{ type: 'write-message', text: 'Thursday' }, 'confirm'],
    [{ type: 'submit' }, 'confirm'],
    [{ type: 'submitted', request: status('pending-approval') }, 'pending'],
    [{ type: 'request-changed', request: status('in-review') }, 'pending'],
    [{ type: 'request-changed', request: status('issued') }, 'result'],
    [{ type: 'issued', issued: { certificate: 'NEW', chain: ['CA'] }, report: issuedReport() }, 'result'],
    [{ type: 'finish' }, 'result'],
    [{ type: 'forgotten' }, 'result'],
  ];
}

export function stateAt(step: FlowState['step'], change: Partial<RekeyPolicy> = {}): StepState {
  let state: FlowState = loaded(change);
  for (const [event] of wholeFlow()) {
    if (state.step === step && !('busy' in state)) return state as StepState;
    state = transition(state, event).state;
  }
  return state as StepState;
}
