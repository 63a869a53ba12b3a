import { RekeyError } from '../../core/errors.js';
import type { TableName, Tables } from './model.js';

export interface RowRef { readonly table: TableName; readonly key: string }
/** `version` 0: there is no such row. */
export interface Expectation extends RowRef { readonly version: number }
/** `value` undefined: the row is removed. */
export interface Write extends RowRef { readonly value: unknown }
export interface Row<T> { readonly key: string; readonly version: number; readonly value: T }

/**
 * Where an RA keeps its records: versioned rows and one atomic commit. A database, a browser's storage or a map can be one.
 * Values are structured-cloneable and never mutated.
 */
export interface RaStore {
  get<T extends TableName>(table: T, key: string): Promise<Row<Tables[T]> | undefined>;
  /** Rows whose key begins with `prefix`, in the order of their keys. */
  list<T extends TableName>(table: T, prefix?: string): Promise<readonly Row<Tables[T]>[]>;
  /** All writes or none: `false` when an expectation does not hold, and then nothing was written. Without writes it only checks. */
  commit(expected: readonly Expectation[], writes: readonly Write[]): Promise<boolean>;
  /** Tells of every commit, those of other tabs on the same data included, once it stands. */
  onCommit(listener: (rows: readonly RowRef[]) => void): () => void;
  clear(): Promise<void>;
  close(): void;
}

/** Thrown to commit what was done so far and then reject: a wrong code counts although it is refused. */
class CommittedRefusal extends Error {
  constructor(readonly error: RekeyError) {
    super(error.message);
  }
}

/**
 * One unit of work: reads are remembered, writes are held back, and both are checked and written in one commit. Between them a
 * rule may await what it likes, WebCrypto included, which no IndexedDB transaction would survive.
 */
export class Work {
  readonly #store: RaStore;
  readonly #read = new Map<string, { readonly ref: RowRef; readonly row: Promise<Row<unknown> | undefined>; version: number }>();
  readonly #written = new Map<string, Write>();
  #beforeRefusal: ((error: RekeyError) => void) | undefined;

  constructor(store: RaStore) {
    this.#store = store;
  }

  async get<T extends TableName>(table: T, key: string): Promise<Tables[T] | undefined> {
    const id = `${table}\n${key}`;
    const written = this.#written.get(id);
    if (written !== undefined) return written.value as Tables[T] | undefined;
    let read = this.#read.get(id);
    if (read === undefined) {
      // Kept before it is answered: whoever asks meanwhile sees the same version.
      read = { ref: { table, key }, row: this.#store.get(table, key), version: 0 };
      this.#read.set(id, read);
    }
    const row = await read.row;
    read.version = row?.version ?? 0;
    return row?.value as Tables[T] | undefined;
  }

  /** A snapshot for showing; a rule that decides by a row reads it with `get`, so that the commit checks it. */
  async list<T extends TableName>(table: T, prefix = ''): Promise<readonly Tables[T][]> {
    const rows = new Map((await this.#store.list(table, prefix)).map((row) => [row.key, row.value]));
    for (const write of this.#written.values()) {
      if (write.table !== table || !write.key.startsWith(prefix)) continue;
      if (write.value === undefined) rows.delete(write.key);
      else rows.set(write.key, write.value as Tables[T]);
    }
    return [...rows].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, value]) => value);
  }

  put<T extends TableName>(table: T, key: string, value: Tables[T]): void {
    this.#written.set(`${table}\n${key}`, { table, key, value });
  }

  remove(table: TableName, key: string): void {
    this.#written.set(`${table}\n${key}`, { table, key, value: undefined });
  }

  /** Commits what was done so far and rejects the call with `error`. */
  refuse(error: RekeyError): never {
    this.#beforeRefusal?.(error);
    throw new CommittedRefusal(error);
  }

  onRefusal(listener: (error: RekeyError) => void): void {
    this.#beforeRefusal = listener;
  }

  get expectations(): readonly Expectation[] {
    return [...this.#read.values()].map(({ ref, version }) => ({ ...ref, version }));
  }

  get writes(): readonly Write[] {
    return [...this.#written.values()];
  }
}

const ATTEMPTS = 25;

/**
 * Runs a rule as one unit of work and commits it; when somebody else changed what it read, it runs again on what stands now,
 * also when it threw.
 * @throws whatever the rule throws, and then nothing was written; `unavailable` when others keep coming in between.
 */
export async function transact<T>(store: RaStore, rule: (work: Work) => Promise<T>): Promise<T> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const work = new Work(store);
    let outcome: { readonly value: T } | { readonly refusal: RekeyError };
    try {
      outcome = { value: await rule(work) };
    } catch (thrown) {
      if (!(thrown instanceof CommittedRefusal)) {
        // What it read may have changed between two reads, and the error come of that: it holds only for one state.
        if (await store.commit(work.expectations, [])) throw thrown;
        continue;
      }
      outcome = { refusal: thrown.error };
    }
    if (work.writes.length === 0 || (await store.commit(work.expectations, work.writes))) {
      if ('refusal' in outcome) throw outcome.refusal;
      return outcome.value;
    }
  }
  throw new RekeyError('unavailable', { reason: 'contention', retryAfter: 1 });
}
