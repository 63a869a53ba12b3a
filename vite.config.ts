import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { sideEffectsOfSources } from './.tools/vite-side-effects.mjs';

const demo = fileURLToPath(new URL('./demo/', import.meta.url));

/** Builds the demo portal: each HTML file of demo/ is a page. Nothing inline, for the strict content security policy. */
export default defineConfig({
  root: demo,
  base: './',
  plugins: [sideEffectsOfSources()],
  build: {
    outDir: fileURLToPath(new URL('./.build/demo/', import.meta.url)),
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: readdirSync(demo)
        .filter((name) => name.endsWith('.html'))
        .map((name) => demo + name),
    },
  },
});
