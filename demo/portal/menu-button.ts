import { el } from './dom.js';

export interface MenuItem {
  readonly label: string;
  readonly run: () => void;
}
/** A menu whose items may be switched off, with the reason in words, while it is open. */
export interface OpenMenu { disable(label: string, reason: string): void }

/**
 * A menu button by the ARIA practices: Enter, Space and arrow down open it on its first item, arrow up on the last; arrows,
 * Home, End and first letters move; Escape and Tab close.
 *
 * @param opened called whenever the menu opens
 */
export function menuButton(label: string, of: string, items: readonly MenuItem[], opened: (menu: OpenMenu) => void): HTMLElement {
  const button = el('button', { type: 'button', class: 'menu-button', 'aria-haspopup': 'menu', 'aria-expanded': 'false' },
    label, el('span', { class: 'visually-hidden' }, ` for ${of}`));
  const entries = items.map(({ label: text, run }) => {
    const item = el('li', { role: 'menuitem', tabindex: -1 }, el('span', {}, text));
    item.addEventListener('click', () => choose(item, run));
    return { text, item, run };
  });
  const menu = el('ul', { role: 'menu', 'aria-label': `${label} for ${of}`, hidden: true }, ...entries.map(({ item }) => item));
  const root = el('div', { class: 'menu-root' }, button, menu);

  const isOpen = (): boolean => !menu.hidden;
  const focusAt = (index: number): void => entries.at(index % entries.length)?.item.focus();
  const current = (): number => entries.findIndex(({ item }) => item === document.activeElement);

  function open(at: number): void {
    menu.hidden = false;
    button.setAttribute('aria-expanded', 'true');
    focusAt(at);
    document.addEventListener('pointerdown', outside);
    opened({ disable });
  }
  function close(refocus: boolean): void {
    if (!isOpen()) return;
    menu.hidden = true;
    button.setAttribute('aria-expanded', 'false');
    document.removeEventListener('pointerdown', outside);
    if (refocus) button.focus();
  }
  function outside(event: Event): void {
    if (event.target instanceof Node && !root.contains(event.target)) close(false);
  }
  function choose(item: HTMLElement, run: () => void): void {
    if (item.getAttribute('aria-disabled') === 'true') return;
    close(true);
    run();
  }
  function disable(text: string, why: string): void {
    const item = entries.find((entry) => entry.text === text)?.item;
    if (item === undefined || item.getAttribute('aria-disabled') === 'true') return;
    item.setAttribute('aria-disabled', 'true');
    item.append(el('span', { class: 'why' }, ` ${why}`));
  }

  button.addEventListener('click', () => (isOpen() ? close(true) : open(0)));
  button.addEventListener('keydown', (event) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    open(event.key === 'ArrowDown' ? 0 : -1);
  });
  menu.addEventListener('keydown', (event) => {
    const at = current();
    const moves: Readonly<Record<string, () => void>> = {
      ArrowDown: () => focusAt(at + 1),
      ArrowUp: () => focusAt(at - 1),
      Home: () => focusAt(0),
      End: () => focusAt(-1),
      Escape: () => close(true),
      Enter: () => entries[at]?.item.click(),
      ' ': () => entries[at]?.item.click(),
    };
    const move = moves[event.key];
    if (move !== undefined) {
      event.preventDefault();
      move();
    } else if (event.key === 'Tab') {
      close(false);
    } else if (event.key.length === 1) {
      const key = event.key.toLowerCase();
      const after = [...entries.slice(at + 1), ...entries];
      after.find(({ text }) => text.toLowerCase().startsWith(key))?.item.focus();
    }
  });
  return root;
}
