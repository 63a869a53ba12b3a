// What is left of an element that was put on a page, did its work, and was taken away again: a thousand times, nothing.
import type { RaAdapter, ChangeOptions } from '../../src/core/adapter.js';
import type { RekeyRequest } from '../../src/core/domain.js';
import { RekeySession } from '../../src/core/session.js';
import { createCsr, generateKey } from '../../src/crypto.js';
import '../../src/define.js';
import { CaaVerifier, RekeyRequestList, RekeyWizard, SecondFactorDialog } from '../../src/index.js';
import { FactorController } from '../../src/elements/second-factor-dialog/controller.js';
import { createSandboxRa, type SandboxRa } from '../../src/sandbox.js';
import type { Bench, Result } from './harness.js';

/** What the debugger of the browser counts, once all that can be collected was. */
export interface HeapCounts { readonly nodes: number; readonly listeners: number; readonly documents: number; readonly objects: Readonly<Record<string, number>> }

declare global {
  interface Window {
    /** Given by whoever runs the benches. */
    heapCounts?: () => Promise<HeapCounts>;
    /** Times that an element comes and goes; 1,000 unless it is said. */
    benchCount?: number;
    /** Classes whose instances are counted, by name. */
    benchClasses?: Readonly<Record<string, { readonly prototype: object }>>;
  }
}

window.benchClasses = {
  RekeyWizard, RekeyRequestList, CaaVerifier, SecondFactorDialog, RekeySession, FactorController, MutationObserver, ResizeObserver, IntersectionObserver,
};

/** Timers that were set and have neither run nor been called off, and adapter watches that were not ended. */
class Alive {
  readonly timers = new Set<number>();
  watches = 0;
  readonly #undo: (() => void)[] = [];

  constructor() {
    const [after, callOff, every, stop] = [window.setTimeout.bind(window), window.clearTimeout.bind(window), window.setInterval.bind(window), window.clearInterval.bind(window)];
    const { timers } = this;
    window.setTimeout = ((callback: () => void, ms?: number) => {
      const id = after(() => { timers.delete(id); callback(); }, ms);
      timers.add(id);
      return id;
    }) as unknown as typeof window.setTimeout;
    window.setInterval = ((callback: () => void, ms?: number) => {
      const id = every(callback, ms);
      timers.add(id);
      return id;
    }) as unknown as typeof window.setInterval;
    window.clearTimeout = (id) => { timers.delete(id as number); callOff(id); };
    window.clearInterval = (id) => { timers.delete(id as number); stop(id); };
    this.#undo.push(() => { Object.assign(window, { setTimeout: after, clearTimeout: callOff, setInterval: every, clearInterval: stop }); });
  }

  /** The adapter, whose watches are counted until they are ended. */
  counting(adapter: RaAdapter): RaAdapter {
    const counted = <T extends unknown[]>(watch: (...given: T) => () => void) => (...given: T): (() => void) => {
      const end = watch(...given);
      let ended = false;
      this.watches += 1;
      return () => {
        if (!ended) this.watches -= 1;
        ended = true;
        end();
      };
    };
    const [one, all] = [adapter.watchRequest?.bind(adapter), adapter.watchRequests?.bind(adapter)];
    return { ...adapter, ...(one && { watchRequest: counted(one) }), ...(all && { watchRequests: counted(all) }) };
  }

  end(): void {
    for (const undo of this.#undo) undo();
  }
}

const once = (ifMatch: string): ChangeOptions => ({ idempotencyKey: crypto.randomUUID(), ifMatch });
const turn = (): Promise<void> => new Promise((resolve) => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => { port1.close(); resolve(); };
  port2.postMessage(undefined);
});

async function until(what: string, condition: () => boolean): Promise<void> {
  const end = performance.now() + 20_000;
  while (!condition()) {
    if (performance.now() > end) throw new Error(`${what} did not come`);
    await turn();
  }
}

