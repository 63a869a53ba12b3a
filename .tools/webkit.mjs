// WebKitGTK for the tests: its MiniBrowser, driven by WebKitWebDriver (W3C WebDriver, section numbers of the 2018
// Recommendation) on a display of its own. Nothing is installed here, and what is started is stopped by its process.
import { spawn, spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

/** WebDriver, section 17.4.2: the keys that are no characters. */
const keyCodes = /** @type {const} */ ({
  Backspace: '\uE003', Tab: '\uE004', Enter: '\uE007', Shift: '\uE008', Control: '\uE009', Alt: '\uE00A', Escape: '\uE00C', Space: ' ',
  PageUp: '\uE00E', PageDown: '\uE00F', End: '\uE010', Home: '\uE011', ArrowLeft: '\uE012', ArrowUp: '\uE013', ArrowRight: '\uE014',
  ArrowDown: '\uE015', Delete: '\uE017',
});

/** The property that stands for an element in what is sent and received (section 11). */
export const elementKey = 'element-6066-11e4-a52e-4f735466cecf';

/** @param {string} command */
const onPath = (command) =>
  (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter(Boolean)
    .map((folder) => join(folder, command))
    .find((path) => {
      try {
        accessSync(path, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });

/** MiniBrowser is in a folder that is on no path. */
const miniBrowser = () => {
  const versions = ['webkit2gtk-4.1', 'webkitgtk-6.0', 'webkit2gtk-4.0'];
  const libraries = ['/usr/lib', '/usr/lib64', '/usr/libexec'].filter((folder) => existsSync(folder));
  const folders = libraries.flatMap((folder) => [folder, ...readdirSync(folder).filter((name) => name.endsWith('-linux-gnu')).map((name) => join(folder, name))]);
  return versions.flatMap((version) => folders.map((folder) => join(folder, version, 'MiniBrowser'))).find((path) => existsSync(path));
};

/**
 * @typedef {object} FoundWebKit
 * @property {string} driver path of WebKitWebDriver
 * @property {string} browser path of MiniBrowser
 * @property {string} display path of Xvfb
 * @property {string} version
 */

/**
 * WebKitGTK as it is installed.
 * @returns {{ found: FoundWebKit } | { missing: string }} missing says what is
 */
export function findWebKit() {
  if (process.platform !== 'linux') return { missing: 'WebKitGTK runs on Linux only' };
  const [driver, browser, display] = [onPath('WebKitWebDriver'), miniBrowser(), onPath('Xvfb')];
  if (!driver) return { missing: 'WebKitWebDriver is not installed (Debian: webkit2gtk-driver)' };
  if (!browser) return { missing: 'MiniBrowser of WebKitGTK is not installed (Debian: webkit2gtk-driver)' };
  if (!display) return { missing: 'Xvfb is not installed (Debian: xvfb)' };
  const version = /[\d.]+/.exec(spawnSync(driver, ['--version'], { encoding: 'utf8', timeout: 20_000 }).stdout ?? '')?.[0] ?? '';
  return { found: { driver, browser, display, version: `WebKitGTK ${version}`.trim() } };
}

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();
let stopsAtExit = false;

/**
 * Starts a program that ends with this process at the latest.
 * @param {string} path
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} options
 */
function start(path, args, options) {
  if (!stopsAtExit) {
    stopsAtExit = true;
    process.once('exit', () => running.forEach((child) => child.kill('SIGKILL')));
    for (const [signal, code] of /** @type {const} */ ([['SIGINT', 130], ['SIGTERM', 143], ['SIGHUP', 129]])) process.once(signal, () => process.exit(code));
  }
  const child = spawn(path, args, options);
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}

/** @param {import('node:child_process').ChildProcess} child */
const stop = (child) =>
  new Promise((stopped) => {
    if (child.exitCode !== null || child.signalCode !== null) return stopped(undefined);
    child.once('exit', stopped);
    child.kill('SIGTERM');
    setTimeout(() => child.kill('SIGKILL'), 3_000).unref();
  });

/** @type {Promise<{ name: string, child: import('node:child_process').ChildProcess }> | undefined} */
let display;

/** The display of this process; Xvfb takes a free number and tells it. @param {string} path */
const openDisplay = (path) =>
  (display ??= new Promise((opened, fail) => {
    const child = start(path, ['-displayfd', '3', '-screen', '0', '1400x1200x24', '-nolisten', 'tcp'], { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
    child.once('error', fail);
    child.once('exit', (code) => fail(new Error(`Xvfb ended with ${code}.`)));
    const pipe = /** @type {import('node:stream').Readable} */ (child.stdio[3]);
    pipe.once('data', (number) => opened({ name: `:${String(number).trim()}`, child }));
    // Neither the display nor its pipe keeps this process alive.
    child.unref();
    /** @type {import('node:net').Socket} */ (pipe).unref();
  }));

/** Ends the display, when the last window is closed. */
export async function closeDisplay() {
  const open = await display?.catch(() => undefined);
  display = undefined;
  if (open) await stop(open.child);
}

/** @returns {Promise<number>} */
const freePort = () =>
  new Promise((found, fail) => {
    const server = createServer().once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => found(typeof address === 'object' && address ? address.port : 0));
    });
  });

/** What the driver answers when a command fails; name is its error code (section 6.6), such as `no such window`. */
export class WebDriverError extends Error {
  /** @param {string} code @param {string} message */
  constructor(code, message) {
    super(`${code}: ${message}`);
    this.name = code;
  }
}

/** One browser profile that nobody used, in a driver of its own: a driver serves one session at a time. */
export class WebKitSession {
  #url;
  #driver;
  #home;
  /** Where downloads go. */
  downloads;

  /**
   * @param {string} url of the session
   * @param {import('node:child_process').ChildProcess} driver
   * @param {string} home
   */
  constructor(url, driver, home) {
    this.#url = url;
    this.#driver = driver;
    this.#home = home;
    this.downloads = join(home, 'downloads');
  }

  /**
   * @param {{ pageLoadStrategy?: 'normal' | 'none' }} [options]
   * @returns {Promise<WebKitSession>}
   * @throws {Error} when WebKitGTK is not installed or does not start
   */
  static async open({ pageLoadStrategy = 'normal' } = {}) {
    const webkit = findWebKit();
    if ('missing' in webkit) throw new Error(webkit.missing);
    const { found } = webkit;
    const [{ name }, port] = await Promise.all([openDisplay(found.display), freePort()]);
    const home = mkdtempSync(join(tmpdir(), 'rekey-webkit-'));
    mkdirSync(join(home, 'downloads'));
    mkdirSync(join(home, '.config'));
    writeFileSync(join(home, '.config/user-dirs.dirs'), 'XDG_DOWNLOAD_DIR="$HOME/downloads"\n');
    // Reduced motion: what is looked at stands still. Chromium runs with motion.
    mkdirSync(join(home, '.config/gtk-3.0'));
    writeFileSync(join(home, '.config/gtk-3.0/settings.ini'), '[Settings]\ngtk-enable-animations=0\n');
    const driver = start(found.driver, [`--port=${port}`], {
      stdio: 'ignore',
      env: { ...process.env, DISPLAY: name, HOME: home, XDG_CONFIG_HOME: join(home, '.config'), LANG: 'en_GB.UTF-8', GDK_BACKEND: 'x11', NO_AT_BRIDGE: '1' },
    });
    const base = `http://127.0.0.1:${port}`;
    try {
      const deadline = Date.now() + 20_000;
      while (!(await fetch(`${base}/status`).then(({ ok }) => ok, () => false))) {
        if (Date.now() > deadline || driver.exitCode !== null) throw new Error('WebKitWebDriver does not answer.');
        await new Promise((resolve) => setTimeout(resolve, 30));
      }
      const { sessionId } = await command('POST', `${base}/session`, {
        capabilities: { alwaysMatch: { browserName: 'MiniBrowser', pageLoadStrategy, unhandledPromptBehavior: 'accept', 'webkitgtk:browserOptions': { binary: found.browser, args: ['--automation'] } } },
      });
      return new WebKitSession(`${base}/session/${sessionId}`, driver, home);
    } catch (error) {
      await stop(driver);
      rmSync(home, { recursive: true, force: true });
      throw error;
    }
  }

  /**
   * @param {'GET' | 'POST' | 'DELETE'} method
   * @param {string} path below the session's, for example `/url`
   * @param {object} [body]
   * @returns {Promise<any>} the value of the answer
   * @throws {WebDriverError}
   */
  command(method, path, body) {
    return command(method, this.#url + path, body);
  }

  /** @param {'keyDown' | 'keyUp'} type @param {string} key a character, or a key's name as in `KeyboardEvent.key` */
  static #stroke(type, key) {
    return { type, value: key in keyCodes ? keyCodes[/** @type {keyof typeof keyCodes} */ (key)] : key };
  }

  /** Presses and releases one key after the other. @param {readonly string[]} keys */
  async press(keys) {
    const actions = keys.flatMap((key) => [WebKitSession.#stroke('keyDown', key), WebKitSession.#stroke('keyUp', key)]);
    await this.command('POST', '/actions', { actions: [{ type: 'key', id: 'keyboard', actions }] });
  }

  /** Clicks at a point of the viewport, in CSS pixels. @param {number} x @param {number} y */
  async clickAt(x, y) {
    const actions = [{ type: 'pointerMove', duration: 0, x: Math.round(x), y: Math.round(y) }, { type: 'pointerDown', button: 0 }, { type: 'pointerUp', button: 0 }];
    await this.command('POST', '/actions', { actions: [{ type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions }] });
  }

  /** Ends the browser and its driver, and forgets the profile. */
  async close() {
    await this.command('DELETE', '').catch(() => undefined);
    await stop(this.#driver);
    rmSync(this.#home, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** @param {string} method @param {string} url @param {object} [body] */
async function command(method, url, body) {
  const response = await fetch(url, { method, signal: AbortSignal.timeout(60_000), ...(method === 'POST' && { body: JSON.stringify(body ?? {}) }) });
  const { value } = await response.json();
  if (!response.ok) throw new WebDriverError(value?.error ?? String(response.status), value?.message ?? '');
  return value;
}
