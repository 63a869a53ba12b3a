// npm run fuzz: puts a million hostile inputs into the readers of keys, requests, certificates and DNS answers. Each input follows from the
// seed, the target and its number: what is found is found again. Exits non-zero when a rule was broken, when an error without
// a documented code came out, or when an input took longer than a reader may take.
//   --count n       how many inputs; 1,000,000 unless it is said
//   --seed n        another million; 1 unless it is said
//   --target name   one target: csr, certificate, issued, key-file, plain-key, pem, public-key, names or dns
//   --only n        the one input of that number, of one target
//   --replay file   what an earlier run wrote down
//   --corpus        makes new objects to begin with, and writes test/support/fuzz/corpus.ts
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { buildDir, ensureInstalled, root } from './project.mjs';

/** @typedef {import('../test/support/fuzz/targets.js').TargetName} TargetName */
/** @typedef {{ target: TargetName, index: number, choice: number, input: string, isText: boolean, error: string, octets: number }} Finding input is hex, of UTF-16 units for text */
/** @typedef {{ done: number, outcomes: Record<string, Record<string, number>>, findings: Finding[], slowest: { target: string, index: number, ms: number }[] }} Progress */

await ensureInstalled();
const { build } = await import('esbuild');

const args = process.argv.slice(2);
const option = (/** @type {string} */ name) => (args.includes(`--${name}`) ? args[args.indexOf(`--${name}`) + 1] : undefined);
const count = Number(option('count') ?? 1_000_000);
const seed = Number(option('seed') ?? 1);
/** Milliseconds of the processor after which an input is a hang: readers take a few at most. */
const PATIENCE = 20_000;

const out = join(buildDir, `fuzz-${process.pid}`);
rmSync(out, { recursive: true, force: true });
process.on('exit', () => rmSync(out, { recursive: true, force: true }));
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(signal, () => process.exit(130));
await build({
  absWorkingDir: root,
  entryPoints: { targets: 'test/support/fuzz/targets.ts', 'make-corpus': 'test/support/fuzz/make-corpus.ts', worker: '.tools/fuzz/worker.mjs' },
  outdir: out,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  packages: 'external',
  target: 'es2022',
  tsconfig: join(root, 'tsconfig.json'),
  outExtension: { '.js': '.mjs' },
  logLevel: 'warning',
});

if (args.includes('--corpus')) {
  const { makeCorpus } = await import(pathToFileURL(join(out, 'make-corpus.mjs')).href);
  /** @param {string} id */
  const key = (id) => (/^\w+$/.test(id) ? id : `'${id}'`);
  const text = Object.entries(await makeCorpus())
    .map(([pool, all]) => `  ${key(pool)}: {\n${Object.entries(all).map(([id, base64]) => `    ${key(id)}: '${base64}',\n`).join('')}  },\n`)
    .join('');
  writeFileSync(
    join(root, 'test/support/fuzz/corpus.ts'),
    `/** Made by \`npm run fuzz -- --corpus\`: see make-corpus.ts. Its keys were made for this and are used nowhere else. */\nimport type { Corpus } from './corpus-types.js';\n\nexport const CORPUS: Corpus = {\n${text}};\n`,
  );
  process.exit(0);
}

/** @type {typeof import('../test/support/fuzz/targets.js')} */
const { SHARES, TARGETS, makeInput } = await import(pathToFileURL(join(out, 'targets.mjs')).href);
const names = /** @type {TargetName[]} */ (Object.keys(TARGETS));
const only = names.find((name) => name === option('target'));
if (option('target') !== undefined && only === undefined) {
  console.error(`Targets are ${names.join(', ')}.`);
  process.exit(1);
}
/** The targets of a hundred inputs, mixed evenly. */
const schedule = only ? [only] : names.flatMap((name) => Array.from({ length: SHARES[name] }, (_, i) => ({ name, at: (i + 0.5) / SHARES[name] }))).sort((a, b) => a.at - b.at).map(({ name }) => name);

/** @param {Partial<Progress>} part @param {Progress} into */
function gather(part, into) {
  into.done += part.done ?? 0;
  for (const finding of part.findings ?? []) {
    into.findings.push(finding);
    console.log(`FAULT ${finding.target} --only ${finding.index}: ${finding.error.split('\n')[0]}`);
  }
  for (const [target, counts] of Object.entries(part.outcomes ?? {})) {
    const sums = (into.outcomes[target] ??= {});
    for (const [outcome, times] of Object.entries(counts)) sums[outcome] = (sums[outcome] ?? 0) + times;
  }
  into.slowest = [...into.slowest, ...(part.slowest ?? [])].sort((a, b) => b.ms - a.ms).slice(0, 5);
}

