import type { KeyScope } from '../core/keys.js';
import { RekeyError } from '../core/errors.js';
import { bytesOf, type Bytes } from './bytes.js';

const DATABASE = 'rekey-elements-keys';
const STORE = 'keys';

/** Encrypted private keys by RA, user and key; never a key in the clear. */
export interface KeyStore {
  /** The DER EncryptedPrivateKeyInfo. */
  get(scope: KeyScope): Promise<Bytes | undefined>;
  /** @param keepFor milliseconds, by this computer's clock; later, whoever opens the store removes it */
  put(scope: KeyScope, encryptedKey: Bytes, keepFor: number): Promise<void>;
  /** @throws RekeyError `storage` with reason `forget`, retryable, when the copy may still be there */
  delete(scope: KeyScope): Promise<void>;
}

interface Entry { readonly key: Bytes; readonly keptUntil: number }

const keyOf = ({ raId, userId, spkiSha256 }: KeyScope): string[] => [raId, userId, spkiSha256];

/**
 * Keeps encrypted keys in IndexedDB. That is a convenience on top of the file that the user has: where IndexedDB is missing,
 * blocked, full or evicted, they are kept in memory as long as the page lives, and no method fails but `delete`, whose caller
 * says that nothing is left.
 *
 * @param factory another IndexedDB, or `null` for none; the page's own when absent
 * @param now milliseconds since the epoch
 */
export function createKeyStore(factory?: IDBFactory | null, now: () => number = () => Date.now()): KeyStore {
  const memory = new Map<string, Bytes>();

  /** `undefined` where there is no IndexedDB. @throws whatever it throws */
  async function attempt<T>(run: (store: IDBObjectStore) => IDBRequest<T>): Promise<{ readonly result: T } | undefined> {
    const database = await open(factory === undefined ? findFactory() : factory);
    if (database === undefined) return undefined;
    try {
      const transaction = database.transaction(STORE, 'readwrite');
      sweep(transaction.objectStore(STORE), now());
      return { result: await complete(transaction, run) };
    } finally {
      database.close();
    }
  }

  return {
    async get(scope) {
      const stored = await attempt((store) => store.get(keyOf(scope)) as IDBRequest<unknown>).catch(() => undefined);
      return isEntry(stored?.result) ? bytesOf(stored.result.key) : memory.get(JSON.stringify(keyOf(scope)));
    },
    async put(scope, encryptedKey, keepFor) {
      const entry: Entry = { key: encryptedKey, keptUntil: now() + keepFor };
      const stored = await attempt((store) => store.put(entry, keyOf(scope))).catch(() => undefined);
      if (stored === undefined) memory.set(JSON.stringify(keyOf(scope)), encryptedKey);
    },
    async delete(scope) {
      memory.delete(JSON.stringify(keyOf(scope)));
      try {
        await attempt((store) => store.delete(keyOf(scope)));
      } catch (cause) {
        // A page that may not open the store has never put anything there.
        if (!isDenied(cause)) throw new RekeyError('storage', { reason: 'forget', retryable: true, cause });
      }
    },
  };
}

const isDenied = (thrown: unknown): boolean => (thrown as { name?: string } | undefined)?.name === 'SecurityError';

function isEntry(stored: unknown): stored is Entry {
  return typeof stored === 'object' && stored !== null && 'key' in stored && stored.key instanceof Uint8Array;
}

/** Removes what nobody came back for, in the transaction that is about to be used. */
function sweep(store: IDBObjectStore, now: number): void {
  const cursors = store.openCursor();
  cursors.onsuccess = () => {
    const cursor = cursors.result;
    if (cursor === null) return;
    const entry: unknown = cursor.value;
    if (!isEntry(entry) || entry.keptUntil < now) cursor.delete();
    cursor.continue();
  };
}

/** Reading `indexedDB` throws where a frame may not have it. */
function findFactory(): IDBFactory | null {
  try {
    return (globalThis as { indexedDB?: IDBFactory }).indexedDB ?? null;
  } catch {
    return null;
  }
}

function open(factory: IDBFactory | null): Promise<IDBDatabase | undefined> {
  if (factory === null) return Promise.resolve(undefined);
  return new Promise((resolve, reject) => {
    const request = factory.open(DATABASE, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(STORE);
    };
    request.onsuccess = () => {
      resolve(request.result);
    };
    request.onerror = () => {
      reject(request.error ?? new Error('IndexedDB'));
    };
  });
}

/** The result of one request, once its transaction is durable. */
function complete<T>(transaction: IDBTransaction, run: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = run(transaction.objectStore(STORE));
    transaction.oncomplete = () => {
      resolve(request.result);
    };
    transaction.onabort = () => {
      reject(transaction.error ?? new Error('IndexedDB'));
    };
  });
}
