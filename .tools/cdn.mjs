// The file for pages without a bundler: the whole package in one module, its integrity hash and the licences of what is in it.
import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';

/** The file, as it is named in dist/cdn. */
export const cdnFile = 'rekey-elements.min.js';

/**
 * What a page writes into `integrity` (Subresource Integrity, section 3.2).
 * @param {Uint8Array} bytes
 */
export const integrityOf = (bytes) => `sha384-${createHash('sha384').update(bytes).digest('base64')}`;

/**
 * Bundles dist/cdn.js of a package into dist/cdn/. The module itself moves beside the bundle: Node, where there is no page, gets
 * that one, and its declarations are those of both.
 * @param {string} folder where package.json and dist/ are
 */
export async function buildCdn(folder) {
  const to = join(folder, 'dist/cdn');
  await build({
    root: folder,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    // In library mode Vite leaves this to whoever bundles next; nobody does.
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      outDir: to,
      emptyOutDir: true,
      target: 'es2022',
      license: { fileName: 'licenses.md' },
      lib: { entry: join(folder, 'dist/cdn.js'), formats: ['es'], fileName: () => cdnFile },
      // Library mode keeps white space unless the output is told to be minified.
      rolldownOptions: { output: { codeSplitting: false, minify: true, comments: false } },
    },
  });
  for (const kind of ['js', 'd.ts']) {
    const from = join(folder, `dist/cdn.${kind}`);
    writeFileSync(join(to, `rekey-elements.${kind}`), readFileSync(from, 'utf8').replaceAll(/'\.\//g, "'../"));
    rmSync(from);
  }
  writeFileSync(join(to, 'integrity.json'), `${JSON.stringify({ [cdnFile]: integrityOf(readFileSync(join(to, cdnFile))) }, null, 2)}\n`);
}
