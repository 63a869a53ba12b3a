import type { Saved } from './flow-types.js';
import type { KeyPort } from './keys.js';
import type { CallJournal } from './calls.js';

/** A lock that one tab holds. */
export interface HeldLock { release(): void }

/** What the session needs of its surroundings. A browser's are in the Lit layer; tests bring their own. */
export interface SessionPorts {
  /** Loads the crypto code and gives the keys; asked for when a key or a CSR is about to be needed. */
  keys(): Promise<KeyPort>;
  /** SHA-256 of the UTF-8 bytes of a text, in lower-case hex. */
  sha256(text: string): Promise<string>;
  /** Milliseconds since the epoch. */
  now(): number;
  /** What this tab keeps between two loads of the page. Never a secret. */
  memory: SessionMemory;
  /** Key sources that this page can serve at all, for example only `upload` without WebCrypto. */
  keySources(): readonly ('browser' | 'upload' | 'token')[];
  /**
   * Takes the lock of that name, or gives `undefined` when another tab holds it; `whenFree` is called once it is free again.
   * Where the platform has no locks, every call succeeds.
   */
  lock(name: string, whenFree: () => void, signal: AbortSignal): Promise<HeldLock | undefined>;
  /** Calls back after so many milliseconds; returns the way to call it off. */
  after(ms: number, callback: () => void): () => void;
}

export interface SessionMemory {
  read(certificateOrRequestId: string): Saved | undefined;
  write(saved: Saved): void;
  clear(saved: Pick<Saved, 'certificateId' | 'requestId'>): void;
  readonly journal: CallJournal;
}
