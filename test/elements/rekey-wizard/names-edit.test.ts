import { expect } from '@open-wc/testing';
import type { SanRule } from '../../../src/core/domain.js';
import { createCsr, generateKey } from '../../../src/crypto.js';
import { generalNames } from '../../../src/crypto/general-names.js';
import { createKeyPort } from '../../../src/crypto/vault.js';
import { sliceCertificate, sliceCsr, sliceGeneralNames } from '../../../src/crypto/x509.js';
import type { Signer } from '../../../src/core/signer.js';
import type { PolicyRecord, SandboxRa } from '../../../src/sandbox.js';
import { draft, once, open, PASSPHRASE, plainRa, sandbox, type Page } from './late.js';

const RULE: SanRule = { editable: true, kinds: ['dns', 'ip'], max: 6, within: ['example.com', 'example.net'] };
const room = (policy: Partial<Omit<PolicyRecord, 'id'>> = {}): Promise<SandboxRa> => plainRa({ san: RULE, ...policy });

/** The wizard at the alternative names of a draft whose key was made in this browser. */
async function editing(ra: SandboxRa, o: Parameters<typeof draft>[1] = {}): Promise<Page> {
  const page = await open(ra, await draft(ra, o));
  await page.visit('Alternative names', 'san');
  await page.until(() => page.has('.names'), 'the names were read');
  return page;
}

async function type(page: Page, text: string): Promise<void> {
  const field = page.find<HTMLTextAreaElement>('#san-add');
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
  await page.element.updateComplete;
}

const list = (page: Page): string[] => [...page.root.querySelectorAll('.names > li')].map((row) =>
  [row.querySelector('code')?.textContent, row.querySelector('.tag')?.textContent].filter(Boolean).join(' '));
const attached = async (ra: SandboxRa, page: Page): Promise<string[]> => {
  const { csr } = await ra.as('user').getRequest(page.element.requestId ?? '');
  return generalNames(sliceCsr(csr?.pem ?? '').san).map(({ value }) => value);
};

/** Opens the key of the draft in the page, as one who has just made it has it open: the wizard asks for its passphrase else. */
async function unlock(page: Page): Promise<void> {
  await page.until(() => page.has('#san-passphrase'), 'the passphrase is asked for');
  page.find<HTMLInputElement>('#san-passphrase').value = PASSPHRASE;
}

