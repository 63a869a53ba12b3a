/** An element of a page, wherever it is; stale once it was drawn anew. */
export interface Handle {
  /** Runs a function in the page, with the element first. Arguments and result are JSON. */
  evaluate<A extends readonly unknown[], R>(fn: (element: Element, ...args: A) => R, ...args: A): Promise<Awaited<R>>;
  /** Clicks in its middle, with a pointer. @throws when something else is there */
  click(): Promise<void>;
}

/** What has the focus: accessible role and name, and what can be read in it. */
export interface Focused { readonly role: string; readonly name: string; readonly text: string }

/** A page as an engine's own protocol drives it: what the rest of the harness needs, and no more. */
export interface Surface {
  goto(url: string): Promise<void>;
  reload(): Promise<void>;
  url(): Promise<string>;
  front(): Promise<void>;
  /** @returns the width that the page has then; not every engine's window gets as narrow as is wished */
  resize(width: number, height: number): Promise<number>;
  close(): Promise<void>;
  /** Runs a function in the page; arguments and result are JSON. */
  evaluate<A extends readonly unknown[], R>(fn: (...args: A) => R, ...args: A): Promise<Awaited<R>>;
  /** All that people get at under an accessible role, and name if one is given, in whatever shadow root. */
  all(role: string, name?: string): Promise<readonly Handle[]>;
  focused(): Promise<Focused>;
  /** Presses keys one after the other: names as in `KeyboardEvent.key`, or characters. */
  press(...keys: readonly string[]): Promise<void>;
  /** Puts a text where the focus is, at once, as a paste does. */
  insert(text: string): Promise<void>;
  /** Gives a file to the chooser that `ask` opens. @throws when it opens none */
  choose(path: string, ask: () => Promise<unknown>): Promise<void>;
  screenshot(path: string): Promise<void>;
}

/** A browser profile that nobody used: its surfaces share their storage. */
export interface Profile {
  /** Where downloads go. */
  readonly downloads: string;
  open(): Promise<Surface>;
  /** Takes over what open pages have noted that they must not do, where no event tells of it. */
  gather(): Promise<void>;
  close(): Promise<void>;
}

/** A browser. */
export interface Engine {
  /** @param faults collects what a page must not do: errors, violations of the policy, addresses beyond the server */
  profile(faults: string[]): Promise<Profile>;
  close(): Promise<void>;
}

/** Whether a page is to blame. Firefox and WebKit ask for an icon by themselves, and say that the policy denies it. */
export const isFault = (said: string): boolean => !/\/favicon\.ico\b/.test(said);

export const PATIENCE = 20_000;

/** Polls until `probe` gives something. */
export async function until<T>(what: string | (() => Promise<string>), probe: () => Promise<T | undefined | false | null>, patience = PATIENCE): Promise<T> {
  const deadline = Date.now() + patience;
  for (;;) {
    const found = await probe();
    if (found !== undefined && found !== false && found !== null) return found;
    if (Date.now() > deadline) throw new Error(`Waited in vain for ${typeof what === 'string' ? what : await what()}`);
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
}
