// npm run bench [-- names]: builds each *.bench.ts beside this file, runs it in the browser of the tests under the
// strict content security policy, and prints its tables. Exits non-zero when a bound is broken.
//   --count n   how often the elements of `leaks` come and go; 1,000 unless it is said
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { buildDir, ensureInstalled, filesBelow, root } from '../project.mjs';

await ensureInstalled();
const { build } = await import('esbuild');
const { launchBrowser } = await import('../browser.mjs');
const { startServer } = await import('../serve.mjs');

const args = process.argv.slice(2);
const countAt = args.indexOf('--count');
const count = countAt < 0 ? undefined : Number(args[countAt + 1]);
const names = args.filter((arg, at) => !arg.startsWith('--') && (countAt < 0 || at !== countAt + 1));
const benches = filesBelow('.tools/bench', /\.bench\.ts$/).filter((file) => names.length === 0 || names.some((name) => basename(file).startsWith(name)));
if (benches.length === 0) {
  console.error(`No bench${names.length > 0 ? ` is named ${names.join(' or ')}` : ''}.`);
  process.exit(1);
}

const out = join(buildDir, `bench-${process.pid}`);
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
await build({
  absWorkingDir: root,
  entryPoints: benches.map((file) => ({ in: file, out: basename(file, '.bench.ts') })),
  outdir: out,
  bundle: true,
  splitting: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  tsconfig: join(root, 'tsconfig.json'),
  conditions: ['browser', 'production'],
  logLevel: 'warning',
  // package.json says which of the built files register elements; these are the sources.
  ignoreAnnotations: true,
});
writeFileSync(join(out, 'index.html'), '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Benchmarks</title></head><body></body></html>\n');

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
function print({ columns, rows, broken }) {
  const table = [['', ...columns], ...rows.map(({ name, cells }) => [name, ...cells])];
  const widths = table[0]?.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0))) ?? [];
  for (const row of table) console.log(`  ${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  ')}`.trimEnd());
  if (broken) console.log(`  FAIL: ${broken}`);
}

const server = await startServer({ dir: out });
const browser = await launchBrowser();
let failed = false;
try {
  console.log(`${await browser.version()}, Node.js ${process.versions.node}`);
  for (const file of benches) {
    const page = await browser.newPage();
    page.setDefaultTimeout(300_000);
    await page.exposeFunction('heapCounts', heapCounts(page));
    page.on('pageerror', (error) => console.error(String(error)));
    await page.goto(server.url);
    if (count !== undefined) await page.evaluate((times) => { window.benchCount = times; }, count);
    const script = `./${basename(file, '.bench.ts')}.js`;
    const titles = await page.evaluate(async (from) => {
      const { benches } = /** @type {{ benches: import('./harness.ts').Bench[] }} */ (await import(from));
      return benches.map(({ title }) => title);
    }, script);
    for (const [index, title] of titles.entries()) {
      console.log(`\n${title}`);
      try {
        const result = await page.evaluate(
          async (from, at) => {
            const { benches } = /** @type {{ benches: import('./harness.ts').Bench[] }} */ (await import(from));
            return benches[at]?.run();
          },
          script,
          index,
        );
        if (result) print(result);
        failed ||= result?.broken !== undefined;
      } catch (error) {
        console.error(`  ${error instanceof Error ? error.message : String(error)}`);
        failed = true;
      }
    }
    await page.close();
  }
} finally {
  await browser.close();
  await server.close();
  rmSync(out, { recursive: true, force: true });
}
process.exit(failed ? 1 : 0);
