import { expect } from '@open-wc/testing';
import { createSandboxRa } from '../../../src/sandbox.js';
import { createCsr, generateKey } from '../../../src/crypto.js';
import { begin, toKey } from './begin.js';
import { once } from './late.js';

describe('a page without a secure context', () => {
  afterEach(() => {
    for (const name of ['subtle', 'randomUUID']) Reflect.deleteProperty(crypto, name);
    Reflect.deleteProperty(navigator, 'locks');
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

  it('takes an uploaded CSR all the way: what it cannot check is unknown until the RA has answered', async function () {
    this.timeout(30_000);
    const { subtle } = crypto;
    const own = { subtle, getRandomValues: crypto.getRandomValues.bind(crypto), randomUUID: crypto.randomUUID.bind(crypto) } as unknown as Crypto;
    const ra = createSandboxRa({ name: `insecure-${crypto.randomUUID()}`, crypto: own });
    await ra.controls.setPolicy('tls-server', { secondFactor: { when: 'never', methods: [] } });
    await ra.controls.setSettings({ vetting: { web: true, admin: true } });
    const { pem } = await ra.as('user').getCertificate('cert-shop');
    const csr = (await createCsr({ certificate: pem, key: await generateKey('ec-p256') })).pem;
    for (const name of ['subtle', 'randomUUID']) Object.defineProperty(crypto, name, { value: undefined, configurable: true });
    Object.defineProperty(navigator, 'locks', { value: undefined, configurable: true });

    let answer = (): void => undefined;
    const asked = new Promise<void>((resolve) => { answer = resolve; });
    const page = await toKey(await begin(ra, 'cert-shop', { wrap: (adapter) => ({ ...adapter, attachCsr: async (...args) => { await asked; return adapter.attachCsr(...args); } }) }));
    page.press('paste it as text');
    await page.until(() => page.has('#csr-text'), 'the field');
    page.find<HTMLTextAreaElement>('#csr-text').value = csr;
    page.press('Check the CSR');
    const signature = (): string | undefined => page.root.querySelector<HTMLElement>('.checks [data-check="signature"]')?.dataset['outcome'];
    await page.until(() => signature() === 'unknown', 'what this page cannot tell');
    answer();
    await page.until(() => signature() === 'pass', 'the answer of the RA');
    for (const step of ['subject', 'san', 'validity', 'domains'] as const) {
      page.press('Next');
      await page.at(step);
    }
    const verify = (): HTMLButtonElement | undefined => [...(page.find('caa-verifier').shadowRoot?.querySelectorAll('button') ?? [])].find((one) => one.textContent?.trim() === 'Verify');
    await page.until(() => verify() !== undefined, 'the names are listed');
    verify()?.click();
    await page.until(() => page.button('Rekey').getAttribute('aria-disabled') !== 'true', 'the gate is open');
    page.press('Rekey');
    await page.at('confirm');
    page.press('Rekey');
    await page.at('pending', 'Your key stays where you made it.');
    await page.isAccessible();
    const request = (await ra.as('user').listRequests?.({}))?.items[0];
    Object.defineProperty(crypto, 'randomUUID', { value: own.randomUUID, configurable: true });
    await ra.as('admin').approve?.(request?.id ?? '', { reviewed: true }, once(request?.etag ?? ''));
    await page.at('result');
    await page.until(() => page.has('.files'), 'the downloads');
  });

  it('is not spoken of where the policy takes uploads alone', async () => {
    const ra = createSandboxRa({ name: `secure-${crypto.randomUUID()}` });
    await ra.controls.setPolicy('tls-server', { keySources: ['upload'] });
    const page = await toKey(await begin(ra));
    expect(page.text).to.not.include('secure connection');
  });
});
