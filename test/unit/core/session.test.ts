import { expect } from '@open-wc/testing';
import type { ChangeOptions, RaAdapter } from '../../../src/core/adapter.js';
import type { JournalEntry } from '../../../src/core/calls.js';
import { Caller, uuid } from '../../../src/core/calls.js';
import { RekeyError } from '../../../src/core/errors.js';
import type { FlowState, Saved } from '../../../src/core/flow.js';
import type { KeyPort } from '../../../src/core/keys.js';
import type { SessionPorts } from '../../../src/core/ports.js';
import { RekeySession } from '../../../src/core/session.js';
import { certificate, csr, issuedReport, made, policy, report, request, settings } from './data.js';

type Call = { method: string; options: ChangeOptions; args: unknown[] };

/** An RA of one request that answers what the test says; each call is written down. */
function ra(answers: Partial<Record<keyof RaAdapter, (...args: never[]) => unknown>> = {}): { adapter: RaAdapter; calls: Call[] } {
  const calls: Call[] = [];
  const given: Record<string, (...args: never[]) => unknown> = {
    getSettings: () => settings, getCertificate: () => certificate, getRekeyPolicy: () => policy, getRequest: () => request(),
    createRequest: () => request(), attachCsr: () => ({ checks: [], request: request({ csr: csr() }) }), ...answers,
  };
  const adapter = new Proxy({ contractVersion: 1, raId: 'test' } as unknown as RaAdapter, {
    get: (target, method: string) => {
      if (method in target) return Reflect.get(target, method) as unknown;
      const answer = given[method];
      if (answer === undefined) return undefined;
      if (method.startsWith('watch')) return answer;
      return (...args: unknown[]) => {
        calls.push({ method, args, options: args.at(-1) as ChangeOptions });
        return new Promise((resolve) => { resolve((answer as (...a: unknown[]) => unknown)(...args)); });
      };
    },
  });
  return { adapter, calls };
}

function ports(change: Partial<SessionPorts> = {}, keys: Partial<KeyPort> = {}): SessionPorts & { saved: Map<string, Saved>; timers: (() => void)[]; entries: Record<string, JournalEntry> } {
  const saved = new Map<string, Saved>();
  const timers: (() => void)[] = [];
  const box: ReturnType<typeof ports> = {
    saved, timers, entries: {},
    keys: () => Promise.resolve({
      make: () => Promise.resolve(made), inspectCsr: () => Promise.resolve({ kind: 'csr', bytes: 0, checks: [] }), checkIssued: () => Promise.resolve(issuedReport()), forget: () => Promise.resolve(), ...keys,
    } as KeyPort),
    sha256: () => Promise.resolve('ab'.repeat(32)), now: () => 0, keySources: () => ['browser', 'upload'] as const,
    lock: () => Promise.resolve({ release: () => undefined }),
    after: (_ms: number, callback: () => void) => { timers.push(callback); return () => { timers.splice(timers.indexOf(callback), 1); }; },
    memory: {
      read: (id: string) => saved.get(id),
      write: (s: Saved) => { saved.set(s.certificateId, s); if (s.requestId !== undefined) saved.set(s.requestId, s); },
      clear: (s: Pick<Saved, 'certificateId' | 'requestId'>) => { saved.delete(s.certificateId); if (s.requestId !== undefined) saved.delete(s.requestId); },
      journal: { read: () => box.entries, write: (e: Readonly<Record<string, JournalEntry>>) => { box.entries = { ...e }; } },
    },
    ...change,
  };
  return box;
}

function until(session: RekeySession, met: (state: FlowState) => boolean): Promise<FlowState> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (!met(session.state)) return;
      session.removeEventListener('change', look);
      resolve(session.state);
    };
    session.addEventListener('change', look);
    look();
  });
}
const idle = (s: FlowState): boolean => !('busy' in s);
const problem = (s: FlowState): boolean => 'problem' in s && idle(s);
const at = (step: FlowState['step']) => (s: FlowState): boolean => s.step === step && idle(s);

