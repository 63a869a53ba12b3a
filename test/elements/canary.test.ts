import { expect } from '@open-wc/testing';
import type { RaAdapter } from '../../src/core/adapter.js';
import type { SecondFactorMethod } from '../../src/core/domain.js';
import { createCsr, generateKey } from '../../src/crypto.js';
import { SANDBOX_PIN, SandboxCard } from '../../src/sandbox.js';
import type { SandboxRa } from '../../src/sandbox.js';
import { CanaryWatch } from './canary-watch.js';
import { begin, reload, tick, toKey } from './rekey-wizard/begin.js';
import { draft, open, PASSPHRASE, plainRa, sandbox, saves, type Page } from './rekey-wizard/late.js';

type Dialog = HTMLElementTagNameMap['second-factor-dialog'];

const ANSWER = 'adapter.answerSecondFactor';
/** Printable text that nobody has typed before, with signs that every kind of escape would change. */
const fresh = (what: string): { readonly core: string; readonly typed: string } => {
  const core = `${what}${crypto.randomUUID().replaceAll('-', '')}`;
  return { core, typed: `a "b" \\<c> & '${core}' %25` };
};

function type(page: Page, id: string, value: string): HTMLInputElement {
  const input = page.find<HTMLInputElement>(`#${id}`);
  input.value = value;
  input.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
  return input;
}

function drop(page: Page, file: File): void {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(file);
  page.find('.drop').dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
}

const inside = (page: Page): ShadowRoot | null => (page.has('second-factor-dialog') ? page.find<Dialog>('second-factor-dialog').shadowRoot : null);
const reads = (page: Page): string => (inside(page)?.querySelector('dialog[open]')?.textContent ?? '').replace(/\s+/g, ' ');

async function answer(page: Page, id: string, value: string): Promise<HTMLInputElement> {
  await page.until(() => Boolean(inside(page)?.querySelector(`dialog[open] #${id}`)), `the dialog has the field ${id}`);
  const input = inside(page)?.querySelector<HTMLInputElement>(`#${id}`) as HTMLInputElement;
  input.value = value;
  input.dispatchEvent(new Event('input', { bubbles: true }));
  input.form?.requestSubmit();
  return input;
}

