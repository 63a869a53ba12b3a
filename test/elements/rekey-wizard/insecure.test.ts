import { expect } from '@open-wc/testing';
import { createSandboxRa } from '../../../src/sandbox.js';
import { begin, toKey } from './begin.js';

describe('a page without a secure context', () => {
  afterEach(() => {
    Reflect.deleteProperty(crypto, 'subtle');
  });

  it('offers the upload alone and says why; the hash of the agreement is the one that the RA expects', async () => {
    const { subtle } = crypto;
    const own = { subtle, getRandomValues: crypto.getRandomValues.bind(crypto) } as unknown as Crypto;
    const ra = createSandboxRa({ name: `insecure-${crypto.randomUUID()}`, crypto: own });
    await ra.ready;
    Object.defineProperty(crypto, 'subtle', { value: undefined, configurable: true });
    const page = await toKey(await begin(ra));
    expect(page.text).to.include('A key cannot be made in this page: that needs a secure connection (https).');
    expect(page.has('#passphrase')).to.equal(false);
    expect(page.has('.drop')).to.equal(true);
    await page.isAccessible();
  });

  it('is not spoken of where the policy takes uploads alone', async () => {
    const ra = createSandboxRa({ name: `secure-${crypto.randomUUID()}` });
    await ra.controls.setPolicy('tls-server', { keySources: ['upload'] });
    const page = await toKey(await begin(ra));
    expect(page.text).to.not.include('secure connection');
  });
});
