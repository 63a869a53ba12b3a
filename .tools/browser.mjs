// Finds a Chromium for the tests, or brings the one that came from npm. Nothing is downloaded.
import { spawnSync } from 'node:child_process';
import { chmodSync, createReadStream, createWriteStream, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { brotliDecompressSync, createBrotliDecompress } from 'node:zlib';
import { root } from './project.mjs';

/**
 * @typedef {object} FoundBrowser
 * @property {string} path the executable
 * @property {string} version what it answers to --version, or where it is from
 * @property {string[]} args flags it is started with
 * @property {Record<string, string>} env variables it needs beside those of this process
 */

/** The oldest Chromium that has all the tests use. */
const oldestMajor = 120;

const installedCandidates = () => {
  const commands = [
    'chromium',
    'chromium-browser',
    'google-chrome-stable',
    'google-chrome',
    'chrome',
    'microsoft-edge-stable',
    'microsoft-edge',
  ];
  const onPath = (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter(Boolean)
    .flatMap((folder) => commands.map((command) => join(folder, command)));
  if (process.platform === 'darwin') {
    const apps = ['Chromium', 'Google Chrome', 'Microsoft Edge'];
    return ['/Applications', join(homedir(), 'Applications')]
      .flatMap((folder) => apps.map((app) => join(folder, `${app}.app/Contents/MacOS/${app}`)))
      .concat(onPath);
  }
  if (process.platform === 'win32') {
    const folders = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((name) => process.env[name] ?? []);
    const programs = ['Chromium\\Application\\chrome.exe', 'Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'];
    return folders.flatMap((folder) => programs.map((program) => join(folder, program)));
  }
  return commands.flatMap((command) => onPath.filter((path) => path.endsWith(`/${command}`)));
};

/**
 * @param {string} path
 * @param {Record<string, string>} [env]
 * @returns {string | undefined} the version line, when the program starts and is recent enough
 */
function answers(path, env = {}) {
  if (!existsSync(path)) return undefined;
  // On Windows --version opens a window, so that being there has to do.
  if (process.platform === 'win32') return path;
  const { status, stdout } = spawnSync(path, ['--version'], { encoding: 'utf8', timeout: 20_000, env: { ...process.env, ...env } });
  const major = Number(/(\d+)\.\d+\.\d+/.exec(stdout ?? '')?.[1]);
  return status === 0 && major >= oldestMajor ? stdout.trim() : undefined;
}

/**
 * Unpacks a tar of plain files (ustar).
 * @param {Buffer} tar
 * @param {string} folder
 */
function untar(tar, folder) {
  const text = (/** @type {number} */ from, /** @type {number} */ length) =>
    tar.toString('utf8', from, from + length).replace(/\0.*$/s, '');
  for (let at = 0; at + 512 <= tar.length && tar[at] !== 0; ) {
    const name = [text(at + 345, 155), text(at, 100)].filter(Boolean).join('/');
    const size = parseInt(text(at + 124, 12), 8) || 0;
    const type = text(at + 156, 1);
    const to = join(folder, name);
    if (!to.startsWith(folder)) throw new Error(`${name} leaves the folder it is unpacked to`);
    if (type === '' || type === '0') {
      mkdirSync(dirname(to), { recursive: true });
      writeFileSync(to, tar.subarray(at + 512, at + 512 + size));
    }
    at += 512 + Math.ceil(size / 512) * 512;
  }
}

/**
 * Chromium from the npm package @sparticuz/chromium, unpacked once. It is written beside its place and then renamed,
 * so that a run that is broken off, or two at once, leave nothing half done.
 * @returns {Promise<FoundBrowser | undefined>}
 */
async function fromNpm() {
  const source = join(root, 'node_modules/@sparticuz/chromium');
  if (process.platform !== 'linux' || process.arch !== 'x64' || !existsSync(join(source, 'bin/chromium.br'))) return undefined;
  const { version } = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8'));
  const folder = join(root, 'node_modules/.cache/rekey-elements', `chromium-${version}`);
  const path = join(folder, 'chromium');
  if (!existsSync(path)) {
    const draft = `${folder}.${process.pid}`;
    rmSync(draft, { recursive: true, force: true });
    mkdirSync(draft, { recursive: true });
    await pipeline(createReadStream(join(source, 'bin/chromium.br')), createBrotliDecompress(), createWriteStream(join(draft, 'chromium')));
    chmodSync(join(draft, 'chromium'), 0o755);
    for (const name of ['al2023', 'fonts']) untar(brotliDecompressSync(readFileSync(join(source, `bin/${name}.tar.br`))), draft);
    writeFileSync(
      join(draft, 'fonts.conf'),
      `<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig><dir>${folder}/fonts</dir><cachedir>${folder}/fonts-cache</cachedir></fontconfig>\n`,
    );
    try {
      renameSync(draft, folder);
    } catch (error) {
      rmSync(draft, { recursive: true, force: true });
      if (!existsSync(path)) throw error;
    }
  }
  /** @type {Record<string, string>} */
  const env = { LD_LIBRARY_PATH: [join(folder, 'lib'), process.env['LD_LIBRARY_PATH']].filter(Boolean).join(':') };
  if (!existsSync('/etc/fonts/fonts.conf')) env['FONTCONFIG_FILE'] = join(folder, 'fonts.conf');
  const answer = answers(path, env);
  return answer ? { path, version: `${answer} (npm)`, args: flags(), env } : undefined;
}

const flags = () => [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Chromium refuses to start its sandbox as root; for anyone else it stays on.
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];

/**
 * The browser of the tests: CHROME_PATH, else an installed Chromium, Chrome or Edge that answers --version, else the
 * Chromium from npm.
 * @returns {Promise<FoundBrowser>}
 * @throws {Error} when there is none, with what to do
 */
export async function findBrowser() {
  const named = process.env['CHROME_PATH'];
  if (named) {
    const version = answers(named);
    if (version) return { path: named, version, args: flags(), env: {} };
    throw new Error(`CHROME_PATH names ${named}, which is no Chromium of version ${oldestMajor} or later that answers --version.`);
  }
  for (const path of installedCandidates()) {
    const version = answers(path);
    if (version) return { path, version, args: flags(), env: {} };
  }
  const packaged = await fromNpm();
  if (packaged) return packaged;
  throw new Error(
    `No browser found. Install Chromium, Chrome or Edge (version ${oldestMajor} or later), or set CHROME_PATH to one. ` +
      'The Chromium that comes from npm runs on Linux x64 only.',
  );
}

/**
 * Starts the browser for puppeteer-core.
 * @param {import('puppeteer-core').LaunchOptions} [options]
 */
export async function launchBrowser(options = {}) {
  const [{ launch }, found] = await Promise.all([import('puppeteer-core'), findBrowser()]);
  return launch({
    executablePath: found.path,
    ...options,
    args: [...found.args, ...(options.args ?? [])],
    env: { ...process.env, ...found.env, ...options.env },
  });
}
