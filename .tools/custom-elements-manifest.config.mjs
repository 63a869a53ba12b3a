// What the manifest says is what the elements publish: JavaScript paths of the package, public members only.

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
  globs: ['src/elements/**/*.ts'],
  exclude: ['**/*.styles.ts', '**/styles.ts'],
  outdir: '.',
  litelement: true,
  dependencies: false,
  packagejson: false,
  plugins: [
    {
      name: 'public-surface',
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
          for (const declaration of module.declarations) declaration.tagName ??= defined.get(declaration.name);
          const kept = new Set(module.declarations.map((/** @type {any} */ { name }) => name));
          module.exports = (module.exports ?? []).filter(
            (/** @type {any} */ entry) => entry.kind === 'custom-element-definition' || (entry.kind === 'js' && kept.has(entry.name)),
          );
        }
        customElementsManifest.modules = customElementsManifest.modules
          .filter((/** @type {any} */ module) => module.declarations.length + module.exports.length > 0)
          .sort((/** @type {any} */ a, /** @type {any} */ b) => (a.path < b.path ? -1 : 1));
        rewritePaths(customElementsManifest);
      },
    },
  ],
};
