// What editors and frameworks read of the elements, each made of the manifest: HTML data for VS Code, web types for the editors
// of JetBrains, types for JSX and templates.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { frameworkTypes } from './framework-types.mjs';
import { root } from './project.mjs';

/**
 * @typedef {{ name: string, description?: string, type?: { text: string }, parsedType?: { text: string } }} Entry
 * @typedef {Entry & { kind: string, readonly?: boolean, return?: { type?: { text: string } } }} Member
 * @typedef {Entry & { tagName: string, members?: Member[], attributes?: Entry[], events?: Entry[], slots?: Entry[], cssParts?: Entry[], cssProperties?: Entry[] }} ElementEntry
 */

/**
 * The elements of a manifest, by their tags.
 * @param {string} manifest the text of custom-elements.json
 * @returns {ElementEntry[]}
 */
export function elementsOf(manifest) {
  return JSON.parse(manifest)
    .modules.flatMap((/** @type {any} */ { declarations }) => declarations)
    .filter((/** @type {any} */ { tagName }) => tagName)
    .sort((/** @type {ElementEntry} */ a, /** @type {ElementEntry} */ b) => (a.tagName < b.tagName ? -1 : 1));
}

/** Properties that a host may set. @param {ElementEntry} element */
export const settable = ({ members = [] }) => members.filter(({ kind, readonly }) => kind === 'field' && readonly !== true);

/** The words that an attribute may be, when it is a choice of words. @param {Entry} entry */
const wordsOf = ({ parsedType, type }) => {
  const text = (parsedType ?? type)?.text ?? '';
  return /^'[^']+'(?: \| '[^']+')+$/.test(text) ? [...text.matchAll(/'([^']+)'/g)].map(([, word = '']) => word) : [];
};

const described = (/** @type {Entry} */ { description }) => (description ? { description } : {});
const named = (/** @type {Entry} */ entry) => ({ name: entry.name, ...described(entry) });
const typed = (/** @type {Entry} */ entry) => ({ ...named(entry), ...(entry.type && { type: (entry.parsedType ?? entry.type).text }) });

/** @param {ElementEntry} element @returns {{ kind: 'markdown', value: string }} all that a tag has, for a tooltip */
function tooltip({ description = '', slots = [], events = [], cssParts = [], cssProperties = [] }) {
  const list = (/** @type {string} */ title, /** @type {Entry[]} */ entries, code = (/** @type {Entry} */ { name }) => name) =>
    entries.length === 0 ? [] : [`**${title}**\n${entries.map((entry) => `- \`${code(entry)}\`${entry.description ? `: ${entry.description}` : ''}`).join('\n')}`];
  return {
    kind: 'markdown',
    value: [
      description,
      ...list('Slots', slots, ({ name }) => name || '(default)'),
      ...list('Events', events),
      ...list('Parts', cssParts),
      ...list('Custom properties', cssProperties),
    ].join('\n\n'),
  };
}

/** @param {string} manifest @returns {string} HTML custom data, version 1.1 */
export function vscodeData(manifest) {
  const tags = elementsOf(manifest).map((element) => ({
    name: element.tagName,
    description: tooltip(element),
    attributes: (element.attributes ?? []).map((attribute) => {
      const words = wordsOf(attribute);
      return { ...named(attribute), ...(words.length > 0 && { values: words.map((name) => ({ name })) }) };
    }),
  }));
  return json({ $schema: 'https://raw.githubusercontent.com/microsoft/vscode-html-languageservice/main/docs/customData.schema.json', version: 1.1, tags });
}

/** @param {string} manifest @param {{ name: string, version: string }} pack @returns {string} */
export function webTypes(manifest, { name, version }) {
  const elements = elementsOf(manifest).map((element) => ({
    name: element.tagName,
    description: element.description ?? '',
    attributes: (element.attributes ?? []).map((attribute) => {
      const words = wordsOf(attribute);
      return {
        ...named(attribute),
        value: { type: words.length > 0 ? words.map((word) => `"${word}"`).join(' | ') : /^number/.test(attribute.type?.text ?? '') ? 'number' : 'string' },
      };
    }),
    slots: (element.slots ?? []).map(named),
    js: { properties: settable(element).map(typed), events: (element.events ?? []).map(typed) },
    css: { parts: (element.cssParts ?? []).map(named), properties: (element.cssProperties ?? []).map(named) },
  }));
  return json({
    $schema: 'https://raw.githubusercontent.com/JetBrains/web-types/master/schema/web-types.json',
    name,
    version,
    'description-markup': 'markdown',
    contributions: { html: { elements } },
  });
}

const json = (/** @type {unknown} */ value) => `${JSON.stringify(value, null, 2)}\n`;

/**
 * Every file that is made of the manifest, by its path in dist/.
 * @param {string} manifest
 * @returns {Map<string, string>}
 */
export function elementData(manifest) {
  const pack = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return new Map([
    ['vscode.html-custom-data.json', vscodeData(manifest)],
    ['web-types.json', webTypes(manifest, pack)],
    ...frameworkTypes(elementsOf(manifest)),
  ]);
}

/** @param {string} manifest @param {string} dist */
export function writeElementData(manifest, dist) {
  for (const [path, text] of elementData(manifest)) {
    mkdirSync(dirname(join(dist, path)), { recursive: true });
    writeFileSync(join(dist, path), text);
  }
}
