import { expect } from '@open-wc/testing';
import { createCsr, generateKey, wrapPrivateKey } from '../../../src/crypto.js';
import { sliceCsr } from '../../../src/crypto/x509.js';
import { createSandboxRa } from '../../../src/sandbox.js';
import type { SandboxRa } from '../../../src/sandbox.js';
import { begin, focused, reload, tick, toKey } from './begin.js';
import { PASSPHRASE, saves } from './late.js';
import type { Page } from './late.js';

const room = (): SandboxRa => createSandboxRa({ name: `key-${crypto.randomUUID()}` });

function type(page: Page, id: string, value: string): void {
  const input = page.find<HTMLInputElement>(`#${id}`);
  input.value = value;
  input.dispatchEvent(new Event('input', { bubbles: true }));
}

function drop(page: Page, file: File): void {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(file);
  page.find('.drop').dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
}

async function makeKey(page: Page, passphrase = PASSPHRASE): Promise<Page> {
  type(page, 'passphrase', passphrase);
  await page.element.updateComplete;
  page.press('Generate key and CSR');
  return page.at('key-backup', 'Keep your new key safe');
}

async function download(page: Page): Promise<File> {
  const [saved] = await saves(async () => {
    page.press('Download encrypted key');
    await page.until(() => page.has('#check-passphrase'), 'the next part');
  });
  if (saved === undefined) throw new Error('nothing was saved');
  return new File([saved.content], saved.name);
}

async function check(page: Page, file: File | undefined, passphrase: string): Promise<void> {
  if (file !== undefined) drop(page, file);
  await page.element.updateComplete;
  type(page, 'check-passphrase', passphrase);
  page.press('Check the file');
}

/** Everything that this page keeps, sends in events or shows in attributes. */
async function traces(page: Page): Promise<string> {
  const stored = [JSON.stringify(Object.entries(sessionStorage)), JSON.stringify(Object.entries(localStorage))];
  const attributes = [...page.root.querySelectorAll('*')].flatMap((one) => [...one.attributes].map(({ value }) => value));
  await page.element.updateComplete;
  return [...stored, ...attributes, JSON.stringify(page.events), location.href].join('\n');
}

