import type { RaAdapter } from '../../src/core/adapter.js';
import { RekeySession } from '../../src/core/session.js';

/** A place where something was found that belongs there alone where it was typed. */
export interface Finding { readonly secret: string; readonly place: string; readonly as: string }

interface Secret { readonly name: string; readonly needles: readonly (readonly [as: string, text: string | RegExp])[]; readonly allowed: readonly string[] }
interface Trace { readonly place: string; readonly text: string }

/** What stands in the traces for a CryptoKey that can be exported. */
const EXTRACTABLE = '[an extractable private key]';

const latin1 = (bytes: Uint8Array): string => Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
const hex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** The base64 of bytes that stand anywhere in others: by each of the three alignments, without what neighbours decide. */
function base64At(bytes: Uint8Array): string[] {
  return [0, 1, 2].map((before) => {
    const text = btoa('\0'.repeat(before) + latin1(bytes));
    const from = Math.ceil((before * 8) / 6);
    return text.slice(from, Math.floor(((before + bytes.length) * 8) / 6));
  });
}

function needlesOf(bytes: Uint8Array): (readonly [string, string])[] {
  const base64 = base64At(bytes);
  return [
    ['bytes', latin1(bytes)], ['hex', hex(bytes)], ['hex', hex(bytes).toUpperCase()], ['numbers', bytes.join(',')],
    ...base64.map((text) => ['base64', text] as const), ...base64.map((text) => ['base64url', text.replaceAll('+', '-').replaceAll('/', '_')] as const),
  ];
}

const bytesOf = (value: unknown): Uint8Array | undefined =>
  value instanceof ArrayBuffer ? new Uint8Array(value) : ArrayBuffer.isView(value) ? new Uint8Array(value.buffer, value.byteOffset, value.byteLength) : undefined;

/**
 * Watches every way by which something typed, or a private key, could leave the place where it belongs, and remembers what went
 * there. Secrets may be named before or after.
 */
export class CanaryWatch {
  readonly #traces: Trace[] = [];
  readonly #secrets: Secret[] = [];
  readonly #undo: (() => void)[] = [];
  readonly #blobs: Promise<void>[] = [];

  constructor() {
    this.#secrets.push({ name: 'any key', needles: [['handle', EXTRACTABLE], ['armour', '-----BEGIN PRIVATE KEY-----']], allowed: ['plain file'] });
    this.#network();
    this.#storage();
    this.#events();
    this.#console();
    this.#keys();
  }

  /** Text that a person types: found in any encoding, also as a part of something. @param allowed places that it is for */
  text(name: string, text: string, ...allowed: readonly string[]): void {
    this.#secrets.push({ name, needles: needlesOf(new TextEncoder().encode(text)), allowed });
  }

  /** A short code: found where it stands by itself, for six digits may be a part of anything. */
  code(name: string, code: string, ...allowed: readonly string[]): void {
    this.#secrets.push({ name, needles: [['text', new RegExp(`(?<![0-9A-Za-z])${code}(?![0-9A-Za-z])`)]], allowed });
  }

  /** The part of a private key that nobody else may know. @param secret big-endian */
  key(name: string, secret: Uint8Array, ...allowed: readonly string[]): void {
    this.#secrets.push({ name, needles: needlesOf(secret), allowed });
  }

  /** The adapter, with what it is called with remembered under the name of the call. */
  adapter(adapter: RaAdapter): RaAdapter {
    const seen: Record<string, unknown> = {};
    for (const [name, member] of Object.entries(adapter) as [string, unknown][]) {
      seen[name] = typeof member !== 'function' ? member : (...given: unknown[]): unknown => {
        this.saw(`adapter.${name}`, given);
        return (member as (...all: unknown[]) => unknown)(...given);
      };
    }
    return seen as unknown as RaAdapter;
  }

  /** Remembers a value with everything that can be reached from it. */
  saw(place: string, ...values: readonly unknown[]): void {
    for (const value of values) this.#walk(place, value, new Set());
  }