describe('the alternative names where the policy lets them be changed', () => {
  it('are removed and added, told as a change, signed by the same key after the passphrase, and issued', async function () {
    this.timeout(30_000);
    const ra = await room();
    const page = await editing(ra);
    const before = await ra.as('user').getRequest(page.element.requestId ?? '');
    expect(page.text).to.include('You may remove names and add others.');
    page.press('Remove www.app.example.com');
    await page.until(() => page.text.includes('1 name removed'), 'the removal');
    expect(list(page)).to.deep.equal(['app.example.com', 'www.app.example.com removed']);
    expect(page.said).to.include('www.app.example.com is removed.');
    await type(page, 'Status.App.example.com, api.example.net');
    page.press('Add 2 names');
    await page.until(() => page.text.includes('2 names added, 1 name removed'), 'what changes');
    expect(list(page)).to.deep.equal(['app.example.com', 'www.app.example.com removed', 'status.app.example.com added', 'api.example.net added']);
    expect(page.text).to.include('the same key signs a new CSR').and.include('The domains are verified again.');
    await page.isAccessible();

    await unlock(page);
    page.press('Next');
    await page.at('validity');
    expect(await attached(ra, page)).to.deep.equal(['app.example.com', 'status.app.example.com', 'api.example.net']);
    const after = await ra.as('user').getRequest(before.id);
    expect(after.csr?.key.spkiSha256).to.equal(before.csr?.key.spkiSha256);
    expect(after.caa).to.equal(undefined);

    page.press('Next');
    await page.at('domains');
    await page.until(() => page.hasButton('Verify') || page.root.querySelector('caa-verifier') !== null, 'the verifier');
    expect(page.element.step).to.equal('domains');
    await ra.as('user').verifyCaa?.(after.id, once(after.etag));
    const ready = await ra.as('user').getRequest(after.id);
    await ra.as('user').submit(ready.id, { validity: { mode: 'new' } }, once(ready.etag));
    const { certificate } = await ra.as('user').getIssued(ready.id);
    const [old] = sliceGeneralNames(sliceCertificate((await ra.as('user').getCertificate('cert-app')).pem).san!);
    expect(sliceGeneralNames(sliceCertificate(certificate).san!)[0], 'what is kept, to the byte').to.deep.equal(old);
  });

  it('come back by Undo, one by one or all at once, and then nothing is signed', async () => {
    const ra = await room();
    const page = await editing(ra);
    const before = await ra.as('user').getRequest(page.element.requestId ?? '');
    page.press('Remove www.app.example.com');
    await page.until(() => page.text.includes('1 name removed'), 'the removal');
    expect(page.root.activeElement?.textContent).to.include('Undo');
    page.press('Undo www.app.example.com');
    await page.until(() => !page.text.includes('1 name removed'), 'the name is back');
    await type(page, 'new.example.com');
    page.press('Add name');
    await page.until(() => page.text.includes('1 name added'), 'the addition');
    page.press('Remove new.example.com');
    await page.until(() => list(page).includes('new.example.com removed'), 'the added name can be had back');
    page.press('Undo new.example.com');
    await page.until(() => list(page).includes('new.example.com added'), 'it is back');
    page.press('Back to the names of the certificate');
    await page.until(() => list(page).join() === 'app.example.com,www.app.example.com', 'all as it was');
    expect(page.has('#san-passphrase')).to.equal(false);
    page.press('Next');
    await page.at('confirm');
    expect((await ra.as('user').getRequest(before.id)).etag).to.equal(before.etag);
  });

  it('are held against the policy while they are typed, in plain words, and what is wrong stays in the field', async () => {
    const page = await editing(await room());
    await type(page, 'shop.example.org, not a name, *.*.example.com\n192.0.2.1, APP.example.com, pki@example.com\n');
    await page.until(() => page.has('.wrong'), 'the words');
    expect(page.all('.wrong li')).to.deep.equal([
      'shop.example.org is not at or below example.com and example.net', 'not is not a host name', 'a is not a host name', 'name is not a host name',
      '*.*.example.com cannot be a wildcard: the star stands alone at the start, as in *.example.com',
      '192.0.2.1 is an IP address, not a name of the chosen kind', 'APP.example.com is in the list already', 'pki@example.com is an email address, not a name of the chosen kind',
    ]);
    await type(page, 'good.example.com, bad..example.com');
    page.press('Add 2 names');
    await page.until(() => list(page).includes('good.example.com added'), 'the good one is added');
    expect(page.find<HTMLTextAreaElement>('#san-add').value).to.equal('bad..example.com');
    await page.until(() => page.has('#summary'), 'the summary');
    expect(page.all('#summary li')).to.deep.equal(['bad..example.com is not a host name']);
    expect(page.find('#san-add').getAttribute('aria-invalid')).to.equal('true');
    await page.isAccessible();

    page.press('Next');
    await page.until(() => page.text.includes('You typed names that are not added yet.'), 'the names in the field are not passed over');
    expect(page.element.step).to.equal('san');
  });

  it('are not more than the policy allows, and not none', async () => {
    const page = await editing(await room());
    await type(page, 'a.example.com b.example.com c.example.com d.example.com e.example.com');
    page.press('Add 5 names');
    await page.until(() => page.text.includes('e.example.com is too many: at most 6 names'), 'the limit');
    expect(list(page)).to.have.length(6);
    await type(page, '');
    page.press('Back to the names of the certificate');
    await page.until(() => list(page).length === 2, 'as it was');
    for (const name of ['app.example.com', 'www.app.example.com']) {
      page.press(`Remove ${name}`);
      await page.until(() => list(page).includes(`${name} removed`), name);
    }
    page.press('Next');
    await page.until(() => page.has('#summary'), 'the summary');
    expect(page.all('#summary li')).to.include('Keep at least one name, or add one');
  });

  it('take an IP address where its kind is chosen, and a name that was removed as it was', async () => {
    const ra = await room();
    const page = await editing(ra);
    page.find<HTMLInputElement>('#san-kind-ip').click();
    await page.until(() => page.text.includes('IP addresses to add'), 'the field asks for addresses');
    await type(page, '2001:db8::0:1');
    page.press('Add name');
    await page.until(() => list(page).includes('2001:db8::1 added'), 'the address');
    page.press('Remove app.example.com');
    await page.until(() => list(page).includes('app.example.com removed'), 'the removal');
    page.find<HTMLInputElement>('#san-kind').click();
    await type(page, 'app.example.com');
    page.press('Add name');
    await page.until(() => list(page)[0] === 'app.example.com', 'the name of the certificate is back in its place');
    expect(list(page)).to.deep.equal(['app.example.com', 'www.app.example.com', '2001:db8::1 added']);
  });

  it('outlive going back and a reload, and need the passphrase then; a wrong one loses nothing', async function () {
    this.timeout(30_000);
    const ra = await room();
    const page = await editing(ra);
    page.press('Remove www.app.example.com');
    await page.until(() => page.text.includes('1 name removed'), 'the removal');
    await type(page, 'half-typed');
    page.press('Back');
    await page.at('subject');
    page.press('Next');
    await page.at('san');
    await page.until(() => page.has('#san-add'), 'the editor');
    expect(page.find<HTMLTextAreaElement>('#san-add').value).to.equal('half-typed');
    await type(page, '');

    const kept = Object.entries(sessionStorage);
    const again = await open(ra, { id: page.element.requestId ?? '' }, {
      setUp: () => {
        page.element.remove();
        for (const [key, value] of kept) sessionStorage.setItem(key, value as string);
      },
    });
    await again.at('san');
    await again.until(() => list(again).includes('www.app.example.com removed'), 'the edit is there');
    await again.until(() => again.has('#san-passphrase'), 'the passphrase is asked for');
    again.press('Next');
    await again.until(() => again.has('#summary'), 'the passphrase is needed');
    expect(again.all('#summary li')).to.deep.equal(['Enter the passphrase']);
    again.find<HTMLInputElement>('#san-passphrase').value = 'some-other-passphrase';
    again.press('Next');
    await again.until(() => again.text.includes('Wrong passphrase, or the file is damaged.'), 'the error beside the field');
    expect(list(again)).to.deep.equal(['app.example.com', 'www.app.example.com removed']);
    expect(again.find('#san-passphrase').getAttribute('aria-invalid')).to.equal('true');
    await again.isAccessible();
    again.find<HTMLInputElement>('#san-passphrase').value = PASSPHRASE;
    again.press('Next');
    await again.at('validity');
    expect(await attached(ra, again)).to.deep.equal(['app.example.com']);
    expect(JSON.stringify([sessionStorage, again.events])).to.not.include(PASSPHRASE);
  });

  it('need the key file where the browser has lost its copy', async function () {
    this.timeout(30_000);
    const ra = await room();
    const request = await draft(ra);
    const scope = { raId: ra.raId, userId: 'user', spkiSha256: request.csr!.key.spkiSha256 };
    const file = await createKeyPort().encryptedKey(scope);
    await createKeyPort().forget(scope);
    const page = await open(ra, request);
    await page.visit('Alternative names', 'san');
    await page.until(() => page.has('.names.edit'), 'the editor');
    page.press('Remove www.app.example.com');
    await page.until(() => page.has('#san-key-file'), 'the file is asked for');
    page.find<HTMLInputElement>('#san-passphrase').value = PASSPHRASE;
    page.press('Next');
    await page.until(() => page.all('#summary li').includes('Choose the file that you downloaded'), 'the file is needed');
    const given = new DataTransfer();
    given.items.add(new File([file ?? ''], 'app.key.pem'));
    const input = page.find<HTMLInputElement>('.drop input');
    input.files = given.files;
    input.dispatchEvent(new Event('change'));
    await page.until(() => page.text.includes('Chosen: app.key.pem'), 'the file');
    page.press('Next');
    await page.at('validity');
    expect(await attached(ra, page)).to.deep.equal(['app.example.com']);
  });

  it('show what the RA refused, and stay as they are', async () => {
    const ra = await room();
    const page = await editing(ra);
    await type(page, 'new.example.com');
    page.press('Add name');
    await page.until(() => page.text.includes('1 name added'), 'the addition');
    await unlock(page);
    // The administrator narrows the policy meanwhile.
    await ra.controls.setPolicy('tls-server', { san: { editable: true, within: ['example.net'] } });
    page.press('Next');
    await page.until(() => page.has('#san-checks'), 'the answer of the RA');
    expect(page.text).to.include('The RA did not accept these names').and.include('Not at or below example.net: new.example.com.');
    expect(list(page)).to.include('new.example.com added');
    expect(page.element.step).to.equal('san');
    await page.isAccessible();
  });

  it('void a second factor that was accepted', async function () {
    this.timeout(30_000);
    const ra = await sandbox({ san: RULE, secondFactor: { when: 'submit', methods: ['email-otp'] } });
    const request = await draft(ra);
    const user = ra.as('user');
    const challenge = await user.startSecondFactor!(request.id, { method: 'email-otp' }, once(request.etag));
    const { code = '' } = await ra.inbox.latest('user') ?? {};
    await user.answerSecondFactor!(challenge.id, { codes: { email: code } }, once(challenge.etag));
    const page = await open(ra, request);
    await page.visit('Alternative names', 'san');
    await page.until(() => page.has('.names.edit'), 'the editor');
    page.press('Remove www.app.example.com');
    await unlock(page);
    expect(page.text).to.include('A confirmation with a second factor has to be done again.');
    page.press('Next');
    await page.at('validity');
    expect((await user.getRequest(request.id)).secondFactor).to.equal(undefined);
    expect((await user.getSecondFactor!(challenge.id)).state).to.equal('void');
  });

  it('are signed by the token that signed before', async function () {
    this.timeout(30_000);
    const ra = await room({ keySources: ['token', 'browser'] });
    const pair = await generateKey('ec-p256');
    let signatures = 0;
    const signer: Signer = {
      spki: new Uint8Array(await crypto.subtle.exportKey('spki', pair.publicKey)), algorithm: 'ec-p256',
      sign: async (tbs) => {
        signatures++;
        const raw = new Uint8Array(await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, pair.privateKey, tbs as BufferSource));
        const integer = (bytes: Uint8Array): number[] => {
          const trimmed = [...bytes.subarray(bytes.findIndex((byte) => byte !== 0))];
          const value = (trimmed[0] ?? 0) > 127 ? [0, ...trimmed] : trimmed;
          return [2, value.length, ...value];
        };
        const body = [...integer(raw.subarray(0, 32)), ...integer(raw.subarray(32))];
        return Uint8Array.from([0x30, body.length, ...body]);
      },
    };
    const user = ra.as('user');
    const request = await draft(ra);
    const { pem: csr } = await createCsr({ certificate: (await user.getCertificate('cert-app')).pem, key: signer });
    const { request: onToken } = await user.attachCsr(request.id, { csr, source: 'token' }, once(request.etag));
    signatures = 0;
    const page = await open(ra, onToken, { setUp: ({ element }) => { element.signer = signer; } });
    await page.visit('Alternative names', 'san');
    await page.until(() => page.has('.names.edit'), 'the editor');
    page.press('Remove www.app.example.com');
    await page.until(() => page.text.includes('your token signs a new CSR'), 'what will happen');
    expect(page.has('#san-passphrase')).to.equal(false);
    page.press('Next');
    await page.at('validity');
    expect(signatures).to.equal(1);
    expect(await attached(ra, page)).to.deep.equal(['app.example.com']);
  });

  it('of an uploaded CSR are shown with what differs, and not changed', async () => {
    const ra = await room();
    const { pem } = await ra.as('user').getCertificate('cert-app');
    const { pem: csr } = await createCsr({
      certificate: pem, key: await generateKey('ec-p256'),
      subjectAltName: Uint8Array.from([0x30, 17, 0x82, 15, ...new TextEncoder().encode('app.example.com')]),
    });
    const page = await editing(ra, { upload: csr });
    expect(list(page)).to.deep.equal(['app.example.com', 'www.app.example.com removed']);
    expect(page.text).to.include('These are the names of your CSR.').and.include('1 name removed');
    expect(page.has('#san-add')).to.equal(false);
    expect(page.root.querySelectorAll('.names button')).to.have.length(0);
    await page.isAccessible();
  });

  it('that the page cannot write are kept with their OID, and removing one is warned about', async function () {
    this.timeout(30_000);
    const ra = await room();
    await ra.controls.setPolicy('user-card', { san: { editable: true, kinds: ['email'] }, keySources: ['browser'], keyBackup: 'optional' });
    const page = await editing(ra, { certificateId: 'cert-card' });
    expect(page.all('.names > li')[0]).to.include('UPN:aoberg@corp.example.com').and.include('Other name');
    page.press('Remove UPN:aoberg@corp.example.com');
    await page.until(() => page.text.includes('This name cannot be typed again'), 'the warning');
    await unlock(page);
    page.press('Next');
    await page.at('confirm');
    expect(await attached(ra, page)).to.deep.equal(['asa.oberg@example.com']);
  });

  it('stand in the review as a change, with a way back to them', async function () {
    this.timeout(30_000);
    const ra = await room();
    const page = await open(ra, await draft(ra));
    await page.at('confirm');
    page.find('#change-san').click();
    await page.at('san');
    await page.until(() => page.has('.names.edit'), 'the editor');
    page.press('Remove www.app.example.com');
    await unlock(page);
    page.press('Next');
    await page.at('validity');
    const { id, etag } = await ra.as('user').getRequest(page.element.requestId ?? '');
    await ra.as('user').verifyCaa?.(id, once(etag));
    page.element.remove();
    const later = await open(ra, { id });
    await later.at('confirm');
    await later.until(() => later.text.includes('1 name removed'), 'the change');
    expect(later.all('.rail dt, .rail .changed').join(' ')).to.include('Names change');
    await later.isAccessible();
  });
});
