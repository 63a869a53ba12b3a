import { el, facts } from '../portal/dom.js';
import { dateTime } from '../portal/format.js';
import { loaded, type PageDefinition, type Visit } from '../portal/page.js';
import { directoryAccount } from '../portal/directory.js';

/** Where e-mails and text messages arrive: those of the person who is signed in, live. */
export const inboxPage: PageDefinition = {
  path: 'inbox',
  title: 'Inbox',
  menu: { group: 'Messages', label: 'Inbox' },
  render: (visit) => {
    const region = el('div');
    const draw = (): void => {
      region.replaceChildren(content(visit));
      visit.inbox.markRead();
    };
    draw();
    visit.signal.addEventListener('abort', visit.inbox.onChange(draw));
    const { ra, account } = visit;
    return el('div', {}, region, loaded(visit, () => directoryAccount(ra, account.personId), (entry) => entry === undefined ? el('div') :
      el('section', { class: 'card', 'aria-labelledby': 'directory' }, el('h2', { id: 'directory' }, 'Your directory account'),
        el('p', { class: 'hint' }, 'Made up by the sandbox: for Active Directory, SAML, OIDC and Azure Active Directory as second factors.'),
        facts([['User name', entry.account], ['Password', el('span', { class: 'mono', translate: 'no' }, entry.password)], ['Status', entry.status.replace('-', ' ')]]))).region);
  },
};

function content({ inbox, say }: Visit): HTMLElement {
  if (inbox.messages.length === 0) return el('p', {}, 'No messages. Codes that you ask for arrive here.');
  return el('div', {}, ...inbox.messages.map((message) => {
    const status = el('span', { role: 'status', class: 'done' });
    const copy = async (): Promise<void> => {
      try {
        await navigator.clipboard.writeText(message.code);
        status.textContent = 'Copied';
      } catch {
        status.textContent = 'The browser did not allow it: select the code instead.';
      }
      say(status.textContent);
    };
    return el('article', { class: inbox.isNew(message) ? 'message new' : 'message' },
      el('h2', {}, `${message.channel === 'email' ? 'E-mail' : 'SMS'}${message.subject === undefined ? '' : `: ${message.subject}`}`),
      el('p', { class: 'hint' }, `To ${message.to}, `, dateTime(message.at)),
      el('p', {}, message.text),
      el('p', { class: 'actions' },
        el('span', { class: 'code', translate: 'no' }, message.code),
        el('button', { type: 'button', onclick: () => void copy() }, 'Copy code'),
        status));
  }));
}