  /** Looks at what is there now: storages, databases, address, and the document with every shadow root. @param typing fields hold what is being typed */
  async look({ typing = false }: { typing?: boolean } = {}): Promise<void> {
    this.saw('sessionStorage', Object.entries(sessionStorage));
    this.saw('localStorage', Object.entries(localStorage));
    this.saw('address', location.href, history.state, document.title, document.cookie);
    this.#document(document, typing);
    await this.#databases();
  }

  /** What was found where it does not belong. */
  async findings(): Promise<readonly Finding[]> {
    await Promise.all(this.#blobs);
    const found = new Map<string, Finding>();
    for (const { name, needles, allowed } of this.#secrets) {
      for (const { place, text } of this.#traces) {
        if (allowed.includes(place)) continue;
        for (const [as, needle] of needles) {
          const hit = typeof needle === 'string' ? text.includes(needle) || (as === 'base64' && text.replace(/\s+/g, '').includes(needle)) : needle.test(text);
          if (hit) found.set(`${name} ${place}`, { secret: name, place, as });
        }
      }
    }
    return [...found.values()];
  }

  /** The places that were looked at, for a test that none was forgotten. */
  get places(): ReadonlySet<string> { return new Set(this.#traces.map(({ place }) => place.split('.')[0] ?? '')); }
  /** The names of the keys that were made in this page, in their order. */
  get keysMade(): readonly string[] { return this.#secrets.map(({ name }) => name).filter((name) => name.startsWith('key ')); }

  stop(): void {
    for (const undo of this.#undo.splice(0).reverse()) undo();
  }

  // -------------------------------------------------------------------------------------------------- the ways out

  /** Puts a watching function in the place of another; `see` is told the arguments, which go no further if they are to be kept. */
  #wrap(owner: object, name: string, see: (self: unknown, given: readonly unknown[]) => void, then: 'pass' | 'keep' = 'pass'): void {
    const original = Reflect.get(owner, name) as ((...given: unknown[]) => unknown) | undefined;
    if (typeof original !== 'function') return;
    const own = Object.getOwnPropertyDescriptor(owner, name);
    const seen = function (this: unknown, ...given: unknown[]): unknown {
      see(this, given);
      return then === 'keep' ? undefined : original.apply(this, given);
    };
    Object.defineProperty(owner, name, { configurable: true, writable: true, value: seen });
    this.#undo.push(() => {
      if (own === undefined) Reflect.deleteProperty(owner, name);
      else Object.defineProperty(owner, name, own);
    });
  }

  #network(): void {
    this.#wrap(window, 'fetch', (_, given) => { this.saw('fetch', given); });
    for (const name of ['open', 'send', 'setRequestHeader']) this.#wrap(XMLHttpRequest.prototype, name, (_, given) => { this.saw('XMLHttpRequest', given); });
    this.#wrap(navigator, 'sendBeacon', (_, given) => { this.saw('beacon', given); });
    this.#wrap(WebSocket.prototype, 'send', (_, given) => { this.saw('WebSocket', given); });
    this.#wrap(BroadcastChannel.prototype, 'postMessage', (_, given) => { this.saw('BroadcastChannel', given); });
    this.#wrap(MessagePort.prototype, 'postMessage', (_, given) => { this.saw('MessagePort', given); });
    this.#wrap(window, 'postMessage', (_, given) => { this.saw('postMessage', given); });
    this.#wrap(window, 'open', (_, given) => { this.saw('window', given); });
    for (const name of ['pushState', 'replaceState']) this.#wrap(history, name, (_, given) => { this.saw('history', given); });
  }

  #storage(): void {
    this.#wrap(Storage.prototype, 'setItem', (_, given) => { this.saw('setItem', given); });
    for (const name of ['put', 'add']) this.#wrap(IDBObjectStore.prototype, name, (_, given) => { this.saw('IndexedDB', given); });
  }

