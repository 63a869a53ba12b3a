import type { StorybookConfig } from '@storybook/web-components-vite';
import { mergeConfig } from 'vite';

const lit = ['lit', 'lit/decorators.js', 'lit/directives/class-map.js', 'lit/directives/if-defined.js', 'lit/directives/keyed.js', 'lit/directives/live.js', 'lit/directives/ref.js', 'lit/directives/repeat.js', '@lit/context'];

const config: StorybookConfig = {
  stories: ['../stories/**/*.stories.ts'],
  addons: ['@storybook/addon-docs', '@storybook/addon-a11y'],
  framework: { name: '@storybook/web-components-vite', options: { builder: { viteConfigPath: '.storybook/vite.config.ts' } } },
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
  // One copy of Lit for the stories, the elements and Storybook's renderer.
  viteFinal: (vite) => mergeConfig(vite, { resolve: { dedupe: ['lit', '@lit/context', 'lit-html', 'lit-element', '@lit/reactive-element'] }, optimizeDeps: { include: lit } }),
};

export default config;
