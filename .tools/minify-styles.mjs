// Takes the white space out of the styles in dist: a minifier of JavaScript leaves a template literal as it stands.
import { transform } from 'esbuild';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A literal of its own, without values in it. */
const literal = /= css `([^`$]*)`/g;

/** @param {string} dir */
export async function minifyStyles(dir) {
  const scripts = /** @type {string[]} */ (readdirSync(dir, { recursive: true })).filter((name) => name.endsWith('.js'));
  for (const path of scripts.map((name) => join(dir, name))) {
    const text = readFileSync(path, 'utf8');
    const found = [...text.matchAll(literal)];
    if (found.length === 0) continue;
    let end = 0;
    let out = '';
    for (const { 0: whole, 1: css = '', index } of found) {
      const { code } = await transform(css, { loader: 'css', minify: true, target: 'esnext' });
      out += `${text.slice(end, index)}= css \`${code.trim().replaceAll('\\', '\\\\')}\``;
      end = index + whole.length;
    }
    writeFileSync(path, out + text.slice(end));
  }
}
