import type { Message, SandboxRa } from '../../src/sandbox.js';
import { el } from './dom.js';

const READ = 'portal-read-messages';

/**
 * The messages of whoever is signed in, as they arrive. A new one also shows as a notification, as a telephone would: it lies
 * above a modal dialog, so that a code can be read while the dialog asks for it.
 */
export class Inbox {
  readonly #ra: SandboxRa;
  readonly #popup: HTMLElement;
  readonly #counted: (unread: number) => void;
  readonly #say: (text: string) => void;
  readonly #listeners = new Set<() => void>();
  #stop: () => void = () => undefined;
  #messages: readonly Message[] = [];
  #known: ReadonlySet<string> | undefined;

  constructor(ra: SandboxRa, popup: HTMLElement, counted: (unread: number) => void, say: (text: string) => void) {
    this.#ra = ra;
    this.#popup = popup;
    this.#counted = counted;
    this.#say = say;
  }

  /** Follows that person's messages, and nobody else's. */
  of(personId: string): void {
    this.#stop();
    this.#messages = [];
    this.#known = undefined;
    let current = true;
    const update = async (): Promise<void> => {
      const messages = (await this.#ra.inbox.list()).filter((message) => message.personId === personId);
      if (current) this.#take(messages);
    };
    const onChange = (event: Event): void => {
      if ((event as CustomEvent<{ tables: readonly string[] }>).detail.tables.includes('messages')) void update();
    };
    this.#ra.addEventListener('change', onChange);
    this.#stop = () => {
      current = false;
      this.#ra.removeEventListener('change', onChange);
    };
    void update();
  }

  /** Newest first. */
  get messages(): readonly Message[] {
    return this.#messages;
  }

  get unread(): number {
    const read = readIds();
    return this.#messages.filter(({ id }) => !read.has(id)).length;
  }

  isNew(message: Message): boolean {
    return !readIds().has(message.id);
  }

  markRead(): void {
    // Ids alone: a code is kept by the sandbox and nowhere else.
    sessionStorage.setItem(READ, JSON.stringify([...new Set([...readIds(), ...this.#messages.map(({ id }) => id)])].slice(-200)));
    this.hideNotification();
    this.#counted(this.unread);
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  hideNotification(): void {
    if (this.#popup.matches(':popover-open')) this.#popup.hidePopover();
  }

  #take(messages: readonly Message[]): void {
    const known = this.#known;
    this.#messages = [...messages].sort((a, b) => b.at.localeCompare(a.at));
    this.#known = new Set(messages.map(({ id }) => id));
    const arrived = known === undefined ? undefined : this.#messages.find(({ id }) => !known.has(id));
    if (arrived !== undefined) this.#notify(arrived);
    this.#counted(this.unread);
    for (const listener of this.#listeners) listener();
  }

  #notify(message: Message): void {
    this.hideNotification();
    const kind = message.channel === 'email' ? 'E-mail' : 'SMS';
    this.#popup.replaceChildren(
      el('p', {}, el('strong', {}, `${kind} to ${message.to}`)),
      el('p', {}, message.text),
      el('p', { class: 'code', translate: 'no' }, message.code),
      el('div', { class: 'actions' },
        el('a', { href: '#/inbox' }, 'Open the inbox'),
        el('button', { type: 'button', onclick: () => this.hideNotification() }, 'Close')));
    this.#popup.showPopover();
    this.#say(`${kind} arrived. It is in the inbox.`);
  }
}

function readIds(): ReadonlySet<string> {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(READ) ?? '[]');
    return new Set(Array.isArray(kept) ? kept.map(String) : []);
  } catch {
    return new Set();
  }
}
