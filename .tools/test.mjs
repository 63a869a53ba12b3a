// npm test: installs what is missing, then every suite; the last line counts them all.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildDir, countsLine, ensureInstalled, root, runNode } from './project.mjs';

await ensureInstalled();
mkdirSync(buildDir, { recursive: true });

const suites = [
  { name: 'Browser', args: ['.tools/test-browser.mjs', '--engine', 'all'] },
  { name: 'Node', args: ['.tools/test-node.mjs', 'test/node'] },
  { name: 'End to end', args: ['.tools/test-node.mjs', '--build-demo', '--engine', 'all', 'test/e2e'] },
  { name: 'Story', args: ['.tools/test-node.mjs', '--build-storybook', 'test/stories'] },
];

const total = { passed: 0, failed: 0, skipped: 0 };
for (const { name, args } of suites) {
  console.log(`\n${name} tests`);
  const report = join(buildDir, `suite-${process.pid}.json`);
  const { code } = await runNode(
    args.map((arg) => (arg.endsWith('.mjs') ? join(root, arg) : arg)),
    { env: { REKEY_TEST_COUNTS: report } },
  );
  if (existsSync(report)) {
    /** @type {import('./project.mjs').Counts} */
    const counts = JSON.parse(readFileSync(report, 'utf8'));
    rmSync(report);
    total.passed += counts.passed;
    total.failed += counts.failed;
    total.skipped += counts.skipped;
    if (code !== 0 && counts.failed === 0) total.failed += 1;
  } else {
    console.error(`${name} tests ended without a result (exit code ${code}).`);
    total.failed += 1;
  }
}
if (total.passed + total.failed === 0) {
  console.error('No test ran.');
  total.failed += 1;
}
console.log(`\n${countsLine(total)}`);
process.exit(total.failed === 0 ? 0 : 1);
