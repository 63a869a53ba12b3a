import { expect } from '@open-wc/testing';
import { createCsr, generateKey, inspectCertificate, unwrapPrivateKey } from '../../../src/crypto.js';
import type { RaAdapter } from '../../../src/core/adapter.js';
import type { RekeyRequest } from '../../../src/core/domain.js';
import type { SandboxRa } from '../../../src/sandbox.js';
import { fileNames } from '../../../src/elements/rekey-wizard/steps/end-files.js';
import { once, open, PASSPHRASE, plainRa, saves, submitted } from './late.js';
import type { DraftOptions, OpenOptions, Page } from './late.js';

async function issued(options: DraftOptions = {}, policy: Parameters<typeof plainRa>[0] = {}, how: OpenOptions = {}): Promise<{ page: Page; ra: SandboxRa; request: RekeyRequest }> {
  const ra = await plainRa(policy);
  const request = await submitted(ra, options);
  const page = await open(ra, request, how);
  await page.until(() => page.has('.files'), 'the downloads');
  return { page, ra, request: await ra.as('user').getRequest(request.id) };
}

async function uploadedCsr(ra: SandboxRa): Promise<string> {
  const { pem } = await ra.as('user').getCertificate('cert-app');
  return (await createCsr({ certificate: pem, key: await generateKey('ec-p256') })).pem;
}

describe('the wait for approval', () => {
  it('says who acts next, under which number, until when, and what is still to come', async () => {
    const ra = await plainRa({ vetting: true });
    const request = await submitted(ra);
    const page = await open(ra, request);
    await page.at('pending');
    expect(page.heading).to.equal('Waiting for approval');
    expect(page.text).to.include('An RA administrator looks at your request next.');
    expect(page.fact('Request number')).to.equal(request.number);
    expect(page.fact('Submitted')).to.match(/UTC$/);
    expect(page.fact('Expires')).to.match(/, if nobody decides$/);
    expect(page.all('.parts h3')).to.deep.equal(['Submitted', 'Approval', 'CAA is checked again', 'Certificate issued']);
    expect(page.all('.parts [aria-current="step"] h3')).to.deep.equal(['Approval']);
    expect(page.text).to.include('You can close this page');
    expect(page.hasButton('Back')).to.equal(false);
    await page.isAccessible();
  });

  it('offers a link only where the host has an address for the request', async () => {
    const ra = await plainRa({ vetting: true });
    const request = await submitted(ra);
    const without = await open(ra, request);
    await without.at('pending');
    expect(without.hasButton('Copy link to this request Copied')).to.equal(false);
    const page = await open(ra, request, { requestHref: (id) => `/portal/requests/${id}` });
    await page.at('pending');
    expect(page.all('.foot .copy')).to.deep.equal(['Copy link to this requestCopied']);
    expect(page.text).to.include('The link below brings you back here');
  });

  it('changes by itself when somebody looks at it, and when it is decided', async () => {
    const ra = await plainRa({ vetting: true });
    const request = await submitted(ra);
    const page = await open(ra, request);
    await page.at('pending');
    const admin = ra.as('admin');
    const claimed = await admin.claim?.(request.id, once(request.etag));
    await page.at('pending', 'is looking at your request.');
    await admin.approve?.(request.id, { reviewed: true }, once(claimed?.etag ?? ''));
    await page.at('result', 'Certificate issued');
    expect(page.events.map(({ type }) => type)).to.include('rekey-complete');
  });

  it('of a key that was made elsewhere says that it stays there', async () => {
    const ra = await plainRa({ vetting: true });
    const page = await open(ra, await submitted(ra, { upload: await uploadedCsr(ra) }));
    await page.at('pending', 'Your key stays where you made it.');
  });
});

