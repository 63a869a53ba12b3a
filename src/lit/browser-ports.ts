import type { RaAdapter } from '../core/adapter.js';
import type { HeldLock, SessionMemory, SessionPorts } from '../core/ports.js';
import type { Saved } from '../core/flow-types.js';
import type { CallJournal, JournalEntry } from '../core/calls.js';
import type { KeySource } from '../core/domain.js';

/**
 * What a session needs of a browser. Nothing is touched before it is asked for.
 *
 * @param adapter names the RA (what is stored for one stays apart from another's) and tells its time.
 */
export function browserPorts(adapter: Pick<RaAdapter, 'raId' | 'now'>): SessionPorts {
  return {
    keys: async () => (await import('../crypto/vault.js')).createKeyPort(),
    sha256,
    now: () => adapter.now?.() ?? Date.now(),
    memory: tabMemory(adapter.raId),
    keySources,
    lock: webLock,
    after: (ms, callback) => {
      const timer = setTimeout(callback, ms);
      return () => { clearTimeout(timer); };
    },
  };
}

/** Without a secure context there is no WebCrypto: a key can neither be made nor used in the page. */
function keySources(): readonly KeySource[] {
  return hasWebCrypto() ? ['browser', 'upload'] : ['upload'];
}

function hasWebCrypto(): boolean {
  return (globalThis.crypto as { subtle?: SubtleCrypto } | undefined)?.subtle !== undefined;
}

async function sha256(text: string): Promise<string> {
  const bytes = new TextEncoder().encode(text);
  const hash = hasWebCrypto()
    ? new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
    : (await import('@noble/hashes/sha2.js')).sha256(bytes);
  return Array.from(hash, (b) => b.toString(16).padStart(2, '0')).join('');
}

/**
 * Takes a Web Lock that is held until it is released. When another tab has it, waits in line for it with a second request and
 * gives it back at once, so that whoever is told may ask again.
 */
async function webLock(name: string, whenFree: () => void, signal: AbortSignal): Promise<HeldLock | undefined> {
  const locks = (navigator as { locks?: LockManager }).locks;
  if (locks === undefined) return { release: () => undefined };
  const held = await new Promise<HeldLock | undefined>((resolve, reject) => {
    locks.request(name, { ifAvailable: true }, (lock) => {
      if (lock === null) {
        resolve(undefined);
        return undefined;
      }
      return new Promise<void>((release) => { resolve({ release }); });
    }).catch(reject);
  });
  if (held === undefined) {
    locks.request(name, { signal }, () => undefined).then(whenFree, () => undefined);
  } else if (signal.aborted) {
    held.release();
  }
  return held;
}

/** `sessionStorage`, or the page's memory where storage is denied. */
function tabMemory(raId: string): SessionMemory {
  const prefix = `rekey-elements:${raId}:`;
  const savedKey = (id: string): string => `${prefix}flow:${id}`;
  const callsKey = `${prefix}calls`;
  const journal: CallJournal = {
    read: () => get<Record<string, JournalEntry>>(callsKey) ?? {},
    write: (entries) => { put(callsKey, entries); },
  };
  return {
    journal,
    read: (id) => get<Saved>(savedKey(id)),
    write: (saved) => {
      put(savedKey(saved.certificateId), saved);
      if (saved.requestId !== undefined) put(savedKey(saved.requestId), saved);
    },
    clear: ({ certificateId, requestId }) => {
      drop(savedKey(certificateId));
      if (requestId !== undefined) drop(savedKey(requestId));
    },
  };
}

const fallback = new Map<string, string>();

function storage(): Storage | undefined {
  try {
    return globalThis.sessionStorage;
  } catch {
    return undefined;
  }
}

function get<T>(key: string): T | undefined {
  const text = fallback.get(key) ?? storage()?.getItem(key);
  if (text === null || text === undefined) return undefined;
  try {
    return JSON.parse(text) as T;
  } catch {
    return undefined;
  }
}

function put(key: string, value: unknown): void {
  const text = JSON.stringify(value);
  try {
    const store = storage();
    if (store === undefined) throw new TypeError('no storage');
    store.setItem(key, text);
    fallback.delete(key);
  } catch {
    fallback.set(key, text);
  }
}

function drop(key: string): void {
  fallback.delete(key);
  storage()?.removeItem(key);
}
