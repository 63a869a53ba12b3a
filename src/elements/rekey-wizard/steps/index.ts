import type { StepId } from '../../../core/flow-types.js';
import type { Step, StepFactories, StepHost } from '../step.js';
import { earlySteps } from './early.js';
import type * as Late from './late.js';

/** What a chunk of code holds: the screens of some steps. */
type Chunk = Partial<{ readonly [S in StepId]: (host: StepHost) => Step<S> }>;

/** The chunks in the order in which a flow comes to them. */
const CHUNKS = {
  key: async () => (await import('./key.js')).keySteps satisfies StepFactories<'csr' | 'key-backup'>,
  names: async () => (await import('./names.js')).nameSteps satisfies StepFactories<'subject' | 'san' | 'validity'>,
  submit: async () => (await import('./submit.js')).submitSteps satisfies StepFactories<'domains' | 'confirm' | 'second-factor'>,
  end: async () => (await import('./end.js')).endSteps satisfies StepFactories<'pending' | 'result'>,
} as const satisfies Readonly<Record<string, () => Promise<Chunk>>>;
type ChunkId = keyof typeof CHUNKS;

const CHUNK_OF: Readonly<Partial<Record<StepId, ChunkId>>> = {
  csr: 'key', 'key-backup': 'key', subject: 'names', san: 'names', validity: 'names',
  domains: 'submit', confirm: 'submit', 'second-factor': 'submit', pending: 'end', result: 'end',
};

/** What is loaded while a step is shown, or is being left, so that the next one is there at once. */
const NEXT: Readonly<Partial<Record<StepId, ChunkId>>> = {
  reason: 'key', csr: 'names', 'key-backup': 'names', san: 'submit', validity: 'submit', confirm: 'end', 'second-factor': 'end',
};

const loaded = new Map<ChunkId, Chunk>();

async function load(id: ChunkId): Promise<Chunk> {
  const [chunk] = await Promise.all([CHUNKS[id]() as Promise<Chunk>, loadLate()]);
  loaded.set(id, chunk);
  return chunk;
}

/** Words, icons and styles of what comes after the first screens, and the events of a request. */
export async function loadLate(): Promise<typeof Late> {
  if (late === undefined) {
    late = await import('./late.js');
    late.prepareLate();
  }
  return late;
}
let late: typeof Late | undefined;

/** The screen of a step: at once when its code is here, else a promise of it, which rejects when the code cannot be loaded. */
export function loadStep<S extends StepId>(step: S, host: StepHost): Step<S> | Promise<Step<S>> {
  const make = (chunk: Chunk): Step<S> => {
    if (late !== undefined) host.adopt(...late.lateStyles);
    return (chunk as StepFactories<S>)[step](host);
  };
  const id = CHUNK_OF[step];
  if (id === undefined) return make(earlySteps);
  const there = loaded.get(id);
  return there === undefined ? load(id).then(make) : make(there);
}

/** Loads the code of the steps after `step`. When it cannot be loaded now, it is asked for again once it is needed. */
export async function prefetchAfter(step: StepId): Promise<void> {
  const id = NEXT[step];
  if (id !== undefined && !loaded.has(id)) await load(id).catch(() => undefined);
}
