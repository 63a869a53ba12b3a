// Unit and element tests, in a real Chromium.
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { findBrowser } from './browser.mjs';
import { root } from './project.mjs';

/**
 * @param {string[]} files paths or globs relative to the root
 * @returns {Promise<import('@web/test-runner').TestRunnerConfig>}
 */
export async function browserTestConfig(files) {
  const browser = await findBrowser();
  return {
    rootDir: root,
    files,
    nodeResolve: { exportConditions: ['browser', 'production', 'default'] },
    plugins: [esbuildPlugin({ ts: true, target: 'es2022', tsconfig: `${root}/tsconfig.json` })],
    reporters: [defaultReporter({ reportTestResults: true, reportTestProgress: process.stdout.isTTY })],
    concurrency: 2,
    browserStartTimeout: 60_000,
    testsStartTimeout: 60_000,
    testsFinishTimeout: 300_000,
    testFramework: { config: { timeout: '10000' } },
    testRunnerHtml: (script) =>
      `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Tests</title></head><body><script type="module" src="${script}"></script></body></html>`,
    browsers: [
      chromeLauncher({
        launchOptions: { executablePath: browser.path, args: browser.args, env: { ...process.env, ...browser.env } },
        // Files run side by side: each has storage, locks and channels of its own, and the focus.
        async createPage({ browser: running }) {
          const context = await running.createBrowserContext();
          const page = await context.newPage();
          await page.emulateFocusedPage(true);
          return page;
        },
      }),
    ],
  };
}