describe('a request that came to nothing', () => {
  const decline = async (ra: SandboxRa, { id, etag }: RekeyRequest, remarks: string): Promise<void> => {
    await ra.as('admin').decline?.(id, { remarks }, once(etag));
  };

  it('shows who declined it and why, and opens it again for editing', async () => {
    const ra = await plainRa({ vetting: true });
    const request = await submitted(ra);
    await decline(ra, request, 'Please name the change window.\n<b>Thursday</b>');
    const page = await open(ra, request);
    await page.at('result');
    expect(page.heading).to.match(/^Declined by /);
    expect(page.find('.quote .msg').textContent).to.equal('Please name the change window.\n<b>Thursday</b>');
    expect(page.text).to.include('The current certificate is active as before.');
    await page.isAccessible();
    page.press('Edit and submit again');
    await page.at('confirm');
    expect((await ra.as('user').getRequest(request.id)).status).to.equal('draft');
  });

  it('says why it cannot be opened again when the certificate ended meanwhile', async () => {
    const ra = await plainRa({ vetting: true });
    const request = await submitted(ra);
    await decline(ra, request, 'No.');
    await ra.controls.certificates.revoke('cert-app', 'keyCompromise');
    const page = await open(ra, request);
    await page.at('result', 'The certificate was revoked meanwhile.');
    expect(page.button('Edit and submit again').getAttribute('aria-disabled')).to.equal('true');
  });

  it('tells the host when its reader closes it', async () => {
    const ra = await plainRa({ vetting: true });
    const request = await submitted(ra);
    await decline(ra, request, 'No.');
    const page = await open(ra, request);
    await page.at('result');
    page.press('Close');
    expect(page.events.at(-1)).to.deep.equal({ type: 'rekey-done', detail: { requestId: request.id } });
  });

  it('shows code and reference of a failure at the CA, and the way to try again', async () => {
    const ra = await plainRa({ vetting: true });
    const request = await submitted(ra);
    const failed = (r: RekeyRequest): RekeyRequest => ({
      ...r, status: 'failed', problem: { code: 'unavailable', reason: 'ca' }, allowedActions: [{ action: 'reopen', allowed: true }],
    });
    const wrap = (adapter: RaAdapter): RaAdapter => ({ ...adapter, getRequest: async (id, o) => failed(await adapter.getRequest(id, o)) });
    const page = await open(ra, request, { wrap });
    await page.at('result');
    expect(page.heading).to.equal('The certificate was not issued');
    expect(page.fact('Code')).to.equal('unavailable: ca');
    expect(page.fact('Support reference')).to.match(/^[0-9a-f-]{36}$/);
    expect(page.hasButton('Try again')).to.equal(true);
    await page.isAccessible();
  });

  it('says that nothing was issued when it was cancelled or expired', async () => {
    const ra = await plainRa({ vetting: true });
    const request = await submitted(ra);
    await ra.as('user').cancelRequest(request.id, once(request.etag));
    const cancelled = await open(ra, request);
    await cancelled.at('result', 'Request cancelled');
    await cancelled.isAccessible();

    const other = await submitted(ra, { certificateId: 'cert-shop' });
    await ra.controls.clock.set(Date.parse(other.expiresAt) + 1000);
    const expired = await open(ra, other);
    await expired.at('result', 'Request expired');
    expect(expired.hasButton('Edit and submit again')).to.equal(false);
  });
});

