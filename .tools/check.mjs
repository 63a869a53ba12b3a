// npm run check: types, lint, manifest, package shape, size. One line for each part, what is wrong below it.
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bin, buildDir, ensureInstalled, filesBelow, npm, root, runNode } from './project.mjs';

await ensureInstalled();

/** @typedef {{ note?: string, problems: string }} Outcome problems is empty when all is well */

/**
 * @param {string[]} command a Node script and its arguments
 * @param {string} [note]
 * @returns {Promise<Outcome>}
 */
async function tool(command, note = '') {
  const { code, output } = await runNode(command, { quiet: true });
  return { note, problems: code === 0 ? '' : output.trim() || `exit code ${code}` };
}

const tsc = (/** @type {string} */ project) => [bin('@typescript/native', 'tsc'), '-p', project, '--noEmit', '--pretty', 'false'];

/** The entries of package.json that stand for one JavaScript file each, as names that an importer writes. */
const scriptEntries = () => {
  const { name, exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return Object.entries(exports)
    .filter(([, target]) => typeof target === 'object')
    .flatMap(([entry, target]) => {
      if (!entry.includes('*')) return [{ specifier: name + entry.slice(1), file: target.default, inNode: target.node ?? target.default }];
      const folder = target.default.slice(2, target.default.indexOf('/*'));
      return filesBelow(folder, /\.js$/).map((file) => ({ specifier: `${name}${entry.slice(1, entry.indexOf('*'))}${file.slice(folder.length + 1)}`, file: `./${file}`, inNode: `./${file}` }));
    });
};

/** @type {{ name: string, run: () => Promise<Outcome> }[]} */
const parts = [
  { name: 'Types of sources, tests, demo and stories', run: () => tool(tsc('tsconfig.json')) },
  {
    name: 'Lint, import direction, content security policy',
    run: () =>
      tool([bin('eslint'), '--config', '.tools/eslint.config.mjs', '--max-warnings', '0', '--no-error-on-unmatched-pattern', 'src', 'test', 'demo', 'stories', '.storybook', '.tools/bench', 'vite.config.ts']),
  },
  { name: 'Rules that are broken one by one fit the source', run: () => tool(['.tools/mutate.mjs', '--check']) },
  { name: 'Pages of the demo', run: async () => ({ problems: inlineInPages().join('\n') }) },
  {
    name: 'Package builds',
    run: async () => {
      const built = await tool(['.tools/build.mjs']);
      if (built.problems) return built;
      const missing = scriptEntries().filter(({ file }) => !existsSync(join(root, file)));
      return { problems: missing.map(({ specifier, file }) => `${specifier}: ${file} is missing (its source is ${file.replace('./dist/', 'src/').replace(/\.js$/, '.ts')})`).join('\n') };
    },
  },
  {
    name: 'Public types',
    run: async () => {
      if (filesBelow('test/types', /\.ts$/).length === 0) return { note: 'none yet', problems: '' };
      return tool(tsc('test/types/tsconfig.json'));
    },
  },
  { name: 'Importing an entry in Node does nothing', run: importsInNode },
  {
    name: 'Manifest of the elements',
    run: async () => {
      const { gaps, makeManifest } = await import('./manifest.mjs');
      const made = await makeManifest();
      const file = join(root, 'custom-elements.json');
      const problems = gaps(made);
      if (!existsSync(file) || readFileSync(file, 'utf8') !== made) problems.unshift('custom-elements.json is not in step with the sources: npm run manifest');
      const { elementData } = await import('./element-data.mjs');
      for (const [path, text] of elementData(made)) {
        if (!existsSync(join(root, 'dist', path)) || readFileSync(join(root, 'dist', path), 'utf8') !== text) problems.push(`dist/${path} is not in step with the manifest: npm run manifest`);
      }
      const elements = JSON.parse(made).modules.flatMap((/** @type {any} */ module) => module.declarations);
      return { note: `${elements.length} elements`, problems: problems.join('\n') };
    },
  },
  { name: 'Package shape', run: packageShape },
  { name: 'Bundlers keep the registrations', run: registrations },
  { name: 'Size', run: size },
  { name: 'Size in a browser, until the key step', run: sizeInBrowser },
];

/** Inline scripts, styles and handlers in the demo's pages: the policy blocks them without a word. */
function inlineInPages() {
  return filesBelow('demo', /\.html$/).flatMap((page) => {
    const text = readFileSync(join(root, page), 'utf8').replace(/<!--.*?-->/gs, '');
    /** @type {[RegExp, string][]} */
    const refused = [
      [/<script(?![^>]*\ssrc=)[^>]*>/i, 'an inline script'],
      [/<style[\s>]/i, 'an inline style element'],
      [/\sstyle\s*=/i, 'a style attribute'],
      [/<[^>]+\son[a-z]+\s*=/i, 'an inline event handler'],
      [/(?:src|href)\s*=\s*["']?(?:https?:)?\/\//i, 'an address outside the page'],
      [/(?:src|href)\s*=\s*["']?(?:data|javascript|blob):/i, 'a data:, blob: or javascript: address'],
    ];
    return refused.filter(([pattern]) => pattern.test(text)).map(([, what]) => `${page}: ${what} breaks the strict content security policy`);
  });
}

/** @param {string[]} sideEffects @param {string} file whether package.json says that it has side effects */
const registering = (sideEffects, file) => sideEffects.includes(file) || sideEffects.includes(file.replace(/[^/]*$/, '*'));

/** @returns {Promise<Outcome>} */
async function importsInNode() {
  const entries = scriptEntries().filter(({ file }) => existsSync(join(root, file)));
  const script = `
    const before = new Set(Reflect.ownKeys(globalThis));
    await import(process.argv[1]);
    // Lit notes its versions, and stands in for the registry that Node lacks.
    const added = Reflect.ownKeys(globalThis).filter((key) => !before.has(key) && !/^(lit|reactiveElement|customElements$)/.test(String(key)));
    if (added.length) throw new Error('adds globals: ' + added.map(String).join(', '));
    const registered = ['rekey-wizard', 'rekey-request-list', 'caa-verifier', 'second-factor-dialog'].filter((tag) => globalThis.customElements?.get(tag));
    if (process.argv[2] === 'silent' && registered.length) throw new Error('registers ' + registered.join(', '));
  `;
  const problems = [];
  const { sideEffects } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  for (const { specifier, file, inNode } of entries) {
    const silent = registering(sideEffects, file) ? 'registers' : 'silent';
    const { code, output } = await runNode(['--input-type=module', '--eval', script, pathToFileURL(join(root, inNode)).href, silent], { quiet: true });
    if (code !== 0) problems.push(`${specifier}: ${output.trim().split('\n').find((line) => /Error/.test(line)) ?? output.trim()}`);
    else if (output.trim()) problems.push(`${specifier} prints: ${output.trim()}`);
  }
  return { note: `${entries.length} entries`, problems: problems.join('\n') };
}

/** @returns {Promise<Outcome>} */
async function packageShape() {
  const problems = [];
  const { publint } = await import('publint');
  const { formatMessage } = await import('publint/utils');
  const folder = mkdtempSync(join(buildDir, 'pack-'));
  try {
    const packed = await npm(['pack', '--ignore-scripts', '--silent', '--pack-destination', folder]);
    const [tarball] = readdirSync(folder);
    if (!tarball) return { problems: `npm pack gave no tarball\n${packed.output}` };
    const { buffer, byteOffset, byteLength } = readFileSync(join(folder, tarball));
    const bytes = /** @type {ArrayBuffer} */ (buffer.slice(byteOffset, byteOffset + byteLength));
    const { messages, pkg } = await publint({ pack: { tarball: bytes }, strict: true });
    problems.push(...messages.map((message) => `publint: ${formatMessage(message, pkg, { color: false })}`));
    const { code, output } = await runNode(
      [bin('@arethetypeswrong/cli', 'attw'), join(folder, tarball), '--profile', 'esm-only', '--format', 'ascii', '--no-color', '--no-emoji', '--exclude-entrypoints', './themes/*.css', './types/*.d.ts', './cdn/integrity.json', './custom-elements.json', './vscode.html-custom-data.json', './web-types.json', './package.json'],
      { quiet: true },
    );
    if (code !== 0) problems.push(`are the types wrong: ${output.trim()}`);
    return { note: tarball, problems: problems.join('\n') };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @returns {Promise<Outcome>} */
async function registrations() {
  const { measure } = await import('./size.mjs');
  const { sideEffects } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const entries = scriptEntries().map(({ file }) => file).filter((file) => registering(sideEffects, file) && existsSync(join(root, file)));
  const problems = [];
  for (const entry of entries) problems.push(...(await measure(entry.slice(2))).dropped.map((text) => `${entry}: ${text}`));
  return { note: `${entries.length} entries`, problems: problems.join('\n') };
}

/** @returns {Promise<Outcome>} */
async function size() {
  const { measure, wizardEntry, wizardLimit } = await import('./size.mjs');
  if (!existsSync(join(root, wizardEntry))) return { problems: `${wizardEntry} is missing` };
  const { first, lazy, firstBytes, offenders } = await measure(wizardEntry);
  const kB = (/** @type {number} */ bytes) => `${(bytes / 1000).toFixed(1)} kB`;
  const problems = offenders.map((input) => `${input} loads with rekey-wizard.js, before it is needed`);
  if (firstBytes > wizardLimit) {
    problems.push(`rekey-wizard.js loads ${kB(firstBytes)} at once, the limit is ${kB(wizardLimit)}`, ...first.map((chunk) => `  ${kB(chunk.gzip)}  ${chunk.packages.join(', ')}`));
  }
  const list = lazy.map((chunk) => `    later ${kB(chunk.gzip).padStart(8)}  ${chunk.packages.slice(0, 6).join(', ')}${chunk.packages.length > 6 ? ', ...' : ''}`);
  return { note: [`rekey-wizard.js: ${kB(firstBytes)} of ${kB(wizardLimit)} gzipped`, ...list].join('\n'), problems: problems.join('\n') };
}

/** @returns {Promise<Outcome>} */
async function sizeInBrowser() {
  const [{ firstLoad }, { wizardLimit }] = [await import('./first-load.mjs'), await import('./size.mjs')];
  const { bytes, ahead, files, steps } = await firstLoad();
  const note = `${(bytes / 1000).toFixed(1)} kB in ${files.length} files (${steps.join(', ')}); ahead of the key step ${(ahead / 1000).toFixed(1)} kB`;
  const list = files.map(({ gzip, modules }) => `\n  ${(gzip / 1000).toFixed(1)} kB  ${modules.filter((module) => module.startsWith('dist/')).join(', ')}`).join('');
  return { note, problems: bytes > wizardLimit ? `${(bytes / 1000).toFixed(1)} kB are fetched before the key step, the limit is ${(wizardLimit / 1000).toFixed(1)} kB${list}` : '' };
}

let failed = 0;
for (const { name, run } of parts) {
  const started = performance.now();
  const { note, problems } = await run().catch((/** @type {Error} */ error) => ({ note: '', problems: error.stack ?? String(error) }));
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${problems ? 'FAIL' : 'ok  '}  ${name} (${seconds} s)${note ? `: ${note}` : ''}`);
  if (problems) {
    failed += 1;
    console.log(problems.replaceAll(/^/gm, '      '));
  }
}
console.log(failed === 0 ? `\nAll ${parts.length} checks pass.` : `\n${failed} of ${parts.length} checks fail.`);
process.exit(failed === 0 ? 0 : 1);
