import { expect } from '@open-wc/testing';
import type { JournalEntry } from '../../../src/core/calls.js';
import type { FlowState, Saved } from '../../../src/core/flow.js';
import type { SessionPorts } from '../../../src/core/ports.js';
import { RekeySession } from '../../../src/core/session.js';
import { createCsr, createKeyPort } from '../../../src/crypto.js';
import { fromBase64, toHex, type Bytes } from '../../../src/crypto/bytes.js';
import { printableString, utf8String } from '../../../src/crypto/der.js';
import { sha256Hex } from '../../../src/crypto/provider.js';
import { createSandboxRa, type SandboxRa } from '../../../src/sandbox.js';
import { readCertificate } from '../../../src/sandbox/ra/certificates.js';
import { MemoryStore } from '../../../src/sandbox/stores/memory.js';
import { APP, client, create, once, prepared, send } from '../sandbox/people.js';
import { corpus, type CorpusCase } from './corpus.js';
import { attribute, checkOf, keyPair, name, selfSigned } from './fixtures.js';
import { inCertificate, inRequest } from './walk.js';

const UGLIEST = [
  'a multi-valued RDN', 'SETs out of order in the middle', 'a BMPString with a lone surrogate', 'invalid UTF-8', 'an OID with a padded arc', 'an EV subject',
  'an empty subject', 'no alternative names', 'an empty subject with a long length', 'long lengths in and around the names', 'SAN: Kerberos principals',
  'SAN: an x400Address', 'SAN: the same name twice', 'SAN: long lengths inside a directoryName', 'SAN: critical beside a subject', 'SAN: a thousand dNSNames',
];
const named = (what: string): CorpusCase => corpus.find((each) => each.name === what)!;
const ugliest: readonly CorpusCase[] = UGLIEST.map(named);

const derOf = (pem: string): Bytes => fromBase64(pem.replace(/-----[^-]+-----/g, ''));
const namesOf = ({ subject, san }: { readonly subject: Uint8Array; readonly san?: Uint8Array }): object => ({ subject: toHex(subject), san: san && toHex(san) });

/** A sandbox, half a year after the certificates of the corpus were issued, with one of them in place of its own. */
async function raWith(pem: string): Promise<SandboxRa> {
  const store = new MemoryStore();
  const ra = createSandboxRa({ store, now: () => Date.parse('2026-06-01T09:00:00Z') });
  const { caa } = await ra.controls.getPolicy('tls-server');
  await ra.controls.setPolicy('tls-server', { secondFactor: { when: 'never', methods: [] }, keyBackup: 'optional', caa: { ...caa, gate: 'none' } });
  await ra.controls.setSettings({ vetting: { web: false, admin: false } });
  const row = (await store.get('certificates', APP))!;
  const facts = await readCertificate(pem, () => ({ status: 'valid' }));
  await store.commit([], [{ table: 'certificates', key: APP, value: { ...row.value, ...facts } }]);
  return ra;
}

function portsOf(ra: SandboxRa): SessionPorts {
  const saved = new Map<string, Saved>();
  let entries: Readonly<Record<string, JournalEntry>> = {};
  return {
    keys: () => Promise.resolve(createKeyPort({ indexedDB: null })),
    sha256: (text) => Promise.resolve(sha256Hex(new TextEncoder().encode(text))), now: () => ra.controls.clock.now(), keySources: () => ['browser', 'upload'],
    lock: () => Promise.resolve({ release: () => undefined }), after: () => () => undefined,
    memory: {
      read: (id) => saved.get(id), write: (one) => { saved.set(one.certificateId, one); }, clear: ({ certificateId }) => { saved.delete(certificateId); },
      journal: { read: () => entries, write: (next) => { entries = next; } },
    },
  };
}

/** The state once the session waits for a person at a step; a problem or another end is an error of the test. */
function arrive(session: RekeySession, step: FlowState['step']): Promise<FlowState> {
  return new Promise((resolve, reject) => {
    const look = (): void => {
      const { state } = session;
      if ('busy' in state) return;
      if (state.step !== step && !('problem' in state)) return;
      session.removeEventListener('change', look);
      if ('problem' in state) reject(new Error(JSON.stringify(state.problem)));
      else resolve(state);
    };
    session.addEventListener('change', look);
    look();
  });
}

describe('a rekey of a certificate with ugly names, at a whole RA', () => {
  for (const each of ugliest) {
    it(`ends with the same names: ${each.name}`, async () => {
      const ra = await raWith(await each.pem());
      const user = client(ra, 'user');
      const done = await send(user, await prepared(user));
      expect(done.status, JSON.stringify(done.problem)).to.equal('issued');
      const issued = derOf((await user.getIssued(done.id)).certificate);
      expect(namesOf(inCertificate(issued))).to.deep.equal(namesOf(each));
    });
  }

  it('is refused when the request has the same text in other bytes', async () => {
    const pemOf = async (value: Uint8Array): Promise<string> => (await selfSigned({ subject: name([attribute('2.5.4.10', value)]) })).pem;
    const ra = await raWith(await pemOf(printableString('Example')));
    const user = client(ra, 'user');
    const request = await create(user);
    const { pem: csr } = await createCsr({ certificate: await pemOf(utf8String('Example')), key: await keyPair('new') });
    const { checks } = await user.attachCsr(request.id, { csr, source: 'upload' }, once(request.etag));
    expect(checkOf({ checks }, 'subject-match')).to.deep.include({ outcome: 'fail', detail: { reason: 'encoding', expected: 'O=Example', found: 'O=Example' } });
  });

  for (const what of ['long lengths in and around the names', 'SETs out of order in the middle', 'SAN: other names that nobody knows']) {
    it(`is led from the certificate to the result by a session: ${what}`, async () => {
      const each = named(what);
      const ra = await raWith(await each.pem());
      const session = new RekeySession({ adapter: client(ra, 'user'), ports: portsOf(ra), certificateId: APP });
      session.start();
      await arrive(session, 'certificate-action');
      session.send({ type: 'choose-rekey', chosen: true });
      session.send({ type: 'next' });
      session.send({ type: 'agree', agreed: true, at: '2026-06-01T09:00:00Z' });
      session.send({ type: 'next' });
      session.send({ type: 'choose-reason', reason: 'routine' });
      session.send({ type: 'next' });
      await arrive(session, 'csr');
      session.send({ type: 'choose-algorithm', algorithm: 'ec-p256' });
      session.send({ type: 'generate-key' }, { passphrase: 'correct horse battery' });
      const made = await arrive(session, 'key-backup');
      const csr = 'request' in made ? made.request?.csr : undefined;
      expect(namesOf(inRequest(derOf(csr?.pem ?? '')))).to.deep.equal(namesOf(each));
      for (const step of ['subject', 'san', 'validity'] as const) {
        session.send({ type: 'next' });
        await arrive(session, step);
      }
      session.send({ type: 'choose-validity', validity: { mode: 'new' } });
      for (const step of ['domains', 'confirm'] as const) {
        session.send({ type: 'next' });
        await arrive(session, step);
      }
      session.send({ type: 'submit' });
      const end = await arrive(session, 'result');
      const outcome = end.step === 'result' ? end.outcome : undefined;
      expect(outcome && 'issued' in outcome && outcome.report.matches).to.equal(true);
      expect(outcome && 'issued' in outcome && namesOf(inCertificate(derOf(outcome.issued.certificate)))).to.deep.equal(namesOf(each));
      session.dispose();
    });
  }
});
