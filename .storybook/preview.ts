import { setCustomElementsManifest } from '@storybook/web-components-vite';
import type { Decorator, Preview } from '@storybook/web-components-vite';
import { html } from 'lit';
import manifest from '../custom-elements.json' with { type: 'json' };
import { thaw } from '../stories/frozen.js';
import { setToolbar } from '../stories/drive.js';
import type { Toolbar } from '../stories/drive.js';
import { addLanguages } from '../src/index.js';
import { ar } from '../src/locales/ar.js';
import { en } from '../src/locales/en.js';
import { fr } from '../src/locales/fr.js';
import { pseudo } from '../src/locales/pseudo.js';
import page from './docs.mdx';
import { HOSTS, wear } from './hosts.js';
import type { Host } from './hosts.js';

setCustomElementsManifest(manifest);
// A story follows the nearest `lang`, as a page would.
addLanguages(fr, ar, pseudo(en));

interface Room extends Pick<Toolbar, 'failure' | 'call'> {
  readonly theme: 'light' | 'dark' | 'auto';
  readonly host: Host;
  readonly language: string;
  readonly direction: 'auto' | 'ltr' | 'rtl';
  readonly width: 'wide' | 'narrow';
  readonly text: string;
  readonly colours: 'page' | 'system';
  readonly motion: 'system' | 'none';
  /** Milliseconds. */
  readonly latency: string;
}

/** The room around a story, as the toolbar asks for it. The elements take theme, font, language, direction and width from there. */
const room: Decorator = (story, { globals, storyGlobals }) => {
  const { theme, host, language, direction, width, text, colours, motion, latency, failure, call } = globals as unknown as Room;
  setToolbar({ latency: Number(latency), failure, call });
  document.documentElement.style.fontSize = text;
  wear(host);
  // Which of them are dark at all.
  const scheme = HOSTS[host].dark ? (theme === 'auto' ? 'light dark' : theme) : 'light';
  const dir = direction === 'auto' ? (language === 'ar' ? 'rtl' : 'ltr') : direction;
  return html`<div class="story-room" lang=${language} dir=${dir} data-host=${host} data-width=${width} data-colours=${colours} data-motion=${motion}
    data-keeps=${Object.keys(storyGlobals as object).join(' ')} style="color-scheme: ${scheme}"><div class="story-column">${story()}</div></div>`;
};

interface Item { readonly value: string; readonly title: string }
const items = (titles: Readonly<Record<string, string>>): Item[] => Object.entries(titles).map(([value, title]) => ({ value, title }));
const menu = (description: string, title: string, icon: string, titles: Readonly<Record<string, string>>): NonNullable<Preview['globalTypes']>[string] =>
  ({ description, toolbar: { title, icon: icon as 'mirror', dynamicTitle: true, items: items(titles) } });

const preview: Preview = {
  tags: ['autodocs'],
  decorators: [room],
  // What a story froze or took from the browser comes back when it is left.
  beforeEach: () => () => { thaw(); },
  globalTypes: {
    theme: menu('Light or dark', 'Theme', 'mirror', { light: 'Light', dark: 'Dark', auto: 'As the system' }),
    host: menu('The page around the element', 'Host', 'browser', Object.fromEntries(Object.entries(HOSTS).map(([name, { title }]) => [name, title]))),
    language: menu('Language of the page', 'Language', 'globe', { 'en-GB': 'English', fr: 'Français', ar: 'العربية', 'en-XA': '[Þšéûđö~~]' }),
    direction: menu('Direction of the page', 'Direction', 'transfer', { auto: 'As the language', ltr: 'Left to right', rtl: 'Right to left' }),
    width: menu('Width of the column that the element stands in', 'Width', 'grow', { wide: 'Wide', narrow: '320 px' }),
    text: menu('Text size', 'Text', 'paragraph', { '100%': 'Text 100 %', '150%': 'Text 150 %', '200%': 'Text 200 %' }),
    // A page cannot force colours upon itself; DevTools can (Rendering, forced-colors), and the tests do.
    colours: menu('Tokens of the page, or the system colours that forced colours use', 'Colours', 'contrast', { page: 'Colours of the page', system: 'System colours' }),
    motion: menu('Motion', 'Motion', 'play', { system: 'Motion as the system', none: 'No motion' }),
    latency: menu('How long every call to the RA takes', 'Latency', 'timer', { 0: 'No latency', 400: 'Latency 400 ms', 3000: 'Latency 3 s' }),
    failure: menu('What the next call to the RA meets', 'Failure', 'lightning', {
      none: 'Next call: goes well', unavailable: 'Next call: RA unreachable', lost: 'Next call: its answer is lost', 'rate-limited': 'Next call: too many', auth: 'Next call: session ended',
    }),
    call: menu('Which call meets it', 'Which call', 'filter', {
      any: 'any call', createRequest: 'createRequest', attachCsr: 'attachCsr', verifyCaa: 'verifyCaa', startSecondFactor: 'startSecondFactor', answerSecondFactor: 'answerSecondFactor',
      submit: 'submit', getIssued: 'getIssued', listRequests: 'listRequests', claim: 'claim', approve: 'approve', decline: 'decline',
    } satisfies Readonly<Partial<Record<Toolbar['call'], string>>>),
  },
  initialGlobals: {
    theme: 'light', host: 'none', language: 'en-GB', direction: 'auto', width: 'wide', text: '100%', colours: 'page', motion: 'system', latency: '0', failure: 'none', call: 'any',
  },
  parameters: {
    layout: 'fullscreen',
    // An accessibility violation fails the story.
    a11y: { test: 'error' },
    // The room has its own grounds and widths.
    backgrounds: { disable: true },
    // Stories are driven by what a person does; there is nothing to set beside the toolbar.
    controls: { disable: true },
    // On a page of documentation too a story is played.
    docs: { page, story: { autoplay: true } },
    options: {
      storySort: { order: ['Overview', 'Journeys', 'Accessibility', 'Scenarios', 'rekey-wizard', 'second-factor-dialog', 'caa-verifier', 'rekey-request-list', 'ra-url'] },
    },
  },
};

export default preview;
