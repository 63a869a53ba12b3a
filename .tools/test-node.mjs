// npm run test:node, test:e2e and test:stories [-- files]: tests that run in Node. Ends with a line of counts.
//   --build-demo        builds the demo portal first
//   --engine name       of the browser, for end-to-end tests; Chromium unless it is named
//   --build-storybook   builds the Storybook first
//   a folder            stands for the test files below it, unless files are named after it
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chosenEngines, engineOption, everywhere } from './engines.mjs';
import { buildDir, countsLine, ensureInstalled, filesBelow, root, runNode } from './project.mjs';
import { buildDemo } from './demo.mjs';
import { buildStorybook } from './storybook-build.mjs';

await ensureInstalled();
const { rest: args, wanted } = engineOption(process.argv.slice(2));
const named = args.filter((arg) => !arg.startsWith('--'));
const isFolder = (/** @type {string} */ path) => statSync(join(root, path), { throwIfNoEntry: false })?.isDirectory() ?? !/\.ts$/.test(path);
const chosen = named.filter((path) => !isFolder(path));
const files = chosen.length > 0 ? chosen : named.flatMap((folder) => filesBelow(folder, /\.test\.ts$/));

const counts = { passed: 0, failed: 0, skipped: 0 };

/** @param {readonly string[]} chosenFiles @param {Record<string, string>} env @param {number} [concurrency] */
async function run(chosenFiles, env, concurrency = 2) {
  const report = join(buildDir, `counts-${process.pid}.json`);
  const command = [
    '--import',
    'tsx',
    '--test',
    `--test-concurrency=${concurrency}`,
    '--test-reporter=spec',
    '--test-reporter-destination=stdout',
    '--test-reporter=./.tools/counts-reporter.mjs',
    `--test-reporter-destination=${report}`,
    ...chosenFiles,
  ];
  const { code } = await runNode(command, { env });
  /** @type {import('./project.mjs').Counts & { skips: string[], empty: string[] }} */
  const seen = JSON.parse(readFileSync(report, 'utf8'));
  rmSync(report);
  for (const reason of seen.skips) console.log(`skipped: ${reason}`);
  for (const file of seen.empty) console.error(`${file} ran no test.`);
  const failed = seen.failed + seen.empty.length;
  counts.passed += seen.passed;
  counts.failed += failed > 0 || code === 0 ? failed : 1;
  counts.skipped += seen.skipped;
}

/** Every engine that is asked for, one after the other. @param {string} demo where the portal is built */
async function inEach(demo) {
  let engines;
  try {
    engines = await chosenEngines(wanted);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    counts.failed += 1;
    return;
  }
  await buildDemo(demo);
  for (const { name, version } of engines) {
    // A file that is named is tried in whatever engine is named.
    const its = name === 'chromium' || chosen.length > 0 ? files : files.filter((file) => everywhere.test(file));
    console.log(`End-to-end tests in ${version}: ${its.length} of ${files.length} files`);
    if (its.length > 0) await run(its, { REKEY_DEMO_DIR: demo, REKEY_ENGINE: name }, name === 'chromium' ? 2 : 1);
  }
}

if (files.length === 0) {
  console.log(`No tests in ${named.join(', ')} yet.`);
} else {
  mkdirSync(buildDir, { recursive: true });
  const demo = join(buildDir, `demo-${process.pid}`);
  const storybook = join(buildDir, `storybook-${process.pid}`);
  if (args.includes('--build-storybook')) await buildStorybook(storybook);
  if (args.includes('--build-demo')) await inEach(demo);
  else await run(files, { REKEY_DEMO_DIR: demo, REKEY_STORYBOOK_DIR: storybook });
  for (const built of [demo, storybook]) rmSync(built, { recursive: true, force: true });
}
const to = process.env['REKEY_TEST_COUNTS'];
if (to) writeFileSync(to, JSON.stringify(counts));
console.log(countsLine(counts));
process.exit(counts.failed === 0 ? 0 : 1);
