// npm run mutate [-- words]: breaks each rule of the software by itself, in a copy of the tree, and runs the tests that are
// said to hold it, up to the first that fails. A rule whose tests stay green, or whose tests do not run, is a failure. The words
// choose rules by the beginning of their ids.
//   --list    prints the rules with their tests
//   --check   looks only whether each one still fits the source
//   --jobs n  files that run side by side: one unless it is said
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { join, relative } from 'node:path';
import { buildDir, ensureInstalled, root, runNode } from './project.mjs';
import { rules } from './mutate/rules.mjs';

/** @typedef {import('./mutate/rules.mjs').Rule} Rule */
/** What became of the tests of one file: `witness` is the first that failed, `trouble` what kept the file from running. */
/** @typedef {{ passed: number, failed: number, witness?: string, trouble?: string }} Outcome */

const args = process.argv.slice(2);
const jobsAt = args.indexOf('--jobs');
const jobs = jobsAt < 0 ? 1 : Math.max(1, Math.trunc(Number(args[jobsAt + 1])) || 1);
const words = args.filter((arg, at) => !arg.startsWith('--') && (jobsAt < 0 || at !== jobsAt + 1));
const chosen = rules.filter(({ id }) => words.length === 0 || words.some((word) => id === word || id.startsWith(`${word}-`) || id.startsWith(`${word}.`)));

/** What is wrong with a rule as it stands: the source that it breaks, the tests that it names. @param {Rule} rule @returns {string[]} */
function misfits({ breaks: { file, from, to }, tests }) {
  const path = join(root, file);
  const found = existsSync(path) ? readFileSync(path, 'utf8').split(from).length - 1 : 0;
  return [
    ...(found === 1 ? [] : [`${file} has ${JSON.stringify(from)} ${found} times, not once`]),
    ...(from === to ? ['breaks nothing'] : []),
    ...tests.filter((test) => !existsSync(join(root, test))).map((test) => `${test} is not there`),
    ...(tests.length === 0 ? ['names no test'] : []),
  ];
}

if (args.includes('--list')) {
  for (const { id, rule, source, tests } of chosen) console.log(`${id}\t${rule}${source ? ` (${source})` : ''}\t${tests.join(' ')}`);
  process.exit(0);
}

const ids = new Set();
let wrong = 0;
for (const rule of chosen) {
  const why = [...misfits(rule), ...(ids.has(rule.id) ? ['has the id of another rule'] : [])];
  ids.add(rule.id);
  for (const reason of why) console.error(`${rule.id}: ${reason}`);
  wrong += why.length;
}
if (wrong > 0 || chosen.length === 0) {
  console.error(chosen.length === 0 ? 'No rule begins so.' : `${wrong} things to mend in the list of rules.`);
  process.exit(1);
}
if (args.includes('--check')) {
  console.log(`${chosen.length} rules fit the source.`);
  process.exit(0);
}

await ensureInstalled();
const { startTestRunner } = await import('@web/test-runner');
const { browserTestConfig } = await import('./web-test-runner.config.mjs');

/** Rules whose copies are served by one start of the browser. */
const BATCH = 20;
/** A rule that makes its tests wait for ever has been seen. */
const PATIENCE = 120_000;

/** Copies of the tree: one that is whole, and one for each rule, which shares with the first what is not broken. */
const folder = join(buildDir, `mutate-${process.pid}`);
const whole = join(folder, 'whole');
rmSync(folder, { recursive: true, force: true });
mkdirSync(whole, { recursive: true });
const leave = () => rmSync(folder, { recursive: true, force: true });
process.on('exit', leave);
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(signal, () => process.exit(130));
for (const name of ['src', 'test', 'package.json', 'tsconfig.json', 'custom-elements.json', '.tools']) cpSync(join(root, name), join(whole, name), { recursive: true });

/** The copy in which the rule is broken. @param {Rule} rule */
function breakRule({ id, breaks: { file, from, to } }) {
  const tree = join(folder, id);
  // Hard links: what is not broken is not copied again.
  if (spawnSync('cp', ['-al', whole, tree]).status !== 0) cpSync(whole, tree, { recursive: true });
  const path = join(tree, file);
  const source = readFileSync(path, 'utf8');
  // The link goes first: written through it, the whole tree would be broken.
  rmSync(path);
  writeFileSync(path, source.replace(from, () => to));
  return tree;
}

/** The tests of a suite that ran, under their whole names. @param {import('@web/test-runner').TestSuiteResult | undefined} suite @param {string} [above] @returns {Generator<{ name: string, passed: boolean, error: boolean }>} */
function* testsOf(suite, above = '') {
  if (!suite) return;
  const name = [above, suite.name].filter(Boolean).join(' ');
  for (const test of suite.tests) yield { name: `${name} ${test.name}`.trim(), passed: test.passed, error: test.error !== undefined };
  for (const inner of suite.suites) yield* testsOf(inner, name);
}

