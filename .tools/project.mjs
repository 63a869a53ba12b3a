// What every command needs: the root of the repository, its dependencies, the tools they bring. Node's builtins only.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Absolute path of the repository. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/** Where built pages go that are no part of the package. */
export const buildDir = join(root, '.build');

/** @typedef {{ version?: string, optional?: boolean, dev?: boolean, link?: boolean, peer?: boolean }} LockedPackage */

/**
 * Whether node_modules holds what package-lock.json asks for. npm records what it installed in
 * node_modules/.package-lock.json; optional packages of other platforms are rightly absent from it.
 */
function installed() {
  const record = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(record)) return false;
  try {
    /** @type {Record<string, LockedPackage>} */
    const want = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
    /** @type {Record<string, LockedPackage>} */
    const have = JSON.parse(readFileSync(record, 'utf8')).packages;
    return Object.entries(want).every(
      ([path, locked]) =>
        path === '' ||
        (have[path] ? have[path].version === locked.version && existsSync(join(root, path)) : locked.optional === true),
    );
  } catch {
    return false;
  }
}

/** Runs `npm ci` unless node_modules is already in step with the lockfile. */
export async function ensureInstalled() {
  const [major = 0] = process.versions.node.split('.').map(Number);
  if (major < 20) {
    console.error(`Node.js 20 or later is needed, this is ${process.versions.node}.`);
    process.exit(1);
  }
  if (installed()) return;
  console.error('Installing dependencies (npm ci) ...');
  const npm = process.env['npm_execpath'];
  const args = ['ci', '--no-audit', '--no-fund', '--include=dev', '--loglevel=error'];
  // npm is a script: through npm_execpath it needs no shell on any platform.
  const result =
    npm && /npm-cli\.c?js$/.test(npm)
      ? spawnSync(process.execPath, [npm, ...args], { cwd: root, stdio: ['ignore', 2, 2] })
      : spawnSync('npm', args, { cwd: root, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' });
  if (result.status !== 0) {
    console.error('npm ci failed: see above.');
    process.exit(1);
  }
}

/**
 * Path of the script behind a package's command.
 * @param {string} packageName
 * @param {string} [command] when the package has several
 */
export function bin(packageName, command) {
  const file = join(root, 'node_modules', packageName, 'package.json');
  const manifest = createRequire(import.meta.url)(file);
  const path = typeof manifest.bin === 'string' ? manifest.bin : manifest.bin[command ?? packageName];
  if (!path) throw new Error(`${packageName} has no command ${command ?? packageName}`);
  return join(dirname(file), path);
}

/**
 * Runs a Node script to its end.
 * @param {string[]} args script and arguments
 * @param {{ env?: Record<string, string>, quiet?: boolean, cwd?: string }} [options] quiet: output is collected and not shown
 * @returns {Promise<{ code: number, output: string }>}
 */
export function runNode(args, { env = {}, quiet = false, cwd = root } = {}) {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', quiet ? 'pipe' : 'inherit', quiet ? 'pipe' : 'inherit'],
    });
    let output = '';
    child.stdout?.setEncoding('utf8').on('data', (text) => (output += text));
    child.stderr?.setEncoding('utf8').on('data', (text) => (output += text));
    child.on('error', fail);
    child.on('close', (code) => done({ code: code ?? 1, output }));
  });
}

/**
 * Runs npm to its end, without a shell.
 * @param {string[]} args
 */
export function npm(args) {
  const cli = process.env['npm_execpath'];
  if (cli && /npm-cli\.c?js$/.test(cli)) return runNode([cli, ...args], { quiet: true });
  return runNode([join(process.execPath, '../../lib/node_modules/npm/bin/npm-cli.js'), ...args], { quiet: true });
}

/**
 * Files below a folder of the repository, as paths relative to the root with forward slashes, sorted.
 * @param {string} folder relative to the root
 * @param {RegExp} pattern tested against the relative path
 * @returns {string[]}
 */
export function filesBelow(folder, pattern) {
  const top = join(root, folder);
  if (!existsSync(top)) return [];
  return readdirSync(top, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(root.length + 1).replaceAll('\\', '/'))
    .filter((path) => pattern.test(path))
    .sort();
}

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/**
 * The line that closes each suite and the whole run.
 * @param {Counts} counts
 */
export const countsLine = ({ passed, failed, skipped }) => `${passed} passed, ${failed} failed, ${skipped} skipped`;
