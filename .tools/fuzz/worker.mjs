// The thread of npm run fuzz that does the work. Before each input it says which one it is at, so that whoever watches can end it.
import { parentPort, workerData } from 'node:worker_threads';
import { makeInput, tryInput } from '../../test/support/fuzz/targets.js';

/** @typedef {import('../../test/support/fuzz/targets.js').TargetName} TargetName */
/** @typedef {import('../../test/support/fuzz/targets.js').Made} Made */

/** @type {{ seed: number, from: number, to: number, schedule: TargetName[], at: Int32Array, replayed?: { target: TargetName, input: string, isText: boolean, choice: number } }} */
const { seed, from, to, schedule, at, replayed } = workerData;

/** Milliseconds of the processor, which other programs do not lengthen. */
function spent() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Milliseconds that no input may take, be it as large as it may be. */
const SLOW = 1_000;
/** Calls that a fault may cost to be made small. */
const TRIES = 1_500;

/** @param {string} hex @param {boolean} isText */
const readBack = (hex, isText) => (isText ? Buffer.from(hex, 'hex').toString('utf16le') : Uint8Array.from(Buffer.from(hex, 'hex')));

/** What went wrong with an input, or nothing. @param {TargetName} target @param {Made} made */
async function faultOf(target, made) {
  const began = spent();
  let outcome = '';
  try {
    outcome = await tryInput(target, made);
  } catch (thrown) {
    return { ms: spent() - began, outcome: 'fault', error: thrown instanceof Error ? `${thrown.name}: ${thrown.message}\n${(thrown.stack ?? '').split('\n').slice(1, 6).join('\n')}` : String(thrown) };
  }
  return { ms: spent() - began, outcome, error: undefined };
}

/** Cuts pieces away for as long as the fault stays the same. @param {TargetName} target @param {Made} made @param {string} error */
async function minimise(target, made, error) {
  let { input } = made;
  const kind = error.split('\n')[0];
  const same = async (/** @type {string | Uint8Array} */ tried) => (await faultOf(target, { ...made, input: /** @type {Made['input']} */ (tried) })).error?.split('\n')[0] === kind;
  let tries = 0;
  for (let piece = input.length >> 1; piece >= 1 && tries < TRIES; piece >>= 1) {
    for (let start = 0; start + piece <= input.length && tries < TRIES; tries += 1) {
      const shorter = typeof input === 'string' ? input.slice(0, start) + input.slice(start + piece) : Uint8Array.from([...input.subarray(0, start), ...input.subarray(start + piece)]);
      if (await same(shorter)) input = shorter;
      else start += piece;
    }
  }
  return { ...made, input };
}

/** @type {Record<string, Record<string, number>>} */
let outcomes = {};
/** @type {unknown[]} */
let findings = [];
/** @type {{ target: string, index: number, ms: number }[]} */
let slowest = [];
let done = 0;
let faults = 0;

/** @param {number} index @param {boolean} [end] */
function tell(index, end = false) {
  parentPort?.postMessage({ done, outcomes, findings, slowest, to: index, end });
  [done, outcomes, findings, slowest] = [0, {}, [], []];
}

let toldAt = performance.now();
for (let index = from; index < to && faults < 20; index += 1) {
  Atomics.store(at, 0, index);
  const target = replayed?.target ?? schedule[index % schedule.length] ?? 'csr';
  const made = replayed ? { input: readBack(replayed.input, replayed.isText), choice: replayed.choice } : makeInput(target, seed, index);
  let { ms, outcome, error } = await faultOf(target, made);
  // Collecting garbage counts too, and compiling: what is slow is slow again.
  for (let again = 0; again < 2 && ms > SLOW && error === undefined; again += 1) ms = Math.min(ms, (await faultOf(target, made)).ms);
  if (ms > SLOW && error === undefined) error = `It took ${Math.round(ms)} ms.`;
  if (Object.keys(Object.prototype).length > 0) error = 'The prototype of all objects was changed.';
  if (error !== undefined) {
    const { input, choice } = error.startsWith('It took') || replayed ? made : await minimise(target, made, error);
    const isText = typeof input === 'string';
    const bytes = isText ? Buffer.from(input, 'utf16le') : Buffer.from(input);
    findings.push({ target, index, choice, input: bytes.toString('hex'), isText, octets: bytes.length, error });
    outcome = 'fault';
    faults += 1;
  }
  const counts = (outcomes[target] ??= {});
  counts[outcome] = (counts[outcome] ?? 0) + 1;
  slowest.push({ target, index, ms });
  slowest = slowest.length > 40 ? slowest.sort((a, b) => b.ms - a.ms).slice(0, 5) : slowest;
  done += 1;
  if (findings.length > 0 || performance.now() - toldAt > 1_000) {
    toldAt = performance.now();
    tell(index + 1);
    // Lets the message out, and timers of the engine in.
    await new Promise((resolve) => setImmediate(resolve));
  }
}
tell(to, true);
