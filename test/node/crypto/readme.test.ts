import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { buildDir, root } from '../../../.tools/project.mjs';
import { sliceCsr } from '../../../src/crypto/x509.js';
import { keyPair, makeCertificate, selfSigned } from '../../unit/crypto/fixtures.js';

interface Example {
  readonly run: (given: { certificate: string; passphrase: string; issue: (csr: string) => Promise<{ issued: string; chain: readonly string[] }> }) => Promise<{
    weak: readonly unknown[]; faults: readonly unknown[]; isNew: boolean; isKept: boolean; signer: CryptoKey; p12: Uint8Array;
  }>;
}

/** The example of the README that uses `rekey-elements/crypto.js`, as a function of what it takes for given. */
function exampleOf(readme: string): string {
  const [, code] = /```js\n(import \{[^}]*\} from 'rekey-elements\/crypto\.js';[\s\S]*?)```/.exec(readme) ?? [];
  assert.ok(code, 'the README has such an example');
  const [imports = '', ...rest] = code.split(/(?<=crypto\.js';\n)/);
  return `${imports.replace('rekey-elements/crypto.js', pathToFileURL(join(root, 'src/crypto.ts')).href)}
    export async function run({ certificate, passphrase, issue }) {${rest.join('')}
    return { weak, faults, isNew, isKept, signer, p12 }; }`;
}

describe('the example of the README for keys without an element', () => {
  it('goes from an old certificate to a PKCS#12 file with the new one', async () => {
    mkdirSync(buildDir, { recursive: true });
    const folder = mkdtempSync(join(buildDir, 'readme-'));
    try {
      writeFileSync(join(folder, 'example.mjs'), exampleOf(readFileSync(join(root, 'README.md'), 'utf8')));
      const { run } = await import(pathToFileURL(join(folder, 'example.mjs')).href) as Example;
      const { pem: certificate } = await selfSigned();
      const { signer, p12, ...told } = await run({
        certificate, passphrase: 'a passphrase of ours',
        issue: async (csr) => ({ issued: (await makeCertificate({ spki: sliceCsr(csr).spki, signer: await keyPair('CA') })).pem, chain: [certificate] }),
      });
      assert.deepEqual(told, { weak: [], faults: [], isNew: true, isKept: true });
      assert.equal(signer.extractable, false);
      assert.equal(p12[0], 0x30);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
