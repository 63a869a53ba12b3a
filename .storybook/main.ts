import type { StorybookConfig } from '@storybook/web-components-vite';
import { mergeConfig } from 'vite';

/** Everything of Lit in one pass of the optimizer: a second pass would load a second copy. */
const lit = [
  'lit',
  'lit/async-directive.js',
  'lit/decorators.js',
  'lit/directive-helpers.js',
  'lit/directive.js',
  'lit/static-html.js',
  ...['cache', 'class-map', 'guard', 'if-defined', 'keyed', 'live', 'ref', 'repeat', 'until', 'when'].map((name) => `lit/directives/${name}.js`),
  '@lit/context',
];

const config: StorybookConfig = {
  stories: ['../stories/**/*.mdx', '../stories/**/*.stories.ts'],
  addons: ['@storybook/addon-docs', '@storybook/addon-a11y'],
  framework: { name: '@storybook/web-components-vite', options: { builder: { viteConfigPath: '.storybook/vite.config.ts' } } },
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
  // One copy of Lit for the stories, the elements and Storybook's renderer.
  viteFinal: (vite) =>
    mergeConfig(vite, {
      resolve: { dedupe: ['lit', 'lit-html', 'lit-element', '@lit/reactive-element', '@lit/context'] },
      optimizeDeps: { include: lit },
    }),
};

export default config;
