import type { TableName, Tables } from '../ra/model.js';
import type { Expectation, RaStore, Row, RowRef, Write } from '../ra/store.js';

/** Rows in a map: they live as long as this object. */
export class MemoryStore implements RaStore {
  readonly #rows = new Map<string, Row<unknown> & { readonly table: TableName }>();
  readonly #listeners = new Set<(rows: readonly RowRef[]) => void>();

  async get<T extends TableName>(table: T, key: string): Promise<Row<Tables[T]> | undefined> {
    return this.#rows.get(`${table}\n${key}`) as Row<Tables[T]> | undefined;
  }

  async list<T extends TableName>(table: T, prefix = ''): Promise<readonly Row<Tables[T]>[]> {
    return [...this.#rows.values()]
      .filter((row) => row.table === table && row.key.startsWith(prefix))
      .sort((a, b) => (a.key < b.key ? -1 : 1)) as unknown as Row<Tables[T]>[];
  }

  async commit(expected: readonly Expectation[], writes: readonly Write[]): Promise<boolean> {
    for (const { table, key, version } of expected) {
      if ((this.#rows.get(`${table}\n${key}`)?.version ?? 0) !== version) return false;
    }
    for (const { table, key, value } of writes) {
      const id = `${table}\n${key}`;
      if (value === undefined) this.#rows.delete(id);
      else this.#rows.set(id, { table, key, version: (this.#rows.get(id)?.version ?? 0) + 1, value });
    }
    if (writes.length > 0) for (const listener of [...this.#listeners]) listener(writes);
    return true;
  }

  onCommit(listener: (rows: readonly RowRef[]) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async clear(): Promise<void> {
    this.#rows.clear();
  }

  close(): void {
    this.#listeners.clear();
  }
}
