// What each host page of the tests has in common: an RA in the page that issues at once, and a place where codes show.
import type { RaAdapter } from 'rekey-elements';
import type { SandboxRa } from 'rekey-elements/sandbox.js';

/** Codes show above any dialog, as a telephone's would. */
export function showCodes(ra: SandboxRa): void {
  const place = document.createElement('div');
  place.id = 'notification';
  place.popover = 'manual';
  const code = document.createElement('b');
  code.className = 'code';
  place.append(code);
  document.body.append(place);
  ra.inbox.subscribe((message) => {
    code.textContent = message.code;
    place.hidePopover();
    place.showPopover();
  });
}

/** The user's adapter to an RA where nobody has to approve. */
export async function readyUser(ra: SandboxRa): Promise<RaAdapter> {
  await ra.controls.setSettings({ vetting: { web: false, admin: false } });
  showCodes(ra);
  return ra.as('user');
}

/** Writes where a test reads it what the host heard. */
export function heard(name: string, detail: unknown): void {
  const list = document.querySelector('#heard') ?? document.body.appendChild(Object.assign(document.createElement('ol'), { id: 'heard' }));
  const item = document.createElement('li');
  item.textContent = `${name} ${JSON.stringify(detail)}`;
  list.append(item);
}