  #events(): void {
    this.#wrap(EventTarget.prototype, 'dispatchEvent', (target, [event]) => {
      if (target instanceof RekeySession) this.saw('state', target.state, JSON.stringify(target.state));
      if (event instanceof CustomEvent) this.saw(`event.${event.type}`, event.detail, JSON.stringify(event.detail));
    });
    this.#wrap(RekeySession.prototype, 'send', (_, [event]) => { this.saw('intent', event); });
  }

  #console(): void {
    for (const name of ['log', 'info', 'warn', 'error', 'debug', 'trace', 'dir', 'table', 'assert']) this.#wrap(console, name, (_, given) => { this.saw('console', given); }, 'keep');
  }

  /** Every private key that is made in this page and could be exported is a secret from then on. */
  #keys(): void {
    const { subtle } = crypto;
    const generate = subtle.generateKey.bind(subtle) as (...given: unknown[]) => Promise<CryptoKey | CryptoKeyPair>;
    const own = Object.getOwnPropertyDescriptor(subtle, 'generateKey');
    const seen = async (...given: unknown[]): Promise<CryptoKey | CryptoKeyPair> => {
      const made = await generate(...given);
      if ('privateKey' in made && made.privateKey.extractable) {
        const { d = '' } = await subtle.exportKey('jwk', made.privateKey);
        const secret = Uint8Array.from(atob(d.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
        this.key(`key ${this.keysMade.length + 1}`, secret, 'plain file');
      }
      return made;
    };
    Object.defineProperty(subtle, 'generateKey', { configurable: true, writable: true, value: seen });
    this.#undo.push(() => {
      if (own === undefined) Reflect.deleteProperty(subtle, 'generateKey');
      else Object.defineProperty(subtle, 'generateKey', own);
    });
  }

  // -------------------------------------------------------------------------------------------------- what is there

  #document(root: Document | ShadowRoot, typing: boolean): void {
    for (const element of root.querySelectorAll('*')) {
      // The frame of the tests shows nothing of the page.
      for (const { name, value } of element.attributes) this.#trace('attribute', `${name} ${value}`);
      for (const node of element.childNodes) if (node instanceof Text || node instanceof Comment) this.#trace('text', node.data);
      if (!typing && (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement)) this.#trace('field', element.value);
      if (element.shadowRoot) this.#document(element.shadowRoot, typing);
    }
    for (const node of root.childNodes) if (node instanceof Text) this.#trace('text', node.data);
  }

  async #databases(): Promise<void> {
    for (const { name } of await indexedDB.databases()) {
      if (name === undefined) continue;
      const database = await settled(indexedDB.open(name));
      for (const store of database.objectStoreNames) {
        const rows = database.transaction(store).objectStore(store);
        this.saw('IndexedDB', await settled(rows.getAll()), await settled(rows.getAllKeys()));
      }
      database.close();
    }
  }

  #trace(place: string, text: string): void {
    this.#traces.push({ place, text });
  }

  #walk(place: string, value: unknown, met: Set<unknown>): void {
    if (typeof value === 'string') this.#trace(place, value);
    if (typeof value === 'number') this.#trace(place, String(value));
    if (typeof value !== 'object' || value === null || met.has(value)) return;
    met.add(value);
    const bytes = bytesOf(value);
    if (bytes !== undefined) this.#trace(place, latin1(bytes));
    else if (value instanceof Blob) this.#blobs.push(value.arrayBuffer().then((buffer) => { this.#trace(place, latin1(new Uint8Array(buffer))); }));
    else if (value instanceof CryptoKey) {
      // A key that may be exported is as good as its bytes.
      if (value.type === 'private' && value.extractable) this.#trace(place, EXTRACTABLE);
    } else if (value instanceof Node || value instanceof AbortSignal) return;
    else if (value instanceof Map) for (const [key, member] of value) { this.#walk(place, key, met); this.#walk(place, member, met); }
    else if (value instanceof Set) for (const member of value) this.#walk(place, member, met);
    else {
      if (value instanceof Error) this.#walk(place, [value.message, value.stack, value.cause], met);
      for (const [name, member] of Object.entries(value)) {
        this.#trace(place, name);
        this.#walk(place, member, met);
      }
    }
  }
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => { resolve(request.result); };
    request.onerror = () => { reject(request.error ?? new Error('IndexedDB')); };
  });
}
