// The tasks that keep the page from answering, in the flow's own work with keys. The crypto is loaded on demand, as in
// the flow; the certificates are made before anything is watched.
import type * as Crypto from '../../src/crypto.js';
import type { KeyAlgorithmId } from '../../src/core.js';
import { longTasks, type Bench } from './harness.js';

const passphrase = 'correct horse battery staple';

const bench = (id: KeyAlgorithmId): Bench => ({
  title: `Tasks of the main thread, ${id} (none may take over 50 ms)`,
  run: async () => {
    let loaded: typeof Crypto | undefined;
    let keys: CryptoKeyPair | undefined;
    let encryptedKey: string | undefined;
    let csr: string | undefined;
    const need = <T>(value: T | undefined): T => {
      if (value === undefined) throw new Error('An earlier action did not finish.');
      return value;
    };

    // As the flow does on demand, one after the other; a second bench of the page finds them there.
    const loading = await longTasks({
      'load the crypto': async () => (loaded = await import('../../src/crypto.js')),
      'load the second reader': async () => {
        await import('reflect-metadata/lite');
        await import('../../src/crypto/second-opinion.js');
      },
      'load PKCS#12': () => import('../../src/crypto/pkcs12-container.js'),
    });
    // Made in the page, but not by the code under watch: a stand-in for what the RA gives.
    const { certificateFor } = await import('./certificates.js');
    const old = await certificateFor(await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']));

    const made = await longTasks({
      generateKey: async () => (keys = await need(loaded).generateKey(id)),
      wrapPrivateKey: async () => (encryptedKey = (await need(loaded).wrapPrivateKey(need(keys).privateKey, passphrase)).pem),
      createCsr: async () => (csr = (await need(loaded).createCsr({ certificate: old.pem, key: need(keys) })).pem),
      inspectCsr: () => need(loaded).inspectCsr(need(csr), { certificate: old.pem }),
      proveKey: async () =>
        need(loaded).proveKey({ file: need(encryptedKey), passphrase, spki: new Uint8Array(await crypto.subtle.exportKey('spki', need(keys).publicKey)) }),
    });
    const issued = await certificateFor(need(keys));
    const finished = await longTasks({
      checkIssued: async () => {
        const { checks } = await need(loaded).checkIssued({ certificate: issued.pem, chain: [], csr: need(csr), predecessor: old.pem, now: Date.now() });
        const detail = checks.find(({ id: check }) => check === 'issued-chain')?.detail;
        if ((detail as { confirmed?: number } | undefined)?.confirmed !== 1) throw new Error('The second reader was not asked.');
      },
      exportPkcs12: () =>
        need(loaded).exportPkcs12({ encryptedKey: need(encryptedKey), passphrase, certificate: issued.pem, chain: [old.pem], friendlyName: 'www.example.com' }),
    });
    const parts = [loading, made, finished];
    const broken = parts.map((part) => part.broken).find((reason) => reason !== undefined);
    return { columns: made.columns, rows: parts.flatMap(({ rows }) => rows), ...(broken === undefined ? {} : { broken }) };
  },
});

export const benches: readonly Bench[] = (['ec-p256', 'rsa-2048', 'rsa-4096'] as const).map(bench);
