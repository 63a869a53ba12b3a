import type { Preview } from '@storybook/web-components-vite';
import { setCustomElementsManifest } from '@storybook/web-components-vite';
import manifest from '../custom-elements.json' with { type: 'json' };

setCustomElementsManifest(manifest);

const preview: Preview = {
  tags: ['autodocs'],
  parameters: {
    layout: 'padded',
    // An accessibility violation fails the story.
    a11y: { test: 'error' },
    controls: { matchers: { date: /date$/i } },
  },
};

export default preview;