/** Milliseconds of the processor. */
function spent() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

const began = performance.now();
/** @type {Progress} */
const total = { done: 0, outcomes: {}, findings: [], slowest: [] };
const replayed = option('replay') === undefined ? undefined : JSON.parse(readFileSync(/** @type {string} */ (option('replay')), 'utf8'));
const single = option('only') === undefined ? undefined : Number(option('only'));
const end = replayed ? 1 : single === undefined ? count : single + 1;

/** What the worker is at, as it says before each input. @type {Int32Array} */
const at = new Int32Array(new SharedArrayBuffer(8));
let next = single ?? 0;
let shownAt = 0;

/** A worker from input `next` on; ends when it has done them all, or was ended over one that hangs. */
function work() {
  return /** @type {Promise<void>} */ (new Promise((done) => {
    const worker = new Worker(join(out, 'worker.mjs'), {
      workerData: { seed, from: next, to: end, schedule, at, ...(replayed && { replayed }) },
      resourceLimits: { maxOldGenerationSizeMb: 1500 },
    });
    let [last, since] = [-1, spent()];
    let ended = false;
    /** @param {string} error */
    const lost = (error) => {
      if (ended) return;
      ended = true;
      clearInterval(watch);
      const index = Atomics.load(at, 0);
      const target = schedule[index % schedule.length] ?? 'csr';
      const { input, choice } = replayed ?? makeInput(target, seed, index);
      total.findings.push({ target, index, choice, ...written(input), error });
      next = replayed ? end : index + 1;
      void worker.terminate().then(() => done());
    };
    const watch = setInterval(() => {
      const index = Atomics.load(at, 0);
      if (index !== last) [last, since] = [index, spent()];
      else if (spent() - since > PATIENCE) lost(`It did not end within ${PATIENCE / 1000} seconds.`);
    }, 250);
    worker.on('message', (/** @type {Partial<Progress> & { end?: boolean, to?: number }} */ part) => {
      gather(part, total);
      if (part.to !== undefined) next = part.to;
      const seconds = (performance.now() - began) / 1000;
      if (seconds - shownAt >= 5) {
        shownAt = seconds;
        console.log(`${total.done.toLocaleString('en')} inputs, ${Math.round(total.done / seconds).toLocaleString('en')} a second, ${total.findings.length} faults`);
      }
      if (part.end) {
        ended = true;
        clearInterval(watch);
        done();
      }
    });
    worker.on('error', (error) => lost(`The engine gave up: ${error instanceof Error ? error.message : String(error)}`));
  }));
}

/** @param {string | Uint8Array} input */
function written(input) {
  const isText = typeof input === 'string';
  const bytes = isText ? Buffer.from(input, 'utf16le') : Buffer.from(input);
  return { input: bytes.toString('hex'), isText, octets: bytes.length };
}

while (next < end && total.findings.length < 20) await work();

const seconds = (performance.now() - began) / 1000;
for (const [target, counts] of Object.entries(total.outcomes)) {
  const all = Object.values(counts).reduce((sum, times) => sum + times, 0);
  console.log(`\n${target}: ${all.toLocaleString('en')}`);
  for (const [outcome, times] of Object.entries(counts).sort(([, a], [, b]) => b - a)) {
    console.log(`  ${((100 * times) / all).toFixed(2).padStart(6)} %  ${String(times).padStart(8)}  ${outcome}`);
  }
}
console.log(`\nSlowest: ${total.slowest.map(({ target, index, ms }) => `${target} ${index} ${Math.round(ms)} ms`).join(', ')}`);
if (total.findings.length > 0) {
  const folder = join(buildDir, 'fuzz-findings');
  mkdirSync(folder, { recursive: true });
  for (const [at, finding] of total.findings.entries()) {
    const file = join(folder, `${finding.target}-${seed}-${finding.index}.json`);
    writeFileSync(file, `${JSON.stringify({ ...finding, seed })}\n`);
    // The same fault is told at length once.
    const isNew = total.findings.findIndex(({ error }) => error.split('\n')[0] === finding.error.split('\n')[0]) === at;
    console.log(`\nFAULT ${finding.target} --seed ${seed} --only ${finding.index}: ${isNew ? finding.error : finding.error.split('\n')[0]}\n  ${finding.octets} octets in ${file}${isNew && finding.octets <= 400 ? `: ${finding.input}` : ''}`);
  }
}
const busy = spent() / 1000;
console.log(`\n${total.done.toLocaleString('en')} inputs of seed ${seed} in ${Math.round(seconds)} s, ${Math.round(busy)} s of the processor (${Math.round(total.done / busy).toLocaleString('en')} a second of it), ${total.findings.length} faults`);
process.exit(total.findings.length === 0 ? 0 : 1);
