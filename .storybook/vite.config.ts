import { defineConfig } from 'vite';

/** The stories need nothing of the demo's configuration. */
export default defineConfig({ build: { target: 'es2022' } });
