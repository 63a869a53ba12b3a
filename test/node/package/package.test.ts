import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { build } from 'esbuild';
import { elementData, elementsOf, settable } from '../../../.tools/element-data.mjs';
import { installPackage } from '../../../.tools/packed.mjs';
import { root } from '../../../.tools/project.mjs';

type Target = string | { readonly types: string; readonly node?: string; readonly default: string };
interface Manifest { readonly exports: Readonly<Record<string, Target>>; readonly dependencies: Readonly<Record<string, string>>; readonly sideEffects: readonly string[] }

let installed: Awaited<ReturnType<typeof installPackage>>;
let pack: Manifest;
before(async () => {
  installed = await installPackage('package');
  pack = JSON.parse(read('package.json')) as Manifest;
});
after(() => { installed.remove(); });

const read = (path: string): string => readFileSync(join(installed.folder, path), 'utf8');
const files = (): string[] =>
  readdirSync(installed.folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => statSync(join(installed.folder, path)).isFile())
    .map((path) => path.replaceAll('\\', '/'));

/** Entries that are a script, as names that an importer writes. */
const scripts = (): string[] =>
  Object.keys(pack.exports).flatMap((entry) => {
    const name = `rekey-elements${entry.slice(1)}`;
    if (!entry.endsWith('.js') && entry !== '.') return [];
    return entry.includes('*') ? ['en', 'fr', 'ar'].map((language) => name.replace('*', language)) : [name];
  });

/** Runs a module in the project that has the package installed. */
function run(code: string): unknown {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', code], { cwd: installed.host, encoding: 'utf8' });
  assert.equal(status, 0, stderr);
  assert.equal(stderr, '');
  return JSON.parse(stdout);
}

/** Has Node load nothing but its own modules and files that are named by their path. */
const ONLY_OWN = `import { register } from 'node:module'; register('data:text/javascript,' + encodeURIComponent(
  "export const resolve = (name, context, next) => { if (!/^(?:node:|file:|data:|[.]{0,2}[/])/.test(name)) throw new Error('loads ' + name); return next(name, context); }"));`;