async function atReason(session: RekeySession): Promise<void> {
  session.start();
  await until(session, at('certificate-action'));
  session.send({ type: 'choose-rekey', chosen: true });
  session.send({ type: 'next' });
  session.send({ type: 'agree', agreed: true, at: '' });
  session.send({ type: 'next' });
  session.send({ type: 'choose-reason', reason: 'routine' });
}

describe('the session', () => {
  it('repeats a change with the same idempotency key until its outcome is known, then uses another', async () => {
    let lost = 2;
    const { adapter, calls } = ra({ createRequest: () => { if (lost-- > 0) throw new RekeyError('unavailable'); return request(); } });
    const session = new RekeySession({ adapter, ports: ports(), certificateId: 'c1' });
    await atReason(session);
    session.send({ type: 'next' });
    await until(session, problem);
    session.send({ type: 'retry' });
    await until(session, idle);
    await until(session, problem);
    session.send({ type: 'retry' });
    await until(session, at('csr'));
    const keys = calls.filter((c) => c.method === 'createRequest').map((c) => c.options.idempotencyKey);
    expect(keys).to.have.length(3);
    expect(new Set(keys).size).to.equal(1);
  });

  it('keeps that key over a reload of the page, stored before the call', async () => {
    const box = ports();
    const lost = ra({ createRequest: () => { expect(Object.keys(box.entries)).to.deep.equal(['create:c1']); throw new RekeyError('unavailable'); } });
    const first = new RekeySession({ adapter: lost.adapter, ports: box, certificateId: 'c1' });
    await atReason(first);
    first.send({ type: 'next' });
    await until(first, problem);
    first.dispose();

    const back = ra();
    const second = new RekeySession({ adapter: back.adapter, ports: box, certificateId: 'c1' });
    second.start();
    await until(second, at('reason'));
    second.send({ type: 'next' });
    await until(second, at('csr'));
    const key = (calls: Call[]): string | undefined => calls.find((c) => c.method === 'createRequest')?.options.idempotencyKey;
    expect(key(back.calls)).to.be.a('string').and.equal(key(lost.calls));
    expect(box.entries, 'the outcome is known').to.deep.equal({});
  });

  it('gives every call one correlation id and the version that was read', async () => {
    const { adapter, calls } = ra();
    const session = new RekeySession({ adapter, ports: ports(), certificateId: 'c1' });
    await atReason(session);
    session.send({ type: 'next' });
    await until(session, at('csr'));
    expect(new Set(calls.map((c) => c.options.correlationId))).to.deep.equal(new Set([session.correlationId]));
    expect(calls.find((c) => c.method === 'createRequest')?.options.ifMatch).to.equal('c-1');
  });

  it('says nothing of a passphrase in any state', async () => {
    const states: string[] = [];
    const { adapter } = ra();
    const box = ports();
    const session = new RekeySession({ adapter, ports: box, certificateId: 'c1' });
    session.addEventListener('change', () => states.push(JSON.stringify(session.state)));
    await atReason(session);
    session.send({ type: 'next' });
    await until(session, at('csr'));
    session.send({ type: 'generate-key' }, { passphrase: 'canary-passphrase' });
    await until(session, at('key-backup'));
    expect(states.join() + JSON.stringify([...box.saved])).not.to.include('canary');
  });

  it('has the copy of a key kept until a month after its request, by the RA’s clock', async () => {
    const days: number[] = [];
    const { adapter } = ra();
    const box = ports({ now: () => Date.parse('2026-06-12T09:15:00Z') }, { make: (o) => { days.push(o.keepFor / 86_400_000); return Promise.resolve(made); } });
    const session = new RekeySession({ adapter, ports: box, certificateId: 'c1' });
    await atReason(session);
    session.send({ type: 'next' });
    await until(session, at('csr'));
    session.send({ type: 'generate-key' }, { passphrase: 'x' });
    await until(session, at('key-backup'));
    expect(days, 'the request expires on 16 June').to.deep.equal([34]);
  });

  it('stops making a key, drops what came of it, and aborts the signal', async () => {
    let signal: AbortSignal | undefined;
    let finish: (m: typeof made) => void = () => undefined;
    let begin: () => void = () => undefined;
    const begun = new Promise<void>((resolve) => { begin = resolve; });
    const { adapter, calls } = ra();
    const box = ports({}, { make: (o) => { signal = o.signal; begin(); return new Promise((resolve) => { finish = resolve; }); } });
    const session = new RekeySession({ adapter, ports: box, certificateId: 'c1' });
    await atReason(session);
    session.send({ type: 'next' });
    await until(session, at('csr'));
    session.send({ type: 'generate-key' }, { passphrase: 'x' });
    await begun;
    session.send({ type: 'stop' });
    expect(signal?.aborted).to.be.true;
    finish(made);
    await new Promise((resolve) => { setTimeout(resolve); });
    expect(session.state.step).to.equal('csr');
    expect(calls.some((c) => c.method === 'attachCsr')).to.be.false;
  });

  it('keeps the copy of one key: what another has replaced is removed from this browser, and all of it when the request is over', async () => {
    const id = (n: number): string => `${n}${n}`.repeat(32);
    let made = 0;
    const forgotten: string[] = [];
    const make: KeyPort['make'] = () => Promise.resolve({ csr: `CSR ${++made}`, csrSha256: '', key: { algorithm: 'ec-p256', spkiSha256: id(made) }, fileName: '' });
    const box = ports({}, { make, forget: ({ spkiSha256 }) => { forgotten.push(spkiSha256); return Promise.resolve(); } });
    let lost = true;
    const attachCsr = (): unknown => {
      if (made === 2 && lost) throw new RekeyError('csr-rejected');
      return { checks: [], request: request({ csr: { ...csr(), key: { algorithm: 'ec-p256', spkiSha256: id(made) } } }) };
    };
    const { adapter } = ra({ attachCsr, cancelRequest: () => request({ status: 'cancelled', csr: { ...csr(), key: { algorithm: 'ec-p256', spkiSha256: id(3) } } }) });
    const session = new RekeySession({ adapter, ports: box, certificateId: 'c1' });
    await atReason(session);
    session.send({ type: 'next' });
    await until(session, at('csr'));
    session.send({ type: 'generate-key' }, { passphrase: 'x' });
    await until(session, at('key-backup'));
    expect(forgotten, 'the first key is kept').to.deep.equal([]);
    session.send({ type: 'back' });
    session.send({ type: 'generate-key' }, { passphrase: 'x' });
    await until(session, problem);
    expect(forgotten, 'the RA has the first one still').to.deep.equal([]);
    lost = false;
    session.send({ type: 'generate-key' }, { passphrase: 'x' });
    await until(session, at('key-backup'));
    expect(forgotten, 'neither is of use').to.have.members([id(1), id(2)]);
    session.send({ type: 'cancel' });
    await until(session, (s) => s.step === 'result' && idle(s));
    expect(forgotten).to.have.length(3).and.to.include(id(3));
  });

  it('pauses on an expired session and goes on with the same key', async () => {
    let out = true;
    const { adapter, calls } = ra({ createRequest: () => { if (out) throw new RekeyError('auth'); return request(); } });
    const session = new RekeySession({ adapter, ports: ports(), certificateId: 'c1' });
    await atReason(session);
    session.send({ type: 'next' });
    const paused = await until(session, problem);
    expect('problem' in paused && paused.problem.error.code).to.equal('auth');
    out = false;
    session.send({ type: 'retry' });
    await until(session, at('csr'));
    const keys = calls.filter((c) => c.method === 'createRequest').map((c) => c.options.idempotencyKey);
    expect(keys[0]).to.equal(keys[1]);
  });

  it('lets one tab edit: the other waits, and goes on when the first has gone', async () => {
    let free: () => void = () => undefined;
    let held = true;
    const { adapter } = ra();
    const box = ports({ lock: (_name, whenFree) => { free = whenFree; return Promise.resolve(held ? undefined : { release: () => undefined }); } });
    const session = new RekeySession({ adapter, ports: box, certificateId: 'c1' });
    session.start();
    await until(session, (s) => s.step === 'locked');
    held = false;
    free();
    await until(session, at('certificate-action'));
  });

  it('lets go of the lock when someone else acts next, and when it ends', async () => {
    let released = 0;
    const { adapter } = ra({ getRequest: () => request({ status: 'draft', csr: csr('upload'), caa: report() }), submit: () => request({ status: 'pending-approval' }), watchRequest: () => () => undefined });
    const box = ports({ lock: () => Promise.resolve({ release: () => { released++; } }) });
    const session = new RekeySession({ adapter, ports: box, requestId: 'r1' });
    session.start();
    await until(session, at('confirm'));
    session.send({ type: 'submit' });
    await until(session, at('pending'));
    expect(released).to.equal(1);
  });

  it('hears of the decision, by watching or by looking again', async () => {
    for (const watches of [true, false]) {
      let tell: (r: ReturnType<typeof request>) => void = () => undefined;
      let now = request({ status: 'pending-approval', csr: csr() });
      let ended = false;
      const { adapter } = ra({
        getRequest: () => now, getIssued: () => ({ certificate: 'NEW', chain: [] }),
        ...(watches && { watchRequest: (_id: string, listener: typeof tell) => { tell = listener; return () => { ended = true; }; } }),
      });
      const box = ports();
      const session = new RekeySession({ adapter, ports: box, requestId: 'r1' });
      session.start();
      await until(session, at('pending'));
      now = { ...now, status: 'issued' };
      if (watches) tell(now); else box.timers[0]?.();
      const end = await until(session, (s) => s.step === 'result' && s.outcome.kind === 'issued');
      expect(end.step).to.equal('result');
      if (watches) expect(ended).to.be.true;
    }
  });

  it('compares the issued names with those that were asked for: the old certificate’s where the RA ignores those of an uploaded CSR', async () => {
    for (const [csrMismatch, source, expected] of [
      ['ignore-csr', 'upload', 'predecessor'], ['ignore-csr', 'browser', 'csr'], ['reject', 'upload', 'csr'],
    ] as const) {
      const { adapter } = ra({
        getRequest: () => request({ status: 'issued', csr: csr(source) }), getRekeyPolicy: () => ({ ...policy, csrMismatch }),
        getIssued: () => ({ certificate: 'NEW', chain: [] }),
      });
      let asked: string | undefined;
      const checkIssued: KeyPort['checkIssued'] = ({ namesFrom }) => { asked = namesFrom; return Promise.resolve(issuedReport()); };
      const session = new RekeySession({ adapter, ports: ports({}, { checkIssued }), requestId: 'r1' });
      session.start();
      await until(session, (s) => s.step === 'result' && s.outcome.kind === 'issued');
      expect(asked).to.equal(expected);
    }
  });

  it('shows an issued certificate again after a reload, until the person has finished or gone elsewhere', async () => {
    const issued = request({ status: 'issued', csr: csr('upload'), caa: report() });
    const { adapter } = ra({
      getRequest: () => issued, getIssued: () => ({ certificate: 'NEW', chain: [] }), submit: () => issued,
      getCertificate: () => certificate, createRequest: () => request({ csr: csr('upload'), caa: report() }),
    });
    const box = ports();
    const first = new RekeySession({ adapter, ports: box, certificateId: 'c1' });
    await atReason(first);
    first.send({ type: 'next' });
    await until(first, at('csr'));
    for (let i = 0; i < 5; i++) first.send({ type: 'next' });
    first.send({ type: 'submit' });
    const done = (s: FlowState): boolean => s.step === 'result' && s.outcome.kind === 'issued';
    await until(first, done);

    const reloaded = new RekeySession({ adapter, ports: box, certificateId: 'c1' });
    reloaded.start();
    await until(reloaded, done);
    reloaded.dispose();

    const later = new RekeySession({ adapter, ports: box, certificateId: 'c1' });
    later.start();
    await until(later, at('certificate-action'));
  });

  it('shows a certificate that cannot be read as a problem, and keeps it at hand', async () => {
    const issued = request({ status: 'issued', csr: csr(), issued: { serialNumber: '0B', notBefore: '2026-06-02T00:00:00Z', notAfter: '2026-12-05T00:00:00Z', spkiSha256: 'bb' } });
    const { adapter } = ra({ getRequest: () => issued, getIssued: () => ({ certificate: 'BROKEN', chain: [] }) });
    const box = ports({}, { checkIssued: () => Promise.reject(new RekeyError('bad-input', { reason: 'der' })) });
    const session = new RekeySession({ adapter, ports: box, requestId: 'r1' });
    session.start();
    const state = await until(session, (s) => s.step === 'result' && s.outcome.kind === 'issued-problem');
    expect(state.step === 'result' && 'issued' in state.outcome && state.outcome.issued.certificate).to.equal('BROKEN');
  });

  it('takes another person’s open request for no request of its own', async () => {
    const { adapter } = ra({
      getCertificate: () => ({ ...certificate, openRequestId: 'r1' }), getRequest: () => { throw new RekeyError('forbidden'); },
      getRekeyPolicy: () => ({ ...policy, enabled: false, refusal: { reason: 'request-open', openRequestId: 'r1' } }),
    });
    const session = new RekeySession({ adapter, ports: ports(), certificateId: 'c1' });
    session.start();
    const state = await until(session, (s) => s.step === 'refused');
    expect(state.step === 'refused' && state.refusal.reason).to.equal('request-open');
  });

  it('offers only the key sources that the page can serve', async () => {
    const { adapter } = ra();
    const session = new RekeySession({ adapter, ports: ports({ keySources: () => ['upload'] }), certificateId: 'c1' });
    session.start();
    const state = await until(session, at('certificate-action'));
    expect('facts' in state && state.facts.policy.keySources).to.deep.equal(['upload']);
    expect('choices' in state && state.choices.keySource).to.equal('upload');
  });

  it('can be tried again when nothing answered at all', async () => {
    let down = true;
    const { adapter } = ra({ getSettings: () => { if (down) throw new RekeyError('unavailable'); return settings; } });
    const session = new RekeySession({ adapter, ports: ports(), certificateId: 'c1' });
    session.start();
    await until(session, problem);
    down = false;
    session.send({ type: 'retry' });
    await until(session, at('certificate-action'));
  });

  it('says nothing more after it was disposed', async () => {
    const { adapter } = ra();
    const session = new RekeySession({ adapter, ports: ports(), certificateId: 'c1' });
    session.start();
    await until(session, at('certificate-action'));
    session.dispose();
    session.addEventListener('change', () => { throw new Error('spoke'); });
    session.send({ type: 'next' });
    expect(session.state.step).to.equal('certificate-action');
  });
});

