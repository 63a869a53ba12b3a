// npm run test:browser [-- --engine name] [files]: unit and element tests, in Chromium unless another engine is named.
// Ends with a line of counts.
import { writeFileSync } from 'node:fs';
import { chosenEngines, engineOption } from './engines.mjs';
import { countsLine, ensureInstalled, filesBelow } from './project.mjs';

await ensureInstalled();
const { startTestRunner } = await import('@web/test-runner');
const { browserTestConfig } = await import('./web-test-runner.config.mjs');

const { rest, wanted } = engineOption(process.argv.slice(2));
const named = rest.filter((arg) => !arg.startsWith('--'));
const files = named.length > 0 ? named : filesBelow('test', /^test\/(unit|elements)\/.*\.test\.ts$/);

/** @param {import('@web/test-runner').TestSuiteResult | undefined} suite @returns {Generator<import('@web/test-runner').TestResult>} */
function* testsOf(suite) {
  if (!suite) return;
  yield* suite.tests;
  for (const inner of suite.suites) yield* testsOf(inner);
}

/** @param {import('@web/test-runner').TestRunner} runner @param {import('./project.mjs').Counts} counts */
function count(runner, counts) {
  for (const session of runner.sessions.all()) {
    const tests = [...testsOf(session.testResults)];
    for (const test of tests) counts[test.skipped ? 'skipped' : test.passed ? 'passed' : 'failed'] += 1;
    if (tests.length === 0) {
      console.error(`${session.testFile ?? 'A test file'} ran no test.`);
      counts.failed += 1;
    } else if (!session.passed && tests.every((test) => test.passed || test.skipped)) {
      // An error outside any test: an import, a hook, an unhandled rejection.
      counts.failed += 1;
    }
  }
}

/** @param {import('./engines.mjs').EngineName} engine */
async function run(engine) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  const runner = await startTestRunner({ config: await browserTestConfig(files, engine), readFileConfig: false, readCliArgs: false, autoExitProcess: false });
  if (!runner) return { ...counts, failed: 1 };
  const ok = await new Promise((stopped) => runner.on('stopped', stopped));
  count(runner, counts);
  if (!ok && counts.failed === 0) counts.failed = 1;
  return counts;
}

const total = { passed: 0, failed: 0, skipped: 0 };
try {
  const engines = await chosenEngines(wanted);
  for (const { name, version } of engines) {
    console.log(`Browser tests in ${version}`);
    const counts = await run(name);
    if (engines.length > 1) console.log(`${name}: ${countsLine(counts)}\n`);
    for (const key of /** @type {const} */ (['passed', 'failed', 'skipped'])) total[key] += counts[key];
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  total.failed += 1;
}
const to = process.env['REKEY_TEST_COUNTS'];
if (to) writeFileSync(to, JSON.stringify(total));
console.log(countsLine(total));
process.exit(total.failed === 0 ? 0 : 1);
