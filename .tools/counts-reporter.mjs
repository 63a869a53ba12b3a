// A node:test reporter that leaves nothing but the counts, as JSON, and says which files ran no test.
import { resolve } from 'node:path';

/** @param {AsyncIterable<{ type: string, data: any }>} source the events of node:test */
export default async function* countsReporter(source) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  /** @type {Set<string>} */
  const withTests = new Set();
  /** @type {Set<string>} */
  const finished = new Set();
  /** @type {string[]} */
  const skips = [];
  for await (const { type, data } of source) {
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    const file = data.file ?? '';
    const details = /** @type {{ type?: string, error?: unknown }} */ (data.details);
    // The runner reports a file that holds no test as if it were a test that bears the file's name.
    if (data.nesting === 0 && resolve(data.name) === resolve(file) && type === 'test:pass') {
      finished.add(file);
      continue;
    }
    withTests.add(file);
    const skipped = data.skip !== undefined && data.skip !== false;
    // A suite is no test, unless it is skipped with all that is in it; what fails only because of a test below it is counted there.
    if (type === 'test:pass' ? details.type === 'suite' && !skipped : /subtests? failed/.test(String(details.error))) continue;
    if (skipped) {
      counts.skipped += 1;
      skips.push(`${data.name}${typeof data.skip === 'string' && data.skip ? `: ${data.skip}` : ''}`);
    } else counts[type === 'test:pass' ? 'passed' : 'failed'] += 1;
  }
  const empty = [...finished].filter((file) => !withTests.has(file));
  yield JSON.stringify({ ...counts, skips, empty });
}
