import { setCustomElementsManifest } from '@storybook/web-components-vite';
import type { Decorator, Preview } from '@storybook/web-components-vite';
import { html } from 'lit';
import manifest from '../custom-elements.json' with { type: 'json' };
import { setToolbar } from '../stories/drive.js';
import type { Toolbar } from '../stories/drive.js';
import { addLanguages } from '../src/index.js';
import { ar } from '../src/locales/ar.js';
import { en } from '../src/locales/en.js';
import { fr } from '../src/locales/fr.js';
import { pseudo } from '../src/locales/pseudo.js';
import page from './docs.mdx';

setCustomElementsManifest(manifest);
// A story follows the nearest `lang`, as a page would.
addLanguages(fr, ar, pseudo(en));

interface Room extends Pick<Toolbar, 'failure'> {
  readonly theme: 'light' | 'dark';
  readonly width: 'wide' | 'narrow';
  readonly text: string;
  /** Milliseconds. */
  readonly latency: string;
}

/** The room around a story, as the toolbar asks for it. The elements take theme, font and width from there. */
const room: Decorator = (story, { globals, storyGlobals }) => {
  const { theme, width, text, latency, failure } = globals as unknown as Room;
  setToolbar({ latency: Number(latency), failure });
  document.documentElement.style.fontSize = text;
  return html`<div class="story-room" lang="en-GB" data-width=${width} data-keeps=${Object.keys(storyGlobals as object).join(' ')} style="color-scheme: ${theme}"><div class="story-column">${story()}</div></div>`;
};

const preview: Preview = {
  tags: ['autodocs'],
  decorators: [room],
  globalTypes: {
    theme: {
      description: 'Light or dark',
      toolbar: { title: 'Theme', icon: 'mirror', dynamicTitle: true, items: [{ value: 'light', title: 'Light' }, { value: 'dark', title: 'Dark' }] },
    },
    width: {
      description: 'Width of the column that the element stands in',
      toolbar: { title: 'Width', icon: 'grow', dynamicTitle: true, items: [{ value: 'wide', title: 'Wide' }, { value: 'narrow', title: '320 px' }] },
    },
    text: {
      description: 'Text size',
      toolbar: { title: 'Text', icon: 'paragraph', dynamicTitle: true, items: ['100%', '150%', '200%'].map((value) => ({ value, title: `Text ${value}` })) },
    },
    latency: {
      description: 'How long every call to the RA takes',
      toolbar: {
        title: 'Latency', icon: 'timer', dynamicTitle: true,
        items: [{ value: '0', title: 'No latency' }, { value: '400', title: 'Latency 400 ms' }, { value: '3000', title: 'Latency 3 s' }],
      },
    },
    failure: {
      description: 'What the next call to the RA meets',
      toolbar: {
        title: 'Failure', icon: 'lightning', dynamicTitle: true,
        items: [
          { value: 'none', title: 'Next call: goes well' }, { value: 'unavailable', title: 'Next call: RA unreachable' }, { value: 'lost', title: 'Next call: its answer is lost' },
          { value: 'rate-limited', title: 'Next call: too many' }, { value: 'auth', title: 'Next call: session ended' },
        ],
      },
    },
  },
  initialGlobals: { theme: 'light', width: 'wide', text: '100%', latency: '0', failure: 'none' },
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
    options: { storySort: { order: ['Overview', 'rekey-wizard', 'second-factor-dialog', 'caa-verifier', 'rekey-request-list'] } },
  },
};

export default preview;
