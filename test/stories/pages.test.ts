import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { SCENARIOS } from '../../src/sandbox/scenarios.js';
import { SCENARIO_STORIES } from '../../stories/coverage.js';
import { listed } from './shelf.js';

const root = new URL('../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');

/** WCAG 2.2, levels A and AA; 4.1.1 is gone from it. */
const A = ['1.1.1', '1.2.1', '1.2.2', '1.2.3', '1.3.1', '1.3.2', '1.3.3', '1.4.1', '1.4.2', '2.1.1', '2.1.2', '2.1.4', '2.2.1', '2.2.2', '2.3.1', '2.4.1', '2.4.2', '2.4.3', '2.4.4', '2.5.1',
  '2.5.2', '2.5.3', '2.5.4', '3.1.1', '3.2.1', '3.2.2', '3.2.6', '3.3.1', '3.3.2', '3.3.7', '4.1.2'];
const AA = ['1.2.4', '1.2.5', '1.3.4', '1.3.5', '1.4.3', '1.4.4', '1.4.5', '1.4.10', '1.4.11', '1.4.12', '1.4.13', '2.4.5', '2.4.6', '2.4.7', '2.4.11', '2.5.7', '2.5.8', '3.1.2', '3.2.3',
  '3.2.4', '3.3.3', '3.3.4', '3.3.8', '4.1.3'];

describe('The page on accessibility', () => {
  const text = read('stories/accessibility.mdx');
  const rows = [...text.matchAll(/^\| (\d\.\d\.\d+) .*? \| (A|AA) \| (.*?) \| (.*?) \| (.*) \|$/gm)].map(([, criterion = '', level = '', result = '', how = '', shown = '']) => ({ criterion, level, result, how, shown }));

  it('has every criterion of WCAG 2.2 of the levels A and AA, with a result and how', () => {
    assert.deepEqual(rows.filter(({ level }) => level === 'A').map(({ criterion }) => criterion).toSorted(), A.toSorted());
    assert.deepEqual(rows.filter(({ level }) => level === 'AA').map(({ criterion }) => criterion).toSorted(), AA.toSorted());
    for (const { criterion, result, how } of rows) {
      assert.ok(['met', 'not applicable', 'open'].includes(result), `${criterion}: ${result}`);
      assert.ok(how.length > 10, criterion);
    }
    for (const result of ['met', 'not applicable', 'open']) assert.ok(text.includes(`**${rows.filter((row) => row.result === result).length} ${result}**`), `the count of ${result}`);
  });

  it('names tests that there are', () => {
    const named = rows.flatMap(({ criterion, shown }) => [...shown.matchAll(/`(.+?)`: (.+?)(?=<br\/>|$)/g)].map(([, file = '', title = '']) => ({ criterion, file, title })));
    assert.ok(named.length > 30);
    for (const { criterion, file, title } of named) {
      assert.ok(existsSync(new URL(file, root)), `${criterion}: ${file}`);
      assert.ok(read(file).includes(title), `${criterion}: no test "${title}" in ${file}`);
    }
  });
});

describe('The pages for designers', () => {
  const text = read('stories/journeys.mdx');

  it('lead to stories that there are', () => {
    const ids = new Set(listed().map(({ id }) => id));
    const links = [...text.matchAll(/\]\(\?path=\/story\/(.+?)\)/g)].map(([, id = '']) => id);
    assert.ok(links.length > 60);
    assert.deepEqual(links.filter((id) => !ids.has(id)), []);
  });

  it('list every scenario of the sandbox with its story', () => {
    for (const name of SCENARIOS) assert.match(text, new RegExp(`\\| \`${name}\` \\| .*${SCENARIO_STORIES[name]}\\)`));
  });
});
