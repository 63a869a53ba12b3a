// npm run manifest: writes custom-elements.json from the sources, and into a built package what is made of it.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync, mkdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { writeElementData } from './element-data.mjs';
import { bin, buildDir, ensureInstalled, root, runNode } from './project.mjs';

/** The elements of the package. */
export const tags = ['caa-verifier', 'rekey-request-list', 'rekey-wizard', 'second-factor-dialog'];

/** @returns {Promise<string>} the manifest that the sources give */
export async function makeManifest() {
  mkdirSync(buildDir, { recursive: true });
  const folder = mkdtempSync(join(buildDir, 'manifest-'));
  try {
    const { code, output } = await runNode(
      [
        bin('@custom-elements-manifest/analyzer', 'custom-elements-manifest'),
        'analyze',
        '--config',
        '.tools/custom-elements-manifest.config.mjs',
        '--outdir',
        relative(root, folder),
        '--quiet',
      ],
      { quiet: true },
    );
    const file = join(folder, 'custom-elements.json');
    if (code !== 0 || !existsSync(file)) throw new Error(`The manifest analyzer failed.\n${output}`);
    return `${JSON.stringify(JSON.parse(readFileSync(file, 'utf8')), null, 2)}\n`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * What is missing in a manifest: an element, or a description of something public.
 * @param {string} text
 * @returns {string[]} one line each
 */
export function gaps(text) {
  /** @type {string[]} */
  const lines = [];
  /** @type {Map<string, any>} */
  const elements = new Map();
  for (const module of JSON.parse(text).modules) {
    for (const declaration of module.declarations) {
      if (declaration.tagName) elements.set(declaration.tagName, declaration);
      else if (declaration.customElement) lines.push(`${module.path}: ${declaration.name} has no tag name (add @customElement or @tag to its JSDoc)`);
    }
  }
  for (const tag of tags) {
    const element = elements.get(tag);
    if (!element) {
      if (existsSync(join(root, 'src/elements', tag))) lines.push(`${tag} is not in the manifest`);
      continue;
    }
    const need = (/** @type {string} */ what, /** @type {any} */ entry) => {
      if (!entry.description?.trim()) lines.push(`<${tag}>: ${what} ${entry.name ?? ''} has no description`);
    };
    if (!element.description?.trim() && !element.summary?.trim()) lines.push(`<${tag}> has no description`);
    for (const member of element.members ?? []) need(member.kind === 'method' ? 'method' : 'property', member);
    for (const attribute of element.attributes ?? []) need('attribute', attribute);
    for (const event of element.events ?? []) {
      if (!event.name) lines.push(`<${tag}>: an event without a name`);
      else need('event', event);
      if (!event.type?.text) lines.push(`<${tag}>: event ${event.name ?? ''} has no type`);
    }
    for (const slot of element.slots ?? []) need('slot', slot);
    for (const part of element.cssParts ?? []) need('part', part);
    for (const property of element.cssProperties ?? []) need('custom property', property);
  }
  return lines;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await ensureInstalled();
  const made = await makeManifest();
  writeFileSync(join(root, 'custom-elements.json'), made);
  if (existsSync(join(root, 'dist'))) writeElementData(made, join(root, 'dist'));
}
