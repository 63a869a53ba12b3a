// npm run test:browser [-- files]: unit and element tests. Ends with a line of counts.
import { writeFileSync } from 'node:fs';
import { countsLine, ensureInstalled, filesBelow } from './project.mjs';

await ensureInstalled();
const { startTestRunner } = await import('@web/test-runner');
const { browserTestConfig } = await import('./web-test-runner.config.mjs');

const named = process.argv.slice(2).filter((arg) => !arg.startsWith('--'));
const files = named.length > 0 ? named : filesBelow('test', /^test\/(unit|elements)\/.*\.test\.ts$/);
if (files.length === 0) {
  console.log('No browser tests yet.');
  console.log(countsLine({ passed: 0, failed: 0, skipped: 0 }));
  process.exit(0);
}

/** @param {import('@web/test-runner').TestSuiteResult | undefined} suite */
function* testsOf(suite) {
  /** @type {import('@web/test-runner').TestSuiteResult[]} */
  const suites = suite ? [suite] : [];
  for (let next = suites.pop(); next; next = suites.pop()) {
    yield* next.tests;
    suites.push(...next.suites);
  }
}

const runner = await startTestRunner({
  config: await browserTestConfig(files),
  readFileConfig: false,
  readCliArgs: false,
  autoExitProcess: false,
});
if (!runner) process.exit(1);

runner.on('stopped', (ok) => {
  const counts = { passed: 0, failed: 0, skipped: 0 };
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
  const to = process.env['REKEY_TEST_COUNTS'];
  if (to) writeFileSync(to, JSON.stringify(counts));
  console.log(countsLine(counts));
  process.exit(ok && counts.failed === 0 ? 0 : 1);
});