describe('the issued certificate', () => {
  it('is announced only with what was checked, old beside new', async () => {
    const { page, request } = await issued({ certificateId: 'cert-shop' });
    expect(page.heading).to.equal('Certificate issued');
    expect(page.text).to.include('The new certificate fits your key, covers all 6 names, and its chain is complete.');
    expect(page.all('.checked [data-outcome="pass"]')).to.have.length(5);
    const rows = page.all('.diff tbody tr');
    expect(rows[0]).to.match(/RSA 2048 ?ECDSA P-256/);
    expect(rows[4]).to.include('The same bytes');
    expect(page.all('.diff details > span').map((text) => text.replace(/[ :]/g, '').toLowerCase())).to.include(request.issued?.serialNumber.toLowerCase());
    expect(page.text).to.include(`Request ${request.number}, support reference`);
    await page.isAccessible();
  });

  it('is saved under no name that a file system takes for something else', async () => {
    const { request } = await issued();
    const stem = (name: string): string => fileNames({ ...request, certificate: { ...request.certificate, name } }, '2026-06-02', undefined).certificate;
    expect(stem('con.example.com')).to.equal('con_.example.com-2026-06-02.crt');
    expect(stem('../../etc/passwd')).to.equal('etc-passwd-2026-06-02.crt');
    expect(stem('*.example.com\u202Egpj')).to.equal('wildcard.example.com-gpj-2026-06-02.crt');
  });

  it('is saved with its chain and alone, under names made of its own and the day', async () => {
    const { page, ra, request } = await issued();
    const { certificate, chain } = await ra.as('user').getIssued(request.id);
    const day = (await inspectCertificate(certificate)).notBefore.slice(0, 10);
    const saved = await saves(async () => { for (const one of [...page.root.querySelectorAll<HTMLButtonElement>('.files li .button:not(.copy)')].slice(0, 2)) one.click(); });
    expect(saved.map(({ name }) => name)).to.deep.equal([`app.example.com-${day}.chain.pem`, `app.example.com-${day}.crt`]);
    expect(await saved[0]?.content.text()).to.equal([certificate, ...chain].map((pem) => `${pem.trim()}\n`).join(''));
    expect(await saved[1]?.content.text()).to.equal(`${certificate.trim()}\n`);
    expect(page.text).to.include(`openssl x509 -noout -pubkey -in app.example.com-${day}.chain.pem | openssl sha256`);
  });

  it('gives the encrypted key that this browser kept, and no other', async () => {
    const { page } = await issued();
    await page.until(() => page.root.querySelectorAll('.files li:nth-child(3) button').length === 1, 'the key was found');
    const [saved] = await saves(async () => { page.find<HTMLButtonElement>('.files li:nth-child(3) button').click(); });
    expect(saved?.name).to.match(/^app\.example\.com-[0-9a-f]{8}\.key\.pem$/);
    const pem = await saved?.content.text() ?? '';
    expect(pem).to.match(/^-----BEGIN ENCRYPTED PRIVATE KEY-----/);
    expect((await unwrapPrivateKey(pem, PASSPHRASE)).extractable).to.equal(false);
  });

  it('has neither key nor PKCS#12 to give when the CSR was uploaded', async () => {
    const ra = await plainRa();
    const page = await open(ra, await submitted(ra, { upload: await uploadedCsr(ra) }));
    await page.until(() => page.has('.files'), 'the downloads');
    expect(page.all('.files .strong')).to.deep.equal(['Certificate with chain', 'Certificate only']);
    expect(page.text).to.not.include('I need the key unencrypted');
    expect(page.text).to.include('openssl pkey -pubout -in your.key');
  });

  it('names what is left to do, revocation first after a compromise', async () => {
    const { page } = await issued({ reason: 'compromised' }, { revocation: { href: 'https://ra.example/revocation' } });
    expect(page.all('.tasks label')).to.deep.equal([
      'Ask for revocation of the old certificate', 'Install the new certificate on every server that uses the old one', 'Remove the old key',
    ]);
    expect(page.find<HTMLAnchorElement>('.tasks a').href).to.equal('https://ra.example/revocation');
    page.find<HTMLInputElement>('#task-install').click();
    await page.element.updateComplete;
    expect(page.find<HTMLInputElement>('#task-install').checked).to.equal(true);
    await page.isAccessible();
  });

  it('forgets the browser copy of the key on Done, tells the host, and stays readable', async () => {
    const { page, request } = await issued();
    page.press('Done');
    await page.until(() => !page.hasButton('Done'), 'it is done');
    expect(page.events.at(-1)).to.deep.equal({ type: 'rekey-done', detail: { requestId: request.id } });
    expect(page.text).to.include('This browser has forgotten its copy of the key.');
    expect(page.text).to.include('Use the file that you downloaded');
    await page.isAccessible();
  });

  it('explains a start that lies ahead, and calls it no error', async () => {
    const ra = await plainRa();
    const request = await submitted(ra);
    await ra.controls.clock.advance(-3 * 86_400_000);
    const page = await open(ra, request);
    await page.until(() => page.has('.files'), 'the downloads');
    expect(page.heading).to.equal('Certificate issued');
    expect(page.text).to.match(/Valid from .* UTC/);
    expect(page.text).to.include('This is no error');
  });

  it('that holds another key is shown with the problem, what to do, and the files', async () => {
    const ra = await plainRa();
    const request = await submitted(ra);
    const other = await submitted(ra, { certificateId: 'cert-shop' });
    const wrap = (adapter: RaAdapter): RaAdapter => ({ ...adapter, getIssued: (_id, o) => adapter.getIssued(other.id, o) });
    const page = await open(ra, request, { wrap });
    await page.until(() => page.has('.files'), 'the downloads');
    expect(page.heading).to.equal('Issued, with a problem');
    expect(page.text).to.include('Do not install it yet.');
    expect(page.find('.checks li').dataset['check']).to.equal('issued-key');
    expect(page.text).to.include('Missing: app.example.com, www.app.example.com.');
    expect(page.text).to.not.include('Install the new certificate');
    expect(page.text).to.not.include('The same bytes');
    expect(page.events.map(({ type }) => type)).to.include('rekey-error').and.not.include('rekey-complete');
    await page.isAccessible();
  });
});

