import bootstrap from '../src/themes/bootstrap.css?inline';
import govuk from '../src/themes/govuk.css?inline';
import plain from '../src/themes/plain.css?inline';
import uswds from '../src/themes/uswds.css?inline';

export type Host = 'none' | 'bootstrap' | 'govuk' | 'uswds' | 'plain';
interface HostPreset { readonly title: string; readonly theme: string; /** It has a dark theme. */ readonly dark: boolean }

/** The pages that an element may stand in, each with the token set that is made for it. */
export const HOSTS: Readonly<Record<Host, HostPreset>> = {
  none: { title: 'No host', theme: '', dark: true },
  bootstrap: { title: 'Bootstrap', theme: bootstrap, dark: true },
  govuk: { title: 'GOV.UK', theme: govuk, dark: false },
  uswds: { title: 'USWDS', theme: uswds, dark: false },
  plain: { title: 'A page of 2008', theme: plain, dark: false },
};

/** Puts the tokens of a host on the page, in place of those of another. */
export function wear(host: Host): void {
  const sheet = document.querySelector('#host-theme') ?? document.head.appendChild(Object.assign(document.createElement('style'), { id: 'host-theme' }));
  if (sheet.textContent !== HOSTS[host].theme) sheet.textContent = HOSTS[host].theme;
}
