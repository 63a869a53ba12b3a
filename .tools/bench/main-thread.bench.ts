// The tasks that keep the page from answering, in the flow's own work with keys. The crypto is loaded on demand, as in
// the flow; the certificates are made before anything is watched.
import type * as Crypto from '../../src/crypto.js';
import type { KeyAlgorithmId } from '../../src/core.js';
import { longTasks, type Bench } from './harness.js';

const passphrase = 'correct horse battery staple';

const bench = (id: KeyAlgorithmId): Bench => ({
  title: `Tasks of the main thread, ${id} (none may take over 50 ms)`,
  run: async () => {
    // Made in the page, but not by the code under watch: a stand-in for what the RA gives.
    const { certificateFor } = await import('./certificates.js');
    const old = await certificateFor(await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']));

    let loaded: typeof Crypto | undefined;
    let keys: CryptoKeyPair | undefined;
    let encryptedKey: string | undefined;
    const need = <T>(value: T | undefined): T => {
      if (value === undefined) throw new Error('An earlier action did not finish.');
      return value;
    };

    const made = await longTasks({
      'load the crypto': async () => (loaded = await import('../../src/crypto.js')),
      generateKey: async () => (keys = await need(loaded).generateKey(id)),
      wrapPrivateKey: async () => (encryptedKey = (await need(loaded).wrapPrivateKey(need(keys).privateKey, passphrase)).pem),
      createCsr: () => need(loaded).createCsr({ certificate: old.pem, key: need(keys) }),
      proveKey: async () =>
        need(loaded).proveKey({ file: need(encryptedKey), passphrase, spki: new Uint8Array(await crypto.subtle.exportKey('spki', need(keys).publicKey)) }),
    });
    const issued = await certificateFor(need(keys));
    const exported = await longTasks({
      exportPkcs12: () =>
        need(loaded).exportPkcs12({ encryptedKey: need(encryptedKey), passphrase, certificate: issued.pem, chain: [old.pem], friendlyName: 'www.example.com' }),
    });
    const broken = made.broken ?? exported.broken;
    return { columns: made.columns, rows: [...made.rows, ...exported.rows], ...(broken === undefined ? {} : { broken }) };
  },
});

export const benches: readonly Bench[] = (['ec-p256', 'rsa-2048', 'rsa-4096'] as const).map(bench);