describe('the packed package', () => {
  it('holds what is published and nothing of how it is made', () => {
    const expected = /^(?:package\.json|README\.md|LICENSE|custom-elements\.json|dist\/.*\.(?:js|d\.ts|css|json|md))$/;
    assert.deepEqual(files().filter((path) => !expected.test(path) || /test|stories|demo|\.map$/.test(path.replace('dist/testing/', ''))), []);
  });

  it('names no folder of the machine that it was built on', () => {
    assert.deepEqual(files().filter((path) => read(path).includes(root) || read(path).includes('sourceMappingURL')), []);
  });

  it('has a file behind every entry', () => {
    const missing = Object.values(pack.exports)
      .flatMap((target) => (typeof target === 'string' ? [target] : Object.values(target)))
      .filter((path) => !path.includes('*') && !existsSync(join(installed.folder, path)));
    assert.deepEqual(missing, []);
  });

  it('brings the command, which needs no other package', () => {
    const { bin } = JSON.parse(read('package.json')) as { bin: Readonly<Record<string, string>> };
    assert.deepEqual(Object.keys(bin), ['rekey-elements']);
    const command = join(installed.folder, bin['rekey-elements'] ?? '');
    assert.match(readFileSync(command, 'utf8'), /^#!\/usr\/bin\/env node\n/);
    const alone = (...args: readonly string[]): { status: number | null; stdout: string; stderr: string } =>
      spawnSync(process.execPath, ['--import', `data:text/javascript,${encodeURIComponent(ONLY_OWN)}`, command, ...args], { cwd: installed.host, encoding: 'utf8' });
    const { version } = JSON.parse(read('package.json')) as { version: string };
    const { status, stdout, stderr } = alone('--version');
    assert.deepEqual({ status, stdout, stderr }, { status: 0, stdout: `${version}\n`, stderr: '' });
    const report = alone('caa', '192.0.2.1', '--issuer', 'ca.example', '--resolver', 'http://127.0.0.1:9/', '--json');
    assert.equal(report.status, 0, report.stderr);
    assert.equal((JSON.parse(report.stdout) as { names: { verdict: string }[] }).names[0]?.verdict, 'not-applicable');
  });

  it('registers nothing in a bundle that asks for a class, a type or an error alone', async () => {
    const { outputFiles } = await build({
      stdin: { contents: "import { RekeyError } from 'rekey-elements'; import 'rekey-elements/core.js'; globalThis.code = new RekeyError('auth').code;", resolveDir: installed.host },
      bundle: true, format: 'esm', write: false, logLevel: 'silent', conditions: ['browser', 'production'],
    });
    assert.doesNotMatch(outputFiles[0]?.text ?? '', /registry\.define|customElements/);
  });
});

describe('an import in Node', () => {
  const added = (specifiers: readonly string[]): { globals: string[]; reflect: number } => run(`
    const before = new Set(Reflect.ownKeys(globalThis)); const reflect = Reflect.ownKeys(Reflect).length;
    for (const specifier of ${JSON.stringify(specifiers)}) await import(specifier);
    console.log(JSON.stringify({ globals: Reflect.ownKeys(globalThis).filter((key) => !before.has(key)).map(String), reflect: Reflect.ownKeys(Reflect).length - reflect }));
  `) as { globals: string[]; reflect: number };

  it('of any entry prints nothing, adds no global beside those of Lit, and lets Node end', () => {
    assert.ok(scripts().length > 12);
    const ofLit = new Set(added(['lit', '@lit/context']).globals);
    for (const specifier of scripts()) {
      const { globals, reflect } = added([specifier]);
      assert.deepEqual(globals.filter((name) => !ofLit.has(name)), [], specifier);
      assert.equal(reflect, 0, specifier);
    }
  });

  it('of an entry without elements adds none at all', () => {
    const plain = ['core.js', 'caa.js', 'crypto.js', 'adapters/rest.js', 'sandbox.js', 'locales/en.js', 'locales/fr.js', 'locales/ar.js'];
    assert.deepEqual(added(plain.map((name) => `rekey-elements/${name}`)), { globals: [], reflect: 0 });
  });
});

describe('the file for pages without a bundler', () => {
  it('exports all that the other entries do', () => {
    const others = scripts().filter((name) => !name.includes('/cdn/') && !name.includes('/testing/'));
    const { missing, all } = run(`
      const all = await import('rekey-elements/cdn/rekey-elements.min.js');
      const missing = [];
      for (const specifier of ${JSON.stringify(others)}) for (const name of Object.keys(await import(specifier))) if (name !== 'default' && !(name in all)) missing.push(specifier + ' ' + name);
      console.log(JSON.stringify({ missing, all: Object.keys(all).length }));
    `) as { missing: string[]; all: number };
    assert.deepEqual(missing, []);
    assert.ok(all > 40);
  });

  it('has those exports in its bundle too', async () => {
    const { metafile } = await build({ entryPoints: [join(installed.folder, 'dist/cdn/rekey-elements.min.js')], bundle: true, format: 'esm', write: false, metafile: true, logLevel: 'silent', outdir: 'out' });
    const bundled = Object.values(metafile.outputs)[0]?.exports ?? [];
    const names = run("console.log(JSON.stringify(Object.keys(await import('rekey-elements/cdn/rekey-elements.min.js'))))") as string[];
    assert.deepEqual([...bundled].sort(), [...names].sort());
  });

  it('is one module that loads no other, with its hash beside it', () => {
    const text = read('dist/cdn/rekey-elements.min.js');
    assert.doesNotMatch(text, /\bimport\s*\(\s*["'`]|\bfrom\s*["'`][./]/);
    const hash = `sha384-${createHash('sha384').update(text).digest('base64')}`;
    assert.deepEqual(JSON.parse(read('dist/cdn/integrity.json')), { 'rekey-elements.min.js': hash });
  });

  it('comes with the licences of the packages that are in it', () => {
    const licences = read('dist/cdn/licenses.md');
    for (const name of Object.keys(pack.dependencies)) assert.match(licences, new RegExp(`^## ${name.replace('/', '\\/')} - `, 'm'), name);
  });
});

describe('what editors and frameworks read', () => {
  const data = (path: string): string => read(`dist/${path}`);

  it('is in step with the manifest, file by file', () => {
    const made = elementData(read('custom-elements.json'));
    assert.ok(made.size >= 6);
    for (const [path, text] of made) assert.equal(data(path), text, path);
  });

  it('has every tag, attribute, event, slot, part and property of the manifest', () => {
    interface Named { readonly name: string }
    const vscode = JSON.parse(data('vscode.html-custom-data.json')) as { tags: (Named & { attributes: (Named & { values?: Named[] })[] })[] };
    const web = JSON.parse(data('web-types.json')) as {
      contributions: { html: { elements: (Named & { attributes: Named[]; slots: Named[]; js: { properties: Named[]; events: Named[] }; css: { parts: Named[] } })[] } };
    };
    const names = (entries: readonly Named[] | undefined): string[] => (entries ?? []).map(({ name }) => name);
    const elements = elementsOf(read('custom-elements.json'));
    assert.deepEqual(elements.map(({ tagName }) => tagName), ['caa-verifier', 'rekey-request-list', 'rekey-wizard', 'second-factor-dialog']);
    for (const element of elements) {
      const tag = vscode.tags.find(({ name }) => name === element.tagName);
      const type = web.contributions.html.elements.find(({ name }) => name === element.tagName);
      assert.deepEqual(names(tag?.attributes), names(element.attributes));
      assert.deepEqual(names(type?.attributes), names(element.attributes));
      assert.deepEqual(names(type?.js.events), names(element.events));
      assert.deepEqual(names(type?.js.properties), names(settable(element)));
      assert.deepEqual(names(type?.slots), names(element.slots));
      assert.deepEqual(names(type?.css.parts), names(element.cssParts));
    }
    const wizard = vscode.tags.find(({ name }) => name === 'rekey-wizard');
    assert.deepEqual(names(wizard?.attributes.find(({ name }) => name === 'layout')?.values), ['classic', 'compact']);
    assert.deepEqual(names(wizard?.attributes.find(({ name }) => name === 'key-source')?.values), ['browser', 'upload', 'token']);
  });
});
