import type { SandboxRa } from '../../src/sandbox.js';
import { accountsOf, keepAccount, keptAccount, type Account } from './accounts.js';
import { el, select } from './dom.js';
import { Inbox } from './inbox.js';
import { beginLanguage, LANGUAGES, say, setLanguage } from './language.js';
import type { PageDefinition, Visit } from './page.js';

const NAME = 'Example Trust Services RA Portal';

/** The pages that show elements, in the language of the page. */
const SPEAKING: ReadonlySet<string> = new Set(['rekey', 'requests']);

/** The frame around the pages: who is signed in, the menu, the address, one page at a time. */
export class Portal {
  readonly #ra: SandboxRa;
  readonly #pages: readonly PageDefinition[];
  readonly #accounts: readonly Account[];
  #account: Account;
  readonly #inbox: Inbox;
  #leave = new AbortController();
  #unread: HTMLElement | undefined;

  constructor(ra: SandboxRa, pages: readonly PageDefinition[]) {
    this.#ra = ra;
    this.#pages = pages;
    this.#accounts = accountsOf(ra.people);
    const account = keptAccount(this.#accounts);
    if (account === undefined) throw new Error('The registration authority has no accounts.');
    this.#account = account;
    this.#inbox = new Inbox(ra, byId('notification'), (unread) => this.#showUnread(unread), (text) => this.#say(text));
  }

  start(): void {
    beginLanguage();
    byId('skip').addEventListener('click', (event) => {
      // The address is the page's: a fragment of its own would leave it.
      event.preventDefault();
      byId('content').focus();
    });
    window.addEventListener('hashchange', () => this.#show(true));
    this.#renderLanguages();
    this.#signIn(this.#account, false);
  }

  /** The elements follow the page by themselves; the frame around them is drawn again. */
  #renderLanguages(): void {
    const switcher = select('language', LANGUAGES, document.documentElement.lang);
    switcher.id = 'language-switch';
    const label = el('label', { for: switcher.id });
    const draw = (): void => {
      label.textContent = say('Language');
      byId('skip').textContent = say('Skip to content');
      byId('menu').setAttribute('aria-label', say('Portal'));
    };
    switcher.addEventListener('change', () => {
      setLanguage(switcher.value);
      draw();
      this.#name();
      for (const one of document.querySelectorAll<HTMLElement>('[data-says]')) one.textContent = say(one.dataset['says'] ?? '');
    });
    draw();
    byId('language').replaceChildren(label, switcher);
  }

  #name(): void {
    const page = this.#pages.find(({ path }) => path === location.hash.replace(/^#\/?/, '').split('/')[0]);
    document.title = `${say(page?.title ?? 'Page not found')} - ${NAME}`;
    this.#renderMenu(page);
  }

  #signIn(account: Account, byHand: boolean): void {
    this.#account = account;
    keepAccount(account);
    const switcher = select('account', this.#accounts.map(({ key, label }) => ({ value: key, label })), account.key);
    switcher.id = 'account-switch';
    switcher.addEventListener('change', () => {
      const chosen = this.#accounts.find(({ key }) => key === switcher.value);
      if (chosen !== undefined) this.#signIn(chosen, true);
    });
    byId('account').replaceChildren(el('label', { for: switcher.id, 'data-says': 'Signed in as' }, say('Signed in as')), switcher);
    if (byHand) {
      switcher.focus();
      this.#say(`Signed in as ${account.label}`);
    }
    this.#inbox.of(account.personId);
    this.#show(false);
  }

  #show(moved: boolean): void {
    this.#leave.abort();
    this.#leave = new AbortController();
    this.#inbox.hideNotification();
    const [path = '', ...params] = location.hash.replace(/^#\/?/, '').split('/').map(decode);
    if (path === '') {
      location.replace('#/certificates');
      return;
    }
    const page = this.#pages.find((one) => one.path === path);
    const main = byId('content');
    const title = page?.title ?? 'Page not found';
    this.#name();
    const heading = el('h1', { tabindex: -1, 'data-says': title }, say(title));
    main.replaceChildren(this.#trail(page, title), heading, this.#content(page, params));
    if (moved) {
      heading.focus();
      window.scrollTo(0, 0);
    }
  }

  #content(page: PageDefinition | undefined, params: readonly string[]): HTMLElement {
    if (page === undefined) return el('p', {}, 'There is no page at this address. ', el('a', { href: '#/certificates' }, 'Go to the certificates'));
    if (!this.#sees(page)) {
      return el('p', { class: 'problem' }, `${this.#account.label} may not see this page. Sign in as an administrator to open it.`);
    }
    const visit: Visit = {
      ra: this.#ra,
      account: this.#account,
      adapter: this.#ra.as(this.#account.personId, { origin: this.#account.origin }),
      inbox: this.#inbox,
      params,
      signal: this.#leave.signal,
      say: (text) => this.#say(text),
      go: (to) => { location.hash = `#/${to}`; },
    };
    const content = page.render(visit);
    // The pages that are not made of elements are in English alone.
    if (!SPEAKING.has(page.path)) Object.assign(content, { lang: 'en', dir: 'ltr' });
    return content;
  }

  #sees({ roles }: PageDefinition): boolean {
    return roles === undefined || roles.includes(this.#account.role);
  }

  #renderMenu(current: PageDefinition | undefined): void {
    const shown = this.#pages.filter((page) => page.menu !== undefined && this.#sees(page));
    const groups = [...new Set(shown.map(({ menu }) => menu?.group ?? ''))];
    const at = current?.menu === undefined ? current?.parent : current.path;
    this.#unread = undefined;
    byId('menu').replaceChildren(...groups.map((group, index) => {
      const id = `menu-${index}`;
      return el('section', { 'aria-labelledby': id },
        el('h2', { id }, say(group)),
        el('ul', {}, ...shown.filter(({ menu }) => menu?.group === group).map(({ path, menu }) => {
          const link = el('a', { href: `#/${path}`, ...(path === at && { 'aria-current': 'page' }) }, say(menu?.label ?? ''));
          if (path === 'inbox') link.append(this.#unread = el('span', { class: 'unread', hidden: true }));
          return el('li', {}, link);
        })));
    }));
    this.#showUnread(this.#inbox.unread);
  }

  #trail(page: PageDefinition | undefined, title: string): HTMLElement {
    const parent = this.#pages.find(({ path }) => path === page?.parent);
    const group = (page?.menu ?? parent?.menu)?.group;
    return el('nav', { 'aria-label': say('Breadcrumb'), class: 'trail' }, el('ol', {},
      group !== undefined && el('li', { 'data-says': group }, say(group)),
      parent !== undefined && el('li', {}, el('a', { href: `#/${parent.path}`, 'data-says': parent.title }, say(parent.title))),
      el('li', { 'aria-current': 'page', 'data-says': title }, say(title))));
  }

  #showUnread(count: number): void {
    if (this.#unread === undefined) return;
    this.#unread.hidden = count === 0;
    this.#unread.replaceChildren(count === 0 ? '' : ` (${count} unread)`);
  }

  #say(text: string): void {
    byId('live').textContent = text;
  }
}

function byId(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`The page has no #${id}.`);
  return element;
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
