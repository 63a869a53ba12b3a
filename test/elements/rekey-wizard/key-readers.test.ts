import { expect } from '@open-wc/testing';
import { createSandboxRa } from '../../../src/sandbox.js';
import type { SandboxRa } from '../../../src/sandbox.js';
import { OPENSSL_PASSPHRASE, OTHER_SCHEMES } from '../../unit/crypto/openssl-keys.js';
import { begin, toKey } from './begin.js';
import { PASSPHRASE, saves } from './late.js';
import type { Page } from './late.js';

const room = (): SandboxRa => createSandboxRa({ name: `readers-${crypto.randomUUID()}` });

function type(page: Page, id: string, value: string): void {
  const input = page.find<HTMLInputElement>(`#${id}`);
  input.value = value;
  input.dispatchEvent(new Event('input', { bubbles: true }));
}

describe('what cannot be opened', () => {
  it('is said before a key is made: by which program, and how long a passphrase may be', async () => {
    const ra = room();
    await ra.controls.setPolicy('tls-server', { keyAlgorithms: ['ec-p256', 'ed25519'] });
    const page = await toKey(await begin(ra));
    await page.until(() => page.all('.pick').length === 2, 'both kinds');
    expect(page.text).not.to.include('does not open in');
    page.find<HTMLInputElement>('input[value="ed25519"]').click();
    await page.until(() => page.text.includes('Its PKCS#12 file does not open in NSS (Firefox).'), 'what is said of Ed25519');
    type(page, 'passphrase', 'p'.repeat(1023));
    await page.element.updateComplete;
    expect(page.text).not.to.include('this long');
    type(page, 'passphrase', 'p'.repeat(1025));
    await page.until(() => page.text.includes('With a passphrase this long the key file does not open in OpenSSL and python-cryptography. Use at most 1,023 characters.'), 'what is said of its length');
    await page.isAccessible();
  });

  it('is said with where it stands and of what kind it is, and the passphrase stays as it was typed', async () => {
    const page = await toKey(await begin(room()));
    const java = 'Use letters, digits and signs of plain ASCII only: Java reads no others';
    for (const [passphrase, words] of [
      ['twelve charß and', 'Character 12 is a letter beyond plain ASCII.'], ['twelve\u00a0characters', 'Character 7 is an unusual kind of space.'],
      ['twelve\tcharacters', 'Character 7 is invisible.'], ['🔑 twelve characters', 'Character 1 is a sign beyond plain ASCII.'],
    ] as const) {
      type(page, 'passphrase', passphrase);
      page.press('Generate key and CSR');
      await page.until(() => page.has('#summary') && page.find('#summary li').textContent === `${words} ${java}`, words);
      expect(page.find<HTMLInputElement>('#passphrase').value).to.equal(passphrase);
    }
  });

  it('is said of a key file with its scheme and the command that mends it', async () => {
    const page = await toKey(await begin(room()));
    type(page, 'passphrase', PASSPHRASE);
    page.press('Generate key and CSR');
    await page.at('key-backup', 'Keep your new key safe');
    await saves(async () => {
      page.press('Download encrypted key');
      await page.until(() => page.has('#check-passphrase'), 'the next part');
    });
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([OTHER_SCHEMES['scrypt'] ?? ''], 'old.key.pem'));
    page.find('.drop').dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    await page.element.updateComplete;
    type(page, 'check-passphrase', OPENSSL_PASSPHRASE);
    page.press('Check the file');
    await page.until(() => page.text.includes('This browser cannot open a key that is encrypted with scrypt.'), 'the name of the scheme');
    expect(page.text).to.include('openssl pkcs8 -topk8 -in old.key.pem -v2 aes-256-cbc');
    await page.isAccessible();
  });
});