/** A request with a CSR that was made elsewhere and verified domains, or as far as its key. */
async function request(ra: SandboxRa, certificateId: string, as: 'new' | 'draft' | 'submitted'): Promise<RekeyRequest> {
  const user = ra.as('user');
  const { etag, pem } = await user.getCertificate(certificateId);
  const { agreement: { id, version, language, text } } = await user.getRekeyPolicy(certificateId);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  const sha256 = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  const made = await user.createRequest(certificateId, { reason: 'routine', agreement: { id, version, language, sha256, acceptedAt: new Date(ra.controls.clock.now()).toISOString() } }, once(etag));
  if (as === 'new') return made;
  const csr = (await createCsr({ certificate: pem, key: await generateKey('ec-p256') })).pem;
  const { request: attached } = await user.attachCsr(made.id, { csr, source: 'upload' }, once(made.etag));
  await user.verifyCaa?.(made.id, once(attached.etag));
  const verified = await user.getRequest(made.id);
  return as === 'draft' ? verified : user.submit(made.id, { validity: { mode: 'new' } }, once(verified.etag));
}

async function policies(ra: SandboxRa, when: 'never' | 'submit'): Promise<void> {
  for (const { id } of await ra.controls.listPolicies()) await ra.controls.setPolicy(id, { keyBackup: 'optional', secondFactor: { when, methods: ['email-otp'] } });
}

interface Room { readonly ra: SandboxRa; readonly user: RaAdapter; readonly admin: RaAdapter; readonly place: HTMLElement }

/** One coming and going of an element: returns once it is at work; what removes it is not its matter. */
type Visit = (turnOf: number) => Promise<HTMLElement>;

async function wizardVisits({ ra, user, place }: Room): Promise<Visit> {
  const [key, review, waits] = [await request(ra, 'cert-edge', 'new'), await request(ra, 'cert-app', 'draft'), await request(ra, 'cert-shop', 'submitted')];
  await policies(ra, 'submit');
  const part = (element: RekeyWizard, selector: string): HTMLElement | null => element.shadowRoot?.querySelector<HTMLElement>(selector) ?? null;
  const at = (element: RekeyWizard, step: RekeyWizard['step']): Promise<void> => until(`step ${String(step)}`, () => element.step === step && part(element, '#heading') !== null);
  const kinds: readonly (readonly [Partial<RekeyWizard>, (element: RekeyWizard) => Promise<void>])[] = [
    [{ certificateId: 'cert-names' }, async (element) => {
      await at(element, 'certificate-action');
      element.next();
      await element.updateComplete;
      element.next();
      await at(element, 'agreement');
    }],
    [{ requestId: key.id }, async (element) => {
      await at(element, 'csr');
      await until('the field of the passphrase', () => part(element, '#passphrase') !== null);
    }],
    [{ requestId: review.id }, async (element) => {
      await at(element, 'confirm');
      element.next();
      await until('the dialog', () => part(element, 'second-factor-dialog')?.shadowRoot?.querySelector('dialog[open] #code') !== null && element.step === 'second-factor');
    }],
    [{ requestId: waits.id, layout: 'compact' }, (element) => at(element, 'pending')],
  ];
  return async (turnOf) => {
    sessionStorage.clear();
    const [given, work] = kinds[turnOf % kinds.length] as (typeof kinds)[number];
    const element = Object.assign(document.createElement('rekey-wizard'), given, { adapter: user });
    place.append(element);
    await work(element);
    return element;
  };
}

async function listVisits({ ra, admin, place }: Room): Promise<Visit> {
  const { id } = await request(ra, 'cert-shop', 'submitted');
  await request(ra, 'cert-app', 'submitted');
  return async (turnOf) => {
    const element = Object.assign(document.createElement('rekey-request-list'), { adapter: admin });
    place.append(element);
    const root = (): ShadowRoot | null => element.shadowRoot;
    await until('the rows', () => (root()?.querySelectorAll('tbody tr').length ?? 0) >= 2);
    if (turnOf % 2 === 0) {
      root()?.querySelector<HTMLElement>('[part="view"], tbody button')?.click();
      await until('the detail', () => root()?.querySelector('#approve') !== null);
    }
    // Somebody takes it over while it is looked at: the row changes in place.
    if (turnOf % 10 === 0) {
      const by = ra.as(turnOf % 20 === 0 ? 'admin' : 'admin2');
      await by.claim?.(id, once((await by.getRequest(id)).etag));
    }
    return element;
  };
}

