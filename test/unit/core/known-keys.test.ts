import { expect } from '@open-wc/testing';
import type { Check } from '../../../src/core/domain.js';
import { runTask, type Desk } from '../../../src/core/request-tasks.js';

const passed = (id: string, rule?: string): Check => ({ id, outcome: 'pass', source: 'x', ...(rule !== undefined && { detail: { rule } }) });
const LOCAL = [passed('signature'), passed('key-reuse'), passed('key-strength', 'ec-curve'), passed('key-strength', 'ec-point')];

/** The checks of a CSR of which the RA says this. */
async function checksWith(known: string): Promise<readonly Check[]> {
  const desk = {
    adapter: { checkKey: () => Promise.resolve({ known }) }, caller: { read: (ask: (o: object) => unknown) => ask({}) }, signal: new AbortController().signal,
    state: { facts: { certificate: {}, policy: { san: {} } }, request: {} },
    keys: () => Promise.resolve({ inspectCsr: () => Promise.resolve({ kind: 'csr', bytes: 1, spki: Uint8Array.of(1), key: { algorithm: 'ec-p256', spkiSha256: 'a1' }, checks: LOCAL }) }),
  };
  const report = await runTask({ type: 'inspect-csr' }, { input: 'x' }, desk as unknown as Desk);
  return report.type === 'csr-inspected' ? report.report.checks : [];
}

describe('what the RA knows of the key of a CSR', () => {
  it('is nothing to say when it does not know it', async () => {
    expect(await checksWith('no')).to.deep.equal(LOCAL);
  });

  it('is one more rule of its strength when the RA knows it as weak, beside those that were looked at here', async () => {
    expect(await checksWith('weak')).to.deep.equal([
      { id: 'key-strength', outcome: 'fail', source: 'BR 6.1.1.3', detail: { rule: 'known', known: 'weak', by: 'ra' } }, ...LOCAL,
    ]);
  });

  it('takes the place of the check of its use when the RA knows it as used or compromised', async () => {
    for (const known of ['used', 'compromised']) {
      expect(await checksWith(known)).to.deep.equal([
        { id: 'key-reuse', outcome: 'fail', source: 'BR 6.1.1.3', detail: { known, by: 'ra' } }, ...LOCAL.filter(({ id }) => id !== 'key-reuse'),
      ]);
    }
  });
});
