/** Programs of the system that tests start, servers among them, and folders for their files. */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { accessSync, constants, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { after, before } from 'node:test';

/** Debian keeps its servers where few of its users look. */
const FOLDERS = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/sbin'];
const env = { ...process.env, PATH: FOLDERS.join(delimiter) };

/** The Python of the system: what Debian packages for Python is found by no other. */
export const PYTHON = '/usr/bin/python3';

function isThere(program: string): boolean {
  return (program.startsWith('/') ? [program] : FOLDERS.map((folder) => join(folder, program))).some((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** The reason to skip a test, where one of its programs is missing; else `false`. */
export function without(...programs: readonly string[]): string | false {
  const missing = programs.filter((program) => !isThere(program));
  return missing.length > 0 && `${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} not installed`;
}

/** The same for a module of {@link PYTHON}. */
export function withoutPython(module: string): string | false {
  return without(PYTHON) || (start(PYTHON, ['-c', `import ${module}`]).status !== 0 && `python3-${module} is not installed`);
}

export interface Ended {
  /** `null`: it was killed, or never ran. */
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}
export interface StartOptions {
  /** What it reads from its standard input; nothing unless given. */
  readonly input?: string | Uint8Array;
  /** The folder that it runs in. */
  readonly cwd?: string;
  /** In milliseconds. */
  readonly timeout?: number;
}

/** Runs a program to its end, however it ends. */
export function start(program: string, args: readonly string[], o: StartOptions = {}): Ended {
  const { status, stdout, stderr, error } = spawnSync(program, args, { env, encoding: 'utf8', input: '', maxBuffer: 64 * 1024 * 1024, ...o });
  return error === undefined ? { status, stdout, stderr } : { status: null, stdout: '', stderr: String(error) };
}

/** What a program printed; it has to end well. */
export function run(program: string, args: readonly string[], o: StartOptions = {}): string {
  const { status, stdout, stderr } = start(program, args, o);
  assert.equal(status, 0, `${program} ${args.join(' ')}: ${stdout}${stderr}`);
  return stdout;
}

/** A folder in which files are made, named and read, and programs run. */
export interface WorkFolder {
  readonly path: string;
  /** The path of a file in it. */
  readonly at: (...names: readonly string[]) => string;
  /** Writes a file. @returns its path */
  readonly write: (name: string, content: string | Uint8Array) => string;
  readonly text: (name: string) => string;
  readonly bytes: (name: string) => Uint8Array;
  /** {@link start} in this folder. */
  readonly start: (program: string, ...args: readonly string[]) => Ended;
  /** {@link run} in this folder. */
  readonly run: (program: string, ...args: readonly string[]) => string;
  /** Whether the program ends with a failure. */
  readonly fails: (program: string, ...args: readonly string[]) => boolean;
}

/** A folder of the suite that this is called in: it is there before the suite's own `before`, and goes with the suite. */
export function workFolder(name: string): WorkFolder {
  let path = '';
  before(() => { path = mkdtempSync(join(tmpdir(), `rekey-${name}-`)); });
  after(() => { rmSync(path, { recursive: true, force: true }); });
  const at = (...names: readonly string[]): string => join(path, ...names);
  const here = (program: string, args: readonly string[]): Ended => start(program, args, { cwd: path });
  return {
    get path() { return path; },
    at,
    write: (file, content) => { writeFileSync(at(file), content); return at(file); },
    text: (file) => readFileSync(at(file), 'utf8'),
    bytes: (file) => new Uint8Array(readFileSync(at(file))),
    start: (program, ...args) => here(program, args),
    run: (program, ...args) => run(program, args, { cwd: path }),
    fails: (program, ...args) => {
      const { status, stderr } = here(program, args);
      assert.notEqual(status, null, stderr);
      return status !== 0;
    },
  };
}

/** A port of 127.0.0.1 that nobody had a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => { server.close(resolve); });
  return port;
}

/** A program that runs until it is stopped. */
export interface Server {
  /** Throws, with what it printed to its standard error, when the program is no longer there. */
  readonly assertRuns: () => void;
  /** Ends it by its process id and waits until it is gone. */
  readonly stop: () => Promise<void>;
}

/** Starts a program that stays in the foreground. @param o.cwd the folder that it runs in */
export function serve(program: string, args: readonly string[], o: Pick<StartOptions, 'cwd'> = {}): Server {
  const child: ChildProcess = spawn(program, args, { ...o, env, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => { said += text; });
  child.on('error', (error) => { said += String(error); });
  // A run that is broken off leaves no server behind.
  const end = (): void => { child.kill('SIGTERM'); };
  process.once('exit', end);
  child.once('exit', () => { process.removeListener('exit', end); });
  const isGone = (): boolean => child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
  return {
    assertRuns: () => {
      assert.ok(!isGone(), `${program} runs: ${String(child.exitCode ?? child.signalCode ?? '')} ${said}`);
    },
    stop: async () => {
      if (isGone()) return;
      const ended = new Promise((resolve) => { child.once('exit', resolve); });
      end();
      await ended;
    },
  };
}

/** Asks a server until it answers. @param ask throws as long as nobody answers */
export async function answerOf<T>(server: Server, ask: () => Promise<T>): Promise<T> {
  for (;;) {
    server.assertRuns();
    try {
      return await ask();
    } catch {
      // Nobody listens at the port yet: the event loop turns before the next try, so that an end of the program is seen.
      await new Promise((resolve) => { setImmediate(resolve); });
    }
  }
}