async function verifierVisits({ ra, user, place }: Room): Promise<Visit> {
  const { id } = await request(ra, 'cert-app', 'draft');
  return async (turnOf) => {
    const element = Object.assign(document.createElement('caa-verifier'), { adapter: user, requestId: id });
    place.append(element);
    const root = (): ShadowRoot | null => element.shadowRoot;
    await until('the names', () => root()?.querySelector('[part="row"]') !== null && root()?.querySelector('[part="verify"]') !== null);
    const told = new Promise((resolve) => { element.addEventListener('caa-verified', resolve, { once: true }); });
    root()?.querySelector<HTMLElement>('[part="verify"]')?.click();
    // Each second one leaves while the RA still looks.
    if (turnOf % 2 === 0) await told;
    return element;
  };
}

async function dialogVisits({ ra, user, place }: Room): Promise<Visit> {
  const { id } = await request(ra, 'cert-app', 'draft');
  await policies(ra, 'submit');
  return async (turnOf) => {
    const element = Object.assign(document.createElement('second-factor-dialog'), { adapter: user });
    place.append(element);
    await element.updateComplete;
    void element.request({ requestId: id, method: 'email-otp' });
    await until('the field', () => element.shadowRoot?.querySelector('dialog[open] #code') !== null);
    if (turnOf % 2 === 0) {
      const field = element.shadowRoot?.querySelector<HTMLInputElement>('#code');
      if (field) field.value = '12';
      field?.form?.requestSubmit();
      await element.updateComplete;
    }
    return element;
  };
}

/** As many as the collector, or the browser's own record of what was focused last, may still hold of a thousand. */
const SPARE = { instances: 2, listeners: 40, nodes: 400 } as const;

function leaks(title: string, visits: (room: Room) => Promise<Visit>): Bench {
  const run = async (): Promise<Result> => {
    const { heapCounts, benchCount = 1000 } = window;
    if (heapCounts === undefined) throw new Error('This bench needs the debugger of the browser.');
    const alive = new Alive();
    try {
      const ra = createSandboxRa({ name: `leaks-${crypto.randomUUID()}` });
      await ra.ready;
      await policies(ra, 'never');
      const place = document.createElement('main');
      document.body.append(place);
      const room: Room = { ra, place, user: alive.counting(ra.as('user')), admin: alive.counting(ra.as('admin')) };
      const visit = await visits(room);
      const go = async (times: number): Promise<void> => {
        for (let time = 0; time < times; time += 1) {
          const element = await visit(time);
          element.remove();
          await turn();
        }
      };
      const settle = async (): Promise<{ readonly heap: HeapCounts; readonly timers: number; readonly watches: number }> => {
        (document.activeElement as HTMLElement | null)?.blur();
        for (let rest = 0; rest < 20; rest += 1) await turn();
        return { heap: await heapCounts(), timers: alive.timers.size, watches: alive.watches };
      };
      // What is made once, such as styles and templates, is made before.
      await go(40);
      const before = await settle();
      const began = performance.now();
      await go(benchCount);
      const took = performance.now() - began;
      const after = await settle();
      place.remove();

      const left: Readonly<Record<string, readonly [number, number, number]>> = {
        nodes: [before.heap.nodes, after.heap.nodes, SPARE.nodes],
        listeners: [before.heap.listeners, after.heap.listeners, SPARE.listeners],
        documents: [before.heap.documents, after.heap.documents, 0],
        timers: [before.timers, after.timers, 0],
        watches: [before.watches, after.watches, 0],
        ...Object.fromEntries(Object.keys(after.heap.objects).map((name) => [name, [before.heap.objects[name] ?? 0, after.heap.objects[name] ?? 0, SPARE.instances]] as const)),
      };
      const broken = Object.entries(left).filter(([, [from, to, spare]]) => to - from > spare).map(([name, [from, to]]) => `${name} ${from} to ${to}`);
      return {
        columns: ['before', `after ${benchCount}`],
        rows: [
          ...Object.entries(left).map(([name, [from, to]]) => ({ name, cells: [String(from), String(to)] })),
          { name: 'each', cells: ['', `${(took / benchCount).toFixed(1)} ms`] },
        ],
        ...(broken.length > 0 && { broken: `Something is left: ${broken.join(', ')}.` }),
      };
    } finally {
      alive.end();
    }
  };
  return { title, run };
}

export const benches: readonly Bench[] = [
  leaks('rekey-wizard, on four of its screens, that comes and goes', wizardVisits),
  leaks('rekey-request-list, with a detail and live changes, that comes and goes', listVisits),
  leaks('caa-verifier, verifying, that comes and goes', verifierVisits),
  leaks('second-factor-dialog, open, that comes and goes', dialogVisits),
];
