// npm run mutate [-- words]: breaks each rule of the software by itself, in a copy of the tree, and runs the tests that are
// said to hold it. A rule whose tests stay green, or whose tests do not run, is a failure. The words choose rules by the
// beginning of their ids. `--list` prints the rules with their tests, `--check` looks only whether each one still fits the source.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { buildDir, ensureInstalled, root, runNode } from './project.mjs';
import { rules } from './mutate/rules.mjs';

/** @typedef {import('./mutate/rules.mjs').Rule} Rule */
/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

const args = process.argv.slice(2);
const words = args.filter((arg) => !arg.startsWith('--'));
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

/** A copy of the tree that may be broken; what is installed is linked into it. */
const tree = join(buildDir, `mutate-${process.pid}`);
rmSync(tree, { recursive: true, force: true });
mkdirSync(tree, { recursive: true });
const leave = () => rmSync(tree, { recursive: true, force: true });
process.on('exit', leave);
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(signal, () => process.exit(130));
const skip = /^(?:node_modules|\.git|\.build|dist)$/;
for (const name of readdirSync(root)) {
  if (!skip.test(name)) cpSync(join(root, name), join(tree, name), { recursive: true });
}
const linked = spawnSync('cp', ['-al', join(root, 'node_modules'), join(tree, 'node_modules')]);
if (linked.status !== 0) cpSync(join(root, 'node_modules'), join(tree, 'node_modules'), { recursive: true });

/** Runs test files in the copy, each kind by its own runner. @param {readonly string[]} tests @returns {Promise<Counts & { output: string }>} */
async function run(tests) {
  const total = { passed: 0, failed: 0, skipped: 0, output: '' };
  for (const [command, files] of /** @type {const} */ ([
    ['.tools/test-browser.mjs', tests.filter((test) => !test.startsWith('test/node/'))],
    ['.tools/test-node.mjs', tests.filter((test) => test.startsWith('test/node/'))],
  ])) {
    if (files.length === 0) continue;
    const report = join(tree, 'counts.json');
    rmSync(report, { force: true });
    const { output } = await runNode([join(tree, command), ...files], { env: { REKEY_TEST_COUNTS: report }, quiet: true, cwd: tree });
    total.output += output;
    if (!existsSync(report)) continue;
    /** @type {Counts} */
    const counts = JSON.parse(readFileSync(report, 'utf8'));
    for (const key of /** @type {const} */ (['passed', 'failed', 'skipped'])) total[key] += counts[key];
  }
  return total;
}

/** The name of the first test that saw it. @param {string} output */
const witness = (output) => /^\s*(?:❌|𐄂|✖)\s*(.+?)(?:\s+\(\d.*)?$/mu.exec(output)?.[1]?.trim() ?? '';

/** How many tests a set of files has while nothing is broken. @type {Map<string, Promise<Counts & { output: string }>>} */
const whole = new Map();

const seen = { red: 0, green: 0, void: 0 };
for (const { id, rule, breaks, tests } of chosen) {
  const key = tests.join(' ');
  let sound = whole.get(key);
  if (sound === undefined) whole.set(key, sound = run(tests));
  const before = await sound;
  if (before.failed > 0 || before.passed === 0) {
    seen.void += 1;
    console.log(`void   ${id}: its tests fail before it is broken\n${before.output.slice(-2000)}`);
    continue;
  }
  const path = join(tree, breaks.file);
  const source = readFileSync(path, 'utf8');
  writeFileSync(path, source.replace(breaks.from, () => breaks.to));
  const after = await run(tests);
  writeFileSync(path, source);
  if (after.failed === 0) {
    seen.green += 1;
    console.log(`GREEN  ${id}: no test saw it broken: ${rule}`);
  } else if (after.passed + after.failed < before.passed / 2) {
    // Code that no longer loads proves nothing of the rule.
    seen.void += 1;
    console.log(`void   ${id}: most of its tests did not run\n${after.output.slice(-2000)}`);
  } else {
    seen.red += 1;
    console.log(`red    ${id}: ${witness(after.output) || `${after.failed} failed`}`);
  }
}
console.log(`\n${chosen.length} rules broken one by one: ${seen.red} seen, ${seen.green} not seen, ${seen.void} without a verdict`);
process.exit(seen.green + seen.void === 0 ? 0 : 1);
