/**
 * The window in which somebody signs in elsewhere. It is told where to go and asked whether it is still there; what happens in it
 * is learnt from the RA. A page with a Cross-Origin-Opener-Policy of its own makes it look closed while it is open.
 */
export class SignInWindow {
  #window: Window | null = null;

  /**
   * Opens it, blank. Browsers allow that within a click only: call it before anything is waited for.
   * @param title what it says until it is told where to go
   * @param lang of that title
   * @returns false when it was blocked
   */
  open(title: string, lang: string): boolean {
    this.close();
    const opened = blank();
    this.#window = opened;
    if (opened === null || opened.closed) return false;
    // `noopener` would give no handle to navigate by; without an opener, the page in it cannot navigate this one.
    opened.opener = null;
    const { document } = opened;
    document.title = title;
    document.documentElement.lang = lang;
    document.body.textContent = title;
    return true;
  }

  /** Sends it to an address that was checked. @returns false when it is gone */
  go(address: URL): boolean {
    if (this.#window === null || this.#window.closed) return false;
    // The blank page leaves no entry to go back to.
    this.#window.location.replace(address.href);
    return true;
  }

  get isThere(): boolean {
    return this.#window !== null && !this.#window.closed;
  }

  close(): void {
    this.#window?.close();
    this.#window = null;
  }
}

function blank(): Window | null {
  try {
    return window.open('', '_blank', 'popup,width=520,height=680');
  } catch {
    // A sandboxed frame without `allow-popups`.
    return null;
  }
}
