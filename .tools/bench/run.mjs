// npm run bench [-- names]: builds each *.bench.ts beside this file, runs it in the browser of the tests under the strict content
// security policy and, where it needs no page, in Node, and prints its tables. Exits non-zero when a bound is broken.
//   --in place  chromium or node alone
//   --count n   how often the elements of `leaks` come and go; 1,000 unless it is said
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { buildDir, ensureInstalled, filesBelow, root } from '../project.mjs';

await ensureInstalled();
const { build } = await import('esbuild');
const { launchBrowser } = await import('../browser.mjs');
const { pageHeaders, startServer } = await import('../serve.mjs');

/** The benches that run in Node as well. */
const pageless = ['caa', 'csr', 'linear', 'slices'];

const { values: options, positionals: names } = parseArgs({
  allowPositionals: true,
  options: { in: { type: 'string' }, count: { type: 'string' } },
});
const place = options.in;
if (place !== undefined && place !== 'chromium' && place !== 'node') {
  console.error('Benches run --in chromium or --in node.');
  process.exit(1);
}
/** @param {string} file */
const nameOf = (file) => basename(file, '.bench.ts');
const chosen = filesBelow('.tools/bench', /\.bench\.ts$/).filter((file) => names.length === 0 || names.some((name) => basename(file).startsWith(name)));
const inChromium = place === 'node' ? [] : chosen;
const inNode = place === 'chromium' ? [] : chosen.filter((file) => pageless.includes(nameOf(file)));
if (inChromium.length + inNode.length === 0) {
  console.error(`No bench${names.length > 0 ? ` is named ${names.join(' or ')}` : ''}${place ? ` that runs in ${place}` : ''}.`);
  process.exit(1);
}

const out = join(buildDir, `bench-${process.pid}`);
rmSync(out, { recursive: true, force: true });

/** @param {readonly string[]} files @param {string} folder @param {import('esbuild').BuildOptions} more */
async function bundle(files, folder, more) {
  mkdirSync(join(out, folder), { recursive: true });
  await build({
    absWorkingDir: root,
    entryPoints: files.map((file) => ({ in: file, out: nameOf(file) })),
    outdir: join(out, folder),
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    tsconfig: join(root, 'tsconfig.json'),
    logLevel: 'warning',
    // package.json says which of the built files register elements; these are the sources.
    ignoreAnnotations: true,
    ...more,
  });
}

/**
 * What is on the heap of a page, after a collection.
 * @param {import('puppeteer-core').Page} page
 * @returns {() => Promise<import('./leaks.bench.ts').HeapCounts>}
 */
function heapCounts(page) {
  return async () => {
    const session = await page.createCDPSession();
    try {
      await session.send('Performance.enable');
      for (let time = 0; time < 3; time += 1) await session.send('HeapProfiler.collectGarbage');
      const { metrics } = await session.send('Performance.getMetrics');
      const of = (/** @type {string} */ name) => metrics.find((metric) => metric.name === name)?.value ?? NaN;
      /** @type {Record<string, number>} */
      const objects = {};
      for (const name of await page.evaluate(() => Object.keys(window.benchClasses ?? {}))) {
        const prototype = await page.evaluateHandle((key) => /** @type {object} */ (window.benchClasses?.[key]?.prototype), name);
        const found = await page.queryObjects(prototype);
        objects[name] = await found.evaluate((list) => list.length);
        await found.dispose();
        await prototype.dispose();
      }
      return { nodes: of('Nodes'), listeners: of('JSEventListeners'), documents: of('Documents'), objects };
    } finally {
      await session.detach();
    }
  };
}

/** @param {import('./harness.ts').Result} result */
function print({ columns, rows, kept, broken }) {
  const table = [['', ...columns], ...rows.map(({ name, cells }) => [name, ...cells])];
  const widths = table[0]?.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0))) ?? [];
  for (const row of table) console.log(`  ${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  ')}`.trimEnd());
  for (const sentence of kept ?? []) console.log(`  ok: ${sentence}`);
  if (broken) console.log(`  FAIL: ${broken}`);
}

let failed = false;

/** @param {string} title @param {() => Promise<import('./harness.ts').Result | undefined>} run */
async function show(title, run) {
  console.log(`\n${title}`);
  try {
    const result = await run();
    if (result) print(result);
    failed ||= result?.broken !== undefined;
  } catch (error) {
    console.error(`  ${error instanceof Error ? error.message : String(error)}`);
    failed = true;
  }
}

async function chromium() {
  await bundle(inChromium, 'chromium', { conditions: ['browser', 'production'] });
  const dir = join(out, 'chromium');
  writeFileSync(join(dir, 'index.html'), '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Benchmarks</title></head><body></body></html>\n');
  // The clock of a page is exact to 5 microseconds where nothing of another origin can be near it, and to 100 elsewhere.
  pageHeaders['index.html'] = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' };
  const server = await startServer({ dir });
  const browser = await launchBrowser();
  try {
    console.log(`\nIn Chromium (${await browser.version()})`);
    for (const file of inChromium) {
      const page = await browser.newPage();
      page.setDefaultTimeout(300_000);
      await page.exposeFunction('heapCounts', heapCounts(page));
      page.on('pageerror', (error) => console.error(String(error)));
      await page.goto(server.url);
      if (options.count !== undefined) await page.evaluate((times) => { window.benchCount = times; }, Number(options.count));
      const script = `./${nameOf(file)}.js`;
      const titles = await page.evaluate(async (from) => {
        const { benches } = /** @type {{ benches: import('./harness.ts').Bench[] }} */ (await import(from));
        return benches.map(({ title }) => title);
      }, script);
      for (const [index, title] of titles.entries()) {
        await show(title, () =>
          page.evaluate(
            async (from, at) => {
              const { benches } = /** @type {{ benches: import('./harness.ts').Bench[] }} */ (await import(from));
              return benches[at]?.run();
            },
            script,
            index,
          ),
        );
      }
      await page.close();
    }
  } finally {
    await browser.close();
    await server.close();
  }
}

async function node() {
  // The libraries are left to Node, which loads them as it does for anyone.
  await bundle(inNode, 'node', { platform: 'node', packages: 'external', outExtension: { '.js': '.mjs' } });
  console.log(`\nIn Node (Node.js ${process.versions.node})`);
  for (const file of inNode) {
    const { benches } = /** @type {{ benches: import('./harness.ts').Bench[] }} */ (await import(pathToFileURL(join(out, 'node', `${nameOf(file)}.mjs`)).href));
    for (const { title, run } of benches) await show(title, run);
  }
}

try {
  console.log(`${cpus()[0]?.model.trim() ?? 'An unknown processor'}, ${String(cpus().length)} of them`);
  if (inChromium.length > 0) await chromium();
  if (inNode.length > 0) await node();
} finally {
  rmSync(out, { recursive: true, force: true });
}
process.exit(failed ? 1 : 0);
