// What a bench is made of, in a page and in Node. Figures of one run are compared with each other only: as ratios.

/** A line of a table: what was measured and its columns. */
export interface Row {
  readonly name: string;
  readonly cells: readonly string[];
}

/** What a bench gives back. */
export interface Result {
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
  /** What the table shows of the bounds that were kept, in words. */
  readonly kept?: readonly string[];
  /** A bound that was broken, in words. */
  readonly broken?: string;
}

/** A bench: a title and what it measures. */
export interface Bench {
  readonly title: string;
  readonly run: () => Promise<Result>;
}

/** Whether this runs in Node, and not in a page. */
export const inNode = (): boolean => typeof document === 'undefined';

const median = (sorted: readonly number[]): number => {
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[middle] ?? NaN) : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2;
};

/** A time for a table, from milliseconds. */
export const duration = (ms: number): string => (ms < 0.1 ? `${(ms * 1000).toFixed(ms < 0.01 ? 2 : 1)} µs` : `${ms.toFixed(2)} ms`);

/** Work to be timed; it may be over at once. Told how often it ran before, so that it can take another input each time. */
export type Work = (turn: number) => unknown;

/** What one piece of work takes, in milliseconds. */
export interface Figure { readonly name: string; readonly min: number; readonly median: number }

/**
 * Times variants of work. They take turns, so that a busy moment of the machine meets all of them, and each round begins with another
 * one, so that none always follows the same one.
 * @param variants name and work
 * @param o.rounds how many times each is timed
 * @param o.batch how often the work is done in one timing, for work that is over in less than the clock can tell; 1 by default
 * @param o.lasting in place of `batch`: each variant is done as often as takes it so many milliseconds
 */
export async function measure(variants: Readonly<Record<string, Work>>, o: { rounds: number; batch?: number; lasting?: number }): Promise<Figure[]> {
  const entries = Object.entries(variants).map(([name, work]) => ({ name, work, batch: o.batch ?? 1, turns: 0, times: [] as number[] }));
  type Entry = (typeof entries)[number];
  const once = async (entry: Entry): Promise<number> => {
    const started = performance.now();
    for (let time = 0; time < entry.batch; time += 1) {
      const result = entry.work(entry.turns++);
      // To wait for what is there already would be most of the time of short work.
      if (result instanceof Promise) await result;
    }
    return (performance.now() - started) / entry.batch;
  };
  // Untimed; and long enough for short work to be compiled.
  for (const entry of entries) {
    await once(entry);
    while (o.lasting !== undefined && (await once(entry)) * entry.batch < o.lasting) entry.batch *= 2;
  }
  for (let round = 0; round < o.rounds; round += 1) {
    for (let turn = 0; turn < entries.length; turn += 1) {
      const entry = entries[(round + turn) % entries.length];
      if (entry) entry.times.push(await once(entry));
    }
  }
  return entries.map(({ name, times }) => {
    const sorted = times.toSorted((a, b) => a - b);
    return { name, min: sorted[0] ?? NaN, median: median(sorted) };
  });
}

/** How fast one variant has to be: so many times as fast as another. Under 1 it may be slower. */
export interface Bound { readonly of: string; readonly than: string; readonly speed: number }

const speedOf = (times: number): string => (times < 1.5 ? `${(times * 100).toFixed(0)} % of the speed` : `${times.toFixed(1)} times the speed`);

/**
 * Bounds hold for the fastest round of each: whatever else the machine does can make a round slower, and never faster.
 */
function judge(figures: readonly Figure[], bounds: readonly Bound[]): Pick<Result, 'kept' | 'broken'> {
  const min = (name: string): number => figures.find((figure) => figure.name === name)?.min ?? NaN;
  const said = bounds.map(({ of, than, speed }) => {
    const reached = min(than) / min(of);
    return { good: reached >= speed, text: `${of} has ${speedOf(reached)} of ${than}; the least is ${speedOf(speed)}.` };
  });
  const broken = said.filter(({ good }) => !good).map(({ text }) => text);
  return { kept: said.filter(({ good }) => good).map(({ text }) => text), ...(broken.length > 0 ? { broken: broken.join(' ') } : {}) };
}

/**
 * Times variants of the same work against the first of them, and judges them by bounds.
 * @param variants name and work; the first is the baseline
 */
export async function compare(
  variants: Readonly<Record<string, Work>>,
  o: { rounds: number; batch?: number; lasting?: number; bounds?: readonly Bound[] },
): Promise<Result> {
  const figures = await measure(variants, o);
  const base = figures[0];
  const ratio = (value: number, to: number | undefined): string => `${(value / (to ?? NaN)).toFixed(2)}x`;
  return {
    columns: ['fastest', 'ratio', 'median', 'ratio'],
    rows: figures.map((figure) => ({
      name: figure.name,
      cells: [duration(figure.min), ratio(figure.min, base?.min), duration(figure.median), ratio(figure.median, base?.median)],
    })),
    ...judge(figures, o.bounds ?? []),
  };
}

/** How long a task may keep the main thread, in milliseconds; the platform reports those that take longer. */
export const longTask = 50;

/**
 * Runs actions one after the other and tells which of them kept the main thread too long.
 * @param actions name and action, in order
 */
export async function longTasks(actions: Readonly<Record<string, () => Promise<unknown>>>): Promise<Result> {
  const seen: PerformanceEntry[] = [];
  const observer = new PerformanceObserver((list) => seen.push(...list.getEntries()));
  observer.observe({ type: 'longtask' });
  const rows: Row[] = [];
  let count = 0;
  try {
    for (const [name, action] of Object.entries(actions)) {
      // The action begins in a task of its own: what was at work before it, such as the making of its input, is over.
      await settled();
      observer.takeRecords();
      seen.length = 0;
      const started = performance.now();
      await action();
      const took = performance.now() - started;
      await settled();
      seen.push(...observer.takeRecords());
      const long = seen.filter(({ startTime, duration }) => startTime + duration > started);
      count += long.length;
      const durations = long.map(({ duration }) => `${duration.toFixed(0)} ms`);
      rows.push({ name, cells: [durations.join(', ') || 'none', `${took.toFixed(0)} ms`] });
    }
  } finally {
    observer.disconnect();
  }
  return {
    columns: [`tasks over ${String(longTask)} ms`, 'took'],
    rows,
    ...(count > 0 ? { broken: `The main thread was kept over ${String(longTask)} ms ${String(count)} times.` } : {}),
  };
}

/** The task that an action ends in is reported once it is over, a frame later at most. */
const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setTimeout(resolve, 20));
};
