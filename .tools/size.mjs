// What a page loads with an entry of the package, and what it leaves for later.
import { build } from 'esbuild';
import { gzipSync } from 'node:zlib';
import { basename, join, relative } from 'node:path';
import { root } from './project.mjs';

/** Packages that must not load before they are needed. */
const heavy = /node_modules\/(?:pkijs|asn1js|pvutils|pvtsutils|bytestreamjs|reflect-metadata|tsyringe|@peculiar\/[^/]+)\//;

/**
 * How a page's build would bundle the package.
 * @type {Omit<import('esbuild').BuildOptions, 'write' | 'metafile'>}
 */
export const pageBuild = {
  absWorkingDir: root,
  bundle: true,
  splitting: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  platform: 'browser',
  conditions: ['browser', 'production'],
  legalComments: 'none',
  logLevel: 'silent',
};

/**
 * @typedef {object} Chunk
 * @property {string} name
 * @property {number} gzip bytes
 * @property {string[]} packages that are in it
 */

/**
 * Bundles an entry as a page's build would and follows its static imports.
 * @param {string} entry relative to the root
 * @returns {Promise<{ first: Chunk[], lazy: Chunk[], firstBytes: number, offenders: string[], dropped: string[] }>} sizes are
 *   gzipped, each file by itself; offenders are the heavy inputs that load at once; dropped are imports that a bundler
 *   leaves out because package.json says that they have no side effect
 */
export async function measure(entry) {
  const { outputFiles, metafile, warnings } = await build({
    ...pageBuild,
    entryPoints: [entry],
    outdir: '.build/size',
    metafile: true,
    write: false,
  });
  const contents = new Map(outputFiles.map((file) => [relative(root, file.path).replaceAll('\\', '/'), file.contents]));
  const start = Object.entries(metafile.outputs).find(([, { entryPoint }]) => entryPoint === entry)?.[0];
  if (start === undefined) throw new Error(`${entry} gave no bundle.`);

  const first = new Set([start]);
  for (const path of first) {
    for (const link of metafile.outputs[path]?.imports ?? []) if (link.kind === 'import-statement' && !link.external) first.add(link.path);
  }
  /** @param {string} path @returns {Chunk} */
  const chunk = (path) => {
    const inputs = Object.entries(metafile.outputs[path]?.inputs ?? {}).sort(([, a], [, b]) => b.bytesInOutput - a.bytesInOutput);
    const packages = new Set(inputs.map(([input]) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1] ?? input.replace(/^dist\//, '')));
    return { name: basename(path), gzip: gzipSync(contents.get(path) ?? new Uint8Array(), { level: 9 }).length, packages: [...packages] };
  };
  const paths = Object.keys(metafile.outputs);
  const offenders = [...first].flatMap((path) =>
    Object.entries(metafile.outputs[path]?.inputs ?? {})
      .filter(([input, { bytesInOutput }]) => bytesInOutput > 0 && heavy.test(input))
      .map(([input]) => input),
  );
  const firstChunks = [...first].map(chunk);
  return {
    dropped: warnings.filter(({ id }) => id === 'ignored-bare-import').map(({ text }) => text),
    first: firstChunks,
    lazy: paths.filter((path) => !first.has(path)).map(chunk).sort((a, b) => b.gzip - a.gzip),
    firstBytes: firstChunks.reduce((sum, { gzip }) => sum + gzip, 0),
    offenders,
  };
}

/** The most that rekey-wizard.js may load before the key step: 30 kB gzipped, Lit included. */
export const wizardLimit = 30_000;

/** The entry that the limit is for. */
export const wizardEntry = join('dist', 'rekey-wizard.js').replaceAll('\\', '/');