describe('a key that is made in the browser', () => {
  it('has the algorithms of the policy, the first of them recommended', async () => {
    const ra = room();
    await ra.controls.setPolicy('tls-server', { keyAlgorithms: ['ec-p384', 'rsa-3072'] });
    const page = await toKey(await begin(ra));
    expect(page.all('.pick')).to.deep.equal(['ECDSA P-384 recommended', 'RSA 3072']);
    expect(page.find<HTMLInputElement>('#algorithm').checked).to.equal(true);
    await page.isAccessible();
  });

  it('needs a passphrase of 12 characters of printable ASCII before anything is made', async () => {
    const page = await toKey(await begin(room()));
    for (const [passphrase, words] of [
      ['', 'Enter a passphrase with at least 12 characters'], ['eleven char', 'Enter a passphrase with at least 12 characters'],
      ['zwölf Zeichen und mehr', 'Character 3 is a letter beyond plain ASCII. Use letters, digits and signs of plain ASCII only: Java reads no others'],
    ] as const) {
      type(page, 'passphrase', passphrase);
      page.press('Generate key and CSR');
      await page.until(() => page.has('#summary'), 'the summary');
      expect(page.element.step).to.equal('csr');
      expect(page.find('#summary li').textContent).to.equal(words);
      expect(page.find('#passphrase-error').textContent.trim()).to.equal(words);
      expect([focused(page)?.id, page.find<HTMLInputElement>('#passphrase').value]).to.deep.equal(['summary', passphrase]);
    }
    await page.isAccessible();
    expect(page.find<HTMLInputElement>('#passphrase').getAttribute('autocomplete')).to.equal('new-password');
    type(page, 'passphrase', 'twelve chars');
    await page.element.updateComplete;
    expect(page.has('#summary')).to.equal(false);
  });

  it('measures a passphrase, shows and hides it', async () => {
    const page = await toKey(await begin(room()));
    const level = (): string | undefined => page.root.querySelector<HTMLElement>('.strength')?.dataset['level'];
    expect(level()).to.equal(undefined);
    type(page, 'passphrase', 'password1234');
    await page.element.updateComplete;
    expect(level()).to.equal('1');
    expect(page.text).to.include('Weak.');
    type(page, 'passphrase', 'vR7#kq-Zt4!mWp2x');
    await page.element.updateComplete;
    expect(level()).to.equal('4');
    const input = page.find<HTMLInputElement>('#passphrase');
    expect(input.type).to.equal('password');
    page.press('Show passphrase');
    await page.element.updateComplete;
    expect(input.type).to.equal('text');
    expect(input.value).to.equal('vR7#kq-Zt4!mWp2x');
    page.press('Hide passphrase');
    await page.element.updateComplete;
    expect(input.type).to.equal('password');
  });

  it('suggests a passphrase of six words, another each time', async () => {
    const page = await toKey(await begin(room()));
    const input = page.find<HTMLInputElement>('#passphrase');
    page.press('Suggest one');
    await page.until(() => input.value !== '', 'a suggestion');
    const first = input.value;
    expect(first).to.match(/^[a-z]{4,8}(-[a-z]{4,8}){5}$/);
    expect(page.find('.strength').dataset['level']).to.equal('4');
    expect(page.said).to.include('A passphrase was filled in.');
    page.press('Suggest another');
    await page.until(() => input.value !== first, 'another');
  });

  it('is made, encrypted and sent as a CSR without leaving a trace of the passphrase', async () => {
    const ra = room();
    const page = await toKey(await begin(ra));
    expect(page.button('Next').getAttribute('aria-disabled')).to.equal('true');
    expect(page.text).to.include('Generate the key first');
    await makeKey(page);
    expect(page.text).to.include('Key and CSR made').and.to.include('ECDSA P-256');
    expect(focused(page)?.id).to.equal('heading');
    const request = (await ra.as('user').listRequests?.({}))?.items[0];
    expect(request?.csr?.source).to.equal('browser');
    expect(request?.checks.filter(({ outcome }) => outcome === 'fail')).to.deep.equal([]);
    const found = await traces(page);
    expect(found).to.not.include(PASSPHRASE);
    expect(found).to.not.include('PRIVATE KEY');
    await page.isAccessible();
  });

  it('shows progress in words, can be stopped, and keeps the passphrase for the next try', async () => {
    const page = await toKey(await begin(room()));
    tick(page, 'algorithm-rsa-4096');
    type(page, 'passphrase', PASSPHRASE);
    await page.element.updateComplete;
    page.press('Generate key and CSR');
    await page.until(() => page.has('progress'), 'progress');
    expect(page.text).to.include('Making a key: RSA 4096');
    await page.isAccessible();
    page.press('Cancel');
    await page.until(() => !page.has('progress'), 'it stopped');
    expect(page.element.step).to.equal('csr');
    expect(page.has('#problem')).to.equal(false);
    expect(page.find<HTMLInputElement>('#passphrase').value).to.equal(PASSPHRASE);
    tick(page, 'algorithm');
    await page.element.updateComplete;
    page.press('Generate key and CSR');
    await page.at('key-backup');
  });

  for (const when of ['before', 'after'] as const) {
    it(`is attached once when the RA fails ${when} it took the CSR`, async () => {
      const ra = room();
      const page = await toKey(await begin(ra));
      ra.controls.failures.next('attachCsr', { when });
      type(page, 'passphrase', PASSPHRASE);
      page.press('Generate key and CSR');
      await page.until(() => page.has('#problem'), 'the problem');
      expect(page.button('Next').getAttribute('aria-disabled')).to.equal('true');
      const kept = JSON.stringify(Object.entries(sessionStorage));
      expect(kept).to.include('CERTIFICATE REQUEST');
      page.press('Try again');
      await page.at('key-backup');
      expect((await ra.as('user').getHistory?.((await ra.as('user').listRequests?.({}))?.items[0]?.id ?? ''))?.filter(({ action }) => action === 'csr-attached')).to.have.length(1);
    });
  }

  it('is attached by itself when the page is loaded again before the RA answered', async () => {
    const ra = room();
    const before = await toKey(await begin(ra));
    ra.controls.failures.next('attachCsr', { when: 'before' });
    type(before, 'passphrase', PASSPHRASE);
    before.press('Generate key and CSR');
    await before.until(() => before.has('#problem'), 'the problem');
    const page = await reload(before, ra);
    await page.at('key-backup');
  });

  it('folds to a line when the person comes back to it, and can be made anew', async () => {
    const ra = room();
    const page = await makeKey(await toKey(await begin(ra)));
    const first = (await ra.as('user').listRequests?.({}))?.items[0]?.csr?.sha256;
    page.press('Back');
    await page.at('csr', 'Make another key');
    expect(page.has('#passphrase')).to.equal(false);
    expect(page.button('Next').getAttribute('aria-disabled')).to.equal(null);
    await page.isAccessible();
    page.press('Make another key');
    await page.until(() => page.has('#passphrase'), 'the form');
    await makeKey(page, 'another passphrase 2');
    expect((await ra.as('user').listRequests?.({}))?.items[0]?.csr?.sha256).to.not.equal(first);
    expect(page.text).to.include('Download the encrypted key');
  });
});

