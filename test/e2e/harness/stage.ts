import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach } from 'node:test';
import { Stage, type Visitor } from './browser.js';
import { Folder } from './openssl.js';

/** What a test of a suite has: a browser profile that nobody used, and a folder for its files. */
export interface Given { readonly visitor: Visitor; readonly files: Folder }

/**
 * Opens the stage for a suite and gives each of its tests a browser profile of its own, an RA on its first day included. A test
 * during which a page erred, violated its policy or asked for anything beyond the server fails by that alone.
 *
 * @returns what the present test has
 */
export function staged(): () => Given {
  let stage: Stage | undefined;
  let given: Given | undefined;
  before(async () => { stage = await Stage.open(); });
  after(() => stage?.close());
  beforeEach(async () => {
    if (stage !== undefined) given = { visitor: await stage.visitor(), files: new Folder() };
  });
  afterEach(async () => {
    const { visitor, files } = given ?? {};
    given = undefined;
    files?.remove();
    await visitor?.leave();
    assert.deepEqual(visitor?.faults, []);
  });
  return () => {
    if (given === undefined) throw new Error('There is no stage outside a test.');
    return given;
  };
}
