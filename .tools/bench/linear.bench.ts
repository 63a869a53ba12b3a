// What a request costs beside its signature, by the number of its names. Ten times the names may cost ten times as much, and no more.
import { createCsr, generateKey } from '../../src/crypto.js';
import { certificateFor, newKeys } from './certificates.js';
import { duration, measure, type Bench, type Work } from './harness.js';

const counts = [1, 10, 100, 1000] as const;
/** Measured, two figures are never the same: this much more than ten times is still taken for ten times. */
const tolerance = 1.25;
const rounds = 60;
const batch = 5;

export const benches: readonly Bench[] = [
  {
    title: 'A certification request by the number of its alternative names, ec-p256, less the signature over the same bytes',
    run: async () => {
      const keys = await newKeys('ec-p256', 2 * counts.length * (rounds + 1) * batch + counts.length);
      const variants: Record<string, Work> = {};
      for (const count of counts) {
        const names = Array.from({ length: count }, (_, at) => `${String(at)}.example.com`);
        const certificate = new Uint8Array((await certificateFor(await generateKey('ec-p256'), names)).der);
        const message = new Uint8Array((await createCsr({ certificate, key: keys() })).der);
        variants[`sign ${String(count)}`] = () => crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, keys().privateKey, message);
        variants[`createCsr ${String(count)}`] = () => createCsr({ certificate, key: keys() });
      }
      const figures = await measure(variants, { rounds, batch });
      const min = (name: string): number => figures.find((figure) => figure.name === name)?.min ?? NaN;
      const costs = counts.map((count) => ({ count, whole: min(`createCsr ${String(count)}`), own: min(`createCsr ${String(count)}`) - min(`sign ${String(count)}`) }));
      const steps = costs.map(({ own }, at) => own / (costs[at - 1]?.own ?? NaN));
      const steep = steps.filter((step) => step > 10 * tolerance);
      return {
        columns: ['createCsr', 'less sign', 'per name', 'of the line before'],
        rows: costs.map(({ count, whole, own }, at) => ({
          name: `${String(count)} ${count === 1 ? 'name' : 'names'}`,
          cells: [duration(whole), duration(own), duration(own / count), at === 0 ? '' : `${(steps[at] ?? NaN).toFixed(2)}x`],
        })),
        ...(steep.length > 0
          ? { broken: `Ten times the names cost ${steep.map((step) => step.toFixed(1)).join(' and ')} times as much; the most is ${String(10 * tolerance)} times.` }
          : { kept: ['Ten times the names cost at most ten times as much.'] }),
      };
    },
  },
];
