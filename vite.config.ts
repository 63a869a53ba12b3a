import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Connect, type Plugin } from 'vite';
import { pageHeaders } from './.tools/serve.mjs';
import { sideEffectsOfSources } from './.tools/vite-side-effects.mjs';

const demo = fileURLToPath(new URL('./demo/', import.meta.url));

/** The headers of single pages, as the portal's own server sends them. */
function headersOfPages(): Plugin {
  const add: Connect.NextHandleFunction = (request, response, next) => {
    const name = new URL(request.url ?? '/', 'http://localhost').pathname.slice(1);
    for (const [header, value] of Object.entries(pageHeaders[name] ?? {})) response.setHeader(header, value);
    next();
  };
  return {
    name: 'headers-of-pages',
    configureServer: ({ middlewares }) => { middlewares.use(add); },
    configurePreviewServer: ({ middlewares }) => { middlewares.use(add); },
  };
}

/** Builds the demo portal: each HTML file of demo/ is a page. Nothing inline, for the strict content security policy. */
export default defineConfig({
  root: demo,
  base: './',
  plugins: [sideEffectsOfSources(), headersOfPages()],
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
