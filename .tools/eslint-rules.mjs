// The project's own lint rules: which way imports point, and what the strict content security policy rules out.
import { posix, relative } from 'node:path';
import { root } from './project.mjs';

/** @typedef {import('eslint').Rule.RuleModule} RuleModule */
/** @typedef {import('eslint').Rule.RuleContext} RuleContext */

/**
 * What each folder of src may import: folders of src, and packages by name or by scope.
 * `lazy` names what only a dynamic import() or an `import type` may reach: it must not load with the first paint.
 * @type {Record<string, { folders: string[], packages: string[], lazy?: string[] }>}
 */
export const layers = {
  core: { folders: [], packages: [] },
  caa: { folders: ['core'], packages: [] },
  crypto: { folders: ['core'], packages: ['@peculiar/', '@noble/', 'pkijs', 'asn1js', 'reflect-metadata'] },
  cli: { folders: ['core', 'caa'], packages: ['node:dgram', 'node:dns', 'node:events', 'node:net', 'node:util'] },
  adapters: { folders: ['core'], packages: ['eventsource-parser'] },
  sandbox: { folders: ['core', 'caa', 'crypto'], packages: ['@peculiar/', '@noble/', 'pkijs', 'asn1js', 'reflect-metadata'] },
  locales: { folders: ['core'], packages: [], lazy: ['lit', 'ui'] },
  lit: { folders: ['core', 'adapters', 'locales'], packages: ['lit', '@lit/', '@noble/'], lazy: ['caa', 'crypto'] },
  ui: { folders: ['core', 'lit', 'locales'], packages: ['lit', '@lit/'], lazy: ['caa', 'crypto'] },
  elements: { folders: ['core', 'adapters', 'lit', 'ui', 'locales'], packages: ['lit', '@lit/'], lazy: ['caa', 'crypto'] },
};

const reads = Object.entries(layers)
  .map(([name, { folders }]) => `${name} <- ${folders.join(', ') || 'nothing'}`)
  .join('; ');

/** @param {RuleContext} context */
const pathOf = (context) => relative(root, context.filename).replaceAll('\\', '/');

/** @type {RuleModule} */
const importDirection = {
  meta: { type: 'problem', docs: { description: `Imports point one way: ${reads}.` }, schema: [] },
  create(context) {
    const from = pathOf(context);
    const [, folder] = /^src\/([^/]+)\//.exec(from) ?? [];
    if (folder === undefined) return {};
    const layer = layers[folder];

    /**
     * @param {any} node
     * @param {any} source
     * @param {boolean} lazily
     */
    const check = (node, source, lazily) => {
      if (typeof source?.value !== 'string') return;
      /** @type {string} */
      const specifier = source.value;
      const report = (/** @type {string} */ message) => context.report({ node, message });
      if (!layer) {
        report(`src/${folder} is no folder that the import rules know: add it to .tools/eslint-rules.mjs.`);
        return;
      }
      if (!specifier.startsWith('.')) {
        const allowed = layer.packages.some((name) => (name.endsWith('/') ? specifier.startsWith(name) : specifier === name || specifier.startsWith(`${name}/`)));
        if (!allowed) report(`src/${folder} may not import the package ${specifier}${layer.packages.length ? ` (it may import ${layer.packages.join(', ')})` : ''}.`);
        return;
      }
      const target = posix.join(posix.dirname(from), specifier);
      const [, other] = /^src\/([^/]+)\//.exec(target) ?? [];
      if (other === undefined) {
        report(
          target.startsWith('src/')
            ? `src/${folder} may not import the package entry ${target}: import the module behind it.`
            : `src/${folder} may not import from outside src.`,
        );
      } else if (other !== folder && !layer.folders.includes(other)) {
        if (!layer.lazy?.includes(other)) report(`src/${folder} may not import src/${other}: imports point one way (${folder} may import ${[...layer.folders, ...(layer.lazy ?? [])].join(', ') || 'nothing'}).`);
        else if (!lazily) report(`src/${folder} may reach src/${other} only by a dynamic import() or an import type: it must not load with the first paint.`);
      }
    };

    return {
      ImportDeclaration: (/** @type {any} */ node) => check(node, node.source, node.importKind === 'type'),
      ExportNamedDeclaration: (/** @type {any} */ node) => check(node, node.source, node.exportKind === 'type'),
      ExportAllDeclaration: (/** @type {any} */ node) => check(node, node.source, node.exportKind === 'type'),
      ImportExpression: (/** @type {any} */ node) => check(node, node.source, true),
      TSImportType: (/** @type {any} */ node) => check(node, node.source ?? node.argument?.literal, true),
    };
  },
};

