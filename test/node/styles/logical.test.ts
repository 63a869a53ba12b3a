import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';

const root = join(import.meta.dirname, '../../..');
const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter((path) => /\.(?:ts|css)$/.test(path));

/** The style sheets of a source: what stands in css`...`, or the file. */
const sheets = (path: string): string => {
  const text = readFileSync(join(root, 'src', path), 'utf8');
  return (path.endsWith('.css') ? text : [...text.matchAll(/\bcss`([^`]*)`/g)].map(([, sheet]) => sheet).join('\n')).replaceAll(/\/\*.*?\*\//gs, '');
};

/** Left and right in a property or in a value; top and bottom in a property: each has a logical name. */
const PHYSICAL = /(?:^|[;{\s])((?:margin|padding|border|inset|scroll-margin|scroll-padding)-(?:left|right|top|bottom)(?:-\w+)?|left|right|top|bottom|border-(?:top|bottom)-(?:left|right)-radius|(?:min-|max-)?(?:width|height)|overflow-[xy])\s*:|(?:text-align|float|clear|caption-side)\s*:\s*(?:left|right)\b/g;

/** What is the same in every writing direction: code is read from the left, and a table scrolls along its own axis. */
const ALLOWED = new Set(['text-align: left', 'overflow-x:', 'overflow-y:']);

describe('the styles of the elements', () => {
  it('name sides by the direction of the text, so that a page from right to left turns them around', () => {
    const found = sources.flatMap((path) => [...sheets(path).matchAll(PHYSICAL)].map(([match]) => match.replace(/^[;{\s]/, '').trim())
      .filter((match) => !ALLOWED.has(match)).map((match) => `${path}: ${match}`));
    assert.deepEqual(found, []);
  });

  it('align left only what is written from left to right', () => {
    for (const path of sources) {
      for (const [rule] of sheets(path).matchAll(/[^{}]*\{[^{}]*text-align:\s*left[^{}]*\}/g)) assert.match(rule, /direction:\s*ltr/, path);
    }
  });

  it('mirror what moves along a line', () => {
    for (const path of sources) {
      const sheet = sheets(path);
      if (sheet.includes('translateX(')) assert.match(sheet, /:dir\(rtl\)[^}]*translateX\(/, path);
    }
  });
});