describe('the backup of the key', () => {
  it('is proven by opening the downloaded file again: only then Next opens', async () => {
    const page = await makeKey(await toKey(await begin(room())));
    expect(page.text).to.include('Download the key first');
    const file = await download(page);
    expect(file.name).to.match(/^shop\.example\.com-[0-9a-f]{8}\.key\.pem$/);
    expect(await file.text()).to.match(/^-----BEGIN ENCRYPTED PRIVATE KEY-----/);
    expect(page.text).to.include('Open the file first');
    await page.isAccessible();
    await check(page, file, PASSPHRASE);
    await page.until(() => page.text.includes('The file fits'), 'the proof');
    expect(page.has('#check-passphrase')).to.equal(false);
    expect(page.button('Next').getAttribute('aria-disabled')).to.equal(null);
    expect(await traces(page)).to.not.include(PASSPHRASE);
    await page.isAccessible();
    page.press('Next');
    await page.at('subject');
  });

  it('says in place what is missing, or wrong, and loses nothing', async () => {
    const page = await makeKey(await toKey(await begin(room())));
    const file = await download(page);
    const wrongly = async (given: File | undefined, passphrase: string, words: string, id: string): Promise<void> => {
      await check(page, given, passphrase);
      await page.until(() => page.root.querySelector('#summary')?.textContent.includes(words) === true, words);
      expect(page.find(`#${id}-error`).textContent).to.include(words);
      expect(page.button('Next').getAttribute('aria-disabled')).to.equal('true');
    };
    page.press('Check the file');
    await page.until(() => page.all('#summary li').length === 2, 'both are asked for');
    await wrongly(undefined, PASSPHRASE, 'Choose the file that you downloaded', 'key-file');
    await wrongly(file, 'not the passphrase', 'Wrong passphrase, or the file is damaged', 'check-passphrase');
    expect(page.text).to.include(`Chosen: ${file.name}`);

    const bytes = (await file.text()).split('');
    // In the private half: Firefox derives the public half anew and does not look at the one in the file.
    bytes[bytes.length - 160] = bytes.at(-160) === 'A' ? 'B' : 'A';
    await wrongly(new File([bytes.join('')], 'damaged.pem'), PASSPHRASE, 'Wrong passphrase, or the file is damaged', 'check-passphrase');

    const { privateKey } = await generateKey('ec-p256');
    const another = await wrapPrivateKey(privateKey, PASSPHRASE);
    await wrongly(new File([another.pem], 'another.pem'), PASSPHRASE, 'This file holds another key', 'key-file');
    await wrongly(new File(['hello'], 'hello.txt'), PASSPHRASE, 'This is no encrypted key file', 'key-file');
    await wrongly(new File(['-----BEGIN PRIVATE KEY-----\nMIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg\n-----END PRIVATE KEY-----\n'], 'plain.pem'), PASSPHRASE, 'This key is not encrypted', 'key-file');
    await wrongly(new File([new Uint8Array(70_000)], 'large.bin'), PASSPHRASE, 'This file is too large for a key', 'key-file');
    await page.isAccessible();

    await check(page, file, PASSPHRASE);
    await page.until(() => page.text.includes('The file fits'), 'the right one is taken all the same');
    expect(page.has('#summary')).to.equal(false);
  });

  it('stays proven over a reload', async () => {
    const ra = room();
    const before = await makeKey(await toKey(await begin(ra)));
    await check(before, await download(before), PASSPHRASE);
    await before.until(() => before.text.includes('The file fits'), 'the proof');
    const page = await reload(before, ra);
    await page.at('key-backup', 'The file fits');
    expect(page.button('Next').getAttribute('aria-disabled')).to.equal(null);
  });

  it('can be downloaded again after a reload', async () => {
    const ra = room();
    const before = await makeKey(await toKey(await begin(ra)));
    const file = await download(before);
    const page = await reload(before, ra);
    await page.at('key-backup', 'Open the file again');
    const [again] = await saves(async () => {
      page.press('Download the file again');
      await page.until(() => page.said.includes('Encrypted key downloaded'), 'it is there');
    });
    expect(await again?.content.text()).to.equal(await file.text());
  });

  it('may be left out where the policy says so', async () => {
    const ra = room();
    await ra.controls.setPolicy('tls-server', { keyBackup: 'optional' });
    const page = await makeKey(await toKey(await begin(ra)));
    expect(page.button('Next').getAttribute('aria-disabled')).to.equal(null);
  });
});

