// What a browser really fetches of the package until the wizard reaches its key step: entry, static imports, and each
// chunk that a screen before the key step asks for.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { launchBrowser } from './browser.mjs';
import { buildDir, root } from './project.mjs';
import { startServer } from './serve.mjs';
import { pageBuild } from './size.mjs';

/** The RA of the measurement is bundled apart from the wizard, as a host's own code would be. */
const host = `
import { createSandboxRa } from './dist/sandbox.js';
const ra = createSandboxRa();
const user = ra.people.find(({ roles }) => roles.length === 1 && roles[0] === 'user');
const adapter = ra.as(user.id);
const { items } = await adapter.listCertificates({});
let chosen;
for (const item of items) {
  const { enabled } = await adapter.getRekeyPolicy(item.id);
  if (item.status === 'active' && enabled) chosen ??= item.id;
}
await import(new URL('../wizard/rekey-wizard.js', import.meta.url).href);
const wizard = document.createElement('rekey-wizard');
wizard.adapter = adapter;
wizard.certificateId = chosen;
globalThis.reached = [];
wizard.addEventListener('rekey-step-change', ({ detail }) => globalThis.reached.push(detail.to));
document.body.append(wizard);
// Gives the answers that a screen asks for and presses its way on.
globalThis.goOn = () => {
  const inputs = [...wizard.shadowRoot.querySelectorAll('input')];
  for (const input of inputs) {
    const answered = input.type === 'checkbox' ? input.checked : input.type !== 'radio' || inputs.some((other) => other.name === input.name && other.checked);
    if (!answered) input.click();
  }
  wizard.next();
  return wizard.step;
};
globalThis.step = () => wizard.step;
`;

const total = (/** @type {{ gzip: number }[]} */ files) => files.reduce((sum, { gzip }) => sum + gzip, 0);

/**
 * @returns {Promise<{ bytes: number, ahead: number, files: { name: string, gzip: number, modules: string[] }[], steps: string[] }>}
 *   gzipped sizes of what was fetched while a step before the key step was shown; ahead is what the last of them fetched
 *   for the key step, so that it need not be waited for
 */
export async function firstLoad() {
  const folder = join(buildDir, `first-load-${process.pid}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const { metafile } = await build({ ...pageBuild, entryPoints: ['dist/rekey-wizard.js'], outdir: join(folder, 'wizard'), metafile: true });
  const ofKeyStep = new Set(
    Object.entries(metafile.outputs)
      .filter(([, { inputs }]) => Object.keys(inputs).some((input) => /steps\/key|^dist\/crypto\//.test(input)))
      .map(([path]) => basename(path)),
  );
  await build({ ...pageBuild, stdin: { contents: host, resolveDir: root, sourcefile: 'host.js' }, outdir: join(folder, 'host') });
  writeFileSync(
    join(folder, 'index.html'),
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>First load</title><script type="module" src="./host/stdin.js"></script></head><body></body></html>\n',
  );
  const server = await startServer({ dir: folder });
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    /** @type {Set<string>} */
    const fetched = new Set();
    /** @type {string[]} */
    const faults = [];
    page.on('pageerror', (error) => faults.push(String(error)));
    page.on('request', (request) => {
      const path = new URL(request.url()).pathname;
      if (path.startsWith('/wizard/')) fetched.add(path);
    });
    await page.goto(server.url);
    const step = () => page.evaluate(() => /** @type {any} */ (globalThis).step?.());
    /** @type {Set<string>} */
    let before = new Set();
    let seen = '';
    const deadline = Date.now() + 30_000;
    for (let now = await step(); now !== 'csr'; now = await step()) {
      if (Date.now() > deadline || faults.length > 0) throw new Error(`The wizard is at ${now} and does not reach its key step. ${faults.join(' ')}`);
      await page.waitForNetworkIdle({ idleTime: 200, concurrency: 0 });
      // What a step fetched by itself counts; what the press of its way on brings is the next one's.
      if (now !== seen) before = new Set(fetched);
      seen = now;
      if (now !== undefined && now !== 'loading') await page.evaluate(() => /** @type {any} */ (globalThis).goOn());
    }
    const modulesOf = new Map(Object.entries(metafile.outputs).map(([path, { inputs }]) => [basename(path), Object.keys(inputs)]));
    const files = [...before].map((path) => ({ modules: modulesOf.get(basename(path)) ?? [], name: path.slice('/wizard/'.length), gzip: gzipSync(readFileSync(join(folder, path)), { level: 9 }).length }));
    const steps = await page.evaluate(() => /** @type {string[]} */ (/** @type {any} */ (globalThis).reached));
    const [ahead, first] = [files.filter(({ name }) => ofKeyStep.has(name)), files.filter(({ name }) => !ofKeyStep.has(name))];
    return { bytes: total(first), ahead: total(ahead), files: first, steps };
  } finally {
    await browser.close();
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
