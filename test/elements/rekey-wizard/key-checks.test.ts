import { expect } from '@open-wc/testing';
import type { RaAdapter } from '../../../src/core/adapter.js';
import { createCsr, generateKey } from '../../../src/crypto.js';
import { keySummary } from '../../../src/crypto/public-key.js';
import { createSandboxRa } from '../../../src/sandbox.js';
import type { SandboxRa } from '../../../src/sandbox.js';
import { FLAWED_CSR, WEAK_KEY, withKey } from '../../support/flawed.js';
import { begin, tick, toKey } from './begin.js';
import { draft, open, PASSPHRASE, plainRa, saves } from './late.js';
import type { Page } from './late.js';

const room = (): SandboxRa => createSandboxRa({ name: `checks-${crypto.randomUUID()}` });

/** The certificate has a key of 1024 bits. */
const weak = (adapter: RaAdapter): RaAdapter => Object.assign(Object.create(adapter) as RaAdapter, {
  getCertificate: async (...args: Parameters<RaAdapter['getCertificate']>) => {
    const certificate = await adapter.getCertificate(...args);
    return { ...certificate, pem: withKey(certificate.pem), key: keySummary(WEAK_KEY) };
  },
});

async function upload(page: Page, text: string, name = 'mine.csr'): Promise<void> {
  tick(page, 'key-source-upload');
  await page.until(() => page.has('.drop'), 'the place for it');
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([text], name));
  page.find('.drop').dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  await page.until(() => page.has('.checks'), 'the checks');
}
const csrOf = async (ra: SandboxRa): Promise<string> => (await createCsr({ certificate: (await ra.as('user').getCertificate('cert-app')).pem, key: await generateKey('ec-p256') })).pem;
const keys = (page: Page): readonly string[] => page.all('[part="keys"] tbody tr');

describe('the checks of a CSR that was brought', () => {
  it('are heard as their sum, and not one by one', async () => {
    const page = await toKey(await begin(room(), 'cert-app'));
    await upload(page, FLAWED_CSR);
    await page.until(() => page.said.includes('Checks of mine.csr. 5 of'), 'the sum');
    expect(page.said).to.not.include('Key strength');
  });

  it('have the commands that make a CSR which passes, and the certificate that they need', async () => {
    const ra = room();
    const page = await toKey(await begin(ra, 'cert-app'));
    await upload(page, FLAWED_CSR);
    [...page.root.querySelectorAll('summary')].find(({ textContent }) => textContent === 'Make the CSR again with OpenSSL')?.click();
    const commands = [...page.root.querySelectorAll('.code pre')].map((pre) => pre.textContent)[0];
    expect(commands).to.include('openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256').and.to.include('-x509toreq');
    const [saved] = await saves(async () => { page.press('Save current.pem'); await page.element.updateComplete; });
    expect([saved?.name, await saved?.content.text()]).to.deep.equal(['current.pem', (await ra.as('user').getCertificate('cert-app')).pem]);
    await page.isAccessible();
  });

  it('have no such commands where nothing failed', async () => {
    const ra = room();
    const page = await toKey(await begin(ra, 'cert-app'));
    await upload(page, await csrOf(ra));
    await page.until(() => page.button('Next').getAttribute('aria-disabled') === null, 'the RA took it');
    expect(page.text).to.not.include('OpenSSL');
    expect(page.all('.verdict')[0]).to.match(/^\d+ checks passed$/);
  });
});

describe('old and new key', () => {
  it('stand side by side once there is a new one, and a weak old one is said to be the reason', async () => {
    const ra = room();
    const page = await toKey(await begin(ra, 'cert-app', { wrap: weak }));
    expect(page.has('[part="keys"]')).to.equal(false);
    await upload(page, await csrOf(ra));
    await page.until(() => page.text.includes('The old key is weak'), 'the old key was read');
    expect(keys(page)[0]).to.match(/RSA 1024 ?ECDSA P-256$/);
    expect(keys(page)[2]).to.match(/Weak ?Strong enough$/);
    await page.isAccessible();
  });

  it('are one key where the CSR is for the key of the certificate', async () => {
    const page = await toKey(await begin(room(), 'cert-app', { wrap: weak }));
    await upload(page, FLAWED_CSR);
    await page.until(() => page.text.includes('This is the key of the current certificate.'), 'the words');
    expect(page.find('[data-check="key-reuse"]').dataset['outcome']).to.equal('fail');
  });

  it('stand beside the checks of a CSR that was made here, when its step is visited again', async () => {
    const page = await toKey(await begin(room(), 'cert-app'));
    const input = page.find<HTMLInputElement>('#passphrase');
    input.value = PASSPHRASE;
    input.dispatchEvent(new Event('input', { bubbles: true }));
    page.press('Generate key and CSR');
    await page.at('key-backup');
    page.press('Back');
    await page.at('csr', 'Key and CSR made');
    await page.until(() => page.has('[part="keys"]'), 'the keys');
    expect(page.find('.checked > summary').textContent).to.match(/\d+ checks passed/);
    expect(page.root.querySelector<HTMLElement>('.checked [data-check="signature"]')?.dataset['outcome']).to.equal('pass');
    await page.isAccessible();
  });

  it('have their strength in the review, with the reason where the old one is weak', async () => {
    const ra = await plainRa();
    const page = await open(ra, await draft(ra), { wrap: weak });
    await page.at('confirm');
    await page.until(() => page.text.includes('The old key is weak'), 'the old key was read');
    expect(page.all('.diff tbody tr')[2]).to.match(/Strength ?Weak ?Strong enough$/);
    await page.isAccessible();
  });
});

describe('the subject', () => {
  it('is never cut: a field is as high as its text in the narrowest page and the largest text', async () => {
    const ra = await plainRa();
    const page = await open(ra, await draft(ra, { certificateId: 'cert-names' }));
    document.documentElement.style.fontSize = '200%';
    try {
      (page.element.parentElement as HTMLElement).style.inlineSize = '320px';
      await page.until(() => page.element.step === 'confirm', 'the review');
      for (const step of ['domains', 'validity', 'san', 'subject'] as const) {
        page.press('Back');
        await page.at(step);
      }
      await page.until(() => page.has('.sdn'), 'the certificate was read');
      const fields = [...page.root.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('.sdn .input')];
      expect(fields.every(({ disabled }) => disabled)).to.equal(true);
      expect(fields.filter((field) => field.scrollHeight > field.clientHeight + 1 || field.scrollWidth > field.clientWidth + 1).map(({ value }) => value)).to.deep.equal([]);
      expect(fields.some((field) => field.clientHeight > 100), 'some take several lines').to.equal(true);
    } finally {
      document.documentElement.style.fontSize = '';
    }
  });
});