describe('a CSR that is brought', () => {
  const bring = async (ra: SandboxRa): Promise<Page> => {
    const page = await toKey(await begin(ra));
    tick(page, 'key-source-upload');
    await page.until(() => page.has('.drop'), 'the place for it');
    return page;
  };
  const csrFor = async (ra: SandboxRa, certificateId = 'cert-shop'): Promise<string> => {
    const { pem } = await ra.as('user').getCertificate(certificateId);
    return (await createCsr({ certificate: pem, key: await generateKey('ec-p256') })).pem;
  };
  const paste = async (page: Page, text: string): Promise<void> => {
    if (!page.has('#csr-text')) {
      page.press('paste it as text');
      await page.until(() => page.has('#csr-text'), 'the field');
    }
    page.find<HTMLTextAreaElement>('#csr-text').value = text;
    page.press('Check the CSR');
  };
  const outcome = (page: Page, id: string): string | undefined => page.root.querySelector<HTMLElement>(`[data-check="${id}"]`)?.dataset['outcome'];

  it('is checked rule by rule, the worst first, and shown', async () => {
    const ra = room();
    const page = await bring(ra);
    await page.isAccessible();
    const csr = await csrFor(ra);
    drop(page, new File([`made on the server\r\n${csr.replaceAll('\n', '\r\n')}`], 'shop.csr'));
    await page.until(() => page.text.includes('Checks of shop.csr') && page.button('Next').getAttribute('aria-disabled') === null, 'the RA took it');
    expect(outcome(page, 'signature')).to.equal('pass');
    expect(page.root.querySelector<HTMLElement>('.checks li')?.dataset['check']).to.equal('surrounding-text');
    expect(page.find('.code pre').textContent).to.include('-----BEGIN CERTIFICATE REQUEST-----');
    page.press('Rule of the check: Signature');
    const { href, target, rel } = page.find<HTMLAnchorElement>('[data-check="signature"] .rulebox a');
    expect([href, target, rel]).to.deep.equal(['https://www.rfc-editor.org/rfc/rfc2986#section-4.2', '_blank', 'noopener noreferrer']);
    await page.isAccessible();
    page.press('Next');
    await page.at('subject');
    expect((await ra.as('user').listRequests?.({}))?.items[0]?.csr?.source).to.equal('upload');
  });

  it('is refused when its names differ, with the names, and another can be given', async () => {
    const ra = room();
    const page = await bring(ra);
    await paste(page, await csrFor(ra, 'cert-app'));
    await page.until(() => outcome(page, 'san-match') === 'fail', 'the check');
    expect(outcome(page, 'subject-match')).to.equal('fail');
    expect(page.text).to.include('Missing: ').and.to.include('shop.example.com').and.to.include('Needs a CSR that passes');
    expect(page.text).to.match(/2 of \d+ checks failed/);
    await page.isAccessible();
    expect((await ra.as('user').listRequests?.({}))?.items[0]?.csr).to.equal(undefined);
    await paste(page, await csrFor(ra));
    await page.until(() => page.button('Next').getAttribute('aria-disabled') === null, 'the other is taken');
  });

  it('is refused when the RA knows its key as compromised, whatever the page found', async () => {
    const ra = room();
    const page = await bring(ra);
    const csr = await csrFor(ra);
    await ra.controls.keys.compromise(sliceCsr(csr).spki);
    await paste(page, csr);
    await page.until(() => page.text.includes('Not accepted'), 'the refusal of the RA');
    expect(page.button('Next').getAttribute('aria-disabled')).to.equal('true');
    expect((await ra.as('user').listRequests?.({}))?.items[0]?.csr).to.equal(undefined);
  });

  for (const [what, input, words] of [
    ['a private key', '-----BEGIN PRIVATE KEY-----\nMIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg\n-----END PRIVATE KEY-----', 'This is a private key. It was not stored and not sent.'],
    ['plain words', 'no request at all', 'This cannot be read as a certificate signing request.'],
  ] as const) {
    it(`that is ${what} is refused, and cleared from the page`, async () => {
      const ra = room();
      const page = await bring(ra);
      await paste(page, input);
      await page.until(() => page.has('#summary'), 'the words');
      expect(page.find('#summary li').textContent).to.include(words);
      expect(page.find('#csr-file-error').textContent).to.include(words);
      expect(page.find<HTMLTextAreaElement>('#csr-text').value).to.equal('');
      expect(await traces(page)).to.not.include('MIGHAgEA');
      expect(page.has('.code')).to.equal(false);
      await page.isAccessible();
    });
  }

  it('that is a certificate is refused', async () => {
    const ra = room();
    const page = await bring(ra);
    drop(page, new File([(await ra.as('user').getCertificate('cert-shop')).pem], 'shop.crt'));
    await page.until(() => page.has('#summary'), 'the words');
    expect(page.find('#summary li').textContent).to.include('This is a certificate.');
  });

  it('that is a huge file is refused before it is read', async () => {
    const page = await bring(room());
    drop(page, new File([new Uint8Array(3_000_000)], 'huge.csr'));
    await page.until(() => page.has('#summary'), 'the words');
    expect(page.find('#summary li').textContent).to.include('This file is larger than 64 kB.');
    expect(page.has('#problem')).to.equal(false);
  });

  it('cannot be empty', async () => {
    const page = await bring(room());
    await paste(page, '   ');
    await page.until(() => page.has('#summary'), 'the words');
    expect(page.find('#summary li').textContent).to.equal('Paste the CSR, or choose a file');
  });

  it('is the only way where the policy has no other', async () => {
    const ra = room();
    await ra.controls.setPolicy('tls-server', { keySources: ['upload'] });
    const page = await toKey(await begin(ra));
    expect(page.has('.drop')).to.equal(true);
    expect(page.has('input[type="radio"]')).to.equal(false);
    expect(page.button('Upload CSR').getAttribute('aria-disabled')).to.equal(null);
  });
});