describe('a secret of the person', () => {
  let watch: CanaryWatch;
  beforeEach(() => {
    localStorage.clear();
    watch = new CanaryWatch();
  });
  afterEach(() => { watch.stop(); });

  const watched = (adapter: RaAdapter): RaAdapter => watch.adapter(adapter);
  const clean = async (): Promise<void> => { expect(await watch.findings()).to.deep.equal([]); };
  const room = async (methods: readonly SecondFactorMethod[] = []): Promise<SandboxRa> => {
    const ra = await sandbox({ keyBackup: 'required', secondFactor: { when: methods.length > 0 ? 'submit' : 'never', methods: [...methods] } });
    await ra.controls.setSettings({ vetting: { web: false, admin: false } });
    return ra;
  };
  /** From the screen of the key to that of the backup, by a passphrase that stays out of everything. */
  const made = async (page: Page, passphrase: string): Promise<void> => {
    const input = type(page, 'passphrase', passphrase);
    await watch.look({ typing: true });
    page.press('Generate key and CSR');
    await page.at('key-backup');
    expect(input.value).to.equal('');
    await watch.look();
  };
  const backedUp = async (page: Page, passphrase: string): Promise<File> => {
    const [saved] = await saves(async () => {
      page.press('Download encrypted key');
      await page.until(() => page.has('#check-passphrase'), 'the next part');
    });
    if (saved === undefined) throw new Error('nothing was saved');
    watch.saw('encrypted file', saved.content);
    const file = new File([saved.content], saved.name);
    drop(page, file);
    await page.element.updateComplete;
    type(page, 'check-passphrase', `${passphrase}x`);
    page.press('Check the file');
    await page.until(() => page.text.includes('Wrong passphrase'), 'the wrong one is told');
    await watch.look({ typing: true });
    const input = type(page, 'check-passphrase', passphrase);
    page.press('Check the file');
    await page.until(() => page.text.includes('The file fits'), 'the proof');
    expect(input.value).to.equal('');
    return file;
  };
  const toReview = async (page: Page): Promise<void> => {
    for (const [from, to] of [['key-backup', 'subject'], ['subject', 'san'], ['san', 'validity'], ['validity', 'domains']] as const) {
      await page.at(from);
      page.press('Next');
      await page.at(to);
    }
    const verify = (): HTMLElement | null => page.find('caa-verifier').shadowRoot?.querySelector<HTMLElement>('[part="verify"]') ?? null;
    await page.until(() => verify() !== null, 'the verifier');
    verify()?.click();
    await page.until(() => page.button('Rekey').getAttribute('aria-disabled') === null, 'the domains are verified');
    page.press('Rekey');
    await page.at('confirm');
    await watch.look();
  };

  it('stays in its field from the first key to the last file, and the key leaves in the clear in the file that was asked for alone', async function () {
    this.timeout(90_000);
    const ra = await room(['email-otp']);
    const { core, typed: passphrase } = fresh('Pass');
    watch.text('passphrase', core);
    const page = await toKey(await begin(ra, 'cert-app', { wrap: watched }));
    page.press('Generate key and CSR');
    await page.until(() => page.has('#summary'), 'a passphrase is asked for');
    await made(page, passphrase);
    await backedUp(page, passphrase);
    await watch.look();
    await toReview(page);
    page.press('Generate');
    await page.at('second-factor');
    await page.until(() => Boolean(inside(page)?.querySelector('dialog[open] #code')), 'the dialog asks');
    const { code = '' } = await ra.inbox.latest('user') ?? {};
    const wrong = code === '000000' ? '111111' : '000000';
    watch.code('code', code, ANSWER);
    watch.code('wrong code', wrong, ANSWER);
    await answer(page, 'code', wrong);
    await page.until(() => reads(page).includes('tries left'), 'the wrong one is told');
    await watch.look({ typing: true });
    const field = await answer(page, 'code', code);
    await page.until(() => page.has('.files'), 'the downloads');
    expect(field.value).to.equal('');
    await watch.look();

    page.press('Download');
    for (const kind of ['pkcs12', 'plain'] as const) {
      page.find(`#export-${kind}`).click();
      await page.until(() => page.has('#export-passphrase'), 'the form');
      type(page, 'export-passphrase', `${passphrase}x`);
      page.find<HTMLFormElement>('#export').requestSubmit();
      await page.until(() => page.text.includes('Wrong passphrase'), 'the wrong one is told');
      await watch.look({ typing: true });
      const input = type(page, 'export-passphrase', passphrase);
      const [saved] = await saves(async () => {
        page.find<HTMLFormElement>('#export').requestSubmit();
        await page.until(() => !page.has('#export'), 'the form closed');
      });
      watch.saw(kind === 'plain' ? 'plain file' : 'PKCS#12', saved?.content);
      expect(input.value).to.equal('');
      expect(input.getAttribute('value')).to.equal(null);
      await watch.look();
    }
    page.press('Done');
    await page.until(() => !page.hasButton('Done'), 'it is over');
    await watch.look();
    await clean();
    // What has to be seen was seen: else nothing was looked at.
    expect([...watch.places]).to.include.members(['adapter', 'sessionStorage', 'IndexedDB', 'event', 'attribute', 'text', 'field', 'state', 'intent', 'address', 'setItem']);
  });

  it('is the key that made a CSR elsewhere, given by mistake: it is refused and goes nowhere', async function () {
    this.timeout(30_000);
    const ra = await room();
    const pair = await generateKey('ec-p256');
    const der = new Uint8Array(await crypto.subtle.exportKey('pkcs8', pair.privateKey));
    const base64 = btoa(String.fromCharCode(...der)).replace(/.{64}/g, '$&\n');
    const pem = `-----BEGIN PRIVATE KEY-----\n${base64}\n-----END PRIVATE KEY-----\n`;
    const page = await toKey(await begin(ra, 'cert-app', { wrap: watched }));
    tick(page, 'key-source-upload');
    await page.until(() => page.has('.drop'), 'the place for it');
    for (const [name, content] of [['key.pem', pem], ['key.der', der]] as const) {
      drop(page, new File([content], name));
      await page.until(() => page.text.includes('This is a private key.'), 'the refusal');
      await watch.look();
    }
    page.press('paste it as text');
    await page.until(() => page.has('#csr-text'), 'the field');
    const field = page.find<HTMLTextAreaElement>('#csr-text');
    const { csr } = { csr: await createCsr({ certificate: (await ra.as('user').getCertificate('cert-app')).pem, key: pair }) };
    field.value = `${csr.pem}${pem}`;
    page.press('Check the CSR');
    await page.until(() => field.value === '', 'the field is cleared');
    await watch.look();
    drop(page, new File([csr.pem], 'app.csr'));
    await page.until(() => page.button('Next').getAttribute('aria-disabled') === null, 'the CSR is taken');
    await watch.look();
    await clean();
    expect(watch.keysMade).to.not.have.length(0);
  });

  it('is the key of a card: nothing of it, nor the PIN, is in the page', async function () {
    this.timeout(30_000);
    const ra = await room();
    await ra.controls.setPolicy('tls-server', { keySources: ['token', 'upload'] });
    const card = new SandboxCard({ askPin: () => Promise.resolve(SANDBOX_PIN) });
    const setUp = ({ element }: Page): void => {
      element.signer = card.signer;
      element.keySource = 'token';
    };
    const page = await toKey(await begin(ra, 'cert-app', { wrap: watched, setUp }));
    card.damaged = true;
    page.press('Sign with the card');
    await page.until(() => page.has('#problem'), 'a wrong signature is told');
    await watch.look();
    card.damaged = false;
    page.press('Try again');
    await page.until(() => page.has('.checks') && page.button('Next').getAttribute('aria-disabled') !== 'true', 'the CSR of the card');
    await watch.look();
    page.press('Next');
    await page.at('subject');
    watch.code('PIN', SANDBOX_PIN);
    await watch.look();
    await clean();
    expect(watch.keysMade).to.not.have.length(0);
  });

  it('opens the key once more where names are changed, and leaves no trace', async function () {
    this.timeout(30_000);
    const ra = await plainRa({ san: { editable: true, kinds: ['dns'], max: 6, within: ['example.com'] } });
    watch.text('passphrase', PASSPHRASE);
    const page = await open(ra, await draft(ra), { wrap: watched });
    await page.visit('Alternative names', 'san');
    await page.until(() => page.has('.names'), 'the names were read');
    page.press('Remove www.app.example.com');
    await page.until(() => page.has('#san-passphrase'), 'the passphrase is asked for');
    type(page, 'san-passphrase', `${PASSPHRASE}x`);
    page.press('Next');
    await page.until(() => page.text.includes('Wrong passphrase'), 'the wrong one is told');
    await watch.look({ typing: true });
    const input = type(page, 'san-passphrase', PASSPHRASE);
    page.press('Next');
    await page.at('validity');
    expect(input.value).to.equal('');
    await watch.look();
    await clean();
    expect(watch.keysMade).to.not.have.length(0);
  });

  it('is a password of a directory: it goes to the RA and nowhere else, wrong, lost or right', async function () {
    this.timeout(40_000);
    const ra = await plainRa({ secondFactor: { when: 'submit', methods: ['active-directory'] } });
    const { password = '' } = (await ra.controls.directory.list()).find(({ personId }) => personId === 'user') ?? {};
    const wrong = fresh('Wrong');
    watch.text('password', password, ANSWER);
    watch.text('wrong password', wrong.core, ANSWER);
    const page = await open(ra, await draft(ra), { wrap: watched });
    await page.at('confirm');
    page.press('Generate');
    await page.at('second-factor');
    await answer(page, 'password', wrong.typed);
    await page.until(() => reads(page).includes('tries left') || reads(page).includes('not right'), 'the wrong one is told');
    await watch.look();
    ra.controls.failures.next('answerSecondFactor', { when: 'before' });
    const field = await answer(page, 'password', password);
    await page.until(() => inside(page)?.querySelector('[part="error"], .error, #problem') !== null || reads(page).includes('Try again'), 'the failure is told');
    expect(field.value).to.equal('');
    await watch.look();
    await answer(page, 'password', password);
    await page.until(() => page.element.step === 'result' || page.element.step === 'pending', 'it was accepted');
    await watch.look();
    await clean();
  });

  it('is gone with a request that is cancelled, the key that this browser kept included', async function () {
    this.timeout(30_000);
    const ra = await room();
    const { core, typed: passphrase } = fresh('Gone');
    watch.text('passphrase', core);
    const first = await toKey(await begin(ra, 'cert-app', { wrap: watched }));
    await made(first, passphrase);
    const page = await reload(first, ra, 'cert-app', { wrap: watched });
    await page.at('key-backup');
    await watch.look();
    page.press('Cancel');
    await page.until(() => page.hasButton('Cancel the request'), 'the question');
    page.press('Cancel the request');
    await page.at('result');
    await page.until(() => page.events.some(({ type: name }) => name === 'rekey-cancel'), 'the host is told');
    await watch.look();
    await clean();
    expect(watch.keysMade).to.not.have.length(0);
  });

  it('would be seen wherever it went', async () => {
    const { core, typed } = fresh('Seen');
    watch.text('passphrase', core);
    const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
    const pkcs8 = new Uint8Array(await crypto.subtle.exportKey('pkcs8', pair.privateKey));
    const armoured = btoa(String.fromCharCode(...pkcs8)).replace(/.{64}/g, '$&\n');
    const found = async (name: string): Promise<readonly string[]> => (await watch.findings()).filter(({ secret }) => secret === name).map(({ place }) => place).sort();

    const element = document.createElement('p');
    element.title = typed;
    element.attachShadow({ mode: 'open' }).append(typed);
    const field = Object.assign(document.createElement('input'), { value: btoa(typed) });
    document.body.append(element, field);
    const { console: log } = window;
    sessionStorage.setItem('draft', JSON.stringify({ typed }));
    localStorage.setItem('draft', encodeURIComponent(typed));
    history.replaceState({ typed }, '');
    element.dispatchEvent(new CustomEvent('told', { detail: { nested: [{ typed }] }, composed: true }));
    log.debug(armoured);
    await fetch(`data:text/plain,${encodeURIComponent(typed)}`).catch(() => undefined);
    void watch.adapter({ contractVersion: '1', raId: 'x', submit: () => Promise.resolve() } as unknown as RaAdapter).submit('1', { validity: { mode: 'new' }, message: armoured }, { idempotencyKey: '', ifMatch: '' });
    const kept = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open('canary', 1);
      request.onupgradeneeded = () => { request.result.createObjectStore('plain').put(pkcs8, 'key'); };
      request.onsuccess = () => { resolve(request.result); };
    });
    await watch.look();
    watch.saw('state', { key: pair.privateKey });
    kept.close();
    indexedDB.deleteDatabase('canary');
    history.replaceState(null, '');
    for (const storage of [sessionStorage, localStorage]) storage.clear();
    element.remove();
    field.remove();
    expect(await found('passphrase')).to.deep.equal(['address', 'attribute', 'event.told', 'fetch', 'field', 'history', 'localStorage', 'sessionStorage', 'setItem', 'text']);
    expect(await found('key 1')).to.deep.equal(['IndexedDB', 'adapter.submit', 'console']);
    expect(await found('any key')).to.deep.equal(['state']);
  });
});
