import { expect } from '@open-wc/testing';
import type { RekeyRequest } from '../../../src/core/domain.js';
import { draft, once, open, Page, sandbox, submitted } from './late.js';
import type { SandboxRa } from '../../../src/sandbox.js';

type Dialog = HTMLElementTagNameMap['second-factor-dialog'];
const inside = (page: Page): ShadowRoot | null => (page.has('second-factor-dialog') ? page.find<Dialog>('second-factor-dialog').shadowRoot : null);
const reads = (page: Page): string => (inside(page)?.querySelector('dialog[open]')?.textContent ?? '').replace(/\s+/g, ' ');

/** Presses a button of the dialog, once it is there. */
async function press(page: Page, name: string | RegExp): Promise<void> {
  const find = (): HTMLButtonElement | undefined =>
    [...(inside(page)?.querySelectorAll<HTMLButtonElement>('dialog[open] button') ?? [])].find((one) => (typeof name === 'string' ? one.textContent.trim() === name : name.test(one.textContent)));
  await page.until(() => find() !== undefined, `the dialog has a button ${String(name)}`);
  find()?.click();
}

/** Signs the requester in at the identity provider, wherever they were sent. */
async function signIn(ra: SandboxRa): Promise<void> {
  const { identityProvider } = ra.controls;
  const [pending] = await identityProvider.pending();
  const mine = (await identityProvider.accounts()).find(({ personId }) => personId === 'user');
  await identityProvider.signIn(pending?.id ?? '', mine?.id ?? '', mine?.password ?? '');
}

/** The page is left, and opened again in the same tab. */
function reloaded(page: Page, ra: SandboxRa, request: RekeyRequest): Page {
  const room = page.element.parentElement;
  page.element.remove();
  const again = document.createElement('rekey-wizard');
  again.requestId = request.id;
  again.adapter = ra.as('user');
  room?.append(again);
  return new Page(again);
}

describe('a sign-in elsewhere, in the wizard', () => {
  const oidc = (when: 'submit' | 'issue') => ({ secondFactor: { when, methods: ['oidc' as const] } });

  it('is opened by a button of the dialog, never by Generate itself: a browser opens windows in a click alone', async () => {
    const ra = await sandbox(oidc('submit'));
    const page = await open(ra, await draft(ra));
    await page.at('confirm');
    const { open: native } = window;
    let opened = 0;
    window.open = () => { opened += 1; return null; };
    try {
      page.press('Generate');
      await page.at('second-factor');
      await page.until(() => reads(page).includes('Sign in with'), 'the dialog names the provider');
      expect(opened).to.equal(0);
    } finally {
      window.open = native;
    }
  });

  it('is submitted by itself once the RA says that it was accepted', async () => {
    const ra = await sandbox(oidc('submit'));
    const request = await draft(ra);
    const page = await open(ra, request);
    await page.at('confirm');
    page.press('Generate');
    await page.until(() => reads(page).includes('Sign in with'), 'the dialog asks');
    await signIn(ra);
    window.dispatchEvent(new Event('focus'));
    await page.at('pending');
    expect((await ra.as('user').getRequest(request.id)).secondFactor?.accepted?.method).to.equal('oidc');
  });

  for (const way of ['accepted on the way', 'still to be accepted'] as const) {
    it(`that left the page comes back to the same step and goes on by itself: ${way}`, async () => {
      const ra = await sandbox(oidc('submit'));
      const request = await draft(ra);
      const first = await open(ra, request);
      await first.at('confirm');
      first.press('Generate');
      await first.until(() => reads(first).includes('Sign in with'), 'the dialog asks');
      if (way === 'accepted on the way') await signIn(ra);
      const page = reloaded(first, ra, request);
      if (way !== 'accepted on the way') {
        await page.at('second-factor');
        await page.until(() => reads(page).includes('Waiting for'), 'the dialog waits for the one that was begun');
        await signIn(ra);
        window.dispatchEvent(new Event('focus'));
      }
      await page.at('pending');
    });
  }

  it('before the issuance goes on by itself as well, to the certificate', async function () {
    // Two wizards, and a CA that signs.
    this.timeout(30_000);
    const ra = await sandbox({ ...oidc('issue'), });
    const request = await submitted(ra);
    await ra.as('admin').approve?.(request.id, { reviewed: true }, once(request.etag));
    const first = await open(ra, request);
    await first.at('pending', 'Approved: the last step is yours');
    first.press('Generate');
    await first.at('second-factor');
    await first.until(() => reads(first).includes('Sign in with'), 'the dialog asks');
    await signIn(ra);
    const page = reloaded(first, ra, request);
    await page.at('result', 'Certificate issued');
  });

  it('that is cancelled at the provider loses nothing: the step is left by Cancel, to the review', async () => {
    const ra = await sandbox(oidc('submit'));
    const page = await open(ra, await draft(ra));
    await page.at('confirm');
    page.press('Generate');
    await page.until(() => reads(page).includes('Sign in with'), 'the dialog asks');
    await ra.controls.identityProvider.cancel((await ra.controls.identityProvider.pending())[0]?.id ?? '');
    window.dispatchEvent(new Event('focus'));
    await page.until(() => reads(page).includes('was cancelled'), 'it says so');
    await press(page, 'Cancel');
    await page.at('confirm');
  });

  it('names the sandbox once: what the wizard says already, its parts do not say again', async () => {
    const ra = await sandbox(oidc('submit'));
    const request = await draft(ra, { unverified: true });
    const page = await open(ra, request);
    await page.at('domains');
    const part = (name: string): boolean => Boolean(page.find('caa-verifier').shadowRoot?.querySelector(`[part="${name}"]`));
    await page.until(() => part('verify') && part('row'), 'the verifier is there');
    expect(part('sandbox')).to.equal(false);
    expect(page.root.querySelectorAll('[part="sandbox"]')).to.have.length(1);
  });
});
