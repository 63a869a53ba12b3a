import { el } from '../portal/dom.js';
import { dateTime } from '../portal/format.js';
import type { PageDefinition, Visit } from '../portal/page.js';

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
    return region;
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
