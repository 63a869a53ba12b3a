import { computeAccessibleName, getRole } from 'dom-accessibility-api';
import type { Focused } from './surface.js';

/** What a page offers to a driver whose protocol cannot ask for it. */
export interface InPage {
  /** All that people get at under a role, and a name if one is given, in whatever shadow root. */
  all(role: string, name?: string): Element[];
  focused(): Focused;
  /** The file input that asked for a file, since `expectFile` was called. */
  readonly asking: HTMLInputElement | undefined;
  expectFile(): void;
  /** What the page must not do, so far. */
  readonly faults: string[];
}

const parent = (node: Node): Node | null => (node instanceof Element ? node.assignedSlot : null) ?? node.parentNode ?? (node instanceof ShadowRoot ? node.host : null);

function* elements(root: ParentNode): Generator<Element> {
  for (const element of root.querySelectorAll('*')) {
    yield element;
    if (element.shadowRoot) yield* elements(element.shadowRoot);
  }
}

/** Browsers call a field for a password a text box; ARIA has no role for it. */
const roleOf = (element: Element): string => (element.matches('input[type=password]') ? 'textbox' : getRole(element) ?? '');

function reachable(element: Element, modal: Element | undefined): boolean {
  if (!element.checkVisibility({ visibilityProperty: true })) return false;
  let inside = modal === undefined;
  for (let node: Node | null = element; node !== null; node = parent(node)) {
    if (node instanceof HTMLElement && (node.inert || node.ariaHidden === 'true')) return false;
    if (node === modal) inside = true;
  }
  return inside;
}

function install(): void {
  const faults: string[] = [];
  const say = (what: string): void => { faults.push(what); };
  addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => { say(`policy: ${violatedDirective} ${blockedURI} ${sample}`); });
  addEventListener('error', ({ message, error }) => { say(`page error: ${error instanceof Error ? `${message} ${error.stack ?? ''}` : message}`); });
  addEventListener('unhandledrejection', ({ reason }) => { say(`page error: ${reason instanceof Error ? `${reason.message} ${reason.stack ?? ''}` : String(reason)}`); });
  const { console: output } = globalThis;
  for (const level of ['error', 'warn'] as const) {
    const said = output[level].bind(output);
    output[level] = (...words: unknown[]) => {
      say(`console ${level}: ${words.map(String).join(' ')}`);
      said(...words);
    };
  }
  let asking: HTMLInputElement | undefined;
  const inPage: InPage = {
    faults,
    all: (role, name) => {
      const everything = [...elements(document)];
      const modal = everything.filter((element) => element.matches('dialog:modal')).at(-1);
      return everything.filter((element) => roleOf(element) === role && reachable(element, modal) && (name === undefined || computeAccessibleName(element) === name));
    },
    focused: () => {
      let element = document.activeElement;
      while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
      if (element === null) return { role: '', name: '', text: '' };
      return { role: roleOf(element), name: computeAccessibleName(element), text: element.textContent.trim().slice(0, 200) };
    },
    get asking() { return asking; },
    expectFile: () => {
      asking = undefined;
      const asked = (event: Event): void => {
        const [input] = event.composedPath();
        if (!(input instanceof HTMLInputElement && input.type === 'file')) return;
        // The driver answers in the place of a dialog of the platform.
        event.preventDefault();
        removeEventListener('click', asked, true);
        asking = input;
      };
      addEventListener('click', asked, true);
    },
  };
  Object.defineProperty(globalThis, 'inPage', { value: inPage });
}

install();
