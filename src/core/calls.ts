import type { CallOptions, ChangeOptions } from './adapter.js';
import { RekeyError, toRekeyError } from './errors.js';

/** Where the idempotency keys of unanswered changes are kept, so that a reloaded page repeats a change with the same key. */
export interface CallJournal {
  read(): Readonly<Record<string, JournalEntry>>;
  write(entries: Readonly<Record<string, JournalEntry>>): void;
}
export interface JournalEntry { readonly key: string; readonly digest: string }

export interface CallerOptions {
  correlationId?: string | undefined;
  journal?: CallJournal | undefined;
}

/**
 * Runs calls of the adapter: gives each its correlation id and signal, and gives each change an idempotency key that stays the
 * same until the outcome of that change is known.
 */
export class Caller {
  readonly correlationId: string;
  readonly #journal: CallJournal | undefined;
  #pending: Record<string, JournalEntry>;

  constructor({ correlationId = uuid(), journal }: CallerOptions = {}) {
    this.correlationId = correlationId;
    this.#journal = journal;
    this.#pending = { ...journal?.read() };
  }

  /** @throws RekeyError */
  async read<T>(call: (o: CallOptions) => Promise<T>, signal?: AbortSignal): Promise<T> {
    return this.#run(() => call({ signal, correlationId: this.correlationId }), signal);
  }

  /**
   * @param operation names the change and its target, for example `submit:42`.
   * @param body what is sent: another body under the same operation is another change and gets a key of its own. It is digested,
   *   not kept; leave secrets out of it.
   * @throws RekeyError
   */
  async change<T>(
    operation: string,
    body: unknown,
    call: (o: ChangeOptions) => Promise<T>,
    { signal, ifMatch }: { signal?: AbortSignal | undefined; ifMatch?: string | undefined } = {},
  ): Promise<T> {
    const digest = digestOf(body);
    const open = this.#pending[operation];
    const key = open?.digest === digest ? open.key : uuid();
    this.#keep(operation, { key, digest });
    try {
      const result = await this.#run(() => call({ signal, correlationId: this.correlationId, idempotencyKey: key, ifMatch }), signal);
      this.#keep(operation, undefined);
      return result;
    } catch (thrown) {
      if (!isOutcomeUnknown(toRekeyError(thrown))) this.#keep(operation, undefined);
      throw thrown;
    }
  }

  async #run<T>(call: () => Promise<T>, signal: AbortSignal | undefined): Promise<T> {
    try {
      if (signal?.aborted) throw new RekeyError('aborted');
      return await call();
    } catch (thrown) {
      throw toRekeyError(thrown, this.correlationId);
    }
  }

  #keep(operation: string, entry: JournalEntry | undefined): void {
    const { [operation]: _, ...rest } = this.#pending;
    this.#pending = entry === undefined ? rest : { ...rest, [operation]: entry };
    this.#journal?.write(this.#pending);
  }
}

/** True when the change may have taken effect although the caller was told nothing of it. */
export function isOutcomeUnknown(error: RekeyError): boolean {
  return error.code === 'unavailable' || error.code === 'aborted' || error.code === 'auth'
    || (error.code === 'protocol' && error.reason === undefined);
}

/** RFC 9562 version 4; without a secure context the platform lacks `randomUUID`. */
export function uuid(): string {
  const platform = globalThis.crypto as Crypto & { randomUUID?: () => string };
  if (typeof platform.randomUUID === 'function') return platform.randomUUID();
  const b = platform.getRandomValues(new Uint8Array(16));
  const versioned = b.map((x, i) => (i === 6 ? (x & 0x0f) | 0x40 : i === 8 ? (x & 0x3f) | 0x80 : x));
  const hex = Array.from(versioned, (x) => x.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** Two 32-bit FNV-1a hashes over the JSON text: tells bodies apart, keeps nothing of them. */
function digestOf(body: unknown): string {
  const text = JSON.stringify([body]);
  let a = 0x811c9dc5;
  let b = 0x01000193;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    a = Math.imul(a ^ c, 0x01000193);
    b = Math.imul(b ^ (c + i), 0x85ebca6b);
  }
  return `${text.length.toString(36)}-${(a >>> 0).toString(36)}-${(b >>> 0).toString(36)}`;
}