describe('the caller', () => {
  it('takes another body for another change', async () => {
    const keys: string[] = [];
    const caller = new Caller();
    const lost = (o: ChangeOptions): Promise<never> => { keys.push(o.idempotencyKey); return Promise.reject(new RekeyError('unavailable')); };
    await caller.change('op', { a: 1 }, lost).catch(() => undefined);
    await caller.change('op', { a: 1 }, lost).catch(() => undefined);
    await caller.change('op', { a: 2 }, lost).catch(() => undefined);
    expect(keys[0]).to.equal(keys[1]);
    expect(keys[2]).not.to.equal(keys[1]);
  });

  it('takes a refusal for an answer', async () => {
    const keys: string[] = [];
    const caller = new Caller();
    const refused = (o: ChangeOptions): Promise<never> => { keys.push(o.idempotencyKey); return Promise.reject(new RekeyError('conflict', { reason: 'stale' })); };
    await caller.change('op', null, refused).catch(() => undefined);
    await caller.change('op', null, refused).catch(() => undefined);
    expect(keys[0]).not.to.equal(keys[1]);
  });

  it('names what was thrown by its code, whoever threw it', async () => {
    const caller = new Caller({ correlationId: 'id-1' });
    const thrown = async (e: unknown): Promise<RekeyError> => caller.read(() => { throw e; }).then(() => { throw new Error('answered'); }, (x: unknown) => x as RekeyError);
    expect(await thrown({ code: 'auth', retryable: true })).to.include({ code: 'auth', correlationId: 'id-1' });
    expect(await thrown(new DOMException('x', 'AbortError'))).to.include({ code: 'aborted' });
    expect(await thrown(new TypeError('x'))).to.include({ code: 'protocol', retryable: false });
  });

  it('makes identifiers of version 4', () => {
    expect(uuid()).to.match(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});
