// What the manifest says is what the elements publish: JavaScript paths of the package, public members only.
import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { filesBelow, root } from './project.mjs';

/** Types that are a choice of words, by name: the analyzer knows only the name where one is used. */
const choices = new Map(
  filesBelow('src', /\.ts$/).flatMap((path) =>
    [...readFileSync(join(root, path), 'utf8').matchAll(/^export type (\w+) =((?:\s*\|?\s*'[^'\n]+')+);/gm)].map(
      ([, name = '', words = '']) => /** @type {[string, string]} */ ([name, words.trim().replace(/^\|\s*/, '').replaceAll(/\s+/g, ' ')]),
    ),
  ),
);

for (const path of filesBelow('src', /\.ts$/)) {
  for (const [, name = '', other = ''] of readFileSync(join(root, path), 'utf8').matchAll(/^export type \{ (\w+) as (\w+) \}/gm)) {
    const words = choices.get(name);
    if (words !== undefined) choices.set(other, words);
  }
}

/** Adds the words to what has such a type, as `parsedType`, which editors read. */
const spellOut = (/** @type {{ type?: { text: string }, parsedType?: { text: string } }} */ entry) => {
  const words = choices.get(entry.type?.text.replace(/ \| undefined$/, '') ?? '');
  if (words !== undefined) entry.parsedType = { text: words };
};

/** Members of every Lit element, which are no part of an element's own surface. */
const inherited = new Set([
  'attributeChangedCallback',
  'connectedCallback',
  'createRenderRoot',
  'disconnectedCallback',
  'firstUpdated',
  'formAssociatedCallback',
  'getUpdateComplete',
  'performUpdate',
  'render',
  'requestUpdate',
  'scheduleUpdate',
  'shouldUpdate',
  'update',
  'updated',
  'willUpdate',
]);

const published = (/** @type {string} */ path) => path.replace(/^\/?src\//, 'dist/').replace(/\.ts$/, '.js');

/** Rewrites, in place, every module path in the manifest. */
const rewritePaths = (/** @type {any} */ value) => {
  if (Array.isArray(value)) value.forEach(rewritePaths);
  else if (value && typeof value === 'object') {
    for (const [key, entry] of Object.entries(value)) {
      if ((key === 'path' || key === 'module') && typeof entry === 'string') value[key] = published(entry);
      else rewritePaths(entry);
    }
  }
};

export default {
  // The base class is read for what the elements inherit, and left out itself.
  globs: ['src/elements/**/*.ts', 'src/lit/base.ts'],
  exclude: ['**/*.styles.ts', '**/styles.ts'],
  outdir: '.',
  litelement: true,
  dependencies: false,
  packagejson: false,
  plugins: [
    {
      name: 'public-surface',
      /** Finds the registrations: the analyzer knows customElements.define, not a helper around it. */
      analyzePhase(/** @type {{ ts: any, node: any, moduleDoc: any }} */ { ts, node, moduleDoc }) {
        if (!ts.isCallExpression(node) || node.expression.getText() !== 'defineElement') return;
        const [tag, element] = node.arguments;
        if (!tag || !element || !ts.isStringLiteral(tag)) return;
        const from = node
          .getSourceFile()
          .statements.find((/** @type {any} */ statement) => ts.isImportDeclaration(statement) && statement.importClause?.getText().includes(element.getText()));
        const module = from ? posix.join(posix.dirname(moduleDoc.path), from.moduleSpecifier.text) : moduleDoc.path;
        moduleDoc.exports = [
          ...(moduleDoc.exports ?? []),
          { kind: 'custom-element-definition', name: tag.text, declaration: { name: element.getText(), module } },
        ];
      },
      packageLinkPhase(/** @type {{ customElementsManifest: any }} */ { customElementsManifest }) {
        const defined = new Map();
        for (const module of customElementsManifest.modules) {
          for (const entry of module.exports ?? []) {
            if (entry.kind === 'custom-element-definition') defined.set(entry.declaration.name, entry.name);
          }
          for (const declaration of module.declarations ?? []) {
            if (declaration.kind !== 'class') continue;
            declaration.members = (declaration.members ?? []).filter(
              (/** @type {any} */ member) =>
                !member.static && !inherited.has(member.name) && !/^[_#]/.test(member.name) && !['private', 'protected'].includes(member.privacy),
            );
          }
        }
        for (const module of customElementsManifest.modules) {
          module.declarations = (module.declarations ?? []).filter((/** @type {any} */ { kind, customElement }) => kind === 'class' && customElement);
          for (const declaration of module.declarations) {
            declaration.tagName ??= defined.get(declaration.name);
            [...(declaration.members ?? []), ...(declaration.attributes ?? [])].forEach(spellOut);
            // The analyzer takes the name of a variable for an event's; the events of this package have a hyphen.
            declaration.events = (declaration.events ?? []).filter((/** @type {any} */ { name }) => name?.includes('-'));
          }
          const kept = new Set(module.declarations.map((/** @type {any} */ { name }) => name));
          module.exports = (module.exports ?? []).filter(
            (/** @type {any} */ entry) => entry.kind === 'custom-element-definition' || (entry.kind === 'js' && kept.has(entry.name)),
          );
        }
        customElementsManifest.modules = customElementsManifest.modules
          .filter((/** @type {any} */ module) => module.path.startsWith('src/elements/') && module.declarations.length + module.exports.length > 0)
          .sort((/** @type {any} */ a, /** @type {any} */ b) => (a.path < b.path ? -1 : 1));
        rewritePaths(customElementsManifest);
      },
    },
  ],
};
