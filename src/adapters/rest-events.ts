import { createParser } from 'eventsource-parser';
import { toRekeyError } from '../core/errors.js';
import type { RestHttp } from './rest-http.js';

/** The longest and the shortest wait between two tries, in milliseconds. */
const WAITS = { least: 1_000, most: 60_000, poll: 15_000 } as const;
/** An RA sends something, a comment at least, within this time; a proxy that holds its words back does not. */
const SILENCE = 45_000;
/** Characters of an event whose end has not come; one that is longer ends the connection. */
const LONGEST_EVENT = 1_048_576;

export interface Feed {
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | readonly string[] | undefined>>;
  readonly correlationId?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Told of each event's data, parsed; what is not JSON is passed over. */
  readonly tell: (data: unknown) => void;
  /** A look goes along with the first connection too: for what happened just before it. */
  readonly lookFirst?: boolean;
  /** Reads the present state in place of events, and tells of it. */
  readonly look: (signal: AbortSignal) => Promise<void>;
  /** Told `false` when neither stream nor look gets through, and `true` when one does again and what was missed has been told. */
  readonly onLive?: ((live: boolean) => void) | undefined;
}

/**
 * Follows an event stream by fetch (EventSource can send no credentials in headers), from where it broke off
 * (`Last-Event-ID`), and looks again and again where there is no stream. A look follows each silence, so that nothing that
 * happened meanwhile is missed.
 *
 * @returns ends it
 */
export function follow(http: RestHttp, feed: Feed): () => void {
  const life = new AbortController();
  const end = (): void => { life.abort(); };
  if (feed.signal?.aborted) return end;
  feed.signal?.addEventListener('abort', end, { signal: life.signal });
  void run(http, feed, life.signal);
  return end;
}

async function run(http: RestHttp, feed: Feed, life: AbortSignal): Promise<void> {
  let lastId: string | undefined;
  let failures = 0;
  let streams = true;
  let live = true;
  const over = (): boolean => life.aborted;
  const setLive = (now: boolean): void => {
    if (live === now || over()) return;
    live = now;
    feed.onLive?.(now);
  };
  const look = async (signal: AbortSignal): Promise<void> => {
    await feed.look(signal);
    setLive(true);
  };
  while (!over()) {
    let wait: number = WAITS.poll;
    try {
      if (streams) {
        const since = Date.now();
        lastId = await stream(http, feed, lastId, life, (signal) => {
          if (!live || (feed.lookFirst === true && lastId === undefined)) void look(signal).catch(() => undefined);
        });
        // One that is closed again at once is asked for ever less often.
        failures = Date.now() - since > WAITS.poll ? 0 : failures + 1;
        wait = backOff(failures);
        if (!over()) await look(life);
      } else {
        await look(life);
        failures = 0;
      }
    } catch (thrown) {
      if (over()) return;
      const error = toRekeyError(thrown);
      // An RA without the stream: looks take its place.
      if (streams && (error.code === 'unsupported' || error.code === 'not-found' || error.reason === 'no-stream' || error.reason === 'status')) {
        streams = false;
        continue;
      }
      failures += 1;
      setLive(false);
      wait = Math.max((error.retryAfter ?? 0) * 1000, backOff(failures) * (0.5 + Math.random() / 2));
      if (error.code === 'auth' || error.code === 'forbidden') wait = WAITS.most;
    }
    await pause(wait, life);
  }
}

const backOff = (failures: number): number => Math.min(WAITS.most, WAITS.least * 2 ** Math.max(0, failures - 1));

/**
 * One connection, until it ends.
 * @param connected called once when it stands
 * @returns the id of the last event
 */
async function stream(
  http: RestHttp, feed: Feed, lastId: string | undefined, life: AbortSignal, connected: (connection: AbortSignal) => void,
): Promise<string | undefined> {
  const connection = new AbortController();
  const stop = (): void => { connection.abort(); };
  life.addEventListener('abort', stop, { signal: connection.signal });
  let quiet: ReturnType<typeof setTimeout> | undefined;
  const heard = (): void => {
    clearTimeout(quiet);
    quiet = setTimeout(stop, SILENCE);
  };
  try {
    heard();
    const response = await http.open('GET', feed.path, { ...(feed.query && { query: feed.query }), accept: 'text/event-stream' },
      { signal: connection.signal, correlationId: feed.correlationId }, lastId === undefined ? {} : { 'Last-Event-ID': lastId });
    if (!(response.headers.get('Content-Type') ?? '').startsWith('text/event-stream') || response.body === null) {
      await response.body?.cancel();
      throw Object.assign(new Error('no stream'), { code: 'protocol', reason: 'no-stream' });
    }
    connected(connection.signal);
    let last = lastId;
    const parser = createParser({
      maxBufferSize: LONGEST_EVENT,
      onEvent: ({ id, data }) => {
        // An id that no header can carry would let no connection be made again.
        if (id !== undefined && /^[\x20-\x7e]*$/.test(id)) last = id;
        const parsed = parse(data);
        if (parsed !== undefined) feed.tell(parsed);
      },
    });
    const reader = response.body.getReader();
    const decoder = new TextDecoder();
    try {
      for (let part = await reader.read(); !part.done; part = await reader.read()) {
        heard();
        parser.feed(decoder.decode(part.value, { stream: true }));
      }
    } catch {
      // It broke off, or was silent for too long: the next connection goes on behind the last event.
    }
    return last;
  } catch (thrown) {
    if (connection.signal.aborted && !life.aborted) return lastId;
    throw thrown;
  } finally {
    clearTimeout(quiet);
    stop();
  }
}

function parse(data: string): unknown {
  try {
    return JSON.parse(data) as unknown;
  } catch {
    return undefined;
  }
}

/** Waits; a page that comes to the front, or a network that comes back, ends the wait. */
function pause(ms: number, life: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const ended = new AbortController();
    const done = (): void => {
      clearTimeout(timer);
      ended.abort();
      resolve();
    };
    const timer = setTimeout(done, ms);
    life.addEventListener('abort', done, { signal: ended.signal });
    if (typeof document !== 'undefined') {
      globalThis.addEventListener('online', done, { signal: ended.signal });
      document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'visible') done(); }, { signal: ended.signal });
    }
  });
}