/** Each of these is blocked, or turned into a hole, by the policy that the elements must run under. */
const refused = new Map([
  ['unsafeHTML', 'it needs HTML from strings'],
  ['unsafeSVG', 'it needs SVG from strings'],
  ['unsafeStatic', 'it needs HTML from strings'],
  ['styleMap', 'it writes a style attribute: use a class, or el.style.setProperty'],
  ['Worker', "a worker breaks default-src 'none'"],
  ['SharedWorker', "a worker breaks default-src 'none'"],
  ['eval', 'it is code from a string'],
  ['Function', 'it is code from a string'],
]);
const refusedMembers = new Map([
  ['innerHTML', 'HTML from strings is Lit\'s alone'],
  ['outerHTML', 'HTML from strings is Lit\'s alone'],
  ['insertAdjacentHTML', 'HTML from strings is Lit\'s alone'],
  ['setHTMLUnsafe', 'HTML from strings is Lit\'s alone'],
  ['createContextualFragment', 'HTML from strings is Lit\'s alone'],
  ['parseFromString', 'a parser of HTML strings is a trusted-types sink'],
  ['cssText', 'use a class, or el.style.setProperty'],
]);

/** @type {RuleModule} */
const strictCsp = {
  meta: { type: 'problem', docs: { description: 'Nothing that the strict content security policy blocks.' }, schema: [] },
  create(context) {
    const report = (/** @type {any} */ node, /** @type {string} */ what, /** @type {string} */ why) =>
      context.report({ node, message: `${what} breaks the strict content security policy: ${why}.` });
    return {
      ImportSpecifier(/** @type {any} */ node) {
        const why = refused.get(node.imported.name);
        if (why) report(node, node.imported.name, why);
      },
      'NewExpression, CallExpression'(/** @type {any} */ node) {
        const why = node.callee.type === 'Identifier' ? refused.get(node.callee.name) : undefined;
        if (why) report(node, node.callee.name, why);
      },
      MemberExpression(/** @type {any} */ node) {
        const why = node.computed ? undefined : refusedMembers.get(node.property.name);
        if (why) report(node, node.property.name, why);
        if (!node.computed && node.property.name === 'write' && node.object.name === 'document') report(node, 'document.write', 'it is HTML from a string');
      },
      CallExpression(/** @type {any} */ node) {
        const [name] = node.arguments;
        if (node.callee.property?.name === 'setAttribute' && name?.value === 'style') report(node, 'A style attribute', 'use a class, or el.style.setProperty');
      },
      TaggedTemplateExpression(/** @type {any} */ node) {
        if (!['html', 'svg', 'mathml', 'staticHtml'].includes(node.tag.name)) return;
        for (const part of node.quasi.quasis) {
          if (/\sstyle\s*=\s*["']?/i.test(part.value.raw)) report(part, 'A style attribute in a template', 'use a class, or el.style.setProperty');
          if (/<(?:style|script)[\s>]/i.test(part.value.raw)) report(part, 'An inline style or script element', 'use static styles');
          if (/\s(?:src|href)\s*=\s*["']?(?:data|javascript):/i.test(part.value.raw)) report(part, 'A data: or javascript: address', "only 'self' is allowed");
          if (/\son[a-z]+\s*=/i.test(part.value.raw)) report(part, 'An inline event handler', 'use @event');
        }
      },
    };
  },
};

const pageGlobals = new Set(['document', 'window', 'navigator', 'crypto', 'localStorage', 'sessionStorage', 'indexedDB', 'location', 'customElements', 'matchMedia', 'fetch']);

/** @type {RuleModule} */
const noWorkAtImport = {
  meta: { type: 'problem', docs: { description: 'Importing a module touches no page and no platform service: it may be imported in Node.' }, schema: [] },
  create(context) {
    const inFunction = (/** @type {any} */ node) => {
      for (let at = node.parent; at; at = at.parent) {
        if (/Function/.test(at.type)) return true;
        if (at.type === 'PropertyDefinition' && !at.static) return true;
      }
      return false;
    };
    return {
      Identifier(/** @type {any} */ node) {
        if (!pageGlobals.has(node.name)) return;
        const { parent } = node;
        if (parent.type.startsWith('TS')) return;
        if (parent.type === 'MemberExpression' && parent.property === node && !parent.computed) {
          if (parent.object.name !== 'globalThis') return;
        } else if (['Property', 'PropertyDefinition', 'MethodDefinition'].includes(parent.type) && parent.key === node && !parent.computed) return;
        else if (parent.type === 'UnaryExpression' && parent.operator === 'typeof') return;
        if (inFunction(node)) return;
        context.report({ node, message: `${node.name} is used while the module is imported: use it when it is needed.` });
      },
    };
  },
};

export default {
  rules: {
    'import-direction': importDirection,
    'strict-csp': strictCsp,
    'no-work-at-import': noWorkAtImport,
  },
};
