// npm run test:node, test:e2e and test:stories [-- files]: tests that run in Node. Ends with a line of counts.
//   --build-demo        builds the demo portal first
//   --build-storybook   builds the Storybook first
//   a folder            stands for the test files below it, unless files are named after it
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildDir, countsLine, ensureInstalled, filesBelow, root, runNode } from './project.mjs';
import { buildDemo } from './demo.mjs';
import { buildStorybook } from './storybook-build.mjs';

await ensureInstalled();
const args = process.argv.slice(2);
const named = args.filter((arg) => !arg.startsWith('--'));
const isFolder = (/** @type {string} */ path) => statSync(join(root, path), { throwIfNoEntry: false })?.isDirectory() ?? !/\.ts$/.test(path);
const chosen = named.filter((path) => !isFolder(path));
const files = chosen.length > 0 ? chosen : named.flatMap((folder) => filesBelow(folder, /\.test\.ts$/));

const counts = { passed: 0, failed: 0, skipped: 0 };
if (files.length === 0) {
  console.log(`No tests in ${named.join(', ')} yet.`);
} else {
  mkdirSync(buildDir, { recursive: true });
  const demo = join(buildDir, `demo-${process.pid}`);
  if (args.includes('--build-demo')) await buildDemo(demo);
  const storybook = join(buildDir, `storybook-${process.pid}`);
  if (args.includes('--build-storybook')) await buildStorybook(storybook);
  const report = join(buildDir, `counts-${process.pid}.json`);
  const command = [
    '--import',
    'tsx',
    '--test',
    '--test-concurrency=2',
    '--test-reporter=spec',
    '--test-reporter-destination=stdout',
    '--test-reporter=./.tools/counts-reporter.mjs',
    `--test-reporter-destination=${report}`,
    ...files,
  ];
  const { code } = await runNode(command, { env: { REKEY_DEMO_DIR: demo, REKEY_STORYBOOK_DIR: storybook } });
  for (const built of [demo, storybook]) rmSync(built, { recursive: true, force: true });
  /** @type {import('./project.mjs').Counts & { skips: string[], empty: string[] }} */
  const seen = JSON.parse(readFileSync(report, 'utf8'));
  rmSync(report);
  for (const reason of seen.skips) console.log(`skipped: ${reason}`);
  for (const file of seen.empty) console.error(`${file} ran no test.`);
  counts.passed = seen.passed;
  counts.failed = seen.failed + seen.empty.length;
  counts.skipped = seen.skipped;
  if (code !== 0 && counts.failed === 0) counts.failed = 1;
}
const to = process.env['REKEY_TEST_COUNTS'];
if (to) writeFileSync(to, JSON.stringify(counts));
console.log(countsLine(counts));
process.exit(counts.failed === 0 ? 0 : 1);
