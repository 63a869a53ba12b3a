// What a bench in the page is made of. Figures of one run are compared with each other only: as ratios.

/** A line of a table: what was measured and its columns. */
export interface Row {
  readonly name: string;
  readonly cells: readonly string[];
}

/** What a bench gives back. */
export interface Result {
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
  /** A bound that was broken, in words. */
  readonly broken?: string;
}

/** A bench: a title and what it measures. */
export interface Bench {
  readonly title: string;
  readonly run: () => Promise<Result>;
}

const median = (sorted: readonly number[]): number => {
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[middle] ?? NaN) : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2;
};

/**
 * Times variants of the same work against the first of them. The variants take turns, so that a busy moment of the
 * machine meets all of them; each has one untimed run before.
 * @param variants name and work; the first is the baseline. Work is told how often it ran before, so that it can take
 *   another input each time: what a variant remembers of an input is then no help to it
 * @param o.rounds how many times each is timed
 * @param o.batch how often the work is done in one timing, for work that is over in less than the clock can tell; 1 by default
 */
export async function compare(variants: Readonly<Record<string, (turn: number) => Promise<unknown>>>, o: { rounds: number; batch?: number }): Promise<Result> {
  const { rounds, batch = 1 } = o;
  const entries = Object.entries(variants).map(([name, work]) => ({ name, work, turns: 0, times: [] as number[] }));
  for (const entry of entries) await entry.work(entry.turns++);
  for (let round = 0; round < rounds; round += 1) {
    // Each round begins with another variant, so that none always follows the same one.
    for (let turn = 0; turn < entries.length; turn += 1) {
      const entry = entries[(round + turn) % entries.length];
      if (!entry) continue;
      const started = performance.now();
      for (let time = 0; time < batch; time += 1) await entry.work(entry.turns++);
      entry.times.push((performance.now() - started) / batch);
    }
  }
  const figures = entries.map(({ name, times }) => {
    const sorted = times.toSorted((a, b) => a - b);
    return { name, min: sorted[0] ?? NaN, median: median(sorted) };
  });
  const base = figures[0];
  const ratio = (value: number, to: number | undefined): string => `${(value / (to ?? NaN)).toFixed(2)}x`;
  return {
    columns: ['median', 'ratio', 'min', 'ratio'],
    rows: figures.map((figure) => ({
      name: figure.name,
      cells: [`${figure.median.toFixed(2)} ms`, ratio(figure.median, base?.median), `${figure.min.toFixed(2)} ms`, ratio(figure.min, base?.min)],
    })),
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
