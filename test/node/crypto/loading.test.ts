import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { build } from 'esbuild';
import { basename } from 'node:path';

/** The packages that a page loads with each chunk of the bundle, by the chunk's name without its hash. */
async function packagesOf(entry: string): Promise<Map<string, string[]>> {
  const { metafile } = await build({
    entryPoints: [entry], bundle: true, splitting: true, format: 'esm', outdir: 'out', packages: 'external', metafile: true, write: false,
  });
  const statics = (path: string, seen = new Set<string>()): Set<string> => {
    for (const { kind, path: to, external } of metafile.outputs[path]?.imports ?? []) {
      if (kind !== 'import-statement' || seen.has(to)) continue;
      seen.add(to);
      if (external !== true) statics(to, seen);
    }
    return seen;
  };
  return new Map(Object.keys(metafile.outputs).map((path) =>
    [basename(path, '.js').replace(/-[A-Z0-9]{8}$/, ''), [...statics(path)].filter((name) => !name.startsWith('out/'))]));
}
const heavy = (packages: readonly string[] | undefined): string[] => (packages ?? assert.fail('no such chunk')).filter((name) => !name.startsWith('@noble/'));

describe('the libraries behind the crypto', () => {
  for (const entry of ['src/crypto.ts', 'src/crypto/vault.ts']) {
    it(`load neither with ${entry} nor with one another`, async () => {
      const packages = await packagesOf(entry);
      assert.deepEqual(heavy(packages.get(basename(entry, '.ts'))), []);
      assert.deepEqual(heavy(packages.get('pkcs12-container')).sort(), ['asn1js', 'pkijs']);
      assert.deepEqual(heavy(packages.get('second-opinion')), ['@peculiar/x509']);
    });
  }

  it('leave Reflect as it is until an issued certificate is checked', async () => {
    await import('../../../src/crypto.js');
    assert.ok(!('defineMetadata' in Reflect));
  });
});
