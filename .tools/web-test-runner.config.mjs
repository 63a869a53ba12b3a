// Unit and element tests, in real browsers: one engine after the other.
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { findBrowser } from './browser.mjs';
import { firefoxOptions } from './engines.mjs';
import { root } from './project.mjs';
import { WebKitSession } from './webkit.mjs';

/** @typedef {import('@web/test-runner').BrowserLauncher} BrowserLauncher */
/** @typedef {import('./engines.mjs').EngineName} EngineName */

async function chromium() {
  const browser = await findBrowser();
  return chromeLauncher({
    launchOptions: { executablePath: browser.path, args: browser.args, env: { ...process.env, ...browser.env } },
    concurrency: 2,
    // Files run side by side: each has storage, locks and channels of its own, and the focus.
    async createPage({ browser: running }) {
      const context = await running.createBrowserContext();
      const page = await context.newPage();
      await page.emulateFocusedPage(true);
      return page;
    },
  });
}

async function firefox() {
  return chromeLauncher({
    launchOptions: firefoxOptions(),
    // The focus is in one tab at a time.
    concurrency: 1,
    async createPage({ browser: running }) {
      const context = await running.createBrowserContext();
      const page = await context.newPage();
      await page.bringToFront();
      return page;
    },
  });
}

/** A browser profile for each file. @returns {BrowserLauncher} */
function webkit() {
  /** @type {Map<string, { session: WebKitSession, url: string }>} */
  const active = new Map();
  /** @param {string} id */
  const sessionOf = (id) => {
    const found = active.get(id);
    if (!found) throw new Error(`No page for session ${id}`);
    return found.session;
  };
  const launcher = {
    name: 'WebKitGTK',
    // The runner's commands (keys) know this type.
    type: 'webdriver',
    concurrency: 1,
    async startSession(/** @type {string} */ id, /** @type {string} */ url) {
      const session = await WebKitSession.open({ pageLoadStrategy: 'none' });
      active.set(id, { session, url });
      await session.command('POST', '/url', { url });
    },
    isActive: (/** @type {string} */ id) => active.has(id),
    getBrowserUrl: (/** @type {string} */ id) => active.get(id)?.url,
    async stopSession(/** @type {string} */ id) {
      const session = sessionOf(id);
      active.delete(id);
      await session.close();
      return {};
    },
    async startDebugSession() {
      throw new Error('WebKitGTK is not debugged here.');
    },
    async stop() {
      await Promise.all([...active.values()].map(({ session }) => session.close()));
      active.clear();
    },
    sendKeys: (/** @type {string} */ id, /** @type {string[]} */ keys) => sessionOf(id).press(keys),
  };
  return launcher;
}

/**
 * @param {string[]} files paths or globs relative to the root
 * @param {EngineName} engine
 * @returns {Promise<import('@web/test-runner').TestRunnerConfig>}
 */
export async function browserTestConfig(files, engine) {
  return {
    rootDir: root,
    files,
    nodeResolve: { exportConditions: ['browser', 'production', 'default'] },
    plugins: [esbuildPlugin({ ts: true, target: 'es2022', tsconfig: `${root}/tsconfig.json` })],
    reporters: [defaultReporter({ reportTestResults: true, reportTestProgress: process.stdout.isTTY === true })],
    concurrency: 2,
    browserStartTimeout: 60_000,
    testsStartTimeout: 60_000,
    testsFinishTimeout: 300_000,
    // For a machine that does other things too: Firefox takes a second for a passphrase when it is quiet.
    testFramework: { config: { timeout: '30000' } },
    testRunnerHtml: (script) =>
      `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Tests</title></head><body><script type="module" src="${script}"></script></body></html>`,
    browsers: [await { chromium, firefox, webkit }[engine]()],
  };
}
