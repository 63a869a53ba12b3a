import { defineConfig } from 'vite';
import { sideEffectsOfSources } from '../.tools/vite-side-effects.mjs';

/** The stories need nothing of the demo's configuration. */
export default defineConfig({ plugins: [sideEffectsOfSources()], build: { target: 'es2022' } });
