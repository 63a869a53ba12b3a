import { RekeyError } from '../../core/errors.js';
import type { TableName, Tables } from '../ra/model.js';
import type { Expectation, RaStore, Row, RowRef, Write } from '../ra/store.js';

const ROWS = 'rows';

interface StoredRow { readonly version: number; readonly value: unknown; readonly key: string }

const settled = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(storageError(request.error));
  });

const storageError = (cause: unknown): RekeyError => new RekeyError('unavailable', { reason: 'storage', cause });

/** Rows in an IndexedDB database of this origin: they outlive a reload, and every tab shares them. */
export class IndexedDbStore implements RaStore {
  readonly #name: string;
  #database: Promise<IDBDatabase> | undefined;
  #channel: BroadcastChannel | undefined;
  readonly #listeners = new Set<(rows: readonly RowRef[]) => void>();

  /** @param name of the database and of the channel on which tabs tell each other of commits. */
  constructor(name: string) {
    this.#name = name;
  }

  #open(): Promise<IDBDatabase> {
    this.#database ??= new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(this.#name, 1);
      request.onupgradeneeded = () => request.result.createObjectStore(ROWS);
      request.onsuccess = () => {
        // Lets go when another tab deletes the database; the next call opens it anew.
        request.result.onversionchange = () => this.#letGo();
        request.result.onclose = () => this.#letGo();
        resolve(request.result);
      };
      request.onerror = () => {
        this.#database = undefined;
        reject(storageError(request.error));
      };
    });
    return this.#database;
  }

  async #begin(mode: IDBTransactionMode): Promise<IDBTransaction> {
    const database = await this.#open();
    try {
      return database.transaction(ROWS, mode);
    } catch {
      // The connection was closed since it was opened: once more, on a new one.
      this.#letGo();
      try {
        return (await this.#open()).transaction(ROWS, mode);
      } catch (cause) {
        throw storageError(cause);
      }
    }
  }

  async get<T extends TableName>(table: T, key: string): Promise<Row<Tables[T]> | undefined> {
    const rows = (await this.#begin('readonly')).objectStore(ROWS);
    return settled(rows.get([table, key]) as IDBRequest<Row<Tables[T]> | undefined>);
  }

  async list<T extends TableName>(table: T, prefix = ''): Promise<readonly Row<Tables[T]>[]> {
    const rows = (await this.#begin('readonly')).objectStore(ROWS);
    const range = IDBKeyRange.bound([table, prefix], [table, `${prefix}\uffff`]);
    return settled(rows.getAll(range) as IDBRequest<Row<Tables[T]>[]>);
  }

  async commit(expected: readonly Expectation[], writes: readonly Write[]): Promise<boolean> {
    const transaction = await this.#begin('readwrite');
    const rows = transaction.objectStore(ROWS);
    const done = new Promise<boolean>((resolve, reject) => {
      transaction.oncomplete = () => resolve(true);
      transaction.onabort = () => (transaction.error === null ? resolve(false) : reject(storageError(transaction.error)));
    });
    // One transaction from the first check to the last write: requests are issued from callbacks, so that it stays alive.
    const seen = new Map<string, number>();
    const refs: readonly RowRef[] = [...expected, ...writes];
    let open = refs.length;
    const write = (): void => {
      if (expected.some(({ table, key, version }) => seen.get(`${table}\n${key}`) !== version)) {
        transaction.abort();
        return;
      }
      for (const { table, key, value } of writes) {
        if (value === undefined) rows.delete([table, key]);
        else rows.put({ key, version: (seen.get(`${table}\n${key}`) ?? 0) + 1, value } satisfies StoredRow, [table, key]);
      }
    };
    for (const { table, key } of refs) {
      const request = rows.get([table, key]) as IDBRequest<StoredRow | undefined>;
      request.onsuccess = () => {
        seen.set(`${table}\n${key}`, request.result?.version ?? 0);
        if (--open === 0) write();
      };
    }
    const committed = await done;
    if (committed && writes.length > 0) {
      const changed = writes.map(({ table, key }) => ({ table, key }));
      this.#tell(changed);
      this.#listen()?.postMessage(changed);
    }
    return committed;
  }

  onCommit(listener: (rows: readonly RowRef[]) => void): () => void {
    this.#listen();
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async clear(): Promise<void> {
    const transaction = await this.#begin('readwrite');
    await settled(transaction.objectStore(ROWS).clear());
  }

  close(): void {
    this.#channel?.close();
    this.#channel = undefined;
    this.#listeners.clear();
    this.#letGo();
  }

  #letGo(): void {
    const database = this.#database;
    this.#database = undefined;
    void database?.then((db) => db.close(), () => undefined);
  }

  #tell(rows: readonly RowRef[]): void {
    for (const listener of [...this.#listeners]) listener(rows);
  }

  #listen(): BroadcastChannel | undefined {
    if (this.#channel === undefined && typeof BroadcastChannel === 'function') {
      this.#channel = new BroadcastChannel(this.#name);
      this.#channel.onmessage = (event: MessageEvent<readonly RowRef[]>) => this.#tell(event.data);
    }
    return this.#channel;
  }
}