/** Runs files in the browser. @param {readonly string[]} files absolute paths @returns {Promise<Map<string, Outcome>>} by path */
async function inBrowser(files) {
  /** @type {Map<string, Outcome>} */
  const outcomes = new Map();
  if (files.length === 0) return outcomes;
  const plain = await browserTestConfig(files.map((file) => relative(root, file).replaceAll('\\', '/')), 'chromium');
  const config = { ...plain, reporters: [], concurrency: jobs, testsFinishTimeout: PATIENCE, testFramework: { config: { timeout: '10000', bail: true } } };
  const runner = await startTestRunner({ config, readFileConfig: false, readCliArgs: false, autoExitProcess: false });
  if (!runner) throw new Error('The test runner does not start.');
  await new Promise((stopped) => runner.on('stopped', stopped));
  for (const session of runner.sessions.all()) {
    const tests = [...testsOf(session.testResults)];
    const errors = session.errors.map(({ message }) => message).join('\n');
    const failed = tests.filter(({ error }) => error);
    const late = tests.length === 0 && /did not finish|timed? ?out/i.test(errors);
    outcomes.set(session.testFile ?? '', {
      passed: tests.filter(({ passed }) => passed).length,
      failed: late ? 1 : failed.length || (tests.length > 0 && !session.passed ? 1 : 0),
      ...((failed[0] || late) && { witness: failed[0]?.name ?? 'its tests never end' }),
      ...(tests.length === 0 && !late && { trouble: errors || 'no test ran' }),
    });
  }
  return outcomes;
}

/** Runs a file in Node. @param {string} tree @param {string} file @returns {Promise<Outcome>} */
async function inNode(tree, file) {
  const report = join(tree, 'counts.json');
  const command = ['--import', 'tsx', '--test', '--test-reporter=spec', '--test-reporter-destination=stdout', '--test-reporter=./.tools/counts-reporter.mjs', `--test-reporter-destination=${report}`, file];
  const { output } = await runNode(command, { quiet: true, cwd: tree });
  if (!existsSync(report)) return { passed: 0, failed: 0, trouble: output.slice(-1000) };
  /** @type {{ passed: number, failed: number }} */
  const { passed, failed } = JSON.parse(readFileSync(report, 'utf8'));
  rmSync(report);
  const witness = /^\s*✖\s*(.+?)(?:\s+\(\d.*)?$/mu.exec(output)?.[1]?.trim();
  return { passed, failed, ...(failed > 0 && { witness: witness ?? file }), ...(passed + failed === 0 && { trouble: output.slice(-1000) }) };
}

/** @param {string} test */
const isForNode = (test) => test.startsWith('test/node/');

/** What the tests say while nothing is broken, by file. @type {Map<string, Outcome>} */
const sound = new Map();
/** Runs each file in each tree; at once what one browser can serve. @param {readonly { tree: string, tests: readonly string[] }[]} trees */
async function run(trees) {
  const files = trees.flatMap(({ tree, tests }) => tests.filter((test) => !isForNode(test)).map((test) => join(tree, test)));
  const outcomes = await inBrowser([...new Set(files)]);
  for (const { tree, tests } of trees) {
    for (const test of tests.filter(isForNode)) outcomes.set(join(tree, test), await inNode(tree, test));
  }
  return outcomes;
}

const seen = { red: 0, green: 0, void: 0 };
const began = Date.now();
for (let first = 0; first < chosen.length; first += BATCH) {
  const batch = chosen.slice(first, first + BATCH);
  const unknown = [...new Set(batch.flatMap(({ tests }) => tests))].filter((test) => !sound.has(test));
  const broken = batch.map((rule) => ({ rule, tree: breakRule(rule), tests: rule.tests }));
  const outcomes = await run([{ tree: whole, tests: unknown }, ...broken]);
  for (const test of unknown) sound.set(test, outcomes.get(join(whole, test)) ?? { passed: 0, failed: 0, trouble: 'did not run' });
  for (const { rule: { id, rule, tests }, tree } of broken) {
    const before = tests.map((test) => ({ test, ...(sound.get(test) ?? { passed: 0, failed: 0 }) }));
    const unsound = before.find(({ passed, failed }) => failed > 0 || passed === 0);
    const after = tests.map((test) => outcomes.get(join(tree, test)) ?? { passed: 0, failed: 0, trouble: 'did not run' });
    const witness = after.find(({ failed }) => failed > 0);
    const trouble = after.find((one) => one.trouble !== undefined)?.trouble;
    if (unsound) {
      seen.void += 1;
      console.log(`void   ${id}: ${unsound.test} fails before it is broken: ${unsound.witness ?? unsound.trouble ?? 'no test ran'}`);
    } else if (witness) {
      seen.red += 1;
      console.log(`red    ${id}: ${witness.witness ?? 'an error outside any test'}`);
    } else if (trouble !== undefined) {
      // Code that no longer loads proves nothing of the rule.
      seen.void += 1;
      console.log(`void   ${id}: its tests did not run: ${trouble.slice(0, 600)}`);
    } else {
      seen.green += 1;
      console.log(`GREEN  ${id}: no test saw it broken: ${rule}`);
    }
    rmSync(tree, { recursive: true, force: true });
  }
}
const minutes = ((Date.now() - began) / 60_000).toFixed(1);
console.log(`\n${chosen.length} rules broken one by one in ${minutes} minutes: ${seen.red} seen, ${seen.green} not seen, ${seen.void} without a verdict`);
process.exit(seen.green + seen.void === 0 ? 0 : 1);