describe('the files with the key', () => {
  const type = (page: Page, text: string): HTMLInputElement => {
    const input = page.find<HTMLInputElement>('#export-passphrase');
    input.value = text;
    return input;
  };
  const press = (page: Page): void => page.find<HTMLFormElement>('#export').requestSubmit();
  const opened = async (what: 'pkcs12' | 'plain', held = true): Promise<Page> => {
    const { page } = await issued();
    await page.until(() => page.root.querySelectorAll('.files li:nth-child(3) button').length === 1, 'the key was found');
    if (!held) {
      page.press('Done');
      await page.until(() => !page.hasButton('Done'), 'it is done');
    }
    page.find<HTMLButtonElement>(`#export-${what}`).click();
    await page.until(() => page.has('#export'), 'the form');
    return page;
  };

  it('PKCS#12 opens with the passphrase; nothing of it stays behind', async function () {
    this.timeout(30_000);
    const page = await opened('pkcs12');
    expect(page.root.activeElement).to.equal(page.find('#export-passphrase'));
    const input = type(page, PASSPHRASE);
    const [saved] = await saves(async () => {
      press(page);
      await page.until(() => page.has('#export progress'), 'progress is shown');
      await page.until(() => !page.has('#export'), 'the form closed');
    });
    expect(saved?.name).to.match(/^app\.example\.com-\d{4}-\d\d-\d\d\.p12$/);
    const bytes = new Uint8Array(await saved?.content.arrayBuffer() ?? new ArrayBuffer(0));
    expect(bytes[0]).to.equal(0x30);
    expect(bytes.length).to.be.greaterThan(2000);
    expect(input.value).to.equal('');
    expect(page.root.innerHTML).to.not.include(PASSPHRASE);
    expect(page.said).to.include('.p12 was saved.');
    expect(page.root.activeElement).to.equal(page.find('#export-pkcs12'));
  });

  it('say in place that the passphrase is wrong or missing, and keep the form', async () => {
    const page = await opened('pkcs12');
    press(page);
    await page.until(() => page.text.includes('Enter the passphrase'), 'the error');
    type(page, `${PASSPHRASE}x`);
    press(page);
    await page.until(() => page.text.includes('Wrong passphrase or damaged file'), 'the error');
    expect(page.find('#export-passphrase').getAttribute('aria-invalid')).to.equal('true');
    expect(page.root.activeElement).to.equal(page.find('#export-passphrase'));
    await page.isAccessible();
  });

  it('can be stopped while they are made', async () => {
    const page = await opened('pkcs12');
    type(page, PASSPHRASE);
    const saved = await saves(async () => {
      press(page);
      await page.until(() => page.has('#export progress'), 'progress is shown');
      [...page.find('#export').querySelectorAll('button')].find((one) => one.textContent?.trim() === 'Cancel')?.click();
      await page.until(() => !page.has('#export'), 'the form closed');
    });
    expect(saved).to.have.length(0);
  });

  it('come in the clear only behind a warning', async () => {
    const page = await opened('plain');
    expect(page.text).to.include('Anyone who gets this file can use your certificate');
    await page.isAccessible();
    type(page, PASSPHRASE);
    const [saved] = await saves(async () => {
      press(page);
      await page.until(() => !page.has('#export'), 'the form closed');
    });
    expect(saved?.name).to.match(/\.unencrypted\.key\.pem$/);
    expect(await saved?.content.text()).to.match(/^-----BEGIN PRIVATE KEY-----/);
  });

  it('say which programs open PKCS#12 and which were not tried, before it is made', async () => {
    const page = await opened('pkcs12');
    expect(page.find('#export-readers').textContent).to.equal(
      'Opens in OpenSSL, GnuTLS, NSS (Firefox), Java and python-cryptography. Not tried in .NET, Windows and macOS.',
    );
    await page.isAccessible();
  });

  it('ask for the key file when this browser has forgotten it, and refuse one that holds another key', async function () {
    this.timeout(30_000);
    const page = await opened('pkcs12', false);
    expect(page.has('#export-file')).to.equal(true);
    type(page, PASSPHRASE);
    press(page);
    await page.until(() => page.text.includes('Choose the key file'), 'the error');
    const { wrapPrivateKey } = await import('../../../src/crypto.js');
    const { pem } = await wrapPrivateKey((await generateKey('ec-p256')).privateKey, PASSPHRASE);
    const give = (name: string, content: string): void => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([content], name));
      const input = page.find<HTMLInputElement>('#export input[type="file"]');
      input.files = transfer.files;
      input.dispatchEvent(new Event('change', { bubbles: true }));
    };
    give('other.key.pem', pem);
    await page.until(() => page.find('#export').textContent.includes('other.key.pem'), 'the file is named');
    press(page);
    await page.until(() => page.text.includes('This file holds another key'), 'the error');
    give('notes.txt', 'not a key');
    await page.until(() => page.find('#export').textContent.includes('notes.txt'), 'the file is named');
    press(page);
    await page.until(() => page.text.includes('This is not an encrypted key file'), 'the error');
    await page.isAccessible();
  });
});
