import type { KeyScope } from '../core/keys.js';
import { bytesOf, type Bytes } from './bytes.js';

const DATABASE = 'rekey-elements-keys';
const STORE = 'keys';

/** Encrypted private keys by RA, user and key; never a key in the clear. */
export interface KeyStore {
  /** The DER EncryptedPrivateKeyInfo. */
  get(scope: KeyScope): Promise<Bytes | undefined>;
  put(scope: KeyScope, encryptedKey: Bytes): Promise<void>;
  delete(scope: KeyScope): Promise<void>;
}

const keyOf = ({ raId, userId, spkiSha256 }: KeyScope): string[] => [raId, userId, spkiSha256];

/**
 * Keeps encrypted keys in IndexedDB. That is a convenience on top of the file that the user has: where IndexedDB is missing,
 * blocked, full or evicted, they are kept in memory as long as the page lives, and no method fails.
 *
 * @param factory another IndexedDB, or `null` for none; the page's own when absent
 */
export function createKeyStore(factory?: IDBFactory | null): KeyStore {
  const memory = new Map<string, Bytes>();

  async function inDatabase<T>(mode: IDBTransactionMode, run: (store: IDBObjectStore) => IDBRequest<T>): Promise<T | undefined> {
    let database: IDBDatabase | undefined;
    try {
      database = await open(factory === undefined ? findFactory() : factory);
      return database === undefined ? undefined : await complete(database.transaction(STORE, mode), run);
    } catch {
      return undefined;
    } finally {
      database?.close();
    }
  }

  return {
    async get(scope) {
      const stored: unknown = await inDatabase('readonly', (store) => store.get(keyOf(scope)) as IDBRequest<unknown>);
      return stored instanceof Uint8Array ? bytesOf(stored) : memory.get(keyOf(scope).join('\n'));
    },
    async put(scope, encryptedKey) {
      const stored = await inDatabase('readwrite', (store) => store.put(encryptedKey, keyOf(scope)));
      if (stored === undefined) memory.set(keyOf(scope).join('\n'), encryptedKey);
    },
    async delete(scope) {
      memory.delete(keyOf(scope).join('\n'));
      await inDatabase('readwrite', (store) => store.delete(keyOf(scope)));
    },
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
