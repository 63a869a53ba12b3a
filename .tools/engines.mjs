// The browser engines of the tests: which there are here, and which are asked for.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { findBrowser } from './browser.mjs';
import { findWebKit } from './webkit.mjs';

/** @typedef {'chromium' | 'firefox' | 'webkit'} EngineName */
/** @typedef {{ name: EngineName, version: string }} Engine */

/** @type {readonly EngineName[]} */
export const engineNames = ['chromium', 'firefox', 'webkit'];

/**
 * The end-to-end tests that every engine runs in `npm test`: the main way, by keyboard too, and a page that comes back. Of the
 * others, bad-input, decisions, portal, settings and tabs can be named for any engine; the rest need Chromium's protocol.
 */
export const everywhere = /^test\/e2e\/(?:keyboard|rekey|reload)\.test\.ts$/;

/** The oldest Firefox that puppeteer drives and that has what the elements use. */
const oldestFirefox = 140;

/**
 * FIREFOX_PATH, else an installed Firefox that answers --version.
 * @returns {{ path: string, version: string } | undefined}
 */
export function findFirefox() {
  const commands = ['firefox-esr', 'firefox'];
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  const apps = process.platform === 'darwin' ? ['/Applications', join(homedir(), 'Applications')].map((folder) => join(folder, 'Firefox.app/Contents/MacOS/firefox')) : [];
  const windows = process.platform === 'win32' ? ['PROGRAMFILES', 'PROGRAMFILES(X86)'].flatMap((name) => process.env[name] ?? []).map((folder) => join(folder, 'Mozilla Firefox', 'firefox.exe')) : [];
  const named = process.env['FIREFOX_PATH'];
  for (const path of named ? [named] : [...commands.flatMap((command) => folders.map((folder) => join(folder, command))), ...apps, ...windows]) {
    if (!existsSync(path)) continue;
    if (process.platform === 'win32') return { path, version: 'Firefox' };
    const { status, stdout } = spawnSync(path, ['--version'], { encoding: 'utf8', timeout: 30_000 });
    if (status === 0 && Number(/(\d+)\.\d/.exec(stdout)?.[1]) >= oldestFirefox) return { path, version: stdout.trim() };
  }
  return undefined;
}

/** @type {Record<EngineName, () => Promise<{ version: string } | { missing: string }>>} */
const search = {
  chromium: async () => {
    try {
      return { version: (await findBrowser()).version };
    } catch (error) {
      return { missing: error instanceof Error ? error.message : String(error) };
    }
  },
  firefox: async () => findFirefox() ?? { missing: `Firefox ${oldestFirefox} or later is not installed` },
  webkit: async () => {
    const webkit = findWebKit();
    return 'found' in webkit ? { version: webkit.found.version } : webkit;
  },
};

/**
 * What puppeteer starts Firefox with.
 * @param {string} [downloads] the folder for downloads
 * @returns {import('puppeteer-core').LaunchOptions}
 * @throws {Error} when Firefox is not installed
 */
export function firefoxOptions(downloads) {
  const found = findFirefox();
  if (!found) throw new Error('Firefox is not installed.');
  return {
    browser: 'firefox',
    executablePath: found.path,
    extraPrefsFirefox: {
      // Reduced motion: what is looked at stands still. Chromium runs with motion.
      'ui.prefersReducedMotion': 1,
      // The tabulator comes by links on every platform.
      'accessibility.tabfocus': 7,
      // The panel of downloads would take the keyboard.
      'browser.download.alwaysOpenPanel': false,
      ...(downloads !== undefined && { 'browser.download.folderList': 2, 'browser.download.dir': downloads }),
    },
  };
}

/** Takes `--engine name` out of arguments. @param {string[]} args */
export function engineOption(args) {
  const rest = [...args];
  const at = rest.findIndex((arg) => arg === '--engine' || arg.startsWith('--engine='));
  if (at < 0) return { rest, wanted: undefined };
  const [taken = ''] = rest.splice(at, 1);
  const wanted = taken.includes('=') ? taken.slice(taken.indexOf('=') + 1) : rest.splice(at, 1)[0];
  return { rest, wanted: wanted ?? '' };
}

/**
 * The engines to test in. Those that are named, in REKEY_ENGINES or by the option, have to be there; `all` stands for
 * those that are, and each that is not is said in one line.
 * @param {string} [wanted] names separated by commas, or `all`; REKEY_ENGINES is asked where it is `all` or left out,
 *   and Chromium is the one that is left
 * @returns {Promise<Engine[]>}
 * @throws {Error} when an engine that is named is unknown or is not installed
 */
export async function chosenEngines(wanted) {
  const asked = (wanted === undefined || wanted === 'all' ? process.env['REKEY_ENGINES'] : undefined) ?? wanted ?? 'chromium';
  const names = asked === 'all' ? engineNames : asked.split(',').map((name) => name.trim()).filter(Boolean);
  /** @type {Engine[]} */
  const engines = [];
  for (const one of names) {
    const name = engineNames.find((known) => known === one);
    if (name === undefined) throw new Error(`${one} is no engine; there are ${engineNames.join(', ')}.`);
    const answer = await search[name]();
    if ('version' in answer) engines.push({ name, version: answer.version });
    else if (asked === 'all' && name !== 'chromium') console.log(`Not tested in ${name}: ${answer.missing}.`);
    else throw new Error(`${name} is asked for, and is not here: ${answer.missing}`);
  }
  if (engines.length === 0) throw new Error('No engine is named.');
  return engines;
}
